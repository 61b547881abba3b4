//! What the keys do to a running evening.

use std::time::Duration;

use common::Home;
use common::disk;
use common::window::{CTRL_C, DOWN, ENTER, ONE_LINE, SPACE, Window, count_in, winddown};

/// Longer than anything moves without a change to show.
const A_WHILE: Duration = Duration::from_millis(1200);

/// Every key that means nothing in a timed part, with and without modifiers.
const MEANINGLESS: &str = "xyzaclth1230\t\x1b[15~\x1b[H\x1b[5~\x1bn\x0e\x02\x12\x1b[1;5C\x7f\x1b[Z";

#[test]
fn space_stands_still_and_goes_on_after_three_two_one() {
    let home = Home::new();
    let mut window = holding(&home);
    window.press(SPACE);
    window.shows(&["Paused · ", "enter go on"]);
    let left = count_in(&window.text());
    window.stays_quiet_for(A_WHILE);
    window.press(SPACE);
    let hold = format!("{left} Hold left leg");
    window.shows_in_turn(&["3 Going on", "2 Going on", "1 Going on", &hold, "Hold left leg"]);
}

#[test]
fn enter_goes_on_too_and_skips_nothing() {
    let home = Home::new();
    let mut window = holding(&home);
    let left = pause(&mut window);
    window.press(ENTER);
    window.shows_in_turn(&["3 Going on left leg", &format!("{left} Hold left leg")]);
}

#[test]
fn plus_and_minus_are_ten_seconds() {
    let home = Home::new();
    let mut window = holding(&home);
    let left = pause(&mut window);
    for (key, now) in [("+", left + 10), ("=", left + 20), ("-", left + 10), ("_", left)] {
        window.press(key);
        window.shows(&[&format!("Paused · {now} Hold left leg")]);
    }
}

#[test]
fn less_than_nothing_left_is_the_next_part() {
    let home = Home::new();
    let mut window = holding(&home);
    window.press("---");
    window.shows(&["Rest left leg"]);
}

#[test]
fn enter_says_i_am_done_with_this_part() {
    let home = Home::new();
    let mut window = holding(&home);
    window.shows(&["29 Hold"]);
    for (part, goes_on) in [
        ("5 Rest left leg", "4 Rest"),
        ("30 Hold left leg", "29 Hold"),
        ("10 Change sides to the right leg", "9 Change"),
        ("30 Hold right leg", "29 Hold"),
    ] {
        // Held down a little too long, it is one press.
        window.press("\r\r\r");
        window.shows_in_turn(&[part, goes_on]);
    }
}

#[test]
fn n_goes_to_the_next_step_and_b_back() {
    let home = Home::new();
    let mut window = holding(&home);
    window.press("n");
    window.shows_in_turn(&["10 Get ready left leg … Seated hamstring stretch"]);
    window.press("N");
    window.shows_in_turn(&["Get ready left foot … Ankle circles"]);
    window.press("b");
    window.shows_in_turn(&["10 Get ready left leg … Seated hamstring stretch"]);
    window.press("b");
    window.shows_in_turn(&["10 Get ready left leg … Wall calf stretch"]);
    window.press("b");
    window.shows_in_turn(&["10 Get ready left leg … Wall calf stretch"]);
}

#[test]
fn b_is_the_start_of_this_part_once_it_has_gone_on_for_a_while() {
    let home = Home::new();
    // Ten times as fast, so that a while is over soon.
    let mut window = winddown(&home).start("classic").speed(10).size(ONE_LINE).open();
    window.shows(&["Get ready"]);
    window.press("n");
    window.shows_in_turn(&["9 Get ready left leg … Seated hamstring stretch"]);
    window.press(ENTER);
    window.shows_in_turn(&["25 Hold left leg … Seated hamstring stretch"]);
    window.press("b");
    window.shows_in_turn(&["3 Going on left leg … Seated", "1 Going on", "30 Hold left leg … Seated"]);
    window.press("b");
    window.shows(&["Get ready left leg … Wall calf stretch"]);
}

#[test]
fn a_command_has_its_place_on_every_keyboard() {
    let home = Home::new();
    let mut window = holding(&home);
    // The key of n, with a Russian and with a Greek layout.
    for (letter, step) in [("т", "Seated hamstring"), ("Ν", "Ankle circles")] {
        window.press(letter);
        window.shows(&[step]);
    }
}

#[test]
fn r_is_the_start_of_this_step() {
    let home = Home::new();
    let mut window = holding(&home);
    window.shows_in_turn(&["29 Hold"]);
    window.press(ENTER);
    window.shows_in_turn(&["Rest", "30 Hold left leg"]);
    window.press("r");
    window.shows_in_turn(&["10 Get ready left leg … Wall calf stretch"]);
}

#[test]
fn other_keys_do_nothing() {
    let home = Home::new();
    let mut window = holding(&home);
    let left = pause(&mut window);
    window.press(MEANINGLESS);
    // The one key that means something comes last, so that all the others have been heard by then.
    window.press("+");
    window.shows(&[&format!("Paused · {} Hold left leg … Wall calf stretch", left + 10)]);
}

#[test]
fn pasted_text_does_nothing() {
    let home = Home::new();
    let mut window = holding(&home);
    let left = pause(&mut window);
    window.press("\x1b[200~qn \r+\r\nq\x03\x1b[201~");
    window.press("+");
    window.shows(&[&format!("Paused · {} Hold left leg … Wall calf stretch", left + 10)]);
}

#[test]
fn half_a_key_does_not_stop_the_countdown() {
    // Alt and a bracket; the first byte of an umlaut, as a slow line may bring it; a paste that does not end.
    for half in [b"\x1b[".as_slice(), b"\xc3", b"\x1b[200~"] {
        let home = Home::new();
        let mut window = winddown(&home).start("classic").speed(4).size(ONE_LINE).open();
        window.shows(&["left leg"]);
        window.press_bytes(half);
        window.shows_in_turn(&["7 Get ready", "6 Get ready"]);
    }
}

#[test]
fn keys_pressed_while_the_window_changes_are_heard_at_once() {
    let home = Home::new();
    let mut window = holding(&home);
    pause(&mut window);
    for round in 0..100 {
        window.resize((80 + round % 2, 11));
        window.press("?");
        window.shows(&["r       start this step over"]);
        window.resize((82 + round % 2, 11));
        window.press("x");
        window.shows(&["q stop"]);
    }
}

#[test]
fn help_opens_over_a_still_evening_and_any_key_closes_it() {
    for (open, close) in [("?", "x"), ("\x1bOP", ENTER), ("?", "n")] {
        let home = Home::new();
        let mut window = holding(&home);
        window.press(open);
        window.shows(&["space   pause", "r       start this step over"]);
        let before = window.pictures().into_iter().rfind(|picture| picture.contains("Hold")).expect("a hold");
        window.stays_quiet_for(A_WHILE);
        window.press(close);
        let before = count_in(&before);
        let after = format!("{} Hold left leg … Wall calf", before - 1);
        window.shows_in_turn(&["3 Going on left leg … Wall calf", "1 Going on", &after]);
    }
}

#[test]
fn help_over_a_paused_evening_leaves_it_paused() {
    let home = Home::new();
    let mut window = holding(&home);
    let left = pause(&mut window);
    window.press("?");
    window.shows(&["r       start this step over"]);
    window.press("x");
    window.shows(&[&format!("Paused · {left} Hold left leg")]);
}

#[test]
fn help_says_what_to_know_about_the_step() {
    let home = Home::new();
    let mut window = winddown(&home).start("classic").open();
    window.shows(&["Get ready"]);
    window.press("?");
    window.shows(&["Keys", "paused", "ten seconds more", "Take care:"]);
    window.press(" ");
    window.shows(&["Feel:"]);
}

#[test]
fn ctrl_c_is_q() {
    let home = Home::new();
    let mut window = holding(&home);
    window.shows_in_turn(&["27 Hold"]);
    window.press(CTRL_C);
    assert!(window.ends().success());
    window.is_given_back();
    window.shows(&["winddown goes on from there tonight."]);
}

#[test]
fn a_step_in_ones_own_time_waits_for_enter() {
    let home = Home::new();
    home.write("own.toml", "name = \"Own\"\n[[step]]\nname = \"Lie down\"\ncues = [\"Let go.\"]\n");
    let mut window = winddown(&home).start("own.toml").speed(1000).open();
    window.shows(&["Lie down", "Let go.", "Enter when done.", "enter done"]);
    window.stays_quiet_for(A_WHILE);
    window.press_until(ENTER, "but sleep");
    window.shows(&["but sleep", "You did all of it: 1 step."]);
}

#[test]
fn the_water_check_takes_marks() {
    let home = Home::new();
    let mut window = winddown(&home).start("quick").open();
    window.shows(&["Wall calf stretch"]);
    for step in ["Seated hamstring", "Ankle circles", "Slow breathing", "Press m."] {
        window.press("n");
        window.shows(&[step]);
    }
    // Keys that set something once do nothing now: a stray one must not send anybody to a doctor.
    window.press("xhac");
    window.press("m");
    window.shows(&[
        "[ ] I was active today.",
        "[ ] It was hot.",
        "[ ] The colour of my pee",
        "[ ] My pee was red",
    ]);
    window.press(" ");
    window.shows(&["[x] I was active today."]);
    window.press(" jjjjj ");
    window.shows(&["1 like water", "8 dark amber", "enter choose"]);
    window.press("kkkkkk\r");
    window.shows(&["[ ] I was active today.", "[x] The colour of my pee: 3, pale yellow"]);
    window.press("j ");
    window.shows(&["[x] My pee was red, brown or the colour of cola.", "Get medical help"]);
    window.press(ENTER);
    window.shows(&["The colour of my pee: 3, pale yellow · My pee was red", "Get medical help"]);
}

#[test]
fn keys_that_come_together_all_count() {
    let home = Home::new();
    let mut window = holding(&home);
    // Pasted, or typed while the machine was busy. None may wait for the next one to be pressed.
    for _ in 0..5 {
        window.press("?x?x?");
        window.shows(&["esc close"]);
        window.press("x?x?x");
        window.waits_for("the hold", |text| text.contains("left leg") && !text.contains("esc close"));
    }
    pause(&mut window);
    window.press(" n n");
    window.shows(&["Paused · ", "Ankle circles"]);
    // The first key of all, where nothing runs that would wake anyone.
    let home = Home::new();
    let mut window = winddown(&home).size(ONE_LINE).open();
    window.shows(&["enter begin"]);
    window.press("\r n");
    window.shows(&["Paused · ", "Seated hamstring stretch"]);
}

/// A second of a key, as a keyboard sends it; faster, so that no busy machine makes presses of it.
fn held(key: &str) -> String {
    key.repeat(25)
}

#[test]
fn a_key_that_is_held_down_answers_nothing_unread() {
    let home = Home::new();
    let mut window = winddown(&home).for_the_first_time().open();
    window.shows(&["enter begin"]);
    window.press(&held(ENTER));
    window.shows(&["Before you begin"]);
    window.stays_quiet_for(A_WHILE);
    window.press(&held(DOWN));
    window.shows(&["▸ [ ] Lung disease"]);
    assert!(!home.path().join("data/safety.json").exists());

    let home = Home::new();
    let mut window = winddown(&home).start("classic").open();
    window.shows(&["Get ready"]);
    window.press(&held("n"));
    window.shows_in_turn(&["Seated hamstring … 2 of 6", "Get ready"]);
    window.press("?");
    window.shows(&["esc close"]);

    let home = Home::new();
    let mut window = winddown(&home).arguments(&["cramp"]).open();
    window.shows(&["enter eased"]);
    window.press(&held(ENTER));
    // It has eased, and what to do next is there to be read.
    window.press("?");
    window.shows(&["esc close"]);
}

#[test]
fn what_the_terminal_answers_is_no_key() {
    let home = Home::new();
    let mut window = winddown(&home).start("classic").open();
    window.shows(&["Get ready"]);
    for reply in [
        "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
        "\x1bP>|foot(1.16.2)\x1b\\",
        "\x1bP1+r524742=38\x1b\\",
        "\x1b]52;c;bnEhISEgbnEhISE=!\x07",
    ] {
        window.press(reply);
    }
    window.press(" ");
    window.shows(&["Wall calf stretch … 1 of 6", "Paused"]);
    assert!(disk::journal(&home, "cramp").is_empty());
}

/// Opens a window in the first seconds of a hold, with a clock that makes waiting short.
fn holding(home: &Home) -> Window {
    let mut window = winddown(home).start("classic").speed(4).size(ONE_LINE).open();
    window.shows_in_turn(&["9 Get ready"]);
    window.press(ENTER);
    window.shows(&["Hold left leg … Wall calf stretch"]);
    window
}

/// Pauses. Returns the seconds left.
fn pause(window: &mut Window) -> u64 {
    window.press(SPACE);
    window.shows(&["Paused · "]);
    count_in(&window.text())
}
