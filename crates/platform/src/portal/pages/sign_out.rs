//! Signing out of the portal and of ID-porten.

use std::sync::Arc;

use aide::NoApi;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use maud::html;
use schemars::JsonSchema;
use serde::Deserialize;
use url::form_urlencoded::Serializer;

use super::reader::{Parameters, language};
use super::sign_in::{address, local};
use super::{overview, trouble};
use crate::page::{FormKey, Page, Site};
use crate::portal::antiforgery;
use crate::portal::client::CLIENT;
use crate::portal::words::words;
use crate::session;
use crate::world::World;

pub(in crate::portal) const PATH: &str = "/accessmanagement/ui/signout";
pub(crate) const DONE: &str = "/accessmanagement/ui/signed-out";

#[derive(Deserialize, JsonSchema)]
pub(super) struct SignOutForm {
    form_key: Option<String>,
    /// The page to come back to as somebody else.
    goto: Option<String>,
}

/// `POST /accessmanagement/ui/signout`
pub(super) async fn sign_out(
    State(world): State<Arc<World>>,
    NoApi(headers): NoApi<HeaderMap>,
    NoApi(uri): NoApi<Uri>,
    axum::Form(form): axum::Form<SignOutForm>,
) -> Response {
    if !FormKey::fits(&headers, form.form_key.as_deref()) {
        return trouble::not_from_here(language(&Parameters::of(&uri), &headers), overview::PATH);
    }
    let state = URL_SAFE_NO_PAD.encode(local(form.goto.as_deref()));
    let call = Serializer::new(String::new())
        .append_pair("client_id", CLIENT)
        .append_pair(
            "post_logout_redirect_uri",
            &format!("{}{DONE}", world.urls.portal),
        )
        .append_pair("state", &state)
        .finish();
    let mut answer = Redirect::to(&format!("{}/logout?{call}", world.urls.idporten)).into_response();
    for name in [session::COOKIE, antiforgery::SECRET, antiforgery::COMPANION] {
        if let Ok(line) = HeaderValue::from_str(&session::forget(&world, name)) {
            answer.headers_mut().append(header::SET_COOKIE, line);
        }
    }
    answer
}

/// `GET /accessmanagement/ui/signed-out`
pub(super) async fn done(NoApi(headers): NoApi<HeaderMap>, NoApi(uri): NoApi<Uri>) -> Response {
    let query = Parameters::of(&uri);
    let wanted = query
        .get("state")
        .and_then(|state| URL_SAFE_NO_PAD.decode(state).ok())
        .and_then(|goto| String::from_utf8(goto).ok());
    let goto = local(wanted.as_deref());
    let in_page = Uri::try_from(goto.as_str()).unwrap_or_default();
    let language = language(&Parameters::of(&in_page), &headers);
    let words = &words(language).session;
    let body = html! {
        h1 { (words.signed_out) }
        p { (words.sign_in_again) }
        p class="page-actions" {
            a class="ds-button" data-variant="secondary" href=(address(&goto)) { (words.sign_in) }
        }
    };
    Page::new(language, Site::Altinn, words.signed_out)
        .status(StatusCode::OK)
        .answer(&body)
}
