-- Maskinporten scopes that a customer lets a supplier use in its name (identity.md 1.7).
CREATE TABLE scope_delegation (
    supplier TEXT NOT NULL,
    consumer TEXT NOT NULL,
    scope TEXT NOT NULL,
    resource TEXT NOT NULL REFERENCES resource (id) ON DELETE CASCADE,
    created INTEGER NOT NULL, -- microseconds since 1970
    PRIMARY KEY (supplier, consumer, resource, scope)
) STRICT, WITHOUT ROWID;
CREATE INDEX scope_delegation_of_consumer ON scope_delegation (consumer, scope);
CREATE INDEX scope_delegation_of_scope ON scope_delegation (scope);
CREATE INDEX scope_delegation_of_resource ON scope_delegation (resource);
