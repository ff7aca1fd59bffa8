//! What must not happen: links that decide, forms from elsewhere, strangers, and half links.

use axum::http::StatusCode;

use super::browser::Browser;
use crate::altinn::testing::{self, Altinn, PARTY, Person, access_manager};

async fn given() -> (Altinn, String) {
    let altinn = testing::listening_altinn().await;
    altinn.given_system(testing::system()).await;
    let id = altinn.given_request_called("a").await;
    (altinn, id)
}

#[tokio::test]
async fn no_link_decides() {
    let (altinn, id) = given().await;
    let mut pia = Browser::of(&altinn, Person::leader());
    for page in [
        "request",
        "request/approve",
        "request/reject",
        "request/escalate",
        "request/receipt",
    ] {
        let shown = pia
            .open(&format!("/accessmanagement/ui/systemuser/{page}?id={id}"))
            .await;
        assert_eq!(shown.status(), StatusCode::OK, "{page}");
    }
    assert_eq!(altinn.read_request(&id).await["status"], "New");
}

#[tokio::test]
async fn a_form_from_elsewhere_changes_nothing() {
    let (altinn, id) = given().await;
    let user = altinn.given_system_user().await;
    let mut pia = Browser::of(&altinn, Person::leader());
    pia.open(&format!("/accessmanagement/ui/systemuser/request?id={id}"))
        .await;
    for page in [
        format!("request/approve?id={id}"),
        format!("request/reject?id={id}"),
        format!("{user}/remove?party={PARTY}"),
    ] {
        for form in [
            "",
            "form_key=",
            "form_key=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        ] {
            let shown = pia
                .send(&format!("/accessmanagement/ui/systemuser/{page}"), form)
                .await;
            assert_eq!(shown.status(), StatusCode::FORBIDDEN, "{page}");
            assert!(shown.says("Ingenting er endret."), "{}", shown.text());
        }
    }
    let out = pia.send("/accessmanagement/ui/signout", "form_key=x").await;
    assert_eq!(out.status(), StatusCode::FORBIDDEN);
    assert!(pia.holds("AltinnStudioRuntime"));
    assert_eq!(altinn.read_request(&id).await["status"], "New");
    assert_eq!(altinn.read_system_user(&user).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_session_that_ended_signs_in_again_before_it_answers() {
    let (altinn, id) = given().await;
    let mut pia = Browser::of(&altinn, Person::leader());
    let confirm = pia
        .open(&format!(
            "/accessmanagement/ui/systemuser/request/approve?id={id}"
        ))
        .await;
    pia.forget("AltinnStudioRuntime");
    let shown = pia.submit(&confirm, &[]).await;
    assert!(
        shown.says("Gi SmartRegnskap tilgang hos Rør og Vann AS?"),
        "{}",
        shown.text()
    );
    assert_eq!(altinn.read_request(&id).await["status"], "New");
}

#[tokio::test]
async fn an_access_manager_is_told_what_she_lacks_before_she_presses() {
    let (altinn, id) = given().await;
    let mut siv = Browser::of(&altinn, access_manager());
    let request = siv
        .open(&format!("/accessmanagement/ui/systemuser/request?id={id}"))
        .await;
    assert!(request.says("Du mangler 2 fullmakter"), "{}", request.text());
    assert!(request.says("Disse kan godkjenne"));
    assert!(request.says("Pia Kran"));
    assert!(!request.says("/request/approve"));
    assert!(request.says("/request/reject"));

    let confirm = siv
        .open(&format!(
            "/accessmanagement/ui/systemuser/request/approve?id={id}"
        ))
        .await;
    let refused = siv.submit(&confirm, &[]).await;
    assert_eq!(refused.status(), StatusCode::FORBIDDEN);
    assert!(
        refused.says("Systemtilgangen ble ikke godkjent"),
        "{}",
        refused.text()
    );
    assert!(refused.says("Det stopper her"));
    assert!(refused.says("AUTH-00068"));
    assert_eq!(altinn.read_request(&id).await["status"], "New");
}

#[tokio::test]
async fn a_stranger_is_told_to_sign_in_as_somebody_else() {
    let (altinn, id) = given().await;
    let mut hans = Browser::of(&altinn, Person::outsider());
    let shown = hans
        .open(&format!("/accessmanagement/ui/systemuser/request?id={id}"))
        .await;
    assert_eq!(shown.status(), StatusCode::FORBIDDEN);
    assert!(
        shown.says("Du har ingen tilknytning til virksomheten"),
        "{}",
        shown.text()
    );
    assert!(shown.says("Logg ut"));
    assert!(!shown.says("SmartRegnskap"));
    let list = hans
        .open(&format!("/accessmanagement/ui/systemuser/overview?party={PARTY}"))
        .await;
    assert_eq!(list.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_cannot_be_answered_says_why() {
    let (altinn, id) = given().await;
    let mut pia = Browser::of(&altinn, Person::leader());
    let unknown = "/accessmanagement/ui/systemuser/request?id=00000000-0000-4000-8000-000000000000";
    let shown = pia.open(unknown).await;
    assert_eq!(shown.status(), StatusCode::NOT_FOUND);
    assert!(shown.says("Forespørselen finnes ikke for denne virksomheten."));
    for half in [
        "request",
        "request?id=",
        "request?id=123",
        "agentrequest?id=x",
        "request/approve?id=x",
    ] {
        let shown = pia.open(&format!("/accessmanagement/ui/systemuser/{half}")).await;
        assert_eq!(shown.status(), StatusCode::BAD_REQUEST, "{half}");
    }
    let other = pia
        .open(&format!(
            "/accessmanagement/ui/systemuser/request/destroy?id={id}"
        ))
        .await;
    assert_eq!(other.status(), StatusCode::BAD_REQUEST);
    altinn.clock.advance(181 * 24 * 60 * 60);
    let aged = pia
        .open(&format!("/accessmanagement/ui/systemuser/request?id={id}"))
        .await;
    assert!(
        aged.says("Forespørselen er for gammel til å bli besvart"),
        "{}",
        aged.text()
    );
    assert!(!aged.says("/request/approve"));
}

#[tokio::test]
async fn a_sign_in_that_was_not_begun_here_signs_nobody_in() {
    let (altinn, _) = given().await;
    let mut pia = Browser::of(&altinn, Person::leader());
    for query in ["code=abc&state=x", "error=access_denied&state=x", ""] {
        let shown = pia
            .open(&format!("/accessmanagement/ui/signin/callback?{query}"))
            .await;
        assert_eq!(shown.status(), StatusCode::BAD_REQUEST, "{query}");
        assert!(shown.says("Innloggingen ble ikke fullført"));
        assert!(!pia.holds("AltinnStudioRuntime"));
    }
}
