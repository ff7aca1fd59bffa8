//! #6: the access packages a system asks for, as a leader reads them.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use contract::access::{self, AccessPackage};
use contract::scope;
use domain::SystemId;

use crate::caller::Caller;
use crate::error::Error;
use crate::store::system;
use crate::world::World;

pub(super) async fn access_packages(
    State(world): State<Arc<World>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<Vec<AccessPackage>>, Error> {
    caller.require_scope(&[scope::PORTAL])?;
    let found = world
        .store
        .read(|connection| Ok(system::find(connection, &SystemId(id))?))?;
    let packages = found.map(|system| system.access_packages).unwrap_or_default();
    Ok(Json(access::packages(&packages)))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::{path, scope};
    use serde_json::json;

    use crate::altinn::testing::{self, SYSTEM};

    #[tokio::test]
    async fn a_leader_reads_the_packages_and_an_unknown_system_has_none() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::system()).await;
        let leader = altinn.leader();

        let known = altinn
            .get(&path::fill(path::SYSTEM_PACKAGES, &[SYSTEM]), &leader)
            .await;
        let unknown = altinn
            .get(&path::fill(path::SYSTEM_PACKAGES, &["nowhere"]), &leader)
            .await;

        assert_eq!(known.json(), testing::system()["accessPackages"]);
        assert_eq!((unknown.status, unknown.json()), (StatusCode::OK, json!([])));
    }

    #[tokio::test]
    async fn the_portal_s_scope_is_demanded() {
        let altinn = testing::altinn().await;
        let token = altinn.vendor_token(scope::SYSTEM_REGISTER_WRITE);
        let answer = altinn
            .get(&path::fill(path::SYSTEM_PACKAGES, &[SYSTEM]), &token)
            .await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
}
