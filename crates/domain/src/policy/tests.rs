//! How rules are combined, tests answered and rights told.

use std::convert::Infallible;

use super::*;

/// Attributes of a question: category, attribute, value.
type Question<'a> = &'a [(Category, &'a str, &'a str)];

const ACTION: &str = "urn:oasis:names:tc:xacml:1.0:action:action-id";
const ROLE: &str = "urn:altinn:rolecode";

#[test]
fn any_subject_of_a_rule_may_do_its_actions_and_no_other() {
    let may = |action, (attribute, value)| {
        let question = [
            (Category::Action, ACTION, action),
            (Category::Resource, "urn:altinn:resource", "r"),
            (Category::Subject, attribute, value),
        ];
        ask(&policy(), &question)
    };
    let package = ("urn:altinn:accesspackage", "krav-og-utlegg");
    assert_eq!(may("read", (ROLE, "siskd")), Verdict::Permit);
    assert_eq!(may("read", package), Verdict::Permit);
    assert_eq!(may("read", (ROLE, "regna")), Verdict::NotApplicable);
    assert_eq!(may("write", package), Verdict::NotApplicable);
    assert_eq!(may("write", (ROLE, "SISKD")), Verdict::Permit);
    assert_eq!(may("Write", (ROLE, "siskd")), Verdict::NotApplicable);
}

#[test]
fn a_resource_without_rules_allows_nothing() {
    let empty = Policy::of_rules(&"r".into(), &[], 3);
    assert_eq!(ask(&empty, &[]), Verdict::NotApplicable);
}

#[test]
fn a_role_is_kept_in_lower_case_and_a_package_is_not() {
    let urn = |attribute, value| {
        let test = Match::new(Function::StringEqual, Category::Subject, attribute, value, false);
        test.urn().to_string()
    };
    assert_eq!(urn(ROLE, "SISKD"), "urn:altinn:rolecode:siskd");
    assert_eq!(urn("urn:altinn:accesspackage", "Å"), "urn:altinn:accesspackage:Å");
}

#[test]
fn actions_subjects_and_rights_are_told_once_each() {
    let policy = policy();
    assert_eq!(policy.actions(), ["read", "write"]);
    assert_eq!(policy.subjects().len(), 2);
    let rights: Vec<_> = policy
        .rights()
        .iter()
        .map(|right| (right.action.value(), right.subjects.len()))
        .collect();
    assert_eq!(rights, [("read", 3), ("write", 1)]);
    assert_eq!(policy.minimum_level(), 3);
}

#[test]
fn who_asks_is_looked_up_last_and_only_when_it_matters() {
    let mut asked = vec![];
    let verdict = policy().evaluate(|test| {
        asked.push(test.category());
        Ok::<_, Infallible>(test.among((test.category() == Category::Resource).then_some("other")))
    });
    assert_eq!(verdict, Ok(Verdict::NotApplicable));
    assert_eq!(asked, vec![Category::Resource; 3]);
}

#[test]
fn combining_follows_the_standard() {
    use Combining::{DenyOverrides, DenyUnlessPermit, FirstApplicable, PermitOverrides, PermitUnlessDeny};
    use Verdict::{Deny, NotApplicable, Permit};
    let unknown = Verdict::Indeterminate(Fault::MissingAttribute);
    // P and D fit, p and d do not, ? and ! may permit or deny.
    for (rules, verdicts) in [
        ("", [NotApplicable, NotApplicable, NotApplicable, Deny, Permit]),
        ("p", [NotApplicable, NotApplicable, NotApplicable, Deny, Permit]),
        ("P", [Permit, Permit, Permit, Permit, Permit]),
        ("D", [Deny, Deny, Deny, Deny, Deny]),
        ("PD", [Deny, Permit, Permit, Permit, Deny]),
        ("DP", [Deny, Permit, Deny, Permit, Deny]),
        ("?", [unknown, unknown, unknown, Deny, Permit]),
        ("!", [unknown, unknown, unknown, Deny, Permit]),
        ("P?", [Permit, Permit, Permit, Permit, Permit]),
        ("P!", [unknown, Permit, Permit, Permit, Permit]),
        ("!P", [unknown, Permit, unknown, Permit, Permit]),
        ("?D", [Deny, unknown, unknown, Deny, Deny]),
        ("D!", [Deny, Deny, Deny, Deny, Deny]),
        ("?!", [unknown, unknown, unknown, Deny, Permit]),
        ("dpP", [Permit, Permit, Permit, Permit, Permit]),
    ] {
        let algorithms = [
            DenyOverrides,
            PermitOverrides,
            FirstApplicable,
            DenyUnlessPermit,
            PermitUnlessDeny,
        ];
        for (combining, expected) in algorithms.into_iter().zip(verdicts) {
            assert_eq!(combined(combining, rules), expected, "{combining:?} of {rules}");
        }
    }
}

#[test]
fn a_policy_that_may_not_fit_knows_no_answer_and_one_that_does_not_has_none() {
    let mut policy = policy();
    let target = |must| {
        let test = Match::new(
            Function::StringEqual,
            Category::Environment,
            "where",
            "here",
            must,
        );
        Target(vec![AnyOf(vec![AllOf(vec![test])])])
    };
    let question = [
        (Category::Action, ACTION, "read"),
        (Category::Resource, "urn:altinn:resource", "r"),
        (Category::Subject, ROLE, "siskd"),
    ];
    policy.target = target(false);
    assert_eq!(ask(&policy, &question), Verdict::NotApplicable);
    policy.target = target(true);
    assert_eq!(
        ask(&policy, &question),
        Verdict::Indeterminate(Fault::MissingAttribute)
    );
    assert_eq!(ask(&policy, &[]), Verdict::NotApplicable);
}

#[test]
fn every_function_compares_as_its_name_says() {
    use Function::*;
    for (function, policy, fits, other) in [
        (StringEqual, "a", "a", "A"),
        (StringEqualIgnoreCase, "Å", "å", "a"),
        (StringStartsWith, "urn:", "urn:x", "x:urn:"),
        (StringEndsWith, ":x", "urn:x", ":x:"),
        (StringContains, "rn", "urn", "nr"),
        (AnyUriEqual, "urn:x", "urn:x", "URN:x"),
        (BooleanEqual, "true", "1", "false"),
        (IntegerEqual, "3", "03", "4"),
        (IntegerGreater, "3", "2", "3"),
        (IntegerGreaterOrEqual, "3", "3", "4"),
        (IntegerLess, "3", "4", "3"),
        (IntegerLessOrEqual, "3", "3", "2"),
    ] {
        let test = Match::new(function, Category::Resource, "a", policy, false);
        assert_eq!(test.among([fits]), Found::Yes, "{function:?}");
        assert_eq!(test.among([other]), Found::No, "{function:?}");
        assert_eq!(test.among([other, fits]), Found::Yes, "{function:?}");
        assert_eq!(test.among([]), Found::Absent, "{function:?}");
    }
    let three = Match::new(IntegerEqual, Category::Resource, "a", "3", false);
    assert_eq!(three.among(["three"]), Found::Unreadable);
    assert_eq!(three.among(["three", "3"]), Found::Yes);
    assert!(!BooleanEqual.reads("yes"));
}

fn combined(combining: Combining, rules: &str) -> Verdict {
    let rules = rules.chars().map(|letter| {
        let (effect, value, must) = match letter {
            'P' => (Effect::Permit, "there", false),
            'D' => (Effect::Deny, "there", false),
            'p' => (Effect::Permit, "elsewhere", false),
            'd' => (Effect::Deny, "elsewhere", false),
            '?' => (Effect::Permit, "absent", true),
            _ => (Effect::Deny, "absent", true),
        };
        let attribute = if must { "absent" } else { "present" };
        let test = Match::new(
            Function::StringEqual,
            Category::Environment,
            attribute,
            value,
            must,
        );
        Rule {
            id: letter.to_string(),
            effect,
            target: Target(vec![AnyOf(vec![AllOf(vec![test])])]),
        }
    });
    let policy = Policy {
        id: "p".into(),
        combining,
        target: Target::default(),
        rules: rules.collect(),
        obligations: vec![],
    };
    ask(&policy, &[(Category::Environment, "present", "there")])
}

fn ask(policy: &Policy, question: Question<'_>) -> Verdict {
    let Ok(verdict) = policy.evaluate(|test| {
        let values = question
            .iter()
            .filter(|(category, attribute, _)| *category == test.category() && *attribute == test.attribute())
            .map(|(_, _, value)| *value);
        Ok::<_, Infallible>(test.among(values))
    });
    verdict
}

fn policy() -> Policy {
    let siskd = Subject::new("urn:altinn:rolecode:SISKD");
    let rules = [
        PolicyRule {
            subjects: vec![
                siskd.clone(),
                Subject::new("urn:altinn:accesspackage:krav-og-utlegg"),
            ],
            actions: vec!["read".into()],
        },
        PolicyRule {
            subjects: vec![siskd.clone()],
            actions: vec!["write".into()],
        },
        PolicyRule {
            subjects: vec![siskd],
            actions: vec!["read".into()],
        },
    ];
    Policy::of_rules(&"r".into(), &rules, 3)
}
