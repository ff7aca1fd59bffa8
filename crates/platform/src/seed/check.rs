//! Whether a seed that was read can become a world: what it points at is there, and nothing is there twice.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::{Catalogue, HeldRole, Seed, SeedError};
use crate::keys::Jwk;
use crate::maskinporten::halves;

impl Seed {
    pub(super) fn check(&self, catalogue: &Catalogue) -> Result<(), SeedError> {
        self.has_no_party_twice()?;
        self.has_nothing_registered_twice(catalogue)?;
        let known = Known::of(self, catalogue);
        self.roles_are_known(&known)?;
        self.delegations_are_known(&known)?;
        self.owners_are_known(&known)?;
        self.access_is_known(&known)?;
        self.keys_are_usable()?;
        self.resources.iter().try_for_each(super::Resource::check_policy)
    }

    fn has_no_party_twice(&self) -> Result<(), SeedError> {
        let organizations =
            |member, id: fn(&_) -> String| each("organizations", &self.organizations, member, id);
        let persons = |member, id: fn(&_) -> String| each("persons", &self.persons, member, id);
        once(organizations("orgNumber", |it| it.org_number.to_string()))?;
        once(persons("pid", |it| it.pid.clone()))?;
        once(persons("userId", |it| it.user_id.to_string()))?;
        once(
            organizations("partyId", |it| it.party_id.to_string())
                .chain(persons("partyId", |it| it.party_id.to_string())),
        )?;
        once(
            organizations("partyUuid", |it| it.party_uuid.to_string())
                .chain(persons("partyUuid", |it| it.party_uuid.to_string())),
        )?;
        once(each("ledgers", &self.ledgers, "organization", |it| {
            it.organization.to_string()
        }))
    }

    fn has_nothing_registered_twice(&self, catalogue: &Catalogue) -> Result<(), SeedError> {
        let altinns = catalogue.resources.iter().map(|it| {
            let place = "one of Altinn's own".to_owned();
            (place, it.identifier.to_string())
        });
        once(
            altinns.chain(each("resources", &self.resources, "identifier", |it| {
                it.identifier.to_string()
            })),
        )?;
        once(each("scopes", &self.scopes, "scope", |it| it.scope.to_string()))?;
        once(each("consents", &self.consents, "id", |it| it.id.to_string()))?;
        let machines = each(
            "maskinportenClients",
            &self.maskinporten_clients,
            "clientId",
            |it| it.client_id.to_string(),
        );
        let people = each("idportenClients", &self.idporten_clients, "clientId", |it| {
            it.client_id.to_string()
        });
        once(machines.chain(people))?;

        let systems = |member, id: fn(&_) -> String| each("systems", &self.systems, member, id);
        once(systems("id", |it| it.id.to_string()))?;
        once(systems("internalId", |it| it.internal_id.to_string()))?;
        once(self.systems.iter().enumerate().flat_map(|(system, it)| {
            let clients = it.client_ids.iter().enumerate();
            clients
                .map(move |(client, id)| (format!("systems[{system}].clientIds[{client}]"), id.to_string()))
        }))?;
        let requests = |member, id: fn(&_) -> String| each("requests", &self.requests, member, id);
        once(requests("id", |it| it.id.to_string()))?;
        once(requests("externalRef", |it| {
            let (kind, system, organization) = (it.kind, &it.system_id, &it.organization);
            format!("{} ({kind:?}, {system}, {organization})", it.external_ref)
        }))?;
        let agents =
            |member, id: fn(&_) -> String| each("agentSystemUsers", &self.agent_system_users, member, id);
        once(agents("id", |it| it.id.to_string()))?;
        once(agents("externalRef", |it| {
            format!("{} ({}, {})", it.external_ref, it.system_id, it.organization)
        }))
    }

    fn roles_are_known(&self, known: &Known<'_>) -> Result<(), SeedError> {
        let at_organizations = self.organizations.iter().enumerate();
        let at_persons = self.persons.iter().enumerate();
        let all = at_organizations
            .map(|(index, it)| (format!("organizations[{index}]"), &it.roles))
            .chain(at_persons.map(|(index, it)| (format!("persons[{index}]"), &it.roles)));
        for (holder, roles) in all {
            for (index, HeldRole { role, organization }) in roles.iter().enumerate() {
                let place = format!("{holder}.roles[{index}]");
                known.role(&format!("{place}.role"), role)?;
                known.organization(&format!("{place}.organization"), organization.as_str())?;
            }
        }
        Ok(())
    }

    fn delegations_are_known(&self, known: &Known<'_>) -> Result<(), SeedError> {
        for (index, it) in self.delegations.iter().enumerate() {
            let place = format!("delegations[{index}]");
            known.organization(&format!("{place}.from"), it.from.as_str())?;
            known.party(&format!("{place}.to"), &it.to)?;
            for (index, code) in it.packages.iter().enumerate() {
                known.package(&format!("{place}.packages[{index}]"), code)?;
            }
        }
        for (index, it) in self.scope_delegations.iter().enumerate() {
            let place = format!("scopeDelegations[{index}]");
            known.organization(&format!("{place}.consumer"), it.consumer.as_str())?;
            known.organization(&format!("{place}.supplier"), it.supplier.as_str())?;
            known.resource(&format!("{place}.resource"), it.resource.as_str())?;
        }
        for (index, it) in self.consents.iter().enumerate() {
            let place = format!("consents[{index}]");
            known.party(&format!("{place}.from"), &it.from)?;
            known.organization(&format!("{place}.to"), it.to.as_str())?;
            for (index, right) in it.rights.iter().enumerate() {
                let place = format!("{place}.rights[{index}].resource");
                known.resource(&place, right.resource.as_str())?;
            }
        }
        Ok(())
    }

    fn owners_are_known(&self, known: &Known<'_>) -> Result<(), SeedError> {
        let resources = each("resources", &self.resources, "owner", |it| it.owner.to_string());
        let scopes = each("scopes", &self.scopes, "owner", |it| it.owner.to_string());
        let machines = each("maskinportenClients", &self.maskinporten_clients, "owner", |it| {
            it.owner.to_string()
        });
        let people = each("idportenClients", &self.idporten_clients, "owner", |it| {
            it.owner.to_string()
        });
        let systems = each("systems", &self.systems, "vendor", |it| it.vendor.to_string());
        let mut all = resources
            .chain(scopes)
            .chain(machines)
            .chain(people)
            .chain(systems);
        all.try_for_each(|(place, number)| known.organization(&place, &number))
    }

    fn access_is_known(&self, known: &Known<'_>) -> Result<(), SeedError> {
        for (index, it) in self.requests.iter().enumerate() {
            let place = format!("requests[{index}]");
            known.system(&format!("{place}.systemId"), it.system_id.as_str())?;
            known.organization(&format!("{place}.organization"), it.organization.as_str())?;
        }
        for (index, it) in self.agent_system_users.iter().enumerate() {
            let place = format!("agentSystemUsers[{index}]");
            known.system(&format!("{place}.systemId"), it.system_id.as_str())?;
            known.organization(&format!("{place}.organization"), it.organization.as_str())?;
            for (index, client) in it.clients.iter().enumerate() {
                known.organization(&format!("{place}.clients[{index}]"), client.as_str())?;
            }
        }
        Ok(())
    }

    fn keys_are_usable(&self) -> Result<(), SeedError> {
        let machines = self.maskinporten_clients.iter().enumerate();
        let people = self.idporten_clients.iter().enumerate();
        let mut all = machines
            .map(|(index, it)| (format!("maskinportenClients[{index}]"), &it.keys))
            .chain(people.map(|(index, it)| (format!("idportenClients[{index}]"), &it.keys)));
        all.try_for_each(|(client, keys)| keys_are_usable(&client, keys))
    }
}

fn keys_are_usable(client: &str, keys: &[Jwk]) -> Result<(), SeedError> {
    let bad = keys.iter().position(|key| halves(key).is_none());
    match bad {
        Some(index) => Err(SeedError::Key {
            place: format!("{client}.keys[{index}]"),
        }),
        None => Ok(()),
    }
}

/// What parts of a seed point at.
struct Known<'a> {
    organizations: HashSet<&'a str>,
    persons: HashSet<&'a str>,
    resources: HashSet<&'a str>,
    systems: HashSet<&'a str>,
    roles: HashSet<&'a str>,
    packages: HashSet<&'a str>,
}

impl<'a> Known<'a> {
    fn of(seed: &'a Seed, catalogue: &'a Catalogue) -> Self {
        let organizations = seed.organizations.iter();
        Self {
            organizations: organizations.map(|it| it.org_number.as_str()).collect(),
            persons: seed.persons.iter().map(|it| it.pid.as_str()).collect(),
            resources: seed.resources.iter().map(|it| it.identifier.as_str()).collect(),
            systems: seed.systems.iter().map(|it| it.id.as_str()).collect(),
            roles: catalogue.roles.iter().map(|it| it.code.as_str()).collect(),
            packages: catalogue.packages.iter().map(|it| it.code.as_str()).collect(),
        }
    }

    fn organization(&self, place: &str, number: &str) -> Result<(), SeedError> {
        there(place, "organization", number, self.organizations.contains(number))
    }

    fn party(&self, place: &str, number: &str) -> Result<(), SeedError> {
        let is_there = self.organizations.contains(number) || self.persons.contains(number);
        there(place, "party", number, is_there)
    }

    fn resource(&self, place: &str, id: &str) -> Result<(), SeedError> {
        there(place, "resource", id, self.resources.contains(id))
    }

    fn system(&self, place: &str, id: &str) -> Result<(), SeedError> {
        there(place, "system", id, self.systems.contains(id))
    }

    fn role(&self, place: &str, code: &str) -> Result<(), SeedError> {
        there(place, "role", code, self.roles.contains(code))
    }

    fn package(&self, place: &str, code: &str) -> Result<(), SeedError> {
        there(place, "access package", code, self.packages.contains(code))
    }
}

fn there(place: &str, kind: &'static str, id: &str, is_there: bool) -> Result<(), SeedError> {
    if is_there {
        Ok(())
    } else {
        Err(SeedError::Unknown {
            place: place.to_owned(),
            kind,
            id: id.to_owned(),
        })
    }
}

/// A member of everything in a list, with its place.
fn each<T>(
    list: &str,
    all: &[T],
    member: &str,
    id: impl Fn(&T) -> String,
) -> impl Iterator<Item = (String, String)> {
    let place = move |index| format!("{list}[{index}].{member}");
    let all = all.iter().enumerate();
    all.map(move |(index, it)| (place(index), id(it)))
}

fn once(all: impl Iterator<Item = (String, String)>) -> Result<(), SeedError> {
    let mut places = HashMap::new();
    for (place, id) in all {
        match places.entry(id) {
            Entry::Vacant(first) => drop(first.insert(place)),
            Entry::Occupied(first) => {
                return Err(SeedError::Twice {
                    place,
                    id: first.key().clone(),
                    first: first.get().clone(),
                });
            }
        }
    }
    Ok(())
}
