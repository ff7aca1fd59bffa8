//! The rules of access management, for the rooms of this house to call without going over HTTP.

use axum::http::StatusCode;
use domain::delegation::{self, Bar, PackageCheck, RightCheck};
use domain::{PackageUrn, Party, PartyId, PartyUuid, ResourceId};
use rusqlite::Connection;

use crate::authorization::{self, Who};
use crate::caller::Caller;
use crate::error::Error;
use crate::store::person::Person;
use crate::store::{self, resource::Guard};

/// The authentication level that the admin resources demand (identity.md 5.4).
const ADMIN_LEVEL: u32 = 3;

/// Altinn's own resources that guard administration (altinn-platform.md 1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AdminResource {
    AccessManagement,
    ClientAdministration,
    SystemUserOverview,
}

/// What one wants to do with an [`AdminResource`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    Read,
    Write,
}

impl AdminResource {
    fn id(self) -> &'static str {
        match self {
            Self::AccessManagement => "altinn_access_management",
            Self::ClientAdministration => "altinn_client_administration",
            Self::SystemUserOverview => "altinn_system_user_overview",
        }
    }
}

impl Action {
    fn id(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }
}

/// Demands that a signed-in person may do something for a party.
///
/// # Errors
/// 403 when the token is not a person's, the party is unknown, no role or package allows it, or the person is signed in
/// below level 3.
pub(crate) fn require(
    conn: &Connection,
    caller: &Caller,
    party: PartyId,
    resource: AdminResource,
    action: Action,
) -> Result<(), Error> {
    let party = store::party::find(conn, party)?.ok_or(Error::Empty(StatusCode::FORBIDDEN))?;
    require_at(conn, caller, &party, resource, action)
}

/// As [`require`], when the party is at hand.
pub(super) fn require_at(
    conn: &Connection,
    caller: &Caller,
    party: &Party,
    resource: AdminResource,
    action: Action,
) -> Result<(), Error> {
    let person = person(conn, caller)?;
    if caller.auth_level() >= ADMIN_LEVEL && may(conn, person.party.uuid, party.uuid, resource, action)? {
        Ok(())
    } else {
        Err(Error::Empty(StatusCode::FORBIDDEN))
    }
}

/// Demands that a signed-in person may manage a party's accesses; everybody may manage their own.
pub(super) fn require_own_or_at(
    conn: &Connection,
    caller: &Caller,
    party: &Party,
    action: Action,
) -> Result<(), Error> {
    if person(conn, caller)?.party.uuid == party.uuid && caller.auth_level() >= ADMIN_LEVEL {
        return Ok(());
    }
    require_at(conn, caller, party, AdminResource::AccessManagement, action)
}

/// Whoever signed in.
///
/// # Errors
/// 403 when the token is not a person's, or nobody in the register has its user number.
pub(crate) fn person(conn: &Connection, caller: &Caller) -> Result<Person, Error> {
    let user = caller.require_user()?;
    store::person::find(conn, user)?.ok_or(Error::Empty(StatusCode::FORBIDDEN))
}

/// Whether whoever signed in has anything at all to do with a party: it is among their authorized parties, their own or
/// those of an organisation that they lead. A token that is nobody's in the register represents no party.
pub(crate) fn represents(conn: &Connection, caller: &Caller, party: PartyUuid) -> Result<bool, Error> {
    let person = match caller.user() {
        Some(user) => store::person::find(conn, user)?,
        None => None,
    };
    let Some(person) = person else {
        return Ok(false);
    };
    let mut asked = vec![person.party.uuid];
    asked.extend(store::role::list_led(conn, person.party.uuid)?);
    for who in asked {
        if store::party::is_reachable(conn, who, party)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether somebody may do something for a party.
pub(crate) fn may(
    conn: &Connection,
    who: PartyUuid,
    party: PartyUuid,
    resource: AdminResource,
    action: Action,
) -> Result<bool, Error> {
    authorization::permits(conn, Who::Party(who), party, &resource.id().into(), action.id())
}

/// Whether somebody can hand on a resource at a party, action by action. `None` when the resource is unknown.
pub(crate) fn check_right(
    conn: &Connection,
    who: PartyUuid,
    party: &Party,
    resource: &ResourceId,
) -> Result<Option<RightCheck>, Error> {
    let Some(guard) = store::resource::guard(conn, resource)? else {
        return Ok(None);
    };
    let bar = bar(conn, party, resource, &guard)?;
    let check = delegation::check_right(
        resource,
        &guard.policy,
        bar,
        |subject| Ok::<_, Error>(store::role::grip(conn, who, party.uuid, subject)?.into()),
        |action| store::delegation::has_right(conn, party.uuid, who.0, resource, action),
    )?;
    Ok(Some(check))
}

fn bar(conn: &Connection, party: &Party, resource: &ResourceId, guard: &Guard) -> Result<Option<Bar>, Error> {
    if guard.resource_type == "MaskinportenSchema" {
        return Ok(Some(Bar::MaskinportenSchema));
    }
    if !guard.delegable {
        return Ok(Some(Bar::NotDelegable));
    }
    let is_open = store::resource::is_open_to(conn, resource, guard.has_access_list, party)?;
    Ok((!is_open).then_some(Bar::AccessList))
}

/// Whether somebody can hand on each of some packages at a party, in the order given.
pub(crate) fn check_packages(
    conn: &Connection,
    who: PartyUuid,
    party: PartyUuid,
    packages: &[PackageUrn],
) -> Result<Vec<PackageCheck>, Error> {
    let check = |package: &PackageUrn| {
        let grip = store::role::grip(conn, who, party, &domain::policy::Subject::new(package.as_str()))?;
        Ok(PackageCheck {
            package: package.clone(),
            result: grip.can_hand_on,
        })
    };
    packages.iter().map(check).collect()
}

#[cfg(test)]
mod tests {
    use domain::Problem;

    use super::*;
    use crate::testing::{self, Person, TestWorld, customer, world};

    const EVERYTHING: [(AdminResource, Action); 5] = [
        (AdminResource::ClientAdministration, Action::Read),
        (AdminResource::ClientAdministration, Action::Write),
        (AdminResource::AccessManagement, Action::Read),
        (AdminResource::AccessManagement, Action::Write),
        (AdminResource::SystemUserOverview, Action::Read),
    ];

    #[tokio::test]
    async fn a_daily_leader_may_do_everything_at_her_own_organisation_and_nothing_at_another() {
        let world = world().await;
        for admin in EVERYTHING {
            assert!(may_at(&world, &Person::leader(), admin), "{admin:?}");
            assert!(!may_at(&world, &Person::outsider(), admin), "{admin:?}");
            assert!(!may_at(&world, &Person::employee(), admin), "{admin:?}");
        }
    }

    #[tokio::test]
    async fn an_access_manager_may_manage_but_cannot_hand_on_what_she_lacks() {
        let world = world().await;
        let siv = world
            .store
            .read(|conn| store::person::find(conn, domain::UserId(20_900_003)))
            .unwrap()
            .unwrap();
        let party = party(&world);
        let (may, check) = world
            .store
            .read(|conn| {
                let may = may(
                    conn,
                    siv.party.uuid,
                    party.uuid,
                    AdminResource::AccessManagement,
                    Action::Write,
                )?;
                Ok((
                    may,
                    check_right(conn, siv.party.uuid, &party, &"ske-krav-og-betalinger".into())?,
                ))
            })
            .unwrap();
        assert!(may);
        assert_eq!(check.unwrap().verdict(), Err(Problem::PackageAccessMissing));
    }

    #[tokio::test]
    async fn a_daily_leader_can_hand_on_claims_and_payments() {
        assert_eq!(verdict("ske-krav-og-betalinger").await, Ok(()));
    }

    #[tokio::test]
    async fn what_bars_a_resource_is_told() {
        assert_eq!(
            verdict("ske-kontrollvarsel").await,
            Err(Problem::ResourceNotDelegable)
        );
        assert_eq!(
            verdict("ske-skatteoppslag-maskinporten").await,
            Err(Problem::ResourceIsMaskinportenSchema)
        );
        assert_eq!(
            verdict("ske-formuesregister-pilot").await,
            Err(Problem::AccessListMissing)
        );
    }

    #[tokio::test]
    async fn only_packages_that_a_role_hands_on_pass() {
        let world = world().await;
        let party = party(&world);
        let packages = ["lonn", "hovedadministrator", "regnskapsforer-lonn"].map(PackageUrn::from_code);
        let checks = world
            .store
            .read(|conn| check_packages(conn, Person::leader().party_uuid, party.uuid, &packages))
            .unwrap();
        assert_eq!(
            checks.iter().map(|check| check.result).collect::<Vec<_>>(),
            [true, true, false]
        );
    }

    async fn verdict(resource: &str) -> Result<(), Problem> {
        let world = world().await;
        let party = party(&world);
        let check = world
            .store
            .read(|conn| check_right(conn, Person::leader().party_uuid, &party, &resource.into()))
            .unwrap();
        check.unwrap().verdict()
    }

    fn may_at(world: &TestWorld, person: &Person, (resource, action): (AdminResource, Action)) -> bool {
        let party = party(world);
        world
            .store
            .read(|conn| may(conn, person.party_uuid, party.uuid, resource, action))
            .unwrap()
    }

    fn party(world: &TestWorld) -> Party {
        world
            .store
            .read(|conn| store::party::find(conn, testing::CUSTOMER_PARTY))
            .unwrap()
            .unwrap()
    }

    #[tokio::test]
    async fn the_party_of_the_tests_is_the_customer() {
        let world = world().await;
        assert_eq!(party(&world).org_number, Some(customer()));
    }
}
