//! One call of a route, and who makes it.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Method, Request, header};
use contract::decision::AUTHORIZE;
use contract::delegation::{AUTHORIZED_PARTIES_SCOPE, OWNER_AUTHORIZED_PARTIES};
use contract::{path, scope};
use serde_json::Value;
use url::form_urlencoded::Serializer;

use crate::openapi::walk::{Guard, Route};
use crate::seen::MadeUp;
use crate::testing::{Answer, answer};

/// Who is let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// A vendor's program, by Maskinporten's own token.
    Vendor,
    /// The same, by Altinn's.
    Exchanged,
    /// The leader of the organisation.
    Leader,
    /// A service owner.
    Owner,
}

/// Who may call a route.
pub(crate) fn who(route: &Route, guard: &Guard) -> Who {
    let asks = |name: &str| guard.scopes.iter().any(|scope| scope == name);
    if route.path.starts_with("/resourceregistry/") {
        Who::Owner
    } else if route.path == AUTHORIZE || route.path == OWNER_AUTHORIZED_PARTIES {
        Who::Exchanged
    } else if route.is_of("Client administration") {
        Who::Vendor
    } else if guard.person || guard.scopes.is_empty() || asks(scope::PORTAL) || asks(AUTHORIZED_PARTIES_SCOPE)
    {
        Who::Leader
    } else {
        Who::Vendor
    }
}

/// Routes that need a second scope beside any of their own, and why.
const TOGETHER: &[(&str, &str, &str)] = &[(
    path::END_USER_CLIENTS,
    scope::CLIENT_DELEGATIONS_READ,
    "a client that cannot be read cannot be linked (AUTH-00044)",
)];

/// What lets a token into a route: the scopes that it asks for or, where it asks for none, what every token of the portal
/// has. An operator's scope opens more than the route asks for, so it is left out where another will do.
pub(crate) fn enough(route: &Route, guard: &Guard) -> String {
    if guard.scopes.is_empty() {
        return scope::PORTAL.to_owned();
    }
    let modest = words(guard.scopes.iter().filter(|scope| !is_operators(scope)));
    let own = if modest.is_empty() {
        words(&guard.scopes)
    } else {
        modest
    };
    with_second(route, &own)
}

/// Scopes of a route, with the second one that it needs.
pub(crate) fn with_second(route: &Route, own: &str) -> String {
    let second = TOGETHER.iter().find(|(path, ..)| *path == route.path);
    second.map_or_else(|| own.to_owned(), |(_, second, _)| format!("{own} {second}"))
}

/// Whether a scope makes its bearer one of Altinn's own operators, who may act for everybody.
pub(crate) fn is_operators(scope: &str) -> bool {
    scope.rsplit_once('.').is_some_and(|(_, last)| last == "admin")
}

pub(super) fn words<'a>(scopes: impl IntoIterator<Item = &'a String>) -> String {
    let scopes: Vec<&str> = scopes.into_iter().map(String::as_str).collect();
    scopes.join(" ")
}

/// One call of a route.
#[derive(Clone, Debug)]
pub(crate) struct Cue {
    pub(crate) method: Method,
    pub(crate) address: String,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) content: Content,
    /// The places where the two sides have different things.
    pub(crate) slots: BTreeSet<String>,
}

/// What a call carries.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    Nothing,
    Json(Value),
    Form(Vec<(&'static str, String)>),
    /// Something else, and what it calls itself.
    Other(&'static str, Vec<u8>),
}

impl Cue {
    /// A call without a body.
    pub(crate) fn of(route: &Route, address: String) -> Self {
        Self {
            method: route.method.clone(),
            address,
            headers: vec![],
            content: Content::Nothing,
            slots: BTreeSet::new(),
        }
    }

    /// The same with a header; one of that name gives way.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.retain(|(other, _)| *other != name);
        self.headers.push((name, value.into()));
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(other, _)| *other != name);
        self
    }

    pub(crate) fn carrying(mut self, content: Content) -> Self {
        self.content = content;
        self
    }

    /// The same with another value in a field of its form.
    pub(crate) fn with_field(mut self, name: &'static str, value: impl Into<String>) -> Self {
        let Content::Form(fields) = &mut self.content else {
            panic!("{} carries no form", self.address)
        };
        fields.retain(|(other, _)| *other != name);
        fields.push((name, value.into()));
        self
    }

    pub(crate) fn bearing(self, token: &str) -> Self {
        self.with("authorization", format!("Bearer {token}"))
    }

    pub(crate) async fn send(&self, route: &Route) -> Answer {
        self.send_for(route, &[401, 403]).await
    }

    /// Calls the route and looks for these statuses.
    pub(crate) async fn send_for(&self, route: &Route, looked_for: &[u16]) -> Answer {
        let (kind, body) = self.content.written();
        let mut call = Request::builder()
            .method(self.method.clone())
            .uri(&self.address)
            .extension(MadeUp(looked_for.to_vec()))
            .header(header::CONTENT_TYPE, kind);
        for (name, value) in &self.headers {
            call = call.header(*name, value);
        }
        answer(route.router.clone(), call.body(Body::from(body)).unwrap()).await
    }
}

impl Content {
    /// What it calls itself, and its bytes.
    pub(crate) fn written(&self) -> (&'static str, Vec<u8>) {
        match self {
            Self::Nothing => ("application/json", vec![]),
            Self::Json(value) => ("application/json", value.to_string().into_bytes()),
            Self::Form(fields) => {
                let form = Serializer::new(String::new()).extend_pairs(fields).finish();
                ("application/x-www-form-urlencoded", form.into_bytes())
            }
            Self::Other(kind, bytes) => (kind, bytes.clone()),
        }
    }
}
