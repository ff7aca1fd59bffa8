//! Addresses that come into the app and that leave it. A link opens a page; it never decides anything.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use domain::RequestId;
use url::{Host, Url};

use crate::App;
use crate::failure::Failure;
use crate::profile::EnvironmentName;

/// Hosts of the public bodies that the app sends people to; their subdomains too.
const KNOWN_HOSTS: [&str; 5] = [
    "altinn.no",
    "digdir.no",
    "idporten.no",
    "maskinporten.no",
    "skatteetaten.no",
];
/// The portal's pages where a leader answers a request, standard and agent (altinn-platform.md 3.2).
const REQUEST_PAGES: [&str; 2] = [
    "/accessmanagement/ui/systemuser/request",
    "/accessmanagement/ui/systemuser/agentrequest",
];

/// Links that the person pasted, by the request they point at: Altinn gives them to vendors only.
#[derive(Default)]
pub(crate) struct Links(Mutex<HashMap<RequestId, String>>);

impl App {
    /// The address in a form that may be opened: `https` at a known host, or in the local world this computer's own pages.
    ///
    /// # Errors
    /// [`Failure::NotAllowed`] for anything else.
    pub fn allowed_link(&self, address: &str) -> Result<String, Failure> {
        let url = Url::parse(address).map_err(|_| Failure::NotAllowed)?;
        if may_open(self.0.environment, &url) {
            Ok(url.into())
        } else {
            Err(Failure::NotAllowed)
        }
    }

    /// Finds the request that a vendor's link points at. A link opens; it never decides.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when it is no link to a request, [`Failure::NotAllowed`] when it leads somewhere else than
    /// to Altinn.
    #[expect(clippy::unused_async, reason = "every method of the app can be awaited")]
    pub async fn request_in_link(&self, link: String) -> Result<RequestId, Failure> {
        let url = Url::parse(link.trim()).map_err(|_| Failure::NotFound)?;
        if !may_open(self.0.environment, &url) {
            return Err(Failure::NotAllowed);
        }
        let id = request_at(&url).ok_or(Failure::NotFound)?;
        self.0.links.keep(id, url);
        Ok(id)
    }
}

impl Links {
    /// The page where the request can be answered, if its link was pasted.
    pub(crate) fn find(&self, id: RequestId) -> Option<String> {
        self.lock().get(&id).cloned()
    }

    fn keep(&self, id: RequestId, url: Url) {
        self.lock().insert(id, url.into());
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<RequestId, String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn may_open(environment: EnvironmentName, url: &Url) -> bool {
    let bare = url.username().is_empty() && url.password().is_none();
    let known = url.scheme() == "https" && url.host_str().is_some_and(is_known);
    bare && match environment {
        EnvironmentName::Local => {
            known || (matches!(url.scheme(), "http" | "https") && is_this_computer(url))
        }
        EnvironmentName::Tt02 | EnvironmentName::Production => known,
    }
}

fn is_known(host: &str) -> bool {
    KNOWN_HOSTS
        .iter()
        .any(|known| host == *known || host.strip_suffix(known).is_some_and(|rest| rest.ends_with('.')))
}

fn is_this_computer(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(_)) | None => false,
    }
}

fn request_at(url: &Url) -> Option<RequestId> {
    let page = url.path().trim_end_matches('/');
    if !REQUEST_PAGES.contains(&page) {
        return None;
    }
    let (_, id) = url
        .query_pairs()
        .find(|(name, _)| name.eq_ignore_ascii_case("id"))?;
    id.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "5c7d9f3e-2b64-4a35-9a58-0d6a3a1a41c9";

    #[test]
    fn a_subdomain_of_a_known_host_is_known() {
        assert!(is_known("am.ui.tt02.altinn.no"));
        assert!(is_known("altinn.no"));
    }

    #[test]
    fn a_host_that_only_looks_known_is_not() {
        for host in ["evilaltinn.no", "altinn.no.example", "example.org"] {
            assert!(!is_known(host), "{host}");
        }
    }

    #[test]
    fn only_the_local_world_opens_pages_on_this_computer() {
        let page = url("http://127.0.0.1:41000/x");
        assert!(may_open(EnvironmentName::Local, &page));
        assert!(!may_open(EnvironmentName::Tt02, &page));
        assert!(!may_open(
            EnvironmentName::Local,
            &url("http://127.0.0.1.example/x")
        ));
        assert!(!may_open(
            EnvironmentName::Local,
            &url("file://127.0.0.1/etc/passwd")
        ));
    }

    #[test]
    fn altinn_is_opened_over_https_and_without_a_name_in_front() {
        for address in [
            "http://altinn.no/",
            "https://altinn.no@example.org/",
            "https://someone@altinn.no/",
        ] {
            assert!(!may_open(EnvironmentName::Production, &url(address)), "{address}");
        }
        assert!(may_open(
            EnvironmentName::Production,
            &url("https://am.ui.altinn.no/")
        ));
    }

    #[test]
    fn a_confirm_link_points_at_its_request() {
        let host = "https://am.ui.tt02.altinn.no/accessmanagement/ui/systemuser";
        let id = ID.parse().ok();
        assert_eq!(
            request_at(&url(&format!("{host}/request?id={ID}&DONTCHOOSEREPORTEE=true"))),
            id
        );
        assert_eq!(request_at(&url(&format!("{host}/agentrequest?id={ID}"))), id);
    }

    #[test]
    fn another_page_or_a_broken_id_points_at_nothing() {
        let host = "https://am.ui.tt02.altinn.no/accessmanagement/ui/systemuser";
        for link in [
            format!("{host}/overview?id={ID}"),
            format!("{host}/request"),
            format!("{host}/request?id=7"),
        ] {
            assert_eq!(request_at(&url(&link)), None, "{link}");
        }
    }

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }
}
