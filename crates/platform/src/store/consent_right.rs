//! Table `consent_right`: what each consent opens.

use domain::consent::ConsentRight;
use domain::{ConsentId, ResourceId};
use rusqlite::Connection;

use super::column::{Columns, json};
use crate::error::Error;

/// What a consent opens, in the order it was written.
pub(super) fn list(conn: &Connection, consent: ConsentId) -> Result<Vec<ConsentRight>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT consent, action, resource, metadata FROM consent_right WHERE consent = ?1 ORDER BY position",
    )?;
    let rights = query.query_and_then([consent.to_string()], |row| {
        let row = Columns::of("consent_right", row);
        Ok(ConsentRight {
            action: row.json("action")?,
            resource: ResourceId(row.plain("resource")?),
            metadata: row.json("metadata")?,
        })
    })?;
    rights.collect()
}

/// Lets a consent open these, and nothing else.
pub(super) fn save(tx: &Connection, consent: ConsentId, rights: &[ConsentRight]) -> Result<(), Error> {
    tx.prepare_cached("DELETE FROM consent_right WHERE consent = ?1")?
        .execute([consent.to_string()])?;
    let mut add = tx.prepare_cached(
        "INSERT INTO consent_right (consent, position, action, resource, metadata) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (position, right) in (0_u32..).zip(rights) {
        add.execute((
            consent.to_string(),
            position,
            json(&right.action)?,
            right.resource.as_str(),
            json(&right.metadata)?,
        ))?;
    }
    Ok(())
}
