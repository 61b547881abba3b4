//! The JSON Schemas and the reader agree on every file but those listed here, each with what a schema cannot say.

#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that goes wrong")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use jsonschema::Validator;
use serde_json::{Value, json};
use winddown::testing::cli::schema;
use winddown::testing::routine::library::{SHIPPED, read_routine};
use winddown::testing::routine::read;
use winddown::testing::store::config::{self, SAMPLE};

/// Files that the reader refuses and the schema accepts, and what it is that the schema leaves to the reader.
const BEYOND_A_SCHEMA: &[(&str, &str)] = &[
    ("about-c1-control", "which characters drive a terminal"),
    ("about-line-separator", "which characters drive a terminal"),
    ("art-drives-the-terminal", "which characters drive a terminal"),
    ("art-tab", "which characters drive a terminal"),
    ("art-too-high", "how large a drawing is"),
    ("art-too-wide", "how large a drawing is"),
    ("art-too-wide-in-kanji", "how large a drawing is"),
    ("breaths-over-a-long-holds-most", "how long a breath is held in all"),
    ("brief-over-12-words", "how many words a text has"),
    ("cues-backspace", "which characters drive a terminal"),
    ("cues-of-a-side", "whether a step has a side"),
    ("cues-of-a-side-on-both", "whether a step has a side"),
    ("cues-right-to-left-isolate", "which characters drive a terminal"),
    ("cues-right-to-left-mark", "which characters drive a terminal"),
    ("cues-tab", "which characters drive a terminal"),
    ("cues-two-lines", "how many lines a text has"),
    ("end-of-a-side-in-waiting", "whether a step has a side"),
    ("estimate-zero", "how long a length is"),
    ("feel-delete", "which characters drive a terminal"),
    ("feel-of-a-side-in-breathing", "whether a step has a side"),
    ("for-over-1000-breaths", "how many breaths a length takes"),
    ("for-over-the-patterns-most", "how many breaths a length takes"),
    ("hold-a-second-over-an-hour", "how long a length is"),
    ("hold-over-an-hour", "how long a length is"),
    ("hold-zero", "how long a length is"),
    ("long-over-4-hours", "the sum of all lengths"),
    ("move-unknown", "whether a move of the file has this name"),
    ("move-unknown-and-far", "whether a move of the file has this name"),
    ("name-date", "a date: to a schema it is a text"),
    ("name-drives-the-terminal", "which characters drive a terminal"),
    ("name-null", "which characters drive a terminal"),
    ("name-right-to-left", "which characters drive a terminal"),
    ("name-two-lines", "how many lines a text has"),
    ("own-move-misspelt-where-used", "whether a move of the file has this name"),
    ("pace-too-quick", "how long a length is"),
    ("pace-too-slow", "how long a length is"),
    ("rest-over-an-hour", "how long a length is"),
];

/// Returns the validator of a schema, which is checked against the rules for schemas first.
fn validator(schema: &Value) -> Validator {
    assert!(jsonschema::draft4::meta::is_valid(schema));
    jsonschema::draft4::new(schema).unwrap()
}

/// Returns a document as JSON, as taplo makes it; `None` when it is no TOML at all, which editors underline too.
fn as_json(text: &str) -> Option<Value> {
    let table: toml::Table = text.strip_prefix('\u{feff}').unwrap_or(text).parse().ok()?;
    Some(json_of(toml::Value::Table(table)))
}

fn json_of(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(flag) => json!(flag),
        toml::Value::Datetime(at) => json!(at.to_string()),
        toml::Value::Array(list) => list.into_iter().map(json_of).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json_of(value))).collect(),
    }
}

/// Returns what the schema says against a text; nothing when it accepts.
fn objections(validator: &Validator, text: &str) -> Vec<String> {
    match as_json(text) {
        Some(json) => validator.iter_errors(&json).map(|e| format!("{}: {e}", e.instance_path())).collect(),
        None => vec!["this is no TOML".into()],
    }
}

/// Returns the files of a folder by their names without the ending.
fn files(folder: &str) -> BTreeMap<String, Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let toml = paths.filter(|path| path.extension().is_some_and(|end| end == "toml"));
    toml.map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect()
}

/// Returns the routine of the README: the one block of TOML with steps.
fn of_the_readme() -> String {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let mut blocks = readme.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
    blocks.find(|block| block.contains("[[step]]")).unwrap().to_owned()
}

/// Small files that use what the shipped ones do not.
const GOOD: &[&str] = &[
    "name = \"x\"\n[[step]]\nname = \"y\"\n",
    "name = \"x\"\nabout = \"\"\nstep = [{ check = \"water\" }, { check = \"tomorrow\", estimate = \"1h\" }]\n",
    "\u{feff}name = 'Füße hoch 🌙'\r\n[[step]]\r\nname = '足首'\r\nhold = '0h 0m 0.001s'\r\n",
    "name = \"x\"\n[[step]]\nmove = \"wall-calf\"\nhold = \"60m\"\nsets = 1\nsides = \"left\"\nrest = \"0s\"\nready = \"0s\"\n",
    "name = \"x\"\n[[step]]\nmove = \"wall-calf\"\nhold = \"1m30s\"\nsets = 0x32\nsides = \"both\"\nchange = \"1m 0s\"\nlimb = \"foot\"\n",
    "name = \"x\"\n[[step]]\nmove = \"wall-calf\"\nhold = \"20s\"\ncues = [\"Lift your {side} heel.\"]\n",
    "name = \"x\"\n[[step]]\nname = \"y\"\nreps = 1000\nsides = \"alternate\"\npace = \"0.5s\"\nbeats = [\"{side}\", \"down\"]\nturn = \"Now the {side} one round.\"\n",
    "name = \"x\"\n[[step]]\nname = \"y\"\nreps = 3\npace = \"60s\"\nsetup = []\nend = \"\"\nfeel = \" \"\n",
    "name = \"x\"\n[[step]]\nbreathe = [0.5, 0.5]\nbreaths = 1000\nready = \"1m\"\ncaution = \"Gently.\"\n",
    "name = \"x\"\n[[step]]\nbreathe = [4, 0, 6.25]\nfor = \"5m\"\n[[step]]\nbreathe = [60, 60, 60, 60]\nbreaths = 1\n",
    "name = \"x\"\n[[step]]\nbreathe = \"4-7-8\"\nbreaths = 8\n[[step]]\nbreathe = \"just-notice\"\nfor = \"1h\"\n",
    "name = \"x\"\n[[step]]\nmove = \"a\"\nhold = \"00030s\"\ncues = [\"Your {side} leg.\"]\n[move.a]\nname = \"A\"\nsides = \"each\"\n",
    "name = \"x\"\n[[step]]\nmove = \"rub\"\nestimate = \"59m 59.999s\"\n[move.rub]\nname = \"Own\"\ncues = [\"{side}\"]\npace = \"1m\"\nbeats = [\"1\", \"2\"]\n",
    "name = \"x\"\nstep = [{ name = \"y\" }]\nmove = {}\n",
    "name = \"\"\"x\"\"\"\n[[step]]\nname = \"say \\\"ah\\\" \\u00e9\"\nbreath = \"Easy.\"\navoid = \"Bouncing.\"\nsource = \"Me.\"\n",
    "name = \"x\"\n[[step]]\nname = \"y\"\nhold = \"30m 1800s\"\n",
    "name = \"x\"\n[[step]]\nname = \"y\"\nfigure = \"none\"\n[[step]]\nmove = \"wall-calf\"\nart = '''\n\n  o \r\n /|\\  \n\n'''\n",
    "name = \"x\"\n[[step]]\nbreathe = \"box\"\nfigure = \"lying-breath\"\n",
];

#[test]
fn the_reader_and_the_schema_agree_on_routines() {
    let validator = validator(&schema::routine());
    let mut good: Vec<(String, String)> = Vec::new();
    good.extend(SHIPPED.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())));
    good.push(("README".into(), of_the_readme()));
    good.extend(GOOD.iter().map(|text| ((*text).to_owned(), (*text).to_owned())));
    for (name, text) in good {
        if let Err(mistakes) = read::routine(&name, &text) {
            panic!("{}", mistakes.render(false));
        }
        assert_eq!(objections(&validator, &text), [""; 0], "{name}");
    }
    let mut accepted = BTreeSet::new();
    let bad = files("tests/bad");
    for (name, bytes) in &bad {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/bad/{name}.toml"));
        assert!(read_routine(&path).is_err(), "{name}");
        // An editor refuses what is not UTF-8.
        if std::str::from_utf8(bytes).is_ok_and(|text| objections(&validator, text).is_empty()) {
            accepted.insert(name.as_str());
        }
    }
    let expected: BTreeSet<_> = BEYOND_A_SCHEMA.iter().map(|(name, _)| *name).collect();
    assert_eq!(accepted, expected);
}

/// Whatever length the reader takes, however it is written.
#[test]
fn the_schema_refuses_no_length_that_the_reader_takes() {
    let validator = validator(&schema::routine());
    let parts =
        ["0", "00", "1", "9", "30", "59", "60", "99", "600", "3599", "3600", "9999", "10000", "00030"];
    let decimals = ["0.4", "0.499", "0.5", "0.50", "60.0", "60.001", "3600.0", "59.99"];
    let with =
        |unit: &str, numbers: &[&str]| numbers.iter().map(|n| format!("{n}{unit}")).collect::<Vec<_>>();
    let left_out = || vec![String::new()];
    let hours = [left_out(), with("h", &["0", "1", "01", "2"])].concat();
    let minutes = [left_out(), with("m", &parts)].concat();
    let seconds = [left_out(), with("s", &parts), with("s", &decimals)].concat();
    let mut taken = 0;
    for (at, hour) in hours.iter().enumerate() {
        for (minute, second) in minutes.iter().flat_map(|m| seconds.iter().map(move |s| (m, s))) {
            let given: Vec<_> = [hour, minute, second].into_iter().filter(|part| !part.is_empty()).collect();
            let gap = if at % 2 == 0 { " " } else { "" };
            let length = given.iter().map(|part| part.as_str()).collect::<Vec<_>>().join(gap);
            for key in ["hold", "ready"] {
                let text =
                    format!("name = \"x\"\n[[step]]\nname = \"y\"\nhold = \"1s\"\n{key} = \"{length}\"\n");
                let text = if key == "hold" { text.replace("hold = \"1s\"\n", "") } else { text };
                if read::routine("x", &text).is_ok() {
                    assert_eq!(objections(&validator, &text), [""; 0], "{text}");
                    taken += 1;
                }
            }
        }
    }
    assert!(taken > 500, "{taken}");
}

/// Lengths outside their limits in the config file: the reader refuses them, and the schema cannot.
const BEYOND_THE_SCHEMA_OF_SETTINGS: &[&str] = &[
    "get_ready = \"2.9s\"\n",
    "get_ready = \"0s\"\n",
    "get_ready = \"0m\"\n",
    "change_over = \"10m 1s\"\n",
    "change_over = \"601s\"\n",
];

/// Config files, and whether they are good.
const CONFIGS: &[(&str, bool)] = &[
    ("", true),
    (SAMPLE, true),
    ("routine = \"my evening\"\nfirst_side = \"right\"\nget_ready = \"3s\"\nchange_over = \"10m\"\n", true),
    (
        "bell = false\nmotion = true\nglass_ml = 2000\nunits = \"oz\"\nnight_begins = 0\nfluid_limit_ml = 10000\n",
        true,
    ),
    ("get_ready = \"20s\"\n", true),
    ("change_over = 10\n", false),
    ("first_side = \"Left\"\n", false),
    ("bell = \"yes\"\n", false),
    ("bell = yes\n", false),
    ("glass_ml = 49\n", false),
    ("glass_ml = 2001\n", false),
    ("units = \"cups\"\n", false),
    ("glass_ml = 250.0\n", false),
    ("routine = \"\"\n", false),
    ("belll = true\n", false),
];

#[test]
fn the_reader_and_the_schema_agree_on_settings() {
    let validator = validator(&schema::config());
    for text in BEYOND_THE_SCHEMA_OF_SETTINGS {
        assert!(config::read("config.toml", text).1.is_some(), "{text}");
        assert_eq!(objections(&validator, text), [""; 0], "{text}");
    }
    for (text, good) in CONFIGS {
        let (_, mistakes) = config::read("config.toml", text);
        assert_eq!(mistakes.is_none(), *good, "{text}");
        assert_eq!(
            objections(&validator, text).is_empty(),
            *good,
            "{text} {:?}",
            objections(&validator, text)
        );
    }
}

/// An editor underlines what the schema blames: the very key that has no place, not the whole step.
#[test]
fn the_schema_blames_the_key_itself() {
    let validator = validator(&schema::routine());
    let bad = files("tests/bad");
    for (name, place) in [
        ("idle-hold-in-a-check", "/step/0/hold"),
        ("idle-pace-with-hold", "/step/0/pace"),
        ("idle-breath-in-breathing", "/step/0/breath"),
        ("sides-wrong-case", "/step/0/sides"),
        ("cues-over-50", "/step/0/cues"),
        ("breathe-unknown", "/step/0/breathe"),
    ] {
        let said = objections(&validator, std::str::from_utf8(&bad[name]).unwrap());
        assert!(said.iter().any(|one| one.starts_with(&format!("{place}: "))), "{name}: {said:?}");
    }
}
