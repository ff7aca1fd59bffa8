//! Rights and packages in plain words: one sentence first, the exact names one fold below.

use std::collections::BTreeMap;

use contract::portal::{AccessPackageFe, ServiceResourceFe};
use maud::{Markup, html};

use super::sheet::Authorities;
use crate::page::Language;
use crate::portal::words::words;
use crate::resource_registry::action_name;

/// The actions on each resource, as far as they are known.
pub(super) type Actions = BTreeMap<String, Vec<String>>;

/// A list with a fold for each.
pub(super) fn list(language: Language, authorities: &Authorities, actions: &Actions) -> Markup {
    if authorities.count() == 0 {
        return html! { p { (words(language).authority.none) } };
    }
    html! {
        div class="page-stack" {
            @for one in &authorities.packages { (package(language, one)) }
            @for one in &authorities.resources {
                (resource(language, one, actions.get(one.identifier.as_str()).map_or(&[], Vec::as_slice)))
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

fn resource(language: Language, resource: &ServiceResourceFe, actions: &[String]) -> Markup {
    let words = words(language);
    let says = [&resource.right_description, &resource.description]
        .into_iter()
        .find(|text| !text.is_empty());
    html! {
        details class="ds-details" data-variant="tinted" {
            summary {
                span {
                    strong { (resource.title) }
                    @if let Some(level) = level(language, actions) {
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

fn package(language: Language, package: &AccessPackageFe) -> Markup {
    let words = words(language);
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

/// What the actions are called: "Lese, skrive". One without a name is told by its code as it stands.
fn level(language: Language, actions: &[String]) -> Option<String> {
    let named: Vec<String> = actions
        .iter()
        .map(|action| {
            let name = action_name(action);
            let name = name.as_ref().and_then(|name| name.get(language.code()));
            name.map_or_else(|| action.clone(), str::to_lowercase)
        })
        .collect();
    let text = named.join(", ");
    let mut signs = text.chars();
    let first = signs.next()?;
    Some(first.to_uppercase().chain(signs).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_are_told_in_the_readers_language() {
        let of = |language, actions: &[&str]| {
            let actions: Vec<String> = actions.iter().map(|&action| action.to_owned()).collect();
            level(language, &actions)
        };
        assert_eq!(
            of(Language::Nynorsk, &["read", "write", "confirm"]).as_deref(),
            Some("Lese, skrive, stadfeste")
        );
        assert_eq!(of(Language::English, &["sign"]).as_deref(), Some("Sign"));
        assert_eq!(
            of(Language::Bokmal, &["read", "hentStatus"]).as_deref(),
            Some("Lese, hentStatus")
        );
        assert_eq!(of(Language::Bokmal, &["åpne"]).as_deref(), Some("Åpne"));
        assert_eq!(of(Language::Bokmal, &[]), None);
    }
}
