//! Krav og betalinger: the tax administration's claims and payments (identity.md 8.3, 8.4).
//!
//! The members' names are the service owner's, spelling variants and all.

mod betaling;
mod innbetaling;
mod krav;
mod mapping;
mod motregning;
mod utbetaling;

use domain::claim::Amount;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use betaling::{Adresse, Bankkonto, Betalingsinformasjon, Mottaker};
pub use innbetaling::{Innbetaling, PlassertKrav, TilbakebetaltUtbetaling};
pub use krav::{
    Krav, Kravforfall, Kravperiode, MultiSpraakTekst, PlassertInnbetaling, PlassertMotkrav,
    PlassertUtbetaling, SpraakTekst,
};
pub use motregning::{Brukt, DekketKrav, Hovedkrav, MotregningAvInnbetaling, MotregningAvKreditkrav};
pub use utbetaling::{GrunnlagForUtbetaling, KreditKrav, TilbakebetalingAv, Utbetaling};

/// What a caller's token needs.
pub const SCOPE: &str = "skatteetaten:kravogbetalinger";
/// The resource that the service owner asks the decision point about.
pub const RESOURCE: &str = "ske-krav-og-betalinger";
/// The resource that a consent of an organisation's must name.
pub const CONSENT_RESOURCE: &str = "ske-samtykke-krav-og-betalinger";
/// The access model of accounting systems: system users, without consent.
pub const ACCOUNTING: &str = "regnskapssystem";
/// The access model of banks: the organisation's consent.
pub const FINANCE: &str = "finans";

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
    /// `KB-001` to `KB-009`, or `DAS-008`.
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

    /// The same for an amount that may be left out.
    pub(super) mod if_any {
        use domain::claim::Amount;
        use serde::{Deserialize, Deserializer, Serialize, Serializer};

        #[derive(Serialize, Deserialize)]
        struct Kroner(#[serde(with = "super")] Amount);

        #[expect(clippy::ref_option, reason = "serde calls it so")]
        pub(in super::super) fn serialize<S: Serializer>(
            amount: &Option<Amount>,
            serializer: S,
        ) -> Result<S::Ok, S::Error> {
            amount.map(Kroner).serialize(serializer)
        }

        pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Option<Amount>, D::Error> {
            Ok(Option::<Kroner>::deserialize(deserializer)?.map(|kroner| kroner.0))
        }
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
