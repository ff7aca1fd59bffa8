-- What owners administer (identity.md 2): clients of every kind, their keys, scopes and who may use them, onboarding.
-- Times are microseconds since 1970, lifetimes are seconds.

-- The check of a column cannot be changed, so the table is made anew. Migrations run without foreign keys.
CREATE TABLE new_client (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    owner TEXT NOT NULL,
    integration TEXT NOT NULL
        CHECK (integration IN ('maskinporten', 'idporten', 'api_klient', 'ansattporten', 'krr', 'eformidling')),
    scopes TEXT NOT NULL, -- with blanks between, as tokens have them
    redirect_uris TEXT NOT NULL, -- JSON array
    post_logout_redirect_uris TEXT NOT NULL, -- JSON array
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    created INTEGER NOT NULL DEFAULT 0,
    last_updated INTEGER NOT NULL DEFAULT 0,
    keys_created INTEGER,
    keys_updated INTEGER,
    words TEXT NOT NULL DEFAULT '{}' -- JSON: what is kept only to be shown again
) STRICT;
INSERT INTO new_client (id, name, owner, integration, scopes, redirect_uris, post_logout_redirect_uris)
    SELECT id, name, owner, integration, scopes, redirect_uris, post_logout_redirect_uris FROM client;
DROP TABLE client;
ALTER TABLE new_client RENAME TO client;
CREATE INDEX client_of_owner ON client (owner, created, id);

-- A key's name is somebody's alone.
CREATE INDEX client_key_name ON client_key (kid);

ALTER TABLE scope ADD COLUMN active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1));
ALTER TABLE scope ADD COLUMN visibility TEXT NOT NULL DEFAULT 'PUBLIC'
    CHECK (visibility IN ('PUBLIC', 'PRIVATE', 'INTERNAL'));
ALTER TABLE scope ADD COLUMN accessible_for_all INTEGER NOT NULL DEFAULT 0 CHECK (accessible_for_all IN (0, 1));
ALTER TABLE scope ADD COLUMN delegation_source TEXT;
ALTER TABLE scope ADD COLUMN at_max_age INTEGER NOT NULL DEFAULT 0; -- 0: as long as the client likes
ALTER TABLE scope ADD COLUMN requires_user_authentication INTEGER NOT NULL DEFAULT 0
    CHECK (requires_user_authentication IN (0, 1));
ALTER TABLE scope ADD COLUMN integrations TEXT NOT NULL DEFAULT '[]'; -- JSON array; empty: any
ALTER TABLE scope ADD COLUMN created INTEGER NOT NULL DEFAULT 0;
ALTER TABLE scope ADD COLUMN last_updated INTEGER NOT NULL DEFAULT 0;
ALTER TABLE scope ADD COLUMN words TEXT NOT NULL DEFAULT '{}'; -- JSON: what is kept only to be shown again
CREATE INDEX scope_of_owner ON scope (owner, name);
CREATE INDEX scope_in_view ON scope (name) WHERE visibility = 'PUBLIC' AND active = 1;
CREATE INDEX scope_for_all ON scope (name) WHERE accessible_for_all = 1 AND active = 1;

ALTER TABLE scope_grant ADD COLUMN state TEXT NOT NULL DEFAULT 'APPROVED'
    CHECK (state IN ('REQUESTED', 'APPROVED', 'DENIED'));
ALTER TABLE scope_grant ADD COLUMN created INTEGER NOT NULL DEFAULT 0;
ALTER TABLE scope_grant ADD COLUMN last_updated INTEGER NOT NULL DEFAULT 0;
CREATE INDEX scope_grant_of_org ON scope_grant (org, scope);

-- How far a vendor has come towards production.
CREATE TABLE onboarding (
    org TEXT PRIMARY KEY,
    agreement_signed INTEGER,
    signed_by TEXT,
    passed INTEGER
) STRICT, WITHOUT ROWID;
