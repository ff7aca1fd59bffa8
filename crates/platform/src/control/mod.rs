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

use std::sync::Arc;

use axum::routing::{get, post};
use axum::{Router, middleware};
use tokio::sync::watch;

use crate::stage::Stage;
use crate::world::Listeners;
use exchange::Exchanges;
use fault::Faults;
use listener::Listener;

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
        Router::new()
            .route("/reset", post(seed::reset))
            .route("/seed", get(seed::read).put(seed::replace))
            .route("/clock", get(clock::read).put(clock::set))
            .route(
                "/faults",
                get(fault::list).put(fault::replace).delete(fault::clear),
            )
            .route("/exchanges", get(exchange::list).delete(exchange::clear))
            .route("/exchanges/events", get(exchange::events))
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
