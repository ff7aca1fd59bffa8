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
