//! Who calls Altinn, and what the token lets them do (altinn-platform.md 1.2–1.4).

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use contract::scope;
use contract::token::Compact;
use contract::token::altinn::AccessClaims;
use contract::token::authorization_details::Detail;
use domain::maskinporten::CLOCK_SKEW;
use domain::{OrgNumber, PartyId, SystemUserId, Timestamp, UserId};
use quick_cache::sync::Cache;
use serde::Deserialize;

use crate::error::Error;
use crate::session;
use crate::world::World;

/// Cookies that Altinn reads a token from, in this order, when there is no `Authorization` header.
const COOKIES: [&str; 2] = [".ALTINNTOKEN", session::COOKIE];
/// With it, a vendor may write for any other.
const REGISTER_ADMIN: &str = "altinn:authentication/systemregister.admin";

/// Tokens remembered at once, at the most; that takes some 2 MB.
const TOKENS: usize = 1_000;

/// Whoever holds a valid token. A call without one is answered 401 with no body.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    issuer: TokenIssuer,
    claims: Arc<AccessClaims>,
}

/// Tokens whose signature was found good: the same ones come again and again, and finding out takes longer than to decide.
/// Whether one is alive is asked each time.
#[derive(Debug)]
pub(crate) struct ProvenTokens(Cache<String, Caller>);

impl Default for ProvenTokens {
    fn default() -> Self {
        Self(Cache::new(TOKENS))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TokenIssuer {
    Altinn,
    /// A Maskinporten token that was not exchanged: good for the vendors' endpoints.
    Maskinporten,
}

impl FromRequestParts<Arc<World>> for Caller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, world: &Arc<World>) -> Result<Self, Error> {
        let token = token(&parts.headers).ok_or(Error::Empty(StatusCode::UNAUTHORIZED))?;
        Self::of(token, world).ok_or(Error::Empty(StatusCode::UNAUTHORIZED))
    }
}

impl Caller {
    /// Reads a token: who issued it decides whose key must have signed it, and it must be alive.
    pub(crate) fn of(token: &str, world: &World) -> Option<Self> {
        let proven = &world.proven_tokens.0;
        let (caller, is_new) = match proven.get(token) {
            Some(caller) => (caller, false),
            None => (Self::proven(token, world)?, true),
        };
        if !alive(caller.claims.exp, caller.claims.nbf, world.clock.now()) {
            return None;
        }
        if is_new {
            proven.insert(token.to_owned(), caller.clone());
        }
        Some(caller)
    }

    fn proven(token: &str, world: &World) -> Option<Self> {
        let compact = Compact::parse(token).ok()?;
        let claims: AccessClaims = compact.claims().ok()?;
        let (issuer, key) = if claims.iss == world.issuers.maskinporten {
            (TokenIssuer::Maskinporten, &world.keys.maskinporten)
        } else {
            (TokenIssuer::Altinn, &world.keys.altinn)
        };
        let claims = Arc::new(claims);
        key.signed(&compact).then_some(Self { issuer, claims })
    }

    /// Demands any one of some scopes, whole and case for case.
    ///
    /// # Errors
    /// 403 with no body.
    pub(crate) fn require_scope(&self, any_of: &[&str]) -> Result<(), Error> {
        if any_of.iter().any(|scope| self.claims.scope.has(scope)) {
            Ok(())
        } else {
            Err(Error::Empty(StatusCode::FORBIDDEN))
        }
    }

    /// Demands a token that Altinn issued: the decision point takes no other (identity.md 6.1).
    ///
    /// # Errors
    /// 401 with no body.
    pub(crate) fn require_altinn(&self) -> Result<(), Error> {
        match self.issuer {
            TokenIssuer::Altinn => Ok(()),
            TokenIssuer::Maskinporten => Err(Error::Empty(StatusCode::UNAUTHORIZED)),
        }
    }

    /// Demands a person.
    ///
    /// # Errors
    /// 403 with no body: the token is good, but nobody's.
    pub(crate) fn require_user(&self) -> Result<UserId, Error> {
        self.user().ok_or(Error::Empty(StatusCode::FORBIDDEN))
    }

    /// The organisation that the token was issued to, when it says so in the one form that counts (altinn-platform.md 1.4).
    pub(crate) fn vendor(&self) -> Option<OrgNumber> {
        self.claims.consumer.as_ref()?.number()
    }

    /// Whether the token may act for every vendor in the system register.
    pub(crate) fn is_register_admin(&self) -> bool {
        self.claims.scope.has(REGISTER_ADMIN)
    }

    /// The person's user number, when the token is a person's.
    pub(crate) fn user(&self) -> Option<UserId> {
        self.claims.user()
    }

    /// The person's own party.
    pub(crate) fn party(&self) -> Option<PartyId> {
        self.claims.party()
    }

    /// How surely the person was recognised: 0, 3 or 4.
    pub(crate) fn auth_level(&self) -> u32 {
        self.claims.auth_level.unwrap_or_default()
    }

    /// The system user that the token speaks for, when it does.
    pub(crate) fn system_user(&self) -> Option<SystemUserId> {
        match self.claims.authorization_details.as_ref()?.as_slice().first()? {
            Detail::SystemUser(detail) => detail.systemuser_id.first().copied(),
            Detail::Consent(_) => None,
        }
    }

    /// Everything that the token says.
    pub(crate) fn into_claims(self) -> AccessClaims {
        Arc::unwrap_or_clone(self.claims)
    }

    pub(crate) fn client_id(&self) -> Option<&str> {
        self.claims.client_id.as_deref()
    }
}

/// One of the platform's own parts, by its token in the header `PlatformAccessToken` (altinn-platform.md 1.3): signed by
/// Altinn, whoever it names as its issuer. A call without one is answered 401 with no body.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlatformAccess;

impl aide::OperationInput for PlatformAccess {}

#[derive(Deserialize)]
struct Life {
    exp: i64,
    nbf: Option<i64>,
}

impl FromRequestParts<Arc<World>> for PlatformAccess {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, world: &Arc<World>) -> Result<Self, Error> {
        let token = parts
            .headers
            .get("PlatformAccessToken")
            .and_then(|value| value.to_str().ok());
        let compact = token.and_then(|token| Compact::parse(token).ok());
        let holds = compact.is_some_and(|compact| {
            let life = compact.claims::<Life>();
            world.keys.altinn.signed(&compact)
                && life.is_ok_and(|life| alive(life.exp, life.nbf, world.clock.now()))
        });
        if holds {
            Ok(Self)
        } else {
            Err(Error::Empty(StatusCode::UNAUTHORIZED))
        }
    }
}

/// One of the platform's own parts, or somebody with the scope for it (altinn-platform.md 1.3, `InternalOrPlatformAccess`).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Internal;

impl FromRequestParts<Arc<World>> for Internal {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, world: &Arc<World>) -> Result<Self, Error> {
        if PlatformAccess::from_request_parts(parts, world).await.is_err() {
            let caller = Caller::from_request_parts(parts, world).await?;
            caller.require_scope(&[scope::SYSTEM_USER_ADMIN])?;
        }
        Ok(Self)
    }
}

/// Whether now lies within a token's life, ten seconds more or less.
pub(crate) fn alive(exp: i64, nbf: Option<i64>, now: Timestamp) -> bool {
    let now = now.as_second();
    exp > now - CLOCK_SKEW && nbf.is_none_or(|nbf| nbf <= now + CLOCK_SKEW)
}

/// The token of a call: `Authorization: Bearer`, else a cookie.
fn token(headers: &HeaderMap) -> Option<&str> {
    bearer(headers).or_else(|| COOKIES.iter().find_map(|name| cookie(headers, name)))
}

/// The token of an `Authorization: Bearer` header; the scheme's case does not matter (RFC 9110).
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

/// A cookie's value; the first of that name counts.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(';')).find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name).then_some(value)
    })
}

#[cfg(test)]
mod tests {
    use axum::http::Request;
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use serde_json::json;

    use super::*;
    use crate::openapi::Routes;
    use crate::running::finish;
    use crate::testing::{self, TestWorld};

    const SCOPE: &str = "altinn:authentication/systemuser.request.read";

    #[tokio::test]
    async fn a_vendor_is_known_by_an_unexchanged_maskinporten_token() {
        let world = testing::world().await;
        let caller = Caller::of(&world.vendor_token(SCOPE), &world).unwrap();
        assert_eq!(caller.vendor(), Some(testing::vendor()));
        assert!(caller.require_altinn().is_err());
    }

    #[tokio::test]
    async fn a_person_is_known_by_an_altinn_token() {
        let world = testing::world().await;
        let person = testing::Person::leader();
        let caller = Caller::of(&world.person_token(&person, "altinn:portal/enduser"), &world).unwrap();
        assert_eq!(caller.user(), Some(person.user));
        assert_eq!(caller.claims.party_uuid, Some(person.party_uuid));
        assert_eq!(caller.vendor(), None);
        assert!(caller.require_altinn().is_ok());
    }

    #[tokio::test]
    async fn no_token_and_a_broken_token_are_answered_401() {
        let world = testing::world().await;
        assert_eq!(ask(&world, None, None).await, StatusCode::UNAUTHORIZED);
        assert_eq!(
            ask(&world, Some("Bearer x.y.z"), None).await,
            StatusCode::UNAUTHORIZED
        );
        assert_eq!(
            ask(&world, Some("Basic eDp5"), None).await,
            StatusCode::UNAUTHORIZED
        );
    }

    #[tokio::test]
    async fn the_wrong_scope_is_answered_403() {
        let world = testing::world().await;
        let write = world.vendor_token("altinn:authentication/systemuser.request.write");
        assert_eq!(
            ask(&world, Some(&format!("Bearer {write}")), None).await,
            StatusCode::FORBIDDEN
        );
        let shouted = world.vendor_token(&SCOPE.to_uppercase());
        assert_eq!(
            ask(&world, Some(&format!("Bearer {shouted}")), None).await,
            StatusCode::FORBIDDEN
        );
    }

    #[tokio::test]
    async fn one_of_several_scopes_is_enough() {
        let world = testing::world().await;
        let token = world.vendor_token(&format!("other:scope {SCOPE}"));
        assert_eq!(
            ask(&world, Some(&format!("bearer {token}")), None).await,
            StatusCode::OK
        );
    }

    #[tokio::test]
    async fn the_token_may_come_in_either_cookie_and_the_header_goes_first() {
        let world = testing::world().await;
        let token = world.vendor_token(SCOPE);
        for name in COOKIES {
            assert_eq!(
                ask(&world, None, Some(&format!("a=b; {name}={token}"))).await,
                StatusCode::OK
            );
        }
        let both = |first: &str, second: &str| format!("AltinnStudioRuntime={second}; .ALTINNTOKEN={first}");
        assert_eq!(
            ask(&world, None, Some(&both(&token, "x.y.z"))).await,
            StatusCode::OK
        );
        assert_eq!(
            ask(&world, None, Some(&both("x.y.z", &token))).await,
            StatusCode::UNAUTHORIZED
        );
        let cookie = format!(".ALTINNTOKEN={token}");
        assert_eq!(
            ask(&world, Some("Bearer x.y.z"), Some(&cookie)).await,
            StatusCode::UNAUTHORIZED
        );
    }

    #[tokio::test]
    async fn a_token_lives_ten_seconds_past_its_end_and_no_more() {
        let world = testing::world().await;
        let token = world.vendor_token(SCOPE);
        world.clock.advance(120 + 9);
        assert!(Caller::of(&token, &world).is_some());
        assert!(Caller::of(&token, &world).is_some(), "proven before");
        world.clock.advance(1);
        assert!(Caller::of(&token, &world).is_none());
    }

    #[tokio::test]
    async fn a_token_signed_by_a_stranger_is_refused() {
        let world = testing::world().await;
        let claims = json!({"iss": world.issuers.maskinporten, "scope": SCOPE, "exp": 9_999_999_999_i64});
        let stranger = testing::stranger().sign(&claims).unwrap();
        assert!(Caller::of(&stranger, &world).is_none());
        let wrong_issuer = world.keys.altinn.sign(&claims).unwrap();
        assert!(Caller::of(&wrong_issuer, &world).is_none());
    }

    #[tokio::test]
    async fn a_token_of_algorithm_none_is_refused() {
        let world = testing::world().await;
        let claims = URL_SAFE_NO_PAD.encode(json!({"scope": SCOPE, "exp": 9_999_999_999_i64}).to_string());
        let kid = &world.keys.altinn.jwk().kid;
        for alg in ["none", "None", "HS256"] {
            let header = URL_SAFE_NO_PAD.encode(json!({"alg": alg, "kid": kid}).to_string());
            assert!(
                Caller::of(&format!("{header}.{claims}."), &world).is_none(),
                "{alg}"
            );
        }
    }

    async fn ask(world: &TestWorld, authorization: Option<&str>, cookie: Option<&str>) -> StatusCode {
        let mut call = Request::get("/");
        if let Some(value) = authorization {
            call = call.header(header::AUTHORIZATION, value);
        }
        if let Some(value) = cookie {
            call = call.header(header::COOKIE, value);
        }
        let router = finish(Routes::new().get("/", guarded, |it| it), world);
        testing::answer(router, call.body(axum::body::Body::empty()).unwrap())
            .await
            .status
    }

    async fn guarded(caller: Caller) -> Result<(), Error> {
        caller.require_scope(&["altinn:authentication/other", SCOPE])
    }
}
