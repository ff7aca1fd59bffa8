//! What a party gives others and its system users, takes back, and has given. Approvals and end users' own calls both
//! come here: there is one way to hand something on.

use domain::delegation::RightCheck;
use domain::{PackageUrn, PartyUuid, ResourceId, SystemUserId, Timestamp};
use rusqlite::Connection;
use uuid::Uuid;

use crate::error::Error;
use crate::store;

/// Gives somebody the actions of a resource that a check let through.
pub(crate) fn delegate_right(
    tx: &Connection,
    party: PartyUuid,
    to: impl Into<Uuid>,
    check: &RightCheck,
    now: Timestamp,
) -> Result<(), Error> {
    let to = to.into();
    for action in check.delegable_actions() {
        store::delegation::save_right(tx, party, to, &check.resource, action, now)?;
    }
    Ok(())
}

/// Gives somebody a package.
pub(crate) fn delegate_package(
    tx: &Connection,
    party: PartyUuid,
    to: impl Into<Uuid>,
    package: &PackageUrn,
    now: Timestamp,
) -> Result<(), Error> {
    store::delegation::save_package(tx, party, to.into(), package, now)
}

/// Takes back every action on one resource.
pub(crate) fn revoke_resource(
    tx: &Connection,
    party: PartyUuid,
    from: impl Into<Uuid>,
    resource: &ResourceId,
) -> Result<(), Error> {
    store::delegation::remove_resource(tx, party, from.into(), resource)
}

/// Takes back one package.
pub(crate) fn revoke_package(
    tx: &Connection,
    party: PartyUuid,
    from: impl Into<Uuid>,
    package: &PackageUrn,
) -> Result<(), Error> {
    store::delegation::remove_package(tx, party, from.into(), package)
}

/// Takes back everything that a party has given somebody.
pub(crate) fn revoke_between(tx: &Connection, party: PartyUuid, from: impl Into<Uuid>) -> Result<(), Error> {
    store::delegation::remove_between(tx, party, from.into())
}

/// Takes everything back from a system user that is deleted.
pub(crate) fn revoke_all(tx: &Connection, from: SystemUserId) -> Result<(), Error> {
    store::delegation::remove_all(tx, from.0)
}

/// What a party has given a system user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Holdings {
    /// Each resource with the actions on it.
    pub(crate) resources: Vec<(ResourceId, Vec<String>)>,
    pub(crate) packages: Vec<PackageUrn>,
}

/// What a party has given a system user, today.
pub(crate) fn holdings(
    conn: &Connection,
    party: PartyUuid,
    system_user: SystemUserId,
) -> Result<Holdings, Error> {
    let mut resources: Vec<(ResourceId, Vec<String>)> = vec![];
    for (resource, action) in store::delegation::list_rights(conn, party, system_user.0)? {
        match resources.last_mut() {
            Some((last, actions)) if *last == resource => actions.push(action),
            _ => resources.push((resource, vec![action])),
        }
    }
    Ok(Holdings {
        resources,
        packages: store::delegation::list_packages(conn, party, system_user.0)?,
    })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::check_right;
    use super::*;
    use crate::testing::{CUSTOMER_PARTY, Person, world};

    #[tokio::test]
    async fn what_is_given_is_held_until_it_is_taken_back() {
        let world = world().await;
        let party = world
            .store
            .read(|conn| store::party::find(conn, CUSTOMER_PARTY))
            .unwrap()
            .unwrap();
        let (user, now) = (SystemUserId(Uuid::from_u128(7)), world.clock.now());
        let lonn = PackageUrn::from_code("lonn");
        let resource = ResourceId::from("ske-krav-og-betalinger");
        let leader = Person::leader().party_uuid;
        let given = world
            .store
            .write({
                let (party, lonn, resource) = (party.clone(), lonn.clone(), resource.clone());
                move |tx| {
                    let check = check_right(tx, leader, &party, &resource)?.unwrap();
                    delegate_right(tx, party.uuid, user, &check, now)?;
                    delegate_package(tx, party.uuid, user, &lonn, now)?;
                    holdings(tx, party.uuid, user)
                }
            })
            .await
            .unwrap();
        let actions = vec!["read".to_owned()];
        assert_eq!(
            given,
            Holdings {
                resources: vec![(resource.clone(), actions)],
                packages: vec![lonn.clone()]
            }
        );

        let kept = world
            .store
            .write(move |tx| {
                revoke_all(tx, user)?;
                holdings(tx, party.uuid, user)
            })
            .await
            .unwrap();
        assert_eq!(kept, Holdings::default());
    }
}
