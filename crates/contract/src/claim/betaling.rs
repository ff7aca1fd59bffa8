//! How money is paid, and to whom.

use serde::{Deserialize, Serialize};

/// How money is, or was, paid.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Betalingsinformasjon {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kidnummer: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub melding_sendt_til_mottaker: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub konto: Option<Bankkonto>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sjekk_sendt_til: Option<Mottaker>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub utbetalingskort_sendt_til: Option<Mottaker>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valutakode: Option<String>,
}

/// A bank account. A payer's number is masked but for its last five digits.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Bankkonto {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bankinformasjon: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kontoeiers_navn: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kontonummer: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iban: Option<String>,
    #[serde(rename = "swiftBIC", default, skip_serializing_if = "Option::is_none")]
    pub swift_bic: Option<String>,
}

/// Whom money is sent to by mail.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Mottaker {
    pub mottakers_navn: String,
    pub mottakers_addresse: Adresse,
}

/// Where mail goes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Adresse {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub adressetekst: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub poststedsnavn: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postnummer: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub landkode: Option<String>,
}
