//! The table `scope_grant`: which organisations may use a scope, and which have asked.

use domain::registration::AccessState;
use domain::{OrgNumber, Scope, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row};

use super::column::Columns;
use crate::error::Error;

/// Where an organisation's access to a scope stands, and whose scope it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ScopeGrant {
    pub(crate) scope: Scope,
    pub(crate) owner: OrgNumber,
    pub(crate) org: OrgNumber,
    pub(crate) state: AccessState,
    pub(crate) created: Timestamp,
    pub(crate) last_updated: Timestamp,
}

const SELECT: &str = "SELECT g.scope, s.owner, g.org, g.state, g.created, g.last_updated
    FROM scope_grant g JOIN scope s ON s.name = g.scope";

pub(crate) fn find(conn: &Connection, scope: &Scope, org: &OrgNumber) -> Result<Option<ScopeGrant>, Error> {
    let mut query = conn.prepare_cached(&format!("{SELECT} WHERE g.scope = ?1 AND g.org = ?2"))?;
    let row = query
        .query_row((scope.as_str(), org.as_str()), |row| Ok(grant(row)))
        .optional()?;
    row.transpose()
}

/// Who may use a scope or has asked, at most `limit`.
pub(crate) fn list_of_scope(conn: &Connection, scope: &Scope, limit: u32) -> Result<Vec<ScopeGrant>, Error> {
    let mut query = conn.prepare_cached(&format!("{SELECT} WHERE g.scope = ?1 ORDER BY g.org LIMIT ?2"))?;
    let rows = query.query_and_then((scope.as_str(), limit), grant)?;
    rows.collect()
}

/// The scopes in use that an organisation may use or has asked for, at most `limit`.
pub(crate) fn list_of_org(conn: &Connection, org: &OrgNumber, limit: u32) -> Result<Vec<ScopeGrant>, Error> {
    let sql = format!("{SELECT} WHERE g.org = ?1 AND s.active = 1 ORDER BY g.scope LIMIT ?2");
    let mut query = conn.prepare_cached(&sql)?;
    let rows = query.query_and_then((org.as_str(), limit), grant)?;
    rows.collect()
}

/// Adds a grant, or replaces it. When it was first made is kept.
pub(crate) fn save(
    tx: &Connection,
    scope: &Scope,
    org: &OrgNumber,
    state: AccessState,
    now: Timestamp,
) -> Result<(), Error> {
    tx.prepare_cached(
        "INSERT INTO scope_grant (scope, org, state, created, last_updated) VALUES (?1, ?2, ?3, ?4, ?4)
         ON CONFLICT (scope, org) DO UPDATE SET state = ?3, last_updated = ?4",
    )?
    .execute((scope.as_str(), org.as_str(), state.as_str(), now.as_microsecond()))?;
    Ok(())
}

fn grant(row: &Row<'_>) -> Result<ScopeGrant, Error> {
    let row = Columns::of("scope_grant", row);
    Ok(ScopeGrant {
        scope: Scope(row.plain("scope")?),
        owner: row.read("owner", OrgNumber::parse)?,
        org: row.read("org", OrgNumber::parse)?,
        state: row.one_of("state", AccessState::ALL, AccessState::as_str)?,
        created: row.moment("created")?,
        last_updated: row.moment("last_updated")?,
    })
}
