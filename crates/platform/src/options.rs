//! What can be chosen about a local world.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use crate::chance::Chance;
use crate::clock::Clock;
use crate::world::{Issuers, Listeners};

/// How to start a platform. [`Options::ephemeral`] and [`Options::in_folder`] are where to begin.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where each listener listens; port 0 takes a free one.
    pub listen: Listeners<SocketAddr>,
    /// Where tests and the kiosk may reset the world, move its clock, get tokens and read what happened; `None` is nowhere.
    pub control: Option<SocketAddr>,
    /// Base addresses to print in links and metadata; `None` is the listener's own address.
    pub public_urls: Listeners<Option<String>>,
    /// What tokens' `iss` say; `None` is the address of the listener that issues them.
    pub issuers: ChosenIssuers,
    pub data: Data,
    pub clock: Clock,
    pub chance: Chance,
    /// Items on a page of a list; Altinn's is 50.
    pub page_size: u32,
    /// Accept grants whose audience is Maskinporten's token endpoint (identity.md 1.2).
    pub accept_token_endpoint_audience: bool,
}

/// Issuers that were chosen, each one on its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChosenIssuers {
    pub maskinporten: Option<String>,
    pub idporten: Option<String>,
    pub altinn: Option<String>,
}

/// Where the world is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Data {
    /// A folder that is made if it is absent: the database and the signing keys.
    Folder(PathBuf),
    /// Nowhere: gone when the platform stops.
    Ephemeral,
}

impl Options {
    /// A world on free loopback ports that is thrown away afterwards.
    pub fn ephemeral() -> Self {
        Self::new(Data::Ephemeral)
    }

    /// A world on free loopback ports, kept in `folder`.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self::new(Data::Folder(folder))
    }

    fn new(data: Data) -> Self {
        let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        Self {
            listen: Listeners::default().map(|()| any),
            control: None,
            public_urls: Listeners::default(),
            issuers: ChosenIssuers::default(),
            data,
            clock: Clock::system(),
            chance: Chance::system(),
            page_size: 50,
            accept_token_endpoint_audience: false,
        }
    }
}

impl ChosenIssuers {
    /// Fills in what was not chosen from where the listeners are.
    pub(crate) fn or_from(self, urls: &Listeners<String>) -> Issuers {
        Issuers {
            maskinporten: self
                .maskinporten
                .unwrap_or_else(|| format!("{}/", urls.maskinporten)),
            idporten: self.idporten.unwrap_or_else(|| urls.idporten.clone()),
            altinn: self
                .altinn
                .unwrap_or_else(|| format!("{}/authentication/api/v1/openid/", urls.platform)),
        }
    }
}
