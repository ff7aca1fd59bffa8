//! The table `scope`: who owns a Maskinporten scope, and what using it takes.

use domain::registration::{AccessState, Integration, Visibility};
use domain::{OrgNumber, Scope, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row};
use serde::{Deserialize, Serialize};

use super::column::{Columns, json};
use super::scope_grant;
use crate::error::Error;

/// A scope as its owner keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RegisteredScope {
    pub(crate) name: Scope,
    pub(crate) owner: OrgNumber,
    pub(crate) active: bool,
    pub(crate) visibility: Visibility,
    pub(crate) accessible_for_all: bool,
    /// Where customers delegate it, when they can.
    pub(crate) delegation_source: Option<String>,
    /// Seconds that a token with it lives at the most; 0 for as long as the client likes.
    pub(crate) at_max_age: u32,
    /// A token with it names a person.
    pub(crate) requires_user_authentication: bool,
    /// Kinds of clients that may have it; empty for any.
    pub(crate) integrations: Vec<Integration>,
    pub(crate) created: Timestamp,
    pub(crate) last_updated: Timestamp,
    pub(crate) words: Words,
}

/// What is kept only to be shown again.
#[expect(clippy::struct_excessive_bools, reason = "the wire has them")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Words {
    pub(crate) description: Texts,
    pub(crate) long_description: Texts,
    pub(crate) is_opaque: bool,
    pub(crate) requires_user_consent: bool,
    pub(crate) requires_pseudonymous_tokens: bool,
    pub(crate) authorization_max_lifetime: u32,
    pub(crate) protected: bool,
    pub(crate) supports_european_businesses: bool,
}

/// A text in bokmål, and perhaps in the other two.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Texts {
    pub(crate) nb: Option<String>,
    pub(crate) nn: Option<String>,
    pub(crate) en: Option<String>,
}

impl RegisteredScope {
    /// A scope of which only the name and the owner are known.
    pub(crate) fn new(name: Scope, owner: OrgNumber, now: Timestamp) -> Self {
        Self {
            name,
            owner,
            active: true,
            visibility: Visibility::default(),
            accessible_for_all: false,
            delegation_source: None,
            at_max_age: 0,
            requires_user_authentication: false,
            integrations: vec![],
            created: now,
            last_updated: now,
            words: Words::default(),
        }
    }
}

/// What a token call needs to know of a scope and an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) is_granted: bool,
    pub(crate) is_for_maskinporten: bool,
    pub(crate) demands_person: bool,
    pub(crate) at_max_age: u32,
    pub(crate) delegation_source: Option<String>,
}

/// How an organisation stands to a scope that is in use; `None` when there is no such scope.
pub(crate) fn standing(conn: &Connection, org: &OrgNumber, scope: &Scope) -> Result<Option<Standing>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT accessible_for_all = 1 OR EXISTS (
                    SELECT 1 FROM scope_grant WHERE scope = name AND org = ?2 AND state = 'APPROVED'),
                integrations = '[]' OR instr(integrations, '\"maskinporten\"') > 0,
                requires_user_authentication, at_max_age, delegation_source
         FROM scope WHERE name = ?1 AND active = 1",
    )?;
    let standing = query.query_row((scope.as_str(), org.as_str()), |row| {
        Ok(Standing {
            is_granted: row.get(0)?,
            is_for_maskinporten: row.get(1)?,
            demands_person: row.get(2)?,
            at_max_age: row.get(3)?,
            delegation_source: row.get(4)?,
        })
    });
    Ok(standing.optional()?)
}

pub(crate) fn find(conn: &Connection, name: &Scope) -> Result<Option<RegisteredScope>, Error> {
    let mut query = conn.prepare_cached("SELECT * FROM scope WHERE name = ?1")?;
    let row = query
        .query_row([name.as_str()], |row| Ok(scope(row)))
        .optional()?;
    row.transpose()
}

/// The scopes that everybody may see, at most `limit`.
pub(crate) fn list_in_view(conn: &Connection, limit: u32) -> Result<Vec<RegisteredScope>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT * FROM scope WHERE visibility = 'PUBLIC' AND active = 1 ORDER BY name LIMIT ?1",
    )?;
    let rows = query.query_and_then([limit], scope)?;
    rows.collect()
}

/// The scopes that everybody may use, at most `limit`.
pub(crate) fn list_for_all(conn: &Connection, limit: u32) -> Result<Vec<RegisteredScope>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT * FROM scope WHERE accessible_for_all = 1 AND active = 1 ORDER BY name LIMIT ?1",
    )?;
    let rows = query.query_and_then([limit], scope)?;
    rows.collect()
}

/// An organisation's own scopes, in use or all of them, at most `limit`.
pub(crate) fn list_of_owner(
    conn: &Connection,
    owner: &OrgNumber,
    also_inactive: bool,
    limit: u32,
) -> Result<Vec<RegisteredScope>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT * FROM scope WHERE owner = ?1 AND (active = 1 OR ?2) ORDER BY name LIMIT ?3",
    )?;
    let rows = query.query_and_then((owner.as_str(), also_inactive, limit), scope)?;
    rows.collect()
}

/// Adds a scope, or replaces it. Its owner may use it.
pub(crate) fn save(tx: &Connection, scope: &RegisteredScope) -> Result<(), Error> {
    tx.prepare_cached(
        "INSERT INTO scope (name, owner, active, visibility, accessible_for_all, delegation_source, at_max_age,
                            requires_user_authentication, integrations, created, last_updated, words)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
         ON CONFLICT (name) DO UPDATE SET owner = ?2, active = ?3, visibility = ?4, accessible_for_all = ?5,
             delegation_source = ?6, at_max_age = ?7, requires_user_authentication = ?8, integrations = ?9,
             created = ?10, last_updated = ?11, words = ?12",
    )?
    .execute((
        scope.name.as_str(),
        scope.owner.as_str(),
        scope.active,
        scope.visibility.as_str(),
        scope.accessible_for_all,
        &scope.delegation_source,
        scope.at_max_age,
        scope.requires_user_authentication,
        json(&scope.integrations)?,
        scope.created.as_microsecond(),
        scope.last_updated.as_microsecond(),
        json(&scope.words)?,
    ))?;
    scope_grant::save(
        tx,
        &scope.name,
        &scope.owner,
        AccessState::Approved,
        scope.last_updated,
    )
}

/// Whether a scope's prefix, up to its colon, is an organisation's: it owns a scope that begins so.
pub(crate) fn owns_prefix(conn: &Connection, org: &OrgNumber, scope: &Scope) -> Result<bool, Error> {
    let (from, until) = prefix(scope);
    let mut query =
        conn.prepare_cached("SELECT 1 FROM scope WHERE name >= ?1 AND name < ?2 AND owner = ?3")?;
    Ok(query.exists((from, until, org.as_str()))?)
}

/// Whether a scope's prefix is another organisation's.
pub(crate) fn is_prefix_of_another(conn: &Connection, org: &OrgNumber, scope: &Scope) -> Result<bool, Error> {
    let (from, until) = prefix(scope);
    let mut query =
        conn.prepare_cached("SELECT 1 FROM scope WHERE name >= ?1 AND name < ?2 AND owner <> ?3")?;
    Ok(query.exists((from, until, org.as_str()))?)
}

/// The range of names that begin with a scope's prefix. The semicolon is what follows the colon: the range holds the
/// prefix's scopes and nothing else.
fn prefix(scope: &Scope) -> (String, String) {
    let prefix = scope.as_str().split(':').next().unwrap_or_default();
    (format!("{prefix}:"), format!("{prefix};"))
}

fn scope(row: &Row<'_>) -> Result<RegisteredScope, Error> {
    let row = Columns::of("scope", row);
    Ok(RegisteredScope {
        name: Scope(row.plain("name")?),
        owner: row.read("owner", OrgNumber::parse)?,
        active: row.plain("active")?,
        visibility: row.one_of("visibility", Visibility::ALL, Visibility::as_str)?,
        accessible_for_all: row.plain("accessible_for_all")?,
        delegation_source: row.plain("delegation_source")?,
        at_max_age: row.plain("at_max_age")?,
        requires_user_authentication: row.plain("requires_user_authentication")?,
        integrations: row.json("integrations")?,
        created: row.moment("created")?,
        last_updated: row.moment("last_updated")?,
        words: row.json("words")?,
    })
}
