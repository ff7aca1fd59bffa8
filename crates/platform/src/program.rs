//! The program's options, its life from start to stop, and how it tells of both.

use std::error::Error as StdError;
use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::{Args, Parser};
use domain::{ClientId, Timestamp};
use platform::{
    CertificateError, ChosenIssuers, Clock, Data, Jwk, Listeners, Options, Running, Seed, SeedError,
    StartError,
};
use tokio::signal::unix::{SignalKind, signal};
use tracing::warn;

/// A local Altinn, Maskinporten, ID-porten and service owner for system users.
///
/// Prints one line of JSON with every listener's address when all of them answer. SIGTERM stops it.
#[derive(Debug, Parser)]
#[command(name = "klarsignal-platform", version)]
pub(crate) struct Arguments {
    /// Where to listen: the first of six ports in a row, or port 0 for six free ones.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    #[command(flatten)]
    listeners: ListenerArguments,
    /// Answer there also calls that reset the world, move its clock, give tokens, inject faults and read what happened.
    #[arg(long, value_name = "ADDRESS")]
    control: Option<SocketAddr>,
    #[command(flatten)]
    public: PublicArguments,
    /// What Maskinporten's tokens say in `iss`, such as `https://test.maskinporten.no/`.
    #[arg(long, value_name = "ISSUER")]
    maskinporten_issuer: Option<String>,
    /// What ID-porten's tokens say in `iss`, such as `https://test.idporten.no`.
    #[arg(long, value_name = "ISSUER")]
    idporten_issuer: Option<String>,
    /// What Altinn's tokens say in `iss`.
    #[arg(long, value_name = "ISSUER")]
    altinn_issuer: Option<String>,
    #[command(flatten)]
    data: DataArguments,
    /// The world to begin with, instead of the built-in one. A folder that holds a world already keeps it.
    #[arg(long, value_name = "FILE")]
    seed: Option<PathBuf>,
    /// A public key (JWK) for a Maskinporten client of the seed. May be given several times.
    #[arg(long, value_name = "CLIENT_ID=FILE", value_parser = client_key)]
    client_key: Vec<(ClientId, PathBuf)>,
    /// Put an enterprise certificate of each organisation of the seed into this folder, with its private key.
    #[arg(long, value_name = "FOLDER")]
    enterprise_certificates: Option<PathBuf>,
    /// What time it is when the platform starts, such as `2026-12-24T18:00:00Z`.
    #[arg(long, value_name = "TIME")]
    now: Option<Timestamp>,
    /// Items on a page of a list.
    #[arg(long, value_name = "ITEMS", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=1000))]
    page_size: u32,
    /// Accept grants whose audience is the token endpoint instead of the issuer.
    #[arg(long)]
    accept_token_endpoint_audience: bool,
}

/// A listener's own address goes before `--listen`.
#[derive(Debug, Args)]
#[expect(clippy::struct_field_names, reason = "the names are the options'")]
struct ListenerArguments {
    #[arg(long, value_name = "ADDRESS")]
    listen_platform: Option<SocketAddr>,
    #[arg(long, value_name = "ADDRESS")]
    listen_maskinporten: Option<SocketAddr>,
    #[arg(long, value_name = "ADDRESS")]
    listen_idporten: Option<SocketAddr>,
    #[arg(long, value_name = "ADDRESS")]
    listen_service_owner: Option<SocketAddr>,
    #[arg(long, value_name = "ADDRESS")]
    listen_portal: Option<SocketAddr>,
    #[arg(long, value_name = "ADDRESS")]
    listen_administration: Option<SocketAddr>,
}

/// Addresses to print in links and metadata, where something stands between the caller and the platform.
#[derive(Debug, Args)]
#[expect(clippy::struct_field_names, reason = "the names are the options'")]
struct PublicArguments {
    #[arg(long, value_name = "URL")]
    public_url_platform: Option<String>,
    #[arg(long, value_name = "URL")]
    public_url_maskinporten: Option<String>,
    #[arg(long, value_name = "URL")]
    public_url_idporten: Option<String>,
    #[arg(long, value_name = "URL")]
    public_url_service_owner: Option<String>,
    #[arg(long, value_name = "URL")]
    public_url_portal: Option<String>,
    #[arg(long, value_name = "URL")]
    public_url_administration: Option<String>,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct DataArguments {
    /// Keep the world in this folder.
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
    /// Forget the world at the end.
    #[arg(long)]
    ephemeral: bool,
}

/// Why the program stopped by itself.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("reading {}", file.display())]
    File { file: PathBuf, source: std::io::Error },
    #[error("the seed {}", file.display())]
    Seed { file: PathBuf, source: SeedError },
    #[error("the built-in seed")]
    BuiltinSeed(#[source] SeedError),
    #[error("the key {}", file.display())]
    Key {
        file: PathBuf,
        source: serde_json::Error,
    },
    #[error("starting the platform")]
    Start(#[from] StartError),
    #[error("the enterprise certificates")]
    Certificate(#[from] CertificateError),
    #[error("saying that the platform is ready")]
    Ready(#[source] std::io::Error),
    #[error("listening for signals")]
    Signal(#[source] std::io::Error),
}

/// Starts the platform, says so on one line, and stops it at SIGTERM or SIGINT.
pub(crate) async fn run(arguments: Arguments) -> Result<(), Failure> {
    let mut terminate = signal(SignalKind::terminate()).map_err(Failure::Signal)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(Failure::Signal)?;
    let seed = seed(arguments.seed.as_deref())?;
    let keys = keys(&arguments.client_key)?;
    let certificates = arguments.enterprise_certificates.clone();
    let options = options(arguments);
    warn_when_open(&options.listen, options.control.as_ref());
    let running = platform::start(options, &seed).await?;
    for (client, key) in keys {
        running.enrol(client, key).await?;
    }
    if let Some(folder) = &certificates {
        running.keep_enterprise_certificates(folder, &seed.organizations)?;
    }
    say_ready(&running).map_err(Failure::Ready)?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    running.stop().await;
    Ok(())
}

/// An error and everything behind it, in one sentence.
pub(crate) fn whole_chain(error: &dyn StdError) -> String {
    std::iter::successors(error.source(), |&error| error.source())
        .fold(error.to_string(), |chain, cause| format!("{chain}: {cause}"))
}

fn options(arguments: Arguments) -> Options {
    let Arguments {
        listen,
        listeners,
        public,
        ..
    } = arguments;
    let nth = |n: u16| match listen.port() {
        0 => listen,
        first => SocketAddr::new(listen.ip(), first.saturating_add(n)),
    };
    Options {
        listen: Listeners {
            platform: listeners.listen_platform.unwrap_or(nth(0)),
            maskinporten: listeners.listen_maskinporten.unwrap_or(nth(1)),
            idporten: listeners.listen_idporten.unwrap_or(nth(2)),
            service_owner: listeners.listen_service_owner.unwrap_or(nth(3)),
            portal: listeners.listen_portal.unwrap_or(nth(4)),
            administration: listeners.listen_administration.unwrap_or(nth(5)),
        },
        control: arguments.control,
        public_urls: Listeners {
            platform: public.public_url_platform,
            maskinporten: public.public_url_maskinporten,
            idporten: public.public_url_idporten,
            service_owner: public.public_url_service_owner,
            portal: public.public_url_portal,
            administration: public.public_url_administration,
        },
        issuers: ChosenIssuers {
            maskinporten: arguments.maskinporten_issuer,
            idporten: arguments.idporten_issuer,
            altinn: arguments.altinn_issuer,
        },
        data: arguments.data.data.map_or(Data::Ephemeral, Data::Folder),
        clock: arguments.now.map_or_else(Clock::system, Clock::starting_at),
        page_size: arguments.page_size,
        accept_token_endpoint_audience: arguments.accept_token_endpoint_audience,
        ..Options::ephemeral()
    }
}

fn seed(file: Option<&Path>) -> Result<Seed, Failure> {
    let Some(file) = file else {
        return Seed::builtin().map_err(Failure::BuiltinSeed);
    };
    let text = read(file)?;
    Seed::read(&text).map_err(|source| Failure::Seed {
        file: file.to_owned(),
        source,
    })
}

fn keys(files: &[(ClientId, PathBuf)]) -> Result<Vec<(ClientId, Jwk)>, Failure> {
    files
        .iter()
        .map(|(client, file)| {
            let key = serde_json::from_str(&read(file)?).map_err(|source| Failure::Key {
                file: file.clone(),
                source,
            })?;
            Ok((client.clone(), key))
        })
        .collect()
}

fn read(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file).map_err(|source| Failure::File {
        file: file.to_owned(),
        source,
    })
}

fn client_key(text: &str) -> Result<(ClientId, PathBuf), String> {
    let (client, file) = text.split_once('=').ok_or("write it as CLIENT_ID=FILE")?;
    Ok((client.into(), file.into()))
}

/// The local world has no secrets worth stealing, but it is nobody else's to play with.
fn warn_when_open(listen: &Listeners<SocketAddr>, control: Option<&SocketAddr>) {
    let all = [
        &listen.platform,
        &listen.maskinporten,
        &listen.idporten,
        &listen.service_owner,
        &listen.portal,
        &listen.administration,
    ];
    for address in all
        .into_iter()
        .chain(control)
        .filter(|address| !address.ip().is_loopback())
    {
        warn!(%address, "listening beyond this computer, as asked");
    }
}

fn say_ready(running: &Running) -> std::io::Result<()> {
    let urls = running.urls();
    let issuers = running.issuers();
    let line = serde_json::json!({
        "platform": urls.platform,
        "maskinporten": urls.maskinporten,
        "idporten": urls.idporten,
        "service_owner": urls.service_owner,
        "portal": urls.portal,
        "administration": urls.administration,
        "control": running.control_url(),
        "issuers": {
            "maskinporten": issuers.maskinporten,
            "idporten": issuers.idporten,
            "altinn": issuers.altinn,
        },
    });
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}
