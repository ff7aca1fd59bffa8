//! What may be registered.

use super::*;

#[test]
fn five_keys_are_enough() {
    let names: Vec<String> = (0..6).map(|n| format!("key-{n}")).collect();
    let keys: Vec<KeyOffered<'_>> = names.iter().map(|name| key(name)).collect();
    assert_eq!(check_keys(&keys[..5]), Ok(()));
    assert_eq!(check_keys(&keys), Err(RegistrationFault::TooManyKeys(6)));
}

#[test]
fn a_key_is_named_with_letters_that_travel() {
    for name in ["a", "Key_1.2-3", &"k".repeat(255)] {
        assert_eq!(check_keys(&[key(name)]), Ok(()), "{name}");
    }
    for name in ["", "a b", "a/b", "nøkkel", &"k".repeat(256)] {
        assert_eq!(
            check_keys(&[key(name)]),
            Err(RegistrationFault::KeyName(name.to_owned()))
        );
    }
    assert_eq!(
        check_keys(&[key("a"), key("a")]),
        Err(RegistrationFault::KeyNameTwice("a".to_owned()))
    );
}

#[test]
fn a_key_is_for_signing_with_rsa() {
    let odd = [
        KeyOffered {
            kind: "EC",
            ..key("a")
        },
        KeyOffered {
            algorithm: Some("PS256"),
            ..key("a")
        },
        KeyOffered {
            purpose: Some("enc"),
            ..key("a")
        },
        KeyOffered {
            exponent: &[],
            ..key("a")
        },
    ];
    for key in odd {
        assert_eq!(
            check_keys(&[key]),
            Err(RegistrationFault::KeyKind("a".to_owned()))
        );
    }
}

#[test]
fn a_key_of_2047_bits_is_too_short_however_it_is_padded() {
    let mut number = [0xff; 257];
    number[0] = 0;
    number[1] = 0x7f;
    let short = KeyOffered {
        modulus: &number,
        ..key("a")
    };
    assert_eq!(
        check_keys(&[short]),
        Err(RegistrationFault::KeyTooShort("a".to_owned(), 2047))
    );
    assert_eq!(
        check_keys(&[KeyOffered {
            modulus: &[],
            ..key("a")
        }]),
        Err(RegistrationFault::KeyTooShort("a".to_owned(), 0))
    );
}

#[test]
fn a_scope_has_a_prefix_and_a_rest() {
    assert_eq!(
        scope_of("altinn", "accessmanagement/enduser:connections.read"),
        Ok(Scope::from("altinn:accessmanagement/enduser:connections.read"))
    );
    for (prefix, rest) in [
        ("", "a"),
        ("a", ""),
        ("A", "b"),
        ("a:b", "c"),
        ("a", "b c"),
        ("a", "ø"),
    ] {
        assert_eq!(
            scope_of(prefix, rest),
            Err(RegistrationFault::ScopeName),
            "{prefix}:{rest}"
        );
    }
}

#[test]
fn a_no_may_be_asked_about_again_and_a_yes_stays() {
    let after = AccessState::asked;
    assert_eq!(after(None), AccessState::Requested);
    assert_eq!(after(Some(AccessState::Denied)), AccessState::Requested);
    assert_eq!(after(Some(AccessState::Approved)), AccessState::Approved);
}

#[test]
fn the_gate_names_what_is_missing_and_stays_open_once_passed() {
    let now = Timestamp::from_second(1);
    let new = Onboarding {
        org: OrgNumber::parse("991825827").unwrap(),
        scopes_granted: true,
        client_ready: false,
        is_tested: true,
        agreement: None,
        passed: None,
    };
    assert_eq!(
        new.clone().pass(now),
        Err(vec![Step::ClientReady, Step::AgreementSigned])
    );
    let ready = Onboarding {
        client_ready: true,
        agreement: Some((now, "Kari".to_owned())),
        ..new
    };
    let passed = ready.pass(now).unwrap();
    assert_eq!(passed.passed, Some(now));
    let later = Onboarding {
        client_ready: false,
        ..passed
    };
    assert_eq!(later.pass(Timestamp::from_second(2)).unwrap().passed, Some(now));
}

fn key(name: &str) -> KeyOffered<'_> {
    const MODULUS: &[u8] = &[0xff; 256];
    KeyOffered {
        name,
        kind: "RSA",
        algorithm: Some("RS256"),
        purpose: Some("sig"),
        modulus: MODULUS,
        exponent: &[1, 0, 1],
    }
}
