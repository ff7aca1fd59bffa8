//! Bad input never gives a 500: every route of every listener, called with what its document says it takes, and with that
//! spoiled in many ways, by callers who may. No answer may be a fault of ours, or one that the document does not know.
//!
//! The same calls every time; `KLARSIGNAL_FUZZ_SECONDS` goes on from there for so long.

mod call;
mod check;
mod known;
mod value;

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::{Duration, Instant};

use domain::Timestamp;
use rand::SeedableRng;
use rand::rngs::StdRng;

use call::Call;
use check::Checks;
use known::Known;

use crate::openapi::walk::Route;
use crate::scene::open::NOTHING_THERE;
use crate::scene::{Cue, Scene, Snapshot};
use crate::testing::NOW;

/// Calls of each route in every run, after the one that lets its owner in.
const ROUNDS: u64 = 8;
/// However slow the machine is, it ends after so long.
const LONGEST: Duration = Duration::from_secs(110);

#[tokio::test]
async fn no_input_makes_a_route_fail_or_answer_what_its_document_does_not_know() {
    let longer = std::env::var("KLARSIGNAL_FUZZ_SECONDS")
        .ok()
        .and_then(|text| text.parse().ok());
    let (begun, longer) = (Instant::now(), Duration::from_secs(longer.unwrap_or_default()));
    let scene = Scene::new().await;
    let known = Known::of(&scene);
    let snapshot = Snapshot::of(&scene.world.file());
    let mut checks = Checks::default();
    let mut found: BTreeMap<String, (u32, String)> = BTreeMap::new();
    let (mut round, mut calls) = (0, 0_u32);
    while round <= ROUNDS || begun.elapsed() < longer {
        for route in &scene.routes {
            // The first round goes to its end, whatever it takes: every route is called.
            if round > 0 && begun.elapsed() > LONGEST.max(longer) {
                break;
            }
            let good = good(&scene, route).await;
            let call = if round == 0 {
                Call::good(&good)
            } else {
                Call::some(route, &scene, &known, &good, &mut chance(route, round))
            };
            let answer = call.send(route).await;
            calls += 1;
            if let Err(fault) = checks.check(route, answer) {
                let first = found.entry(fault).or_insert_with(|| (0, format!("{call:?}")));
                first.0 += 1;
            }
            // What one call has changed, be it the time, is not in the way of the next.
            scene.world.clock.set(Timestamp::from_second(NOW), true);
            snapshot.put_back();
        }
        round += 1;
        if begun.elapsed() > LONGEST.max(longer) {
            break;
        }
    }
    let came = format!("{calls} calls in {round} rounds, {} s", begun.elapsed().as_secs());
    let told = found
        .iter()
        .map(|(fault, (times, call))| format!("{fault} ({times} times), first with\n    {call}"));
    assert!(
        found.is_empty(),
        "{came}\n{}",
        told.collect::<Vec<_>>().join("\n")
    );
    let closed: Vec<String> = scene
        .routes
        .iter()
        .filter(|route| {
            !checks.has_let_in(route) && !NOTHING_THERE.iter().any(|(path, _)| *path == route.path)
        })
        .map(Route::name)
        .collect();
    assert!(
        closed.is_empty(),
        "{came}; these let nobody in:\n{}",
        closed.join("\n")
    );
}

/// The call that lets a route's owner in.
async fn good(scene: &Scene, route: &Route) -> Cue {
    match route.guard() {
        Some(guard) => scene.cue(route, &[]).bearing(&scene.rightful(route, &guard)),
        None => scene.open_cue(route).await,
    }
}

/// A route's own chance, so that another route changes nothing for it.
fn chance(route: &Route, round: u64) -> StdRng {
    let mut hasher = DefaultHasher::new();
    (route.name(), round).hash(&mut hasher);
    StdRng::seed_from_u64(hasher.finish())
}
