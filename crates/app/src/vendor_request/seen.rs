//! When this app saw each status of a request for the first time: Altinn tells the status, not since when.

use std::collections::HashMap;

use domain::{RequestId, RequestStatus, SystemUserRequest, Timestamp};

use super::StatusSeen;
use crate::App;
use crate::failure::Failure;
use crate::store::Connection;
use crate::store::last_known;

impl App {
    /// Notes what is seen now, and gives what was seen of each of the requests.
    pub(super) async fn seen(
        &self,
        requests: impl Iterator<Item = &SystemUserRequest>,
    ) -> Result<HashMap<RequestId, Vec<StatusSeen>>, Failure> {
        let statuses: Vec<_> = requests
            .map(|request| (request.id, request.status, request.created))
            .collect();
        let (profile, now) = (self.0.environment.as_str(), self.0.clock.now());
        let note = move |desk: &Connection| {
            let mut seen = HashMap::new();
            for (id, status, created) in statuses {
                let question = format!("vendor/seen/{id}");
                let found = last_known::find::<Vec<StatusSeen>>(desk, profile, &question)?;
                let before = found.map(|(statuses, _)| statuses).unwrap_or_default();
                if let Some(after) = noted(&before, status, created, now) {
                    last_known::save(desk, profile, &question, &after, now)?;
                    seen.insert(id, after);
                } else {
                    seen.insert(id, before);
                }
            }
            Ok(seen)
        };
        Ok(self.0.store.run(note).await?)
    }
}

/// What was seen, with the status added when it is new; nothing when there is nothing to add. Every request began as new
/// when it was made.
fn noted(
    before: &[StatusSeen],
    status: RequestStatus,
    created: Timestamp,
    now: Timestamp,
) -> Option<Vec<StatusSeen>> {
    if before.last().is_some_and(|last| last.status == status) {
        return None;
    }
    let mut after = before.to_vec();
    if after.is_empty() {
        after.push(StatusSeen {
            status: RequestStatus::New,
            at: created,
        });
    }
    if status != RequestStatus::New {
        after.push(StatusSeen { status, at: now });
    }
    Some(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_began_when_it_was_made() {
        assert_eq!(
            noted(&[], RequestStatus::New, at(1), at(5)),
            Some(vec![StatusSeen {
                status: RequestStatus::New,
                at: at(1)
            }])
        );
    }

    #[test]
    fn an_answer_is_noted_once() {
        let new = [StatusSeen {
            status: RequestStatus::New,
            at: at(1),
        }];
        let after = noted(&new, RequestStatus::Accepted, at(1), at(7)).unwrap();
        assert_eq!(
            after[1],
            StatusSeen {
                status: RequestStatus::Accepted,
                at: at(7)
            }
        );
        assert_eq!(noted(&after, RequestStatus::Accepted, at(1), at(9)), None);
    }

    #[test]
    fn a_request_that_was_answered_before_it_was_first_seen_has_both() {
        let after = noted(&[], RequestStatus::Rejected, at(1), at(9)).unwrap();
        assert_eq!(after.len(), 2);
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second)
    }
}
