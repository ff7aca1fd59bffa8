//! The languages of the pages, and how one is chosen.

use axum::http::{HeaderMap, header};

/// A language that every page is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    Bokmal,
    Nynorsk,
    English,
}

/// What the frame itself says.
#[derive(Debug)]
pub(super) struct FrameWords {
    pub(super) skip: &'static str,
    pub(super) languages: &'static str,
    pub(super) fault: &'static str,
    pub(super) faults: &'static str,
    pub(super) local: &'static str,
    pub(super) not_real: &'static str,
    pub(super) nowhere: &'static str,
    pub(super) nowhere_text: &'static str,
}

impl Language {
    pub(crate) const ALL: [Self; 3] = [Self::Bokmal, Self::Nynorsk, Self::English];

    /// The first of some language tags that the pages have.
    pub(crate) fn first_of<'a>(tags: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        tags.into_iter().find_map(
            |tag| match tag.trim().split(['-', '_', ';']).next().unwrap_or_default() {
                "nb" | "no" => Some(Self::Bokmal),
                "nn" => Some(Self::Nynorsk),
                "en" => Some(Self::English),
                _ => None,
            },
        )
    }

    /// The first language of the browser's that the pages have; bokmål when there is none.
    pub(crate) fn of_browser(headers: &HeaderMap) -> Self {
        let wanted = headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        Self::first_of(wanted.split(',')).unwrap_or(Self::Bokmal)
    }

    /// The language's code, as `lang` and `locale` have it.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Bokmal => "nb",
            Self::Nynorsk => "nn",
            Self::English => "en",
        }
    }

    /// What the language calls itself.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Bokmal => "Bokmål",
            Self::Nynorsk => "Nynorsk",
            Self::English => "English",
        }
    }

    pub(super) fn frame_words(self) -> &'static FrameWords {
        match self {
            Self::Bokmal => &BOKMAL,
            Self::Nynorsk => &NYNORSK,
            Self::English => &ENGLISH,
        }
    }
}

static BOKMAL: FrameWords = FrameWords {
    skip: "Hopp til innholdet",
    languages: "Språk",
    fault: "Feil",
    faults: "Dette må rettes",
    local: "Lokal utprøving",
    not_real: "Lokal plattform for utprøving. Ingen ekte data, og ikke en offisiell side.",
    nowhere: "Siden finnes ikke",
    nowhere_text: "Det er ingenting på denne adressen. Kontroller at hele lenken er med.",
};

static NYNORSK: FrameWords = FrameWords {
    skip: "Hopp til innhaldet",
    languages: "Språk",
    fault: "Feil",
    faults: "Dette må rettast",
    local: "Lokal utprøving",
    not_real: "Lokal plattform til utprøving. Ingen ekte data, og ikkje ei offisiell side.",
    nowhere: "Sida finst ikkje",
    nowhere_text: "Det er ingenting på denne adressa. Kontroller at heile lenkja er med.",
};

static ENGLISH: FrameWords = FrameWords {
    skip: "Skip to the content",
    languages: "Language",
    fault: "Error",
    faults: "This must be corrected",
    local: "Local trial",
    not_real: "A local platform for trying things out. No real data, and not an official page.",
    nowhere: "There is no such page",
    nowhere_text: "Nothing is at this address. Check that the whole link is there.",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_that_the_pages_have_is_used() {
        assert_eq!(Language::first_of(["se", "nn", "nb"]), Some(Language::Nynorsk));
        assert_eq!(Language::first_of(["en-GB"]), Some(Language::English));
        assert_eq!(Language::first_of(["de"]), None);
    }

    #[test]
    fn the_browser_is_heard_and_bokmal_is_the_rest() {
        let of = |value: &str| {
            let headers = [(header::ACCEPT_LANGUAGE, value.parse().unwrap())];
            Language::of_browser(&HeaderMap::from_iter(headers))
        };
        assert_eq!(of("de-DE, nn-NO;q=0.8, en"), Language::Nynorsk);
        assert_eq!(of("*"), Language::Bokmal);
        assert_eq!(Language::of_browser(&HeaderMap::new()), Language::Bokmal);
    }
}
