//! Registering, asking and exchanging: what a vendor's program does besides fetching tokens.

use contract::path;
use domain::OrgNumber;
use reqwest::RequestBuilder;
use tests::{CLIENT, CUSTOMER, SYSTEM, Vendor};

use crate::crypto::Limit;
use crate::customers::RESOURCE;
use crate::figures::{self, Spread};
use crate::server::Server;
use crate::{Plan, calls};

const CONNECTIONS: usize = 16;

/// One call at a time, then as many each second as many connections get through.
pub(crate) async fn measure(server: &Server, size: u32, plan: Plan) {
    let machine = server.machine(CLIENT);
    let http = machine.http.clone();
    let vendor = Vendor::new(machine, SYSTEM).await;
    let owner = OrgNumber::parse(tests::VENDOR).unwrap();
    let customer = OrgNumber::parse(CUSTOMER).unwrap();
    let name = |nth: usize, round: &str| format!("{round}-{size}-{nth}");
    let registering = |round: &'static str| -> Vec<RequestBuilder> {
        let system = |nth| format!("{}_{}", tests::VENDOR, name(nth, round));
        let body = |nth| vendor.registration(&system(nth), &owner, &[], RESOURCE);
        (0..plan.approvals)
            .map(|nth| vendor.posting(path::VENDOR_SYSTEMS).json(&body(nth)))
            .collect()
    };
    let asking = |round: &'static str| -> Vec<RequestBuilder> {
        let body = |nth| vendor.question(&customer, &name(nth, round), RESOURCE);
        (0..plan.approvals)
            .map(|nth| vendor.posting(path::VENDOR_REQUESTS).json(&body(nth)))
            .collect()
    };

    figures::heading(&format!("What a vendor writes, {size} system users"));
    figures::columns(["p50 ms", "p99 ms", "max ms"]);
    figures::times(
        "register a system",
        &calls::send(&http, registering("alone"), 1).await.times,
    );
    figures::times(
        "ask for a system user",
        &calls::send(&http, asking("write"), 1).await.times,
    );
    let registered = calls::send(&http, registering("many"), CONNECTIONS)
        .await
        .per_second();
    let asked = calls::send(&http, asking("many"), CONNECTIONS).await.per_second();
    figures::say(&format!(
        "each second, {CONNECTIONS} connections: {registered:.0} registrations, {asked:.0} requests"
    ));
}

/// Altinn's token in exchange for Maskinporten's: a verification and a signature, and nothing is remembered.
pub(crate) async fn measure_exchange(server: &Server, plan: Plan, limit: Limit) {
    let machine = server.machine(CLIENT);
    let token = machine.token(&[contract::scope::REQUEST_READ]).await;
    let address = format!(
        "{}{}",
        machine.at.platform,
        path::fill(path::EXCHANGE, &["maskinporten"])
    );
    let exchanging = || {
        (0..plan.reads)
            .map(|_| machine.http.get(&address).bearer_auth(&token))
            .collect()
    };

    figures::heading("Token exchange, platform on one core");
    figures::columns(["p50 ms", "p99 ms", "max ms"]);
    figures::times(
        "one connection",
        &calls::send(&machine.http, exchanging(), 1).await.times,
    );
    let mut rounds = vec![];
    for _ in 0..plan.rounds {
        rounds.push(
            calls::send(&machine.http, exchanging(), CONNECTIONS)
                .await
                .per_second(),
        );
    }
    let rounds = Spread::of(rounds);
    figures::columns(["min", "median", "max"]);
    figures::spread(&format!("each second, {CONNECTIONS} connections"), rounds);
    let share = 100.0 * rounds.median / limit.per_second();
    figures::say(&format!(
        "  {share:.0} % of what verifying, looking up and signing allow"
    ));
}
