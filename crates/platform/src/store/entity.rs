//! Whoever can be at an end of a connection: a party, a system user, or a system user that was pushed.

use domain::{OrgNumber, PartyId, SystemUserType, UserId};
use rusqlite::{Connection, Row};
use uuid::Uuid;

use super::column::Columns;
use super::system_user::{kind_text, read_kind};
use crate::error::Error;

/// One end of a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entity {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) kind: Kind,
}

/// What sort of end it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Organization {
        party: PartyId,
        number: Option<OrgNumber>,
        form: String,
    },
    Person {
        party: PartyId,
        user: UserId,
    },
    SystemUser {
        kind: SystemUserType,
        /// Absent when it was pushed: then only the pusher knows.
        owner: Option<PartyId>,
    },
}

/// The end with an id.
pub(crate) fn find(conn: &Connection, id: Uuid) -> Result<Option<Entity>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT uuid, name, party.kind, id, org_number, coalesce(unit_form, '') AS form, user_id
         FROM party LEFT JOIN person ON person.party_uuid = party.uuid WHERE uuid = ?1
         UNION ALL
         SELECT id, integration_title, kind, party_id, NULL, '', NULL FROM system_user WHERE id = ?1 AND is_deleted = 0
         UNION ALL
         SELECT uuid, name, kind, NULL, NULL, '', NULL FROM pushed_party WHERE uuid = ?1",
    )?;
    let mut found = query.query_and_then([id.to_string()], read)?;
    found.next().transpose()
}

/// Adds a system user that was pushed. A second push changes nothing.
pub(crate) fn push(tx: &Connection, id: Uuid, name: &str, kind: SystemUserType) -> Result<(), Error> {
    tx.prepare_cached("INSERT OR IGNORE INTO pushed_party (uuid, name, kind) VALUES (?1, ?2, ?3)")?
        .execute((id.to_string(), name, kind_text(kind)))?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<Entity, Error> {
    let row = Columns::of("party", row);
    let number: Option<u32> = row.plain("id")?;
    let kind: String = row.plain("kind")?;
    let kind = match (kind.as_str(), number.map(PartyId)) {
        ("organization", Some(party)) => Kind::Organization {
            party,
            number: row.read_if_any("org_number", OrgNumber::parse)?,
            form: row.plain("form")?,
        },
        ("person", Some(party)) => Kind::Person {
            party,
            user: UserId(row.plain("user_id")?),
        },
        (_, owner) => Kind::SystemUser {
            kind: row.read("kind", read_kind)?,
            owner,
        },
    };
    Ok(Entity {
        id: row.read("uuid", str::parse)?,
        name: row.plain("name")?,
        kind,
    })
}
