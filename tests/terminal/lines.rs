//! Lines in a terminal: single keys, no screen taken, and the terminal given back.

use std::time::Duration;

use rustix::process::Signal;

use common::Home;
use common::disk;
use common::window::{CTRL_C, CTRL_Z, Opening, SPACE, Window, winddown};

/// Wide enough that no line is broken, and tall enough that none is lost.
const PAPER: (u16, u16) = (500, 100);

/// Opens an evening that is told in lines, and waits for the first hold.
fn told(opening: Opening<'_>) -> Window {
    let mut window = opening.start("classic").size(PAPER).open();
    window.shows(&["Get ready, left leg, set 1 of 2. 10 seconds.", "Keys: Enter go, space pause"]);
    window.press_until("\r", "Hold, left leg, set 1 of 2. 30 seconds.");
    window
}

/// Asserts that nothing came but lines: no cursor is moved, no screen is taken, no colour is set.
#[track_caller]
fn are_lines(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    assert!(!text.contains('\x1b'), "{text:?}");
    let bare = text.replace("\r\n", "").replace('\x07', "");
    assert!(!bare.contains(|letter: char| letter.is_control()), "a line that ends otherwise: {text:?}");
}

#[test]
fn keys_ask_and_lines_answer() {
    let home = Home::new();
    let mut window = told(winddown(&home).arguments(&["--plain"]));
    window.press(SPACE);
    window.shows(&["Paused.", "Keys: Enter go on, exclamation mark cramp"]);
    window.stays_quiet_for(Duration::from_millis(1500));
    window.press(".");
    window.shows(&["Paused. Step 1 of 6. Wall calf stretch. Hold, left leg", "Then rest 5 seconds."]);
    window.press("n");
    window.shows(&["Step 2 of 6. Seated hamstring stretch."]);
    window.press("?");
    window.shows(&["Help.", "n: next step.", "full stop: where we are, and what is left."]);
    window.press("x");
    window.press(CTRL_C);
    assert!(window.ends().success());
    window.shows(&["Good night."]);
    window.is_given_back();
    are_lines(&window.bytes());
}

#[test]
fn a_key_held_down_is_answered_before_it_is_let_go() {
    let home = Home::new();
    let mut window = told(winddown(&home).arguments(&["--plain"]));
    let is_answered = |_| {
        window.press(",");
        std::thread::park_timeout(Duration::from_millis(5));
        String::from_utf8_lossy(&window.bytes()).contains("Counting")
    };
    assert!((0..400).any(is_answered), "silent for two seconds");
}

#[test]
fn a_number_may_have_two_digits() {
    let home = Home::new();
    let mut window = winddown(&home).arguments(&["--plain"]).size(PAPER).open();
    window.shows(&["A number: 1 begin, 2 cramp, 3 help, 4 other, 5 learn, 6 diary, 7 quit, 0 history."]);
    window.press("5");
    window.shows(&["10. Vitamin K2", "End a number with Enter."]);
    window.press("1");
    window.press("0");
    window.stays_quiet_for(Duration::from_millis(300));
    window.press("\r");
    window.shows(&["\n10\nVitamin K2, quinine, pickle juice"]);
    // Back in the list, another key means itself, and the number is forgotten.
    window.press("b");
    window.press("1");
    window.press("b");
    window.press("7");
    assert!(window.ends().success());
    are_lines(&window.bytes());
}

#[test]
fn a_narrow_terminal_breaks_no_word() {
    let home = Home::new();
    let window = winddown(&home).start("classic").arguments(&["--plain"]).size((40, 60)).open();
    window.shows(&["Take care: Light on, no loose", "Keys: Enter go, space pause"]);
    let bytes = window.bytes();
    let text = String::from_utf8_lossy(&bytes);
    let long: Vec<_> = text.lines().filter(|line| line.chars().count() > 40).collect();
    assert!(long.is_empty(), "{long:?}");
}

#[test]
fn a_dumb_terminal_a_variable_and_a_setting_are_told_in_lines() {
    are_lines(&told(winddown(&Home::new()).variable("ACCESSIBLE", "1")).bytes());
    let screen = winddown(&Home::new()).variable("ACCESSIBLE", "0").open();
    screen.shows(&["For a screen reader: winddown --plain", "enter begin"]);
    let home = Home::new();
    let window = told(winddown(&home).variable("TERM", "dumb"));
    are_lines(&window.bytes());
    assert!(!window.bytes().contains(&b'\x07'), "some show a bell as a letter");
    let other = Home::new();
    other.write("config/config.toml", "plain = true\nget_ready = \"10s\"\n");
    are_lines(&told(winddown(&other)).bytes());
}

#[test]
fn a_terminal_that_sends_whole_lines_is_understood() {
    let home = Home::new();
    let mut window = told(winddown(&home).variable("TERM", "dumb"));
    // As a shell within an editor does; with another end of the line.
    window.press("pause\n");
    window.shows(&["Paused."]);
    window.press("next step\r");
    window.shows(&["Step 2 of 6."]);
    window.press("stop\n");
    assert!(window.ends().success());
    window.is_given_back();
}

#[test]
fn signals_give_the_keyboard_back() {
    for signal in [Signal::TERM, Signal::INT] {
        let home = Home::new();
        let mut window = told(winddown(&home).arguments(&["--plain"]));
        window.signal(signal);
        assert!(window.ends().signal().is_some());
        window.is_given_back();
        are_lines(&window.bytes());
        assert!(disk::tonight(&home).is_some());
    }
}

#[test]
fn ctrl_z_gives_the_keyboard_to_the_shell_and_fg_takes_it_again() {
    let home = Home::new();
    let opening = winddown(&home).variable("PS1", "ready> ").size(PAPER);
    let mut shell = opening.open_in("/bin/sh".as_ref(), &["-i"]);
    shell.shows(&["ready> "]);
    shell.command(&format!("{} start classic --plain", common::executable().display()));
    shell.shows(&["Get ready, left leg"]);
    shell.press(CTRL_Z);
    shell.shows(&["Stopped"]);
    shell.command("echo echo$((40+2))");
    shell.shows(&["echo42"]);
    shell.command("fg");
    shell.shows(&["Paused."]);
    shell.press("q");
    shell.waits_for("the shell", |text| text.contains("Good night.") && text.trim_end().ends_with("ready>"));
    shell.is_given_back_to_a_shell();
}
