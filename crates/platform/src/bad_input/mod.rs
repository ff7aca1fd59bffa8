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

use rand::SeedableRng;
use rand::rngs::StdRng;

use call::Call;
use check::Checks;
use known::Known;

use crate::openapi::walk::Route;
use crate::scene::Scene;

/// Calls of each route in every run.
const ROUNDS: u64 = 12;
/// After so many rounds the world is new: what was deleted is there again.
const ROUNDS_OF_A_WORLD: u64 = 6;

#[tokio::test]
async fn no_input_makes_a_route_fail_or_answer_what_its_document_does_not_know() {
    let longer = std::env::var("KLARSIGNAL_FUZZ_SECONDS")
        .ok()
        .and_then(|text| text.parse().ok());
    let (begun, longer) = (Instant::now(), Duration::from_secs(longer.unwrap_or_default()));
    let mut checks = Checks::default();
    let mut found: BTreeMap<String, (u32, String)> = BTreeMap::new();
    let mut round = 0;
    while round < ROUNDS || begun.elapsed() < longer {
        let scene = Scene::new().await;
        let known = Known::of(&scene);
        for left in (0..ROUNDS_OF_A_WORLD).rev() {
            for route in &scene.routes {
                // It puts the world back, and with it what the other routes find in it.
                if left > 0 && route.name().starts_with("Control") {
                    continue;
                }
                let mut chance = chance(route, round);
                let call = Call::some(route, &scene, &known, &mut chance);
                let answer = call.send(route).await;
                if let Err(fault) = checks.check(route, answer) {
                    let first = found.entry(fault).or_insert_with(|| (0, format!("{call:?}")));
                    first.0 += 1;
                }
            }
            round += 1;
        }
    }
    let told = found
        .iter()
        .map(|(fault, (times, call))| format!("{fault} ({times} times), first with\n    {call}"));
    assert!(found.is_empty(), "\n{}", told.collect::<Vec<_>>().join("\n"));
    let (let_in, called) = checks.let_in();
    assert!(
        let_in * 2 > called,
        "only {let_in} of {called} routes let anybody in"
    );
}

/// A route's own chance, so that another route changes nothing for it.
fn chance(route: &Route, round: u64) -> StdRng {
    let mut hasher = DefaultHasher::new();
    (route.name(), round).hash(&mut hasher);
    StdRng::seed_from_u64(hasher.finish())
}
