//! What is asked before the first evening, and what becomes of the answers.

use common::Home;
use common::disk;
use common::window::{DOWN, ENTER, SPACE, Window, winddown};

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
    window.shows(&[
        "Before you begin",
        "[ ] One leg swollen",
        "[ ] Leg surgery",
        "[ ] A blood clot in the past",
    ]);
    window.shows(&["[ ] Pregnant", "[ ] Poor balance", "[ ] Numb feet", "panic attacks"]);
    window.shows(&[
        "[ ] Heart or kidney disease",
        "to limit how much I drink",
        "Trips to the toilet at night: 0",
    ]);
    window.shows(&["does not diagnose or treat", "Your diary stays on this computer.", "enter done"]);
    assert_eq!(answers(&home), None);
    window.press(ENTER);
    window.shows(&["Wall calf stretch", "Press Enter when you are there.", "Stop if you feel sharp pain"]);
    assert_eq!(answers(&home).as_deref(), Some(r#"{"v":2,"yes":[],"given_on":"2026-11-22"}"#));
    disk::assert_private(&home);
    closes(window);

    let mut window = winddown(&home).for_the_first_time().open();
    window.shows(&["enter begin"]);
    window.press(ENTER);
    window.shows(&["Wall calf stretch", "Press Enter when you are there."]);
    closes(window);
}

#[test]
fn a_yes_is_offered_the_seated_routine() {
    let home = Home::new();
    let mut window = winddown(&home).for_the_first_time().start("classic").open();
    window.shows(&["Before you begin", "▸ [ ] One leg swollen"]);
    window.press(DOWN);
    window.shows(&["▸ [ ] A blood clot"]);
    window.press(SPACE);
    window.shows(&["▸ [x] A blood clot"]);
    window.press(ENTER);
    window.shows(&["seated routine and ask your clinician first", "k to keep Classic evening."]);
    assert_eq!(
        answers(&home).as_deref(),
        Some(r#"{"v":2,"yes":["clot-past"],"given_on":"2026-11-22"}"#),
        "kept before anything begins"
    );
    window.press(ENTER);
    window.shows(&["Heel and toe raises", "Press Enter when you are there.", "Stop if you feel sharp pain"]);
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
    window.press(common::window::CTRL_C);
    assert!(window.ends().success());
}

#[test]
fn answers_are_changed_from_tonight_and_from_the_command_line() {
    let home = Home::new();
    let mut window = winddown(&home).open();
    window.shows(&["enter begin"]);
    window.press("s");
    window.shows(&["▸ [ ] One leg swollen"]);
    window.press(DOWN);
    window.press(DOWN);
    window.shows(&["▸ [ ] Leg surgery"]);
    window.press(SPACE);
    window.shows(&["▸ [x] Leg surgery"]);
    window.press(ENTER);
    window.shows(&["Don't stretch, rub or stand on the hurt leg", "k to keep Classic evening."]);
    window.press("k");
    window.shows(&["Classic evening", "enter begin"]);
    let kept = answers(&home).unwrap();
    assert!(
        kept.starts_with(r#"{"v":2,"yes":["surgery"],"keeps_routine":true,"told":{"classic":"#),
        "{kept}"
    );
    closes(window);

    let mut window = winddown(&home).arguments(&["safety"]).open();
    window.shows(&["▸ [ ] One leg swollen", "[x] Leg surgery"]);
    window.press(DOWN);
    window.press(DOWN);
    window.press(SPACE);
    window.shows(&["▸ [ ] Leg surgery"]);
    window.press(ENTER);
    window.shows(&["enter begin"]);
    assert_eq!(answers(&home).as_deref(), Some(r#"{"v":2,"yes":[],"given_on":"2026-11-22"}"#));
    closes(window);
}

#[test]
fn answers_that_make_no_sense_are_set_aside_and_asked_again() {
    let home = Home::new();
    home.write("data/safety.json", "{\"v\":9");
    let mut window = winddown(&home).open();
    window.shows(&["Your answers about your health cannot be read", "safety.json.broken"]);
    window.press(ENTER);
    window.shows(&["Before you begin"]);
}

#[test]
fn a_massage_waits_for_an_answer_and_a_yes_ends_the_evening() {
    let home = Home::new();
    let mut window = winddown(&home).start("full").open();
    window.shows(&["Bedroom", "enter go"]);
    window.press("n");
    window.shows(&["Calf massage", "very tender now?", "y yes", "n no"]);
    window.press_until(ENTER, "Press y for yes or n for no.");
    window.press("y");
    window.shows(&["very tender leg, noted on Sunday. Get", "Please have this checked"]);
    window.press("q");
    assert!(window.ends().success());
    // It holds until the person says that it was checked.
    winddown(&home).start("classic").open().shows(&["very tender leg, noted on Sunday.", "y checked"]);
}

#[test]
fn the_leg_is_asked_about_once_an_evening() {
    let home = Home::new();
    let mut window = winddown(&home).start("full").open();
    window.shows(&["Bedroom", "enter go"]);
    window.press("n");
    window.shows(&["Calf massage", "very tender now?"]);
    window.answer_until("n", "Get ready · left leg");
    window.press("n");
    window.shows(&["Thigh massage", "Get ready · left leg"]);
    closes(window);
    // Going on with it later, too.
    let mut window = winddown(&home).open();
    window.shows(&["You stopped at step 3"]);
    window.press(ENTER);
    window.shows(&["Thigh massage", "Paused where you left it · left leg"]);
    closes(window);
}

#[test]
fn answers_about_health_are_asked_for_again_after_a_month() {
    let home = Home::new();
    home.write("data/safety.json", r#"{"v":2,"yes":["heart-or-kidney"],"given_on":"2026-10-23"}"#);
    let mut window = winddown(&home).open();
    window.shows(&["enter begin"]);
    window.press(ENTER);
    window.shows(&["A month has passed. Has anything changed?", "[x] Heart or kidney disease", "enter done"]);
    window.press(ENTER);
    window.shows(&["Wall calf stretch", "Get ready"]);
    assert_eq!(
        answers(&home).as_deref(),
        Some(r#"{"v":2,"yes":["heart-or-kidney"],"given_on":"2026-11-22"}"#)
    );
    closes(window);
}

#[test]
fn a_routine_by_name_or_path_says_once_what_is_done_standing() {
    for is_path in [false, true] {
        let home = Home::new();
        home.write(
            "data/safety.json",
            r#"{"v":2,"yes":["balance"],"keeps_routine":true,"given_on":"2026-11-22"}"#,
        );
        let own = "name = \"Own\"\n[[step]]\nname = \"Reach up\"\nposture = \"standing\"\nhold = \"20s\"\n";
        let path = home.write("config/routines/own.toml", own);
        let name = if is_path { path.to_str().unwrap() } else { "own" };
        let mut window = winddown(&home).start(name).open();
        window.shows(&["You do these standing: Reach up.", "enter seated", "k keep mine"]);
        window.press("k");
        window.shows(&["Reach up", "Get ready"]);
        closes(window);
        let window = winddown(&home).start(name).open();
        window.shows(&["Reach up", "Get ready"]);
        closes(window);
        let home = Home::new();
        home.write("data/safety.json", r#"{"v":2,"yes":["balance"]}"#);
        let window = winddown(&home).start("trial").arguments(&["--yes"]).open();
        // Where the line is broken depends on what else is told.
        window.shows(&["You do these standing: Wall calf stretch,", "Heel-up hamstring stretch."]);
        closes(window);
    }
}

#[test]
fn answers_of_an_older_version_are_asked_for_once_more() {
    let home = Home::new();
    home.write("data/safety.json", r#"{"v":1,"yes":["clot"]}"#);
    let mut window = winddown(&home).open();
    window.shows(&["enter begin"]);
    window.press(ENTER);
    window.shows(&["Some are new. Tick any that apply to you.", "[x] A blood clot in the past"]);
    window.press(ENTER);
    window.shows(&["k keep mine"]);
    assert_eq!(answers(&home).as_deref(), Some(r#"{"v":2,"yes":["clot-past"],"given_on":"2026-11-22"}"#));
    window.press(common::window::CTRL_C);
    assert!(window.ends().success());
}
