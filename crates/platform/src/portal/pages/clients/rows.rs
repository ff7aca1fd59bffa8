//! Which clients the page of an agent system user shows: those that are linked, could be, or cannot.

use std::collections::HashSet;

use contract::portal::CustomerFe;
use domain::PartyUuid;

use super::{CHANGED, named};
use crate::portal::ask::Refused;
use crate::portal::bff::client;
use crate::portal::pages::detail::Access;
use crate::portal::pages::reader::Reader;
use crate::portal::words::fill;

/// Clients on a page.
const ON_A_PAGE: usize = 20;

/// A client, with how it stands to the system user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) id: PartyUuid,
    pub(super) name: String,
    pub(super) number: String,
    pub(super) state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    Linked,
    Available,
    /// The client has not given the party every package that the system user needs.
    Lacking,
}

/// The part of the list that the address asks for: a page, or the one with whom it names.
pub(super) struct View<'a> {
    pub(super) wanted: &'a str,
    pub(super) found: Vec<&'a Row>,
    pub(super) page: usize,
    pub(super) pages: usize,
}

impl<'a> View<'a> {
    pub(super) fn of(reader: &'a Reader, rows: &'a [Row]) -> Self {
        let wanted = reader.query.get("q").unwrap_or_default().trim();
        let found = matching(rows, wanted);
        let pages = found.len().div_ceil(ON_A_PAGE).max(1);
        let page: Option<usize> = reader.query.get("page").and_then(|page| page.parse().ok());
        let changed = reader.uuid(CHANGED).map(PartyUuid);
        let place = found.iter().position(|row| Some(row.id) == changed);
        let page = page.or(place.map(|place| place / ON_A_PAGE + 1));
        Self {
            wanted,
            found,
            page: page.unwrap_or(1).clamp(1, pages),
            pages,
        }
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &'a Row> {
        let rows = self.found.iter().skip((self.page - 1) * ON_A_PAGE);
        rows.take(ON_A_PAGE).copied()
    }

    /// Such as "Side 2 av 3".
    pub(super) fn place(&self, reader: &Reader) -> String {
        let (page, pages) = (self.page.to_string(), self.pages.to_string());
        fill(reader.words().clients.page, &[("page", &page), ("pages", &pages)])
    }

    /// The heading, with what tells this part of the list from the others.
    pub(super) fn title(&self, reader: &Reader, heading: &str) -> String {
        let mut title = heading.to_owned();
        if !self.wanted.is_empty() && self.found.is_empty() {
            let nothing = fill(reader.words().clients.no_match, &[("text", self.wanted)]);
            title = format!("{nothing} – {title}");
        } else if !self.wanted.is_empty() {
            title = format!("«{}» – {title}", self.wanted);
        }
        if self.pages > 1 {
            title = format!("{title} – {}", self.place(reader));
        }
        title
    }
}

/// Linked clients first, then those that can be, then those that cannot; by name.
pub(super) async fn rows(reader: &Reader, access: &Access) -> Result<Vec<Row>, Refused> {
    let (altinn, agent) = (reader.altinn(), named(access));
    let linked = client::linked(altinn, agent).await?;
    let customers = client::customers(altinn, agent).await?;
    let needed: Vec<&str> = access
        .user
        .access_packages
        .iter()
        .map(|package| package.urn.as_str())
        .collect();
    let linked_ids: HashSet<PartyUuid> = linked.iter().map(|linked| linked.customer_id).collect();
    let linked = linked.into_iter().map(|linked| Row {
        id: linked.customer_id,
        name: linked.customer_name.unwrap_or_default(),
        number: linked
            .customer_organization_number
            .map(|number| number.to_string())
            .unwrap_or_default(),
        state: State::Linked,
    });
    let others = customers
        .into_iter()
        .filter(|customer| !linked_ids.contains(&customer.id));
    let others = others.map(|customer| Row {
        state: if covers(&customer, &needed) {
            State::Available
        } else {
            State::Lacking
        },
        id: customer.id,
        name: customer.name,
        number: customer.org_no,
    });
    let mut rows: Vec<Row> = linked.chain(others).collect();
    rows.sort_by_cached_key(|row| (row.state, row.name.to_lowercase()));
    Ok(rows)
}

/// Whether a client has given every package that is needed; packages are named whole or by their last part.
fn covers(customer: &CustomerFe, needed: &[&str]) -> bool {
    let last = |urn: &str| urn.rsplit(':').next().unwrap_or_default().to_owned();
    let given: Vec<String> = customer
        .access
        .iter()
        .flat_map(|access| &access.packages)
        .map(|urn| last(urn))
        .collect();
    needed.iter().all(|urn| given.contains(&last(urn)))
}

fn matching<'a>(rows: &'a [Row], wanted: &str) -> Vec<&'a Row> {
    let text = wanted.to_lowercase();
    let digits: String = wanted.chars().filter(|sign| !sign.is_whitespace()).collect();
    rows.iter()
        .filter(|row| row.name.to_lowercase().contains(&text) || row.number.contains(&digits))
        .collect()
}

#[cfg(test)]
mod tests {
    use contract::client_delegation::RolePackages;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_client_must_have_given_every_package() {
        let customer = CustomerFe {
            id: PartyUuid(Uuid::nil()),
            name: "Sjøgata Bakeri AS".to_owned(),
            org_no: String::new(),
            access: vec![RolePackages {
                role: "regnskapsforer".to_owned(),
                packages: vec!["urn:altinn:accesspackage:regnskapsforer-lonn".to_owned()],
            }],
        };
        assert!(covers(
            &customer,
            &["urn:altinn:accesspackage:regnskapsforer-lonn"]
        ));
        assert!(!covers(&customer, &["urn:altinn:accesspackage:skattegrunnlag"]));
    }

    #[test]
    fn a_client_is_found_by_name_and_by_a_number_written_in_groups() {
        let row = |name: &str, number: &str| Row {
            id: PartyUuid(Uuid::nil()),
            name: name.to_owned(),
            number: number.to_owned(),
            state: State::Linked,
        };
        let rows = [
            row("Sjøgata Bakeri AS", "310702641"),
            row("Fjord AS", "991825827"),
        ];
        assert_eq!(matching(&rows, "SJØ"), [&rows[0]]);
        assert_eq!(matching(&rows, "991 825"), [&rows[1]]);
        assert_eq!(matching(&rows, "").len(), 2);
        assert!(matching(&rows, "zzz").is_empty());
    }
}
