//! The world that the listeners show. It can be put back to a beginning while they listen.

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use axum::Router;
use axum::extract::Request;
use domain::ClientId;
use rusqlite::Connection;
use tower::ServiceExt;

use crate::error::Error;
use crate::keys::Jwk;
use crate::running::routers;
use crate::seed::Seed;
use crate::world::{Listeners, World};
use crate::{maskinporten, portal, service_owner, store};

#[derive(Debug)]
pub(crate) struct Stage {
    played: RwLock<Played>,
    /// Keys that were enrolled beside the seed: they belong to every beginning.
    enrolled: Mutex<Vec<(ClientId, Jwk)>>,
    /// One reset at a time.
    resetting: tokio::sync::Mutex<()>,
}

#[derive(Debug)]
struct Played {
    seed: Seed,
    world: Arc<World>,
    routers: Listeners<Router>,
}

impl Stage {
    /// Puts the seed into the world, unless the world holds something already, and makes it ready to be shown.
    pub(crate) async fn open(world: World, seed: Seed) -> Result<Self, Error> {
        let world = Arc::new(world);
        let (planted, begun) = (seed.clone(), world.clone());
        let work = move |tx: &Connection| plant(tx, &begun, &planted);
        world.store.write(work).await?;
        Ok(Self {
            played: RwLock::new(Played::of(seed, world)),
            enrolled: Mutex::default(),
            resetting: tokio::sync::Mutex::default(),
        })
    }

    pub(crate) fn world(&self) -> Arc<World> {
        self.played(|played| played.world.clone())
    }

    /// What the listeners answer with until the next reset.
    pub(crate) fn routers(&self) -> Listeners<Router> {
        self.played(|played| played.routers.clone())
    }

    /// The seed that a reset goes to.
    pub(crate) fn seed(&self) -> Seed {
        self.played(|played| played.seed.clone())
    }

    /// What one listener answers with, also after a reset.
    pub(crate) fn listener(self: &Arc<Self>, pick: fn(&Listeners<Router>) -> &Router) -> Router {
        let stage = self.clone();
        Router::new().fallback(move |call: Request| {
            let router = stage.played(|played| pick(&played.routers).clone());
            async move { router.oneshot(call).await }
        })
    }

    /// Adds a key to a client, now and after every reset.
    pub(crate) async fn enrol(&self, client: ClientId, key: Jwk) -> Result<(), Error> {
        let world = self.world();
        let now = world.clock.now();
        let enrolled = (client.clone(), key.clone());
        let work = move |tx: &Connection| maskinporten::enrol(tx, &client, &key, now);
        world.store.write(work).await?;
        self.enrolled().push(enrolled);
        Ok(())
    }

    /// Puts the world back to a beginning: everything that happened is gone, keys and addresses stay. Calls that are under
    /// way end in the world that they began in. When it cannot be done, the world is as it was.
    pub(crate) async fn reset(&self, seed: Seed) -> Result<(), Error> {
        let _alone = self.resetting.lock().await;
        let world = self.world();
        let (planted, begun, enrolled) = (seed.clone(), world.clone(), self.enrolled().clone());
        let work = move |tx: &Connection| {
            store::clear(tx)?;
            plant(tx, &begun, &planted)?;
            for (client, key) in &enrolled {
                maskinporten::enrol(tx, client, key, begun.clock.now())?;
            }
            Ok(())
        };
        world.store.write(work).await?;
        let next = Played::of(seed, Arc::new(world.afresh()?));
        *self.played.write().unwrap_or_else(PoisonError::into_inner) = next;
        Ok(())
    }

    fn played<T>(&self, look: impl FnOnce(&Played) -> T) -> T {
        look(&self.played.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn enrolled(&self) -> std::sync::MutexGuard<'_, Vec<(ClientId, Jwk)>> {
        self.enrolled.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Played {
    fn of(seed: Seed, world: Arc<World>) -> Self {
        let routers = routers(&world);
        Self { seed, world, routers }
    }
}

fn plant(tx: &Connection, world: &World, seed: &Seed) -> Result<(), Error> {
    let now = world.clock.now();
    seed.plant(tx, now)?;
    portal::enrol(tx, &world.urls, now)?;
    service_owner::enrol(tx, world.keys.service_owner.jwk(), now)
}
