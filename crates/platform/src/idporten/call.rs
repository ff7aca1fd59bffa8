//! What an authorization call must hold (identity.md 3.2; RFC 6749 4.1, RFC 7636, OIDC Core 3.1.2.1).

use contract::token::idporten::IdClaims;
use contract::token::{Compact, Scopes};
use domain::national_id;

use super::client_auth::KnownClient;
use super::level::Level;
use super::parameters::Parameters;
use super::response::ResponseMode;
use crate::page::Language;
use crate::store::sign_in::SignIn;
use crate::world::World;

/// Seconds that the page may stand before somebody chooses.
const PATIENCE: i64 = 10 * 60;

/// A call that can be answered.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) sign_in: SignIn,
    pub(super) prompt: Prompt,
    /// Seconds that may have passed since the person signed in.
    pub(super) max_age: Option<i64>,
    /// Who the client thinks it is.
    pub(super) expected_pid: Option<String>,
    /// Who signs in without a page, and how surely.
    pub(super) hinted: Option<(String, Level)>,
}

/// What the person shall be asked, whatever they were asked before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Prompt {
    pub(super) none: bool,
    pub(super) login: bool,
    pub(super) consent: bool,
}

/// A fault that the client is told of, at its own address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) error: &'static str,
    pub(super) description: &'static str,
}

fn fault<T>(error: &'static str, description: &'static str) -> Result<T, Fault> {
    Err(Fault { error, description })
}

/// How the answer shall travel, also when it is a refusal.
pub(super) fn response_mode(parameters: &Parameters) -> Result<ResponseMode, Fault> {
    parameters
        .get("response_mode")
        .map_or(Ok(ResponseMode::Query), |word| {
            ResponseMode::parse(word)
                .or_else(|_| fault("invalid_request", "response_mode is not one of those supported"))
        })
}

/// Reads a call whose client and address are known. Everything here is told to the client.
pub(super) fn read(
    world: &World,
    parameters: &Parameters,
    known: &KnownClient,
    language: Language,
) -> Result<Asked, Fault> {
    if parameters.repeats() {
        return fault("invalid_request", "a parameter comes twice");
    }
    refuse_the_unsupported(parameters)?;
    if parameters.get("response_type") != Some("code") {
        return fault("unsupported_response_type", "response_type must be code");
    }
    let level = level(parameters);
    let prompt = prompt(parameters)?;
    let sign_in = SignIn {
        client: known.client.id.clone(),
        redirect_uri: parameters.get("redirect_uri").unwrap_or_default().to_owned(),
        response_mode: response_mode(parameters)?,
        scope: scope(parameters, known)?,
        resource: parameters.get("resource").map(str::to_owned),
        state: required_of_public(parameters, known, "state", "state is required")?,
        nonce: required_of_public(parameters, known, "nonce", "nonce is required")?,
        code_challenge: code_challenge(parameters)?,
        level,
        wants_consent: prompt.consent,
        sid: None,
        locale: language.code().to_owned(),
        expires: world.clock.now().plus_seconds(PATIENCE),
    };
    Ok(Asked {
        sign_in,
        prompt,
        max_age: max_age(parameters)?,
        expected_pid: expected_pid(world, parameters)?,
        hinted: parameters.get("login_hint").and_then(|hint| hinted(hint, level)),
    })
}

/// What changes the meaning of a call may not be read over.
fn refuse_the_unsupported(parameters: &Parameters) -> Result<(), Fault> {
    for (name, error, description) in [
        (
            "request",
            "request_not_supported",
            "request objects are not supported",
        ),
        (
            "registration",
            "registration_not_supported",
            "registration is not supported",
        ),
        (
            "authorization_details",
            "invalid_authorization_details",
            "no type of authorization_details is supported",
        ),
    ] {
        if parameters.get(name).is_some() {
            return fault(error, description);
        }
    }
    Ok(())
}

fn scope(parameters: &Parameters, known: &KnownClient) -> Result<Scopes, Fault> {
    let scope = Scopes(parameters.get("scope").unwrap_or_default().to_owned());
    if !scope.has("openid") {
        return fault("invalid_scope", "scope must hold openid");
    }
    if scope.iter().any(|one| !known.client.scopes.has(one)) {
        return fault("invalid_scope", "the client may not ask for all of these scopes");
    }
    Ok(scope)
}

/// State and nonce guard a client that cannot prove itself; another has its proof, and PKCE.
fn required_of_public(
    parameters: &Parameters,
    known: &KnownClient,
    name: &str,
    description: &'static str,
) -> Result<Option<String>, Fault> {
    match parameters.get(name) {
        None if known.is_public() => fault("invalid_request", description),
        value => Ok(value.map(str::to_owned)),
    }
}

/// SHA-256 as base64url without padding.
fn code_challenge(parameters: &Parameters) -> Result<String, Fault> {
    if parameters.get("code_challenge_method") != Some("S256") {
        return fault("invalid_request", "code_challenge_method must be S256");
    }
    let is_challenge = |text: &&str| {
        text.len() == 43
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    };
    match parameters.get("code_challenge").filter(is_challenge) {
        Some(challenge) => Ok(challenge.to_owned()),
        None => fault(
            "invalid_request",
            "code_challenge must be 43 characters of base64url",
        ),
    }
}

/// The first level that the client names; levels that nobody knows are read over, as OIDC wants.
fn level(parameters: &Parameters) -> Level {
    let mut wanted = parameters.get("acr_values").unwrap_or_default().split(' ');
    wanted.find_map(Level::of_acr).unwrap_or(Level::Substantial)
}

fn prompt(parameters: &Parameters) -> Result<Prompt, Fault> {
    let mut prompt = Prompt::default();
    for word in parameters
        .get("prompt")
        .unwrap_or_default()
        .split(' ')
        .filter(|word| !word.is_empty())
    {
        match word {
            "none" => prompt.none = true,
            "login" => prompt.login = true,
            "consent" => prompt.consent = true,
            _ => return fault("invalid_request", "prompt is not one of those supported"),
        }
    }
    if prompt.none && (prompt.login || prompt.consent) {
        return fault("invalid_request", "prompt none stands alone");
    }
    Ok(prompt)
}

fn max_age(parameters: &Parameters) -> Result<Option<i64>, Fault> {
    match parameters.get("max_age").map(str::parse::<u32>) {
        None => Ok(None),
        Some(Ok(seconds)) => Ok(Some(seconds.into())),
        Some(Err(_)) => fault("invalid_request", "max_age must be a number of seconds"),
    }
}

/// The person of an `id_token` of ours; it may have expired.
fn expected_pid(world: &World, parameters: &Parameters) -> Result<Option<String>, Fault> {
    let Some(hint) = parameters.get("id_token_hint") else {
        return Ok(None);
    };
    match id_token(world, hint) {
        Some(claims) => Ok(Some(claims.pid)),
        None => fault("invalid_request", "id_token_hint is no id_token from here"),
    }
}

/// What an `id_token` of ours says; it may have expired.
pub(super) fn id_token(world: &World, token: &str) -> Option<IdClaims> {
    let compact = Compact::parse(token).ok()?;
    let claims: IdClaims = compact.claims().ok()?;
    world.keys.idporten.signed(&compact).then_some(claims)
}

/// The person that `testid:<pid>_<acr>`, or a bare number, names; a hint that names nobody synthetic, or a level that is
/// too low, is read over.
fn hinted(hint: &str, least: Level) -> Option<(String, Level)> {
    let named = hint.strip_prefix("testid:").unwrap_or(hint);
    let (pid, level) = match named.split_once('_') {
        Some((pid, acr)) => (pid, Level::of_acr(acr)?),
        None => (named, least),
    };
    (national_id::is_synthetic(pid) && level >= least).then(|| (pid.to_owned(), level))
}
