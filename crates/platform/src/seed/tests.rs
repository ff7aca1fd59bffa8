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
    let fault = Seed::read(seed).unwrap_err();
    assert_eq!(
        fault.to_string(),
        "the seed speaks of organization 310702641, which it does not hold"
    );
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
