//! The system register (altinn-platform.md 2).

mod access_packages;
mod changes;
mod delete;
mod entry;
mod list;
mod list_own;
mod read;
mod read_own;
mod register;
mod rights;
mod update;
mod update_access_packages;
mod update_rights;

use contract::register::{RegisterSystemRequest, RegisteredSystemDto};
use contract::{path, scope};
use domain::{AccessPackage, Right};

use crate::openapi::Routes;

pub(super) fn router() -> Routes {
    Routes::new()
        .get(path::SYSTEMS, list::list, |it| {
            it.row(1)
                .says("Lists the systems that leaders may choose from.")
                .scope(scope::PORTAL)
                .answer::<Vec<RegisteredSystemDto>>(200)
        })
        .get(path::SYSTEM, read::read, |it| {
            it.row(3)
                .says("Reads a system as leaders see it.")
                .scope(scope::PORTAL)
        })
        .get(path::SYSTEM_RIGHTS, rights::rights, |it| {
            it.row(5)
                .says("Lists the rights that a system asks for.")
                .scope(scope::PORTAL)
                .may_ask(
                    "useOldFormatForApp",
                    "Apps by organisation and name instead of by one id.",
                )
        })
        .get(path::SYSTEM_PACKAGES, access_packages::access_packages, |it| {
            it.row(6)
                .says("Lists the access packages that a system asks for.")
                .scope(scope::PORTAL)
        })
        .get(path::VENDOR_SYSTEMS, list_own::list_own, |it| {
            it.row(2)
                .says("Lists the vendor's own systems.")
                .any_scope(&scope::SYSTEM_REGISTER)
        })
        .post(path::VENDOR_SYSTEMS, register::register, |it| {
            it.row(7)
                .says("Registers a system.")
                .any_scope(&scope::SYSTEM_REGISTER)
                .body::<RegisterSystemRequest>()
        })
        .get(path::VENDOR_SYSTEM, read_own::read_own, |it| {
            it.row(4)
                .says("Reads one of the vendor's own systems.")
                .any_scope(&scope::SYSTEM_REGISTER)
        })
        .put(path::VENDOR_SYSTEM, update::update, |it| {
            it.row(8)
                .says("Replaces what a system is called, asks for and allows.")
                .any_scope(&scope::SYSTEM_REGISTER)
                .body::<RegisterSystemRequest>()
        })
        .delete(path::VENDOR_SYSTEM, delete::delete, |it| {
            it.row(11)
                .says("Deletes a system.")
                .any_scope(&scope::SYSTEM_REGISTER)
        })
        .put(path::VENDOR_SYSTEM_RIGHTS, update_rights::update_rights, |it| {
            it.row(9)
                .says("Replaces the rights that a system asks for.")
                .any_scope(&scope::SYSTEM_REGISTER)
                .body::<Vec<Right>>()
        })
        .put(
            path::VENDOR_SYSTEM_PACKAGES,
            update_access_packages::update_access_packages,
            |it| {
                it.row(10)
                    .says("Replaces the access packages that a system asks for.")
                    .any_scope(&scope::SYSTEM_REGISTER)
                    .body::<Vec<AccessPackage>>()
            },
        )
        .get(path::VENDOR_SYSTEM_CHANGES, changes::changes, |it| {
            it.row(12)
                .says("Lists the changes that were made to a system, the newest first.")
                .any_scope(&scope::SYSTEM_REGISTER)
        })
}
