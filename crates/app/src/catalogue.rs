//! Packages and services that a system can ask for.

use std::collections::HashMap;
use std::sync::Arc;

use domain::register::ResourceStanding;
use domain::{AccessPackage, Localized, PackageUrn};
use remote::altinn::{CataloguePackage, CatalogueResource};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::App;
use crate::authority::AuthorityKind;
use crate::failure::Failure;

/// How many entries a search gives.
const AT_MOST: usize = 50;

/// A package or service in the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CatalogueEntry {
    pub kind: AuthorityKind,
    pub id: String,
    pub name: Localized,
    pub description: Localized,
    pub owner: Option<Localized>,
    /// A standard system user may have it.
    pub for_standard: bool,
    /// An agent system user may have it.
    pub for_agent: bool,
}

/// The whole catalogue, as it was read a moment ago.
#[derive(Clone, Debug, Default)]
pub(crate) struct Catalogue {
    /// Packages first, each list in its source's order.
    pub(crate) entries: Vec<CatalogueEntry>,
    /// What may be registered of each resource.
    pub(crate) standings: HashMap<String, ResourceStanding>,
    /// What may be done with each package.
    pub(crate) traits: HashMap<PackageUrn, AccessPackage>,
}

impl App {
    /// Packages and services whose name, text or id holds the words; at most 50, best first. Without words, the
    /// beginning of the catalogue.
    ///
    /// # Errors
    /// [`Failure::Offline`] and [`Failure::Unexpected`] when the catalogue cannot be read.
    pub async fn catalogue(&self, words: String) -> Result<Vec<CatalogueEntry>, Failure> {
        Ok(self.whole_catalogue().await?.search(&words))
    }

    /// The catalogue if it can be read just then. Where it cannot, nothing is judged by it.
    pub(crate) async fn known_catalogue(&self) -> Option<Arc<Catalogue>> {
        self.whole_catalogue().await.ok()
    }

    async fn whole_catalogue(&self) -> Result<Arc<Catalogue>, Failure> {
        let ask = async {
            let altinn = &self.0.remote.altinn;
            let (packages, resources) = tokio::try_join!(altinn.packages(), altinn.resources())?;
            Ok(Arc::new(Catalogue::of(packages, resources)))
        };
        self.0.catalogue.or_ask((), self.0.clock.now(), ask).await
    }
}

impl Catalogue {
    fn of(packages: Vec<CataloguePackage>, resources: Vec<CatalogueResource>) -> Self {
        let standings = resources
            .iter()
            .map(|resource| (resource.id.to_string(), resource.standing));
        let traits = packages
            .iter()
            .map(|package| (package.urn.clone(), package.into()));
        Self {
            standings: standings.collect(),
            traits: traits.collect(),
            entries: packages
                .into_iter()
                .map(of_package)
                .chain(resources.into_iter().map(of_resource))
                .collect(),
        }
    }

    /// Entries that hold every word somewhere, those that hold them in the name first.
    fn search(&self, words: &str) -> Vec<CatalogueEntry> {
        let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        let scored = self
            .entries
            .iter()
            .filter_map(|entry| Some((entry.distance(&words)?, entry)));
        let mut found: Vec<(u32, &CatalogueEntry)> = scored.collect();
        found.sort_by_key(|(distance, _)| *distance);
        found
            .into_iter()
            .take(AT_MOST)
            .map(|(_, entry)| entry.clone())
            .collect()
    }
}

impl CatalogueEntry {
    /// How far the words are from naming this entry; nothing when one of them is nowhere in it.
    fn distance(&self, words: &[String]) -> Option<u32> {
        words.iter().map(|word| self.distance_of(word)).sum()
    }

    fn distance_of(&self, word: &str) -> Option<u32> {
        let says = |text: &Localized, fits: fn(&str, &str) -> bool| {
            text.0.values().any(|said| fits(&said.to_lowercase(), word))
        };
        let starts = |said: &str, word: &str| said.starts_with(word);
        let holds = |said: &str, word: &str| said.contains(word);
        if says(&self.name, starts) {
            Some(0)
        } else if says(&self.name, holds) {
            Some(1)
        } else if self.id.to_lowercase().contains(word) {
            Some(2)
        } else if says(&self.description, holds)
            || self.owner.as_ref().is_some_and(|owner| says(owner, holds))
        {
            Some(3)
        } else {
            None
        }
    }
}

fn of_package(package: CataloguePackage) -> CatalogueEntry {
    CatalogueEntry {
        kind: AuthorityKind::Package,
        id: package.urn.0,
        name: package.name,
        description: package.description,
        owner: None,
        for_standard: package.is_assignable,
        for_agent: package.is_delegable,
    }
}

/// A single right is for standard system users: an agent holds packages only.
fn of_resource(resource: CatalogueResource) -> CatalogueEntry {
    CatalogueEntry {
        kind: AuthorityKind::Service,
        id: resource.id.0,
        name: resource.name,
        description: resource.description,
        owner: resource.owner,
        for_standard: resource.standing == ResourceStanding::Delegable,
        for_agent: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_begins_with_the_word_comes_before_one_that_holds_it() {
        let found = catalogue().search("krav");
        assert_eq!(
            ids(&found),
            ["ske-krav-og-betalinger", "urn:krav-og-utlegg", "urn:other"]
        );
    }

    #[test]
    fn every_word_must_be_found_in_any_language_or_in_the_owner() {
        assert_eq!(
            ids(&catalogue().search("claims SKATTEETATEN")),
            ["ske-krav-og-betalinger"]
        );
        assert_eq!(ids(&catalogue().search("claims bil")), Vec::<&str>::new());
    }

    #[test]
    fn no_words_give_the_beginning() {
        assert_eq!(catalogue().search("  ").len(), 3);
    }

    fn ids(entries: &[CatalogueEntry]) -> Vec<&str> {
        entries.iter().map(|entry| entry.id.as_str()).collect()
    }

    fn catalogue() -> Catalogue {
        let entry = |id: &str, name: [&str; 3], description: &str, owner: Option<&str>| CatalogueEntry {
            kind: AuthorityKind::Package,
            id: id.into(),
            name: Localized::new(name[0], name[1], name[2]),
            description: Localized::new(description, description, description),
            owner: owner.map(|owner| Localized::new(owner, owner, owner)),
            for_standard: true,
            for_agent: false,
        };
        Catalogue {
            entries: vec![
                entry("urn:other", ["Bil", "Bil", "Car"], "Uten krav", None),
                entry(
                    "urn:krav-og-utlegg",
                    ["Utlegg og krav", "Utlegg og krav", "Debt"],
                    "",
                    None,
                ),
                entry(
                    "ske-krav-og-betalinger",
                    ["Krav", "Krav", "Claims"],
                    "",
                    Some("Skatteetaten"),
                ),
            ],
            ..Catalogue::default()
        }
    }
}
