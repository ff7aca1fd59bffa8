//! A token's claims, one by one, with what each of them says (identity.md 1.3, 1.4).

use domain::Timestamp;
use remote::OpenedToken;
use serde_json::{Map, Value};

use super::{Claim, ClaimMeaning, TokenView};

/// The member that holds the system user.
const DETAILS: &str = "authorization_details";

/// Opens a token up for the screen.
pub(super) fn view(token: &OpenedToken) -> TokenView {
    let moment = |name: &str| {
        token
            .claims
            .get(name)
            .and_then(Value::as_i64)
            .map(Timestamp::from_second)
    };
    TokenView {
        header: indented(&token.header),
        payload: indented(&token.claims),
        claims: token.claims.as_object().map(claims).unwrap_or_default(),
        issued: moment("iat"),
        expires: moment("exp"),
    }
}

/// The claims, the system user's first: they are what people look for.
fn claims(members: &Map<String, Value>) -> Vec<Claim> {
    let mut claims = members.get(DETAILS).map(details).unwrap_or_default();
    let others = members.iter().filter(|(name, _)| *name != DETAILS);
    claims.extend(others.map(|(name, value)| Claim {
        path: name.clone(),
        value: text(value),
        meaning: meaning(name),
    }));
    claims
}

/// The members of the details: a list from Maskinporten, one object after Altinn's exchange (identity.md 4.1).
fn details(value: &Value) -> Vec<Claim> {
    match value {
        Value::Array(items) => {
            let numbered = items.iter().enumerate();
            numbered
                .flat_map(|(index, item)| detail(item, &format!("{DETAILS}[{index}]")))
                .collect()
        }
        other => detail(other, DETAILS),
    }
}

fn detail(value: &Value, path: &str) -> Vec<Claim> {
    let Value::Object(members) = value else {
        return vec![Claim {
            path: path.to_owned(),
            value: text(value),
            meaning: ClaimMeaning::Other,
        }];
    };
    let claims = members.iter().map(|(name, value)| Claim {
        path: format!("{path}.{name}"),
        value: text(value),
        meaning: detail_meaning(name),
    });
    claims.collect()
}

fn meaning(name: &str) -> ClaimMeaning {
    match name {
        "iss" => ClaimMeaning::Issuer,
        "consumer" => ClaimMeaning::Consumer,
        "supplier" => ClaimMeaning::Supplier,
        "client_id" => ClaimMeaning::Client,
        "client_amr" => ClaimMeaning::ClientAuthentication,
        "scope" => ClaimMeaning::Scope,
        "aud" => ClaimMeaning::Audience,
        "iat" => ClaimMeaning::IssuedAt,
        "exp" => ClaimMeaning::ExpiresAt,
        "jti" => ClaimMeaning::TokenId,
        "token_type" => ClaimMeaning::TokenType,
        _ => ClaimMeaning::Other,
    }
}

fn detail_meaning(name: &str) -> ClaimMeaning {
    match name {
        "type" => ClaimMeaning::DetailsType,
        "systemuser_org" => ClaimMeaning::SystemUserOwner,
        "systemuser_id" => ClaimMeaning::SystemUserId,
        "system_id" => ClaimMeaning::System,
        "externalRef" => ClaimMeaning::ExternalRef,
        _ => ClaimMeaning::Other,
    }
}

/// A value as people read it: a text bare, a list of one as its only item, anything else as JSON.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) if items.len() == 1 => text(&items[0]),
        other => indented(other),
    }
}

fn indented(value: &Value) -> String {
    format!("{value:#}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_system_users_token_is_explained_claim_by_claim() {
        let view = view(&token(&json!([{
            "type": "urn:altinn:systemuser",
            "systemuser_org": {"authority": "iso6523-actorid-upis", "ID": "0192:310702641"},
            "systemuser_id": ["f950ddae-06c3-4b57-b940-702417a90df0"],
            "system_id": "991825827_smartcloud"
        }])));
        let found = |meaning| view.claims.iter().find(|claim| claim.meaning == meaning).unwrap();
        let id = found(ClaimMeaning::SystemUserId);
        assert_eq!(id.path, "authorization_details[0].systemuser_id");
        assert_eq!(id.value, "f950ddae-06c3-4b57-b940-702417a90df0");
        assert_eq!(found(ClaimMeaning::System).value, "991825827_smartcloud");
        assert!(
            found(ClaimMeaning::SystemUserOwner)
                .value
                .contains("0192:310702641")
        );
        assert_eq!(found(ClaimMeaning::ExpiresAt).value, "1737813398");
        assert_eq!(view.expires, Some(Timestamp::from_second(1_737_813_398)));
        assert_eq!(view.issued, None);
    }

    #[test]
    fn an_exchanged_token_has_one_detail_without_a_list() {
        let view = view(&token(&json!({"system_id": "991825827_smartcloud"})));
        assert_eq!(view.claims[0].path, "authorization_details.system_id");
        assert_eq!(view.claims[0].meaning, ClaimMeaning::System);
    }

    #[test]
    fn a_claim_that_nobody_knows_is_shown_all_the_same() {
        let view = view(&OpenedToken {
            header: json!({}),
            claims: json!({"new": {"a": 1}}),
        });
        assert_eq!(view.claims[0].meaning, ClaimMeaning::Other);
        assert_eq!(view.claims[0].value, "{\n  \"a\": 1\n}");
    }

    fn token(details: &Value) -> OpenedToken {
        OpenedToken {
            header: json!({"alg": "RS256"}),
            claims: json!({"authorization_details": details, "exp": 1_737_813_398, "scope": "a b"}),
        }
    }
}
