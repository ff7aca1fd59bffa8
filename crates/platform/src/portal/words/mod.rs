//! What the pages say, in three languages. Where the app says the same, it is said with the same words.

mod bokmal;
mod english;
mod fields;
mod nynorsk;
mod problem;

use domain::Timestamp;
use jiff::tz::TimeZone;

use crate::page::Language;

pub(super) use fields::Words;
pub(super) use problem::{of, of_problem};

/// Every text of the pages in one language.
pub(super) fn words(language: Language) -> &'static Words {
    match language {
        Language::Bokmal => &bokmal::WORDS,
        Language::Nynorsk => &nynorsk::WORDS,
        Language::English => &english::WORDS,
    }
}

/// A text with each `{name}` replaced.
pub(super) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            rest = after;
            break;
        };
        filled.push_str(
            values
                .iter()
                .find(|(known, _)| *known == name)
                .map_or("", |(_, value)| value),
        );
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// A day as the language writes it, where the readers are.
pub(super) fn date(language: Language, moment: Timestamp) -> String {
    let zone = TimeZone::get("Europe/Oslo").unwrap_or(TimeZone::UTC);
    let day = moment.inner().to_zoned(zone).date();
    let month = usize::try_from(day.month() - 1).unwrap_or_default();
    let month = words(language).months.get(month).copied().unwrap_or_default();
    match language {
        Language::Bokmal | Language::Nynorsk => format!("{}. {month} {}", day.day(), day.year()),
        Language::English => format!("{} {month} {}", day.day(), day.year()),
    }
}

/// An organisation number in groups of three that do not part.
pub(super) fn grouped(number: &str) -> String {
    let digits: Vec<char> = number.chars().collect();
    let groups = digits.chunks(3).map(|group| group.iter().collect::<String>());
    groups.collect::<Vec<_>>().join("\u{a0}")
}

#[cfg(test)]
mod tests;
