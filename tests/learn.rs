//! The pages, the first answers and the words for a cramp, as text on the command line.

use common::{Home, Ran};
use serde_json::Value;

/// Runs the program through a pipe. Returns its exit code and what it said on either stream.
fn run(home: &Home, arguments: &[&str]) -> (i32, String, String) {
    let Ran { code, out, err } = home.run(arguments);
    (code, out, err)
}

#[test]
fn every_topic_that_is_listed_can_be_read() {
    let home = Home::new();
    let (code, list, _) = run(&home, &["learn"]);
    assert_eq!((code, list.lines().count()), (0, 17));
    for topic in list.lines().map(|line| line.split_whitespace().next().unwrap()) {
        let (code, page, err) = run(&home, &["learn", topic]);
        assert_eq!((code, err.as_str()), (0, ""), "{topic}");
        assert!(page.lines().count() > 5, "{page}");
        assert!(page.lines().all(|line| line.chars().count() <= 80), "{topic} is wider than 80");
        assert!(!page.contains('\x1b'), "plain through a pipe");
    }
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0, "reading writes nothing");
}

#[test]
fn a_page_names_what_each_statement_rests_on() {
    let (_, page, _) = run(&Home::new(), &["learn", "magnesium"]);
    for words in [
        "one found a small gain",
        "(Cochrane review 2020)",
        "(US National Institutes of Health; common advice)",
        "our choice)",
    ] {
        assert!(page.contains(words), "no {words:?} in {page}");
    }
    let (_, page, _) = run(&Home::new(), &["learn", "sources"]);
    assert!(page.contains("pubmed.ncbi.nlm.nih.gov/22341378"), "{page}");
}

#[test]
fn a_wrong_topic_is_told_the_right_one() {
    let home = Home::new();
    for (topic, said) in [
        ("streching", "did you mean `stretching`?"),
        ("doctor", "`warning-signs`"),
        ("\x1b[2J", "known here:"),
    ] {
        let (code, out, err) = run(&home, &["learn", topic]);
        assert_eq!((code, out.as_str()), (1, ""));
        assert!(err.starts_with("winddown: there is no page `") && err.contains(said), "{err}");
        assert!(!err.contains('\x1b'), "{err:?}");
    }
}

#[test]
fn programs_get_json() {
    let home = Home::new();
    let list: Value = serde_json::from_str(&run(&home, &["learn", "--json"]).1).unwrap();
    assert_eq!(list[0]["topic"], "causes");
    let page: Value = serde_json::from_str(&run(&home, &["learn", "water", "--json"]).1).unwrap();
    assert_eq!(page["title"], "Water");
    assert_eq!(page["blocks"][1]["from"], "NHS, drinks");
}

#[test]
fn the_answers_can_be_read_through_a_pipe() {
    let home = Home::new();
    assert_eq!(run(&home, &["safety"]).1, "You have not answered the questions about your health yet.\n");
    home.write("data/safety.json", r#"{"v":2,"yes":["balance"]}"#);
    assert!(run(&home, &["safety"]).1.contains("It is a month since you answered"), "nobody knows when");
    for (day, said) in [
        ("2026-10-24", "You answered this on Saturday 24 October.\n"),
        ("2026-10-23", "It is a month since you answered; they come again before your next evening.\n"),
    ] {
        let answers = format!(r#"{{"v":2,"yes":["balance"],"given_on":"{day}"}}"#);
        home.write("data/safety.json", answers);
        assert!(run(&home, &["safety"]).1.ends_with(said), "{day}");
    }
    let (code, out, _) = run(&home, &["safety"]);
    assert_eq!(code, 0);
    assert!(out.contains("yes  Poor balance\n") && out.contains("no   Pregnant\n"), "{out}");
    assert!(out.contains("no   A doctor has told me to limit how much I drink\n"), "{out}");
    assert!(out.contains("0    Trips to the toilet at night\n"), "{out}");
    home.write("data/safety.json", r#"{"v":1,"yes":["clot"]}"#);
    assert!(run(&home, &["safety"]).1.contains("yes  A blood clot in the past\n"));
    home.write("data/safety.json", "{");
    let (code, _, err) = run(&home, &["safety"]);
    assert_eq!(code, 1);
    assert!(err.contains("safety.json.broken"), "{err}");
}

#[test]
fn a_cramp_without_a_terminal_is_told_in_lines() {
    let home = Home::new();
    let (code, out, err) = run(&home, &["cramp"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.starts_with("Chest pain or trouble breathing?"), "{out}");
    assert!(out.contains("  Straighten the knee. Pull your toes toward your shin.\n"), "{out}");
    assert!(out.contains("Stand on the sore leg · Skip this if you feel dizzy"), "{out}");
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0, "nobody has told of a cramp");
    home.write("data/safety.json", r#"{"v":2,"yes":["balance"]}"#);
    assert!(!run(&home, &["cramp"]).1.contains("Stand on the sore leg"));
    let (code, _, err) = run(&home, &["cramp", "leg"]);
    assert_eq!(code, 2);
    assert!(err.contains("write calf, foot, thigh (the back of it) or front"), "{err}");
}
