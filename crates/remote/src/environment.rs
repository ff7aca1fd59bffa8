//! Where the outside world is. Environments are data: nothing in this crate behaves differently in one of them.

use domain::{ClientId, Scope};
use url::Url;

/// An Altinn with its Maskinporten, its ID-porten and a service owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    /// Altinn: authentication, access management, authorization, resource registry and register share a host.
    pub platform: Url,
    pub maskinporten: Authority,
    pub idporten: Authority,
    /// The service owner's Krav og betalinger, up to and with the version; ends with a slash (identity.md 8.2).
    pub service_owner: Url,
    /// This app as a client of ID-porten; absent where it is not registered.
    pub idporten_client: Option<ClientId>,
    /// What a signing-in leader is asked to let the app do.
    pub sign_in_scopes: Vec<Scope>,
}

/// One that signs tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// Where its metadata is found.
    pub address: Url,
    /// What its tokens say in `iss`, to the letter: Maskinporten's ends with a slash, ID-porten's does not.
    pub issuer: String,
}

/// Where a platform on this computer answers; without trailing slashes.
#[derive(Clone, Copy, Debug)]
pub struct LocalAddresses<'a> {
    pub platform: &'a str,
    pub maskinporten: &'a str,
    pub idporten: &'a str,
    pub service_owner: &'a str,
}

/// The client that the local platform's built-in seed registers for this app.
const LOCAL_CLIENT: &str = "klarsignal-desktop";
/// What an app outside the portal may ask of a leader (identity.md 5.3).
const OUTSIDE_SCOPES: [&str; 5] = [
    "openid",
    "profile",
    "altinn:clientdelegations.read",
    "altinn:clientdelegations.write",
    "altinn:accessmanagement/authorizedparties",
];
/// Only where this app is the portal: lets a leader decide here (identity.md 5.1).
const PORTAL_SCOPES: [&str; 3] = [
    "altinn:portal/enduser",
    "altinn:accessmanagement/enduser:connections:toothers.read",
    "altinn:accessmanagement/enduser:connections:fromothers.read",
];

impl Environment {
    /// A platform on this computer, with its issuers at their own addresses.
    ///
    /// # Errors
    /// [`url::ParseError`] when an address is not one.
    pub fn local(at: LocalAddresses<'_>) -> Result<Self, url::ParseError> {
        Ok(Self {
            platform: Url::parse(at.platform)?,
            maskinporten: Authority {
                address: Url::parse(at.maskinporten)?,
                issuer: format!("{}/", at.maskinporten.trim_end_matches('/')),
            },
            idporten: Authority {
                address: Url::parse(at.idporten)?,
                issuer: at.idporten.trim_end_matches('/').to_owned(),
            },
            service_owner: Url::parse(&format!("{}/v1/", at.service_owner.trim_end_matches('/')))?,
            idporten_client: Some(LOCAL_CLIENT.into()),
            sign_in_scopes: scopes(OUTSIDE_SCOPES.iter().chain(&PORTAL_SCOPES)),
        })
    }

    /// Altinn's open test environment.
    ///
    /// # Errors
    /// Never in practice: the addresses are constants, and a test parses them.
    pub fn tt02(idporten_client: Option<ClientId>) -> Result<Self, url::ParseError> {
        Self::real(
            [
                "https://platform.tt02.altinn.no",
                "https://test.maskinporten.no/",
                "https://test.idporten.no",
                "https://kravogbetalinger.api.skatteetaten-test.no/v1/",
            ],
            idporten_client,
        )
    }

    /// Production.
    ///
    /// # Errors
    /// As [`Self::tt02`].
    pub fn production(idporten_client: Option<ClientId>) -> Result<Self, url::ParseError> {
        Self::real(
            [
                "https://platform.altinn.no",
                "https://maskinporten.no/",
                "https://idporten.no",
                "https://kravogbetalinger.api.skatteetaten.no/v1/",
            ],
            idporten_client,
        )
    }

    fn real(
        [platform, maskinporten, idporten, service_owner]: [&str; 4],
        idporten_client: Option<ClientId>,
    ) -> Result<Self, url::ParseError> {
        Ok(Self {
            platform: Url::parse(platform)?,
            maskinporten: Authority::at(maskinporten)?,
            idporten: Authority::at(idporten)?,
            service_owner: Url::parse(service_owner)?,
            idporten_client,
            sign_in_scopes: scopes(OUTSIDE_SCOPES.iter()),
        })
    }
}

impl Authority {
    fn at(issuer: &str) -> Result<Self, url::ParseError> {
        Ok(Self {
            address: Url::parse(issuer)?,
            issuer: issuer.to_owned(),
        })
    }

    /// Where a metadata document of this name is (RFC 8414, OIDC Discovery).
    pub(crate) fn metadata(&self, name: &str) -> Url {
        let mut url = self.address.clone();
        url.set_path(&format!(
            "{}/.well-known/{name}",
            self.address.path().trim_end_matches('/')
        ));
        url
    }
}

fn scopes<'a>(texts: impl Iterator<Item = &'a &'a str>) -> Vec<Scope> {
    texts.map(|text| Scope::from(*text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_local_platform_is_its_own_issuer() {
        let environment = local();
        assert_eq!(environment.maskinporten.issuer, "http://127.0.0.1:2/");
        assert_eq!(environment.idporten.issuer, "http://127.0.0.1:3");
        assert_eq!(environment.service_owner.as_str(), "http://127.0.0.1:4/v1/");
    }

    #[test]
    fn metadata_lies_under_the_authoritys_address() {
        let tt02 = Environment::tt02(None).unwrap();
        assert_eq!(
            tt02.maskinporten.metadata("oauth-authorization-server").as_str(),
            "https://test.maskinporten.no/.well-known/oauth-authorization-server"
        );
        assert_eq!(
            tt02.idporten.metadata("openid-configuration").as_str(),
            "https://test.idporten.no/.well-known/openid-configuration"
        );
    }

    #[test]
    fn only_a_local_leader_is_asked_for_the_portals_scope() {
        let portal = Scope::from("altinn:portal/enduser");
        assert!(local().sign_in_scopes.contains(&portal));
        for real in [Environment::tt02(None), Environment::production(None)] {
            assert!(!real.unwrap().sign_in_scopes.contains(&portal));
        }
    }

    fn local() -> Environment {
        Environment::local(LocalAddresses {
            platform: "http://127.0.0.1:1",
            maskinporten: "http://127.0.0.1:2",
            idporten: "http://127.0.0.1:3",
            service_owner: "http://127.0.0.1:4",
        })
        .unwrap()
    }
}
