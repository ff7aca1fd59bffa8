//! What Maskinporten says of itself, and the key it signs with (identity.md 1.1).

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::request::Parts;
use contract::token::jwk::JwkSet;
use contract::token::metadata::Maskinporten;
use contract::token::oauth::JWT_BEARER;
use domain::maskinporten::{CONSENT_DETAIL, SYSTEM_USER_DETAIL};

use crate::altinn::origin::Origin;
use crate::world::World;

/// `GET /.well-known/oauth-authorization-server`
pub(super) async fn metadata(State(world): State<Arc<World>>, parts: Parts) -> Json<Maskinporten> {
    let Origin(base) = Origin::of(&world.urls.maskinporten, world.addresses.maskinporten, &parts);
    Json(Maskinporten {
        issuer: world.issuers.maskinporten.clone(),
        token_endpoint: format!("{base}/token"),
        jwks_uri: format!("{base}/jwk"),
        token_endpoint_auth_methods_supported: vec!["private_key_jwt".to_owned()],
        grant_types_supported: vec![JWT_BEARER.to_owned()],
        token_endpoint_auth_signing_alg_values_supported: ["RS256", "RS384", "RS512"]
            .map(str::to_owned)
            .to_vec(),
        authorization_details_types_supported: [SYSTEM_USER_DETAIL, CONSENT_DETAIL]
            .map(str::to_owned)
            .to_vec(),
    })
}

/// `GET /jwk`
pub(super) async fn keys(State(world): State<Arc<World>>) -> Json<JwkSet> {
    Json(JwkSet {
        keys: vec![world.keys.maskinporten.jwk().clone()],
    })
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;
    use serde_json::json;

    use crate::running::finish;
    use crate::testing;

    #[tokio::test]
    async fn the_metadata_names_the_issuer_with_its_slash_and_where_to_ask() {
        let world = testing::world().await;
        let call = Request::get("/.well-known/oauth-authorization-server")
            .body(Body::empty())
            .unwrap();
        let answer = testing::answer(finish(super::super::router(), &world), call).await;
        assert_eq!(
            answer.json(),
            json!({
                "issuer": "http://maskinporten.test/",
                "token_endpoint": "http://maskinporten.test/token",
                "jwks_uri": "http://maskinporten.test/jwk",
                "token_endpoint_auth_methods_supported": ["private_key_jwt"],
                "grant_types_supported": ["urn:ietf:params:oauth:grant-type:jwt-bearer"],
                "token_endpoint_auth_signing_alg_values_supported": ["RS256", "RS384", "RS512"],
                "authorization_details_types_supported": ["urn:altinn:systemuser", "urn:altinn:consent"],
            })
        );
    }

    #[tokio::test]
    async fn the_key_set_holds_the_key_that_signs() {
        let world = testing::world().await;
        let call = Request::get("/jwk").body(Body::empty()).unwrap();
        let answer = testing::answer(finish(super::super::router(), &world), call).await;
        assert_eq!(answer.json(), json!({"keys": [world.keys.maskinporten.jwk()]}));
    }
}
