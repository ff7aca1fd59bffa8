//! Sends calls and times them.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use reqwest::{Client, Request, RequestBuilder};
use tokio::task::JoinSet;

use crate::figures::Times;

/// Many calls, sent.
pub(crate) struct Sent {
    pub(crate) calls: usize,
    /// From the first call to the last answer.
    pub(crate) took: Duration,
    pub(crate) times: Times,
}

impl Sent {
    pub(crate) fn per_second(&self) -> f64 {
        self.calls as f64 / self.took.as_secs_f64()
    }
}

/// Sends prepared calls one after the other over each of some connections. Every answer must be a yes.
pub(crate) async fn send(http: &Client, calls: Vec<RequestBuilder>, connections: usize) -> Sent {
    let calls: Vec<Request> = calls.into_iter().map(|call| call.build().unwrap()).collect();
    let count = calls.len();
    let waiting = Arc::new(Mutex::new(calls.into_iter()));
    let begun = Instant::now();
    let mut sending = JoinSet::new();
    for _ in 0..connections {
        sending.spawn(send_each(http.clone(), waiting.clone()));
    }
    let times = sending.join_all().await.concat();
    Sent {
        calls: count,
        took: begun.elapsed(),
        times: Times::of(times),
    }
}

async fn send_each(http: Client, waiting: Arc<Mutex<std::vec::IntoIter<Request>>>) -> Vec<Duration> {
    let mut times = vec![];
    loop {
        let next = waiting.lock().unwrap().next();
        let Some(call) = next else { return times };
        let begun = Instant::now();
        let answer = http.execute(call).await.unwrap();
        let (status, address) = (answer.status(), answer.url().clone());
        let body = answer.bytes().await.unwrap();
        times.push(begun.elapsed());
        assert!(
            status.is_success(),
            "{status} from {address}: {}",
            String::from_utf8_lossy(&body)
        );
    }
}
