//! #50: Maskinporten asks which system user a client may act as (identity.md 1.6).

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::scope;
use contract::system_user::SystemUserExternal;
use domain::{ClientId, ExternalRef, OrgNumber, SystemUser};
use rusqlite::Connection;

use crate::altinn::arguments::Query;
use crate::caller::Caller;
use crate::error::Error;
use crate::store::{system_client, system_user};
use crate::world::World;

pub(super) async fn look_up(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
) -> Result<Response, Error> {
    caller.require_scope(&[scope::SYSTEM_USER_LOOKUP])?;
    let [client, vendor, owner] =
        query.require(["clientId", "systemProviderOrgNo", "systemUserOwnerOrgNo"])?;
    let client = ClientId::from(client);
    let reference = ExternalRef::from(query.get("externalRef").unwrap_or(owner));
    let found = world
        .store
        .read(|connection| find(connection, &client, vendor, owner, &reference))?;
    let found = found.ok_or_else(|| Error::plain(StatusCode::NOT_FOUND))?;
    let told = SystemUserExternal::of(&found).for_maskinporten();
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(told)).into_response())
}

/// The living system user of the living system that the client belongs to, if vendor, owner and reference all fit.
fn find(
    connection: &Connection,
    client: &ClientId,
    vendor: &str,
    owner: &str,
    reference: &ExternalRef,
) -> Result<Option<SystemUser>, Error> {
    let Ok(owner) = OrgNumber::parse(owner) else {
        return Ok(None);
    };
    let Some(system) = system_client::find(connection, client)? else {
        return Ok(None);
    };
    let found = system_user::find_by_reference(connection, &system, &owner, reference)?;
    Ok(found
        .map(|found| found.user)
        .filter(|user| user.vendor.as_str() == vendor))
}

#[cfg(test)]
mod tests {
    use axum::http::{StatusCode, header};
    use contract::{path, scope};
    use serde_json::json;

    use crate::altinn::testing::{self, Altinn, SYSTEM};
    use crate::testing::Answer;

    const ALL: [(&str, &str); 4] = [
        ("clientId", testing::CLIENT),
        ("systemProviderOrgNo", "991825827"),
        ("systemUserOwnerOrgNo", "310702641"),
        ("externalRef", "rør-1"),
    ];

    #[tokio::test]
    async fn a_system_user_is_found_by_all_that_maskinporten_knows() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::system()).await;
        let id = altinn.given_system_user().await;

        let answer = ask(&altinn, &ALL).await;

        assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
        assert_eq!(
            answer.json(),
            json!({"id": id, "integrationTitle": "SmartRegnskap", "systemId": SYSTEM, "productName": SYSTEM,
                "reporteeOrgNo": "310702641", "created": "2026-05-28T20:26:40Z", "isDeleted": false,
                "supplierName": "", "supplierOrgno": "991825827", "externalRef": "rør-1", "userType": "standard"})
        );
    }

    #[tokio::test]
    async fn without_a_reference_the_owner_s_number_is_meant() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::system()).await;
        assert_eq!(ask(&altinn, &ALL[..3]).await.status, StatusCode::NOT_FOUND);
        altinn.create_system_user().await;
        assert_eq!(ask(&altinn, &ALL[..3]).await.json()["externalRef"], "310702641");
    }

    #[tokio::test]
    async fn anything_that_does_not_fit_finds_nothing() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::system()).await;
        altinn.given_system_user().await;
        for (index, other) in [
            (0, "unknown"),
            (1, "314800117"),
            (2, "313900126"),
            (2, "x"),
            (3, "RØR-1"),
        ] {
            let mut query = ALL;
            query[index].1 = other;
            let answer = ask(&altinn, &query).await;
            assert_eq!(
                (answer.status, &answer.json()["title"]),
                (StatusCode::NOT_FOUND, &json!("Not Found"))
            );
        }
    }

    #[tokio::test]
    async fn what_must_be_there_is_named() {
        let altinn = testing::altinn().await;
        for (index, (name, _)) in ALL[..3].iter().enumerate() {
            let mut query = ALL;
            query[index].1 = "";
            let answer = ask(&altinn, &query).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST);
            assert!(answer.json()["errors"][name].is_array(), "{}", answer.text());
        }
        let all = ask(&altinn, &[]).await.json();
        assert_eq!(all["errors"].as_object().unwrap().len(), 3);
    }

    #[tokio::test]
    async fn neither_a_deleted_system_user_nor_one_of_a_deleted_system_is_found() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::system()).await;
        let id = altinn.given_system_user().await;
        altinn.delete_system_user(&id).await;
        assert_eq!(ask(&altinn, &ALL).await.status, StatusCode::NOT_FOUND);
        altinn.given_system_user().await;
        assert_eq!(ask(&altinn, &ALL).await.status, StatusCode::OK);
        altinn
            .delete_as_vendor(&path::fill(path::VENDOR_SYSTEM, &[SYSTEM]))
            .await;
        assert_eq!(ask(&altinn, &ALL).await.status, StatusCode::NOT_FOUND);
    }

    #[tokio::test]
    async fn only_maskinporten_may_ask() {
        let altinn = testing::altinn().await;
        let token = altinn.vendor_token(scope::REQUEST_READ);
        let answer = altinn.get(path::SYSTEM_USER_BY_EXTERNAL_ID, &token).await;
        assert_eq!((answer.status, answer.text()), (StatusCode::FORBIDDEN, ""));
    }

    async fn ask(altinn: &Altinn, query: &[(&str, &str)]) -> Answer {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(query)
            .finish();
        let token = altinn.vendor_token(scope::SYSTEM_USER_LOOKUP);
        altinn
            .get(&format!("{}?{query}", path::SYSTEM_USER_BY_EXTERNAL_ID), &token)
            .await
    }
}
