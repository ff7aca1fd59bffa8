//! What the window may ask for, and the one event it hears.

use app::Topic;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

/// Something changed; screens of this topic read again.
#[derive(Clone, Debug, Serialize, Deserialize, Type, Event)]
pub(crate) struct Changed(pub(crate) Topic);

/// The commands and the event, for a runtime: the window's, or the tests'.
macro_rules! builder {
    ($runtime:ty) => {
        tauri_specta::Builder::<$runtime>::new()
            .commands(tauri_specta::collect_commands![
                crate::profile::status,
                crate::profile::vendor_suggestions,
                crate::profile::set_up_vendor,
                crate::vault::open_with_passphrase,
                crate::vault::keep_in_memory,
                crate::vault::try_keyring_again,
                crate::session::begin_sign_in::<$runtime>,
                crate::session::cancel_sign_in,
                crate::session::sign_out::<$runtime>,
                crate::session::parties,
                crate::request::inbox,
                crate::request::request_sheet,
                crate::request::request_in_link,
                crate::request::approve_request,
                crate::request::reject_request,
                crate::request::escalate_request,
                crate::history::decisions,
                crate::history::decision,
                crate::system_user::accesses,
                crate::system_user::access,
                crate::system_user::removal_impact,
                crate::system_user::remove_access,
                crate::system_user::visible_systems,
                crate::system_user::offer,
                crate::system_user::create_access,
                crate::system::systems,
                crate::system::system,
                crate::system::check_system,
                crate::system::render_system,
                crate::system::register_system,
                crate::system::replace_system,
                crate::system::delete_system,
                crate::vendor_request::sent_requests,
                crate::vendor_request::sent_request,
                crate::vendor_request::check_request,
                crate::vendor_request::render_request,
                crate::vendor_request::send_request,
                crate::vendor_request::withdraw_request,
                crate::draft::system_draft,
                crate::draft::keep_system_draft,
                crate::draft::request_draft,
                crate::draft::keep_request_draft,
                crate::catalogue::catalogue,
                crate::token::fetch_token,
                crate::token::decode_token,
                crate::token::diagnose,
                crate::token::open_claims,
                crate::link::open_link::<$runtime>,
            ])
            .events(tauri_specta::collect_events![crate::bridge::Changed])
            .disable_serde_phases()
    };
}
pub(crate) use builder;

#[cfg(test)]
mod tests {
    use std::path::Path;

    use app::profile::EnvironmentName;
    use app::{App, Clock, Environment, Keyring, LocalAddresses, Options};
    use serde_json::{Value, json};
    use tauri::ipc::{CallbackFn, InvokeBody};
    use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder, mock_context, noop_assets};
    use tauri::webview::InvokeRequest;
    use tauri::{WebviewWindow, WebviewWindowBuilder};

    #[test]
    fn the_screens_know_the_commands_as_they_are() {
        let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/bridge/generated.ts");
        let folder = tempfile::tempdir().unwrap();
        let fresh = folder.path().join("generated.ts");
        builder!(tauri::Wry)
            .export(specta_typescript::Typescript::default(), &fresh)
            .unwrap();
        let (fresh, known) = (
            std::fs::read_to_string(fresh).unwrap(),
            std::fs::read_to_string(&committed).unwrap(),
        );

        if fresh != known {
            std::fs::write(&committed, &fresh).unwrap();
            panic!("ui/src/bridge/generated.ts was stale; it is written anew: read it and commit it");
        }
    }

    #[test]
    fn each_command_needs_a_permission_and_the_window_has_it() {
        let lines = |text: &str, start: &str, end: char| -> Vec<String> {
            let names = text.lines().filter_map(|line| line.trim().strip_prefix(start));
            names
                .map(|rest| rest.split(end).next().unwrap().replace('-', "_"))
                .collect()
        };
        let source = include_str!("bridge.rs")
            .split("#[cfg(test)]")
            .next()
            .unwrap()
            .replace("::<$runtime>", "");
        let listed: Vec<String> = source
            .lines()
            .filter_map(|line| line.trim().strip_prefix("crate::")?.strip_suffix(','))
            .map(|path| path.split("::").last().unwrap().to_owned())
            .collect();

        assert_eq!(lines(include_str!("../build.rs"), "\"", '"'), listed);
        assert_eq!(
            lines(include_str!("../capabilities/main.json"), "\"allow-", '"'),
            listed
        );
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn an_answer_and_a_failure_cross_the_bridge_with_their_kinds() {
        let folder = tempfile::tempdir().unwrap();
        let app = nowhere(folder.path()).await;
        let window = window(app);

        let status = ask(&window, "status", json!({})).unwrap();
        assert_eq!(
            (&status["environment"], &status["session"]["kind"]),
            (&json!("local"), &json!("signedOut"))
        );
        let failure = ask(&window, "inbox", json!({ "party": 1 })).unwrap_err();
        assert_eq!(failure, json!({ "kind": "signedOut" }));
        let failure = ask(&window, "open_link", json!({ "address": "https://example.org" })).unwrap_err();
        assert_eq!(failure, json!({ "kind": "notAllowed" }));
    }

    /// An app whose world does not answer.
    async fn nowhere(folder: &Path) -> App {
        let closed = "http://127.0.0.1:9";
        let addresses = LocalAddresses {
            platform: closed,
            maskinporten: closed,
            idporten: closed,
            service_owner: closed,
        };
        let options = Options {
            folder: folder.to_owned(),
            environment: EnvironmentName::Local,
            addresses: Environment::local(addresses).unwrap(),
            keyring: Keyring::in_process(),
            clock: Clock::system(),
            suggestions: vec![],
        };
        App::open(options).await.unwrap()
    }

    fn window(app: App) -> WebviewWindow<MockRuntime> {
        let bridge = builder!(MockRuntime);
        let shell = mock_builder()
            .plugin(tauri_plugin_opener::init())
            .manage(app)
            .invoke_handler(bridge.invoke_handler())
            .build(mock_context(noop_assets()))
            .unwrap();
        WebviewWindowBuilder::new(&shell, "main", tauri::WebviewUrl::default())
            .build()
            .unwrap()
    }

    fn ask(window: &WebviewWindow<MockRuntime>, command: &str, arguments: Value) -> Result<Value, Value> {
        let call = InvokeRequest {
            cmd: command.into(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: "tauri://localhost".parse().unwrap(),
            body: InvokeBody::Json(arguments),
            headers: tauri::http::HeaderMap::default(),
            invoke_key: INVOKE_KEY.to_owned(),
        };
        get_ipc_response(window, call).map(|body| body.deserialize().unwrap())
    }
}
