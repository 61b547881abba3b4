//! A disk that takes nothing: the evening goes on all the same, and nothing is hushed up.

use rustix::process::Signal;

use common::Home;
use common::disk;
use common::window::{ENTER, Window, winddown};

#[test]
fn an_evening_that_cannot_be_saved_still_runs_and_says_so_at_the_end() {
    let home = Home::new();
    home.write("state", "this is no folder");
    let mut window = winddown(&home).start("quick").speed(100).open();
    window.shows(&["Wall calf stretch", "Not saved yet, trying again:"]);
    window.shows(&["How many glasses today?"]);
    window.press("++");
    window.press_until(ENTER, "but sleep");
    window.shows(&["but sleep", "You did all of it: 5 steps."]);
    window.press_until("x", "the end");
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
    window.shows(&["How many glasses today?"]);
    window.press("++");
    std::fs::remove_file(state).expect("it is there");
    window.press_until(ENTER, "but sleep");
    window.shows(&["but sleep"]);
    assert!(!window.text().contains("Not saved yet"), "{}", window.text());
    window.press_until("x", "the end");
    assert!(window.ends().success());
    assert_eq!(disk::journal(&home, "session").len(), 1);
    assert_eq!(disk::journal(&home, "water").len(), 1);
}

/// Leaves an evening behind by a kill, then opens the next night's on a disk that takes no journal.
fn next_night_without_a_journal(home: &Home) -> Window {
    let mut window = winddown(home).start("quick").speed(100).open();
    window.shows(&["2 of 5"]);
    window.signal(Signal::KILL);
    window.ends();
    let _only_answers = std::fs::remove_dir_all(home.path().join("data"));
    home.write("data", "this is no folder");
    let mut next = winddown(home).variable("WINDDOWN_NOW", "2026-11-23T22:00:00+01:00[+01:00]").open();
    next.shows(&["Not saved yet", "any cramp?"]);
    next.press("l");
    next.shows(&["Not saved yet", "enter begin"]);
    next
}

#[test]
fn last_night_is_written_down_once_the_disk_comes_back() {
    let home = Home::new();
    let mut window = next_night_without_a_journal(&home);
    std::fs::remove_file(home.path().join("data")).expect("it is there");
    window.shows(&["enter begin"]);
    window.press(ENTER);
    window.press_until(ENTER, "Hold");
    window.waits_for("the trouble to go", |text| !text.contains("Not saved yet"));
    assert_eq!(disk::journal(&home, "session")[0]["night"], "2026-11-22");
}

#[test]
fn last_night_is_not_forgotten_before_it_is_written_down() {
    let home = Home::new();
    let mut window = next_night_without_a_journal(&home);
    window.signal(Signal::KILL);
    window.ends();
    std::fs::remove_file(home.path().join("data")).expect("it is there");
    winddown(&home)
        .variable("WINDDOWN_NOW", "2026-11-23T22:00:00+01:00[+01:00]")
        .open()
        .shows(&["any cramp?"]);
    assert_eq!(disk::journal(&home, "session").len(), 1);
}

#[test]
fn a_journal_that_cannot_be_written_is_told_when_stopping() {
    let home = Home::new();
    home.write("data", "this is no folder");
    let mut window = winddown(&home).start("quick").arguments(&["--yes"]).speed(20).open();
    window.shows(&["Hold"]);
    window.shows(&["Change sides"]);
    window.press("q");
    assert_eq!(window.ends().exit_code(), 1);
    window.is_given_back();
    window.shows(&["could not write to the journal"]);
    winddown(&home).open().shows(&["You stopped at step", "enter go on"]);
}

#[test]
fn a_torn_line_in_the_journal_is_told_once_and_kept() {
    let home = Home::new();
    let file = home.write("data/journal/2026-other-0000.jsonl", "{\"v\":1,\"id\"\n");
    winddown(&home).open().shows(&["The journal has a line that cannot be read", "other-0000.jsonl, line 1"]);
    let window = winddown(&home).open();
    window.shows(&["enter begin"]);
    assert!(!window.text().contains("journal"), "{}", window.text());
    assert_eq!(std::fs::read_to_string(file).expect("kept"), "{\"v\":1,\"id\"\n");
    assert_eq!(home.run(&["doctor", "--mend"]).out, "There is nothing to mend.\n", "it is another device's");
}

#[test]
fn a_line_torn_by_a_power_cut_is_set_aside_when_asked() {
    let home = Home::new();
    home.write("state/device", "mine");
    let file = home.write("data/journal/2026-mine.jsonl", "{\"v\":1,\"id\"");
    let told = ["A torn line in the journal was left", "doctor --mend."];
    winddown(&home).size((40, 14)).open().shows(&told);
    assert!(home.run(&["doctor"]).out.contains("to set aside what was torn: winddown doctor --mend"));
    let (from, to) = (file.display(), file.with_extension("jsonl.torn"));
    let said = format!("Moved 1 torn line out of {from} and kept it in {}.\n", to.display());
    assert_eq!(home.run(&["doctor", "--mend"]).out, said);
    assert_eq!(std::fs::read_to_string(to).expect("kept"), "{\"v\":1,\"id\"\n");
    assert!(home.run(&["doctor"]).out.contains("ok      journal        0 entries"));
}
