//! Table `request`: vendors' requests for system users. A deleted one is never found.

use contract::request::{read_status, status};
use domain::{ExternalRef, OrgNumber, RequestId, SystemId, SystemUserRequest, SystemUserType, Timestamp};
use rusqlite::{Connection, Row, named_params, params};

use super::StoreError;
use super::column::{Columns, json};
use super::system_user::{kind_text, read_kind};

const COLUMNS: &str = "id, kind, integration_title, external_ref, system_id, party_org, rights, access_packages, status, \
                       redirect_url, escalated, created";

/// A request of one kind, by its id.
pub(crate) fn find(
    connection: &Connection,
    id: RequestId,
    kind: SystemUserType,
) -> Result<Option<SystemUserRequest>, StoreError> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM request WHERE id = ? AND kind = ? AND is_deleted = 0"
        ))?
        .query_and_then(params![id.to_string(), kind_text(kind)], read)?
        .next()
        .transpose()
}

/// A request, whatever its kind.
pub(crate) fn find_any(
    connection: &Connection,
    id: RequestId,
) -> Result<Option<SystemUserRequest>, StoreError> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM request WHERE id = ? AND is_deleted = 0"
        ))?
        .query_and_then([id.to_string()], read)?
        .next()
        .transpose()
}

/// A request of one kind, by what the vendor calls it.
pub(crate) fn find_by_reference(
    connection: &Connection,
    system: &SystemId,
    party: &OrgNumber,
    reference: &ExternalRef,
    kind: SystemUserType,
) -> Result<Option<SystemUserRequest>, StoreError> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM request \
             WHERE system_id = ? AND party_org = ? AND external_ref = ? AND kind = ? AND is_deleted = 0"
        ))?
        .query_and_then(
            params![
                system.as_str(),
                party.as_str(),
                reference.as_str(),
                kind_text(kind)
            ],
            read,
        )?
        .next()
        .transpose()
}

/// A system's requests of one kind from sequence number `from` on, oldest first, at most `limit`; each with its number.
pub(crate) fn list_of_system(
    connection: &Connection,
    system: &SystemId,
    kind: SystemUserType,
    from: i64,
    limit: u32,
) -> Result<Vec<(i64, SystemUserRequest)>, StoreError> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS}, sequence FROM request \
             WHERE system_id = ? AND kind = ? AND sequence >= ? AND is_deleted = 0 ORDER BY sequence LIMIT ?"
        ))?
        .query_and_then(params![system.as_str(), kind_text(kind), from, limit], |row| {
            Ok((row.get("sequence")?, read(row)?))
        })?
        .collect()
}

/// The requests of one kind that wait at an organisation, oldest first. One for an agent waits once it is passed on.
pub(crate) fn list_pending(
    connection: &Connection,
    party: &OrgNumber,
    kind: SystemUserType,
) -> Result<Vec<SystemUserRequest>, StoreError> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM request \
             WHERE party_org = ?1 AND kind = ?2 AND status = 'New' AND is_deleted = 0 AND (kind = 'standard' OR escalated) \
             ORDER BY sequence"
        ))?
        .query_and_then([party.as_str(), kind_text(kind)], read)?
        .collect()
}

/// Adds a new request.
pub(crate) fn add(connection: &Connection, request: &SystemUserRequest) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO request (id, kind, integration_title, external_ref, system_id, party_org, rights, \
             access_packages, status, redirect_url, escalated, created, last_changed) \
             VALUES (:id, :kind, :title, :external_ref, :system_id, :party_org, :rights, :access_packages, :status, \
             :redirect_url, :escalated, :created, :created)",
        )?
        .execute(named_params! {
            ":id": request.id.to_string(),
            ":kind": kind_text(request.kind),
            ":title": request.integration_title,
            ":external_ref": request.external_ref.as_str(),
            ":system_id": request.system_id.as_str(),
            ":party_org": request.party_org.as_str(),
            ":rights": json(&request.rights)?,
            ":access_packages": json(&request.access_packages)?,
            ":status": status(request.status),
            ":redirect_url": request.redirect_url,
            ":escalated": request.escalated,
            ":created": request.created.as_microsecond(),
        })?;
    Ok(())
}

/// Saves what can change in a request: its status, and whether it was passed on.
pub(crate) fn save(
    connection: &Connection,
    request: &SystemUserRequest,
    now: Timestamp,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE request SET status = ?, escalated = ?, last_changed = ? WHERE id = ? AND is_deleted = 0",
        )?
        .execute(params![
            status(request.status),
            request.escalated,
            now.as_microsecond(),
            request.id.to_string()
        ])?;
    Ok(())
}

/// Hides a request from everybody, for good.
pub(crate) fn remove(connection: &Connection, id: RequestId, now: Timestamp) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE request SET is_deleted = 1, last_changed = ? WHERE id = ?")?
        .execute(params![now.as_microsecond(), id.to_string()])?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<SystemUserRequest, StoreError> {
    let row = Columns::of("request", row);
    Ok(SystemUserRequest {
        id: row.read("id", str::parse)?,
        kind: row.read("kind", read_kind)?,
        integration_title: row.plain("integration_title")?,
        external_ref: ExternalRef(row.plain("external_ref")?),
        system_id: SystemId(row.plain("system_id")?),
        party_org: row.read("party_org", OrgNumber::parse)?,
        rights: row.json("rights")?,
        access_packages: row.json("access_packages")?,
        status: row.read("status", read_status)?,
        redirect_url: row.plain("redirect_url")?,
        escalated: row.plain("escalated")?,
        created: row.moment("created")?,
    })
}
