//! What ID-porten says of itself, and the key it signs with (identity.md 3.1). The document is upstream's; `docs/deviations.md` says where less is behind it.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::request::Parts;
use contract::token::idporten::{ACR_HIGH, ACR_LOW, ACR_SUBSTANTIAL};
use contract::token::jwk::JwkSet;
use contract::token::metadata::Idporten;
use contract::token::oauth::{AUTHORIZATION_CODE, REFRESH_TOKEN};

use super::response::ResponseMode;
use crate::altinn::origin::Origin;
use crate::world::World;
use domain::registration::AuthMethod;

const ACRS: [&str; 6] = [
    ACR_LOW,
    ACR_SUBSTANTIAL,
    ACR_HIGH,
    "eidas-loa-low",
    "eidas-loa-substantial",
    "eidas-loa-high",
];
const AUTH_METHODS: [AuthMethod; 4] = [
    AuthMethod::ClientSecretBasic,
    AuthMethod::ClientSecretPost,
    AuthMethod::PrivateKeyJwt,
    AuthMethod::None,
];
const CLAIMS: [&str; 13] = [
    "sub",
    "iss",
    "aud",
    "pid",
    "acr",
    "amr",
    "auth_time",
    "iat",
    "exp",
    "jti",
    "locale",
    "nonce",
    "sid",
];

/// `GET /.well-known/openid-configuration`
pub(super) async fn metadata(State(world): State<Arc<World>>, parts: Parts) -> Json<Idporten> {
    let Origin(base) = Origin::of(&world.urls.idporten, world.addresses.idporten, &parts);
    let at = |path: &str| format!("{base}/{path}");
    let these = |values: &[&str]| values.iter().map(|&value| value.to_owned()).collect();
    Json(Idporten {
        issuer: world.issuers.idporten.clone(),
        authorization_endpoint: at("authorize"),
        token_endpoint: at("token"),
        end_session_endpoint: at("logout"),
        jwks_uri: at("jwks.json"),
        userinfo_endpoint: at("userinfo"),
        pushed_authorization_request_endpoint: Some(at("par")),
        revocation_endpoint: Some(at("token/revoke")),
        introspection_endpoint: Some(at("token/introspect")),
        scopes_supported: these(&["openid", "profile"]),
        claims_supported: these(&CLAIMS),
        response_types_supported: these(&["code"]),
        response_modes_supported: these(&ResponseMode::ALL.map(ResponseMode::word)),
        grant_types_supported: these(&[AUTHORIZATION_CODE, REFRESH_TOKEN]),
        subject_types_supported: these(&["public", "pairwise"]),
        id_token_signing_alg_values_supported: these(&["RS256"]),
        authorization_signing_alg_values_supported: these(&["RS256"]),
        token_endpoint_auth_methods_supported: these(&AUTH_METHODS.map(AuthMethod::as_str)),
        token_endpoint_auth_signing_alg_values_supported: these(&["RS256", "RS384", "RS512"]),
        code_challenge_methods_supported: these(&["S256"]),
        acr_values_supported: these(&ACRS),
        ui_locales_supported: these(&["en", "nb", "nn", "se"]),
        prompt_values_supported: these(&["consent", "login", "none"]),
        require_pushed_authorization_requests: false,
        request_uri_parameter_supported: false,
        request_parameter_supported: false,
        frontchannel_logout_supported: true,
        frontchannel_logout_session_supported: true,
        authorization_response_iss_parameter_supported: true,
    })
}

/// `GET /jwks.json`
pub(super) async fn keys(State(world): State<Arc<World>>) -> Json<JwkSet> {
    Json(JwkSet {
        keys: vec![world.keys.idporten.jwk().clone()],
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
    async fn the_metadata_answers_with_and_without_a_trailing_slash() {
        let world = testing::world().await;
        for path in [
            "/.well-known/openid-configuration",
            "/.well-known/openid-configuration/",
        ] {
            let call = Request::get(path).body(Body::empty()).unwrap();
            let body = testing::answer(finish(super::super::router(), &world), call)
                .await
                .json();
            assert_eq!(body["issuer"], "http://idporten.test");
            assert_eq!(body["authorization_endpoint"], "http://idporten.test/authorize");
            assert_eq!(body["code_challenge_methods_supported"], json!(["S256"]));
        }
    }

    #[tokio::test]
    async fn the_document_is_id_portens_own_member_for_member() {
        let world = testing::world().await;
        let call = Request::get("/.well-known/openid-configuration").body(Body::empty());
        let answer = testing::answer(finish(super::super::router(), &world), call.unwrap()).await;
        let golden = include_str!("../../../../tests/golden/altinn/idporten_metadata/test_environment.json")
            .replace("https://login.test.idporten.no", "http://idporten.test")
            .replace("https://test.idporten.no", "http://idporten.test");
        let golden: serde_json::Value = serde_json::from_str(&golden).unwrap();
        assert_eq!(answer.text(), golden.to_string());
    }

    #[tokio::test]
    async fn the_addresses_are_those_that_a_proxy_on_this_machine_says_the_caller_saw() {
        let world = testing::world().await;
        let mut call = Request::get("/.well-known/openid-configuration")
            .header("x-forwarded-proto", "https")
            .header("x-forwarded-host", "login.example")
            .body(Body::empty())
            .unwrap();
        let peer: std::net::SocketAddr = "127.0.0.1:5000".parse().unwrap();
        call.extensions_mut().insert(axum::extract::ConnectInfo(peer));
        let body = testing::answer(finish(super::super::router(), &world), call)
            .await
            .json();
        assert_eq!(body["token_endpoint"], "https://login.example/token");
        assert_eq!(body["issuer"], "http://idporten.test");
    }
}
