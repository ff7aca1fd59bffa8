//! One call to the service owner, read and let in before anything is answered.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::response::Response;
use contract::claim::{ACCOUNTING, FINANCE};
use domain::{OrgNumber, SystemUserId};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use url::form_urlencoded;

use super::answer::{Fault, Manner};
use super::decision::{OwnToken, permitted, require_known};
use super::token::{Claims, Consent, Trusted};
use crate::caller::bearer;
use crate::world::World;

/// A call that is let in: the token is good, and Altinn permits the system user to read for the organisation, or the
/// organisation has consented.
#[derive(Debug)]
pub(super) struct Admitted {
    pub(super) organization: OrgNumber,
    pub(super) today: Date,
    pub(super) manner: Manner,
    query: String,
}

impl aide::OperationInput for Admitted {}

impl FromRequestParts<Arc<World>> for Admitted {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, world: &Arc<World>) -> Result<Self, Response> {
        let manner = Manner::read(&parts.headers, &parts.uri, world.chance.uuid())
            .map_err(|(fault, manner)| fault.answer(&manner))?;
        let organization = admit(parts, world).await.map_err(|fault| fault.answer(&manner))?;
        Ok(Self {
            organization,
            today: world.clock.now().inner().to_zoned(TimeZone::UTC).date(),
            manner,
            query: parts.uri.query().unwrap_or_default().to_owned(),
        })
    }
}

/// Token, then what is asked for, then whether it may be told.
async fn admit(parts: &mut Parts, world: &Arc<World>) -> Result<OrgNumber, Fault> {
    let part = |parts: &Parts| {
        parts
            .extensions
            .get::<Arc<Trusted>>()
            .cloned()
            .zip(parts.extensions.get().cloned())
    };
    let Some((trusted, own)): Option<(Arc<Trusted>, Arc<OwnToken>)> = part(parts) else {
        return Err(Fault::Backend("the router lacks a layer".to_owned()));
    };
    let token = bearer(&parts.headers).ok_or(Fault::Unauthenticated("tokenet mangler"))?;
    let claims = trusted.read(world, token).await?;
    let Path((model, identifier)) = Path::<(String, String)>::from_request_parts(parts, world)
        .await
        .map_err(|_| Fault::UnknownAddress)?;
    let behalf = Behalf::of(&model, &claims)?;
    let organization = organization(&identifier)?;
    require_known(world, &own, &organization).await?;
    let reaches = match behalf {
        Behalf::SystemUser(id) => permitted(world, &own, id, &organization).await?,
        Behalf::Consent(consent) => {
            consent.reaches(&organization, claims.consumer.as_ref(), world.clock.now())
        }
    };
    if reaches {
        Ok(organization)
    } else {
        Err(Fault::Refused(behalf.short()))
    }
}

/// What a caller must have of the organisation: each model has its own (identity.md 8.1).
#[derive(Clone, Copy)]
enum Behalf<'a> {
    SystemUser(SystemUserId),
    Consent(&'a Consent),
}

impl<'a> Behalf<'a> {
    fn of(model: &str, claims: &'a Claims) -> Result<Self, Fault> {
        match model {
            ACCOUNTING => claims
                .system_user()
                .map(Self::SystemUser)
                .ok_or(Fault::NoAccess("tokenet er ikke for en systembruker")),
            FINANCE => claims
                .consent()
                .map(Self::Consent)
                .ok_or(Fault::NoAccess("tokenet bærer ikke et samtykke")),
            _ => Err(Fault::Invalid(format!("Rettighetspakken {model} finnes ikke."))),
        }
    }

    /// What is told when it does not reach.
    fn short(self) -> &'static str {
        match self {
            Self::SystemUser(_) => "Systembrukeren har ikke tilgang til krav og betalinger for virksomheten.",
            Self::Consent(_) => {
                "Samtykket gjelder ikke krav og betalinger for virksomheten, eller det er utløpt."
            }
        }
    }
}

fn organization(text: &str) -> Result<OrgNumber, Fault> {
    OrgNumber::parse_strictly(text)
        .map_err(|_| Fault::Invalid("Identifikatoren er ikke et gyldig organisasjonsnummer.".to_owned()))
}

impl Admitted {
    /// The days asked for, both included: at most a year.
    pub(super) fn period(&self) -> Result<(Date, Date), Fault> {
        let (from, to) = (self.date("fraOgMed")?, self.date("tilOgMed")?);
        if to < from {
            return Err(Fault::Invalid("tilOgMed er før fraOgMed.".to_owned()));
        }
        if to > from.saturating_add(1.year()) {
            return Err(Fault::Invalid("Perioden er lengre enn ett år.".to_owned()));
        }
        Ok((from, to))
    }

    fn date(&self, name: &str) -> Result<Date, Fault> {
        let given = form_urlencoded::parse(self.query.as_bytes())
            .find(|(key, _)| key == name)
            .map(|(_, value)| value);
        let text = given.ok_or_else(|| Fault::Invalid(format!("{name} mangler.")))?;
        let is_a_date = text.len() == 10 && text.split('-').count() == 3;
        let read = if is_a_date { text.parse().ok() } else { None };
        read.ok_or_else(|| Fault::Invalid(format!("{name} er ikke en dato (ÅÅÅÅ-MM-DD).")))
    }
}
