//! Which grants are good.

use super::*;
use crate::ids::ExternalRef;

const AUDIENCE: &str = "https://test.maskinporten.no/";
const CONSENT: &str = "0b1c6f0e-5a55-4b68-9d0f-7c2b6c0a41c9";
const CUSTOMER: &str = "urn:altinn:organization:identifier-no:310702641";

#[test]
fn a_grant_for_the_token_address_is_refused() {
    let grant = Grant {
        audience: vec![format!("{AUDIENCE}token")],
        ..grant()
    };
    assert_eq!(check(&grant), Err(MaskinportenRefusal::AudienceWrong));
}

#[test]
fn a_grant_for_two_audiences_is_refused() {
    let grant = Grant {
        audience: vec![AUDIENCE.to_owned(), "other".to_owned()],
        ..grant()
    };
    assert_eq!(check(&grant), Err(MaskinportenRefusal::AudienceWrong));
}

#[test]
fn a_grant_may_be_ten_seconds_early_and_no_more() {
    let early = |seconds| Grant {
        issued_at: at(seconds),
        expires_at: at(60),
        ..grant()
    };
    assert_eq!(check(&early(10)), Ok(()));
    assert_eq!(check(&early(11)), Err(MaskinportenRefusal::IssuedInFuture));
}

#[test]
fn a_grant_lives_two_minutes_and_no_more() {
    let living = |seconds| Grant {
        expires_at: at(seconds),
        ..grant()
    };
    assert_eq!(check(&living(120)), Ok(()));
    assert_eq!(check(&living(121)), Err(MaskinportenRefusal::LifetimeTooLong));
}

#[test]
fn a_grant_is_expired_ten_seconds_after_its_end() {
    let ended = |seconds| Grant {
        issued_at: at(-100),
        expires_at: at(seconds),
        ..grant()
    };
    assert_eq!(check(&ended(-9)), Ok(()));
    assert_eq!(check(&ended(-10)), Err(MaskinportenRefusal::GrantExpired));
}

#[test]
fn the_audience_is_judged_before_the_times_and_they_before_the_claims() {
    let worst = Grant {
        audience: vec![],
        issued_at: at(-500),
        expires_at: at(-400),
        unknown_claims: vec!["foo".to_owned()],
        ..grant()
    };
    assert_eq!(check(&worst), Err(MaskinportenRefusal::AudienceWrong));
    let better = Grant {
        audience: vec![AUDIENCE.to_owned()],
        ..worst
    };
    assert_eq!(check(&better), Err(MaskinportenRefusal::GrantExpired));
    let almost = Grant {
        issued_at: at(0),
        expires_at: at(60),
        ..better
    };
    assert_eq!(check(&almost), Err(MaskinportenRefusal::GrantMalformed));
}

#[test]
fn a_grant_for_a_person_who_may_exist_is_refused() {
    let of = |pid: &str| Grant {
        pid: Some(pid.to_owned()),
        ..grant()
    };
    assert_eq!(check(&of("12847820045")), Ok(()));
    assert_eq!(
        check(&of("06057897380")),
        Err(MaskinportenRefusal::GrantMalformed)
    );
}

#[test]
fn a_grant_without_details_asks_for_nothing_more() {
    assert_eq!(grant().detail(&consumer()), Ok(None));
}

#[test]
fn a_detail_is_judged_by_type_then_members_then_values() {
    let worst = SystemUserWritten {
        org: Some("310702641".to_owned()),
        unknown_members: vec!["part".to_owned()],
        ..system_user()
    };
    let written = |written: &SystemUserWritten| AuthorizationDetail::SystemUser(written.clone());
    assert_eq!(
        asked([AuthorizationDetail::Other, written(&worst)]),
        Err(MaskinportenRefusal::DetailTypeUnknown)
    );
    assert_eq!(
        asked([written(&worst)]),
        Err(MaskinportenRefusal::DetailMemberUnknown)
    );
    let almost = SystemUserWritten {
        unknown_members: vec![],
        ..worst
    };
    assert_eq!(
        asked([written(&almost)]),
        Err(MaskinportenRefusal::SystemUserUnresolved)
    );
    assert_eq!(
        asked([written(&system_user())]),
        Ok(Some(DetailAsked::SystemUser(SystemUserAsked {
            party_org: OrgNumber::parse("310702641").unwrap(),
            external_ref: Some(ExternalRef::from("kunde-1")),
        })))
    );
}

#[test]
fn a_consent_is_to_whom_the_token_is_for_whether_the_grant_says_so_or_not() {
    let to = |to: Option<&str>| ConsentWritten {
        to: to.map(str::to_owned),
        ..consent()
    };
    let expected = ConsentAsked {
        id: CONSENT.parse().unwrap(),
        from: CUSTOMER.parse().unwrap(),
        to: consumer(),
    };
    for good in [
        to(None),
        to(Some("urn:altinn:organization:identifier-no:991825827")),
    ] {
        assert_eq!(
            asked([AuthorizationDetail::Consent(good)]),
            Ok(Some(DetailAsked::Consent(expected.clone())))
        );
    }
    for bad in [CUSTOMER, "0192:991825827", "991825827", ""] {
        assert_eq!(
            asked([AuthorizationDetail::Consent(to(Some(bad)))]),
            Err(MaskinportenRefusal::SystemUserUnresolved),
            "{bad}"
        );
    }
}

#[test]
fn a_consent_has_an_id_and_a_giver() {
    let written = |id: Option<&str>, from: Option<&str>| ConsentWritten {
        id: id.map(str::to_owned),
        from: from.map(str::to_owned),
        ..consent()
    };
    for bad in [
        written(None, Some(CUSTOMER)),
        written(Some("1"), Some(CUSTOMER)),
        written(Some(CONSENT), None),
        written(Some(CONSENT), Some("310702641")),
    ] {
        assert_eq!(
            asked([AuthorizationDetail::Consent(bad.clone())]),
            Err(MaskinportenRefusal::SystemUserUnresolved),
            "{bad:?}"
        );
    }
}

#[test]
fn two_details_at_once_are_refused() {
    let system_user = AuthorizationDetail::SystemUser(system_user());
    let consent = AuthorizationDetail::Consent(consent());
    assert_eq!(
        asked([system_user, consent]),
        Err(MaskinportenRefusal::SystemUserUnresolved)
    );
}

fn asked<const N: usize>(
    details: [AuthorizationDetail; N],
) -> Result<Option<DetailAsked>, MaskinportenRefusal> {
    let grant = Grant {
        details: details.into(),
        ..grant()
    };
    grant.detail(&consumer())
}

fn check(grant: &Grant) -> Result<(), MaskinportenRefusal> {
    grant.check(&[AUDIENCE.to_owned()], at(0))
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_780_000_000 + seconds)
}

fn grant() -> Grant {
    Grant {
        client: ClientId::from("a2ed712d-4144-4471-839f-80ae4a68146b"),
        audience: vec![AUDIENCE.to_owned()],
        scopes: vec![Scope::from("skatteetaten:kravogbetalinger")],
        issued_at: at(0),
        expires_at: at(60),
        id: Some("once".to_owned()),
        resource: vec![],
        consumer_org: None,
        pid: None,
        unknown_claims: vec![],
        details: vec![],
    }
}

fn system_user() -> SystemUserWritten {
    SystemUserWritten {
        authority: Some(ORG_AUTHORITY.to_owned()),
        org: Some("0192:310702641".to_owned()),
        external_ref: Some(ExternalRef::from("kunde-1")),
        unknown_members: vec![],
    }
}

fn consent() -> ConsentWritten {
    ConsentWritten {
        id: Some(CONSENT.to_owned()),
        from: Some(CUSTOMER.to_owned()),
        to: None,
        unknown_members: vec![],
    }
}

fn consumer() -> OrgNumber {
    OrgNumber::parse("991825827").unwrap()
}
