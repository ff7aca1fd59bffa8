//! #1: the systems that leaders may choose from.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use contract::register::RegisteredSystemDto;
use contract::scope;

use crate::caller::Caller;
use crate::error::Error;
use crate::store::system;
use crate::world::World;

pub(super) async fn list(State(world): State<Arc<World>>, caller: Caller) -> Result<Response, Error> {
    caller.require_scope(&[scope::PORTAL])?;
    let systems = world
        .store
        .read(|connection| Ok(system::list_visible(connection)?))?;
    let systems: Vec<RegisteredSystemDto> = systems.iter().map(RegisteredSystemDto::from).collect();
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(systems)).into_response())
}

#[cfg(test)]
mod tests {
    use axum::http::{StatusCode, header};
    use contract::{path, scope};

    use crate::altinn::testing::{self, SYSTEM};

    #[tokio::test]
    async fn leaders_find_the_visible_systems_that_live() {
        let altinn = testing::altinn().await;
        let before = altinn.systems_in_view().await;
        altinn.given_system(testing::system()).await;
        altinn.given_system(testing::hidden("991825827_hidden")).await;

        let seen = altinn.systems_in_view().await;

        let new: Vec<&String> = seen.iter().filter(|id| !before.contains(id)).collect();
        assert_eq!(new, [SYSTEM]);
        altinn
            .delete_as_vendor(&path::fill(path::VENDOR_SYSTEM, &[SYSTEM]))
            .await;
        assert_eq!(altinn.systems_in_view().await, before);
    }

    #[tokio::test]
    async fn the_list_is_never_kept_by_the_caller() {
        let altinn = testing::altinn().await;
        let answer = altinn.get(path::SYSTEMS, &altinn.leader()).await;
        assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
    }

    #[tokio::test]
    async fn only_the_portal_reads_the_list() {
        let altinn = testing::altinn().await;
        let vendor = altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE);
        assert_eq!(
            altinn.get(path::SYSTEMS, &vendor).await.status,
            StatusCode::FORBIDDEN
        );
        assert_eq!(
            altinn.get(path::SYSTEMS, "no.token").await.status,
            StatusCode::UNAUTHORIZED
        );
    }
}
