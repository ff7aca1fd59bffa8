//! Krav og betalinger: the tax administration's claims and payments (identity.md 8.3, 8.4).
//!
//! The members' names are the service owner's, spelling variants and all.

mod mapping;

use domain::claim::Amount;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a caller's token needs.
pub const SCOPE: &str = "skatteetaten:kravogbetalinger";
/// The resource that the service owner asks the decision point about.
pub const RESOURCE: &str = "ske-krav-og-betalinger";
/// The access model of accounting systems: system users, without consent.
pub const ACCOUNTING: &str = "regnskapssystem";

/// What is open, with sums.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AapneKrav {
    pub part_identifikator: String,
    pub skjermet: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aapent_krav_med_gjenstaaende_beloep: Vec<Krav>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub innbetaling_med_uplassert_beloep: Vec<Innbetaling>,
    pub total_oversikt: TotalOversikt,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub oversikt_per_kravgruppe: Vec<OversiktPerKravgruppe>,
}

/// Every claim made in a period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AlleKrav {
    pub part_identifikator: String,
    pub periode: Periode,
    pub skjermet: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub krav: Vec<Krav>,
}

/// Money that came in during a period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Innbetalinger {
    pub part_identifikator: String,
    pub periode: Periode,
    pub skjermet: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub innbetaling: Vec<Innbetaling>,
}

/// Money that went out during a period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Utbetalinger {
    pub part_identifikator: String,
    pub periode: Periode,
    pub skjermet: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub utbetaling: Vec<Utbetaling>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Periode {
    pub fra_og_med: Date,
    pub til_og_med: Date,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Krav {
    pub part_identifikator: String,
    pub kravidentifikator: String,
    pub kravtype: String,
    #[serde(with = "kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub opprinnelig_beloep: Amount,
    #[serde(with = "kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub gjenstaaende_beloep: Amount,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kravforfall: Vec<Kravforfall>,
    #[serde(with = "kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub stipulerte_renter: Amount,
    pub kravbeskrivelse: MultiSpraakTekst,
    pub kravperiode: Kravperiode,
    pub opprettelsesdato_for_krav: Date,
    pub kravgruppe: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Kravforfall {
    pub kravforfalls_identifikator: String,
    pub forfallsdato: Date,
    #[serde(with = "kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub opprinnelig_beloep: Amount,
    #[serde(with = "kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub gjenstaaende_beloep: Amount,
    pub betalingsinformasjon: Betalingsinformasjon,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Betalingsinformasjon {
    pub kidnummer: String,
    pub valutakode: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct MultiSpraakTekst {
    pub spraak_tekst: Vec<SpraakTekst>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SpraakTekst {
    pub tekst: String,
    pub spraak: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Innbetaling {
    pub part_identifikator: String,
    pub innbetalingsidentifikator: String,
    pub innbetalingsdato: Date,
    #[serde(with = "kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub innbetalt_beloep: Amount,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plassert_krav: Vec<PlassertKrav>,
    #[serde(with = "kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub uplassert_beloep: Amount,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PlassertKrav {
    pub kravforfall_identifikator: String,
    #[serde(with = "kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub plassert_beloep: Amount,
    pub plassert_dato: Date,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Utbetaling {
    pub part_identifikator: String,
    pub utbetalingsidentifikator: String,
    pub utbetaltdato: Date,
    #[serde(with = "kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub utbetalt_beloep: Amount,
    pub grunnlag_for_utbetaling: GrunnlagForUtbetaling,
    pub utbetalingstatus: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct GrunnlagForUtbetaling {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kredit_krav: Vec<KreditKrav>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct KreditKrav {
    pub kravforfallidentifikator: String,
    #[serde(with = "kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub utbetalt_beloep: Amount,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TotalOversikt {
    #[serde(with = "kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub sum_stipulerte_renter: Amount,
    #[serde(with = "kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub sum_forfalte_krav: Amount,
    #[serde(with = "kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub sum_ikke_forfalte_krav: Amount,
    #[serde(with = "kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub sum_uplasserte_innbetalinger: Amount,
    #[serde(with = "kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub saldo: Amount,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct OversiktPerKravgruppe {
    pub kravgruppe: String,
    #[serde(with = "kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub sum_stipulerte_renter: Amount,
    #[serde(with = "kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub sum_forfalte_krav: Amount,
    #[serde(with = "kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub sum_ikke_forfalte_krav: Amount,
    #[serde(with = "kroner")]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub saldo: Amount,
}

/// Why the service owner says no.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Feil {
    /// `KB-001` to `KB-009`.
    pub kode: String,
    pub melding: String,
    pub korrelasjonsid: String,
}

/// Kroner with decimals on the wire, whole øre in the domain.
mod kroner {
    use domain::claim::Amount;
    use serde::{Deserialize, Deserializer, Serializer, de, ser};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    pub(super) fn serialize<S: Serializer>(amount: &Amount, serializer: S) -> Result<S::Ok, S::Error> {
        let kroner: f64 = amount.to_string().parse().map_err(ser::Error::custom)?;
        serializer.serialize_f64(kroner)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Amount, D::Error> {
        let kroner = f64::deserialize(deserializer)?;
        format!("{kroner:.2}")
            .replace('.', "")
            .parse()
            .map(Amount)
            .map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ore_become_kroner_and_back_without_loss() {
        for ore in [0, 1, -1, 99, 100, -12_345, 123_456_789_012] {
            let total = OversiktPerKravgruppe {
                kravgruppe: "Skatt".into(),
                sum_stipulerte_renter: Amount(ore),
                sum_forfalte_krav: Amount(ore),
                sum_ikke_forfalte_krav: Amount(ore),
                saldo: Amount(ore),
            };
            let text = serde_json::to_string(&total).unwrap();
            assert_eq!(
                serde_json::from_str::<OversiktPerKravgruppe>(&text).unwrap(),
                total,
                "{text}"
            );
        }
    }

    #[test]
    fn whole_kroner_may_come_without_decimals() {
        let text = r#"{"kravgruppe":"Skatt","sumStipulerteRenter":0,"sumForfalteKrav":5,"sumIkkeForfalteKrav":-5.5,"saldo":0}"#;
        let read: OversiktPerKravgruppe = serde_json::from_str(text).unwrap();
        assert_eq!(
            (read.sum_forfalte_krav, read.sum_ikke_forfalte_krav),
            (Amount(500), Amount(-550))
        );
    }
}
