//! What programs and the platform said to each other, with tokens decoded and secrets masked.

use std::collections::{BTreeMap, VecDeque};
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use domain::Timestamp;
use futures_util::{StreamExt, stream};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::watch;

use super::Control;
use super::listener::Listener;

/// Exchanges that are kept; older ones are forgotten.
const KEPT: usize = 1000;
/// Exchanges in one answer, unless the caller asks for another number.
const PAGE: usize = 100;

/// One call and its answer.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct Exchange {
    /// Counts up from 1, also across resets.
    pub(super) id: u64,
    /// When the call came, in the world's time.
    pub(super) at: Timestamp,
    pub(super) listener: Listener,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: Option<String>,
    /// `null` when the connection was cut.
    pub(super) status: Option<u16>,
    /// From the call to the answer's head, in real time.
    pub(super) milliseconds: u64,
    /// Whether a fault had its hand in it.
    pub(super) spoiled: bool,
    pub(super) tokens: Vec<Token>,
    pub(super) call: Message,
    pub(super) answer: Message,
}

/// A token that was seen, without its signature.
#[derive(Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub(super) struct Token {
    /// The header or member that it stood in, such as `authorization` or `access_token`.
    pub(super) place: String,
    pub(super) header: Value,
    pub(super) claims: Value,
}

/// Headers and body of a call or an answer. A body that is neither JSON, a form nor plain text, or is larger than 64 KiB,
/// is not kept.
#[derive(Debug, Default, Serialize, schemars::JsonSchema)]
pub(super) struct Message {
    pub(super) headers: BTreeMap<String, String>,
    pub(super) body: Option<Value>,
}

/// The exchanges that are kept.
#[derive(Debug)]
pub(super) struct Exchanges {
    kept: Mutex<Kept>,
    newest: watch::Sender<u64>,
}

#[derive(Debug, Default)]
struct Kept {
    newest: u64,
    exchanges: VecDeque<Arc<Exchange>>,
}

impl Default for Exchanges {
    fn default() -> Self {
        Self {
            kept: Mutex::default(),
            newest: watch::Sender::new(0),
        }
    }
}

impl Exchanges {
    /// Keeps an exchange and gives it its number.
    pub(super) fn add(&self, exchange: Exchange) {
        let mut kept = self.kept();
        kept.newest += 1;
        let id = kept.newest;
        kept.exchanges.push_back(Arc::new(Exchange { id, ..exchange }));
        if kept.exchanges.len() > KEPT {
            kept.exchanges.pop_front();
        }
        drop(kept);
        self.newest.send_replace(id);
    }

    pub(super) fn clear(&self) {
        self.kept().exchanges.clear();
    }

    /// Those after a number, oldest first.
    fn after(&self, id: u64, most: usize) -> Vec<Arc<Exchange>> {
        let kept = self.kept();
        let begin = kept.exchanges.partition_point(|exchange| exchange.id <= id);
        kept.exchanges.range(begin..).take(most).cloned().collect()
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Which exchanges to list.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    /// Only those after this number.
    #[serde(default)]
    after: u64,
    /// This many at the most.
    #[serde(default = "page")]
    limit: usize,
}

fn page() -> usize {
    PAGE
}

/// Lists exchanges, oldest first. Asking again with the last one's `id` as `after` goes on where the list ended.
pub(super) async fn list(
    State(control): State<Control>,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, (StatusCode, String)> {
    let Query(wanted) = wanted.map_err(|fault| (fault.status(), fault.body_text()))?;
    let exchanges = control.exchanges.after(wanted.after, wanted.limit.min(KEPT));
    let exchanges: Vec<&Exchange> = exchanges.iter().map(AsRef::as_ref).collect();
    Ok(Json(exchanges).into_response())
}

pub(super) async fn clear(State(control): State<Control>) -> StatusCode {
    control.exchanges.clear();
    StatusCode::NO_CONTENT
}

/// Tells exchanges as they happen, as server-sent events named `exchange`. A `Last-Event-ID` goes on after that one;
/// without it only new ones are told.
pub(super) async fn events(State(control): State<Control>, headers: HeaderMap) -> Response {
    let last = headers
        .get("last-event-id")
        .and_then(|id| id.to_str().ok()?.parse().ok());
    let last = last.unwrap_or_else(|| control.exchanges.kept().newest);
    let newest = control.exchanges.newest.subscribe();
    let told = stream::unfold(
        (control, newest, last),
        |(control, mut newest, last)| async move {
            loop {
                if let Some(exchange) = control.exchanges.after(last, 1).pop() {
                    let event = Event::default().event("exchange").id(exchange.id.to_string());
                    let event = event.json_data(&*exchange).unwrap_or_default();
                    return Some((event, (control, newest, exchange.id)));
                }
                let mut stopped = control.stopped.clone();
                tokio::select! {
                    changed = newest.changed() => changed.ok()?,
                    _ = stopped.wait_for(|stop| *stop) => return None,
                }
            }
        },
    );
    let told = told.map(Ok::<_, Infallible>);
    Sse::new(told).keep_alive(KeepAlive::default()).into_response()
}
