//! Organisations and people in the register.

use domain::{OrgNumber, Party, PartyId, PartyKind, PartyUuid};
use rusqlite::{Connection, OptionalExtension, Row};

use super::StoreError;
use super::column::Columns;
use crate::error::Error;
use crate::seed::Organization;

/// Whether the register holds anybody.
pub(crate) fn any(conn: &Connection) -> Result<bool, Error> {
    Ok(conn.query_row("SELECT EXISTS (SELECT 1 FROM party)", [], |row| row.get(0))?)
}

/// The party with a party number.
pub(crate) fn find(conn: &Connection, id: PartyId) -> Result<Option<Party>, Error> {
    let mut query =
        conn.prepare_cached("SELECT uuid, id, kind, org_number, name FROM party WHERE id = ?1")?;
    query
        .query_and_then([id.0], |row| Ok(party(row)?))?
        .next()
        .transpose()
}

/// The party with a UUID.
pub(crate) fn find_by_uuid(conn: &Connection, uuid: PartyUuid) -> Result<Option<Party>, Error> {
    let mut query =
        conn.prepare_cached("SELECT uuid, id, kind, org_number, name FROM party WHERE uuid = ?1")?;
    query
        .query_and_then([uuid.to_string()], |row| Ok(party(row)?))?
        .next()
        .transpose()
}

/// The organisation with an organisation number.
pub(crate) fn find_by_org(conn: &Connection, number: &OrgNumber) -> Result<Option<Party>, Error> {
    let mut query =
        conn.prepare_cached("SELECT uuid, id, kind, org_number, name FROM party WHERE org_number = ?1")?;
    query
        .query_and_then([number.as_str()], |row| Ok(party(row)?))?
        .next()
        .transpose()
}

/// An organisation's unit form, such as `AS`; a person has none.
pub(crate) fn unit_form(conn: &Connection, uuid: PartyUuid) -> Result<Option<String>, Error> {
    let mut query = conn.prepare_cached("SELECT unit_form FROM party WHERE uuid = ?1")?;
    Ok(query
        .query_row([uuid.to_string()], |row| row.get(0))
        .optional()?
        .flatten())
}

/// The parties at which somebody has a role or has been given something, by name, at most `limit`.
pub(crate) fn list_reachable(conn: &Connection, to: PartyUuid, limit: u32) -> Result<Vec<Party>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT uuid, id, kind, org_number, name FROM party
         WHERE uuid IN (
             SELECT from_party FROM assignment WHERE to_party = ?1
             UNION SELECT from_party FROM package_delegation WHERE to_uuid = ?1
             UNION SELECT from_party FROM right_delegation WHERE to_uuid = ?1
             UNION SELECT client FROM client_delegation WHERE agent = ?1
         )
         ORDER BY name, uuid LIMIT ?2",
    )?;
    query
        .query_and_then((to.to_string(), limit), |row| Ok(party(row)?))?
        .collect()
}

/// Whether somebody has a role at a party or has been given something by it.
pub(crate) fn is_reachable(conn: &Connection, to: PartyUuid, from: PartyUuid) -> Result<bool, Error> {
    let mut query = conn.prepare_cached(
        "SELECT 1 FROM assignment WHERE to_party = ?1 AND from_party = ?2
         UNION ALL SELECT 1 FROM package_delegation WHERE to_uuid = ?1 AND from_party = ?2
         UNION ALL SELECT 1 FROM right_delegation WHERE to_uuid = ?1 AND from_party = ?2",
    )?;
    Ok(query.exists((to.to_string(), from.to_string()))?)
}

/// Adds an organisation.
pub(crate) fn save_organization(tx: &Connection, organization: &Organization) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO party (uuid, id, kind, org_number, name, unit_form) VALUES (?1, ?2, 'organization', ?3, ?4, ?5)",
        (
            organization.party_uuid.to_string(),
            organization.party_id.0,
            organization.org_number.as_str(),
            &organization.name,
            &organization.unit_form,
        ),
    )?;
    Ok(())
}

/// Reads `uuid, id, kind, org_number, name`.
pub(super) fn party(row: &Row<'_>) -> Result<Party, StoreError> {
    let row = Columns::of("party", row);
    Ok(Party {
        uuid: row.read("uuid", str::parse)?,
        id: PartyId(row.plain("id")?),
        kind: row.read("kind", read_kind)?,
        org_number: row.read_if_any("org_number", OrgNumber::parse)?,
        name: row.plain("name")?,
    })
}

fn read_kind(text: &str) -> Result<PartyKind, ()> {
    match text {
        "person" => Ok(PartyKind::Person),
        "organization" => Ok(PartyKind::Organization),
        _ => Err(()),
    }
}
