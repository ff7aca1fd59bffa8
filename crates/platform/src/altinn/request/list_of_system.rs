//! #19 and #20: a system's requests, page by page, oldest first.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::{Extension, Json};
use contract::paging::Page;
use contract::request::RequestSystemResponse;
use contract::{path, scope};
use domain::{SystemId, SystemUserType};
use rusqlite::Connection;

use super::Paths;
use crate::altinn::arguments::Query;
use crate::altinn::origin::Origin;
use crate::altinn::{guard, page};
use crate::caller::Caller;
use crate::error::Error;
use crate::store::request;
use crate::world::World;

pub(super) async fn list_of_system(
    State(world): State<Arc<World>>,
    Extension(kind): Extension<SystemUserType>,
    caller: Caller,
    Path(id): Path<String>,
    query: Query,
    origin: Origin,
) -> Result<Json<Page<RequestSystemResponse>>, Error> {
    caller.require_scope(&[scope::REQUEST_READ])?;
    let start = page::start(&query)?;
    let vendor = guard::vendor(&caller)?;
    let id = SystemId(id);
    let (size, now) = (world.page_size, world.clock.now());
    let found = world.store.read(|connection: &Connection| {
        guard::require_own_system(connection, &id, &vendor)?;
        Ok(request::list_of_system(connection, &id, kind, start, size + 1)?)
    })?;
    let told = found
        .into_iter()
        .map(|(number, found)| (number, RequestSystemResponse::of(&found, now)))
        .collect();
    let list = path::fill(Paths::of(kind).of_system, &[id.as_str()]);
    Ok(Json(page::page(told, size, &origin, &list)))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::{path, scope};
    use serde_json::{Value, json};

    use crate::altinn::testing::{self, SYSTEM, other_vendor, request, system};

    #[tokio::test]
    async fn every_request_is_on_one_page_and_only_one() {
        let altinn = testing::altinn_with_pages_of(2).await;
        altinn.given_system(system()).await;
        for number in 0..5 {
            let mut body = request();
            body["externalRef"] = json!(format!("r{number}"));
            altinn.ask(body).await;
        }

        let pages = altinn
            .pages(&list(), &altinn.vendor_token(scope::REQUEST_READ))
            .await;

        let references: Vec<Vec<&Value>> = pages
            .iter()
            .map(|page| page.iter().map(|item| &item["externalRef"]).collect())
            .collect();
        assert_eq!(references, [vec!["r0", "r1"], vec!["r2", "r3"], vec!["r4"]]);
    }

    #[tokio::test]
    async fn links_come_first_and_the_last_page_has_no_next() {
        let altinn = testing::altinn().await;
        let id = altinn.given_request().await;
        let answer = altinn
            .get(&list(), &altinn.vendor_token(scope::REQUEST_READ))
            .await;
        assert!(
            answer.text().starts_with(r#"{"links":{},"data":[{"id":"#),
            "{}",
            answer.text()
        );
        assert_eq!(answer.json()["data"][0]["id"], id);
        assert_eq!(answer.json()["data"][0]["confirmUrl"], Value::Null);
    }

    #[tokio::test]
    async fn a_request_that_was_passed_on_says_so_here() {
        let altinn = testing::altinn().await;
        let id = altinn.given_request().await;
        altinn.escalate(&id).await;
        let answer = altinn
            .get(&list(), &altinn.vendor_token(scope::REQUEST_READ))
            .await;
        assert_eq!(answer.json()["data"][0]["escalated"], true);
        assert_eq!(altinn.read_request(&id).await["escalated"], false);
    }

    #[tokio::test]
    async fn a_token_that_is_none_is_named() {
        let altinn = testing::altinn().await;
        altinn.given_system(system()).await;
        let answer = altinn
            .get(
                &format!("{}?token=x", list()),
                &altinn.vendor_token(scope::REQUEST_READ),
            )
            .await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert_eq!(
            answer.json()["errors"],
            json!({"token": ["The value 'x' is not valid."]})
        );
    }

    #[tokio::test]
    async fn an_unknown_a_foreign_system_and_the_wrong_scope_are_refused() {
        let altinn = testing::altinn().await;
        let read = altinn.vendor_token(scope::REQUEST_READ);
        assert_eq!(altinn.get(&list(), &read).await.json()["code"], "AUTH-00011");
        altinn.given_system(system()).await;
        let stranger = altinn.maskinporten_token(&other_vendor(), scope::REQUEST_READ, vec![]);
        assert_eq!(altinn.get(&list(), &stranger).await.json()["code"], "AUTH-00011");
        let write = altinn.vendor_token(scope::REQUEST_WRITE);
        assert_eq!(altinn.get(&list(), &write).await.status, StatusCode::FORBIDDEN);
    }

    fn list() -> String {
        path::fill(path::VENDOR_REQUESTS_BY_SYSTEM, &[SYSTEM])
    }
}
