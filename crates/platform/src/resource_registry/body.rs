//! Resources as the registry writes them.

use contract::decision::attribute;
use contract::delegation::{Attribute, RightDto};
use contract::resource::{
    AccessListMode, CompetentAuthority, ContactPoint, PolicyRight, PolicySubject, ResourceReference,
    ServiceResource, Subject,
};
use domain::{Localized, ResourceId};

use crate::access_management::query::Query;
use crate::seed::Resource;

pub(super) fn resource(resource: Resource) -> ServiceResource {
    let contact = resource.contact_email.map(|email| ContactPoint {
        category: None,
        email: Some(email),
        telephone: None,
        contact_page: None,
    });
    let reference = |scope: &domain::Scope| ResourceReference {
        reference_source: "ExternalPlatform".to_owned(),
        reference: scope.to_string(),
        reference_type: "MaskinportenScope".to_owned(),
    };
    ServiceResource {
        identifier: resource.identifier,
        title: resource.title,
        description: resource.description,
        right_description: resource.right_description,
        status: Some("Active".to_owned()),
        contact_points: contact.into_iter().collect(),
        resource_references: resource.scopes.iter().map(reference).collect(),
        delegable: resource.delegable,
        visible: resource.visible,
        has_competent_authority: CompetentAuthority {
            name: resource.owner_name,
            organization: Some(resource.owner),
            orgcode: resource.owner_code,
        },
        access_list_mode: match resource.access_list {
            Some(_) => AccessListMode::Enabled,
            None => AccessListMode::Disabled,
        },
        self_identified_user_enabled: false,
        enterprise_user_enabled: false,
        resource_type: resource.kind,
        is_one_time_consent: false,
    }
}

/// One right for each action of the policy.
pub(super) fn rights(resource: &Resource) -> Vec<PolicyRight> {
    let policy = resource.policy();
    let right = |action: &str| {
        let subjects: Vec<_> = policy.subjects_of(action).collect();
        let mut subject_types: Vec<String> = subjects
            .iter()
            .map(|subject| subject.attribute().to_owned())
            .collect();
        subject_types.dedup();
        let written = RightDto::new(&resource.identifier, action);
        PolicyRight {
            action: written.action,
            resource: written.resource,
            subjects: subjects
                .into_iter()
                .map(|subject| PolicySubject {
                    subject_attributes: vec![Attribute {
                        kind: subject.attribute().to_owned(),
                        value: subject.value().to_owned(),
                    }],
                })
                .collect(),
            right_key: written.key,
            subject_types,
        }
    };
    policy.actions().into_iter().map(right).collect()
}

/// A resource as a subject's list refers to it.
pub(super) fn reference(id: &ResourceId) -> Subject {
    Subject {
        kind: attribute::RESOURCE.to_owned(),
        value: id.to_string(),
        urn: format!("{}:{id}", attribute::RESOURCE),
    }
}

/// Whether a resource contains every word that a search gives.
pub(super) fn matches(resource: &Resource, query: &Query) -> bool {
    let in_text = |text: &str, word: &str| text.to_lowercase().contains(&word.to_lowercase());
    let in_any = |text: &Localized, word: &str| text.0.values().any(|text| in_text(text, word));
    let holds = |name: &str, holds: &dyn Fn(&str) -> bool| query.all(name).all(holds);
    holds("id", &|word| in_text(resource.identifier.as_str(), word))
        && holds("title", &|word| in_any(&resource.title, word))
        && holds("description", &|word| in_any(&resource.description, word))
        && holds("resourceType", &|word| resource.kind.eq_ignore_ascii_case(word))
        && holds("reference", &|word| {
            resource.scopes.iter().any(|scope| in_text(scope.as_str(), word))
        })
        && holds("orgCode", &|word| resource.owner_code.eq_ignore_ascii_case(word))
        && holds("organizationId", &|word| resource.owner.as_str() == word)
}
