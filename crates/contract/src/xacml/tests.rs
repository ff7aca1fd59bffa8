//! What is refused, and where it says so; questions and answers in XML.

use serde_json::json;

use super::*;
use crate::decision::{Answer, Decision, DecisionResult, Obligation, Question};

const HEAD: &str = "<Policy xmlns=\"urn:oasis:names:tc:xacml:3.0:core:schema:wd-17\" PolicyId=\"p\" \
    RuleCombiningAlgId=\"urn:oasis:names:tc:xacml:3.0:rule-combining-algorithm:deny-overrides\">";

#[test]
fn what_cannot_be_evaluated_is_named_with_its_line() {
    let good = test(
        "urn:oasis:names:tc:xacml:1.0:function:string-equal",
        "http://www.w3.org/2001/XMLSchema#string",
        "v",
        "urn:oasis:names:tc:xacml:3.0:attribute-category:action",
    );
    assert_eq!(refused(&in_rule(&good)), None);
    for (was, is, element, line) in [
        ("string-equal", "string-regexp-match", "Match", 4),
        ("XMLSchema#string", "XMLSchema#date", "AttributeValue", 5),
        ("category:action", "category:weather", "AttributeDesignator", 6),
        (
            "<AttributeDesignator",
            "<AttributeSelector",
            "AttributeSelector",
            6,
        ),
        ("AttributeId=\"a\"", "", "AttributeDesignator", 6),
        (
            "MustBePresent=\"false\"",
            "MustBePresent=\"no\"",
            "AttributeDesignator",
            6,
        ),
        ("Effect=\"Permit\"", "Effect=\"Perhaps\"", "Rule", 2),
        ("RuleId=\"r\"", "", "Rule", 2),
        ("</Target></Rule>", "</Target><Condition/></Rule>", "Condition", 8),
        ("</Rule>", "</Rule><AdviceExpressions/>", "AdviceExpressions", 8),
        (
            "</Rule>",
            "</Rule><ObligationExpressions/>",
            "ObligationExpressions",
            8,
        ),
        ("deny-overrides", "on-permit-apply-second", "Policy", 1),
        ("<Target><AnyOf>", "<Target><AnyOf><AllOf/>", "AllOf", 3),
        ("<Target><AnyOf>", "<Target><x xmlns=\"y\"/><AnyOf>", "x", 3),
        ("wd-17", "wd-16", "Policy", 1),
        ("<Policy ", "<PolicySet ", "document", 9),
    ] {
        let policy = in_rule(&good).replacen(was, is, 1);
        let fault = refused(&policy).unwrap_or_else(|| panic!("{is} is taken"));
        assert_eq!((fault.element.as_str(), fault.line), (element, line), "{fault}");
    }
}

#[test]
fn a_value_must_be_one_of_its_type() {
    let number = |value| {
        refused(&in_rule(&test(
            "urn:oasis:names:tc:xacml:1.0:function:integer-less-than",
            "http://www.w3.org/2001/XMLSchema#integer",
            value,
            "urn:oasis:names:tc:xacml:3.0:attribute-category:environment",
        )))
    };
    assert_eq!(number("3"), None);
    assert_eq!(
        number("three").unwrap().what,
        "'three' is no value of its data type"
    );
}

#[test]
fn documents_that_could_do_harm_are_refused_whole() {
    let entity = format!("<!DOCTYPE Policy [<!ENTITY a \"aaaa\">]>\n{}", in_rule("&a;"));
    let deep = format!("{HEAD}{}", "<Target>".repeat(100_000));
    let wide = format!("{HEAD}{}</Policy>", "<Description/>".repeat(60_000));
    for text in [entity.as_str(), &deep, &wide, "", "{}", "<", "\u{feff}"] {
        let fault = refused(text).unwrap_or_else(|| panic!("{text:.40} is taken"));
        assert_eq!(fault.element, "document", "{fault}");
    }
    let fault = policy(b"<a>\n\xff</a>").unwrap_err();
    assert_eq!((fault.line, fault.what.as_str()), (2, "is not UTF-8"));
}

#[test]
fn a_byte_order_mark_is_no_fault() {
    assert_eq!(refused(&format!("\u{feff}{HEAD}</Policy>")), None);
}

#[test]
fn a_question_in_xml_is_the_one_in_json() {
    let asked = question(include_bytes!(
        "../../../../tests/golden/xacml-context/request.xml"
    ))
    .unwrap();
    let same = json!({ "Request": { "ReturnPolicyIdList": false,
        "AccessSubject": [{ "Id": "s1", "Attribute": [{ "AttributeId": "urn:altinn:userid", "Value": "20900001",
            "DataType": word::STRING, "IncludeInResult": true }] }],
        "Action": [{ "Id": "a1", "Attribute": [{ "AttributeId": "urn:oasis:names:tc:xacml:1.0:action:action-id",
            "Value": "read", "DataType": word::STRING }] }],
        "Resource": [{ "Id": "r1", "Attribute": [
            { "AttributeId": "urn:altinn:resource", "Value": "ske-krav-og-betalinger", "DataType": word::STRING },
            { "AttributeId": "urn:altinn:organization:identifier-no", "Value": "310702641",
                "DataType": word::STRING }] }],
        "MultiRequests": { "RequestReference": [{ "ReferenceId": ["s1", "a1", "r1"] }] } } });
    assert_eq!(asked, serde_json::from_value::<Question>(same).unwrap());
}

#[test]
fn an_answer_is_printed_in_xml() {
    let permit = DecisionResult {
        obligations: Some(vec![Obligation::from(
            &domain::policy::Obligation::minimum_level(3),
        )]),
        ..DecisionResult::new(Decision::Permit)
    };
    let unclear = DecisionResult::with(
        Decision::Indeterminate,
        "processing-error",
        Some("Policy not found for resource <a & b>".to_owned()),
    );
    let printed = answer(&Answer {
        response: vec![permit, unclear],
    });
    assert_eq!(
        printed,
        include_str!("../../../../tests/golden/xacml-context/response.xml")
    );
}

fn refused(text: &str) -> Option<XacmlFault> {
    policy(text.as_bytes()).err()
}

fn in_rule(test: &str) -> String {
    format!(
        "{HEAD}\n<Rule RuleId=\"r\" Effect=\"Permit\">\n<Target><AnyOf><AllOf>\n{test}</AllOf></AnyOf></Target></Rule>\n</Policy>"
    )
}

fn test(function: &str, data_type: &str, value: &str, category: &str) -> String {
    format!(
        "<Match MatchId=\"{function}\">\n<AttributeValue DataType=\"{data_type}\">{value}</AttributeValue>\n\
         <AttributeDesignator AttributeId=\"a\" Category=\"{category}\" DataType=\"{data_type}\" MustBePresent=\"false\"/>\n\
         </Match>\n"
    )
}
