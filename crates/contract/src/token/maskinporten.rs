//! Maskinporten's grant and token (identity.md 1.2 and 1.4).

use domain::maskinporten::Grant;
use domain::{ClientId, OrgNumber, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::authorization_details::{Detail, SystemUserAsked, detail_asked};
use super::{OneOrMany, Organisation, Scopes};

/// The claims of a grant, as a client signs them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GrantClaims {
    /// Maskinporten's issuer, with its trailing slash.
    pub aud: String,
    pub iss: ClientId,
    pub scope: Scopes,
    pub iat: i64,
    pub exp: i64,
    pub jti: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<OneOrMany<String>>,
    /// Nine digits, without `0192:`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consumer_org: Option<OrgNumber>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authorization_details: Vec<SystemUserAsked>,
}

/// The claims of an access token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AccessClaims {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authorization_details: Vec<Detail>,
    pub scope: Scopes,
    pub iss: String,
    /// How the client proved itself: `private_key_jwt` or `virksomhetssertifikat`.
    pub client_amr: String,
    pub token_type: String,
    /// Only when the grant named a `resource`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aud: Option<OneOrMany<String>>,
    pub exp: i64,
    pub iat: i64,
    pub client_id: ClientId,
    pub jti: String,
    /// The client's owner, or the organisation that delegated the scope to it.
    pub consumer: Organisation,
    /// The client's owner, when the scope is delegated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplier: Option<Organisation>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delegation_source: Option<String>,
    /// The person that the token is limited to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pid: Option<String>,
}

/// Why the claims of a grant cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum GrantFault {
    #[error("the claims are not a JSON object")]
    Json(#[from] serde_json::Error),
    #[error("the claim {0} is absent or of the wrong type")]
    Claim(&'static str),
}

/// Reads the claims of a grant into the form that Maskinporten's rules judge. Unknown claims are kept by name.
///
/// `sub` and `nbf` are not documented but sent by clients in wide use: they are read over (identity.md 1.2).
/// `iss_onbehalfof` is documented and not answered here, so it counts as unknown.
///
/// # Errors
/// [`GrantFault`] when a required claim is absent, or a claim has the wrong type.
pub fn parse_grant(claims: &[u8]) -> Result<Grant, GrantFault> {
    let mut claims: Map<String, Value> = serde_json::from_slice(claims)?;
    let grant = Grant {
        client: ClientId(required(text(&mut claims, "iss")?, "iss")?),
        audience: texts(&mut claims, "aud")?,
        scopes: Scopes(required(text(&mut claims, "scope")?, "scope")?).to_vec(),
        issued_at: Timestamp::from_second(required(seconds(&mut claims, "iat")?, "iat")?),
        expires_at: Timestamp::from_second(required(seconds(&mut claims, "exp")?, "exp")?),
        id: text(&mut claims, "jti")?,
        resource: texts(&mut claims, "resource")?,
        consumer_org: consumer_org(&mut claims)?,
        pid: text(&mut claims, "pid")?,
        details: details(&mut claims)?,
        unknown_claims: vec![],
    };
    let read_over = ["sub", "nbf"];
    let unknown_claims = claims
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| !read_over.contains(&name.as_str()));
    Ok(Grant {
        unknown_claims: unknown_claims.collect(),
        ..grant
    })
}

fn required<T>(value: Option<T>, name: &'static str) -> Result<T, GrantFault> {
    value.ok_or(GrantFault::Claim(name))
}

fn text(claims: &mut Map<String, Value>, name: &'static str) -> Result<Option<String>, GrantFault> {
    match claims.remove(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(GrantFault::Claim(name)),
    }
}

fn texts(claims: &mut Map<String, Value>, name: &'static str) -> Result<Vec<String>, GrantFault> {
    match claims.remove(name) {
        None => Ok(vec![]),
        Some(Value::String(text)) => Ok(vec![text]),
        Some(list) => serde_json::from_value(list).map_err(|_| GrantFault::Claim(name)),
    }
}

fn seconds(claims: &mut Map<String, Value>, name: &'static str) -> Result<Option<i64>, GrantFault> {
    claims
        .remove(name)
        .map(|value| value.as_i64().ok_or(GrantFault::Claim(name)))
        .transpose()
}

fn consumer_org(claims: &mut Map<String, Value>) -> Result<Option<OrgNumber>, GrantFault> {
    let number = text(claims, "consumer_org")?;
    number
        .map(|number| OrgNumber::parse(&number).map_err(|_| GrantFault::Claim("consumer_org")))
        .transpose()
}

fn details(
    claims: &mut Map<String, Value>,
) -> Result<Vec<domain::maskinporten::AuthorizationDetail>, GrantFault> {
    match claims.remove("authorization_details") {
        None => Ok(vec![]),
        Some(Value::Array(elements)) => Ok(elements.iter().map(detail_asked).collect()),
        Some(_) => Err(GrantFault::Claim("authorization_details")),
    }
}

#[cfg(test)]
mod tests {
    use domain::maskinporten::AuthorizationDetail;
    use serde_json::json;

    use super::*;

    #[test]
    fn a_grant_that_a_client_writes_is_read() {
        let owner = OrgNumber::parse("310702641").unwrap();
        let written = GrantClaims {
            aud: "https://test.maskinporten.no/".to_owned(),
            iss: ClientId::from("a2ed712d-4144-4471-839f-80ae4a68146b"),
            scope: Scopes("a:b c:d".to_owned()),
            iat: 1_737_813_278,
            exp: 1_737_813_398,
            jti: "once".to_owned(),
            resource: None,
            consumer_org: None,
            authorization_details: vec![SystemUserAsked::new(&owner, None)],
        };
        let read = parse_grant(&serde_json::to_vec(&written).unwrap()).unwrap();
        assert_eq!(read.audience, [written.aud]);
        assert_eq!(read.scopes.len(), 2);
        assert_eq!(read.expires_at.as_second(), written.exp);
        assert!(matches!(
            read.details.as_slice(),
            [AuthorizationDetail::SystemUser(_)]
        ));
        assert_eq!(read.unknown_claims, Vec::<String>::new());
    }

    #[test]
    fn claims_in_wide_use_are_read_over_and_others_are_named() {
        let claims = json!({"iss": "x", "aud": "y", "scope": "z", "iat": 1, "exp": 2, "sub": "x", "nbf": 1, "foo": true});
        let read = parse_grant(claims.to_string().as_bytes()).unwrap();
        assert_eq!(read.unknown_claims, ["foo"]);
    }

    #[test]
    fn a_claim_of_the_wrong_type_is_named() {
        let claims = json!({"iss": "x", "aud": "y", "scope": "z", "iat": "1", "exp": 2});
        let fault = parse_grant(claims.to_string().as_bytes()).unwrap_err();
        assert!(matches!(fault, GrantFault::Claim("iat")));
    }

    #[test]
    fn a_token_is_written_with_its_members_in_maskinportens_order() {
        let captured = concat!(
            r#"{"authorization_details":[{"type":"urn:altinn:systemuser","systemuser_org":{"authority":"iso6523-actorid-upis","#,
            r#""ID":"0192:310702641"},"systemuser_id":["f950ddae-06c3-4b57-b940-702417a90df0"],"#,
            r#""system_id":"991825827_smartcloud","externalRef":"ed1c38f4-f528-4ef1-8652-b1aeb8563dfe"}],"#,
            r#""scope":"altinn:systembruker.demo","iss":"https://test.maskinporten.no/","client_amr":"private_key_jwt","#,
            r#""token_type":"Bearer","exp":1737813398,"iat":1737813278,"client_id":"a2ed712d-4144-4471-839f-80ae4a68146b","#,
            r#""jti":"vkXYa4","consumer":{"authority":"iso6523-actorid-upis","ID":"0192:991825827"}}"#,
        );
        let claims: AccessClaims = serde_json::from_str(captured).unwrap();
        assert_eq!(serde_json::to_string(&claims).unwrap(), captured);
    }
}
