//! Who can act for others: a person, an organisation or a system user.

use axum::http::StatusCode;
use contract::decision::attribute;
use contract::delegation::PartyQuestion;
use domain::{OrgNumber, Party, PartyId, PartyUuid, SystemUserId, UserId};
use rusqlite::Connection;
use uuid::Uuid;

use crate::access_management::rule::person;
use crate::authorization::Who;
use crate::caller::Caller;
use crate::error::Error;
use crate::store;

/// Whoever it is asked about.
#[derive(Clone, Debug)]
pub(super) enum Asker {
    Party(Party),
    SystemUser(SystemUserId),
}

impl Asker {
    /// Whose token it is.
    ///
    /// # Errors
    /// 401 when it is neither a person's nor a system user's.
    pub(super) fn of(conn: &Connection, caller: &Caller) -> Result<Self, Error> {
        if let Some(system_user) = caller.system_user() {
            return Ok(Self::SystemUser(system_user));
        }
        if caller.user().is_none() {
            return Err(Error::Text(
                StatusCode::UNAUTHORIZED,
                "Unknown user type".to_owned(),
            ));
        }
        Ok(Self::Party(person(conn, caller)?.party))
    }

    /// The same, as the decision point asks.
    pub(super) fn who(&self) -> Who {
        match self {
            Self::Party(party) => Who::Party(party.uuid),
            Self::SystemUser(id) => Who::SystemUser(*id),
        }
    }

    /// Whom a service owner names.
    ///
    /// # Errors
    /// 400 when the attribute is unknown, or nobody has it.
    pub(super) fn named(conn: &Connection, question: &PartyQuestion) -> Result<Self, Error> {
        let value = question.value.as_str();
        let number = || value.parse::<u32>().ok();
        let uuid = || value.parse::<Uuid>().ok();
        let party = match question.kind.as_str() {
            attribute::SYSTEM_USER => {
                let found = uuid().map(SystemUserId);
                return found.map(Self::SystemUser).ok_or_else(|| unknown("value"));
            }
            attribute::USER => match number().map(UserId) {
                Some(user) => store::person::find(conn, user)?.map(|person| person.party),
                None => None,
            },
            attribute::PERSON => store::person::find_by_pid(conn, value)?.map(|person| person.party),
            attribute::ORGANIZATION => match OrgNumber::parse(value).ok() {
                Some(org) => store::party::find_by_org(conn, &org)?,
                None => None,
            },
            "urn:altinn:partyid" => match number().map(PartyId) {
                Some(id) => store::party::find(conn, id)?,
                None => None,
            },
            "urn:altinn:party:uuid" | "urn:altinn:person:uuid" | "urn:altinn:organization:uuid" => {
                match uuid().map(PartyUuid) {
                    Some(uuid) => store::party::find_by_uuid(conn, uuid)?,
                    None => None,
                }
            }
            _ => return Err(unknown("type")),
        };
        party.map(Self::Party).ok_or_else(|| unknown("value"))
    }

    /// What others have given it is kept under this.
    pub(super) fn id(&self) -> PartyUuid {
        match self {
            Self::Party(party) => party.uuid,
            Self::SystemUser(id) => PartyUuid(id.0),
        }
    }
}

fn unknown(field: &str) -> Error {
    Error::field(field, format!("The {field} is not one that is known here."))
}
