//! What Altinn says of itself as an issuer of tokens, and the key it signs with (identity.md 4.2).

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use contract::path;
use contract::token::jwk::JwkSet;
use contract::token::metadata::Altinn;

use super::origin::Origin;
use crate::openapi::Routes;
use crate::world::World;

pub(super) fn router() -> Routes {
    Routes::new()
        .get(path::OPENID_CONFIGURATION, metadata, |it| {
            it.says("Tells who issues Altinn's tokens.")
                .open("it is for everybody")
        })
        .get(path::OPENID_KEYS, keys, |it| {
            it.says("Tells the keys that Altinn signs with.")
                .open("it is for everybody")
        })
}

async fn metadata(State(world): State<Arc<World>>, Origin(base): Origin) -> Json<Altinn> {
    let at = |path: &str| Some(format!("{base}/authentication/api/v1/{path}"));
    let these = |value: &str| Some(vec![value.to_owned()]);
    Json(Altinn {
        issuer: world.issuers.altinn.clone(),
        jwks_uri: format!("{base}{}", path::OPENID_KEYS),
        authorization_endpoint: at("authorize/"),
        token_endpoint: at("token/"),
        end_session_endpoint: at("openid/logout/"),
        frontchannel_logout_supported: Some(false),
        frontchannel_logout_session_supported: Some(false),
        response_types_supported: these("token"),
        subject_types_supported: these("pairwise"),
        id_token_signing_alg_values_supported: these("RS256"),
        ..Altinn::default()
    })
}

async fn keys(State(world): State<Arc<World>>) -> Json<JwkSet> {
    Json(JwkSet {
        keys: vec![world.keys.altinn.jwk().clone()],
    })
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::testing;

    const METADATA: &str = "/authentication/api/v1/openid/.well-known/openid-configuration";

    #[tokio::test]
    async fn the_metadata_answers_with_and_without_a_trailing_slash() {
        let world = testing::world().await;
        for path in [
            METADATA.to_owned(),
            format!("{METADATA}/"),
            METADATA.to_uppercase(),
        ] {
            let body = world.get(&path, "").await.json();
            assert_eq!(body["issuer"], world.issuers.altinn);
            assert_eq!(body["jwks_uri"], format!("http://platform.test{METADATA}/jwks"));
            assert_eq!(body["userinfo_endpoint"], Value::Null);
        }
    }

    #[tokio::test]
    async fn the_document_is_altinns_own_member_for_member() {
        let world = testing::world().await;
        let golden = include_str!("../../../../tests/golden/altinn/altinn_metadata/tt02.json")
            .replace("https://platform.tt02.altinn.no", "http://platform.test");
        let golden: Value = serde_json::from_str(&golden).unwrap();
        assert_eq!(world.get(METADATA, "").await.text(), golden.to_string());
    }

    #[tokio::test]
    async fn the_key_is_spelled_as_altinn_spells_it() {
        let world = testing::world().await;
        let body = world.get(&format!("{METADATA}/jwks"), "").await.json();
        let key = &body["keys"][0];
        assert_eq!(key["kid"].as_str().unwrap().len(), 40);
        assert_eq!(key["n"].as_str().unwrap().len(), 344);
        assert!(key["n"].as_str().unwrap().ends_with("=="));
        assert_eq!(key["alg"], Value::Null);
    }
}
