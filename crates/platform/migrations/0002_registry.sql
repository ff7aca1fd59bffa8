-- The resource registry, the access packages, and the service owner's own books.

-- Who owns resources, by the short name that Altinn knows them by.
CREATE TABLE service_owner (
    code TEXT PRIMARY KEY,
    org_number TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL -- JSON, language to text
) STRICT, WITHOUT ROWID;

-- A resource is kept in Altinn's own shape, with its versions; its policy is XACML, and the key of the policy changes
-- whenever the policy does, in every world differently.
CREATE TABLE resource (
    id TEXT PRIMARY KEY,
    resource_type TEXT NOT NULL,
    owner TEXT NOT NULL,
    delegable INTEGER NOT NULL,
    has_access_list INTEGER NOT NULL,
    body TEXT NOT NULL, -- JSON
    version INTEGER NOT NULL DEFAULT 0,
    policy TEXT,
    policy_key TEXT
) STRICT;
CREATE INDEX resource_owner ON resource (owner);

-- A number is never used twice, also when the resource is gone.
CREATE TABLE resource_version (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    resource TEXT NOT NULL REFERENCES resource (id) ON DELETE CASCADE,
    body TEXT NOT NULL -- JSON
) STRICT;
CREATE INDEX resource_version_of_resource ON resource_version (resource, number);

-- Whom a resource's policy speaks of.
CREATE TABLE resource_subject (
    subject TEXT NOT NULL,
    resource TEXT NOT NULL REFERENCES resource (id),
    PRIMARY KEY (subject, resource)
) STRICT, WITHOUT ROWID;

-- The organisations that may use a resource with an access list.
CREATE TABLE access_list_member (
    resource TEXT NOT NULL REFERENCES resource (id),
    org_number TEXT NOT NULL,
    PRIMARY KEY (resource, org_number)
) STRICT, WITHOUT ROWID;

CREATE TABLE package_group (
    urn TEXT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE package_area (
    urn TEXT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    group_urn TEXT NOT NULL REFERENCES package_group (urn),
    body TEXT NOT NULL
) STRICT;
CREATE INDEX package_area_group ON package_area (group_urn);

CREATE TABLE access_package (
    urn TEXT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    area_urn TEXT NOT NULL REFERENCES package_area (urn),
    is_delegable INTEGER NOT NULL,
    is_assignable INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX access_package_area ON access_package (area_urn);

-- Claims and payments that were given, not generated. JSON.
CREATE TABLE ledger (
    organization TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;
