//! #17 and #18: a request, by what the vendor calls it.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::{Extension, Json};
use contract::request::RequestSystemResponse;
use contract::scope;
use domain::{ExternalRef, OrgNumber, Problem, SystemId, SystemUserType};
use rusqlite::Connection;

use super::told_to_vendor;
use crate::altinn::guard;
use crate::caller::Caller;
use crate::error::Error;
use crate::store::request;
use crate::world::World;

pub(super) async fn read_by_reference(
    State(world): State<Arc<World>>,
    Extension(kind): Extension<SystemUserType>,
    caller: Caller,
    Path((system, party, reference)): Path<(String, String, String)>,
) -> Result<Json<RequestSystemResponse>, Error> {
    caller.require_scope(&[scope::REQUEST_READ])?;
    let vendor = guard::vendor(&caller)?;
    let (system, reference) = (SystemId(system), ExternalRef(reference));
    let party = OrgNumber::parse(&party).map_err(|_| Problem::RequestNotFound)?;
    let found = world.store.read(|connection: &Connection| {
        let found = request::find_by_reference(connection, &system, &party, &reference, kind)?;
        let found = found.ok_or(Problem::RequestNotFound)?;
        guard::require_own_system(connection, &found.system_id, &vendor)?;
        Ok(found)
    })?;
    Ok(Json(told_to_vendor(&world, &found)))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::{path, scope};

    use crate::altinn::testing::{self, SYSTEM, other_vendor};

    #[tokio::test]
    async fn a_vendor_finds_its_request_by_its_own_reference() {
        let altinn = testing::altinn().await;
        let id = altinn.given_request().await;
        let answer = altinn
            .get(
                &address("310702641", "rør-1"),
                &altinn.vendor_token(scope::REQUEST_READ),
            )
            .await;
        assert_eq!(answer.json(), altinn.read_request(&id).await);
    }

    #[tokio::test]
    async fn other_references_and_other_vendors_find_nothing() {
        let altinn = testing::altinn().await;
        altinn.given_request().await;
        let read = altinn.vendor_token(scope::REQUEST_READ);
        let stranger = altinn.maskinporten_token(&other_vendor(), scope::REQUEST_READ, vec![]);
        assert_eq!(
            altinn.get(&address("310702641", "RØR-1"), &read).await.json()["code"],
            "AUTH-00010"
        );
        assert_eq!(
            altinn.get(&address("x", "rør-1"), &read).await.json()["code"],
            "AUTH-00010"
        );
        assert_eq!(
            altinn.get(&address("310702641", "rør-1"), &stranger).await.json()["code"],
            "AUTH-00011"
        );
    }

    #[tokio::test]
    async fn the_scope_is_demanded() {
        let altinn = testing::altinn().await;
        let token = altinn.vendor_token(scope::REQUEST_WRITE);
        assert_eq!(
            altinn.get(&address("310702641", "rør-1"), &token).await.status,
            StatusCode::FORBIDDEN
        );
    }

    fn address(party: &str, reference: &str) -> String {
        path::fill(path::VENDOR_REQUEST_BY_REF, &[SYSTEM, party, reference])
    }
}
