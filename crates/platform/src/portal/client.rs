//! The portal as a client of ID-porten's: Altinn's own, and the only one whose tokens may answer for an organisation
//! (identity.md 5.1).

use contract::path;
use contract::token::Scopes;
use domain::registration::AuthMethod;
use domain::{ClientId, OrgNumber, Timestamp};
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
pub(crate) fn enrol(tx: &Connection, urls: &Listeners<String>, now: Timestamp) -> Result<(), Error> {
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
    store::client::save(tx, &client, now)?;
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

#[cfg(test)]
mod tests {
    use crate::store::registration;
    use crate::testing;

    use super::*;

    #[tokio::test]
    async fn the_portal_is_a_client_since_it_was_first_enrolled() {
        let world = testing::world().await;
        let (first, urls) = (world.clock.now(), world.urls.clone());
        let later = first.plus_seconds(60);

        let again = world.store.write(move |tx| enrol(tx, &urls, later));

        again.await.unwrap();
        let owner = OrgNumber::parse(OPERATOR).unwrap();
        let found = world
            .store
            .read(|conn| registration::find(conn, &owner, &CLIENT.into()));
        assert_eq!(found.unwrap().unwrap().created, first);
    }
}
