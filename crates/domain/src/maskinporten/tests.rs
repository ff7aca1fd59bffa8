//! Which grants are good.

use super::*;

const AUDIENCE: &str = "https://test.maskinporten.no/";

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
fn a_grant_without_details_asks_for_no_system_user() {
    assert_eq!(grant().system_user(), Ok(None));
}

#[test]
fn a_detail_is_judged_by_type_then_members_then_values() {
    let of = |detail: AuthorizationDetail| {
        Grant {
            details: vec![detail],
            ..grant()
        }
        .system_user()
    };
    let worst = AuthorizationDetail {
        kind: Some("urn:altinn:systemuserorgno".to_owned()),
        org: Some("310702641".to_owned()),
        unknown_members: vec!["part".to_owned()],
        ..detail()
    };
    assert_eq!(of(worst.clone()), Err(MaskinportenRefusal::DetailTypeUnknown));
    let better = AuthorizationDetail {
        kind: detail().kind,
        ..worst
    };
    assert_eq!(of(better.clone()), Err(MaskinportenRefusal::DetailMemberUnknown));
    let almost = AuthorizationDetail {
        unknown_members: vec![],
        ..better
    };
    assert_eq!(of(almost), Err(MaskinportenRefusal::SystemUserUnresolved));
    assert_eq!(
        of(detail()),
        Ok(Some(SystemUserAsked {
            party_org: OrgNumber::parse("310702641").unwrap(),
            external_ref: Some(ExternalRef::from("kunde-1")),
        }))
    );
}

#[test]
fn two_details_at_once_are_refused() {
    let grant = Grant {
        details: vec![detail(), detail()],
        ..grant()
    };
    assert_eq!(
        grant.system_user(),
        Err(MaskinportenRefusal::SystemUserUnresolved)
    );
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

fn detail() -> AuthorizationDetail {
    AuthorizationDetail {
        kind: Some(SYSTEM_USER_DETAIL.to_owned()),
        authority: Some(ORG_AUTHORITY.to_owned()),
        org: Some("0192:310702641".to_owned()),
        external_ref: Some(ExternalRef::from("kunde-1")),
        unknown_members: vec![],
    }
}
