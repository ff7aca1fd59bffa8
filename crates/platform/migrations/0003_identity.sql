-- Clients of Maskinporten and ID-porten, what they may ask for, and what is half done.
-- Times are microseconds since 1970.

CREATE TABLE client (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    owner TEXT NOT NULL,
    integration TEXT NOT NULL CHECK (integration IN ('maskinporten', 'idporten')),
    scopes TEXT NOT NULL, -- with blanks between, as tokens have them
    redirect_uris TEXT NOT NULL, -- JSON array
    post_logout_redirect_uris TEXT NOT NULL -- JSON array
) STRICT;

CREATE TABLE client_key (
    client TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    kid TEXT NOT NULL,
    modulus BLOB NOT NULL, -- big-endian
    exponent BLOB NOT NULL,
    expires INTEGER NOT NULL,
    PRIMARY KEY (client, kid)
) STRICT, WITHOUT ROWID;

CREATE TABLE scope (
    name TEXT PRIMARY KEY,
    owner TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE scope_grant (
    scope TEXT NOT NULL REFERENCES scope (name) ON DELETE CASCADE,
    org TEXT NOT NULL,
    PRIMARY KEY (scope, org)
) STRICT, WITHOUT ROWID;

-- Grants that may not come again while they live, in the order they came. Read once, at start: nothing is looked up.
CREATE TABLE used_grant (
    id INTEGER PRIMARY KEY,
    fingerprint BLOB NOT NULL, -- half the SHA-256 of the client and the jti
    expires INTEGER NOT NULL
) STRICT;

-- Authorization calls whose person has not been chosen.
CREATE TABLE sign_in (
    id TEXT PRIMARY KEY, -- SHA-256 of what the page carries
    client TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    redirect_uri TEXT NOT NULL,
    scope TEXT NOT NULL,
    state TEXT NOT NULL,
    nonce TEXT NOT NULL,
    code_challenge TEXT NOT NULL,
    acr TEXT NOT NULL,
    locale TEXT NOT NULL,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_expires ON sign_in (expires);

-- Authorization codes that have not been redeemed.
CREATE TABLE code (
    id TEXT PRIMARY KEY, -- SHA-256 of the code
    client TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    redirect_uri TEXT NOT NULL,
    scope TEXT NOT NULL,
    nonce TEXT NOT NULL,
    code_challenge TEXT NOT NULL,
    acr TEXT NOT NULL,
    locale TEXT NOT NULL,
    pid TEXT NOT NULL,
    authenticated INTEGER NOT NULL,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX code_expires ON code (expires);
