//! Every screen is asked whether it fits its width and whether axe finds a barrier on it, in each language and each
//! theme. `cargo xtask screenshots` keeps pictures of all combinations to look at.

use serde_json::Value;

use crate::story;
use crate::window::{Window, pictures_wanted};

/// Checks what a machine can check of WCAG 2.1 A and AA.
const AXE: &str = include_str!("../../ui/node_modules/axe-core/axe.min.js");
/// Nothing stands outside the window's width. Where there is room for panes they scroll, never the window itself.
const OVERFLOWS: &str = "const page = document.documentElement;\
    return page.scrollWidth > window.innerWidth\
        || (window.innerWidth > 760 && page.scrollHeight > window.innerHeight)";
const RUN_AXE: &str = "const done = arguments[arguments.length - 1];\
    axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })\
       .then(({ violations }) => done(violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', '))));";

#[tokio::test]
async fn every_screen_fits_and_has_no_barrier_in_both_themes_and_all_languages() {
    let window = Window::open().await;
    story::register(&window).await;
    story::ask(&window).await;
    let sent = window.place().await;
    story::approve(&window).await;
    let receipt = window.place().await;
    let party = receipt.split('/').nth(2).unwrap().to_owned();
    window.press("Systemtilganger").await;
    window.press("SmartRegnskap").await;
    window.reads("Dette kan systemet gjøre").await;
    let access = window.place().await;

    let screens = [
        ("inbox", format!("/leader/{party}/inbox")),
        ("receipt", receipt),
        ("system-users", format!("/leader/{party}/system-users")),
        ("access", access.clone()),
        ("impact", format!("{access}/remove")),
        ("new", format!("/leader/{party}/new")),
        ("history", format!("/leader/{party}/history")),
        ("leader-settings", "/leader/settings".into()),
        ("systems", "/vendor/systems".into()),
        ("system", format!("/vendor/systems/{}", tests::SYSTEM)),
        ("new-system", "/vendor/systems/new".into()),
        ("sent-request", sent),
        ("compose", "/vendor/requests/new".into()),
        ("tokens", "/vendor/tokens".into()),
        ("set-up", "/vendor/set-up".into()),
    ];
    let mut faults = vec![];
    for (language, scheme) in looks() {
        window.appear(language, scheme).await;
        for (name, place) in &screens {
            faults.extend(look(&window, language, scheme, name, place).await);
        }
    }
    window.close().await;
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// Each language and each theme once; all of both together when pictures are wanted.
fn looks() -> Vec<(&'static str, &'static str)> {
    if pictures_wanted() {
        ["nb", "nn", "en"]
            .into_iter()
            .flat_map(|language| [(language, "light"), (language, "dark")])
            .collect()
    } else {
        vec![("nb", "light"), ("nn", "dark"), ("en", "light")]
    }
}

async fn look(window: &Window, language: &str, scheme: &str, name: &str, place: &str) -> Vec<String> {
    let mut faults = vec![];
    window.go(place).await;
    for width in [1360, 900, 320] {
        window.resize(width, 860).await;
        if pictures_wanted() {
            window
                .picture(&format!("{language}/{scheme}/{name}-{width}"))
                .await;
        }
        if window.run(OVERFLOWS).await == Value::Bool(true) {
            faults.push(format!("{name} does not fit {width} px in {language}"));
        }
    }
    window.resize(1360, 860).await;
    window.run(AXE).await;
    let found = window.run_until_done(RUN_AXE).await;
    let found = found.as_array().cloned().unwrap_or_default();
    faults.extend(
        found
            .iter()
            .map(|fault| format!("{name} in {language}, {scheme}: {fault}")),
    );
    faults
}
