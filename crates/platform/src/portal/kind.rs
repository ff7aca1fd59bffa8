//! The kinds of request that a person answers, and the answers there are to each.

use contract::path;
use domain::SystemUserType;

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

/// A kind whose requests can be passed on to those who may answer.
pub(super) trait PassedOn: Asked {
    /// Where that is sent.
    const ESCALATE: &'static str;
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

impl PassedOn for Standard {
    const ESCALATE: &'static str = path::ESCALATE_REQUEST;
}
impl PassedOn for Agent {
    const ESCALATE: &'static str = path::ESCALATE_AGENT_REQUEST;
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
    /// The kind of request that a type of system user comes of.
    pub(super) fn of(made: SystemUserType) -> Self {
        match made {
            SystemUserType::Standard => Self::Standard,
            SystemUserType::Agent => Self::Agent,
        }
    }

    /// The type of system user that comes of it, or that is changed.
    pub(super) fn user_type(self) -> SystemUserType {
        match self {
            Self::Standard | Self::Change => SystemUserType::Standard,
            Self::Agent => SystemUserType::Agent,
        }
    }

    /// The kind's part of a path, as in a `confirmUrl`.
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Standard => "request",
            Self::Agent => "agentrequest",
            Self::Change => "changerequest",
        }
    }

    /// Where a yes is sent.
    pub(super) fn approve(self) -> &'static str {
        match self {
            Self::Standard => path::APPROVE_REQUEST,
            Self::Agent => path::APPROVE_AGENT_REQUEST,
            Self::Change => path::APPROVE_CHANGE_REQUEST,
        }
    }

    /// Where a no is sent.
    pub(super) fn reject(self) -> &'static str {
        match self {
            Self::Standard => path::REJECT_REQUEST,
            Self::Agent => path::REJECT_AGENT_REQUEST,
            Self::Change => path::REJECT_CHANGE_REQUEST,
        }
    }

    /// Where an answer is sent; `None` when the kind has no such answer.
    pub(super) fn at(self, answer: Answer) -> Option<&'static str> {
        match (answer, self) {
            (Answer::Approve, _) => Some(self.approve()),
            (Answer::Reject, _) => Some(self.reject()),
            (Answer::Escalate, Self::Standard) => Some(Standard::ESCALATE),
            (Answer::Escalate, Self::Agent) => Some(Agent::ESCALATE),
            (Answer::Escalate, Self::Change) => None,
        }
    }
}
