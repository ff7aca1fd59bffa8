//! #2: a vendor's own systems, visible or not.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use contract::register::RegisteredSystemDto;
use contract::scope;

use crate::caller::Caller;
use crate::error::Error;
use crate::store::system;
use crate::world::World;

pub(super) async fn list_own(
    State(world): State<Arc<World>>,
    caller: Caller,
) -> Result<Json<Vec<RegisteredSystemDto>>, Error> {
    caller.require_scope(&scope::SYSTEM_REGISTER)?;
    let vendor = caller.vendor().ok_or(Error::Empty(StatusCode::FORBIDDEN))?;
    let systems = world
        .store
        .read(|connection| Ok(system::list_of_vendor(connection, &vendor)?))?;
    Ok(Json(systems.iter().map(RegisteredSystemDto::from).collect()))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::{path, scope};

    use crate::altinn::testing::{self, Person, other_vendor};

    #[tokio::test]
    async fn a_vendor_sees_its_own_hidden_systems_and_nobody_else_s() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::hidden("991825827_hidden")).await;

        let own = altinn
            .get(
                path::VENDOR_SYSTEMS,
                &altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE),
            )
            .await;
        let token = altinn.maskinporten_token(&other_vendor(), scope::SYSTEM_REGISTER_ADMIN, vec![]);
        let others = altinn.get(path::VENDOR_SYSTEMS, &token).await;

        assert!(own.text().contains("\"991825827_hidden\""));
        assert!(own.json()[0]["systemVendorOrgName"] == "");
        assert!(!others.text().contains("\"991825827_"));
    }

    #[tokio::test]
    async fn a_token_without_an_organisation_has_no_systems() {
        let altinn = testing::altinn().await;
        let token = altinn.person_token(&Person::leader(), scope::SYSTEM_REGISTER_WRITE);
        assert_eq!(
            altinn.get(path::VENDOR_SYSTEMS, &token).await.status,
            StatusCode::FORBIDDEN
        );
    }

    #[tokio::test]
    async fn the_register_s_scope_is_demanded() {
        let altinn = testing::altinn().await;
        let token = altinn.vendor_token(scope::REQUEST_WRITE);
        assert_eq!(
            altinn.get(path::VENDOR_SYSTEMS, &token).await.status,
            StatusCode::FORBIDDEN
        );
    }
}
