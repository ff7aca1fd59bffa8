//! Answering at an address, within bounds: whoever sends too much or too slowly is turned away, and the others
//! notice nothing (docs/platform.md, "Bounds").

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{ConnectInfo, DefaultBodyLimit, Request};
use axum::http::{StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Router};
use futures_util::StreamExt;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tower::ServiceExt;

/// What one listener puts up with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// Connections at once; more wait to be accepted.
    pub(crate) connections: usize,
    /// Bytes of a call's first line and headers together.
    pub(crate) head: usize,
    /// Headers of a call.
    pub(crate) headers: usize,
    /// Bytes of a call's body.
    pub(crate) body: usize,
    /// From the last answer, or from the connection's beginning, until the next call's headers are there.
    pub(crate) head_time: Duration,
    /// From a call's headers until its answer begins.
    pub(crate) call_time: Duration,
}

impl Bounds {
    pub(crate) const USUAL: Self = Self {
        connections: 1_024,
        head: 64 * 1024,
        headers: 100,
        body: 2 * 1024 * 1024,
        head_time: Duration::from_secs(30),
        call_time: Duration::from_secs(90),
    };
}

/// After a connection could not be accepted, the listener waits so long: it is the computer that lacks something.
const BREATH: Duration = Duration::from_millis(100);

/// Answers at a listener until the platform stops, and then until the open calls have ended. Dropping it closes every
/// connection.
pub(crate) async fn answer(
    listener: TcpListener,
    router: Router,
    bounds: Bounds,
    mut stopped: watch::Receiver<bool>,
) {
    let router = bounded(router, bounds);
    let room = Arc::new(Semaphore::new(bounds.connections));
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            // An error means the platform itself is gone: stop as well.
            _ = stopped.wait_for(|stop| *stop) => break,
            Some(_) = connections.join_next() => continue,
            accepted = accept(&listener, &room) => accepted,
        };
        let Some((permit, stream, peer)) = accepted else {
            break;
        };
        let (router, stopped) = (router.clone(), stopped.clone());
        connections.spawn(async move {
            converse(stream, peer, router, bounds, stopped).await;
            drop(permit);
        });
    }
    drop(listener);
    while connections.join_next().await.is_some() {}
}

type Accepted = (tokio::sync::OwnedSemaphorePermit, TcpStream, SocketAddr);

/// The next connection, when there is room for one.
async fn accept(listener: &TcpListener, room: &Arc<Semaphore>) -> Option<Accepted> {
    let permit = room.clone().acquire_owned().await.ok()?;
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => return Some((permit, stream, peer)),
            Err(error) => {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "a connection was not accepted"
                );
                tokio::time::sleep(BREATH).await;
            }
        }
    }
}

/// One connection's calls, one after the other.
async fn converse(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    bounds: Bounds,
    mut stopped: watch::Receiver<bool>,
) {
    let router = router.layer(Extension(ConnectInfo(peer)));
    let service = TowerToHyperService::new(router.map_request(|call: Request<_>| call.map(Body::new)));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(bounds.head_time)
        .max_buf_size(bounds.head)
        .max_headers(bounds.headers)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    let until_stopped = async {
        let _ = stopped.wait_for(|stop| *stop).await;
    };
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = until_stopped => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(error = &error as &dyn std::error::Error, "a connection broke");
    }
}

/// The bounds of a call that HTTP itself does not know, or not to the byte.
fn bounded(router: Router, bounds: Bounds) -> Router {
    let within = move |call: Request, next: Next| async move {
        if head_size(&call) > bounds.head {
            return closing(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
        }
        let announced = call.headers().get(header::CONTENT_LENGTH);
        let announced = announced.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
        if announced.is_some_and(|length| length > bounds.body) {
            return closing(StatusCode::PAYLOAD_TOO_LARGE);
        }
        let answered = async {
            match sized(call, bounds.body).await {
                Ok(call) => next.run(call).await,
                Err(status) => closing(status),
            }
        };
        let answer = tokio::time::timeout(bounds.call_time, answered).await;
        answer.unwrap_or_else(|_| closing(StatusCode::REQUEST_TIMEOUT))
    };
    router
        .layer(DefaultBodyLimit::max(bounds.body))
        .layer(middleware::from_fn(within))
}

/// Bytes of a call's first line and headers, as HTTP/1.1 writes them. What reads them stops somewhat later.
fn head_size(call: &Request) -> usize {
    let target = call
        .uri()
        .path_and_query()
        .map_or(1, |target| target.as_str().len());
    let first = call.method().as_str().len() + target + "  HTTP/1.1\r\n".len();
    let headers = call.headers().iter();
    let headers = headers.map(|(name, value)| name.as_str().len() + value.len() + ": \r\n".len());
    first + headers.sum::<usize>() + "\r\n".len()
}

/// The call with a body of a known size: one that comes in chunks is read to its end.
async fn sized(call: Request, most: usize) -> Result<Request, StatusCode> {
    if call.body().size_hint().exact().is_some() {
        return Ok(call);
    }
    let (parts, body) = call.into_parts();
    let (mut chunks, mut whole) = (body.into_data_stream(), vec![]);
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| StatusCode::BAD_REQUEST)?;
        if whole.len() + chunk.len() > most {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        whole.extend_from_slice(&chunk);
    }
    Ok(Request::from_parts(parts, Body::from(Bytes::from(whole))))
}

/// The last answer of a connection: the rest of the call is not read.
fn closing(status: StatusCode) -> Response {
    (status, [(header::CONNECTION, "close")]).into_response()
}

#[cfg(test)]
mod tests {
    use axum::routing::post;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    const SMALL: Bounds = Bounds {
        connections: 2,
        head: 8 * 1024,
        headers: 20,
        body: 1_000,
        ..Bounds::USUAL
    };
    const NO_TIME: Duration = Duration::from_millis(200);

    #[tokio::test]
    async fn a_good_call_is_answered_and_the_connection_goes_on() {
        let place = place(SMALL).await;
        let mut stream = TcpStream::connect(place.address).await.unwrap();
        assert_eq!(conversation(&mut stream).await, "hello");
        assert_eq!(conversation(&mut stream).await, "hello");
    }

    #[tokio::test]
    async fn too_much_is_refused_with_its_status() {
        let place = place(SMALL).await;
        let long = format!(
            "POST / HTTP/1.1\r\nhost: x\r\na: {}\r\n\r\n",
            "x".repeat(SMALL.head)
        );
        let many = format!(
            "POST / HTTP/1.1\r\nhost: x\r\n{}\r\n",
            "a: b\r\n".repeat(SMALL.headers)
        );
        let announced = "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1001\r\n\r\n".to_owned();
        let chunked = format!(
            "POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n3e9\r\n{}\r\n0\r\n\r\n",
            "x".repeat(1_001)
        );
        for (call, status) in [(long, 431), (many, 431), (announced, 413), (chunked, 413)] {
            let told = place.told(&call).await;
            assert!(told.starts_with(&format!("HTTP/1.1 {status} ")), "{told}");
        }
    }

    #[tokio::test]
    async fn as_much_as_is_allowed_is_answered_and_a_byte_more_is_not() {
        let place = place(SMALL).await;
        let empty =
            "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\nconnection: close\r\na: \r\n\r\n".len();
        let head = |size: usize| {
            let text = "x".repeat(size - empty);
            format!(
                "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\nconnection: close\r\na: {text}\r\n\r\n"
            )
        };
        let body = |size: usize| {
            let (first, rest) = ("x".repeat(600), "x".repeat(size - 600));
            format!(
                "POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n\
                 258\r\n{first}\r\n{:x}\r\n{rest}\r\n0\r\n\r\n",
                rest.len()
            )
        };
        for (call, status) in [
            (head(SMALL.head), 200),
            (head(SMALL.head + 1), 431),
            (body(SMALL.body), 200),
            (body(SMALL.body + 1), 413),
        ] {
            let told = place.told(&call).await;
            assert!(told.starts_with(&format!("HTTP/1.1 {status} ")), "{told}");
        }
    }

    #[tokio::test]
    async fn a_body_in_chunks_that_is_too_large_closes_the_connection_whatever_the_route() {
        let place = place(SMALL).await;
        let call = format!(
            "POST /unread HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n3e9\r\n{}\r\n0\r\n\r\n",
            "x".repeat(1_001)
        );
        let told = place.told(&call).await.to_lowercase();
        assert!(
            told.starts_with("http/1.1 413 ") && told.contains("connection: close"),
            "{told}"
        );
    }

    #[tokio::test]
    async fn a_body_that_does_not_come_is_408_and_ends_the_connection() {
        let place = place(Bounds {
            call_time: NO_TIME,
            ..SMALL
        })
        .await;
        let told = place
            .told("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\nhel")
            .await;
        assert!(told.starts_with("HTTP/1.1 408 "), "{told}");
    }

    #[tokio::test]
    async fn headers_that_do_not_come_end_the_connection() {
        let place = place(Bounds {
            head_time: NO_TIME,
            ..SMALL
        })
        .await;
        for beginning in ["", "POST / HTTP/1.1\r\nhost: x\r\n"] {
            assert_eq!(place.told(beginning).await, "", "after {beginning:?}");
        }
    }

    #[tokio::test]
    async fn who_holds_every_connection_and_says_nothing_keeps_nobody_out_for_long() {
        let place = place(Bounds {
            head_time: NO_TIME,
            ..SMALL
        })
        .await;
        let mut held = vec![];
        for _ in 0..SMALL.connections {
            held.push(TcpStream::connect(place.address).await.unwrap());
        }
        let call = "POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
        assert!(place.told(call).await.starts_with("HTTP/1.1 200 "));
    }

    #[tokio::test]
    async fn stopping_lets_the_open_call_end_and_closes_the_idle_connection() {
        let place = place(SMALL).await;
        let mut idle = TcpStream::connect(place.address).await.unwrap();
        assert_eq!(conversation(&mut idle).await, "hello");
        place.stop.send(true).unwrap();
        assert_eq!(idle.read(&mut [0]).await.unwrap(), 0);
        place.answering.await.unwrap();
    }

    struct Place {
        address: SocketAddr,
        stop: watch::Sender<bool>,
        answering: tokio::task::JoinHandle<()>,
    }

    /// A listener that gives back what it is sent.
    async fn place(bounds: Bounds) -> Place {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = watch::channel(false);
        let router = Router::new().route("/", post(async |body: axum::body::Bytes| body));
        let answering = tokio::spawn(answer(listener, router, bounds, stopped));
        Place {
            address,
            stop,
            answering,
        }
    }

    /// What one call of several is answered.
    async fn conversation(stream: &mut TcpStream) -> String {
        let call = "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\nhello";
        stream.write_all(call.as_bytes()).await.unwrap();
        let mut answer = vec![];
        while !answer.ends_with(b"\r\n\r\nhello") {
            answer.push(stream.read_u8().await.unwrap());
        }
        String::from_utf8(answer)
            .unwrap()
            .split("\r\n\r\n")
            .last()
            .unwrap()
            .to_owned()
    }

    impl Place {
        /// Everything that is answered until the connection is closed from the other side.
        async fn told(&self, call: &str) -> String {
            let mut stream = TcpStream::connect(self.address).await.unwrap();
            stream.write_all(call.as_bytes()).await.unwrap();
            let mut answer = vec![];
            // What was not read any more makes the end a reset on some systems: what was answered before counts.
            let _ = stream.read_to_end(&mut answer).await;
            String::from_utf8_lossy(&answer).into_owned()
        }
    }
}
