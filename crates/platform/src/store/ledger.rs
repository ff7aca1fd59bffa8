//! Claims and payments that were given with the world.

use domain::OrgNumber;
use domain::claim::Ledger;
use rusqlite::Connection;

use super::column::{Columns, json};
use crate::error::Error;

/// An organisation's ledger, when it was given one.
pub(crate) fn find(conn: &Connection, organization: &OrgNumber) -> Result<Option<Ledger>, Error> {
    let mut query = conn.prepare_cached("SELECT organization, body FROM ledger WHERE organization = ?1")?;
    let mut found = query.query_and_then([organization.as_str()], |row| {
        Ok(Columns::of("ledger", row).json("body")?)
    })?;
    found.next().transpose()
}

/// Gives an organisation its ledger.
pub(crate) fn save(tx: &Connection, ledger: &Ledger) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO ledger (organization, body) VALUES (?1, ?2)",
        (ledger.organization.as_str(), json(ledger)?),
    )?;
    Ok(())
}
