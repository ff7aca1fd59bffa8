//! What may be registered about a client, and what is kept of it.

use contract::administration::{ApplicationType, ClientBody};
use contract::token::Scopes;
use contract::token::oauth::{AUTHORIZATION_CODE, JWT_BEARER};
use domain::registration::{AuthMethod, Integration, LONGEST_TOKEN, Visibility};
use domain::{ClientId, OrgNumber, Scope};
use rusqlite::Connection;
use url::Url;

use super::super::refusal::Refused;
use crate::store::client::Client;
use crate::store::client_terms::{Lifetimes, Terms};
use crate::store::registration::Words;
use crate::store::{scope, scope_grant};

/// Scopes, or addresses, of one client, at the most.
const MOST: usize = 100;
/// Characters of a text, at the most.
const LONGEST: usize = 1000;
/// What people's clients may ask for without anybody's leave.
const SIGN_IN: [&str; 2] = ["openid", "profile"];

/// A body that has been checked, in the shapes that it is kept in.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) client: Client,
    pub(super) terms: Terms,
    pub(super) words: Words,
}

/// Checks a body for an organisation. A client's kind never changes: `current` is what it is.
pub(super) fn check(
    conn: &Connection,
    org: &OrgNumber,
    id: ClientId,
    current: Option<Integration>,
    body: ClientBody,
) -> Result<Checked, Refused> {
    if body.client_orgno.as_ref().is_some_and(|other| other != org) {
        return Err(Refused::Forbidden(
            "client_orgno: clients of others cannot be administered.".to_owned(),
        ));
    }
    if body.jwks_uri.is_some() {
        return Err(Refused::field(
            "jwks_uri",
            "keys cannot be fetched here; upload them.",
        ));
    }
    fits("client_name", &body.client_name, 255)?;
    if body.client_name.trim().is_empty() {
        return Err(Refused::field("client_name", "it must not be empty."));
    }
    let integration = integration(current, body.integration_type)?;
    let application = body.application_type.unwrap_or_default();
    let auth_method = auth_method(integration, application, body.token_endpoint_auth_method)?;
    let grant_types = grant_types(integration, body.grant_types)?;
    check_addresses(integration, &body.redirect_uris, &body.post_logout_redirect_uris)?;
    check_scopes(conn, org, integration, &body.scopes)?;
    let lifetimes = Lifetimes {
        access_token: body.access_token_lifetime.unwrap_or_default(),
        refresh_token: body.refresh_token_lifetime.unwrap_or_default(),
        authorization: body.authorization_lifetime.unwrap_or_default(),
    };
    if lifetimes.access_token > LONGEST_TOKEN {
        let fault = format!("at most {LONGEST_TOKEN} seconds.");
        return Err(Refused::field("access_token_lifetime", &fault));
    }
    let description = body.description.unwrap_or_default();
    fits("description", &description, LONGEST)?;
    for (name, uri) in [
        ("client_uri", &body.client_uri),
        ("frontchannel_logout_uri", &body.frontchannel_logout_uri),
    ] {
        if let Some(uri) = uri {
            check_address(name, uri)?;
        }
    }
    if body
        .code_challenge_method
        .as_deref()
        .is_some_and(|method| method != "S256")
    {
        return Err(Refused::field("code_challenge_method", "it must be S256."));
    }
    Ok(Checked {
        client: Client {
            id,
            name: body.client_name,
            owner: org.clone(),
            integration,
            scopes: body.scopes.iter().map(Scope::as_str).collect::<Scopes>(),
            redirect_uris: body.redirect_uris,
            post_logout_redirect_uris: body.post_logout_redirect_uris,
        },
        terms: Terms {
            auth_method,
            secret: None,
            secret_expires: None,
            lifetimes,
            refresh_token_usage: body.refresh_token_usage.unwrap_or_default(),
            frontchannel_logout_uri: body.frontchannel_logout_uri,
            frontchannel_logout_session_required: body
                .frontchannel_logout_session_required
                .unwrap_or_default(),
            sso_disabled: body.sso_disabled.unwrap_or_default(),
        },
        words: Words {
            description,
            client_uri: body.client_uri,
            application_type: Some(application_word(application).to_owned()),
            grant_types,
            code_challenge_method: body.code_challenge_method,
        },
    })
}

fn integration(current: Option<Integration>, given: Option<Integration>) -> Result<Integration, Refused> {
    match (current, given) {
        (None, None) => Err(Refused::field("integration_type", "it is required.")),
        (Some(current), Some(given)) if current != given => {
            Err(Refused::field("integration_type", "it never changes."))
        }
        (Some(integration), _) | (None, Some(integration)) => Ok(integration),
    }
}

/// Machines sign. People's clients may have a secret as well, and one that runs where people can look into it has neither.
fn auth_method(
    integration: Integration,
    application: ApplicationType,
    given: Option<AuthMethod>,
) -> Result<AuthMethod, Refused> {
    let method = given.unwrap_or_default();
    let fits = match method {
        AuthMethod::PrivateKeyJwt => true,
        AuthMethod::ClientSecretBasic | AuthMethod::ClientSecretPost => {
            integration != Integration::Maskinporten
        }
        AuthMethod::None => integration != Integration::Maskinporten && application != ApplicationType::Web,
    };
    if fits {
        Ok(method)
    } else {
        let fault = format!(
            "{} is not for {} clients of this application_type.",
            method.as_str(),
            integration.as_str()
        );
        Err(Refused::field("token_endpoint_auth_method", &fault))
    }
}

fn grant_types(integration: Integration, given: Option<Vec<String>>) -> Result<Vec<String>, Refused> {
    let all: &[&str] = match integration {
        Integration::Maskinporten => &[JWT_BEARER],
        Integration::Idporten
        | Integration::ApiKlient
        | Integration::Ansattporten
        | Integration::Krr
        | Integration::Eformidling => &[AUTHORIZATION_CODE, "refresh_token", JWT_BEARER],
    };
    let Some(given) = given else {
        let usual = all
            .iter()
            .filter(|one| integration == Integration::Maskinporten || **one != JWT_BEARER);
        return Ok(usual.map(|one| (*one).to_owned()).collect());
    };
    match given.iter().find(|one| !all.contains(&one.as_str())) {
        Some(odd) => {
            let fault = format!("{odd} is not for {} clients.", integration.as_str());
            Err(Refused::field("grant_types", &fault))
        }
        None if given.is_empty() => Err(Refused::field("grant_types", "there must be one.")),
        None => Ok(given),
    }
}

fn check_addresses(
    integration: Integration,
    redirects: &[String],
    post_logout: &[String],
) -> Result<(), Refused> {
    if integration.is_for_people() && redirects.is_empty() {
        return Err(Refused::field("redirect_uris", "there must be one."));
    }
    for (name, addresses) in [
        ("redirect_uris", redirects),
        ("post_logout_redirect_uris", post_logout),
    ] {
        if addresses.len() > MOST {
            return Err(Refused::field(name, &format!("at most {MOST}.")));
        }
        for address in addresses {
            check_address(name, address)?;
        }
    }
    Ok(())
}

fn check_address(name: &str, address: &str) -> Result<(), Refused> {
    fits(name, address, LONGEST)?;
    match Url::parse(address) {
        Ok(url) if url.fragment().is_none() => Ok(()),
        Ok(_) => Err(Refused::field(name, &format!("{address:?} has a fragment."))),
        Err(fault) => Err(Refused::field(name, &format!("{address:?}: {fault}."))),
    }
}

/// A scope may be put on a client before its owner has granted it (MP-250 is for the token call), but it must be there, and
/// be for the organisation to see.
fn check_scopes(
    conn: &Connection,
    org: &OrgNumber,
    integration: Integration,
    scopes: &[Scope],
) -> Result<(), Refused> {
    if scopes.len() > MOST {
        return Err(Refused::field("scopes", &format!("at most {MOST}.")));
    }
    for name in scopes {
        let is_for_sign_in = integration != Integration::Maskinporten && SIGN_IN.contains(&name.as_str());
        if !is_for_sign_in && !is_visible(conn, org, name)? {
            return Err(Refused::field("scopes", &format!("there is no scope {name}.")));
        }
    }
    Ok(())
}

fn is_visible(conn: &Connection, org: &OrgNumber, name: &Scope) -> Result<bool, Refused> {
    let Some(scope) = scope::find(conn, name)?.filter(|scope| scope.active) else {
        return Ok(false);
    };
    Ok(match scope.visibility {
        Visibility::Public => true,
        Visibility::Private | Visibility::Internal => scope_grant::find(conn, name, org)?.is_some(),
    })
}

fn application_word(application: ApplicationType) -> &'static str {
    match application {
        ApplicationType::Web => "web",
        ApplicationType::Browser => "browser",
        ApplicationType::Native => "native",
    }
}

fn fits(name: &str, text: &str, longest: usize) -> Result<(), Refused> {
    if text.chars().count() <= longest {
        Ok(())
    } else {
        Err(Refused::field(name, &format!("at most {longest} characters.")))
    }
}
