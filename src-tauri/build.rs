//! Lists the window's commands, so that each needs a permission of its own.

/// Every command of `src/bridge.rs`. A test keeps the two lists equal.
const COMMANDS: &[&str] = &[
    "status",
    "vendor_suggestions",
    "set_up_vendor",
    "open_with_passphrase",
    "keep_in_memory",
    "try_keyring_again",
    "begin_sign_in",
    "cancel_sign_in",
    "sign_out",
    "parties",
    "inbox",
    "request_sheet",
    "request_in_link",
    "approve_request",
    "reject_request",
    "escalate_request",
    "decisions",
    "decision",
    "accesses",
    "access",
    "removal_impact",
    "remove_access",
    "visible_systems",
    "offer",
    "create_access",
    "systems",
    "system",
    "check_system",
    "render_system",
    "register_system",
    "replace_system",
    "delete_system",
    "sent_requests",
    "sent_request",
    "check_request",
    "render_request",
    "send_request",
    "withdraw_request",
    "system_draft",
    "keep_system_draft",
    "request_draft",
    "keep_request_draft",
    "catalogue",
    "fetch_token",
    "decode_token",
    "diagnose",
    "open_claims",
    "open_link",
];

fn main() {
    let commands = tauri_build::AppManifest::new().commands(COMMANDS);
    if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands)) {
        println!("cargo::error={error:#}");
    }
}
