//! The call that a route with a guard lets its owner in with, and the same call about what is somebody else's.

use std::cell::RefCell;
use std::collections::BTreeSet;

use axum::http::Method;
use contract::client_delegation::{AGENT_CLIENTS, AGENTS};
use contract::connection::{CONNECTIONS, RIGHTS, ROLES};
use contract::delegation::{PACKAGES, RESOURCES as CONNECTION_RESOURCES};
use contract::path;
use contract::scope_delegation::SCOPE_DELEGATIONS;
use serde_json::Value;
use url::form_urlencoded::Serializer;

use super::body;
use super::{Cue, Scene};
use crate::openapi::walk::Route;

/// What stands in the places of a call: ours, but for those that are swapped.
pub(super) struct Places<'a> {
    pub(super) scene: &'a Scene,
    pub(super) route: &'a Route,
    swapped: &'a [&'a str],
    /// A place, and something else that stands there.
    other: Option<(&'a str, &'a str)>,
    slots: RefCell<BTreeSet<String>>,
}

impl Places<'_> {
    fn find(&self, name: &str) -> Option<String> {
        if let Some((place, text)) = self.other
            && place == name
        {
            return Some(text.to_owned());
        }
        let ours = self.scene.ours.place(self.route, name)?;
        let theirs = self.scene.theirs.place(self.route, name)?;
        if ours == theirs {
            return Some(ours);
        }
        self.slots.borrow_mut().insert(name.to_owned());
        Some(if self.swapped.contains(&name) {
            theirs
        } else {
            ours
        })
    }

    pub(super) fn get(&self, name: &str) -> String {
        let found = self.find(name);
        found.unwrap_or_else(|| panic!("say in place() what stands for {name} in {}", self.route.name()))
    }
}

impl Scene {
    /// The call that lets the owner in, with some places taken by what is theirs.
    pub(crate) fn cue(&self, route: &Route, swapped: &[&str]) -> Cue {
        self.cue_of(route, swapped, None)
    }

    /// The call that lets the owner in, but for something else in one place.
    pub(crate) fn cue_with(&self, route: &Route, place: &str, text: &str) -> Cue {
        self.cue_of(route, &[], Some((place, text)))
    }

    fn cue_of(&self, route: &Route, swapped: &[&str], other: Option<(&str, &str)>) -> Cue {
        let places = Places {
            scene: self,
            route,
            swapped,
            other,
            slots: RefCell::default(),
        };
        let mut cue = Cue::of(route, address(&places)).carrying(body::content(&places));
        cue.slots = places.slots.into_inner();
        cue
    }

    /// Where a route is, with ours in its places.
    pub(crate) fn address(&self, route: &Route) -> String {
        self.cue(route, &[]).address
    }
}

fn address(places: &Places<'_>) -> String {
    let route = places.route;
    let mut address = route.path.clone();
    for name in route.names() {
        address = address.replace(&format!("{{{name}}}"), &places.get(name));
    }
    let is_other = |parameter: &&Value| places.other.is_some_and(|(place, _)| parameter["name"] == place);
    let required = route
        .parameters("query")
        .filter(|parameter| parameter["required"] == true || is_other(parameter))
        .filter_map(|parameter| parameter["name"].as_str());
    let mut query = Serializer::new(String::new());
    let names: BTreeSet<&str> = required.chain(needed(route).iter().copied()).collect();
    for name in names {
        query.append_pair(name, &places.get(name));
    }
    let query = query.finish();
    if query.is_empty() {
        address
    } else {
        format!("{address}?{query}")
    }
}

/// The parameters that the document calls optional and that a call cannot do without.
fn needed(route: &Route) -> &'static [&'static str] {
    let is_new = route.method == Method::POST;
    match route.path.as_str() {
        CONNECTIONS | RIGHTS if is_new => &["to"],
        PACKAGES if is_new => &["to", "package"],
        CONNECTIONS if route.method == Method::DELETE => &["from", "to", "cascade"],
        PACKAGES if route.method == Method::DELETE => &["from", "to", "package"],
        CONNECTIONS | RIGHTS | PACKAGES | ROLES | CONNECTION_RESOURCES => &["from", "to"],
        SCOPE_DELEGATIONS => &["scope"],
        "/accessmanagement/ui/systemuser/overview" => &["party"],
        AGENTS if route.method == Method::DELETE => &["cascade"],
        AGENT_CLIENTS => &["cascade"],
        path::SYSTEM_USER_BY_EXTERNAL_ID => &["externalRef"],
        path::VENDOR_SYSTEM_USER_BY_QUERY => &["external-ref"],
        _ => &[],
    }
}
