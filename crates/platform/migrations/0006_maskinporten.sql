-- Clients of every kind, their keys, scopes and who may use them, and onboarding (identity.md 1 and 2).
-- Times are microseconds since 1970, lifetimes are seconds.

CREATE TABLE client (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    owner TEXT NOT NULL,
    integration TEXT NOT NULL
        CHECK (integration IN ('maskinporten', 'idporten', 'api_klient', 'ansattporten', 'krr', 'eformidling')),
    scopes TEXT NOT NULL, -- with blanks between, as tokens have them
    redirect_uris TEXT NOT NULL, -- JSON array
    post_logout_redirect_uris TEXT NOT NULL, -- JSON array
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    created INTEGER NOT NULL,
    last_updated INTEGER NOT NULL,
    keys_created INTEGER,
    keys_updated INTEGER,
    words TEXT NOT NULL -- JSON: what is kept only to be shown again
) STRICT;
CREATE INDEX client_of_owner ON client (owner, created, id);

CREATE TABLE client_key (
    client TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    kid TEXT NOT NULL,
    modulus BLOB NOT NULL, -- big-endian
    exponent BLOB NOT NULL,
    expires INTEGER NOT NULL,
    PRIMARY KEY (client, kid)
) STRICT, WITHOUT ROWID;
-- A key's name is somebody's alone.
CREATE INDEX client_key_name ON client_key (kid);

CREATE TABLE scope (
    name TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    visibility TEXT NOT NULL CHECK (visibility IN ('PUBLIC', 'PRIVATE', 'INTERNAL')),
    accessible_for_all INTEGER NOT NULL CHECK (accessible_for_all IN (0, 1)),
    delegation_source TEXT,
    at_max_age INTEGER NOT NULL, -- 0: as long as the client likes
    requires_user_authentication INTEGER NOT NULL CHECK (requires_user_authentication IN (0, 1)),
    integrations TEXT NOT NULL, -- JSON array; empty: any
    created INTEGER NOT NULL,
    last_updated INTEGER NOT NULL,
    words TEXT NOT NULL -- JSON: what is kept only to be shown again
) STRICT, WITHOUT ROWID;
CREATE INDEX scope_of_owner ON scope (owner, name);
CREATE INDEX scope_in_view ON scope (name) WHERE visibility = 'PUBLIC' AND active = 1;
CREATE INDEX scope_for_all ON scope (name) WHERE accessible_for_all = 1 AND active = 1;

CREATE TABLE scope_grant (
    scope TEXT NOT NULL REFERENCES scope (name) ON DELETE CASCADE,
    org TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('REQUESTED', 'APPROVED', 'DENIED')),
    created INTEGER NOT NULL,
    last_updated INTEGER NOT NULL,
    PRIMARY KEY (scope, org)
) STRICT, WITHOUT ROWID;
CREATE INDEX scope_grant_of_org ON scope_grant (org, scope);

-- Maskinporten scopes that a customer lets a supplier use in its name (identity.md 1.7).
CREATE TABLE scope_delegation (
    supplier TEXT NOT NULL,
    consumer TEXT NOT NULL,
    scope TEXT NOT NULL,
    resource TEXT NOT NULL REFERENCES resource (id) ON DELETE CASCADE,
    created INTEGER NOT NULL, -- microseconds since 1970
    PRIMARY KEY (supplier, consumer, resource, scope)
) STRICT, WITHOUT ROWID;
CREATE INDEX scope_delegation_of_consumer ON scope_delegation (consumer, scope);
CREATE INDEX scope_delegation_of_scope ON scope_delegation (scope);
CREATE INDEX scope_delegation_of_resource ON scope_delegation (resource);

-- Grants that may not come again while they live, in the order they came. Read once, at start: nothing is looked up.
CREATE TABLE used_grant (
    id INTEGER PRIMARY KEY,
    fingerprint BLOB NOT NULL, -- half the SHA-256 of the client and the jti
    expires INTEGER NOT NULL
) STRICT;

-- How far a vendor has come towards production.
CREATE TABLE onboarding (
    org TEXT PRIMARY KEY,
    agreement_signed INTEGER,
    signed_by TEXT,
    passed INTEGER
) STRICT, WITHOUT ROWID;
