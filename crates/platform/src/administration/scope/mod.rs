//! Scopes, administered by those who own their prefix (identity.md 2.4).

pub(super) mod create;
pub(super) mod deactivate;
pub(super) mod list;
pub(super) mod list_all;
pub(super) mod update;

use contract::administration::{ScopeBody, TokenType};
use domain::registration::{RegistrationFault, scope_of};
use domain::{OrgNumber, Scope, Timestamp};
use rusqlite::Connection;
use url::Url;

use super::refusal::Refused;
use crate::store::scope::{self, RegisteredScope, Texts, Words};

/// Characters of a description, at the most.
const LONGEST: usize = 2000;

/// A scope of the organisation's own. One that it may not see is not there.
pub(super) fn own(conn: &Connection, org: &OrgNumber, name: &Scope) -> Result<RegisteredScope, Refused> {
    let absent = || Refused::NotFound(format!("There is no scope {name}."));
    let scope = scope::find(conn, name)?.ok_or_else(absent)?;
    if scope.owner == *org {
        Ok(scope)
    } else if scope.active && scope.visibility == domain::registration::Visibility::Public {
        Err(Refused::Forbidden(format!(
            "The scope {name} is another organisation's."
        )))
    } else {
        Err(absent())
    }
}

/// Checks a body, and makes of it what is kept.
fn checked(org: &OrgNumber, body: ScopeBody, now: Timestamp) -> Result<RegisteredScope, Refused> {
    let name = scope_of(&body.prefix, &body.subscope)?;
    if body.name.as_ref().is_some_and(|given| *given != name) {
        return Err(RegistrationFault::ScopeName.into());
    }
    let texts = [
        ("description", &body.description),
        ("description#en", &body.description_en),
        ("description#nn", &body.description_nn),
        ("long_description", &body.long_description),
        ("long_description#en", &body.long_description_en),
        ("long_description#nn", &body.long_description_nn),
    ];
    for (field, text) in texts {
        if text.as_ref().is_some_and(|text| text.chars().count() > LONGEST) {
            return Err(Refused::field(field, &format!("at most {LONGEST} characters.")));
        }
    }
    if body
        .description
        .as_ref()
        .is_none_or(|text| text.trim().is_empty())
    {
        return Err(Refused::field("description", "it is required."));
    }
    if let Some(source) = &body.delegation_source
        && Url::parse(source).is_err()
    {
        return Err(Refused::field("delegation_source", "it must be an address."));
    }
    Ok(RegisteredScope {
        active: body.active.unwrap_or(true),
        visibility: body.visibility.unwrap_or_default(),
        accessible_for_all: body.accessible_for_all,
        delegation_source: body.delegation_source,
        at_max_age: body.at_max_age,
        requires_user_authentication: body.requires_user_authentication,
        integrations: body.allowed_integration_types,
        words: Words {
            description: Texts {
                nb: body.description,
                nn: body.description_nn,
                en: body.description_en,
            },
            long_description: Texts {
                nb: body.long_description,
                nn: body.long_description_nn,
                en: body.long_description_en,
            },
            is_opaque: body.token_type == Some(TokenType::Opaque),
            requires_user_consent: body.requires_user_consent,
            requires_pseudonymous_tokens: body.requires_pseudonymous_tokens,
            authorization_max_lifetime: body.authorization_max_lifetime,
            protected: body.protected,
            supports_european_businesses: body.supports_european_businesses,
        },
        ..RegisteredScope::new(name, org.clone(), now)
    })
}

/// A scope as it is answered.
fn written(scope: RegisteredScope) -> ScopeBody {
    let (prefix, subscope) = scope.name.as_str().split_once(':').unwrap_or_default();
    let words = scope.words;
    ScopeBody {
        prefix: prefix.to_owned(),
        subscope: subscope.to_owned(),
        description: words.description.nb,
        description_en: words.description.en,
        description_nn: words.description.nn,
        long_description: words.long_description.nb,
        long_description_en: words.long_description.en,
        long_description_nn: words.long_description.nn,
        active: Some(scope.active),
        created: Some(scope.created),
        last_updated: Some(scope.last_updated),
        allowed_integration_types: scope.integrations,
        owner_orgno: Some(scope.owner),
        token_type: Some(if words.is_opaque {
            TokenType::Opaque
        } else {
            TokenType::SelfContained
        }),
        visibility: Some(scope.visibility),
        requires_user_consent: words.requires_user_consent,
        requires_user_authentication: scope.requires_user_authentication,
        requires_pseudonymous_tokens: words.requires_pseudonymous_tokens,
        delegation_source: scope.delegation_source,
        at_max_age: scope.at_max_age,
        authorization_max_lifetime: words.authorization_max_lifetime,
        accessible_for_all: scope.accessible_for_all,
        protected: words.protected,
        supports_european_businesses: words.supports_european_businesses,
        name: Some(scope.name),
    }
}
