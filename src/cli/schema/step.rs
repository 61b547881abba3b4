//! What the keys of one step have to do with each other: the same rules as the reader's, as a schema.

use serde_json::{Map, Value, json};

use crate::routine::library::Library;
use crate::routine::read::{Measure, idle, keys, why_idle};

const MARKED: [(&str, Measure); 4] = [
    ("hold", Measure::Hold),
    ("reps", Measure::Reps),
    ("breathe", Measure::Breaths),
    ("check", Measure::Check),
];

pub(super) fn add_rules(step: &mut Map<String, Value>) {
    let one = ["move", "breathe", "check", "name"].map(|key| json!({ "required": [key] }));
    step.insert("oneOf".into(), json!(one));
    step.insert("dependencies".into(), dependencies().into());
    step.insert("allOf".into(), breaths().into());
}

/// Which keys rule each other out, and which need another. A key without a place gets a schema that nothing meets, so
/// that editors underline just that key.
fn dependencies() -> Map<String, Value> {
    let mut all = Map::new();
    for (marker, measure) in MARKED {
        let idle = keys::STEP.iter().filter(|key| idle(key.name, measure));
        let why = |key: &str| format!("`{key}` does nothing {}", why_idle(key, measure).0);
        let refused: Map<_, _> = idle.map(|key| (key.name.to_owned(), nothing(&why(key.name)))).collect();
        all.insert(marker.to_owned(), json!({ "properties": refused }));
    }
    for key in keys::STEP.iter().map(|key| key.name) {
        if !idle(key, Measure::Wait) || MARKED.iter().any(|(marker, _)| *marker == key) {
            continue;
        }
        let useful: Vec<_> = MARKED.iter().filter(|(_, measure)| !idle(key, *measure)).collect();
        let needs = match useful.as_slice() {
            // Said like this, editors name the key that is missing.
            [(marker, _)] => json!({ "required": [marker] }),
            several => {
                let each = several.iter().map(|(marker, _)| json!({ "required": [marker] }));
                json!({ "anyOf": each.collect::<Vec<_>>() })
            }
        };
        all.insert(key.to_owned(), needs);
    }
    if let Some(Value::Object(amount)) = all.get_mut("for") {
        amount.insert(
            "properties".into(),
            json!({ "breaths": nothing("a step cannot have both `breaths` and `for`") }),
        );
    }
    all.extend(one_drawing());
    all
}

pub(super) fn one_drawing() -> Map<String, Value> {
    let no_art = json!({ "properties": { "art": nothing("`figure` and `art` cannot both show it") } });
    Map::from_iter([("figure".to_owned(), no_art)])
}

/// A schema that no value meets; editors show the reason in it.
fn nothing(why: &str) -> Value {
    json!({ "not": { "description": why } })
}

fn breaths() -> Vec<Value> {
    let mut rules = Vec::new();
    for (id, pattern) in Library::shipped().patterns() {
        let (refused, why) = match pattern.most {
            _ if pattern.phases.is_empty() => {
                (json!({}), format!("`breaths` does nothing with `{id}`, which is unpaced"))
            }
            Some(most) => {
                (json!({ "minimum": most + 1 }), format!("`{id}` has at most {most} breaths at a time"))
            }
            None => continue,
        };
        rules.push(json!({ "not": {
            "description": why,
            "required": ["breathe", "breaths"],
            "properties": { "breathe": { "enum": [id] }, "breaths": refused },
        } }));
    }
    rules
}
