//! Money that came in.

use domain::claim::Amount;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::betaling::{Bankkonto, Betalingsinformasjon};
use super::krav::MultiSpraakTekst;
use super::motregning::MotregningAvInnbetaling;

/// Money that came in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Innbetaling {
    pub part_identifikator: String,
    pub innbetalingsidentifikator: String,
    pub innbetalingsdato: Date,
    #[serde(with = "super::kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub innbetalt_beloep: Amount,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plassert_krav: Vec<PlassertKrav>,
    #[serde(with = "super::kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub uplassert_beloep: Amount,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mottakers_kontonummer: Option<Bankkonto>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub innbetalt_fra: Option<Betalingsinformasjon>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub innbetalingstype: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plassert_utbetaling: Vec<TilbakebetaltUtbetaling>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub motregning_av_innbetaling: Vec<MotregningAvInnbetaling>,
}

/// The part of a claim that money was put towards.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PlassertKrav {
    pub kravforfall_identifikator: String,
    #[serde(with = "super::kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub plassert_beloep: Amount,
    pub plassert_dato: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kravbeskrivelse: Option<MultiSpraakTekst>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kravforfallsdato: Option<Date>,
    #[serde(
        default,
        with = "super::kroner::if_any",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
    pub opprinnelig_kravforfallsbeloep: Option<Amount>,
    #[serde(
        default,
        with = "super::kroner::if_any",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<f64>"))]
    pub gjenstaaende_kravforfallsbeloep: Option<Amount>,
}

/// Money that came in and was sent back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TilbakebetaltUtbetaling {
    pub utbetalingsidentifikator: String,
    pub utbetaltdato: Date,
    #[serde(with = "super::kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub utbetalt_beloep: Amount,
    pub betalt_til: Betalingsinformasjon,
}
