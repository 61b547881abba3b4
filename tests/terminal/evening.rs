//! Whole evenings, from the first key to what is on disk afterwards.

use std::time::Duration;

use common::Home;
use common::disk;
use common::window::{ENTER, Opening, winddown};

#[test]
fn a_quick_evening() {
    let home = Home::new();
    run_through(&home, winddown(&home).start("quick").speed(200), 5);
    assert_eq!(disk::journal(&home, "session")[0]["routine"], "quick");
}

#[test]
fn a_classic_evening_from_the_first_screen() {
    let home = Home::new();
    let opening = winddown(&home).speed(400);
    run_through(&home, opening, 6);
    let session = &disk::journal(&home, "session")[0];
    assert_eq!(session["routine"], "classic");
    // All holds, circles, curls and breaths, and none of the changes.
    assert_eq!(session["seconds"], 120 + 120 + 80 + 32 + 100);
}

#[test]
fn the_next_night_remembers() {
    let home = Home::new();
    run_through(&home, winddown(&home).start("quick").speed(400), 5);
    let again = winddown(&home).open();
    again.shows(&["Already done tonight: Quick three minutes.", "enter begin"]);
    let early = ("WINDDOWN_NOW", "2026-11-23T07:00:00+01:00[+01:00]");
    let mut morning = winddown(&home).variable(early.0, early.1).open();
    morning.shows(&["any cramp?"]);
    morning.press("l");
    morning.shows(&["Monday morning", "Last night: Quick three minutes.", "enter begin"]);
    let mut morning = winddown(&home).variable(early.0, early.1).start("quick").open();
    morning.shows(&["1 of 5"]);
    morning.press("n");
    morning.shows(&["2 of 5"]);
    morning.press("q");
    assert!(morning.ends().success());
    morning.shows(&["Start winddown again before 12:00 to go on from there."]);
    let mut next = winddown(&home).variable("WINDDOWN_NOW", "2026-11-23T22:00:00+01:00[+01:00]").open();
    next.shows(&["any cramp?"]);
    next.press("l");
    next.shows(&["Monday evening", "Last night: Quick three minutes.", "enter begin"]);
}

#[test]
fn an_evening_without_an_answer_about_water_writes_none() {
    let home = Home::new();
    let mut window = winddown(&home).start("quick").speed(400).open();
    window.shows(&["How many glasses today?"]);
    window.press_until(ENTER, "but sleep");
    window.shows(&["but sleep"]);
    window.press_until("x", "the end");
    assert!(window.ends().success());
    assert!(disk::journal(&home, "water").is_empty());
    assert_eq!(disk::journal(&home, "session").len(), 1);
}

/// Runs an evening of so many steps to its end, with three glasses of water.
#[track_caller]
fn run_through(home: &Home, opening: Opening<'_>, steps: usize) {
    let mut window = opening.open();
    window.waits_for("a beginning", |text| text.contains("enter begin") || text.contains("q stop"));
    if window.text().contains("enter begin") {
        window.press(ENTER);
    }
    window.shows(&["How many glasses today?", "enter done", "m more", "+ add one"]);
    window.press("+++");
    window.press_until(ENTER, "but sleep");
    window.shows(&["but sleep", &format!("You did all of it: {steps} steps."), "any key close"]);
    window.press_until(" ", "the end");
    assert!(window.ends().success());
    window.is_given_back();
    assert_eq!(window.text(), "Good night.");

    let sessions = disk::journal(home, "session");
    assert_eq!(sessions.len(), 1, "{sessions:#?}");
    assert_eq!(sessions[0]["finished"], true);
    assert_eq!(sessions[0]["night"], "2026-11-22");
    assert_eq!(disk::progress(&sessions[0]), vec![100; steps]);
    let waters = disk::journal(home, "water");
    assert_eq!(waters.len(), 1, "{waters:#?}");
    assert_eq!(waters[0]["glasses"], 3);
    assert_eq!(disk::tonight(home), None);
    disk::assert_private(home);
}

#[test]
fn a_step_in_another_place_waits_until_one_is_there() {
    let home = Home::new();
    home.write("config/config.toml", "");
    let mut window = winddown(&home).open();
    window.shows(&["You need a wall and a firm chair.", "Light on, no loose rug."]);
    window.press(ENTER);
    window.shows(&["Face a wall", "Press Enter when you are there.", "enter ready"]);
    window.stays_quiet_for(Duration::from_millis(1200));
    window.press(ENTER);
    window.shows_in_turn(&["Get ready · left leg", "Put both palms on the wall"]);
    window.press("n");
    window.shows(&["Sit on the edge of a firm chair", "Press Enter when you are there."]);
    window.press("n");
    window.shows(&["Ankle circles", "Get ready"]);
    window.press("b");
    window.press_until("b", "Press Enter when you are there.");
    // "Unsteady? Press o for the seated evening."
    window.press("o");
    window.shows(&["Seated evening"]);
}
