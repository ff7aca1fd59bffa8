-- Requests for system users, the system users, and requests to change them (altinn-platform.md 3, 4, 5 and 8). Rows are never deleted, only marked.
CREATE TABLE request (
    sequence          INTEGER PRIMARY KEY,
    id                TEXT    NOT NULL UNIQUE,
    kind              TEXT    NOT NULL CHECK (kind IN ('standard', 'agent')),
    integration_title TEXT    NOT NULL,
    external_ref      TEXT    NOT NULL,
    system_id         TEXT    NOT NULL REFERENCES system (id),
    party_org         TEXT    NOT NULL,
    rights            TEXT    NOT NULL, -- JSON list
    access_packages   TEXT    NOT NULL, -- JSON list of URNs
    status            TEXT    NOT NULL CHECK (status IN ('New', 'Accepted', 'Rejected', 'Denied')),
    redirect_url      TEXT,
    escalated         INTEGER NOT NULL CHECK (escalated IN (0, 1)),
    is_deleted        INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
    created           INTEGER NOT NULL, -- microseconds since 1970
    last_changed      INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX request_by_reference ON request (system_id, party_org, external_ref, kind) WHERE is_deleted = 0;
CREATE INDEX request_of_system ON request (system_id, kind, sequence) WHERE is_deleted = 0;
CREATE INDEX request_pending ON request (party_org, kind, sequence) WHERE is_deleted = 0 AND status = 'New';

CREATE TABLE system_user (
    id                TEXT    NOT NULL PRIMARY KEY,
    sequence          INTEGER NOT NULL UNIQUE, -- a new and higher one at every change
    kind              TEXT    NOT NULL CHECK (kind IN ('standard', 'agent')),
    integration_title TEXT    NOT NULL,
    system_id         TEXT    NOT NULL REFERENCES system (id),
    party_id          INTEGER NOT NULL,
    party_org         TEXT    NOT NULL,
    external_ref      TEXT    NOT NULL,
    access_packages   TEXT    NOT NULL, -- JSON list of URNs, as delegated when it was made
    is_deleted        INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
    created           INTEGER NOT NULL,
    last_changed      INTEGER NOT NULL, -- for the register that copies them
    created_by        INTEGER NOT NULL, -- user number
    changed_by        INTEGER NOT NULL
) STRICT;

-- Keeps what upstream only checks: one live system user for a system, an organisation and a reference.
CREATE UNIQUE INDEX system_user_by_reference ON system_user (system_id, party_org, external_ref) WHERE is_deleted = 0;
CREATE INDEX system_user_of_system ON system_user (system_id, sequence) WHERE is_deleted = 0;
CREATE INDEX system_user_of_party ON system_user (party_id, kind, sequence) WHERE is_deleted = 0;

-- A correlation id, once used, is used for ever.
CREATE TABLE change_request (
    sequence          INTEGER PRIMARY KEY,
    id                TEXT    NOT NULL UNIQUE, -- the correlation id
    system_user_id    TEXT    NOT NULL REFERENCES system_user (id),
    external_ref      TEXT    NOT NULL,
    system_id         TEXT    NOT NULL REFERENCES system (id),
    party_org         TEXT    NOT NULL,
    required_rights   TEXT    NOT NULL, -- JSON list
    unwanted_rights   TEXT    NOT NULL, -- JSON list
    required_packages TEXT    NOT NULL, -- JSON list of URNs
    unwanted_packages TEXT    NOT NULL, -- JSON list of URNs
    status            TEXT    NOT NULL CHECK (status IN ('New', 'Accepted', 'Rejected', 'Denied')),
    redirect_url      TEXT,
    is_deleted        INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
    created           INTEGER NOT NULL, -- microseconds since 1970
    last_changed      INTEGER NOT NULL
) STRICT;

CREATE INDEX change_request_of_system ON change_request (system_id, sequence) WHERE is_deleted = 0;
CREATE INDEX change_request_by_reference ON change_request (system_id, party_org, external_ref, sequence)
    WHERE is_deleted = 0;
