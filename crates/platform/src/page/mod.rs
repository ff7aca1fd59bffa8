//! The frame of every page that the platform serves: what is the same on all of them, said once.
//!
//! Pages are plain HTML forms with Designsystemet's style, in three languages, without a line of script. What is written
//! into a page is escaped by the template language unless it is markup already.

mod field;
mod form_key;
mod language;
mod nowhere;
mod style;

use axum::http::{HeaderName, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};
use schemars::json_schema;

use crate::openapi::Routes;
pub(crate) use field::{Field, Kind, hidden};
pub(crate) use form_key::FormKey;
pub(crate) use language::Language;
pub(crate) use nowhere::nowhere;

/// The style sheet; a listener that serves pages merges this.
pub(crate) fn router<S: Clone + Send + Sync + 'static>() -> Routes<S> {
    Routes::new().get(style::PATH, style::style, |it| {
        it.says("Gives the pages' style.")
            .open("it is for everybody")
            .answer_as(200, "text/css", json_schema!({ "type": "string" }))
    })
}

/// Whose page it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Site {
    Idporten,
    Altinn,
    Maskinporten,
}

impl Site {
    fn name(self) -> &'static str {
        match self {
            Self::Idporten => "ID-porten",
            Self::Altinn => "Altinn",
            Self::Maskinporten => "Maskinporten",
        }
    }
}

/// The first sentence of a text, without its full stop.
pub(crate) fn first_sentence(text: &str) -> &str {
    let first = text.split(". ").next().unwrap_or_default();
    first.strip_suffix('.').unwrap_or(first)
}

/// Something that was filled in wrong: the field it is in, by its id, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) field: &'static str,
    pub(crate) text: String,
}

/// Everything of a page but its body.
#[derive(Debug)]
pub(crate) struct Page {
    language: Language,
    site: Site,
    title: String,
    status: StatusCode,
    faults: Vec<Fault>,
    /// Where this very page stands in each language; empty when it cannot be shown again.
    languages: Vec<(Language, String)>,
    form_targets: Vec<String>,
    frames: Vec<String>,
    onwards: Option<String>,
    cookie: Option<String>,
    /// What stands between the head and the page itself, such as who is signed in.
    beside: Option<Markup>,
}

impl Page {
    pub(crate) fn new(language: Language, site: Site, title: impl Into<String>) -> Self {
        Self {
            language,
            site,
            title: title.into(),
            status: StatusCode::OK,
            faults: vec![],
            languages: vec![],
            form_targets: vec![],
            frames: vec![],
            onwards: None,
            cookie: None,
            beside: None,
        }
    }

    /// Answers with another status than 200.
    pub(crate) fn status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// Lists what was filled in wrong above everything else, in focus, and answers 422 when there is anything.
    pub(crate) fn faults(self, faults: Vec<Fault>) -> Self {
        let status = if faults.is_empty() {
            self.status
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        Self {
            status,
            faults,
            ..self
        }
    }

    /// Offers the page in every language, at the address that `address` gives for each.
    pub(crate) fn in_languages(self, address: impl Fn(Language) -> String) -> Self {
        let languages = Language::ALL.map(|language| (language, address(language)));
        Self {
            languages: languages.into(),
            ..self
        }
    }

    /// Lets the page's forms lead to another origin, at once or by a redirect: browsers stop both otherwise.
    pub(crate) fn forms_lead_to(mut self, origin: impl Into<String>) -> Self {
        self.form_targets.push(origin.into());
        self
    }

    /// Lets the page hold frames of these origins.
    pub(crate) fn frames_from(self, frames: Vec<String>) -> Self {
        Self { frames, ..self }
    }

    /// Moves on to another address after two seconds.
    pub(crate) fn moves_on_to(self, address: impl Into<String>) -> Self {
        Self {
            onwards: Some(address.into()),
            ..self
        }
    }

    /// Gives the browser the key that the page's forms carry, when it does not have it.
    pub(crate) fn form_key(self, key: &FormKey) -> Self {
        Self {
            cookie: key.cookie(),
            ..self
        }
    }

    /// Puts something between the head and the page itself.
    pub(crate) fn beside(self, beside: Markup) -> Self {
        Self {
            beside: Some(beside),
            ..self
        }
    }

    /// The whole page around `body`, which begins with an `h1`.
    pub(crate) fn answer(self, body: &Markup) -> Response {
        let html = self.html(body).into_string();
        let headers = [
            (header::CONTENT_SECURITY_POLICY, self.policy()),
            (header::CACHE_CONTROL, "no-store".to_owned()),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
            (
                HeaderName::from_static("referrer-policy"),
                "no-referrer".to_owned(),
            ),
        ];
        let mut answer = (self.status, headers, Html(html)).into_response();
        if let Some(cookie) = self.cookie.and_then(|cookie| cookie.parse().ok()) {
            answer.headers_mut().append(header::SET_COOKIE, cookie);
        }
        answer
    }

    /// What the browser may do with the page: show it. The pictures are the style sheet's own signs.
    fn policy(&self) -> String {
        let mut policy = "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'".to_owned();
        for target in &self.form_targets {
            policy.push(' ');
            policy.push_str(target);
        }
        if !self.frames.is_empty() {
            policy.push_str("; frame-src ");
            policy.push_str(&self.frames.join(" "));
        }
        policy.push_str("; frame-ancestors 'none'; base-uri 'none'");
        policy
    }

    fn html(&self, body: &Markup) -> Markup {
        let words = self.language.frame_words();
        html! {
            (DOCTYPE)
            html lang=(self.language.code()) data-color-scheme="auto" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    @if let Some(onwards) = &self.onwards {
                        meta http-equiv="refresh" content=(format!("2; url={onwards}"));
                    }
                    title {
                        @if !self.faults.is_empty() { (words.fault) ": " }
                        (self.title) " – " (self.site.name())
                    }
                    link rel="stylesheet" href=(style::PATH);
                }
                body {
                    a class="ds-skip-link" href="#main" { (words.skip) }
                    header class="page-head" {
                        p class="page-site" { (self.site.name()) " " span class="ds-tag" data-color="neutral" { (words.local) } }
                        @if !self.languages.is_empty() { (self.language_switch()) }
                    }
                    @if let Some(beside) = &self.beside { (beside) }
                    main id="main" class="page-main" {
                        @if !self.faults.is_empty() { (self.summary()) }
                        (body)
                    }
                    footer class="page-foot" { p { (words.not_real) } }
                }
            }
        }
    }

    fn language_switch(&self) -> Markup {
        html! {
            nav class="page-languages" aria-label=(self.language.frame_words().languages) {
                ul {
                    @for (language, address) in &self.languages {
                        li {
                            @if *language == self.language {
                                span lang=(language.code()) aria-current="true" { (language.name()) }
                            } @else {
                                a class="ds-link" lang=(language.code()) hreflang=(language.code()) href=(address) {
                                    (language.name())
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// What went wrong, with a way to each field. It takes the focus, so that a screen reader begins with it.
    fn summary(&self) -> Markup {
        html! {
            div class="ds-error-summary" role="alert" tabindex="-1" autofocus aria-labelledby="faults" {
                h2 class="ds-heading" id="faults" { (self.language.frame_words().faults) }
                ul class="ds-list" {
                    @for fault in &self.faults {
                        li { a class="ds-link" href={ "#" (fault.field) } { (fault.text) } }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Answer;

    async fn shown(page: Page, body: Markup) -> Answer {
        let (parts, body) = page.answer(&body).into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: axum::body::to_bytes(body, usize::MAX).await.unwrap(),
        }
    }

    #[test]
    fn a_sentence_ends_where_the_next_one_begins() {
        assert_eq!(
            first_sentence("Ta kontakt med altinn.no. Prøv igjen."),
            "Ta kontakt med altinn.no"
        );
        assert_eq!(first_sentence("Bare én."), "Bare én");
        assert_eq!(first_sentence(""), "");
    }

    #[tokio::test]
    async fn text_stays_text_wherever_it_is_written() {
        let evil = r#""><script>alert('x')</script>"#;
        let page = Page::new(Language::English, Site::Altinn, evil)
            .faults(vec![Fault {
                field: "name",
                text: evil.to_owned(),
            }])
            .in_languages(|_| evil.to_owned());
        let field = Field::new("name", evil).value(evil).hint(evil).fault(Some(evil));
        let answer = shown(page, html! { h1 { (evil) } (field) (hidden("a", evil)) }).await;
        assert!(!answer.text().contains("<script"), "{}", answer.text());
        assert!(answer.text().contains("&lt;script&gt;"));
    }

    #[tokio::test]
    async fn faults_come_first_in_focus_and_in_the_title() {
        let page = Page::new(Language::Bokmal, Site::Idporten, "Logg inn").faults(vec![Fault {
            field: "pid",
            text: "Skriv elleve sifre.".to_owned(),
        }]);
        let answer = shown(page, html! { h1 { "Logg inn" } }).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            answer
                .text()
                .contains("<title>Feil: Logg inn – ID-porten</title>")
        );
        let (summary, heading) = (answer.text().find("autofocus"), answer.text().find("<h1>"));
        assert!(summary < heading);
        assert!(
            answer
                .text()
                .contains(r##"<a class="ds-link" href="#pid">Skriv elleve sifre.</a>"##)
        );
    }

    #[tokio::test]
    async fn a_page_allows_nothing_that_it_was_not_given() {
        let page = Page::new(Language::Nynorsk, Site::Altinn, "Side").forms_lead_to("http://127.0.0.1:50123");
        let answer = shown(page, html! { h1 { "Side" } }).await;
        assert_eq!(
            answer.header(header::CONTENT_SECURITY_POLICY),
            "default-src 'none'; style-src 'self'; img-src data:; form-action 'self' http://127.0.0.1:50123; \
             frame-ancestors 'none'; base-uri 'none'"
        );
        assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
        assert_eq!(answer.header(header::REFERRER_POLICY), "no-referrer");
        assert!(
            answer
                .text()
                .contains(r#"<html lang="nn" data-color-scheme="auto">"#)
        );
    }

    #[tokio::test]
    async fn the_language_in_use_is_no_link() {
        let page = Page::new(Language::English, Site::Altinn, "Page")
            .in_languages(|language| format!("?l={}", language.code()));
        let answer = shown(page, html! { h1 { "Page" } }).await;
        assert!(
            answer
                .text()
                .contains(r#"<span lang="en" aria-current="true">English</span>"#)
        );
        assert!(
            answer
                .text()
                .contains(r#"<a class="ds-link" lang="nn" hreflang="nn" href="?l=nn">Nynorsk</a>"#)
        );
    }
}
