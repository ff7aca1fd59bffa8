-- The resource registry, the access packages, and the service owner's own books.

CREATE TABLE resource (
    id TEXT PRIMARY KEY,
    resource_type TEXT NOT NULL,
    owner TEXT NOT NULL,
    delegable INTEGER NOT NULL,
    minimum_level INTEGER NOT NULL,
    -- JSON: the access rules.
    rules TEXT NOT NULL,
    -- JSON: the whole resource as it was given.
    body TEXT NOT NULL
) STRICT;
CREATE INDEX resource_owner ON resource (owner);

-- Whom a resource's rules speak of.
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
