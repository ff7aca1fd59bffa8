//! The real window, driven as a person would drive it: by what stands on it.

use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::json;
use tempfile::TempDir;
use thirtyfour::extensions::query::ElementQueryable;
use thirtyfour::{By, Capabilities, Key, WebDriver, WebElement};

/// How long something may take to appear. Generous: it bounds a failure, it times nothing.
const PATIENCE: Duration = Duration::from_secs(20);
const GLANCE: Duration = Duration::from_millis(50);

/// Hands the address that the app opens to the test, through a pipe.
const BROWSER: &str = "#!/bin/sh\nprintf '%s\\n' \"$1\" > \"$KLARSIGNAL_OPENED\"\n";

/// A window with a home, a driver and nothing else of its own.
pub(crate) struct Window {
    driver: WebDriver,
    _process: Process,
    home: TempDir,
}

impl Window {
    /// Opens the window in a home where nobody has been before.
    pub(crate) async fn open() -> Self {
        let home = tempfile::tempdir().unwrap();
        let process = Process::start(home.path());
        let server = format!("http://127.0.0.1:{}", process.port);
        let session = tokio::time::timeout(PATIENCE, session(&server)).await;
        let driver = session.expect("the app did not open a window; is DISPLAY set? run `cargo xtask test`");
        let window = Self {
            driver,
            _process: process,
            home,
        };
        window.appear("nb", "light").await;
        window.driver.refresh().await.unwrap();
        window
    }

    /// Presses the button, link or choice that shows or is labelled with `words`.
    pub(crate) async fn press(&self, words: &str) {
        self.clickable(words).await;
        self.settle().await;
        self.clickable(words).await.click().await.unwrap();
    }

    /// Whether the button with `words` can be pressed now.
    pub(crate) async fn offers(&self, words: &str) -> bool {
        let found = self
            .driver
            .query(By::XPath(pressable(words)))
            .nowait()
            .and_displayed()
            .all_from_selector()
            .await;
        !found.unwrap_or_default().is_empty()
    }

    /// Writes into the field with the label `label`, in place of what stood there.
    pub(crate) async fn write(&self, label: &str, text: &str) {
        let field = self.field(label).await;
        let end = std::time::Instant::now() + PATIENCE;
        // What the page itself writes into the field meanwhile takes the selection away.
        while !field.value().await.unwrap().unwrap_or_default().is_empty() {
            assert!(std::time::Instant::now() < end, "{label} does not become empty");
            field.send_keys(Key::Control + "a").await.unwrap();
            field.send_keys(Key::Delete + "").await.unwrap();
        }
        field.send_keys(text).await.unwrap();
    }

    /// Presses a key in the element that has focus.
    pub(crate) async fn key(&self, key: Key) {
        self.driver
            .active_element()
            .await
            .unwrap()
            .send_keys(key + "")
            .await
            .unwrap();
    }

    /// Waits until `words` can be read.
    pub(crate) async fn reads(&self, words: &str) {
        let path = format!("//*[text()[contains(normalize-space(.), {})]]", quoted(words));
        self.one(&path).await;
    }

    /// Waits until `words` can no longer be read.
    pub(crate) async fn no_longer_reads(&self, words: &str) {
        let path = format!("//*[text()[contains(normalize-space(.), {})]]", quoted(words));
        self.driver
            .query(By::XPath(&path))
            .wait(PATIENCE, GLANCE)
            .and_displayed()
            .not_exists()
            .await
            .unwrap();
    }

    /// The address that the app gave to the person's browser.
    pub(crate) async fn opened_link(&self) -> String {
        let pipe = self.home.path().join("opened");
        let read = tokio::task::spawn_blocking(move || std::fs::read_to_string(pipe));
        tokio::time::timeout(PATIENCE, read)
            .await
            .expect("no link was opened")
            .unwrap()
            .unwrap()
            .trim()
            .to_owned()
    }

    /// Keeps a picture of the window in `build/screens`, when nothing moves any more.
    pub(crate) async fn picture(&self, name: &str) {
        self.settle().await;
        // The driver takes its picture when the page is painted next, and a page at rest is not painted.
        self.run("document.documentElement.animate([{ opacity: 0.999 }, { opacity: 1 }], 1000)")
            .await;
        let file = pictures().join(format!("{name}.png"));
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        self.driver.screenshot(&file).await.unwrap();
    }

    /// Runs a script in the page.
    pub(crate) async fn run(&self, script: &str) -> serde_json::Value {
        self.driver.execute(script, vec![]).await.unwrap().json().clone()
    }

    /// Runs a script that calls its last argument when it is done.
    pub(crate) async fn run_until_done(&self, script: &str) -> serde_json::Value {
        self.driver
            .execute_async(script, vec![])
            .await
            .unwrap()
            .json()
            .clone()
    }

    /// Where the window is: the path and query of its address.
    pub(crate) async fn place(&self) -> String {
        let url = self.driver.current_url().await.unwrap();
        url.query().map_or_else(
            || url.path().to_owned(),
            |query| format!("{}?{query}", url.path()),
        )
    }

    /// Goes straight to a place, as the person's own bookmark would.
    pub(crate) async fn go(&self, place: &str) {
        self.driver
            .goto(&format!("tauri://localhost{place}"))
            .await
            .unwrap();
        self.one("//main//h1 | //main//h2").await;
        self.driver
            .query(By::Css("[aria-busy=true]"))
            .wait(PATIENCE, GLANCE)
            .not_exists()
            .await
            .unwrap();
    }

    /// Chooses language and colours for what is opened next.
    pub(crate) async fn appear(&self, language: &str, scheme: &str) {
        self.run(&format!(
            "localStorage.setItem('klarsignal.language', '{language}');\
             localStorage.setItem('klarsignal.colorScheme', '{scheme}')"
        ))
        .await;
    }

    /// Presses Tab until the button with `words` has focus.
    pub(crate) async fn tab_to(&self, words: &str) {
        for _ in 0..100 {
            self.key(Key::Tab).await;
            if self
                .driver
                .active_element()
                .await
                .unwrap()
                .text()
                .await
                .unwrap()
                .contains(words)
            {
                return;
            }
        }
        panic!("no way to {words:?} by keyboard");
    }

    /// Makes the window `width` × `height` pixels.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        self.driver.set_window_rect(0, 0, width, height).await.unwrap();
    }

    /// Ends the session; the app ends with it.
    pub(crate) async fn close(self) {
        self.driver.quit().await.unwrap();
    }

    async fn settle(&self) {
        let script = "const done = arguments[arguments.length - 1];\
                      Promise.all(document.getAnimations().map(a => a.finished.catch(() => null))).then(() => done(true));";
        self.driver.execute_async(script, vec![]).await.unwrap();
    }

    async fn field(&self, label: &str) -> WebElement {
        self.one(&labelled(label)).await
    }

    async fn clickable(&self, words: &str) -> WebElement {
        self.one(&pressable(words)).await
    }

    async fn one(&self, path: &str) -> WebElement {
        let found = self
            .driver
            .query(By::XPath(path))
            .wait(PATIENCE, GLANCE)
            .and_displayed()
            .and_enabled()
            .first()
            .await;
        match found {
            Ok(element) => element,
            Err(_) => self.fail(path).await,
        }
    }

    /// Keeps a picture of what stands there instead, and says no.
    async fn fail(&self, path: &str) -> ! {
        self.picture("failed").await;
        let shown = self.run("return document.body.innerText").await;
        panic!(
            "waited for {path}\nwhere stood:\n{}",
            shown.as_str().unwrap_or_default()
        );
    }
}

/// Whether somebody wants pictures of everything, not only of the story.
pub(crate) fn pictures_wanted() -> bool {
    std::env::var_os("KLARSIGNAL_SCREENSHOTS").is_some()
}

/// Where pictures are kept: `KLARSIGNAL_SCREENSHOTS`, or `build/screens` in the project.
fn pictures() -> PathBuf {
    std::env::var_os("KLARSIGNAL_SCREENSHOTS")
        .map_or_else(|| tests::root().join("build/screens"), PathBuf::from)
}

fn pressable(words: &str) -> String {
    let words = quoted(words);
    format!(
        "//*[self::button or self::a or self::summary or @role='tab' or @role='radio' or @role='option' or self::label]\
         [not(@aria-disabled='true')][contains(normalize-space(.), {words}) or @aria-label={words}]"
    )
}

fn labelled(label: &str) -> String {
    let label = quoted(label);
    format!(
        "//*[self::input or self::textarea or self::select]\
         [@aria-label={label} or @id=//label[contains(normalize-space(.), {label})]/@for]"
    )
}

/// A text as an `XPath` literal.
fn quoted(text: &str) -> String {
    if text.contains('\'') {
        format!("\"{text}\"")
    } else {
        format!("'{text}'")
    }
}

async fn session(server: &str) -> WebDriver {
    let binary = tests::program("klarsignal");
    let mut capabilities = Capabilities::new();
    capabilities
        .set(
            "webkitgtk:browserOptions",
            json!({ "binary": binary, "args": [] }),
        )
        .unwrap();
    WebDriver::new(server, capabilities).await.unwrap()
}

/// The driver, the app and the app's helpers: one process group, ended as one.
struct Process {
    driver: Child,
    port: u16,
}

impl Process {
    fn start(home: &Path) -> Self {
        let browser = home.join("bin/xdg-open");
        std::fs::create_dir_all(home.join("bin")).unwrap();
        std::fs::create_dir_all(home.join("run")).unwrap();
        std::fs::write(&browser, BROWSER).unwrap();
        std::fs::set_permissions(&browser, std::fs::Permissions::from_mode(0o755)).unwrap();
        let opened = home.join("opened");
        assert!(Command::new("mkfifo").arg(&opened).status().unwrap().success());
        let port = free_port();
        let path = std::env::var("PATH").unwrap_or_default();
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("PATH", format!("{}:{path}", home.join("bin").display()))
            .env("KLARSIGNAL_OPENED", opened)
            .env("HOME", home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_RUNTIME_DIR", home.join("run"))
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env("LANG", "C.UTF-8")
            .env("NO_AT_BRIDGE", "1")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .stdout(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("WebKitWebDriver is not installed; run `cargo xtask test`");
        wait_for(port);
        Self { driver, port }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let group = format!("-{}", self.driver.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.driver.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

/// The driver says nothing when it is ready; a connection does.
fn wait_for(port: u16) {
    let end = std::time::Instant::now() + PATIENCE;
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(std::time::Instant::now() < end, "the driver does not listen");
        std::thread::yield_now();
    }
}
