//! What a person sees and chooses.

use domain::{PartyId, PartyUuid, UserId};
use uuid::Uuid;

use super::*;
use crate::seed;

#[tokio::test]
async fn a_person_chosen_on_the_page_ends_up_in_the_tokens() {
    let world = testing::world().await;
    let mut browser = Browser::new(&world);
    let page = browser.authorize(&call()).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.text()
            .contains("<strong>Pia Kran</strong><small>Daglig leder, Rør og Vann AS")
    );

    let sent_back = browser.submit(&page, &[("pid", Person::leader().pid)]).await;
    let parameters = sent_back_to(&sent_back);
    assert_eq!(
        (&parameters["state"], &parameters["iss"]),
        (&json!("the-state"), &json!("http://idporten.test"))
    );
    let answer = redeem(&world, parameters["code"].as_str().unwrap(), &[]).await;

    let body = answer.json();
    assert_eq!(body["scope"], "openid altinn:portal/enduser");
    assert_eq!(
        (&body["refresh_token"], &body["expires_in"]),
        (&Value::Null, &json!(1800))
    );
    let id = claims(&world, &body["id_token"]);
    assert_eq!(
        (
            &id["aud"],
            &id["nonce"],
            &id["pid"],
            &id["acr"],
            &id["amr"],
            &id["sid"]
        ),
        (
            &json!("klarsignal-desktop"),
            &json!("the-nonce"),
            &json!(Person::leader().pid),
            &json!("idporten-loa-substantial"),
            &json!(["TestID"]),
            &Value::Null,
        )
    );
    let access = claims(&world, &body["access_token"]);
    assert_eq!(
        (&access["client_amr"], &access["sub"]),
        (&json!("none"), &id["sub"])
    );
    assert_ne!(access["sub"], Person::leader().pid);
}

#[tokio::test]
async fn the_page_can_be_loaded_again_in_another_language_and_the_call_is_kept() {
    let world = testing::world().await;
    let mut browser = Browser::new(&world);
    let page = browser.authorize(&with(&[("ui_locales", "se nn")])).await;
    assert!(page.text().contains(r#"<html lang="nn""#));
    assert!(page.text().contains("Vel ein person"));
    assert!(!page.text().contains("<script"));

    let english = link(&page, r#"hreflang="en""#);
    let page = browser.get(&english).await;
    assert!(page.text().contains("Choose a person"));
    let sent_back = browser.submit(&page, &[("pid", Person::leader().pid)]).await;
    let body = redeem(&world, sent_back_to(&sent_back)["code"].as_str().unwrap(), &[])
        .await
        .json();
    assert_eq!(claims(&world, &body["id_token"])["locale"], "en");
}

#[tokio::test]
async fn the_browsers_language_is_used_when_the_client_wants_none() {
    let world = testing::world().await;
    let mut browser = Browser::new(&world);
    let call =
        Request::get(format!("/authorize?{}", encoded(&call()))).header(header::ACCEPT_LANGUAGE, "en-GB");
    let onwards = browser.send(call, String::new()).await;
    let page = browser.get(onwards.header(header::LOCATION)).await;
    assert!(page.text().contains(r#"<html lang="en""#));
}

#[tokio::test]
async fn the_level_is_chosen_on_the_page_and_never_lower_than_the_client_wants() {
    let world = testing::world().await;
    for (wanted, chosen, given) in [
        ("", "high", "idporten-loa-high"),
        ("", "low", "idporten-loa-substantial"),
        ("idporten-loa-low", "low", "idporten-loa-low"),
        (
            "eidas-loa-high idporten-loa-low",
            "substantial",
            "idporten-loa-high",
        ),
        ("unknown", "nonsense", "idporten-loa-substantial"),
    ] {
        let mut browser = Browser::new(&world);
        let page = browser.authorize(&with(&[("acr_values", wanted)])).await;
        let sent_back = browser
            .submit(&page, &[("pid", Person::leader().pid), ("level", chosen)])
            .await;
        let body = redeem(&world, sent_back_to(&sent_back)["code"].as_str().unwrap(), &[])
            .await
            .json();
        assert_eq!(
            claims(&world, &body["id_token"])["acr"],
            given,
            "{wanted} {chosen}"
        );
    }
}

#[tokio::test]
async fn a_level_is_a_link_to_the_same_page() {
    let world = testing::world().await;
    let mut browser = Browser::new(&world);
    let page = browser.authorize(&call()).await;
    assert!(!page.text().contains("Lavt"));
    let page = browser.get(&link(&page, "level=high")).await;
    assert!(page.text().contains(r#"<span aria-current="true">Høyt</span>"#));
}

#[tokio::test]
async fn whoever_is_not_among_the_first_is_found_by_name_number_or_organisation() {
    let world = testing::world().await;
    crowd(&world, 30).await;
    let mut browser = Browser::new(&world);
    let page = browser.authorize(&call()).await;
    assert_eq!(page.text().matches("page-choice\"").count(), 20);
    assert!(page.text().contains("Det finnes flere."));
    let (_, after) = page.text().split_once(r#"name="ticket" value=""#).unwrap();
    let ticket = after.split('"').next().unwrap().to_owned();
    for (search, found) in [
        ("mengde nr29", "NR29 ÅPEN MENGDE"),
        ("ÅPEN nr28", "NR28 ÅPEN MENGDE"),
        (Person::leader().pid, "Pia Kran"),
        ("128478", "Pia Kran"),
        ("310 702 641", "Pia Kran"),
    ] {
        let query = encoded(&[("ticket", ticket.clone()), ("q", search.to_owned())]);
        let page = browser.get(&format!("/sign-in?{query}")).await;
        assert!(
            page.text().contains(&format!("<strong>{found}</strong>")),
            "{search}"
        );
        assert!(page.text().matches("page-choice\"").count() <= 5, "{search}");
    }
    let query = encoded(&[("ticket", ticket), ("q", "\"<script>%_".to_owned())]);
    let nobody = browser.get(&format!("/sign-in?{query}")).await;
    assert!(
        nobody
            .text()
            .contains("Ingen personer passar".trim_end_matches("ar"))
    );
    assert!(!nobody.text().contains("<script>"));
}

#[tokio::test]
async fn whoever_cancels_is_sent_back_with_that() {
    let world = testing::world().await;
    let mut browser = Browser::new(&world);
    let page = browser.authorize(&call()).await;
    let answer = browser.submit(&page, &[("cancel", "yes")]).await;
    let parameters = sent_back_to(&answer);
    assert_eq!(
        (&parameters["error"], &parameters["iss"]),
        (&json!("access_denied"), &json!("http://idporten.test"))
    );
}

#[tokio::test]
async fn a_number_that_could_be_real_is_refused_on_the_page_and_the_page_stays() {
    let world = testing::world().await;
    let mut browser = Browser::new(&world);
    let page = browser.authorize(&call()).await;
    let again = browser.submit(&page, &[("pid", "06057897380\"><script>")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains(r##"<a class="ds-link" href="#pid">"##));
    assert!(!again.text().contains("<script>"));
    let then = browser.submit(&again, &[("pid", "068578 97380")]).await;
    assert_eq!(then.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_page_is_answered_once_and_within_ten_minutes() {
    let world = testing::world().await;
    let mut browser = Browser::new(&world);
    let page = browser.authorize(&call()).await;
    let choice = [("pid", Person::leader().pid)];
    assert_eq!(browser.submit(&page, &choice).await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        browser.submit(&page, &choice).await.status,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(
        browser.get("/sign-in?ticket=guessed").await.status,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(browser.get("/sign-in").await.status, StatusCode::BAD_REQUEST);

    let late = Browser::new(&world).authorize(&call()).await;
    world.clock.advance(10 * 60 + 1);
    assert_eq!(
        browser.submit(&late, &choice).await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn a_form_that_another_site_wrote_signs_nobody_in() {
    let world = testing::world().await;
    let mut browser = Browser::new(&world);
    let page = browser.authorize(&call()).await;
    let choice = [("pid", Person::leader().pid)];
    let forged = browser.submit(&page, &[choice[0], ("form_key", "guessed")]).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    let elsewhere = Browser::new(&world).submit(&page, &choice).await;
    assert_eq!(elsewhere.status, StatusCode::FORBIDDEN);
    assert_eq!(browser.submit(&page, &choice).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_page_allows_nothing_that_it_does_not_need() {
    let world = testing::world().await;
    let page = Browser::new(&world).authorize(&call()).await;
    let policy = page.header(header::CONTENT_SECURITY_POLICY);
    assert!(
        policy.contains("form-action 'self' http://127.0.0.1:50123;"),
        "{policy}"
    );
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
}

#[tokio::test]
async fn consent_is_asked_for_when_the_client_wants_it() {
    let world = testing::world().await;
    let mut browser = Browser::new(&world);
    let page = browser.authorize(&with(&[("prompt", "consent")])).await;
    let consent = browser.submit(&page, &[("pid", Person::leader().pid)]).await;
    assert!(
        consent.text().contains("<strong>Pia Kran</strong>"),
        "{}",
        consent.text()
    );
    assert!(consent.text().contains("<code>altinn:portal/enduser</code>"));
    let sent_back = browser.submit(&consent, &[("consent", "yes")]).await;
    assert!(sent_back_to(&sent_back).get("code").is_some());

    let again = browser.authorize(&with(&[("prompt", "consent")])).await;
    assert!(again.text().contains("<strong>Pia Kran</strong>"));
    assert!(
        !again.text().contains("page-choice"),
        "who is signed in is not asked who they are"
    );
    let refused = browser.submit(&again, &[("cancel", "yes")]).await;
    assert_eq!(sent_back_to(&refused)["error"], "access_denied");
}

#[tokio::test]
async fn the_style_comes_from_here() {
    let world = testing::world().await;
    let style = send(&world, Request::get("/page.css"), String::new()).await;
    assert_eq!(style.header(header::CONTENT_TYPE), "text/css; charset=utf-8");
}

/// The address of the link whose tag holds `mark`.
fn link(page: &Answer, mark: &str) -> String {
    let tags = page.text().split("<a ").skip(1);
    let tag = tags
        .map(|tag| tag.split('>').next().unwrap())
        .find(|tag| tag.contains(mark))
        .unwrap();
    let (_, href) = tag.split_once(r#"href=""#).unwrap();
    href.split('"').next().unwrap().replace("&amp;", "&")
}

async fn crowd(world: &TestWorld, people: u32) {
    let fill = move |tx: &rusqlite::Connection| {
        for number in 0..people {
            crate::store::person::save(
                tx,
                &seed::Person {
                    pid: format!("{:011}", 99_900_000_000_u64 + u64::from(number)),
                    name: format!("NR{number} ÅPEN MENGDE"),
                    user_id: UserId(30_000_000 + number),
                    party_id: PartyId(60_000_000 + number),
                    party_uuid: PartyUuid(Uuid::from_u128(u128::from(number) + 1)),
                    roles: vec![],
                },
            )?;
        }
        Ok(())
    };
    world.store.write(fill).await.unwrap();
}
