//! A window of the same toolkit that shows one line: what the bench compares Klarsignal's window with.

use std::process::ExitCode;

fn main() -> ExitCode {
    let context = tauri::generate_context!("bare/tauri.conf.json");
    match tauri::Builder::default().run(context) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
