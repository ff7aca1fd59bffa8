//! Taking questions apart.

use contract::decision::{
    Attribute, Category, QuestionBody, RequestReference, ResultAttribute, ResultCategory,
};

/// One question: the attributes of each sort.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct One<'a> {
    pub(super) subject: Vec<&'a Attribute>,
    pub(super) action: Vec<&'a Attribute>,
    pub(super) resource: Vec<&'a Attribute>,
    /// A category that a question refers to and that is not there.
    pub(super) unknown: Option<&'a str>,
}

/// Each question of a call, in order. Without references there is one, of all categories.
pub(super) fn split(body: &QuestionBody) -> Vec<One<'_>> {
    match &body.multi_requests {
        Some(many) => many
            .request_reference
            .iter()
            .map(|reference| referred(body, reference))
            .collect(),
        None => vec![One {
            subject: all(&body.access_subject),
            action: all(&body.action),
            resource: all(&body.resource),
            unknown: None,
        }],
    }
}

fn all(categories: &[Category]) -> Vec<&Attribute> {
    categories
        .iter()
        .flat_map(|category| &category.attribute)
        .collect()
}

fn referred<'a>(body: &'a QuestionBody, reference: &'a RequestReference) -> One<'a> {
    let mut one = One::default();
    for id in &reference.reference_id {
        let sorts = [
            (&body.access_subject, &mut one.subject),
            (&body.action, &mut one.action),
            (&body.resource, &mut one.resource),
        ];
        let mut found = false;
        for (categories, attributes) in sorts {
            for category in categories
                .iter()
                .filter(|category| category.id.as_ref() == Some(id))
            {
                attributes.extend(&category.attribute);
                found = true;
            }
        }
        if !found {
            one.unknown = Some(id);
        }
    }
    one
}

impl One<'_> {
    /// The attributes that the question wants back, as Altinn gives them back.
    pub(super) fn wanted_back(&self) -> Option<Vec<ResultCategory>> {
        const SUBJECT: &str = "urn:oasis:names:tc:xacml:1.0:subject-category:access-subject";
        const ACTION: &str = "urn:oasis:names:tc:xacml:3.0:attribute-category:action";
        const RESOURCE: &str = "urn:oasis:names:tc:xacml:3.0:attribute-category:resource";
        let sorts = [
            (RESOURCE, &self.resource),
            (ACTION, &self.action),
            (SUBJECT, &self.subject),
        ];
        let categories: Vec<_> = sorts
            .into_iter()
            .filter_map(|(id, attributes)| back(id, attributes))
            .collect();
        (!categories.is_empty()).then_some(categories)
    }
}

fn back(category: &str, attributes: &[&Attribute]) -> Option<ResultCategory> {
    let wanted = attributes.iter().filter(|attribute| attribute.include_in_result);
    let attribute: Vec<_> = wanted
        .map(|attribute| ResultAttribute {
            attribute_id: attribute.attribute_id.clone(),
            value: attribute.value.clone(),
            issuer: attribute.issuer.clone(),
            data_type: attribute.data_type.clone(),
            include_in_result: false,
        })
        .collect();
    (!attribute.is_empty()).then(|| ResultCategory {
        category_id: Some(category.to_owned()),
        id: None,
        content: None,
        attribute,
    })
}
