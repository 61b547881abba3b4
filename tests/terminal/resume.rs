//! An evening that was left, and how the next start takes it up.

use rustix::process::Signal;

use common::Home;
use common::disk;
use common::window::{ENTER, ONE_LINE, SPACE, Window, count_in, winddown};

const TOMORROW: &str = "2026-11-23T21:30:00+01:00[+01:00]";

#[test]
fn an_evening_stopped_half_way_goes_on_where_it_stood() {
    let home = Home::new();
    let left = stop_in_the_second_step(&home);
    let [session] = &disk::journal(&home, "session")[..] else { panic!("one line, so far") };
    assert_eq!(session["finished"], false);
    assert!(disk::progress(session)[1] > 0, "{session}");
    assert_eq!(disk::tonight(&home).expect("kept")["kept"], true);
    disk::assert_private(&home);

    let mut window = winddown(&home).open();
    window.shows(&["You stopped at step 2 of 6."]);
    window.shows(&["enter go on", "r start over"]);
    window.press("q");
    assert!(window.ends().success());

    let mut window = winddown(&home).speed(10).size(ONE_LINE).open();
    window.shows(&["enter go on"]);
    window.press(ENTER);
    window.shows(&["Paused where you left it"]);
    window.press(ENTER);
    let hold = format!("{left} Hold left leg … Seated hamstring stretch");
    window.shows_in_turn(&["3 Going on", "2 Going on", "1 Going on", &hold]);
    window.press("q");
    assert!(window.ends().success());
    let sessions = disk::journal(&home, "session");
    assert_eq!(sessions.len(), 2, "told again, further on");
    assert_eq!(sessions[0]["session"], sessions[1]["session"]);
    let seconds = [0, 1].map(|telling| sessions[telling]["seconds"].as_u64().expect("a number"));
    assert!(seconds[0] <= seconds[1], "the second telling knows less: {sessions:#?}");
}

#[test]
fn an_evening_in_two_parts_is_all_of_it() {
    let home = Home::new();
    home.write(
        "own.toml",
        "name = \"Own\"\n[[step]]\nname = \"Lie down\"\nhold = \"20s\"\nsets = 3\nrest = \"5s\"\n",
    );
    let start = || winddown(&home).start("own.toml").speed(20).open();
    let mut window = start();
    window.shows(&["Hold · set 2 of 3"]);
    window.press("q");
    assert!(window.ends().success());
    let mut window = start();
    window.shows(&["enter go on"]);
    window.press(ENTER);
    window.shows(&["Paused where you left it"]);
    window.press(ENTER);
    window.shows(&["but sleep"]);
    let said = window.text();
    window.press_until("x", "the end");
    assert!(window.ends().success());
    let sessions = disk::journal(&home, "session");
    assert_eq!(disk::progress(sessions.last().expect("told")), [100], "{sessions:#?}");
    assert_eq!(sessions.last().expect("told")["seconds"], 60);
    assert!(said.contains("You did all of it: 1 step."), "{said}");
}

#[test]
fn a_little_of_a_long_step_is_kept_too() {
    let home = Home::new();
    home.write("own.toml", "name = \"Own\"\n[[step]]\nname = \"Lie down\"\nhold = \"1h\"\n");
    let mut window = winddown(&home).start("own.toml").speed(20).size(ONE_LINE).open();
    window.shows_in_turn(&["9 Get ready"]);
    window.press(ENTER);
    window.shows_in_turn(&["3585 Hold"]);
    window.press("q");
    assert!(window.ends().success());
    window.shows(&["winddown goes on from there tonight."]);
    winddown(&home).start("own.toml").open().shows(&["enter go on"]);
}

#[test]
fn r_begins_afresh_and_keeps_what_was_done() {
    let home = Home::new();
    stop_in_the_second_step(&home);
    let mut window = winddown(&home).speed(10).size(ONE_LINE).open();
    window.shows(&["r start over"]);
    window.press("r");
    window.shows_in_turn(&["10 Get ready left leg … Wall calf stretch", "9 Get ready"]);
    window.press(ENTER);
    window.shows_in_turn(&["27 Hold"]);
    window.press("q");
    assert!(window.ends().success());
    let sessions = disk::journal(&home, "session");
    assert_eq!(sessions.len(), 2);
    assert_ne!(sessions[0]["session"], sessions[1]["session"]);
}

#[test]
fn start_also_offers_to_go_on() {
    let home = Home::new();
    stop_in_the_second_step(&home);
    winddown(&home).start("classic").open().shows(&[
        "You stopped at step 2 of 6.",
        "enter go on",
        "r start over",
    ]);
}

#[test]
fn another_routine_can_be_started_in_between() {
    let home = Home::new();
    stop_in_the_second_step(&home);
    winddown(&home).start("quick").open().shows(&["Wall calf stretch", "1 of 5"]);
}

#[test]
fn a_kill_loses_nothing_but_the_part_it_hit() {
    let home = Home::new();
    let mut window = winddown(&home).start("classic").size(ONE_LINE).open();
    window.shows_in_turn(&["9 Get ready"]);
    window.press(ENTER);
    window.shows(&["Hold left leg … Wall calf stretch"]);
    kill(&mut window);

    let mut window = winddown(&home).speed(10).size(ONE_LINE).open();
    window.shows(&["You stopped at step 1 of 6."]);
    window.press(ENTER);
    window.shows(&["Paused where you left it"]);
    window.press(ENTER);
    window.shows_in_turn(&["3 Going on", "30 Hold left leg … Wall calf stretch"]);
}

#[test]
fn what_a_kill_left_last_night_is_in_the_journal_the_next() {
    let home = Home::new();
    let mut window = winddown(&home).start("quick").speed(100).open();
    window.shows(&["2 of 5"]);
    kill(&mut window);
    assert!(disk::journal(&home, "session").is_empty(), "there was no time to write it down");

    let mut window = winddown(&home).variable("WINDDOWN_NOW", TOMORROW).open();
    window.shows(&["any cramp?"]);
    window.press("l");
    window.shows(&["Monday evening", "Classic evening", "enter begin"]);
    assert!(!window.text().contains("go on"), "{}", window.text());
    let [session] = &disk::journal(&home, "session")[..] else { panic!("one line") };
    assert_eq!(session["night"], "2026-11-22");
    assert_eq!(session["finished"], false);
    assert_eq!(disk::progress(session)[0], 100);
    assert_eq!(disk::tonight(&home), None);
    window.press("q");
    assert!(window.ends().success());

    // Once written down, it is not written down again.
    let mut window = winddown(&home).variable("WINDDOWN_NOW", TOMORROW).open();
    window.shows(&["any cramp?"]);
    window.press("l");
    window.shows(&["Started last night: Quick three minutes."]);
    assert_eq!(disk::journal(&home, "session").len(), 1);
}

#[test]
fn what_was_left_last_night_is_on_the_first_screen_at_once() {
    let home = Home::new();
    let mut window = winddown(&home).start("quick").speed(100).open();
    window.shows(&["2 of 5"]);
    kill(&mut window);
    let mut window = winddown(&home).variable("WINDDOWN_NOW", TOMORROW).open();
    window.shows(&["any cramp?"]);
    window.press("l");
    window.shows(&["enter begin"]);
    assert!(window.text().contains("Started last night: Quick three minutes."), "{}", window.text());
}

#[test]
fn a_note_that_makes_no_sense_is_set_aside_and_said_so() {
    for nonsense in ["", "{\"v\":1", "{\"v\":99}", "\0\0\0"] {
        let home = Home::new();
        let note = home.write("state/tonight.json", nonsense);
        let window = winddown(&home).open();
        window.shows(&["could not be used", "it was kept as", "enter begin"]);
        assert!(!note.exists());
        assert!(home.path().join("state/tonight.json.broken").exists());
    }
}

/// Does some of the first two steps and stops. Returns the seconds that were left of the hold.
fn stop_in_the_second_step(home: &Home) -> u64 {
    let mut window = winddown(home).start("classic").speed(10).size(ONE_LINE).open();
    window.shows_in_turn(&["9 Get ready left leg … Wall calf stretch"]);
    window.press(ENTER);
    window.shows_in_turn(&["27 Hold"]);
    window.press("n");
    window.shows_in_turn(&["9 Get ready left leg … Seated hamstring stretch"]);
    window.press(ENTER);
    window.shows_in_turn(&["27 Hold"]);
    window.press(SPACE);
    window.shows(&["Paused"]);
    let left = count_in(&window.text());
    window.press("q");
    assert!(window.ends().success());
    window.shows(&["You did part of 2 steps. winddown goes on from there tonight."]);
    left
}

fn kill(window: &mut Window) {
    window.signal(Signal::KILL);
    assert_eq!(window.ends().signal(), Some("Killed"));
}
