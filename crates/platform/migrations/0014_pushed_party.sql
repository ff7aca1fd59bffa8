-- System users that another authentication component than this platform's own has told access management of.
CREATE TABLE pushed_party (
    uuid TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('standard', 'agent'))
) STRICT, WITHOUT ROWID;
