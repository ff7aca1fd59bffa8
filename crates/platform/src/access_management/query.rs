//! Reading what a call asks: parameters that may come several times, and the language of the answer.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use domain::connection::ConnectionProblem;
use domain::{Localized, Party, PartyUuid};
use rusqlite::Connection;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use url::form_urlencoded;
use uuid::Uuid;

use crate::error::Error;
use crate::store;
use crate::world::World;

/// A call's parameters, in order; names are read in any case.
#[derive(Clone, Debug)]
pub(crate) struct Query(Vec<(String, String)>);

impl FromRequestParts<Arc<World>> for Query {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _world: &Arc<World>) -> Result<Self, Error> {
        let text = parts.uri.query().unwrap_or_default();
        Ok(Self(
            form_urlencoded::parse(text.as_bytes()).into_owned().collect(),
        ))
    }
}

impl aide::OperationInput for Query {}

impl Query {
    /// Every value of a parameter.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The first value of a parameter that must be there.
    ///
    /// # Errors
    /// 400 that names the parameter.
    pub(crate) fn one<'a>(&'a self, name: &'a str) -> Result<&'a str, Error> {
        self.all(name)
            .next()
            .ok_or_else(|| Error::field(name, format!("The {name} field is required.")))
    }

    /// A parameter that must be a UUID.
    ///
    /// # Errors
    /// 400 that names the parameter.
    pub(crate) fn uuid(&self, name: &str) -> Result<Uuid, Error> {
        let text = self.one(name)?;
        text.parse()
            .map_err(|_| Error::field(name, format!("The value '{text}' is not valid.")))
    }

    /// A parameter that is a UUID when it is there; an empty one counts as absent.
    ///
    /// # Errors
    /// 400 that names the parameter.
    pub(crate) fn uuid_if_any(&self, name: &str) -> Result<Option<Uuid>, Error> {
        let is_given = self.all(name).next().is_some_and(|text| !text.is_empty());
        is_given.then(|| self.uuid(name)).transpose()
    }

    /// A parameter that is `true` or `false` when it is there, in any case.
    ///
    /// # Errors
    /// 400 that names the parameter.
    pub(crate) fn flag(&self, name: &str) -> Result<Option<bool>, Error> {
        let read = |text: &str| {
            let is_flag = text.to_ascii_lowercase().parse();
            is_flag.map_err(|_| Error::field(name, format!("The value '{text}' is not valid.")))
        };
        self.all(name)
            .next()
            .filter(|text| !text.is_empty())
            .map(read)
            .transpose()
    }

    /// A parameter that must be the UUID of a party in the register.
    ///
    /// # Errors
    /// 400 that names the parameter, or `AM-00023`.
    pub(crate) fn party(&self, conn: &Connection, name: &str) -> Result<Party, Error> {
        let uuid = self.uuid(name)?;
        let party = store::party::find_by_uuid(conn, PartyUuid(uuid))?;
        party.ok_or_else(|| ConnectionProblem::PartyUnknown.into())
    }
}

/// A body, which must be JSON and say so.
///
/// # Errors
/// 415, or 400 that names what cannot be read.
pub(crate) fn body<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, Error> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if !kind.to_ascii_lowercase().contains("json") {
        return Err(Error::plain(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    contract::body::read(body).map_err(|fault| Error::field(&fault.key, fault.message.clone()))
}

/// A text in the language that the caller prefers among nb, nn and en; nb when none is named.
pub(crate) fn translated(text: &Localized, headers: &HeaderMap) -> String {
    let wanted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let language = wanted
        .split(',')
        .filter_map(|part| part.split([';', '-']).next())
        .map(str::trim)
        .find(|language| ["nb", "nn", "en", "no"].contains(language))
        .map_or("nb", |language| if language == "no" { "nb" } else { language });
    text.get(language)
        .or(text.get("nb"))
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_that_is_known_is_used() {
        let text = Localized::new("lønn", "løn", "pay");
        let told = |accept: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, accept.parse().unwrap());
            translated(&text, &headers)
        };
        assert_eq!(told("se, en-GB;q=0.9, nb"), "pay");
        assert_eq!(told("nn-NO"), "løn");
        assert_eq!(told("no"), "lønn");
        assert_eq!(told("fr"), "lønn");
    }
}
