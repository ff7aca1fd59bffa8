//! Access packages in words (identity.md 7.4).

use contract::path;
use contract::resource::{AreaGroupDto, PACKAGE_BY_URN, PACKAGE_EXPORT, PackageDto, PackageResource};
use domain::{AccessPackage, Localized, PackageUrn, ResourceId};
use reqwest::header;
use serde::de::DeserializeOwned;

use super::{Altinn, json};
use crate::error::Error;

/// A package as the catalogue describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CataloguePackage {
    pub urn: PackageUrn,
    pub name: Localized,
    pub description: Localized,
    pub is_delegable: bool,
    pub is_assignable: bool,
    /// The services that it opens.
    pub services: Vec<PackageService>,
}

/// A service in a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageService {
    pub id: ResourceId,
    pub name: Localized,
    pub owner: Option<Localized>,
}

impl Altinn {
    /// Every package, in the order of the catalogue.
    pub async fn packages(&self) -> Result<Vec<CataloguePackage>, Error> {
        let [nb, nn, en] = self.in_each_language::<Vec<AreaGroupDto>>(PACKAGE_EXPORT).await?;
        let (nn, en) = (packages(nn), packages(en));
        let said = |list: &[PackageDto], urn: &str| list.iter().find(|package| package.urn == urn).cloned();
        let all = packages(nb).into_iter().map(|nb| {
            let (nn, en) = (said(&nn, &nb.urn), said(&en, &nb.urn));
            merged(&nb, nn.as_ref().unwrap_or(&nb), en.as_ref().unwrap_or(&nb))
        });
        Ok(all.collect())
    }

    /// One package.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn package(&self, urn: &PackageUrn) -> Result<CataloguePackage, Error> {
        let path = path::fill(PACKAGE_BY_URN, &[urn.as_str()]);
        let [nb, nn, en] = self.in_each_language::<PackageDto>(&path).await?;
        Ok(merged(&nb, &nn, &en))
    }

    /// The same answer in bokmål, nynorsk and English: the catalogue speaks one language at a time.
    async fn in_each_language<T: DeserializeOwned>(&self, path: &str) -> Result<[T; 3], Error> {
        let ask = |language: &'static str| {
            let url = self.at(path);
            async move {
                let call = || json(self.http.get(url.clone())).header(header::ACCEPT_LANGUAGE, language);
                self.asked(call).await?.json::<T>()
            }
        };
        let (nb, nn, en) = tokio::try_join!(ask("nb"), ask("nn"), ask("en"))?;
        Ok([nb, nn, en])
    }
}

fn packages(groups: Vec<AreaGroupDto>) -> Vec<PackageDto> {
    groups
        .into_iter()
        .flat_map(|group| group.areas)
        .flat_map(|area| area.packages)
        .collect()
}

fn merged(nb: &PackageDto, nn: &PackageDto, en: &PackageDto) -> CataloguePackage {
    let services = nb.resources.iter().map(|service| {
        let said = |package: &PackageDto| {
            let same = package
                .resources
                .iter()
                .find(|other| other.ref_id == service.ref_id);
            same.unwrap_or(service).clone()
        };
        of_service(service, &said(nn), &said(en))
    });
    CataloguePackage {
        urn: PackageUrn(nb.urn.clone()),
        name: Localized::new(&nb.name, &nn.name, &en.name),
        description: Localized::new(&nb.description, &nn.description, &en.description),
        is_delegable: nb.is_delegable,
        is_assignable: nb.is_assignable,
        services: services.collect(),
    }
}

fn of_service(nb: &PackageResource, nn: &PackageResource, en: &PackageResource) -> PackageService {
    let owner = |resource: &PackageResource| resource.provider.name.clone();
    PackageService {
        id: nb.ref_id.clone(),
        name: Localized::new(&nb.name, &nn.name, &en.name),
        owner: Some(Localized::new(&owner(nb), &owner(nn), &owner(en))),
    }
}

impl From<&CataloguePackage> for AccessPackage {
    fn from(package: &CataloguePackage) -> Self {
        Self {
            urn: package.urn.clone(),
            is_delegable: package.is_delegable,
            is_assignable: package.is_assignable,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_languages_become_one_package() {
        let merged = merged(
            &package("nb", "Krav"),
            &package("nn", "Krav"),
            &package("en", "Claims"),
        );
        assert_eq!(merged.name, Localized::new("nb", "nn", "en"));
        assert_eq!(merged.services[0].id.as_str(), "ske-krav");
        assert_eq!(merged.services[0].name.get("en"), Some("Claims"));
        assert_eq!(merged.services[0].owner, Some(Localized::new("nb", "nn", "en")));
    }

    fn package(language: &str, service: &str) -> PackageDto {
        serde_json::from_value(serde_json::json!({
            "id": uuid::Uuid::nil(), "name": language, "urn": "urn:altinn:accesspackage:krav-og-utlegg",
            "description": language, "isDelegable": true, "isAssignable": true, "isResourcePolicyAvailable": true,
            "resources": [
                {"name": service, "description": service, "refId": "ske-krav", "provider": {"name": language}}
            ]
        }))
        .unwrap()
    }
}
