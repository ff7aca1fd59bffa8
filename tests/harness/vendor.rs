//! A vendor with a key and HTTP, and no app.

use contract::access::Right;
use contract::paging::Page;
use contract::path::{self, fill};
use contract::register::{RegisterSystemRequest, Vendor as VendorBody};
use contract::request::{CreateRequest, RequestSystemResponse};
use contract::scope;
use contract::system_user::SystemUserExternal;
use domain::{OrgNumber, RequestId};
use reqwest::RequestBuilder;
use serde::de::DeserializeOwned;

use crate::machine::Machine;

/// What a vendor's token needs for all of this.
const VENDOR_SCOPES: [&str; 3] = [
    scope::SYSTEM_REGISTER_WRITE,
    scope::REQUEST_READ,
    scope::REQUEST_WRITE,
];

/// A vendor that holds an Altinn token.
#[derive(Clone, Debug)]
pub struct Vendor {
    machine: Machine,
    token: String,
    system: String,
}

impl Vendor {
    /// Fetches a token; `system` is the one system that this vendor has.
    pub async fn new(machine: Machine, system: &str) -> Self {
        let token = machine.altinn_token(&VENDOR_SCOPES).await;
        Self {
            machine,
            token,
            system: system.to_owned(),
        }
    }

    pub fn token(&self) -> &str {
        &self.token
    }

    /// The same vendor with a fresh token.
    pub async fn renewed(&self) -> Self {
        Self::new(self.machine.clone(), &self.system).await
    }

    /// Registers the system, which wants one right and fetches tokens as `client`.
    pub async fn register(&self, vendor: &OrgNumber, client: &str, resource: &str) {
        let body = self.registration(&self.system, vendor, &[client], resource);
        let call = self.posting(path::VENDOR_SYSTEMS).json(&body);
        call.send().await.unwrap().error_for_status().unwrap();
    }

    /// What is said to register a system.
    pub fn registration(
        &self,
        system: &str,
        vendor: &OrgNumber,
        clients: &[&str],
        resource: &str,
    ) -> RegisterSystemRequest {
        let texts = || {
            ["nb", "nn", "en"]
                .map(|language| (language.to_owned(), "SmartRegnskap".to_owned()))
                .into()
        };
        RegisterSystemRequest {
            id: system.to_owned(),
            vendor: VendorBody::from(vendor),
            name: texts(),
            description: texts(),
            rights: vec![right(resource)],
            access_packages: None,
            client_id: clients.iter().copied().map(str::to_owned).collect(),
            is_visible: true,
            allowed_redirect_urls: vec![],
        }
    }

    /// Asks an organisation for a system user that the vendor calls `reference`.
    pub async fn ask(&self, organization: &OrgNumber, reference: &str, resource: &str) -> RequestId {
        let call =
            self.posting(path::VENDOR_REQUESTS)
                .json(&self.question(organization, reference, resource));
        let answer = call.send().await.unwrap().error_for_status().unwrap();
        answer.json::<RequestSystemResponse>().await.unwrap().id
    }

    /// What is said to ask for a system user.
    pub fn question(&self, organization: &OrgNumber, reference: &str, resource: &str) -> CreateRequest {
        CreateRequest {
            integration_title: None,
            external_ref: Some(reference.to_owned()),
            system_id: self.system.clone(),
            party_org_no: organization.to_string(),
            rights: Some(vec![right(resource)]),
            access_packages: None,
            redirect_url: None,
        }
    }

    /// A call with the vendor's token that lacks a body.
    pub fn posting(&self, pattern: &str) -> RequestBuilder {
        self.machine
            .http
            .post(self.address(pattern, &[]))
            .bearer_auth(&self.token)
    }

    /// The first page of the system's requests.
    pub async fn first_page(&self) -> Page<RequestSystemResponse> {
        self.page(self.address(path::VENDOR_REQUESTS_BY_SYSTEM, &[&self.system]))
            .await
    }

    /// Every request for the system, page by page.
    pub async fn requests(&self) -> Vec<RequestSystemResponse> {
        self.all(path::VENDOR_REQUESTS_BY_SYSTEM).await
    }

    /// Every system user of the system, page by page.
    pub async fn system_users(&self) -> Vec<SystemUserExternal> {
        self.all(path::VENDOR_SYSTEM_USERS_BY_SYSTEM).await
    }

    async fn all<T: DeserializeOwned>(&self, pattern: &str) -> Vec<T> {
        let mut items = vec![];
        let mut next = Some(self.address(pattern, &[&self.system]));
        while let Some(address) = next {
            let page: Page<T> = self.page(address).await;
            items.extend(page.data);
            next = page.links.next;
        }
        items
    }

    async fn page<T: DeserializeOwned>(&self, address: String) -> Page<T> {
        let call = self.machine.http.get(address).bearer_auth(&self.token);
        let answer = call.send().await.unwrap().error_for_status().unwrap();
        answer.json().await.unwrap()
    }

    fn address(&self, pattern: &str, values: &[&str]) -> String {
        format!("{}{}", self.machine.at.platform, fill(pattern, values))
    }
}

fn right(resource: &str) -> Right {
    Right::from(&domain::Right::on(resource))
}
