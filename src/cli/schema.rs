//! JSON Schemas of the files that people write, so that editors complete, explain and underline.
//!
//! They are made from the same tables of keys that the reader obeys. They speak draft 4, the oldest that is still
//! in use: every editor knows it, and its `integer` refuses `10.0` as the reader does. What a schema cannot say is
//! listed with its reasons in `tests/schema.rs`; it may accept a file that the reader refuses, never the other way.

use serde_json::{Map, Value, json};

use crate::document::keys::{ID_PATTERN, Key, LONGEST_TEXT, ValueSpec};
use crate::document::length::{self, written};
use crate::routine::library::Library;
use crate::routine::read::keys;
use crate::store::config;

mod step;

const VISIBLE: &str = r"\S";

pub fn routine() -> Value {
    let mut step = table(keys::STEP);
    step::add_rules(&mut step);
    let mut whole = root("A winddown routine", "What to do of an evening, step by step.", keys::ROUTINE);
    let mut described = table(keys::MOVE);
    described.insert("dependencies".into(), step::one_drawing().into());
    whole.insert("definitions".into(), json!({ "step": step, "move": described }));
    Value::Object(whole)
}

pub fn config() -> Value {
    let about = "winddown's settings. Every one is optional.";
    Value::Object(root("winddown's settings", about, config::KEYS))
}

fn root(title: &str, about: &str, keys: &[Key]) -> Map<String, Value> {
    let mut whole = Map::new();
    whole.insert("$schema".into(), json!("http://json-schema.org/draft-04/schema#"));
    whole.insert("title".into(), json!(title));
    whole.insert("description".into(), json!(about));
    whole.extend(table(keys));
    whole
}

fn table(keys: &[Key]) -> Map<String, Value> {
    let properties: Map<_, _> = keys.iter().map(|key| (key.name.to_owned(), property(key))).collect();
    let needed: Vec<_> = keys.iter().filter(|key| key.needed).map(|key| key.name).collect();
    let mut table = Map::new();
    table.insert("type".into(), json!("object"));
    table.insert("properties".into(), properties.into());
    // An empty list is not allowed here in draft 4.
    if !needed.is_empty() {
        table.insert("required".into(), json!(needed));
    }
    table.insert("additionalProperties".into(), json!(false));
    table
}

fn property(key: &Key) -> Value {
    let mut property = json!({ "description": described(key) });
    if let (Some(all), Value::Object(more)) = (property.as_object_mut(), kind(key)) {
        all.extend(more);
    }
    property
}

fn kind(key: &Key) -> Value {
    match key.kind {
        ValueSpec::Title => title(),
        ValueSpec::Text => json!({ "type": "string", "maxLength": LONGEST_TEXT }),
        ValueSpec::Texts { most } | ValueSpec::Command { most } => {
            json!({ "type": "array", "maxItems": most, "items": title() })
        }
        ValueSpec::Id => id(key.name),
        ValueSpec::Length { .. } => json!({ "type": "string", "pattern": length::PATTERN }),
        ValueSpec::LengthOr { word, .. } => json!({ "anyOf": [
            { "enum": [word] },
            { "type": "string", "pattern": length::PATTERN },
        ] }),
        ValueSpec::Whole { min, max } => json!({ "type": "integer", "minimum": min, "maximum": max }),
        ValueSpec::Choice(words) => json!({ "enum": words }),
        ValueSpec::Flag => json!({ "type": "boolean" }),
        ValueSpec::FlagOr(word) => json!({ "enum": [true, false, word] }),
        ValueSpec::IdOrSeconds { max } => id_or_seconds(max),
        ValueSpec::Drawing { .. } => json!({ "type": "string", "pattern": VISIBLE }),
        ValueSpec::Tables { keys: _, most } => {
            let fewest = usize::from(key.needed);
            let items = json!({ "$ref": format!("#/definitions/{}", key.name) });
            json!({ "type": "array", "minItems": fewest, "maxItems": most, "items": items })
        }
        ValueSpec::Table { keys } => Value::Object(table(keys)),
        ValueSpec::Named { keys: _ } => json!({
            "type": "object",
            "patternProperties": { ID_PATTERN: { "$ref": format!("#/definitions/{}", key.name) } },
            "additionalProperties": false,
        }),
    }
}

fn id(key: &str) -> Value {
    if key == "figure" {
        return json!({ "enum": Library::figure_ids().chain([keys::NO_FIGURE]).collect::<Vec<_>>() });
    }
    let known: Vec<_> = Library::move_ids().collect();
    let name = |id: &&str| Library::shipped().find_move(id).map(|found| found.name.as_str());
    let names: Vec<_> = known.iter().map(name).collect();
    json!({ "anyOf": [
            { "enum": known, "x-taplo": { "docs": { "enumValues": names } } },
            { "type": "string", "pattern": ID_PATTERN },
        ] })
}

fn id_or_seconds(max: u32) -> Value {
    let (known, about): (Vec<_>, Vec<_>) =
        Library::shipped().patterns().map(|(id, pattern)| (id, pattern.about.as_str())).unzip();
    let hold = json!({ "type": "number", "minimum": 0, "maximum": max });
    let breath = json!({ "type": "number", "minimum": keys::SHORTEST_BREATH.as_secs_f64(), "maximum": max });
    json!({ "anyOf": [
            { "enum": known, "x-taplo": { "docs": { "enumValues": about } } },
            { "type": "array", "minItems": 2, "maxItems": 2, "items": breath },
            { "type": "array", "minItems": 3, "maxItems": 4, "items": [breath, hold, breath, hold] },
        ] })
}

fn title() -> Value {
    json!({ "type": "string", "pattern": VISIBLE, "maxLength": LONGEST_TEXT })
}

fn described(key: &Key) -> String {
    let mut letters = key.doc.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let doc = format!("{first}{}.", letters.as_str());
    match key.kind {
        ValueSpec::Title | ValueSpec::Text => {
            format!("{doc} A text in quotes, at most {LONGEST_TEXT} characters.")
        }
        ValueSpec::Texts { most } | ValueSpec::Command { most } => {
            format!("{doc} At most {most} texts, as in `[\"...\", \"...\"]`.")
        }
        ValueSpec::Length { min, max } | ValueSpec::LengthOr { min, max, .. } => {
            let from = match min.as_millis() {
                0 => String::new(),
                1 => "over zero, ".into(),
                _ => format!("at least {}, ", written(min)),
            };
            let most = written(max);
            let or = if let ValueSpec::LengthOr { word, .. } = key.kind {
                format!("`\"{word}\"`, or a")
            } else {
                "A".to_owned()
            };
            format!(
                "{doc} {or} length with its unit, such as `\"30s\"` or `\"1m 30s\"`: {from}at most {most}."
            )
        }
        ValueSpec::Whole { min, max } => format!("{doc} A whole number from {min} to {max}."),
        ValueSpec::Tables { keys: _, most } => format!("{doc} At most {most} of `[[{}]]`.", key.name),
        ValueSpec::Table { keys: _ } => format!("{doc} Written `[{}]`.", key.name),
        ValueSpec::Named { keys: _ } => format!("{doc} Each is written `[{}.some-name]`.", key.name),
        ValueSpec::IdOrSeconds { max } => {
            format!("{doc} An id in quotes, or 2 to 4 numbers up to {max}, as in `[4, 0, 6, 0]`.")
        }
        ValueSpec::Drawing { columns, rows } => {
            format!("{doc} A text in triple quotes, at most {rows} lines of {columns} columns.")
        }
        ValueSpec::Id | ValueSpec::Choice(_) | ValueSpec::Flag | ValueSpec::FlagOr(_) => doc,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_to_write() {
        let schema = routine();
        let about = |path: &str| schema.pointer(path).and_then(|p| p["description"].as_str()).unwrap_or("");
        assert_eq!(
            about("/definitions/step/properties/hold"),
            "How long to hold still. A length with its unit, such as `\"30s\"` or `\"1m 30s\"`: over zero, at most 1h."
        );
        assert_eq!(
            about("/definitions/step/properties/sets"),
            "How often, on each side. A whole number from 1 to 50."
        );
        assert_eq!(config()["properties"]["bell"]["type"], "boolean");
    }

    #[test]
    fn offers_what_is_shipped() {
        let schema = routine();
        let moves = &schema["definitions"]["step"]["properties"]["move"]["anyOf"][0];
        assert!(moves["enum"].as_array().expect("a list").contains(&json!("wall-calf")));
        assert_eq!(moves["x-taplo"]["docs"]["enumValues"][0], "Wall calf stretch");
    }
}
