//! Client delegation: which clients an agent system user may act for, and by which packages (altinn-platform.md 6.4).
//!
//! A client is a party that has given a facilitator a role with packages that may be handed on: its accountant, its
//! auditor, its business manager, or a right-holder. The facilitator hands those packages on to its agent system users.

use serde::{Deserialize, Serialize};
use specta::Type;
use uuid::Uuid;

use crate::access::{AccessPackage, PackageUrn};
use crate::ids::{PartyUuid, SystemUserId};
use crate::party::Party;
use crate::problem::Problem;
use crate::system_user::{SystemUser, SystemUserType};

/// The code of the role by which one party has given another packages directly.
pub const RIGHT_HOLDER: &str = "rettighetshaver";
/// The code of the role of whoever delivers for a party in Maskinporten: it makes nobody a client.
const SUPPLIER: &str = "supplier";
/// The code of the business manager's role.
const BUSINESS_MANAGER: &str = "forretningsforer";
/// The unit forms whose business manager has packages at all (identity.md 7.4).
const MANAGED_FORMS: [&str; 2] = ["BRL", "ESEK"];

/// A role between two parties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ClientRole {
    pub id: Uuid,
    pub code: String,
    pub urn: String,
}

/// What a client lets its facilitator hand on by one role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ClientAccess {
    pub role: ClientRole,
    pub packages: Vec<PackageUrn>,
}

/// A client of a facilitator, or of one of its agent system users.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Client {
    pub party: Party,
    /// The register's unit form, such as `AS`; absent for a person.
    pub unit_form: Option<String>,
    pub access: Vec<ClientAccess>,
}

/// One package that a party has given another by one role: a row of what [`clients`] gathers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    pub party: Party,
    pub unit_form: Option<String>,
    pub role: ClientRole,
    pub package: PackageUrn,
}

impl Given {
    /// Whether the package makes its giver a client: any role but the supplier's does, and a business manager's only at
    /// a housing company or a condominium.
    fn makes_a_client(&self) -> bool {
        let managed = || {
            let form = self.unit_form.as_deref().unwrap_or_default();
            MANAGED_FORMS.contains(&form)
        };
        self.role.code != SUPPLIER && (self.role.code != BUSINESS_MANAGER || managed())
    }
}

/// The clients among those who have given something, in the order in which they come; all rows of one party, and of one
/// role within it, come together.
pub fn clients(given: impl IntoIterator<Item = Given>) -> Vec<Client> {
    let mut clients: Vec<Client> = vec![];
    for one in given.into_iter().filter(Given::makes_a_client) {
        match clients.last_mut() {
            Some(client) if client.party.uuid == one.party.uuid => client.add(one.role, one.package),
            _ => clients.push(Client {
                party: one.party,
                unit_form: one.unit_form,
                access: vec![ClientAccess {
                    role: one.role,
                    packages: vec![one.package],
                }],
            }),
        }
    }
    clients
}

impl Client {
    fn add(&mut self, role: ClientRole, package: PackageUrn) {
        match self.access.last_mut() {
            Some(access) if access.role == role => access.packages.push(package),
            _ => self.access.push(ClientAccess {
                role,
                packages: vec![package],
            }),
        }
    }

    /// Whether the client has given each of some packages, by whichever role.
    pub fn covers(&self, packages: &[PackageUrn]) -> bool {
        packages
            .iter()
            .all(|package| self.access.iter().any(|access| access.packages.contains(package)))
    }

    /// What is handed on to an agent that needs some packages: each of them, by every role that carries it.
    ///
    /// # Errors
    /// [`Problem::ClientLacksPackages`] when the client has not given all of them.
    pub fn linked(&self, packages: &[PackageUrn]) -> Result<Vec<ClientAccess>, Problem> {
        if !self.covers(packages) {
            return Err(Problem::ClientLacksPackages);
        }
        let narrowed = self.access.iter().map(|access| {
            let carried = access
                .packages
                .iter()
                .filter(|package| packages.contains(package));
            ClientAccess {
                role: access.role.clone(),
                packages: carried.cloned().collect(),
            }
        });
        Ok(narrowed.filter(|access| !access.packages.is_empty()).collect())
    }
}

/// The packages that an agent system user needs of every client.
///
/// # Errors
/// [`Problem::SystemUserNotAgent`] for a standard system user, [`Problem::PackageOutsideSystem`] for an agent without
/// packages.
pub fn packages_of(agent: &SystemUser) -> Result<&[PackageUrn], Problem> {
    match agent.kind {
        SystemUserType::Standard => Err(Problem::SystemUserNotAgent),
        SystemUserType::Agent if agent.access_packages.is_empty() => Err(Problem::PackageOutsideSystem),
        SystemUserType::Agent => Ok(&agent.access_packages),
    }
}

/// The packages that a facilitator cannot give its agent for itself: those meant for clients only.
pub fn not_for_itself(packages: &[AccessPackage]) -> Vec<PackageUrn> {
    packages
        .iter()
        .filter(|package| !package.is_assignable)
        .map(|package| package.urn.clone())
        .collect()
}

/// The id of a delegation, for the removed routes that name it by nothing else: the same for the same agent and client,
/// and by itself neither of theirs.
pub fn delegation_id(agent: SystemUserId, client: PartyUuid) -> Uuid {
    Uuid::from_u128(agent.0.as_u128() ^ client.0.as_u128())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{ExternalRef, OrgNumber, PartyId, SystemId};
    use crate::party::PartyKind;
    use crate::time::Timestamp;

    #[test]
    fn what_a_party_has_given_is_gathered_by_party_and_role() {
        let found = clients([
            given(1, "AS", "regnskapsforer", "regnskapsforer-lonn"),
            given(
                1,
                "AS",
                "regnskapsforer",
                "regnskapsforer-med-signeringsrettighet",
            ),
            given(1, "AS", RIGHT_HOLDER, "skattegrunnlag"),
            given(2, "AS", "revisor", "ansvarlig-revisor"),
        ]);
        let told: Vec<_> = found.iter().map(shape).collect();
        assert_eq!(
            told,
            [
                vec![
                    (
                        "regnskapsforer",
                        vec!["regnskapsforer-lonn", "regnskapsforer-med-signeringsrettighet"]
                    ),
                    (RIGHT_HOLDER, vec!["skattegrunnlag"])
                ],
                vec![("revisor", vec!["ansvarlig-revisor"])],
            ]
        );
    }

    #[test]
    fn a_supplier_has_no_clients_and_a_business_manager_only_some() {
        let found = |form, role| !clients([given(1, form, role, "forretningsforer-eiendom")]).is_empty();
        assert!(!found("BRL", "supplier"));
        assert!(found("BRL", "forretningsforer"));
        assert!(found("ESEK", "forretningsforer"));
        assert!(!found("AS", "forretningsforer"));
    }

    #[test]
    fn an_agent_is_linked_by_every_role_that_carries_what_it_needs_and_by_nothing_else() {
        let client = clients([
            given(1, "AS", "regnskapsforer", "regnskapsforer-lonn"),
            given(1, "AS", "regnskapsforer", "skattegrunnlag"),
            given(1, "AS", RIGHT_HOLDER, "skattegrunnlag"),
        ])
        .remove(0);
        let needed = ["skattegrunnlag"].map(PackageUrn::from_code);
        let linked = Client {
            access: client.linked(&needed).unwrap(),
            ..client
        };
        assert_eq!(
            shape(&linked),
            [
                ("regnskapsforer", vec!["skattegrunnlag"]),
                (RIGHT_HOLDER, vec!["skattegrunnlag"])
            ]
        );
    }

    #[test]
    fn a_client_that_lacks_one_package_is_not_linked() {
        let client = clients([given(1, "AS", "regnskapsforer", "regnskapsforer-lonn")]).remove(0);
        let needed = ["regnskapsforer-lonn", "ansvarlig-revisor"].map(PackageUrn::from_code);
        assert_eq!(client.linked(&needed), Err(Problem::ClientLacksPackages));
    }

    #[test]
    fn only_an_agent_with_packages_has_clients() {
        let urn = PackageUrn::from_code("regnskapsforer-lonn");
        let asked = |kind, packages| packages_of(&user(kind, packages)).map(<[_]>::len);
        assert_eq!(asked(SystemUserType::Agent, vec![urn.clone()]), Ok(1));
        assert_eq!(
            asked(SystemUserType::Standard, vec![urn]),
            Err(Problem::SystemUserNotAgent)
        );
        assert_eq!(
            asked(SystemUserType::Agent, vec![]),
            Err(Problem::PackageOutsideSystem)
        );
    }

    #[test]
    fn a_package_for_clients_only_is_not_for_oneself() {
        let package = |code, is_assignable| AccessPackage {
            urn: PackageUrn::from_code(code),
            is_delegable: true,
            is_assignable,
        };
        let packages = [package("jordbruk", true), package("ansvarlig-revisor", false)];
        assert_eq!(
            not_for_itself(&packages),
            [PackageUrn::from_code("ansvarlig-revisor")]
        );
    }

    #[test]
    fn a_delegation_is_named_by_its_agent_and_its_client() {
        let id = |agent, client| {
            delegation_id(
                SystemUserId(Uuid::from_u128(agent)),
                PartyUuid(Uuid::from_u128(client)),
            )
        };
        assert_eq!(id(1, 2), id(1, 2));
        assert_ne!(id(1, 2), id(1, 4));
        assert_ne!(id(1, 2), id(4, 2));
    }

    fn given(party: u32, form: &str, role: &str, package: &str) -> Given {
        Given {
            party: Party {
                id: PartyId(party),
                uuid: PartyUuid(Uuid::from_u128(party.into())),
                kind: PartyKind::Organization,
                org_number: None,
                name: format!("Klient {party}"),
            },
            unit_form: Some(form.to_owned()),
            role: ClientRole {
                id: Uuid::nil(),
                code: role.to_owned(),
                urn: format!("urn:{role}"),
            },
            package: PackageUrn::from_code(package),
        }
    }

    fn shape(client: &Client) -> Vec<(&str, Vec<&str>)> {
        client
            .access
            .iter()
            .map(|access| {
                (
                    access.role.code.as_str(),
                    access.packages.iter().map(PackageUrn::code).collect(),
                )
            })
            .collect()
    }

    fn user(kind: SystemUserType, access_packages: Vec<PackageUrn>) -> SystemUser {
        let org = OrgNumber::parse("310702641").unwrap();
        SystemUser {
            id: SystemUserId(Uuid::nil()),
            kind,
            integration_title: "Agent".into(),
            system_id: SystemId::from("991825827_smart"),
            vendor: org.clone(),
            party_org: org,
            external_ref: ExternalRef::from("a1"),
            access_packages,
            created: Timestamp::from_second(0),
        }
    }
}
