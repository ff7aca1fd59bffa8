//! Every page that a person is shown, of the portal, ID-porten and Maskinporten: what is true of all of them.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::browser::{Browser, Shown};
use crate::altinn::agent;
use crate::altinn::testing::{self, Altinn, PARTY, Person};
use crate::openapi::walk;

const ROOT: &str = "/accessmanagement/ui/systemuser";
const NOBODY: &str = "00000000-0000-4000-8000-000000000000";
const OFFICE: &str = "51900018";
const AGENT: &str = "c0715ee7-26d5-5023-9a84-f09a0c231767";
const CLUB: &str = "eeb259d9-594f-51ae-af17-198c8dab8501";
const CALL: &str = "client_id=klarsignal-desktop&redirect_uri=http://127.0.0.1:50123/callback&response_type=code\
                    &scope=openid&state=s&nonce=n&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM\
                    &code_challenge_method=S256&prompt=login";

#[tokio::test]
async fn every_page_keeps_the_rules_in_every_language() {
    let altinn = testing::listening_altinn().await;
    let places = places(&altinn).await;
    let mut visited = BTreeSet::new();
    for language in ["nb", "nn", "en"] {
        let mut titles = BTreeMap::new();
        for (person, address) in &places {
            let mut browser = Browser::of(&altinn, person());
            let address = address.replace("{lang}", language);
            let page = browser.open(&address).await;
            let title = check(
                &page,
                address.contains(&format!("={language}")).then_some(language),
            );
            visited.insert(page.url.path().to_owned());
            if let Some(other) = titles.insert(title.clone(), address.clone()) {
                panic!("{address} and {other} are both called {title}");
            }
        }
    }
    for path in documented(&altinn).await {
        assert!(
            visited.iter().any(|place| fits(&path, place)),
            "{path} shows a page that this walk does not visit"
        );
    }
}

#[tokio::test]
async fn what_answers_a_form_keeps_the_rules_and_offers_no_link_to_itself() {
    let altinn = testing::listening_altinn().await;
    altinn.given_system(testing::system()).await;
    let id = altinn.given_system_user().await;
    let mut pia = Browser::of(&altinn, Person::leader());
    let removal = pia.open(&format!("{ROOT}/{id}/remove?party={PARTY}")).await;
    let removed = pia.submit(&removal, &[]).await;
    check(&removed, Some("nb"));
    assert!(removed.says("Systemtilgangen er fjernet"));
    assert!(!removed.says("hreflang"), "{}", removed.text());
    let refused = pia.submit(&removal, &[]).await;
    check(&refused, Some("nb"));
    let sign_in = pia.open(&format!("http://idporten.test/authorize?{CALL}")).await;
    let fault = [
        ("form_key", sign_in.field("form_key")),
        ("ticket", sign_in.field("ticket")),
        ("pid", "12".to_owned()),
    ];
    let form = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(&fault)
        .finish();
    let fault = pia.send("http://idporten.test/sign-in", &form).await;
    assert!(check(&fault, Some("nb")).starts_with("Feil: "));
}

type Place = (fn() -> Person, String);

/// One address for each page, and for each state that a page has a title of its own for.
async fn places(altinn: &Altinn) -> Vec<Place> {
    altinn.given_system(testing::system()).await;
    let new = altinn.given_request_called("new").await;
    let rejected = altinn.given_request_called("rejected").await;
    altinn.reject(&rejected).await;
    let user = altinn.given_system_user().await;
    let agent = altinn.given_agent_request().await;
    let change = altinn.given_change_request(&user).await;
    let of_request = |path: &str, id: &str| format!("{ROOT}/{path}?id={id}&lang={{lang}}");
    let of_user = |path: &str, party: &str| format!("{ROOT}/{path}party={party}&lang={{lang}}");
    let pia = [
        of_request("request", &new),
        of_request("request", &user),
        of_request("request", &rejected),
        of_request("request", NOBODY),
        of_request("request", "half"),
        of_request("request/approve", &new),
        of_request("request/reject", &new),
        of_request("request/receipt", &new),
        of_request("request/receipt", &user),
        of_request("request/receipt", &rejected),
        of_request("agentrequest", &agent),
        of_request("agentrequest/escalate", &agent),
        of_request("agentrequest/receipt", &agent),
        of_request("changerequest", &change),
        of_request("changerequest/approve", &change),
        of_request("changerequest/receipt", &change),
        format!("{ROOT}/overview?lang={{lang}}"),
        of_user("overview?", PARTY),
        of_user(&format!("{user}?"), PARTY),
        of_user(&format!("{user}/remove?"), PARTY),
        of_user(&format!("{NOBODY}?"), PARTY),
        "/accessmanagement/ui/signed-out".to_owned(),
        "/accessmanagement/ui/signin/callback".to_owned(),
        format!("http://idporten.test/authorize?{CALL}&ui_locales={{lang}}"),
        format!(
            "http://idporten.test/authorize?{}",
            CALL.replace("klarsignal-desktop", "nobody")
        ),
        "http://idporten.test/sign-in?ticket=guessed".to_owned(),
        "http://idporten.test/logout?ui_locales={lang}".to_owned(),
        "http://maskinporten.test/errors/MP-303".to_owned(),
        "http://maskinporten.test/errors/MP-999".to_owned(),
        "http://maskinporten.test/openapi".to_owned(),
    ];
    let morten = [
        of_user("overview?", OFFICE),
        of_user(&format!("{AGENT}?"), OFFICE),
        of_user(&format!("{AGENT}/remove?"), OFFICE),
        of_user(&format!("{AGENT}/agentdelegation?"), OFFICE),
        of_user(&format!("{AGENT}/agentdelegation?q=zzz&"), OFFICE),
        of_user(&format!("{AGENT}/agentdelegation/confirm?client={CLUB}&"), OFFICE),
    ];
    let of = |person: fn() -> Person| move |address| (person, address);
    let others = [of_request("request", &new), of_user("overview?", PARTY)];
    pia.into_iter()
        .map(of(Person::leader))
        .chain(morten.into_iter().map(of(agent::testing::leader)))
        .chain(others.into_iter().map(of(Person::outsider)))
        .collect()
}

/// The paths of every `GET` that shows a page.
async fn documented(altinn: &Altinn) -> Vec<String> {
    let listeners = ["Altinn's portal", "ID-porten", "Maskinporten"];
    let routes = walk::routes(altinn).await.into_iter();
    let pages = routes.filter(|route| {
        let answers = route.operation["responses"].as_object().unwrap();
        let shows = answers
            .values()
            .any(|answer| answer["content"].get("text/html").is_some());
        route.method == axum::http::Method::GET && listeners.contains(&route.listener()) && shows
    });
    let paths: Vec<String> = pages.map(|route| route.path).collect();
    assert!(paths.len() > 15, "{paths:?}");
    paths
}

/// Whether a path is of a pattern.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
    let mut parts = pattern.iter().zip(&path);
    pattern.len() == path.len() && parts.all(|(part, given)| part.starts_with('{') || part == given)
}

/// An element, with what is written inside it.
#[derive(Debug)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
}

impl Element {
    fn of(start: &BytesStart<'_>) -> Self {
        let attributes = start.html_attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            (attribute.key.as_ref().to_owned(), attribute.value.to_string())
        });
        Self {
            name: start.name().as_ref().to_owned(),
            attributes: attributes.collect(),
            text: String::new(),
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

fn elements(html: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(html);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let (mut all, mut open): (Vec<Element>, Vec<usize>) = (vec![], vec![]);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) | Event::Empty(start) => {
                open.push(all.len());
                all.push(Element::of(&start));
            }
            Event::Text(text) => {
                for &index in &open {
                    all[index].text.push_str(&text);
                }
            }
            Event::End(end) => {
                let name = end.name().as_ref().to_owned();
                if let Some(place) = open.iter().rposition(|&index| all[index].name == name) {
                    open.truncate(place);
                }
            }
            Event::Eof => return all,
            _ => {}
        }
    }
}

/// Holds a page against the rules and gives its title.
#[track_caller]
fn check(page: &Shown, language: Option<&str>) -> String {
    let all = elements(page.text());
    let at = &page.url;
    let named = |name: &'static str| all.iter().filter(move |element| element.name == name);
    let ids: Vec<&str> = all.iter().filter_map(|element| element.get("id")).collect();
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), known.len(), "{at}: two elements have one id: {ids:?}");

    let lang = named("html").next().and_then(|html| html.get("lang"));
    assert!(lang.is_some(), "{at}: no language");
    if language.is_some() {
        assert_eq!(lang, language, "{at}");
    }
    for once in ["title", "h1", "main"] {
        let found: Vec<_> = named(once).collect();
        assert!(
            matches!(found.as_slice(), [one] if !one.text.trim().is_empty()),
            "{at}: {once} {found:?}"
        );
    }
    for never in ["script", "style"] {
        assert_eq!(named(never).count(), 0, "{at}: {never}");
    }
    for element in &all {
        let forbidden = |name: &&String| *name == "style" || name.starts_with("on");
        let found = element.attributes.keys().find(forbidden);
        assert_eq!(found, None, "{at}: {element:?}");
        let filled = at.path() == "/openapi" || !element.text.contains('{');
        assert!(filled, "{at}: a text is not filled in: {element:?}");
        for (name, value) in &element.attributes {
            let meant: Vec<&str> = match name.as_str() {
                "for" | "aria-labelledby" | "aria-describedby" => value.split(' ').collect(),
                "href" => value.strip_prefix('#').into_iter().collect(),
                _ => vec![],
            };
            for id in meant {
                assert!(known.contains(id), "{at}: nothing is called {id}: {element:?}");
            }
        }
    }
    for name in ["a", "button", "summary"] {
        for element in named(name) {
            assert!(!element.text.trim().is_empty(), "{at}: nameless {element:?}");
        }
    }
    for field in named("input").filter(|field| field.get("type") != Some("hidden")) {
        let label =
            named("label").any(|label| label.get("for").is_some() && label.get("for") == field.get("id"));
        assert!(label, "{at}: no label for {field:?}");
        assert!(field.get("autocomplete").is_some(), "{at}: {field:?}");
    }
    let sent = named("form")
        .filter(|form| form.get("method") == Some("post"))
        .count();
    let keys = named("input")
        .filter(|field| field.get("name") == Some("form_key"))
        .count();
    assert_eq!(sent, keys, "{at}: a form without its key");
    named("title").next().unwrap().text.clone()
}
