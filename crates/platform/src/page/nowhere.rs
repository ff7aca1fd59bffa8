//! An address that leads nowhere, for people; programs get their 404 without a body.

use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::html;

use super::{Language, Page, Site};
use crate::accept::accepted;

/// Answers what no route of a listener does. `home` is where a person of that site begins: the address and its name.
pub(crate) fn nowhere(
    headers: &HeaderMap,
    site: Site,
    home: impl Fn(Language) -> Option<(&'static str, &'static str)>,
) -> Response {
    if !is_browser(headers) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let language = Language::of_browser(headers);
    let words = language.frame_words();
    let body = html! {
        h1 { (words.nowhere) }
        p { (words.nowhere_text) }
        @if let Some((address, name)) = home(language) {
            p class="page-actions" { a class="ds-button" data-variant="secondary" href=(address) { (name) } }
        }
    };
    Page::new(language, site, words.nowhere)
        .status(StatusCode::NOT_FOUND)
        .answer(&body)
}

/// Whether a caller asks for a page by name, as browsers do.
fn is_browser(headers: &HeaderMap) -> bool {
    accepted(headers).iter().any(|kind| kind == "text/html")
}

#[cfg(test)]
mod tests {
    use axum::http::header;

    use super::*;

    fn asking(accept: &str) -> Response {
        let headers = HeaderMap::from_iter([(header::ACCEPT, accept.parse().unwrap())]);
        nowhere(&headers, Site::Altinn, |_| None)
    }

    #[test]
    fn only_a_browser_is_shown_a_page() {
        for browser in ["text/html,application/xhtml+xml,*/*;q=0.8", "Text/HTML"] {
            let page = asking(browser);
            assert_eq!(page.status(), StatusCode::NOT_FOUND);
            assert_eq!(page.headers()[header::CONTENT_TYPE], "text/html; charset=utf-8");
        }
        for program in ["application/json", "*/*"] {
            let bare = asking(program);
            assert_eq!(bare.status(), StatusCode::NOT_FOUND);
            assert!(bare.headers().get(header::CONTENT_TYPE).is_none(), "{program}");
        }
    }
}
