//! A service owner that asks Altinn's decision point, as an API does before it answers a system user.

use contract::decision::{self, Answer, Decision, Question};
use domain::{OrgNumber, ResourceId, SystemUserId};
use reqwest::RequestBuilder;

use crate::machine::Machine;

/// A service owner that holds an Altinn token.
#[derive(Clone, Debug)]
pub struct ServiceOwner {
    machine: Machine,
    token: String,
}

impl ServiceOwner {
    pub async fn new(machine: Machine) -> Self {
        let token = machine.altinn_token(&[decision::AUTHORIZE_SCOPE]).await;
        Self { machine, token }
    }

    /// The call that asks whether a system user may read a resource for an organisation.
    pub fn question(
        &self,
        system_user: SystemUserId,
        resource: &ResourceId,
        organization: &OrgNumber,
    ) -> RequestBuilder {
        let question = Question::of_system_user(system_user, "read", resource, organization);
        let address = format!("{}{}", self.machine.at.platform, decision::AUTHORIZE);
        self.machine
            .http
            .post(address)
            .bearer_auth(&self.token)
            .json(&question)
    }

    /// What Altinn says to that.
    pub async fn decision(
        &self,
        system_user: SystemUserId,
        resource: &ResourceId,
        organization: &OrgNumber,
    ) -> Decision {
        let answer = self
            .question(system_user, resource, organization)
            .send()
            .await
            .unwrap();
        let answer: Answer = answer.error_for_status().unwrap().json().await.unwrap();
        answer.response[0].decision
    }
}
