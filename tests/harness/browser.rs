//! A person with a browser: reads ID-porten's page, picks who they are, and is sent back.

use reqwest::redirect::Policy;
use reqwest::{Client, Response, header};
use url::Url;

/// A browser that keeps nothing from one sign-in to the next.
#[derive(Debug)]
pub struct Browser(Client);

impl Default for Browser {
    fn default() -> Self {
        Self(Client::builder().redirect(Policy::limited(5)).build().unwrap())
    }
}

impl Browser {
    /// Opens the sign-in page at `address`, picks the synthetic person called `name`, and follows the way back.
    /// Returns the text of the page that the person ends on.
    pub async fn sign_in(&self, address: &str, name: &str) -> String {
        let page = self
            .0
            .get(address)
            .send()
            .await
            .unwrap()
            .error_for_status()
            .unwrap();
        let here = page.url().clone();
        let cookies = cookies(&page);
        let form = Form::with_button(&page.text().await.unwrap(), name);
        let there = here.join(&form.action).unwrap();
        let call = self.0.post(there).header(header::COOKIE, cookies);
        let answer = call.form(&form.fields).send().await.unwrap();
        answer.error_for_status().unwrap().text().await.unwrap()
    }

    /// Reads a page.
    pub async fn read(&self, address: &Url) -> String {
        self.0
            .get(address.clone())
            .send()
            .await
            .unwrap()
            .error_for_status()
            .unwrap()
            .text()
            .await
            .unwrap()
    }
}

/// What a page gave the browser to keep, as the browser sends it back.
fn cookies(page: &Response) -> String {
    let lines = page.headers().get_all(header::SET_COOKIE).iter();
    let pairs = lines.map(|line| line.to_str().unwrap().split(';').next().unwrap());
    pairs.collect::<Vec<_>>().join("; ")
}

/// A form as a person fills it in: hidden fields as they are, and the button that was pressed.
pub(crate) struct Form {
    pub(crate) action: String,
    pub(crate) fields: Vec<(String, String)>,
}

impl Form {
    pub(crate) fn with_button(page: &str, words: &str) -> Self {
        let mut forms = page
            .split("<form")
            .skip(1)
            .map(|form| form.split("</form>").next().unwrap());
        let (form, button) = forms
            .find_map(|form| Some((form, button(form, words)?)))
            .unwrap_or_else(|| panic!("nobody called {words} on\n{page}"));
        let hidden = form
            .split("<input")
            .skip(1)
            .filter(|input| input.contains("hidden"))
            .map(field);
        let pressed = field(button);
        let fields = hidden
            .chain([pressed])
            .filter(|(name, _)| !name.is_empty())
            .collect();
        Self {
            action: attribute(form, "action"),
            fields,
        }
    }
}

/// The opening tag of the button that shows `words`.
fn button<'form>(form: &'form str, words: &str) -> Option<&'form str> {
    form.split("<button")
        .skip(1)
        .find(|button| button.split("</button>").next().unwrap().contains(words))
}

fn field(tag: &str) -> (String, String) {
    (attribute(tag, "name"), attribute(tag, "value"))
}

fn attribute(tag: &str, name: &str) -> String {
    let tag = tag.split('>').next().unwrap();
    let value = tag
        .split(&format!(" {name}=\""))
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    value.unwrap_or_default().replace("&amp;", "&")
}
