//! Altinn: one file per noun, one function per call. What Altinn writes becomes the domain's here or not at all.

pub mod access_package;
pub mod delegation;
pub mod exchange;
pub mod party;
pub mod request;
pub mod resource;
pub mod system;
pub mod system_user;

pub use access_package::{CataloguePackage, PackageService};
pub use exchange::Person;
pub use party::{Approver, HeldRole};
pub use request::{AskedRequest, NewRequest, Sent, VendorRequest};
pub use resource::CatalogueResource;
pub use system::SystemEntry;
pub use system_user::{Holdings, SystemUserDetail};

use contract::paging;
use contract::problem::Fault;
use reqwest::{RequestBuilder, StatusCode, header};
use serde::de::DeserializeOwned;
use url::Url;

use crate::error::{Error, InputFault, Source};
use crate::http::{Answer, Http};
use crate::token::AccessToken;

/// Altinn's APIs at one address.
#[derive(Clone, Debug)]
pub struct Altinn {
    http: Http,
    base: Url,
}

/// One page of a list, in the source's own order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Give this back to read the next page; absent on the last.
    pub next: Option<String>,
}

impl Altinn {
    pub(crate) fn new(http: Http, base: Url) -> Self {
        Self { http, base }
    }

    /// The address of a path; `path` is what `contract` filled in.
    fn at(&self, path: &str) -> Url {
        let mut url = self.base.clone();
        url.set_path(path);
        url
    }

    /// Reads, again if need be.
    async fn read<W, D>(&self, token: &AccessToken, url: Url) -> Result<D, Error>
    where
        W: DeserializeOwned,
        D: TryFrom<W, Error: Into<Source>>,
    {
        self.asked(|| authorized(self.http.get(url.clone()), token))
            .await?
            .meaning::<W, D>()
    }

    /// Reads a list, again if need be.
    async fn read_list<W, D>(&self, token: &AccessToken, url: Url) -> Result<Vec<D>, Error>
    where
        W: DeserializeOwned,
        D: TryFrom<W, Error: Into<Source>>,
    {
        self.asked(|| authorized(self.http.get(url.clone()), token))
            .await?
            .meanings::<W, D>()
    }

    /// Reads one page of a list, again if need be.
    async fn read_page<W, D>(
        &self,
        token: &AccessToken,
        mut url: Url,
        page: Option<&str>,
    ) -> Result<Page<D>, Error>
    where
        W: DeserializeOwned,
        D: TryFrom<W, Error: Into<Source>>,
    {
        if let Some(page) = page {
            url.query_pairs_mut().append_pair("token", page);
        }
        let answer = self
            .asked(|| authorized(self.http.get(url.clone()), token))
            .await?;
        let page: paging::Page<W> = answer.json()?;
        Ok(Page {
            items: answer.understood(page.data)?,
            next: page.links.next.as_deref().and_then(token_in),
        })
    }

    /// Reads a body as it is, again if need be.
    async fn fetch<T: DeserializeOwned>(&self, token: &AccessToken, url: Url) -> Result<T, Error> {
        self.asked(|| authorized(self.http.get(url.clone()), token))
            .await?
            .json()
    }

    /// Reads what is open to everybody, again if need be.
    async fn fetch_openly<T: DeserializeOwned>(&self, url: Url) -> Result<T, Error> {
        self.asked(|| json(self.http.get(url.clone()))).await?.json()
    }

    /// Sends a call that is safe to repeat, again if need be.
    async fn asked(&self, call: impl Fn() -> RequestBuilder) -> Result<Answer, Error> {
        self.http.patiently(|| self.told(call())).await
    }

    /// Sends a change, once.
    async fn change(&self, call: RequestBuilder, token: &AccessToken) -> Result<Answer, Error> {
        self.told(authorized(call, token)).await
    }

    /// Sends a call once and takes a refusal as an error.
    async fn told(&self, call: RequestBuilder) -> Result<Answer, Error> {
        let answer = self.http.once(call).await?;
        if answer.status.is_success() {
            Ok(answer)
        } else {
            Err(refusal(&answer))
        }
    }
}

/// Altinn writes some answers as bare text unless JSON is asked for.
fn json(call: RequestBuilder) -> RequestBuilder {
    call.header(header::ACCEPT, "application/json")
}

fn authorized(call: RequestBuilder, token: &AccessToken) -> RequestBuilder {
    json(call).bearer_auth(token.text())
}

/// The opaque token in the next page's address. Only it is kept: an address in a body does not say where to send tokens.
fn token_in(next: &str) -> Option<String> {
    let url = Url::parse(next).ok()?;
    url.query_pairs()
        .find(|(name, _)| name == "token")
        .map(|(_, token)| token.into_owned())
}

/// Which sort of no an answer is (altinn-platform.md 1.5). A body that says why goes before the status.
fn refusal(answer: &Answer) -> Error {
    match (Fault::read(answer.bytes()), answer.status) {
        (Fault::Problem { problem, extensions }, _) => Error::Refused {
            problem,
            extensions: extensions.into_iter().collect(),
        },
        (Fault::Register(faults), _) => Error::Invalid(faults.into_iter().map(InputFault::System).collect()),
        // The key by which Altinn says that the thing named in the path is not there.
        (Fault::Fields(fields), _) if fields.contains_key("return") => Error::NotFound,
        (Fault::Fields(fields), _) => Error::Invalid(
            fields
                .into_iter()
                .map(|(name, messages)| InputFault::Member {
                    name,
                    message: messages.join(" "),
                })
                .collect(),
        ),
        (_, StatusCode::UNAUTHORIZED) => Error::Expired,
        (_, StatusCode::FORBIDDEN) => Error::NotAllowed,
        (_, StatusCode::NOT_FOUND | StatusCode::GONE) => Error::NotFound,
        (Fault::OtherProblem { code, .. }, _) => answer.unexpected(Some(code.into())),
        (Fault::Plain { .. } | Fault::Text(_) | Fault::Empty, _) => answer.unexpected(None),
    }
}

#[cfg(test)]
mod tests {
    use domain::{Problem, SystemFault};

    use super::*;

    #[test]
    fn a_bare_status_is_told_by_its_number() {
        assert!(matches!(refused(401, ""), Error::Expired));
        assert!(matches!(refused(403, ""), Error::NotAllowed));
        assert!(matches!(
            refused(404, r#"{"title":"Not Found","status":404}"#),
            Error::NotFound
        ));
        assert!(matches!(refused(410, "{}"), Error::NotFound));
    }

    #[test]
    fn a_problem_goes_before_its_status() {
        let body = r#"{"type":"urn:altinn:error:AUTH-00013","title":"t","status":409,"code":"AUTH-00013"}"#;
        assert!(matches!(
            refused(409, body),
            Error::Refused {
                problem: Problem::RequestNotNew,
                ..
            }
        ));
        let body = r#"{"type":"t","title":"t","status":403,"code":"AUTH-00016","delegationReasons":"[]"}"#;
        let Error::Refused { problem, extensions } = refused(403, body) else {
            panic!("not refused")
        };
        assert_eq!(problem, Problem::RoleMissing);
        assert_eq!(extensions, [("delegationReasons".to_owned(), "[]".to_owned())]);
    }

    #[test]
    fn faults_in_an_entry_are_all_told() {
        let body = r#"{"type":"t","title":"t","status":400,"code":"STD-00000","validationErrors":[
            {"code":"AUTH.VLD-00002","title":"t"},{"code":"AUTH.VLD-00013","title":"t"}]}"#;
        let Error::Invalid(faults) = refused(400, body) else {
            panic!("not invalid")
        };
        assert_eq!(
            faults,
            [SystemFault::IdExists, SystemFault::IdHasBlank].map(InputFault::System)
        );
    }

    #[test]
    fn a_member_that_could_not_be_read_is_named() {
        let body = r#"{"title":"t","status":400,"errors":{"$.partyOrgNo":["bad"]}}"#;
        let Error::Invalid(faults) = refused(400, body) else {
            panic!("not invalid")
        };
        assert_eq!(
            faults,
            [InputFault::Member {
                name: "$.partyOrgNo".into(),
                message: "bad".into()
            }]
        );
        let gone = r#"{"title":"t","status":400,"errors":{"return":["System not found"]}}"#;
        assert!(matches!(refused(400, gone), Error::NotFound));
    }

    #[test]
    fn anything_else_is_outside_the_contract() {
        let outcome = refused(500, "some stack trace with 12847820045 in it");
        assert!(outcome.may_pass());
        assert!(!format!("{outcome:?} {outcome}").contains("12847820045"));
    }

    #[test]
    fn only_the_token_of_a_next_page_is_kept() {
        assert_eq!(
            token_in("https://elsewhere.example/x?a=b&token=NzM0Ng"),
            Some("NzM0Ng".into())
        );
        assert_eq!(token_in("https://elsewhere.example/x"), None);
        assert_eq!(token_in("not an address"), None);
    }

    fn refused(status: u16, body: &str) -> Error {
        refusal(&Answer::of(StatusCode::from_u16(status).unwrap(), body))
    }
}
