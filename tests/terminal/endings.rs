//! Every way to end gives the terminal back and keeps what was done.

use rustix::process::Signal;

use common::Home;
use common::disk;
use common::window::{ENTER, ONE_LINE, winddown};

#[test]
fn sigterm_gives_the_terminal_back_and_ends_as_asked() {
    ends_by(Signal::TERM, "Terminated");
}

#[test]
fn sigint_gives_the_terminal_back_and_ends_as_asked() {
    ends_by(Signal::INT, "Interrupt");
}

#[track_caller]
fn ends_by(signal: Signal, name: &str) {
    let home = Home::new();
    let mut window = winddown(&home).start("classic").size(ONE_LINE).open();
    window.shows_in_turn(&["9 Get ready"]);
    window.press(ENTER);
    window.shows(&["Hold left leg"]);
    window.signal(signal);
    assert_eq!(window.ends().signal(), Some(name));
    window.is_given_back();
    assert!(disk::tonight(&home).is_some());
    winddown(&home).open().shows(&["step 1 of 6 is next", "enter go on"]);
}

#[test]
fn signals_on_the_first_screen_are_heard_too() {
    for signal in [Signal::TERM, Signal::INT] {
        let home = Home::new();
        let mut window = winddown(&home).open();
        window.shows(&["enter begin"]);
        window.signal(signal);
        assert!(window.ends().signal().is_some());
        window.is_given_back();
    }
}

#[test]
fn closing_the_window_ends_the_program_and_keeps_the_evening() {
    let home = Home::new();
    let mut window = winddown(&home).start("classic").size(ONE_LINE).open();
    window.shows_in_turn(&["9 Get ready"]);
    window.press(ENTER);
    window.shows(&["Hold left leg"]);
    assert_eq!(window.close().signal(), Some("Hangup"));
    winddown(&home).open().shows(&["step 1 of 6 is next, Wall calf stretch", "enter go on"]);
}

#[test]
fn closing_the_window_ends_a_program_that_may_not_hear_of_it() {
    let home = Home::new();
    let deaf = format!("trap '' HUP; exec {} start classic", common::executable().display());
    let window = winddown(&home).open_in("/bin/sh".as_ref(), &["-c", &deaf]);
    window.shows(&["Get ready"]);
    // However it ends: it must not wait at full speed for keys that cannot come.
    window.close();
}
