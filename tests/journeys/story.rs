//! The whole story of a standard system user, from the vendor's first form to the leader's second thought.

use app::Failure;
use app::authority::Preflight;
use app::request::Approval;
use domain::{MaskinportenRefusal, RequestStatus};
use tests::{CUSTOMER, PIA, SYSTEM, World};

#[tokio::test]
async fn a_vendor_asks_a_leader_says_yes_the_system_works_and_the_leader_takes_it_back() {
    let world = World::new().await;

    // SmartCloud AS registers SmartRegnskap and asks Rør og Vann AS for access.
    world.given_a_registered_system().await;
    let sent = world.app.send_request(world.draft()).await.unwrap();
    assert_eq!(sent.request.status, RequestStatus::New);
    assert!(sent.confirm_url.is_some());

    // Pia signs in, finds the request in her inbox, and is told that she can approve it.
    world.given_signed_in(PIA).await;
    let party = world.party(CUSTOMER).await;
    let inbox = world.app.inbox(party).await.unwrap();
    assert!(
        inbox
            .items
            .iter()
            .any(|row| row.id == sent.request.id && row.preflight == Preflight::CanApprove)
    );
    let sheet = world.app.request_sheet(sent.request.id).await.unwrap();
    assert_eq!(sheet.authorities.len(), 1);
    assert_eq!(sheet.preflight, Preflight::CanApprove);

    // No token yet: nobody has said yes.
    let too_early = world.app.fetch_token(world.wish()).await;
    assert!(matches!(
        too_early,
        Err(Failure::TokenRefused {
            refusal: MaskinportenRefusal::SystemUserUnresolved,
            ..
        })
    ));

    // Pia says yes. The vendor's list turns by itself.
    let Approval::Done { decision } = world.app.approve_request(party, sent.request.id).await.unwrap() else {
        panic!("the local portal decides here");
    };
    assert_eq!(decision.system_id, SYSTEM.into());
    let list = world.app.sent_requests(SYSTEM.into(), None).await.unwrap();
    assert_eq!(list.items[0].request.status, RequestStatus::Accepted);

    // The system fetches its token, and Skatteetaten answers with claims whose totals fit.
    let token = world.app.fetch_token(world.wish()).await.unwrap();
    assert!(token.payload.contains("urn:altinn:systemuser"));
    let claims = world.app.open_claims(world.wish()).await.unwrap();
    assert_eq!(claims.party_org.as_str(), CUSTOMER);
    assert!(!claims.claims.is_empty());

    // Pia sees what would stop, and takes it back.
    let accesses = world.app.accesses(party).await.unwrap();
    let access = accesses
        .items
        .iter()
        .find(|row| row.access.system_id == SYSTEM.into())
        .unwrap()
        .access
        .id;
    let impact = world.app.removal_impact(party, access).await.unwrap();
    assert_eq!(impact.sheet.authorities.len(), 1);
    world
        .app
        .remove_access(party, access, Some("Vi bytter system".into()))
        .await
        .unwrap();

    // The token from before opens nothing, and there is no new one.
    let refused = world.app.open_claims(world.wish()).await;
    assert!(
        matches!(refused, Err(Failure::ServiceRefused { .. })),
        "{refused:?}"
    );
    let gone = world.app.fetch_token(world.wish()).await;
    assert!(matches!(
        gone,
        Err(Failure::TokenRefused {
            refusal: MaskinportenRefusal::SystemUserUnresolved,
            ..
        })
    ));

    // Her own history remembers both, and why.
    let history = world.app.decisions(party, None).await.unwrap();
    assert_eq!(history.items.len(), 2);
    assert_eq!(history.items[0].reason.as_deref(), Some("Vi bytter system"));
}
