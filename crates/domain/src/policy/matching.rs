//! When a rule fits a question: targets, and the tests that they are made of (XACML 3.0, 5.6–5.9 and 7.6–7.8).

use super::{Fault, Subject};

/// What a test looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    Subject,
    Action,
    Resource,
    Environment,
}

/// When a rule applies: every alternative must be met. An empty target always applies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target(pub Vec<AnyOf>);

/// Met by any of some conjunctions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnyOf(pub Vec<AllOf>);

/// Met by all of some tests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllOf(pub Vec<Match>);

/// One test: an attribute of the question against a value of the policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    function: Function,
    value: String,
    category: Category,
    attribute: String,
    must_be_present: bool,
    /// The attribute and its value as one URN.
    urn: Subject,
    is_of_held: bool,
}

/// How a value of the policy and one of the question are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    StringEqual,
    StringEqualIgnoreCase,
    StringStartsWith,
    StringEndsWith,
    StringContains,
    AnyUriEqual,
    BooleanEqual,
    IntegerEqual,
    /// The policy's value is greater than the question's; so with the three below.
    IntegerGreater,
    IntegerGreaterOrEqual,
    IntegerLess,
    IntegerLessOrEqual,
}

/// What somebody found who looked for what a [`Match`] tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    Yes,
    No,
    /// The question does not have the attribute.
    Absent,
    /// The question has a value that is none of its kind: a number that is no number.
    Unreadable,
}

impl Match {
    pub fn new(
        function: Function,
        category: Category,
        attribute: &str,
        value: &str,
        must_be_present: bool,
    ) -> Self {
        let urn = match function {
            Function::StringEqualIgnoreCase => format!("{attribute}:{}", value.to_lowercase()),
            _ => format!("{attribute}:{value}"),
        };
        let urn = Subject::new(&urn);
        Self {
            is_of_held: category == Category::Subject && urn.is_held(),
            function,
            value: value.to_owned(),
            category,
            attribute: attribute.to_owned(),
            must_be_present,
            urn,
        }
    }

    pub fn function(&self) -> Function {
        self.function
    }

    pub fn category(&self) -> Category {
        self.category
    }

    pub fn attribute(&self) -> &str {
        &self.attribute
    }

    pub fn value(&self) -> &str {
        &self.value
    }

    /// Whether a question without the attribute cannot be answered, and is not just another question.
    pub fn must_be_present(&self) -> bool {
        self.must_be_present
    }

    /// Attribute and value as one URN; the subject, when the test is of who asks.
    pub fn urn(&self) -> &Subject {
        &self.urn
    }

    /// Whether the test is of a role or a package that one holds, and not of what the question says.
    pub fn is_of_held(&self) -> bool {
        self.is_of_held
    }

    /// Looks among the question's values of the attribute. One that fits is enough.
    pub fn among<'a>(&self, values: impl IntoIterator<Item = &'a str>) -> Found {
        let mut found = Found::Absent;
        for value in values {
            match self.function.compare(&self.value, value) {
                Some(true) => return Found::Yes,
                Some(false) if found == Found::Absent => found = Found::No,
                Some(false) => {}
                None => found = Found::Unreadable,
            }
        }
        found
    }
}

impl Function {
    /// Whether a value is one that the function can compare.
    pub fn reads(self, value: &str) -> bool {
        self.compare(value, value).is_some()
    }

    fn compare(self, policy: &str, question: &str) -> Option<bool> {
        let integers = || Some((integer(policy)?, integer(question)?));
        Some(match self {
            Self::StringEqual | Self::AnyUriEqual => policy == question,
            Self::StringEqualIgnoreCase => policy.to_lowercase() == question.to_lowercase(),
            Self::StringStartsWith => question.starts_with(policy),
            Self::StringEndsWith => question.ends_with(policy),
            Self::StringContains => question.contains(policy),
            Self::BooleanEqual => boolean(policy)? == boolean(question)?,
            Self::IntegerEqual => integers().map(|(a, b)| a == b)?,
            Self::IntegerGreater => integers().map(|(a, b)| a > b)?,
            Self::IntegerGreaterOrEqual => integers().map(|(a, b)| a >= b)?,
            Self::IntegerLess => integers().map(|(a, b)| a < b)?,
            Self::IntegerLessOrEqual => integers().map(|(a, b)| a <= b)?,
        })
    }
}

fn integer(text: &str) -> Option<i64> {
    text.trim().parse().ok()
}

fn boolean(text: &str) -> Option<bool> {
    match text.trim() {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// What is known of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    Yes,
    No,
    Unknown,
}

/// Asks for what targets need, and remembers why something could not be known.
pub(super) struct Truths<'a, F> {
    ask: &'a mut F,
    fault: Option<Fault>,
}

impl<'a, F> Truths<'a, F> {
    pub(super) fn new(ask: &'a mut F) -> Self {
        Self { ask, fault: None }
    }

    /// The first thing that could not be known.
    pub(super) fn fault(&self) -> Option<Fault> {
        self.fault
    }

    pub(super) fn of_target<E>(&mut self, target: &Target) -> Result<Truth, E>
    where
        F: FnMut(&Match) -> Result<Found, E>,
    {
        let mut truth = Truth::Yes;
        for of_subject in [false, true] {
            let alternatives = target.0.iter();
            for any in alternatives.filter(|any| any.is_of_subject() == of_subject) {
                match self.of_any(any)? {
                    Truth::Yes => {}
                    Truth::No => return Ok(Truth::No),
                    Truth::Unknown => truth = Truth::Unknown,
                }
            }
        }
        Ok(truth)
    }

    fn of_any<E>(&mut self, any: &AnyOf) -> Result<Truth, E>
    where
        F: FnMut(&Match) -> Result<Found, E>,
    {
        let mut truth = Truth::No;
        for all in &any.0 {
            match self.of_all(all)? {
                Truth::Yes => return Ok(Truth::Yes),
                Truth::No => {}
                Truth::Unknown => truth = Truth::Unknown,
            }
        }
        Ok(truth)
    }

    fn of_all<E>(&mut self, all: &AllOf) -> Result<Truth, E>
    where
        F: FnMut(&Match) -> Result<Found, E>,
    {
        let mut truth = Truth::Yes;
        for test in &all.0 {
            match (self.ask)(test)? {
                Found::Yes => {}
                Found::Absent if test.must_be_present => {
                    self.fault.get_or_insert(Fault::MissingAttribute);
                    truth = Truth::Unknown;
                }
                Found::No | Found::Absent => return Ok(Truth::No),
                Found::Unreadable => {
                    self.fault.get_or_insert(Fault::UnreadableValue);
                    truth = Truth::Unknown;
                }
            }
        }
        Ok(truth)
    }
}

impl AnyOf {
    /// Whether it takes knowing who asks.
    fn is_of_subject(&self) -> bool {
        self.tests().any(|test| test.category == Category::Subject)
    }

    /// Every test, whichever conjunction it is in.
    pub fn tests(&self) -> impl Iterator<Item = &Match> {
        self.0.iter().flat_map(|all| &all.0)
    }
}
