//! XACML's URNs for what the domain calls by short names.

use domain::policy::{Category, Combining, Effect, Function};

pub(super) const STRING: &str = "http://www.w3.org/2001/XMLSchema#string";
const BOOLEAN: &str = "http://www.w3.org/2001/XMLSchema#boolean";
const INTEGER: &str = "http://www.w3.org/2001/XMLSchema#integer";
const ANY_URI: &str = "http://www.w3.org/2001/XMLSchema#anyURI";

/// Each function with its URN and the type of its values.
const FUNCTIONS: &[(Function, &str, &str)] = &[
    (
        Function::StringEqual,
        "urn:oasis:names:tc:xacml:1.0:function:string-equal",
        STRING,
    ),
    (
        Function::StringEqualIgnoreCase,
        "urn:oasis:names:tc:xacml:3.0:function:string-equal-ignore-case",
        STRING,
    ),
    (
        Function::StringStartsWith,
        "urn:oasis:names:tc:xacml:3.0:function:string-starts-with",
        STRING,
    ),
    (
        Function::StringEndsWith,
        "urn:oasis:names:tc:xacml:3.0:function:string-ends-with",
        STRING,
    ),
    (
        Function::StringContains,
        "urn:oasis:names:tc:xacml:3.0:function:string-contains",
        STRING,
    ),
    (
        Function::AnyUriEqual,
        "urn:oasis:names:tc:xacml:1.0:function:anyURI-equal",
        ANY_URI,
    ),
    (
        Function::BooleanEqual,
        "urn:oasis:names:tc:xacml:1.0:function:boolean-equal",
        BOOLEAN,
    ),
    (
        Function::IntegerEqual,
        "urn:oasis:names:tc:xacml:1.0:function:integer-equal",
        INTEGER,
    ),
    (
        Function::IntegerGreater,
        "urn:oasis:names:tc:xacml:1.0:function:integer-greater-than",
        INTEGER,
    ),
    (
        Function::IntegerGreaterOrEqual,
        "urn:oasis:names:tc:xacml:1.0:function:integer-greater-than-or-equal",
        INTEGER,
    ),
    (
        Function::IntegerLess,
        "urn:oasis:names:tc:xacml:1.0:function:integer-less-than",
        INTEGER,
    ),
    (
        Function::IntegerLessOrEqual,
        "urn:oasis:names:tc:xacml:1.0:function:integer-less-than-or-equal",
        INTEGER,
    ),
];

/// Each algorithm, by the URN that is written first and the older or stricter ones that mean the same here: rules are
/// always taken in their order.
const ALGORITHMS: &[(Combining, &str)] = &[
    (
        Combining::DenyOverrides,
        "urn:oasis:names:tc:xacml:3.0:rule-combining-algorithm:deny-overrides",
    ),
    (
        Combining::DenyOverrides,
        "urn:oasis:names:tc:xacml:3.0:rule-combining-algorithm:ordered-deny-overrides",
    ),
    (
        Combining::DenyOverrides,
        "urn:oasis:names:tc:xacml:1.0:rule-combining-algorithm:deny-overrides",
    ),
    (
        Combining::DenyOverrides,
        "urn:oasis:names:tc:xacml:1.1:rule-combining-algorithm:ordered-deny-overrides",
    ),
    (
        Combining::PermitOverrides,
        "urn:oasis:names:tc:xacml:3.0:rule-combining-algorithm:permit-overrides",
    ),
    (
        Combining::PermitOverrides,
        "urn:oasis:names:tc:xacml:3.0:rule-combining-algorithm:ordered-permit-overrides",
    ),
    (
        Combining::PermitOverrides,
        "urn:oasis:names:tc:xacml:1.0:rule-combining-algorithm:permit-overrides",
    ),
    (
        Combining::PermitOverrides,
        "urn:oasis:names:tc:xacml:1.1:rule-combining-algorithm:ordered-permit-overrides",
    ),
    (
        Combining::FirstApplicable,
        "urn:oasis:names:tc:xacml:1.0:rule-combining-algorithm:first-applicable",
    ),
    (
        Combining::DenyUnlessPermit,
        "urn:oasis:names:tc:xacml:3.0:rule-combining-algorithm:deny-unless-permit",
    ),
    (
        Combining::PermitUnlessDeny,
        "urn:oasis:names:tc:xacml:3.0:rule-combining-algorithm:permit-unless-deny",
    ),
];

/// The categories of a question's attributes.
const CATEGORIES: &[(Category, &str)] = &[
    (
        Category::Subject,
        "urn:oasis:names:tc:xacml:1.0:subject-category:access-subject",
    ),
    (
        Category::Action,
        "urn:oasis:names:tc:xacml:3.0:attribute-category:action",
    ),
    (
        Category::Resource,
        "urn:oasis:names:tc:xacml:3.0:attribute-category:resource",
    ),
    (
        Category::Environment,
        "urn:oasis:names:tc:xacml:3.0:attribute-category:environment",
    ),
];

/// A function and the type of its values.
pub(super) fn function(urn: &str) -> Option<(Function, &'static str)> {
    let known = FUNCTIONS.iter().find(|(_, known, _)| *known == urn)?;
    Some((known.0, known.2))
}

/// A function's URN and the type of its values.
pub(super) fn of_function(function: Function) -> (&'static str, &'static str) {
    let known = FUNCTIONS.iter().find(|(known, ..)| *known == function);
    known.map_or(("", ""), |(_, urn, kind)| (urn, kind))
}

pub(super) fn combining(urn: &str) -> Option<Combining> {
    ALGORITHMS
        .iter()
        .find(|(_, known)| *known == urn)
        .map(|(combining, _)| *combining)
}

pub(super) fn of_combining(combining: Combining) -> &'static str {
    ALGORITHMS
        .iter()
        .find(|(known, _)| *known == combining)
        .map_or("", |(_, urn)| urn)
}

pub(super) fn category(urn: &str) -> Option<Category> {
    CATEGORIES
        .iter()
        .find(|(_, known)| *known == urn)
        .map(|(category, _)| *category)
}

/// The URN of a category.
pub fn of_category(category: Category) -> &'static str {
    CATEGORIES
        .iter()
        .find(|(known, _)| *known == category)
        .map_or("", |(_, urn)| urn)
}

pub(super) fn effect(word: &str) -> Option<Effect> {
    match word {
        "Permit" => Some(Effect::Permit),
        "Deny" => Some(Effect::Deny),
        _ => None,
    }
}

pub(super) fn of_effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Permit => "Permit",
        Effect::Deny => "Deny",
    }
}
