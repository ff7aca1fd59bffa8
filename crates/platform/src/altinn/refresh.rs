//! `GET refresh`: one of Altinn's own tokens becomes a younger one (identity.md 4.3).

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contract::path;
use contract::token::altinn::AccessClaims;
use schemars::json_schema;

use super::arguments::Query;
use super::exchange::{LIFETIME, bare};
use crate::caller::Caller;
use crate::error::Error;
use crate::openapi::Routes;
use crate::store::person;
use crate::world::World;

pub(super) fn router() -> Routes {
    Routes::new().get(path::REFRESH, refresh, |it| {
        it.says("Gives a token that says the same and lives half an hour from now.")
            .any_token()
            .may_ask("enrichPid", "Name the person's national identity number too.")
            .answer::<String>(200)
            .answer_as(200, "text/plain", json_schema!({ "type": "string" }))
    })
}

async fn refresh(
    State(world): State<Arc<World>>,
    caller: Caller,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Error> {
    caller.require_altinn()?;
    let mut claims = caller.into_claims();
    if query.flag("enrichPid")? {
        enrich(&world, &mut claims)?;
    }
    let now = world.clock.now().as_second();
    let claims = AccessClaims {
        iat: now,
        nbf: Some(now),
        exp: now + LIFETIME,
        ..claims
    };
    Ok(bare(&headers, world.keys.altinn.sign(&claims)?))
}

/// Adds the number of the person whose token it is; one that is nobody's stays as it is.
fn enrich(world: &World, claims: &mut AccessClaims) -> Result<(), Error> {
    let Some(user) = claims.user() else {
        return Ok(());
    };
    if let Some(person) = world.store.read(|conn| person::find(conn, user))? {
        claims.other.insert("pid".to_owned(), person.pid.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::token::Compact;
    use serde_json::{Value, json};

    use super::*;
    use crate::testing::{self, Person};

    #[tokio::test]
    async fn a_persons_token_becomes_younger_and_says_the_same() {
        let world = testing::world().await;
        let old = world.person_token(&Person::leader(), "altinn:portal/enduser");
        world.clock.advance(600);
        for (query, pid) in [
            ("", Value::Null),
            ("?enrichPid=false", Value::Null),
            ("?enrichpid=True", json!(Person::leader().pid)),
        ] {
            let answer = world.get(&format!("{}{query}", path::REFRESH), &old).await;
            assert_eq!(answer.status, StatusCode::OK);
            let (before, after) = (claims(&old), claims(answer.text()));
            assert_eq!(after["exp"], testing::NOW + 600 + 1800);
            assert_eq!(after["iat"], testing::NOW + 600);
            for same in [
                "scope",
                "iss",
                "urn:altinn:userid",
                "urn:altinn:partyid",
                "urn:altinn:authlevel",
            ] {
                assert_eq!(after[same], before[same], "{same}");
            }
            assert_eq!(after["pid"], pid, "{query}");
        }
    }

    #[tokio::test]
    async fn an_organisations_token_becomes_younger_too() {
        let world = testing::world().await;
        let old = world.altinn_token(&testing::vendor(), "a:b", vec![]);
        let answer = world
            .get(&format!("{}?enrichPid=true", path::REFRESH), &old)
            .await;
        assert_eq!(claims(answer.text())["urn:altinn:orgNumber"], "991825827");
    }

    #[tokio::test]
    async fn a_token_that_is_not_altinns_or_is_over_is_not_refreshed() {
        let world = testing::world().await;
        let old = world.person_token(&Person::leader(), "altinn:portal/enduser");
        let foreign = world.vendor_token("a:b");
        assert_eq!(
            world.get(path::REFRESH, &foreign).await.status,
            StatusCode::UNAUTHORIZED
        );
        let answer = world
            .get(&format!("{}?enrichPid=perhaps", path::REFRESH), &old)
            .await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert_eq!(
            answer.json()["errors"]["enrichPid"][0],
            "The value 'perhaps' is not valid."
        );
        world.clock.advance(1811);
        assert_eq!(
            world.get(path::REFRESH, &old).await.status,
            StatusCode::UNAUTHORIZED
        );
    }

    fn claims(token: &str) -> Value {
        Compact::parse(token).unwrap().claims().unwrap()
    }
}
