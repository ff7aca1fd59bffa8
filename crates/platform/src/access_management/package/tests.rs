//! The packages as anybody reads them.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use contract::resource::AreaGroupDto;
use serde_json::{Value, json};

use crate::running::platform_router;
use crate::testing::{Answer, answer, world};

const META: &str = "/accessmanagement/api/v1/meta/info/accesspackages";
const KRAV: &str = "a02fc602-872a-4671-b338-8b86a64b534a";
const GENERAL: &str = "7e2a3af8-08cb-43a9-bdd7-7d5c7e377145";
const TAX: &str = "7d32591d-34b7-4afc-8afa-013722f8c05d";
const NOTHING: &str = "00000000-0000-0000-0000-000000000000";

#[tokio::test]
async fn a_package_is_told_in_the_callers_language_with_what_it_opens() {
    let body = get("package/urn/urn:altinn:accesspackage:krav-og-utlegg", "nn")
        .await
        .json();
    assert_eq!(body["name"], "Krav, betalingar og utlegg");
    assert_eq!(
        (&body["id"], &body["type"]),
        (&json!(KRAV), &json!("Organisasjon"))
    );
    assert_eq!(
        body["area"]["urn"],
        "accesspackage:area:skatt_avgift_regnskap_og_toll"
    );
    assert_eq!(body["area"]["description"], "Skatt, avgifter, rekneskap og toll.");
    let first = &body["resources"][0];
    assert_eq!(
        (&first["refId"], &first["type"], &first["provider"]["code"]),
        (
            &json!("ske-krav-og-betalinger"),
            &json!("GenericAccessResource"),
            &json!("skd")
        )
    );
}

#[tokio::test]
async fn a_package_is_found_by_its_code_and_by_its_id() {
    let by_code = get("package/urn/lonn", "en").await.json();
    let by_id = get("package/fb0aa257-e7dc-4b7b-9528-77dfb749461c", "en")
        .await
        .json();
    assert_eq!((&by_code["name"], &by_code), (&"Salary".into(), &by_id));
}

#[tokio::test]
async fn groups_lead_to_areas_and_areas_to_packages() {
    let groups = get("group/", "en").await.json();
    assert_eq!(
        names(&groups),
        ["Special", "General", "Industry", "Inhabitant", "Guardianship"]
    );
    let group = get(&format!("group/{GENERAL}"), "en").await.json();
    let areas = get(&format!("group/{GENERAL}/areas"), "en").await.json();
    assert_eq!(
        (&group["areas"], group["type"].as_str()),
        (&areas, Some("Organisasjon"))
    );
    assert_eq!(areas.as_array().unwrap().len(), 7);
    assert!(
        areas[0]["iconUrl"]
            .as_str()
            .unwrap()
            .ends_with("forhold_ved_virksomheten.svg")
    );
    let area = get(&format!("area/{TAX}"), "en").await.json();
    assert_eq!(area["group"]["id"], GENERAL);
    let packages = get(&format!("area/{TAX}/packages"), "en").await.json();
    assert_eq!(names(&packages), names(&area["packages"]));
    for packages in [&packages, &area["packages"]] {
        let all = packages.as_array().unwrap();
        let krav = all.iter().find(|package| package["id"] == KRAV).unwrap();
        assert_eq!(krav["resources"][0]["refId"], "ske-krav-og-betalinger");
    }
    assert_eq!(packages.as_array().unwrap().len(), 12);
}

#[tokio::test]
async fn what_is_not_there_is_404_what_is_no_id_is_400_and_what_is_empty_is_204() {
    for (path, status) in [
        ("package/urn/kravogutlegg".to_owned(), StatusCode::NOT_FOUND),
        (format!("package/{NOTHING}"), StatusCode::NOT_FOUND),
        (format!("package/{NOTHING}/resources"), StatusCode::NOT_FOUND),
        (format!("group/{NOTHING}"), StatusCode::NOT_FOUND),
        (format!("group/{NOTHING}/areas"), StatusCode::NOT_FOUND),
        (format!("area/{NOTHING}"), StatusCode::NOT_FOUND),
        (format!("area/{NOTHING}/packages"), StatusCode::NOT_FOUND),
        ("package/7".to_owned(), StatusCode::BAD_REQUEST),
        ("group/7".to_owned(), StatusCode::BAD_REQUEST),
        ("area/7".to_owned(), StatusCode::BAD_REQUEST),
        ("search?strict=perhaps".to_owned(), StatusCode::BAD_REQUEST),
        ("search?term=romskip".to_owned(), StatusCode::NO_CONTENT),
        // Nothing in the world is opened by this one.
        (
            "package/bacc9294-56fd-457f-930e-59ee4a7a3894/resources".to_owned(),
            StatusCode::NO_CONTENT,
        ),
    ] {
        assert_eq!(get(&path, "nb").await.status, status, "{path}");
    }
}

#[tokio::test]
async fn a_search_looks_where_it_is_told() {
    for (query, found) in [
        ("term=reindrift", vec!["Reindrift"]),
        ("term=reindrift&typeName=Person", vec![]),
        ("term=VALUE+added&strict=true&Accept=en", vec![]),
        ("term=skatt+næring&strict=true", vec!["Skatt næring"]),
        ("term=produksjonstilskudd", vec![]),
        (
            "term=produksjonstilskudd&searchInResources=true",
            vec!["Jordbruk"],
        ),
        ("term=gårdsdrift", vec!["Jordbruk"]),
        ("term=gårdsdrift&simpleSearch=true", vec![]),
    ] {
        let answer = get(&format!("search?{query}"), "nb").await;
        let hits = if answer.body.is_empty() {
            json!([])
        } else {
            answer.json()
        };
        assert_eq!(names(&hits), found, "{query}");
    }
    let of_the_tax_administration = get("search?resourceProviderCode=skd", "nb").await.json();
    assert!(names(&of_the_tax_administration).contains(&"Merverdiavgift".to_owned()));
    assert!(!names(&of_the_tax_administration).contains(&"Jordbruk".to_owned()));
}

#[tokio::test]
async fn what_has_the_word_in_its_name_comes_first() {
    let hits = get("search?term=toll", "nb").await.json();
    assert_eq!(names(&hits)[0], "Toll og avgift");
}

#[tokio::test]
async fn the_export_holds_every_package_once() {
    let groups: Vec<AreaGroupDto> = serde_json::from_value(get("export", "nb").await.json()).unwrap();
    let packages = groups
        .iter()
        .flat_map(|group| &group.areas)
        .flat_map(|area| &area.packages);
    assert_eq!((groups.len(), packages.count()), (5, 223));
}

fn names(list: &Value) -> Vec<String> {
    let name = |one: &Value| one["name"].as_str().unwrap().to_owned();
    list.as_array().unwrap().iter().map(name).collect()
}

async fn get(path: &str, language: &str) -> Answer {
    let world = world().await;
    let path: String = url::form_urlencoded::byte_serialize(path.as_bytes()).collect::<String>();
    let path = path
        .replace("%2F", "/")
        .replace("%3F", "?")
        .replace("%3D", "=")
        .replace("%26", "&");
    let path = path.replace("%2B", "+").replace("%3A", ":");
    let call = Request::get(format!("{META}/{path}")).header("Accept-Language", language);
    answer(platform_router(&world), call.body(Body::empty()).unwrap()).await
}
