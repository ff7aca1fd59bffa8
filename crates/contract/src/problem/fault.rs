//! A refusal as a client finds it: which of the six shapes it is, and what it says (altinn-platform.md 1.5).

use std::collections::BTreeMap;

use domain::{Problem, SystemFault};
use serde_json::Value;

use super::validation::CODE;
use super::{ProblemDetails, ValidationProblemDetails};
use crate::text;

/// What a refusing body says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A rule that the domain knows, with the facts Altinn adds.
    Problem {
        problem: Problem,
        extensions: BTreeMap<String, String>,
    },
    /// A rule that the domain does not know, by its code and sentence.
    OtherProblem { code: String, title: String },
    /// Faults in a register entry. A language that is missing is told as one of these, whatever shape it came in.
    Register(Vec<SystemFault>),
    /// Fields that could not be read, each with what is wrong.
    Fields(BTreeMap<String, Vec<String>>),
    /// Problem details without a code.
    Plain { title: String, detail: Option<String> },
    /// A bare sentence.
    Text(String),
    /// Only the status speaks.
    Empty,
}

impl Fault {
    /// Reads the body of a refusal, whichever shape it has.
    pub fn read(body: &[u8]) -> Self {
        if body.is_empty() {
            return Self::Empty;
        }
        let text = || Self::Text(text::sentence(&String::from_utf8_lossy(body)));
        let Ok(value) = serde_json::from_slice::<Value>(body) else {
            return text();
        };
        match value.get("code").and_then(Value::as_str) {
            Some(CODE) => from(value, |details: ValidationProblemDetails| {
                Self::Register(details.faults())
            }),
            Some(_) => from(value, Self::coded),
            None if value.get("errors").is_some() => Self::fields(&value),
            None if value.is_object() => Self::Plain {
                title: value
                    .get("title")
                    .and_then(Value::as_str)
                    .unwrap_or_default()
                    .to_owned(),
                detail: value.get("detail").and_then(Value::as_str).map(str::to_owned),
            },
            None => text(),
        }
    }

    fn coded(details: ProblemDetails) -> Self {
        match super::read(&details.code) {
            Some(problem) => Self::Problem {
                problem,
                extensions: details.extensions,
            },
            None => Self::OtherProblem {
                code: details.code,
                title: details.title,
            },
        }
    }

    fn fields(value: &Value) -> Self {
        let fields: BTreeMap<String, Vec<String>> =
            serde_json::from_value(value["errors"].clone()).unwrap_or_default();
        let missing: Option<Vec<SystemFault>> = fields.keys().map(|key| missing_language(key)).collect();
        match missing {
            Some(faults) if !faults.is_empty() => Self::Register(faults),
            _ => Self::Fields(fields),
        }
    }
}

fn from<T: serde::de::DeserializeOwned>(value: Value, read: impl FnOnce(T) -> Fault) -> Fault {
    match serde_json::from_value(value) {
        Ok(details) => read(details),
        Err(error) => Fault::Text(error.to_string()),
    }
}

/// The field key that stands for a language missing in a name or description, such as `name.nn`.
pub fn language_key(field: &str, language: &str) -> String {
    format!("{field}.{language}")
}

fn missing_language(key: &str) -> Option<SystemFault> {
    let (field, language) = key.split_once('.')?;
    let known = ["name", "description"].contains(&field) && domain::text::LANGUAGES.contains(&language);
    known.then(|| SystemFault::LanguageMissing {
        field: field.to_owned(),
        language: language.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_problem_carries_its_facts() {
        let extensions = [(
            "NotFoundPackages".to_owned(),
            "urn:altinn:accesspackage:x".to_owned(),
        )];
        let body = ProblemDetails::of(Problem::PackageOutsideSystem, &extensions, "00-1-2-00");
        assert_eq!(
            Fault::read(&serde_json::to_vec(&body).unwrap()),
            Fault::Problem {
                problem: Problem::PackageOutsideSystem,
                extensions: extensions.into()
            }
        );
    }

    #[test]
    fn an_unknown_problem_keeps_its_code_and_sentence() {
        let body = br#"{"type":"urn:altinn:error:AUTH-00099","title":"Something new.","status":400,"code":"AUTH-00099"}"#;
        assert_eq!(
            Fault::read(body),
            Fault::OtherProblem {
                code: "AUTH-00099".into(),
                title: "Something new.".into()
            }
        );
    }

    #[test]
    fn faults_in_an_entry_are_read_as_the_domain_s() {
        let faults = vec![SystemFault::IdExists, SystemFault::RightsDuplicate];
        let body = ValidationProblemDetails::of(&faults, "");
        assert_eq!(
            Fault::read(&serde_json::to_vec(&body).unwrap()),
            Fault::Register(faults)
        );
    }

    #[test]
    fn fields_that_could_not_be_read_are_told_apart_from_missing_languages() {
        assert_eq!(
            Fault::read(br#"{"title":"t","status":400,"errors":{"$.id":["m"]}}"#),
            Fault::Fields(BTreeMap::from([("$.id".to_owned(), vec!["m".to_owned()])]))
        );
        assert_eq!(
            Fault::read(br#"{"title":"t","status":400,"errors":{"name.nn":["m"]}}"#),
            Fault::Register(vec![SystemFault::LanguageMissing {
                field: "name".into(),
                language: "nn".into()
            }])
        );
    }

    #[test]
    fn the_plain_shapes_are_told_apart() {
        assert_eq!(Fault::read(b""), Fault::Empty);
        assert_eq!(
            Fault::read(b"System not found."),
            Fault::Text("System not found.".into())
        );
        assert_eq!(
            Fault::read(b"\"System not found.\""),
            Fault::Text("System not found.".into())
        );
        assert_eq!(
            Fault::read(br#"{"title":"Not Found","status":404}"#),
            Fault::Plain {
                title: "Not Found".into(),
                detail: None
            }
        );
    }
}
