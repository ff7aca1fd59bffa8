//! Proof that a page far into a list costs what the first one costs: the database's own steps are counted.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::{
    ExternalRef, OrgNumber, PartyId, RequestId, RequestStatus, SystemId, SystemUser, SystemUserRequest,
    SystemUserType, UserId,
};
use rusqlite::Connection;
use uuid::Uuid;

use super::{request, system_user};
use crate::error::Error;
use crate::testing::{self, TestWorld};

const ROWS: u32 = 1_000;
const PAGE: u32 = 51;

#[tokio::test]
async fn the_last_page_of_system_users_costs_no_more_than_the_first() {
    let world = crowded().await;
    let page = |from| {
        move |connection: &Connection| Ok(system_user::list_of_system(connection, &system(), from, PAGE)?)
    };

    let (first, whole) = cost(&world, page(0));
    let (last, end) = cost(&world, page(i64::from(ROWS) - i64::from(PAGE) + 1));

    assert_eq!((whole.len(), end.len()), (PAGE as usize, PAGE as usize));
    assert!(last <= first * 11 / 10, "first {first}, last {last}");
}

#[tokio::test]
async fn the_last_page_of_requests_costs_no_more_than_the_first() {
    let world = crowded().await;
    let kind = SystemUserType::Standard;
    let page = |from| {
        move |connection: &Connection| Ok(request::list_of_system(connection, &system(), kind, from, PAGE)?)
    };

    let (first, whole) = cost(&world, page(0));
    let (last, end) = cost(&world, page(whole[0].0 + i64::from(ROWS) - i64::from(PAGE)));

    assert_eq!((whole.len(), end.len()), (PAGE as usize, PAGE as usize));
    assert!(last <= first * 11 / 10, "first {first}, last {last}");
}

#[tokio::test]
async fn finding_one_among_many_is_a_few_steps() {
    let world = crowded().await;
    let find = |connection: &Connection| {
        let reference = ExternalRef::from("r999");
        Ok(system_user::find_by_reference(
            connection,
            &system(),
            &testing::customer(),
            &reference,
        )?)
    };
    let (steps, found) = cost(&world, find);
    assert!(found.is_some());
    assert!(steps < 200, "{steps}");
}

/// A world in which one system has [`ROWS`] requests and as many system users.
async fn crowded() -> TestWorld {
    let world = testing::world().await;
    let now = world.clock.now();
    let fill = move |connection: &Connection| {
        for number in 0..ROWS {
            let request = numbered(number, now);
            request::add(connection, &request)?;
            let user: SystemUser = request.system_user(&vendor(), now);
            system_user::add(connection, &user, PartyId(1), UserId(1))?;
        }
        Ok(())
    };
    world.store.write(fill).await.unwrap();
    world
}

fn numbered(number: u32, now: domain::Timestamp) -> SystemUserRequest {
    SystemUserRequest {
        id: RequestId(Uuid::from_u128(u128::from(number) + 1)),
        kind: SystemUserType::Standard,
        integration_title: "Title".into(),
        external_ref: ExternalRef(format!("r{number}")),
        system_id: system(),
        party_org: testing::customer(),
        rights: vec![],
        access_packages: vec![],
        status: RequestStatus::Accepted,
        redirect_url: None,
        escalated: false,
        created: now,
    }
}

/// How many steps the database's machine takes for a piece of work, and what came of it.
fn cost<T>(world: &TestWorld, work: impl Fn(&Connection) -> Result<T, Error>) -> (u64, T) {
    let steps = Arc::new(AtomicU64::new(0));
    let counter = steps.clone();
    let count = move || {
        counter.fetch_add(1, Ordering::Relaxed);
        false
    };
    let outcome = world.store.read(|connection| {
        work(connection)?;
        connection.progress_handler(1, Some(count))?;
        let outcome = work(connection);
        connection.progress_handler(0, None::<fn() -> bool>)?;
        outcome
    });
    (steps.load(Ordering::Relaxed), outcome.unwrap())
}

/// A system of the built-in seed with nobody in it yet.
fn system() -> SystemId {
    SystemId::from("314800117_lonnsom_lonn")
}

fn vendor() -> OrgNumber {
    OrgNumber::parse("314800117").unwrap()
}
