//! Where strangers' bytes come in: each entry must come to an end, with an answer or a fault, whatever it is given.

use contract::decision::{Answer, Question};
use contract::token::altinn::AccessClaims;
use contract::token::maskinporten::parse_grant;
use contract::token::{Compact, Organisation};
use contract::{body, xacml};

/// A signed grant as Maskinporten is sent it, or its claims alone.
pub(crate) fn grant(bytes: &[u8]) {
    let claims = str::from_utf8(bytes)
        .ok()
        .and_then(|text| Compact::parse(text).ok());
    let claims = claims.map_or_else(|| bytes.to_vec(), |signed| signed.claims);
    if let Ok(grant) = parse_grant(&claims) {
        let _ = grant.check(&["https://maskinporten.no/".to_owned()], grant.issued_at);
    }
}

/// The claim that names an organisation, alone or among a token's claims.
pub(crate) fn consumer(bytes: &[u8]) {
    let alone = serde_json::from_slice::<Organisation>(bytes).ok();
    let among = serde_json::from_slice::<AccessClaims>(bytes).ok();
    for organisation in alone.into_iter().chain(among.and_then(|claims| claims.consumer)) {
        if let Some(number) = organisation.number() {
            assert_eq!(Organisation::from(&number).number().as_ref(), Some(&number));
        }
    }
}

/// What the decision point is asked, in either of its languages, and what it answers.
pub(crate) fn question(bytes: &[u8]) {
    let _ = body::read::<Question>(bytes);
    let _ = xacml::question(bytes);
    if let Ok(answer) = serde_json::from_slice::<Answer>(bytes) {
        let _ = xacml::answer(&answer);
    }
}

/// A policy as a service owner uploads it. What was read is written so that it is read again as the same.
pub(crate) fn policy(bytes: &[u8]) {
    if let Ok(policy) = xacml::policy(bytes) {
        let again = xacml::policy(xacml::print(&policy).as_bytes());
        assert_eq!(again.as_ref().ok(), Some(&policy));
    }
}
