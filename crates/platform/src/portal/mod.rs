//! The addresses that a `confirmUrl` opens. Decisions are made in Klarsignal; this page says so and shows the link to
//! bring along. It reveals nothing about the request, because nobody is signed in here.

mod page;

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse, Response};
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

use crate::error::Error;
use crate::openapi::Routes;
use crate::world::World;

pub(crate) fn router() -> Routes {
    Routes::new()
        .titled("Altinn's portal")
        .in_any_case()
        .get("/accessmanagement/ui/systemuser/request", request, |it| {
            it.says("Shows the page where a leader answers a request.")
                .open("nobody has signed in yet")
                .page()
        })
        .get(
            "/accessmanagement/ui/systemuser/agentrequest",
            agent_request,
            |it| {
                it.says("Shows the page where a leader answers a request for an agent system user.")
                    .open("nobody has signed in yet")
                    .page()
            },
        )
        .get(
            "/accessmanagement/ui/systemuser/changerequest",
            change_request,
            |it| {
                it.says("Shows the page where a leader answers a change request.")
                    .open("nobody has signed in yet")
                    .page()
            },
        )
}

#[derive(Debug, Deserialize, JsonSchema)]
struct Link {
    id: String,
}

async fn request(world: State<Arc<World>>, headers: HeaderMap, link: Query<Link>) -> Result<Response, Error> {
    show(&world, "request", &headers, &link)
}

async fn agent_request(
    world: State<Arc<World>>,
    headers: HeaderMap,
    link: Query<Link>,
) -> Result<Response, Error> {
    show(&world, "agentrequest", &headers, &link)
}

async fn change_request(
    world: State<Arc<World>>,
    headers: HeaderMap,
    link: Query<Link>,
) -> Result<Response, Error> {
    show(&world, "changerequest", &headers, &link)
}

fn show(world: &World, kind: &str, headers: &HeaderMap, link: &Link) -> Result<Response, Error> {
    let id = Uuid::parse_str(&link.id)
        .map_err(|_| Error::field("id", format!("The value '{}' is not valid.", link.id)))?;
    let address = format!(
        "{}/accessmanagement/ui/systemuser/{kind}?id={id}&DONTCHOOSEREPORTEE=true",
        world.urls.portal
    );
    let wanted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let safe = [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
        ),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    Ok((safe, Html(page::render(wanted, &address))).into_response())
}
