//! The resource registry.

mod policy;

use std::sync::Arc;

use contract::resource::{AccessListMode, ServiceResource};
use domain::policy::{Policy, Subject};
use domain::{OrgNumber, Party, ResourceId};
use rusqlite::{Connection, OptionalExtension, Row};

use super::StoreError;
use super::column::{Columns, json};
use crate::error::Error;

/// What decides about a resource: its policy, and who may be let in at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Guard {
    /// One without rules until there is one.
    pub(crate) policy: Arc<Policy>,
    pub(crate) has_policy: bool,
    pub(crate) resource_type: String,
    pub(crate) delegable: bool,
    /// Whether only listed organisations may use it.
    pub(crate) has_access_list: bool,
}

/// The whole resource.
pub(crate) fn find(conn: &Connection, id: &ResourceId) -> Result<Option<ServiceResource>, Error> {
    let mut query = conn.prepare_cached("SELECT id, body, version FROM resource WHERE id = ?1")?;
    query.query_and_then([id.as_str()], whole)?.next().transpose()
}

/// The resource as it was in one of its versions.
pub(crate) fn find_version(
    conn: &Connection,
    id: &ResourceId,
    version: i64,
) -> Result<Option<ServiceResource>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT resource, body, number AS version FROM resource_version WHERE number = ?1 AND resource = ?2",
    )?;
    query
        .query_and_then((version, id.as_str()), whole)?
        .next()
        .transpose()
}

/// What decides about a resource.
pub(crate) fn guard(conn: &Connection, id: &ResourceId) -> Result<Option<Guard>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT id, policy_key, resource_type, delegable, has_access_list FROM resource WHERE id = ?1",
    )?;
    let mut guards = query.query_and_then([id.as_str()], |row| {
        let row = Columns::of("resource", row);
        let key: Option<String> = row.plain("policy_key")?;
        Ok::<_, Error>(Guard {
            has_policy: key.is_some(),
            policy: match key {
                Some(key) => policy::known(conn, id, &key)?,
                None => Arc::default(),
            },
            resource_type: row.plain("resource_type")?,
            delegable: row.plain("delegable")?,
            has_access_list: row.plain("has_access_list")?,
        })
    })?;
    guards.next().transpose()
}

/// A resource's policy as it was uploaded, if any was.
pub(crate) fn policy_text(conn: &Connection, id: &ResourceId) -> Result<Option<String>, Error> {
    let mut query = conn.prepare_cached("SELECT policy FROM resource WHERE id = ?1")?;
    Ok(query
        .query_row([id.as_str()], |row| row.get(0))
        .optional()?
        .flatten())
}

/// Whether a party may use a resource: it has no access list, or the party is an organisation on it.
pub(crate) fn is_open_to(
    conn: &Connection,
    id: &ResourceId,
    has_access_list: bool,
    party: &Party,
) -> Result<bool, Error> {
    if !has_access_list {
        return Ok(true);
    }
    let Some(organization) = &party.org_number else {
        return Ok(false);
    };
    let mut query =
        conn.prepare_cached("SELECT 1 FROM access_list_member WHERE resource = ?1 AND org_number = ?2")?;
    Ok(query.exists((id.as_str(), organization.as_str()))?)
}

/// Resources that are wanted, by id, at most `limit`; reading ends with the last of them.
pub(crate) fn list(
    conn: &Connection,
    is_wanted: impl Fn(&ServiceResource) -> bool,
    limit: u32,
) -> Result<Vec<ServiceResource>, Error> {
    let mut query = conn.prepare_cached("SELECT id, body, version FROM resource ORDER BY id")?;
    let resources = query.query_and_then([], whole)?;
    let wanted = resources.filter(|resource| resource.as_ref().map_or(true, &is_wanted));
    wanted.take(limit as usize).collect()
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
) -> Result<Vec<ServiceResource>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT id, body, version FROM resource_subject JOIN resource ON resource.id = resource_subject.resource
         WHERE subject = ?1 ORDER BY resource.id LIMIT ?2",
    )?;
    query.query_and_then((subject.as_str(), limit), whole)?.collect()
}

/// Every package's URN with each whole resource whose rules speak of it, by URN, at most `limit`.
pub(crate) fn list_opened_by_packages(
    conn: &Connection,
    limit: u32,
) -> Result<Vec<(String, ServiceResource)>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT resource.id, body, version, subject
         FROM resource_subject JOIN resource ON resource.id = resource_subject.resource
         WHERE subject >= 'urn:altinn:accesspackage:' AND subject < 'urn:altinn:accesspackage;'
         ORDER BY subject, resource.id LIMIT ?1",
    )?;
    let found = query.query_and_then([limit], |row| {
        let subject = Columns::of("resource", row).plain("subject")?;
        Ok((subject, whole(row)?))
    })?;
    found.collect()
}

/// Adds a resource without a policy: nobody may do anything with it yet. `false` when the id is taken.
pub(crate) fn add(tx: &Connection, resource: &ServiceResource) -> Result<bool, Error> {
    let added = tx.execute(
        "INSERT INTO resource (id, resource_type, owner, delegable, has_access_list, body)
         VALUES (?1, '', '', 0, 0, '') ON CONFLICT DO NOTHING",
        [resource.identifier.as_str()],
    )?;
    if added == 0 {
        return Ok(false);
    }
    update(tx, resource)?;
    Ok(true)
}

/// Replaces what is told of a resource with a new version. Its policy stays.
pub(crate) fn update(tx: &Connection, resource: &ServiceResource) -> Result<(), Error> {
    let id = resource.identifier.as_str();
    let body = json(&ServiceResource {
        version_id: None,
        ..resource.clone()
    })?;
    tx.execute(
        "INSERT INTO resource_version (resource, body) VALUES (?1, ?2)",
        (id, &body),
    )?;
    let owner = &resource.has_competent_authority.organization;
    tx.execute(
        "UPDATE resource SET resource_type = ?2, owner = ?3, delegable = ?4, has_access_list = ?5, body = ?6,
             version = ?7
         WHERE id = ?1",
        (
            id,
            &resource.resource_type,
            owner.as_ref().map_or("", OrgNumber::as_str),
            resource.delegable,
            resource.access_list_mode == AccessListMode::Enabled,
            body,
            tx.last_insert_rowid(),
        ),
    )?;
    Ok(())
}

/// Replaces a resource's policy, which is the text that was uploaded.
pub(crate) fn save_policy(
    tx: &Connection,
    id: &ResourceId,
    policy: &Policy,
    text: &str,
) -> Result<(), Error> {
    tx.execute(
        "UPDATE resource SET policy = ?2, policy_key = lower(hex(randomblob(16))) WHERE id = ?1",
        (id.as_str(), text),
    )?;
    tx.execute("DELETE FROM resource_subject WHERE resource = ?1", [id.as_str()])?;
    for subject in policy.subjects() {
        tx.prepare_cached("INSERT INTO resource_subject (subject, resource) VALUES (?1, ?2)")?
            .execute((subject.as_str(), id.as_str()))?;
    }
    Ok(())
}

/// Puts an organisation on a resource's access list.
pub(crate) fn list_organization(
    tx: &Connection,
    id: &ResourceId,
    organization: &OrgNumber,
) -> Result<(), Error> {
    tx.prepare_cached("INSERT OR IGNORE INTO access_list_member (resource, org_number) VALUES (?1, ?2)")?
        .execute((id.as_str(), organization.as_str()))?;
    Ok(())
}

/// Takes a resource away, with its policy, its versions and its list.
pub(crate) fn remove(tx: &Connection, id: &ResourceId) -> Result<(), Error> {
    for sql in [
        "DELETE FROM resource_subject WHERE resource = ?1",
        "DELETE FROM access_list_member WHERE resource = ?1",
        "DELETE FROM resource WHERE id = ?1",
    ] {
        tx.execute(sql, [id.as_str()])?;
    }
    Ok(())
}

/// Reads `id, body, version`.
fn whole(row: &Row<'_>) -> Result<ServiceResource, Error> {
    let row = Columns::of("resource", row);
    let resource: ServiceResource = row.json("body")?;
    Ok(ServiceResource {
        version_id: Some(row.plain("version")?),
        ..resource
    })
}

fn inconsistent(id: &ResourceId) -> StoreError {
    StoreError::Inconsistent {
        table: "resource",
        row: id.to_string(),
    }
}
