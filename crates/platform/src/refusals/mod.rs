//! Nobody sees or does what is not theirs: every route of every listener against every caller that it must refuse.
//!
//! The routes and who may call them come from the documents, so that no route is forgotten; and what a document says of a
//! route's guard is thereby found to be true. Every call is one that its owner is let in with, so that only the caller, or
//! whose thing it is about, can be what is wrong.

mod callers;
mod open;
mod table;

use std::collections::BTreeSet;
use std::fmt::Debug;

use axum::http::Method;

use crate::openapi::walk::Route;
use crate::scene::{Cue, Scene, Side, Snapshot, who, with_second};
use crate::testing::Person;
use callers::Wrong;
use table::{Row, SAFE_POSTS};

#[tokio::test]
async fn the_owner_is_let_in_everywhere_and_what_is_written_is_there() {
    let scene = Scene::new().await;
    let snapshot = Snapshot::of(&scene.world.file());
    let (mut used, mut faults) = (BTreeSet::new(), vec![]);
    for (route, guard) in scene.guarded() {
        let token = scene.rightful(route, &guard);
        let answer = scene.cue(route, &[]).bearing(&token).send(route).await;
        let name = route.name();
        if !answer.status.is_success() && !answer.status.is_redirection() {
            faults.push(format!("{name}: {} {}", answer.status, answer.text()));
        }
        let changes = snapshot.changes();
        let is_get = route.method == Method::GET;
        let safe = SAFE_POSTS
            .iter()
            .position(|(path, _)| !is_get && route.path.ends_with(path));
        used.extend(safe);
        if (is_get || safe.is_some()) != changes.is_empty() {
            faults.push(format!("{name} changed {changes:?}"));
        }
        snapshot.put_back();
    }
    faults.extend(stale(SAFE_POSTS, &used));
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[tokio::test]
async fn nobody_comes_in_without_a_token() {
    all_are_refused(Wrong::NoToken).await;
}

#[tokio::test]
async fn nobody_comes_in_with_a_token_that_has_ended() {
    all_are_refused(Wrong::Ended).await;
}

#[tokio::test]
async fn nobody_comes_in_with_a_token_of_another_issuer() {
    all_are_refused(Wrong::OtherIssuer).await;
}

#[tokio::test]
async fn every_other_scope_is_the_wrong_one() {
    all_are_refused(Wrong::OtherScopes).await;
}

#[tokio::test]
async fn a_vendor_does_nothing_with_what_is_another_s() {
    all_are_refused(Wrong::OtherVendor).await;
}

#[tokio::test]
async fn a_leader_does_nothing_for_an_organisation_that_is_another_s() {
    all_are_refused(Wrong::OtherLeader).await;
}

#[tokio::test]
async fn a_person_without_a_role_does_nothing() {
    all_are_refused(Wrong::Employee).await;
}

#[tokio::test]
async fn a_vendor_is_no_person_and_a_person_no_vendor() {
    all_are_refused(Wrong::OtherKind).await;
}

/// Everybody who is wrong in some way asks for what is ours, on every route.
async fn all_are_refused(wrong: Wrong) {
    let scene = Scene::new().await;
    let tokens: Vec<_> = scene
        .guarded()
        .map(|(route, guard)| (route, scene.cue(route, &[]), wrong.tokens(&scene, route, &guard)))
        .collect();
    if wrong == Wrong::Ended {
        scene.world.clock.advance(31 * 60);
    }
    let mut walk = Walk::of(&scene, &scene.ours, wrong.rows(), wrong.has_own());
    for (route, cue, tokens) in &tokens {
        for token in tokens {
            let cue = cue.clone().bearing(token);
            walk.refused(route, &cue, wrong.name(), wrong.statuses()).await;
        }
    }
    walk.end();
}

#[tokio::test]
async fn nobody_reaches_what_is_theirs_through_what_is_ours() {
    let scene = Scene::new().await;
    let mut walk = Walk::of(&scene, &scene.theirs, table::SWAPPED, true);
    for (route, guard) in scene.guarded() {
        let token = scene.rightful(route, &guard);
        let slots = scene.cue(route, &[]).slots;
        let every: Vec<&str> = slots.iter().map(String::as_str).collect();
        for slot in &every {
            let cue = scene.cue(route, &[slot]).bearing(&token);
            walk.refused(route, &cue, slot, &[401, 403, 404]).await;
        }
        if every.len() > 1 {
            let cue = scene.cue(route, &every).bearing(&token);
            walk.refused(route, &cue, "all", &[401, 403, 404]).await;
        }
    }
    walk.end();
}

#[tokio::test]
async fn each_scope_that_a_route_names_is_enough() {
    let scene = Scene::new().await;
    let snapshot = Snapshot::of(&scene.world.file());
    let mut faults = vec![];
    for (route, guard) in scene.guarded() {
        for scope in &guard.scopes {
            let scopes = with_second(route, scope);
            let token = scene.token(&scene.ours, who(route, &guard), &scopes);
            let mut cue = scene.cue(route, &[]).bearing(&token);
            if scope.contains(":fromothers.") {
                cue.address = from_others(&scene, &cue.address);
            }
            let answer = cue.send(route).await;
            if !answer.status.is_success() && !answer.status.is_redirection() {
                faults.push(format!(
                    "{} with {scopes}: {} {}",
                    route.name(),
                    answer.status,
                    answer.text()
                ));
            }
            snapshot.put_back();
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// The same address about what others have given to us, instead of what we have given.
fn from_others(scene: &Scene, address: &str) -> String {
    let (us, employee) = (scene.ours.uuid, Person::employee().party_uuid);
    address
        .replace(
            &format!("from={us}"),
            &format!("from={}", scene.ours.linked_client),
        )
        .replace(&format!("to={employee}"), &format!("to={us}"))
}

/// Calls that must be refused, and what became of them.
struct Walk<'a> {
    /// Whose things the caller may know nothing of.
    hidden: &'a Side,
    snapshot: Snapshot,
    rows: &'static [Row],
    /// Who asks about nothing that is ours alone may be told their own.
    have_own: bool,
    used: BTreeSet<usize>,
    faults: Vec<String>,
}

impl<'a> Walk<'a> {
    fn of(scene: &Scene, hidden: &'a Side, rows: &'static [Row], have_own: bool) -> Self {
        Self {
            snapshot: Snapshot::of(&scene.world.file()),
            hidden,
            rows,
            have_own,
            used: BTreeSet::new(),
            faults: vec![],
        }
    }

    /// The answer has one of these statuses, or the one that the table has; it tells nothing that is not the caller's, and
    /// everything is as it was.
    async fn refused(&mut self, route: &Route, cue: &Cue, what: &str, statuses: &[u16]) {
        let answer = cue.send(route).await;
        let (name, status) = (route.name(), answer.status.as_u16());
        let at = self.rows.iter().position(|row| row.is_about(route, what));
        let row = at.map(|at| &self.rows[at]);
        if row.is_some_and(|row| row.status == status) {
            self.used.extend(at);
        }
        let is_free = row.is_some_and(|row| row.is_free);
        let is_own = row.is_none() && self.have_own && cue.slots.is_empty();
        let expected = match row {
            Some(row) if row.status == status => true,
            Some(row) => row.is_free && statuses.contains(&status),
            None => statuses.contains(&status) || (is_own && answer.status.is_success()),
        };
        let body = String::from_utf8_lossy(&answer.body);
        if !expected {
            self.faults.push(format!("{name}, {what}: {status} {body:.300}"));
        }
        if !route.knows(answer.status) {
            self.faults
                .push(format!("{name}, {what}: its document does not know {status}"));
        }
        let told = self.hidden.secrets().find(|secret| body.contains(secret));
        if let Some(told) = told.filter(|_| answer.status.is_success() && !is_free) {
            self.faults.push(format!("{name}, {what}: told {told}"));
        }
        let may_change = answer.status.is_success() && (is_free || is_own);
        let changes = self.snapshot.changes();
        if !changes.is_empty() && !may_change {
            self.faults.push(format!("{name}, {what}: changed {changes:?}"));
        }
        self.snapshot.put_back();
    }

    fn end(self) {
        let stale = stale(self.rows, &self.used);
        let faults: Vec<String> = self.faults.into_iter().chain(stale).collect();
        assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    }
}

/// The rows of a table that nothing was like.
fn stale<T: Debug>(rows: &[T], used: &BTreeSet<usize>) -> impl Iterator<Item = String> {
    let rows = rows.iter().enumerate().filter(|(row, _)| !used.contains(row));
    rows.map(|(_, row)| format!("nothing is as the table says: {row:?}"))
}
