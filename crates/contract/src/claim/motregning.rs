//! What was kept for another claim instead of being paid out. The members are spelled as the service owner spells them.

use domain::claim::Amount;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Money that came in and was kept for another claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct MotregningAvInnbetaling {
    pub motregningsidentifikator: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub innkrevingsmyndighet: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hovedkrav: Option<Hovedkrav>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dekket_krav: Vec<DekketKrav>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub motregnetdato: Option<Date>,
}

/// A credit that was kept for another claim. Its list of claims is spelled in its own way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct MotregningAvKreditkrav {
    pub motregningsidentifikator: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub innkrevingsmyndighet: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hovedkrav: Option<Hovedkrav>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dekketkrav: Vec<DekketKrav>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub motregnetdato: Option<Date>,
}

/// What was kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Hovedkrav {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub innbetaling_brukt_imotregning: Vec<Brukt>,
    #[serde(
        rename = "kreditkravBruktIMotregning",
        default,
        skip_serializing_if = "Vec::is_empty"
    )]
    pub kreditkrav_brukt_i_motregning: Vec<Brukt>,
}

/// A payment or a credit that was used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Brukt {
    pub identifikator: String,
    #[serde(with = "super::kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub beloep: Amount,
}

/// A claim that was covered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DekketKrav {
    pub kravforfallsidentifikator: String,
    #[serde(with = "super::kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub dekket_beloep: Amount,
}
