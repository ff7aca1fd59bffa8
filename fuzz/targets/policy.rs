#![no_main]

#[path = "../entries.rs"]
#[expect(dead_code, reason = "a target has one entry")]
mod entries;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entries::policy(bytes));
