//! The resource registry.

use domain::policy::{Policy, PolicyRule, Subject};
use domain::{OrgNumber, ResourceId};
use rusqlite::{Connection, OptionalExtension};

use super::value;
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
    let mut query = conn.prepare_cached("SELECT body FROM resource WHERE id = ?1")?;
    Ok(query
        .query_row([id.as_str()], |row| value::json(row, 0))
        .optional()?)
}

/// What decides about a resource.
pub(crate) fn guard(conn: &Connection, id: &ResourceId) -> Result<Option<Guard>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT rules, resource_type, delegable, minimum_level FROM resource WHERE id = ?1",
    )?;
    let guard = query.query_row([id.as_str()], |row| {
        let rules: Vec<PolicyRule> = value::json(row, 0)?;
        Ok(Guard {
            policy: Policy { rules },
            resource_type: row.get(1)?,
            delegable: row.get(2)?,
            minimum_level: row.get(3)?,
        })
    });
    Ok(guard.optional()?)
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
    let mut query = conn.prepare_cached("SELECT body FROM resource WHERE id > ?1 ORDER BY id LIMIT ?2")?;
    let after = after.map_or("", ResourceId::as_str);
    let resources = query.query_map((after, limit), |row| value::json(row, 0))?;
    Ok(resources.collect::<Result<_, _>>()?)
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
        "SELECT body FROM resource_subject JOIN resource ON resource.id = resource_subject.resource
         WHERE subject = ?1 ORDER BY resource.id LIMIT ?2",
    )?;
    let resources = query.query_map((subject.as_str(), limit), |row| value::json(row, 0))?;
    Ok(resources.collect::<Result<_, _>>()?)
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
            value::to_json(&resource.rules)?,
            value::to_json(resource)?,
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
