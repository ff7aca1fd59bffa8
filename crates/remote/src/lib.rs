//! What asks: Altinn, Maskinporten, ID-porten and a service owner, wherever they run.
//!
//! Every call goes over HTTP to an address in an [`Environment`]; nothing here knows whether that is the real world or
//! the local platform. What comes back is `domain`'s, or an [`Error`] that says which sort of no it was.

pub mod altinn;
pub mod environment;
pub mod error;
mod http;
pub mod idporten;
pub mod maskinporten;
pub mod service_owner;
pub mod token;

pub use altinn::Altinn;
pub use environment::{Authority, Environment};
pub use error::{Error, InputFault};
pub use idporten::{Idporten, SignIn, SignInFault, SignedIn};
pub use maskinporten::{GrantKey, Maskinporten, TokenAsked};
pub use service_owner::ServiceOwner;
pub use token::{AccessToken, OpenedToken};

use crate::http::Http;

/// The four that an environment holds, over one HTTP client.
#[derive(Clone, Debug)]
pub struct Remote {
    pub altinn: Altinn,
    pub maskinporten: Maskinporten,
    pub idporten: Idporten,
    pub service_owner: ServiceOwner,
}

impl Remote {
    /// Makes the client. Nothing is asked yet.
    ///
    /// # Errors
    /// [`Error::Tls`] when the computer's certificates cannot be used.
    pub fn new(environment: &Environment) -> Result<Self, Error> {
        let http = Http::new()?;
        Ok(Self {
            altinn: Altinn::new(http.clone(), environment.platform.clone()),
            maskinporten: Maskinporten::new(http.clone(), environment.maskinporten.clone()),
            idporten: Idporten::new(http.clone(), environment),
            service_owner: ServiceOwner::new(http, environment.service_owner.clone()),
        })
    }
}
