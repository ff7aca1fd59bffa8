//! What a question is about: who asks, of which party, of which resource.

use std::str::FromStr;

use contract::decision::{Attribute, attribute};
use domain::policy::{Category, Found, Match, Subject};
use domain::{OrgNumber, Party, PartyId, PartyUuid, ResourceId, SystemUserId, UserId};
use rusqlite::Connection;
use uuid::Uuid;

use super::question::One;
use crate::error::Error;
use crate::store;

/// Who asks to do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    SystemUser(SystemUserId),
    Party(PartyUuid),
    /// Nobody in the register; it may still be a service owner, by its code.
    Nobody,
}

impl Who {
    /// Whoever a question's subject names first. `None` when it names a system user and somebody else.
    pub(super) fn of(conn: &Connection, subject: &[&Attribute]) -> Result<Option<Self>, Error> {
        if let Some(id) = value(subject, attribute::SYSTEM_USER) {
            let alone = subject.len() == 1;
            return Ok(alone.then(|| read(id).map_or(Self::Nobody, Self::SystemUser)));
        }
        for attribute in subject {
            let found = match attribute.attribute_id.as_str() {
                attribute::USER => match read(&attribute.value) {
                    Some(user) => store::person::find(conn, UserId(user))?.map(|person| person.party.uuid),
                    None => None,
                },
                _ => party(conn, attribute)?.map(|party| party.uuid),
            };
            if let Some(uuid) = found {
                return Ok(Some(Self::Party(uuid)));
            }
        }
        Ok(Some(Self::Nobody))
    }

    /// Whether a party has given them a role or a package, by whatever way.
    pub(super) fn holds(self, conn: &Connection, party: PartyUuid, subject: &Subject) -> Result<bool, Error> {
        match self {
            Self::SystemUser(id) => Ok(subject.is_package()
                && (store::delegation::has_package(conn, party, id.0, subject.as_str())?
                    || store::client_delegation::has_package(conn, id, party, subject.as_str())?)),
            Self::Party(uuid) => Ok(store::role::grip(conn, uuid, party, subject)?.can_use),
            Self::Nobody => Ok(false),
        }
    }

    /// Whether a party has given them an action on a resource by itself, or, to a person, given it to an organisation
    /// that they lead.
    pub(super) fn has_right(
        self,
        conn: &Connection,
        party: PartyUuid,
        resource: &ResourceId,
        action: &str,
    ) -> Result<bool, Error> {
        match self {
            Self::SystemUser(id) => store::delegation::has_right(conn, party, id.0, resource, action),
            Self::Party(uuid) => Ok(
                store::delegation::has_right(conn, party, uuid.0, resource, action)?
                    || store::delegation::leads_holder_of_right(conn, party, uuid, resource, action)?,
            ),
            Self::Nobody => Ok(false),
        }
    }
}

/// The party that a question is about. One that is named and not in the register is nobody.
pub(super) fn resource_party(conn: &Connection, question: &One<'_>) -> Result<Option<Party>, Error> {
    let names_party = |it: &&&Attribute| PARTIES.contains(&it.attribute_id.as_str());
    if let Some(attribute) = question.resource.iter().find(names_party) {
        return party(conn, attribute);
    }
    // An instance is named by its party and its own id.
    let instance = value(&question.resource, attribute::INSTANCE);
    let owner = instance.and_then(|instance| instance.split_once('/'));
    match owner.and_then(|(party, _)| read(party)) {
        Some(id) => store::party::find(conn, PartyId(id)),
        None => Ok(None),
    }
}

/// The attributes that name a party.
const PARTIES: [&str; 8] = [
    attribute::ORGANIZATION,
    attribute::ORGANIZATION_NUMBER,
    attribute::ORGANIZATION_UUID,
    attribute::PARTY,
    attribute::PARTY_UUID,
    attribute::PERSON,
    attribute::PERSON_UUID,
    attribute::SSN,
];

/// The party that an attribute names, if it is in the register.
fn party(conn: &Connection, attribute: &Attribute) -> Result<Option<Party>, Error> {
    let text = attribute.value.as_str();
    Ok(match attribute.attribute_id.as_str() {
        attribute::ORGANIZATION | attribute::ORGANIZATION_NUMBER => match read::<OrgNumber>(text) {
            Some(number) => store::party::find_by_org(conn, &number)?,
            None => None,
        },
        attribute::PARTY => match read(text) {
            Some(id) => store::party::find(conn, PartyId(id))?,
            None => None,
        },
        attribute::PARTY_UUID | attribute::PERSON_UUID | attribute::ORGANIZATION_UUID => {
            match read::<Uuid>(text) {
                Some(uuid) => store::party::find_by_uuid(conn, PartyUuid(uuid))?,
                None => None,
            }
        }
        attribute::PERSON | attribute::SSN => {
            store::person::find_by_pid(conn, text)?.map(|person| person.party)
        }
        _ => None,
    })
}

/// The resource's id: given by itself, or as the owner and name of an app.
pub(super) fn resource(question: &One<'_>) -> Option<ResourceId> {
    let named = |id| value(&question.resource, id);
    if let Some(id) = named(attribute::RESOURCE) {
        return Some(id.into());
    }
    let (owner, app) = named(attribute::OWNER).zip(named(attribute::APP))?;
    Some(ResourceId(format!("app_{owner}_{app}")))
}

/// Looks for what a test of a policy wants among a question's own attributes. An app is the same by either name.
pub(super) fn look(question: &One<'_>, resource: &ResourceId, test: &Match) -> Found {
    let attributes = match test.category() {
        Category::Subject => &question.subject,
        Category::Action => &question.action,
        Category::Resource => &question.resource,
        Category::Environment => return Found::Absent,
    };
    let values = attributes
        .iter()
        .filter(|attribute| attribute.attribute_id == test.attribute())
        .map(|attribute| attribute.value.as_str());
    if test.category() == Category::Resource {
        return test.among(values.chain(known_by(resource, test.attribute())));
    }
    test.among(values)
}

/// What a resource's id tells of it: itself, and, when it is an app, its owner and name.
fn known_by<'a>(resource: &'a ResourceId, attribute: &str) -> Option<&'a str> {
    let app = || resource.as_str().strip_prefix("app_")?.split_once('_');
    match attribute {
        attribute::RESOURCE => Some(resource.as_str()),
        attribute::OWNER => app().map(|(owner, _)| owner),
        attribute::APP => app().map(|(_, name)| name),
        _ => None,
    }
}

pub(super) fn value<'a>(attributes: &[&'a Attribute], id: &str) -> Option<&'a str> {
    attributes
        .iter()
        .find(|attribute| attribute.attribute_id == id)
        .map(|attribute| attribute.value.as_str())
}

fn read<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}
