//! Nothing lost, nothing double: many at once do what only one may, on the real store. Exactly one wins, and each of the
//! others gets the answer that comes to those who are late.

use std::future::Future;
use std::sync::Arc;

use axum::http::StatusCode;
use contract::path;
use serde_json::{Value, json};
use tokio::task::JoinSet;
use uuid::Uuid;

use super::testing::{self, Altinn, PARTY, SYSTEM, agent_request, request, system};
use crate::testing::Answer;

/// Who come at once.
const MANY: usize = 12;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_request_is_approved_once() {
    let altinn = given_system().await;
    let standard = altinn.given_request_called("one").await;
    let agent = altinn.given_agent_request().await;
    let user = altinn.given_request_called("other").await;
    altinn.approve(&user).await;
    let change = altinn.given_change_request(&user).await;
    for (pattern, id) in [
        (path::APPROVE_REQUEST, standard),
        (path::APPROVE_AGENT_REQUEST, agent),
        (path::APPROVE_CHANGE_REQUEST, change),
    ] {
        let answers = at_once(&altinn, move |altinn, _| {
            let id = id.clone();
            async move { altinn.as_leader(pattern, &[PARTY, &id]).await }
        })
        .await;
        one_won(&answers, 200, |late| code(late) == (409, json!("AUTH-00013")));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn yes_and_no_are_never_both_said() {
    let altinn = given_system().await;
    let id = altinn.given_request_called("one").await;
    let answers = {
        let id = id.clone();
        at_once(&altinn, move |altinn, number| {
            let id = id.clone();
            let verbs = [path::APPROVE_REQUEST, path::REJECT_REQUEST];
            async move { altinn.as_leader(verbs[number % 2], &[PARTY, &id]).await }
        })
        .await
    };
    one_won(&answers, 200, |late| code(late) == (409, json!("AUTH-00013")));
    let is_accepted = altinn.read_request(&id).await["status"] == "Accepted";
    let lives = altinn.read_system_user(&id).await.status == StatusCode::OK;
    assert_eq!(is_accepted, lives);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_reference_gives_one_request() {
    let altinn = given_system().await;
    for asks_for_agent in [false, true] {
        let answers = at_once(&altinn, move |altinn, _| async move {
            if asks_for_agent {
                altinn.ask_for_agent(agent_request()).await
            } else {
                altinn.ask(request()).await
            }
        })
        .await;
        let ids: Vec<Value> = answers.iter().map(|answer| answer.json()["id"].clone()).collect();
        assert!(ids.iter().all(|id| *id == ids[0] && id.is_string()), "{ids:?}");
        one_won(&answers, 201, |late| late.status == StatusCode::OK);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_correlation_id_gives_one_change_request() {
    let altinn = given_system().await;
    let user = altinn.given_system_user().await;
    let id = Uuid::from_u128(7);
    let answers = at_once(&altinn, move |altinn, _| {
        let user = user.clone();
        let body = json!({"unwantedAccessPackages": system()["accessPackages"]});
        async move { altinn.ask_for_change_called(id, &user, body).await }
    })
    .await;
    one_won(&answers, 201, |late| {
        late.status == StatusCode::OK && late.json()["id"] == id.to_string()
    });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_id_and_one_client_give_one_system() {
    let altinn = Arc::new(testing::altinn().await);
    let answers = at_once(&altinn, |altinn, _| async move {
        let mut body = system();
        body["clientId"] = json!([]);
        altinn.register(body).await
    })
    .await;
    one_won(&answers, 200, |late| fault(late) == "AUTH.VLD-00002");

    let answers = at_once(&altinn, |altinn, number| async move {
        let mut body = system();
        body["id"] = json!(format!("991825827_{number}"));
        altinn.register(body).await
    })
    .await;
    one_won(&answers, 200, |late| fault(late) == "AUTH.VLD-00004");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_system_user_has_a_reference_whoever_makes_it() {
    let altinn = given_system().await;
    let mut asked = request();
    asked["externalRef"] = Value::Null;
    let request = testing::id_of(&altinn.ask(asked).await);
    let answers = at_once(&altinn, move |altinn, number| {
        let request = request.clone();
        async move {
            if number == 0 {
                altinn.approve(&request).await
            } else {
                altinn.create_system_user().await
            }
        }
    })
    .await;
    one_won(&answers, 200, |late| code(late) == (400, json!("AUTH-00004")));
    let users = altinn
        .get(&path::fill(path::SYSTEM_USERS, &[PARTY]), &altinn.leader())
        .await;
    assert_eq!(users.json().as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_system_user_is_deleted_once() {
    let altinn = given_system().await;
    let id = altinn.given_system_user().await;
    let answers = at_once(&altinn, move |altinn, _| {
        let id = id.clone();
        async move { altinn.delete_system_user(&id).await }
    })
    .await;
    one_won(&answers, 202, |late| {
        (late.status, late.text()) == (StatusCode::NOT_FOUND, "0")
    });
}

async fn given_system() -> Arc<Altinn> {
    let altinn = testing::altinn().await;
    altinn.given_system(system()).await;
    assert!(altinn.read_system(SYSTEM).await["id"].is_string());
    Arc::new(altinn)
}

/// The answers to many calls, each made by a task of its own.
async fn at_once<F>(altinn: &Arc<Altinn>, call: impl Fn(Arc<Altinn>, usize) -> F) -> Vec<Answer>
where
    F: Future<Output = Answer> + Send + 'static,
{
    let calls: JoinSet<Answer> = (0..MANY).map(|number| call(altinn.clone(), number)).collect();
    calls.join_all().await
}

#[track_caller]
fn one_won(answers: &[Answer], won: u16, is_late: impl Fn(&Answer) -> bool) {
    let (winners, late): (Vec<&Answer>, Vec<&Answer>) =
        answers.iter().partition(|answer| answer.status.as_u16() == won);
    let told: Vec<_> = answers
        .iter()
        .map(|answer| (answer.status, answer.text()))
        .collect();
    assert_eq!(winners.len(), 1, "{told:#?}");
    assert!(late.iter().all(|answer| is_late(answer)), "{told:#?}");
}

fn code(answer: &Answer) -> (u16, Value) {
    (answer.status.as_u16(), answer.json()["code"].clone())
}

fn fault(answer: &Answer) -> Value {
    answer.json()["validationErrors"][0]["code"].clone()
}
