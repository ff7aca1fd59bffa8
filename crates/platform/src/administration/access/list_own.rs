//! `GET /scopes/access/all`: what an organisation may use or has asked for.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use contract::administration::{AccessBody, MODIFY, READ, WRITE};
use domain::OrgNumber;
use domain::registration::AccessState;
use rusqlite::Connection;

use super::super::LONGEST_LIST;
use super::super::administrator::Administrator;
use super::super::query::Query;
use super::super::refusal::Refused;
use super::written;
use crate::error::Error;
use crate::store::scope::{self, RegisteredScope};
use crate::store::scope_grant::{self, ScopeGrant};
use crate::world::World;

/// `GET /scopes/access/all?accessible_for_all=`
pub(crate) async fn list_own(
    State(world): State<Arc<World>>,
    caller: Administrator,
    query: Query,
) -> Result<Json<Vec<AccessBody>>, Refused> {
    caller.require(&[READ, MODIFY, WRITE])?;
    let also_for_all = query.flag("accessible_for_all")?;
    let grants = world.store.read(|conn| {
        let mut grants = scope_grant::list_of_org(conn, &caller.org, LONGEST_LIST)?;
        if also_for_all {
            add_for_all(conn, &caller.org, &mut grants)?;
        }
        Ok(grants)
    })?;
    Ok(Json(grants.into_iter().map(written).collect()))
}

/// Adds the scopes that everybody may use. They count as approved, whatever was asked and answered.
fn add_for_all(conn: &Connection, org: &OrgNumber, grants: &mut Vec<ScopeGrant>) -> Result<(), Error> {
    let for_all = scope::list_for_all(conn, LONGEST_LIST)?;
    let names: std::collections::HashSet<_> = for_all.iter().map(|scope| scope.name.clone()).collect();
    grants.retain(|grant| !names.contains(&grant.scope));
    grants.extend(for_all.into_iter().map(|scope| approved(scope, org)));
    grants.sort_by(|one, other| one.scope.cmp(&other.scope));
    Ok(())
}

fn approved(scope: RegisteredScope, org: &OrgNumber) -> ScopeGrant {
    ScopeGrant {
        scope: scope.name,
        owner: scope.owner,
        org: org.clone(),
        state: AccessState::Approved,
        created: scope.created,
        last_updated: scope.last_updated,
    }
}
