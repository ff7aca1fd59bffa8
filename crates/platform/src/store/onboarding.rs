//! The table `onboarding`: how far a vendor has come towards production.

use domain::registration::{Integration, Onboarding};
use domain::{OrgNumber, Scope, Timestamp};
use rusqlite::{Connection, OptionalExtension};

use super::{registration, scope};
use crate::error::Error;

/// Clients that are looked through for one that is ready, at the most.
const CLIENTS: u32 = 1000;

/// What an organisation has done: what it says itself, and what the world shows.
pub(crate) fn find(conn: &Connection, org: &OrgNumber) -> Result<Onboarding, Error> {
    let mut query =
        conn.prepare_cached("SELECT agreement_signed, signed_by, passed FROM onboarding WHERE org = ?1")?;
    let moment = |microsecond: Option<i64>| microsecond.map(Timestamp::from_microsecond);
    let said = query
        .query_row([org.as_str()], |row| {
            let signed = moment(row.get(0)?).zip(row.get::<_, Option<String>>(1)?);
            Ok((signed, moment(row.get(2)?)))
        })
        .optional()?;
    let (agreement, passed) = said.unwrap_or_default();
    Ok(Onboarding {
        org: org.clone(),
        scopes_granted: scopes_granted(conn, org)?,
        client_ready: client_ready(conn, org)?,
        is_tested: is_tested(conn, org)?,
        agreement,
        passed,
    })
}

/// Keeps what the organisation says itself.
pub(crate) fn save(tx: &Connection, onboarding: &Onboarding) -> Result<(), Error> {
    tx.prepare_cached(
        "INSERT OR REPLACE INTO onboarding (org, agreement_signed, signed_by, passed) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute((
        onboarding.org.as_str(),
        onboarding
            .agreement
            .as_ref()
            .map(|(signed, _)| signed.as_microsecond()),
        onboarding.agreement.as_ref().map(|(_, name)| name),
        onboarding.passed.map(Timestamp::as_microsecond),
    ))?;
    Ok(())
}

fn scopes_granted(conn: &Connection, org: &OrgNumber) -> Result<bool, Error> {
    for name in Onboarding::SCOPES {
        let standing = scope::standing(conn, org, &Scope::from(name))?;
        if !standing.is_some_and(|standing| standing.is_granted) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn client_ready(conn: &Connection, org: &OrgNumber) -> Result<bool, Error> {
    let clients = registration::list(conn, org, CLIENTS)?;
    Ok(clients.iter().any(|registered| {
        let has = |name: &&str| registered.client.scopes.has(name);
        registered.client.integration == Integration::Maskinporten && Onboarding::SCOPES.iter().all(has)
    }))
}

fn is_tested(conn: &Connection, org: &OrgNumber) -> Result<bool, Error> {
    let mut query = conn.prepare_cached(
        "SELECT 1 FROM system s JOIN system_user u ON u.system_id = s.id AND u.is_deleted = 0
         WHERE s.vendor = ?1 AND s.is_deleted = 0 LIMIT 1",
    )?;
    Ok(query.exists([org.as_str()])?)
}
