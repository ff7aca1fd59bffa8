//! The control listener, for tests and the kiosk: put the world back, move its clock, let things go wrong, and read what
//! was said between programs and the platform. It is there only when it is asked for, and it is no part of the world.

mod clock;
mod exchange;
mod fault;
mod guard;
mod listener;
mod mask;
mod observe;
mod seed;
#[cfg(test)]
mod tests;
mod token;

use std::sync::Arc;

use axum::{Router, middleware};
use schemars::json_schema;
use tokio::sync::watch;

use crate::openapi::{About, Routes};
use crate::stage::Stage;
use crate::world::Listeners;
use exchange::{Exchange, Exchanges};
use fault::Faults;
use listener::Listener;

/// Why its routes ask for no token.
const OPEN: &str = "whoever reaches the control listener holds the world; web pages do not";

/// What a control listener holds in its hand. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Control {
    stage: Arc<Stage>,
    faults: Arc<Faults>,
    exchanges: Arc<Exchanges>,
    /// Says when the platform stops.
    stopped: watch::Receiver<bool>,
}

impl Control {
    pub(crate) fn of(stage: Arc<Stage>, stopped: watch::Receiver<bool>) -> Self {
        Self {
            stage,
            stopped,
            faults: Arc::default(),
            exchanges: Arc::default(),
        }
    }

    pub(crate) fn router(&self) -> Router {
        routes()
            .into_router()
            .layer(middleware::from_fn(guard::refuse_web_pages))
            .with_state(self.clone())
    }

    /// The world's listeners, with every call noted, and spoiled where a fault says so.
    pub(crate) fn observed(&self) -> Listeners<Router> {
        Listeners {
            platform: self.observe(Listener::Platform, |all| &all.platform),
            maskinporten: self.observe(Listener::Maskinporten, |all| &all.maskinporten),
            idporten: self.observe(Listener::Idporten, |all| &all.idporten),
            service_owner: self.observe(Listener::ServiceOwner, |all| &all.service_owner),
            portal: self.observe(Listener::Portal, |all| &all.portal),
            administration: self.observe(Listener::Administration, |all| &all.administration),
        }
    }

    fn observe(&self, listener: Listener, pick: fn(&Listeners<Router>) -> &Router) -> Router {
        let control = self.clone();
        self.stage
            .listener(pick)
            .layer(middleware::from_fn(move |call, next| {
                observe::observe(control.clone(), listener, call, next)
            }))
    }
}

fn routes() -> Routes<Control> {
    let text = || json_schema!({ "type": "string" });
    let seed = || json_schema!({ "type": "object", "description": "As crates/platform/src/seed/seed.schema.json says." });
    Routes::new()
        .titled("Control")
        .post("/reset", seed::reset, |it| {
            it.says("Puts the world back to its seed.")
                .open(OPEN)
                .empty(204, "It is as it was.")
                .answer_as(400, "text/plain", text())
        })
        .get("/seed", seed::read, |it| {
            it.says("Tells the seed that a reset goes to.")
                .open(OPEN)
                .answer_as(200, "application/json", seed())
        })
        .put("/seed", seed::replace, |it| {
            it.says("Begins a new world with another seed.")
                .open(OPEN)
                .takes("application/json", seed())
                .empty(204, "It has begun.")
                .answer_as(400, "text/plain", text())
        })
        .get("/clock", clock::read, |it| {
            it.says("Tells the time in the world.").open(OPEN)
        })
        .put("/clock", clock::set, |it| {
            unreadable(
                it.says("Sets or moves the world's clock, and lets it stand or run.")
                    .open(OPEN),
            )
        })
        .get("/faults", fault::list, |it| {
            it.says("Lists what goes wrong on purpose.").open(OPEN)
        })
        .put("/faults", fault::replace, |it| {
            unreadable(it.says("Lets calls go wrong: these and no others.").open(OPEN))
        })
        .delete("/faults", fault::clear, |it| {
            it.says("Lets everything go well again.")
                .open(OPEN)
                .empty(204, "Nothing goes wrong.")
        })
        .get("/exchanges", exchange::list, |it| {
            it.says("Lists what was said between programs and the platform, oldest first.")
                .open(OPEN)
                .may_ask("after", "Only those after this number.")
                .may_ask("limit", "This many at the most.")
                .answer::<Vec<Exchange>>(200)
                .answer_as(400, "text/plain", text())
        })
        .delete("/exchanges", exchange::clear, |it| {
            it.says("Forgets what was said.")
                .open(OPEN)
                .empty(204, "It is forgotten.")
        })
        .get("/exchanges/events", exchange::events, |it| {
            it.says("Tells what is said as it happens.").open(OPEN).answer_as(
                200,
                "text/event-stream",
                text(),
            )
        })
        .merge(token::routes())
}

/// What a body is told that cannot be read.
fn unreadable(about: About<'_>) -> About<'_> {
    let text = || json_schema!({ "type": "string" });
    [400, 415, 422].into_iter().fold(about, |about, status| {
        about.answer_as(status, "text/plain", text())
    })
}
