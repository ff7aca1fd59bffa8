//! Deciding one question (identity.md 6.2–6.4).

use contract::decision::{Decision, DecisionResult, attribute};
use domain::policy::{Effect, Fault, Found, Match, Verdict};
use domain::{Party, PartyUuid, ResourceId};
use rusqlite::Connection;

use super::asked::{self, Who};
use super::question::One;
use crate::error::Error;
use crate::store;
use crate::store::resource::Guard;

/// Answers one question. A question that cannot be answered gets an answer that says so.
pub(super) fn decide(conn: &Connection, question: &One<'_>) -> Result<DecisionResult, Error> {
    let mut result = judge(conn, question)?;
    result.category = question.wanted_back();
    Ok(result)
}

fn judge(conn: &Connection, question: &One<'_>) -> Result<DecisionResult, Error> {
    if let Some(id) = question.unknown {
        return Ok(cannot(format!("The reference {id} points at no category")));
    }
    let action = asked::value(&question.action, attribute::ACTION);
    let (Some(resource), Some(action)) = (asked::resource(question), action) else {
        return Ok(lacking());
    };
    let Some(who) = Who::of(conn, &question.subject)? else {
        return Ok(cannot(format!(
            "Subject attribute {} can only be used by itself and not in combination with other subject attributes.",
            attribute::SYSTEM_USER
        )));
    };
    let guard = store::resource::guard(conn, &resource)?;
    let Some(guard) = guard.filter(|guard| guard.has_policy) else {
        return Ok(cannot(format!("Policy not found for resource {resource}")));
    };
    let policy = &guard.policy;
    let party = asked::resource_party(conn, question)?;
    let verdict = policy.evaluate(|test| look(conn, question, &resource, who, party.as_ref(), test))?;
    let result = match verdict {
        Verdict::Permit => permitted(conn, &guard, &resource, party.as_ref())?,
        Verdict::Deny => DecisionResult::new(Decision::Deny).obliging(policy.obligations_on(Effect::Deny)),
        Verdict::Indeterminate(Fault::MissingAttribute) => lacking(),
        Verdict::Indeterminate(Fault::UnreadableValue) => {
            DecisionResult::with(Decision::Indeterminate, "syntax-error", None)
        }
        // What is given by itself stands beside the policy.
        Verdict::NotApplicable => match party {
            Some(party) if who.has_right(conn, party.uuid, &resource, action)? => {
                permitted(conn, &guard, &resource, Some(&party))?
            }
            Some(_) | None => DecisionResult::new(Decision::NotApplicable),
        },
    };
    Ok(result)
}

/// A yes, with what it demands, unless the resource is only for listed organisations and the party is not one of them.
fn permitted(
    conn: &Connection,
    guard: &Guard,
    resource: &ResourceId,
    party: Option<&Party>,
) -> Result<DecisionResult, Error> {
    let is_open = match party {
        Some(party) => store::resource::is_open_to(conn, resource, guard.has_access_list, party)?,
        None => !guard.has_access_list,
    };
    if !is_open {
        let message = format!("Access list authorization of resource party required for {resource}.");
        return Ok(DecisionResult::with(Decision::Deny, "ok", Some(message)));
    }
    let obligations = guard.policy.obligations_on(Effect::Permit);
    Ok(DecisionResult::new(Decision::Permit).obliging(obligations))
}

/// What one holds is looked up, never believed; everything else is what the question says.
fn look(
    conn: &Connection,
    question: &One<'_>,
    resource: &ResourceId,
    who: Who,
    party: Option<&Party>,
    test: &Match,
) -> Result<Found, Error> {
    if !test.is_of_held() {
        return Ok(asked::look(question, resource, test));
    }
    let holds = match party {
        Some(party) => who.holds(conn, party.uuid, test.urn())?,
        None => false,
    };
    Ok(if holds { Found::Yes } else { Found::No })
}

/// Whether somebody may do something with a whole resource for a party: the same decision, for our own rooms.
pub(crate) fn permits(
    conn: &Connection,
    who: Who,
    party: PartyUuid,
    resource: &ResourceId,
    action: &str,
) -> Result<bool, Error> {
    let Some(guard) = store::resource::guard(conn, resource)? else {
        return Ok(false);
    };
    let verdict = guard.policy.evaluate(|test| {
        if test.is_of_held() {
            let holds = who.holds(conn, party, test.urn())?;
            return Ok::<_, Error>(if holds { Found::Yes } else { Found::No });
        }
        Ok(test.among(match test.attribute() {
            attribute::ACTION => Some(action),
            attribute::RESOURCE => Some(resource.as_str()),
            _ => None,
        }))
    })?;
    Ok(verdict == Verdict::Permit)
}

fn cannot(message: String) -> DecisionResult {
    DecisionResult::with(Decision::Indeterminate, "processing-error", Some(message))
}

fn lacking() -> DecisionResult {
    DecisionResult::with(Decision::Indeterminate, "missing-attribute", None)
}
