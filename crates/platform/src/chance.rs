//! Where random values come from.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use uuid::Uuid;

/// The platform's only source of ids and secrets: a `ChaCha` generator, seeded by the system or by a test.
#[derive(Clone)]
pub struct Chance(Arc<Mutex<StdRng>>);

impl Chance {
    /// Seeded by the operating system.
    pub fn system() -> Self {
        Self(Arc::new(Mutex::new(rand::make_rng())))
    }

    /// The same values every time, for tests.
    pub fn seeded(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(StdRng::seed_from_u64(seed))))
    }

    /// A random (version 4) UUID.
    pub fn uuid(&self) -> Uuid {
        uuid::Builder::from_random_bytes(self.bytes()).into_uuid()
    }

    /// `bytes` random bytes as base64url without padding.
    pub fn token(&self, bytes: usize) -> String {
        let mut value = vec![0; bytes];
        self.fill(&mut value);
        URL_SAFE_NO_PAD.encode(value)
    }

    /// A W3C trace id as Altinn prints it in problems: `00-<32 hex>-<16 hex>-00`.
    pub fn trace_id(&self) -> String {
        let trace = u128::from_be_bytes(self.bytes());
        let span = u64::from_be_bytes(self.bytes());
        format!("00-{trace:032x}-{span:016x}-00")
    }

    fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut value = [0; N];
        self.fill(&mut value);
        value
    }

    fn fill(&self, value: &mut [u8]) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .fill_bytes(value);
    }
}

impl fmt::Debug for Chance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Chance")
    }
}
