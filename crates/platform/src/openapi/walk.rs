//! Every route of every listener, found through the documents: what tests of all routes walk along.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use serde_json::Value;
use tokio::sync::watch;

use crate::control::Control;
use crate::running::routers;
use crate::seed::Seed;
use crate::stage::Stage;
use crate::testing::{TestWorld, answer};

/// One route, as its document tells it.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    pub(crate) router: Router,
    pub(crate) document: Arc<Value>,
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) operation: Value,
}

/// Who may call a route, as it says itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Guard {
    /// Any one of these; no matter which when there is none.
    pub(crate) scopes: Vec<String>,
    /// A person who may act for the party.
    pub(crate) person: bool,
}

impl Route {
    /// Which route it is, for people.
    pub(crate) fn name(&self) -> String {
        format!("{}: {} {}", self.listener(), self.method, self.path)
    }

    /// The listener that it belongs to, by the name that its document gives it.
    pub(crate) fn listener(&self) -> &str {
        self.document["info"]["title"].as_str().unwrap()
    }

    pub(crate) fn is_of(&self, listener: &str) -> bool {
        self.listener() == listener
    }

    /// Whether its document knows a status.
    pub(crate) fn knows(&self, status: StatusCode) -> bool {
        self.operation["responses"].get(status.as_str()).is_some()
    }

    /// `None` when the route is open.
    pub(crate) fn guard(&self) -> Option<Guard> {
        let guard = &self.operation["x-guard"];
        let scopes = guard["scopes"].as_array();
        guard.get("open").is_none().then(|| Guard {
            scopes: scopes
                .into_iter()
                .flatten()
                .filter_map(|scope| scope.as_str().map(str::to_owned))
                .collect(),
            person: guard["person"] == true,
        })
    }

    /// The names in the path's braces.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.parameters("path")
            .filter_map(|parameter| parameter["name"].as_str())
    }

    /// The parameters of a place, `path` or `query`.
    pub(crate) fn parameters(&self, place: &str) -> impl Iterator<Item = &Value> {
        let all = self.operation["parameters"].as_array().into_iter().flatten();
        all.filter(move |parameter| parameter["in"] == place)
    }
}

/// Each listener's document, with what it describes.
pub(crate) async fn documents(world: &TestWorld) -> Vec<(Router, Arc<Value>)> {
    let all = routers(world);
    let mut documents = vec![];
    for router in [
        all.platform,
        all.maskinporten,
        all.idporten,
        all.service_owner,
        all.portal,
        all.administration,
        control(world).await,
    ] {
        let call = Request::get("/openapi.json").body(Body::empty()).unwrap();
        let document = answer(router.clone(), call).await.json();
        documents.push((router, Arc::new(document)));
    }
    documents
}

async fn control(world: &TestWorld) -> Router {
    let stage = Stage::open(world.afresh().unwrap(), Seed::builtin().unwrap()).await;
    Control::of(Arc::new(stage.unwrap()), watch::channel(false).1).router()
}

pub(crate) async fn routes(world: &TestWorld) -> Vec<Route> {
    let documents = documents(world).await;
    documents
        .iter()
        .flat_map(|(router, document)| described(router, document))
        .collect()
}

fn described<'a>(router: &'a Router, document: &'a Arc<Value>) -> impl Iterator<Item = Route> + 'a {
    let paths = document["paths"].as_object().unwrap();
    paths.iter().flat_map(move |(path, item)| {
        let methods = item.as_object().unwrap();
        methods.iter().map(move |(method, operation)| Route {
            router: router.clone(),
            document: document.clone(),
            method: method.to_uppercase().parse().unwrap(),
            path: path.clone(),
            operation: operation.clone(),
        })
    })
}
