//! Who may do what, by which way.

use super::*;

#[tokio::test]
async fn a_system_user_may_do_what_it_was_given_and_nothing_else() {
    let world = given(|tx, party, now| {
        store::delegation::save_right(tx, party, SYSTEM_USER.0, &RESOURCE.into(), "read", now)
    })
    .await;

    assert_eq!(system_user(&world, "read", "310702641").await, "Permit");
    assert_eq!(system_user(&world, "write", "310702641").await, "NotApplicable");
    assert_eq!(system_user(&world, "read", "991825827").await, "NotApplicable");
    assert_eq!(system_user(&world, "read", "999999999").await, "NotApplicable");
}

#[tokio::test]
async fn a_system_user_may_do_what_its_package_opens() {
    let world = given(|tx, party, now| {
        let package = PackageUrn::from_code("krav-og-utlegg");
        store::delegation::save_package(tx, party, SYSTEM_USER.0, &package, now)
    })
    .await;

    assert_eq!(system_user(&world, "read", "310702641").await, "Permit");
    assert_eq!(system_user(&world, "write", "310702641").await, "NotApplicable");
}

#[tokio::test]
async fn what_is_taken_back_is_refused_at_once() {
    let world = given(|tx, party, now| {
        store::delegation::save_right(tx, party, SYSTEM_USER.0, &RESOURCE.into(), "read", now)
    })
    .await;
    world
        .store
        .write(|tx| store::delegation::remove_all(tx, SYSTEM_USER.0))
        .await
        .unwrap();

    assert_eq!(system_user(&world, "read", "310702641").await, "NotApplicable");
}

#[tokio::test]
async fn an_agent_may_do_for_a_client_what_the_clients_package_opens() {
    let world = given(|tx, _, _| {
        tx.execute_batch(
            "INSERT INTO system_user (id, sequence, kind, integration_title, system_id, party_id, party_org,
                 external_ref, access_packages, created, last_changed, created_by, changed_by)
             SELECT '00000000-0000-0000-0000-000000000007', 1000, 'agent', 'A', id, 51243526, '314250052', 'a', '[]',
                 0, 0, 0, 0 FROM system LIMIT 1;
             INSERT INTO client_delegation (agent, client, package, role, facilitator, given, delegation)
             SELECT '00000000-0000-0000-0000-000000000007', from_party, 'urn:altinn:accesspackage:krav-og-utlegg',
                 role, to_party, 0, 'd'
             FROM assignment JOIN party ON party.uuid = from_party
             WHERE to_party = '368f5a82-97f5-4f33-b372-ac998a4d6b22' AND org_number = '313901289';",
        )?;
        Ok(())
    })
    .await;

    assert_eq!(system_user(&world, "read", "313901289").await, "Permit");
    assert_eq!(system_user(&world, "write", "313901289").await, "NotApplicable");
    assert_eq!(system_user(&world, "read", "313900126").await, "NotApplicable");
    assert_eq!(system_user(&world, "read", "314250052").await, "NotApplicable");

    let remove = |tx: &Connection| Ok(tx.execute_batch("DELETE FROM client_delegation")?);
    world.store.write(remove).await.unwrap();
    assert_eq!(system_user(&world, "read", "313901289").await, "NotApplicable");
}

#[tokio::test]
async fn a_right_given_by_itself_reaches_those_who_lead_whom_it_was_given() {
    let vendor = "f4f63816-747c-5b1a-b91d-a99a64114510".parse().unwrap();
    let world = given(move |tx, party, now| {
        store::delegation::save_right(tx, party, vendor, &RESOURCE.into(), "read", now)
    })
    .await;
    let ask = async |id: &str, value: &str| {
        let mut question = person(&Person::leader(), "read");
        question["Request"]["AccessSubject"][0]["Attribute"] = json!([{ "AttributeId": id, "Value": value }]);
        decision(&ask(&world, &question).await)
    };
    assert_eq!(ask(attribute::ORGANIZATION, "991825827").await, "Permit");
    assert_eq!(ask(attribute::USER, "20900010").await, "Permit");
    assert_eq!(ask(attribute::PERSON, "02868333017").await, "Permit");
    assert_eq!(ask(attribute::USER, "20900011").await, "NotApplicable");
}

#[tokio::test]
async fn an_organisation_may_do_what_its_role_at_another_opens() {
    let world = world().await;
    let ask = async |client: &str| {
        let mut question = person(&Person::leader(), "read");
        question["Request"]["AccessSubject"][0]["Attribute"] =
            json!([{ "AttributeId": attribute::ORGANIZATION, "Value": "314250052" }]);
        question["Request"]["Resource"][0]["Attribute"] = json!([
            { "AttributeId": attribute::RESOURCE, "Value": "accountants-only" },
            { "AttributeId": attribute::ORGANIZATION, "Value": client }]);
        decision(&ask(&world, &question).await)
    };
    upload(
        &world,
        "accountants-only",
        &["urn:altinn:accesspackage:regnskapsforer-lonn"],
    )
    .await;
    assert_eq!(ask("313901289").await, "Permit");
    assert_eq!(ask("310702641").await, "NotApplicable");
}

#[tokio::test]
async fn a_service_owner_is_known_by_its_code_and_needs_no_party() {
    let world = world().await;
    upload(&world, "for-the-owner", &["urn:altinn:org:skd"]).await;
    let ask = async |code: &str| {
        let mut question = person(&Person::leader(), "read");
        question["Request"]["AccessSubject"][0]["Attribute"] =
            json!([{ "AttributeId": attribute::OWNER, "Value": code }]);
        question["Request"]["Resource"][0]["Attribute"] =
            json!([{ "AttributeId": attribute::RESOURCE, "Value": "for-the-owner" }]);
        decision(&ask(&world, &question).await)
    };
    assert_eq!(ask("skd").await, "Permit");
    assert_eq!(ask("arb").await, "NotApplicable");
}

#[tokio::test]
async fn roles_and_packages_are_looked_up_and_never_believed() {
    let world = world().await;
    let mut question = person(&Person::outsider(), "read");
    let claimed = json!({ "AttributeId": "urn:altinn:rolecode", "Value": "siskd" });
    let subject = &mut question["Request"]["AccessSubject"][0]["Attribute"];
    subject.as_array_mut().unwrap().push(claimed);
    assert_eq!(decision(&ask(&world, &question).await), "NotApplicable");
}

#[tokio::test]
async fn an_app_is_the_same_by_its_id_and_by_owner_and_name_and_an_instance_names_its_party() {
    let world = world().await;
    upload(&world, "app_lok_sak", &["urn:altinn:rolecode:dagl"]).await;
    let ask = async |resource: Value| {
        let mut question = person(&Person::leader(), "read");
        question["Request"]["Resource"][0]["Attribute"] = resource;
        decision(&ask(&world, &question).await)
    };
    let attribute = |id: &str, value: &str| json!({ "AttributeId": id, "Value": value });
    let by_name = [
        attribute(attribute::OWNER, "lok"),
        attribute(attribute::APP, "sak"),
    ];
    let party = attribute(attribute::PARTY, "51900010");
    let instance = attribute(
        attribute::INSTANCE,
        "51900010/26133fb5-a9f2-45d4-90b1-f6d93ad40713",
    );
    let by_id = attribute(attribute::RESOURCE, "app_lok_sak");
    assert_eq!(ask(json!([by_id, party])).await, "Permit");
    assert_eq!(ask(json!([by_name[0], by_name[1], party])).await, "Permit");
    assert_eq!(ask(json!([by_name[0], by_name[1], instance])).await, "Permit");
    assert_eq!(ask(json!([by_id, party, instance])).await, "Permit");
    assert_eq!(ask(json!([by_id])).await, "NotApplicable");
    assert_eq!(
        ask(json!([by_id, attribute(attribute::PARTY, "51900011"), instance])).await,
        "NotApplicable"
    );
}

#[tokio::test]
async fn a_person_is_judged_by_role() {
    let world = world().await;
    assert_eq!(
        decision(&ask(&world, &person(&Person::leader(), "read")).await),
        "Permit"
    );
    assert_eq!(
        decision(&ask(&world, &person(&Person::employee(), "read")).await),
        "NotApplicable"
    );
    assert_eq!(
        decision(&ask(&world, &person(&Person::outsider(), "read")).await),
        "NotApplicable"
    );
}

#[tokio::test]
async fn a_permit_demands_the_resources_level() {
    let world = world().await;
    let answer = ask(&world, &person(&Person::leader(), "read")).await;
    let obligations = &answer.json()["response"][0]["obligations"];
    assert_eq!(obligations[0]["attributeAssignment"][0]["value"], "3");
}

#[tokio::test]
async fn an_organisation_off_the_access_list_is_denied() {
    let world = world().await;
    let mut question = person(&Person::leader(), "read");
    question["Request"]["Resource"][0]["Attribute"][0]["Value"] = "ske-formuesregister-pilot".into();
    let answer = ask(&world, &question).await;
    assert_eq!(decision(&answer), "Deny");
    let message = answer.json()["response"][0]["status"]["statusMessage"].to_string();
    assert!(
        message.contains("Access list authorization of resource party"),
        "{message}"
    );
}

#[tokio::test]
async fn whoever_would_not_be_permitted_is_not_denied() {
    let world = world().await;
    let mut question = person(&Person::outsider(), "read");
    question["Request"]["Resource"][0]["Attribute"][0]["Value"] = "ske-formuesregister-pilot".into();
    assert_eq!(decision(&ask(&world, &question).await), "NotApplicable");
}
