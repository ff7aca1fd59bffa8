//! The page that the browser shows when it has come back. The window that it speaks of has the rest of the words.

/// The languages of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    Nb,
    Nn,
    En,
}

/// What the page says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    SignedIn,
    NotSignedIn,
    NotHere,
}

impl Language {
    /// The language with this code; bokmål for any other.
    pub fn of(code: &str) -> Self {
        match code {
            "nn" => Self::Nn,
            "en" => Self::En,
            _ => Self::Nb,
        }
    }

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::Nn => "nn",
            Self::En => "en",
        }
    }
}

impl Page {
    /// The whole HTTP answer. The page loads nothing and runs nothing.
    pub(super) fn answer(self, language: Language) -> String {
        let (title, text) = self.words(language);
        let status = match self {
            Self::SignedIn | Self::NotSignedIn => "200 OK",
            Self::NotHere => "404 Not Found",
        };
        let html = format!(
            "<!doctype html><html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>{title} · Klarsignal</title>\
             <meta name=\"viewport\" content=\"width=device-width\"><style>:root{{color-scheme:light dark}}\
             body{{font:1.125rem/1.6 system-ui,sans-serif;max-width:34rem;margin:20vh auto;padding:0 1.5rem}}\
             h1{{font-size:1.75rem;line-height:1.3}}</style></head><body><main><h1>{title}</h1><p>{text}</p></main>\
             </body></html>",
            lang = language.code(),
        );
        format!(
            "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\n\
             Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\nCache-Control: no-store\r\n\
             Referrer-Policy: no-referrer\r\nConnection: close\r\n\r\n{html}",
            length = html.len(),
        )
    }

    fn words(self, language: Language) -> (&'static str, &'static str) {
        match (self, language) {
            (Self::SignedIn, Language::Nb) => (
                "Du er logget inn",
                "Du kan lukke denne fanen og gå tilbake til Klarsignal.",
            ),
            (Self::SignedIn, Language::Nn) => (
                "Du er logga inn",
                "Du kan lukke denne fana og gå tilbake til Klarsignal.",
            ),
            (Self::SignedIn, Language::En) => (
                "You are signed in",
                "You can close this tab and go back to Klarsignal.",
            ),
            (Self::NotSignedIn, Language::Nb) => (
                "Du ble ikke logget inn",
                "Gå tilbake til Klarsignal for å se hvorfor, og prøv igjen der.",
            ),
            (Self::NotSignedIn, Language::Nn) => (
                "Du vart ikkje logga inn",
                "Gå tilbake til Klarsignal for å sjå kvifor, og prøv igjen der.",
            ),
            (Self::NotSignedIn, Language::En) => (
                "You were not signed in",
                "Go back to Klarsignal to see why, and try again there.",
            ),
            (Self::NotHere, Language::Nb | Language::Nn) => {
                ("Her er det ingenting", "Gå tilbake til Klarsignal.")
            }
            (Self::NotHere, Language::En) => ("There is nothing here", "Go back to Klarsignal."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_is_told_in_bytes() {
        let answer = Page::NotSignedIn.answer(Language::Nn);
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(&format!("Content-Length: {}\r\n", body.len())));
        assert!(body.contains("lang=\"nn\""));
    }

    #[test]
    fn an_unknown_language_is_bokmal() {
        assert_eq!(Language::of("nn"), Language::Nn);
        assert_eq!(Language::of("se"), Language::Nb);
    }
}
