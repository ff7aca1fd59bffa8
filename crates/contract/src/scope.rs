//! The scopes that Altinn's system-user API asks for (altinn-platform.md 1.3). Compared as whole words, case and all.

/// A vendor's own entries in the system register.
pub const SYSTEM_REGISTER_WRITE: &str = "altinn:authentication/systemregister.write";
/// Everybody's entries in the system register: Altinn's own operators.
pub const SYSTEM_REGISTER_ADMIN: &str = "altinn:authentication/systemregister.admin";
/// Either of the two lets a call to the vendor's part of the register in.
pub const SYSTEM_REGISTER: [&str; 2] = [SYSTEM_REGISTER_ADMIN, SYSTEM_REGISTER_WRITE];
/// Makes and deletes requests. Does not imply reading them.
pub const REQUEST_WRITE: &str = "altinn:authentication/systemuser.request.write";
/// Reads requests.
pub const REQUEST_READ: &str = "altinn:authentication/systemuser.request.read";
/// Looks a system user up: Maskinporten's own.
pub const SYSTEM_USER_LOOKUP: &str = "altinn:maskinporten/systemuser.read";
/// Reads every system user, to copy it: the register's own.
pub const SYSTEM_USER_ADMIN: &str = "altinn:authentication/systemuser.admin";
/// Only in tokens that Altinn's portal gives to people (identity.md 5.1).
pub const PORTAL: &str = "altinn:portal/enduser";
/// Reads an organisation's clients and which of its agent system users have them.
pub const CLIENT_DELEGATIONS_READ: &str = "altinn:clientdelegations.read";
/// Links and unlinks clients. Does not imply reading them.
pub const CLIENT_DELEGATIONS_WRITE: &str = "altinn:clientdelegations.write";
