//! The tables `scope` and `scope_grant`: who owns a Maskinporten scope, and who may use it.

use contract::token::Scopes;
use domain::{OrgNumber, Scope};
use rusqlite::{Connection, OptionalExtension};

use crate::error::Error;

/// Adds a scope with the organisations that are granted it. The owner is granted its own.
pub(crate) fn save(
    conn: &Connection,
    scope: &Scope,
    owner: &OrgNumber,
    granted_to: &[OrgNumber],
) -> Result<(), Error> {
    conn.prepare_cached(
        "INSERT INTO scope (name, owner) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET owner = ?2",
    )?
    .execute((scope.as_str(), owner.as_str()))?;
    let mut grant = conn.prepare_cached("INSERT OR IGNORE INTO scope_grant (scope, org) VALUES (?1, ?2)")?;
    for org in std::iter::once(owner).chain(granted_to) {
        grant.execute((scope.as_str(), org.as_str()))?;
    }
    Ok(())
}

/// The first of `scopes` that the organisation is not granted. A scope that does not exist is granted to nobody.
pub(crate) fn not_granted(
    conn: &Connection,
    org: &OrgNumber,
    scopes: &Scopes,
) -> Result<Option<Scope>, Error> {
    let mut query = conn.prepare_cached("SELECT 1 FROM scope_grant WHERE scope = ?1 AND org = ?2")?;
    for scope in scopes.iter() {
        let granted = query.query_row((scope, org.as_str()), |_| Ok(())).optional()?;
        if granted.is_none() {
            return Ok(Some(Scope::from(scope)));
        }
    }
    Ok(None)
}

/// Whether a scope's prefix, up to its colon, is an organisation's: it owns a scope that begins so.
pub(crate) fn owns_prefix(conn: &Connection, org: &OrgNumber, scope: &Scope) -> Result<bool, Error> {
    let prefix = scope.as_str().split(':').next().unwrap_or_default();
    let mut query =
        conn.prepare_cached("SELECT 1 FROM scope WHERE name >= ?1 AND name < ?2 AND owner = ?3")?;
    // The semicolon is what follows the colon: the range holds the prefix's scopes and nothing else.
    Ok(query.exists((format!("{prefix}:"), format!("{prefix};"), org.as_str()))?)
}
