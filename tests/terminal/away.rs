//! Stopped and brought back: nothing races on, nothing is skipped.

use std::time::Duration;

use rustix::process::Signal;

use common::Home;
use common::window::{CTRL_Z, ENTER, ONE_LINE, SPACE, Window, count_in, winddown};

/// The clock runs a little faster here, so that going on takes less waiting.
const SPEED: u32 = 5;
/// Longer than it takes to the next change, and the three seconds after it that do not count as a gap.
const LONG: Duration = Duration::from_millis(3400);

#[test]
fn a_program_that_was_stopped_welcomes_back_and_skips_nothing() {
    let homes = [Home::new(), Home::new(), Home::new(), Home::new()];
    let mut windows: Vec<_> = homes.iter().map(holding).collect();
    let typed = ["", "n", ENTER, "b"];
    for (window, keys) in windows.iter_mut().zip(typed) {
        window.signal(Signal::STOP);
        window.press(keys);
    }
    windows[0].stays_quiet_for(LONG);
    for window in &mut windows {
        window.signal(Signal::CONT);
        window.shows(&["Welcome back", "Hold left leg … Wall calf stretch"]);
        let left = welcomed_without_a_leap(window);
        // A key right after the welcome counts as struck while away.
        window.press_until(SPACE, "Going on");
        window.shows_in_turn(&["1 Going on", &format!("{left} Hold left leg")]);
    }
}

#[test]
fn impatient_keys_pressed_while_away_skip_nothing_either() {
    let homes = [Home::new(), Home::new(), Home::new()];
    let mut windows: Vec<_> = homes.iter().map(holding).collect();
    let typed = ["nn", "\r\r\r", "\rn"];
    for (window, keys) in windows.iter_mut().zip(typed) {
        window.signal(Signal::STOP);
        window.press(keys);
    }
    windows[0].stays_quiet_for(LONG);
    for (window, keys) in windows.iter_mut().zip(typed) {
        window.signal(Signal::CONT);
        window.shows_in_turn(&["Welcome back"]);
        // Whatever else was typed has been read before this is.
        window.press("?");
        window.shows(&["r       start this step over"]);
        window.press("x");
        window.shows(&["q stop"]);
        // Enter may go on from the welcome; nothing may leave the hold.
        let text = window.text();
        let still = ["Welcome back", "Going on"].iter().any(|word| text.contains(word));
        assert!(still && text.contains("left leg") && text.contains("Wall calf"), "{keys:?}:\n{text}");
    }
}

#[test]
fn ctrl_z_gives_the_shell_back_and_fg_finds_all_as_it_was() {
    let home = Home::new();
    let mut shell = in_a_shell(&home);
    let shell = &mut shell;
    suspend(shell);
    shell.stays_quiet_for(LONG);
    shell.command("fg");
    shell.shows(&["Paused", "Hold left leg … Wall calf stretch", "enter go on"]);
    let left = welcomed_without_a_leap(shell);
    shell.press(SPACE);
    shell.shows_in_turn(&["3 Going on", &format!("{left} Hold left leg")]);
    shell.shows_in_turn(&["25 Hold"]);
    shell.press("q");
    shell.shows(&["winddown goes on from there tonight.", "ready> "]);
    shell.is_given_back_to_a_shell();
}

#[test]
fn even_a_short_ctrl_z_pauses() {
    let home = Home::new();
    let mut shell = in_a_shell(&home);
    let shell = &mut shell;
    suspend(shell);
    shell.command("fg");
    shell.shows(&["Hold left leg … Wall calf stretch", "q stop"]);
    shell.shows(&["Paused", "enter go on"]);
}

#[test]
fn ctrl_z_twice_and_on_every_screen() {
    let home = Home::new();
    let mut shell = in_a_shell(&home);
    let shell = &mut shell;
    for screen in ["r       start this step over", "q stop"] {
        shell.press("?");
        shell.shows(&[screen]);
        suspend(shell);
        shell.command("fg");
        shell.shows(&[screen]);
    }
}

#[test]
fn sigcont_out_of_the_blue_changes_nothing() {
    let home = Home::new();
    let mut window = holding(&home);
    window.press(SPACE);
    window.shows(&["Paused"]);
    let lines = |window: &Window| window.text().lines().map(|l| l.trim_end().to_owned()).collect::<Vec<_>>();
    let before = lines(&window);
    window.signal(Signal::CONT);
    window.shows_in_turn(&["Paused", "Paused"]);
    assert_eq!(lines(&window), before);
}

/// Opens a window in the first seconds of a hold.
fn holding(home: &Home) -> Window {
    let mut window = winddown(home).start("classic").speed(SPEED).size(ONE_LINE).open();
    // Enter right after a change counts as pressed twice.
    window.shows_in_turn(&["4 Get ready"]);
    window.press(ENTER);
    window.shows(&["Hold left leg … Wall calf stretch"]);
    window
}

/// The same, started from a shell.
fn in_a_shell(home: &Home) -> Window {
    let opening = winddown(home).variable("PS1", "ready> ").size(ONE_LINE);
    let mut shell = opening.open_in("/bin/sh".as_ref(), &["-i"]);
    shell.shows(&["ready> "]);
    shell.command(&format!("clear; {} start classic --speed {SPEED}", common::executable().display()));
    shell.shows_in_turn(&["9 Get ready"]);
    shell.press(ENTER);
    shell.shows(&["Hold left leg"]);
    shell
}

/// Presses Ctrl-Z and looks whether the shell is all there.
#[track_caller]
fn suspend(shell: &mut Window) {
    shell.press(CTRL_Z);
    shell.shows(&["Stopped", "ready> "]);
    shell.is_given_back_to_a_shell();
    shell.command("echo all-$((40 + 2))");
    shell.shows(&["$((40 + 2))", "all-42\nready> "]);
}

/// Looks whether the count stands where it stood when the program was stopped. Returns it.
#[track_caller]
fn welcomed_without_a_leap(window: &Window) -> u64 {
    // The last picture, as the screen is empty while the program takes the terminal back.
    let pictures = window.pictures();
    let left = pictures.last().map_or(0, |picture| count_in(picture));
    let before = pictures.iter().rfind(|picture| picture.contains("Hold") && !picture.contains("Paused"));
    let before = before.map_or(0, |picture| count_in(picture));
    assert!(before.abs_diff(left) <= 1, "{before} s were left, and now {left} s");
    left
}
