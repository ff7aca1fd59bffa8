//! #13 and #14: a vendor asks an organisation for a system user. The order of the checks is altinn-platform.md 3.2's.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use contract::request::{CreateAgentRequest, CreateRequest};
use contract::{access, path, scope};
use domain::request::redirect_within;
use domain::{
    ExternalRef, OrgNumber, PackageUrn, Problem, RequestId, RequestStatus, Right, SystemId,
    SystemUserRequest, SystemUserType, Timestamp,
};
use rusqlite::Connection;

use super::{asked, told_to_vendor};
use crate::altinn::arguments;
use crate::caller::Caller;
use crate::error::Error;
use crate::store::{party, request, system, system_user};
use crate::world::World;

pub(super) async fn create(
    State(world): State<Arc<World>>,
    Extension(kind): Extension<SystemUserType>,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    caller.require_scope(&[scope::REQUEST_WRITE])?;
    let sent = match kind {
        SystemUserType::Standard => arguments::body::<CreateRequest>(&headers, &body)?,
        SystemUserType::Agent => arguments::body::<CreateAgentRequest>(&headers, &body)?.into(),
    }
    .trimmed();
    arguments::require_fits(
        "integrationTitle",
        sent.integration_title.as_deref().unwrap_or_default(),
    )?;
    let vendor = caller.vendor().ok_or(Problem::VendorUnknown)?;
    let call = Asking {
        id: RequestId(world.chance.uuid()),
        kind,
        now: world.clock.now(),
        vendor,
        sent,
    };
    let asked = world
        .store
        .write(move |connection| call.place(connection))
        .await?;
    Ok(match asked {
        Asked::Before(request) => Json(told_to_vendor(&world, &request)).into_response(),
        Asked::Now(request) => {
            let place = path::fill(path::REQUEST, &[&request.id.to_string()]);
            let location = [(header::LOCATION, format!("{}{place}", world.urls.platform))];
            (
                StatusCode::CREATED,
                location,
                Json(told_to_vendor(&world, &request)),
            )
                .into_response()
        }
    })
}

/// What became of the asking.
enum Asked {
    Now(SystemUserRequest),
    /// The vendor has asked with the same references before; that request stands as it is.
    Before(SystemUserRequest),
}

struct Asking {
    id: RequestId,
    kind: SystemUserType,
    now: Timestamp,
    vendor: OrgNumber,
    sent: CreateRequest,
}

impl Asking {
    fn place(self, connection: &Connection) -> Result<Asked, Error> {
        let system_id = SystemId(self.sent.system_id.clone());
        let system = system::find(connection, &system_id)?;
        let reference = self.reference();
        let party = organisation(&self.sent.party_org_no);
        let mut standing = None;
        if let Some(party) = &party {
            if system_user::find_by_reference(connection, &system_id, party, &reference)?.is_some() {
                return Err(Problem::SystemUserExists.into());
            }
            standing = request::find_by_reference(connection, &system_id, party, &reference, self.kind)?;
        }
        let is_own = system.as_ref().is_some_and(|system| system.vendor == self.vendor);
        if let Some(request) = standing.filter(|_| is_own) {
            return Ok(Asked::Before(request));
        }

        let system = system.ok_or(Problem::SystemNotFound)?;
        if let Some(party) = &party {
            require_no_standard(connection, &system_id, party, &reference)?;
        }
        if !is_own {
            return Err(Problem::SystemNotFound.into());
        }
        let party = party.ok_or(Problem::PartyNotFound)?;
        party::find_by_org(connection, &party)?.ok_or(Problem::PartyNotFound)?;
        redirect_within(&system.allowed_redirect_urls, self.sent.redirect_url.as_deref())?;
        let (rights, packages) = wanted(&self.sent, self.kind)?;
        asked::require_within(connection, &system, self.kind, &rights, &packages)?;

        let title = self
            .sent
            .integration_title
            .or_else(|| system.name.get("nb").map(str::to_owned));
        let request = SystemUserRequest {
            id: self.id,
            kind: self.kind,
            integration_title: title.unwrap_or_default(),
            external_ref: reference,
            system_id,
            party_org: party,
            rights,
            access_packages: packages,
            status: RequestStatus::New,
            redirect_url: self.sent.redirect_url,
            escalated: false,
            created: self.now,
        };
        request::add(connection, &request)?;
        Ok(Asked::Now(request))
    }

    /// The vendor's own reference, or the organisation's number when it gives none.
    fn reference(&self) -> ExternalRef {
        let given = self.sent.external_ref.as_deref().filter(|text| !text.is_empty());
        ExternalRef::from(given.unwrap_or(&self.sent.party_org_no))
    }
}

/// An organisation number exactly as the register writes it.
fn organisation(text: &str) -> Option<OrgNumber> {
    OrgNumber::parse(text)
        .ok()
        .filter(|number| number.as_str() == text)
}

/// Demands that no standard request has these references: it is in the way of another vendor's, and of one for an agent.
fn require_no_standard(
    connection: &Connection,
    system: &SystemId,
    party: &OrgNumber,
    reference: &ExternalRef,
) -> Result<(), Error> {
    let kind = SystemUserType::Standard;
    let standing = request::find_by_reference(connection, system, party, reference, kind)?;
    standing.map_or(Ok(()), |standing| Err(standing.blocks_renewal().into()))
}

/// What is asked for: something, at least.
fn wanted(sent: &CreateRequest, kind: SystemUserType) -> Result<(Vec<Right>, Vec<PackageUrn>), Problem> {
    if sent.rights.is_none() && sent.access_packages.is_none() {
        return Err(Problem::RightsNotDelegable);
    }
    let rights: Vec<Right> = access::read(sent.rights.clone().unwrap_or_default());
    let packages: Vec<PackageUrn> = access::read(sent.access_packages.clone().unwrap_or_default());
    if rights.is_empty() && packages.is_empty() {
        return Err(kind.refusals().asks_for_nothing);
    }
    Ok((rights, packages))
}

#[cfg(test)]
mod tests;
