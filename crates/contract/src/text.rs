//! Answers that are a bare sentence (altinn-platform.md 1.5, shape 5).

/// The sentence in a bare answer: quoted as JSON when the caller asked for JSON, otherwise as it is.
pub fn sentence(body: &str) -> String {
    serde_json::from_str(body).unwrap_or_else(|_| body.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_the_same_quoted_or_bare() {
        assert_eq!(
            sentence("\"System \\\"x\\\" not found.\""),
            "System \"x\" not found."
        );
        assert_eq!(sentence("System \"x\" not found."), "System \"x\" not found.");
    }
}
