//! Several questions at once, questions in XML, and those that cannot be answered.

use super::*;

#[tokio::test]
async fn a_system_user_beside_another_subject_cannot_be_judged() {
    let world = world().await;
    let mut question = person(&Person::leader(), "read");
    let more = json!({ "AttributeId": attribute::SYSTEM_USER, "Value": SYSTEM_USER.to_string() });
    question["Request"]["AccessSubject"][0]["Attribute"]
        .as_array_mut()
        .unwrap()
        .push(more);
    let answer = ask(&world, &question).await;
    assert_eq!(decision(&answer), "Indeterminate");
    let status = &answer.json()["response"][0]["status"];
    assert_eq!(
        status["statusCode"]["value"],
        "urn:oasis:names:tc:xacml:1.0:status:processing-error"
    );
    let message = status["statusMessage"].as_str().unwrap();
    assert!(
        message.starts_with("Subject attribute urn:altinn:systemuser:uuid can only be used by itself"),
        "{message}"
    );
}

#[tokio::test]
async fn a_question_without_a_resource_or_an_action_lacks_an_attribute() {
    let world = world().await;
    for sort in ["Resource", "Action"] {
        let mut question = person(&Person::leader(), "read");
        question["Request"][sort] = json!([]);
        let answer = ask(&world, &question).await;
        assert_eq!(decision(&answer), "Indeterminate");
        let status = &answer.json()["response"][0]["status"];
        assert_eq!(
            status["statusCode"]["value"],
            "urn:oasis:names:tc:xacml:1.0:status:missing-attribute"
        );
    }
}

#[tokio::test]
async fn what_a_question_wants_back_comes_back() {
    let world = world().await;
    let mut question = person(&Person::leader(), "read");
    question["Request"]["Action"][0]["Attribute"][0]["IncludeInResult"] = true.into();
    let answer = ask(&world, &question).await.json();
    let category = &answer["response"][0]["category"];
    assert_eq!(
        category,
        &json!([{ "categoryId": "urn:oasis:names:tc:xacml:3.0:attribute-category:action", "id": null,
            "content": null, "attribute": [{ "attributeId": attribute::ACTION, "value": "read", "issuer": null,
                "dataType": null, "includeInResult": false }] }])
    );
}

#[tokio::test]
async fn xml_is_answered_in_xml() {
    let world = world().await;
    let answer = xml(
        &world,
        include_str!("../../../../../tests/golden/xacml-context/request.xml"),
    )
    .await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.header(header::CONTENT_TYPE).starts_with("application/xml"));
    let text = answer.text();
    assert!(text.contains("<xacml:Decision>Permit</xacml:Decision>"), "{text}");
    assert!(text.contains("urn:altinn:minimum-authenticationlevel"), "{text}");
    assert!(text.contains(">20900001</xacml:AttributeValue>"), "{text}");
}

#[tokio::test]
async fn a_body_that_is_no_question_cannot_be_judged_and_says_where() {
    let world = world().await;
    for body in [
        "",
        "<",
        "<Request/>",
        "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
    ] {
        let answer = xml(&world, body).await;
        assert_eq!(answer.status, StatusCode::OK, "{body}");
        let text = answer.text();
        assert!(
            text.contains("<xacml:Decision>Indeterminate</xacml:Decision>"),
            "{text}"
        );
        assert!(text.contains("status:syntax-error"), "{text}");
    }
    let answer = world
        .post(DECISION, "", json!({ "Request": { "Action": 7 } }))
        .await;
    assert_eq!(decision(&answer), "Indeterminate");
    assert!(answer.text().contains("$.Request.Action"), "{}", answer.text());
}

#[tokio::test]
async fn too_many_questions_at_once_are_refused() {
    let world = world().await;
    let mut question = person(&Person::leader(), "read");
    let references = vec![json!({ "ReferenceId": [] }); 1_001];
    question["Request"]["MultiRequests"] = json!({ "RequestReference": references });
    let answer = ask(&world, &question).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.json()["errors"]["MultiRequests"].is_array());
}

#[tokio::test]
async fn a_resource_without_a_policy_cannot_be_judged() {
    let world = world().await;
    let mut question = person(&Person::leader(), "read");
    question["Request"]["Resource"][0]["Attribute"][0]["Value"] = "nowhere".into();
    assert_eq!(decision(&ask(&world, &question).await), "Indeterminate");
}

#[tokio::test]
async fn several_questions_are_answered_in_their_order() {
    let world = world().await;
    let attribute = |id: &str, value: &str| json!([{ "AttributeId": id, "Value": value }]);
    let resource = json!([{ "AttributeId": attribute::RESOURCE, "Value": RESOURCE },
        { "AttributeId": attribute::ORGANIZATION, "Value": "310702641" }]);
    let question = json!({ "Request": {
        "AccessSubject": [{ "Id": "s1", "Attribute": attribute(attribute::USER, "20900001") },
            { "Id": "s2", "Attribute": attribute(attribute::USER, "20900002") }],
        "Action": [{ "Id": "a1", "Attribute": attribute(attribute::ACTION, "read") }],
        "Resource": [{ "Id": "r1", "Attribute": resource }],
        "MultiRequests": { "RequestReference": [{ "ReferenceId": ["s2", "a1", "r1"] },
            { "ReferenceId": ["s1", "a1", "r1"] }, { "ReferenceId": ["s1", "a1", "r9"] }] },
    }});
    let answer = ask(&world, &question).await.json();
    let decisions: Vec<_> = answer["response"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["decision"])
        .collect();
    assert_eq!(decisions, ["NotApplicable", "Permit", "Indeterminate"]);
}

#[tokio::test]
async fn a_service_owner_needs_an_exchanged_token_with_the_scope() {
    let world = world().await;
    let skatteetaten = OrgNumber::parse("974761076").unwrap();
    let question = person(&Person::leader(), "read");
    let status = async |token: &str| world.post(AUTHORIZE, token, question.clone()).await.status;

    let right = world.altinn_token(&skatteetaten, AUTHORIZE_SCOPE, vec![]);
    assert_eq!(status(&right).await, StatusCode::OK);
    let wrong_scope = world.altinn_token(&skatteetaten, "altinn:serviceowner", vec![]);
    assert_eq!(status(&wrong_scope).await, StatusCode::FORBIDDEN);
    let not_exchanged = world.maskinporten_token(&skatteetaten, AUTHORIZE_SCOPE, vec![]);
    assert_eq!(status(&not_exchanged).await, StatusCode::UNAUTHORIZED);
    assert_eq!(status("rubbish").await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_service_owner_is_told_what_cannot_be_read_by_its_place() {
    let world = world().await;
    let token = world.altinn_token(&customer(), AUTHORIZE_SCOPE, vec![]);
    let answer = world
        .post(AUTHORIZE, &token, json!({ "Request": { "Action": 7 } }))
        .await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(
        answer.json()["errors"]["$.Request.Action"].is_array(),
        "{}",
        answer.text()
    );
}
