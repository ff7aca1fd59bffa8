//! The service owner among its neighbours: Maskinporten and Altinn really listen, and are really asked.

mod consent;
mod refused;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use contract::claim::{AapneKrav, AlleKrav, SCOPE};
use contract::token::authorization_details::SystemUserDetail;
use domain::{OrgNumber, SystemId, SystemUserId};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use uuid::Uuid;

use super::{enrol, router};
use crate::running::{finish, platform_router};
use crate::store;
use crate::testing::{self, Answer, TestWorld, customer, nowhere, vendor};
use crate::world::Listeners;

const SYSTEM_USER: SystemUserId = SystemUserId(Uuid::from_u128(7));
const OPEN: &str = "/v1/regnskapssystem/310702641/aapnekrav";
const CLAIMS: &str = "/v1/regnskapssystem/310702641/krav";

#[tokio::test]
async fn a_permitted_system_user_sees_open_claims_that_add_up() {
    let world = permitted().await;
    let answer = ask(&world, OPEN, &token(&world, SCOPE)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());

    let body: AapneKrav = serde_json::from_slice(&answer.body).unwrap();
    let sums = &body.total_oversikt;
    assert_eq!(
        sums.saldo,
        sums.sum_forfalte_krav + sums.sum_ikke_forfalte_krav + sums.sum_stipulerte_renter
            - sums.sum_uplasserte_innbetalinger
    );
    let open = domain::claim::OpenClaims::try_from(body).unwrap();
    assert!(!open.claims.is_empty());
}

#[tokio::test]
async fn what_altinn_no_longer_permits_is_refused_at_once_with_the_same_token() {
    let world = permitted().await;
    let token = token(&world, SCOPE);
    assert_eq!(ask(&world, OPEN, &token).await.status, StatusCode::OK);
    world
        .store
        .write(|tx| store::delegation::remove_all(tx, SYSTEM_USER.0))
        .await
        .unwrap();

    let answer = ask(&world, OPEN, &token).await;

    assert_eq!(
        (answer.status, code(&answer)),
        (StatusCode::FORBIDDEN, "KB-005".into())
    );
}

#[tokio::test]
async fn another_organisations_claims_are_refused() {
    let world = permitted().await;
    let answer = ask(
        &world,
        "/v1/regnskapssystem/991825827/aapnekrav",
        &token(&world, SCOPE),
    )
    .await;
    assert_eq!(
        (answer.status, code(&answer)),
        (StatusCode::FORBIDDEN, "KB-005".into())
    );
}

#[tokio::test]
async fn a_token_without_a_system_user_is_refused() {
    let world = permitted().await;
    let plain = world.vendor_token(SCOPE);
    let answer = ask(&world, OPEN, &plain).await;
    assert_eq!(
        (answer.status, code(&answer)),
        (StatusCode::FORBIDDEN, "DAS-008".into())
    );
}

#[tokio::test]
async fn an_organisation_that_nobody_knows_is_told_apart_from_one_that_is_not_ones_own() {
    let world = permitted().await;
    let unknown = ask(
        &world,
        "/v1/regnskapssystem/889640782/aapnekrav",
        &token(&world, SCOPE),
    )
    .await;
    assert_eq!(
        (unknown.status, code(&unknown)),
        (StatusCode::NOT_FOUND, "KB-009".into())
    );
}

#[tokio::test]
async fn what_was_paid_is_told_on_the_claim_and_on_the_payment() {
    let world = permitted().await;
    let period = "?fraOgMed=2025-05-28&tilOgMed=2026-05-28";
    let token = token(&world, SCOPE);
    let claims = ask(&world, &format!("{CLAIMS}{period}"), &token).await.json();
    let mut parts = claims["krav"]
        .as_array()
        .unwrap()
        .iter()
        .map(|krav| &krav["kravforfall"][0]);
    let paid = parts
        .rfind(|part| part["plassertInnbetaling"].is_array())
        .unwrap();
    let placed = &paid["plassertInnbetaling"][0];
    assert_eq!(placed["innbetaltFra"]["konto"]["kontonummer"], "******02641");
    assert_eq!(paid["betalingsinformasjon"]["valutakode"], "NOK");

    let payments = "/v1/regnskapssystem/310702641/innbetalinger?fraOgMed=2025-05-28&tilOgMed=2026-05-28";
    let payments = ask(&world, payments, &token).await.json();
    let all = payments["innbetaling"].as_array().unwrap();
    let same = all
        .iter()
        .find(|one| one["innbetalingsidentifikator"] == placed["innbetalingsIdentifikator"]);
    let back = &same.unwrap()["plassertKrav"][0];
    assert_eq!(
        back["kravforfallIdentifikator"],
        paid["kravforfallsIdentifikator"]
    );
    assert_eq!(back["opprinneligKravforfallsbeloep"], paid["opprinneligBeloep"]);
}

#[tokio::test]
async fn the_same_is_told_in_xml() {
    let world = permitted().await;
    let token = token(&world, SCOPE);
    let address = format!(
        "{CLAIMS}?fraOgMed=2025-06-01&tilOgMed=2026-05-01&Korrelasjonsid=33a0911a-5459-456f-bc57-3d37ef9a016c"
    );
    let call = Request::get(&address)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::ACCEPT, "application/xml");
    let xml = send(&world, call.body(Body::empty()).unwrap()).await;
    let json: AlleKrav = serde_json::from_slice(&ask(&world, &address, &token).await.body).unwrap();
    assert_eq!(quick_xml::de::from_str::<AlleKrav>(xml.text()).unwrap(), json);
    assert_eq!(
        xml.headers["Korrelasjonsid"],
        "33a0911a-5459-456f-bc57-3d37ef9a016c"
    );
}

#[tokio::test]
async fn a_token_that_cannot_be_trusted_is_401() {
    let world = permitted().await;
    let good = token(&world, SCOPE);
    let (message, signature) = good.rsplit_once('.').unwrap();
    let (_, claims) = message.split_once('.').unwrap();
    let claims_of_good: Value = contract::token::Compact::parse(&good).unwrap().claims().unwrap();
    let strangers = testing::stranger().sign(&claims_of_good).unwrap();
    let unsigned = format!("eyJhbGciOiJub25lIn0.{claims}.");
    let changed = format!("{message}x.{signature}");
    let exchanged = world.altinn_token(&vendor(), SCOPE, vec![]);
    let wrong_scope = token(&world, "skatteetaten:annet");
    let issued_for = |aud: &str| {
        let mut claims = claims_of_good.clone();
        claims["aud"] = json!(aud);
        world.keys.maskinporten.sign(&claims).unwrap()
    };
    let for_another = issued_for("https://another.example");
    let answer = ask(&world, OPEN, &issued_for("unspecified")).await;
    assert_eq!(answer.status, StatusCode::OK);
    for bad in [
        &for_another,
        "",
        "rubbish",
        &strangers,
        &unsigned,
        &changed,
        &exchanged,
        &wrong_scope,
    ] {
        let answer = ask(&world, OPEN, bad).await;
        assert_eq!(
            (answer.status, code(&answer)),
            (StatusCode::UNAUTHORIZED, "KB-004".into()),
            "{bad}"
        );
    }
    world.clock.advance(200);
    assert_eq!(code(&ask(&world, OPEN, &good).await), "KB-004");
}

#[tokio::test]
async fn a_period_is_two_dates_in_order_and_at_most_a_year() {
    let world = permitted().await;
    let token = token(&world, SCOPE);
    for (query, wrong) in [
        ("", "fraOgMed mangler"),
        ("?fraOgMed=2026-01-01", "tilOgMed mangler"),
        (
            "?fraOgMed=2026-13-01&tilOgMed=2026-12-01",
            "fraOgMed er ikke en dato",
        ),
        (
            "?fraOgMed=2026-02-01&tilOgMed=2026-01-01",
            "tilOgMed er før fraOgMed",
        ),
        ("?fraOgMed=2025-01-01&tilOgMed=2026-01-02", "lengre enn ett år"),
    ] {
        let answer = ask(&world, &format!("{CLAIMS}{query}"), &token).await;
        assert_eq!(
            (answer.status, code(&answer)),
            (StatusCode::BAD_REQUEST, "KB-006".into()),
            "{query}"
        );
        assert!(answer.text().contains(wrong), "{}", answer.text());
    }
    let year = ask(
        &world,
        &format!("{CLAIMS}?fraOgMed=2025-06-01&tilOgMed=2026-06-01"),
        &token,
    )
    .await;
    assert_eq!(year.status, StatusCode::OK, "{}", year.text());
    let long_ago = ask(
        &world,
        &format!("{CLAIMS}?fraOgMed=1999-01-01&tilOgMed=1999-02-01"),
        &token,
    )
    .await;
    assert_eq!(
        (long_ago.status, code(&long_ago)),
        (StatusCode::NOT_FOUND, "KB-007".into())
    );
}

#[tokio::test]
async fn payments_and_payouts_of_a_year_are_told() {
    let world = permitted().await;
    let token = token(&world, SCOPE);
    for (path, list) in [("innbetalinger", "innbetaling"), ("utbetalinger", "utbetaling")] {
        let address = format!("/v1/regnskapssystem/310702641/{path}?fraOgMed=2024-06-01&tilOgMed=2025-05-31");
        let answer = ask(&world, &address, &token).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        assert!(!answer.json()[list].as_array().unwrap().is_empty());
    }
}

#[tokio::test]
async fn faults_come_as_xml_when_xml_is_asked_for_and_carry_the_callers_correlation_id() {
    let world = permitted().await;
    let id = "33a0911a-5459-456f-bc57-3d37ef9a016c";
    let call = Request::get(OPEN)
        .header(header::ACCEPT, "application/xml")
        .header("Korrelasjonsid", id);
    let answer = send(&world, call.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.text().contains("<kode>KB-004</kode>"), "{}", answer.text());
    assert!(
        answer
            .text()
            .contains(&format!("<korrelasjonsid>{id}</korrelasjonsid>"))
    );
}

#[tokio::test]
async fn other_formats_and_other_addresses_are_refused() {
    let world = permitted().await;
    let call = Request::get(OPEN)
        .header(header::ACCEPT, "text/html")
        .body(Body::empty())
        .unwrap();
    let other = send(&world, call).await;
    assert_eq!(
        (other.status, code(&other)),
        (StatusCode::NOT_ACCEPTABLE, "KB-008".into())
    );
    assert_eq!(code(&ask(&world, "/v2/anything", "").await), "KB-003");
    let token = token(&world, SCOPE);
    assert_eq!(
        code(&ask(&world, "/v1/ukjent/310702641/aapnekrav", &token).await),
        "KB-006"
    );
    assert_eq!(
        code(&ask(&world, "/v1/regnskapssystem/310702640/aapnekrav", &token).await),
        "KB-006"
    );
}

/// A world whose Maskinporten and Altinn listen, where the customer has let the system user read its claims.
async fn permitted() -> TestWorld {
    let (platform, maskinporten) = (listener().await, listener().await);
    let addresses = Listeners {
        platform: platform.local_addr().unwrap(),
        maskinporten: maskinporten.local_addr().unwrap(),
        ..nowhere()
    };
    let world = testing::world_at(addresses, 50).await;
    serve(platform, platform_router(&world));
    serve(maskinporten, finish(crate::maskinporten::router(), &world));
    let (key, now) = (world.keys.service_owner.jwk().clone(), world.clock.now());
    world
        .store
        .write(move |tx| {
            enrol(tx, &key, now)?;
            let party = store::party::find_by_org(tx, &customer())?.unwrap();
            store::delegation::save_right(
                tx,
                party.uuid,
                SYSTEM_USER.0,
                &"ske-krav-og-betalinger".into(),
                "read",
                now,
            )
        })
        .await
        .unwrap();
    world
}

async fn listener() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").await.unwrap()
}

fn serve(listener: TcpListener, router: Router) {
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
}

/// A system-user token of SmartCloud AS for the customer.
fn token(world: &TestWorld, scope: &str) -> String {
    let system = SystemId::from("991825827_smartregnskap");
    let detail = SystemUserDetail::new(&customer(), SYSTEM_USER, system, None);
    let vendor: OrgNumber = vendor();
    world.maskinporten_token(&vendor, scope, vec![detail])
}

async fn ask(world: &TestWorld, path: &str, token: &str) -> Answer {
    let call = Request::get(path).header(header::AUTHORIZATION, format!("Bearer {token}"));
    send(world, call.body(Body::empty()).unwrap()).await
}

/// Each call gets a router of its own, so nothing is remembered between them but what the world holds.
async fn send(world: &TestWorld, call: Request<Body>) -> Answer {
    testing::answer(finish(router(), world), call).await
}

fn code(answer: &Answer) -> String {
    answer.json()["kode"].as_str().unwrap().to_owned()
}
