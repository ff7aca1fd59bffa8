//! Starting and stopping a platform.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::{Router, middleware};
use domain::ClientId;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::caller::ProvenTokens;
use crate::calls::Calls;
use crate::certificate::CertificateError;
use crate::control::Control;
use crate::error::answer_errors;
use crate::keys::{Jwk, Keys, KeysError};
use crate::listening::{self, Bounds};
use crate::maskinporten::UsedGrants;
use crate::openapi::Routes;
use crate::options::{Data, Options};
use crate::seed::{Organization, Seed};
use crate::stage::Stage;
use crate::store::{Durability, Store};
use crate::world::{Issuers, Listeners, World};
use crate::{
    access_management, administration, altinn, authorization, idporten, maskinporten, portal, register,
    resource_registry,
};
use crate::{routing, service_owner};

/// How long open calls may take to end when the platform stops.
const GRACE: Duration = Duration::from_secs(5);

/// Why a platform did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("listening at {address}")]
    Listen {
        address: SocketAddr,
        source: std::io::Error,
    },
    #[error("making the data folder {}", folder.display())]
    Folder { folder: PathBuf, source: std::io::Error },
    #[error("opening the world in {}", folder.display())]
    World {
        folder: PathBuf,
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    #[error("reading or making the signing keys")]
    Keys(#[from] KeysError),
    #[error("putting the key on client {client}")]
    Enrol {
        client: ClientId,
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// A platform that answers. Dropping it stops it at once; [`Running::stop`] lets open calls end.
#[derive(Debug)]
pub struct Running {
    stage: Arc<Stage>,
    urls: Listeners<String>,
    issuers: Issuers,
    control: Option<String>,
    stop: watch::Sender<bool>,
    servers: JoinSet<()>,
    /// Holds an ephemeral world's files until the end.
    _folder: Option<TempDir>,
}

/// Starts a platform with `seed` as its world. A folder that already holds a world keeps it.
///
/// # Errors
/// [`StartError`], before anything listens for longer than the attempt.
pub async fn start(options: Options, seed: &Seed) -> Result<Running, StartError> {
    let (folder, temporary, durability) = folder(options.data)?;
    let listeners = bind(options.listen).await?;
    let addresses = Listeners {
        platform: local(&listeners.platform)?,
        maskinporten: local(&listeners.maskinporten)?,
        idporten: local(&listeners.idporten)?,
        service_owner: local(&listeners.service_owner)?,
        portal: local(&listeners.portal)?,
        administration: local(&listeners.administration)?,
    };
    let urls = addresses
        .clone()
        .zip(options.public_urls)
        .map(|(address, chosen)| {
            chosen.map_or_else(
                || format!("http://{address}"),
                |url| url.trim_end_matches('/').to_owned(),
            )
        });
    let store =
        Store::open(&folder.join("platform.sqlite"), durability).map_err(|error| unopened(&folder, error))?;
    let world = World {
        used_grants: UsedGrants::load(&store, options.clock.now())
            .map_err(|error| unopened(&folder, error))?,
        store,
        keys: Keys::open(temporary.is_none().then_some(folder.as_path()))?,
        issuers: options.issuers.or_from(&urls),
        clock: options.clock,
        chance: options.chance,
        urls,
        addresses,
        page_size: options.page_size.max(1),
        accept_token_endpoint_audience: options.accept_token_endpoint_audience,
        calls: Calls::new(),
        proven_tokens: ProvenTokens::default(),
    };
    let (shown_urls, issuers) = (world.urls.clone(), world.issuers.clone());
    let stage = Arc::new(
        Stage::open(world, seed.clone())
            .await
            .map_err(|error| unopened(&folder, error))?,
    );
    let (stop, stopped) = watch::channel(false);
    let mut servers = JoinSet::new();
    let (shown, control) = match options.control {
        None => (stage.routers(), None),
        Some(address) => {
            let listener = listen(address).await?;
            let url = format!("http://{}", local(&listener)?);
            let control = Control::of(stage.clone(), stopped.clone());
            serve(&mut servers, listener, control.router(), &stopped);
            (control.observed(), Some(url))
        }
    };
    serve(&mut servers, listeners.platform, shown.platform, &stopped);
    serve(&mut servers, listeners.maskinporten, shown.maskinporten, &stopped);
    serve(&mut servers, listeners.idporten, shown.idporten, &stopped);
    serve(
        &mut servers,
        listeners.service_owner,
        shown.service_owner,
        &stopped,
    );
    serve(&mut servers, listeners.portal, shown.portal, &stopped);
    serve(
        &mut servers,
        listeners.administration,
        shown.administration,
        &stopped,
    );
    Ok(Running {
        stage,
        urls: shown_urls,
        issuers,
        control,
        stop,
        servers,
        _folder: temporary,
    })
}

impl Running {
    /// Base addresses as the outside sees them, without a trailing slash.
    pub fn urls(&self) -> &Listeners<String> {
        &self.urls
    }

    /// What the tokens' `iss` say.
    pub fn issuers(&self) -> &Issuers {
        &self.issuers
    }

    /// Where tests and the kiosk hold the world's strings; `None` unless it was asked for.
    pub fn control_url(&self) -> Option<&str> {
        self.control.as_deref()
    }

    /// Adds a public key to a seeded Maskinporten client, as its owner would in the self-service portal. A key with the
    /// same `kid` is replaced.
    ///
    /// # Errors
    /// [`StartError::Enrol`] when the client is unknown or the key is not one.
    pub async fn enrol(&self, client: ClientId, key: Jwk) -> Result<(), StartError> {
        self.stage
            .enrol(client.clone(), key)
            .await
            .map_err(|error| StartError::Enrol {
                client,
                source: Box::new(error),
            })
    }

    /// Puts an enterprise certificate of each organisation into a folder, as `<number>.pem` with its chain, and
    /// `<number>.key`. Those that are there and good stay.
    ///
    /// # Errors
    /// [`CertificateError`] when the machine cannot make a key, or a file cannot be written.
    pub fn keep_enterprise_certificates(
        &self,
        folder: &Path,
        organizations: &[Organization],
    ) -> Result<(), CertificateError> {
        let world = self.stage.world();
        let now = world.clock.now();
        organizations.iter().try_for_each(|organization| {
            let (number, name) = (&organization.org_number, &organization.name);
            world.keys.authority.keep(folder, number, name, now)
        })
    }

    /// Stops listening, lets open calls end, and waits for that (5 s at the most).
    pub async fn stop(mut self) {
        let _ = self.stop.send(true);
        let ended = async { while self.servers.join_next().await.is_some() {} };
        if tokio::time::timeout(GRACE, ended).await.is_err() {
            self.servers.abort_all();
        }
    }
}

fn unopened(folder: &Path, error: impl std::error::Error + Send + Sync + 'static) -> StartError {
    StartError::World {
        folder: folder.to_owned(),
        source: Box::new(error),
    }
}

/// What each listener answers with.
pub(crate) fn routers(world: &Arc<World>) -> Listeners<Router> {
    Listeners {
        platform: platform_router(world),
        maskinporten: finish(maskinporten::router(), world),
        idporten: finish(idporten::router(), world),
        service_owner: finish(service_owner::router(), world),
        portal: finish(portal::router(), world),
        administration: finish(administration::router(), world),
    }
}

/// Everything that `platform.*` answers in the real world.
pub(crate) fn platform_router(world: &Arc<World>) -> Router {
    let rooms = Routes::new()
        .titled("Altinn")
        .in_any_case()
        .merge(altinn::router())
        .merge(access_management::router())
        .merge(authorization::router())
        .merge(resource_registry::router())
        .merge(register::router());
    finish(rooms, world)
}

/// Puts error bodies and tolerant paths around a listener's routes.
pub(crate) fn finish(rooms: Routes, world: &Arc<World>) -> Router {
    let patterns = routing::Pattern::of(rooms.paths_in_any_case());
    #[cfg(test)]
    let listener = rooms.title();
    let answered = rooms
        .into_router()
        .layer(middleware::from_fn_with_state(world.clone(), answer_errors));
    #[cfg(test)]
    let answered = answered.layer(middleware::from_fn(move |call, next| {
        crate::seen::note(listener, call, next)
    }));
    let answered = answered.with_state(world.clone());
    routing::tolerant(answered, patterns)
}

fn folder(data: Data) -> Result<(PathBuf, Option<TempDir>, Durability), StartError> {
    match data {
        Data::Folder(folder) => {
            std::fs::create_dir_all(&folder).map_err(|source| StartError::Folder {
                folder: folder.clone(),
                source,
            })?;
            Ok((folder, None, Durability::Full))
        }
        Data::Ephemeral => {
            let temporary = TempDir::with_prefix("klarsignal-").map_err(|source| StartError::Folder {
                folder: std::env::temp_dir(),
                source,
            })?;
            Ok((temporary.path().to_owned(), Some(temporary), Durability::None))
        }
    }
}

async fn bind(addresses: Listeners<SocketAddr>) -> Result<Listeners<TcpListener>, StartError> {
    Ok(Listeners {
        platform: listen(addresses.platform).await?,
        maskinporten: listen(addresses.maskinporten).await?,
        idporten: listen(addresses.idporten).await?,
        service_owner: listen(addresses.service_owner).await?,
        portal: listen(addresses.portal).await?,
        administration: listen(addresses.administration).await?,
    })
}

async fn listen(address: SocketAddr) -> Result<TcpListener, StartError> {
    TcpListener::bind(address)
        .await
        .map_err(|source| StartError::Listen { address, source })
}

fn local(listener: &TcpListener) -> Result<SocketAddr, StartError> {
    listener.local_addr().map_err(|source| StartError::Listen {
        address: SocketAddr::from(([0, 0, 0, 0], 0)),
        source,
    })
}

fn serve(servers: &mut JoinSet<()>, listener: TcpListener, router: Router, stopped: &watch::Receiver<bool>) {
    servers.spawn(listening::answer(
        listener,
        router,
        Bounds::USUAL,
        stopped.clone(),
    ));
}
