-- The registry is written as well as read. A resource is kept in Altinn's own shape, with its versions; its policy is
-- XACML, and the key of the policy changes whenever the policy does, in every world differently.
ALTER TABLE resource ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE resource ADD COLUMN has_access_list INTEGER NOT NULL DEFAULT 0;
ALTER TABLE resource ADD COLUMN policy TEXT;
ALTER TABLE resource ADD COLUMN policy_key TEXT;

-- A number is never used twice, also when the resource is gone.
CREATE TABLE resource_version (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    resource TEXT NOT NULL REFERENCES resource (id) ON DELETE CASCADE,
    body TEXT NOT NULL -- JSON
) STRICT;
CREATE INDEX resource_version_of_resource ON resource_version (resource, number);

-- Who owns resources, by the short name that Altinn knows them by.
CREATE TABLE service_owner (
    code TEXT PRIMARY KEY,
    org_number TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL -- JSON, language to text
) STRICT, WITHOUT ROWID;

CREATE INDEX right_delegation_of_resource ON right_delegation (resource);

ALTER TABLE resource DROP COLUMN rules;
ALTER TABLE resource DROP COLUMN minimum_level;
