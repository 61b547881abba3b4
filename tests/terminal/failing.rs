//! A disk that takes nothing: the evening goes on all the same, and nothing is hushed up.

use crate::common::Home;
use crate::disk;
use crate::window::{ENTER, winddown};

#[test]
fn an_evening_that_cannot_be_saved_still_runs_and_says_so_at_the_end() {
    let home = Home::new();
    home.write("state", "this is no folder");
    let mut window = winddown(&home).start("quick").speed(100).open();
    window.shows(&["Wall calf stretch", "Not saved yet, trying again:"]);
    window.shows(&["Glasses of any drink today"]);
    window.press("++");
    window.press(ENTER);
    window.shows(&["Good night.", "You did all of it: 5 steps."]);
    window.press("x");
    assert_eq!(window.ends().exit_code(), 1);
    window.is_given_back();
    window.shows(&["Good night.", "could not write to the journal", "2026-11-22", "Quick three minutes"]);
}

#[test]
fn a_disk_that_comes_back_gets_everything() {
    let home = Home::new();
    let state = home.write("state", "this is no folder");
    let mut window = winddown(&home).start("quick").speed(100).open();
    window.shows(&["Not saved yet"]);
    window.shows(&["Glasses of any drink today"]);
    window.press("++");
    std::fs::remove_file(state).expect("it is there");
    window.press(ENTER);
    window.shows(&["Good night."]);
    assert!(!window.text().contains("Not saved yet"), "{}", window.text());
    window.press("x");
    assert!(window.ends().success());
    assert_eq!(disk::journal(&home, "session").len(), 1);
    assert_eq!(disk::journal(&home, "water").len(), 1);
}

#[test]
fn a_journal_that_cannot_be_written_is_told_when_stopping() {
    let home = Home::new();
    home.write("data", "this is no folder");
    let mut window = winddown(&home).start("quick").speed(20).open();
    window.shows(&["Hold"]);
    window.shows(&["Change sides"]);
    window.press("q");
    assert_eq!(window.ends().exit_code(), 1);
    window.is_given_back();
    window.shows(&["could not write to the journal"]);
    winddown(&home).open().shows(&["Begun earlier tonight", "enter go on"]);
}

#[test]
fn a_torn_line_in_the_journal_is_told_and_kept() {
    let home = Home::new();
    let file = home.write("data/journal/2026-other-0000.jsonl", "{\"v\":1,\"id\"\n");
    winddown(&home).open().shows(&["The journal has a line that cannot be read", "other-0000.jsonl, line 1"]);
    assert_eq!(std::fs::read_to_string(file).expect("kept"), "{\"v\":1,\"id\"\n");
}
