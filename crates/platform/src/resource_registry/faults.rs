//! What is wrong with a resource that somebody wants to register, member by member (identity.md 7.2).

use contract::resource::{ResourceReference, ServiceResource};
use domain::Localized;

use crate::error::Error;

/// What a resource may be. `Default` is what one is that nobody has decided about.
const TYPES: [&str; 9] = [
    "Systemresource",
    "MaskinportenSchema",
    "Altinn2Service",
    "AltinnApp",
    "GenericAccessResource",
    "BrokerService",
    "CorrespondenceService",
    "Consent",
    "MigratedApp",
];
const SOURCES: [&str; 5] = ["Default", "Altinn1", "Altinn2", "Altinn3", "ExternalPlatform"];
const REFERENCES: [&str; 8] = [
    "Default",
    "Uri",
    "DelegationSchemeId",
    "MaskinportenScope",
    "ServiceCode",
    "ServiceEditionCode",
    "ApplicationId",
    "ServiceEditionVersion",
];
const PARTIES: [&str; 5] = [
    "PrivatePerson",
    "LegalEntityEnterprise",
    "Company",
    "BankruptcyEstate",
    "SelfRegisteredUser",
];
/// The code under which anybody may test.
const TEST_OWNER: &str = "ttd";
/// Characters in an id: one that is longer would not fit into a policy's URN elsewhere.
const LONGEST_ID: usize = 255;

/// Members with what is wrong with them.
type Faults = Vec<(String, String)>;

/// Demands that a resource can be registered.
///
/// # Errors
/// 400 with every member that is wrong.
pub(super) fn require_none(resource: &ServiceResource) -> Result<(), Error> {
    let mut faults = vec![];
    identifier(resource, &mut faults);
    texts("Title", &resource.title, &mut faults);
    texts("Description", &resource.description, &mut faults);
    if resource.delegable {
        texts("RightDescription", &resource.right_description, &mut faults);
    }
    kind(resource, &mut faults);
    authority(resource, &mut faults);
    references(resource, &mut faults);
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Error::ModelState(faults))
    }
}

fn identifier(resource: &ServiceResource, faults: &mut Faults) {
    let id = resource.identifier.as_str();
    let mut wrong = |message: &str| faults.push(("Identifier".to_owned(), message.to_owned()));
    let is_allowed = |letter: char| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_' || letter == '-'
    };
    if id.len() < 4 || !id.chars().all(is_allowed) {
        wrong("The id has at least four characters: a to z, digits, underscores and hyphens.");
    }
    if id.len() > LONGEST_ID {
        wrong("The id has at most 255 characters.");
    }
    if id.starts_with("se_") && resource.resource_type != "Altinn2Service" {
        wrong("Only services of Altinn 2 have ids that begin with se_.");
    }
    let Some(app) = id.strip_prefix("app_") else {
        return;
    };
    if !is_app(resource) {
        return wrong("Only apps have ids that begin with app_.");
    }
    let names = app.split_once('_').map(|(owner, app)| format!("{owner}/{app}"));
    let is_app_id = |reference: &ResourceReference| {
        reference.reference_source == "Altinn3"
            && reference.reference_type == "ApplicationId"
            && names.as_ref() == Some(&reference.reference)
    };
    if !resource.resource_references.iter().any(is_app_id) {
        faults.push((
            "ResourceReferences".to_owned(),
            "An app has a reference of the type ApplicationId from Altinn3: its owner, a slash and its name, as in the id."
                .to_owned(),
        ));
    }
}

fn is_app(resource: &ServiceResource) -> bool {
    matches!(resource.resource_type.as_str(), "AltinnApp" | "MigratedApp")
}

fn texts(member: &str, texts: &Localized, faults: &mut Faults) {
    for language in texts.missing() {
        faults.push((member.to_owned(), format!("{member} has no text in {language}.")));
    }
}

fn kind(resource: &ServiceResource, faults: &mut Faults) {
    if !TYPES.contains(&resource.resource_type.as_str()) {
        let message = format!("The type is one of {}.", TYPES.join(", "));
        faults.push(("ResourceType".to_owned(), message));
    }
    let unknown = |party: &&String| !PARTIES.contains(&party.as_str());
    if let Some(party) = resource.available_for_type.iter().flatten().find(unknown) {
        let message = format!("{party} is none of {}.", PARTIES.join(", "));
        faults.push(("AvailableForType".to_owned(), message));
    }
}

fn authority(resource: &ServiceResource, faults: &mut Faults) {
    let authority = &resource.has_competent_authority;
    if authority.organization.is_none() && authority.orgcode != TEST_OWNER {
        faults.push((
            "HasCompetentAuthority.Organization".to_owned(),
            "The owner's organisation number is missing.".to_owned(),
        ));
    }
    let is_code = |code: &str| {
        (2..=5).contains(&code.len())
            && code
                .chars()
                .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit())
    };
    if !is_code(&authority.orgcode) && authority.orgcode != "digdir" {
        faults.push((
            "HasCompetentAuthority.Orgcode".to_owned(),
            "The owner's code is two to five letters or digits.".to_owned(),
        ));
    }
}

fn references(resource: &ServiceResource, faults: &mut Faults) {
    let mut wrong = |message: String| faults.push(("ResourceReferences".to_owned(), message));
    for reference in &resource.resource_references {
        if !SOURCES.contains(&reference.reference_source.as_str()) {
            wrong(format!(
                "{} is none of {}.",
                reference.reference_source,
                SOURCES.join(", ")
            ));
        }
        if !REFERENCES.contains(&reference.reference_type.as_str()) {
            wrong(format!(
                "{} is none of {}.",
                reference.reference_type,
                REFERENCES.join(", ")
            ));
        }
    }
    let has_scope = |reference: &ResourceReference| reference.reference_type == "MaskinportenScope";
    if resource.resource_type == "MaskinportenSchema" && !resource.resource_references.iter().any(has_scope) {
        wrong("A Maskinporten schema has a reference of the type MaskinportenScope.".to_owned());
    }
}
