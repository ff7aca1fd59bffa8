//! Maskinporten's token answers over loopback, with the platform on one core.

use std::time::Duration;

use contract::token::authorization_details::SystemUserAsked;
use contract::token::oauth::{GrantForm, JWT_BEARER};
use reqwest::RequestBuilder;
use tests::{CLIENT, Machine, MachineKey};

use crate::crypto::Limit;
use crate::customers::Customer;
use crate::figures::{self, Spread};
use crate::server::{self, Folder, Server};
use crate::{Plan, calls};

const SCOPE: &str = "skatteetaten:kravogbetalinger";
/// Enough to keep one core busy, and to share disk syncs.
const CONNECTIONS: usize = 32;

/// What one round gave.
struct Round {
    per_second: f64,
    /// Answers in a second of the platform's processor time.
    per_core_second: f64,
    /// How much of its core this program used.
    our_load: f64,
}

/// Plain tokens, with and without waiting for the disk.
pub(crate) async fn measure(folder: &Folder, key: &MachineKey, plan: Plan, limit: Limit) {
    figures::heading(&format!(
        "Maskinporten token answers each second, platform on one core, {CONNECTIONS} connections"
    ));
    figures::columns(["min", "median", "max"]);
    for (name, server) in [
        ("plain, grant remembered on disk", Server::start(folder, key)),
        ("plain, world in memory", Server::ephemeral(folder, key)),
    ] {
        let bare = rounds(&server, plan, metadata).await;
        print(
            name,
            &rounds(&server, plan, |machine| call(machine, None)).await,
            limit,
        );
        let bare = Spread::of(bare.iter().map(|it| it.per_core_second).collect()).median;
        let reach = 1.0 / (1.0 / bare + 1.0 / limit.per_second());
        figures::say(&format!(
            "  an answer of HTTP and JSON alone takes {:.1} us; with it a token answer reaches at most {reach:.0}, {:.0} % of the limit",
            1e6 / bare,
            100.0 * reach / limit.per_second()
        ));
    }
}

/// A call whose answer takes neither a key nor the store.
fn metadata(machine: &Machine) -> RequestBuilder {
    let address = format!(
        "{}/.well-known/oauth-authorization-server",
        machine.at.maskinporten
    );
    machine.http.get(address)
}

/// Tokens that speak for a system user: Maskinporten asks Altinn over HTTP, on the same core.
pub(crate) async fn measure_system_users(server: &Server, size: u32, plan: Plan, limit: Limit) {
    figures::heading(&format!(
        "System-user token answers each second, {size} system users"
    ));
    figures::columns(["min", "median", "max"]);
    let mut nth = 0;
    let rounds = rounds(server, plan, |machine| {
        nth += 1;
        let customer = Customer::of_main_system(nth, size);
        let asked = SystemUserAsked::new(&customer.organization, Some(customer.reference));
        call(machine, Some(asked))
    });
    print("grant remembered on disk", &rounds.await, limit);
}

async fn rounds(server: &Server, plan: Plan, mut call: impl FnMut(&Machine) -> RequestBuilder) -> Vec<Round> {
    let machine = server.machine(CLIENT);
    let mut rounds = vec![];
    // The first round warms up.
    for _ in 0..=plan.rounds {
        let calls = std::iter::repeat_with(|| call(&machine));
        let calls = calls.take(plan.grants).collect();
        rounds.push(round(server, &machine, calls).await);
    }
    rounds.split_off(1)
}

async fn round(server: &Server, machine: &Machine, calls: Vec<RequestBuilder>) -> Round {
    let (theirs, ours) = (server.processor_time(), server::processor_time("self"));
    let sent = calls::send(&machine.http, calls, CONNECTIONS).await;
    let used = |now: Duration, then: Duration| now.saturating_sub(then).as_secs_f64();
    Round {
        per_second: sent.per_second(),
        per_core_second: sent.calls as f64 / used(server.processor_time(), theirs),
        our_load: used(server::processor_time("self"), ours) / sent.took.as_secs_f64(),
    }
}

/// A call with a grant that has not been used.
fn call(machine: &Machine, system_user: Option<SystemUserAsked>) -> RequestBuilder {
    let form = GrantForm {
        grant_type: JWT_BEARER.to_owned(),
        assertion: machine.grant(&[SCOPE], system_user),
    };
    machine
        .http
        .post(format!("{}/token", machine.at.maskinporten))
        .form(&form)
}

fn print(name: &str, rounds: &[Round], limit: Limit) {
    let spread = |of: fn(&Round) -> f64| Spread::of(rounds.iter().map(of).collect());
    let (wall, core) = (spread(|it| it.per_second), spread(|it| it.per_core_second));
    figures::spread(name, wall);
    figures::spread("  per second of the platform's processor time", core);
    let share = |rate: f64| 100.0 * rate / limit.per_second();
    figures::say(&format!(
        "  {:.0} % of the limit by the clock, {:.0} % by processor time (goal 90 %); we used {:.0} % of our core",
        share(wall.median),
        share(core.median),
        100.0 * spread(|it| it.our_load).median
    ));
}
