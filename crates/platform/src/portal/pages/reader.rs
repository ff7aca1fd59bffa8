//! Whoever reads a page: signed in, in a language, with the key of the forms.

use std::sync::Arc;

use aide::OperationInput;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use contract::path;
use contract::resource::{PARTY, PartyDto};
use maud::{Markup, html};
use url::form_urlencoded;
use uuid::Uuid;

use super::{overview, sign_in, sign_out};
use crate::page::{FormKey, Language, Page, Site, hidden};
use crate::portal::ask::Altinn;
use crate::portal::visitor::{LANGUAGE, Visitor, chosen_language};
use crate::portal::words::{Words, fill, words};
use crate::session;
use crate::world::World;

/// A person with a session. Whoever has none is sent to sign in, and comes back to the same address.
#[derive(Debug)]
pub(in crate::portal) struct Reader {
    pub(super) visitor: Visitor,
    pub(super) key: FormKey,
    pub(super) headers: HeaderMap,
    pub(super) query: Parameters,
    language: Language,
    world: Arc<World>,
    path: String,
    /// Whether a form was sent: what it is answered with cannot be opened again by a link.
    has_sent: bool,
}

/// What stands after the question mark.
#[derive(Clone, Debug)]
pub(in crate::portal) struct Parameters(Vec<(String, String)>);

impl Parameters {
    pub(super) fn of(uri: &Uri) -> Self {
        let text = uri.query().unwrap_or_default();
        Self(form_urlencoded::parse(text.as_bytes()).into_owned().collect())
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        Some(value)
    }

    /// The same with one parameter set.
    pub(super) fn with(&self, name: &str, value: &str) -> String {
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(self.without(name).0)
            .append_pair(name, value)
            .finish()
    }

    /// The same with one parameter left out.
    pub(super) fn without(&self, name: &str) -> Self {
        let kept = self.0.iter().filter(|(key, _)| !key.eq_ignore_ascii_case(name));
        Self(kept.cloned().collect())
    }
}

/// The language of a page: asked for in the address, chosen before, or the browser's.
pub(super) fn language(query: &Parameters, headers: &HeaderMap) -> Language {
    query
        .get("lang")
        .and_then(|tag| Language::first_of([tag]))
        .or_else(|| chosen_language(headers))
        .unwrap_or_else(|| Language::of_browser(headers))
}

impl FromRequestParts<Arc<World>> for Reader {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, world: &Arc<World>) -> Result<Self, Response> {
        let query = Parameters::of(&parts.uri);
        let language = language(&query, &parts.headers);
        let Some(mut visitor) = Visitor::of_session(&parts.headers, world) else {
            return Err(sign_in::ask(&parts.uri).into_response());
        };
        visitor.language = Some(language);
        Ok(Self {
            visitor,
            key: FormKey::of(&parts.headers, &world.chance),
            headers: parts.headers.clone(),
            query,
            language,
            world: world.clone(),
            path: parts.uri.path().to_owned(),
            has_sent: parts.method == Method::POST,
        })
    }
}

impl OperationInput for Reader {}

impl Reader {
    pub(super) fn language(&self) -> Language {
        self.language
    }

    pub(super) fn words(&self) -> &'static Words {
        words(self.language)
    }

    pub(super) fn world(&self) -> &World {
        &self.world
    }

    pub(super) fn altinn(&self) -> Altinn<'_> {
        self.visitor.altinn(&self.world)
    }

    /// The UUID of a parameter.
    pub(super) fn uuid(&self, name: &str) -> Option<Uuid> {
        self.query.get(name)?.trim().parse().ok()
    }

    /// The organisation that the page is about.
    pub(super) fn party(&self) -> Option<u32> {
        self.query.get("party")?.parse().ok()
    }

    /// This address, for coming back to it.
    pub(super) fn here(&self) -> String {
        let query = self.query.with("lang", self.language.code());
        format!("{}?{query}", self.path)
    }

    /// Sends the browser to another page of ours, to read it.
    pub(super) fn onwards(address: &str) -> Response {
        Redirect::to(address).into_response()
    }

    /// Sends a person whose session has ended to sign in.
    pub(super) fn sign_in_again(&self) -> Response {
        Redirect::to(&sign_in::address(&self.here())).into_response()
    }

    /// Whether a form was sent from one of our pages in this browser.
    pub(super) fn sent_here(&self, form_key: Option<&str>) -> bool {
        FormKey::fits(&self.headers, form_key)
    }

    /// A whole page around `body`, with who is signed in above it.
    pub(super) async fn page(&self, title: &str, body: &Markup) -> Response {
        self.framed(Page::new(self.language, Site::Altinn, title), body)
            .await
    }

    /// The same around a page that has more to say.
    pub(super) async fn framed(&self, page: Page, body: &Markup) -> Response {
        let name = self.name().await;
        let page = if self.has_sent {
            page
        } else {
            page.in_languages(|language| format!("?{}", self.query.with("lang", language.code())))
        };
        let answer = page
            .form_key(&self.key)
            .forms_lead_to(self.world.urls.idporten.clone())
            .forms_lead_to(self.world.urls.platform.clone())
            .beside(self.person(&name))
            .answer(body);
        self.remembered(answer)
    }

    /// Keeps the language when it was just chosen.
    fn remembered(&self, mut answer: Response) -> Response {
        if self.query.get("lang").is_some() {
            let name = match self.language {
                Language::Bokmal => "no_nb",
                Language::Nynorsk => "no_nn",
                Language::English => "en",
            };
            let line = format!(
                "{LANGUAGE}={name}; Max-Age=31536000; {}",
                session::attributes(&self.world.urls)
            );
            if let Ok(line) = HeaderValue::from_str(&line) {
                answer.headers_mut().append(header::SET_COOKIE, line);
            }
        }
        answer
    }

    /// The reader's own name; empty when Altinn does not answer.
    pub(super) async fn name(&self) -> String {
        let Some(party) = self.visitor.caller.party() else {
            return String::new();
        };
        let address = path::fill(PARTY, &[&party.to_string()]);
        let own: Result<PartyDto, _> = self.altinn().get(&address).await;
        own.map(|own| own.name).unwrap_or_default()
    }

    fn person(&self, name: &str) -> Markup {
        let words = &self.words().session;
        html! {
            nav class="page-row page-person" aria-label=(words.navigation) {
                a class="ds-link" href=(overview::PATH) { (words.overview) }
                form class="page-row" method="post" action=(sign_out::PATH) {
                    (self.key.field())
                    (hidden("goto", &self.here()))
                    span { (fill(words.signed_in_as, &[("person", name)])) }
                    button class="ds-button" data-variant="tertiary" data-size="sm" type="submit" { (words.sign_out) }
                }
            }
        }
    }
}
