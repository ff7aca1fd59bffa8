//! `GET|POST /sign-in`: the page where a person says who they are, and what comes of it.

use std::sync::Arc;

use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use domain::{OrgNumber, national_id};
use rusqlite::Connection;
use schemars::JsonSchema;
use serde::Deserialize;

use super::client_auth::{self, KnownClient};
use super::level::Level;
use super::page::{self, ConsentPage, SignInPage};
use super::response::Way;
use super::session;
use crate::digest::sha256;
use crate::error::Error;
use crate::page::{FormKey, Language};
use crate::store;
use crate::store::authorization::Authorization;
use crate::store::code::Code;
use crate::store::person::{self, Person};
use crate::store::session::Session;
use crate::store::sign_in::SignIn;
use crate::world::World;

pub(super) const PATH: &str = "/sign-in";
/// Seconds in which a code must be redeemed.
const CODE_LIFETIME: i64 = 60;
/// People on the page. Others are found by name, by number, or by the organisation where they have a role.
const PEOPLE: u32 = 20;

/// What the page is asked for.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct View {
    ticket: String,
    lang: Option<String>,
    level: Option<String>,
    q: Option<String>,
}

/// What the page's forms send.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Choice {
    /// Names the authorization call. It works once.
    ticket: String,
    form_key: Option<String>,
    lang: Option<String>,
    level: Option<String>,
    pid: Option<String>,
    consent: Option<String>,
    cancel: Option<String>,
}

/// Who has signed in.
#[derive(Debug)]
pub(super) enum Signer {
    /// Just now.
    New { pid: String, level: Level },
    /// Before, in this browser.
    Known(Session),
}

/// `GET /sign-in`
pub(super) async fn show(
    State(world): State<Arc<World>>,
    headers: HeaderMap,
    view: Result<Query<View>, QueryRejection>,
) -> Response {
    let browser = Language::of_browser(&headers);
    let Ok(Query(view)) = view else {
        return expired(browser);
    };
    shown(&world, &headers, &view).unwrap_or_else(|error| page::failed(&error, browser))
}

fn shown(world: &World, headers: &HeaderMap, view: &View) -> Result<Response, Error> {
    let Some(waiting) = Waiting::find(world, &view.ticket)? else {
        return Ok(expired(Language::of_browser(headers)));
    };
    let language = waiting.language(view.lang.as_deref());
    let level = waiting.level(view.level.as_deref());
    match waiting.known_session(world, headers)? {
        Some(session) => consent(world, headers, &waiting, language, &session.pid, session.level),
        None => people(world, headers, &waiting, language, level, view.q.as_deref(), None),
    }
}

/// `POST /sign-in`
pub(super) async fn choose(
    State(world): State<Arc<World>>,
    headers: HeaderMap,
    choice: Result<Form<Choice>, FormRejection>,
) -> Response {
    let browser = Language::of_browser(&headers);
    let Ok(Form(choice)) = choice else {
        return expired(browser);
    };
    chosen(&world, &headers, choice)
        .await
        .unwrap_or_else(|error| page::failed(&error, browser))
}

async fn chosen(world: &World, headers: &HeaderMap, choice: Choice) -> Result<Response, Error> {
    let Some(waiting) = Waiting::find(world, &choice.ticket)? else {
        return Ok(expired(Language::of_browser(headers)));
    };
    let language = waiting.language(choice.lang.as_deref());
    if !FormKey::fits(headers, choice.form_key.as_deref()) {
        return Ok(page::stopped(StatusCode::FORBIDDEN, language, |words| {
            words.foreign_form
        }));
    }
    if choice.cancel.is_some() {
        return cancel(world, waiting, language).await;
    }
    let level = waiting.level(choice.level.as_deref());
    let session = waiting.known_session(world, headers)?;
    let pid: String = choice.pid.unwrap_or_default().split_whitespace().collect();
    if session.is_none() && !national_id::is_synthetic(&pid) {
        return people(world, headers, &waiting, language, level, None, Some(&pid));
    }
    if waiting.sign_in.wants_consent && choice.consent.is_none() {
        let (pid, level) = session
            .as_ref()
            .map_or((pid.as_str(), level), |session| (&session.pid, session.level));
        return consent(world, headers, &waiting, language, pid, level);
    }
    let signer = session.map_or(Signer::New { pid, level }, Signer::Known);
    let id = waiting.id.clone();
    if !world
        .store
        .write(move |tx| store::sign_in::remove(tx, &id))
        .await?
    {
        return Ok(expired(language));
    }
    grant(world, headers, &waiting.known, waiting.sign_in, signer, language).await
}

async fn cancel(world: &World, waiting: Waiting, language: Language) -> Result<Response, Error> {
    let id = waiting.id.clone();
    world
        .store
        .write(move |tx| store::sign_in::remove(tx, &id))
        .await?;
    way(&waiting.sign_in, language).deny(world, "access_denied", "the person did not sign in")
}

/// Sends the person back with a code, and remembers them in this browser.
pub(super) async fn grant(
    world: &World,
    headers: &HeaderMap,
    known: &KnownClient,
    sign_in: SignIn,
    signer: Signer,
    language: Language,
) -> Result<Response, Error> {
    let now = world.clock.now();
    let before = session::of(world, headers)?;
    let (session, cookie) = match signer {
        Signer::Known(session) => (session::used(session, now), None),
        Signer::New { pid, level } => match before.clone().filter(|before| before.pid == pid) {
            Some(before) => (session::renewed(before, level, now), None),
            None => session::begin(world, pid, level),
        },
    };
    let cookie = cookie.filter(|_| !known.terms.sso_disabled);
    let lifetimes = known.terms.lifetimes;
    let authorization = Authorization {
        id: world.chance.token(16),
        client: sign_in.client.clone(),
        sid: session.sid.clone(),
        pid: session.pid.clone(),
        scope: sign_in.scope.clone(),
        resource: sign_in.resource.clone(),
        level: session.level,
        locale: language.code().to_owned(),
        authenticated: session.authenticated,
        expires: now.plus_seconds(lifetimes.authorization().max(lifetimes.access_token())),
    };
    let code = world.chance.token(32);
    let row = Code {
        authorization: authorization.id.clone(),
        redirect_uri: sign_in.redirect_uri.clone(),
        nonce: sign_in.nonce.clone(),
        challenge: sign_in.code_challenge.clone(),
        is_used: false,
        expires: now.plus_seconds(CODE_LIFETIME),
    };
    let id = sha256(&code);
    world
        .store
        .write(move |tx| {
            if let Some(before) = before.filter(|before| before.id != session.id) {
                store::session::remove(tx, &before.id)?;
            }
            store::session::save(tx, &session, now)?;
            store::session::add_client(tx, &session.id, &authorization.client)?;
            store::authorization::save(tx, &authorization, now)?;
            store::code::save(tx, &id, &row)
        })
        .await?;
    let mut answer = way(&sign_in, language).grant(world, &code)?;
    if let Some(cookie) = cookie {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(answer)
}

/// An authorization call that waits for its person.
struct Waiting {
    id: String,
    sign_in: SignIn,
    known: KnownClient,
    ticket: String,
}

impl Waiting {
    fn find(world: &World, ticket: &str) -> Result<Option<Self>, Error> {
        let (id, now) = (sha256(ticket), world.clock.now());
        world.store.read(|conn| {
            let Some(sign_in) = store::sign_in::find(conn, &id, now)? else {
                return Ok(None);
            };
            let known = client_auth::find(conn, &sign_in.client)?;
            Ok(known.map(|known| Self {
                id,
                sign_in,
                known,
                ticket: ticket.to_owned(),
            }))
        })
    }

    fn language(&self, chosen: Option<&str>) -> Language {
        Language::first_of(chosen.into_iter().chain([self.sign_in.locale.as_str()]))
            .unwrap_or(Language::Bokmal)
    }

    /// The level that was chosen, if it will do; else the lowest that does.
    fn level(&self, chosen: Option<&str>) -> Level {
        let chosen = chosen.and_then(|word| Level::parse(word).ok());
        chosen
            .filter(|level| *level >= self.sign_in.level)
            .unwrap_or(self.sign_in.level)
    }

    /// The session whose person only has to consent.
    fn known_session(&self, world: &World, headers: &HeaderMap) -> Result<Option<Session>, Error> {
        let session = session::of(world, headers)?;
        Ok(session.filter(|session| Some(&session.sid) == self.sign_in.sid.as_ref()))
    }
}

fn people(
    world: &World,
    headers: &HeaderMap,
    waiting: &Waiting,
    language: Language,
    level: Level,
    search: Option<&str>,
    rejected: Option<&str>,
) -> Result<Response, Error> {
    let search = search.map(str::trim).filter(|text| !text.is_empty());
    let (mut people, positions) = world.store.read(|conn| {
        let people = found(conn, search)?;
        let positions = store::role::positions(conn, &people)?;
        Ok((people, positions))
    })?;
    let there_are_more = people.len() > PEOPLE as usize;
    people.truncate(PEOPLE as usize);
    Ok(page::sign_in(&SignInPage {
        language,
        client_name: &waiting.known.client.name,
        people: &people,
        there_are_more,
        positions: &positions,
        levels: (waiting.sign_in.level, level),
        search,
        ticket: &waiting.ticket,
        form_key: &FormKey::of(headers, &world.chance),
        redirect_uri: &waiting.sign_in.redirect_uri,
        rejected,
    }))
}

/// The first people; or those that a search finds by name, by number, or at an organisation.
fn found(conn: &Connection, search: Option<&str>) -> Result<Vec<Person>, Error> {
    let Some(text) = search else {
        return person::list(conn, None, PEOPLE + 1);
    };
    let digits: String = text.split_whitespace().collect();
    let organization = match OrgNumber::parse(&digits) {
        Ok(number) => store::party::find_by_org(conn, &number)?,
        Err(_) => None,
    };
    match organization {
        Some(organization) => person::list_at(conn, organization.uuid, PEOPLE + 1),
        None if digits.bytes().all(|byte| byte.is_ascii_digit()) => person::search(conn, &digits, PEOPLE + 1),
        None => person::search(conn, text, PEOPLE + 1),
    }
}

fn consent(
    world: &World,
    headers: &HeaderMap,
    waiting: &Waiting,
    language: Language,
    pid: &str,
    level: Level,
) -> Result<Response, Error> {
    let person = world.store.read(|conn| person::find_by_pid(conn, pid))?;
    Ok(page::consent(&ConsentPage {
        language,
        client_name: &waiting.known.client.name,
        person: person.as_ref().map_or(pid, |person| person.party.name.as_str()),
        pid,
        level,
        scope: &waiting.sign_in.scope,
        ticket: &waiting.ticket,
        form_key: &FormKey::of(headers, &world.chance),
        redirect_uri: &waiting.sign_in.redirect_uri,
    }))
}

fn way(sign_in: &SignIn, language: Language) -> Way<'_> {
    Way {
        client: &sign_in.client,
        redirect_uri: &sign_in.redirect_uri,
        mode: sign_in.response_mode,
        state: sign_in.state.as_deref(),
        language,
    }
}

fn expired(language: Language) -> Response {
    page::stopped(StatusCode::BAD_REQUEST, language, |words| words.expired)
}
