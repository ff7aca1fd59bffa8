//! What the document says of one route, beyond what its arguments and its answer's type say.

use aide::openapi::{
    MediaType, Operation, Parameter, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle,
    ReferenceOr, RequestBody, Response, SchemaObject, StatusCode,
};
use aide::transform::TransformOperation;
use contract::problem::ProblemDetails;
use schemars::{JsonSchema, Schema, json_schema};
use serde_json::{Value, json};

use crate::error::PlainDetails;

/// What Altinn calls a body that tells why not.
pub(super) const PROBLEM: &str = "application/problem+json";

/// A route's own words.
pub(crate) struct About<'a> {
    operation: TransformOperation<'a>,
}

impl About<'_> {
    /// Writes the words of `about` into a route's operation, and a parameter for each `{name}` of its path.
    pub(super) fn finish<'a>(
        path: &str,
        operation: TransformOperation<'a>,
        about: impl FnOnce(About<'_>) -> About<'_>,
    ) -> TransformOperation<'a> {
        let mut operation = operation;
        let inner = operation.inner_mut();
        let _ = about(About {
            operation: TransformOperation::new(inner),
        });
        for name in names(path) {
            inner.parameters.push(ReferenceOr::Item(in_path(name)));
        }
        operation
    }

    /// What the route does, in a sentence.
    pub(crate) fn says(self, summary: &str) -> Self {
        self.with(|it| it.summary = Some(summary.to_owned()))
    }

    /// The rows of Altinn's endpoint table that the route answers (altinn-platform.md 9).
    pub(crate) fn row(self, row: u8) -> Self {
        self.with(|it| {
            it.extensions.insert("x-row".to_owned(), json!(row));
        })
    }

    /// A token must have this scope.
    pub(crate) fn scope(self, scope: &str) -> Self {
        self.any_scope(&[scope])
    }

    /// A token must have any one of these scopes.
    pub(crate) fn any_scope(self, scopes: &[&str]) -> Self {
        self.guard("scopes", json!(scopes))
    }

    /// Any valid token will do.
    pub(crate) fn any_token(self) -> Self {
        self.guard("scopes", json!([]))
    }

    /// The token must be a person's who may do this for the party.
    pub(crate) fn person(self) -> Self {
        self.guard("person", json!(true))
    }

    /// The route asks for no token of Altinn's, because.
    pub(crate) fn open(self, because: &str) -> Self {
        self.guard("open", json!(because))
    }

    /// A JSON body of this shape, which must say that it is JSON.
    pub(crate) fn body<T: JsonSchema>(self) -> Self {
        self.takes("application/json", shape::<T>())
            .plain_problem(415)
            .words(415, "The body does not say that it is JSON.")
    }

    /// A form of this shape.
    pub(crate) fn form<T: JsonSchema>(self) -> Self {
        self.takes("application/x-www-form-urlencoded", shape::<T>())
    }

    /// A body of another kind.
    pub(crate) fn takes(self, kind: &str, schema: Schema) -> Self {
        self.with(|it| {
            it.request_body = Some(ReferenceOr::Item(RequestBody {
                content: [(kind.to_owned(), media(schema))].into(),
                required: true,
                ..RequestBody::default()
            }));
        })
    }

    /// A parameter after the question mark that may be left out.
    pub(crate) fn may_ask(self, name: &str, words: &str) -> Self {
        self.asks(name, words, false)
    }

    /// A parameter after the question mark that must be there.
    pub(crate) fn must_ask(self, name: &str, words: &str) -> Self {
        self.asks(name, words, true)
    }

    /// An answer in JSON of this shape.
    pub(crate) fn answer<T: JsonSchema>(self, status: u16) -> Self {
        self.answer_as(status, "application/json", shape::<T>())
    }

    /// An answer of another kind.
    pub(crate) fn answer_as(self, status: u16, kind: &str, schema: Schema) -> Self {
        self.respond(status, |answer| {
            answer.content.insert(kind.to_owned(), media(schema));
        })
    }

    /// A page to look at.
    pub(crate) fn page(self) -> Self {
        self.answer_as(200, "text/html", json_schema!({ "type": "string" }))
    }

    /// Another status in which a rule says no, beside 400, 403 and 404.
    pub(crate) fn problem(self, status: u16) -> Self {
        self.answer_as(status, PROBLEM, shape::<ProblemDetails>())
    }

    /// Another status that says no with nothing but itself.
    pub(crate) fn plain_problem(self, status: u16) -> Self {
        self.answer_as(status, PROBLEM, shape::<PlainDetails>())
    }

    /// A page that says no.
    pub(crate) fn refusing_page(self, status: u16) -> Self {
        self.answer_as(status, "text/html", json_schema!({ "type": "string" }))
    }

    /// An answer without a body, and when it comes.
    pub(crate) fn empty(self, status: u16, words: &str) -> Self {
        self.words(status, words)
    }

    fn words(self, status: u16, words: &str) -> Self {
        self.respond(status, |answer| words.clone_into(&mut answer.description))
    }

    fn asks(self, name: &str, words: &str, required: bool) -> Self {
        let parameter = Parameter::Query {
            parameter_data: parameter(name, Some(words), required, json_schema!({ "type": "string" })),
            allow_reserved: false,
            style: QueryStyle::Form,
            allow_empty_value: None,
        };
        self.with(|it| it.parameters.push(ReferenceOr::Item(parameter)))
    }

    fn guard(self, key: &str, value: Value) -> Self {
        self.with(|it| {
            let guard = it
                .extensions
                .entry("x-guard".to_owned())
                .or_insert_with(|| json!({}));
            guard[key] = value;
        })
    }

    fn respond(self, status: u16, change: impl FnOnce(&mut Response)) -> Self {
        self.with(|it| {
            let answers = &mut it.responses.get_or_insert_default().responses;
            let answer = answers
                .entry(StatusCode::Code(status))
                .or_insert_with(|| ReferenceOr::Item(Response::default()));
            if let ReferenceOr::Item(answer) = answer {
                change(answer);
            }
        })
    }

    fn with(mut self, change: impl FnOnce(&mut Operation)) -> Self {
        change(self.operation.inner_mut());
        self
    }
}

/// A shape, by reference to the document's own.
pub(super) fn shape<T: JsonSchema>() -> Schema {
    aide::generate::in_context(|context| context.schema.subschema_for::<T>())
}

pub(super) fn media(json_schema: Schema) -> MediaType {
    MediaType {
        schema: Some(SchemaObject {
            json_schema,
            external_docs: None,
            example: None,
        }),
        ..MediaType::default()
    }
}

/// The names in a path's braces.
fn names(path: &str) -> impl Iterator<Item = &str> {
    let parts = path.split('/').filter_map(|part| part.strip_prefix('{'));
    parts.filter_map(|part| part.strip_suffix('}'))
}

fn in_path(name: &str) -> Parameter {
    let schema = match name {
        "party" | "partyId" => json_schema!({ "type": "integer", "format": "uint32", "minimum": 0 }),
        "requestId" | "systemUserId" | "id" => json_schema!({ "type": "string", "format": "uuid" }),
        _ => json_schema!({ "type": "string" }),
    };
    Parameter::Path {
        parameter_data: parameter(name, None, true, schema),
        style: PathStyle::Simple,
    }
}

fn parameter(name: &str, words: Option<&str>, required: bool, json_schema: Schema) -> ParameterData {
    ParameterData {
        name: name.to_owned(),
        description: words.map(str::to_owned),
        required,
        deprecated: None,
        format: ParameterSchemaOrContent::Schema(SchemaObject {
            json_schema,
            external_docs: None,
            example: None,
        }),
        example: None,
        examples: [].into(),
        explode: None,
        extensions: [].into(),
    }
}
