//! Which client calls, and whether it is who it says (RFC 6749 2.3, RFC 7523; identity.md 3.3).

use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use contract::token::oauth::ClientAssertionClaims;
use contract::token::{Compact, oauth};
use domain::maskinporten::CLOCK_SKEW;
use domain::registration::AuthMethod;
use domain::{ClientId, Timestamp};
use url::form_urlencoded;

use super::parameters::Parameters;
use super::refusal::Refused;
use crate::digest::sha256;
use crate::error::Error;
use crate::keys::RsaAlgorithm;
use crate::store::client::{self, Client};
use crate::store::client_key::{self, ClientKey};
use crate::store::client_terms::{self, Terms};
use crate::store::used_assertion;
use crate::world::World;

/// Seconds that an assertion may live.
const LONGEST_ASSERTION: i64 = 120;
/// Keys that are tried for an assertion that names none. No client may have more than five.
const KEYS: u32 = 5;

/// A client that has proved itself as it agreed to.
#[derive(Debug)]
pub(super) struct KnownClient {
    pub(super) client: Client,
    pub(super) terms: Terms,
}

impl KnownClient {
    /// A client that cannot keep a secret.
    pub(super) fn is_public(&self) -> bool {
        self.terms.auth_method == AuthMethod::None
    }
}

/// What a client shows of itself.
struct Shown {
    id: ClientId,
    proof: Proof,
}

enum Proof {
    Header(String),
    Body(String),
    Assertion(String),
    Nothing,
}

/// Finds the client that a call names and checks its proof.
///
/// # Errors
/// `invalid_client`, or `invalid_request` for a call that shows two proofs.
pub(super) async fn client(
    world: &World,
    headers: &HeaderMap,
    parameters: &Parameters,
) -> Result<KnownClient, Refused> {
    let Shown { id, proof } = shown(headers, parameters)?;
    let by_header = matches!(proof, Proof::Header(_));
    let no = |why| Err(Refused::Client { why, by_header });
    let Some(known) = world.store.read(|conn| find(conn, &id))? else {
        return no("the client is not known");
    };
    let method = match &proof {
        Proof::Header(_) => AuthMethod::ClientSecretBasic,
        Proof::Body(_) => AuthMethod::ClientSecretPost,
        Proof::Assertion(_) => AuthMethod::PrivateKeyJwt,
        Proof::Nothing => AuthMethod::None,
    };
    if method != known.terms.auth_method {
        return no("the client is not registered for this way of proving itself");
    }
    match proof {
        Proof::Header(secret) | Proof::Body(secret) => {
            if !fits(&known.terms, &secret, world.clock.now()) {
                return no("the secret is wrong or too old");
            }
        }
        Proof::Assertion(assertion) => check_assertion(world, &known.client, &assertion).await?,
        Proof::Nothing => {}
    }
    Ok(known)
}

/// A client of ID-porten's with its terms.
pub(super) fn find(conn: &rusqlite::Connection, id: &ClientId) -> Result<Option<KnownClient>, Error> {
    let Some(client) = client::find(conn, id)?.filter(|client| client.integration.is_for_people()) else {
        return Ok(None);
    };
    let terms = client_terms::find(conn, id)?;
    Ok(Some(KnownClient { client, terms }))
}

fn shown(headers: &HeaderMap, parameters: &Parameters) -> Result<Shown, Refused> {
    let named = parameters.get("client_id");
    let in_header = headers
        .get(header::AUTHORIZATION)
        .map(|value| basic(value.to_str().ok()?));
    let secret = parameters.get("client_secret");
    let assertion = parameters.get("client_assertion");
    if [in_header.is_some(), secret.is_some(), assertion.is_some()]
        .iter()
        .filter(|is| **is)
        .count()
        > 1
    {
        return Err(Refused::Call(
            "invalid_request",
            "the client proves itself in more than one way",
        ));
    }
    let shown = if let Some(in_header) = in_header {
        let Some((id, secret)) = in_header else {
            return Err(Refused::Client {
                why: "the Authorization header cannot be read",
                by_header: true,
            });
        };
        Shown {
            id: ClientId(id),
            proof: Proof::Header(secret),
        }
    } else if let Some(assertion) = assertion {
        if parameters.get("client_assertion_type") != Some(oauth::CLIENT_ASSERTION_JWT) {
            return Err(Refused::Call(
                "invalid_request",
                "client_assertion_type must be that of a JWT",
            ));
        }
        let claims = Compact::parse(assertion).and_then(|compact| compact.claims::<ClientAssertionClaims>());
        let Ok(claims) = claims else {
            return Err(Refused::Client {
                why: "the assertion cannot be read",
                by_header: false,
            });
        };
        Shown {
            id: claims.sub,
            proof: Proof::Assertion(assertion.to_owned()),
        }
    } else {
        let id = ClientId::from(named.unwrap_or_default());
        let proof = secret.map_or(Proof::Nothing, |secret| Proof::Body(secret.to_owned()));
        Shown { id, proof }
    };
    if named.is_some_and(|named| named != shown.id.as_str()) {
        return Err(Refused::Call(
            "invalid_request",
            "client_id is not the client that proves itself",
        ));
    }
    Ok(shown)
}

/// The two halves of `Authorization: Basic`, each of which is form-encoded inside (RFC 6749 2.3.1).
fn basic(value: &str) -> Option<(String, String)> {
    let (scheme, encoded) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = decoded.split_once(':')?;
    Some((form_decoded(id), form_decoded(secret)))
}

fn form_decoded(text: &str) -> String {
    // A bare & or = is as good as an escaped one here: there is one value and no name.
    let escaped = text.replace('&', "%26").replace('=', "%3D");
    let mut pairs = form_urlencoded::parse(escaped.as_bytes());
    pairs
        .next()
        .map(|(value, _)| value.into_owned())
        .unwrap_or_default()
}

fn fits(terms: &Terms, secret: &str, now: Timestamp) -> bool {
    terms.secret.as_ref() == Some(&sha256(secret)) && terms.secret_expires.is_none_or(|end| end > now)
}

/// Checks who signed the assertion and what it says, and uses it up.
async fn check_assertion(world: &World, client: &Client, assertion: &str) -> Result<(), Refused> {
    let no = |why| Refused::Client {
        why,
        by_header: false,
    };
    let unreadable = no("the assertion cannot be read");
    let Ok(signed) = Compact::parse(assertion) else {
        return Err(unreadable);
    };
    let Ok(claims) = signed.claims::<ClientAssertionClaims>() else {
        return Err(unreadable);
    };
    let keys = world.store.read(|conn| match &signed.header.kid {
        Some(kid) => Ok(client_key::find(conn, &client.id, kid)?
            .map(|key| (kid.clone(), key))
            .into_iter()
            .collect()),
        None => client_key::list(conn, &client.id, KEYS),
    })?;
    let now = world.clock.now();
    let mut keys = keys
        .into_iter()
        .filter(|(_, key): &(String, ClientKey)| key.expires > now);
    if !keys.any(|(_, key)| is_signed_with(world, key, &signed)) {
        return Err(no("no valid key of the client's has signed the assertion"));
    }
    if claims.iss != client.id || claims.sub != client.id {
        return Err(no("iss and sub of the assertion must be the client_id"));
    }
    if !claims.aud.as_slice().contains(&world.issuers.idporten) {
        return Err(no("aud of the assertion must be the issuer"));
    }
    let second = now.as_second();
    if claims.exp <= second - CLOCK_SKEW || claims.exp > second + LONGEST_ASSERTION + CLOCK_SKEW {
        return Err(no("the assertion must live, and for two minutes at the most"));
    }
    let begins = [claims.iat, claims.nbf].into_iter().flatten().max();
    if begins.is_some_and(|begins| begins > second + CLOCK_SKEW) {
        return Err(no("the assertion is not valid yet"));
    }
    let id = sha256(&format!("{} {}", client.id, claims.jti));
    let expires = Timestamp::from_second(claims.exp).plus_seconds(CLOCK_SKEW);
    let is_new = world
        .store
        .write(move |tx| used_assertion::add(tx, &id, expires, now))
        .await?;
    if is_new {
        Ok(())
    } else {
        Err(no("the assertion is used before"))
    }
}

fn is_signed_with(world: &World, key: ClientKey, signed: &Compact<'_>) -> bool {
    let Some(algorithm) = RsaAlgorithm::parse(&signed.header.alg) else {
        return false;
    };
    let key = world.keys.of_clients.get(key.modulus, key.exponent);
    key.is_ok_and(|key| key.verifies(algorithm, signed.message.as_bytes(), &signed.signature))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_halves_of_a_password_are_form_encoded_inside() {
        let header = format!("basic {}", STANDARD.encode("an%3Aid:p+w%C3%B8&=x"));
        assert_eq!(basic(&header), Some(("an:id".to_owned(), "p wø&=x".to_owned())));
        for wrong in [
            "Bearer abc",
            "Basic !!",
            "Basic",
            &format!("Basic {}", STANDARD.encode("no-colon")),
        ] {
            assert_eq!(basic(wrong), None, "{wrong}");
        }
    }
}
