//! Why somebody can or cannot hand something on: each reason that is reached, and the code it becomes
//! (altinn-platform.md 7.3).

use contract::delegation::{PACKAGE_CHECK, RIGHT_CHECK};
use contract::scope::PORTAL;
use contract::xacml;
use domain::policy::Policy;
use domain::{PackageUrn, PartyId, PartyUuid, Problem, ResourceId, UserId};
use rusqlite::Connection;
use serde_json::{Value, json};
use uuid::uuid;

use super::check_right;
use crate::error::Error;
use crate::store;
use crate::testing::{CUSTOMER_PARTY, Person, TestWorld, world};

/// Rør og Vann AS.
const PARTY: PartyUuid = PartyUuid(uuid!("04c5f4c1-1626-526b-814a-6fa0920e9e39"));
const CLAIMS: &str = "ske-krav-og-betalinger";

/// What Siv Kobling, who manages accesses without having them, is given first.
type Given = fn(&Connection, PartyUuid) -> Result<(), Error>;

/// A resource, what she is given, the reasons, and the refusal that follows.
const CASES: &[(&str, Given, &[&str], Option<Problem>)] = &[
    (
        CLAIMS,
        nothing,
        &[
            "MissingPackageAccess",
            "MissingRoleAccess",
            "MissingDelegationAccess",
        ],
        Some(Problem::PackageAccessMissing),
    ),
    (
        "se_5711_230201",
        nothing,
        &["MissingRoleAccess", "MissingDelegationAccess"],
        Some(Problem::RoleMissing),
    ),
    (
        "ske-mva-melding",
        accountant,
        &["MissingDelegationAccess"],
        Some(Problem::DelegationMissing),
    ),
    (CLAIMS, right, &["DelegationAccess"], None),
    (CLAIMS, package, &["PackageAccess"], None),
    (CLAIMS, leader, &["RoleAccess", "PackageAccess"], None),
    (
        "ske-formuesregister-pilot",
        leader,
        &["AccessListValidationFail"],
        Some(Problem::AccessListMissing),
    ),
    (
        "ske-kontrollvarsel",
        leader,
        &["ResourceNotDelegable"],
        Some(Problem::ResourceNotDelegable),
    ),
    (
        "ske-skatteoppslag-maskinporten",
        leader,
        &["ResourceIsMaskinPortenSchema"],
        Some(Problem::ResourceIsMaskinportenSchema),
    ),
];

#[tokio::test]
async fn each_reason_is_told_and_its_first_decides() {
    for (resource, given, reasons, refusal) in CASES {
        let world = world().await;
        let siv = siv();
        let give = *given;
        world
            .store
            .write(move |tx| give(tx, siv.party_uuid))
            .await
            .unwrap();

        let check = right_check(&world, resource).await;
        assert_eq!(check["rights"][0]["reasonCodes"], json!(reasons), "{resource}");
        assert_eq!(
            check["rights"][0]["result"],
            json!(refusal.is_none()),
            "{resource}"
        );

        let verdict = world.store.read(|conn| {
            let party = store::party::find(conn, CUSTOMER_PARTY)?.unwrap();
            let check = check_right(conn, self::siv().party_uuid, &party, &ResourceId::from(*resource))?;
            Ok(check.unwrap().verdict())
        });
        assert_eq!(verdict.unwrap().err(), *refusal, "{resource}");
    }
}

#[tokio::test]
async fn a_resource_without_rules_has_no_rights_to_hand_on() {
    let world = world().await;
    let emptied = world.store.write(|tx| {
        let id = ResourceId::from(CLAIMS);
        let mut resource = store::resource::find(tx, &id)?.unwrap();
        resource.identifier = "ske-uten-regler".into();
        store::resource::add(tx, &resource)?;
        let policy = Policy::of_rules(&resource.identifier, &[], 3);
        store::resource::save_policy(tx, &resource.identifier, &policy, &xacml::print(&policy))
    });
    emptied.await.unwrap();
    assert_eq!(right_check(&world, "ske-uten-regler").await["rights"], json!([]));
    let verdict = world.store.read(|conn| {
        let party = store::party::find(conn, CUSTOMER_PARTY)?.unwrap();
        Ok(
            check_right(conn, siv().party_uuid, &party, &"ske-uten-regler".into())?
                .unwrap()
                .verdict(),
        )
    });
    assert_eq!(verdict.unwrap(), Err(Problem::DelegationCheckFailed));
}

#[tokio::test]
async fn a_package_says_by_what_it_can_be_handed_on() {
    let world = world().await;
    let ask = async |person: &Person, package: &str| {
        let token = world.person_token(person, PORTAL);
        let path = format!("{PACKAGE_CHECK}?party={PARTY}&packages={package}");
        world.get(&path, &token).await.json()["data"][0].clone()
    };
    let by_role = ask(&Person::leader(), "lonn").await;
    assert_eq!(by_role["result"], true);
    assert_eq!(
        by_role["reasons"][0]["roleUrn"],
        "urn:altinn:external-role:ccr:daglig-leder"
    );
    assert_eq!(by_role["reasons"][0]["fromName"], "Rør og Vann AS");
    let given = ask(&siv(), "klientadministrator").await;
    assert_eq!(
        (&given["result"], given["reasons"][0].get("roleUrn")),
        (&json!(true), None)
    );
    let missing = ask(&siv(), "lonn").await;
    assert_eq!(
        (&missing["result"], missing["reasons"].as_array().unwrap().len()),
        (&json!(false), 1)
    );
}

#[expect(clippy::unnecessary_wraps, reason = "the table calls them all alike")]
fn nothing(_: &Connection, _: PartyUuid) -> Result<(), Error> {
    Ok(())
}

fn leader(tx: &Connection, siv: PartyUuid) -> Result<(), Error> {
    store::role::assign(tx, PARTY, siv, "daglig-leder")
}

/// An accountant may use what the role gives, and not hand it on here.
fn accountant(tx: &Connection, siv: PartyUuid) -> Result<(), Error> {
    store::role::assign(tx, PARTY, siv, "regnskapsforer")
}

fn right(tx: &Connection, siv: PartyUuid) -> Result<(), Error> {
    let now = domain::Timestamp::from_second(0);
    store::delegation::save_right(tx, PARTY, siv.0, &CLAIMS.into(), "read", now)
}

fn package(tx: &Connection, siv: PartyUuid) -> Result<(), Error> {
    let now = domain::Timestamp::from_second(0);
    store::delegation::save_package(tx, PARTY, siv.0, &PackageUrn::from_code("krav-og-utlegg"), now)
}

fn siv() -> Person {
    Person {
        pid: "28818541017",
        user: UserId(20_900_003),
        party: PartyId(50_900_003),
        party_uuid: PartyUuid(uuid!("46528881-29a6-5887-a2a2-cd4b6c5fcbd3")),
    }
}

async fn right_check(world: &TestWorld, resource: &str) -> Value {
    let token = world.person_token(&siv(), PORTAL);
    let path = format!("{RIGHT_CHECK}?party={PARTY}&resource={resource}");
    world.get(&path, &token).await.json()
}
