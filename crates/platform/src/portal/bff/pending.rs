//! `GET systemuser/{partyUuid}/pending`: the waiting requests of both types that somebody has passed on.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use contract::path;
use contract::portal::{Refusal, SystemUserFe};
use contract::request::RequestSystemResponse;
use contract::resource::{PARTY_BY_UUID, PartyDto};
use domain::SystemUserType;

use super::uuid;
use crate::error::Error;
use crate::portal::ask::{Altinn, Refused};
use crate::portal::catalogue;
use crate::portal::visitor::Visitor;
use crate::world::World;

pub(super) async fn list(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path(party): Path<String>,
) -> Result<Json<Vec<SystemUserFe>>, Error> {
    let (altinn, uuid) = (visitor.altinn(&world), uuid("partyUuid", &party)?);
    let found: Result<PartyDto, _> = altinn.get(&path::fill(PARTY_BY_UUID, &[&uuid.to_string()])).await;
    let party = found.map_err(|refused| refused.or_missing(Refusal::PartyNotFound))?;
    let Some(number) = &party.org_number else {
        return Err(Error::Portal(Refusal::PartyNotFound));
    };
    Ok(Json(passed_on(altinn, party.party_id.0, number.as_str()).await?))
}

/// The escalated ones among a party's waiting requests, newest first. An id is a request's.
pub(in crate::portal) async fn passed_on(
    altinn: Altinn<'_>,
    party: u32,
    number: &str,
) -> Result<Vec<SystemUserFe>, Refused> {
    let mut told = vec![];
    for (list, kind) in [
        (path::PENDING_REQUESTS, SystemUserType::Standard),
        (path::PENDING_AGENT_REQUESTS, SystemUserType::Agent),
    ] {
        let waiting: Vec<RequestSystemResponse> = altinn
            .get(&path::fill(list, &[&party.to_string(), number]))
            .await?;
        let escalated: Vec<_> = waiting.into_iter().filter(|request| request.escalated).collect();
        let vendors = escalated.iter().map(|request| vendor(&request.system_id));
        let vendors = catalogue::organisations(altinn, vendors).await?;
        told.extend(escalated.iter().map(|request| {
            let vendor = vendor(&request.system_id);
            SystemUserFe {
                id: request.id.0,
                integration_title: request.integration_title.clone().unwrap_or_default(),
                party_id: party.to_string(),
                created: request.created,
                system: catalogue::unnamed(&request.system_id, vendor, vendors.get(vendor)),
                user_type: kind,
                resources: vec![],
                access_packages: vec![],
            }
        }));
    }
    told.sort_by_key(|request| std::cmp::Reverse(request.created));
    Ok(told)
}

/// A system's id begins with its vendor's number.
fn vendor(system_id: &str) -> &str {
    system_id.split('_').next().unwrap_or_default()
}
