//! Putting a seed into the store.

use axum::http::StatusCode;
use contract::register::stored;
use domain::client_delegation::{self, RIGHT_HOLDER};
use domain::register::{SystemChange, SystemChangeKind};
use domain::{
    Client, OrgNumber, PackageUrn, PartyUuid, RegisteredSystem, RequestStatus, SystemId, SystemUser,
    SystemUserRequest, SystemUserType, Timestamp, UserId,
};
use rusqlite::Connection;
use serde_json::json;

use super::{AgentSystemUser, Catalogue, HeldRole, Request, Seed, System};
use crate::error::Error;
use crate::store;
use crate::store::scope_delegation::ScopeDelegation;

impl Seed {
    /// Puts the seed into an empty store. A store that holds a world already keeps it.
    pub(crate) fn plant(&self, tx: &Connection, now: Timestamp) -> Result<(), Error> {
        if store::party::any(tx)? {
            return Ok(());
        }
        Self::plant_catalogue(tx)?;
        self.plant_parties(tx)?;
        self.plant_delegations(tx, now)?;
        for resource in &self.resources {
            resource.plant(tx)?;
        }
        self.plant_scope_delegations(tx, now)?;
        for consent in &self.consents {
            consent.plant(tx, now)?;
        }
        for ledger in &self.ledgers {
            store::ledger::save(tx, ledger)?;
        }
        crate::maskinporten::plant(tx, self, now)?;
        crate::idporten::plant(tx, self, now)?;
        self.plant_systems(tx, now)?;
        self.plant_agents(tx, now)
    }

    fn plant_catalogue(tx: &Connection) -> Result<(), Error> {
        let catalogue =
            Catalogue::read().map_err(|source| rusqlite::Error::ToSqlConversionFailure(Box::new(source)))?;
        for group in &catalogue.groups {
            store::package::save_group(tx, group)?;
        }
        for area in &catalogue.areas {
            store::package::save_area(tx, area)?;
        }
        for package in &catalogue.packages {
            store::package::save(tx, package)?;
        }
        for role in &catalogue.roles {
            store::role::save(tx, role, &catalogue)?;
        }
        for resource in &catalogue.resources {
            resource.plant(tx)?;
        }
        Ok(())
    }

    fn plant_parties(&self, tx: &Connection) -> Result<(), Error> {
        for organization in &self.organizations {
            store::party::save_organization(tx, organization)?;
        }
        for person in &self.persons {
            store::person::save(tx, person)?;
        }
        for organization in &self.organizations {
            self.plant_roles(tx, organization.party_uuid, &organization.roles)?;
        }
        for person in &self.persons {
            self.plant_roles(tx, person.party_uuid, &person.roles)?;
        }
        Ok(())
    }

    fn plant_roles(&self, tx: &Connection, to: PartyUuid, roles: &[HeldRole]) -> Result<(), Error> {
        for held in roles {
            if let Some(from) = self.party(held.organization.as_str()) {
                store::role::assign(tx, from, to, &held.role)?;
            }
        }
        Ok(())
    }

    fn plant_delegations(&self, tx: &Connection, now: Timestamp) -> Result<(), Error> {
        for delegation in &self.delegations {
            let parties = self
                .party(delegation.from.as_str())
                .zip(self.party(&delegation.to));
            let Some((from, to)) = parties else { continue };
            store::role::assign(tx, from, to, RIGHT_HOLDER)?;
            for code in &delegation.packages {
                store::delegation::save_package(tx, from, to.0, &PackageUrn::from_code(code), now)?;
            }
        }
        Ok(())
    }

    fn plant_scope_delegations(&self, tx: &Connection, now: Timestamp) -> Result<(), Error> {
        for seeded in &self.scope_delegations {
            let resource = self.resource(&seeded.resource);
            for scope in resource.iter().flat_map(|resource| &resource.scopes) {
                let delegation = ScopeDelegation {
                    consumer: seeded.consumer.clone(),
                    supplier: seeded.supplier.clone(),
                    resource: seeded.resource.clone(),
                    scope: scope.clone(),
                    created: now,
                };
                store::scope_delegation::save(tx, &delegation)?;
            }
        }
        Ok(())
    }

    fn plant_systems(&self, tx: &Connection, now: Timestamp) -> Result<(), Error> {
        for seeded in &self.systems {
            let system = RegisteredSystem {
                id: seeded.id.clone(),
                vendor: seeded.vendor.clone(),
                name: seeded.name.clone(),
                description: seeded.description.clone(),
                rights: seeded.rights.clone(),
                access_packages: seeded.access_packages.clone(),
                client_ids: seeded.client_ids.clone(),
                is_visible: seeded.is_visible,
                is_deleted: false,
                allowed_redirect_urls: seeded.allowed_redirect_urls.clone(),
            };
            store::system::add(tx, &system, seeded.internal_id, now)?;
            store::system_client::save(tx, &system.id, &system.client_ids)?;
            let created = SystemChange {
                kind: SystemChangeKind::Create,
                changed_by: system.vendor.clone(),
                client_id: None,
                created: now,
            };
            let sent = json!(stored::system(&(&system).into()));
            store::system_change::add(tx, &system.id, &created, Some(&sent))?;
        }
        for seeded in &self.requests {
            let title = self
                .system(&seeded.system_id)
                .and_then(|system| system.name.get("nb"));
            store::request::add(tx, &request(seeded, title.unwrap_or_default(), now))?;
        }
        Ok(())
    }

    fn plant_agents(&self, tx: &Connection, now: Timestamp) -> Result<(), Error> {
        for seeded in &self.agent_system_users {
            let owner = store::party::find_by_org(tx, &seeded.organization)?;
            let Some((system, owner)) = self.system(&seeded.system_id).zip(owner) else {
                continue;
            };
            let agent = agent(seeded, system, now);
            store::system_user::add(tx, &agent, owner.id, UserId(0))?;
            for number in &seeded.clients {
                let (client, lacking) = (self.party(number.as_str()), || lacking(number, &agent));
                let given = match client {
                    Some(client) => store::client_delegation::list_given_by(tx, owner.uuid, client)?,
                    None => vec![],
                };
                let client = client_delegation::clients(given).pop().ok_or_else(lacking)?;
                let access = client.linked(&agent.access_packages).map_err(|_| lacking())?;
                let linked = Client { access, ..client };
                store::client_delegation::save(tx, owner.uuid, &linked, agent.id, now)?;
            }
        }
        Ok(())
    }

    fn system(&self, id: &SystemId) -> Option<&System> {
        self.systems.iter().find(|system| system.id == *id)
    }
}

fn lacking(client: &OrgNumber, agent: &SystemUser) -> Error {
    let (owner, id) = (&agent.party_org, agent.id);
    let told = format!("{client} has not given {owner} all the packages of the agent system user {id}");
    Error::Text(StatusCode::BAD_REQUEST, told)
}

fn agent(seeded: &AgentSystemUser, system: &System, now: Timestamp) -> SystemUser {
    SystemUser {
        id: seeded.id,
        kind: SystemUserType::Agent,
        integration_title: system.name.get("nb").unwrap_or_default().to_owned(),
        system_id: seeded.system_id.clone(),
        vendor: system.vendor.clone(),
        party_org: seeded.organization.clone(),
        external_ref: seeded.external_ref.clone(),
        access_packages: seeded.access_packages.clone(),
        created: days_before(now, seeded.created_days_ago),
    }
}

pub(super) fn days_before(now: Timestamp, days: u32) -> Timestamp {
    now.plus_seconds(-i64::from(days) * 24 * 60 * 60)
}

fn request(seeded: &Request, title: &str, now: Timestamp) -> SystemUserRequest {
    SystemUserRequest {
        id: seeded.id,
        kind: seeded.kind,
        integration_title: title.to_owned(),
        external_ref: seeded.external_ref.clone(),
        system_id: seeded.system_id.clone(),
        party_org: seeded.organization.clone(),
        rights: seeded.rights.clone(),
        access_packages: seeded.access_packages.clone(),
        status: RequestStatus::New,
        redirect_url: seeded.redirect_url.clone(),
        escalated: false,
        created: days_before(now, seeded.created_days_ago),
    }
}
