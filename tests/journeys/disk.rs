//! A disk that takes no more, and a folder that may not be written: said plainly, and nothing is lost.
#![cfg(target_os = "linux")]

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use contract::path;
use domain::OrgNumber;
use reqwest::StatusCode;
use serde_json::Value;
use tempfile::TempDir;
use tests::{CLIENT, CUSTOMER, LocalPlatform, Machine, MachineKey, SYSTEM, VENDOR, Vendor};

const RESOURCE: &str = "ske-krav-og-betalinger";
/// Nobody's user, on every Linux.
const NOBODY: &str = "65534";

#[tokio::test]
async fn a_full_disk_refuses_what_it_cannot_keep_and_loses_nothing() {
    let world = World::new();
    let registered = world.start(None);
    world
        .vendor(&registered)
        .await
        .register(&OrgNumber::parse(VENDOR).unwrap(), CLIENT, RESOURCE)
        .await;
    drop(registered);
    let platform = world.start(Some(world.kilobytes() + 64));
    let vendor = world.vendor(&platform).await;

    let (mut kept, mut refusal) = (vec![], None);
    for nth in 0..5_000 {
        let answer = ask(&vendor, nth).await;
        match answer.0 {
            StatusCode::CREATED => kept.push(answer.1["id"].clone()),
            status => {
                refusal = Some((nth, status, answer.1));
                break;
            }
        }
    }
    let (nth, status, told) = refusal.expect("the disk never filled");
    assert_eq!(status, StatusCode::INSUFFICIENT_STORAGE, "{told}");
    assert!(
        told["detail"].as_str().unwrap().contains("Nothing was changed"),
        "{told}"
    );
    vendor.first_page().await;
    drop(platform);

    let platform = world.start(None);
    let vendor = world.vendor(&platform).await;
    let there: Vec<Value> = vendor
        .requests()
        .await
        .into_iter()
        .map(|it| it.id.to_string().into())
        .collect();
    assert!(kept.iter().all(|id| there.contains(id)), "answered, and gone");
    assert_eq!(ask(&vendor, nth).await.0, StatusCode::CREATED);
}

#[test]
fn a_folder_that_cannot_be_written_is_named_and_left_alone() {
    let world = World::new();
    let program = world.program_for_all();
    let empty = world.folder.path().join("empty");
    fs::create_dir(&empty).unwrap();
    drop(world.start(None));

    for folder in [&empty, &world.data()] {
        close(folder);
        let before = names(folder);
        let ended = as_somebody(&program).arg("--data").arg(folder).output().unwrap();
        let said = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(1), "{said}");
        assert!(said.contains(folder.to_str().unwrap()), "{said}");
        assert!(
            ["readonly", "read-only", "ermission denied", "unable to open"]
                .iter()
                .any(|why| said.contains(why)),
            "{said}"
        );
        assert_eq!(names(folder), before);
    }
}

/// A folder for a world, and the key of those who use it.
struct World {
    folder: TempDir,
    key: MachineKey,
}

impl World {
    fn new() -> Self {
        let (folder, key) = (tempfile::tempdir().unwrap(), MachineKey::generate());
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
        key.publish(&folder.path().join("key.json"));
        Self { folder, key }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("world")
    }

    /// Starts the platform, whose files may become that many kilobytes large.
    fn start(&self, kilobytes: Option<u64>) -> LocalPlatform {
        let limit = kilobytes.map_or("unlimited".to_owned(), |kilobytes| kilobytes.to_string());
        let mut command = Command::new("bash");
        command
            .args(["-c", "trap '' XFSZ; ulimit -f \"$0\" && exec \"$@\"", &limit])
            .arg(tests::program("klarsignal-platform"))
            .arg("--data")
            .arg(self.data())
            .arg("--client-key")
            .arg(format!(
                "{CLIENT}={}",
                self.folder.path().join("key.json").display()
            ));
        LocalPlatform::start(&mut command)
    }

    /// The largest file of the world.
    fn kilobytes(&self) -> u64 {
        let files = fs::read_dir(self.data()).unwrap();
        files
            .map(|file| file.unwrap().metadata().unwrap().len() / 1024 + 1)
            .max()
            .unwrap()
    }

    async fn vendor(&self, platform: &LocalPlatform) -> Vendor {
        Vendor::new(Machine::new(platform.addresses(), CLIENT, &self.key), SYSTEM).await
    }

    /// The program where another user can start it.
    fn program_for_all(&self) -> PathBuf {
        let program = self.folder.path().join("klarsignal-platform");
        fs::copy(tests::program("klarsignal-platform"), &program).unwrap();
        fs::set_permissions(&program, Permissions::from_mode(0o755)).unwrap();
        program
    }
}

async fn ask(vendor: &Vendor, nth: usize) -> (StatusCode, Value) {
    let customer = OrgNumber::parse(CUSTOMER).unwrap();
    let body = vendor.question(&customer, &format!("ref-{nth}"), RESOURCE);
    let answer = vendor
        .posting(path::VENDOR_REQUESTS)
        .json(&body)
        .send()
        .await
        .unwrap();
    (answer.status(), answer.json().await.unwrap())
}

/// Root may write everywhere, so root lets nobody do it.
fn as_somebody(program: &Path) -> Command {
    let is_root = fs::metadata("/proc/self").is_ok_and(|us| std::os::unix::fs::MetadataExt::uid(&us) == 0);
    if !is_root {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"])
        .arg(program);
    command
}

fn close(folder: &Path) {
    for file in fs::read_dir(folder).unwrap() {
        fs::set_permissions(file.unwrap().path(), Permissions::from_mode(0o444)).unwrap();
    }
    fs::set_permissions(folder, Permissions::from_mode(0o555)).unwrap();
}

fn names(folder: &Path) -> Vec<std::ffi::OsString> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name())
        .collect();
    names.sort();
    names
}
