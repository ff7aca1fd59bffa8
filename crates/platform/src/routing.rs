//! Paths as forgiving as Altinn's (altinn-platform.md 1.1): letters of either case in the fixed parts, slashes repeated
//! or left at the end. What a caller puts into a path (a system's id, an external reference) is not touched.

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::Uri;
use axum::http::uri::PathAndQuery;
use axum::middleware;

/// Puts forgiving paths around a listener's routes. The patterns are those whose letters may be of either case.
pub(crate) fn tolerant(router: Router, patterns: Pattern) -> Router {
    let patterns = Arc::new(patterns);
    let tidied = move |call: Request| {
        let patterns = patterns.clone();
        async move { tidied(call, &patterns) }
    };
    // A router chooses its route before its own layers run, so the path is made tidy one router further out.
    Router::new()
        .fallback_service(router)
        .layer(middleware::map_request(tidied))
}

fn tidied(mut call: Request, patterns: &Pattern) -> Request {
    if let Some(uri) = tidy(call.uri(), patterns) {
        *call.uri_mut() = uri;
    }
    call
}

/// The address with a tidy path; `None` when it is tidy as it is.
fn tidy(uri: &Uri, patterns: &Pattern) -> Option<Uri> {
    let segments: Vec<&str> = uri
        .path()
        .split('/')
        .filter(|segment| !segment.is_empty())
        .collect();
    let segments = patterns.fold(&segments).unwrap_or(segments);
    let path = format!("/{}", segments.join("/"));
    if path == uri.path() {
        return None;
    }
    let mut parts = uri.clone().into_parts();
    let target = uri
        .query()
        .map_or_else(|| path.clone(), |query| format!("{path}?{query}"));
    parts.path_and_query = PathAndQuery::try_from(target).ok();
    Uri::from_parts(parts).ok()
}

/// The fixed parts of every path, as a tree: what may follow what.
#[derive(Debug, Default)]
pub(crate) struct Pattern {
    words: Vec<(String, Pattern)>,
    /// What follows a part that the caller fills in.
    value: Option<Box<Pattern>>,
    is_end: bool,
}

impl Pattern {
    pub(crate) fn of(paths: &[String]) -> Self {
        let mut root = Self::default();
        for path in paths {
            root.add(path);
        }
        root
    }

    fn add(&mut self, pattern: &str) {
        let mut here = self;
        for segment in pattern.split('/').skip(1) {
            here = if segment.starts_with('{') {
                here.value.get_or_insert_default()
            } else {
                here.word(segment)
            };
        }
        here.is_end = true;
    }

    fn word(&mut self, word: &str) -> &mut Self {
        let index = self
            .words
            .iter()
            .position(|(known, _)| known == word)
            .unwrap_or_else(|| {
                self.words.push((word.to_owned(), Self::default()));
                self.words.len() - 1
            });
        &mut self.words[index].1
    }

    /// The segments with the fixed ones spelled as the routes spell them; a fixed part goes before a filled-in one.
    /// `None` when no pattern fits.
    fn fold<'a>(&'a self, segments: &[&'a str]) -> Option<Vec<&'a str>> {
        let mut spelled = Vec::with_capacity(segments.len());
        self.follow(segments, &mut spelled).then_some(spelled)
    }

    fn follow<'a>(&'a self, segments: &[&'a str], spelled: &mut Vec<&'a str>) -> bool {
        let Some((first, rest)) = segments.split_first() else {
            return self.is_end;
        };
        let mut attempt = |spelling, next: &'a Self| {
            spelled.push(spelling);
            next.follow(rest, spelled) || {
                spelled.pop();
                false
            }
        };
        let word = self
            .words
            .iter()
            .find(|(word, _)| word.eq_ignore_ascii_case(first));
        word.is_some_and(|(word, next)| attempt(word, next))
            || self.value.as_ref().is_some_and(|next| attempt(first, next))
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::{Method, StatusCode, header};
    use axum::routing::get;

    use super::*;
    use crate::testing::answer;

    fn tidied_path(path: &str) -> String {
        let uri: Uri = path.parse().unwrap();
        let patterns: Vec<String> = contract::path::ALL.iter().map(ToString::to_string).collect();
        tidy(&uri, &Pattern::of(&patterns)).unwrap_or(uri).to_string()
    }

    #[test]
    fn fixed_parts_are_read_in_any_case() {
        assert_eq!(
            tidied_path("/Authentication/API/v1/SystemUser/BYEXTERNALID?clientId=A"),
            "/authentication/api/v1/systemuser/byExternalId?clientId=A"
        );
    }

    #[test]
    fn every_path_is_found_by_its_own_shouting() {
        for pattern in contract::path::ALL {
            let shouted = contract::path::fill(&pattern.to_uppercase(), &["a", "b", "c"]);
            assert_eq!(
                tidied_path(&shouted),
                contract::path::fill(pattern, &["a", "b", "c"])
            );
        }
    }

    #[test]
    fn what_the_caller_fills_in_keeps_its_case() {
        assert_eq!(
            tidied_path(
                "/authentication/api/v1/SystemUser/request/vendor/byexternalref/991825827_Vendor/310702641/PENDING"
            ),
            "/authentication/api/v1/systemuser/request/vendor/byexternalref/991825827_Vendor/310702641/PENDING"
        );
    }

    #[test]
    fn repeated_and_trailing_slashes_are_taken_away() {
        assert_eq!(
            tidied_path("//authentication/api//v1/systemregister/vendor/1_a/"),
            "/authentication/api/v1/systemregister/vendor/1_a"
        );
        assert_eq!(tidied_path("/somewhere//else/?a=//b/"), "/somewhere/else?a=//b/");
        assert_eq!(tidied_path("/"), "/");
    }

    #[test]
    fn an_escaped_slash_stays_inside_its_segment() {
        assert_eq!(
            tidied_path("/authentication/api/v1/SYSTEMREGISTER/a%2FVendor"),
            "/authentication/api/v1/systemregister/a%2FVendor"
        );
    }

    #[tokio::test]
    async fn the_wrong_verb_is_told_which_verbs_there_are_and_the_unknown_path_nothing() {
        let router = || {
            tolerant(
                Router::new().route("/known", get(|| async { "here" })),
                Pattern::default(),
            )
        };
        let ask = |method, path: &str| {
            let call = Request::builder()
                .method(method)
                .uri(path)
                .body(Body::empty())
                .unwrap();
            answer(router(), call)
        };

        assert_eq!(ask(Method::GET, "//known/").await.text(), "here");
        let refused = ask(Method::DELETE, "/known").await;
        assert_eq!(
            (refused.status, refused.text()),
            (StatusCode::METHOD_NOT_ALLOWED, "")
        );
        assert_eq!(refused.header(header::ALLOW), "GET,HEAD");
        let unknown = ask(Method::GET, "/unknown").await;
        assert_eq!((unknown.status, unknown.text()), (StatusCode::NOT_FOUND, ""));
    }
}
