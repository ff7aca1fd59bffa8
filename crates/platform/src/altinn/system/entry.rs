//! What every change of an entry in the register asks for first.

use std::collections::HashMap;

use axum::Json;
use axum::http::StatusCode;
use contract::problem::language_key;
use contract::register::{RegisterSystemRequest, SystemRegisterUpdateResult};
use domain::register::{
    ResourceStanding, SystemChange, SystemChangeKind, is_open_to_system_users, language_faults,
    package_faults, right_faults,
};
use domain::{
    AccessPackage, ClientId, Localized, OrgNumber, PackageUrn, Problem, RegisteredSystem, ResourceId, Right,
    SystemFault, SystemId, Timestamp,
};
use rusqlite::Connection;
use serde_json::Value;

use crate::altinn::arguments;
use crate::caller::Caller;
use crate::error::Error;
use crate::store::{package, resource, system, system_change, system_client};
use crate::world::World;

/// Who changes an entry.
#[derive(Clone, Debug)]
pub(super) struct Author {
    org: OrgNumber,
    client: Option<ClientId>,
}

impl Author {
    /// The organisation and client that the token names. The history has no room for a change by nobody.
    pub(super) fn of(caller: &Caller) -> Result<Self, Error> {
        let org = caller.vendor().ok_or(Problem::VendorUnknown)?;
        Ok(Self {
            org,
            client: caller.client_id().map(ClientId::from),
        })
    }

    /// Writes a change into an entry's history, with what was sent.
    pub(super) fn record(
        self,
        connection: &Connection,
        system: &SystemId,
        kind: SystemChangeKind,
        body: Option<&Value>,
        now: Timestamp,
    ) -> Result<(), Error> {
        let change = SystemChange {
            kind,
            changed_by: self.org,
            client_id: self.client,
            created: now,
        };
        Ok(system_change::add(connection, system, &change, body)?)
    }
}

/// Demands the entry's own vendor, or Altinn's operators.
pub(super) fn require_owner(caller: &Caller, vendor: &OrgNumber) -> Result<(), Error> {
    if caller.is_register_admin() || caller.vendor().as_ref() == Some(vendor) {
        Ok(())
    } else {
        Err(Error::Empty(StatusCode::FORBIDDEN))
    }
}

/// An entry that is there, or the sentence that says it is not.
pub(super) fn find(connection: &Connection, id: &SystemId) -> Result<RegisteredSystem, Error> {
    system::find(connection, id)?.ok_or_else(|| not_found(id))
}

/// What a vendor is told of an entry that is not there, or is not its own to name.
pub(super) fn not_found(id: &SystemId) -> Error {
    Error::Text(StatusCode::NOT_FOUND, format!("System with ID '{id}' not found."))
}

/// Demands an entry that is not deleted.
pub(super) fn require_live(system: &RegisteredSystem) -> Result<(), Error> {
    if system.is_deleted {
        Err(Error::Text(
            StatusCode::BAD_REQUEST,
            "Cannot update a system marked as deleted.".to_owned(),
        ))
    } else {
        Ok(())
    }
}

/// Demands the languages that every name and description must have, and an id that there is room for.
pub(super) fn require_readable(sent: &RegisterSystemRequest) -> Result<(), Error> {
    arguments::require_fits("id", &sent.id)?;
    let faults = language_faults(
        &Localized(sent.name.clone()),
        &Localized(sent.description.clone()),
    );
    let missing: Vec<(String, String)> = faults.iter().filter_map(missing_language).collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(Error::ModelState(missing))
    }
}

fn missing_language(fault: &SystemFault) -> Option<(String, String)> {
    let SystemFault::LanguageMissing { field, language } = fault else {
        return None;
    };
    Some((
        language_key(field, language),
        format!("The {field} needs a text in the language '{language}'."),
    ))
}

/// Faults of an entry's rights, by what the resource registry holds.
pub(super) fn faults_of_rights(connection: &Connection, rights: &[Right]) -> Result<Vec<SystemFault>, Error> {
    let mut standings: HashMap<&str, ResourceStanding> = HashMap::new();
    for pair in rights.iter().flat_map(|right| &right.resource) {
        let guard = resource::guard(connection, &ResourceId::from(pair.value.as_str()))?;
        let standing = guard.map_or(ResourceStanding::Unknown, |guard| {
            if is_open_to_system_users(&guard.resource_type) {
                ResourceStanding::Delegable
            } else {
                ResourceStanding::NotDelegable
            }
        });
        standings.insert(&pair.value, standing);
    }
    Ok(right_faults(rights, |value| {
        standings.get(value).copied().unwrap_or(ResourceStanding::Unknown)
    }))
}

/// Faults of an entry's packages, by what access management knows of them.
pub(super) fn faults_of_packages(
    connection: &Connection,
    packages: &[PackageUrn],
    is_visible: bool,
) -> Result<Vec<SystemFault>, Error> {
    let mut known: HashMap<&PackageUrn, AccessPackage> = HashMap::new();
    for urn in packages {
        if let Some(package) = package::find(connection, urn)? {
            known.insert(urn, package);
        }
    }
    Ok(package_faults(packages, is_visible, |urn| {
        known.get(urn).cloned()
    }))
}

/// A fault for each client that belongs to another live system.
pub(super) fn faults_of_clients(
    connection: &Connection,
    clients: &[ClientId],
    system: &SystemId,
) -> Result<Vec<SystemFault>, Error> {
    let mut faults = vec![];
    for client in clients {
        if system_client::is_taken(connection, client, system)? {
            faults.push(SystemFault::ClientIdTaken {
                client_ids: vec![client.clone()],
            });
        }
    }
    Ok(faults)
}

/// Demands that there is no fault.
pub(super) fn require_none(faults: Vec<SystemFault>) -> Result<(), Error> {
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Error::Validation(faults))
    }
}

/// Replaces one part of an entry with what its vendor sent: `part` puts it in and tells the faults of what comes of it.
pub(super) async fn replace(
    world: &World,
    caller: Caller,
    id: SystemId,
    (kind, kept): (SystemChangeKind, Value),
    part: impl FnOnce(&Connection, &mut RegisteredSystem) -> Result<Vec<SystemFault>, Error> + Send + 'static,
) -> Result<Json<SystemRegisterUpdateResult>, Error> {
    let now = world.clock.now();
    let replace = move |connection: &Connection| {
        let mut entry = find(connection, &id)?;
        require_owner(&caller, &entry.vendor)?;
        require_live(&entry)?;
        let author = Author::of(&caller)?;
        require_none(part(connection, &mut entry)?)?;
        system::save(connection, &entry, now)?;
        author.record(connection, &entry.id, kind, Some(&kept), now)
    };
    world.store.write(replace).await?;
    Ok(Json(SystemRegisterUpdateResult { succeeded: true }))
}

/// A body as the history keeps it.
pub(super) fn kept(body: impl serde::Serialize) -> Value {
    serde_json::to_value(body).unwrap_or_default()
}
