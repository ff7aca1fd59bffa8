//! A party's system users of both types.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use contract::path;
use contract::portal::{CreatedSystemUser, NewSystemUser, Refusal, SystemUserFe};
use contract::system_user::{CreateSystemUser, StandardSystemUserDelegations, SystemUserInternal};
use domain::SystemUserType;
use uuid::Uuid;

use super::{body, party, uuid};
use crate::access_management::query::Query;
use crate::error::Error;
use crate::portal::ask::{Altinn, Refused};
use crate::portal::catalogue;
use crate::portal::visitor::Visitor;
use crate::world::World;

/// `GET systemuser/{partyId}`: the standard ones, newest first.
pub(super) async fn list(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path(party_id): Path<String>,
) -> Result<Json<Vec<SystemUserFe>>, Error> {
    let party = party(&party_id)?;
    let users = of_party(visitor.altinn(&world), party, SystemUserType::Standard).await?;
    Ok(Json(users))
}

/// `GET systemuser/agent/{partyId}`
pub(super) async fn list_agents(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path(party_id): Path<String>,
) -> Result<Json<Vec<SystemUserFe>>, Error> {
    let party = party(&party_id)?;
    let users = of_party(visitor.altinn(&world), party, SystemUserType::Agent).await?;
    Ok(Json(users))
}

/// `GET systemuser/{partyId}/{guid}`
pub(super) async fn read(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path((party_id, id)): Path<(String, String)>,
) -> Result<Json<SystemUserFe>, Error> {
    let (party, id) = (party(&party_id)?, uuid("systemUserId", &id)?);
    let user = one(visitor.altinn(&world), party, id).await;
    user.map(Json)
        .map_err(|refused| refused.or_missing(Refusal::SystemUserNotFound))
}

/// `GET systemuser/agent/{partyId}/{guid}`
pub(super) async fn read_agent(
    world: State<Arc<World>>,
    visitor: Visitor,
    path: Path<(String, String)>,
) -> Result<Json<SystemUserFe>, Error> {
    read(world, visitor, path).await
}

/// `POST systemuser/{partyId}`
pub(super) async fn create(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path(party_id): Path<String>,
    bytes: Bytes,
) -> Result<Json<CreatedSystemUser>, Error> {
    let party = party(&party_id)?;
    let wanted: NewSystemUser = body(&bytes)?;
    let address = path::fill(path::CREATE_SYSTEM_USER, &[&party.to_string()]);
    let wanted = CreateSystemUser {
        integration_title: wanted.integration_title,
        system_id: wanted.system_id,
    };
    let made: SystemUserInternal = visitor.altinn(&world).post_body(&address, &wanted).await?;
    Ok(Json(CreatedSystemUser { id: made.id }))
}

/// `DELETE systemuser/{partyId}/{guid}`: whatever Altinn refuses is 404.
pub(super) async fn remove(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path((party_id, id)): Path<(String, String)>,
) -> Result<StatusCode, Error> {
    let (party, id) = (party(&party_id)?, uuid("systemUserId", &id)?);
    match removal(visitor.altinn(&world), party, id).await {
        Ok(()) => Ok(StatusCode::ACCEPTED),
        Err(_) => Err(Error::plain(StatusCode::NOT_FOUND)),
    }
}

/// `DELETE systemuser/agent/{partyId}/{guid}?partyUuid`
pub(super) async fn remove_agent(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path((party_id, id)): Path<(String, String)>,
    query: Query,
) -> Result<StatusCode, Error> {
    let (party, id) = (party(&party_id)?, uuid("systemUserId", &id)?);
    let facilitator = query.uuid("partyUuid")?;
    agent_removal(visitor.altinn(&world), party, id, facilitator).await?;
    Ok(StatusCode::ACCEPTED)
}

/// The party's system users of one type, newest first.
pub(in crate::portal) async fn of_party(
    altinn: Altinn<'_>,
    party: u32,
    kind: SystemUserType,
) -> Result<Vec<SystemUserFe>, Refused> {
    let list = match kind {
        SystemUserType::Standard => path::SYSTEM_USERS,
        SystemUserType::Agent => path::AGENTS,
    };
    let users: Vec<SystemUserInternal> = altinn.get(&path::fill(list, &[&party.to_string()])).await?;
    let vendors =
        catalogue::organisations(altinn, users.iter().map(|user| user.supplier_orgno.as_str())).await?;
    let mut told: Vec<SystemUserFe> = users
        .iter()
        .map(|user| {
            let vendor = vendors.get(user.supplier_orgno.as_str());
            SystemUserFe {
                id: user.id.0,
                integration_title: user.integration_title.clone(),
                party_id: user.party_id.clone(),
                created: user.created,
                system: catalogue::unnamed(&user.system_id, &user.supplier_orgno, vendor),
                user_type: user.user_type,
                resources: vec![],
                access_packages: vec![],
            }
        })
        .collect();
    told.sort_by_key(|user| std::cmp::Reverse(user.created));
    Ok(told)
}

/// One system user with what it holds today.
pub(in crate::portal) async fn one(
    altinn: Altinn<'_>,
    party: u32,
    id: Uuid,
) -> Result<SystemUserFe, Refused> {
    let (party, id) = (party.to_string(), id.to_string());
    let user: SystemUserInternal = altinn.get(&path::fill(path::SYSTEM_USER, &[&party, &id])).await?;
    let (rights, packages) = match user.user_type {
        SystemUserType::Standard => {
            let address = path::fill(path::SYSTEM_USER_DELEGATIONS, &[&party, &id]);
            let held: StandardSystemUserDelegations = altinn.get(&address).await?;
            (held.rights, held.access_packages)
        }
        SystemUserType::Agent => (vec![], user.access_packages),
    };
    let system = catalogue::system(altinn, &user.system_id).await?;
    Ok(SystemUserFe {
        id: user.id.0,
        integration_title: user.integration_title,
        party_id: user.party_id,
        created: user.created,
        system: catalogue::name_card(altinn, &system).await?,
        user_type: user.user_type,
        resources: catalogue::resources(altinn, &rights).await?,
        access_packages: catalogue::packages(altinn, &packages).await?,
    })
}

/// Takes a standard system user away.
pub(in crate::portal) async fn removal(altinn: Altinn<'_>, party: u32, id: Uuid) -> Result<(), Refused> {
    let address = path::fill(path::SYSTEM_USER, &[&party.to_string(), &id.to_string()]);
    altinn.delete(&address).await
}

/// Takes an agent system user away, and with it every link to a client.
pub(in crate::portal) async fn agent_removal(
    altinn: Altinn<'_>,
    party: u32,
    id: Uuid,
    facilitator: Uuid,
) -> Result<(), Refused> {
    let address = path::fill(path::AGENT, &[&party.to_string(), &id.to_string()]);
    altinn
        .delete(&format!("{address}?facilitatorId={facilitator}"))
        .await
}
