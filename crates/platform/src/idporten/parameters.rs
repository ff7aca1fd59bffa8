//! What a query or a form says, name by name.

use std::convert::Infallible;

use aide::OperationInput;
use axum::extract::{Form, FromRequest, Request};
use url::form_urlencoded::Serializer;

/// The query of a GET, or the form of a POST; nothing when that cannot be read.
#[derive(Debug)]
pub(super) struct Sent(pub(super) Option<Parameters>);

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Infallible;

    async fn from_request(call: Request, state: &S) -> Result<Self, Infallible> {
        let pairs = Form::<Vec<(String, String)>>::from_request(call, state).await;
        Ok(Self(pairs.ok().map(|Form(pairs)| Parameters(pairs))))
    }
}

impl OperationInput for Sent {}

/// The parameters of a call. An empty one counts as absent (RFC 6749 3.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Reads what [`Self::encoded`] wrote.
    pub(super) fn decoded(text: &str) -> Self {
        let pairs = url::form_urlencoded::parse(text.as_bytes());
        Self(pairs.into_owned().collect())
    }

    pub(super) fn encoded(&self) -> String {
        Serializer::new(String::new()).extend_pairs(&self.0).finish()
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(key, _)| key == name)?;
        Some(value.as_str()).filter(|value| !value.is_empty())
    }

    /// Whether a parameter comes twice: then nobody can know which is meant.
    pub(super) fn repeats(&self) -> bool {
        let mut names: Vec<&str> = self.0.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names.windows(2).any(|pair| pair[0] == pair[1])
    }

    /// Everything but some parameters.
    pub(super) fn without(mut self, names: &[&str]) -> Self {
        self.0.retain(|(name, _)| !names.contains(&name.as_str()));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_parameter_is_absent_and_a_repeated_one_is_noticed() {
        let parameters = Parameters::decoded("a=1&b=&c=x%26y");
        assert_eq!(parameters.get("a"), Some("1"));
        assert_eq!(parameters.get("b"), None);
        assert!(!parameters.repeats());
        assert!(Parameters::decoded("a=1&b=2&a=1").repeats());
        assert_eq!(Parameters::decoded(&parameters.encoded()), parameters);
    }
}
