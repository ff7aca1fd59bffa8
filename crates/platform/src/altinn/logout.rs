//! `GET logout` and `GET logout/handleloggedout`: a person leaves Altinn, and is sent on to the vendor that brought them
//! (altinn-platform.md 9 and 11.2).

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::path;
use domain::{ChangeRequestId, RequestId};
use url::form_urlencoded::Serializer;

use crate::caller::cookie;
use crate::error::Error;
use crate::openapi::Routes;
use crate::portal;
use crate::session::{self, LOGOUT_INFO, OF_AGENT_REQUEST, OF_CHANGE_REQUEST, OF_REQUEST};
use crate::store::{change_request, request};
use crate::world::World;

pub(super) fn router() -> Routes {
    Routes::new()
        .get(path::LOGOUT, logout, |it| {
            it.says("Ends the browser's session, and goes on to end it at ID-porten too.")
                .open("it is the browser's own session")
                .empty(302, "On to ID-porten.")
        })
        .get(path::LOGGED_OUT, logged_out, |it| {
            it.says("Sends a person who has signed out on to where their request wants them.")
                .open("only an address that the vendor has registered is gone to")
                .empty(302, "On to the vendor, or to the portal's own page.")
        })
}

async fn logout(State(world): State<Arc<World>>) -> Response {
    let back = format!("{}{}", world.urls.platform, path::LOGGED_OUT);
    let query = Serializer::new(String::new())
        .append_pair("client_id", portal::CLIENT)
        .append_pair("post_logout_redirect_uri", &back)
        .finish();
    let address = format!("{}/logout?{query}", world.urls.idporten);
    on_to(&address, session::forget(&world, session::COOKIE))
}

async fn logged_out(State(world): State<Arc<World>>, headers: HeaderMap) -> Result<Response, Error> {
    let told = cookie(&headers, LOGOUT_INFO).unwrap_or_default();
    let address = match redirect_url(&world, told)? {
        Some(address) => address,
        None => format!("{}{}", world.urls.portal, portal::SIGNED_OUT),
    };
    Ok(on_to(&address, session::forget(&world, LOGOUT_INFO)))
}

/// Where the request that the cookie names wants its person sent: the stored address, letter for letter.
fn redirect_url(world: &World, told: &str) -> Result<Option<String>, Error> {
    let Some((kind, id)) = told.split('&').find_map(|part| part.split_once('=')) else {
        return Ok(None);
    };
    world.store.read(|conn| {
        Ok(match kind {
            OF_REQUEST | OF_AGENT_REQUEST => match id.parse::<RequestId>() {
                Ok(id) => request::find_any(conn, id)?.and_then(|request| request.redirect_url),
                Err(_) => None,
            },
            OF_CHANGE_REQUEST => match id.parse::<ChangeRequestId>() {
                Ok(id) => change_request::find(conn, id)?.and_then(|request| request.redirect_url),
                Err(_) => None,
            },
            _ => None,
        })
    })
}

fn on_to(address: &str, forgotten: String) -> Response {
    let headers = [
        (header::LOCATION, address.to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (header::SET_COOKIE, forgotten),
    ];
    (StatusCode::FOUND, headers).into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;
    use contract::scope;
    use serde_json::json;

    use super::*;
    use crate::altinn::testing;
    use crate::running::platform_router;
    use crate::testing::{Answer, TestWorld, answer};

    #[tokio::test]
    async fn leaving_altinn_leads_to_id_porten_and_back() {
        let altinn = testing::altinn().await;
        let answer = open(&altinn, path::LOGOUT, "").await;
        assert_eq!(answer.status, StatusCode::FOUND);
        assert_eq!(
            answer.header(header::LOCATION),
            "http://idporten.test/logout?client_id=altinn-portal&post_logout_redirect_uri=\
             http%3A%2F%2Fplatform.test%2Fauthentication%2Fapi%2Fv1%2Flogout%2Fhandleloggedout"
        );
        let forgotten = answer.header(header::SET_COOKIE);
        assert!(
            forgotten.starts_with("AltinnStudioRuntime=; Max-Age=0;"),
            "{forgotten}"
        );
    }

    #[tokio::test]
    async fn whoever_has_left_is_sent_where_their_request_wants_them_letter_for_letter() {
        let altinn = testing::altinn().await;
        altinn.given_system(testing::system()).await;
        let user = altinn.given_system_user().await;
        for (kind, id) in [
            ("SystemuserRequestId", altinn.given_request_called("other").await),
            ("SystemuserAgentRequestId", altinn.given_agent_request().await),
            ("SystemuserChangeRequestId", change_request(&altinn, &user).await),
        ] {
            let answer = open(
                &altinn,
                path::LOGGED_OUT,
                &format!("a=b; AltinnLogoutInfo={kind}={id}"),
            )
            .await;
            let address = answer.header(header::LOCATION);
            assert!(
                address.starts_with("https://smartcloud.example/"),
                "{kind}: {address}"
            );
            assert!(
                answer
                    .header(header::SET_COOKIE)
                    .starts_with("AltinnLogoutInfo=; Max-Age=0;")
            );
        }
    }

    #[tokio::test]
    async fn whoever_came_from_nowhere_is_shown_the_portals_own_page() {
        let altinn = testing::altinn().await;
        for cookie in [
            "",
            "AltinnLogoutInfo=",
            "AltinnLogoutInfo=SystemuserRequestId=rubbish",
            "AltinnLogoutInfo=SystemuserRequestId=0b1c6f0e-5a55-4b68-9d0f-7c2b6c0a41c9",
            "AltinnLogoutInfo=SystemuserChangeRequestId=x",
            "AltinnLogoutInfo=https://evil.example=1",
        ] {
            let answer = open(&altinn, path::LOGGED_OUT, cookie).await;
            assert_eq!(
                (answer.status, answer.header(header::LOCATION)),
                (
                    StatusCode::FOUND,
                    "http://portal.test/accessmanagement/ui/signed-out"
                ),
                "{cookie}"
            );
        }
    }

    /// The id of a change request that says where to go.
    async fn change_request(altinn: &testing::Altinn, user: &str) -> String {
        let id = altinn.chance.uuid();
        let path = format!(
            "{}?correlation-id={id}&system-user-id={user}",
            path::VENDOR_CHANGE_REQUESTS
        );
        let body = json!({
            "unwantedAccessPackages": testing::system()["accessPackages"],
            "redirectUrl": "https://smartcloud.example/done",
        });
        let token = altinn.vendor_token(scope::REQUEST_WRITE);
        testing::id_of(&altinn.post(&path, &token, body).await)
    }

    async fn open(world: &TestWorld, path: &str, cookie: &str) -> Answer {
        let call = Request::get(path)
            .header(header::COOKIE, cookie)
            .body(Body::empty());
        answer(platform_router(world), call.unwrap()).await
    }
}
