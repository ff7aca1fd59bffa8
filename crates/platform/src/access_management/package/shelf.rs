//! Packages, areas and groups as they are written, in the caller's language.

use std::collections::HashMap;

use axum::http::HeaderMap;
use contract::resource::{AreaDto, AreaGroupDto, PackageDto, PackageResource, ProviderDto, ServiceResource};
use domain::{Localized, PackageUrn};
use rusqlite::Connection;

use crate::access_management::query::translated;
use crate::error::Error;
use crate::seed::{Area, AreaGroup, Holder, Package};
use crate::store;

/// Every area and group, for one answer.
pub(super) struct Shelves<'a> {
    pub(super) groups: Vec<AreaGroup>,
    areas: HashMap<String, Area>,
    headers: &'a HeaderMap,
}

impl<'a> Shelves<'a> {
    pub(super) fn read(conn: &Connection, headers: &'a HeaderMap) -> Result<Self, Error> {
        let areas = store::package::list_areas(conn)?;
        Ok(Self {
            groups: store::package::list_groups(conn)?,
            areas: areas.into_iter().map(|area| (area.urn.clone(), area)).collect(),
            headers,
        })
    }

    pub(super) fn says(&self, text: &Localized) -> String {
        translated(text, self.headers)
    }

    /// Whom a package is for.
    pub(super) fn kind(&self, package: &Package) -> &'static str {
        let area = self.areas.get(&package.area);
        let group = area.and_then(|area| self.group_of(area));
        group.map_or("", kind)
    }

    /// A package with its area.
    pub(super) fn package(&self, package: &Package) -> PackageDto {
        PackageDto {
            area: self
                .areas
                .get(&package.area)
                .map(|area| Box::new(self.area(area))),
            ..self.package_within(package)
        }
    }

    /// A package that is told within its area.
    pub(super) fn package_within(&self, package: &Package) -> PackageDto {
        PackageDto {
            id: package.id,
            name: self.says(&package.name),
            urn: PackageUrn::from_code(&package.code).to_string(),
            description: self.says(&package.description),
            is_delegable: package.is_delegable,
            is_assignable: package.is_assignable,
            is_resource_policy_available: package.is_resource_policy_available,
            area: None,
            kind: self.kind(package).to_owned(),
            resources: vec![],
        }
    }

    /// An area by itself.
    pub(super) fn area(&self, area: &Area) -> AreaDto {
        let code = area.urn.rsplit(':').next().unwrap_or_default();
        AreaDto {
            id: area.id,
            name: self.says(&area.name),
            urn: area.urn.clone(),
            description: self.says(&area.description),
            icon_url: format!("https://altinncdn.no/authorization/accesspackageicons/{code}.svg"),
            packages: vec![],
            group: None,
        }
    }

    /// The areas of a group, in the order they were planted, each with the packages given.
    pub(super) fn areas_of(
        &self,
        conn: &Connection,
        group: &AreaGroup,
        packages: &[Package],
    ) -> Result<Vec<AreaDto>, Error> {
        let areas = store::package::list_areas(conn)?;
        let mine = areas.iter().filter(|area| area.group == group.urn);
        let body = |area: &Area| AreaDto {
            packages: packages
                .iter()
                .filter(|package| package.area == area.urn)
                .map(|package| self.package_within(package))
                .collect(),
            ..self.area(area)
        };
        Ok(mine.map(body).collect())
    }

    /// A group by itself.
    pub(super) fn group(&self, group: &AreaGroup) -> AreaGroupDto {
        AreaGroupDto {
            id: group.id,
            name: self.says(&group.name),
            urn: group.urn.clone(),
            description: self.says(&group.description),
            kind: kind(group).to_owned(),
            areas: vec![],
        }
    }

    /// The group of an area.
    pub(super) fn group_of(&self, area: &Area) -> Option<&AreaGroup> {
        self.groups.iter().find(|group| group.urn == area.group)
    }

    pub(super) fn resource(&self, resource: ServiceResource) -> PackageResource {
        let owner = resource.has_competent_authority;
        PackageResource {
            id: PackageResource::id_of(&resource.identifier),
            name: self.says(&resource.title),
            description: self.says(&resource.description),
            provider: ProviderDto {
                name: self.says(&owner.name),
                code: owner.orgcode,
                ref_id: owner.organization,
            },
            ref_id: resource.identifier,
            kind: resource.resource_type,
        }
    }
}

fn kind(group: &AreaGroup) -> &'static str {
    match group.party_kind {
        Holder::Organization => "Organisasjon",
        Holder::Person => "Person",
    }
}
