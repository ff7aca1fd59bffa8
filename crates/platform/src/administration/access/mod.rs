//! Who may use a scope: asked for by those who want to, decided by its owner (identity.md 2.4).

pub(super) mod ask;
pub(super) mod decide;
pub(super) mod list;
pub(super) mod list_own;

use contract::administration::AccessBody;

use crate::store::scope_grant::ScopeGrant;

/// A grant as it is answered.
fn written(grant: ScopeGrant) -> AccessBody {
    let prefix = grant.scope.as_str().split(':').next().unwrap_or_default();
    AccessBody {
        prefix: prefix.to_owned(),
        scope: grant.scope,
        state: grant.state,
        created: grant.created,
        last_updated: grant.last_updated,
        consumer_orgno: grant.org,
        owner_orgno: grant.owner,
    }
}
