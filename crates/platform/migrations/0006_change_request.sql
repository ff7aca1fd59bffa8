-- Requests to change what a system user may do (altinn-platform.md 4 and 8). Rows are never deleted, only marked: a
-- correlation id, once used, is used for ever.
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

-- When a system user was last changed, for the register that copies them.
ALTER TABLE system_user ADD COLUMN last_changed INTEGER NOT NULL DEFAULT 0;
UPDATE system_user SET last_changed = created;
