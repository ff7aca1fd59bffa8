//! #36: the newest change request to a system user, by what the vendor calls the system user.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use contract::change_request::ChangeRequestResponse;
use contract::scope;
use domain::{ExternalRef, OrgNumber, Problem, SystemId};
use rusqlite::Connection;

use super::told_to_vendor;
use crate::altinn::guard;
use crate::caller::Caller;
use crate::error::Error;
use crate::store::change_request;
use crate::world::World;

pub(super) async fn read_by_reference(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path((system, party, reference)): Path<(String, String, String)>,
) -> Result<Json<ChangeRequestResponse>, Error> {
    caller.require_scope(&[scope::REQUEST_READ])?;
    let vendor = guard::vendor(&caller)?;
    let (system, reference) = (SystemId(system), ExternalRef(reference));
    let party = OrgNumber::parse(&party).map_err(|_| Problem::RequestNotFound)?;
    let found = world.store.read(|connection: &Connection| {
        let found = change_request::find_by_reference(connection, &system, &party, &reference)?;
        let found = found.ok_or(Problem::RequestNotFound)?;
        guard::require_own_system(connection, &found.system_id, &vendor)?;
        Ok(found)
    })?;
    Ok(Json(told_to_vendor(&world, &found)))
}

#[cfg(test)]
mod tests {
    use contract::{path, scope};
    use serde_json::{Value, json};

    use crate::altinn::change_request::testing::{add_package, given};
    use crate::altinn::testing::{Altinn, SYSTEM, assert_refused, id_of, other_vendor};

    #[tokio::test]
    async fn the_newest_is_found_with_its_packages() {
        let (altinn, user, _) = given().await;
        let newest = altinn.ask_for_change(&user, add_package("skattegrunnlag")).await;
        let read = altinn.vendor_token(scope::REQUEST_READ);
        let told = altinn.get(&address("rør-1"), &read).await.json();
        assert_eq!(told["id"], json!(id_of(&newest)));
        assert_eq!(
            told["requiredAccessPackages"],
            add_package("skattegrunnlag")["requiredAccessPackages"]
        );
        assert_ne!(told["confirmUrl"], Value::Null);
    }

    #[tokio::test]
    async fn other_references_and_other_vendors_find_nothing() {
        let (altinn, _, _) = given().await;
        let read = altinn.vendor_token(scope::REQUEST_READ);
        let get = |reference: &str, token: &str| {
            let (altinn, address, token): (&Altinn, _, _) = (&altinn, address(reference), token.to_owned());
            async move { altinn.get(&address, &token).await }
        };
        assert_refused(&get("other", &read).await, 404, "AUTH-00010");
        let stranger = altinn.maskinporten_token(&other_vendor(), scope::REQUEST_READ, vec![]);
        assert_refused(&get("rør-1", &stranger).await, 404, "AUTH-00011");
    }

    fn address(reference: &str) -> String {
        path::fill(
            path::VENDOR_CHANGE_REQUEST_BY_REF,
            &[SYSTEM, "310702641", reference],
        )
    }
}
