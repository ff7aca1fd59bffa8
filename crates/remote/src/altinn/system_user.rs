//! System users, from both sides (altinn-platform.md 5).

use contract::path;
use contract::system_user::{
    CreateSystemUser, StandardSystemUserDelegations, SystemUserExternal, SystemUserInternal,
};
use contract::{Unreadable, access};
use domain::{ExternalRef, OrgNumber, PackageUrn, PartyId, Right, SystemId, SystemUser, SystemUserId};

use super::{Altinn, Page};
use crate::error::Error;
use crate::token::AccessToken;

/// A system user with what it holds today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemUserDetail {
    pub system_user: SystemUser,
    /// Absent for an agent, and when access management did not answer.
    pub rights: Option<Vec<Right>>,
}

/// What a system user holds today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holdings {
    pub rights: Vec<Right>,
    pub access_packages: Vec<PackageUrn>,
}

/// The owner's side.
impl Altinn {
    /// The organisation's standard system users (#43).
    pub async fn system_users(&self, token: &AccessToken, party: PartyId) -> Result<Vec<SystemUser>, Error> {
        let url = self.at(&path::fill(path::SYSTEM_USERS, &[&party.to_string()]));
        self.read_list::<SystemUserInternal, _>(token, url).await
    }

    /// One system user, either type (#45).
    pub async fn system_user(
        &self,
        token: &AccessToken,
        party: PartyId,
        id: SystemUserId,
    ) -> Result<SystemUserDetail, Error> {
        self.read::<SystemUserInternal, _>(token, self.one(path::SYSTEM_USER, party, id))
            .await
    }

    /// What a standard system user holds today (#46).
    pub async fn holdings(
        &self,
        token: &AccessToken,
        party: PartyId,
        id: SystemUserId,
    ) -> Result<Holdings, Error> {
        let url = self.one(path::SYSTEM_USER_DELEGATIONS, party, id);
        self.read::<StandardSystemUserDelegations, _>(token, url).await
    }

    /// Gives a system everything it has registered for, on the leader's own initiative. Sent once (#47).
    pub async fn create_system_user(
        &self,
        token: &AccessToken,
        party: PartyId,
        system: &SystemId,
        title: &str,
    ) -> Result<SystemUser, Error> {
        let url = self.at(&path::fill(path::CREATE_SYSTEM_USER, &[&party.to_string()]));
        let body = CreateSystemUser {
            integration_title: title.to_owned(),
            system_id: system.to_string(),
        };
        let answer = self.change(self.http.post(url).json(&body), token).await?;
        answer.meaning::<SystemUserInternal, _>()
    }

    /// Takes a standard system user's access away. Sent once (#48).
    pub async fn delete_system_user(
        &self,
        token: &AccessToken,
        party: PartyId,
        id: SystemUserId,
    ) -> Result<(), Error> {
        let call = self.http.delete(self.one(path::SYSTEM_USER, party, id));
        self.change(call, token).await?;
        Ok(())
    }

    fn one(&self, pattern: &str, party: PartyId, id: SystemUserId) -> url::Url {
        self.at(&path::fill(pattern, &[&party.to_string(), &id.to_string()]))
    }
}

/// The vendor's side.
impl Altinn {
    /// The system user that an organisation has for one of the vendor's systems (#51). The reference is the
    /// organisation's number where none was given.
    pub async fn vendor_system_user(
        &self,
        token: &AccessToken,
        system: &SystemId,
        party: &OrgNumber,
        external_ref: Option<&ExternalRef>,
    ) -> Result<SystemUser, Error> {
        let mut url = self.at(path::VENDOR_SYSTEM_USER_BY_QUERY);
        url.query_pairs_mut()
            .append_pair("system-id", system.as_str())
            .append_pair("orgno", party.as_str());
        if let Some(reference) = external_ref {
            url.query_pairs_mut()
                .append_pair("external-ref", reference.as_str());
        }
        self.read::<SystemUserExternal, _>(token, url).await
    }

    /// System users of one of the vendor's systems, a page at a time (#52).
    pub async fn vendor_system_users(
        &self,
        token: &AccessToken,
        system: &SystemId,
        page: Option<&str>,
    ) -> Result<Page<SystemUser>, Error> {
        let url = self.at(&path::fill(
            path::VENDOR_SYSTEM_USERS_BY_SYSTEM,
            &[system.as_str()],
        ));
        self.read_page::<SystemUserExternal, _>(token, url, page).await
    }
}

impl TryFrom<SystemUserInternal> for SystemUserDetail {
    type Error = Unreadable;

    fn try_from(mut body: SystemUserInternal) -> Result<Self, Unreadable> {
        Ok(Self {
            rights: body.rights.take().map(access::read),
            system_user: body.try_into()?,
        })
    }
}

impl From<StandardSystemUserDelegations> for Holdings {
    fn from(body: StandardSystemUserDelegations) -> Self {
        Self {
            rights: access::read(body.rights),
            access_packages: access::read(body.access_packages),
        }
    }
}
