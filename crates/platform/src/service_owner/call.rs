//! One call to the service owner, read and let in before anything is answered.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::response::Response;
use contract::claim::ACCOUNTING;
use domain::OrgNumber;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use url::form_urlencoded;

use super::answer::{Fault, Manner};
use super::decision::{OwnToken, permitted};
use super::token::Trusted;
use crate::caller::bearer;
use crate::world::World;

/// A call that is let in: the token is good, and Altinn permits the system user to read for the organisation.
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

/// Token, then what is asked for, then whether Altinn permits it.
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
    let organization = organization(&identifier)?;
    match model.as_str() {
        ACCOUNTING => {}
        "finans" => return Err(Fault::Refused),
        _ => return Err(Fault::Invalid(format!("Rettighetspakken {model} finnes ikke."))),
    }
    let system_user = claims
        .authorization_details
        .first()
        .and_then(|detail| detail.systemuser_id.first());
    let system_user = *system_user.ok_or(Fault::Refused)?;
    if permitted(world, &own, system_user, &organization).await? {
        Ok(organization)
    } else {
        Err(Fault::Refused)
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
