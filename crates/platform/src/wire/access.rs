//! Access management: what one may hand on, what is handed on, and whom one may act for.

use contract::client_delegation::{AGENT_CLIENTS, AGENT_PACKAGES, AGENTS, CLIENTS};
use contract::connection::{CONNECTIONS, INTERNAL_PARTY, RIGHTS, ROLES, USERS};
use contract::consent::{CONSENT_LOOKUP, CONSENT_READ};
use contract::delegation::{
    APPROVERS, AUTHORIZED_PARTIES, AUTHORIZED_PARTIES_SCOPE, AUTHORIZED_PARTY, OWNER_AUTHORIZED_PARTIES,
    OWNER_SCOPE, PACKAGE_CHECK, PACKAGES, RESOURCES, RIGHT_CHECK,
};
use contract::path;
use contract::scope::{CLIENT_DELEGATIONS_READ, CLIENT_DELEGATIONS_WRITE, PORTAL};
use contract::scope_delegation::{LOOKUP, SCOPE_DELEGATIONS};
use domain::OrgNumber;
use serde_json::json;

use super::{Story, Who, at};
use crate::altinn::agent::testing::{AGENT, CAFE, OFFICE_UUID, PLUMBER, SIGNING, client_administrator};
use crate::testing::{CONSENT, Person};

const PARTY: &str = "04c5f4c1-1626-526b-814a-6fa0920e9e39";
const HOUSING: &str = "e163ad30-c002-5e14-807d-cdf2e466d4b2";
const CLAIMS: &str = "ske-krav-og-betalinger";

pub(super) async fn story() -> Story {
    let mut story = Story::begin().await;
    checks(&mut story).await;
    connections(&mut story).await;
    parties(&mut story).await;
    clients(&mut story).await;
    altinn_tokens(&mut story).await;
    story
}

async fn checks(story: &mut Story) {
    let pia = story.leader();
    let resource = format!("party={PARTY}&resource={CLAIMS}");
    story
        .get("what she can hand on", &pia, at(RIGHT_CHECK, &[]).with(&resource))
        .await;
    let none = format!("party={PARTY}&resource=none");
    story
        .get(
            "of a resource that is not there",
            &pia,
            at(RIGHT_CHECK, &[]).with(&none),
        )
        .await;
    let packages = format!("party={PARTY}&packages=lonn&packages=skattegrunnlag");
    story
        .get(
            "what she can hand on",
            &pia,
            at(PACKAGE_CHECK, &[]).with(&packages),
        )
        .await;
    let none = format!("party={PARTY}&packages=none");
    story
        .get(
            "of a package that is not there",
            &pia,
            at(PACKAGE_CHECK, &[]).with(&none),
        )
        .await;
    let both = format!("party={PARTY}&resources={CLAIMS}&packages=lonn");
    story.get("who could", &pia, at(APPROVERS, &[]).with(&both)).await;
}

async fn connections(story: &mut Story) {
    let pia = story.leader();
    let odd = Person::employee().party_uuid;
    let party = format!("party={PARTY}");
    let to = format!("{party}&to={odd}");
    let between = format!("{party}&from={PARTY}&to={odd}");
    story
        .press(
            "a right-holder",
            &pia,
            at(CONNECTIONS, &[]).with(&format!("{party}&to={HOUSING}")),
        )
        .await;
    let check = format!("{party}&resource={CLAIMS}");
    let check = story
        .world
        .get(&format!("{RIGHT_CHECK}?{check}"), &pia.token)
        .await
        .json();
    let keys = json!({"directRightKeys": [check["rights"][0]["right"]["key"]]});
    let rights = format!("{to}&resource={CLAIMS}");
    story
        .post("handed on", &pia, at(RIGHTS, &[]).with(&rights), keys)
        .await;
    let wrong = json!({"directRightKeys": ["none"]});
    story
        .post(
            "by a key that is not one",
            &pia,
            at(RIGHTS, &[]).with(&rights),
            wrong,
        )
        .await;
    let package = format!("{to}&package=lonn");
    story
        .press("handed on", &pia, at(PACKAGES, &[]).with(&package))
        .await;
    let none = format!("{to}&package=none");
    story
        .press("one that is not there", &pia, at(PACKAGES, &[]).with(&none))
        .await;
    story
        .get(
            "all",
            &pia,
            at(CONNECTIONS, &[]).with(&format!("{party}&from={PARTY}")),
        )
        .await;
    story
        .get("between two", &pia, at(RESOURCES, &[]).with(&between))
        .await;
    let rights = format!("{between}&resource={CLAIMS}");
    story
        .get("between two", &pia, at(RIGHTS, &[]).with(&rights))
        .await;
    story
        .get("between two", &pia, at(PACKAGES, &[]).with(&between))
        .await;
    story
        .get("between two", &pia, at(ROLES, &[]).with(&between))
        .await;
    story.get("all", &pia, at(USERS, &[]).with(&party)).await;
    let package = format!("{between}&package=lonn");
    story
        .delete("taken back", &pia, at(PACKAGES, &[]).with(&package))
        .await;
    story
        .delete("taken back", &pia, at(RESOURCES, &[]).with(&rights))
        .await;
    let holder = format!("{party}&from={PARTY}&to={HOUSING}&cascade=true");
    story
        .delete(
            "taken back with everything",
            &pia,
            at(CONNECTIONS, &[]).with(&holder),
        )
        .await;
    let pushed = json!({"partyUuid": "6d0bd5ad-7a0c-4f0e-9a86-6c19e1e0f001", "displayName": "SmartRegnskap",
        "entityType": "Systembruker", "entityVariantType": "StandardSystem"});
    let token = story.world.person_token(&Person::leader(), PORTAL);
    let call = axum::http::Request::post(INTERNAL_PARTY)
        .header("PlatformAccessToken", token)
        .header("content-type", "application/json")
        .body(axum::body::Body::from(pushed.to_string()));
    story
        .send("pushed", &Who::nobody(), INTERNAL_PARTY, call.unwrap())
        .await;
}

async fn parties(story: &mut Story) {
    let pia = story.person("Pia Kran", &Person::leader(), AUTHORIZED_PARTIES_SCOPE);
    story
        .get(
            "with roles",
            &pia,
            at(AUTHORIZED_PARTIES, &[]).with("includeRoles=true"),
        )
        .await;
    let pia = story.leader();
    let one = at(AUTHORIZED_PARTY, &["51900010"]).with("includeAltinn2=true&includeAltinn3=true");
    story.get("one", &pia, one).await;
    story
        .get("another's", &pia, at(AUTHORIZED_PARTY, &["51900018"]))
        .await;
    let skd = OrgNumber::parse("974761076").unwrap();
    let owner = story.organisation("Skatteetaten", &skd, OWNER_SCOPE);
    let question = json!({"type": "urn:altinn:systemuser:uuid", "value": AGENT});
    story
        .post(
            "of a system user",
            &owner,
            at(OWNER_AUTHORIZED_PARTIES, &[]),
            question,
        )
        .await;
    let scope = story.organisation("Skatteetaten", &skd, LOOKUP);
    let query = "supplierOrg=991825827&scope=skatteetaten:kravogbetalinger";
    story
        .get("of its own scope", &scope, at(SCOPE_DELEGATIONS, &[]).with(query))
        .await;
    story.get("of nothing", &scope, at(SCOPE_DELEGATIONS, &[])).await;
    consents(story).await;
}

async fn consents(story: &mut Story) {
    let maskinporten = Story::holder("Maskinporten", story.world.vendor_token(CONSENT_READ));
    let asked = |to: &str| {
        json!({"id": CONSENT, "from": "urn:altinn:organization:identifier-no:310702641",
            "to": format!("urn:altinn:organization:identifier-no:{to}")})
    };
    for (what, to) in [("that holds", "314806956"), ("to somebody else", "991825827")] {
        story
            .post(what, &maskinporten, at(CONSENT_LOOKUP, &[]), asked(to))
            .await;
    }
}

async fn clients(story: &mut Story) {
    let read = story.person("Ida Bilag", &client_administrator(), CLIENT_DELEGATIONS_READ);
    let write = story.person("Ida Bilag", &client_administrator(), CLIENT_DELEGATIONS_WRITE);
    let party = format!("party={OFFICE_UUID}");
    let one = format!("{party}&from={PLUMBER}&to={AGENT}");
    story.get("all", &read, at(CLIENTS, &[]).with(&party)).await;
    story.get("all", &read, at(AGENTS, &[]).with(&party)).await;
    let batch = json!({"values": [{"role": "urn:altinn:external-role:ccr:regnskapsforer",
        "packages": [format!("urn:altinn:accesspackage:{SIGNING}")]}]});
    story
        .post(
            "handed on",
            &write,
            at(AGENT_PACKAGES, &[]).with(&one),
            batch.clone(),
        )
        .await;
    let stranger = format!("{party}&from={CAFE}&to={AGENT}");
    story
        .post(
            "what was not given",
            &write,
            at(AGENT_PACKAGES, &[]).with(&stranger),
            batch.clone(),
        )
        .await;
    story
        .get(
            "those of an agent",
            &read,
            at(AGENT_PACKAGES, &[]).with(&format!("{party}&to={AGENT}")),
        )
        .await;
    let method = axum::http::Method::DELETE;
    story
        .call(
            "taken back",
            &write,
            method,
            at(AGENT_PACKAGES, &[]).with(&one),
            Some(batch.clone()),
        )
        .await;
    story
        .post(
            "handed on again",
            &write,
            at(AGENT_PACKAGES, &[]).with(&one),
            batch,
        )
        .await;
    story
        .delete(
            "taken away",
            &write,
            at(AGENT_CLIENTS, &[]).with(&format!("{one}&cascade=true")),
        )
        .await;
    let agent = format!("{party}&to={AGENT}&cascade=true");
    story
        .delete("removed", &write, at(AGENTS, &[]).with(&agent))
        .await;
}

async fn altinn_tokens(story: &mut Story) {
    let vendor = Story::holder(
        "SmartCloud AS, altinn:other",
        story.world.vendor_token("altinn:other"),
    );
    story
        .get("Maskinporten's", &vendor, at(path::EXCHANGE, &["maskinporten"]))
        .await;
    story
        .get(
            "of a provider that is not trusted",
            &vendor,
            at(path::EXCHANGE, &["other"]),
        )
        .await;
    story
        .get("of another provider", &vendor, at(path::EXCHANGE, &["id-porten"]))
        .await;
    let pia = story.leader();
    story.get("a younger one", &pia, at(path::REFRESH, &[])).await;
    let nobody = Who::nobody();
    story
        .get("all", &nobody, at(path::OPENID_CONFIGURATION, &[]))
        .await;
    story.get("all", &nobody, at(path::OPENID_KEYS, &[])).await;
    let call = axum::http::Request::post(path::INTROSPECTION)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(axum::body::Body::from("token=x.y.z"));
    story
        .send(
            "no token of eFormidling's",
            &nobody,
            path::INTROSPECTION,
            call.unwrap(),
        )
        .await;
    story.get("signed out", &nobody, at(path::LOGOUT, &[])).await;
    story
        .get("nowhere to go back to", &nobody, at(path::LOGGED_OUT, &[]))
        .await;
}
