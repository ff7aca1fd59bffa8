//! Values that fit a schema, and what becomes of a value that something went wrong with.

use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use serde_json::{Map, Value, json};

/// How deep a value goes before it takes the shortest way out.
const DEPTH: u32 = 6;

/// A value that fits a schema of a document.
pub(super) fn fitting(schema: &Value, document: &Value, words: &[String], chance: &mut StdRng) -> Value {
    at_depth(schema, document, words, chance, 0)
}

fn at_depth(schema: &Value, document: &Value, words: &[String], chance: &mut StdRng, depth: u32) -> Value {
    let next = |schema: &Value, chance: &mut StdRng| at_depth(schema, document, words, chance, depth + 1);
    if let Some(target) = schema["$ref"].as_str() {
        let target = document.pointer(target.trim_start_matches('#'));
        return target.map_or(Value::Null, |target| next(target, chance));
    }
    if let Some(value) = schema.get("const") {
        return value.clone();
    }
    for choices in ["enum", "anyOf", "oneOf"] {
        let chosen = schema[choices].as_array().and_then(|all| all.choose(chance));
        if let Some(chosen) = chosen {
            return if choices == "enum" {
                chosen.clone()
            } else {
                next(chosen, chance)
            };
        }
    }
    let mut kinds: Vec<&str> = match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => vec![],
    };
    if kinds.len() > 1 && (depth < DEPTH || chance.random_bool(0.3)) {
        kinds.retain(|kind| *kind != "null");
    }
    match kinds.choose(chance).copied().unwrap_or("object") {
        "object" => Value::Object(object(schema, depth, chance, next)),
        "array" => {
            let few = if depth < DEPTH {
                chance.random_range(0..4)
            } else {
                0
            };
            (0..few).map(|_| next(&schema["items"], chance)).collect()
        }
        "string" => text(schema, words, chance).into(),
        "integer" => chance.random_range(0..100).into(),
        "number" => json!(f64::from(chance.random_range(0..10_000)) / 100.0),
        "boolean" => chance.random_bool(0.5).into(),
        _ => Value::Null,
    }
}

fn object(
    schema: &Value,
    depth: u32,
    chance: &mut StdRng,
    mut next: impl FnMut(&Value, &mut StdRng) -> Value,
) -> Map<String, Value> {
    let mut object = Map::new();
    let required = |name: &String| {
        let all = schema["required"].as_array();
        all.is_some_and(|all| all.iter().any(|one| one == name))
    };
    for (name, member) in schema["properties"].as_object().into_iter().flatten() {
        if required(name) || (depth < DEPTH && chance.random_bool(0.7)) {
            object.insert(name.clone(), next(member, chance));
        }
    }
    if schema["additionalProperties"].is_object() && chance.random_bool(0.5) {
        object.insert("nb".to_owned(), next(&schema["additionalProperties"], chance));
    }
    object
}

fn text(schema: &Value, words: &[String], chance: &mut StdRng) -> String {
    match schema["format"].as_str() {
        Some("uuid") if chance.random_bool(0.3) => uuid::Uuid::from_u128(chance.random()).to_string(),
        Some("date-time") => "2026-03-01T12:00:00Z".to_owned(),
        Some("date") => "2026-03-01".to_owned(),
        Some("uri") => "https://smartcloud.example/done".to_owned(),
        _ => words.choose(chance).cloned().unwrap_or_default(),
    }
}

/// Texts that nobody expects.
pub(super) fn odd(chance: &mut StdRng) -> String {
    const ODD: [&str; 26] = [
        "",
        " ",
        "\0",
        "\u{feff}",
        "\u{202e}abc",
        "𝕬𝖇\u{301}\u{301}",
        "👩‍👩‍👧‍👦",
        "ß",
        "İ",
        "ǅ",
        "a\u{0}b",
        "null",
        "undefined",
        "-1",
        "0x10",
        "1e400",
        "99999999999999999999",
        "9223372036854775808",
        "NaN",
        "'; DROP TABLE request; --",
        "../../etc",
        "%00",
        "\r\nX: y",
        "<script>",
        "{{7*7}}",
        "2026-02-30",
    ];
    if chance.random_bool(0.1) {
        return "å".repeat(chance.random_range(1..100_000));
    }
    ODD.choose(chance).copied().unwrap_or_default().to_owned()
}

/// Does something wrong, somewhere in a value.
pub(super) fn spoil(value: &mut Value, chance: &mut StdRng) {
    let inside = chance.random_bool(0.75);
    match value {
        Value::Object(members) if inside && !members.is_empty() => {
            let name = members
                .keys()
                .nth(chance.random_range(0..members.len()))
                .cloned()
                .unwrap_or_default();
            match chance.random_range(0..6) {
                0 => drop(members.remove(&name)),
                1 => drop(members.insert(odd(chance), Value::Bool(true))),
                2 => {
                    let member = members.remove(&name).unwrap_or_default();
                    members.insert(name.to_uppercase(), member);
                }
                _ => members
                    .get_mut(&name)
                    .into_iter()
                    .for_each(|member| spoil(member, chance)),
            }
        }
        Value::Array(items) if inside && !items.is_empty() => {
            let one = chance.random_range(0..items.len());
            match chance.random_range(0..5) {
                0 => drop(items.remove(one)),
                1 => items.push(items[one].clone()),
                2 => *items = vec![items[one].clone(); 300],
                _ => spoil(&mut items[one], chance),
            }
        }
        _ => *value = wrong(chance),
    }
}

fn wrong(chance: &mut StdRng) -> Value {
    match chance.random_range(0..9) {
        0 => Value::Null,
        1 => json!({}),
        2 => json!([]),
        3 => json!([null]),
        4 => json!(-1),
        5 => json!(u64::MAX),
        6 => json!(1.5e300),
        7 => json!(false),
        _ => odd(chance).into(),
    }
}
