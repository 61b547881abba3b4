//! Writing, changing, showing and checking one's own routines with the real program.

#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that goes wrong")]

use assert_cmd::Command;
use serde_json::Value;

use common::{Home, Ran};

/// Runs the program without a terminal. Returns its exit code, and what it printed and complained.
fn winddown(home: &Home, arguments: &[&str]) -> (i32, String, String) {
    run(home.program().args(arguments))
}

fn run(command: &mut Command) -> (i32, String, String) {
    let Ran { code, out, err } = Ran::of(command);
    (code, out, err)
}

fn json(home: &Home, arguments: &[&str]) -> Value {
    let (code, out, err) = winddown(home, arguments);
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).unwrap()
}

#[test]
fn a_new_routine_is_right_says_where_it_is_and_is_never_overwritten() {
    let home = Home::new();
    let (code, out, _) = winddown(&home, &["routine", "new", "evening"]);
    let path = home.at("config/routines/evening.toml");
    assert_eq!((code, out.lines().next()), (0, path.to_str()));
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("#:schema ../routine.schema.json\n"), "{text}");
    assert!(text.contains("winddown start evening"), "{text}");
    let schema = std::fs::read_to_string(home.path().join("config/routine.schema.json")).unwrap();
    serde_json::from_str::<Value>(&schema).unwrap();

    let (code, out, err) = winddown(&home, &["routine", "check"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("evening.toml: good, My evening, "), "{out}");

    std::fs::write(&path, "mine\n").unwrap();
    let (code, _, err) = winddown(&home, &["routine", "new", "evening"]);
    assert_eq!(code, 1);
    assert!(err.contains("is there already and stays as it is"), "{err}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine\n");
}

#[test]
fn a_copy_runs_as_the_shipped_one_does() {
    let home = Home::new();
    for (i, id) in ["classic", "quick", "trial", "full", "seated", "cramp"].into_iter().enumerate() {
        let mut before = json(&home, &["routine", "show", id, "--json"]);
        let name = format!("copy-{i}");
        assert_eq!(winddown(&home, &["routine", "new", &name, "--from", id]).0, 0);
        let mut after = json(&home, &["routine", "show", &name, "--json"]);
        for value in [&mut before, &mut after] {
            value["id"] = Value::Null;
        }
        assert_eq!(before, after, "{id}");
    }
}

#[test]
fn a_name_that_cannot_be_one_gets_a_better_one() {
    let home = Home::new();
    for (name, better) in [("Mein Abend", "`mein-abend`"), ("../out", "`out`"), ("a\x1b[31m", "`a-31m`")] {
        let (code, _, err) = winddown(&home, &["routine", "new", name]);
        assert_eq!(code, 1);
        assert!(err.contains(better) && !err.contains('\x1b'), "{err}");
    }
    let (code, _, err) = winddown(&home, &["routine", "new", "good", "--from", "clasic"]);
    assert_eq!(code, 1);
    assert!(err.contains("did you mean `classic`?"), "{err}");
    assert!(!home.path().join("config").exists(), "nothing half written");
}

#[cfg(unix)]
#[test]
fn editing_a_shipped_routine_copies_it_first_and_says_so() {
    let home = Home::new();
    let (code, out, err) = run(home
        .program()
        .args(["routine", "edit", "quick"])
        .env("PATH", "/usr/bin:/bin")
        .env("EDITOR", "sed -i s/15s/12s/"));
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("Copied the shipped routine to") && out.contains("quick.toml: good"), "{out}");
    let total = |value: &Value| value["total_seconds"].as_u64().unwrap();
    // Six holds, each three seconds shorter.
    assert_eq!(total(&json(&home, &["routine", "show", "quick", "--json"])), 187 - 18);
    let (_, list, _) = winddown(&home, &["routine", "list"]);
    assert!(list.contains("yours, in place of the shipped one"), "{list}");
}

#[cfg(unix)]
#[test]
fn an_edit_that_leaves_a_mistake_shows_it_and_keeps_the_file() {
    let home = Home::new();
    let path =
        home.write("config/routines/mine.toml", "name = \"Mine\"\n[[step]]\nname = \"Lie\"\nhold = \"1m\"\n");
    let mut edit = home.program();
    edit.args(["routine", "edit", "mine"]).env("PATH", "/usr/bin:/bin");
    let (code, _, err) = run(edit.env("VISUAL", "sed -i s/1m/1mm/"));
    assert_eq!(code, 1);
    assert!(err.contains("mine.toml:5:8") || err.contains("mine.toml:4:8"), "{err}");
    assert!(std::fs::read_to_string(&path).unwrap().contains("1mm"));
    // A file with mistakes can be opened again, and mended.
    let (code, out, err) = run(edit.env("VISUAL", "sed -i s/1mm/2m/"));
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("good, Mine, 2 min 10 s"), "{out}");
}

#[cfg(unix)]
#[test]
fn an_editor_that_fails_is_named() {
    let home = Home::new();
    for editor in ["false", "/no/such/editor"] {
        let mut edit = home.program();
        edit.args(["routine", "edit", "quick"]).env("PATH", "/usr/bin:/bin").env("EDITOR", editor);
        let (code, _, err) = run(&mut edit);
        assert_eq!(code, 1);
        assert!(err.contains(&format!("the editor `{editor}`")), "{err}");
    }
}

#[test]
fn check_reads_standard_input_and_the_whole_folder() {
    let home = Home::new();
    let good = "name = \"Mine\"\n[[step]]\nname = \"Lie\"\nhold = \"1m\"\n";
    let mut check = home.program();
    check.args(["routine", "check", "-"]);
    let (code, out, _) = run(check.write_stdin(good));
    assert_eq!((code, out.as_str()), (0, "standard input: good, Mine, 1 min 10 s\n"));
    let (code, _, err) = run(check.write_stdin("name = 3\n"));
    assert_eq!(code, 1);
    assert!(err.contains("--> standard input:1:8"), "{err}");
    let (code, _, err) = run(check.write_stdin(""));
    assert_eq!(code, 1);
    assert!(err.contains("standard input is empty"), "{err}");

    let (code, out, _) = winddown(&home, &["routine", "check"]);
    assert_eq!(code, 0);
    assert!(out.contains("no routines of yours yet"), "{out}");
    home.write("config/routines/a.toml", good);
    home.write("config/routines/b.toml", "name = 3\n");
    let (code, out, err) = winddown(&home, &["routine", "check"]);
    assert_eq!(code, 1);
    assert!(out.contains("a.toml: good") && err.contains("b.toml:1:8"), "{out}{err}");
    // A broken file hides nothing else, and says what is wrong with it.
    let (code, out, _) = winddown(&home, &["routine", "list"]);
    assert_eq!(code, 0);
    assert!(
        out.contains("Mine (yours)") && out.contains("line 1: ") && out.contains("Classic evening"),
        "{out}"
    );
}

#[test]
fn the_time_line_of_the_shortest_routine() {
    let (code, out, _) = winddown(&Home::new(), &["routine", "show", "trial"]);
    assert_eq!(code, 0);
    insta::assert_snapshot!(out);
}

#[test]
fn the_reference_of_the_format() {
    let (code, out, _) = winddown(&Home::new(), &["help", "routine"]);
    assert_eq!(code, 0);
    insta::assert_snapshot!(out);
}

#[test]
fn the_settings_to_start_from_are_right() {
    let home = Home::new();
    let (code, out, _) = winddown(&home, &["config"]);
    assert_eq!(code, 0);
    let uncommented = |line: &str| {
        line.strip_prefix("# ")
            .filter(|line| line.contains(" = ") || line.starts_with('['))
            .map(str::to_owned)
    };
    let settings: Vec<String> = out.lines().filter_map(uncommented).collect();
    assert!(settings.len() > 20, "{out}");
    home.write("config/config.toml", settings.join("\n"));
    let (code, _, err) = winddown(&home, &["config", "--check"]);
    assert_eq!((code, err.as_str()), (0, ""));
}

#[test]
fn the_example_in_the_readme_is_right() {
    let readme = include_str!("../README.md");
    let (_, rest) = readme.split_once("```toml\n").unwrap();
    let (example, _) = rest.split_once("```").unwrap();
    let home = Home::new();
    home.write("evening.toml", example);
    let (code, out, err) = winddown(&home, &["routine", "check", "evening.toml"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
}

#[test]
fn figures_can_be_had_in_words() {
    let home = Home::new();
    let (code, out, err) = winddown(&home, &["routine", "show", "classic", "--describe"]);
    assert_eq!((code, err.as_str()), (0, ""));
    for words in [
        "1. Wall calf stretch. ",
        "in for 4, out for 6. A disc that grows as you breathe in",
        "6. Water. No figure.\n",
    ] {
        assert!(out.contains(words), "{out}");
    }
    assert!(out.is_ascii(), "nothing that a screen reader stumbles over: {out}");
}
