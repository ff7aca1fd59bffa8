//! Whether an answer is one that the route's document knows.

use std::collections::{BTreeSet, HashMap};

use axum::http::{StatusCode, header};
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::openapi::walk::Route;
use crate::testing::Answer;

#[derive(Debug, Default)]
pub(super) struct Checks {
    validators: HashMap<String, Validator>,
    let_in: BTreeSet<String>,
}

impl Checks {
    pub(super) fn check(
        &mut self,
        route: &Route,
        answer: Option<Result<Answer, String>>,
    ) -> Result<(), String> {
        let Some(answer) = answer else { return Ok(()) };
        let name = route.name();
        let answer = answer.map_err(|panic| format!("{name} panicked: {panic}"))?;
        let status = answer.status;
        if status.is_success() || status.is_redirection() {
            self.let_in.insert(name.clone());
        }
        let documented = &route.operation["responses"][status.as_str()];
        if status.is_server_error() && documented.is_null() {
            return Err(format!("{name} failed with {status}"));
        }
        if documented.is_null() && status != StatusCode::NOT_FOUND {
            return Err(format!(
                "{name} answered {status}, which its document does not know"
            ));
        }
        self.shape(&name, route, &answer, documented)
    }

    fn shape(
        &mut self,
        name: &str,
        route: &Route,
        answer: &Answer,
        documented: &Value,
    ) -> Result<(), String> {
        let kind = answer.header(header::CONTENT_TYPE);
        let kind = kind.split(';').next().unwrap_or_default();
        let content = &documented["content"];
        let (status, empty) = (answer.status, answer.body.is_empty());
        if empty || content.is_null() {
            return Ok(());
        }
        let Some(media) = content.get(kind).or_else(|| content.get("*/*")) else {
            return Err(format!(
                "{name} answered {status} as {kind}, which its document does not know"
            ));
        };
        if !kind.contains("json") || !media["schema"].is_object() {
            return Ok(());
        }
        let key = format!("{name} {status} {kind}");
        let validator = self.validators.entry(key).or_insert_with(|| {
            let mut whole = media["schema"].clone();
            whole["components"] = route.document["components"].clone();
            jsonschema::validator_for(&whole).unwrap()
        });
        let body: Value =
            serde_json::from_slice(&answer.body).map_err(|_| format!("{name} answered broken JSON"))?;
        let fault = validator.iter_errors(&body).next();
        fault.map_or(Ok(()), |fault| {
            Err(format!(
                "{name} answered {status} with {} at {}, where its document says otherwise",
                json!(fault.instance()),
                fault.instance_path()
            ))
        })
    }

    /// Whether a route let somebody in.
    pub(super) fn has_let_in(&self, route: &Route) -> bool {
        self.let_in.contains(&route.name())
    }
}
