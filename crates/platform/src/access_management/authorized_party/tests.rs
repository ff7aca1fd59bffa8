//! Whom people, organisations and system users may act for.

use axum::http::StatusCode;
use contract::delegation::{
    AUTHORIZED_PARTIES, AUTHORIZED_PARTIES_SCOPE, AUTHORIZED_PARTY, OWNER_AUTHORIZED_PARTIES, OWNER_SCOPE,
};
use contract::path;
use contract::token::authorization_details::SystemUserDetail;
use domain::{OrgNumber, PackageUrn, PartyUuid, SystemId, SystemUserId};
use serde_json::{Value, json};
use uuid::{Uuid, uuid};

use crate::store;
use crate::testing::{Person, TestWorld, customer, vendor, world};

const SYSTEM_USER: SystemUserId = SystemUserId(Uuid::from_u128(7));
/// Rør og Vann AS.
const PARTY: PartyUuid = PartyUuid(uuid!("04c5f4c1-1626-526b-814a-6fa0920e9e39"));

#[tokio::test]
async fn a_leader_can_act_for_herself_and_her_organisations() {
    let world = world().await;
    let parties = leader(&world, "includeRoles=true").await;
    assert_eq!(
        names(&parties),
        ["Pia Kran", "Rør og Vann AS", "Solsiden Borettslag"]
    );
    assert_eq!(parties["data"][1]["organizationNumber"], "310702641");
    assert_eq!(parties["data"][1]["authorizedRoles"][0], "daglig-leder");
}

#[tokio::test]
async fn the_filters_narrow_the_answer() {
    let world = world().await;
    for (query, found) in [
        (format!("partyFilter={PARTY}"), vec!["Rør og Vann AS"]),
        (format!("partyFilter={}", Uuid::nil()), vec![]),
        ("anyOfResourceIds=nowhere".to_owned(), vec![]),
        (
            "anyOfResourceIds=nowhere&anyOfResourceIds=ske-krav-og-betalinger&includePartiesViaKeyRoles=auto"
                .to_owned(),
            vec!["Rør og Vann AS", "Solsiden Borettslag"],
        ),
    ] {
        assert_eq!(names(&leader(&world, &query).await), found, "{query}");
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_named() {
    let world = world().await;
    let token = world.person_token(&Person::leader(), AUTHORIZED_PARTIES_SCOPE);
    for (query, field) in [
        ("partyFilter=x", "partyFilter"),
        ("includeRoles=maybe", "includeRoles"),
        ("includeSubParties=maybe", "includeSubParties"),
    ] {
        let answer = world.get(&format!("{AUTHORIZED_PARTIES}?{query}"), &token).await;
        assert!(answer.json()["errors"][field].is_array(), "{}", answer.text());
    }
}

#[tokio::test]
async fn the_leader_of_an_accountant_reaches_its_clients_by_her_key_role() {
    let world = world().await;
    let body = json!({ "type": "urn:altinn:person:identifier-no", "value": "06857897380" });
    let ask = async |query: &str| {
        let token = world.altinn_token(&vendor(), OWNER_SCOPE, vec![]);
        let path = format!("{OWNER_AUTHORIZED_PARTIES}?{query}");
        json!({ "data": world.post(&path, &token, body.clone()).await.json() })
    };
    let own = names(&ask("").await);
    assert_eq!(own, ["DRESS MINST", "TILBAKEHOLDEN USYMMETRISK TIGER AS"]);
    let all = names(&ask("includePartiesViaKeyRoles=true").await);
    assert!(all.contains(&"Boller og Brød AS".to_owned()), "{all:?}");
}

#[tokio::test]
async fn a_system_user_is_told_who_has_given_it_something_by_either_token() {
    let world = world().await;
    let now = world.clock.now();
    world
        .store
        .write(move |tx| {
            let lonn = PackageUrn::from_code("lonn");
            store::delegation::save_package(tx, PARTY, SYSTEM_USER.0, &lonn, now)
        })
        .await
        .unwrap();
    let detail = || {
        let system = SystemId::from("991825827_smartregnskap");
        vec![SystemUserDetail::new(&customer(), SYSTEM_USER, system, None)]
    };
    let raw = world.maskinporten_token(&vendor(), AUTHORIZED_PARTIES_SCOPE, detail());
    let exchanged = world.altinn_token(&vendor(), AUTHORIZED_PARTIES_SCOPE, detail());
    let query = "includeAccessPackages=true&includeResources=true";
    for token in [raw, exchanged] {
        let parties = world
            .get(&format!("{AUTHORIZED_PARTIES}?{query}"), &token)
            .await
            .json();
        assert_eq!(names(&parties), ["Rør og Vann AS"]);
        let party = &parties["data"][0];
        assert_eq!(party["authorizedAccessPackages"], json!(["lonn"]));
        assert_eq!(party["authorizedResources"], json!(["ske-a-melding"]));
        assert_eq!(
            (&party["authorizedInstances"], &party["subunits"]),
            (&json!([]), &json!([]))
        );
    }
}

#[tokio::test]
async fn one_party_is_told_to_those_who_may_act_for_it_only() {
    let world = world().await;
    let address = path::fill(AUTHORIZED_PARTY, &["51900010"]) + "?includeAltinn2=true&includeAltinn3=true";
    let ask = async |person: &Person, address: &str| {
        let token = world.person_token(person, AUTHORIZED_PARTIES_SCOPE);
        world.get(address, &token).await
    };
    let own = ask(&Person::leader(), &address).await;
    assert_eq!(own.json()["name"], "Rør og Vann AS", "{}", own.text());
    for (person, address) in [
        (Person::outsider(), address.clone()),
        (Person::leader(), path::fill(AUTHORIZED_PARTY, &["1"])),
        (Person::leader(), path::fill(AUTHORIZED_PARTY, &["x"])),
    ] {
        let refused = ask(&person, &address).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
        assert!(
            refused.json()["errors"]["partyId"].is_array(),
            "{}",
            refused.text()
        );
    }
}

#[tokio::test]
async fn a_service_owner_asks_about_anybody_who_is_known() {
    let world = world().await;
    let token = world.altinn_token(&OrgNumber::parse("974761076").unwrap(), OWNER_SCOPE, vec![]);
    let ask = async |kind: &str, value: &str| {
        let body = json!({ "type": kind, "value": value,
            "partyFilter": [{ "type": "urn:altinn:party:uuid", "value": PARTY }] });
        world.post(OWNER_AUTHORIZED_PARTIES, &token, body).await
    };
    for (kind, value) in [
        ("urn:altinn:person:identifier-no", "12847820045"),
        ("urn:altinn:userid", "20900001"),
        ("urn:altinn:partyid", "50900001"),
        ("urn:altinn:person:uuid", "3ac9ab65-6040-5986-8df3-6bd157fea775"),
        ("urn:altinn:organization:identifier-no", "310702641"),
    ] {
        assert_eq!(
            ask(kind, value).await.json()[0]["name"],
            "Rør og Vann AS",
            "{kind}"
        );
    }
    assert_eq!(
        ask("urn:altinn:systemuser:uuid", &SYSTEM_USER.to_string())
            .await
            .json(),
        json!([])
    );
    for (kind, value, field) in [
        ("urn:altinn:ssn2", "1", "type"),
        ("urn:altinn:userid", "x", "value"),
        ("urn:altinn:person:identifier-no", "1", "value"),
        ("urn:altinn:systemuser:uuid", "x", "value"),
    ] {
        let refused = ask(kind, value).await;
        assert!(
            refused.json()["errors"][field].is_array(),
            "{kind} {value}: {}",
            refused.text()
        );
    }
}

#[tokio::test]
async fn the_wrong_scope_and_a_token_of_nobody_are_refused() {
    let world = world().await;
    let status = async |token: String| world.get(AUTHORIZED_PARTIES, &token).await.status;
    assert_eq!(
        status(world.person_token(&Person::leader(), "altinn:other")).await,
        StatusCode::FORBIDDEN
    );
    let organization = world.altinn_token(&vendor(), AUTHORIZED_PARTIES_SCOPE, vec![]);
    assert_eq!(status(organization).await, StatusCode::UNAUTHORIZED);
}

async fn leader(world: &TestWorld, query: &str) -> Value {
    let token = world.person_token(&Person::leader(), AUTHORIZED_PARTIES_SCOPE);
    world
        .get(&format!("{AUTHORIZED_PARTIES}?{query}"), &token)
        .await
        .json()
}

fn names(page: &Value) -> Vec<String> {
    let name = |party: &Value| party["name"].as_str().unwrap().to_owned();
    page["data"].as_array().unwrap().iter().map(name).collect()
}
