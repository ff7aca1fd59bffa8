//! The platform as a program of its own, alone on core 0.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};
use tests::{Addresses, CLIENT, LocalPlatform, Machine, MachineKey};

/// Skatteetaten's own client, which asks the decision point.
pub(crate) const SERVICE_OWNER: &str = "b04f5c0e-4781-516c-85c7-3656389eeba4";
/// A client that may look system users up as Maskinporten does; only in the bench's world.
pub(crate) const LOOKUP: &str = "bench-look-up";

const PLATFORM_CORE: &str = "0";
const OUR_CORE: &str = "1";
/// How Linux counts processor time in `/proc`.
const TICK: Duration = Duration::from_millis(10);

/// Where the world is kept between starts.
#[derive(Clone, Debug)]
pub(crate) struct Folder(PathBuf);

/// A running platform.
pub(crate) struct Server {
    platform: LocalPlatform,
    key: MachineKey,
}

/// Leaves core 0 to the platform.
pub(crate) fn step_aside() {
    let us = std::process::id().to_string();
    // On a machine with one core there is nowhere to go; the figures then say so.
    let _ = Command::new("taskset")
        .args(["--all-tasks", "--cpu-list", "--pid", OUR_CORE, &us])
        .output();
}

/// Makes a world in `folder` with the built-in seed and one more client, and the key that every client signs with.
pub(crate) fn prepare(folder: &Path) -> (Folder, MachineKey) {
    let key = MachineKey::generate();
    key.publish(&folder.join("key.json"));
    std::fs::write(folder.join("seed.json"), seed().to_string()).unwrap();
    let folder = Folder(folder.to_owned());
    drop(Server::start(&folder, &key));
    (folder, key)
}

/// The processor time that a process has used so far: a number, `self` or `thread-self`.
pub(crate) fn processor_time(process: &str) -> Duration {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    let after_name = stat.rsplit_once(") ").unwrap().1;
    let ticks = |field: usize| after_name.split(' ').nth(field).unwrap().parse::<u32>().unwrap();
    TICK * (ticks(11) + ticks(12))
}

/// A program that cargo built beside this one.
pub(crate) fn program(name: &str) -> PathBuf {
    let program = std::env::current_exe().unwrap().with_file_name(name);
    assert!(
        program.exists(),
        "no {}: run `cargo xtask bench`, which builds it",
        program.display()
    );
    program
}

impl Folder {
    pub(crate) fn database(&self) -> PathBuf {
        self.0.join("world/platform.sqlite")
    }
}

impl Server {
    /// Starts it on the world in `folder`; every answered write is on disk.
    pub(crate) fn start(folder: &Folder, key: &MachineKey) -> Self {
        Self::with(folder, key, |command| {
            command.arg("--data").arg(folder.0.join("world"))
        })
    }

    /// Starts it on a world that is forgotten, so that no write waits for the disk.
    pub(crate) fn ephemeral(folder: &Folder, key: &MachineKey) -> Self {
        Self::with(folder, key, |command| command.arg("--ephemeral"))
    }

    fn with(folder: &Folder, key: &MachineKey, data: impl FnOnce(&mut Command) -> &mut Command) -> Self {
        // Where we end early, nobody else would end the platform.
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "KILL", "taskset", "--cpu-list", PLATFORM_CORE]);
        command.arg(program("klarsignal-platform"));
        data(&mut command).arg("--seed").arg(folder.0.join("seed.json"));
        for client in [CLIENT, SERVICE_OWNER, LOOKUP] {
            command
                .arg("--client-key")
                .arg(format!("{client}={}", folder.0.join("key.json").display()));
        }
        Self {
            platform: LocalPlatform::start(&mut command),
            key: key.clone(),
        }
    }

    pub(crate) fn at(&self) -> &Addresses {
        self.platform.addresses()
    }

    pub(crate) fn machine(&self, client: &str) -> Machine {
        Machine::new(self.at(), client, &self.key)
    }

    /// Megabytes that it holds in memory.
    pub(crate) fn memory(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.platform.pid())).unwrap();
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .unwrap();
        let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().unwrap();
        kilobytes / 1_000.0
    }

    pub(crate) fn processor_time(&self) -> Duration {
        processor_time(&self.platform.pid().to_string())
    }
}

fn seed() -> Value {
    let file = tests::root().join("crates/platform/src/seed/builtin.json");
    let mut seed: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let (owner, scope) = ("991825827", contract::scope::SYSTEM_USER_LOOKUP);
    let add = |list: &mut Value, item| list.as_array_mut().unwrap().push(item);
    add(
        &mut seed["scopes"],
        json!({"scope": scope, "owner": owner, "grantedTo": [owner]}),
    );
    let client = json!({"clientId": LOOKUP, "name": "Bench", "owner": owner, "scopes": [scope]});
    add(&mut seed["maskinportenClients"], client);
    seed.as_object_mut().unwrap().remove("$schema");
    seed
}
