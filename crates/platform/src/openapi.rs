//! What each listener says of itself: its routes as an `OpenAPI` document, at `/openapi.json` and, to read, at `/openapi`.
//!
//! A listener is made of [`Routes`], and there is no way to put a path into them without a word of what it does: nothing
//! is served that the document does not know.

mod about;
mod document;
mod inferred;
mod page;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) mod walk;

use std::sync::Arc;

use aide::axum::ApiRouter;
use aide::axum::routing::{ApiMethodRouter, delete_with, get_with, post_with, put_with};
use aide::openapi::OpenApi;
use aide::operation::OperationHandler;
use aide::{OperationInput, OperationOutput};
use axum::handler::Handler;
use axum::{Extension, Router};

pub(crate) use about::About;
pub(crate) use document::Document;

use crate::world::World;

/// A listener's routes, or some of them, each with what the document says of it.
#[derive(Debug)]
pub(crate) struct Routes<S = Arc<World>> {
    title: &'static str,
    in_any_case: bool,
    paths: Vec<String>,
    router: ApiRouter<S>,
}

macro_rules! verbs {
    ($($(#[$doc:meta])* $verb:ident as $described:ident;)*) => {
        $($(#[$doc])*
        pub(crate) fn $verb<H, I, O, T>(
            self,
            path: &str,
            route: H,
            about: impl FnOnce(About<'_>) -> About<'_>,
        ) -> Self
        where
            H: Handler<T, S> + OperationHandler<I, O>,
            I: OperationInput,
            O: OperationOutput,
            T: 'static,
        {
            self.serving(path, $described(route, |operation| About::finish(path, operation, about)))
        })*
    };
}

impl<S: Clone + Send + Sync + 'static> Routes<S> {
    pub(crate) fn new() -> Self {
        Self {
            title: "",
            in_any_case: false,
            paths: vec![],
            router: ApiRouter::new(),
        }
    }

    /// Names the listener.
    pub(crate) fn titled(mut self, title: &'static str) -> Self {
        self.title = title;
        self
    }

    /// The listener's name.
    #[cfg(test)]
    pub(crate) fn title(&self) -> &'static str {
        self.title
    }

    /// Lets the fixed parts of a path be written in letters of either case, as Altinn does.
    pub(crate) fn in_any_case(mut self) -> Self {
        self.in_any_case = true;
        self
    }

    verbs! {
        get as get_with;
        post as post_with;
        put as put_with;
        delete as delete_with;
    }

    /// All of another room's routes as well.
    pub(crate) fn merge(mut self, others: Self) -> Self {
        self.router = self.router.merge(others.router);
        self.paths.extend(others.paths);
        self
    }

    /// Gives these routes something in common, to be taken out with [`Extension`].
    pub(crate) fn sharing<T: Clone + Send + Sync + 'static>(mut self, common: T) -> Self {
        self.router = self.router.layer(Extension(common));
        self
    }

    /// Answers what no route does.
    pub(crate) fn otherwise<H: Handler<T, S>, T: 'static>(mut self, answer: H) -> Self {
        self.router = self.router.fallback(answer);
        self
    }

    /// The paths whose fixed parts may be written in letters of either case.
    pub(crate) fn paths_in_any_case(&self) -> &[String] {
        if self.in_any_case { &self.paths } else { &[] }
    }

    /// The routes to serve, those of the document among them.
    pub(crate) fn into_router(self) -> Router<S> {
        let title = self.title;
        let mut api = OpenApi::default();
        let router = self.merge(document::routes()).router.finish_api(&mut api);
        let document = Document::new(title, api);
        router.layer(Extension(Arc::new(document)))
    }

    fn serving(mut self, path: &str, route: ApiMethodRouter<S>) -> Self {
        self.router = self.router.api_route(path, route);
        self.paths.push(path.to_owned());
        self
    }
}
