//! Two at once, and a power cut in the middle: the program itself, in a process that is killed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use contract::decision::Decision;
use domain::{OrgNumber, PartyId, RequestId, SystemUserId};
use reqwest::StatusCode;
use serde_json::{Value, json};
use tempfile::TempDir;
use tests::{
    CLIENT, CUSTOMER, Leader, LocalPlatform, Machine, MachineKey, SYSTEM, ServiceOwner, VENDOR, Vendor,
};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

const REQUESTS: usize = 1_000;
const KILLED_AFTER: usize = 400;
const CONNECTIONS: usize = 8;

const PIA: &str = "12847820045";
const PARTY: PartyId = PartyId(51_900_010);
const SERVICE_OWNER: &str = "b04f5c0e-4781-516c-85c7-3656389eeba4";
const RESOURCE: &str = "ske-krav-og-betalinger";

#[tokio::test]
async fn a_kill_among_a_thousand_approvals_loses_no_answer_and_leaves_none_half_done() {
    let mut world = World::new();
    let requests = world.given_requests(REQUESTS).await;
    let (answers, answered) = mpsc::unbounded_channel();
    let approving = approve_each(&world.leader().await, &requests, &answers);
    drop(answers);

    let answered = world.kill_after(KILLED_AFTER, answered).await;
    approving.join_all().await;
    world.start_again();

    let states = world.states(&requests).await;
    assert!(
        answered.len() < REQUESTS,
        "the kill came too late to cut anything off"
    );
    let lost: Vec<_> = answered.iter().filter(|id| !states[id].is_done()).collect();
    assert_eq!(lost, Vec::<&RequestId>::new(), "answered, and gone");
    let half: Vec<_> = states
        .iter()
        .filter(|(_, state)| !state.is_done() && !state.is_untouched())
        .collect();
    assert_eq!(half, vec![], "half done");
}

#[tokio::test]
async fn of_two_approvals_at_once_over_two_connections_exactly_one_wins() {
    let world = World::new();
    let requests = world.given_requests(25).await;
    let (one, other) = (world.leader().await, world.leader().await);

    for request in requests {
        let (one, other) = tokio::join!(one.approve(PARTY, request), other.approve(PARTY, request));
        let (one, other) = (read(one.unwrap()).await, read(other.unwrap()).await);

        let (winner, loser) = if one.0 == StatusCode::OK {
            (one, other)
        } else {
            (other, one)
        };
        assert_eq!(winner, (StatusCode::OK, json!(true)));
        assert_eq!(
            (loser.0, &loser.1["code"]),
            (StatusCode::CONFLICT, &json!("AUTH-00013"))
        );
    }
}

/// What there is of one approval.
#[derive(Clone, Debug, PartialEq, Eq)]
struct State {
    status: String,
    has_system_user: bool,
    decision: Decision,
}

/// A platform that keeps its world in a folder, and those who use it.
struct World {
    folder: TempDir,
    key: MachineKey,
    platform: LocalPlatform,
}

impl State {
    fn is(&self, status: &str, has_system_user: bool, decision: Decision) -> bool {
        self.status == status && self.has_system_user == has_system_user && self.decision == decision
    }

    fn is_done(&self) -> bool {
        self.is("Accepted", true, Decision::Permit)
    }

    fn is_untouched(&self) -> bool {
        self.is("New", false, Decision::NotApplicable)
    }
}

impl World {
    fn new() -> Self {
        let (folder, key) = (tempfile::tempdir().unwrap(), MachineKey::generate());
        key.publish(&folder.path().join("key.json"));
        let platform = start(folder.path());
        Self {
            folder,
            key,
            platform,
        }
    }

    fn start_again(&mut self) {
        self.platform = start(self.folder.path());
    }

    /// A system, and that many unanswered requests for Pia's organisation.
    async fn given_requests(&self, count: usize) -> Vec<RequestId> {
        let vendor = Arc::new(self.vendor().await);
        vendor
            .register(&OrgNumber::parse(VENDOR).unwrap(), CLIENT, RESOURCE)
            .await;
        let mut asking = JoinSet::new();
        for share in shares(count) {
            let vendor = vendor.clone();
            asking.spawn(async move {
                let mut asked = vec![];
                for number in share {
                    asked.push(vendor.ask(&customer(), &format!("ref-{number}"), RESOURCE).await);
                }
                asked
            });
        }
        asking.join_all().await.concat()
    }

    /// Waits for that many answers, kills the platform, and returns every request that was answered before it died.
    async fn kill_after(
        &mut self,
        count: usize,
        mut answered: mpsc::UnboundedReceiver<RequestId>,
    ) -> BTreeSet<RequestId> {
        let mut seen = BTreeSet::new();
        while seen.len() < count {
            let Some(request) = answered.recv().await else {
                panic!("the approvals ended before the kill")
            };
            seen.insert(request);
        }
        self.platform.kill();
        while let Some(request) = answered.recv().await {
            seen.insert(request);
        }
        seen
    }

    /// What vendor, leader and service owner each see of every request.
    async fn states(&self, requests: &[RequestId]) -> BTreeMap<RequestId, State> {
        let vendor = self.vendor().await;
        let users: BTreeSet<_> = vendor
            .system_users()
            .await
            .into_iter()
            .map(|user| user.id)
            .collect();
        let decisions = self.decisions(requests).await;
        let state = |request: contract::request::RequestSystemResponse| {
            let user = SystemUserId(request.id.0);
            let state = State {
                status: request.status,
                has_system_user: users.contains(&user),
                decision: decisions[&user],
            };
            (request.id, state)
        };
        let states: BTreeMap<_, _> = vendor.requests().await.into_iter().map(state).collect();
        assert_eq!(states.len(), requests.len());
        states
    }

    /// Whether each request's system user may do what was asked for.
    async fn decisions(&self, requests: &[RequestId]) -> BTreeMap<SystemUserId, Decision> {
        let asker = ServiceOwner::new(self.machine(SERVICE_OWNER)).await;
        let mut asking = JoinSet::new();
        for share in requests.chunks(requests.len().div_ceil(CONNECTIONS)) {
            let (asker, share) = (asker.clone(), share.to_owned());
            asking.spawn(async move {
                let mut decisions = vec![];
                for user in share.into_iter().map(|request| SystemUserId(request.0)) {
                    decisions.push((user, asker.decision(user, &RESOURCE.into(), &customer()).await));
                }
                decisions
            });
        }
        asking.join_all().await.into_iter().flatten().collect()
    }

    async fn vendor(&self) -> Vendor {
        Vendor::new(self.machine(CLIENT), SYSTEM).await
    }

    async fn leader(&self) -> Leader {
        Leader::sign_in(self.platform.addresses(), PIA).await
    }

    fn machine(&self, client: &str) -> Machine {
        Machine::new(self.platform.addresses(), client, &self.key)
    }
}

fn start(folder: &Path) -> LocalPlatform {
    let key = folder.join("key.json");
    let mut program = Command::new(tests::program("klarsignal-platform"));
    program.arg("--data").arg(folder.join("world"));
    for client in [CLIENT, SERVICE_OWNER] {
        program
            .arg("--client-key")
            .arg(format!("{client}={}", key.display()));
    }
    LocalPlatform::start(&mut program)
}

/// Approves the requests over several connections; each one that is answered yes is told at once.
fn approve_each(
    leader: &Leader,
    requests: &[RequestId],
    answers: &mpsc::UnboundedSender<RequestId>,
) -> JoinSet<()> {
    let mut approving = JoinSet::new();
    for share in requests.chunks(requests.len().div_ceil(CONNECTIONS)) {
        let (leader, share, answers) = (leader.elsewhere(), share.to_owned(), answers.clone());
        approving.spawn(async move {
            for request in share {
                // The connection breaks when the platform is killed; then there is no answer.
                let Ok(answer) = leader.approve(PARTY, request).await else {
                    return;
                };
                let Ok(answer) = answer.error_for_status().unwrap().json::<bool>().await else {
                    return;
                };
                assert!(answer);
                let _ = answers.send(request);
            }
        });
    }
    approving
}

/// The numbers below `count`, shared among the connections.
fn shares(count: usize) -> impl Iterator<Item = std::ops::Range<usize>> {
    let share = count.div_ceil(CONNECTIONS);
    (0..count)
        .step_by(share)
        .map(move |first| first..count.min(first + share))
}

async fn read(answer: reqwest::Response) -> (StatusCode, Value) {
    (answer.status(), answer.json().await.unwrap())
}

fn customer() -> OrgNumber {
    OrgNumber::parse(CUSTOMER).unwrap()
}
