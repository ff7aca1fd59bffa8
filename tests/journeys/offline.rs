//! With the world out of reach.

use app::Failure;
use tests::{CUSTOMER, PIA, World};

#[tokio::test]
async fn the_last_known_lists_stay_with_their_time_and_decisions_are_refused() {
    let mut world = World::new().await;
    let request = world.given_a_request().await;
    world.given_signed_in(PIA).await;
    let party = world.party(CUSTOMER).await;
    let fresh = world.app.inbox(party).await.unwrap();
    assert_eq!(fresh.stale, None);

    world.stop_platform().await;

    let last_known = world.app.inbox(party).await.unwrap();
    assert_eq!((last_known.items, last_known.as_of), (fresh.items, fresh.as_of));
    assert!(matches!(last_known.stale, Some(Failure::Offline { .. })));
    let decided = world.app.approve_request(party, request).await;
    assert!(matches!(decided, Err(Failure::Offline { .. })), "{decided:?}");
}
