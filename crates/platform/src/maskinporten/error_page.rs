//! `GET /errors/MP-nnn`: what an `error_uri` opens (identity.md 1.1, 1.5). In English, as the error itself is.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use contract::token::oauth::catalogue_entry;
use maud::html;

use crate::page::{Language, Page, Site};

/// `GET /errors/{code}`
pub(super) async fn error_page(Path(code): Path<String>) -> Response {
    let Some((description, cause)) = catalogue_entry(&code) else {
        let body = html! {
            h1 { "There is no such error" }
            p { "Maskinporten's errors are called MP and three digits, such as " code { "MP-303" } "." }
        };
        return Page::new(Language::English, Site::Maskinporten, "There is no such error")
            .status(StatusCode::NOT_FOUND)
            .answer(&body);
    };
    let body = html! {
        h1 { (code) }
        dl class="page-facts" {
            dt { "Description" } dd { (description) }
            dt { "Cause" } dd { (cause) "." }
        }
    };
    Page::new(
        Language::English,
        Site::Maskinporten,
        format!("{code}: {description}"),
    )
    .answer(&body)
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
            let (description, cause) = catalogue_entry(&code).unwrap();
            assert!(page.text().contains(&format!("<h1>{code}</h1>")));
            for text in [description, cause] {
                assert!(page.text().contains(&html! { (text) }.into_string()), "{code}");
            }
        }
        assert_eq!(open("MP-999").await.status, StatusCode::NOT_FOUND);
    }
}
