//! The portal as a client of ID-porten's: Altinn's own, and the only one whose tokens may answer for an organisation
//! (identity.md 5.1).

use contract::path;
use contract::token::Scopes;
use domain::registration::AuthMethod;
use domain::{ClientId, OrgNumber};
use rusqlite::Connection;

use super::pages::{sign_in, sign_out};
use crate::error::Error;
use crate::store;
use crate::store::client::{Client, Integration};
use crate::store::client_terms::{Lifetimes, Terms};
use crate::world::Listeners;

pub(crate) const CLIENT: &str = "altinn-portal";
pub(super) const SCOPES: &str = "openid profile altinn:portal/enduser";
/// Digitaliseringsdirektoratet, which runs Altinn.
const OPERATOR: &str = "991825827";
/// Seconds that a session lives, as upstream's.
const SESSION: u32 = 30 * 60;

/// Registers the portal at ID-porten. It is done at every start, because its addresses are the listeners'.
pub(crate) fn enrol(tx: &Connection, urls: &Listeners<String>) -> Result<(), Error> {
    let Ok(owner) = OrgNumber::parse(OPERATOR) else {
        return Ok(());
    };
    let client = Client {
        id: ClientId::from(CLIENT),
        name: "Altinn".to_owned(),
        owner,
        integration: Integration::Idporten,
        scopes: Scopes(SCOPES.to_owned()),
        redirect_uris: vec![format!("{}{}", urls.portal, sign_in::CALLBACK)],
        post_logout_redirect_uris: vec![
            format!("{}{}", urls.portal, sign_out::DONE),
            format!("{}{}", urls.platform, path::LOGGED_OUT),
        ],
    };
    store::client::save(tx, &client)?;
    let terms = Terms {
        auth_method: AuthMethod::None,
        lifetimes: Lifetimes {
            access_token: SESSION,
            ..Lifetimes::default()
        },
        ..Terms::default()
    };
    store::client_terms::save(tx, &client.id, &terms)
}
