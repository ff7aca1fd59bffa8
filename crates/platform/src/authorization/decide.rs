//! Deciding one question (identity.md 6.2–6.4).

use std::str::FromStr;

use contract::decision::{Attribute, Decision, DecisionResult, attribute};
use domain::policy::Subject;
use domain::{OrgNumber, Party, PartyId, PartyUuid, ResourceId, SystemUserId, UserId};
use rusqlite::Connection;
use uuid::Uuid;

use super::question::One;
use crate::error::Error;
use crate::store;
use crate::store::resource::Guard;

/// Who asks to do something.
enum Who {
    SystemUser(SystemUserId),
    Party(PartyUuid),
    /// A service owner, by its code.
    Owner(String),
    /// Nobody in the register.
    Nobody,
}

/// Answers one question. A question that cannot be answered gets an answer that says so.
pub(super) fn decide(conn: &Connection, question: &One<'_>) -> Result<DecisionResult, Error> {
    let mut result = match judge(conn, question)? {
        Ok(result) => result,
        Err(fault) => fault,
    };
    result.category = question.wanted_back();
    Ok(result)
}

type Judged = Result<DecisionResult, DecisionResult>;

fn judge(conn: &Connection, question: &One<'_>) -> Result<Judged, Error> {
    if let Some(id) = question.unknown {
        return Ok(Err(fault(format!("The reference {id} points at no category"))));
    }
    let (Some(resource), Some(action)) = (resource(question), value(&question.action, attribute::ACTION))
    else {
        return Ok(Err(DecisionResult::with(
            Decision::Indeterminate,
            "missing-attribute",
            None,
        )));
    };
    let Some(guard) = store::resource::guard(conn, &resource)? else {
        return Ok(Err(fault(format!("Policy not found for resource {resource}"))));
    };
    let who = match who(conn, &question.subject)? {
        Ok(who) => who,
        Err(fault) => return Ok(Err(fault)),
    };
    let Some(party) = party(conn, &question.resource)? else {
        return Ok(Ok(DecisionResult::new(Decision::NotApplicable)));
    };
    if let Some(number) = &party.org_number
        && !store::resource::is_open_to(conn, &resource, number)?
    {
        let message = format!("Access list authorization of resource party {number} failed for {resource}");
        return Ok(Ok(DecisionResult::with(Decision::Deny, "ok", Some(message))));
    }
    let permitted = permits(conn, &who, &party, &resource, &guard, action)?;
    Ok(Ok(if permitted {
        DecisionResult::permit(guard.minimum_level)
    } else {
        DecisionResult::new(Decision::NotApplicable)
    }))
}

fn permits(
    conn: &Connection,
    who: &Who,
    party: &Party,
    resource: &ResourceId,
    guard: &Guard,
    action: &str,
) -> Result<bool, Error> {
    let (uuid, party) = match who {
        Who::SystemUser(id) => (id.0, party.uuid),
        Who::Party(uuid) => (uuid.0, party.uuid),
        Who::Owner(code) => {
            let owner = Subject::new(&format!("{}:{code}", attribute::OWNER));
            return guard.policy.permits(action, |subject| Ok(*subject == owner));
        }
        Who::Nobody => return Ok(false),
    };
    if store::delegation::has_right(conn, party, uuid, resource, action)? {
        return Ok(true);
    }
    guard.policy.permits(action, |subject| match who {
        Who::SystemUser(id) => Ok(subject.is_package()
            && (store::delegation::has_package(conn, party, uuid, subject.as_str())?
                || store::client_delegation::has_package(conn, *id, party, subject.as_str())?)),
        Who::Party(_) | Who::Owner(_) | Who::Nobody => {
            Ok(store::role::grip(conn, PartyUuid(uuid), party, subject)?.can_use)
        }
    })
}

fn who(conn: &Connection, subject: &[&Attribute]) -> Result<Result<Who, DecisionResult>, Error> {
    if let Some(id) = value(subject, attribute::SYSTEM_USER) {
        if subject.len() > 1 {
            let text = "Subject attribute urn:altinn:systemuser:uuid can only be used by itself and not in \
                        combination with other subject attributes.";
            return Ok(Err(fault(text.to_owned())));
        }
        return Ok(Ok(read(id).map_or(Who::Nobody, Who::SystemUser)));
    }
    for attribute in subject {
        let found = match attribute.attribute_id.as_str() {
            attribute::USER => match read(&attribute.value) {
                Some(user) => store::person::find(conn, UserId(user))?.map(|person| person.party.uuid),
                None => None,
            },
            attribute::PERSON | attribute::SSN => {
                store::person::find_by_pid(conn, &attribute.value)?.map(|person| person.party.uuid)
            }
            attribute::OWNER => return Ok(Ok(Who::Owner(attribute.value.clone()))),
            _ => party(conn, &[attribute])?.map(|party| party.uuid),
        };
        if let Some(uuid) = found {
            return Ok(Ok(Who::Party(uuid)));
        }
    }
    Ok(Ok(Who::Nobody))
}

/// The party that some attributes name, if it is in the register.
fn party(conn: &Connection, attributes: &[&Attribute]) -> Result<Option<Party>, Error> {
    for attribute in attributes {
        let text = attribute.value.as_str();
        let party = match attribute.attribute_id.as_str() {
            attribute::ORGANIZATION | attribute::ORGANIZATION_NUMBER => match read::<OrgNumber>(text) {
                Some(number) => store::party::find_by_org(conn, &number)?,
                None => None,
            },
            attribute::PARTY => match read(text) {
                Some(id) => store::party::find(conn, PartyId(id))?,
                None => None,
            },
            attribute::PARTY_UUID | attribute::PERSON_UUID => match read::<Uuid>(text) {
                Some(uuid) => store::party::find_by_uuid(conn, PartyUuid(uuid))?,
                None => None,
            },
            attribute::PERSON | attribute::SSN => {
                store::person::find_by_pid(conn, text)?.map(|person| person.party)
            }
            _ => continue,
        };
        return Ok(party);
    }
    Ok(None)
}

/// The resource's id: given by itself, or as the owner and name of an app.
fn resource(question: &One<'_>) -> Option<ResourceId> {
    let named = |id| value(&question.resource, id);
    if let Some(id) = named(attribute::RESOURCE) {
        return Some(id.into());
    }
    let (owner, app) = named(attribute::OWNER).zip(named(attribute::APP))?;
    Some(ResourceId(format!("app_{owner}_{app}")))
}

fn value<'a>(attributes: &[&'a Attribute], id: &str) -> Option<&'a str> {
    attributes
        .iter()
        .find(|attribute| attribute.attribute_id == id)
        .map(|attribute| attribute.value.as_str())
}

fn read<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

fn fault(message: String) -> DecisionResult {
    DecisionResult::with(Decision::Indeterminate, "processing-error", Some(message))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use contract::decision::{AUTHORIZE, AUTHORIZE_SCOPE, DECISION, Question};
    use domain::PackageUrn;
    use serde_json::{Value, json};

    use super::*;
    use crate::testing::{Answer, Person, TestWorld, customer, world};

    const RESOURCE: &str = "ske-krav-og-betalinger";
    const SYSTEM_USER: SystemUserId = SystemUserId(Uuid::from_u128(7));

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
        let status = &answer.json()["response"][0]["status"]["statusCode"]["value"];
        assert_eq!(status, "urn:oasis:names:tc:xacml:1.0:status:processing-error");
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
    async fn a_body_that_is_no_question_names_the_place() {
        let world = world().await;
        let answer = world
            .post(DECISION, "", json!({ "Request": { "Action": 7 } }))
            .await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert!(answer.text().contains("ction"), "{}", answer.text());
    }

    async fn given(
        give: impl FnOnce(&Connection, PartyUuid, domain::Timestamp) -> Result<(), Error> + Send + 'static,
    ) -> TestWorld {
        let world = world().await;
        let now = world.clock.now();
        world
            .store
            .write(move |tx| {
                let party = store::party::find_by_org(tx, &customer())?.unwrap();
                give(tx, party.uuid, now)
            })
            .await
            .unwrap();
        world
    }

    async fn system_user(world: &TestWorld, action: &str, organization: &str) -> String {
        let number = OrgNumber::parse(organization).unwrap();
        let question = Question::of_system_user(SYSTEM_USER, action, &RESOURCE.into(), &number);
        decision(&ask(world, &serde_json::to_value(question).unwrap()).await)
    }

    async fn ask(world: &TestWorld, question: &Value) -> Answer {
        world.post(DECISION, "", question.clone()).await
    }

    fn decision(answer: &Answer) -> String {
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        answer.json()["response"][0]["decision"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    fn person(person: &Person, action: &str) -> Value {
        json!({ "Request": {
            "AccessSubject": [{ "Attribute": [{ "AttributeId": attribute::USER, "Value": person.user.to_string() }] }],
            "Action": [{ "Attribute": [{ "AttributeId": attribute::ACTION, "Value": action }] }],
            "Resource": [{ "Attribute": [{ "AttributeId": attribute::RESOURCE, "Value": RESOURCE },
                { "AttributeId": attribute::ORGANIZATION, "Value": "310702641" }] }],
        }})
    }
}
