//! Table `change_request`: vendors' requests to change a system user's access. A deleted one is never found.

use contract::request::{read_status, status};
use domain::{
    Change, ChangeRequest, ChangeRequestId, ExternalRef, OrgNumber, RequestStatus, SystemId, Timestamp,
};
use rusqlite::{Connection, Row, named_params, params};

use super::StoreError;
use super::column::{Columns, json};

const COLUMNS: &str = "id, system_user_id, external_ref, system_id, party_org, required_rights, unwanted_rights, \
                       required_packages, unwanted_packages, status, redirect_url, created";

/// A change request, by its correlation id.
pub(crate) fn find(
    connection: &Connection,
    id: ChangeRequestId,
) -> Result<Option<ChangeRequest>, StoreError> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM change_request WHERE id = ? AND is_deleted = 0"
        ))?
        .query_and_then([id.to_string()], read)?
        .next()
        .transpose()
}

/// Whether a correlation id is used, by one that is deleted too.
pub(crate) fn is_used(connection: &Connection, id: ChangeRequestId) -> Result<bool, StoreError> {
    let mut query = connection.prepare_cached("SELECT 1 FROM change_request WHERE id = ?")?;
    Ok(query.exists([id.to_string()])?)
}

/// The newest change request to the system user that a vendor calls so.
pub(crate) fn find_by_reference(
    connection: &Connection,
    system: &SystemId,
    party: &OrgNumber,
    reference: &ExternalRef,
) -> Result<Option<ChangeRequest>, StoreError> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM change_request \
             WHERE system_id = ? AND party_org = ? AND external_ref = ? AND is_deleted = 0 \
             ORDER BY sequence DESC LIMIT 1"
        ))?
        .query_and_then([system.as_str(), party.as_str(), reference.as_str()], read)?
        .next()
        .transpose()
}

/// A system's change requests from sequence number `from` on, oldest first, at most `limit`; each with its number.
pub(crate) fn list_of_system(
    connection: &Connection,
    system: &SystemId,
    from: i64,
    limit: u32,
) -> Result<Vec<(i64, ChangeRequest)>, StoreError> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS}, sequence FROM change_request \
             WHERE system_id = ? AND sequence >= ? AND is_deleted = 0 ORDER BY sequence LIMIT ?"
        ))?
        .query_and_then(params![system.as_str(), from, limit], |row| {
            Ok((row.get("sequence")?, read(row)?))
        })?
        .collect()
}

/// Adds a new change request.
pub(crate) fn add(connection: &Connection, request: &ChangeRequest) -> Result<(), StoreError> {
    let change = &request.change;
    connection
        .prepare_cached(
            "INSERT INTO change_request (id, system_user_id, external_ref, system_id, party_org, required_rights, \
             unwanted_rights, required_packages, unwanted_packages, status, redirect_url, created, last_changed) \
             VALUES (:id, :system_user, :external_ref, :system_id, :party_org, :required_rights, :unwanted_rights, \
             :required_packages, :unwanted_packages, :status, :redirect_url, :created, :created)",
        )?
        .execute(named_params! {
            ":id": request.id.to_string(),
            ":system_user": request.system_user.to_string(),
            ":external_ref": request.external_ref.as_str(),
            ":system_id": request.system_id.as_str(),
            ":party_org": request.party_org.as_str(),
            ":required_rights": json(&change.required_rights)?,
            ":unwanted_rights": json(&change.unwanted_rights)?,
            ":required_packages": json(&change.required_packages)?,
            ":unwanted_packages": json(&change.unwanted_packages)?,
            ":status": status(request.status),
            ":redirect_url": request.redirect_url,
            ":created": request.created.as_microsecond(),
        })?;
    Ok(())
}

/// Saves the only thing that changes in a change request: its status.
pub(crate) fn save(
    connection: &Connection,
    id: ChangeRequestId,
    new: RequestStatus,
    now: Timestamp,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE change_request SET status = ?, last_changed = ? WHERE id = ? AND is_deleted = 0",
        )?
        .execute(params![status(new), now.as_microsecond(), id.to_string()])?;
    Ok(())
}

/// Hides a change request from everybody, for good.
pub(crate) fn remove(connection: &Connection, id: ChangeRequestId, now: Timestamp) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE change_request SET is_deleted = 1, last_changed = ? WHERE id = ?")?
        .execute(params![now.as_microsecond(), id.to_string()])?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<ChangeRequest, StoreError> {
    let row = Columns::of("change_request", row);
    Ok(ChangeRequest {
        id: row.read("id", str::parse)?,
        system_user: row.read("system_user_id", str::parse)?,
        external_ref: ExternalRef(row.plain("external_ref")?),
        system_id: SystemId(row.plain("system_id")?),
        party_org: row.read("party_org", OrgNumber::parse)?,
        change: Change {
            required_rights: row.json("required_rights")?,
            unwanted_rights: row.json("unwanted_rights")?,
            required_packages: row.json("required_packages")?,
            unwanted_packages: row.json("unwanted_packages")?,
        },
        status: row.read("status", read_status)?,
        redirect_url: row.plain("redirect_url")?,
        created: row.moment("created")?,
    })
}
