//! Table `system_user`. A deleted one is never found; its row stays.

use domain::{
    ExternalRef, OrgNumber, PartyId, SystemId, SystemUser, SystemUserEntry, SystemUserId, SystemUserType,
    Timestamp, UserId,
};
use rusqlite::{Connection, Row, named_params, params};
use uuid::Uuid;

use super::StoreError;
use super::column::{Columns, json};

/// A live system user, and what only Altinn itself knows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stored {
    pub(crate) user: SystemUser,
    pub(crate) party: PartyId,
    pub(crate) system_internal_id: Uuid,
}

const SELECT: &str = "SELECT u.id, u.kind, u.integration_title, u.system_id, u.party_id, u.party_org, u.external_ref, \
                      u.access_packages, u.created, u.sequence, s.vendor, s.internal_id \
                      FROM system_user u JOIN system s ON s.id = u.system_id";

/// A live system user.
pub(crate) fn find(connection: &Connection, id: SystemUserId) -> Result<Option<Stored>, StoreError> {
    connection
        .prepare_cached(&format!("{SELECT} WHERE u.id = ? AND u.is_deleted = 0"))?
        .query_and_then([id.to_string()], read)?
        .next()
        .transpose()
}

/// The live system user that a vendor calls so: there is one at the most.
pub(crate) fn find_by_reference(
    connection: &Connection,
    system: &SystemId,
    party: &OrgNumber,
    reference: &ExternalRef,
) -> Result<Option<Stored>, StoreError> {
    connection
        .prepare_cached(&format!(
            "{SELECT} WHERE u.system_id = ? AND u.party_org = ? AND u.external_ref = ? AND u.is_deleted = 0"
        ))?
        .query_and_then([system.as_str(), party.as_str(), reference.as_str()], read)?
        .next()
        .transpose()
}

/// An organisation's live system users of one kind, oldest first.
pub(crate) fn list_of_party(
    connection: &Connection,
    party: PartyId,
    kind: SystemUserType,
) -> Result<Vec<Stored>, StoreError> {
    connection
        .prepare_cached(&format!(
            "{SELECT} WHERE u.party_id = ? AND u.kind = ? AND u.is_deleted = 0 ORDER BY u.sequence"
        ))?
        .query_and_then(params![party.0, kind_text(kind)], read)?
        .collect()
}

/// A system's live system users from sequence number `from` on, in that order, at most `limit`; each with its number.
pub(crate) fn list_of_system(
    connection: &Connection,
    system: &SystemId,
    from: i64,
    limit: u32,
) -> Result<Vec<(i64, SystemUser)>, StoreError> {
    connection
        .prepare_cached(&format!(
            "{SELECT} WHERE u.system_id = ? AND u.sequence >= ? AND u.is_deleted = 0 ORDER BY u.sequence LIMIT ?"
        ))?
        .query_and_then(params![system.as_str(), from, limit], |row| {
            Ok((row.get("sequence")?, read(row)?.user))
        })?
        .collect()
}

const ENTRY: &str = "SELECT id, kind, integration_title, party_org, party_id, is_deleted, created, last_changed, sequence \
                     FROM system_user";

/// A system user as the register copies it, deleted or not.
pub(crate) fn find_entry(
    connection: &Connection,
    id: SystemUserId,
) -> Result<Option<SystemUserEntry>, StoreError> {
    connection
        .prepare_cached(&format!("{ENTRY} WHERE id = ?"))?
        .query_and_then([id.to_string()], read_entry)?
        .next()
        .transpose()
}

/// Every system user that was made, changed or deleted after a number, in that order, at most `limit`.
pub(crate) fn list_changed_after(
    connection: &Connection,
    after: i64,
    limit: u32,
) -> Result<Vec<SystemUserEntry>, StoreError> {
    connection
        .prepare_cached(&format!("{ENTRY} WHERE sequence > ? ORDER BY sequence LIMIT ?"))?
        .query_and_then(params![after, limit], read_entry)?
        .collect()
}

/// The number of the newest change; 0 when there is none.
pub(crate) fn newest(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection
        .prepare_cached("SELECT coalesce(max(sequence), 0) FROM system_user")?
        .query_row([], |row| row.get(0))?)
}

/// Adds a system user. The store refuses a second live one with the same system, organisation and reference.
pub(crate) fn add(
    connection: &Connection,
    user: &SystemUser,
    party: PartyId,
    by: UserId,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO system_user (id, sequence, kind, integration_title, system_id, party_id, party_org, \
             external_ref, access_packages, created, last_changed, created_by, changed_by) \
             VALUES (:id, (SELECT coalesce(max(sequence), 0) + 1 FROM system_user), :kind, :title, :system_id, :party_id, \
             :party_org, :external_ref, :access_packages, :created, :created, :by, :by)",
        )?
        .execute(named_params! {
            ":id": user.id.to_string(),
            ":kind": kind_text(user.kind),
            ":title": user.integration_title,
            ":system_id": user.system_id.as_str(),
            ":party_id": party.0,
            ":party_org": user.party_org.as_str(),
            ":external_ref": user.external_ref.as_str(),
            ":access_packages": json(&user.access_packages)?,
            ":created": user.created.as_microsecond(),
            ":by": by.0,
        })?;
    Ok(())
}

/// Hides a system user from everybody but the register that copies them, for good.
pub(crate) fn remove(
    connection: &Connection,
    id: SystemUserId,
    by: UserId,
    now: Timestamp,
) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE system_user SET is_deleted = 1 WHERE id = ?")?
        .execute([id.to_string()])?;
    touch(connection, id, by, now)
}

/// Tells who changed a system user last, and puts it last among all.
pub(crate) fn touch(
    connection: &Connection,
    id: SystemUserId,
    by: UserId,
    now: Timestamp,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE system_user SET changed_by = ?, last_changed = ?, \
             sequence = (SELECT max(sequence) + 1 FROM system_user) WHERE id = ?",
        )?
        .execute(params![by.0, now.as_microsecond(), id.to_string()])?;
    Ok(())
}

/// A kind as it is stored.
pub(super) fn kind_text(kind: SystemUserType) -> &'static str {
    match kind {
        SystemUserType::Standard => "standard",
        SystemUserType::Agent => "agent",
    }
}

/// Reads a kind as it is stored.
pub(super) fn read_kind(text: &str) -> Result<SystemUserType, ()> {
    [SystemUserType::Standard, SystemUserType::Agent]
        .into_iter()
        .find(|kind| kind_text(*kind) == text)
        .ok_or(())
}

fn read_entry(row: &Row<'_>) -> Result<SystemUserEntry, StoreError> {
    let row = Columns::of("system_user", row);
    Ok(SystemUserEntry {
        id: row.read("id", str::parse)?,
        kind: row.read("kind", read_kind)?,
        integration_title: row.plain("integration_title")?,
        party_org: row.read("party_org", OrgNumber::parse)?,
        party: PartyId(row.plain("party_id")?),
        is_deleted: row.plain("is_deleted")?,
        created: row.moment("created")?,
        last_changed: row.moment("last_changed")?,
        sequence: row.plain("sequence")?,
    })
}

fn read(row: &Row<'_>) -> Result<Stored, StoreError> {
    let row = Columns::of("system_user", row);
    Ok(Stored {
        user: SystemUser {
            id: row.read("id", str::parse)?,
            kind: row.read("kind", read_kind)?,
            integration_title: row.plain("integration_title")?,
            system_id: SystemId(row.plain("system_id")?),
            vendor: row.read("vendor", OrgNumber::parse)?,
            party_org: row.read("party_org", OrgNumber::parse)?,
            external_ref: ExternalRef(row.plain("external_ref")?),
            access_packages: row.json("access_packages")?,
            created: row.moment("created")?,
        },
        party: PartyId(row.plain("party_id")?),
        system_internal_id: row.read("internal_id", Uuid::parse_str)?,
    })
}
