-- What a facilitator has handed on of its clients' packages to its agent system users (altinn-platform.md 6.4).
-- A delegation stands on what the client gave the facilitator: when that goes, it goes.
CREATE TABLE client_delegation (
    agent       TEXT    NOT NULL REFERENCES system_user (id),
    client      TEXT    NOT NULL REFERENCES party (uuid),
    package     TEXT    NOT NULL REFERENCES access_package (urn),
    role        TEXT    NOT NULL, -- the client gave the facilitator the package by this role
    facilitator TEXT    NOT NULL,
    given       INTEGER NOT NULL, -- microseconds since 1970
    delegation  TEXT    NOT NULL, -- stands for agent and client
    PRIMARY KEY (agent, client, package, role, facilitator),
    FOREIGN KEY (facilitator, client, role) REFERENCES assignment (to_party, from_party, role) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX client_delegation_of_client ON client_delegation (facilitator, client, role);
CREATE INDEX client_delegation_by_id ON client_delegation (delegation);

CREATE TRIGGER client_delegation_of_right_holder AFTER DELETE ON package_delegation
BEGIN
    DELETE FROM client_delegation
    WHERE facilitator = OLD.to_uuid AND client = OLD.from_party AND package = OLD.package AND role = 'rettighetshaver';
END;
