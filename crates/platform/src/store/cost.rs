//! Proof that a page far into a list costs what the first one costs: the database's own steps are counted.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::{
    ExternalRef, OrgNumber, PartyId, PartyUuid, RequestId, RequestStatus, SystemId, SystemUser,
    SystemUserRequest, SystemUserType, UserId,
};
use rusqlite::Connection;
use uuid::Uuid;

use super::{client_delegation, party, request, resource, system_user};
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

#[tokio::test]
async fn a_client_among_twice_as_many_costs_no_more_to_list() {
    let given = |connection: &Connection| client_delegation::list_given(connection, accountant(connection)?);

    let (few, some) = cost(&with_clients(ROWS / 2).await, given);
    let (many, all) = cost(&with_clients(ROWS).await, given);

    assert!(all.len() > ROWS as usize);
    let each = |steps: u64, rows: usize| steps / rows as u64;
    assert!(
        each(many, all.len()) <= each(few, some.len()) * 11 / 10,
        "{few} for {}, {many} for {}",
        some.len(),
        all.len()
    );
}

#[tokio::test]
async fn a_search_of_the_registry_ends_with_the_last_hit_that_it_has_room_for() {
    let world = testing::world().await;

    let (one, hit) = cost(&world, |connection| resource::list(connection, |_| true, 1));
    let (whole, all) = cost(&world, |connection| resource::list(connection, |_| true, 1_000));

    assert_eq!((hit.len(), hit.first()), (1, all.first()));
    assert!(all.len() > 10 && one * 5 < whole, "{one} of {whole}");
}

/// A world in which [`accountant`] has so many clients beside the seed's.
async fn with_clients(count: u32) -> TestWorld {
    let world = testing::world().await;
    let fill = move |connection: &Connection| {
        let accountant = accountant(connection)?.to_string();
        for number in 0..count {
            let client = Uuid::from_u128(u128::from(number) + 1).to_string();
            connection.execute(
                "INSERT INTO party (uuid, id, kind, name) VALUES (?1, ?2, 'organization', 'Kunde')",
                (&client, number + 1),
            )?;
            connection.execute(
                "INSERT INTO assignment (to_party, from_party, role) VALUES (?1, ?2, 'regnskapsforer')",
                (&accountant, &client),
            )?;
        }
        Ok(())
    };
    world.store.write(fill).await.unwrap();
    world
}

/// An accountant of the built-in seed.
fn accountant(connection: &Connection) -> Result<PartyUuid, Error> {
    let found = party::find_by_org(connection, &OrgNumber::parse("313908909").unwrap())?;
    Ok(found.unwrap().uuid)
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
