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

-- What has been planted so far: its rules in short become the policies that they stand for.
UPDATE resource SET
    policy_key = lower(hex(randomblob(16))),
    policy = '<?xml version="1.0" encoding="utf-8"?>
<xacml:Policy xmlns:xacml="urn:oasis:names:tc:xacml:3.0:core:schema:wd-17" PolicyId="urn:altinn:resource:' || id || ':policyid:1" Version="1.0" RuleCombiningAlgId="urn:oasis:names:tc:xacml:3.0:rule-combining-algorithm:deny-overrides">
<xacml:Target/>
' || coalesce((
        SELECT group_concat(
            '<xacml:Rule RuleId="urn:altinn:resource:' || resource.id || ':ruleid:' || (rule.key + 1) || '" Effect="Permit"><xacml:Target><xacml:AnyOf>' || (
                SELECT group_concat(
                    '<xacml:AllOf><xacml:Match MatchId="urn:oasis:names:tc:xacml:' || iif(subject.value LIKE 'urn:altinn:accesspackage:%', '1.0:function:string-equal', '3.0:function:string-equal-ignore-case')
                    || '"><xacml:AttributeValue DataType="http://www.w3.org/2001/XMLSchema#string">' || substr(subject.value, length(rtrim(subject.value, replace(subject.value, ':', ''))) + 1)
                    || '</xacml:AttributeValue><xacml:AttributeDesignator AttributeId="' || rtrim(rtrim(subject.value, replace(subject.value, ':', '')), ':')
                    || '" Category="urn:oasis:names:tc:xacml:1.0:subject-category:access-subject" DataType="http://www.w3.org/2001/XMLSchema#string" MustBePresent="false"/></xacml:Match></xacml:AllOf>', '')
                FROM json_each(rule.value, '$.subjects') AS subject
            ) || '</xacml:AnyOf><xacml:AnyOf><xacml:AllOf><xacml:Match MatchId="urn:oasis:names:tc:xacml:1.0:function:string-equal"><xacml:AttributeValue DataType="http://www.w3.org/2001/XMLSchema#string">' || resource.id
            || '</xacml:AttributeValue><xacml:AttributeDesignator AttributeId="urn:altinn:resource" Category="urn:oasis:names:tc:xacml:3.0:attribute-category:resource" DataType="http://www.w3.org/2001/XMLSchema#string" MustBePresent="false"/></xacml:Match></xacml:AllOf></xacml:AnyOf><xacml:AnyOf>' || (
                SELECT group_concat(
                    '<xacml:AllOf><xacml:Match MatchId="urn:oasis:names:tc:xacml:1.0:function:string-equal"><xacml:AttributeValue DataType="http://www.w3.org/2001/XMLSchema#string">' || action.value
                    || '</xacml:AttributeValue><xacml:AttributeDesignator AttributeId="urn:oasis:names:tc:xacml:1.0:action:action-id" Category="urn:oasis:names:tc:xacml:3.0:attribute-category:action" DataType="http://www.w3.org/2001/XMLSchema#string" MustBePresent="false"/></xacml:Match></xacml:AllOf>', '')
                FROM json_each(rule.value, '$.actions') AS action
            ) || '</xacml:AnyOf></xacml:Target></xacml:Rule>
', '')
        FROM json_each(resource.rules) AS rule
    ), '') || '<xacml:ObligationExpressions><xacml:ObligationExpression ObligationId="urn:altinn:obligation:authenticationLevel1" FulfillOn="Permit"><xacml:AttributeAssignmentExpression AttributeId="urn:altinn:obligation1-assignment1" Category="urn:altinn:minimum-authenticationlevel"><xacml:AttributeValue DataType="http://www.w3.org/2001/XMLSchema#integer">' || minimum_level
    || '</xacml:AttributeValue></xacml:AttributeAssignmentExpression></xacml:ObligationExpression></xacml:ObligationExpressions>
</xacml:Policy>
';

INSERT OR IGNORE INTO service_owner (code, org_number, name)
SELECT body ->> '$.ownerCode', owner, body -> '$.ownerName' FROM resource ORDER BY id;

UPDATE resource SET
    has_access_list = body ->> '$.accessList' IS NOT NULL,
    body = json_object(
        'identifier', id,
        'title', json(body -> '$.title'),
        'description', json(body -> '$.description'),
        'rightDescription', json(body -> '$.rightDescription'),
        'status', 'Active',
        'contactPoints', iif(body ->> '$.contactEmail' IS NULL, json('[]'), json_array(json_object('email', body ->> '$.contactEmail'))),
        'resourceReferences', json(coalesce((
            SELECT json_group_array(json_object('referenceSource', 'ExternalPlatform', 'reference', scope.value, 'referenceType', 'MaskinportenScope'))
            FROM json_each(body, '$.scopes') AS scope
        ), '[]')),
        'delegable', json(body -> '$.delegable'),
        'visible', json(body -> '$.visible'),
        'hasCompetentAuthority', json_object('name', json(body -> '$.ownerName'), 'organization', owner, 'orgcode', body ->> '$.ownerCode'),
        'accessListMode', iif(body ->> '$.accessList' IS NULL, 'Disabled', 'Enabled'),
        'selfIdentifiedUserEnabled', json('false'),
        'enterpriseUserEnabled', json('false'),
        'resourceType', resource_type,
        'isOneTimeConsent', json('false')
    );

INSERT INTO resource_version (resource, body) SELECT id, body FROM resource ORDER BY id;
UPDATE resource SET version = (SELECT number FROM resource_version WHERE resource_version.resource = resource.id);

ALTER TABLE resource DROP COLUMN rules;
ALTER TABLE resource DROP COLUMN minimum_level;
