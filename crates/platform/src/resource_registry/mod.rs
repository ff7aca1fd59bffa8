//! Altinn's resource registry: what can be had a right to, whose it is, and who may (identity.md 7.1). Reading needs no
//! token; a service owner writes what is its own.

mod create;
mod delete;
mod faults;
mod owner;
mod policy;
mod read;
#[cfg(test)]
mod story;
#[cfg(test)]
pub(crate) mod testing;
mod update;
mod upload;

use contract::resource::{
    BY_SUBJECTS, RESOURCE, RESOURCE_LIST, RESOURCE_POLICY, RESOURCE_RIGHTS, RESOURCE_RIGHTS_V2,
    RESOURCE_RULES, RESOURCE_SEARCH, RESOURCE_SUBJECTS, RESOURCES, SERVICE_OWNERS, ServiceResource,
    WRITE_SCOPES,
};

use schemars::json_schema;

use crate::openapi::Routes;
pub(crate) use policy::action_name;

/// Why reading needs no token.
const FOR_ALL: &str = "the registry is for everybody";

pub(crate) fn router() -> Routes {
    reading().merge(writing())
}

fn reading() -> Routes {
    Routes::new()
        .get(RESOURCE_LIST, read::list, |it| {
            it.says("Lists the resources that are visible.")
                .open(FOR_ALL)
                .may_ask("includeApps", "`false` leaves out apps.")
                .may_ask("includeMigratedApps", "`true` adds apps of the older Altinn.")
        })
        .get(RESOURCE_SEARCH, read::search, |it| {
            it.says("Finds resources by words in their members.")
                .open(FOR_ALL)
        })
        .get(SERVICE_OWNERS, read::owners, |it| {
            it.says("Tells who owns resources, by the codes that Altinn knows them by.")
                .open(FOR_ALL)
        })
        .post(BY_SUBJECTS, policy::by_subjects, |it| {
            it.says("Tells which resources each of some subjects opens.")
                .open(FOR_ALL)
                .body::<Vec<String>>()
        })
        .get(RESOURCE, read::find, |it| {
            it.says("Reads a resource.")
                .open(FOR_ALL)
                .may_ask("versionId", "A version that it has been in.")
        })
        .get(RESOURCE_POLICY, policy::text, |it| {
            it.says("Reads a resource's policy, in XACML XML.")
                .open(FOR_ALL)
                .answer_as(200, "text/xml", json_schema!({ "type": "string" }))
        })
        .get(RESOURCE_RULES, policy::rules, |it| {
            it.says("Tells a resource's rules, each subject, action and resource by itself.")
                .open(FOR_ALL)
        })
        .get(RESOURCE_RIGHTS, policy::rights, |it| {
            it.says("Tells a resource's rights, action by action, with who has them.")
                .open(FOR_ALL)
        })
        .get(RESOURCE_RIGHTS_V2, policy::named_rights, |it| {
            it.says("Tells a resource's rights by name, in the caller's language.")
                .open(FOR_ALL)
                .may_ask(
                    "includeServiceOwnerRights",
                    "`true` adds what only the service owner may do.",
                )
        })
        .get(RESOURCE_SUBJECTS, policy::subjects, |it| {
            it.says("Lists the subjects that a resource opens itself to.")
                .open(FOR_ALL)
        })
}

fn writing() -> Routes {
    Routes::new()
        .post(RESOURCES, create::create, |it| {
            it.says("Adds a resource of the service owner's.")
                .any_scope(&WRITE_SCOPES)
                .body::<ServiceResource>()
                .empty(201, "The resource is in the registry.")
        })
        .put(RESOURCE, update::update, |it| {
            it.says("Replaces what is told of a resource with a new version.")
                .any_scope(&WRITE_SCOPES)
                .body::<ServiceResource>()
                .empty(200, "The new version is in the registry.")
        })
        .delete(RESOURCE, delete::delete, |it| {
            it.says("Takes a resource away, with its policy and what was given of it.")
                .any_scope(&WRITE_SCOPES)
                .empty(204, "The resource is gone.")
        })
        .post(RESOURCE_POLICY, upload::upload, |it| {
            upload::about(it, "Gives a resource its policy, in XACML XML.")
        })
        .put(RESOURCE_POLICY, upload::upload, |it| {
            upload::about(it, "Replaces a resource's policy.")
        })
}
