//! #34: a vendor asks to change what a system user may do. The order of the checks is altinn-platform.md 4.2's.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::change_request::{ChangeRequestResponse, CreateChangeRequest};
use contract::{path, scope};
use domain::request::redirect_within;
use domain::{
    Change, ChangeRequest, ChangeRequestId, OrgNumber, Problem, RequestStatus, SystemUser, SystemUserId,
    SystemUserType, Timestamp,
};
use rusqlite::Connection;

use super::told_to_vendor;
use crate::altinn::arguments::{self, Query};
use crate::altinn::guard;
use crate::altinn::request::asked;
use crate::caller::Caller;
use crate::error::Error;
use crate::store::{change_request, party, system, system_user};
use crate::world::World;

pub(super) async fn create(
    State(world): State<Arc<World>>,
    caller: Caller,
    query: Query,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    caller.require_scope(&[scope::REQUEST_WRITE])?;
    let sent = arguments::body::<CreateChangeRequest>(&headers, &body)?.trimmed();
    let id = ChangeRequestId(query.uuid("correlation-id")?);
    let user = SystemUserId(query.uuid("system-user-id")?);
    if id.0.is_nil() {
        return Err(not_that_id(
            "Missing or invalid QueryParameter: correlation-id. It must be a UUID of the vendor's own making.",
        ));
    }
    let call = Asking {
        id,
        user,
        vendor: guard::vendor(&caller)?,
        redirect_url: sent.redirect_url.clone(),
        change: sent.change(),
        now: world.clock.now(),
    };
    let asked = world
        .store
        .write(move |connection| call.place(connection))
        .await?;
    Ok(match asked {
        Asked::ForNothing(request) => {
            Json(ChangeRequestResponse::of(&request).no_change_needed()).into_response()
        }
        Asked::Before(request) => Json(told_to_vendor(&world, &request)).into_response(),
        Asked::Now(request) => {
            let place = path::fill(path::CHANGE_REQUEST, &[&request.id.to_string()]);
            let location = [(header::LOCATION, format!("{}{place}", world.urls.platform))];
            let told = told_to_vendor(&world, &request);
            (StatusCode::CREATED, location, Json(told)).into_response()
        }
    })
}

/// What became of the asking.
enum Asked {
    Now(ChangeRequest),
    /// The vendor has used the correlation id before; that change request stands as it is.
    Before(ChangeRequest),
    /// Nothing is to change, so nothing is kept.
    ForNothing(ChangeRequest),
}

struct Asking {
    id: ChangeRequestId,
    user: SystemUserId,
    vendor: OrgNumber,
    redirect_url: Option<String>,
    change: Change,
    now: Timestamp,
}

impl Asking {
    fn place(self, connection: &Connection) -> Result<Asked, Error> {
        let found = system_user::find(connection, self.user)?;
        let user = found.ok_or(Problem::SystemUserNotFound)?.user;
        if self.id.0 == user.id.0 {
            return Err(not_that_id(
                "The correlation-id should not be the same as the system-user-id.",
            ));
        }
        if user.vendor != self.vendor {
            return Err(Error::plain(StatusCode::UNAUTHORIZED));
        }
        if self.change.is_empty() {
            return Ok(Asked::ForNothing(self.request_to(&user)));
        }
        let standing = change_request::find(connection, self.id)?;
        if let Some(standing) = &standing
            && guard::require_own_system(connection, &standing.system_id, &self.vendor).is_ok()
        {
            return Ok(Asked::Before(standing.clone()));
        }
        if user.kind != SystemUserType::Standard {
            return Err(Problem::SystemUserNotFound.into());
        }
        if let Some(foreign) = standing {
            return Err(foreign.blocks_id().into());
        }
        if change_request::is_used(connection, self.id)? {
            return Err(Problem::ChangeRequestNotNew.into());
        }
        let request = self.request_to(&user);
        require_possible(connection, &request)?;
        change_request::add(connection, &request)?;
        Ok(Asked::Now(request))
    }

    fn request_to(self, user: &SystemUser) -> ChangeRequest {
        ChangeRequest {
            id: self.id,
            system_user: user.id,
            external_ref: user.external_ref.clone(),
            system_id: user.system_id.clone(),
            party_org: user.party_org.clone(),
            change: self.change,
            status: RequestStatus::New,
            redirect_url: self.redirect_url,
            created: self.now,
        }
    }
}

/// Demands that what is required is within what the system has registered. What is unwanted may be anything.
fn require_possible(connection: &Connection, request: &ChangeRequest) -> Result<(), Error> {
    let system = system::find(connection, &request.system_id)?.ok_or(Problem::SystemNotFound)?;
    party::find_by_org(connection, &request.party_org)?.ok_or(Problem::PartyNotFound)?;
    redirect_within(&system.allowed_redirect_urls, request.redirect_url.as_deref())?;
    asked::require_within(
        connection,
        &system,
        SystemUserType::Standard,
        &request.change.required_rights,
        &request.change.required_packages,
    )
}

fn not_that_id(sentence: &str) -> Error {
    Error::Text(StatusCode::BAD_REQUEST, sentence.to_owned())
}

#[cfg(test)]
mod tests;
