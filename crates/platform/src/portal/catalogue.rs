//! What Altinn tells of systems, resources and packages, in the reader's language.
//!
//! Upstream leaves out what it cannot find. Here it is shown by its technical name: whoever decides must see everything
//! that is asked for (docs/deviations.md).

use std::collections::BTreeMap;

use axum::http::StatusCode;
use contract::access::{AccessPackage, Right};
use contract::path;
use contract::portal::{
    AccessPackageFe, PackageResourceFe, RegisteredSystemFe, ServiceResourceFe, SystemUserFe,
};
use contract::register::RegisteredSystemDto;
use contract::resource::{
    ORGANIZATION, OrganizationDto, PACKAGE_BY_URN, PackageDto, RESOURCE, ServiceResource,
};
use domain::{Localized, ResourceId};
use uuid::Uuid;

use super::ask::{Altinn, Refused};

/// A system as the register has it.
pub(super) async fn system(altinn: Altinn<'_>, id: &str) -> Result<RegisteredSystemDto, Refused> {
    altinn.get(&path::fill(path::SYSTEM, &[id])).await
}

/// A system's name card, with its vendor's name.
pub(super) async fn name_card(
    altinn: Altinn<'_>,
    system: &RegisteredSystemDto,
) -> Result<RegisteredSystemFe, Refused> {
    Ok(RegisteredSystemFe {
        system_id: system.system_id.clone(),
        system_vendor_org_number: system.system_vendor_org_number.clone(),
        system_vendor_org_name: organisation(altinn, &system.system_vendor_org_number).await?,
        name: text(altinn, &Localized(system.name.clone())),
    })
}

/// The name card of a list's row, where only the vendor is named.
pub(super) fn unnamed(system_id: &str, vendor: &str, vendor_name: Option<&String>) -> RegisteredSystemFe {
    RegisteredSystemFe {
        system_id: system_id.to_owned(),
        system_vendor_org_number: vendor.to_owned(),
        system_vendor_org_name: vendor_name.cloned().unwrap_or_default(),
        name: SystemUserFe::UNNAMED.to_owned(),
    }
}

/// The names of some organisations; each is asked for once.
pub(super) async fn organisations<'a>(
    altinn: Altinn<'_>,
    numbers: impl Iterator<Item = &'a str>,
) -> Result<BTreeMap<&'a str, String>, Refused> {
    let mut names = BTreeMap::new();
    for number in numbers {
        if !names.contains_key(number) {
            names.insert(number, organisation(altinn, number).await?);
        }
    }
    Ok(names)
}

/// An organisation's name; empty when the register has none.
async fn organisation(altinn: Altinn<'_>, number: &str) -> Result<String, Refused> {
    let found: Result<OrganizationDto, _> = altinn.get(&path::fill(ORGANIZATION, &[number])).await;
    match found {
        Ok(found) => Ok(found.name),
        Err(refused) if is_unknown(&refused) => Ok(String::new()),
        Err(refused) => Err(refused),
    }
}

/// The resources that some rights are on.
pub(super) async fn resources(
    altinn: Altinn<'_>,
    rights: &[Right],
) -> Result<Vec<ServiceResourceFe>, Refused> {
    let mut told: Vec<ServiceResourceFe> = vec![];
    for id in rights.iter().filter_map(resource_of) {
        if told.iter().any(|known| known.identifier.as_str() == id) {
            continue;
        }
        told.push(resource(altinn, id).await?);
    }
    Ok(told)
}

/// The resource that a right is on; one that names none is on whatever its first pair says.
fn resource_of(right: &Right) -> Option<&str> {
    let named = right
        .resource
        .iter()
        .find(|pair| pair.id == domain::access::RESOURCE_ATTRIBUTE);
    named.or(right.resource.first()).map(|pair| pair.value.as_str())
}

async fn resource(altinn: Altinn<'_>, id: &str) -> Result<ServiceResourceFe, Refused> {
    let found: Result<ServiceResource, _> = altinn.get(&path::fill(RESOURCE, &[id])).await;
    match found {
        Ok(found) => Ok(ServiceResourceFe {
            title: text(altinn, &found.title),
            description: text(altinn, &found.description),
            right_description: text(altinn, &found.right_description),
            status: found.status,
            resource_owner_name: text(altinn, &found.has_competent_authority.name),
            resource_owner_orgcode: found.has_competent_authority.orgcode,
            resource_owner_org_number: found.has_competent_authority.organization,
            resource_references: found.resource_references,
            resource_type: found.resource_type,
            delegable: found.delegable,
            visible: found.visible,
            contact_points: found.contact_points,
            identifier: found.identifier,
        }),
        Err(refused) if is_unknown(&refused) => Ok(unknown_resource(id)),
        Err(refused) => Err(refused),
    }
}

fn unknown_resource(id: &str) -> ServiceResourceFe {
    ServiceResourceFe {
        identifier: ResourceId::from(id),
        title: id.to_owned(),
        description: String::new(),
        right_description: String::new(),
        status: None,
        resource_owner_name: String::new(),
        resource_owner_orgcode: String::new(),
        resource_owner_org_number: None,
        resource_references: vec![],
        resource_type: "Default".to_owned(),
        delegable: false,
        visible: false,
        contact_points: vec![],
    }
}

/// Some packages with what they open.
pub(super) async fn packages(
    altinn: Altinn<'_>,
    packages: &[AccessPackage],
) -> Result<Vec<AccessPackageFe>, Refused> {
    let mut told = vec![];
    for urn in packages.iter().filter_map(|package| package.urn.as_deref()) {
        told.push(package(altinn, urn).await?);
    }
    Ok(told)
}

async fn package(altinn: Altinn<'_>, urn: &str) -> Result<AccessPackageFe, Refused> {
    let found: Result<PackageDto, _> = altinn.get(&path::fill(PACKAGE_BY_URN, &[urn])).await;
    match found {
        Ok(found) => Ok(AccessPackageFe {
            id: found.id,
            urn: found.urn,
            name: found.name,
            description: found.description,
            is_assignable: found.is_assignable,
            resources: found
                .resources
                .into_iter()
                .map(|resource| PackageResourceFe {
                    identifier: resource.ref_id,
                    title: resource.name,
                    description: resource.description,
                    resource_owner_name: resource.provider.name,
                })
                .collect(),
        }),
        Err(refused) if is_unknown(&refused) => Ok(AccessPackageFe {
            id: Uuid::nil(),
            urn: urn.to_owned(),
            name: urn.to_owned(),
            description: String::new(),
            is_assignable: false,
            resources: vec![],
        }),
        Err(refused) => Err(refused),
    }
}

/// The text in the reader's language, in bokmål, or in any.
pub(super) fn text(altinn: Altinn<'_>, text: &Localized) -> String {
    text.get(altinn.language.code())
        .or_else(|| text.get("nb"))
        .or_else(|| text.0.values().next().map(String::as_str))
        .unwrap_or_default()
        .to_owned()
}

fn is_unknown(refused: &Refused) -> bool {
    matches!(
        refused.status(),
        StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST | StatusCode::NO_CONTENT
    )
}
