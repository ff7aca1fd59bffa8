//! The resource registry.

use domain::policy::{Policy, Subject};
use domain::{OrgNumber, ResourceId};
use rusqlite::{Connection, OptionalExtension, Row};

use super::column::{Columns, json};
use crate::error::Error;
use crate::seed::Resource;

/// What decides about a resource: its rules and who may be let in at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Guard {
    pub(crate) policy: Policy,
    pub(crate) resource_type: String,
    pub(crate) delegable: bool,
    /// The lowest authentication level that may use it.
    pub(crate) minimum_level: u8,
}

/// The whole resource.
pub(crate) fn find(conn: &Connection, id: &ResourceId) -> Result<Option<Resource>, Error> {
    let mut query = conn.prepare_cached("SELECT id, body FROM resource WHERE id = ?1")?;
    query.query_and_then([id.as_str()], whole)?.next().transpose()
}

/// What decides about a resource.
pub(crate) fn guard(conn: &Connection, id: &ResourceId) -> Result<Option<Guard>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT id, rules, resource_type, delegable, minimum_level FROM resource WHERE id = ?1",
    )?;
    let mut guard = query.query_and_then([id.as_str()], |row| {
        let row = Columns::of("resource", row);
        Ok(Guard {
            policy: Policy {
                rules: row.json("rules")?,
            },
            resource_type: row.plain("resource_type")?,
            delegable: row.plain("delegable")?,
            minimum_level: row.plain("minimum_level")?,
        })
    })?;
    guard.next().transpose()
}

/// Whether an organisation may use a resource: it has no access list, or the organisation is on it.
pub(crate) fn is_open_to(
    conn: &Connection,
    id: &ResourceId,
    organization: &OrgNumber,
) -> Result<bool, Error> {
    let mut query = conn.prepare_cached(
        "SELECT NOT EXISTS (SELECT 1 FROM access_list_member WHERE resource = ?1)
             OR EXISTS (SELECT 1 FROM access_list_member WHERE resource = ?1 AND org_number = ?2)",
    )?;
    Ok(query.query_row((id.as_str(), organization.as_str()), |row| row.get(0))?)
}

/// A service owner's code in Altinn, such as `skd`, when it owns any resource.
pub(crate) fn owner_code(conn: &Connection, owner: &OrgNumber) -> Result<Option<String>, Error> {
    let mut query =
        conn.prepare_cached("SELECT body ->> '$.ownerCode' FROM resource WHERE owner = ?1 LIMIT 1")?;
    Ok(query.query_row([owner.as_str()], |row| row.get(0)).optional()?)
}

/// Resources by id, beginning after `after`, at most `limit`.
pub(crate) fn list(
    conn: &Connection,
    after: Option<&ResourceId>,
    limit: u32,
) -> Result<Vec<Resource>, Error> {
    let mut query =
        conn.prepare_cached("SELECT id, body FROM resource WHERE id > ?1 ORDER BY id LIMIT ?2")?;
    let after = after.map_or("", ResourceId::as_str);
    query.query_and_then((after, limit), whole)?.collect()
}

/// The resources whose rules speak of a subject, by id, at most `limit`.
pub(crate) fn list_by_subject(
    conn: &Connection,
    subject: &Subject,
    limit: u32,
) -> Result<Vec<ResourceId>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT resource FROM resource_subject WHERE subject = ?1 ORDER BY resource LIMIT ?2",
    )?;
    let resources = query.query_map((subject.as_str(), limit), |row| Ok(ResourceId(row.get(0)?)))?;
    Ok(resources.collect::<Result<_, _>>()?)
}

/// The whole resources whose rules speak of a subject, by id, at most `limit`.
pub(crate) fn list_whole_by_subject(
    conn: &Connection,
    subject: &Subject,
    limit: u32,
) -> Result<Vec<Resource>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT id, body FROM resource_subject JOIN resource ON resource.id = resource_subject.resource
         WHERE subject = ?1 ORDER BY resource.id LIMIT ?2",
    )?;
    query.query_and_then((subject.as_str(), limit), whole)?.collect()
}

/// Every package's URN with each whole resource whose rules speak of it, by URN, at most `limit`.
pub(crate) fn list_opened_by_packages(
    conn: &Connection,
    limit: u32,
) -> Result<Vec<(String, Resource)>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT resource.id, body, subject
         FROM resource_subject JOIN resource ON resource.id = resource_subject.resource
         WHERE subject >= 'urn:altinn:accesspackage:' AND subject < 'urn:altinn:accesspackage;'
         ORDER BY subject, resource.id LIMIT ?1",
    )?;
    let found = query.query_and_then([limit], |row| {
        let row = Columns::of("resource", row);
        Ok((row.plain("subject")?, row.json("body")?))
    })?;
    found.collect()
}

/// Adds a resource.
pub(crate) fn save(tx: &Connection, resource: &Resource) -> Result<(), Error> {
    let id = resource.identifier.as_str();
    tx.execute(
        "INSERT INTO resource (id, resource_type, owner, delegable, minimum_level, rules, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        (
            id,
            &resource.kind,
            resource.owner.as_str(),
            resource.delegable,
            resource.minimum_authentication_level,
            json(&resource.rules)?,
            json(resource)?,
        ),
    )?;
    for subject in resource.policy().subjects() {
        tx.prepare_cached("INSERT INTO resource_subject (subject, resource) VALUES (?1, ?2)")?
            .execute((subject.as_str(), id))?;
    }
    for organization in resource.access_list.iter().flatten() {
        tx.prepare_cached("INSERT OR IGNORE INTO access_list_member (resource, org_number) VALUES (?1, ?2)")?
            .execute((id, organization.as_str()))?;
    }
    Ok(())
}

/// Reads `id, body`.
fn whole(row: &Row<'_>) -> Result<Resource, Error> {
    Ok(Columns::of("resource", row).json("body")?)
}
