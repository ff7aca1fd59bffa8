//! Money that went out.

use domain::claim::Amount;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::betaling::Betalingsinformasjon;
use super::krav::{Kravperiode, MultiSpraakTekst};

/// Money that went out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Utbetaling {
    pub part_identifikator: String,
    pub utbetalingsidentifikator: String,
    pub utbetaltdato: Date,
    #[serde(with = "super::kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub utbetalt_beloep: Amount,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub betalt_til: Option<Betalingsinformasjon>,
    pub grunnlag_for_utbetaling: GrunnlagForUtbetaling,
    pub utbetalingstatus: String,
}

/// Why money went out: credits, or money that came in and belonged nowhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct GrunnlagForUtbetaling {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kredit_krav: Vec<KreditKrav>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tilbakebetaling_av: Vec<TilbakebetalingAv>,
}

/// A credit that was paid out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct KreditKrav {
    pub kravforfallidentifikator: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kravbeskrivelse: Option<MultiSpraakTekst>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kravtype: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kravperiode: Option<Kravperiode>,
    #[serde(
        default,
        with = "super::kroner::if_any",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
    pub opprinnelig_beloep: Option<Amount>,
    #[serde(
        default,
        with = "super::kroner::if_any",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
    pub gjenstaaende_beloep: Option<Amount>,
    #[serde(with = "super::kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub utbetalt_beloep: Amount,
}

/// Money that came in and was sent back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TilbakebetalingAv {
    pub innbetalingsidentifikator: String,
    #[serde(with = "super::kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub utbetalt_beloep: Amount,
}
