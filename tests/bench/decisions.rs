//! The policy decision point.

use contract::decision::Decision;
use domain::ResourceId;
use tests::ServiceOwner;

use crate::customers::{Customer, RESOURCE};
use crate::figures::{self, Spread};
use crate::server::{SERVICE_OWNER, Server};
use crate::{Plan, calls};

const CONNECTIONS: usize = 16;

/// May this system user read its customer's claims? Each time another one; all of them may.
pub(crate) async fn measure(server: &Server, size: u32, plan: Plan) {
    let machine = server.machine(SERVICE_OWNER);
    let http = machine.http.clone();
    let owner = ServiceOwner::new(machine).await;
    let resource = ResourceId::from(RESOURCE);
    let first = Customer::nth(0);
    assert_eq!(
        owner
            .decision(first.system_user, &resource, &first.organization)
            .await,
        Decision::Permit
    );
    let questions = || {
        let customers = (0..).map(|nth| Customer::scattered(nth, size)).take(plan.reads);
        customers
            .map(|it| owner.question(it.system_user, &resource, &it.organization))
            .collect()
    };

    figures::heading(&format!("Policy decisions, {size} system users"));
    figures::columns(["p50 ms", "p99 ms", "max ms"]);
    figures::times("one connection", &calls::send(&http, questions(), 1).await.times);
    let mut rounds = vec![];
    for _ in 0..plan.rounds {
        rounds.push(calls::send(&http, questions(), CONNECTIONS).await.per_second());
    }
    figures::columns(["min", "median", "max"]);
    figures::spread(
        &format!("decisions each second, {CONNECTIONS} connections"),
        Spread::of(rounds),
    );
}
