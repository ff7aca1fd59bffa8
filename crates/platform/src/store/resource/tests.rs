//! A world from before policies were XACML keeps its rules and its resources.

use contract::resource::ServiceResource;
use serde_json::{Value, json};

use super::*;

#[test]
fn rules_in_short_become_the_policy_they_stand_for() {
    let conn = Connection::open_in_memory().unwrap();
    for before in [
        include_str!("../../../migrations/0004_access.sql"),
        include_str!("../../../migrations/0005_registry.sql"),
    ] {
        conn.execute_batch(before).unwrap();
    }
    let rules = json!([
        { "subjects": ["urn:altinn:rolecode:siskd", "urn:altinn:accesspackage:krav-og-utlegg"], "actions": ["read", "write"] },
        { "subjects": ["urn:altinn:org:skd"], "actions": ["publish"] }
    ]);
    let texts = json!({ "nb": "Én \"to\"", "nn": "Ein", "en": "One" });
    let body = json!({ "identifier": "old-one", "title": texts, "description": texts, "rightDescription": texts,
        "resourceType": "GenericAccessResource", "owner": "974761076", "ownerCode": "skd", "ownerName": texts,
        "contactEmail": "a@b.example", "delegable": true, "visible": false, "scopes": ["a:b", "a:c"],
        "minimumAuthenticationLevel": 2, "accessList": ["310702641"], "rules": rules });
    conn.execute(
        "INSERT INTO resource (id, resource_type, owner, delegable, minimum_level, rules, body)
         VALUES ('old-one', 'GenericAccessResource', '974761076', 1, 2, ?1, ?2)",
        [rules.to_string(), body.to_string()],
    )
    .unwrap();
    conn.execute(
        "INSERT INTO resource (id, resource_type, owner, delegable, minimum_level, rules, body)
         VALUES ('bare', 'Default', '974761076', 1, 0, '[]', ?1)",
        [
            json!({ "identifier": "bare", "title": {}, "description": {}, "rightDescription": {},
            "resourceType": "Default", "owner": "974761076", "ownerCode": "skd", "ownerName": {},
            "delegable": false, "visible": true, "minimumAuthenticationLevel": 0, "rules": [] })
            .to_string(),
        ],
    )
    .unwrap();

    conn.execute_batch(include_str!("../../../migrations/0009_policy.sql"))
        .unwrap();

    let id = ResourceId::from("old-one");
    let guard = guard(&conn, &id).unwrap().unwrap();
    let rules = serde_json::from_value::<Vec<domain::policy::PolicyRule>>(rules).unwrap();
    assert_eq!(*guard.policy, Policy::of_rules(&id, &rules, 2));
    assert!(guard.has_policy && guard.has_access_list && guard.delegable);
    let kept = find(&conn, &id).unwrap().unwrap();
    let expected: ServiceResource = serde_json::from_value(json!({ "identifier": "old-one", "title": texts,
        "description": texts, "rightDescription": texts, "status": "Active",
        "contactPoints": [{ "email": "a@b.example" }], "resourceReferences": [
            { "referenceSource": "ExternalPlatform", "reference": "a:b", "referenceType": "MaskinportenScope" },
            { "referenceSource": "ExternalPlatform", "reference": "a:c", "referenceType": "MaskinportenScope" }],
        "delegable": true, "visible": false,
        "hasCompetentAuthority": { "name": texts, "organization": "974761076", "orgcode": "skd" },
        "accessListMode": "Enabled", "resourceType": "GenericAccessResource", "versionId": 2 }))
    .unwrap();
    assert_eq!(kept, expected);
    let bare = find(&conn, &"bare".into()).unwrap().unwrap();
    assert_eq!(
        serde_json::to_value(bare.contact_points).unwrap(),
        Value::Array(vec![])
    );
    assert!(super::guard(&conn, &"bare".into()).unwrap().unwrap().has_policy);
}
