//! Maskinporten's question to Altinn: does a consent hold? (identity.md 1.8)

use std::collections::BTreeMap;

use domain::consent::ConsentRight;
use domain::{Consent, ConsentId, PartyUrn, Timestamp};
use serde::{Deserialize, Serialize};

use crate::decision::attribute::RESOURCE;
use crate::delegation::Attribute;

pub const CONSENT_LOOKUP: &str = "/accessmanagement/api/v1/maskinporten/consent/lookup";

/// Looks consents up: Maskinporten's own.
pub const CONSENT_READ: &str = "altinn:maskinporten/consent.read";

/// Which consent is meant: its id, who has given it, and to whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConsentLookup {
    pub id: ConsentId,
    pub from: PartyUrn,
    pub to: PartyUrn,
}

/// A consent that holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ConsentInfo {
    pub id: ConsentId,
    pub from: PartyUrn,
    pub to: PartyUrn,
    /// Written with an offset, `+00:00`, as [`Self::valid_to`] is.
    pub consented: String,
    pub valid_to: String,
    pub consent_rights: Vec<ConsentRightDto>,
}

/// One thing that a consent opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConsentRightDto {
    pub action: Vec<String>,
    pub resource: Vec<Attribute>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metadata: Option<BTreeMap<String, String>>,
}

impl From<&Consent> for ConsentInfo {
    fn from(consent: &Consent) -> Self {
        let written = |moment: Timestamp| moment.to_string().replace('Z', "+00:00");
        Self {
            id: consent.id,
            from: consent.from.clone(),
            to: PartyUrn::Organization(consent.to.clone()),
            consented: written(consent.consented),
            valid_to: written(consent.valid_to),
            consent_rights: consent.rights.iter().map(Into::into).collect(),
        }
    }
}

impl From<&ConsentRight> for ConsentRightDto {
    fn from(right: &ConsentRight) -> Self {
        Self {
            action: right.action.clone(),
            resource: vec![Attribute {
                kind: RESOURCE.to_owned(),
                value: right.resource.to_string(),
            }],
            metadata: Some(right.metadata.clone()).filter(|metadata| !metadata.is_empty()),
        }
    }
}
