//! JSON as a person wrote it: every value with its place in the text, and every comma that should not be there.

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use jsonc_parser::errors::ParseErrorKind;
use jsonc_parser::tokens::{Token, TokenAndRange};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use crate::finding::{Fault, Finding, Place};

/// A value, where it stands and what points at it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    /// RFC 6901; empty for the whole text.
    pub(crate) pointer: String,
    pub(crate) place: Place,
    pub(crate) holds: Holds,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Holds {
    Null,
    Truth(bool),
    Number,
    Text(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

/// Reads a text. Commas before a closing bracket are named and read over; another fault ends the reading.
pub(crate) fn read(text: &str) -> (Option<Node>, Vec<Finding>) {
    let lines = Lines::of(text);
    let collected = CollectOptions {
        tokens: true,
        ..CollectOptions::default()
    };
    match parse_to_ast(text, &collected, &strictly()) {
        Ok(parsed) => {
            let commas = trailing_commas(&parsed.tokens.unwrap_or_default());
            let mut findings: Vec<Finding> = commas
                .into_iter()
                .map(|offset| lines.finding(Fault::TrailingComma, offset))
                .collect();
            let root = parsed.value.map(|value| node(&value, String::new(), &lines));
            if root.is_none() {
                findings.push(lines.finding(
                    Fault::NotJson {
                        expected: "{".to_owned(),
                    },
                    0,
                ));
            }
            (root, findings)
        }
        Err(error) => {
            let fault = Fault::NotJson {
                expected: expected(error.kind()).to_owned(),
            };
            (None, vec![lines.finding(fault, error.range().start)])
        }
    }
}

/// JSON as the standard has it, but for the commas that are named one by one.
fn strictly() -> ParseOptions {
    ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: true,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    }
}

fn trailing_commas(tokens: &[TokenAndRange<'_>]) -> Vec<usize> {
    let closes = |token: &Token<'_>| matches!(token, Token::CloseBrace | Token::CloseBracket);
    tokens
        .windows(2)
        .filter(|pair| pair[0].token == Token::Comma && closes(&pair[1].token))
        .map(|pair| pair[0].range.start)
        .collect()
}

/// What should have stood where the reading ended, as it is typed.
fn expected(kind: &ParseErrorKind) -> &'static str {
    match kind {
        ParseErrorKind::ExpectedComma | ParseErrorKind::UnexpectedTokenInObject => ",",
        ParseErrorKind::ExpectedColonAfterObjectKey => ":",
        ParseErrorKind::ExpectedStringObjectProperty
        | ParseErrorKind::SingleQuotedStringsNotAllowed
        | ParseErrorKind::String(_)
        | ParseErrorKind::UnexpectedWord => "\"",
        ParseErrorKind::UnterminatedObject => "}",
        ParseErrorKind::UnterminatedArray => "]",
        ParseErrorKind::ExpectedDigit
        | ParseErrorKind::ExpectedDigitFollowingNegativeSign
        | ParseErrorKind::ExpectedPlusMinusOrDigitInNumberLiteral
        | ParseErrorKind::BareDecimalPointNumbersNotAllowed
        | ParseErrorKind::HexadecimalNumbersNotAllowed
        | ParseErrorKind::NonFiniteNumbersNotAllowed
        | ParseErrorKind::UnaryPlusNumbersNotAllowed => "0–9",
        ParseErrorKind::ExpectedObjectValue
        | ParseErrorKind::UnexpectedComma
        | ParseErrorKind::UnexpectedColon
        | ParseErrorKind::UnexpectedCloseBrace
        | ParseErrorKind::UnexpectedCloseBracket
        | ParseErrorKind::UnexpectedToken
        | ParseErrorKind::TrailingCommasNotAllowed
        | ParseErrorKind::CommentsNotAllowed
        | ParseErrorKind::UnterminatedCommentBlock
        | ParseErrorKind::MultipleRootJsonValues
        | ParseErrorKind::NestingDepthExceeded => "\"…\", {…}, […]",
    }
}

fn node(value: &Value<'_>, pointer: String, lines: &Lines<'_>) -> Node {
    let holds = match value {
        Value::NullKeyword(_) => Holds::Null,
        Value::BooleanLit(truth) => Holds::Truth(truth.value),
        Value::NumberLit(_) => Holds::Number,
        Value::StringLit(text) => Holds::Text(text.value.clone().into_owned()),
        Value::Array(list) => {
            let items = list.elements.iter().enumerate();
            Holds::List(
                items
                    .map(|(index, item)| node(item, format!("{pointer}/{index}"), lines))
                    .collect(),
            )
        }
        Value::Object(object) => {
            let members = object.properties.iter().map(|member| {
                let name = member.name.as_str().to_owned();
                let pointer = pointed(&pointer, &name);
                (name, node(&member.value, pointer, lines))
            });
            Holds::Object(members.collect())
        }
    };
    Node {
        pointer,
        place: lines.place(value.start()),
        holds,
    }
}

/// The pointer to a member (RFC 6901, section 3).
pub(crate) fn pointed(parent: &str, name: &str) -> String {
    format!("{parent}/{}", name.replace('~', "~0").replace('/', "~1"))
}

impl Node {
    /// A member by its name in any case, as Altinn reads; the last one counts.
    pub(crate) fn member(&self, name: &str) -> Option<&Self> {
        let Holds::Object(members) = &self.holds else {
            return None;
        };
        let found = members
            .iter()
            .rev()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, node)| node)
    }

    /// The node that a chain of names and numbers leads to, or the last one on the way there.
    pub(crate) fn nearest(&self, steps: &[&str]) -> &Self {
        let Some((step, rest)) = steps.split_first() else {
            return self;
        };
        let next = match &self.holds {
            Holds::List(items) => step.parse::<usize>().ok().and_then(|index| items.get(index)),
            Holds::Object(_) => self.member(step),
            Holds::Null | Holds::Truth(_) | Holds::Number | Holds::Text(_) => None,
        };
        next.map_or(self, |next| next.nearest(rest))
    }

    /// A fault of this value.
    pub(crate) fn finding(&self, fault: Fault) -> Finding {
        Finding {
            fault,
            pointer: Some(self.pointer.clone()),
            place: Some(self.place),
        }
    }
}

/// Where lines begin in a text.
struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        let starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        Self { text, starts }
    }

    /// The line and the column, in characters, of a byte.
    fn place(&self, offset: usize) -> Place {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        let column = self
            .text
            .get(start..offset)
            .map_or(0, |before| before.chars().count());
        Place {
            line: number(line),
            column: number(column + 1),
        }
    }

    fn finding(&self, fault: Fault, offset: usize) -> Finding {
        Finding {
            fault,
            pointer: None,
            place: Some(self.place(offset)),
        }
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_comma_too_many_is_named_and_the_rest_is_read() {
        let (root, findings) = read("{\n  \"a\": [1,],\n  \"b\": {\"c\": \"ø\",},\n}");
        let places: Vec<(u32, u32)> = findings
            .iter()
            .filter_map(|finding| finding.place)
            .map(|place| (place.line, place.column))
            .collect();
        assert!(
            findings
                .iter()
                .all(|finding| finding.fault == Fault::TrailingComma)
        );
        assert_eq!(places, [(2, 10), (3, 17), (3, 19)]);
        assert_eq!(root.unwrap().nearest(&["b", "c"]).holds, Holds::Text("ø".into()));
    }

    #[test]
    fn a_missing_comma_is_told_with_its_place() {
        let (root, findings) = read("{\n  \"a\": 1\n  \"b\": 2\n}");
        assert_eq!(root, None);
        assert_eq!(
            findings,
            [Finding {
                fault: Fault::NotJson { expected: ",".into() },
                pointer: None,
                place: Some(Place { line: 2, column: 9 })
            }]
        );
    }

    #[test]
    fn what_json_does_not_have_is_not_read() {
        for text in [
            "{'a': 1}",
            "{a: 1}",
            "{\"a\": 1 // why\n}",
            "{\"a\": 0x1}",
            "",
            "{\"a\": ",
        ] {
            let (root, findings) = read(text);
            assert_eq!(root, None, "{text}");
            assert!(matches!(findings[0].fault, Fault::NotJson { .. }), "{text}");
        }
    }

    #[test]
    fn columns_are_counted_in_characters() {
        let (root, _) = read("{\"æøå\": true}");
        let root = root.unwrap();
        let node = root.member("æøå").unwrap();
        assert_eq!(node.place, Place { line: 1, column: 9 });
        assert_eq!(node.pointer, "/æøå");
    }

    #[test]
    fn a_member_is_found_in_any_case_and_pointed_at_as_written() {
        let (root, _) = read(r#"{"ClientId": ["x"], "a/b": null}"#);
        let root = root.unwrap();
        assert_eq!(root.nearest(&["clientId", "0"]).pointer, "/ClientId/0");
        assert_eq!(root.nearest(&["a/b"]).pointer, "/a~1b");
        assert_eq!(root.nearest(&["clientId", "7", "x"]).pointer, "/ClientId");
    }
}
