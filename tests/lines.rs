//! The real program through pipes: what it tells, what is typed, and how it ends.

#![cfg(unix)]

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use rustix::process::Signal;
use serde_json::Value;

use common::disk::journal;
use common::{Home, Talk};

#[test]
fn a_whole_evening_from_a_pipe() {
    let home = Home::new();
    let mut talk = home.talk(&["--plain", "--speed", "300"]);
    talk.hears("A number or its word").types("");
    // Typed ahead, as from a file.
    talk.hears("How many glasses").types("6").types("more").types("2").types("").types("").types("");
    let (code, lines, errors) = talk.ends();
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    assert!(lines.iter().all(|line| line.chars().all(|letter| matches!(letter, ' '..='~'))));
    insta::assert_snapshot!(lines.join("\n"));
    let session = &journal(&home, "session")[0];
    assert_eq!((&session["finished"], &session["seconds"]), (&Value::Bool(true), &Value::from(452)));
    let water = journal(&home, "water");
    let last = water.last().unwrap();
    assert_eq!((&last["glasses"], &last["hot"]), (&Value::from(6), &Value::from(true)));
}

// Each line that is typed takes the program nearly half a second: a few of each kind will do here.

#[test]
fn words_keys_and_numbers_open_pages() {
    let home = Home::new();
    let mut talk = home.talk(&[]);
    talk.hears("A number or its word").types("4").hears("Another routine").hears("Words");
    talk.types("2").hears("winddown, Sunday evening. Quick three minutes").hears("A number");
    talk.types("Learn").hears("17. Sources").types("18").hears("\"18\" means nothing here.");
    talk.types("7").hears("Water.").types("b").hears("Pages to read").types("back").hears("A number");
    talk.types("0")
        .hears("History. No evening yet.")
        .types("excuse")
        .hears("Marked: Sunday 22 November, excused.");
    talk.types("undo").hears("Marked: Sunday 22 November, tonight.").types("back").hears("A number");
    // Whoever types a word has read the help.
    talk.types("?").hears("Help.").types("begin").hears("Step 1 of 5. Wall calf stretch. Get ready");
    talk.signal(Signal::INT);
    let (code, lines, errors) = talk.ends();
    assert_eq!((code, errors.as_str(), lines.last().unwrap().as_str()), (Some(0), "", "Good night."));
}

#[test]
fn words_keys_and_numbers_lead_through_an_evening() {
    let home = Home::new();
    let mut talk = home.talk(&["start", "quick"]);
    talk.hears("Step 1 of 5.").hears("Words");
    talk.types("nxet").hears("\"nxet\" means nothing here. Did you mean");
    talk.types("pause").hears("Paused.").types("again").hears("Paused. Step 1 of 5.").hears("Then");
    talk.types("go on").hears("Going on.").types("NEXT").hears("Step 2 of 5.").types("b").hears("Step ");
    talk.types("count").hears("Counting is on:").types(",").hears("Counting is off.");
    talk.types("cramp").hears("Toes to shin.").types("no cramp after all");
    talk.types("x").hears("Taken back. It is not in the diary.");
    talk.types("cramp")
        .hears("Toes to shin.")
        .types("back")
        .hears("Was it a cramp?")
        .types("q")
        .types("stop");
    let (code, lines, errors) = talk.ends();
    assert_eq!((code, errors.as_str(), lines.last().unwrap().as_str()), (Some(0), "", "Good night."));
    assert_eq!(journal(&home, "session").len(), 0, "nothing was done");
}

#[test]
fn what_is_typed_is_text_where_that_is_asked_for() {
    let home = Home::new();
    home.write(
        "short.toml",
        "name = \"Short\"\n[[step]]\ncheck = \"tomorrow\"\n[[step]]\nname = \"Rest\"\nhold = \"5s\"\n",
    );
    let mut talk = home.talk(&["start", "./short.toml", "--speed", "50"]);
    talk.hears("What is on your mind").hears("Enter alone: go on. After a slash: cramp, help, undo");
    talk.types("stop").hears_line("1. stop").types("/usr/bin").hears_line("2. /usr/bin");
    talk.types("/undo").hears_line("Removed: /usr/bin");
    talk.types_bytes(b"\xff\x1b[2J\xe2\x80\xaeq\n").hears("2. ");
    for line in ["3", "four", "help"] {
        talk.types(line);
    }
    talk.hears_line("5. help")
        .hears("Five lines are enough")
        .types("six")
        .hears("There is no room for a sixth");
    talk.types("").hears("Step 2 of 2.").falls_silent();
    let (code, lines, errors) = talk.ends();
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    assert!(lines.iter().all(|line| !line.contains('\u{1b}') && !line.contains('\u{202e}')), "{lines:?}");
    let told = journal(&home, "thoughts");
    let last = told.last().unwrap();
    assert_eq!(last["lines"], serde_json::json!(["stop", "\u{fffd}[2Jq", "3", "four", "help"]));
    assert_eq!(told.len(), 7, "each line as it was kept, and the one that was undone");
}

#[test]
fn without_any_input_it_tells_what_tonight_is_and_ends() {
    let home = Home::new();
    let mut command = home.piped(&[]);
    command.stdin(Stdio::null());
    let (code, lines, errors) = Talk::begin(command).ends();
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    assert!(lines[0].contains("Classic evening, 9 minutes 37 seconds."), "{lines:?}");
    assert_eq!(lines.last().unwrap(), "The input has ended. To begin without input: winddown start");
    assert_eq!(journal(&home, "session").len(), 0);
}

#[test]
fn questions_that_nobody_answers_begin_nothing() {
    let home = Home::new();
    let mut command = home.piped(&["start"]);
    std::fs::remove_file(home.path().join("data/safety.json")).unwrap();
    command.stdin(Stdio::null());
    let (code, lines, _) = Talk::begin(command).ends();
    assert_eq!(code, Some(0));
    assert!(lines[0].starts_with("Before you begin"), "{lines:?}");
    assert!(lines.last().unwrap().ends_with("winddown start --yes"), "{lines:?}");
    assert!(!home.path().join("data/safety.json").exists(), "silence is no answer");
}

#[test]
fn who_asks_for_no_questions_is_warned_once() {
    let home = Home::new();
    let mut command = home.piped(&["start", "quick", "--yes", "--speed", "50"]);
    std::fs::remove_file(home.path().join("data/safety.json")).unwrap();
    command.stdin(Stdio::null());
    let (_, lines, _) = Talk::begin(command).ends();
    for words in ["Stop if you feel sharp pain", "Pregnant, unsteady, or recovering"] {
        let told = lines.iter().filter(|line| line.contains(words)).count();
        assert_eq!(told, 1, "{words:?} in {lines:?}");
    }
}

#[test]
fn at_the_end_of_the_input_it_runs_on_as_far_as_it_does_by_itself() {
    let home = Home::new();
    let mut talk = home.talk(&["start", "classic", "--speed", "400"]);
    talk.falls_silent();
    let (code, lines, errors) = talk.ends();
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    let end: Vec<&str> = lines.iter().rev().take(2).map(String::as_str).collect();
    let goodbye = "You did 5 steps of 6. winddown goes on from there tonight.";
    assert_eq!(end, [goodbye, "The input has ended, and this needs an answer, so winddown stops here."]);
    let session = &journal(&home, "session")[0];
    assert_eq!(session["finished"], false);
    // Tonight it goes on at the question that waited.
    let mut again = home.talk(&[]);
    again.hears("You stopped at step 6 of 6. About 1 minute left.").hears("A number");
    again.types("go on").hears("Step 6 of 6. Water.");
}

#[test]
fn a_reader_that_goes_away_is_like_q() {
    let home = Home::new();
    let mut command = home.piped(&["start", "quick", "--speed", "10"]);
    let mut child = command.spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    while !line.starts_with("Hold, right leg") {
        line.clear();
        assert!(out.read_line(&mut line).unwrap() > 0);
    }
    drop(out);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(0), ""));
    assert_eq!(journal(&home, "session")[0]["finished"], false);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_the_pipe_is_told() {
    let home = Home::new();
    let mut command = home.piped(&["start", "quick"]);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    command.stdout(full);
    let output = command.spawn().unwrap().wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("winddown: ") && said.contains("No space left"), "{said}");
}

#[test]
fn killed_in_the_middle_it_goes_on() {
    let home = Home::new();
    let mut talk = home.talk(&["start", "quick", "--speed", "10"]);
    talk.hears("Hold, right leg").signal(Signal::KILL);
    assert_eq!(talk.ends().0, None);
    let mut again = home.talk(&["--speed", "20"]);
    again.hears("You stopped at step 1 of 5.").hears("A number").types("");
    again.hears("Step 1 of 5. Wall calf stretch.").hears("Paused where you left off.").types("");
    again.hears("Going on.").hears("Hold, right leg");
}

#[test]
fn ctrl_c_is_like_q() {
    let home = Home::new();
    let mut talk = home.talk(&["start", "quick", "--speed", "10"]);
    talk.hears("Hold, right leg").signal(Signal::INT);
    let (code, lines, _) = talk.ends();
    assert_eq!(code, Some(0));
    assert!(lines.last().unwrap().ends_with("winddown goes on from there tonight."), "{lines:?}");
    assert_eq!(journal(&home, "session")[0]["finished"], false);
}

#[test]
fn strange_input_is_taken_for_what_it_is() {
    let home = Home::new();
    let mut talk = home.talk(&[]);
    talk.hears("A number or its word").types("\u{1b}[31m\u{7}").hears("\"[31m\" means nothing here.");
    talk.types_bytes(b"\xff\xfe\x00\n");
    talk.hears("\"").types(&"x".repeat(9_000)).hears("\"xxxxxxxx");
    talk.types("99999999999999999999").hears("\"9999999");
    talk.types("q");
    let (code, lines, errors) = talk.ends();
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    assert!(lines.iter().all(|line| line.len() <= 500 && !line.contains(|c: char| c.is_control())));
}

#[test]
fn a_cramp_can_be_led_through_by_words() {
    let home = Home::new();
    let mut talk = home.talk(&["cramp", "--plain"]);
    talk.hears("Straighten the knee.").hears("Words").types("foot").hears("Pull all the toes up");
    talk.types("w").hears("Enter alone: done.").types("2").hears("This can be a blood-flow emergency.");
    talk.types("2")
        .hears("2. A leg suddenly cold")
        .types("")
        .hears("Toes up.")
        .types("eased")
        .hears("It eased.");
    talk.types("back of thigh").hears("The back of the thigh.");
    talk.types("stop");
    let (code, lines, _) = talk.ends();
    assert_eq!((code, lines.last().unwrap().as_str()), (Some(0), "The cramp is in the diary. Good night."));
    assert_eq!(journal(&home, "cramp").last().unwrap()["muscle"], "back-of-thigh");
}

#[test]
fn a_cramp_that_nobody_can_end_is_led_through_for_ten_minutes() {
    let home = Home::new();
    let mut talk = home.talk(&["--plain", "--speed", "400"]);
    talk.types("cramp").falls_silent();
    let (code, lines, errors) = talk.ends();
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    assert!(lines.iter().any(|line| line.contains("It hasn't eased in ten minutes.")), "{lines:?}");
    assert_eq!(
        lines.last().unwrap(),
        "The input has ended, so winddown stops here. The cramp is in the diary."
    );
    let cramps = journal(&home, "cramp");
    assert!(cramps.len() == 1 && cramps[0].get("seconds").is_none(), "nobody said how long: {cramps:?}");
}
