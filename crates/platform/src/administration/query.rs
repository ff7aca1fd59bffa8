//! What stands after the question mark.

use std::convert::Infallible;

use aide::OperationInput;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::Scope;
use url::form_urlencoded;

use super::refusal::Refused;

/// Parameters by name; the first of a name counts, and an empty one is absent.
#[derive(Debug)]
pub(super) struct Query(Vec<(String, String)>);

impl Query {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(key, _)| key == name)?;
        Some(value.as_str()).filter(|value| !value.is_empty())
    }

    /// The scope that a call is about.
    pub(super) fn scope(&self) -> Result<Scope, Refused> {
        self.get("scope")
            .map(Scope::from)
            .ok_or_else(|| Refused::field("scope", "it is required."))
    }

    /// A yes or no; no when it is absent.
    pub(super) fn flag(&self, name: &str) -> Result<bool, Refused> {
        match self.get(name) {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(_) => Err(Refused::field(name, "it must be true or false.")),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        let query = parts.uri.query().unwrap_or_default();
        Ok(Self(
            form_urlencoded::parse(query.as_bytes()).into_owned().collect(),
        ))
    }
}

impl OperationInput for Query {}
