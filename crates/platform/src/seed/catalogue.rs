//! What Altinn brings to every world.

use domain::Localized;
use domain::policy::Subject;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Resource;

/// Altinn's own packages, roles and resources (identity.md 7.4, 7.5 and appendix A).
///
/// Ids that the contract does not give are made from the URN, so they are the same in every world.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Catalogue {
    pub(crate) groups: Vec<AreaGroup>,
    pub(crate) areas: Vec<Area>,
    pub(crate) packages: Vec<Package>,
    pub(crate) roles: Vec<Role>,
    pub(crate) resources: Vec<Resource>,
}

impl Catalogue {
    pub(crate) fn read() -> Result<Self, serde_json::Error> {
        serde_json::from_str(include_str!("catalogue.json"))
    }

    /// The packages that a leading role gives: those that can both be given and be handed on, for organisations.
    pub(crate) fn ordinary_packages(&self) -> impl Iterator<Item = &Package> {
        self.packages.iter().filter(|package| {
            package.is_assignable
                && package.is_delegable
                && self.is_for_organizations(package)
                && !package.code.starts_with("konkursbo-")
        })
    }

    fn is_for_organizations(&self, package: &Package) -> bool {
        let area = self.areas.iter().find(|area| area.urn == package.area);
        let group = area.and_then(|area| self.groups.iter().find(|group| group.urn == area.group));
        group.is_some_and(|group| group.party_kind == Holder::Organization)
    }
}

/// Who a group of packages is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Holder {
    Organization,
    Person,
}

/// The widest sorting of packages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct AreaGroup {
    pub(crate) id: Uuid,
    pub(crate) urn: String,
    pub(crate) name: Localized,
    #[serde(default)]
    pub(crate) description: Localized,
    pub(crate) party_kind: Holder,
}

/// A shelf of packages within a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Area {
    pub(crate) id: Uuid,
    pub(crate) urn: String,
    /// The group's URN.
    pub(crate) group: String,
    pub(crate) name: Localized,
    #[serde(default)]
    pub(crate) description: Localized,
}

/// An access package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Package {
    pub(crate) id: Uuid,
    /// The URN without its prefix.
    pub(crate) code: String,
    /// The area's URN.
    pub(crate) area: String,
    pub(crate) name: Localized,
    #[serde(default)]
    pub(crate) description: Localized,
    pub(crate) is_delegable: bool,
    pub(crate) is_assignable: bool,
    pub(crate) is_resource_policy_available: bool,
}

/// A role in the register or in Altinn, and what it gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Role {
    pub(crate) code: String,
    pub(crate) id: Uuid,
    pub(crate) urn: String,
    #[serde(default)]
    pub(crate) legacy_urn: Option<String>,
    pub(crate) name: Localized,
    #[serde(rename = "isKeyRole")]
    pub(crate) is_key: bool,
    /// Older roles that it brings with it.
    pub(crate) also_gives: Vec<Subject>,
    /// Whether it gives every ordinary package, to use and to hand on.
    pub(crate) ordinary_packages: bool,
    /// Codes of packages that it gives to use.
    pub(crate) packages: Vec<String>,
    /// Codes of packages that it gives to hand on.
    pub(crate) packages_to_hand_on: Vec<String>,
}

#[cfg(test)]
mod tests {
    use domain::text::LANGUAGES;

    use super::*;

    #[test]
    fn every_package_has_a_name_in_three_languages_and_an_area() {
        let catalogue = Catalogue::read().unwrap();
        assert_eq!(catalogue.packages.len(), 223);
        for package in &catalogue.packages {
            assert_eq!(package.name.missing(), Vec::<&str>::new(), "{}", package.code);
            assert!(
                catalogue.areas.iter().any(|area| area.urn == package.area),
                "{}",
                package.code
            );
        }
        for language in LANGUAGES {
            assert!(
                catalogue
                    .roles
                    .iter()
                    .all(|role| role.name.get(language).is_some())
            );
        }
    }

    #[test]
    fn every_package_that_is_not_a_guardian_s_is_described_in_three_languages() {
        let catalogue = Catalogue::read().unwrap();
        let described = |text: &Localized| LANGUAGES.iter().all(|language| text.get(language).is_some());
        let guardian = |area: &str| area.starts_with("accesspackage:area:vergemal-");
        for package in catalogue
            .packages
            .iter()
            .filter(|package| !guardian(&package.area))
        {
            assert!(described(&package.description), "{}", package.code);
        }
        for area in catalogue.areas.iter().filter(|area| !guardian(&area.urn)) {
            assert!(described(&area.description), "{}", area.urn);
        }
        assert!(catalogue.groups.iter().all(|group| described(&group.description)));
    }

    #[test]
    fn the_flags_are_those_of_the_contract() {
        let catalogue = Catalogue::read().unwrap();
        let count = |delegable, assignable| {
            let fits = |p: &&Package| p.is_delegable == delegable && p.is_assignable == assignable;
            catalogue.packages.iter().filter(fits).count()
        };
        assert_eq!(
            (
                count(true, true),
                count(true, false),
                count(false, true),
                count(false, false)
            ),
            (164, 6, 11, 42)
        );
    }

    #[test]
    fn a_role_gives_only_packages_that_exist() {
        let catalogue = Catalogue::read().unwrap();
        for code in catalogue
            .roles
            .iter()
            .flat_map(|role| role.packages.iter().chain(&role.packages_to_hand_on))
        {
            assert!(
                catalogue.packages.iter().any(|package| package.code == *code),
                "{code}"
            );
        }
    }
}
