//! #21: a vendor takes its request back, answered or not. A system user that came of it stays.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use contract::scope;
use domain::Problem;
use rusqlite::Connection;

use crate::altinn::{arguments, guard};
use crate::caller::Caller;
use crate::error::Error;
use crate::store::request;
use crate::world::World;

pub(super) async fn withdraw(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, Error> {
    caller.require_scope(&[scope::REQUEST_WRITE])?;
    let id = arguments::request_id(&id)?;
    let vendor = guard::vendor(&caller)?;
    let now = world.clock.now();
    let remove = move |connection: &Connection| {
        let found = request::find_any(connection, id)?.ok_or(Problem::RequestNotFound)?;
        guard::require_own_system(connection, &found.system_id, &vendor)?;
        Ok(request::remove(connection, id, now)?)
    };
    world.store.write(remove).await?;
    Ok(StatusCode::ACCEPTED)
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::{path, scope};

    use crate::altinn::testing::{self, Altinn, other_vendor};
    use crate::testing::Answer;

    #[tokio::test]
    async fn a_withdrawn_request_is_gone_for_everybody_and_cannot_be_withdrawn_again() {
        let altinn = testing::altinn().await;
        let id = altinn.given_request().await;

        let answer = withdraw(&altinn, &id).await;

        assert_eq!((answer.status, answer.text()), (StatusCode::ACCEPTED, ""));
        assert_eq!(altinn.read_request(&id).await["code"], "AUTH-00010");
        assert_eq!(altinn.approve(&id).await.json()["code"], "AUTH-00010");
        assert_eq!(withdraw(&altinn, &id).await.json()["code"], "AUTH-00010");
    }

    #[tokio::test]
    async fn a_system_user_outlives_its_request() {
        let altinn = testing::altinn().await;
        let id = altinn.given_request().await;
        altinn.approve(&id).await;
        withdraw(&altinn, &id).await;
        assert_eq!(altinn.read_system_user(&id).await.status, StatusCode::OK);
    }

    #[tokio::test]
    async fn another_vendor_and_another_scope_are_refused() {
        let altinn = testing::altinn().await;
        let id = altinn.given_request().await;
        let address = path::fill(path::VENDOR_REQUEST, &[&id]);
        let stranger = altinn.maskinporten_token(&other_vendor(), scope::REQUEST_WRITE, vec![]);
        assert_eq!(
            altinn.delete(&address, &stranger).await.json()["code"],
            "AUTH-00011"
        );
        let read = altinn.vendor_token(scope::REQUEST_READ);
        assert_eq!(altinn.delete(&address, &read).await.status, StatusCode::FORBIDDEN);
        assert_eq!(altinn.read_request(&id).await["status"], "New");
    }

    async fn withdraw(altinn: &Altinn, id: &str) -> Answer {
        altinn
            .delete(
                &path::fill(path::VENDOR_REQUEST, &[id]),
                &altinn.vendor_token(scope::REQUEST_WRITE),
            )
            .await
    }
}
