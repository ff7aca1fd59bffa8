-- A person's or a vendor's place in one environment. Addresses are not kept: they are the environment's.
CREATE TABLE profile (
    name TEXT PRIMARY KEY,
    body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

-- How the key-encryption key is kept. One row; no row until the person's first secret.
CREATE TABLE custody (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    kind TEXT NOT NULL CHECK (kind IN ('keyring', 'passphrase')),
    -- A passphrase's parameters: Argon2id, version 0x13 (RFC 9106).
    salt BLOB,
    memory_kib INTEGER,
    passes INTEGER,
    lanes INTEGER,
    -- The key-encryption key: wrapped by the passphrase, or absent because the keyring holds it.
    nonce BLOB,
    wrapped BLOB,
    CHECK ((kind = 'passphrase') = (salt IS NOT NULL AND memory_kib IS NOT NULL AND passes IS NOT NULL
        AND lanes IS NOT NULL AND nonce IS NOT NULL AND wrapped IS NOT NULL))
) STRICT;

-- Private keys (PKCS#8), sealed with AES-256-GCM; table and id are associated data.
CREATE TABLE sealed_key (
    id TEXT PRIMARY KEY,
    public_jwk TEXT NOT NULL CHECK (json_valid(public_jwk)),
    nonce BLOB NOT NULL CHECK (length(nonce) = 12),
    sealed BLOB NOT NULL
) STRICT;

-- The last answer to a question, with its time, for when nobody answers.
CREATE TABLE last_known (
    profile TEXT NOT NULL,
    question TEXT NOT NULL,
    body TEXT NOT NULL CHECK (json_valid(body)),
    asked INTEGER NOT NULL,
    PRIMARY KEY (profile, question)
) STRICT, WITHOUT ROWID;

-- What the person has decided. Rows are added, never changed and never removed.
CREATE TABLE decision (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    profile TEXT NOT NULL,
    party INTEGER NOT NULL,
    -- The request or the system user: an approved request and its system user share the value.
    subject TEXT NOT NULL,
    decided INTEGER NOT NULL,
    body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;
CREATE INDEX decision_of_party ON decision (profile, party, number);
CREATE INDEX decision_on_subject ON decision (profile, subject, number);
CREATE TRIGGER decision_is_not_changed BEFORE UPDATE ON decision
    BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;
CREATE TRIGGER decision_is_not_removed BEFORE DELETE ON decision
    BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;

-- What is being written and not sent.
CREATE TABLE draft (
    profile TEXT NOT NULL,
    name TEXT NOT NULL,
    body TEXT NOT NULL CHECK (json_valid(body)),
    saved INTEGER NOT NULL,
    PRIMARY KEY (profile, name)
) STRICT, WITHOUT ROWID;
