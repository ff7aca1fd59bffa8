-- The system register (altinn-platform.md 2 and 8). A row is never deleted: an id, once used, is used for ever.
CREATE TABLE system (
    sequence        INTEGER PRIMARY KEY,
    id              TEXT    NOT NULL UNIQUE,
    internal_id     TEXT    NOT NULL UNIQUE,
    vendor          TEXT    NOT NULL,
    name            TEXT    NOT NULL, -- JSON, language to text
    description     TEXT    NOT NULL, -- JSON, language to text
    rights          TEXT    NOT NULL, -- JSON list
    access_packages TEXT    NOT NULL, -- JSON list of URNs
    client_ids      TEXT    NOT NULL, -- JSON list; kept after deletion, when the clients below are free again
    redirect_urls   TEXT    NOT NULL, -- JSON list
    is_visible      INTEGER NOT NULL CHECK (is_visible IN (0, 1)),
    is_deleted      INTEGER NOT NULL CHECK (is_deleted IN (0, 1)),
    created         INTEGER NOT NULL, -- microseconds since 1970
    last_changed    INTEGER NOT NULL
) STRICT;

CREATE INDEX system_of_vendor ON system (vendor, sequence) WHERE is_deleted = 0;
CREATE INDEX system_in_view ON system (sequence) WHERE is_deleted = 0 AND is_visible = 1;

-- Which live system a Maskinporten client belongs to: one at the most.
CREATE TABLE system_client (
    client_id TEXT NOT NULL PRIMARY KEY,
    system_id TEXT NOT NULL REFERENCES system (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX system_client_of_system ON system_client (system_id);
CREATE INDEX system_client_in_any_case ON system_client (client_id COLLATE NOCASE);

CREATE TABLE system_change (
    sequence   INTEGER PRIMARY KEY,
    system_id  TEXT    NOT NULL REFERENCES system (id),
    kind       TEXT    NOT NULL CHECK (kind IN ('create', 'update', 'rightsupdate', 'accesspackageupdate', 'delete')),
    changed_by TEXT    NOT NULL,
    client_id  TEXT,
    body       TEXT,             -- JSON of what was sent
    created    INTEGER NOT NULL
) STRICT;

CREATE INDEX system_change_of_system ON system_change (system_id, sequence);
