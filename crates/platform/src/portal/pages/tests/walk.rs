//! Whole walks: a vendor asks, a person reads, answers in two steps, and goes back to the vendor.

use axum::http::StatusCode;
use contract::{path, scope};
use serde_json::json;

use super::browser::Browser;
use crate::altinn::agent;
use crate::altinn::testing::{self, Altinn, PARTY, Person};

async fn given() -> Altinn {
    let altinn = testing::listening_altinn().await;
    altinn.given_system(testing::system()).await;
    altinn
}

fn confirm_url(kind: &str, id: &str) -> String {
    format!("/accessmanagement/ui/systemuser/{kind}?id={id}&DONTCHOOSEREPORTEE=true")
}

#[tokio::test]
async fn a_vendor_asks_and_a_leader_approves_in_two_steps_and_goes_back() {
    let altinn = given().await;
    let id = altinn.given_request_called("a").await;
    let mut pia = Browser::of(&altinn, Person::leader());

    let request = pia.open(&confirm_url("request", &id)).await;
    assert_eq!(request.status(), StatusCode::OK, "{}", request.text());
    assert!(request.says("SmartRegnskap vil handle på vegne av Rør og Vann AS"));
    assert!(request.says("Du kan godkjenne dette alene."));
    assert!(request.says("991\u{a0}825\u{a0}827"));
    assert!(request.says("Krav og betalinger"));
    assert!(request.says("Pia Kran"));
    assert!(pia.holds("AltinnStudioRuntime"));

    let confirm = pia.open(&request.link("Godkjenn systemtilgang …")).await;
    assert!(confirm.says("Gi SmartRegnskap tilgang hos Rør og Vann AS?"));
    assert_eq!(altinn.read_request(&id).await["status"], "New");

    let receipt = pia.submit(&confirm, &[]).await;
    assert!(
        receipt.url.path().ends_with("/request/receipt"),
        "{}",
        receipt.url
    );
    assert!(receipt.says("Systemtilgangen er godkjent"), "{}", receipt.text());
    assert_eq!(altinn.read_request(&id).await["status"], "Accepted");

    let vendor = pia.open(&receipt.link("Gå tilbake til SmartCloud AS")).await;
    assert_eq!(
        vendor.url.as_str(),
        "https://smartcloud.example/done?x=1",
        "{}",
        vendor.text()
    );
    assert!(!pia.holds("AltinnStudioRuntime") && !pia.holds("AltinnLogoutInfo"));
}

#[tokio::test]
async fn a_leader_rejects_in_two_steps() {
    let altinn = given().await;
    let id = altinn.given_request_called("a").await;
    let mut pia = Browser::of(&altinn, Person::leader());
    let request = pia.open(&confirm_url("request", &id)).await;
    let confirm = pia.open(&request.link("Avvis …")).await;
    assert!(confirm.says("Avvise forespørselen fra SmartRegnskap?"));
    let receipt = pia.submit(&confirm, &[]).await;
    assert!(receipt.says("Forespørselen er avvist"));
    let again = pia.open(&confirm_url("request", &id)).await;
    assert!(again.says("Forespørselen er allerede avvist"));
    assert!(!again.says("/request/approve"));
}

#[tokio::test]
async fn an_employee_passes_a_request_on_and_the_leader_finds_it() {
    let altinn = given().await;
    let id = altinn.given_request_called("a").await;
    let mut odd = Browser::of(&altinn, Person::employee());
    let request = odd.open(&confirm_url("request", &id)).await;
    assert!(
        request.says("Du kan ikke svare for Rør og Vann AS"),
        "{}",
        request.text()
    );
    assert!(request.says("Pia Kran"));
    assert!(!request.says("/request/approve"));
    assert!(!request.says("/request/reject"));
    let confirm = odd.open(&request.link("Send videre …")).await;
    let receipt = odd.submit(&confirm, &[]).await;
    assert!(
        receipt.says("Forespørselen er sendt videre"),
        "{}",
        receipt.text()
    );

    let mut pia = Browser::of(&altinn, Person::leader());
    let list = pia
        .open(&format!("/accessmanagement/ui/systemuser/overview?party={PARTY}"))
        .await;
    assert!(list.says("Venter på svar"), "{}", list.text());
    assert!(list.says(&format!("/request?id={id}&amp;skiplogout=true")));
}

#[tokio::test]
async fn an_agent_request_is_approved_and_leads_to_the_clients() {
    let altinn = given().await;
    let id = altinn.given_agent_request().await;
    let mut pia = Browser::of(&altinn, Person::leader());
    let request = pia.open(&confirm_url("agentrequest", &id)).await;
    assert!(request.says("SmartRegnskap vil handle på vegne av klientene til Rør og Vann AS"));
    let confirm = pia.open(&request.link("Godkjenn systemtilgang …")).await;
    let receipt = pia.submit(&confirm, &[]).await;
    assert!(receipt.says("Systemtilgangen er godkjent"), "{}", receipt.text());
    let clients = pia.open(&receipt.link("Knytt til klienter")).await;
    assert_eq!(clients.status(), StatusCode::OK, "{}", clients.text());
    assert!(clients.says("Klienter for SmartRegnskap"));
    assert!(clients.says("Ingen klienter er knyttet til ennå."));
}

#[tokio::test]
async fn an_access_is_found_read_and_removed_in_two_steps() {
    let altinn = given().await;
    let id = altinn.given_system_user().await;
    let mut pia = Browser::of(&altinn, Person::leader());
    let list = pia
        .open(&format!("/accessmanagement/ui/systemuser/overview?party={PARTY}"))
        .await;
    assert!(list.says("Egne systemtilganger"), "{}", list.text());
    let address = format!("/accessmanagement/ui/systemuser/{id}?party={PARTY}");
    let detail = pia.open(&address).await;
    assert!(
        detail.says("SmartRegnskap kan handle på vegne av Rør og Vann AS"),
        "{}",
        detail.text()
    );
    let removal = pia.open(&detail.link("Fjern tilgang …")).await;
    assert!(removal.says("Dette slutter å virke"));
    assert!(removal.says("Krav og betalinger"));
    assert_eq!(altinn.read_system_user(&id).await.status, StatusCode::OK);
    let done = pia.submit(&removal, &[]).await;
    assert!(done.says("Systemtilgangen er fjernet"), "{}", done.text());
    assert_eq!(altinn.read_system_user(&id).await.status, StatusCode::NOT_FOUND);
    assert_eq!(pia.open(&address).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn signing_out_ends_the_session_and_leads_back_in() {
    let altinn = given().await;
    let id = altinn.given_request_called("a").await;
    let mut pia = Browser::of(&altinn, Person::leader());
    let request = pia.open(&confirm_url("request", &id)).await;
    let form = [
        ("form_key", request.field("form_key")),
        ("goto", request.field("goto").replace("&amp;", "&")),
    ];
    let form = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(&form)
        .finish();
    let out = pia.send("/accessmanagement/ui/signout", &form).await;
    assert!(!pia.holds("AltinnStudioRuntime"));
    assert!(out.says("Du er logget ut"), "{}", out.text());
    let back = pia.open(&out.link("Logg inn")).await;
    assert!(
        back.says("SmartRegnskap vil handle på vegne av"),
        "{}",
        back.text()
    );
}

#[tokio::test]
async fn the_language_that_is_chosen_stays() {
    let altinn = given().await;
    let id = altinn.given_request_called("a").await;
    let mut pia = Browser::of(&altinn, Person::leader());
    let english = pia
        .open(&format!("{}&lang=en", confirm_url("request", &id)))
        .await;
    assert!(
        english.says("You can approve this yourself."),
        "{}",
        english.text()
    );
    let still = pia.open(&confirm_url("request", &id)).await;
    assert!(still.says("You can approve this yourself."));
    assert!(still.says("Claims and payments"));
}

#[tokio::test]
async fn a_change_is_shown_with_what_is_held_today_and_approved() {
    let altinn = testing::listening_altinn().await;
    let mut wider = testing::system();
    wider["accessPackages"] = json!([package("lonn"), package("skattegrunnlag")]);
    altinn.given_system(wider).await;
    let user = altinn.given_system_user().await;
    let change = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
    let address = format!(
        "{}?correlation-id={change}&system-user-id={user}",
        path::VENDOR_CHANGE_REQUESTS
    );
    let body = json!({
        "requiredAccessPackages": [package("skattegrunnlag")],
        "unwantedAccessPackages": [package("lonn")],
        "redirectUrl": "https://smartcloud.example/done?x=1",
    });
    let asked = altinn
        .post(&address, &altinn.vendor_token(scope::REQUEST_WRITE), body)
        .await;
    assert_eq!(asked.status, StatusCode::CREATED, "{}", asked.text());
    let mut pia = Browser::of(&altinn, Person::leader());

    let request = pia.open(&confirm_url("changerequest", change)).await;
    assert!(
        request.says("SmartCloud AS vil endre tilgangen SmartRegnskap har hos Rør og Vann AS"),
        "{}",
        request.text()
    );
    for heading in ["Dette blir lagt til", "Dette blir tatt bort", "Har i dag"] {
        assert!(request.says(heading), "{heading}");
    }
    let confirm = pia.open(&request.link("Godkjenn endringen …")).await;
    let receipt = pia.submit(&confirm, &[]).await;
    assert!(receipt.says("Systemtilgangen er endret"), "{}", receipt.text());
    let detail = pia.open(&receipt.link("Se systemtilgangen")).await;
    assert!(detail.says("urn:altinn:accesspackage:skattegrunnlag"));
    assert!(!detail.says("urn:altinn:accesspackage:lonn"));
}

#[tokio::test]
async fn a_client_is_linked_and_after_a_second_question_unlinked() {
    let altinn = testing::listening_altinn().await;
    let mut morten = Browser::of(&altinn, agent::testing::leader());
    let list = morten.open("/accessmanagement/ui/systemuser/overview").await;
    assert!(list.says("Systemtilganger for klienter"), "{}", list.text());
    let (_, rest) = list
        .text()
        .split_once("<h2>Systemtilganger for klienter</h2>")
        .unwrap();
    let address = rest
        .split("href=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .replace("&amp;", "&");
    let detail = morten.open(&address).await;
    let clients = morten.open(&detail.link("Se og endre klienter")).await;
    assert_eq!(clients.status(), StatusCode::OK, "{}", clients.text());
    let linked_before = clients.text().matches("agentdelegation/confirm").count();

    let available = clients.text().split_once("Kan knyttes til").unwrap().1;
    let (_, rest) = available.split_once("name=\"client\" value=\"").unwrap();
    let client = rest.split('"').next().unwrap().to_owned();
    let linked = morten
        .submit(&clients, &[("change", "link"), ("client", &client)])
        .await;
    assert_eq!(linked.status(), StatusCode::OK, "{}", linked.text());
    assert_eq!(
        linked.text().matches("agentdelegation/confirm").count(),
        linked_before + 1
    );

    let confirm = linked.url.path().to_owned() + "/confirm?party=51900018&client=" + &client;
    let confirm = morten.open(&confirm).await;
    assert!(confirm.says("Ja, ta bort klienten"), "{}", confirm.text());
    let form = [
        ("form_key", confirm.field("form_key")),
        ("client", client),
        ("change", "unlink".to_owned()),
    ];
    let form = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(&form)
        .finish();
    let target = format!("{}?party=51900018", linked.url.path());
    let unlinked = morten.send(&target, &form).await;
    assert_eq!(
        unlinked.text().matches("agentdelegation/confirm").count(),
        linked_before
    );
    let stolen = morten
        .send(&target, &form.replace("form_key=", "form_key=x"))
        .await;
    assert_eq!(stolen.status(), StatusCode::FORBIDDEN);
}

fn package(code: &str) -> serde_json::Value {
    json!({ "urn": format!("urn:altinn:accesspackage:{code}") })
}
