//! Where a person may be sent: only to an address that the client has registered.

use url::Url;

/// Whether `asked` is one of the registered addresses, letter for letter. A registered loopback address with port 0 fits
/// any port (RFC 8252 7.3; identity.md 3.3).
pub(super) fn is_registered(asked: &str, registered: &[String]) -> bool {
    registered
        .iter()
        .any(|one| one == asked || fits_any_port(asked, one))
}

/// The address with parameters added to those it has.
pub(super) fn with(address: &str, parameters: &[(&str, &str)]) -> Option<String> {
    if parameters.is_empty() {
        return Some(address.to_owned());
    }
    let mut address = Url::parse(address).ok()?;
    address.query_pairs_mut().extend_pairs(parameters);
    Some(address.into())
}

/// Where a form may lead, for a page's content security policy: scheme, host and port, or only the scheme of an address
/// that a program on the person's own machine answers.
pub(super) fn origin(address: &str) -> Option<String> {
    let address = Url::parse(address).ok()?;
    let origin = address.origin();
    Some(if origin.is_tuple() {
        origin.ascii_serialization()
    } else {
        format!("{}:", address.scheme())
    })
}

fn fits_any_port(asked: &str, registered: &str) -> bool {
    let (Ok(asked_url), Ok(registered)) = (Url::parse(asked), Url::parse(registered)) else {
        return false;
    };
    let is_loopback = matches!(registered.host_str(), Some("127.0.0.1" | "[::1]"));
    if registered.scheme() != "http" || !is_loopback || registered.port() != Some(0) {
        return false;
    }
    let mut fixed = asked_url.clone();
    // An address that was written differently from how it is read might hide something: it must read as it is written.
    asked_url.as_str() == asked && fixed.set_port(Some(0)).is_ok() && fixed == registered
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registered(asked: &str) -> bool {
        is_registered(
            asked,
            &[
                "http://127.0.0.1:0/callback".to_owned(),
                "https://app.example/done?a=b".to_owned(),
            ],
        )
    }

    #[test]
    fn a_loopback_address_fits_any_port() {
        assert!(registered("http://127.0.0.1:0/callback"));
        assert!(registered("http://127.0.0.1:50123/callback"));
    }

    #[test]
    fn everything_else_must_be_exact() {
        assert!(registered("https://app.example/done?a=b"));
        for asked in [
            "http://127.0.0.1:50123/other",
            "http://127.0.0.1:50123/callback?x=y",
            "http://127.0.0.1:50123/callback#x",
            "http://127.0.0.1:50123/callback/",
            "http://127.0.0.1:50123/a/../callback",
            "http://localhost:50123/callback",
            "http://127.0.0.2:50123/callback",
            "https://127.0.0.1:50123/callback",
            "http://user@127.0.0.1:50123/callback",
            "http://127.0.0.1:50123@evil.example/callback",
            "http://127.1:50123/callback",
            "https://app.example:443/done?a=b",
            "https://app.example/done",
            "https://APP.example/done?a=b",
            "",
            "javascript:alert(1)",
        ] {
            assert!(!registered(asked), "{asked}");
        }
    }

    #[test]
    fn the_origin_of_an_app_is_its_scheme() {
        assert_eq!(origin("http://127.0.0.1:5/x").unwrap(), "http://127.0.0.1:5");
        assert_eq!(origin("com.example.app:/callback").unwrap(), "com.example.app:");
    }

    #[test]
    fn parameters_are_added_and_escaped() {
        assert_eq!(
            with("https://app.example/done?a=b", &[("state", "x&y=z")]).unwrap(),
            "https://app.example/done?a=b&state=x%26y%3Dz"
        );
    }
}
