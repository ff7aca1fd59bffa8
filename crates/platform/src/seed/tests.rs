//! The seeds that come with the platform, and seeds with faults.

use serde_json::Value;

use super::*;
use crate::store;

#[test]
fn the_builtin_seed_fits_its_schema() {
    let schema: Value = serde_json::from_str(include_str!("seed.schema.json")).unwrap();
    let seed: Value = serde_json::from_str(include_str!("builtin.json")).unwrap();
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap();
    let faults: Vec<String> = validator
        .iter_errors(&seed)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn the_schema_refuses_a_word_it_does_not_know() {
    let schema: Value = serde_json::from_str(include_str!("seed.schema.json")).unwrap();
    let seed = serde_json::json!({ "organizations": [], "organisations": [] });
    assert!(!jsonschema::is_valid(&schema, &seed));
}

#[test]
fn every_value_of_the_builtin_seed_survives_reading() {
    let given: Value = serde_json::from_str(include_str!("builtin.json")).unwrap();
    let kept = serde_json::to_value(Seed::builtin().unwrap()).unwrap();
    for (section, rows) in given
        .as_object()
        .unwrap()
        .iter()
        .filter(|(name, _)| *name != "$schema")
    {
        for (index, row) in rows.as_array().unwrap().iter().enumerate() {
            for (field, value) in row.as_object().unwrap() {
                assert_eq!(&kept[section][index][field], value, "{section} {index} {field}");
            }
        }
    }
}

#[test]
fn every_organisation_number_in_the_builtin_seed_has_a_check_digit_that_fits() {
    for organization in Seed::builtin().unwrap().organizations {
        assert!(
            organization.org_number.has_valid_check_digit(),
            "{}",
            organization.name
        );
    }
}

#[test]
fn every_person_in_the_builtin_seed_is_synthetic_with_check_digits_that_fit() {
    for person in Seed::builtin().unwrap().persons {
        let digits: Vec<u32> = person.pid.chars().filter_map(|c| c.to_digit(10)).collect();
        let check = |weights: &[u32]| {
            let sum: u32 = digits
                .iter()
                .zip(weights)
                .map(|(digit, weight)| digit * weight)
                .sum();
            (11 - sum % 11) % 11
        };
        assert_eq!(check(&[3, 7, 6, 1, 8, 9, 4, 5, 2]), digits[9], "{}", person.name);
        assert_eq!(
            check(&[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]),
            digits[10],
            "{}",
            person.name
        );
        assert!(
            (81..=92).contains(&(digits[2] * 10 + digits[3])),
            "{}",
            person.name
        );
    }
}

#[test]
fn a_seed_that_points_at_nobody_names_whom() {
    let seed = r#"{ "organizations": [], "persons": [{ "pid": "12847820045", "name": "Pia", "userId": 1, "partyId": 2,
        "partyUuid": "3ac9ab65-6040-5986-8df3-6bd157fea775",
        "roles": [{ "role": "daglig-leder", "organization": "310702641" }] }] }"#;
    assert_eq!(
        told(seed),
        "persons[0].roles[0].organization speaks of organization 310702641, which the seed does not hold"
    );
}

#[test]
fn what_a_seed_points_at_must_be_in_it() {
    let nobody = "999999999";
    for place in [
        "/systems/1/vendor",
        "/maskinportenClients/2/owner",
        "/idportenClients/0/owner",
        "/resources/3/owner",
        "/scopes/4/owner",
        "/requests/0/organization",
        "/agentSystemUsers/0/clients/0",
        "/delegations/0/from",
        "/delegations/0/to",
        "/scopeDelegations/0/supplier",
    ] {
        let told = told(&changed(place, nobody));
        assert!(
            told.starts_with(&written(place)) && told.contains(nobody),
            "{place}: {told}"
        );
    }
}

#[test]
fn nothing_is_in_a_seed_twice() {
    for (place, first) in [
        ("/organizations/1/orgNumber", "/organizations/0/orgNumber"),
        ("/organizations/1/partyId", "/organizations/0/partyId"),
        ("/persons/0/partyId", "/organizations/0/partyId"),
        ("/persons/0/partyUuid", "/organizations/0/partyUuid"),
        ("/persons/1/pid", "/persons/0/pid"),
        ("/persons/1/userId", "/persons/0/userId"),
        ("/resources/1/identifier", "/resources/0/identifier"),
        ("/scopes/1/scope", "/scopes/0/scope"),
        ("/idportenClients/0/clientId", "/maskinportenClients/0/clientId"),
        ("/systems/1/id", "/systems/0/id"),
        ("/systems/1/internalId", "/systems/0/internalId"),
        ("/systems/1/clientIds/0", "/systems/0/clientIds/0"),
    ] {
        let taken = builtin().pointer(first).unwrap().clone();
        let told = told(&changed(place, taken));
        let (place, first) = (written(place), written(first));
        assert!(
            told.starts_with(&place) && told.ends_with(&format!("and so is {first}")),
            "{told}"
        );
    }
    for (list, member) in [("requests", "id"), ("agentSystemUsers", "id")] {
        let told = told(&with_another(list));
        assert!(told.starts_with(&format!("{list}[1].{member} is")), "{told}");
    }
    assert_eq!(
        told(&changed("/resources/0/identifier", "altinn_access_management")),
        "resources[0].identifier is altinn_access_management, and so is one of Altinn's own"
    );
}

#[test]
fn a_key_of_a_seed_must_be_one() {
    let keys = serde_json::json!([{ "kty": "RSA", "kid": "one", "n": "AQAB", "e": "AQAB" }]);
    let mut seed = builtin();
    seed["maskinportenClients"][0]["keys"] = keys;
    assert_eq!(
        told(&seed.to_string()),
        "maskinportenClients[0].keys[0] is no RSA key of at least 2048 bits"
    );
}

fn told(seed: &str) -> String {
    Seed::read(seed).unwrap_err().to_string()
}

fn builtin() -> Value {
    serde_json::from_str(include_str!("builtin.json")).unwrap()
}

fn changed(place: &str, value: impl Into<Value>) -> String {
    let mut seed = builtin();
    *seed.pointer_mut(place).unwrap() = value.into();
    seed.to_string()
}

fn with_another(list: &str) -> String {
    let mut seed = builtin();
    let again = seed[list][0].clone();
    seed[list].as_array_mut().unwrap().push(again);
    seed.to_string()
}

/// `/systems/1/vendor` as a seed's faults write it: `systems[1].vendor`.
fn written(place: &str) -> String {
    let steps = place.split('/').skip(1);
    steps.fold(String::new(), |text, step| match step.parse::<usize>() {
        Ok(index) => format!("{text}[{index}]"),
        Err(_) if text.is_empty() => step.to_owned(),
        Err(_) => format!("{text}.{step}"),
    })
}

#[tokio::test]
async fn a_store_with_a_world_keeps_it() {
    let world = crate::testing::world().await;
    let now = world.clock.now();
    world
        .store
        .write(move |tx| Seed::default().plant(tx, now))
        .await
        .unwrap();
    let party = world
        .store
        .read(|conn| store::party::find(conn, crate::testing::CUSTOMER_PARTY))
        .unwrap();
    assert_eq!(
        party.and_then(|party| party.org_number),
        Some(crate::testing::customer())
    );
}
