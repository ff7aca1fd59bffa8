//! Text in several languages, as Altinn keeps it: an object from language code to text.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

/// The languages that Altinn demands of a name or a description.
pub const LANGUAGES: [&str; 3] = ["nb", "nn", "en"];

/// One text in several languages, keyed by language code. Extra languages are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Localized(pub BTreeMap<String, String>);

impl Localized {
    /// The same meaning in the three languages that Altinn demands.
    pub fn new(nb: &str, nn: &str, en: &str) -> Self {
        Self(BTreeMap::from(
            [("nb", nb), ("nn", nn), ("en", en)]
                .map(|(language, text)| (language.to_owned(), text.to_owned())),
        ))
    }

    /// The text in one language, if it is there.
    pub fn get(&self, language: &str) -> Option<&str> {
        self.0.get(language).map(String::as_str)
    }

    /// The demanded languages that are missing or blank, in the order nb, nn, en.
    pub fn missing(&self) -> Vec<&'static str> {
        LANGUAGES
            .into_iter()
            .filter(|language| self.get(language).is_none_or(|text| text.trim().is_empty()))
            .collect()
    }
}
