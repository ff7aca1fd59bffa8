use serde::{Deserialize, Serialize};

/// One of the world's listeners, by the name that the program's ready line gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Listener {
    Platform,
    Maskinporten,
    Idporten,
    ServiceOwner,
    Portal,
    Administration,
}
