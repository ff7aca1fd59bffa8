//! Policies: `Policy` with its rules, targets and obligations (XACML 3.0, 5.14 and on).
//!
//! What cannot be evaluated is refused by name and line, so that no rule is ever read as less than it says.

use domain::policy::{AllOf, AnyOf, Assignment, Match, Obligation, Policy, Rule, Target};

use super::written::Written;
use super::{Element, XacmlFault, word};

/// Reads a policy.
///
/// # Errors
/// [`XacmlFault`] for the first element that is no XACML, or that holds something that is not supported.
pub fn policy(bytes: &[u8]) -> Result<Policy, XacmlFault> {
    super::read(bytes, "Policy", |root| {
        let urn = root.require("RuleCombiningAlgId")?;
        let combining = word::combining(urn)
            .ok_or_else(|| root.fault(format!("the rule combining algorithm {urn} is not supported")))?;
        let mut policy = Policy {
            id: root.require("PolicyId")?.to_owned(),
            combining,
            target: Target::default(),
            rules: vec![],
            obligations: vec![],
        };
        for child in root.children()? {
            match child.name() {
                "Description" | "PolicyDefaults" => {}
                "Target" => policy.target = target(child)?,
                "Rule" => policy.rules.push(rule(child)?),
                "ObligationExpressions" => {
                    policy.obligations = each(child, "ObligationExpression", obligation)?;
                }
                _ => return Err(child.unexpected()),
            }
        }
        Ok(policy)
    })
}

fn rule(element: Element<'_, '_>) -> Result<Rule, XacmlFault> {
    let mut rule = Rule {
        id: element.require("RuleId")?.to_owned(),
        effect: effect(element, "Effect")?,
        target: Target::default(),
    };
    for child in element.children()? {
        match child.name() {
            "Description" => {}
            "Target" => rule.target = target(child)?,
            _ => return Err(child.unexpected()),
        }
    }
    Ok(rule)
}

fn target(element: Element<'_, '_>) -> Result<Target, XacmlFault> {
    // An empty target is XACML's way to say "always".
    if element.children()?.is_empty() {
        return Ok(Target::default());
    }
    Ok(Target(each(element, "AnyOf", any_of)?))
}

fn any_of(element: Element<'_, '_>) -> Result<AnyOf, XacmlFault> {
    Ok(AnyOf(each(element, "AllOf", all_of)?))
}

fn all_of(element: Element<'_, '_>) -> Result<AllOf, XacmlFault> {
    Ok(AllOf(each(element, "Match", test)?))
}

fn test(element: Element<'_, '_>) -> Result<Match, XacmlFault> {
    let urn = element.require("MatchId")?;
    let (function, data_type) =
        word::function(urn).ok_or_else(|| element.fault(format!("the function {urn} is not supported")))?;
    let children = element.children()?;
    let [value, designator] = children.as_slice() else {
        return Err(element.fault("needs an AttributeValue and an AttributeDesignator"));
    };
    if value.name() != "AttributeValue" {
        return Err(value.unexpected());
    }
    if designator.name() != "AttributeDesignator" {
        return Err(designator.unexpected());
    }
    for typed in [value, designator] {
        let given = typed.require("DataType")?;
        if given != data_type {
            return Err(typed.fault(format!("the function compares {data_type}, and this is {given}")));
        }
    }
    let text = value.text()?;
    if !function.reads(&text) {
        return Err(value.fault(format!("'{text}' is no value of its data type")));
    }
    let category = designator.require("Category")?;
    let category = word::category(category)
        .ok_or_else(|| designator.fault(format!("the category {category} is not supported")))?;
    let must_be_present = designator.flag("MustBePresent")?;
    let attribute = designator.require("AttributeId")?;
    Ok(Match::new(function, category, attribute, &text, must_be_present))
}

fn obligation(element: Element<'_, '_>) -> Result<Obligation, XacmlFault> {
    Ok(Obligation {
        id: element.require("ObligationId")?.to_owned(),
        on: effect(element, "FulfillOn")?,
        assignments: each(element, "AttributeAssignmentExpression", assignment)?,
    })
}

fn assignment(element: Element<'_, '_>) -> Result<Assignment, XacmlFault> {
    let children = element.children()?;
    let [value] = children.as_slice() else {
        return Err(element.fault("needs one AttributeValue"));
    };
    if value.name() != "AttributeValue" {
        return Err(value.unexpected());
    }
    Ok(Assignment {
        attribute: element.require("AttributeId")?.to_owned(),
        category: element.attribute("Category").map(str::to_owned),
        data_type: value.require("DataType")?.to_owned(),
        value: value.text()?,
    })
}

fn effect(element: Element<'_, '_>, attribute: &str) -> Result<domain::policy::Effect, XacmlFault> {
    let given = element.require(attribute)?;
    word::effect(given)
        .ok_or_else(|| element.fault(format!("{attribute} is neither Permit nor Deny: {given}")))
}

/// At least one of a kind, and nothing else.
fn each<T>(
    element: Element<'_, '_>,
    kind: &str,
    read: impl Fn(Element<'_, '_>) -> Result<T, XacmlFault>,
) -> Result<Vec<T>, XacmlFault> {
    let children = element.children()?;
    if children.is_empty() {
        return Err(element.fault(format!("needs at least one {kind}")));
    }
    let one = |child: Element<'_, '_>| {
        if child.name() == kind {
            read(child)
        } else {
            Err(child.unexpected())
        }
    };
    children.into_iter().map(one).collect()
}

/// Prints a policy.
pub fn print(policy: &Policy) -> String {
    let mut written = Written::new(
        "Policy",
        &[
            ("PolicyId", Some(&policy.id)),
            ("Version", Some("1.0")),
            ("RuleCombiningAlgId", Some(word::of_combining(policy.combining))),
        ],
    );
    print_target(&mut written, &policy.target);
    for rule in &policy.rules {
        let effect = word::of_effect(rule.effect);
        written.open("Rule", &[("RuleId", Some(&rule.id)), ("Effect", Some(effect))]);
        print_target(&mut written, &rule.target);
        written.close();
    }
    if !policy.obligations.is_empty() {
        written.open("ObligationExpressions", &[]);
        for obligation in &policy.obligations {
            print_obligation(&mut written, obligation);
        }
    }
    written.end()
}

fn print_target(written: &mut Written, target: &Target) {
    if target.0.is_empty() {
        return written.leaf("Target", &[], "");
    }
    written.open("Target", &[]);
    for any in &target.0 {
        written.open("AnyOf", &[]);
        for all in &any.0 {
            written.open("AllOf", &[]);
            for test in &all.0 {
                print_test(written, test);
            }
            written.close();
        }
        written.close();
    }
    written.close();
}

fn print_test(written: &mut Written, test: &Match) {
    let (function, data_type) = word::of_function(test.function());
    written.open("Match", &[("MatchId", Some(function))]);
    written.leaf("AttributeValue", &[("DataType", Some(data_type))], test.value());
    let must_be_present = if test.must_be_present() { "true" } else { "false" };
    written.leaf(
        "AttributeDesignator",
        &[
            ("AttributeId", Some(test.attribute())),
            ("Category", Some(word::of_category(test.category()))),
            ("DataType", Some(data_type)),
            ("MustBePresent", Some(must_be_present)),
        ],
        "",
    );
    written.close();
}

fn print_obligation(written: &mut Written, obligation: &Obligation) {
    written.open(
        "ObligationExpression",
        &[
            ("ObligationId", Some(&obligation.id)),
            ("FulfillOn", Some(word::of_effect(obligation.on))),
        ],
    );
    for assignment in &obligation.assignments {
        written.open(
            "AttributeAssignmentExpression",
            &[
                ("AttributeId", Some(&assignment.attribute)),
                ("Category", assignment.category.as_deref()),
            ],
        );
        let data_type = [("DataType", Some(assignment.data_type.as_str()))];
        written.leaf("AttributeValue", &data_type, &assignment.value);
        written.close();
    }
    written.close();
}
