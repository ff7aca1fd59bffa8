//! #38: a vendor takes its change request back, answered or not. What it changed stays changed.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use contract::scope;
use domain::Problem;
use rusqlite::Connection;

use crate::altinn::{arguments, guard};
use crate::caller::Caller;
use crate::error::Error;
use crate::store::change_request;
use crate::world::World;

pub(super) async fn withdraw(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, Error> {
    caller.require_scope(&[scope::REQUEST_WRITE])?;
    let id = arguments::change_request_id(&id)?;
    let vendor = guard::vendor(&caller)?;
    let now = world.clock.now();
    let remove = move |connection: &Connection| {
        let found = change_request::find(connection, id)?.ok_or(Problem::RequestNotFound)?;
        guard::require_own_system(connection, &found.system_id, &vendor)?;
        Ok(change_request::remove(connection, id, now)?)
    };
    world.store.write(remove).await?;
    Ok(StatusCode::ACCEPTED)
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::{path, scope};

    use crate::altinn::change_request::testing::given;
    use crate::altinn::testing::{PARTY, assert_refused, other_vendor};

    #[tokio::test]
    async fn a_withdrawn_change_request_is_gone_for_everybody() {
        let (altinn, _, id) = given().await;
        let address = path::fill(path::VENDOR_CHANGE_REQUEST, &[&id]);
        let write = altinn.vendor_token(scope::REQUEST_WRITE);

        let answer = altinn.delete(&address, &write).await;

        assert_eq!((answer.status, answer.text()), (StatusCode::ACCEPTED, ""));
        assert_refused(&altinn.delete(&address, &write).await, 404, "AUTH-00010");
        let read = altinn.vendor_token(scope::REQUEST_READ);
        assert_refused(&altinn.get(&address, &read).await, 404, "AUTH-00010");
        let approved = altinn
            .as_leader(path::APPROVE_CHANGE_REQUEST, &[PARTY, &id])
            .await;
        assert_refused(&approved, 404, "AUTH-00010");
    }

    #[tokio::test]
    async fn another_vendor_s_stays() {
        let (altinn, _, id) = given().await;
        let address = path::fill(path::VENDOR_CHANGE_REQUEST, &[&id]);
        let stranger = altinn.maskinporten_token(&other_vendor(), scope::REQUEST_WRITE, vec![]);
        assert_refused(&altinn.delete(&address, &stranger).await, 404, "AUTH-00011");
        let read = altinn.vendor_token(scope::REQUEST_READ);
        assert_eq!(altinn.get(&address, &read).await.status, StatusCode::OK);
    }
}
