//! `GET /errors/MP-nnn`: what an `error_uri` opens (identity.md 1.1, 1.5).

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use contract::token::oauth::catalogue_entry;

/// `GET /errors/{code}`
pub(super) async fn error_page(Path(code): Path<String>) -> Response {
    match catalogue_entry(&code) {
        Some((description, cause)) => format!("{code}\n\n{description}\n\nCause: {cause}.\n").into_response(),
        None => (StatusCode::NOT_FOUND, "There is no such error.\n").into_response(),
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;

    use super::*;
    use crate::running::finish;
    use crate::testing;

    #[tokio::test]
    async fn each_code_of_the_catalogue_has_a_page_and_others_have_none() {
        let world = testing::world().await;
        let open = async |code: &str| {
            let call = Request::get(format!("/errors/{code}"))
                .body(Body::empty())
                .unwrap();
            testing::answer(finish(super::super::router(), &world), call).await
        };
        for number in [
            11, 12, 100, 110, 120, 121, 122, 123, 124, 130, 200, 201, 250, 251, 301, 302, 303,
        ] {
            let code = format!("MP-{number:03}");
            let page = open(&code).await;
            assert_eq!(page.status, StatusCode::OK, "{code}");
            assert!(page.text().starts_with(&code) && page.text().contains("Cause: "));
        }
        assert_eq!(open("MP-999").await.status, StatusCode::NOT_FOUND);
    }
}
