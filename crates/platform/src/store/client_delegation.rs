//! Table `client_delegation`: what a facilitator's agent system users may do for its clients; and what the clients have
//! given the facilitator to begin with.

use domain::client_delegation::{Given, RIGHT_HOLDER, delegation_id};
use domain::{Client, ClientAccess, ClientRole, PackageUrn, PartyUuid, SystemUserId, Timestamp};
use rusqlite::{Connection, Row};
use uuid::Uuid;

use super::column::Columns;
use super::party::party;
use crate::error::Error;

/// Whether an agent system user has been given a client's package: the question of a decision.
pub(crate) fn has_package(
    conn: &Connection,
    agent: SystemUserId,
    client: PartyUuid,
    package: &str,
) -> Result<bool, Error> {
    let mut query = conn.prepare_cached(
        "SELECT 1 FROM client_delegation WHERE agent = ?1 AND client = ?2 AND package = ?3",
    )?;
    Ok(query.exists((agent.to_string(), client.to_string(), package))?)
}

/// The packages that an agent system user has for a client, in order.
pub(crate) fn list_packages(
    conn: &Connection,
    agent: SystemUserId,
    client: PartyUuid,
) -> Result<Vec<PackageUrn>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT DISTINCT package FROM client_delegation WHERE agent = ?1 AND client = ?2 ORDER BY package",
    )?;
    let packages = query.query_map((agent.to_string(), client.to_string()), |row| {
        Ok(PackageUrn(row.get(0)?))
    })?;
    Ok(packages.collect::<Result<_, _>>()?)
}

/// What every party has given a facilitator that may be handed on, by role and package: by what the role gives, and, for
/// a right-holder, by packages given directly. By the givers' names.
pub(crate) fn list_given(conn: &Connection, facilitator: PartyUuid) -> Result<Vec<Given>, Error> {
    given(conn, facilitator, None)
}

/// The same of one party.
pub(crate) fn list_given_by(
    conn: &Connection,
    facilitator: PartyUuid,
    client: PartyUuid,
) -> Result<Vec<Given>, Error> {
    given(conn, facilitator, Some(client))
}

fn given(conn: &Connection, facilitator: PartyUuid, client: Option<PartyUuid>) -> Result<Vec<Given>, Error> {
    let of_one = if client.is_some() {
        "= ?3"
    } else {
        "> coalesce(?3, '')"
    };
    let mut query = conn.prepare_cached(&format!(
        "SELECT party.uuid, party.id, party.kind, party.org_number, party.name, party.unit_form,
             role.id AS role_id, role.code AS role_code, role.urn AS role_urn, access_package.urn AS package
         FROM (
             SELECT assignment.from_party AS giver, assignment.role AS by_role, gift.subject AS package
             FROM assignment JOIN role_gift AS gift ON gift.role = assignment.role AND gift.can_use
             WHERE assignment.to_party = ?1 AND assignment.from_party {of_one}
             UNION
             SELECT held.from_party, assignment.role, held.package
             FROM package_delegation AS held
             JOIN assignment ON assignment.to_party = ?1 AND assignment.from_party = held.from_party
                 AND assignment.role = ?2
             WHERE held.to_uuid = ?1 AND held.from_party {of_one}
         )
         JOIN party ON party.uuid = giver
         JOIN role ON role.code = by_role
         JOIN access_package ON access_package.urn = package AND access_package.is_delegable
         WHERE giver <> ?1
         ORDER BY party.name, party.uuid, role.code, access_package.urn"
    ))?;
    let rows = query.query_and_then(
        (
            facilitator.to_string(),
            RIGHT_HOLDER,
            client.map(|client| client.to_string()),
        ),
        read,
    )?;
    rows.collect()
}

/// What a facilitator has handed on to one of its agent system users, by the clients' names.
pub(crate) fn list_of_agent(
    conn: &Connection,
    facilitator: PartyUuid,
    agent: SystemUserId,
) -> Result<Vec<Given>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT party.uuid, party.id, party.kind, party.org_number, party.name, party.unit_form,
             role.id AS role_id, role.code AS role_code, role.urn AS role_urn, client_delegation.package
         FROM client_delegation
         JOIN party ON party.uuid = client_delegation.client
         JOIN role ON role.code = client_delegation.role
         WHERE client_delegation.agent = ?1 AND client_delegation.facilitator = ?2
         ORDER BY party.name, party.uuid, role.code, client_delegation.package",
    )?;
    let rows = query.query_and_then((agent.to_string(), facilitator.to_string()), read)?;
    rows.collect()
}

/// The agent system users that have something of a facilitator's client, at most `limit`.
pub(crate) fn list_agents_of_client(
    conn: &Connection,
    facilitator: PartyUuid,
    client: PartyUuid,
    limit: u32,
) -> Result<Vec<SystemUserId>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT DISTINCT agent FROM client_delegation WHERE facilitator = ?1 AND client = ?2 ORDER BY agent LIMIT ?3",
    )?;
    let agents = query.query_and_then((facilitator.to_string(), client.to_string(), limit), |row| {
        Ok(Columns::of("client_delegation", row).read("agent", str::parse)?)
    })?;
    agents.collect()
}

/// The agent system user and the client that a delegation's own id stands for.
pub(crate) fn find(
    conn: &Connection,
    facilitator: PartyUuid,
    id: Uuid,
) -> Result<Option<(SystemUserId, PartyUuid)>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT delegation, agent, client FROM client_delegation WHERE delegation = ?1 AND facilitator = ?2 LIMIT 1",
    )?;
    let mut found = query.query_and_then((id.to_string(), facilitator.to_string()), |row| {
        let row = Columns::of("client_delegation", row);
        Ok((row.read("agent", str::parse)?, row.read("client", str::parse)?))
    })?;
    found.next().transpose()
}

/// Hands on some of a client's packages. What has been handed on is left as it is; answers the packages that were not.
pub(crate) fn save(
    tx: &Connection,
    facilitator: PartyUuid,
    client: &Client,
    agent: SystemUserId,
    given: Timestamp,
) -> Result<Vec<(ClientRole, PackageUrn)>, Error> {
    let mut query = tx.prepare_cached(
        "INSERT INTO client_delegation (agent, client, package, role, facilitator, given, delegation)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
    )?;
    let mut changed = vec![];
    for (role, package) in each(&client.access) {
        let added = query.execute((
            agent.to_string(),
            client.party.uuid.to_string(),
            package.as_str(),
            &role.code,
            facilitator.to_string(),
            given.as_microsecond(),
            delegation_id(agent, client.party.uuid).to_string(),
        ))?;
        if added > 0 {
            changed.push((role.clone(), package.clone()));
        }
    }
    Ok(changed)
}

/// Takes back some of a client's packages; answers those that were there.
pub(crate) fn remove_packages(
    tx: &Connection,
    facilitator: PartyUuid,
    client: &Client,
    agent: SystemUserId,
) -> Result<Vec<(ClientRole, PackageUrn)>, Error> {
    let mut query = tx.prepare_cached(
        "DELETE FROM client_delegation
         WHERE agent = ?1 AND client = ?2 AND package = ?3 AND role = ?4 AND facilitator = ?5",
    )?;
    let mut changed = vec![];
    for (role, package) in each(&client.access) {
        let removed = query.execute((
            agent.to_string(),
            client.party.uuid.to_string(),
            package.as_str(),
            &role.code,
            facilitator.to_string(),
        ))?;
        if removed > 0 {
            changed.push((role.clone(), package.clone()));
        }
    }
    Ok(changed)
}

/// Takes back everything of a client; answers whether there was anything.
pub(crate) fn remove(
    tx: &Connection,
    facilitator: PartyUuid,
    client: PartyUuid,
    agent: SystemUserId,
) -> Result<bool, Error> {
    let removed = tx
        .prepare_cached(
            "DELETE FROM client_delegation WHERE agent = ?1 AND client = ?2 AND facilitator = ?3",
        )?
        .execute((agent.to_string(), client.to_string(), facilitator.to_string()))?;
    Ok(removed > 0)
}

/// Takes back everything of every client: what happens to an agent system user that is deleted.
pub(crate) fn remove_all(tx: &Connection, agent: SystemUserId) -> Result<(), Error> {
    tx.prepare_cached("DELETE FROM client_delegation WHERE agent = ?1")?
        .execute([agent.to_string()])?;
    Ok(())
}

fn each(access: &[ClientAccess]) -> impl Iterator<Item = (&ClientRole, &PackageUrn)> {
    access
        .iter()
        .flat_map(|access| access.packages.iter().map(|package| (&access.role, package)))
}

fn read(row: &Row<'_>) -> Result<Given, Error> {
    let (party, row) = (party(row)?, Columns::of("client_delegation", row));
    Ok(Given {
        party,
        unit_form: row.plain("unit_form")?,
        role: ClientRole {
            id: row.read("role_id", str::parse)?,
            code: row.plain("role_code")?,
            urn: row.plain("role_urn")?,
        },
        package: PackageUrn(row.plain("package")?),
    })
}

#[cfg(test)]
mod tests {
    use domain::{OrgNumber, Party, client_delegation};
    use uuid::uuid;

    use super::*;
    use crate::store;
    use crate::testing::{TestWorld, world};

    /// The seed's agent system user at [`ACCOUNTANT`].
    const AGENT: SystemUserId = SystemUserId(uuid!("c0715ee7-26d5-5023-9a84-f09a0c231767"));
    const ACCOUNTANT: &str = "313908909";
    const WITH_SIGNING: &str = "urn:altinn:accesspackage:regnskapsforer-med-signeringsrettighet";

    #[tokio::test]
    async fn clients_are_those_who_gave_a_role_or_packages_that_can_be_handed_on() {
        let world = world().await;
        assert_eq!(
            given_to(&world, ACCOUNTANT),
            [
                ("Fjell og Fjord Turlag".to_owned(), "regnskapsforer".to_owned(), 3),
                ("Nordre Li Gård".to_owned(), "regnskapsforer".to_owned(), 3),
                ("Rør og Vann AS".to_owned(), "regnskapsforer".to_owned(), 3),
                ("Smia Kafé AS".to_owned(), "rettighetshaver".to_owned(), 2),
            ]
        );
        assert_eq!(
            given_to(&world, "313351203"),
            [("Solsiden Borettslag".to_owned(), "forretningsforer".to_owned(), 1)]
        );
        assert_eq!(given_to(&world, "310702641"), []);
    }

    #[tokio::test]
    async fn what_is_handed_on_twice_is_handed_on_once_and_taken_back_once() {
        let world = world().await;
        let outcome = world
            .store
            .write(|tx| {
                let (facilitator, client) = (party(tx, ACCOUNTANT)?, client(tx, "310702641")?);
                let first = save(tx, facilitator, &client, AGENT, Timestamp::from_second(1))?.len();
                let again = save(tx, facilitator, &client, AGENT, Timestamp::from_second(2))?.len();
                let held = has_package(tx, AGENT, client.party.uuid, WITH_SIGNING)?;
                let gone = remove(tx, facilitator, client.party.uuid, AGENT)?;
                let nothing = remove(tx, facilitator, client.party.uuid, AGENT)?;
                let left = has_package(tx, AGENT, client.party.uuid, WITH_SIGNING)?;
                Ok((first, again, held, gone, nothing, left))
            })
            .await
            .unwrap();
        assert_eq!(outcome, (3, 0, true, true, false, false));
    }

    #[tokio::test]
    async fn a_delegation_ends_with_the_role_it_stands_on() {
        let world = world().await;
        let held = world
            .store
            .write(|tx| {
                let client = party(tx, "313902331")?;
                let before = list_packages(tx, AGENT, client)?;
                tx.execute(
                    "DELETE FROM assignment WHERE from_party = ?1 AND role = 'regnskapsforer'",
                    [client.to_string()],
                )?;
                Ok((before.len(), list_packages(tx, AGENT, client)?.len()))
            })
            .await
            .unwrap();
        assert_eq!(held, (1, 0));
    }

    #[tokio::test]
    async fn a_right_holder_s_delegation_ends_with_the_package() {
        let world = world().await;
        let held = world
            .store
            .write(|tx| {
                let (facilitator, client) = (party(tx, ACCOUNTANT)?, client(tx, "313907953")?);
                save(tx, facilitator, &client, AGENT, Timestamp::from_second(1))?;
                let uuid = client.party.uuid;
                let before = list_packages(tx, AGENT, uuid)?;
                tx.execute(
                    "DELETE FROM package_delegation WHERE from_party = ?1 AND package LIKE '%:skatt-naering'",
                    [uuid.to_string()],
                )?;
                Ok((before.len(), list_packages(tx, AGENT, uuid)?))
            })
            .await
            .unwrap();
        assert_eq!(held, (2, vec![PackageUrn::from_code("skattegrunnlag")]));
    }

    #[tokio::test]
    async fn no_question_reads_the_whole_table() {
        let world = world().await;
        for wanted in [
            "agent = 'a' AND client = 'b' AND package = 'c'",
            "agent = 'a' AND facilitator = 'b'",
            "facilitator = 'a' AND client = 'b'",
            "delegation = 'a' AND facilitator = 'b'",
        ] {
            let sql = format!("EXPLAIN QUERY PLAN SELECT * FROM client_delegation WHERE {wanted}");
            let plan: String = world
                .store
                .read(|conn| Ok(conn.query_row(&sql, [], |row| row.get("detail"))?))
                .unwrap();
            assert!(plan.starts_with("SEARCH"), "{wanted}: {plan}");
        }
    }

    fn given_to(world: &TestWorld, facilitator: &str) -> Vec<(String, String, usize)> {
        let given = world
            .store
            .read(|conn| list_given(conn, party(conn, facilitator)?))
            .unwrap();
        let clients = client_delegation::clients(given);
        let told = |client: &Client| {
            let access = &client.access[0];
            (
                client.party.name.clone(),
                access.role.code.clone(),
                access.packages.len(),
            )
        };
        clients.iter().map(told).collect()
    }

    fn client(conn: &Connection, org: &str) -> Result<Client, Error> {
        let given = list_given_by(conn, party(conn, ACCOUNTANT)?, party(conn, org)?)?;
        Ok(client_delegation::clients(given).remove(0))
    }

    fn party(conn: &Connection, org: &str) -> Result<PartyUuid, Error> {
        let found: Option<Party> = store::party::find_by_org(conn, &OrgNumber::parse(org).unwrap())?;
        Ok(found.unwrap().uuid)
    }
}
