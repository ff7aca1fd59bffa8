//! Finding packages by words.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contract::resource::{PackageDto, ServiceResource};
use domain::PackageUrn;
use rusqlite::Connection;

use super::listed;
use super::shelf::Shelves;
use crate::access_management::query::Query;
use crate::error::Error;
use crate::seed::Package;
use crate::store;
use crate::world::World;

/// Resources that all packages open together, at the most.
const RESOURCES: u32 = 10_000;

/// What is looked for, and where.
struct Wanted {
    words: Vec<String>,
    provider_codes: Vec<String>,
    kinds: Vec<String>,
    in_resources: bool,
    in_names_only: bool,
    every_word: bool,
}

/// Packages that hold the words in their name, description or code; all when there are none. What holds more of them,
/// and holds them in its name, comes first.
pub(super) async fn search(
    State(world): State<Arc<World>>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let wanted = Wanted::read(&query)?;
    world.store.read(|conn| {
        let shelves = Shelves::read(conn, &headers)?;
        let opens = wanted.opened(conn)?;
        let mut hits = vec![];
        for package in store::package::list(conn)? {
            let urn = PackageUrn::from_code(&package.code);
            let resources = opens.get(urn.as_str()).map_or(&[][..], Vec::as_slice);
            if let Some(score) = wanted.score(&shelves, &package, resources) {
                hits.push((score, told(&shelves, &wanted, &package, resources)));
            }
        }
        hits.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        Ok(listed(hits.into_iter().map(|(_, hit)| hit).collect()))
    })
}

fn told(
    shelves: &Shelves<'_>,
    wanted: &Wanted,
    package: &Package,
    resources: &[ServiceResource],
) -> PackageDto {
    let shown = resources.iter().filter(|_| wanted.in_resources);
    PackageDto {
        resources: shown.map(|resource| shelves.resource(resource.clone())).collect(),
        ..shelves.package(package)
    }
}

impl Wanted {
    fn read(query: &Query) -> Result<Self, Error> {
        let all = |name| {
            let given = query.all(name).filter(|text| !text.is_empty());
            given.map(str::to_lowercase).collect::<Vec<_>>()
        };
        let flag = |name| Ok::<_, Error>(query.flag(name)?.unwrap_or_default());
        Ok(Self {
            words: all("term")
                .iter()
                .flat_map(|term| term.split_whitespace())
                .map(str::to_owned)
                .collect(),
            provider_codes: all("resourceProviderCode"),
            kinds: all("typeName"),
            in_resources: flag("searchInResources")?,
            in_names_only: flag("simpleSearch")?,
            every_word: flag("strict")?,
        })
    }

    /// What each package opens, when it matters.
    fn opened(&self, conn: &Connection) -> Result<HashMap<String, Vec<ServiceResource>>, Error> {
        let mut opened: HashMap<String, Vec<ServiceResource>> = HashMap::new();
        if self.in_resources || !self.provider_codes.is_empty() {
            let all = store::resource::list_opened_by_packages(conn, RESOURCES)?;
            for (package, resource) in all.into_iter().filter(|(_, resource)| resource.visible) {
                opened.entry(package).or_default().push(resource);
            }
        }
        Ok(opened)
    }

    /// How well a package fits; `None` when it does not.
    fn score(
        &self,
        shelves: &Shelves<'_>,
        package: &Package,
        resources: &[ServiceResource],
    ) -> Option<usize> {
        let kind = shelves.kind(package).to_lowercase();
        let of_provider = |resource: &ServiceResource| {
            let code = resource.has_competent_authority.orgcode.to_lowercase();
            self.provider_codes.contains(&code)
        };
        if !(self.kinds.is_empty() || self.kinds.contains(&kind))
            || !(self.provider_codes.is_empty() || resources.iter().any(of_provider))
        {
            return None;
        }
        let name = shelves.says(&package.name).to_lowercase();
        let mut others = vec![];
        if !self.in_names_only {
            others.push(shelves.says(&package.description).to_lowercase());
            others.push(package.code.clone());
        }
        if self.in_resources {
            let texts = resources.iter().flat_map(|one| [&one.title, &one.description]);
            others.extend(texts.map(|text| shelves.says(text).to_lowercase()));
        }
        let worth = |word: &String| {
            if name.contains(word) {
                2
            } else {
                usize::from(others.iter().any(|text| text.contains(word)))
            }
        };
        let worths: Vec<usize> = self.words.iter().map(worth).collect();
        let fits = if self.every_word {
            worths.iter().all(|worth| *worth > 0)
        } else {
            worths.is_empty() || worths.iter().any(|worth| *worth > 0)
        };
        fits.then(|| worths.iter().sum())
    }
}
