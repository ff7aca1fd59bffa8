//! Why no token comes: seven questions in order, each answered from what can be asked (ux.md 3.4).

use std::collections::BTreeSet;

use domain::{
    ExternalRef, MaskinportenRefusal, OrgNumber, RegisteredSystem, RequestStatus, SystemUser,
    SystemUserRequest,
};
use remote::AccessToken;
use remote::altinn::Page;

use super::{Answer, DiagnosisStep, Purpose, Question, TokenWish};
use crate::App;
use crate::failure::Failure;

/// How many pages of a system's users and requests are looked through. More than that leaves "unknown".
const PAGES: usize = 4;
/// How many values a step shows.
const SHOWN: usize = 10;

/// Whom a system user belongs to, or would, and under which reference.
type Owner = (OrgNumber, ExternalRef);

impl App {
    /// Asks the questions that find out why no token comes. A question that nobody can answer stays unknown.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when no vendor is set up, [`Failure::Locked`] when its key cannot be reached.
    pub async fn diagnose(&self, wish: TokenWish) -> Result<Vec<DiagnosisStep>, Failure> {
        let (vendor, _) = self.vendor_with_key().await?;
        let system = self.entry(&wish.system_id).await;
        let owners = self.owners(&wish).await;
        let request = self.asked_before(&wish).await;
        let access = self.given(&wish).await;
        let scopes = self.vendor_token(&Purpose::Scopes(wish.scopes.clone())).await;
        Ok(vec![
            registered(&wish, &system),
            client_listed(&system, vendor.client_id.as_str()),
            owner(&wish, owners.as_ref()),
            reference(&wish, owners.as_ref()),
            approved(&request, &access),
            alive(&access),
            scope(scopes.map(|_| ())),
        ])
    }

    async fn entry(&self, id: &domain::SystemId) -> Result<RegisteredSystem, Failure> {
        let altinn = &self.0.remote.altinn;
        self.as_vendor(Purpose::Register, |token| async move {
            altinn.vendor_system(&token, id).await
        })
        .await
    }

    async fn asked_before(&self, wish: &TokenWish) -> Result<SystemUserRequest, Failure> {
        let altinn = &self.0.remote.altinn;
        let reference = &effective(wish);
        let find = |token| async move {
            let found = altinn
                .vendor_request_by_ref(&token, &wish.system_id, &wish.party_org, reference)
                .await?;
            Ok(found.request)
        };
        self.as_vendor(Purpose::Requests, find).await
    }

    async fn given(&self, wish: &TokenWish) -> Result<SystemUser, Failure> {
        let altinn = &self.0.remote.altinn;
        let reference = &effective(wish);
        let find = |token| async move {
            altinn
                .vendor_system_user(&token, &wish.system_id, &wish.party_org, Some(reference))
                .await
        };
        self.as_vendor(Purpose::Requests, find).await
    }

    /// Everybody who has the system or is asked to, and whether that is all of them.
    async fn owners(&self, wish: &TokenWish) -> Option<(BTreeSet<Owner>, bool)> {
        let (altinn, system) = (&self.0.remote.altinn, &wish.system_id);
        let read = |token: AccessToken, page: Option<String>| async move {
            altinn.vendor_system_users(&token, system, page.as_deref()).await
        };
        let (users, all_users) = self.first_pages(Purpose::Register, read).await?;
        let read = |token: AccessToken, page: Option<String>| async move {
            altinn.vendor_requests(&token, system, page.as_deref()).await
        };
        let (requests, all_requests) = self.first_pages(Purpose::Requests, read).await?;
        let users = users.into_iter().map(|user| (user.party_org, user.external_ref));
        let asked = requests
            .into_iter()
            .map(|sent| (sent.request.party_org, sent.request.external_ref));
        Some((users.chain(asked).collect(), all_users && all_requests))
    }

    /// The beginning of a list, and whether it is the whole list; nothing when it could not be read.
    async fn first_pages<T, F>(
        &self,
        purpose: Purpose,
        read: impl Fn(AccessToken, Option<String>) -> F,
    ) -> Option<(Vec<T>, bool)>
    where
        F: Future<Output = Result<Page<T>, remote::Error>>,
    {
        let (mut items, mut page) = (vec![], None);
        for _ in 0..PAGES {
            let from: Option<String> = page.take();
            let answer = self
                .as_vendor(purpose.clone(), |token| read(token, from.clone()))
                .await
                .ok()?;
            items.extend(answer.items);
            page = answer.next;
            if page.is_none() {
                return Some((items, true));
            }
        }
        Some((items, false))
    }
}

/// The reference that Altinn looks for: the organisation's number where none is given.
fn effective(wish: &TokenWish) -> ExternalRef {
    let given = wish.system_user().external_ref;
    given.unwrap_or_else(|| ExternalRef::from(wish.party_org.as_str()))
}

fn registered(wish: &TokenWish, system: &Result<RegisteredSystem, Failure>) -> DiagnosisStep {
    let answer = match system {
        Ok(system) if !system.is_deleted => Answer::Yes,
        // Somebody else's system is refused, not hidden; it is not registered by this vendor either way.
        Ok(_) | Err(Failure::NotFound | Failure::NotAllowed) => Answer::No,
        Err(_) => Answer::Unknown,
    };
    step(
        Question::SystemRegisteredHere,
        answer,
        [wish.system_id.to_string()],
    )
}

fn client_listed(system: &Result<RegisteredSystem, Failure>, client: &str) -> DiagnosisStep {
    let Ok(system) = system else {
        return step(Question::ClientOnSystem, Answer::Unknown, []);
    };
    let listed = system.client_ids.iter().any(|id| id.as_str() == client);
    let found = system.client_ids.iter().map(ToString::to_string);
    step(Question::ClientOnSystem, yes_or_no(listed), found)
}

fn owner(wish: &TokenWish, owners: Option<&(BTreeSet<Owner>, bool)>) -> DiagnosisStep {
    let Some((owners, whole)) = owners else {
        return step(Question::OwnerIsOrganisation, Answer::Unknown, []);
    };
    let known: BTreeSet<String> = owners.iter().map(|(org, _)| org.to_string()).collect();
    let answer = if known.contains(wish.party_org.as_str()) {
        Answer::Yes
    } else {
        missing(*whole)
    };
    step(Question::OwnerIsOrganisation, answer, known)
}

fn reference(wish: &TokenWish, owners: Option<&(BTreeSet<Owner>, bool)>) -> DiagnosisStep {
    let Some((owners, whole)) = owners else {
        return step(Question::ExternalRefMatches, Answer::Unknown, []);
    };
    let theirs = owners.iter().filter(|(org, _)| *org == wish.party_org);
    let references: BTreeSet<String> = theirs.map(|(_, reference)| reference.to_string()).collect();
    let answer = if references.contains(effective(wish).as_str()) {
        Answer::Yes
    } else {
        missing(*whole)
    };
    step(Question::ExternalRefMatches, answer, references)
}

/// An access may also have been made by the leader, without any request.
fn approved(
    request: &Result<SystemUserRequest, Failure>,
    access: &Result<SystemUser, Failure>,
) -> DiagnosisStep {
    let (answer, found) = match (request, access) {
        (Ok(request), _) => {
            let status = request.status;
            (
                yes_or_no(status == RequestStatus::Accepted),
                Some(format!("{status:?}")),
            )
        }
        (Err(_), Ok(_)) => (Answer::Yes, None),
        (Err(failure), Err(_)) if is_absent(failure) => (Answer::No, None),
        (Err(_), Err(_)) => (Answer::Unknown, None),
    };
    step(Question::RequestApproved, answer, found)
}

fn alive(access: &Result<SystemUser, Failure>) -> DiagnosisStep {
    match access {
        Ok(access) => step(Question::AccessAlive, Answer::Yes, [access.id.to_string()]),
        Err(failure) if is_absent(failure) => step(Question::AccessAlive, Answer::No, []),
        Err(_) => step(Question::AccessAlive, Answer::Unknown, []),
    }
}

fn scope(token: Result<(), Failure>) -> DiagnosisStep {
    let (answer, found) = match token {
        Ok(()) => (Answer::Yes, None),
        Err(Failure::TokenRefused {
            refusal:
                MaskinportenRefusal::ScopeNotOnClient { scope }
                | MaskinportenRefusal::ScopeNotGranted { scope }
                | MaskinportenRefusal::ScopeNotDelegated { scope },
            ..
        }) => (Answer::No, Some(scope.to_string())),
        Err(_) => (Answer::Unknown, None),
    };
    step(Question::ScopeOnClient, answer, found)
}

fn is_absent(failure: &Failure) -> bool {
    matches!(
        failure,
        Failure::NotFound
            | Failure::Refused {
                problem: domain::Problem::RequestNotFound,
                ..
            }
    )
}

/// What is not there: not at all when all was seen, otherwise perhaps further on.
fn missing(whole: bool) -> Answer {
    if whole { Answer::No } else { Answer::Unknown }
}

fn yes_or_no(yes: bool) -> Answer {
    if yes { Answer::Yes } else { Answer::No }
}

fn step(question: Question, answer: Answer, found: impl IntoIterator<Item = String>) -> DiagnosisStep {
    DiagnosisStep {
        question,
        answer,
        found: found.into_iter().take(SHOWN).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_that_is_missing_is_a_no_only_when_everybody_was_seen() {
        let firm = (
            OrgNumber::parse("314250052").unwrap(),
            ExternalRef::from("314250052"),
        );
        let seen = |whole| (BTreeSet::from([firm.clone()]), whole);
        assert_eq!(owner(&wish(None), Some(&seen(true))).answer, Answer::No);
        assert_eq!(owner(&wish(None), Some(&seen(true))).found, ["314250052"]);
        assert_eq!(owner(&wish(None), Some(&seen(false))).answer, Answer::Unknown);
    }

    #[test]
    fn a_reference_that_was_used_must_be_repeated() {
        let used = (OrgNumber::parse("310702641").unwrap(), ExternalRef::from("ref"));
        let seen = (BTreeSet::from([used]), true);
        assert_eq!(reference(&wish(None), Some(&seen)).answer, Answer::No);
        assert_eq!(reference(&wish(None), Some(&seen)).found, ["ref"]);
        assert_eq!(reference(&wish(Some("ref")), Some(&seen)).answer, Answer::Yes);
    }

    #[test]
    fn a_scope_that_is_refused_is_named() {
        let refusal = MaskinportenRefusal::ScopeNotOnClient { scope: "a:b".into() };
        let refused = Err(Failure::TokenRefused {
            refusal,
            description: String::new(),
        });
        assert_eq!(
            scope(refused),
            step(Question::ScopeOnClient, Answer::No, ["a:b".to_owned()])
        );
        let other = Err(Failure::Offline { host: "h".into() });
        assert_eq!(scope(other).answer, Answer::Unknown);
    }

    #[test]
    fn nothing_asked_and_nothing_given_is_not_approved() {
        let nothing = || Err(Failure::NotFound);
        assert_eq!(approved(&nothing(), &Err(Failure::NotFound)).answer, Answer::No);
        assert_eq!(alive(&Err(Failure::NotFound)).answer, Answer::No);
    }

    fn wish(reference: Option<&str>) -> TokenWish {
        TokenWish {
            system_id: "991825827_smart".into(),
            party_org: OrgNumber::parse("310702641").unwrap(),
            external_ref: reference.map(ExternalRef::from),
            scopes: vec![],
        }
    }
}
