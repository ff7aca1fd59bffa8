//! Taking an access away, in two steps: first what stops, then the form that does it.

use aide::NoApi;
use axum::Form;
use axum::extract::Path;
use axum::response::Response;
use contract::client_delegation::DelegationResponse;
use maud::{Markup, html};

use super::answer::AnswerForm;
use super::detail::Access;
use super::reader::Reader;
use super::{authority, overview, trouble};
use crate::portal::ask::Refused;
use crate::portal::bff::{client, system_user};
use crate::portal::words::fill;

pub(super) const PATH: &str = "/accessmanagement/ui/systemuser/{systemUserId}/remove";

/// `GET …/{id}/remove?party=…`: what stops.
pub(super) async fn confirm(NoApi(reader): NoApi<Reader>, Path(id): Path<String>) -> Response {
    let found = async {
        let access = Access::of(&reader, &id).await?;
        let linked = linked(&reader, &access).await?;
        Ok::<_, Refused>((access, linked))
    };
    let (access, linked) = match found.await {
        Ok(found) => found,
        Err(refused) => return trouble::of_page(&reader, &refused).await,
    };
    let heading = fill(reader.words().detail.remove_heading, &access.names());
    reader
        .page(&heading, &body(&reader, &access, &linked, &heading))
        .await
}

/// `POST …/{id}/remove?party=…`
pub(super) async fn remove(
    NoApi(reader): NoApi<Reader>,
    Path(id): Path<String>,
    Form(form): Form<AnswerForm>,
) -> Response {
    if !reader.sent_here(form.form_key.as_deref()) {
        return trouble::not_from_here(reader.language(), &reader.here());
    }
    let access = match Access::of(&reader, &id).await {
        Ok(access) => access,
        Err(refused) => return trouble::of_page(&reader, &refused).await,
    };
    let (altinn, party) = (reader.altinn(), access.party.party_id.0);
    let removed = if access.is_agent() {
        system_user::agent_removal(altinn, party, access.user.id, access.party.party_uuid.0).await
    } else {
        system_user::removal(altinn, party, access.user.id).await
    };
    match removed {
        Ok(()) => done(&reader, &access).await,
        Err(refused) => {
            let heading = reader.words().trouble.not_removed;
            trouble::of_change(&reader, heading, &refused, &access.at("")).await
        }
    }
}

/// The clients that lose the system.
async fn linked(reader: &Reader, access: &Access) -> Result<Vec<DelegationResponse>, Refused> {
    if !access.is_agent() {
        return Ok(vec![]);
    }
    let agent = client::Agent {
        party: access.party.party_id.0,
        id: access.user.id,
        facilitator: access.party.party_uuid.0,
    };
    client::linked(reader.altinn(), agent).await
}

fn body(reader: &Reader, access: &Access, linked: &[DelegationResponse], heading: &str) -> Markup {
    let words = &reader.words().detail;
    let told = |text| fill(text, &access.names());
    html! {
        h1 { (heading) }
        section class="page-stack" {
            h2 { (words.stops) }
            p { (told(words.stops_text)) }
            (authority::names(&access.authorities()))
            @if !linked.is_empty() {
                p { (told(words.stops_clients)) }
                ul class="ds-list" {
                    @for client in linked { li { (client.customer_name.as_deref().unwrap_or_default()) } }
                }
            }
            p { (told(words.stops_also)) }
        }
        section class="page-stack" {
            h2 { (words.stays) }
            ul class="ds-list" {
                li { (told(words.stays_data)) }
                li { (told(words.told)) }
            }
        }
        div class="ds-alert" data-color="warning" { p { (words.undo) } }
        form class="page-actions" method="post" {
            (reader.key.field())
            button class="ds-button" data-color="danger" type="submit" { (words.remove_yes) }
            a class="ds-button" data-variant="secondary" href=(access.at("")) { (words.keep) }
        }
    }
}

async fn done(reader: &Reader, access: &Access) -> Response {
    let words = &reader.words().receipt;
    let body = html! {
        div class="ds-alert" data-color="success" { h1 { (words.removed) } }
        dl class="page-facts" {
            dt { (words.party) } dd { (access.party.name) }
            dt { (words.system) } dd { (access.user.system.name) }
            dt { (words.vendor) } dd { (access.user.system.system_vendor_org_name) }
        }
        p { (fill(reader.words().detail.told, &access.names())) }
        p class="page-actions" {
            a class="ds-button" data-variant="secondary"
                href={ (overview::PATH) "?party=" (access.party.party_id) } { (words.to_overview) }
        }
    };
    reader.page(words.removed, &body).await
}
