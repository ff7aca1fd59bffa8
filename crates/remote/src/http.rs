//! One HTTP client: time limits, a limit on what is read, no redirects, and patience where asking twice does no harm.

use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use serde::de::DeserializeOwned;
use tracing::debug;
use url::Url;
use uuid::Uuid;

use crate::error::{Error, Source};

const USER_AGENT: &str = concat!("Klarsignal/", env!("CARGO_PKG_VERSION"));
const CONNECT_WITHIN: Duration = Duration::from_secs(5);
const ANSWER_WITHIN: Duration = Duration::from_secs(30);
/// The largest answer that is read: the whole catalogue of resources is some megabytes.
const LARGEST_ANSWER: usize = 32 * 1024 * 1024;
/// How often a call that may be repeated is tried again.
const RETRIES: usize = 3;

/// The client. Cheap to clone; connections are shared.
#[derive(Clone, Debug)]
pub(crate) struct Http(Client);

/// What a host said.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) host: String,
    /// The trace id that the call carried.
    pub(crate) reference: String,
    body: Vec<u8>,
}

impl Http {
    pub(crate) fn new() -> Result<Self, Error> {
        let client = Client::builder()
            .user_agent(USER_AGENT)
            .connect_timeout(CONNECT_WITHIN)
            .timeout(ANSWER_WITHIN)
            // A token must not follow where a host points.
            .redirect(Policy::none())
            .build();
        client.map(Self).map_err(|source| Error::Tls(source.into()))
    }

    pub(crate) fn get(&self, url: Url) -> RequestBuilder {
        self.0.get(url)
    }

    pub(crate) fn post(&self, url: Url) -> RequestBuilder {
        self.0.post(url)
    }

    pub(crate) fn put(&self, url: Url) -> RequestBuilder {
        self.0.put(url)
    }

    pub(crate) fn delete(&self, url: Url) -> RequestBuilder {
        self.0.delete(url)
    }

    /// Sends a call once: for decisions, and for everything else that must not happen twice.
    pub(crate) async fn once(&self, call: RequestBuilder) -> Result<Answer, Error> {
        let reference = reference();
        let mut call = call
            .build()
            .map_err(|source| not_sent(String::new(), &reference, source))?;
        let host = call.url().authority().to_owned();
        if let Ok(trace) = traceparent(&reference).parse() {
            call.headers_mut().insert("traceparent", trace);
        }
        let failed = |source| not_sent(host.clone(), &reference, source);
        let answer = self.0.execute(call).await.map_err(failed)?;
        let status = answer.status();
        debug!(http.host = %host, http.status = status.as_u16(), %reference, "got an answer");
        match read(answer).await {
            Ok(Some(body)) => Ok(Answer {
                status,
                host,
                reference,
                body,
            }),
            Ok(None) => Err(unexpected(
                host,
                reference,
                Some(status),
                Some("the answer is too large".into()),
            )),
            Err(source) => Err(not_sent(host, &reference, source)),
        }
    }

    /// Does something that is safe to repeat, again and with growing pauses while it fails in a way that may pass.
    /// Failures of the host's own side are for `attempt` to return as errors.
    pub(crate) async fn patiently<T, F>(&self, attempt: impl FnMut() -> F) -> Result<T, Error>
    where
        F: Future<Output = Result<T, Error>>,
    {
        let pauses = ExponentialBuilder::default()
            .with_min_delay(Duration::from_millis(200))
            .with_max_delay(Duration::from_secs(3))
            .with_max_times(RETRIES)
            .with_jitter();
        attempt.retry(pauses).when(Error::may_pass).await
    }
}

impl Answer {
    /// Reads a body that the contract knows.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, Error> {
        serde_json::from_slice(&self.body).map_err(|source| self.unexpected(Some(source.into())))
    }

    /// Reads a body and what it means.
    pub(crate) fn meaning<W, D>(&self) -> Result<D, Error>
    where
        W: DeserializeOwned,
        D: TryFrom<W, Error: Into<Source>>,
    {
        D::try_from(self.json()?).map_err(|fault| self.unexpected(Some(fault.into())))
    }

    /// Reads a list and what each of its items means.
    pub(crate) fn meanings<W, D>(&self) -> Result<Vec<D>, Error>
    where
        W: DeserializeOwned,
        D: TryFrom<W, Error: Into<Source>>,
    {
        self.understood(self.json()?)
    }

    /// What each of the items in this answer means.
    pub(crate) fn understood<W, D>(&self, items: Vec<W>) -> Result<Vec<D>, Error>
    where
        D: TryFrom<W, Error: Into<Source>>,
    {
        let meant = items.into_iter().map(D::try_from).collect::<Result<_, _>>();
        meant.map_err(|fault| self.unexpected(Some(fault.into())))
    }

    /// The body as text; what is not UTF-8 in it is replaced.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.body
    }

    /// The answer is outside the contract.
    pub(crate) fn unexpected(&self, source: Option<Source>) -> Error {
        unexpected(
            self.host.clone(),
            self.reference.clone(),
            Some(self.status),
            source,
        )
    }
}

async fn read(mut answer: Response) -> Result<Option<Vec<u8>>, reqwest::Error> {
    let mut body = vec![];
    while let Some(chunk) = answer.chunk().await? {
        if body.len() + chunk.len() > LARGEST_ANSWER {
            return Ok(None);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Some(body))
}

/// The address is taken out of the fault: it can hold organisation numbers.
fn not_sent(host: String, reference: &str, source: reqwest::Error) -> Error {
    let source = source.without_url();
    if source.is_builder() || source.is_decode() {
        unexpected(host, reference.to_owned(), None, Some(source.into()))
    } else {
        Error::Unreachable {
            host,
            source: source.into(),
        }
    }
}

fn unexpected(host: String, reference: String, status: Option<StatusCode>, source: Option<Source>) -> Error {
    Error::Unexpected {
        host,
        reference,
        status: status.map(|status| status.as_u16()),
        source,
    }
}

/// A name for one call, 32 hexadecimal digits.
#[expect(
    clippy::disallowed_methods,
    reason = "it names a call in logs and decides nothing"
)]
fn reference() -> String {
    Uuid::new_v4().simple().to_string()
}

/// The call's place in a trace (W3C Trace Context): the host's own log carries the same id.
fn traceparent(reference: &str) -> String {
    let span = &reference[..reference.len().min(16)];
    format!("00-{reference}-{span}-00")
}

#[cfg(test)]
impl Answer {
    pub(crate) fn of(status: StatusCode, body: &str) -> Self {
        Self {
            status,
            host: "h".into(),
            reference: "r".into(),
            body: body.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_call_that_may_be_repeated_is_tried_four_times_in_all() {
        let tries = AtomicU32::new(0);
        let outcome: Result<(), Error> = Http::new()
            .unwrap()
            .patiently(|| async {
                tries.fetch_add(1, Ordering::Relaxed);
                Err(Error::Unreachable {
                    host: "h".into(),
                    source: "refused".into(),
                })
            })
            .await;
        assert!(matches!(outcome, Err(Error::Unreachable { .. })));
        assert_eq!(tries.into_inner(), 4);
    }

    #[tokio::test(start_paused = true)]
    async fn a_no_is_taken_at_once() {
        let tries = AtomicU32::new(0);
        let outcome: Result<(), Error> = Http::new()
            .unwrap()
            .patiently(|| async {
                tries.fetch_add(1, Ordering::Relaxed);
                Err(Error::NotAllowed)
            })
            .await;
        assert!(matches!(outcome, Err(Error::NotAllowed)));
        assert_eq!(tries.into_inner(), 1);
    }

    #[tokio::test]
    async fn a_host_that_is_not_there_is_unreachable_and_named() {
        let closed = std::net::TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap();
        let http = Http::new().unwrap();
        let outcome = http
            .once(http.get(Url::parse(&format!("http://{closed}/secret")).unwrap()))
            .await;
        let Err(Error::Unreachable { host, source }) = outcome else {
            panic!("reached nobody")
        };
        assert_eq!(host, closed.to_string());
        assert!(!format!("{source:?}").contains("secret"));
    }

    #[test]
    fn a_trace_is_written_as_the_standard_has_it() {
        let reference = "0af7651916cd43dd8448eb211c80319c";
        assert_eq!(
            traceparent(reference),
            "00-0af7651916cd43dd8448eb211c80319c-0af7651916cd43dd-00"
        );
    }
}
