//! Whoever uses the portal: their own token, and how it came (altinn-platform.md 11).

use std::sync::Arc;

use aide::OperationInput;
use aide::generate::GenContext;
use aide::openapi::{Operation, Response};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};

use super::antiforgery;
use super::ask::Altinn;
use crate::caller::{Caller, bearer, cookie};
use crate::error::Error;
use crate::page::Language;
use crate::session;
use crate::world::World;

/// The cookie with the reader's language; Altinn writes `no_nb`, `no_nn` and `en` in it.
pub(super) const LANGUAGE: &str = "selectedLanguage";

/// Somebody with a token that is alive. A call without one is answered 401 with no body.
#[derive(Clone)]
pub(super) struct Visitor {
    pub(super) token: String,
    pub(super) caller: Caller,
    /// The language that the reader has chosen.
    pub(super) language: Option<Language>,
}

impl Visitor {
    /// Whoever signed in with this browser, for a page.
    pub(super) fn of_session(headers: &HeaderMap, world: &World) -> Option<Self> {
        Self::of(cookie(headers, session::COOKIE)?, headers, world)
    }

    fn of(token: &str, headers: &HeaderMap, world: &World) -> Option<Self> {
        let caller = Caller::of(token, world)?;
        caller.require_altinn().ok()?;
        Some(Self {
            token: token.to_owned(),
            caller,
            language: chosen_language(headers),
        })
    }

    /// Altinn, asked in this person's name.
    pub(super) fn altinn<'a>(&'a self, world: &'a World) -> Altinn<'a> {
        Altinn {
            world,
            token: &self.token,
            language: self.language.unwrap_or(Language::Bokmal),
        }
    }
}

impl FromRequestParts<Arc<World>> for Visitor {
    type Rejection = Error;

    /// A bearer token goes before the cookie. A call that changes something with the cookie alone must prove that it
    /// comes from the portal's own pages.
    async fn from_request_parts(parts: &mut Parts, world: &Arc<World>) -> Result<Self, Error> {
        let stranger = || Error::Empty(StatusCode::UNAUTHORIZED);
        if let Some(token) = bearer(&parts.headers) {
            return Self::of(token, &parts.headers, world).ok_or_else(stranger);
        }
        let visitor = Self::of_session(&parts.headers, world).ok_or_else(stranger)?;
        if !parts.method.is_safe() {
            antiforgery::require(&parts.headers, &visitor.token)?;
        }
        Ok(visitor)
    }
}

/// The document says the same of a visitor as of any caller.
impl OperationInput for Visitor {
    fn operation_input(context: &mut GenContext, operation: &mut Operation) {
        Caller::operation_input(context, operation);
    }

    fn inferred_early_responses(
        context: &mut GenContext,
        operation: &mut Operation,
    ) -> Vec<(Option<u16>, Response)> {
        Caller::inferred_early_responses(context, operation)
    }
}

impl std::fmt::Debug for Visitor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Visitor").finish_non_exhaustive()
    }
}

/// The language of the cookie, read as Altinn writes it and as everybody else does.
pub(super) fn chosen_language(headers: &HeaderMap) -> Option<Language> {
    let text = cookie(headers, LANGUAGE)?.to_ascii_lowercase();
    Language::first_of([text.strip_prefix("no_").unwrap_or(&text)])
}

#[cfg(test)]
mod tests {
    use axum::http::header;

    use super::*;

    #[test]
    fn the_language_is_read_in_altinns_spelling_and_in_the_usual_one() {
        let of = |value: &str| {
            let headers = [(
                header::COOKIE,
                format!("a=b; selectedLanguage={value}").parse().unwrap(),
            )];
            chosen_language(&HeaderMap::from_iter(headers))
        };
        for (value, language) in [
            ("no_nb", Language::Bokmal),
            ("no_nn", Language::Nynorsk),
            ("nn", Language::Nynorsk),
            ("nb-NO", Language::Bokmal),
            ("en", Language::English),
            ("EN_GB", Language::English),
        ] {
            assert_eq!(of(value), Some(language), "{value}");
        }
        assert_eq!(of("sma"), None);
        assert_eq!(chosen_language(&HeaderMap::new()), None);
    }
}
