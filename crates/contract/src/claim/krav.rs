//! Claims and their parts.

use domain::claim::Amount;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::betaling::Betalingsinformasjon;
use super::motregning::MotregningAvKreditkrav;

/// A claim, with what has happened to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Krav {
    pub part_identifikator: String,
    pub kravidentifikator: String,
    pub kravtype: String,
    #[serde(with = "super::kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub opprinnelig_beloep: Amount,
    #[serde(with = "super::kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub gjenstaaende_beloep: Amount,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kravforfall: Vec<Kravforfall>,
    #[serde(with = "super::kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub stipulerte_renter: Amount,
    pub kravbeskrivelse: MultiSpraakTekst,
    pub kravperiode: Kravperiode,
    pub opprettelsesdato_for_krav: Date,
    pub kravgruppe: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hovedstol_kravidentifikator: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fastsettingsmaate: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub motregning_av_kreditkrav: Vec<MotregningAvKreditkrav>,
}

/// A part of a claim with its own due date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Kravforfall {
    pub kravforfalls_identifikator: String,
    pub forfallsdato: Date,
    #[serde(with = "super::kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub opprinnelig_beloep: Amount,
    #[serde(with = "super::kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub gjenstaaende_beloep: Amount,
    pub betalingsinformasjon: Betalingsinformasjon,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plassert_innbetaling: Vec<PlassertInnbetaling>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plassert_motkrav: Vec<PlassertMotkrav>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plassert_utbetaling: Vec<PlassertUtbetaling>,
}

/// Money that came in and was put towards the part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PlassertInnbetaling {
    pub innbetalings_identifikator: String,
    #[serde(with = "super::kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub plassert_beloep: Amount,
    pub plassert_dato: Date,
    pub innbetalingsdato: Date,
    #[serde(with = "super::kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub innbetalt_beloep: Amount,
    pub innbetalt_fra: Betalingsinformasjon,
    pub innbetalingstype: String,
}

/// Another claim that was put towards the part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PlassertMotkrav {
    pub kravforfalls_identifikator: String,
    #[serde(with = "super::kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub plassert_beloep: Amount,
    pub kravtype: String,
    pub plassert_dato: Date,
    pub kravbeskrivelse: MultiSpraakTekst,
    pub forfallsdato: Date,
    pub kravperiode: Kravperiode,
}

/// Money that went out from the part, a credit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PlassertUtbetaling {
    pub utbetalingsidentifikator: String,
    #[serde(with = "super::kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub utbetalt_beloep: Amount,
    pub utbetalt_dato: Date,
    pub betalt_til: Betalingsinformasjon,
    #[serde(with = "super::kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub plassert_beloep: Amount,
    pub plassert_dato: Date,
}

/// What a claim is for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Kravperiode {
    pub periode_beskrivelse: MultiSpraakTekst,
    pub aar: String,
    pub fra_dato: Date,
    pub til_dato: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub termin_teknisk_navn: Option<String>,
}

/// A text in several languages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct MultiSpraakTekst {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spraak_tekst: Vec<SpraakTekst>,
}

/// A text in one language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SpraakTekst {
    pub tekst: String,
    pub spraak: String,
}
