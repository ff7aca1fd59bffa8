//! What the service owner says: bodies and errors, as JSON or as XML.

use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use contract::claim::Feil;
use serde::Serialize;
use tracing::error;
use uuid::Uuid;

/// Ties the lines of one call together, in their logs and ours.
const CORRELATION: &str = "Korrelasjonsid";

/// How the caller wants to be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Manner {
    pub(super) format: Format,
    pub(super) correlation: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Xml,
}

/// Why the service owner says no (identity.md 8.4).
#[derive(Debug)]
pub(super) enum Fault {
    /// Another part of the world did not answer as it should.
    Backend(String),
    UnknownAddress,
    Unauthenticated(&'static str),
    /// The token is of the wrong kind for what is asked: neither a system user nor a consent stands behind it.
    NoAccess(&'static str),
    /// The system user or the consent does not reach this far.
    Refused(&'static str),
    Invalid(String),
    NothingFound,
    UnknownOrganization,
    NotAcceptable,
}

impl Fault {
    fn told(&self) -> (StatusCode, &'static str, String) {
        match self {
            Self::Backend(_) => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "KB-002",
                "Et bakenforliggende system svarte ikke som ventet.".to_owned(),
            ),
            Self::UnknownAddress => (
                StatusCode::NOT_FOUND,
                "KB-003",
                "Adressen finnes ikke.".to_owned(),
            ),
            Self::Unauthenticated(why) => (
                StatusCode::UNAUTHORIZED,
                "KB-004",
                format!("Autentisering feilet: {why}."),
            ),
            Self::NoAccess(why) => (StatusCode::FORBIDDEN, "DAS-008", format!("Ingen tilgang: {why}.")),
            Self::Refused(why) => (StatusCode::FORBIDDEN, "KB-005", (*why).to_owned()),
            Self::Invalid(what) => (StatusCode::BAD_REQUEST, "KB-006", what.clone()),
            Self::NothingFound => (
                StatusCode::NOT_FOUND,
                "KB-007",
                "Ingenting er registrert for virksomheten i perioden.".to_owned(),
            ),
            Self::UnknownOrganization => (
                StatusCode::NOT_FOUND,
                "KB-009",
                "Virksomheten er ukjent.".to_owned(),
            ),
            Self::NotAcceptable => (
                StatusCode::NOT_ACCEPTABLE,
                "KB-008",
                "Svaret kan gis som json eller xml.".to_owned(),
            ),
        }
    }

    /// The fault as an answer.
    pub(super) fn answer(&self, manner: &Manner) -> Response {
        if let Self::Backend(cause) = self {
            error!(
                cause,
                correlation = manner.correlation,
                "the service owner could not answer"
            );
        }
        let (status, code, text) = self.told();
        let body = Feil {
            kode: code.to_owned(),
            melding: text,
            korrelasjonsid: manner.correlation.clone(),
        };
        let mut answer = write(&body, "feil", manner);
        *answer.status_mut() = status;
        answer
    }
}

impl Manner {
    /// Reads `Accept` and the correlation id; an absent id is made from `fresh`.
    pub(super) fn read(headers: &HeaderMap, uri: &Uri, fresh: Uuid) -> Result<Self, (Fault, Self)> {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let query = uri.query().unwrap_or_default();
        let asked = url::form_urlencoded::parse(query.as_bytes())
            .find(|(name, _)| name.eq_ignore_ascii_case(CORRELATION))
            .map(|(_, value)| value.into_owned());
        let given = text(CORRELATION).map(str::to_owned).or(asked);
        let format = format(text(header::ACCEPT.as_str()).unwrap_or("*/*"));
        let read = given.as_deref().map(Uuid::parse_str).transpose();
        let correlation = read.clone().ok().flatten().unwrap_or(fresh).to_string();
        let manner = Self {
            format: format.unwrap_or(Format::Json),
            correlation,
        };
        if format.is_none() {
            return Err((Fault::NotAcceptable, manner));
        }
        match read {
            Ok(_) => Ok(manner),
            Err(_) => Err((
                Fault::Invalid("Korrelasjonsid er ikke en uuid.".to_owned()),
                manner,
            )),
        }
    }
}

/// The first format among those accepted that can be given.
fn format(accept: &str) -> Option<Format> {
    accept
        .split(',')
        .find_map(|part| match part.split(';').next().unwrap_or_default().trim() {
            "application/json" | "application/*" | "*/*" => Some(Format::Json),
            "application/xml" | "text/xml" => Some(Format::Xml),
            _ => None,
        })
}

/// A body in the format that was asked for; `root` names the outermost XML element.
pub(super) fn write(body: &impl Serialize, root: &str, manner: &Manner) -> Response {
    let correlation = [(CORRELATION, manner.correlation.clone())];
    match manner.format {
        Format::Json => (correlation, axum::Json(body)).into_response(),
        Format::Xml => match quick_xml::se::to_string_with_root(root, body) {
            Ok(text) => {
                let kind = [(header::CONTENT_TYPE, "application/xml; charset=utf-8")];
                let text = format!(r#"<?xml version="1.0" encoding="UTF-8"?>{text}"#);
                (correlation, kind, text).into_response()
            }
            Err(source) => {
                error!(
                    error = &source as &dyn std::error::Error,
                    root, "an answer could not be written as XML"
                );
                (StatusCode::INTERNAL_SERVER_ERROR, correlation).into_response()
            }
        },
    }
}

/// An address that is not ours.
pub(super) async fn unknown_address(
    axum::extract::State(world): axum::extract::State<std::sync::Arc<crate::world::World>>,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    match Manner::read(&headers, &uri, world.chance.uuid()) {
        Ok(manner) => Fault::UnknownAddress.answer(&manner),
        Err((fault, manner)) => fault.answer(&manner),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_format_that_can_be_given_is_given() {
        assert_eq!(format("text/html, application/xml;q=0.9, */*"), Some(Format::Xml));
        assert_eq!(format("*/*"), Some(Format::Json));
        assert_eq!(format("text/html"), None);
    }

    #[test]
    fn a_body_becomes_elements_and_its_text_is_escaped() {
        #[derive(Serialize)]
        struct Answer {
            navn: &'static str,
            krav: Vec<Sum>,
        }
        #[derive(Serialize)]
        struct Sum {
            saldo: f64,
        }
        let body = Answer {
            navn: "Hansen & Sønner <AS>",
            krav: vec![Sum { saldo: 1.5 }, Sum { saldo: -2.0 }],
        };
        assert_eq!(
            quick_xml::se::to_string_with_root("svar", &body).unwrap(),
            "<svar><navn>Hansen &amp; Sønner &lt;AS&gt;</navn>\
             <krav><saldo>1.5</saldo></krav><krav><saldo>-2</saldo></krav></svar>"
        );
    }
}
