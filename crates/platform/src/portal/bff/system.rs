//! The systems that a leader may choose from, and what each asks for.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use contract::path;
use contract::portal::{RegisteredSystemFe, RightsFe};
use contract::register::RegisteredSystemDto;
use domain::Localized;

use crate::error::Error;
use crate::portal::ask::{Altinn, Refused};
use crate::portal::catalogue;
use crate::portal::visitor::Visitor;
use crate::world::World;

/// `GET systemregister`, sorted by name.
pub(super) async fn list(
    State(world): State<Arc<World>>,
    visitor: Visitor,
) -> Result<Json<Vec<RegisteredSystemFe>>, Error> {
    Ok(Json(choices(visitor.altinn(&world)).await?))
}

/// `GET systemregister/rights/{systemId}`
pub(super) async fn rights(
    State(world): State<Arc<World>>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Json<RightsFe>, Error> {
    let altinn = visitor.altinn(&world);
    let system = catalogue::system(altinn, &id).await?;
    Ok(Json(RightsFe {
        resources: catalogue::resources(altinn, &system.rights.unwrap_or_default()).await?,
        access_packages: catalogue::packages(altinn, &system.access_packages.unwrap_or_default()).await?,
    }))
}

async fn choices(altinn: Altinn<'_>) -> Result<Vec<RegisteredSystemFe>, Refused> {
    let systems: Vec<RegisteredSystemDto> = altinn.get(path::SYSTEMS).await?;
    let vendors = systems
        .iter()
        .map(|system| system.system_vendor_org_number.as_str());
    let vendors = catalogue::organisations(altinn, vendors).await?;
    let mut told: Vec<RegisteredSystemFe> = systems
        .iter()
        .map(|system| RegisteredSystemFe {
            name: catalogue::text(altinn, &Localized(system.name.clone())),
            ..catalogue::unnamed(
                &system.system_id,
                &system.system_vendor_org_number,
                vendors.get(system.system_vendor_org_number.as_str()),
            )
        })
        .collect();
    told.sort_by_cached_key(|system| system.name.to_lowercase());
    Ok(told)
}
