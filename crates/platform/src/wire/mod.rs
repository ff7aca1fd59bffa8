//! Every route that a program calls, by example: stories whose every exchange is a golden file in `tests/golden/wire`,
//! byte for byte.
//!
//! A file holds what one route is asked and answers. After a first success the same call is made without a token and by
//! somebody else, so that each file shows the refusals as well. `UPDATE_GOLDEN=1 cargo test -p platform wire` writes the
//! files anew; the difference is then for a person to judge against the contract.

mod access;
mod administration;
mod agent;
mod control;
mod idporten;
mod leader;
mod maskinporten;
mod portal;
mod registry;
mod text;
mod vendor;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::http::{Method, Request, header};
use contract::path;
use domain::OrgNumber;
use serde_json::Value;

use crate::altinn::testing::Altinn;
use crate::openapi::walk::{Route, routes};
use crate::scene;
use crate::testing::{Answer, Person, answer};
use text::{Marks, Shown};

/// Routes without a file, by listener and the beginning of their path, and why.
const ELSEWHERE: &[(&str, &str, &str)] = &[
    ("", "/openapi", "what the documents say is tested with them"),
    ("", "/page.css", "a style"),
    (
        "Altinn's portal",
        "/accessmanagement/ui",
        "pages and redirects for people, tested as such",
    ),
    ("ID-porten", "/authorize", FRONT_DOOR),
    ("ID-porten", "/sign-in", FRONT_DOOR),
    ("ID-porten", "/logout", FRONT_DOOR),
    ("Control", "/seed", "its schema says what it is"),
    ("Control", "/exchanges", "how long they took is by chance"),
    (
        "Client administration",
        "/api/v1/",
        "the same as without the prefix",
    ),
    (
        "Client administration",
        "/external/",
        "the same as without the prefix",
    ),
    (
        "Altinn",
        "/accessmanagement/api/v1/meta/info/accesspackages/export",
        "every group that the others show",
    ),
    ("Maskinporten", "/errors/", "pages for people, tested as such"),
];

const FRONT_DOOR: &str = "redirects, forms and pages for people, tested as such";

#[tokio::test]
async fn every_route_answers_as_its_golden_file_says() {
    let mut told = BTreeMap::new();
    for story in [
        vendor::story().await,
        leader::story().await,
        agent::story().await,
        portal::story().await,
        access::story().await,
        registry::story().await,
        maskinporten::story().await,
        idporten::story().await,
        administration::story().await,
        control::story().await,
    ] {
        for (file, exchanges) in story.told {
            told.entry(file).or_insert_with(String::new).push_str(&exchanges);
        }
    }
    let folder = folder();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::remove_dir_all(&folder).unwrap_or_default();
        for (file, exchanges) in &told {
            let file = folder.join(file);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, exchanges).unwrap();
        }
    }
    let kept = kept(&folder);
    let names: BTreeSet<&String> = kept.keys().chain(told.keys()).collect();
    let different: Vec<String> = names
        .into_iter()
        .filter_map(|name| difference(name, kept.get(name), told.get(name)))
        .collect();
    assert!(
        different.is_empty(),
        "{}\nIf that is meant: UPDATE_GOLDEN=1 cargo test -p platform wire",
        different.join("\n")
    );
}

#[tokio::test]
async fn every_route_has_a_golden_file_and_every_row_its_refusals() {
    // The other test writes the folder anew just then.
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        return;
    }
    let kept = kept(&folder());
    let mut lost = vec![];
    for route in routes(&crate::testing::world().await).await {
        let is_elsewhere = |(of, beginning, _): &&(&str, &str, &str)| {
            (of.is_empty() || *of == route.listener()) && route.path.starts_with(beginning)
        };
        if ELSEWHERE.iter().find(is_elsewhere).is_some() {
            continue;
        }
        let exchanges = kept.get(&file(&route)).map_or("", String::as_str);
        let answered = |status: &str| exchanges.lines().any(|line| line.starts_with(status));
        if !answered("HTTP/1.1 2") && !answered("HTTP/1.1 3") {
            lost.push(format!("{} is not answered in {}", route.name(), file(&route)));
        } else if route.operation["x-row"].is_u64() {
            for status in ["401", "403"] {
                if !answered(&format!("HTTP/1.1 {status}")) {
                    lost.push(format!("{} is never answered {status}", route.name()));
                }
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

/// The first lines in which a file and an answer differ.
fn difference(name: &str, kept: Option<&String>, told: Option<&String>) -> Option<String> {
    let (Some(kept), Some(told)) = (kept, told) else {
        let what = if kept.is_some() {
            "is told no more"
        } else {
            "has no file"
        };
        return Some(format!("{name} {what}"));
    };
    let mut lines = kept.lines().zip(told.lines()).enumerate();
    let first = lines.find(|(_, (kept, told))| kept != told);
    match first {
        Some((number, (kept, told))) => Some(format!("{name}:{}\n  - {kept}\n  + {told}", number + 1)),
        None => (kept != told).then(|| format!("{name}: one ends before the other")),
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden/wire")
}

/// Every file of the folder by its name below it.
fn kept(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for listener in std::fs::read_dir(folder).into_iter().flatten() {
        let listener = listener.unwrap();
        for file in std::fs::read_dir(listener.path()).unwrap() {
            let file = file.unwrap();
            let name = format!(
                "{}/{}",
                listener.file_name().display(),
                file.file_name().display()
            );
            files.insert(name, std::fs::read_to_string(file.path()).unwrap());
        }
    }
    files
}

/// The file of a route: its row where it has one, its method, and the fixed and free parts of its path.
fn file(route: &Route) -> String {
    let row = route.operation["x-row"].as_u64();
    let row = row.map_or(String::new(), |row| format!("{row:02}-"));
    let path = ["/authentication", "/api/v1", "/enduser"]
        .iter()
        .fold(route.path.clone(), |path, shared| path.replacen(shared, "", 1));
    let words = path
        .split(['/', '{', '}'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    let listener = route
        .listener()
        .to_lowercase()
        .replace("'s", "")
        .replace(' ', "-");
    format!("{listener}/{row}{}-{words}.http", route.method)
}

/// Somebody who calls.
pub(super) struct Who {
    token: String,
    label: String,
    /// Somebody of the same kind who may not.
    other: String,
}

impl Who {
    /// Somebody without a token.
    pub(super) fn nobody() -> Self {
        let nothing = String::new;
        Self {
            token: nothing(),
            label: nothing(),
            other: nothing(),
        }
    }
}

/// Where a call goes: a route, by its pattern, and the address itself.
pub(super) struct At {
    pattern: &'static str,
    address: String,
}

/// A route with its free parts filled in.
pub(super) fn at(pattern: &'static str, values: &[&str]) -> At {
    let address = path::fill(pattern, values);
    At { pattern, address }
}

impl At {
    pub(super) fn with(mut self, query: &str) -> Self {
        self.address = format!("{}?{query}", self.address);
        self
    }
}

/// A world in which a story is told, and what was said in it.
pub(super) struct Story {
    pub(super) world: Altinn,
    routes: Vec<Route>,
    marks: Marks,
    /// Files with their exchanges.
    told: BTreeMap<String, String>,
}

impl Story {
    /// Begins in a world whose lists have pages of two items.
    pub(super) async fn begin() -> Self {
        let world = scene::listening_with_pages_of(2).await;
        Self {
            routes: routes(&world).await,
            marks: Marks::default(),
            told: BTreeMap::new(),
            world,
        }
    }

    /// A vendor with a token of Maskinporten's.
    pub(super) fn vendor(&self, scopes: &str) -> Who {
        Who {
            token: self.world.vendor_token(scopes),
            label: format!("SmartCloud AS, {scopes}"),
            other: self.world.vendor_token("altinn:other"),
        }
    }

    /// An organisation with a token of Altinn's.
    pub(super) fn organisation(&self, name: &str, org: &OrgNumber, scopes: &str) -> Who {
        Who {
            token: self.world.altinn_token(org, scopes, vec![]),
            label: format!("{name}, {scopes}"),
            other: self.world.altinn_token(org, "altinn:other", vec![]),
        }
    }

    /// A person with a token of Altinn's.
    pub(super) fn person(&self, name: &str, person: &Person, scopes: &str) -> Who {
        Who {
            token: self.world.person_token(person, scopes),
            label: format!("{name}, {scopes}"),
            other: self.world.person_token(&Person::outsider(), "altinn:other"),
        }
    }

    /// Whoever has such a token.
    pub(super) fn holder(label: &str, token: String) -> Who {
        let (label, other) = (label.to_owned(), "x.y.z".to_owned());
        Who { token, label, other }
    }

    /// Pia Kran in the portal.
    pub(super) fn leader(&self) -> Who {
        self.person("Pia Kran", &Person::leader(), contract::scope::PORTAL)
    }

    pub(super) async fn get(&mut self, what: &str, who: &Who, at: At) -> Answer {
        self.call(what, who, Method::GET, at, None).await
    }

    pub(super) async fn post(&mut self, what: &str, who: &Who, at: At, body: Value) -> Answer {
        self.call(what, who, Method::POST, at, Some(body)).await
    }

    pub(super) async fn put(&mut self, what: &str, who: &Who, at: At, body: Value) -> Answer {
        self.call(what, who, Method::PUT, at, Some(body)).await
    }

    /// Posts without a body.
    pub(super) async fn press(&mut self, what: &str, who: &Who, at: At) -> Answer {
        self.call(what, who, Method::POST, at, None).await
    }

    pub(super) async fn delete(&mut self, what: &str, who: &Who, at: At) -> Answer {
        self.call(what, who, Method::DELETE, at, None).await
    }

    pub(super) async fn call(
        &mut self,
        what: &str,
        who: &Who,
        method: Method,
        at: At,
        body: Option<Value>,
    ) -> Answer {
        let call = || {
            let call = Request::builder().method(&method).uri(&at.address);
            match &body {
                Some(body) => call
                    .header(header::CONTENT_TYPE, "application/json")
                    .body(Body::from(body.to_string())),
                None => call.body(Body::empty()),
            }
            .unwrap()
        };
        let answer = self.send(what, who, at.pattern, call()).await;
        let route = self.route(&method, at.pattern);
        let file = file(&route);
        let is_refused = self.told[&file].contains("### without a token\n");
        if answer.status.is_success() && !is_refused && route.guard().is_some() {
            self.send("without a token", &Who::nobody(), at.pattern, call())
                .await;
            let other = Self::holder("somebody else", who.other.clone());
            self.send("by somebody else", &other, at.pattern, call()).await;
        }
        answer
    }

    /// Sends any call, by somebody, to a route.
    pub(super) async fn send(&mut self, what: &str, who: &Who, pattern: &str, call: Request<Body>) -> Answer {
        let route = self.route(call.method(), pattern);
        let (asked, mut call) = Shown::of_call(&who.label, call).await;
        if !who.token.is_empty() {
            let bearer = format!("Bearer {}", who.token).parse().unwrap();
            call.headers_mut().insert(header::AUTHORIZATION, bearer);
        }
        let answer = answer(route.router.clone(), call).await;
        let told = self.told.entry(file(&route)).or_default();
        self.marks.write(told, what, &asked, &answer);
        answer
    }

    fn route(&self, method: &Method, pattern: &str) -> Route {
        let mut routes = self.routes.iter();
        let found = routes.find(|route| route.method == method && route.path == pattern);
        found
            .unwrap_or_else(|| panic!("no document knows {method} {pattern}"))
            .clone()
    }
}

/// The id in an answer.
pub(super) fn id(answer: &Answer) -> String {
    let body = answer.json();
    let id = body["id"].as_str();
    id.unwrap_or_else(|| panic!("no id in {body}")).to_owned()
}
