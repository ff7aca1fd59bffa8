//! Coming and going.

use app::Failure;
use app::session::Session;
use tests::{CUSTOMER, PIA, World};

#[tokio::test]
async fn a_person_signs_in_through_the_browser_and_is_known_by_name() {
    let world = World::new().await;
    assert_eq!(world.app.status().await.unwrap().session, Session::SignedOut);

    world.given_signed_in(PIA).await;

    let session = world.app.status().await.unwrap().session;
    assert!(
        matches!(session, Session::SignedIn { ref person, .. } if person == PIA),
        "{session:?}"
    );
    let parties = world.app.parties().await.unwrap();
    assert!(
        parties
            .iter()
            .any(|choice| choice.party.org_number.as_ref().unwrap().as_str() == CUSTOMER)
    );
}

#[tokio::test]
async fn nobody_sees_an_inbox_without_signing_in() {
    let world = World::new().await;

    assert_eq!(world.app.parties().await, Err(Failure::SignedOut));
}

#[tokio::test]
async fn a_person_who_gives_up_can_begin_again() {
    let world = World::new().await;
    world.app.begin_sign_in("nb".into()).await.unwrap();

    world.app.cancel_sign_in().await.unwrap();

    assert_eq!(world.app.status().await.unwrap().session, Session::SignedOut);
    world.given_signed_in(PIA).await;
}

#[tokio::test]
async fn signing_out_forgets_the_person() {
    let world = World::new().await;
    world.given_signed_in(PIA).await;

    world.app.sign_out().await.unwrap();

    assert_eq!(world.app.parties().await, Err(Failure::SignedOut));
}
