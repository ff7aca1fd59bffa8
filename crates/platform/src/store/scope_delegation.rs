//! Table `scope_delegation`: Maskinporten scopes that a customer lets a supplier use in its name.

use domain::{OrgNumber, ResourceId, Scope, Timestamp};
use rusqlite::{Connection, Row, params_from_iter};

use super::column::Columns;
use crate::error::Error;

/// One scope that a supplier may use for a customer, and the resource it was given by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ScopeDelegation {
    pub(crate) consumer: OrgNumber,
    pub(crate) supplier: OrgNumber,
    pub(crate) resource: ResourceId,
    pub(crate) scope: Scope,
    pub(crate) created: Timestamp,
}

/// Which delegations are asked for: those that fit everything that is given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) consumer: Option<OrgNumber>,
    pub(crate) supplier: Option<OrgNumber>,
    pub(crate) scope: Option<Scope>,
}

/// The delegations that fit, those of one customer, supplier and resource together, at most `limit`.
pub(crate) fn list(conn: &Connection, wanted: &Wanted, limit: u32) -> Result<Vec<ScopeDelegation>, Error> {
    let conditions = [
        ("consumer = ?", wanted.consumer.as_ref().map(OrgNumber::as_str)),
        ("supplier = ?", wanted.supplier.as_ref().map(OrgNumber::as_str)),
        ("scope = ?", wanted.scope.as_ref().map(Scope::as_str)),
    ];
    let given = || {
        conditions
            .iter()
            .filter_map(|(sql, value)| Some((*sql, (*value)?)))
    };
    let sql: Vec<_> = std::iter::once("1").chain(given().map(|(sql, _)| sql)).collect();
    let mut query = conn.prepare_cached(&format!(
        "SELECT consumer, supplier, resource, scope, created FROM scope_delegation
         WHERE {} ORDER BY supplier, consumer, resource, scope LIMIT {limit}",
        sql.join(" AND ")
    ))?;
    let delegations = query.query_and_then(params_from_iter(given().map(|(_, value)| value)), read)?;
    delegations.collect()
}

/// Lets a supplier use a scope. Doing it again changes nothing.
pub(crate) fn save(tx: &Connection, delegation: &ScopeDelegation) -> Result<(), Error> {
    tx.prepare_cached(
        "INSERT OR IGNORE INTO scope_delegation (supplier, consumer, scope, resource, created)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute((
        delegation.supplier.as_str(),
        delegation.consumer.as_str(),
        delegation.scope.as_str(),
        delegation.resource.as_str(),
        delegation.created.as_microsecond(),
    ))?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<ScopeDelegation, Error> {
    let row = Columns::of("scope_delegation", row);
    Ok(ScopeDelegation {
        consumer: row.read("consumer", OrgNumber::parse)?,
        supplier: row.read("supplier", OrgNumber::parse)?,
        resource: ResourceId(row.plain("resource")?),
        scope: Scope(row.plain("scope")?),
        created: row.moment("created")?,
    })
}
