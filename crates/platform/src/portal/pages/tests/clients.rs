//! An accountant with more clients than fit on a page.

use domain::PartyUuid;
use uuid::{Uuid, uuid};

use super::browser::Browser;
use crate::altinn::agent::testing::leader;
use crate::altinn::testing::{self, Altinn, PARTY, Person};

const OFFICE: PartyUuid = PartyUuid(uuid!("57a6a282-d8b6-53b8-b6ae-9ddfd58cea42"));
const AGENT: &str = "/accessmanagement/ui/systemuser/c0715ee7-26d5-5023-9a84-f09a0c231767";
/// A client that is linked from the beginning.
const CLUB: PartyUuid = PartyUuid(uuid!("eeb259d9-594f-51ae-af17-198c8dab8501"));
/// As many as one answer of Altinn's holds.
const MOST: u32 = 10_000;

#[tokio::test]
async fn as_many_clients_as_altinn_lists_are_shown() {
    let altinn = testing::listening_altinn().await;
    given_clients(&altinn, MOST).await;
    let mut morten = Browser::of(&altinn, leader());

    let clients = morten
        .open(&format!("{AGENT}/agentdelegation?party=51900018"))
        .await;

    assert_eq!(clients.status(), 200, "{}", clients.text());
    assert!(clients.says("Side 1 av 500"), "{}", clients.text());
}

#[tokio::test]
async fn what_stops_is_not_told_without_the_clients_that_it_stops_for() {
    let altinn = testing::listening_altinn().await;
    let mut morten = Browser::of(&altinn, leader());
    let removal = format!("{AGENT}/remove?party=51900018");
    assert!(morten.open(&removal).await.says("Fjell og Fjord Turlag"));
    let spoil = |tx: &rusqlite::Connection| {
        let spoilt = "UPDATE party SET org_number = 'none' WHERE uuid = ?1";
        Ok(tx.execute(spoilt, [CLUB.to_string()])?)
    };
    altinn.store.write(spoil).await.unwrap();

    let removal = morten.open(&removal).await;

    assert_eq!(removal.status(), 500, "{}", removal.text());
    assert!(!removal.says("Ja, fjern tilgangen"));
}

#[tokio::test]
async fn who_is_linked_and_unlinked_far_into_the_list_is_told_and_shown() {
    let altinn = testing::listening_altinn().await;
    given_clients(&altinn, 60).await;
    let mut morten = Browser::of(&altinn, leader());
    let list = format!("{AGENT}/agentdelegation?party=51900018");
    let page = morten.open(&format!("{list}&page=3")).await;
    let client = page.field("client");
    let name = page.text().split_once("<strong>").unwrap().1;
    let name = name.split_once('<').unwrap().0.to_owned();

    let linked = morten
        .submit(&page, &[("change", "link"), ("client", &client)])
        .await;

    assert!(linked.says("Side 1 av 4"), "{}", linked.text());
    assert!(linked.says(&format!(
        r#"role="status"><p>{name} er knyttet til Årsverk Klient<"#
    )));
    assert!(linked.says(&format!(r#"id="c-{client}""#)));
    let next = linked.link("Neste");
    assert!(!morten.open(&next).await.says("er knyttet til"), "{next}");

    let confirm = format!("{AGENT}/agentdelegation/confirm?party=51900018&client={client}");
    let confirm = morten.open(&confirm).await;
    let form = format!(
        "form_key={}&client={client}&change=unlink",
        confirm.field("form_key")
    );
    let unlinked = morten.send(&list, &form).await;

    assert!(unlinked.says("Side 3 av 4"), "{}", unlinked.text());
    assert!(unlinked.says(&format!("{name} er tatt bort fra Årsverk Klient")));
    assert!(unlinked.says(&format!(r#"id="c-{client}""#)));
}

#[tokio::test]
async fn linking_the_own_organisation_is_told() {
    let altinn = testing::listening_altinn().await;
    altinn.given_system(testing::system()).await;
    let agent = altinn.given_agent_system_user().await;
    let mut pia = Browser::of(&altinn, Person::leader());
    let list = format!("/accessmanagement/ui/systemuser/{agent}/agentdelegation?party={PARTY}");
    let page = pia.open(&list).await;

    let linked = pia.submit(&page, &[("change", "link-own")]).await;

    assert!(
        linked.says("Rør og Vann AS er knyttet til SmartRegnskap"),
        "{}",
        linked.text()
    );
}

/// Gives the accountant's office so many clients beside the seed's.
async fn given_clients(altinn: &Altinn, count: u32) {
    let fill = move |tx: &rusqlite::Connection| {
        for number in 0..count {
            let client = Uuid::from_u128(u128::from(number) + 1).to_string();
            tx.execute(
                "INSERT INTO party (uuid, id, kind, name) VALUES (?1, ?2, 'organization', ?3)",
                (&client, number + 1, format!("Kunde {number:05} AS")),
            )?;
            tx.execute(
                "INSERT INTO assignment (to_party, from_party, role) VALUES (?1, ?2, 'regnskapsforer')",
                (OFFICE.to_string(), &client),
            )?;
        }
        Ok(())
    };
    altinn.store.write(fill).await.unwrap();
}
