//! What is asked before the first evening, and what becomes of the answers.

use crate::common::Home;
use crate::disk;
use crate::window::{DOWN, ENTER, SPACE, Window, winddown};

fn answers(home: &Home) -> Option<String> {
    std::fs::read_to_string(home.path().join("data/safety.json")).ok()
}

fn closes(mut window: Window) {
    window.press("q");
    assert!(window.ends().success());
}

#[test]
fn the_first_enter_asks_and_every_later_one_begins() {
    let home = Home::new();
    let mut window = winddown(&home).for_the_first_time().open();
    window.shows(&["Classic evening", "enter begin"]);
    window.press(ENTER);
    window.shows(&["Before you begin", "[ ] Leg surgery", "[ ] A blood clot", "[ ] Pregnant"]);
    window.shows(&["[ ] Poor balance", "[ ] Numb feet", "panic attacks", "does not diagnose or treat"]);
    assert_eq!(answers(&home), None);
    window.press(ENTER);
    window.shows(&["Wall calf stretch", "Get ready", "Stop if you feel sharp pain"]);
    assert_eq!(answers(&home).as_deref(), Some(r#"{"v":1,"yes":[]}"#));
    disk::assert_private(&home);
    closes(window);

    let mut window = winddown(&home).for_the_first_time().open();
    window.shows(&["enter begin"]);
    window.press(ENTER);
    window.shows(&["Wall calf stretch", "Get ready"]);
    closes(window);
}

#[test]
fn a_yes_is_offered_the_seated_routine() {
    let home = Home::new();
    let mut window = winddown(&home).for_the_first_time().start("classic").open();
    window.shows(&["Before you begin", "▸ [ ] Leg surgery"]);
    window.press(DOWN);
    window.shows(&["▸ [ ] A blood clot"]);
    window.press(SPACE);
    window.shows(&["▸ [x] A blood clot"]);
    window.press(ENTER);
    window.shows(&["seated routine and ask your clinician first", "k keeps Classic evening."]);
    assert_eq!(answers(&home).as_deref(), Some(r#"{"v":1,"yes":["clot"]}"#), "kept before anything begins");
    window.press(ENTER);
    window.shows(&["Heel and toe raises", "Get ready", "Stop if you feel sharp pain"]);
    closes(window);
    // It stays tonight's, and is the usual one from now on.
    winddown(&home).open().shows(&["Seated evening", "enter begin"]);
}

#[test]
fn yes_asks_nothing_and_warns_all_the_same() {
    let home = Home::new();
    let mut window = winddown(&home).for_the_first_time().start("classic").arguments(&["--yes"]).open();
    window.shows(&["Wall calf stretch", "Stop if you feel sharp pain", "Pregnant, unsteady, or recovering"]);
    window.press("q");
    assert!(window.ends().success());
    window.shows(&["Pregnant, unsteady, or recovering from surgery or injury?", "ask your clinician first."]);
    assert_eq!(answers(&home), None, "nobody has answered anything");
    let mut window = winddown(&home).for_the_first_time().start("classic").open();
    window.shows(&["Before you begin"]);
    window.press(crate::window::CTRL_C);
    assert!(window.ends().success());
}

#[test]
fn answers_are_changed_from_tonight_and_from_the_command_line() {
    let home = Home::new();
    let mut window = winddown(&home).open();
    window.shows(&["enter begin"]);
    window.press("s");
    window.shows(&["▸ [ ] Leg surgery"]);
    window.press(SPACE);
    window.shows(&["▸ [x] Leg surgery"]);
    window.press(ENTER);
    window.shows(&["k keeps Classic evening."]);
    window.press("k");
    window.shows(&["Classic evening", "enter begin"]);
    assert_eq!(answers(&home).as_deref(), Some(r#"{"v":1,"yes":["surgery"],"keeps_routine":true}"#));
    closes(window);

    let mut window = winddown(&home).arguments(&["safety"]).open();
    window.shows(&["▸ [x] Leg surgery"]);
    window.press(SPACE);
    window.shows(&["▸ [ ] Leg surgery"]);
    window.press(ENTER);
    window.shows(&["enter begin"]);
    assert_eq!(answers(&home).as_deref(), Some(r#"{"v":1,"yes":[]}"#));
    closes(window);
}

#[test]
fn answers_that_make_no_sense_are_set_aside_and_asked_again() {
    let home = Home::new();
    home.write("data/safety.json", "{\"v\":9");
    let mut window = winddown(&home).open();
    window.shows(&["What you answered before the first evening cannot be read", "safety.json.broken"]);
    window.press(ENTER);
    window.shows(&["Before you begin"]);
}

#[test]
fn a_massage_waits_for_the_question_about_clots() {
    let home = Home::new();
    let mut window = winddown(&home).start("full").open();
    window.shows(&["Bedroom", "enter go"]);
    window.press("n");
    window.shows(&["Calf massage", "or ever had a clot?", "enter no", "y yes"]);
    window.press("y");
    window.shows(&["Skip the massage and get checked.", "Get medical help right away, today.", "y not so"]);
    window.press_until(ENTER, "Thigh massage");
    window.shows(&["or ever had a clot?", "y yes"]);
    window.press_until(ENTER, "Get ready · left leg");
    closes(window);
}
