//! Why Altinn says no, by the number in its code: what it is, and what helps.

mod bokmal;
mod english;
mod nynorsk;

use domain::Problem;

use crate::page::Language;

/// What is the matter, and what to do.
pub(in crate::portal) type Sentences = (&'static str, &'static str);

/// The sentences for a code such as `AUTH-00016`; `None` when the pages have none.
pub(in crate::portal) fn of_problem(language: Language, code: &str) -> Option<Sentences> {
    let number: u16 = code.strip_prefix("AUTH-")?.parse().ok()?;
    let table = match language {
        Language::Bokmal => bokmal::SENTENCES,
        Language::Nynorsk => nynorsk::SENTENCES,
        Language::English => english::SENTENCES,
    };
    let (_, what, next) = table.iter().find(|(known, ..)| *known == number)?;
    Some((what, next))
}

/// The sentences for a refusal of the domain's.
pub(in crate::portal) fn of(language: Language, problem: Problem) -> Option<Sentences> {
    of_problem(language, &contract::problem::wire(problem).code())
}
