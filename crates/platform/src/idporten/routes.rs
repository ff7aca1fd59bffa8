//! Where ID-porten answers, and what its document says of each place.

use axum::http::HeaderMap;
use axum::response::Response;
use contract::token::idporten::{Introspection, PushedCallAnswer, UserInfo};
use contract::token::oauth::{OauthError, TokenAnswer};
use schemars::{Schema, json_schema};
use serde_json::{Map, Value, json};

use super::{authorize, introspect, logout, metadata, par, revoke, sign_in, token, userinfo};
use crate::openapi::{About, Routes};
use crate::page::{self, Site};

pub(crate) fn router() -> Routes {
    front_door()
        .merge(back_door())
        .merge(page::router())
        .otherwise(nowhere)
}

async fn nowhere(headers: HeaderMap) -> Response {
    page::nowhere(&headers, Site::Idporten, |_| None)
}

/// What a person's browser opens.
fn front_door() -> Routes {
    Routes::new()
        .titled("ID-porten")
        .get("/authorize", authorize::authorize, |it| {
            AUTHORIZATION_CALL.iter().fold(a_sign_in(it), |it, name| {
                it.may_ask(name, "OpenID Connect Core, 3.1.2.1.")
            })
        })
        .post("/authorize", authorize::authorize, |it| {
            a_sign_in(it).takes(FORM, form(&["client_id"], &AUTHORIZATION_CALL))
        })
        .get(sign_in::PATH, sign_in::show, |it| {
            it.says("Shows the page where somebody is chosen.")
                .open("the ticket is what is checked")
                .must_ask("ticket", "Which authorization call it is about.")
                .page()
                .refusing_page(400)
        })
        .post(sign_in::PATH, sign_in::choose, |it| {
            it.says("Signs somebody in and goes back to the client.")
                .open("the ticket and the key of the form are what is checked")
                .form::<sign_in::Choice>()
                .empty(303, "Back to the client with a code or an error.")
                .page()
                .refusing_page(400)
                .refusing_page(403)
        })
        .get("/logout", logout::logout, |it| {
            LOGOUT.iter().fold(a_sign_out(it), |it, name| {
                it.may_ask(name, "OpenID Connect RP-Initiated Logout, 2.")
            })
        })
        .post("/logout", logout::logout, |it| {
            a_sign_out(it).takes(FORM, form(&[], &LOGOUT))
        })
}

/// What a client's own machine calls.
fn back_door() -> Routes {
    Routes::new()
        .get("/.well-known/openid-configuration", metadata::metadata, |it| {
            it.says("Tells who issues the tokens, and how to get one.")
                .open("it is for everybody")
        })
        .get("/jwks.json", metadata::keys, |it| {
            it.says("Tells the keys that tokens are signed with.")
                .open("it is for everybody")
        })
        .post("/par", par::par, |it| {
            proved(it.says("Takes an authorization call for a browser that comes later."))
                .takes(FORM, form(&[], &[&AUTHORIZATION_CALL[..], &PROOF].concat()))
                .answer::<PushedCallAnswer>(201)
        })
        .post("/token", token::token, |it| {
            let members = ["code", "redirect_uri", "code_verifier", "refresh_token", "scope"];
            proved(it.says("Gives tokens for a code or a refresh token."))
                .takes(FORM, form(&["grant_type"], &[&members[..], &PROOF].concat()))
                .answer::<TokenAnswer>(200)
        })
        .post("/token/introspect", introspect::introspect, |it| {
            proved(it.says("Tells what a token stands for."))
                .takes(
                    FORM,
                    form(&["token"], &[&["token_type_hint"][..], &PROOF].concat()),
                )
                .answer::<Introspection>(200)
        })
        .post("/token/revoke", revoke::revoke, |it| {
            proved(it.says("Takes a token back."))
                .takes(
                    FORM,
                    form(&["token"], &[&["token_type_hint"][..], &PROOF].concat()),
                )
                .empty(200, "It is taken back, or never was a token.")
        })
        .get("/userinfo", userinfo::userinfo, who)
        .post("/userinfo", userinfo::userinfo, who)
}

fn a_sign_in(it: About<'_>) -> About<'_> {
    it.says("Begins a sign-in: goes to a page to choose somebody on, or back to the client.")
        .open("nobody has signed in yet")
        .empty(
            303,
            "On to the page, or back to the client with a code or an error.",
        )
        .page()
        .refusing_page(400)
}

fn a_sign_out(it: About<'_>) -> About<'_> {
    it.says("Ends the browser's session and goes back to the client.")
        .open("only a registered address is gone back to")
        .empty(303, "Back to the client.")
        .page()
        .refusing_page(400)
}

fn who(it: About<'_>) -> About<'_> {
    it.says("Tells who has signed in.")
        .open("the token is ID-porten's own")
        .answer::<UserInfo>(200)
        .empty(401, "The token is not from here, has expired or is taken back.")
        .empty(403, "The token is without the scope openid.")
}

fn proved(it: About<'_>) -> About<'_> {
    it.open("the client proves itself")
        .answer::<OauthError>(400)
        .answer::<OauthError>(401)
}

const FORM: &str = "application/x-www-form-urlencoded";
const AUTHORIZATION_CALL: [&str; 18] = [
    "client_id",
    "request_uri",
    "redirect_uri",
    "response_type",
    "response_mode",
    "scope",
    "resource",
    "state",
    "nonce",
    "code_challenge",
    "code_challenge_method",
    "acr_values",
    "ui_locales",
    "prompt",
    "max_age",
    "login_hint",
    "id_token_hint",
    "request",
];
const LOGOUT: [&str; 5] = [
    "id_token_hint",
    "client_id",
    "post_logout_redirect_uri",
    "state",
    "ui_locales",
];
const PROOF: [&str; 4] = [
    "client_id",
    "client_secret",
    "client_assertion",
    "client_assertion_type",
];

/// The shape of a form of texts.
fn form(required: &[&str], optional: &[&str]) -> Schema {
    let members = required.iter().chain(optional);
    let properties: Map<String, Value> = members
        .map(|&name| (name.to_owned(), json!({ "type": "string" })))
        .collect();
    json_schema!({ "type": "object", "properties": properties, "required": required })
}
