//! The first screen: what will run, how long, and the way in.

use common::Home;
use common::disk;
use common::window::{CTRL_C, DOWN, ENTER, winddown};

#[test]
fn says_what_will_run_and_how_long_before_anything_begins() {
    let home = Home::new();
    let window = winddown(&home).open();
    window.shows(&[
        "Sunday evening",
        "Classic evening  9 min 37 s",
        "Wall calf stretch",
        "30 s × 2 each leg",
    ]);
    window.shows(&["Stop if you feel sharp pain", "enter begin", "o other", "? help", "q quit"]);
    assert!(!home.path().join("state").exists(), "looking writes nothing");
}

#[test]
fn enter_begins_and_q_stops() {
    let home = Home::new();
    let mut window = winddown(&home).open();
    window.shows(&["enter begin"]);
    window.press(ENTER);
    window.shows(&[
        "Wall calf stretch",
        "1 of 6",
        "Get ready · left leg",
        "then hold 30 s",
        "space pause",
        "q stop",
    ]);
    window.press("q");
    assert!(window.ends().success());
    window.is_given_back();
    window.shows(&["Good night."]);
    assert_eq!(disk::tonight(&home), None);
    assert!(disk::journal(&home, "session").is_empty());
}

#[test]
fn every_way_out_leaves_nothing_behind() {
    for way_out in ["q", "Q", "\x1b", CTRL_C] {
        let home = Home::new();
        let mut window = winddown(&home).open();
        window.shows(&["enter begin"]);
        window.press(way_out);
        assert!(window.ends().success(), "{way_out:?}");
        window.is_given_back();
        assert_eq!(window.text(), "", "{way_out:?}");
    }
}

#[test]
fn another_routine_is_two_keys_away() {
    let home = Home::new();
    let mut window = winddown(&home).open();
    window.shows(&["o other"]);
    window.press("o");
    window.shows(&["▸ Classic evening", "9 min 37 s", "  Quick three minutes", "3 min 7 s", "esc back"]);
    window.press(DOWN);
    window.shows(&["▸ Quick three minutes", "A little of everything"]);
    window.press(ENTER);
    window.shows(&["Quick three minutes  3 min 7 s", "enter begin"]);
    window.press(ENTER);
    window.shows(&["Wall calf stretch", "1 of 5"]);
}

#[test]
fn esc_leaves_the_list_as_it_was() {
    let home = Home::new();
    let mut window = winddown(&home).open();
    window.shows(&["o other"]);
    window.press("o");
    window.shows(&["▸ Classic evening"]);
    window.press(DOWN);
    window.shows(&["▸ Quick three minutes"]);
    window.press("\x1b");
    window.shows(&["Classic evening  9 min 37 s", "enter begin"]);
}

#[test]
fn routines_of_ones_own_are_in_the_list_and_broken_ones_say_so() {
    let home = Home::new();
    home.write(
        "config/routines/zz-mine.toml",
        "name = \"My own\"\n[[step]]\nname = \"Lie down\"\nhold = \"1m\"\n",
    );
    home.write("config/routines/broken.toml", "name = \"Broken\"\n[[step]]\nmove = \"wall-kalf\"\n");
    let mut window = winddown(&home).open();
    window.shows(&["o other"]);
    window.press("o");
    window.shows(&["broken", "has a mistake", "My own", "1 min 10 s"]);
    // The last is the last, however often one goes down.
    window.press(&"j".repeat(50));
    window.shows(&["▸ My own"]);
    window.press("k");
    window.shows(&["▸ broken"]);
    window.press(ENTER);
    window.shows(&["This file has a mistake: line 3:", "winddown routine check"]);
    window.press(DOWN);
    window.shows(&["▸ My own"]);
    window.press(ENTER);
    window.shows(&["My own", "Lie down   1 min"]);
}

#[test]
fn a_routine_is_started_by_name_or_by_path() {
    let home = Home::new();
    let mine = home.write("mine.toml", "name = \"My own\"\n[[step]]\nname = \"Lie down\"\nhold = \"1m\"\n");
    winddown(&home).start("quick").open().shows(&["Wall calf stretch", "1 of 5"]);
    winddown(&home).start(&mine).open().shows(&["Lie down", "1 of 1"]);
    winddown(&home).start("mine.toml").open().shows(&["Lie down", "1 of 1"]);
}

#[test]
fn a_routine_that_cannot_be_started_is_explained_without_touching_the_screen() {
    let home = Home::new();
    home.write("broken.toml", "[[step]]\nmove = \"wall-kalf\"\nhold = 30\n");
    for (asked, said) in [
        ("clasic", ["no routine is called `clasic`; did you mean `classic`?"].as_slice()),
        ("elephant", &["no routine is called `elephant`", "winddown routine list"]),
        ("../etc", &["../etc does not exist"]),
        ("none.toml", &["none.toml does not exist; check the name and the folder"]),
        ("broken.toml", &["broken.toml:2", "did you mean `wall-calf`?", "write `hold = \"30s\"`"]),
    ] {
        let mut window = winddown(&home).start(asked).open();
        assert_eq!(window.ends().exit_code(), 1, "{asked}");
        window.shows(said);
        assert!(!window.bytes().windows(8).any(|bytes| bytes == b"\x1b[?1049h"), "{asked}");
    }
}

#[test]
fn a_broken_setting_is_told_and_the_rest_holds() {
    let home = Home::new();
    home.write("config/config.toml", "bel = true\nroutine = \"quick\"\nget_ready = \"10s\"\n");
    let mut window = winddown(&home).open();
    window.shows(&["A setting was left out. config.toml, line 1: unknown key `bel`", "Quick three minutes"]);
    window.press(ENTER);
    // A large picture comes in several pieces.
    window.waits_for("the note to go", |text| text.contains("Get ready") && !text.contains("left out"));
}

#[test]
fn settings_that_are_no_text_are_told_too() {
    let home = Home::new();
    home.write("config/config.toml", b"\xff\xfe\x1b[2J");
    let window = winddown(&home).open();
    window.shows(&["The settings were left out", "Classic evening", "enter begin"]);
}
