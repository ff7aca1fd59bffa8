//! What a caller takes (RFC 9110 12.5.1).

use axum::http::{HeaderMap, header};

/// The media types of every `Accept` line in small letters, what is most wanted first. One of weight 0 is not wanted.
pub(crate) fn accepted(headers: &HeaderMap) -> Vec<String> {
    let lines = headers.get_all(header::ACCEPT).iter();
    let parts = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','));
    let mut kinds: Vec<(String, f32)> = parts.map(weighed).filter(|(_, weight)| *weight > 0.0).collect();
    kinds.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    kinds.into_iter().map(|(kind, _)| kind).collect()
}

/// A media type and its weight; 1 when it says none that can be read.
fn weighed(part: &str) -> (String, f32) {
    let mut parts = part.split(';').map(str::trim);
    let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
    let weights = parts.filter_map(|parameter| parameter.split_once('='));
    let mut weights = weights.filter(|(name, _)| name.trim().eq_ignore_ascii_case("q"));
    let weight = weights.find_map(|(_, value)| value.trim().parse().ok());
    (kind, weight.unwrap_or(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_most_wanted_comes_first_on_whatever_line() {
        let lines = [
            "text/plain;q=0.1, Application/JSON ; charset=utf-8",
            "text/html;Q=0, text/xml; q=0.5",
        ];
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header::ACCEPT, line.parse().unwrap());
        }
        assert_eq!(accepted(&headers), ["application/json", "text/xml", "text/plain"]);
        assert!(accepted(&HeaderMap::new()).is_empty());
    }
}
