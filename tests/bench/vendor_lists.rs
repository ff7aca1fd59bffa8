//! Lists, searches and approvals as the store grows.

use std::time::Duration;

use contract::paging::write_token;
use contract::path::{self, fill};
use contract::scope;
use domain::{OrgNumber, PartyId, RequestId};
use reqwest::{Client, Method, RequestBuilder};
use tests::{CLIENT, CUSTOMER, Leader, SYSTEM, Vendor};

use crate::customers::{self, BAKER, BAKERY_PARTY, Customer, RESOURCE};
use crate::figures::{self, Times};
use crate::server::{LOOKUP, Server};
use crate::{Plan, calls};

/// The leader of [`CUSTOMER`], who answers what is asked during the measurement.
const PIA: &str = "12847820045";
const PARTY: PartyId = PartyId(51_900_010);
const APPROVING_CONNECTIONS: usize = 16;

/// The p99 of each operation at each size.
#[derive(Debug, Default)]
pub(crate) struct Growth(Vec<(u32, &'static str, Duration)>);

/// Measures one call at a time over one connection, each at another place in the store.
pub(crate) async fn measure(server: &Server, size: u32, plan: Plan, growth: &mut Growth) {
    let bench = Bench::new(server, size, plan).await;
    figures::heading(&format!("One call at a time, {size} system users"));
    figures::columns(["p50 ms", "p99 ms", "max ms"]);
    for (name, calls) in [
        (
            "page of a system's system users (50)",
            bench.pages(path::VENDOR_SYSTEM_USERS_BY_SYSTEM),
        ),
        (
            "page of a system's requests (50)",
            bench.pages(path::VENDOR_REQUESTS_BY_SYSTEM),
        ),
        ("a leader's list of system users (20)", bench.leaders_lists()),
        ("search by query", bench.queries()),
        ("search by external id", bench.look_ups()),
        ("approve", bench.approvals("alone").await),
    ] {
        let sent = calls::send(&bench.http, calls, 1).await;
        figures::times(name, &sent.times);
        growth.note(size, name, &sent.times);
    }
    let together = bench.approvals("together").await;
    let sent = calls::send(&bench.http, together, APPROVING_CONNECTIONS).await;
    let rate = sent.per_second();
    figures::say(&format!(
        "approvals each second, {APPROVING_CONNECTIONS} connections: {rate:.0}"
    ));
}

impl Growth {
    fn note(&mut self, size: u32, name: &'static str, times: &Times) {
        self.0.push((size, name, times.percentile(99)));
    }

    /// How much slower the slowest hundredth became from the smallest store to the largest.
    pub(crate) fn print(&self) {
        let (Some((smallest, ..)), Some((largest, ..))) = (self.0.first(), self.0.last()) else {
            return;
        };
        figures::heading(&format!(
            "p99 with {largest} system users, in times that with {smallest} (goal: less than 2)"
        ));
        for (_, name, before) in self.0.iter().filter(|(size, ..)| size == smallest) {
            let at_the_end = |(size, other, _): &&(u32, &str, Duration)| size == largest && other == name;
            if let Some((.., after)) = self.0.iter().find(at_the_end) {
                figures::say(&format!(
                    "{name:<58}{:>12.2}",
                    after.as_secs_f64() / before.as_secs_f64()
                ));
            }
        }
    }
}

/// Everybody who asks, with their tokens.
struct Bench {
    http: Client,
    altinn: String,
    vendor: Vendor,
    look_up_token: String,
    baker: Leader,
    pia: Leader,
    size: u32,
    plan: Plan,
}

impl Bench {
    async fn new(server: &Server, size: u32, plan: Plan) -> Self {
        let machine = server.machine(CLIENT);
        let look_up = server.machine(LOOKUP);
        Self {
            http: machine.http.clone(),
            altinn: server.at().platform.clone(),
            vendor: Vendor::new(machine, SYSTEM).await,
            look_up_token: look_up.altinn_token(&[scope::SYSTEM_USER_LOOKUP]).await,
            baker: Leader::sign_in(server.at(), BAKER).await,
            pia: Leader::sign_in(server.at(), PIA).await,
            size,
            plan,
        }
    }

    /// Whole pages, each beginning at another item.
    fn pages(&self, list: &str) -> Vec<RequestBuilder> {
        let address = fill(list, &[SYSTEM]);
        // Half of the system users are this system's; the last hundred cannot begin a whole page.
        let begins = |nth| customers::scatter(nth, self.size - 100) + 1;
        self.reads(|nth| {
            self.get(&address, self.vendor.token())
                .query(&[("token", write_token(&begins(nth)))])
        })
    }

    fn leaders_lists(&self) -> Vec<RequestBuilder> {
        let address = fill(path::SYSTEM_USERS, &[&BAKERY_PARTY.to_string()]);
        self.reads(|_| self.get(&address, self.baker.token()))
    }

    fn queries(&self) -> Vec<RequestBuilder> {
        self.reads(|nth| {
            let it = Customer::scattered(nth, self.size);
            self.get(path::VENDOR_SYSTEM_USER_BY_QUERY, self.vendor.token())
                .query(&[
                    ("system-id", it.system.as_str()),
                    ("orgno", it.organization.as_str()),
                    ("external-ref", it.reference.as_str()),
                ])
        })
    }

    fn look_ups(&self) -> Vec<RequestBuilder> {
        self.reads(|nth| {
            let it = Customer::of_main_system(nth, self.size);
            self.get(path::SYSTEM_USER_BY_EXTERNAL_ID, &self.look_up_token)
                .query(&[
                    ("clientId", CLIENT),
                    ("systemProviderOrgNo", tests::VENDOR),
                    ("systemUserOwnerOrgNo", it.organization.as_str()),
                    ("externalRef", it.reference.as_str()),
                ])
        })
    }

    /// Asks for system users, and gives the calls that approve them.
    async fn approvals(&self, name: &str) -> Vec<RequestBuilder> {
        let customer = OrgNumber::parse(CUSTOMER).unwrap();
        let mut calls = vec![];
        for nth in 0..self.plan.approvals {
            let reference = format!("{name}-{}-{nth}", self.size);
            calls.push(self.approval(self.vendor.ask(&customer, &reference, RESOURCE).await));
        }
        calls
    }

    fn approval(&self, request: RequestId) -> RequestBuilder {
        let address = fill(path::APPROVE_REQUEST, &[&PARTY.to_string(), &request.to_string()]);
        self.call(Method::POST, &address, self.pia.token())
    }

    fn reads(&self, call: impl Fn(u32) -> RequestBuilder) -> Vec<RequestBuilder> {
        (0..).map(call).take(self.plan.reads).collect()
    }

    fn get(&self, path: &str, token: &str) -> RequestBuilder {
        self.call(Method::GET, path, token)
    }

    fn call(&self, method: Method, path: &str, token: &str) -> RequestBuilder {
        self.http
            .request(method, format!("{}{path}", self.altinn))
            .bearer_auth(token)
    }
}
