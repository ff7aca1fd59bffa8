//! The portal: the pages that a `confirmUrl` opens, and the back end that Altinn's own pages ask (altinn-platform.md 11).
//!
//! Both ask Altinn over HTTP with the person's own token, as the real portal does. The portal decides nothing.

mod antiforgery;
mod ask;
mod bff;
mod catalogue;
mod client;
mod kind;
mod pages;
mod visitor;
mod words;

pub(crate) use client::{CLIENT, enrol};
pub(crate) use pages::sign_out::DONE as SIGNED_OUT;

use crate::openapi::Routes;

pub(crate) fn router() -> Routes {
    Routes::new()
        .titled("Altinn's portal")
        .in_any_case()
        .merge(bff::router())
        .merge(pages::router())
        .otherwise(pages::nowhere)
}
