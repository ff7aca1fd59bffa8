//! Resources, who may what with them, packages, and the register.

use axum::body::Body;
use axum::http::{Method, Request, header};
use contract::decision::{AUTHORIZE, AUTHORIZE_SCOPE, DECISION, Question};
use contract::resource::{
    AREA, AREA_PACKAGES, BY_SUBJECTS, GROUP, GROUP_AREAS, GROUPS, ORGANIZATION, PACKAGE, PACKAGE_BY_URN,
    PACKAGE_RESOURCES, PACKAGE_SEARCH, PARTY, PARTY_BY_UUID, PARTY_LOOKUP, RESOURCE, RESOURCE_LIST,
    RESOURCE_POLICY, RESOURCE_RIGHTS, RESOURCE_RIGHTS_V2, RESOURCE_RULES, RESOURCE_SEARCH, RESOURCE_SUBJECTS,
    RESOURCES, SERVICE_OWNERS, WRITE_SCOPE,
};
use domain::{OrgNumber, ResourceId, SystemUserId};
use serde_json::{Value, json};

use super::{Story, Who, at};
use crate::altinn::testing::system;
use crate::resource_registry::testing::policy_form;
use crate::testing::customer;

const ID: &str = "lok-fangstmelding";
const CLAIMS: &str = "ske-krav-og-betalinger";
const POLICY: &str = include_str!("../../../../tests/golden/xacml/lok-fangstmelding/policy.xml");
const WHOLE: &str = include_str!("../../../../tests/golden/altinn/service_resource/whole.json");
const XML_QUESTION: &str = include_str!("../../../../tests/golden/xacml-context/request.xml");

pub(super) async fn story() -> Story {
    let mut story = Story::begin().await;
    written(&mut story).await;
    read(&mut story).await;
    packages(&mut story).await;
    decisions(&mut story).await;
    register(&mut story).await;
    let owner = owner(&story);
    story.delete("taken out", &owner, at(RESOURCE, &[ID])).await;
    story
        .delete("one that is not there", &owner, at(RESOURCE, &[ID]))
        .await;
    story
}

fn owner(story: &Story) -> Who {
    let org = OrgNumber::parse("310000019").unwrap();
    story.organisation("Fangstetaten", &org, WRITE_SCOPE)
}

fn resource() -> Value {
    let mut resource: Value = serde_json::from_str(WHOLE).unwrap();
    resource.as_object_mut().unwrap().shift_remove("versionId");
    resource
}

async fn written(story: &mut Story) {
    let owner = owner(story);
    story
        .post("registered", &owner, at(RESOURCES, &[]), resource())
        .await;
    story
        .post("registered before", &owner, at(RESOURCES, &[]), resource())
        .await;
    let mut wrong = resource();
    (wrong["identifier"], wrong["title"]) = (json!("Med Store"), json!({"nb": "Bare bokmål"}));
    story.post("with faults", &owner, at(RESOURCES, &[]), wrong).await;
    let mut renamed = resource();
    renamed["title"]["en"] = json!("Catch report, renamed");
    story.put("replaced", &owner, at(RESOURCE, &[ID]), renamed).await;
    for (method, what, policy) in [
        (Method::POST, "uploaded", POLICY),
        (Method::PUT, "uploaded again", POLICY),
        (Method::POST, "not a policy", "<Policy/>"),
    ] {
        let (kind, form) = policy_form(policy);
        let call = Request::builder()
            .method(method)
            .uri(at(RESOURCE_POLICY, &[ID]).address)
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(form));
        story.send(what, &owner, RESOURCE_POLICY, call.unwrap()).await;
    }
}

async fn read(story: &mut Story) {
    let nobody = Who::nobody();
    story.get("one", &nobody, at(RESOURCE, &[CLAIMS])).await;
    story
        .get("one that is not there", &nobody, at(RESOURCE, &["none"]))
        .await;
    for list in [
        RESOURCE_POLICY,
        RESOURCE_RULES,
        RESOURCE_RIGHTS,
        RESOURCE_RIGHTS_V2,
        RESOURCE_SUBJECTS,
    ] {
        story.get("one", &nobody, at(list, &[CLAIMS])).await;
        story
            .get("one that is not there", &nobody, at(list, &["none"]))
            .await;
    }
    story
        .get(
            "found",
            &nobody,
            at(RESOURCE_SEARCH, &[]).with("Id=fangstmelding"),
        )
        .await;
    story
        .get("nothing found", &nobody, at(RESOURCE_SEARCH, &[]).with("Id=none"))
        .await;
    story.get("all", &nobody, at(RESOURCE_LIST, &[])).await;
    story.get("all", &nobody, at(SERVICE_OWNERS, &[])).await;
    let subjects = json!(["urn:altinn:rolecode:dagl", "urn:altinn:accesspackage:sjofart"]);
    story.post("found", &nobody, at(BY_SUBJECTS, &[]), subjects).await;
}

async fn packages(story: &mut Story) {
    let nobody = Who::nobody();
    let urn = "urn:altinn:accesspackage:krav-og-utlegg";
    let one = story.get("one", &nobody, at(PACKAGE_BY_URN, &[urn])).await.json();
    story
        .get("one that is not there", &nobody, at(PACKAGE_BY_URN, &["none"]))
        .await;
    let (package, area) = (one["id"].as_str().unwrap(), one["area"]["id"].as_str().unwrap());
    story.get("one", &nobody, at(PACKAGE, &[package])).await;
    story.get("one", &nobody, at(PACKAGE_RESOURCES, &[package])).await;
    story.get("one", &nobody, at(AREA, &[area])).await;
    story.get("one", &nobody, at(AREA_PACKAGES, &[area])).await;
    for list in [PACKAGE_RESOURCES, AREA_PACKAGES, GROUP_AREAS] {
        story.get("not an id", &nobody, at(list, &["none"])).await;
    }
    story
        .get("found", &nobody, at(PACKAGE_SEARCH, &[]).with("term=fiske"))
        .await;
    let groups = story.get("all", &nobody, at(GROUPS, &[])).await.json();
    let group = groups[0]["id"].as_str().unwrap();
    story.get("one", &nobody, at(GROUP, &[group])).await;
    story.get("one", &nobody, at(GROUP_AREAS, &[group])).await;
}

async fn decisions(story: &mut Story) {
    story.world.given_system(system()).await;
    let user = story.world.given_system_user().await;
    let user = SystemUserId(user.parse().unwrap());
    let skd = OrgNumber::parse("974761076").unwrap();
    let asker = story.organisation("Skatteetaten", &skd, AUTHORIZE_SCOPE);
    let ask = |action: &str, resource: &str| {
        let question = Question::of_system_user(user, action, &ResourceId::from(resource), &customer());
        serde_json::to_value(question).unwrap()
    };
    story
        .post("permitted", &asker, at(AUTHORIZE, &[]), ask("read", CLAIMS))
        .await;
    story
        .post("not given", &asker, at(AUTHORIZE, &[]), ask("fly", CLAIMS))
        .await;
    story
        .post(
            "no such resource",
            &asker,
            at(AUTHORIZE, &[]),
            ask("read", "none"),
        )
        .await;
    story
        .post("not a question", &asker, at(AUTHORIZE, &[]), json!({}))
        .await;
    let nobody = Who::nobody();
    story
        .post("permitted", &nobody, at(DECISION, &[]), ask("read", CLAIMS))
        .await;
    let call = Request::post(DECISION)
        .header(header::CONTENT_TYPE, "application/xml")
        .body(Body::from(XML_QUESTION));
    story.send("in XML", &nobody, DECISION, call.unwrap()).await;
}

async fn register(story: &mut Story) {
    let pia = story.leader();
    let lookup = json!({"OrgNo": "310702641"});
    story.get("one", &pia, at(ORGANIZATION, &["310702641"])).await;
    story
        .get("one that is not there", &pia, at(ORGANIZATION, &["310000019"]))
        .await;
    let one = story
        .post("found", &pia, at(PARTY_LOOKUP, &[]), lookup)
        .await
        .json();
    story
        .post(
            "nobody",
            &pia,
            at(PARTY_LOOKUP, &[]),
            json!({"OrgNo": "310000019"}),
        )
        .await;
    let uuid = one["partyUuid"].as_str().unwrap();
    story.get("one", &pia, at(PARTY_BY_UUID, &[uuid])).await;
    story.get("one", &pia, at(PARTY, &["51900010"])).await;
}
