//! What a leader does besides saying yes to one request.

use app::Failure;
use app::authority::{Preflight, Reason};
use app::history::Action;
use app::request::Approval;
use domain::{Problem, RequestStatus};
use tests::{CUSTOMER, EMPLOYEE, PIA, SYSTEM, World};

#[tokio::test]
async fn a_leader_says_no_and_keeps_the_reason() {
    let world = World::new().await;
    let request = world.given_a_request().await;
    world.given_signed_in(PIA).await;
    let party = world.party(CUSTOMER).await;

    let receipt = world
        .app
        .reject_request(party, request, Some("Vi kjenner dere ikke".into()))
        .await
        .unwrap();

    assert_eq!(receipt.action, Action::Rejected);
    assert_eq!(
        world.app.decisions(party, None).await.unwrap().items,
        vec![receipt.clone()]
    );
    assert_eq!(receipt.reason.as_deref(), Some("Vi kjenner dere ikke"));
    let seen_by_vendor = world.app.sent_request(request).await.unwrap();
    assert_eq!(seen_by_vendor.request.status, RequestStatus::Rejected);
}

#[tokio::test]
async fn a_decided_request_cannot_be_approved_again() {
    let world = World::new().await;
    let request = world.given_a_request().await;
    world.given_signed_in(PIA).await;
    let party = world.party(CUSTOMER).await;
    world.app.approve_request(party, request).await.unwrap();

    let again = world.app.approve_request(party, request).await;

    assert_eq!(
        again,
        Err(Failure::Refused {
            problem: Problem::RequestNotNew,
            facts: vec![]
        })
    );
}

#[tokio::test]
async fn of_two_answers_at_once_exactly_one_wins() {
    let world = World::new().await;
    let request = world.given_a_request().await;
    world.given_signed_in(PIA).await;
    let party = world.party(CUSTOMER).await;

    let (yes, no) = tokio::join!(
        world.app.approve_request(party, request),
        world.app.reject_request(party, request, None)
    );

    assert_ne!(yes.is_ok(), no.is_ok(), "{yes:?} {no:?}");
    let loser = yes.err().or(no.err());
    assert_eq!(
        loser,
        Some(Failure::Refused {
            problem: Problem::RequestNotNew,
            facts: vec![]
        })
    );
}

#[tokio::test]
async fn an_employee_without_authority_is_told_before_pressing_and_can_pass_it_on() {
    let world = World::new().await;
    let request = world.given_a_request().await;
    world.given_signed_in(EMPLOYEE).await;
    let party = world.party(CUSTOMER).await;

    let sheet = world.app.request_sheet(request).await.unwrap();

    assert!(!sheet.may_decide);
    let Preflight::Lacks { missing, .. } = sheet.preflight else {
        panic!("{:?}", sheet.preflight)
    };
    assert!(missing.iter().all(|it| it.reason == Reason::NotAccessManager));
    assert_eq!(
        world.app.approve_request(party, request).await,
        Err(Failure::NotAllowed)
    );
    let receipt = world.app.escalate_request(party, request).await.unwrap();
    assert_eq!(receipt.action, Action::PassedOn);
}

#[tokio::test]
async fn a_leader_chooses_a_system_from_the_list() {
    let world = World::new().await;
    world.given_a_registered_system().await;
    world.given_signed_in(PIA).await;
    let party = world.party(CUSTOMER).await;
    let systems = world.app.visible_systems().await.unwrap();
    assert!(systems.items.iter().any(|system| system.id == SYSTEM.into()));

    let offer = world.app.offer(party, SYSTEM.into()).await.unwrap();
    assert_eq!((offer.preflight, offer.existing), (Preflight::CanApprove, None));
    let receipt = world
        .app
        .create_access(party, SYSTEM.into(), "SmartRegnskap".into())
        .await
        .unwrap();

    assert_eq!(receipt.action, Action::Created);
    let again = world.app.offer(party, SYSTEM.into()).await.unwrap();
    assert_eq!(again.existing, receipt.system_user_id);
    let twice = world
        .app
        .create_access(party, SYSTEM.into(), "SmartRegnskap".into())
        .await;
    assert_eq!(
        twice,
        Err(Failure::Refused {
            problem: Problem::SystemUserExists,
            facts: vec![]
        })
    );
}

#[tokio::test]
async fn a_pasted_link_opens_its_request_and_decides_nothing() {
    let world = World::new().await;
    let request = world.given_a_request().await;
    world.given_signed_in(PIA).await;
    let link = world
        .app
        .sent_request(request)
        .await
        .unwrap()
        .confirm_url
        .unwrap();

    assert_eq!(world.app.request_in_link(link).await, Ok(request));

    let untouched = world.app.request_sheet(request).await.unwrap();
    assert_eq!(untouched.request.status, RequestStatus::New);
    assert!(
        world
            .app
            .request_in_link("https://example.org/?id=1".into())
            .await
            .is_err()
    );
}

#[tokio::test]
async fn outside_the_portal_the_answer_is_given_on_altinns_own_page() {
    let world = World::outside_the_portal().await;
    let request = world.given_a_request().await;
    world.given_signed_in(PIA).await;
    let party = world.party(CUSTOMER).await;
    let confirm_url = world
        .app
        .sent_request(request)
        .await
        .unwrap()
        .confirm_url
        .unwrap();
    world.app.request_in_link(confirm_url.clone()).await.unwrap();

    let approval = world.app.approve_request(party, request).await;

    assert_eq!(approval, Ok(Approval::ContinueAt { confirm_url }));
    let untouched = world.app.sent_request(request).await.unwrap();
    assert_eq!(untouched.request.status, RequestStatus::New);
}
