//! Every way to end gives the terminal back and keeps what was done.

use rustix::process::Signal;

use common::Home;
use common::disk;
use common::window::{ENTER, ONE_LINE, Window, winddown};

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
    winddown(&home).open().shows(&["You stopped at step 1 of 6.", "enter go on"]);
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
    winddown(&home).open().shows(&["You stopped at step 1 of 6.", "enter go on"]);
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

/// A wrapper that keeps SIGHUP to itself, such as `su -c` or a script, leaves a terminal that cannot be read any more.
#[test]
fn a_terminal_that_goes_without_a_word_ends_the_program_on_every_screen() {
    let smaller: fn(&mut Window) = |window| assert!(window.resize((79, 24)));
    let typing: fn(&mut Window) = |window| window.press(".");
    for (arguments, stir, keys, text) in [
        ("", smaller, "", "enter begin"),
        ("", smaller, "?", "esc close"),
        ("start classic", smaller, "", "Get ready"),
        ("start classic", smaller, " ", "Paused"),
        ("cramp", smaller, "", "foot"),
        ("", smaller, "d", "Too early"),
        ("safety", smaller, "", "Before you begin"),
        ("", smaller, "l", "Why legs cramp"),
        ("--plain", typing, "", "A number: 1 begin"),
        ("start classic --plain", typing, " ", "Paused"),
        ("routine edit mine", typing, "", "editing"),
    ] {
        let home = Home::new();
        home.write("config/routines/mine.toml", "name = \"Mine\"\n[[step]]\nmove = \"wall-calf\"\n");
        let spent = home.path().join("spent");
        let wrapper = format!(
            "trap '' HUP; \"$0\" {arguments}; status=$?; times > {0}.new; echo $status >> {0}.new; mv {0}.new {0}",
            spent.display()
        );
        let program = common::executable();
        let mut window = winddown(&home)
            .variable("EDITOR", "echo editing; cat; :")
            .open_in("/bin/bash".as_ref(), &["-c", &wrapper, program.to_str().unwrap()]);
        if !keys.is_empty() {
            window.waits_for("anything", |text| !text.is_empty());
            window.press_until(keys, text);
        }
        window.shows(&[text]);
        assert!(window.close_after(stir).success(), "{arguments} {keys:?}");
        let told = std::fs::read_to_string(spent).unwrap();
        // Minutes and seconds of the processor, of its own and of the system's.
        let seconds =
            |time: &str| time.trim_start_matches("0m").trim_end_matches('s').parse::<f64>().unwrap();
        let [_, times, status] = told.lines().collect::<Vec<_>>()[..] else { panic!("{told}") };
        let spent: f64 = times.split_whitespace().map(seconds).sum();
        // With the start: waiting for keys that cannot come would take all of it.
        assert!(spent < 0.25, "{arguments} {keys:?}: {spent} s of the processor");
        // After the editor there is only a line to print, which a terminal that is just going may still take.
        let ends_so: &[&str] = if arguments.contains("edit") { &["0", "1"] } else { &["129"] };
        assert!(ends_so.contains(&status), "{arguments} {keys:?}: {status}");
    }
}
