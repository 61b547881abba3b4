//! What the keys of one step have to do with each other: the same rules as the reader's, as a schema.

use serde_json::{Map, Value, json};

use crate::library::Library;
use crate::routine::read::{Measure, idle, keys};

/// The measures of a step, each with the key that makes it one.
const MARKED: [(&str, Measure); 4] = [
    ("hold", Measure::Hold),
    ("reps", Measure::Reps),
    ("breathe", Measure::Breaths),
    ("check", Measure::Check),
];

/// Adds the rules to the schema of a step.
pub(super) fn add_rules(step: &mut Map<String, Value>, library: &Library) {
    let one = ["move", "breathe", "check", "name"].map(|key| json!({ "required": [key] }));
    step.insert("oneOf".into(), json!(one));
    step.insert("dependencies".into(), dependencies().into());
    let mut rules = breaths(library);
    rules.push(sides());
    step.insert("allOf".into(), rules.into());
}

/// Returns which keys rule each other out, and which need another.
///
/// A key that has no place gets a schema that nothing meets, so that editors underline just that key.
fn dependencies() -> Map<String, Value> {
    let mut all = Map::new();
    for (marker, measure) in MARKED {
        let idle = keys::STEP.iter().filter(|key| idle(key.name, measure));
        let refused: Map<_, _> = idle.map(|key| (key.name.to_owned(), nothing())).collect();
        all.insert(marker.to_owned(), json!({ "properties": refused }));
    }
    for key in keys::STEP.iter().map(|key| key.name) {
        if !idle(key, Measure::Wait) || MARKED.iter().any(|(marker, _)| *marker == key) {
            continue;
        }
        let useful = MARKED.iter().filter(|(_, measure)| !idle(key, *measure));
        let any: Vec<_> = useful.map(|(marker, _)| json!({ "required": [marker] })).collect();
        all.insert(key.to_owned(), json!({ "anyOf": any }));
    }
    if let Some(Value::Object(amount)) = all.get_mut("for") {
        amount.insert("properties".into(), json!({ "breaths": nothing() }));
    }
    all
}

/// Returns what no value meets.
fn nothing() -> Value {
    json!({ "not": {} })
}

/// Returns the rules on the number of breaths of the patterns that limit it.
fn breaths(library: &Library) -> Vec<Value> {
    let mut rules = Vec::new();
    for id in library.pattern_ids() {
        let Some(pattern) = library.pattern(id) else { continue };
        let refused = match pattern.most {
            _ if pattern.phases.is_empty() => json!({}),
            Some(most) => json!({ "minimum": most + 1 }),
            None => continue,
        };
        rules.push(json!({ "not": {
            "required": ["breathe", "breaths"],
            "properties": { "breathe": { "enum": [id] }, "breaths": refused },
        } }));
    }
    rules
}

/// Returns the rule that only a step with a side speaks of one. A move may have it from elsewhere.
fn sides() -> Value {
    let sideless = json!({ "not": { "pattern": r"\{side\}" } });
    let mut silent: Map<_, _> = keys::GUIDE
        .iter()
        .chain(&["name", "beats", "turn"])
        .map(|key| ((*key).to_owned(), sideless.clone()))
        .collect();
    for list in ["setup", "cues", "beats"] {
        silent.insert(list.to_owned(), json!({ "items": sideless }));
    }
    let words: Vec<_> = keys::SIDES.iter().filter(|word| **word != "both").collect();
    json!({ "anyOf": [
        { "properties": silent },
        { "required": ["hold", "sides"], "properties": { "sides": { "enum": words } } },
        { "required": ["reps", "sides"], "properties": { "sides": { "enum": words } } },
        { "required": ["hold", "move"], "not": { "required": ["sides"] } },
        { "required": ["reps", "move"], "not": { "required": ["sides"] } },
    ] })
}
