//! Each of the four questions says no in the same words (identity.md 8.4).

use axum::body::Body;
use axum::http::{Request, header};
use contract::claim::SCOPE;

use super::{ask, code, permitted, send, token};
use crate::service_owner::enrol;
use crate::testing::{self, customer, nowhere};

const QUESTIONS: [&str; 4] = ["aapnekrav", "krav", "innbetalinger", "utbetalinger"];
const YEAR: &str = "fraOgMed=2026-01-01&tilOgMed=2026-06-30";

fn address(organization: &str, question: &str) -> String {
    format!("/v1/regnskapssystem/{organization}/{question}?{YEAR}")
}

#[tokio::test]
async fn every_question_is_refused_by_the_same_codes() {
    let world = permitted().await;
    let (good, mine) = (token(&world, SCOPE), customer());
    let without_a_system_user = world.vendor_token(SCOPE);
    for question in QUESTIONS {
        for (organization, token, expected) in [
            (mine.as_str(), "", "KB-004"),
            (mine.as_str(), "crooked", "KB-004"),
            (mine.as_str(), &world.vendor_token("other:scope"), "KB-004"),
            (mine.as_str(), &without_a_system_user, "DAS-008"),
            ("991825827", &good, "KB-005"),
            ("310702640", &good, "KB-006"),
            ("889640782", &good, "KB-009"),
        ] {
            let answer = ask(&world, &address(organization, question), token).await;
            assert_eq!(code(&answer), expected, "{question} of {organization}");
        }
        let call = Request::get(address(mine.as_str(), question)).header(header::ACCEPT, "text/html");
        let answer = send(&world, call.body(Body::empty()).unwrap()).await;
        assert_eq!(code(&answer), "KB-008", "{question}");
    }
}

#[tokio::test]
async fn a_period_in_which_nothing_happened_holds_nothing() {
    let world = permitted().await;
    let good = token(&world, SCOPE);
    for question in &QUESTIONS[1..] {
        let path = format!("/v1/regnskapssystem/{}/{question}", customer());
        let long_ago = format!("{path}?fraOgMed=1999-01-01&tilOgMed=1999-12-31");
        assert_eq!(code(&ask(&world, &long_ago, &good).await), "KB-007", "{question}");
        let two_years = format!("{path}?fraOgMed=2024-01-01&tilOgMed=2026-01-02");
        assert_eq!(
            code(&ask(&world, &two_years, &good).await),
            "KB-006",
            "{question}"
        );
    }
}

#[tokio::test]
async fn without_its_neighbours_the_service_owner_says_that_it_cannot_answer() {
    let world = testing::world_at(nowhere(), 50).await;
    let (key, now) = (world.keys.service_owner.jwk().clone(), world.clock.now());
    world.store.write(move |tx| enrol(tx, &key, now)).await.unwrap();
    let good = token(&world, SCOPE);
    for question in QUESTIONS {
        let answer = ask(&world, &address(customer().as_str(), question), &good).await;
        assert_eq!(
            (answer.status.as_u16(), &*code(&answer)),
            (500, "KB-002"),
            "{question}"
        );
    }
}
