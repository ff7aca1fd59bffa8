//! The sign-in pages: plain HTML, no script, usable by keyboard alone.

use std::borrow::Cow;
use std::fmt::Write;

use axum::http::{HeaderName, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use super::words::Language;
use crate::store::person::Person;
use crate::store::role::Position;

/// What a sign-in page shows.
#[derive(Debug)]
pub(super) struct SignInPage<'a> {
    pub(super) language: Language,
    pub(super) client_name: &'a str,
    pub(super) people: &'a [Person],
    /// What they are, so that one can tell who is who.
    pub(super) positions: &'a [Position],
    /// What the form carries: which authorization call it answers.
    pub(super) ticket: &'a str,
    /// Where the answer is sent on to: forms may lead there and nowhere else.
    pub(super) redirect_origin: &'a str,
    /// The number that was typed and is not synthetic.
    pub(super) rejected: Option<&'a str>,
}

/// The page where a person is chosen.
pub(super) fn sign_in(page: &SignInPage<'_>) -> Response {
    let words = page.language.words();
    let ticket = format!(
        r#"<input type="hidden" name="ticket" value="{}">"#,
        escape(page.ticket)
    );
    let mut body = format!(
        "<h1>{}</h1><p><strong>{}</strong> {}</p><p class=\"note\">{}</p>",
        words.sign_in,
        escape(page.client_name),
        words.asks,
        words.not_real
    );
    let _ = write!(
        body,
        r#"<form method="post" action="/sign-in">{ticket}<h2>{}</h2><ul>"#,
        words.people
    );
    for person in page.people {
        let (pid, name) = (escape(&person.pid), escape(&person.party.name));
        let positions = positions(page, person);
        let _ = write!(
            body,
            r#"<li><button name="pid" value="{pid}"><span>{name}</span> <small>{positions}</small></button></li>"#
        );
    }
    body.push_str("</ul></form>");
    other_number(&mut body, page, &ticket);
    let _ = write!(
        body,
        r#"<form method="post" action="/sign-in">{ticket}<button name="cancel" value="yes" class="quiet">{}</button></form>"#,
        words.cancel
    );
    let status = if page.rejected.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    html(status, page.language, words.sign_in, &body, page.redirect_origin)
}

/// Such as "Daglig leder, Rør og Vann AS"; the number of a person who is nothing anywhere.
fn positions(page: &SignInPage<'_>, person: &Person) -> String {
    let language = page.language.code();
    let held: Vec<String> = page
        .positions
        .iter()
        .filter(|position| position.holder == person.party.uuid)
        .map(|position| {
            let role = position.role.get(language).unwrap_or_default();
            format!("{}, {}", escape(role), escape(&position.organization))
        })
        .collect();
    if held.is_empty() {
        escape(&person.pid).into_owned()
    } else {
        held.join(" · ")
    }
}

/// A field for somebody who is not on the list. It has a form of its own, so that Enter sends what was typed.
fn other_number(body: &mut String, page: &SignInPage<'_>, ticket: &str) {
    let words = page.language.words();
    let (fault, described_by) = match page.rejected {
        Some(_) => (
            format!(r#"<p id="fault" role="alert">{}</p>"#, words.not_synthetic),
            r#"aria-invalid="true" aria-describedby="fault hint" autofocus"#,
        ),
        None => (String::new(), r#"aria-describedby="hint""#),
    };
    let _ = write!(
        body,
        concat!(
            r#"<form method="post" action="/sign-in">{ticket}<label for="pid">{label}</label>"#,
            r#"<p id="hint" class="note">{hint}</p>{fault}"#,
            r#"<input id="pid" name="pid" inputmode="numeric" autocomplete="off" required value="{value}" {described_by}>"#,
            r#"<button>{sign_in}</button></form>"#
        ),
        ticket = ticket,
        label = words.other,
        hint = words.other_hint,
        fault = fault,
        value = escape(page.rejected.unwrap_or_default()),
        described_by = described_by,
        sign_in = words.sign_in,
    );
}

/// A page that says one thing.
pub(super) fn message(status: StatusCode, language: Language, title: &str, text: &str) -> Response {
    html(
        status,
        language,
        title,
        &format!("<h1>{title}</h1><p>{text}</p>"),
        "",
    )
}

fn html(status: StatusCode, language: Language, title: &str, body: &str, form_target: &str) -> Response {
    let policy = format!(
        "default-src 'none'; style-src 'self'; form-action 'self' {form_target}; frame-ancestors 'none'; base-uri 'none'"
    );
    let page = format!(
        concat!(
            r#"<!doctype html><html lang="{language}"><head><meta charset="utf-8">"#,
            r#"<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>"#,
            r#"<link rel="stylesheet" href="/sign-in.css"></head><body><main>{body}</main></body></html>"#
        ),
        language = language.code(),
        title = title,
        body = body,
    );
    let headers = [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (
            HeaderName::from_static("referrer-policy"),
            "no-referrer".to_owned(),
        ),
    ];
    (status, headers, Html(page)).into_response()
}

/// `GET /sign-in.css`
pub(super) async fn style() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "text/css; charset=utf-8")],
        include_str!("page.css"),
    )
}

/// Text as HTML: in an element or in a quoted attribute it stays text.
fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(escape("Rør & Vann"), "Rør &amp; Vann");
        assert_eq!(escape(r#""><script>'"#), "&quot;&gt;&lt;script&gt;&#39;");
    }
}
