//! Roles, what they give, and who has them at whom.

use domain::delegation::Hold;
use domain::policy::Subject;
use domain::{ClientRole, Localized, PackageUrn, PartyUuid};
use rusqlite::Connection;
use uuid::Uuid;

use super::column::{Columns, json};
use crate::error::Error;
use crate::seed::{Catalogue, Role};
use crate::store::person::Person;

/// A role that somebody has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) id: Uuid,
    pub(crate) code: String,
    pub(crate) urn: String,
    pub(crate) legacy_urn: Option<String>,
    pub(crate) name: Localized,
}

/// What somebody may do with a subject that they hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Grip {
    pub(crate) can_use: bool,
    pub(crate) can_hand_on: bool,
}

impl From<Grip> for Hold {
    fn from(grip: Grip) -> Self {
        match grip {
            Grip {
                can_hand_on: true, ..
            } => Self::HandOn,
            Grip { can_use: true, .. } => Self::Use,
            Grip { .. } => Self::No,
        }
    }
}

/// How a person or an organisation holds a subject at a party: by a role there, by a package given to them, or by
/// leading an organisation that holds it there.
pub(crate) fn grip(
    conn: &Connection,
    to: PartyUuid,
    from: PartyUuid,
    subject: &Subject,
) -> Result<Grip, Error> {
    let mut query = conn.prepare_cached(
        "SELECT MAX(can_use), MAX(can_hand_on) FROM (
             SELECT gift.can_use, gift.can_hand_on
             FROM assignment JOIN role_gift AS gift ON gift.role = assignment.role AND gift.subject = ?3
             WHERE assignment.to_party = ?1 AND assignment.from_party = ?2
             UNION ALL
             SELECT 1, 1 FROM package_delegation WHERE to_uuid = ?1 AND from_party = ?2 AND package = ?3
             UNION ALL
             SELECT gift.can_use, gift.can_hand_on
             FROM assignment AS lead
             JOIN role ON role.code = lead.role AND role.is_key_role
             JOIN assignment AS firm ON firm.to_party = lead.from_party AND firm.from_party = ?2
             JOIN role_gift AS gift ON gift.role = firm.role AND gift.subject = ?3
             WHERE lead.to_party = ?1
             UNION ALL
             SELECT 1, 1
             FROM assignment AS lead
             JOIN role ON role.code = lead.role AND role.is_key_role
             JOIN package_delegation AS held ON held.to_uuid = lead.from_party AND held.from_party = ?2
                 AND held.package = ?3
             WHERE lead.to_party = ?1
         )",
    )?;
    let grip = query.query_row((to.to_string(), from.to_string(), subject.as_str()), |row| {
        let (can_use, can_hand_on): (Option<bool>, Option<bool>) = (row.get(0)?, row.get(1)?);
        Ok(Grip {
            can_use: can_use.unwrap_or_default(),
            can_hand_on: can_hand_on.unwrap_or_default(),
        })
    })?;
    Ok(grip)
}

/// One way by which somebody can hand a subject on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// The role that gives it; absent when it was given by itself.
    pub(crate) role: Option<(Uuid, String)>,
    /// The organisation that somebody leads, when it is that one which holds it.
    pub(crate) via: Option<(PartyUuid, String)>,
}

/// Every way by which somebody can hand a subject on at a party: what [`grip`] sums up.
pub(crate) fn sources(
    conn: &Connection,
    to: PartyUuid,
    from: PartyUuid,
    subject: &Subject,
) -> Result<Vec<Source>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT role.id AS role_id, role.urn AS role_urn, NULL AS via_id, NULL AS via_name
         FROM assignment JOIN role ON role.code = assignment.role
         JOIN role_gift AS gift ON gift.role = role.code AND gift.subject = ?3 AND gift.can_hand_on
         WHERE assignment.to_party = ?1 AND assignment.from_party = ?2
         UNION ALL
         SELECT NULL, NULL, NULL, NULL FROM package_delegation
         WHERE to_uuid = ?1 AND from_party = ?2 AND package = ?3
         UNION ALL
         SELECT given.id, given.urn, party.uuid, party.name
         FROM assignment AS lead
         JOIN role ON role.code = lead.role AND role.is_key_role
         JOIN assignment AS firm ON firm.to_party = lead.from_party AND firm.from_party = ?2
         JOIN role AS given ON given.code = firm.role
         JOIN role_gift AS gift ON gift.role = firm.role AND gift.subject = ?3 AND gift.can_hand_on
         JOIN party ON party.uuid = lead.from_party
         WHERE lead.to_party = ?1
         UNION ALL
         SELECT NULL, NULL, party.uuid, party.name
         FROM assignment AS lead
         JOIN role ON role.code = lead.role AND role.is_key_role
         JOIN package_delegation AS held ON held.to_uuid = lead.from_party AND held.from_party = ?2
             AND held.package = ?3
         JOIN party ON party.uuid = lead.from_party
         WHERE lead.to_party = ?1",
    )?;
    let parameters = (to.to_string(), from.to_string(), subject.as_str());
    let sources = query.query_and_then(parameters, |row| {
        let row = Columns::of("role_gift", row);
        let role_id = row.read_if_any("role_id", str::parse)?;
        let via_id = row.read_if_any("via_id", str::parse)?;
        Ok(Source {
            role: role_id.zip(row.plain("role_urn")?),
            via: via_id.zip(row.plain("via_name")?),
        })
    })?;
    sources.collect()
}

/// The id of a role.
pub(crate) fn id(conn: &Connection, code: &str) -> Result<Option<Uuid>, Error> {
    let mut query = conn.prepare_cached("SELECT id FROM role WHERE code = ?1")?;
    let mut found =
        query.query_and_then([code], |row| Ok(Columns::of("role", row).read("id", str::parse)?))?;
    found.next().transpose()
}

/// The roles that somebody has at a party, by code.
pub(crate) fn list(conn: &Connection, to: PartyUuid, from: PartyUuid) -> Result<Vec<Held>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT code, id, urn, legacy_urn, name FROM assignment JOIN role ON role.code = assignment.role
         WHERE to_party = ?1 AND from_party = ?2 ORDER BY code",
    )?;
    let roles = query.query_and_then((to.to_string(), from.to_string()), |row| {
        let row = Columns::of("role", row);
        Ok(Held {
            id: row.read("id", str::parse)?,
            code: row.plain("code")?,
            urn: row.plain("urn")?,
            legacy_urn: row.plain("legacy_urn")?,
            name: row.json("name")?,
        })
    })?;
    roles.collect()
}

/// The role with a code, a URN or an older URN.
pub(crate) fn find_by_name(conn: &Connection, name: &str) -> Result<Option<ClientRole>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT code, id, urn FROM role WHERE code = ?1 OR urn = ?1 OR legacy_urn = ?1 ORDER BY code = ?1 DESC LIMIT 1",
    )?;
    let mut found = query.query_and_then([name], |row| {
        let row = Columns::of("role", row);
        Ok(ClientRole {
            id: row.read("id", str::parse)?,
            code: row.plain("code")?,
            urn: row.plain("urn")?,
        })
    })?;
    found.next().transpose()
}

/// A role that a person has, and the name of the organisation where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) holder: PartyUuid,
    pub(crate) role: Localized,
    pub(crate) organization: String,
}

/// Where some people have their roles, at most three for each.
pub(crate) fn positions(conn: &Connection, people: &[Person]) -> Result<Vec<Position>, Error> {
    let people: Vec<String> = people
        .iter()
        .map(|person| person.party.uuid.to_string())
        .collect();
    let mut query = conn.prepare_cached(
        "SELECT to_party, role, organization FROM (
             SELECT to_party, role.name AS role, party.name AS organization,
                    row_number() OVER (PARTITION BY to_party ORDER BY party.id, role.code) AS place
             FROM assignment
             JOIN role ON role.code = assignment.role
             JOIN party ON party.uuid = assignment.from_party
             WHERE to_party IN (SELECT value FROM json_each(?1))
         )
         WHERE place <= 3 ORDER BY to_party, place",
    )?;
    let positions = query.query_and_then([json(&people)?], |row| {
        let row = Columns::of("assignment", row);
        Ok(Position {
            holder: row.read("to_party", str::parse)?,
            role: row.json("role")?,
            organization: row.plain("organization")?,
        })
    })?;
    positions.collect()
}

/// Gives somebody a role at a party.
pub(crate) fn assign(tx: &Connection, from: PartyUuid, to: PartyUuid, role: &str) -> Result<(), Error> {
    tx.prepare_cached("INSERT OR IGNORE INTO assignment (to_party, from_party, role) VALUES (?1, ?2, ?3)")?
        .execute((to.to_string(), from.to_string(), role))?;
    Ok(())
}

/// The organisations that somebody leads: where a role of theirs is a key role.
pub(crate) fn list_led(conn: &Connection, leader: PartyUuid) -> Result<Vec<PartyUuid>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT DISTINCT from_party FROM assignment JOIN role ON role.code = assignment.role AND role.is_key_role
         WHERE to_party = ?1 ORDER BY from_party",
    )?;
    let led = query.query_and_then([leader.to_string()], |row| {
        Ok(Columns::of("assignment", row).read("from_party", str::parse)?)
    })?;
    led.collect()
}

/// Whether somebody has a role at a party.
pub(crate) fn has(conn: &Connection, from: PartyUuid, to: Uuid, role: &str) -> Result<bool, Error> {
    let mut query = conn
        .prepare_cached("SELECT 1 FROM assignment WHERE to_party = ?1 AND from_party = ?2 AND role = ?3")?;
    Ok(query.exists((to.to_string(), from.to_string(), role))?)
}

/// Takes a role at a party away.
pub(crate) fn remove(tx: &Connection, from: PartyUuid, to: Uuid, role: &str) -> Result<(), Error> {
    tx.prepare_cached("DELETE FROM assignment WHERE to_party = ?1 AND from_party = ?2 AND role = ?3")?
        .execute((to.to_string(), from.to_string(), role))?;
    Ok(())
}

/// Adds a role with everything it gives.
pub(crate) fn save(tx: &Connection, role: &Role, catalogue: &Catalogue) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO role (code, id, urn, legacy_urn, name, is_key_role) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            &role.code,
            role.id.to_string(),
            &role.urn,
            &role.legacy_urn,
            json(&role.name)?,
            role.is_key,
        ),
    )?;
    let own = [
        Some(Subject::new(&role.urn)),
        role.legacy_urn.as_deref().map(Subject::new),
    ];
    for subject in own.into_iter().flatten().chain(role.also_gives.iter().cloned()) {
        give(
            tx,
            role,
            subject.as_str(),
            Grip {
                can_use: true,
                can_hand_on: true,
            },
        )?;
    }
    if role.ordinary_packages {
        for package in catalogue.ordinary_packages() {
            let urn = PackageUrn::from_code(&package.code);
            give(
                tx,
                role,
                urn.as_str(),
                Grip {
                    can_use: true,
                    can_hand_on: true,
                },
            )?;
        }
    }
    for code in &role.packages {
        give(
            tx,
            role,
            PackageUrn::from_code(code).as_str(),
            Grip {
                can_use: true,
                can_hand_on: false,
            },
        )?;
    }
    for code in &role.packages_to_hand_on {
        give(
            tx,
            role,
            PackageUrn::from_code(code).as_str(),
            Grip {
                can_use: false,
                can_hand_on: true,
            },
        )?;
    }
    Ok(())
}

/// Adds to what a role gives; what it gave of the same subject stays given.
fn give(tx: &Connection, role: &Role, subject: &str, grip: Grip) -> Result<(), Error> {
    tx.prepare_cached(
        "INSERT INTO role_gift (role, subject, can_use, can_hand_on) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (role, subject) DO UPDATE
         SET can_use = MAX(can_use, excluded.can_use), can_hand_on = MAX(can_hand_on, excluded.can_hand_on)",
    )?
    .execute((&role.code, subject, grip.can_use, grip.can_hand_on))?;
    Ok(())
}
