//! Proof that a form was sent from a page of ours: no other site can write it, for none can read this browser's cookie.

use axum::http::HeaderMap;
use maud::Markup;

use super::field::hidden;
use crate::caller::cookie;
use crate::chance::Chance;
use crate::digest::sha256;

/// Cookies do not tell ports apart: the listeners of one machine share it, and each may make it.
const COOKIE: &str = "klarsignal-form";
/// The field that carries the proof.
const FIELD: &str = "form_key";
/// Characters of 32 bytes in base64url.
const LENGTH: usize = 43;

/// A secret that a browser keeps, and of which its forms carry the hash.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct FormKey {
    secret: String,
    is_new: bool,
}

impl FormKey {
    /// The browser's own, or a new one that [`super::Page::form_key`] gives it.
    pub(crate) fn of(headers: &HeaderMap, chance: &Chance) -> Self {
        match secret(headers) {
            Some(secret) => Self {
                secret: secret.to_owned(),
                is_new: false,
            },
            None => Self {
                secret: chance.token(32),
                is_new: true,
            },
        }
    }

    /// The hidden field that every form on a page must hold.
    pub(crate) fn field(&self) -> Markup {
        hidden(FIELD, &proof(&self.secret))
    }

    /// Whether what a form sent is the proof of the browser that sends it.
    pub(crate) fn fits(headers: &HeaderMap, sent: Option<&str>) -> bool {
        secret(headers).is_some_and(|secret| sent == Some(proof(secret).as_str()))
    }

    /// The line that gives the browser a new key.
    pub(super) fn cookie(&self) -> Option<String> {
        let line = || format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Lax", self.secret);
        self.is_new.then(line)
    }
}

impl std::fmt::Debug for FormKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FormKey").finish_non_exhaustive()
    }
}

fn secret(headers: &HeaderMap) -> Option<&str> {
    let is_ours = |text: &&str| {
        text.len() == LENGTH
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    };
    cookie(headers, COOKIE).filter(is_ours)
}

fn proof(secret: &str) -> String {
    sha256(&format!("form {secret}"))
}

#[cfg(test)]
mod tests {
    use axum::http::header;

    use super::*;

    fn browser(cookie: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::COOKIE, cookie.parse().unwrap())])
    }

    #[test]
    fn a_form_is_known_in_the_browser_that_was_shown_it_and_in_no_other() {
        let chance = Chance::seeded(1);
        let (key, other) = (
            FormKey::of(&HeaderMap::new(), &chance),
            FormKey::of(&HeaderMap::new(), &chance),
        );
        let cookie = |key: &FormKey| browser(key.cookie().unwrap().split(';').next().unwrap());
        let sent = proof(&key.secret);
        assert!(FormKey::fits(&cookie(&key), Some(&sent)));
        assert!(!FormKey::fits(&cookie(&other), Some(&sent)));
        assert!(!FormKey::fits(&HeaderMap::new(), Some(&sent)));
        assert!(!FormKey::fits(&cookie(&key), None));
        assert!(!FormKey::fits(&browser("klarsignal-form="), Some(&proof(""))));
    }

    #[test]
    fn a_browser_keeps_the_key_it_has() {
        let chance = Chance::seeded(1);
        let key = FormKey::of(&HeaderMap::new(), &chance);
        let again = FormKey::of(&browser(&format!("klarsignal-form={}", key.secret)), &chance);
        assert_eq!(
            (again.secret.as_str(), again.cookie()),
            (key.secret.as_str(), None)
        );
    }
}
