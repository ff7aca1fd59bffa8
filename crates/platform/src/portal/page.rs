//! The page itself, in the language that the browser asks for.

struct Words {
    language: &'static str,
    title: &'static str,
    lead: &'static str,
    step: &'static str,
    demo: &'static str,
}

const NB: Words = Words {
    language: "nb",
    title: "En forespørsel om systemtilgang",
    lead: "Denne lenken viser til en forespørsel på den lokale plattformen.",
    step: "Kopier lenken og lim den inn i Innboks i Klarsignal. Der leser og avgjør du forespørselen.",
    demo: "Demo – ingen ekte data. Ikke en offisiell Altinn-side.",
};

const NN: Words = Words {
    language: "nn",
    title: "Ein førespurnad om systemtilgang",
    lead: "Denne lenkja viser til ein førespurnad på den lokale plattforma.",
    step: "Kopier lenkja og lim henne inn i Innboks i Klarsignal. Der les og avgjer du førespurnaden.",
    demo: "Demo – ingen ekte data. Ikkje ei offisiell Altinn-side.",
};

const EN: Words = Words {
    language: "en",
    title: "A request for system access",
    lead: "This link points at a request on the local platform.",
    step: "Copy the link and paste it into Inbox in Klarsignal. That is where you read and decide it.",
    demo: "Demo – no real data. Not an official Altinn page.",
};

/// The page. `address` is made of our own address and a UUID, so it needs no escaping beyond `&`.
pub(super) fn render(accept_language: &str, address: &str) -> String {
    let words = choose(accept_language);
    let address = address.replace('&', "&amp;");
    let Words {
        language,
        title,
        lead,
        step,
        demo,
    } = words;
    format!(
        "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><style>{STYLE}</style></head>\
         <body><main><p class=\"demo\">{demo}</p><h1>{title}</h1><p>{lead}</p><p>{step}</p>\
         <p><code>{address}</code></p></main></body></html>"
    )
}

const STYLE: &str = ":root{color-scheme:light dark}body{font:17px/1.55 Inter,system-ui,sans-serif;margin:0}\
main{max-width:40rem;margin:12vh auto;padding:0 1.5rem}h1{letter-spacing:-.02em;line-height:1.2}\
.demo{color:#8a5a00;font-size:.9em}@media(prefers-color-scheme:dark){.demo{color:#e8b44f}}\
code{display:block;padding:1rem;border:1px solid #8886;border-radius:10px;overflow-wrap:anywhere;user-select:all}";

/// The first of our languages that the browser names; bokmål when it names none.
fn choose(accept_language: &str) -> &'static Words {
    accept_language
        .split(',')
        .find_map(|range| match range.trim().split(['-', ';']).next() {
            Some("nn") => Some(&NN),
            Some("en") => Some(&EN),
            Some("nb" | "no") => Some(&NB),
            _ => None,
        })
        .unwrap_or(&NB)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_first_known_language_is_used() {
        assert_eq!(choose("de-DE, nn-NO;q=0.8, en").language, "nn");
        assert_eq!(choose("en-GB").language, "en");
        assert_eq!(choose("").language, "nb");
    }
}
