-- How a client proves itself to ID-porten and what it then gets, and what people have signed in to.
-- Times are microseconds since 1970, lifetimes are seconds. What is kept of a secret is its SHA-256 in base64url.

-- A client without a row has upstream's defaults (identity.md 2.2).
CREATE TABLE client_terms (
    client TEXT PRIMARY KEY REFERENCES client (id) ON DELETE CASCADE,
    token_endpoint_auth_method TEXT NOT NULL
        CHECK (token_endpoint_auth_method IN ('client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none')),
    secret TEXT,
    secret_expires INTEGER,
    access_token_lifetime INTEGER NOT NULL, -- 0: the default
    refresh_token_lifetime INTEGER NOT NULL, -- 0: the default
    authorization_lifetime INTEGER NOT NULL, -- 0: the default
    refresh_token_usage TEXT NOT NULL CHECK (refresh_token_usage IN ('ONETIME', 'REUSE')),
    frontchannel_logout_uri TEXT,
    frontchannel_logout_session_required INTEGER NOT NULL,
    sso_disabled INTEGER NOT NULL
) STRICT;

-- Authorization calls that came by the back door (RFC 9126) and have not been used.
CREATE TABLE pushed_call (
    id TEXT PRIMARY KEY, -- hash of the request_uri
    client TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    parameters TEXT NOT NULL, -- as a query
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX pushed_call_expires ON pushed_call (expires);

-- Authorization calls whose person has not been chosen.
CREATE TABLE sign_in (
    id TEXT PRIMARY KEY, -- hash of what the page carries
    client TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    redirect_uri TEXT NOT NULL,
    response_mode TEXT NOT NULL,
    scope TEXT NOT NULL,
    resource TEXT,
    state TEXT,
    nonce TEXT,
    code_challenge TEXT NOT NULL,
    level TEXT NOT NULL, -- the lowest that will do
    wants_consent INTEGER NOT NULL,
    sid TEXT, -- the session whose person is not asked again
    locale TEXT NOT NULL,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_expires ON sign_in (expires);

-- Browsers in which a person is signed in.
CREATE TABLE session (
    id TEXT PRIMARY KEY, -- hash of the cookie
    sid TEXT NOT NULL UNIQUE, -- what clients call it
    pid TEXT NOT NULL,
    level TEXT NOT NULL,
    authenticated INTEGER NOT NULL,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_expires ON session (expires);

-- Clients that a session has signed in to.
CREATE TABLE session_client (
    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    client TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    PRIMARY KEY (session, client)
) STRICT, WITHOUT ROWID;

-- What a person has let a client do: everything that comes of one sign-in, and ends with it.
CREATE TABLE authorization (
    id TEXT PRIMARY KEY,
    client TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    sid TEXT NOT NULL,
    pid TEXT NOT NULL,
    scope TEXT NOT NULL,
    resource TEXT,
    level TEXT NOT NULL,
    locale TEXT NOT NULL,
    authenticated INTEGER NOT NULL,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX authorization_expires ON authorization (expires);

CREATE TABLE code (
    id TEXT PRIMARY KEY, -- hash of the code
    authorization TEXT NOT NULL REFERENCES authorization (id) ON DELETE CASCADE,
    redirect_uri TEXT NOT NULL,
    nonce TEXT,
    code_challenge TEXT NOT NULL,
    is_used INTEGER NOT NULL,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX code_authorization ON code (authorization);

CREATE TABLE refresh_token (
    id TEXT PRIMARY KEY, -- hash of the token
    authorization TEXT NOT NULL REFERENCES authorization (id) ON DELETE CASCADE,
    is_used INTEGER NOT NULL,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX refresh_token_authorization ON refresh_token (authorization);

-- Access tokens that have not been taken back.
CREATE TABLE access_token (
    jti TEXT PRIMARY KEY,
    authorization TEXT NOT NULL REFERENCES authorization (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX access_token_authorization ON access_token (authorization);

-- Assertions that may not come again while they live.
CREATE TABLE used_assertion (
    id TEXT PRIMARY KEY, -- hash of the client and the jti
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX used_assertion_expires ON used_assertion (expires);
