//! Altinn's authentication component, as far as system users go: the register, the requests, the system users.

pub(crate) mod agent;
mod arguments;
mod change_request;
mod client;
#[cfg(test)]
mod client_suite_tests;
mod exchange;
mod guard;
mod introspection;
#[cfg(test)]
mod life_tests;
mod logout;
mod openid;
pub(crate) mod origin;
mod page;
#[cfg(test)]
mod paging_tests;
#[cfg(test)]
mod race_tests;
mod refresh;
#[cfg(test)]
mod refusal_tests;
#[cfg(test)]
mod register_tests;
mod request;
mod system;
mod system_user;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod wire_tests;

use crate::openapi::Routes;

pub(crate) fn router() -> Routes {
    system::router()
        .merge(request::router())
        .merge(change_request::router())
        .merge(system_user::router())
        .merge(agent::router())
        .merge(client::router())
        .merge(exchange::router())
        .merge(openid::router())
        .merge(refresh::router())
        .merge(introspection::router())
        .merge(logout::router())
}
