//! The one style sheet: the app's own theme, Designsystemet's components, and the little that pages need besides.

use axum::http::header;
use axum::response::{IntoResponse, Response};

/// Where it lies, on every listener that serves pages.
pub(super) const PATH: &str = "/page.css";

const STYLE: &str = concat!(
    include_str!("../../../../ui/src/styles/theme/klarsignal.css"),
    include_str!("designsystemet.css"),
    include_str!("page.css"),
);

/// `GET /page.css`
pub(super) async fn style() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "max-age=300"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, STYLE).into_response()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    /// The app takes the same style from its package registry; two versions would be two looks.
    #[test]
    fn the_copy_is_of_the_version_that_the_app_uses() {
        let package: Value = serde_json::from_str(include_str!("../../../../ui/package.json")).unwrap();
        let version = package["dependencies"]["@digdir/designsystemet-css"]
            .as_str()
            .unwrap();
        let first = include_str!("designsystemet.css").lines().next().unwrap();
        assert!(
            first.starts_with(&format!("/* @digdir/designsystemet-css {version},")),
            "{first}"
        );
    }
}
