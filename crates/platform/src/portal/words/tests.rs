use domain::Problem;

use super::*;

#[test]
fn a_text_is_filled_in_wherever_its_names_stand() {
    assert_eq!(
        fill("{a} and {b}, {a}", &[("a", "1"), ("b", "{a}")]),
        "1 and {a}, 1"
    );
    assert_eq!(fill("no name {", &[]), "no name ");
}

#[test]
fn a_date_is_written_as_the_language_writes_it() {
    let moment: Timestamp = "2026-11-20T23:30:00Z".parse().unwrap();
    assert_eq!(date(Language::Bokmal, moment), "21. november 2026");
    assert_eq!(date(Language::English, moment), "21 November 2026");
}

#[test]
fn a_number_is_grouped_in_threes() {
    assert_eq!(grouped("991825827"), "991\u{a0}825\u{a0}827");
}

/// The sentences are the app's own: a person should not meet two ways to say one thing.
#[test]
fn refusals_are_told_with_the_words_of_the_app() {
    let app = [
        (
            Language::Bokmal,
            include_str!("../../../../../ui/src/i18n/nb/problems.ts"),
        ),
        (
            Language::Nynorsk,
            include_str!("../../../../../ui/src/i18n/nn/problems.ts"),
        ),
        (
            Language::English,
            include_str!("../../../../../ui/src/i18n/en/problems.ts"),
        ),
    ];
    for (language, text) in app {
        for problem in [
            Problem::RoleMissing,
            Problem::PackageAccessMissing,
            Problem::PackageNotHeld,
            Problem::ResourceNotDelegable,
            Problem::AccessManagerNeeded,
            Problem::RequestNotNew,
        ] {
            let (what, next) = of(language, problem).unwrap();
            assert!(text.contains(what), "{what}");
            assert!(text.contains(next), "{next}");
        }
    }
}

#[test]
fn every_code_has_its_sentences_in_each_language() {
    for number in 0..=80 {
        let code = format!("AUTH-{number:05}");
        let told = Language::ALL.map(|language| of_problem(language, &code).is_some());
        assert!(told.iter().all(|one| *one == told[0]), "{code}");
    }
}

#[test]
fn texts_name_the_same_things_in_each_language() {
    let names = |words: &Words| {
        let text = format!("{words:?}");
        let mut names: Vec<String> = text
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split_once('}'))
            .map(|(name, _)| name.to_owned())
            .filter(|name| name.chars().all(char::is_alphanumeric))
            .collect();
        names.sort();
        names
    };
    assert_eq!(names(&bokmal::WORDS), names(&nynorsk::WORDS));
    assert_eq!(names(&bokmal::WORDS), names(&english::WORDS));
}
