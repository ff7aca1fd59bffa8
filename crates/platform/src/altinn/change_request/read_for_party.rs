//! #40: a change request, as the portal reads it for one party.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use contract::change_request::ChangeRequestResponse;
use domain::Problem;
use rusqlite::Connection;

use crate::access_management::Action;
use crate::altinn::{arguments, guard};
use crate::caller::Caller;
use crate::error::Error;
use crate::store::change_request;
use crate::world::World;

pub(super) async fn read_for_party(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path((party, id)): Path<(String, String)>,
) -> Result<Json<ChangeRequestResponse>, Error> {
    let party = arguments::party(&party)?;
    let id = arguments::change_request_id(&id);
    let found = world.store.read(|connection: &Connection| {
        let (_, party) = guard::require_access_management(connection, &caller, party, Action::Read)?;
        let found = change_request::find(connection, id?)?
            .filter(|found| party.org_number.as_ref() == Some(&found.party_org));
        Ok(found.ok_or(Problem::RequestNotFound)?)
    })?;
    Ok(Json(ChangeRequestResponse::of(&found)))
}

#[cfg(test)]
mod tests {
    use contract::path;
    use serde_json::{Value, json};

    use crate::altinn::change_request::testing::given;
    use crate::altinn::testing::{PARTY, Person, assert_refused};

    #[tokio::test]
    async fn a_leader_reads_a_change_request_of_her_organisation_only() {
        let (altinn, _, id) = given().await;
        let read = altinn
            .get(
                &path::fill(path::PARTY_CHANGE_REQUEST, &[PARTY, &id]),
                &altinn.leader(),
            )
            .await
            .json();
        assert_eq!(
            (&read["status"], &read["created"], &read["confirmUrl"]),
            (&json!("New"), &json!("2026-05-28T20:26:40Z"), &Value::Null)
        );

        let elsewhere = altinn.party_of(&Person::outsider()).to_string();
        let hans = altinn.person_token(&Person::outsider(), "altinn:any");
        let address = path::fill(path::PARTY_CHANGE_REQUEST, &[&elsewhere, &id]);
        assert_refused(&altinn.get(&address, &hans).await, 404, "AUTH-00010");
    }
}
