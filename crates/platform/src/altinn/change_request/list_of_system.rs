//! #37: a system's change requests, page by page, oldest first.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use contract::change_request::ChangeRequestResponse;
use contract::paging::Page;
use contract::{path, scope};
use domain::SystemId;
use rusqlite::Connection;

use crate::altinn::arguments::Query;
use crate::altinn::origin::Origin;
use crate::altinn::{guard, page};
use crate::caller::Caller;
use crate::error::Error;
use crate::store::change_request;
use crate::world::World;

pub(super) async fn list_of_system(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(id): Path<String>,
    query: Query,
    origin: Origin,
) -> Result<Json<Page<ChangeRequestResponse>>, Error> {
    caller.require_scope(&[scope::REQUEST_READ])?;
    let start = page::start(&query)?;
    let vendor = guard::vendor(&caller)?;
    let id = SystemId(id);
    let (size, now) = (world.page_size, world.clock.now());
    let found = world.store.read(|connection: &Connection| {
        guard::require_own_system(connection, &id, &vendor)?;
        Ok(change_request::list_of_system(connection, &id, start, size + 1)?)
    })?;
    let told = found.into_iter().map(|(number, found)| {
        let told = ChangeRequestResponse {
            timed_out: found.timed_out(now),
            ..ChangeRequestResponse::of(&found)
        };
        (number, told)
    });
    let list = path::fill(path::VENDOR_CHANGE_REQUESTS_BY_SYSTEM, &[id.as_str()]);
    Ok(Json(page::page(told.collect(), size, &origin, &list)))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::{path, scope};
    use serde_json::{Value, json};

    use crate::altinn::change_request::testing::{add_package, given, given_user};
    use crate::altinn::testing::{self, SYSTEM, assert_refused, id_of, other_vendor};

    #[tokio::test]
    async fn every_change_request_is_on_one_page_and_only_one() {
        let altinn = testing::altinn_with_pages_of(2).await;
        let user = given_user(&altinn).await;
        let mut made = vec![];
        for _ in 0..5 {
            made.push(id_of(
                &altinn.ask_for_change(&user, add_package("skattegrunnlag")).await,
            ));
        }

        let pages = altinn
            .pages(&list(), &altinn.vendor_token(scope::REQUEST_READ))
            .await;

        assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 1]);
        let seen: Vec<&Value> = pages.iter().flatten().map(|item| &item["id"]).collect();
        assert_eq!(seen, made.iter().collect::<Vec<_>>());
    }

    #[tokio::test]
    async fn only_the_list_tells_that_one_is_too_old_and_it_tells_no_page() {
        let (altinn, _, id) = given().await;
        altinn.clock.advance(180 * 24 * 60 * 60);
        let answer = altinn
            .get(&list(), &altinn.vendor_token(scope::REQUEST_READ))
            .await;
        assert!(
            answer.text().starts_with(r#"{"links":{},"data":[{"id":"#),
            "{}",
            answer.text()
        );
        let item = answer.json()["data"][0].clone();
        assert_eq!(
            (&item["id"], &item["timedOut"], &item["confirmUrl"]),
            (&json!(id), &json!(true), &Value::Null)
        );
    }

    #[tokio::test]
    async fn an_unknown_a_foreign_system_and_the_wrong_scope_are_refused() {
        let altinn = testing::altinn().await;
        let read = altinn.vendor_token(scope::REQUEST_READ);
        assert_refused(&altinn.get(&list(), &read).await, 404, "AUTH-00011");
        altinn.given_system(testing::system()).await;
        let stranger = altinn.maskinporten_token(&other_vendor(), scope::REQUEST_READ, vec![]);
        assert_refused(&altinn.get(&list(), &stranger).await, 404, "AUTH-00011");
        let write = altinn.vendor_token(scope::REQUEST_WRITE);
        assert_eq!(altinn.get(&list(), &write).await.status, StatusCode::FORBIDDEN);
        let bad = altinn.get(&format!("{}?token=x", list()), &read).await;
        assert!(bad.json()["errors"]["token"].is_array());
    }

    fn list() -> String {
        path::fill(path::VENDOR_CHANGE_REQUESTS_BY_SYSTEM, &[SYSTEM])
    }
}
