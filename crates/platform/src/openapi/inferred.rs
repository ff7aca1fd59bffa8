//! What the document learns from a route's arguments and from its answer's type.

use aide::generate::GenContext;
use aide::openapi::{Operation, Response, SecurityRequirement};
use aide::{OperationInput, OperationOutput};
use contract::problem::{ProblemDetails, ValidationProblemDetails};
use schemars::{Schema, json_schema};

use super::about::{PROBLEM, media};
use super::document::TOKEN;
use crate::caller::{Caller, Internal};
use crate::error::{Error, FieldFaults, PlainDetails};

impl OperationInput for Caller {
    fn operation_input(_: &mut GenContext, operation: &mut Operation) {
        let mut requirement = SecurityRequirement::new();
        requirement.insert(TOKEN.to_owned(), vec![]);
        operation.security = vec![requirement];
    }

    fn inferred_early_responses(_: &mut GenContext, _: &mut Operation) -> Vec<(Option<u16>, Response)> {
        vec![(Some(401), empty("There is no token, or none that is valid."))]
    }
}

impl OperationInput for Internal {
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

/// Whatever says no, in the six shapes of altinn-platform.md 1.5.
impl OperationOutput for Error {
    type Inner = Self;

    fn inferred_responses(context: &mut GenContext, _: &mut Operation) -> Vec<(Option<u16>, Response)> {
        let problem = context.schema.subschema_for::<ProblemDetails>();
        let plain = context.schema.subschema_for::<PlainDetails>();
        let faults = context.schema.subschema_for::<ValidationProblemDetails>();
        let fields = context.schema.subschema_for::<FieldFaults>();
        let cannot = [problem.clone(), faults, plain.clone(), fields];
        vec![
            (
                Some(400),
                refusal("The call cannot be read, or a rule says no.", &cannot),
            ),
            (
                Some(403),
                refusal(
                    "The token does not allow it (no body), or a rule says no.",
                    &[problem.clone(), plain.clone()],
                ),
            ),
            (Some(404), refusal("It is not there.", &[problem, plain])),
        ]
    }
}

fn refusal(words: &str, shapes: &[Schema]) -> Response {
    let text = json_schema!({ "type": "string" });
    Response {
        description: words.to_owned(),
        content: [
            (PROBLEM.to_owned(), media(json_schema!({ "anyOf": shapes }))),
            ("text/plain".to_owned(), media(text.clone())),
            ("application/json".to_owned(), media(text)),
        ]
        .into(),
        ..Response::default()
    }
}

fn empty(words: &str) -> Response {
    Response {
        description: words.to_owned(),
        ..Response::default()
    }
}
