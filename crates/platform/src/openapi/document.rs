//! The document itself, and where it is served.

use std::sync::Arc;

use aide::openapi::{Components, Info, OpenApi, ReferenceOr, SecurityScheme};
use axum::{Extension, Json};
use serde_json::Value;

use super::Routes;

/// The name of what a route asks for when it asks for a token.
pub(super) const TOKEN: &str = "token";

/// A listener's document.
#[derive(Debug)]
pub(crate) struct Document {
    api: Value,
}

pub(super) fn routes<S: Clone + Send + Sync + 'static>() -> Routes<S> {
    Routes::new().get("/openapi.json", read, |it| {
        it.says("Tells what this listener serves.")
            .open("it tells nothing of anybody")
    })
}

async fn read(Extension(document): Extension<Arc<Document>>) -> Json<Value> {
    Json(document.api.clone())
}

impl Document {
    pub(super) fn new(title: &str, mut api: OpenApi) -> Self {
        api.info = Info {
            title: title.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            ..Info::default()
        };
        let components: &mut Components = api.components.get_or_insert_default();
        components.security_schemes.insert(
            TOKEN.to_owned(),
            ReferenceOr::Item(SecurityScheme::Http {
                scheme: "bearer".to_owned(),
                bearer_format: Some("JWT".to_owned()),
                description: None,
                extensions: [].into(),
            }),
        );
        Self {
            api: serde_json::to_value(&api).unwrap_or_default(),
        }
    }
}
