//! The ends of connections as they are written, each looked up once.

use std::collections::HashMap;

use contract::connection::{AGENT, CompactRoleDto, EntityDto, PermissionDto, STANDARD, SYSTEM_USER};
use domain::{PartyUuid, SystemUserType};
use rusqlite::Connection;
use uuid::Uuid;

use crate::error::Error;
use crate::store;
use crate::store::entity::{Entity, Kind};

/// The ends that one answer tells of.
#[derive(Debug, Default)]
pub(super) struct Ends(HashMap<Uuid, Option<EntityDto>>);

impl Ends {
    /// The end with an id; `None` when it is gone.
    pub(super) fn tell(&mut self, conn: &Connection, id: Uuid) -> Result<Option<EntityDto>, Error> {
        if let Some(known) = self.0.get(&id) {
            return Ok(known.clone());
        }
        let found = store::entity::find(conn, id)?.map(body);
        self.0.insert(id, found.clone());
        Ok(found)
    }

    /// Who gave whom; nothing when one of them is gone.
    pub(super) fn permission(
        &mut self,
        conn: &Connection,
        from: PartyUuid,
        to: Uuid,
    ) -> Result<Vec<PermissionDto>, Error> {
        let ends = self.tell(conn, from.0)?.zip(self.tell(conn, to)?);
        Ok(ends
            .into_iter()
            .map(|(from, to)| PermissionDto { from, to })
            .collect())
    }
}

fn body(entity: Entity) -> EntityDto {
    let (kind, variant, party_id, user_id, organization_identifier) = match entity.kind {
        Kind::Organization { party, number, form } => ("Organisasjon", form, Some(party), None, number),
        Kind::Person { party, user } => ("Person", "Person".to_owned(), Some(party), Some(user), None),
        Kind::SystemUser { kind, .. } => (SYSTEM_USER, variant(kind).to_owned(), None, None, None),
    };
    EntityDto {
        id: entity.id,
        name: entity.name,
        kind: kind.to_owned(),
        variant,
        party_id,
        user_id,
        organization_identifier,
        is_deleted: false,
    }
}

fn variant(kind: SystemUserType) -> &'static str {
    match kind {
        SystemUserType::Standard => STANDARD,
        SystemUserType::Agent => AGENT,
    }
}

/// A role as connections tell it.
pub(super) fn role(held: store::role::Held) -> CompactRoleDto {
    CompactRoleDto {
        id: held.id,
        code: held.code,
        urn: held.urn,
        legacy_urn: held.legacy_urn,
    }
}
