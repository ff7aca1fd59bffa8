-- Who is in the register, what roles give, and what has been handed on to whom.

CREATE TABLE party (
    uuid TEXT PRIMARY KEY,
    id INTEGER NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('organization', 'person')),
    org_number TEXT UNIQUE,
    name TEXT NOT NULL,
    unit_form TEXT
) STRICT;

CREATE TABLE person (
    party_uuid TEXT PRIMARY KEY REFERENCES party (uuid),
    user_id INTEGER NOT NULL UNIQUE,
    pid TEXT NOT NULL UNIQUE
) STRICT;

-- The words of people's names in small letters, to find them by.
CREATE TABLE person_word (
    word TEXT NOT NULL,
    party_uuid TEXT NOT NULL REFERENCES person (party_uuid) ON DELETE CASCADE,
    PRIMARY KEY (word, party_uuid)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_word_person ON person_word (party_uuid, word);

CREATE TABLE role (
    code TEXT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    urn TEXT NOT NULL UNIQUE,
    legacy_urn TEXT,
    -- A JSON object from language code to text.
    name TEXT NOT NULL,
    is_key_role INTEGER NOT NULL
) STRICT;

-- What a role gives: role codes, and access packages by their URN.
CREATE TABLE role_gift (
    role TEXT NOT NULL REFERENCES role (code),
    subject TEXT NOT NULL,
    can_use INTEGER NOT NULL,
    can_hand_on INTEGER NOT NULL,
    PRIMARY KEY (role, subject)
) STRICT, WITHOUT ROWID;

-- Who has a role at whom.
CREATE TABLE assignment (
    to_party TEXT NOT NULL REFERENCES party (uuid),
    from_party TEXT NOT NULL REFERENCES party (uuid),
    role TEXT NOT NULL REFERENCES role (code),
    PRIMARY KEY (to_party, from_party, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX assignment_from ON assignment (from_party, to_party);

-- The receiver is a party or a system user.
CREATE TABLE package_delegation (
    to_uuid TEXT NOT NULL,
    from_party TEXT NOT NULL REFERENCES party (uuid),
    package TEXT NOT NULL,
    given INTEGER NOT NULL,
    PRIMARY KEY (to_uuid, from_party, package)
) STRICT, WITHOUT ROWID;
CREATE INDEX package_delegation_from ON package_delegation (from_party, to_uuid);

CREATE TABLE right_delegation (
    to_uuid TEXT NOT NULL,
    from_party TEXT NOT NULL REFERENCES party (uuid),
    resource TEXT NOT NULL,
    action TEXT NOT NULL,
    given INTEGER NOT NULL,
    PRIMARY KEY (to_uuid, from_party, resource, action)
) STRICT, WITHOUT ROWID;
CREATE INDEX right_delegation_from ON right_delegation (from_party, to_uuid);
CREATE INDEX right_delegation_of_resource ON right_delegation (resource);

-- System users that another authentication component than this platform's own has told access management of.
CREATE TABLE pushed_party (
    uuid TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('standard', 'agent'))
) STRICT, WITHOUT ROWID;
