//! The kinds of request that a person answers, and the answers there are to each.

use contract::path;

/// What kind of request it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Standard,
    Agent,
    Change,
}

/// A kind that a route is made for.
pub(super) trait Asked: Send + Sync + 'static {
    const KIND: Kind;
}

pub(super) struct Standard;
pub(super) struct Agent;
pub(super) struct Change;

impl Asked for Standard {
    const KIND: Kind = Kind::Standard;
}
impl Asked for Agent {
    const KIND: Kind = Kind::Agent;
}
impl Asked for Change {
    const KIND: Kind = Kind::Change;
}

/// What a person may say to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Approve,
    Reject,
    Escalate,
}

impl Answer {
    /// The answer that a path names.
    pub(super) fn read(text: &str) -> Option<Self> {
        [Self::Approve, Self::Reject, Self::Escalate]
            .into_iter()
            .find(|answer| answer.path() == text)
    }

    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::Escalate => "escalate",
        }
    }
}

impl Kind {
    /// The kind's part of a path, as in a `confirmUrl`.
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Standard => "request",
            Self::Agent => "agentrequest",
            Self::Change => "changerequest",
        }
    }

    /// Where an answer is sent; `None` when the kind has no such answer.
    pub(super) fn at(self, answer: Answer) -> Option<&'static str> {
        Some(match (self, answer) {
            (Self::Standard, Answer::Approve) => path::APPROVE_REQUEST,
            (Self::Standard, Answer::Reject) => path::REJECT_REQUEST,
            (Self::Standard, Answer::Escalate) => path::ESCALATE_REQUEST,
            (Self::Agent, Answer::Approve) => path::APPROVE_AGENT_REQUEST,
            (Self::Agent, Answer::Reject) => path::REJECT_AGENT_REQUEST,
            (Self::Agent, Answer::Escalate) => path::ESCALATE_AGENT_REQUEST,
            (Self::Change, Answer::Approve) => path::APPROVE_CHANGE_REQUEST,
            (Self::Change, Answer::Reject) => path::REJECT_CHANGE_REQUEST,
            (Self::Change, Answer::Escalate) => return None,
        })
    }
}
