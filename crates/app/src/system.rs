//! The vendor's entries in the system register.

mod draft;
mod rules;

use domain::{ClientId, Localized, OrgNumber, PackageUrn, RegisteredSystem, Right, SystemFault, SystemId};
use futures_util::{StreamExt, TryStreamExt, stream};
use remote::altinn::SystemEntry;
use serde::{Deserialize, Serialize};
use specta::Type;
use tracing::info;

use crate::App;
use crate::failure::Failure;
use crate::finding::{Fault, Finding};
use crate::json_text::{self, Node};
use crate::listing::Listing;
use crate::store::Connection;
use crate::store::last_known;
use crate::token::Purpose;
use crate::topic::Topic;
use rules::Known;

/// How many entries are read at once: Altinn's list leaves the clients and addresses out.
const AT_ONCE: usize = 8;

/// An entry as it is being written: what the form shows and the text holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SystemDraft {
    pub id: SystemId,
    /// The vendor as ISO 6523, `0192:<nine digits>`, or whatever was written.
    pub vendor: String,
    pub name: Localized,
    pub description: Localized,
    pub rights: Vec<Right>,
    pub access_packages: Vec<PackageUrn>,
    pub client_ids: Vec<ClientId>,
    pub is_visible: bool,
    pub allowed_redirect_urls: Vec<String>,
}

/// What a look at a text found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CheckedSystem {
    /// The text as a form; absent when it cannot be read as one.
    pub draft: Option<SystemDraft>,
    /// What keeps Altinn from reading the text at all first, then the rest, each in the order of the text.
    pub findings: Vec<Finding>,
}

impl App {
    /// The vendor's own entries, by id.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when no vendor is set up; those of asking Altinn when nothing is known from before.
    pub async fn systems(&self) -> Result<Listing<RegisteredSystem>, Failure> {
        let vendor = self.saved_vendor().await?.ok_or(Failure::NotFound)?;
        let read = self.read_systems().await;
        self.or_last_known(question(&vendor.org_number), read).await
    }

    /// One entry, deleted ones too.
    ///
    /// # Errors
    /// [`Failure::NotFound`], and [`Failure::NotAllowed`] for another vendor's.
    pub async fn system(&self, id: SystemId) -> Result<RegisteredSystem, Failure> {
        let (altinn, id) = (&self.0.remote.altinn, &id);
        let read = |token| async move { altinn.vendor_system(&token, id).await };
        self.as_vendor(Purpose::Register, read).await
    }

    /// Reads a text as an entry and names every fault in it. Sends nothing.
    ///
    /// `replaces` is the entry that the text is to take the place of; absent for a new one. What cannot be found out just
    /// then (the catalogue, the vendor's other entries) is not judged.
    ///
    /// # Errors
    /// [`Failure::Disk`].
    pub async fn check_system(
        &self,
        text: String,
        replaces: Option<SystemId>,
    ) -> Result<CheckedSystem, Failure> {
        let vendor = self.saved_vendor().await?;
        let others = match &vendor {
            Some(vendor) => self.known_systems(&vendor.org_number).await?,
            None => vec![],
        };
        let catalogue = self.known_catalogue().await;
        let known = Known {
            own: vendor.as_ref().map(|vendor| &vendor.org_number),
            resources: catalogue.as_ref().map(|catalogue| &catalogue.standings),
            packages: catalogue.as_ref().map(|catalogue| &catalogue.traits),
            others: &others,
            replaces: replaces.as_ref(),
        };
        Ok(check(&text, &known).0)
    }

    /// The exact body for a draft.
    ///
    /// # Errors
    /// [`Failure::Invalid`] never in practice: every member is text or a list of it.
    #[expect(clippy::unused_async, reason = "every method of the app can be awaited")]
    pub async fn render_system(&self, draft: SystemDraft) -> Result<String, Failure> {
        let unreadable = |_| Failure::Invalid { findings: vec![] };
        SystemEntry::from(draft).body().map_err(unreadable)
    }

    /// Registers the entry that a text holds.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with each fault at its place, found here or by Altinn.
    pub async fn register_system(&self, text: String) -> Result<SystemId, Failure> {
        let (entry, root) = self.sendable(&text, None).await?;
        let id = entry.id.clone();
        let altinn = &self.0.remote.altinn;
        let call = |token| {
            let entry = entry.clone();
            async move { altinn.register_system(&token, entry).await }
        };
        let sent = self.as_vendor(Purpose::Register, call).await;
        sent.map_err(|failure| placed(failure, &root))?;
        info!(system.id = %id, "registered a system");
        // Registered is registered: a disk that fails here is no reason to try again.
        let _ = self.keep_system_draft(None).await;
        self.changed(&[Topic::Systems]);
        Ok(id)
    }

    /// Replaces the whole entry.
    ///
    /// # Errors
    /// As [`App::register_system`].
    pub async fn replace_system(&self, id: SystemId, text: String) -> Result<(), Failure> {
        let (entry, root) = self.sendable(&text, Some(&id)).await?;
        let (altinn, id) = (&self.0.remote.altinn, &id);
        let call = |token| {
            let entry = entry.clone();
            async move { altinn.replace_system(&token, id, entry).await }
        };
        let sent = self.as_vendor(Purpose::Register, call).await;
        sent.map_err(|failure| placed(failure, &root))?;
        info!(system.id = %id, "replaced a system");
        self.changed(&[Topic::Systems]);
        Ok(())
    }

    /// Deletes the entry. Its id is never free again, and its system users get no more tokens.
    ///
    /// # Errors
    /// [`Failure::NotFound`], [`Failure::NotAllowed`].
    pub async fn delete_system(&self, id: SystemId) -> Result<(), Failure> {
        let (altinn, id) = (&self.0.remote.altinn, &id);
        let call = |token| async move { altinn.delete_system(&token, id).await };
        self.as_vendor(Purpose::Register, call).await?;
        info!(system.id = %id, "deleted a system");
        self.changed(&[Topic::Systems]);
        Ok(())
    }

    /// The vendor's entries as they were last read; none when they never were.
    pub(crate) async fn known_systems(&self, vendor: &OrgNumber) -> Result<Vec<RegisteredSystem>, Failure> {
        let (profile, question) = (self.0.environment.as_str(), question(vendor));
        let find = move |desk: &Connection| last_known::find(desk, profile, &question);
        let found: Option<(Vec<RegisteredSystem>, _)> = self.0.store.run(find).await?;
        Ok(found.map(|(systems, _)| systems).unwrap_or_default())
    }

    async fn read_systems(&self) -> Result<Vec<RegisteredSystem>, Failure> {
        let altinn = &self.0.remote.altinn;
        let list = |token| async move { altinn.vendor_systems(&token).await };
        let listed = self.as_vendor(Purpose::Register, list).await?;
        let reading = stream::iter(listed)
            .map(|listed| self.system(listed.id))
            .buffered(AT_ONCE);
        let mut systems: Vec<RegisteredSystem> = reading.try_collect().await?;
        systems.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(systems)
    }

    /// The entry in a text, when nothing in the text itself keeps it from being sent. What depends on the register or
    /// the catalogue is Altinn's to judge: what was known here may be old.
    async fn sendable(
        &self,
        text: &str,
        replaces: Option<&SystemId>,
    ) -> Result<(SystemEntry, Node), Failure> {
        let vendor = self.saved_vendor().await?.ok_or(Failure::NotFound)?;
        let known = Known {
            own: Some(&vendor.org_number),
            replaces,
            ..Known::default()
        };
        let (checked, root) = check(text, &known);
        match (checked.draft, root) {
            (Some(draft), Some(root)) if checked.findings.is_empty() => Ok((draft.into(), root)),
            _ => Err(Failure::Invalid {
                findings: checked.findings,
            }),
        }
    }
}

/// The question that the list of a vendor's entries answers.
fn question(vendor: &OrgNumber) -> String {
    format!("vendor/{vendor}/systems")
}

/// Reads a text and holds it against the rules.
fn check(text: &str, known: &Known<'_>) -> (CheckedSystem, Option<Node>) {
    let (root, mut findings) = json_text::read(text);
    let mut read = None;
    if let Some(root) = &root {
        let (draft, faults) = draft::read(root);
        findings.extend(faults);
        if let Some(draft) = &draft {
            findings.extend(rules::findings(draft, root, known));
        }
        read = draft;
    }
    let keeps_from_reading = |fault: &Fault| matches!(fault, Fault::TrailingComma | Fault::NotJson { .. });
    findings.sort_by_key(|finding| {
        let place = finding.place.map(|place| (place.line, place.column));
        (!keeps_from_reading(&finding.fault), place)
    });
    (
        CheckedSystem {
            draft: read,
            findings,
        },
        root,
    )
}

/// Altinn's faults, at the places in the text that they speak of.
fn placed(failure: Failure, root: &Node) -> Failure {
    let Failure::Invalid { findings } = failure else {
        return failure;
    };
    let findings = findings.into_iter().map(|finding| match &finding.fault {
        Fault::System { fault } => root
            .nearest(member_at_fault(fault))
            .finding(finding.fault.clone()),
        _ => finding,
    });
    Failure::Invalid {
        findings: findings.collect(),
    }
}

fn member_at_fault(fault: &SystemFault) -> &'static [&'static str] {
    match fault {
        SystemFault::VendorNotIso6523 => &["vendor", "ID"],
        SystemFault::IdHasBlank
        | SystemFault::IdPrefixNotVendor
        | SystemFault::IdExists
        | SystemFault::IdDiffersFromPath => &["id"],
        SystemFault::LanguageMissing { field, .. } if field == "description" => &["description"],
        SystemFault::LanguageMissing { .. } => &["name"],
        SystemFault::RedirectNotHttps { .. } => &["allowedRedirectUrls"],
        SystemFault::ClientIdTaken { .. } | SystemFault::ClientIdsDuplicate => &["clientId"],
        SystemFault::ResourceIdMalformed { .. }
        | SystemFault::ResourceNotFound { .. }
        | SystemFault::ResourceTypeNotDelegable { .. }
        | SystemFault::RightsDuplicate => &["rights"],
        SystemFault::PackagesUnusable { .. }
        | SystemFault::PackagesDuplicate
        | SystemFault::PackagesForClientsInVisibleSystem => &["accessPackages"],
    }
}

impl From<SystemDraft> for SystemEntry {
    fn from(draft: SystemDraft) -> Self {
        Self {
            id: draft.id,
            vendor: draft.vendor,
            name: draft.name,
            description: draft.description,
            rights: draft.rights,
            access_packages: draft.access_packages,
            client_ids: draft.client_ids,
            is_visible: draft.is_visible,
            allowed_redirect_urls: draft.allowed_redirect_urls,
        }
    }
}

#[cfg(test)]
mod tests;
