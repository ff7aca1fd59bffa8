//! `cargo xtask bench`: measures on this machine what `docs/performance.md` tells of. It prints and never judges.
//!
//! The platform runs as its own program on core 0; the calls come from this program, on core 1.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "what cannot be measured is no figure"
)]
#![expect(
    clippy::cast_precision_loss,
    reason = "figures are read by people; counts stay far below 2^52"
)]

mod calls;
mod crypto;
mod customers;
mod decisions;
mod driver;
mod figures;
mod server;
mod soak;
mod store;
mod tokens;
mod vendor_lists;
mod window;
mod writes;

use std::num::NonZero;

use clap::Parser;

use crate::server::Server;

/// Measures tokens, decisions, lists and the window on this machine.
#[derive(Debug, Parser)]
#[command(name = "bench")]
struct Options {
    /// Stores of 1 000 and 100 000 system users only, and short rounds.
    #[arg(long)]
    quick: bool,
    /// Tokens only: no lists, no decisions, no window.
    #[arg(long)]
    tokens: bool,
    /// Only a mixed load for that many minutes, to see whether memory grows; 10 is what the goal speaks of.
    #[arg(long, value_name = "MINUTES")]
    soak: Option<u32>,
    /// Leave the window out: no display and no driver is needed.
    #[arg(long)]
    no_window: bool,
}

/// How much is done of each.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    /// System users in the store, one measurement after the other.
    sizes: &'static [u32],
    rounds: usize,
    /// Token calls in a round.
    grants: usize,
    /// Reads of each sort.
    reads: usize,
    /// Approvals of each sort.
    approvals: usize,
    windows: usize,
}

/// System users in the smallest store.
const SMALLEST: u32 = 1_000;
const FULL: Plan = Plan {
    sizes: &[SMALLEST, 100_000, 1_000_000],
    rounds: 5,
    grants: 8_000,
    reads: 5_000,
    approvals: 1_000,
    windows: 7,
};
const QUICK: Plan = Plan {
    sizes: &[SMALLEST, 100_000],
    rounds: 3,
    grants: 2_000,
    reads: 1_000,
    approvals: 200,
    windows: 3,
};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let options = Options::parse();
    let plan = if options.quick { QUICK } else { FULL };
    server::step_aside();
    describe_machine();

    let folder = tempfile::tempdir().unwrap();
    let (world, key) = server::prepare(folder.path());
    if let Some(minutes) = options.soak {
        store::fill(&world, SMALLEST);
        return soak::measure(&Server::start(&world, &key), SMALLEST, minutes).await;
    }
    let limit = crypto::measure(&world, &key, plan);
    tokens::measure(&world, &key, plan, limit).await;
    if options.tokens {
        let size = SMALLEST;
        store::fill(&world, size);
        tokens::measure_system_users(&Server::start(&world, &key), size, plan, limit).await;
        return;
    }

    writes::measure_exchange(&Server::start(&world, &key), plan, limit).await;

    let mut growth = vendor_lists::Growth::default();
    for size in plan.sizes {
        store::fill(&world, *size);
        let server = Server::start(&world, &key);
        vendor_lists::measure(&server, *size, plan, &mut growth).await;
        writes::measure(&server, *size, plan).await;
        decisions::measure(&server, *size, plan).await;
        tokens::measure_system_users(&server, *size, plan, limit).await;
    }
    growth.print();

    if options.no_window {
        figures::say("window: left out, as asked");
    } else {
        window::measure(plan).await;
    }
}

/// What every figure depends on.
fn describe_machine() {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let cpus = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpus
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .unwrap_or_default();
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    figures::heading("Machine");
    figures::say(&format!(
        "processor      {}",
        model.trim_start_matches(['\t', ':', ' '])
    ));
    figures::say(&format!(
        "cores for us   {cores} (after moving aside for the platform)"
    ));
    figures::say(&format!(
        "load before    {}",
        load.split(' ').take(3).collect::<Vec<_>>().join(" ")
    ));
}
