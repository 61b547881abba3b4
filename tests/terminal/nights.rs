//! Last night's questions and the diary in a real terminal, and what they leave on disk.

use rustix::process::Signal;

use common::Home;
use common::disk;
use common::window::{ENTER, Window, winddown};

/// Monday, ten in the evening: one night later.
const NEXT: &str = "2026-11-23T22:00:00+01:00[+01:00]";

/// Somebody who did a part of a routine yesterday evening.
fn used() -> Home {
    let home = Home::new();
    let mut window = winddown(&home).start("quick").speed(100).open();
    window.shows(&["2 of 5"]);
    window.press("q");
    window.ends();
    home
}

fn next_evening(home: &Home) -> Window {
    winddown(home).variable("WINDDOWN_NOW", NEXT).open()
}

#[test]
fn one_key_is_enough_for_a_night_without_cramp() {
    let home = used();
    let mut window = next_evening(&home);
    window.shows(&["Last night: any cramp?", "Sunday, 22 November", "n  no", "y  yes", "l  later"]);
    window.press("n");
    window.shows(&["Noted: no cramp last night.", "enter begin", "d diary"]);
    let nights = disk::journal(&home, "night");
    assert_eq!(nights.len(), 1);
    assert_eq!((&nights[0]["night"], &nights[0]["cramp"]), (&"2026-11-22".into(), &false.into()));
    disk::assert_private(&home);
    window.press("q");
    assert!(window.ends().success());
    // It is asked once a night.
    next_evening(&home).shows(&["enter begin"]);
    assert_eq!(disk::journal(&home, "night").len(), 1);
}

#[test]
fn nobody_is_kept_from_the_evening() {
    let home = used();
    // The same night: the evening that was left waits.
    winddown(&home).open().shows(&["enter go on"]);
    // Whoever begins at once is not asked, and a kill leaves no answer.
    winddown(&home).start("quick").variable("WINDDOWN_NOW", NEXT).open().shows(&["Get ready"]);
    let mut window = next_evening(&home);
    window.shows(&["any cramp?"]);
    window.signal(Signal::KILL);
    window.ends();
    assert!(disk::journal(&home, "night").is_empty());
    let mut window = next_evening(&home);
    window.shows(&["any cramp?"]);
    window.press(ENTER);
    window.shows(&["enter begin"]);
    assert!(disk::journal(&home, "night").is_empty());
}

#[test]
fn warning_signs_come_before_a_cramp_is_saved() {
    let home = used();
    let mut window = next_evening(&home);
    window.shows(&["any cramp?"]);
    for (key, next) in [
        ("y", "Any of these, last night or now?"),
        ("n", "Which leg?"),
        ("l", "Which muscle?"),
        ("c", "disturb your sleep"),
        ("6", "How strong was the cramp"),
        ("x", "How long did it last?"),
        ("m", "What helped most?"),
        ("1", "In the last month, any of these?"),
    ] {
        window.press(key);
        window.shows(&[next]);
    }
    // Somebody who thinks better of it.
    for before in
        ["helped most", "did it last", "How strong", "disturb", "Which muscle", "Which leg", "none of these"]
    {
        window.press("\x7f");
        window.shows(&[before]);
    }
    for (key, next) in [("y", "Which of these?"), ("2", "This can be a blood-flow emergency.")] {
        window.press(key);
        window.shows(&[next]);
    }
    assert!(disk::journal(&home, "cramp").is_empty());
    window.shows(&["more below", "enter next"]);
    window.press_until(ENTER, "enter done");
    window.press(ENTER);
    window.shows(&["Get help now", "emergency", "A cramp this long", "This is general information"]);
    assert!(disk::journal(&home, "cramp").is_empty(), "nothing is saved before it was read");
    window.press(ENTER);
    window.shows(&["Noted: a cramp last night."]);
    let cramps = disk::journal(&home, "cramp");
    assert_eq!((&cramps[0]["severity"], &cramps[0]["signs"][0]), (&10.into(), &"cold-leg".into()));
    assert!(disk::journal(&home, "night")[0].get("nothing_urgent").is_none());
    assert_eq!(disk::journal(&home, "night")[0]["disturbed"], 6);
}

#[test]
fn a_cramp_of_the_night_is_told_to_its_end_in_the_morning() {
    let home = Home::new();
    let night = "2026-11-23T03:10:00+01:00[+01:00]";
    let mut window = winddown(&home).arguments(&["cramp", "calf"]).variable("WINDDOWN_NOW", night).open();
    window.shows(&["Toes to shin"]);
    window.press("q");
    window.ends();
    let mut window = winddown(&home).variable("WINDDOWN_NOW", "2026-11-23T08:00:00+01:00[+01:00]").open();
    window.shows(&["Last night: 03:10 calf", "Anything to add?", "Sunday, 22 November"]);
    window.press("y");
    window.shows(&["Any of these, last night or now?", "A swollen, hot, red or very tender leg"]);
    window.press("n");
    window.shows(&["Which leg?"]);
    window.press("r");
    window.shows(&["disturb your sleep"]);
    window.press("q");
    assert!(window.ends().success());
    let told = disk::journal(&home, "cramp");
    let last = told.last().expect("the cramp");
    assert_eq!(
        (&last["side"], &last["muscle"], &last["cramp"]),
        (&"right".into(), &"calf".into(), &told[0]["cramp"])
    );
    assert_eq!(disk::journal(&home, "night")[0]["nothing_urgent"], true);
}

#[test]
fn the_diary_shows_nights_and_takes_entries_back() {
    let home = used();
    let mut window = next_evening(&home);
    window.shows(&["any cramp?"]);
    window.press("n");
    window.shows(&["d diary"]);
    window.press_until("d", "▲ cramp");
    window.shows(&[
        "Diary",
        "– no cramp",
        "Too early to tell: 1 of 10 nights logged.",
        "Missed nights are fine.",
    ]);
    window.press("t");
    window.shows(&["of the 2012 trial"]);
    window.press("b");
    window.shows(&["a last night"]);
    window.press("e");
    window.shows(&["▸ 22 Nov  no cramp"]);
    window.press("x");
    window.shows(&["undone: no cramp"]);
    assert_eq!(disk::journal(&home, "void").len(), 1);
    window.press("b");
    window.shows(&["No nights are logged yet."]);
    window.press("a");
    window.shows(&["any cramp?"]);
    window.press("n");
    window.shows(&["Too early to tell: 1 of 10 nights logged."]);
    window.press("b");
    window.shows(&["enter begin"]);
    window.press("q");
    assert!(window.ends().success());
    let mut window = winddown(&home).arguments(&["diary", "list"]).variable("WINDDOWN_NOW", NEXT).open();
    window.shows(&["2026-11-22  no cramp"]);
    assert!(window.ends().success());
}

#[test]
fn what_cannot_be_saved_is_told_and_not_lost() {
    let home = used();
    let mut window = next_evening(&home);
    window.shows(&["any cramp?"]);
    std::fs::remove_dir_all(home.path().join("data")).expect("it is ours");
    home.write("data", "this is no folder");
    window.press("n");
    window.shows(&["Not saved yet, trying again"]);
    std::fs::remove_file(home.path().join("data")).expect("it is ours");
    window.press("q");
    assert!(window.ends().success());
    assert_eq!(disk::journal(&home, "night").len(), 1);
}
