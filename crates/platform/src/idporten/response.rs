//! Sending a person back to the client, in the way that the client asked for (RFC 6749 4.1.2, RFC 9207, `form_post`, JARM).

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::ClientId;
use maud::html;
use serde_json::{Map, Value};

use super::words::words;
use super::{page, redirect};
use crate::error::Error;
use crate::page::{Language, Page, Site, hidden};
use crate::world::World;

/// Seconds that a signed answer is good for.
const LIFETIME: i64 = 600;

/// How the answer travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ResponseMode {
    #[default]
    Query,
    FormPost,
    QueryJwt,
    FormPostJwt,
}

/// A text that is no response mode.
#[derive(Debug)]
pub(crate) struct NoResponseMode;

impl ResponseMode {
    pub(super) const ALL: [Self; 4] = [Self::Query, Self::FormPost, Self::QueryJwt, Self::FormPostJwt];

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::FormPost => "form_post",
            Self::QueryJwt => "query.jwt",
            Self::FormPostJwt => "form_post.jwt",
        }
    }

    /// `jwt` alone is the usual one of the signed kind: for a code that is the query.
    pub(crate) fn parse(word: &str) -> Result<Self, NoResponseMode> {
        if word == "jwt" {
            return Ok(Self::QueryJwt);
        }
        Self::ALL
            .into_iter()
            .find(|mode| mode.word() == word)
            .ok_or(NoResponseMode)
    }
}

/// Where an answer goes, and how.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way<'a> {
    pub(super) client: &'a ClientId,
    pub(super) redirect_uri: &'a str,
    pub(super) mode: ResponseMode,
    pub(super) state: Option<&'a str>,
    pub(super) language: Language,
}

impl Way<'_> {
    /// Sends the person back with a code.
    pub(super) fn grant(&self, world: &World, code: &str) -> Result<Response, Error> {
        self.send(world, &[("code", code)])
    }

    /// Sends the person back with a refusal.
    pub(super) fn deny(&self, world: &World, error: &str, description: &str) -> Result<Response, Error> {
        self.send(world, &[("error", error), ("error_description", description)])
    }

    fn send(&self, world: &World, outcome: &[(&str, &str)]) -> Result<Response, Error> {
        let mut parameters = outcome.to_vec();
        parameters.extend(self.state.map(|state| ("state", state)));
        parameters.push(("iss", &world.issuers.idporten));
        match self.mode {
            ResponseMode::Query => Ok(self.redirect(&parameters)),
            ResponseMode::FormPost => Ok(self.form(&parameters)),
            ResponseMode::QueryJwt => Ok(self.redirect(&[("response", &self.signed(world, &parameters)?)])),
            ResponseMode::FormPostJwt => Ok(self.form(&[("response", &self.signed(world, &parameters)?)])),
        }
    }

    fn redirect(&self, parameters: &[(&str, &str)]) -> Response {
        let Some(address) = redirect::with(self.redirect_uri, parameters) else {
            return page::stopped(StatusCode::BAD_REQUEST, self.language, |words| {
                words.unknown_address
            });
        };
        let headers = [
            (header::LOCATION, address),
            (header::CACHE_CONTROL, "no-store".to_owned()),
        ];
        (StatusCode::SEE_OTHER, headers).into_response()
    }

    /// A form that the person sends on with a button: there is no script to do it.
    fn form(&self, parameters: &[(&str, &str)]) -> Response {
        let words = words(self.language);
        let body = html! {
            h1 { (words.onwards) }
            p { (words.onwards_hint) }
            form method="post" action=(self.redirect_uri) {
                @for (name, value) in parameters { (hidden(name, value)) }
                button class="ds-button" autofocus { (words.proceed) }
            }
        };
        Page::new(self.language, Site::Idporten, words.onwards)
            .forms_lead_to(redirect::origin(self.redirect_uri).unwrap_or_default())
            .answer(&body)
    }

    /// The parameters as the claims of a token to the client.
    fn signed(&self, world: &World, parameters: &[(&str, &str)]) -> Result<String, Error> {
        let mut claims: Map<String, Value> = parameters
            .iter()
            .map(|&(name, value)| (name.to_owned(), value.into()))
            .collect();
        claims.insert("aud".to_owned(), self.client.as_str().into());
        claims.insert(
            "exp".to_owned(),
            (world.clock.now().as_second() + LIFETIME).into(),
        );
        Ok(world.keys.idporten.sign(&claims)?)
    }
}
