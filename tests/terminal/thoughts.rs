//! Thoughts for tomorrow in a real terminal: typed, pasted, skipped, stopped and killed, and back in the morning.

use rustix::process::Signal;

use common::Home;
use common::disk;
use common::window::{CTRL_C, ENTER, Opening, Window, winddown};

const ROUTINE: &str =
    "name = \"Short\"\n[[step]]\ncheck = \"tomorrow\"\n[[step]]\nname = \"Rest\"\ncues = [\"Lie down.\"]\n";
/// Monday morning.
const MORNING: &str = "2026-11-23T07:00:00+01:00[+01:00]";
const ESCAPE: &str = "\x1b";
const BACKSPACE: &str = "\x7f";

/// An evening that begins with the step.
fn evening(home: &Home) -> Opening<'_> {
    home.write("short.toml", ROUTINE);
    winddown(home).start("./short.toml")
}

fn asked(home: &Home) -> Window {
    let window = evening(home).open();
    window.shows(&["What is on your mind, or to do tomorrow?", "▸  █", "enter go on", "esc stop typing"]);
    window
}

/// The lines that the journal has, as it was told them last.
fn kept(home: &Home) -> Vec<String> {
    let all = disk::journal(home, "thoughts");
    let lines = all.last().and_then(|told| told["lines"].as_array().cloned()).unwrap_or_default();
    lines.iter().filter_map(|line| line.as_str().map(str::to_owned)).collect()
}

/// What a terminal sends when something is pasted.
fn paste(window: &mut Window, text: &str) {
    window.press(&format!("\x1b[200~{text}\x1b[201~"));
}

#[test]
fn letters_are_text_and_enter_keeps_a_line() {
    let home = Home::new();
    let mut window = asked(&home);
    window.press("Is q, n, ? or ! a key");
    window.shows(&["▸  Is q, n, ? or ! a key█", "enter keep"]);
    window.press("!");
    window.press(BACKSPACE);
    window.press("?");
    window.press(ENTER);
    window.shows(&["1  Is q, n, ? or ! a key?", "▸  █", "enter go on"]);
    assert_eq!(kept(&home), ["Is q, n, ? or ! a key?"]);
    disk::assert_private(&home);
    // Letters that come twice are two letters, however fast.
    window.press("ball");
    window.shows(&["▸  ball█"]);
    window.press(ESCAPE);
    window.shows(&["2  ball", "t type", "! cramp", "x undo", "q stop"]);
    window.press("x");
    window.shows(&["Removed: ball"]);
    assert_eq!(kept(&home).len(), 1);
    window.press("?");
    window.shows(&["Keys", "remove the last line"]);
    window.press(ESCAPE);
    window.shows(&["t type"]);
    window.press("q");
    assert!(window.ends().success());
    window.is_given_back();
}

#[test]
fn enter_alone_skips_it() {
    let home = Home::new();
    let mut window = asked(&home);
    window.press_until(ENTER, "Lie down.");
    window.press("q");
    assert!(window.ends().success());
    assert!(disk::journal(&home, "thoughts").is_empty());
}

#[test]
fn whatever_is_pasted_is_text() {
    let home = Home::new();
    let mut window = asked(&home);
    paste(&mut window, "Call\r\n\r\nq\n\x1b[31mred\x07\u{202e}\n膝 👨\u{200d}👩\u{200d}👧 שלום e\u{301}");
    window.shows(&["1  Call", "2  q", "3  [31mred", "▸  膝"]);
    assert_eq!(kept(&home), ["Call", "q", "[31mred"]);
    window.press(ENTER);
    window.shows(&["4  膝"]);
    assert_eq!(kept(&home)[3], "膝 👨\u{200d}👩\u{200d}👧 שלום e\u{301}");
    paste(&mut window, &"x".repeat(100_000));
    window.shows(&["A line holds 200 characters. The rest was left out."]);
    paste(&mut window, "\nsix\nseven\n");
    window.shows(&["There is no room for a sixth line, so it was left out.", "5  xxx"]);
    let lines = kept(&home);
    assert_eq!((lines.len(), lines[4].len()), (5, 200));
    // On any other screen nothing is text.
    window.press_until(ENTER, "Lie down.");
    paste(&mut window, "q\nq\n");
    window.press("?");
    window.shows(&["Keys"]);
    window.press(CTRL_C);
    assert!(window.ends().success());
}

#[test]
fn what_is_pasted_without_marks_is_text_too() {
    let home = Home::new();
    let mut window = asked(&home);
    window.press("one\rtwo\r \r\rthree\rfour\rfive\rq sixth\rq\rq");
    window.shows(&["1  one", "5  five", "There is no room for a sixth line"]);
    assert_eq!(kept(&home), ["one", "two", "three", "four", "five"]);
}

#[test]
fn nothing_that_was_entered_is_lost() {
    // Stopped: what stands there is kept as well.
    let home = Home::new();
    let mut window = asked(&home);
    window.press("One\r");
    window.shows(&["1  One"]);
    window.press("Two");
    window.shows(&["▸  Two█"]);
    window.press(CTRL_C);
    assert!(window.ends().success());
    assert_eq!(kept(&home), ["One", "Two"]);
    // Killed: each line is there from the moment it is kept.
    for signal in [Signal::KILL, Signal::TERM, Signal::HUP] {
        let home = Home::new();
        let mut window = asked(&home);
        window.press("One\r");
        window.shows(&["1  One"]);
        window.signal(signal);
        window.ends();
        assert_eq!(kept(&home), ["One"], "{signal:?}");
        // And there again, the same evening.
        evening(&home).open().shows(&["1  One", "▸  █"]);
    }
}

#[test]
fn a_full_disk_is_told_and_the_line_is_printed_in_the_end() {
    let home = Home::new();
    let mut window = asked(&home);
    let journal = home.path().join("data/journal");
    std::fs::write(&journal, "in the way").unwrap();
    window.press("One\r");
    window.shows(&["1  One", "Not saved yet, trying again"]);
    window.press(CTRL_C);
    assert!(!window.ends().success());
    window.shows(&["The line to add there is:", "\"lines\":[\"One\"]"]);
}

#[test]
fn any_size_shows_the_cursor() {
    let home = Home::new();
    let mut window = asked(&home);
    window.press(&"Buy bread and milk. ".repeat(9));
    for size in [(40, 12), (30, 8), (20, 3), (200, 60), (80, 24)] {
        window.resize(size);
        window.waits_for("the cursor", |text| text.contains('█') && text.contains("milk."));
    }
}

#[test]
fn they_come_back_in_the_morning() {
    let home = Home::new();
    let mut window = asked(&home);
    window.press("Call the bank\rBuy bread\r");
    window.shows(&["2  Buy bread"]);
    window.press_until(ENTER, "Lie down.");
    window.press_until(ENTER, "Good night.");
    window.press("q");
    window.ends();
    let morning = || winddown(&home).variable("WINDDOWN_NOW", MORNING).open();
    let mut window = morning();
    window.shows(&["any cramp?"]);
    window.press("n");
    window.shows(&["Last night you parked:", "1. Call the bank", "2. Buy bread", "enter go on"]);
    window.press_until(ENTER, "Noted: no cramp last night.");
    window.press("q");
    window.ends();
    morning().shows(&["enter begin"]);
    assert_eq!(kept(&home).len(), 2, "they stay in the diary");
}

#[test]
fn nobody_else_is_told() {
    let home = Home::new();
    home.write(
        "config/config.toml",
        "get_ready = \"10s\"\n[hooks]\nstep = [\"sh\", \"-c\", \"env >> told\"]\nend = [\"sh\", \"-c\", \"env >> told\"]\n",
    );
    home.answer();
    let mut window = asked(&home);
    window.press("Secret\r");
    window.shows(&["1  Secret"]);
    window.press("Secret");
    window.shows(&["▸  Secret█"]);
    for arguments in [&["status"][..], &["status", "--json"], &["history", "--json"]] {
        let said = home.run(arguments);
        assert!(!said.out.contains("Secret"), "{arguments:?}: {}", said.out);
    }
    window.press(CTRL_C);
    window.ends();
    home.run(&["diary", "add", "--no-cramp", "--night", "yesterday"]);
    for arguments in [&["report", "--text"][..], &["report", "--json"], &["diary", "--csv"]] {
        let said = home.run(arguments);
        assert!(said.code == 0 && !said.out.contains("Secret"), "{arguments:?}: {}", said.out);
    }
    let told = std::fs::read_to_string(home.path().join("told")).unwrap_or_default();
    assert!(!told.contains("Secret"));
    // Who asks for the diary sees them.
    let list = home.run(&["diary", "list"]).out;
    assert!(list.contains("parked: Secret; Secret"), "{list}");
}

#[test]
fn as_lines_what_is_typed_is_echoed() {
    let home = Home::new();
    let mut window = evening(&home).arguments(&["--plain"]).size((300, 60)).open();
    window.shows(&["Step 1 of 2. Thoughts for tomorrow.", "Keys: Enter keep, f1 help, Escape stop typing."]);
    for key in ["q", "!", BACKSPACE, "?", "x"] {
        window.press(key);
    }
    window.waits_for("an echo", |text| text.trim_end().ends_with("\nq?x"));
    for _ in 0..3 {
        window.press(BACKSPACE);
    }
    window.press("A");
    window.press("nna");
    window.waits_for("an echo", |text| text.trim_end().ends_with("\nAnna"));
    window.press(ENTER);
    window.waits_for("the line", |text| text.trim_end().ends_with("\nAnna\n1. Anna"));
    // What a terminal sends as whole lines is text as well, unless a slash stands before a word.
    window.press("Buy bread\r");
    window.shows(&["2. Buy bread"]);
    window.press("/undo\r");
    window.shows(&["Removed: Buy bread"]);
    assert_eq!(kept(&home), ["Anna"]);
    window.press(ESCAPE);
    window.shows(&["Typing has stopped."]);
    window.press("q");
    assert!(window.ends().success());
    assert!(!window.bytes().contains(&0x1b));
}
