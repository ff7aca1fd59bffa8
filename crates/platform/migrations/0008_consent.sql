-- What parties have consented to, and what each consent opens (identity.md 1.8). Rows are never deleted, only marked; what
-- a consent opens of a resource goes with the resource.
CREATE TABLE consent (
    id TEXT PRIMARY KEY,
    from_party TEXT NOT NULL, -- URN of an organisation number or a national identity number
    to_org TEXT NOT NULL,
    consented INTEGER NOT NULL, -- microseconds since 1970
    valid_to INTEGER NOT NULL,
    is_revoked INTEGER NOT NULL CHECK (is_revoked IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE consent_right (
    consent TEXT NOT NULL REFERENCES consent (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    action TEXT NOT NULL, -- JSON list
    resource TEXT NOT NULL REFERENCES resource (id) ON DELETE CASCADE,
    metadata TEXT NOT NULL, -- JSON, name to text
    PRIMARY KEY (consent, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX consent_right_of_resource ON consent_right (resource);
