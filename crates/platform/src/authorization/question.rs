//! Taking questions apart.

use std::collections::HashMap;

use contract::decision::{
    Attribute, Category, QuestionBody, RequestReference, ResultAttribute, ResultCategory,
};
use contract::xacml;
use domain::policy;

/// One question: the attributes of each sort.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct One<'a> {
    pub(super) subject: Vec<&'a Attribute>,
    pub(super) action: Vec<&'a Attribute>,
    pub(super) resource: Vec<&'a Attribute>,
    /// A category that a question refers to and that is not there.
    pub(super) unknown: Option<&'a str>,
}

/// Each question of a call, in order. With fewer than two references there is one, of all categories.
pub(super) fn split(body: &QuestionBody) -> Vec<One<'_>> {
    let references = body
        .multi_requests
        .iter()
        .flat_map(|many| &many.request_reference);
    if references.clone().count() < 2 {
        return vec![One {
            subject: all(&body.access_subject),
            action: all(&body.action),
            resource: all(&body.resource),
            unknown: None,
        }];
    }
    let by_id = ById {
        subject: index(&body.access_subject),
        action: index(&body.action),
        resource: index(&body.resource),
    };
    references.map(|reference| by_id.question(reference)).collect()
}

fn all(categories: &[Category]) -> Vec<&Attribute> {
    categories
        .iter()
        .flat_map(|category| &category.attribute)
        .collect()
}

/// The attributes of each category that has an id.
struct ById<'a> {
    subject: HashMap<&'a str, Vec<&'a Attribute>>,
    action: HashMap<&'a str, Vec<&'a Attribute>>,
    resource: HashMap<&'a str, Vec<&'a Attribute>>,
}

fn index(categories: &[Category]) -> HashMap<&str, Vec<&Attribute>> {
    let mut by_id: HashMap<&str, Vec<&Attribute>> = HashMap::new();
    for category in categories {
        if let Some(id) = &category.id {
            by_id.entry(id).or_default().extend(&category.attribute);
        }
    }
    by_id
}

impl<'a> ById<'a> {
    fn question(&self, reference: &'a RequestReference) -> One<'a> {
        let mut one = One::default();
        for id in &reference.reference_id {
            let sorts = [
                (&self.subject, &mut one.subject),
                (&self.action, &mut one.action),
                (&self.resource, &mut one.resource),
            ];
            let mut found = false;
            for (categories, attributes) in sorts {
                if let Some(named) = categories.get(id.as_str()) {
                    attributes.extend(named);
                    found = true;
                }
            }
            if !found {
                one.unknown = Some(id);
            }
        }
        one
    }
}

impl One<'_> {
    /// The attributes that the question wants back, as Altinn gives them back.
    pub(super) fn wanted_back(&self) -> Option<Vec<ResultCategory>> {
        let sorts = [
            (policy::Category::Resource, &self.resource),
            (policy::Category::Action, &self.action),
            (policy::Category::Subject, &self.subject),
        ];
        let categories: Vec<_> = sorts
            .into_iter()
            .filter_map(|(category, attributes)| back(xacml::urn_of(category), attributes))
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
