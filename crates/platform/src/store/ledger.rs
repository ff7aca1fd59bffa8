//! Claims and payments that were given with the world.

use domain::OrgNumber;
use domain::claim::Ledger;
use rusqlite::{Connection, OptionalExtension};

use super::value;
use crate::error::Error;

/// An organisation's ledger, when it was given one.
pub(crate) fn find(conn: &Connection, organization: &OrgNumber) -> Result<Option<Ledger>, Error> {
    let mut query = conn.prepare_cached("SELECT body FROM ledger WHERE organization = ?1")?;
    Ok(query
        .query_row([organization.as_str()], |row| value::json(row, 0))
        .optional()?)
}

/// Gives an organisation its ledger.
pub(crate) fn save(tx: &Connection, ledger: &Ledger) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO ledger (organization, body) VALUES (?1, ?2)",
        (ledger.organization.as_str(), value::to_json(ledger)?),
    )?;
    Ok(())
}
