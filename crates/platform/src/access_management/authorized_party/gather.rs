//! Gathering the parties, and what may be done for each.

use std::collections::BTreeSet;

use contract::delegation::AuthorizedParty;
use domain::policy::Subject;
use domain::{PackageUrn, Party, PartyUuid, ResourceId};
use rusqlite::Connection;

use super::asker::Asker;
use crate::access_management::query::Query;
use crate::authorization;
use crate::error::Error;
use crate::store;

/// Parties in one answer, at the most: upstream it has no pages.
const PARTIES: u32 = 10_000;
/// Resources that one package opens, at the most.
const RESOURCES: u32 = 1_000;

/// Which parties are asked for, and what of each.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted {
    told: Told,
    via_key_roles: bool,
    /// Only these; all when there are none.
    pub(super) only: Vec<PartyUuid>,
    /// Only where any of these may be used; anywhere when there are none.
    any_of: Vec<ResourceId>,
}

/// What is told of each party.
#[derive(Clone, Copy, Debug, Default)]
struct Told {
    roles: bool,
    packages: bool,
    resources: bool,
}

impl Wanted {
    pub(super) fn read(query: &Query) -> Result<Self, Error> {
        let flag = |name| Ok::<_, Error>(query.flag(name)?.unwrap_or_default());
        // Nobody hands on single instances here, and the register has no sub-units and forgets nobody.
        flag("includeInstances")?;
        for name in ["includeSubParties", "includeInactiveParties"] {
            choice(query, name)?;
        }
        let uuid = |text: &str| {
            let read = text.parse().map(PartyUuid);
            read.map_err(|_| Error::field("partyFilter", format!("The value '{text}' is not valid.")))
        };
        Ok(Self {
            told: Told {
                roles: flag("includeRoles")?,
                packages: flag("includeAccessPackages")?,
                resources: flag("includeResources")?,
            },
            via_key_roles: choice(query, "includePartiesViaKeyRoles")?,
            only: query.all("partyFilter").map(uuid).collect::<Result<_, _>>()?,
            any_of: query.all("anyOfResourceIds").map(ResourceId::from).collect(),
        })
    }

    /// All that is known of one party.
    pub(super) fn all_of(party: PartyUuid) -> Self {
        Self {
            told: Told {
                roles: true,
                packages: true,
                resources: true,
            },
            via_key_roles: true,
            only: vec![party],
            any_of: vec![],
        }
    }
}

/// `auto` is no: only what is the asker's own.
fn choice(query: &Query, name: &str) -> Result<bool, Error> {
    let is_auto = query
        .all(name)
        .next()
        .is_some_and(|text| text.eq_ignore_ascii_case("auto"));
    Ok(!is_auto && query.flag(name)?.unwrap_or_default())
}

/// The parties that somebody may act for: itself first, then by name.
pub(super) fn gather(
    conn: &Connection,
    asker: &Asker,
    wanted: &Wanted,
) -> Result<Vec<AuthorizedParty>, Error> {
    let mut data = vec![];
    for party in parties(conn, asker, wanted)? {
        let is_wanted = wanted.only.is_empty() || wanted.only.contains(&party.uuid);
        if is_wanted && may_use_any(conn, asker, &party, &wanted.any_of)? {
            data.push(tell(conn, asker, &party, wanted)?);
        }
    }
    Ok(data)
}

fn parties(conn: &Connection, asker: &Asker, wanted: &Wanted) -> Result<Vec<Party>, Error> {
    let reachable = store::party::list_reachable(conn, asker.id(), PARTIES)?;
    let mut parties: Vec<Party> = vec![];
    if let Asker::Party(own) = asker {
        parties.push(own.clone());
    }
    parties.extend(reachable);
    if let (Asker::Party(own), true) = (asker, wanted.via_key_roles) {
        for led in store::role::list_led(conn, own.uuid)? {
            parties.extend(store::party::list_reachable(conn, led, PARTIES)?);
        }
    }
    let mut seen = BTreeSet::new();
    parties.retain(|party| seen.insert(party.uuid));
    Ok(parties)
}

/// Whether somebody may do anything with any of some resources at a party.
fn may_use_any(
    conn: &Connection,
    asker: &Asker,
    party: &Party,
    resources: &[ResourceId],
) -> Result<bool, Error> {
    for resource in resources {
        let Some(guard) = store::resource::guard(conn, resource)? else {
            continue;
        };
        for action in guard.policy.actions() {
            if store::delegation::has_right(conn, party.uuid, asker.id().0, resource, action)?
                || authorization::permits(conn, asker.who(), party.uuid, resource, action)?
            {
                return Ok(true);
            }
        }
    }
    Ok(resources.is_empty())
}

fn tell(conn: &Connection, asker: &Asker, party: &Party, wanted: &Wanted) -> Result<AuthorizedParty, Error> {
    let mut body = AuthorizedParty::of(party, store::party::unit_form(conn, party.uuid)?);
    if wanted.told.roles {
        let held = store::role::list(conn, asker.id(), party.uuid)?;
        body.authorized_roles = held.into_iter().map(|role| role.code).collect();
    }
    let packages = if wanted.told.packages || wanted.told.resources {
        packages(conn, asker, party)?
    } else {
        vec![]
    };
    if wanted.told.resources {
        body.authorized_resources = resources(conn, asker, party, &packages)?;
    }
    if wanted.told.packages {
        body.authorized_access_packages = packages.iter().map(|urn| urn.code().to_owned()).collect();
    }
    Ok(body)
}

/// The packages that were given, by the party or, for an agent, of its client's.
fn packages(conn: &Connection, asker: &Asker, party: &Party) -> Result<Vec<PackageUrn>, Error> {
    let mut packages = store::delegation::list_packages(conn, party.uuid, asker.id().0)?;
    if let Asker::SystemUser(id) = asker {
        packages.extend(store::client_delegation::list_packages(conn, *id, party.uuid)?);
    }
    Ok(packages)
}

/// The resources that were given by themselves, and those that the packages open.
fn resources(
    conn: &Connection,
    asker: &Asker,
    party: &Party,
    packages: &[PackageUrn],
) -> Result<Vec<String>, Error> {
    let given = store::delegation::list_rights(conn, party.uuid, asker.id().0)?;
    let mut resources: BTreeSet<String> = given.into_iter().map(|(resource, _)| resource.0).collect();
    for package in packages {
        let subject = Subject::new(package.as_str());
        let opened = store::resource::list_by_subject(conn, &subject, RESOURCES)?;
        resources.extend(opened.into_iter().map(|resource| resource.0));
    }
    Ok(resources.into_iter().collect())
}
