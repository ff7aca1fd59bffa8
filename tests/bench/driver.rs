//! `WebKitWebDriver` and the window it opens: one process group, ended as one.

use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use reqwest::{Client, Method};
use serde_json::{Value, json};

/// How long a window may take to open. It bounds a failure.
const PATIENCE: Duration = Duration::from_secs(30);

/// A driver that waits to open one window in a home of its own.
pub(crate) struct Driver {
    process: Child,
    address: String,
    http: Client,
}

/// A window that is open.
pub(crate) struct Window<'a> {
    driver: &'a Driver,
    session: String,
}

impl Driver {
    pub(crate) async fn start(home: &Path) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let run = home.join("run");
        std::fs::create_dir_all(&run).unwrap();
        let process = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("HOME", home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_RUNTIME_DIR", run)
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env("NO_AT_BRIDGE", "1")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .stdout(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("WebKitWebDriver is not installed; `cargo xtask bench` brings it");
        while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            tokio::task::yield_now().await;
        }
        let http = Client::builder().no_proxy().timeout(PATIENCE).build().unwrap();
        Self {
            process,
            address: format!("http://127.0.0.1:{port}"),
            http,
        }
    }

    /// Starts `program` and waits for its window.
    pub(crate) async fn open(&self, program: &Path) -> Window<'_> {
        let options = json!({ "webkitgtk:browserOptions": { "binary": program, "args": [] } });
        let body = json!({ "capabilities": { "alwaysMatch": options } });
        let answer = self.call(Method::POST, "/session", &body).await;
        Window {
            driver: self,
            session: answer["sessionId"].as_str().unwrap().to_owned(),
        }
    }

    /// Megabytes that the window's processes take; what they share is counted once.
    pub(crate) fn window_memory(&self) -> f64 {
        let processes = std::fs::read_dir("/proc").unwrap().flatten();
        let ids = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
        let of_window = ids.filter(|id| *id != self.process.id() && group(*id) == Some(self.process.id()));
        of_window.filter_map(proportional_set_size).sum::<f64>() / 1_000.0
    }

    async fn call(&self, method: Method, path: &str, body: &Value) -> Value {
        let call = self
            .http
            .request(method, format!("{}{path}", self.address))
            .json(body);
        let answer = call.send().await.expect("the window did not open");
        let body: Value = answer.json().await.unwrap();
        assert!(body["value"]["error"].is_null(), "the driver says {body}");
        body["value"].clone()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = Command::new("kill")
            .args(["-KILL", "--", &format!("-{}", self.process.id())])
            .status();
        let _ = self.process.wait();
    }
}

impl Window<'_> {
    /// Runs a script in the page and returns what it returns.
    pub(crate) async fn run(&self, script: &str) -> Value {
        self.execute("sync", script).await
    }

    /// Runs a script in the page until it calls its last argument.
    pub(crate) async fn run_until_done(&self, script: &str) -> Value {
        self.execute("async", script).await
    }

    pub(crate) async fn close(self) {
        self.driver
            .call(Method::DELETE, &format!("/session/{}", self.session), &json!({}))
            .await;
    }

    async fn execute(&self, kind: &str, script: &str) -> Value {
        let path = format!("/session/{}/execute/{kind}", self.session);
        self.driver
            .call(Method::POST, &path, &json!({ "script": script, "args": [] }))
            .await
    }
}

/// The process group that a process belongs to, unless it has ended.
fn group(process: u32) -> Option<u32> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    stat.rsplit_once(") ")?.1.split(' ').nth(2)?.parse().ok()
}

/// Kilobytes, unless the process has ended.
fn proportional_set_size(process: u32) -> Option<f64> {
    let rollup = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
