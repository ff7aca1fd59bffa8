//! A browser without a screen: it keeps cookies, follows redirects and sends forms.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use url::Url;
use url::form_urlencoded::Serializer;

use crate::altinn::testing::{Altinn, Person};
use crate::running::routers;
use crate::testing::{Answer, answer};

/// One person's browser.
pub(super) struct Browser<'a> {
    altinn: &'a Altinn,
    cookies: BTreeMap<String, String>,
    /// Who signs in when ID-porten asks.
    person: Person,
}

/// Where the browser ended up, and what it shows. A page of somebody else's is not opened.
pub(super) struct Shown {
    pub(super) url: Url,
    pub(super) answer: Option<Answer>,
}

impl Shown {
    pub(super) fn text(&self) -> &str {
        self.answer.as_ref().map_or("", Answer::text)
    }

    pub(super) fn status(&self) -> StatusCode {
        self.answer
            .as_ref()
            .map_or(StatusCode::IM_A_TEAPOT, |answer| answer.status)
    }

    pub(super) fn says(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    /// The value of a hidden field.
    pub(super) fn field(&self, name: &str) -> String {
        let start = format!("name=\"{name}\" value=\"");
        let (_, rest) = self
            .text()
            .split_once(&start)
            .unwrap_or_else(|| panic!("no {name} in {}", self.text()));
        rest.split_once('"').unwrap().0.to_owned()
    }

    /// The address of the link whose text is this.
    pub(super) fn link(&self, text: &str) -> String {
        let end = format!(">{text}</a>");
        let (before, _) = self
            .text()
            .split_once(&end)
            .unwrap_or_else(|| panic!("no {text} in {}", self.text()));
        let (_, rest) = before.rsplit_once("href=\"").unwrap();
        rest.split_once('"').unwrap().0.replace("&amp;", "&")
    }
}

impl<'a> Browser<'a> {
    pub(super) fn of(altinn: &'a Altinn, person: Person) -> Self {
        Self {
            altinn,
            cookies: BTreeMap::new(),
            person,
        }
    }

    pub(super) fn holds(&self, cookie: &str) -> bool {
        self.cookies.contains_key(cookie)
    }

    pub(super) fn forget(&mut self, cookie: &str) {
        self.cookies.remove(cookie);
    }

    /// Opens an address and follows it wherever it leads.
    pub(super) async fn open(&mut self, address: &str) -> Shown {
        let url = Url::parse("http://portal.test").unwrap().join(address).unwrap();
        self.go(Method::GET, url, String::new()).await
    }

    /// Sends the form of a page that is shown: its key, and what else is given.
    pub(super) async fn submit(&mut self, page: &Shown, fields: &[(&str, &str)]) -> Shown {
        let key = page.field("form_key");
        let form = Serializer::new(String::new())
            .append_pair("form_key", &key)
            .extend_pairs(fields)
            .finish();
        self.go(Method::POST, page.url.clone(), form).await
    }

    /// Sends a form that no page has shown.
    pub(super) async fn send(&mut self, address: &str, form: &str) -> Shown {
        let url = Url::parse("http://portal.test").unwrap().join(address).unwrap();
        self.go(Method::POST, url, form.to_owned()).await
    }

    async fn go(&mut self, method: Method, url: Url, form: String) -> Shown {
        let (mut method, mut url, mut form) = (method, url, form);
        for _ in 0..20 {
            let Some(answer) = self.call(&method, &url, form).await else {
                return Shown { url, answer: None };
            };
            self.keep(&answer);
            if !answer.status.is_redirection() {
                return Shown {
                    url,
                    answer: Some(answer),
                };
            }
            url = url.join(answer.header(header::LOCATION)).unwrap();
            if url.host_str() == Some("idporten.test") && url.path() == "/authorize" {
                let hint = format!("testid:{}_idporten-loa-substantial", self.person.pid);
                url.query_pairs_mut().append_pair("login_hint", &hint);
            }
            (method, form) = (Method::GET, String::new());
        }
        panic!("{url} leads in a circle");
    }

    async fn call(&self, method: &Method, url: &Url, form: String) -> Option<Answer> {
        let shown = routers(self.altinn);
        let router = match url.host_str()? {
            "portal.test" => shown.portal,
            "platform.test" => shown.platform,
            "idporten.test" => shown.idporten,
            "maskinporten.test" => shown.maskinporten,
            _ => return None,
        };
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let target = url.query().map_or_else(
            || url.path().to_owned(),
            |query| format!("{}?{query}", url.path()),
        );
        let call = Request::builder()
            .method(method)
            .uri(target)
            .header(header::COOKIE, cookies.join("; "))
            .header(header::ACCEPT_LANGUAGE, "nb")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form))
            .unwrap();
        Some(answer(router, call).await)
    }

    fn keep(&mut self, answer: &Answer) {
        for line in answer.headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            if line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}
