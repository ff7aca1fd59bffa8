//! Table `consent`: what parties have consented to.

use domain::{Consent, ConsentId, OrgNumber};
use rusqlite::{Connection, OptionalExtension, Row};

use super::column::Columns;
use super::consent_right;
use crate::error::Error;

pub(crate) fn find(conn: &Connection, id: ConsentId) -> Result<Option<Consent>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT id, from_party, to_org, consented, valid_to, is_revoked FROM consent WHERE id = ?1",
    )?;
    let row = query
        .query_row([id.to_string()], |row| Ok(read(row)))
        .optional()?;
    let Some(consent) = row.transpose()? else {
        return Ok(None);
    };
    Ok(Some(Consent {
        rights: consent_right::list(conn, id)?,
        ..consent
    }))
}

/// Adds a consent, or replaces it.
pub(crate) fn save(tx: &Connection, consent: &Consent) -> Result<(), Error> {
    tx.prepare_cached(
        "INSERT INTO consent (id, from_party, to_org, consented, valid_to, is_revoked) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET from_party = ?2, to_org = ?3, consented = ?4, valid_to = ?5, is_revoked = ?6",
    )?
    .execute((
        consent.id.to_string(),
        consent.from.to_string(),
        consent.to.as_str(),
        consent.consented.as_microsecond(),
        consent.valid_to.as_microsecond(),
        consent.is_revoked,
    ))?;
    consent_right::save(tx, consent.id, &consent.rights)
}

/// All but its rights.
fn read(row: &Row<'_>) -> Result<Consent, Error> {
    let row = Columns::of("consent", row);
    Ok(Consent {
        id: row.read("id", str::parse)?,
        from: row.read("from_party", str::parse)?,
        to: row.read("to_org", OrgNumber::parse)?,
        consented: row.moment("consented")?,
        valid_to: row.moment("valid_to")?,
        rights: vec![],
        is_revoked: row.plain("is_revoked")?,
    })
}
