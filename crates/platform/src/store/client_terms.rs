//! The table `client_terms`: how a client proves itself to ID-porten, and what it then gets (identity.md 2.2).

use domain::registration::{AuthMethod, RefreshTokenUsage};
use domain::{ClientId, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row};

use super::StoreError;
use super::column::Columns;
use crate::error::Error;

/// What a client agreed on with ID-porten. The default is upstream's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Terms {
    pub(crate) auth_method: AuthMethod,
    /// The hash of the client's secret ([`crate::digest::sha256`]).
    pub(crate) secret: Option<String>,
    pub(crate) secret_expires: Option<Timestamp>,
    pub(crate) lifetimes: Lifetimes,
    pub(crate) refresh_token_usage: RefreshTokenUsage,
    pub(crate) frontchannel_logout_uri: Option<String>,
    pub(crate) frontchannel_logout_session_required: bool,
    pub(crate) sso_disabled: bool,
}

/// Seconds as they were registered; 0 stands for the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lifetimes {
    pub(crate) access_token: u32,
    pub(crate) refresh_token: u32,
    pub(crate) authorization: u32,
}

impl Lifetimes {
    /// Seconds that an access token lives.
    pub(crate) fn access_token(self) -> i64 {
        or_default(self.access_token, 120)
    }

    /// Seconds that a refresh token lives.
    pub(crate) fn refresh_token(self) -> i64 {
        or_default(self.refresh_token, 600)
    }

    /// Seconds that a sign-in can be refreshed for.
    pub(crate) fn authorization(self) -> i64 {
        or_default(self.authorization, 7200)
    }
}

/// A client's terms; the defaults when it has none of its own.
pub(crate) fn find(conn: &Connection, client: &ClientId) -> Result<Terms, Error> {
    let mut query = conn.prepare_cached("SELECT * FROM client_terms WHERE client = ?1")?;
    let terms = query
        .query_row([client.as_str()], |row| Ok(terms(row)))
        .optional()?;
    Ok(terms.transpose()?.unwrap_or_default())
}

/// Gives a client terms of its own, or replaces them.
pub(crate) fn save(conn: &Connection, client: &ClientId, terms: &Terms) -> Result<(), Error> {
    conn.prepare_cached(
        "INSERT OR REPLACE INTO client_terms
             (client, token_endpoint_auth_method, secret, secret_expires, access_token_lifetime, refresh_token_lifetime,
              authorization_lifetime, refresh_token_usage, frontchannel_logout_uri, frontchannel_logout_session_required,
              sso_disabled)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute((
        client.as_str(),
        terms.auth_method.as_str(),
        &terms.secret,
        terms.secret_expires.map(Timestamp::as_microsecond),
        terms.lifetimes.access_token,
        terms.lifetimes.refresh_token,
        terms.lifetimes.authorization,
        terms.refresh_token_usage.as_str(),
        &terms.frontchannel_logout_uri,
        terms.frontchannel_logout_session_required,
        terms.sso_disabled,
    ))?;
    Ok(())
}

/// Seconds that a client's access tokens live.
pub(crate) fn access_token_lifetime(conn: &Connection, client: &ClientId) -> Result<i64, Error> {
    let mut query =
        conn.prepare_cached("SELECT access_token_lifetime FROM client_terms WHERE client = ?1")?;
    let seconds: Option<u32> = query.query_row([client.as_str()], |row| row.get(0)).optional()?;
    let lifetimes = Lifetimes {
        access_token: seconds.unwrap_or_default(),
        ..Lifetimes::default()
    };
    Ok(lifetimes.access_token())
}

fn terms(row: &Row<'_>) -> Result<Terms, StoreError> {
    let columns = Columns::of("client_terms", row);
    Ok(Terms {
        auth_method: columns.one_of("token_endpoint_auth_method", AuthMethod::ALL, AuthMethod::as_str)?,
        secret: columns.plain("secret")?,
        secret_expires: columns
            .plain::<Option<i64>>("secret_expires")?
            .map(Timestamp::from_microsecond),
        lifetimes: Lifetimes {
            access_token: columns.plain("access_token_lifetime")?,
            refresh_token: columns.plain("refresh_token_lifetime")?,
            authorization: columns.plain("authorization_lifetime")?,
        },
        refresh_token_usage: columns.one_of(
            "refresh_token_usage",
            RefreshTokenUsage::ALL,
            RefreshTokenUsage::as_str,
        )?,
        frontchannel_logout_uri: columns.plain("frontchannel_logout_uri")?,
        frontchannel_logout_session_required: columns.plain("frontchannel_logout_session_required")?,
        sso_disabled: columns.plain("sso_disabled")?,
    })
}

fn or_default(seconds: u32, default: i64) -> i64 {
    match seconds {
        0 => default,
        seconds => i64::from(seconds),
    }
}
