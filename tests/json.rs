//! What the commands print with `--json` is what `winddown help json` says.

#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that goes wrong")]

use std::collections::BTreeSet;

use common::Home;
use serde_json::Value;
use winddown::testing::cli::json::{SHAPES, Shape};

/// Somebody who has done, excused and told of nights.
fn home() -> Home {
    let home = Home::new();
    home.write("config/routines/broken.toml", "name = 3\n");
    home.write(
        "config/routines/short.toml",
        "name = \"Short\"\n[[step]]\nname = \"Rest\"\nhold = \"20s\"\n[[step]]\ncheck = \"tomorrow\"\n",
    );
    let mut talk = home.talk(&["start", "short", "--yes", "--speed", "200"]);
    talk.hears("What is on your mind").types("Call the bank").hears("1. Call the bank").types("").types("");
    let (code, lines, _) = talk.ends();
    assert_eq!(code, Some(0), "{lines:?}");
    for words in [
        &[
            "diary",
            "add",
            "--side",
            "left",
            "--muscle",
            "calf",
            "--severity",
            "5",
            "--minutes",
            "3",
            "--helped",
            "walking",
            "--soreness",
            "2",
            "--state",
            "asleep",
            "--at",
            "3:10",
            "--disturbed",
            "4",
            "--day",
            "alcohol",
            "--medicine",
            "iron",
            "--sign",
            "walking",
        ][..],
        &["diary", "add", "--night", "yesterday", "--minutes", "12", "--note", "after gardening"],
        &["diary", "add", "--night", "2026-11-20", "--no-cramp"],
        &["diary", "before", "--cramp-nights", "8"],
        &["history", "excuse", "2026-11-19", "away"],
        &["safety", "--medicines", "Iron"],
    ] {
        let ran = home.run(words);
        assert_eq!(ran.code, 0, "{words:?}: {}", ran.err);
    }
    let water = r#"{"v":1,"id":"w","at":"2026-11-20T22:00:00+01:00[+01:00]","night":"2026-11-20","kind":"water","glasses":6,"glass_ml":250,"active":false,"hot":false,"fibre":false,"alcohol":true,"colour":4,"red":true}"#;
    home.write("data/journal/2026-b-2222.jsonl", format!("{water}\n{{\n"));
    home
}

/// All names of fields in a value, at any depth.
fn names(value: &Value) -> BTreeSet<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(names).collect(),
        Value::Object(fields) => {
            fields.iter().flat_map(|(name, value)| names(value).into_iter().chain([name.clone()])).collect()
        }
        _ => BTreeSet::new(),
    }
}

fn printed(home: &Home, shape: &Shape) -> Value {
    let command = shape.command.replace("NAME", "quick").replace("TOPIC", "water");
    let words: Vec<&str> = command.split(' ').chain(["--json"]).collect();
    serde_json::from_str(&home.run(&words).out).unwrap()
}

#[test]
fn every_field_is_told_of() {
    let home = home();
    for shape in SHAPES {
        let Shape { command, is_list, fields } = shape;
        let value = printed(&home, shape);
        assert_eq!(value.is_array(), *is_list, "{command}");
        let objects: Vec<Value> = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
        assert!(!objects.is_empty(), "{command}");
        for object in &objects {
            for (name, value) in object.as_object().unwrap() {
                let told = fields.iter().find(|(field, _)| field == name);
                assert!(told.is_some(), "{command}: {name} is not told of");
                let words: BTreeSet<&str> =
                    told.unwrap().1.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
                for inner in names(value) {
                    // Told of a cramp in words of its own.
                    let is_detail = *command == "diary" && name == "nights";
                    assert!(
                        words.contains(inner.as_str()) || is_detail,
                        "{command}: {name} does not tell of {inner}"
                    );
                }
            }
        }
    }
}

#[test]
fn nothing_is_told_of_that_is_not_there() {
    let home = home();
    for shape in SHAPES.iter().filter(|shape| shape.command != "remind status") {
        let value = printed(&home, shape);
        let objects: Vec<Value> = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
        let there: BTreeSet<&str> = objects
            .iter()
            .filter_map(Value::as_object)
            .flat_map(|object| object.keys())
            .map(String::as_str)
            .collect();
        for (field, _) in shape.fields {
            assert!(there.contains(field), "{}: {field}", shape.command);
        }
        // What is null or empty shows nothing of its shape.
        let is_blank = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        for (field, _) in shape.fields.iter().filter(|_| ["diary", "report"].contains(&shape.command)) {
            assert!(!objects.iter().all(|object| is_blank(&object[field])), "{}: {field}", shape.command);
        }
    }
}

#[test]
fn what_was_parked_stands_with_its_night() {
    let home = home();
    let shown = |command: &str| {
        let shape = SHAPES.iter().find(|shape| shape.command == command).unwrap();
        printed(&home, shape)
    };
    let nights = shown("diary")["nights"].clone();
    let parked: Vec<(Value, Value)> = nights
        .as_array()
        .unwrap()
        .iter()
        .map(|night| (night["night"].clone(), night["parked"].clone()))
        .filter(|(_, parked)| parked.as_array().is_some_and(|lines| !lines.is_empty()))
        .collect();
    assert_eq!(parked, [("2026-11-22".into(), serde_json::json!(["Call the bank"]))]);
    let list = shown("diary list");
    let entry =
        list.as_array().unwrap().iter().find(|entry| entry["text"] == "parked: Call the bank").unwrap();
    // It is no night and no cramp, and can only be removed.
    let id = entry["id"].as_str().unwrap();
    let refused = home.run(&["diary", "change", id, "--severity", "5"]);
    assert!(refused.code == 1 && refused.err.contains("winddown diary remove"), "{}", refused.err);
    assert!(home.run(&["diary", "remove", id]).out.contains("Removed: 2026-11-22, parked: Call the bank"));
    assert!(!home.run(&["diary", "--json"]).out.contains("bank"));
}

#[test]
fn help_has_all_of_it() {
    let home = Home::new();
    let said = home.run(&["help", "json"]).out;
    for Shape { command, fields, .. } in SHAPES {
        assert!(said.contains(&format!("winddown {command} --json")), "{command}");
        assert!(fields.iter().all(|(field, _)| said.contains(field)), "{command}");
    }
}

#[test]
fn a_night_is_there_for_what_was_parked_alone() {
    let home = Home::new();
    home.write(
        "data/journal/2026-there.jsonl",
        "{\"v\":1,\"id\":\"a\",\"at\":\"2026-11-21T22:00:00+00:00[UTC]\",\"night\":\"2026-11-21\",\
         \"kind\":\"thoughts\",\"lines\":[\"Call the bank\"]}\n",
    );
    let printed: Value = serde_json::from_str(&home.run(&["diary", "--json"]).out).unwrap();
    let night = &printed["nights"][0];
    assert_eq!((&night["night"], &night["parked"][0]), (&"2026-11-21".into(), &"Call the bank".into()));
}
