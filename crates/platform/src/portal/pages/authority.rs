//! Rights and packages in plain words: one sentence first, the exact names one fold below.

use std::collections::BTreeMap;

use contract::portal::{AccessPackageFe, ServiceResourceFe};
use maud::{Markup, html};

use super::sheet::Authorities;
use crate::portal::words::Words;

/// The actions on each resource, as far as they are known.
pub(super) type Actions = BTreeMap<String, Vec<String>>;

/// A list with a fold for each.
pub(super) fn list(words: &Words, authorities: &Authorities, actions: &Actions) -> Markup {
    if authorities.count() == 0 {
        return html! { p { (words.authority.none) } };
    }
    html! {
        div class="page-stack" {
            @for one in &authorities.packages { (package(words, one)) }
            @for one in &authorities.resources {
                (resource(words, one, actions.get(one.identifier.as_str()).map_or(&[], Vec::as_slice)))
            }
        }
    }
}

/// A bare list of names.
pub(super) fn names(authorities: &Authorities) -> Markup {
    html! {
        ul class="ds-list" { @for name in authorities.names() { li { (name) } } }
    }
}

/// Whether everything that is asked for is to read, as far as it is known.
pub(super) fn only_reads(authorities: &Authorities, actions: &Actions) -> bool {
    let mut resources = authorities.resources.iter();
    authorities.packages.is_empty()
        && !authorities.resources.is_empty()
        && resources.all(|resource| {
            actions
                .get(resource.identifier.as_str())
                .is_some_and(|actions| actions.iter().all(|action| action == "read"))
        })
}

fn resource(words: &Words, resource: &ServiceResourceFe, actions: &[String]) -> Markup {
    let says = [&resource.right_description, &resource.description]
        .into_iter()
        .find(|text| !text.is_empty());
    html! {
        details class="ds-details" data-variant="tinted" {
            summary {
                span {
                    strong { (resource.title) }
                    @if let Some(level) = level(words, actions) {
                        " " span class="ds-tag" data-color="neutral" { (level) }
                    }
                    @if !resource.resource_owner_name.is_empty() {
                        " " span class="page-quiet" { (resource.resource_owner_name) }
                    }
                }
            }
            div class="page-stack" {
                p { (says.map_or(words.authority.no_words, String::as_str)) }
                p class="page-quiet" { (words.authority.technical) ": " code { (resource.identifier) } }
            }
        }
    }
}

fn package(words: &Words, package: &AccessPackageFe) -> Markup {
    html! {
        details class="ds-details" data-variant="tinted" {
            summary {
                span {
                    strong { (package.name) }
                    " " span class="page-quiet" { (words.authority.package_owner) }
                }
            }
            div class="page-stack" {
                p {
                    @if package.description.is_empty() { (words.authority.no_words) } @else { (package.description) }
                }
                @if !package.resources.is_empty() {
                    p class="page-quiet" { (words.authority.contains) }
                    ul class="ds-list" {
                        @for resource in &package.resources {
                            li {
                                (resource.title)
                                @if !resource.resource_owner_name.is_empty() {
                                    span class="page-quiet" { ", " (resource.resource_owner_name) }
                                }
                            }
                        }
                    }
                }
                p class="page-quiet" { (words.authority.technical) ": " code { (package.urn) } }
            }
        }
    }
}

fn level(words: &Words, actions: &[String]) -> Option<String> {
    if actions.is_empty() {
        return None;
    }
    let named = actions.iter().map(|action| match action.as_str() {
        "read" => words.authority.read,
        "write" => words.authority.write,
        other => other,
    });
    Some(named.collect::<Vec<_>>().join(", "))
}
