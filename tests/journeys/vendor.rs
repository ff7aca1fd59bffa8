//! What a vendor does besides the straight way.

use app::Failure;
use app::finding::{Fault, Place};
use domain::{MaskinportenRefusal, OrgNumberFault, Problem, SystemFault};
use tests::{CUSTOMER, SYSTEM, VENDOR, World};

/// An entry as a public guide shows it, faults and all.
const SAMPLE: &str = include_str!("sample_system.json");

#[tokio::test]
async fn a_pasted_sample_gets_its_comma_named_where_it_stands() {
    let world = World::new().await;

    let checked = world.app.check_system(SAMPLE.into(), None).await.unwrap();

    let first = &checked.findings[0];
    assert_eq!(
        (&first.fault, first.place),
        (&Fault::TrailingComma, Some(Place { line: 7, column: 39 }))
    );
}

#[tokio::test]
async fn with_its_commas_gone_the_sample_gets_its_other_faults_named_one_by_one() {
    let world = World::new().await;
    let mended = SAMPLE
        .replace("SBS\",", "SBS\"")
        .replace("systemet\",", "systemet\"");

    let checked = world.app.check_system(mended, None).await.unwrap();

    let faults: Vec<Fault> = checked
        .findings
        .into_iter()
        .map(|finding| finding.fault)
        .collect();
    assert!(
        faults.contains(&Fault::ForeignPrefix { own: VENDOR.into() }),
        "{faults:?}"
    );
    for (field, language) in [
        ("name", "nn"),
        ("name", "en"),
        ("description", "nn"),
        ("description", "en"),
    ] {
        let missing = SystemFault::LanguageMissing {
            field: field.into(),
            language: language.into(),
        };
        assert!(
            faults.contains(&Fault::System { fault: missing }),
            "{field} {language}: {faults:?}"
        );
    }
}

#[tokio::test]
async fn a_customer_number_that_is_one_digit_short_is_told_before_sending() {
    let world = World::new().await;
    world.given_a_registered_system().await;
    let mut draft = world.draft();
    draft.party_org = "57623423".into();

    let findings = world.app.check_request(draft).await.unwrap();

    assert!(findings.iter().any(|it| it.fault
        == Fault::OrgNumber {
            fault: OrgNumberFault::Length { digits: 8 }
        }));
}

#[tokio::test]
async fn a_redirect_that_the_system_has_not_registered_is_told_before_sending() {
    let world = World::new().await;
    world.given_a_registered_system().await;
    let mut draft = world.draft();
    draft.redirect_url = Some("https://smartcloud.example/elsewhere".into());

    let findings = world.app.check_request(draft.clone()).await.unwrap();

    let refused = Fault::Request {
        problem: Problem::RedirectNotAllowed,
        facts: vec![],
    };
    assert!(findings.iter().any(|it| it.fault == refused), "{findings:?}");
    let sent = world.app.send_request(draft).await;
    assert!(
        matches!(sent, Err(Failure::Invalid { .. } | Failure::Refused { .. })),
        "{sent:?}"
    );
}

#[tokio::test]
async fn a_draft_outlives_the_app_and_ends_when_it_is_sent() {
    let world = World::new().await;
    world.given_a_registered_system().await;
    let draft = world.draft();
    let keep = world.app.keep_request_draft(SYSTEM.into(), Some(draft.clone()));
    keep.await.unwrap();

    let world = world.reopen().await;

    let kept = world.app.request_draft(SYSTEM.into()).await.unwrap();
    assert_eq!(kept, Some(draft.clone()));
    world.app.send_request(draft).await.unwrap();
    assert_eq!(world.app.request_draft(SYSTEM.into()).await, Ok(None));
}

#[tokio::test]
async fn a_new_system_outlives_the_app_half_written_and_ends_when_it_is_registered() {
    let world = World::new().await;
    let half = "{ \"id\": ".to_owned();
    world.app.keep_system_draft(Some(half.clone())).await.unwrap();

    let world = world.reopen().await;

    assert_eq!(world.app.system_draft().await, Ok(Some(half)));
    world.given_a_registered_system().await;
    assert_eq!(world.app.system_draft().await, Ok(None));
}

#[tokio::test]
async fn a_withdrawn_request_is_gone_for_both() {
    let world = World::new().await;
    let request = world.given_a_request().await;

    world.app.withdraw_request(request).await.unwrap();

    assert!(
        world
            .app
            .sent_requests(SYSTEM.into(), None)
            .await
            .unwrap()
            .items
            .is_empty()
    );
    world.given_signed_in(tests::PIA).await;
    let party = world.party(CUSTOMER).await;
    assert!(
        world
            .app
            .inbox(party)
            .await
            .unwrap()
            .items
            .iter()
            .all(|row| row.id != request)
    );
}

#[tokio::test]
async fn the_diagnosis_finds_that_nobody_has_said_yes() {
    use app::token::{Answer, Question};
    let world = World::new().await;
    world.given_a_request().await;
    let refused = world.app.fetch_token(world.wish()).await;
    assert!(matches!(
        refused,
        Err(Failure::TokenRefused {
            refusal: MaskinportenRefusal::SystemUserUnresolved,
            ..
        })
    ));

    let steps = world.app.diagnose(world.wish()).await.unwrap();

    let answer = |question| {
        steps
            .iter()
            .find(|step| step.question == question)
            .unwrap()
            .answer
    };
    assert_eq!(answer(Question::SystemRegisteredHere), Answer::Yes);
    assert_eq!(answer(Question::ClientOnSystem), Answer::Yes);
    assert_eq!(answer(Question::RequestApproved), Answer::No);
}
