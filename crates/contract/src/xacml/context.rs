//! Questions and answers in XML: the same as in JSON, in other words (XACML 3.0, 5.42 and on).

use domain::policy::Category as Sort;

use super::written::Written;
use super::{Element, XacmlFault, word};
use crate::decision::{
    Answer, Attribute, Category, Decision, DecisionResult, MultiRequests, Question, QuestionBody,
    RequestReference, StatusCode,
};

/// Reads a question.
///
/// # Errors
/// [`XacmlFault`] for the first element that is no XACML, or that holds something that is not supported.
pub fn question(bytes: &[u8]) -> Result<Question, XacmlFault> {
    super::read(bytes, "Request", |root| {
        let mut body = QuestionBody {
            return_policy_id_list: root.flag("ReturnPolicyIdList")?,
            ..QuestionBody::default()
        };
        for child in root.children()? {
            match child.name() {
                "RequestDefaults" => {}
                "Attributes" => attributes(child, &mut body)?,
                "MultiRequests" => body.multi_requests = Some(multi_requests(child)?),
                _ => return Err(child.unexpected()),
            }
        }
        Ok(Question { request: body })
    })
}

fn attributes(element: Element<'_, '_>, body: &mut QuestionBody) -> Result<(), XacmlFault> {
    let category = Category {
        id: element.xml_id().map(str::to_owned),
        attribute: values(element)?,
    };
    match word::category(element.require("Category")?) {
        Some(Sort::Subject) => body.access_subject.push(category),
        Some(Sort::Action) => body.action.push(category),
        Some(Sort::Resource) => body.resource.push(category),
        // Altinn's policies do not ask about anything else.
        Some(Sort::Environment) | None => {}
    }
    Ok(())
}

/// One attribute for each value.
fn values(element: Element<'_, '_>) -> Result<Vec<Attribute>, XacmlFault> {
    let mut found = vec![];
    for child in element.children()? {
        match child.name() {
            "Content" => {}
            "Attribute" => {
                for value in child.children()? {
                    if value.name() != "AttributeValue" {
                        return Err(value.unexpected());
                    }
                    found.push(Attribute {
                        attribute_id: child.require("AttributeId")?.to_owned(),
                        value: value.text()?,
                        data_type: value.attribute("DataType").map(str::to_owned),
                        issuer: child.attribute("Issuer").map(str::to_owned),
                        include_in_result: child.flag("IncludeInResult")?,
                    });
                }
            }
            _ => return Err(child.unexpected()),
        }
    }
    Ok(found)
}

fn multi_requests(element: Element<'_, '_>) -> Result<MultiRequests, XacmlFault> {
    let mut request_reference = vec![];
    for reference in element.children()? {
        let mut reference_id = vec![];
        for part in reference.children()? {
            reference_id.push(part.require("ReferenceId")?.to_owned());
        }
        request_reference.push(RequestReference { reference_id });
    }
    Ok(MultiRequests { request_reference })
}

/// Prints an answer.
pub fn answer(answer: &Answer) -> String {
    let mut written = Written::new("Response", &[]);
    for result in &answer.response {
        print(&mut written, result);
    }
    written.end()
}

fn print(written: &mut Written, result: &DecisionResult) {
    written.open("Result", &[]);
    let decision = match result.decision {
        Decision::Permit => "Permit",
        Decision::Deny => "Deny",
        Decision::NotApplicable => "NotApplicable",
        Decision::Indeterminate => "Indeterminate",
    };
    written.leaf("Decision", &[], decision);
    written.open("Status", &[]);
    print_code(written, &result.status.status_code);
    if let Some(message) = &result.status.status_message {
        written.leaf("StatusMessage", &[], message);
    }
    written.close();
    if let Some(obligations) = &result.obligations {
        written.open("Obligations", &[]);
        for obligation in obligations {
            written.open("Obligation", &[("ObligationId", Some(&obligation.id))]);
            for assignment in &obligation.attribute_assignment {
                let attributes = [
                    ("AttributeId", Some(assignment.attribute_id.as_str())),
                    ("Category", assignment.category.as_deref()),
                    ("DataType", assignment.data_type.as_deref()),
                    ("Issuer", assignment.issuer.as_deref()),
                ];
                written.leaf("AttributeAssignment", &attributes, &assignment.value);
            }
            written.close();
        }
        written.close();
    }
    for category in result.category.iter().flatten() {
        written.open("Attributes", &[("Category", category.category_id.as_deref())]);
        for attribute in &category.attribute {
            let attributes = [
                ("AttributeId", Some(attribute.attribute_id.as_str())),
                ("Issuer", attribute.issuer.as_deref()),
                ("IncludeInResult", Some("false")),
            ];
            written.open("Attribute", &attributes);
            let data_type = attribute.data_type.as_deref().unwrap_or(word::STRING);
            written.leaf(
                "AttributeValue",
                &[("DataType", Some(data_type))],
                &attribute.value,
            );
            written.close();
        }
        written.close();
    }
    written.close();
}

fn print_code(written: &mut Written, code: &StatusCode) {
    written.leaf("StatusCode", &[("Value", Some(&code.value))], "");
}
