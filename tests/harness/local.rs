//! The headless platform in a process of its own, as another program's tests run it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// `klarsignal-platform`, started. Dropping it kills it.
#[derive(Debug)]
pub struct LocalPlatform {
    process: Child,
    addresses: Addresses,
}

/// Where each part of the platform answers, without a trailing slash.
#[derive(Clone, Debug)]
pub struct Addresses {
    pub platform: String,
    pub maskinporten: String,
    pub idporten: String,
    pub service_owner: String,
    pub portal: String,
    pub administration: String,
}

impl LocalPlatform {
    /// Starts the program that `command` names and waits until it says that all of it answers.
    pub fn start(command: &mut Command) -> Self {
        let mut process = command
            .stdout(Stdio::piped())
            .spawn()
            .expect("the platform cannot be started");
        let mut line = String::new();
        let mut said = BufReader::new(process.stdout.take().unwrap());
        said.read_line(&mut line).unwrap();
        let ready: Value = serde_json::from_str(&line).expect("the platform stopped before it was ready");
        let addresses = Addresses::read(&ready);
        Self { process, addresses }
    }

    pub fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    /// The process's id.
    pub fn pid(&self) -> u32 {
        self.process.id()
    }

    /// Ends it as a power cut would: with SIGKILL, in the middle of whatever it is doing.
    pub fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for LocalPlatform {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Addresses {
    fn read(ready: &Value) -> Self {
        let address = |part: &str| ready[part].as_str().unwrap().to_owned();
        Self {
            platform: address("platform"),
            maskinporten: address("maskinporten"),
            idporten: address("idporten"),
            service_owner: address("service_owner"),
            portal: address("portal"),
            administration: address("administration"),
        }
    }
}
