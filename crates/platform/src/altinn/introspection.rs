//! `POST introspection`: whether a token is one of eFormidling's (identity.md 4.3). There is no eFormidling in this world,
//! so none is.

use axum::Json;
use axum::extract::Form;
use axum::extract::rejection::FormRejection;
use contract::path;
use contract::token::altinn::Introspection;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::error::Error;
use crate::openapi::Routes;

pub(super) fn router() -> Routes {
    Routes::new().post(path::INTROSPECTION, introspect, |it| {
        it.says("Tells whether a token is one of eFormidling's: never, here.")
            .open("whoever has a token may ask about it")
            .form::<Asked>()
    })
}

#[derive(Debug, Deserialize, JsonSchema)]
struct Asked {
    token: Option<String>,
    #[expect(dead_code, reason = "a hint about tokens that are not here")]
    token_type_hint: Option<String>,
}

async fn introspect(asked: Result<Form<Asked>, FormRejection>) -> Result<Json<Introspection>, Error> {
    let token = asked.ok().and_then(|Form(asked)| asked.token);
    match token.filter(|token| !token.is_empty()) {
        Some(_) => Ok(Json(Introspection {
            active: false,
            iss: None,
        })),
        None => Err(Error::field("token", "The token field is required.")),
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::{Request, StatusCode, header};
    use serde_json::json;

    use super::*;
    use crate::running::platform_router;
    use crate::testing::{self, Answer, TestWorld};

    #[tokio::test]
    async fn no_token_is_eformidlings() {
        let world = testing::world().await;
        for token in ["rubbish".to_owned(), world.vendor_token("a:b")] {
            let answer = ask(
                &world,
                &format!("token={token}&token_type_hint=eFormidlingAccessToken"),
            )
            .await;
            assert_eq!(answer.json(), json!({"active": false, "iss": null}));
        }
    }

    #[tokio::test]
    async fn an_empty_question_is_refused() {
        let world = testing::world().await;
        for form in ["", "token=", "token_type_hint=x", "token=a&token=b"] {
            let answer = ask(&world, form).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{form}");
            assert_eq!(
                answer.json()["errors"]["token"][0],
                "The token field is required."
            );
        }
    }

    async fn ask(world: &TestWorld, form: &str) -> Answer {
        let call = Request::post(path::INTROSPECTION)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form.to_owned()));
        testing::answer(platform_router(world), call.unwrap()).await
    }
}
