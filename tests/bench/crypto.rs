//! What no token answer can be faster than.

use std::time::Duration;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{
    KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaPublicKeyComponents,
};
use tests::{CLIENT, MachineKey};

use crate::Plan;
use crate::figures::{self, Spread};
use crate::server::{self, Folder};
use crate::store;

/// How long a round of one operation takes.
const ROUND: Duration = Duration::from_secs(1);
/// About as long as the signed part of a token.
const MESSAGE: [u8; 600] = [b'x'; 600];

/// The processor time of one verification, one look-up and one signature together: seconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit(f64);

impl Limit {
    /// Answers that one core could give in a second if it did nothing else.
    pub(crate) fn per_second(self) -> f64 {
        1.0 / self.0
    }
}

/// Measures each operation alone, on one core, with the library and the prepared keys that the platform uses.
pub(crate) fn measure(folder: &Folder, key: &MachineKey, plan: Plan) -> Limit {
    let pair = KeyPair::generate(KeySize::Rsa2048).unwrap();
    let public = public_key(&pair);
    let mut signature = [0; 256];
    let sign = |signature: &mut [u8]| {
        pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), &MESSAGE, signature)
            .unwrap();
    };
    sign(&mut signature);

    figures::heading("One core, nothing but the operation, each second of processor time");
    figures::columns(["min", "median", "max"]);
    let mut scratch = [0; 256];
    let signatures = rounds(plan, || sign(&mut scratch));
    figures::spread("RS256 signatures, 2048 bits", signatures);
    let verifications = rounds(plan, || public.verify_sig(&MESSAGE, &signature).unwrap());
    figures::spread("RS256 verifications, 2048 bits", verifications);
    let unprepared = rounds(plan, || {
        public_key(&pair).verify_sig(&MESSAGE, &signature).unwrap();
    });
    figures::spread("  with the key prepared for each", unprepared);
    let database = store::open(folder);
    let kid = key.kid();
    let look_ups = rounds(plan, || store::look_up_key(&database, CLIENT, &kid));
    figures::spread("look-ups of a client's key", look_ups);

    let limit = Limit(
        [signatures, verifications, look_ups]
            .map(|it| 1.0 / it.median)
            .iter()
            .sum(),
    );
    figures::say(&format!(
        "→ at most {:.0} token answers from one verification, one look-up and one signature",
        limit.per_second()
    ));
    limit
}

fn public_key(pair: &KeyPair) -> aws_lc_rs::signature::ParsedPublicKey {
    let public = pair.public_key();
    let n = public.modulus().big_endian_without_leading_zero();
    let e = public.exponent().big_endian_without_leading_zero();
    RsaPublicKeyComponents { n, e }
        .to_parsed_public_key(&RSA_PKCS1_2048_8192_SHA256)
        .unwrap()
}

/// How often the operation fits into a second of processor time.
fn rounds(plan: Plan, mut operation: impl FnMut()) -> Spread {
    let mut round = || {
        let begun = server::processor_time("thread-self");
        let mut done = 0_u32;
        loop {
            for _ in 0..100 {
                operation();
            }
            done += 100;
            let used = server::processor_time("thread-self").saturating_sub(begun);
            if used >= ROUND {
                return f64::from(done) / used.as_secs_f64();
            }
        }
    };
    Spread::of((0..plan.rounds).map(|_| round()).collect())
}
