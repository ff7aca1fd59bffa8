//! One app on one local platform, in a world that stands still and that nobody else shares.

use app::profile::EnvironmentName;
use app::session::Session;
use app::token::TokenWish;
use app::vendor_request::RequestDraft;
use app::{App, Environment, Keyring, LocalAddresses};
use domain::{OrgNumber, PartyId, RequestId, Right, Timestamp};
use platform::{Chance, Clock, Options, Running, Seed};
use tempfile::TempDir;

use crate::Browser;

/// SmartCloud AS.
pub const VENDOR: &str = "991825827";
/// SmartCloud AS's Maskinporten client.
pub const CLIENT: &str = "36066b41-87d9-5c8b-a61d-5f2e06a70e7c";
/// SmartRegnskap.
pub const SYSTEM: &str = "991825827_smartregnskap";
/// Rør og Vann AS.
pub const CUSTOMER: &str = "310702641";
/// Daglig leder of Rør og Vann AS.
pub const PIA: &str = "Pia Kran";
/// Works at Rør og Vann AS and manages nobody's access.
pub const EMPLOYEE: &str = "Odd Muffe";

/// The resource behind Krav og betalinger.
const RESOURCE: &str = "ske-krav-og-betalinger";
const SCOPE: &str = "skatteetaten:kravogbetalinger";
const REDIRECT: &str = "https://smartcloud.example/ready";
const PORTAL_SCOPE: &str = "altinn:portal/enduser";
const REFERENCE: &str = "kunde-1";
/// When every world begins.
const NOW: i64 = 1_795_000_000;

/// The world. What is given (`given_…`) is done through the app, as a person would.
#[derive(Debug)]
pub struct World {
    pub app: App,
    pub clock: Clock,
    platform: Option<Running>,
    keyring: Keyring,
    desk: TempDir,
    portal: Portal,
}

/// Whether Altinn lets this app decide, as it lets its own portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Portal {
    Inside,
    Outside,
}

impl World {
    /// A world of the built-in seed, with SmartCloud AS set up as the vendor and nobody signed in.
    pub async fn new() -> Self {
        Self::begin(Portal::Inside).await
    }

    /// As [`Self::new`], where the app is what it is in the real world: outside Altinn's portal.
    pub async fn outside_the_portal() -> Self {
        Self::begin(Portal::Outside).await
    }

    async fn begin(portal: Portal) -> Self {
        let clock = Clock::standing_at(Timestamp::from_second(NOW));
        let options = Options {
            clock: clock.clone(),
            chance: Chance::seeded(1),
            ..Options::ephemeral()
        };
        let platform = platform::start(options, &Seed::builtin().unwrap()).await.unwrap();
        let desk = tempfile::tempdir().unwrap();
        let keyring = Keyring::in_process();
        let app = open(&platform, &clock, &keyring, &desk, portal).await;
        let vendor = app
            .set_up_vendor(OrgNumber::parse(VENDOR).unwrap(), CLIENT.into())
            .await
            .unwrap();
        let key = serde_json::from_str(&vendor.public_key.unwrap()).unwrap();
        platform.enrol(vendor.client_id, key).await.unwrap();
        Self {
            app,
            clock,
            platform: Some(platform),
            keyring,
            desk,
            portal,
        }
    }

    /// SmartRegnskap, registered and visible.
    pub async fn given_a_registered_system(&self) {
        let entry = serde_json::json!({
            "id": SYSTEM,
            "vendor": { "ID": format!("0192:{VENDOR}") },
            "name": { "nb": "SmartRegnskap", "nn": "SmartRekneskap", "en": "SmartAccounts" },
            "description": { "nb": "Regnskap", "nn": "Rekneskap", "en": "Accounting" },
            "rights": [{ "resource": [{ "id": "urn:altinn:resource", "value": RESOURCE }] }],
            "clientId": [CLIENT],
            "isVisible": true,
            "allowedRedirectUrls": [REDIRECT],
        });
        self.app.register_system(entry.to_string()).await.unwrap();
    }

    /// A new request from SmartRegnskap to Rør og Vann AS.
    pub async fn given_a_request(&self) -> RequestId {
        self.given_a_registered_system().await;
        self.app.send_request(self.draft()).await.unwrap().request.id
    }

    /// Somebody signed in, through their browser.
    pub async fn given_signed_in(&self, name: &str) {
        let mut changes = self.app.changes();
        let address = self.app.begin_sign_in("nb".into()).await.unwrap();
        Browser::default().sign_in(&address, name).await;
        loop {
            match self.app.status().await.unwrap().session {
                Session::SignedIn { .. } => break,
                Session::Failed { failure } => panic!("the sign-in failed: {failure:?}"),
                Session::Waiting { .. } | Session::SignedOut => drop(changes.recv().await),
            }
        }
    }

    /// What SmartCloud AS asks of Rør og Vann AS.
    pub fn draft(&self) -> RequestDraft {
        RequestDraft {
            system_id: SYSTEM.into(),
            party_org: CUSTOMER.into(),
            external_ref: Some(REFERENCE.into()),
            rights: vec![Right::on(RESOURCE)],
            access_packages: vec![],
            redirect_url: Some(format!("{REDIRECT}?kunde=1")),
        }
    }

    /// The token that goes with [`Self::draft`].
    pub fn wish(&self) -> TokenWish {
        TokenWish {
            system_id: SYSTEM.into(),
            party_org: OrgNumber::parse(CUSTOMER).unwrap(),
            external_ref: Some(REFERENCE.into()),
            scopes: vec![SCOPE.into()],
        }
    }

    /// An organisation among those that the signed-in person can act for.
    pub async fn party(&self, org_number: &str) -> PartyId {
        let parties = self.app.parties().await.unwrap();
        let is_it = |org: &Option<OrgNumber>| org.as_ref().is_some_and(|org| org.as_str() == org_number);
        parties
            .iter()
            .find(|choice| is_it(&choice.party.org_number))
            .unwrap()
            .party
            .id
    }

    /// Closes the app and opens it again, on the same folder and keyring.
    pub async fn reopen(self) -> Self {
        drop(self.app);
        let platform = self.platform.as_ref().unwrap();
        let app = open(platform, &self.clock, &self.keyring, &self.desk, self.portal).await;
        Self { app, ..self }
    }

    /// Takes the outside world away.
    pub async fn stop_platform(&mut self) {
        self.platform.take().unwrap().stop().await;
    }
}

async fn open(platform: &Running, clock: &Clock, keyring: &Keyring, desk: &TempDir, portal: Portal) -> App {
    let urls = platform.urls();
    let mut addresses = Environment::local(LocalAddresses {
        platform: &urls.platform,
        maskinporten: &urls.maskinporten,
        idporten: &urls.idporten,
        service_owner: &urls.service_owner,
    })
    .unwrap();
    if portal == Portal::Outside {
        addresses
            .sign_in_scopes
            .retain(|scope| scope.as_str() != PORTAL_SCOPE);
    }
    let clock = clock.clone();
    let options = app::Options {
        folder: desk.path().to_owned(),
        environment: EnvironmentName::Local,
        addresses,
        keyring: keyring.clone(),
        clock: app::Clock::from(move || clock.now()),
        suggestions: vec![],
    };
    App::open(options).await.unwrap()
}
