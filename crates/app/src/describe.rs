//! Words for what has only an id: systems, vendors, packages and services.

use domain::register::ListedSystem;
use domain::{Localized, OrgNumber, PackageUrn, ResourceId, Right, SystemId};
use futures_util::{StreamExt, TryStreamExt, stream};
use remote::AccessToken;
use remote::altinn::{CataloguePackage, CatalogueResource};

use crate::App;
use crate::authority::{Authority, AuthorityKind, Service, SystemCard};
use crate::failure::Failure;
use crate::memo::Memo;
use crate::session::Leader;

/// Questions that are asked at the same time.
pub(crate) const AT_ONCE: usize = 6;

/// What a system asks for or holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) packages: Vec<PackageUrn>,
    pub(crate) resources: Vec<ResourceId>,
}

/// Words that were found a moment ago.
#[derive(Default)]
pub(crate) struct Words {
    systems: Memo<SystemId, SystemCard>,
    organizations: Memo<OrgNumber, Option<String>>,
    packages: Memo<PackageUrn, Authority>,
    resources: Memo<ResourceId, Authority>,
}

impl Asked {
    /// Each package and each resource once, in the order they were asked for.
    pub(crate) fn new(rights: &[Right], packages: &[PackageUrn]) -> Self {
        let named = rights.iter().flat_map(|right| &right.resource);
        Self {
            packages: distinct(packages.iter().cloned()),
            resources: distinct(named.map(|pair| ResourceId(pair.value.clone()))),
        }
    }

    /// How many things are asked for.
    pub(crate) fn count(&self) -> u32 {
        u32::try_from(self.packages.len() + self.resources.len()).unwrap_or(u32::MAX)
    }
}

impl App {
    /// A system's name, description and vendor.
    pub(crate) async fn system_card(&self, leader: &Leader, id: &SystemId) -> Result<SystemCard, Failure> {
        let ask = async {
            let system = self.0.remote.altinn.system(&leader.person.token, id).await;
            let system = system.map_err(|error| self.leader_failure(error))?;
            Ok(self.card(leader, system).await)
        };
        self.0
            .words
            .systems
            .or_ask(id.clone(), self.0.clock.now(), ask)
            .await
    }

    /// A register entry as a card.
    pub(crate) async fn card(&self, leader: &Leader, entry: ListedSystem) -> SystemCard {
        SystemCard {
            vendor_name: self.organization_name(&leader.person.token, &entry.vendor).await,
            id: entry.id,
            name: entry.name,
            description: entry.description,
            vendor: entry.vendor,
        }
    }

    /// An organisation's name in the register; nothing when it could not be read, which is not worth failing for.
    pub(crate) async fn organization_name(&self, token: &AccessToken, number: &OrgNumber) -> Option<String> {
        let ask = self.0.remote.altinn.organization_name(token, number);
        let name = self
            .0
            .words
            .organizations
            .or_ask(number.clone(), self.0.clock.now(), ask)
            .await;
        name.unwrap_or_default()
    }

    /// What is asked for, in words: packages first, then single services.
    pub(crate) async fn authorities(&self, asked: &Asked) -> Result<Vec<Authority>, Failure> {
        let packages = stream::iter(asked.packages.clone())
            .map(|urn| self.package(urn))
            .buffered(AT_ONCE);
        let mut all: Vec<Authority> = packages.try_collect().await?;
        let services = stream::iter(asked.resources.clone())
            .map(|id| self.service(id))
            .buffered(AT_ONCE);
        all.extend(services.try_collect::<Vec<Authority>>().await?);
        Ok(all)
    }

    async fn package(&self, urn: PackageUrn) -> Result<Authority, Failure> {
        let altinn = &self.0.remote.altinn;
        let ask = async {
            match altinn.package(&urn).await {
                Ok(package) => Ok(of_package(package)),
                Err(remote::Error::NotFound) => Ok(nameless(AuthorityKind::Package, urn.as_str())),
                Err(error) => Err(error.into()),
            }
        };
        self.0
            .words
            .packages
            .or_ask(urn.clone(), self.0.clock.now(), ask)
            .await
    }

    pub(crate) async fn service(&self, id: ResourceId) -> Result<Authority, Failure> {
        let altinn = &self.0.remote.altinn;
        let ask = async {
            match altinn.resource(&id).await {
                Ok(resource) => Ok(of_resource(resource)),
                Err(remote::Error::NotFound) => Ok(nameless(AuthorityKind::Service, id.as_str())),
                Err(error) => Err(error.into()),
            }
        };
        self.0
            .words
            .resources
            .or_ask(id.clone(), self.0.clock.now(), ask)
            .await
    }
}

fn of_package(package: CataloguePackage) -> Authority {
    Authority {
        kind: AuthorityKind::Package,
        id: package.urn.0,
        name: package.name,
        description: package.description,
        owner: None,
        actions: vec![],
        services: package.services.into_iter().map(of_service).collect(),
    }
}

fn of_service(service: remote::altinn::PackageService) -> Service {
    Service {
        id: service.id.0,
        name: service.name,
        owner: service.owner,
    }
}

fn of_resource(resource: CatalogueResource) -> Authority {
    Authority {
        kind: AuthorityKind::Service,
        id: resource.id.0,
        name: resource.name,
        description: resource.right_description,
        owner: resource.owner,
        actions: vec![],
        services: vec![],
    }
}

/// Something that nobody describes any longer: its id is all there is to say.
fn nameless(kind: AuthorityKind, id: &str) -> Authority {
    Authority {
        kind,
        id: id.to_owned(),
        name: Localized::new(id, id, id),
        description: Localized::default(),
        owner: None,
        actions: vec![],
        services: vec![],
    }
}

fn distinct<T: PartialEq>(items: impl Iterator<Item = T>) -> Vec<T> {
    items.fold(vec![], |mut seen, item| {
        if !seen.contains(&item) {
            seen.push(item);
        }
        seen
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_twice_is_told_once_in_the_order_asked() {
        let rights = [Right::on("b"), Right::on("a"), Right::on("b")];
        let packages = [
            PackageUrn::from_code("jordbruk"),
            PackageUrn::from_code("jordbruk"),
        ];

        let asked = Asked::new(&rights, &packages);

        assert_eq!(asked.resources, ["b", "a"].map(ResourceId::from));
        assert_eq!(asked.packages, [PackageUrn::from_code("jordbruk")]);
    }
}
