//! A person who goes through pages of several hosts in one sitting: follows links, presses buttons, runs no script.

use std::collections::BTreeMap;

use reqwest::{Client, RequestBuilder, header};
use url::Url;

use crate::browser::Form;
use crate::machine::http;

/// A browser that keeps cookies. All hosts of a local platform are one host with many ports, and share them.
#[derive(Debug)]
pub struct Visitor {
    http: Client,
    cookies: BTreeMap<String, String>,
}

/// What is on the screen.
#[derive(Debug)]
pub struct Page {
    url: Url,
    text: String,
}

impl Page {
    pub fn says(&self, text: &str) -> bool {
        self.text.contains(text)
    }

    /// Everything on it, for the words of a failed test.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn link(&self, words: &str) -> Url {
        let end = format!(">{words}</a>");
        let (before, _) = self
            .text
            .split_once(&end)
            .unwrap_or_else(|| panic!("no {words} on {}\n{}", self.url, self.text));
        let address = before.rsplit_once("href=\"").unwrap().1;
        let address = address.split('"').next().unwrap().replace("&amp;", "&");
        self.url.join(&address).unwrap()
    }
}

impl Default for Visitor {
    fn default() -> Self {
        Self {
            http: http(),
            cookies: BTreeMap::new(),
        }
    }
}

impl Visitor {
    /// Opens an address and follows it wherever it leads.
    pub async fn open(&mut self, address: &str) -> Page {
        self.read(Url::parse(address).unwrap()).await
    }

    /// Follows the link that shows `words`.
    pub async fn follow(&mut self, page: &Page, words: &str) -> Page {
        self.read(page.link(words)).await
    }

    /// Presses the button that shows `words`.
    pub async fn press(&mut self, page: &Page, words: &str) -> Page {
        let form = Form::with_button(&page.text, words);
        let url = page.url.join(&form.action).unwrap();
        let call = self.http.post(url.clone()).form(&form.fields);
        self.go(url, call).await
    }

    async fn read(&mut self, url: Url) -> Page {
        let call = self.http.get(url.clone());
        self.go(url, call).await
    }

    async fn go(&mut self, mut url: Url, mut call: RequestBuilder) -> Page {
        for _ in 0..20 {
            let cookies: Vec<_> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            let call_with_cookies = call
                .header(header::COOKIE, cookies.join("; "))
                .header(header::ACCEPT_LANGUAGE, "nb");
            let answer = call_with_cookies.send().await.unwrap();
            for line in answer.headers().get_all(header::SET_COOKIE) {
                self.keep(line.to_str().unwrap());
            }
            let Some(next) = answer.headers().get(header::LOCATION) else {
                let text = answer.text().await.unwrap();
                return Page { url, text };
            };
            url = url.join(next.to_str().unwrap()).unwrap();
            call = self.http.get(url.clone());
        }
        panic!("{url} leads in a circle");
    }

    fn keep(&mut self, line: &str) {
        let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
        if line.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}
