//! What a person does with a notification, and when.

use crate::desktop::{Desktop, Manner, Says, USUAL};
use crate::program::Program;

common::tests! { needs ["dbus-daemon"];
    what_is_pressed_is_the_answer_and_takes_it_away, a_button_pressed_in_the_first_moment_counts, one_that_is_closed_at_once_keeps_nobody_waiting, what_happens_to_others_is_none_of_our_business, after_a_while_it_is_taken_away, it_can_be_taken_away_and_then_counts_as_closed, asked_again_after_a_snooze_it_answers_again, nobody_listens_to_one_that_is_done_with,
}

const CHOSEN: [(Says, &str); 4] = [
    (Says::Pressed("snooze"), r#"Chosen("snooze")"#),
    (Says::Pressed("default"), r#"Chosen("start")"#),
    (Says::Pressed("no-such-button"), "Closed"),
    (Says::Closed, "Closed"),
];

fn what_is_pressed_is_the_answer_and_takes_it_away() {
    for is_private in [false, true] {
        for (says, answer) in CHOSEN {
            let manner = Manner { is_private, ..USUAL };
            let desktop = Desktop::start(manner);
            let mut program = Program::on(&desktop.bus.address);
            program.does("show bedtime");
            let seen = desktop.sees();
            program.told("wait 20000");
            // In private it hears nothing of the first milliseconds, in which nobody can press anything.
            let said = (0..100).find_map(|_| {
                desktop.says(&seen, 7, says);
                program.says_soon()
            });
            assert_eq!(said.as_deref(), Some(answer));
            if let Says::Pressed(_) = says {
                desktop.sees_closed(7, &seen.sender);
            }
            desktop.sees_nothing();
            assert_eq!(program.ends(), "");
        }
    }
}

fn a_button_pressed_in_the_first_moment_counts() {
    for at_once in [
        &[Says::Pressed("snooze")] as &[_],
        &[Says::Pressed("snooze"), Says::Closed],
        &[Says::Closed, Says::Pressed("snooze")],
    ] {
        let desktop = Desktop::start(Manner { at_once, ..USUAL });
        let mut program = Program::on(&desktop.bus.address);
        program.does("show bedtime");
        assert_eq!(program.does("wait 20000"), r#"Chosen("snooze")"#);
    }
}

fn one_that_is_closed_at_once_keeps_nobody_waiting() {
    let manner = Manner { at_once: &[Says::Closed], ..USUAL };
    let desktop = Desktop::start(manner);
    let mut program = Program::on(&desktop.bus.address);
    program.does("show bedtime");
    assert_eq!(program.does("wait 20000"), "Closed");
}

fn what_happens_to_others_is_none_of_our_business() {
    let desktop = Desktop::start(USUAL);
    let mut program = Program::on(&desktop.bus.address);
    program.does("show bedtime");
    let seen = desktop.sees();
    program.told("wait 500");
    desktop.says(&seen, 8, Says::Pressed("skip"));
    desktop.says(&seen, 6, Says::Closed);
    assert_eq!(program.says().1, "Unanswered");
}

fn after_a_while_it_is_taken_away() {
    let desktop = Desktop::start(USUAL);
    let mut program = Program::on(&desktop.bus.address);
    program.does("show bedtime");
    let seen = desktop.sees();
    assert_eq!(program.does("wait 50"), "Unanswered");
    desktop.sees_closed(7, &seen.sender);
    assert_eq!(program.ends(), "");
}

fn it_can_be_taken_away_and_then_counts_as_closed() {
    let desktop = Desktop::start(USUAL);
    let mut program = Program::on(&desktop.bus.address);
    program.does("show bedtime");
    let seen = desktop.sees();
    assert_eq!(program.does("close"), "closed");
    desktop.sees_closed(7, &seen.sender);
    desktop.says(&seen, 7, Says::Closed);
    assert_eq!(program.does("wait 20000"), "Closed");
}

fn asked_again_after_a_snooze_it_answers_again() {
    let desktop = Desktop::start(USUAL);
    let mut program = Program::on(&desktop.bus.address);
    program.does("show bedtime");
    for _ in 0..3 {
        let seen = desktop.sees();
        program.told("wait 20000");
        desktop.says(&seen, 7, Says::Pressed("snooze"));
        assert_eq!(program.says().1, r#"Chosen("snooze")"#);
        desktop.sees_closed(7, &seen.sender);
        assert_eq!(program.does("show bedtime"), "7 with buttons");
    }
}

fn nobody_listens_to_one_that_is_done_with() {
    for says in [None, Some(Says::Closed), Some(Says::Pressed("skip"))] {
        let desktop = Desktop::start(USUAL);
        let mut program = Program::on(&desktop.bus.address);
        let before = program.does("threads");
        program.does("show bedtime");
        let seen = desktop.sees();
        assert_ne!(program.does("threads"), before);
        match says {
            None => assert_eq!(program.does("drop"), "dropped"),
            Some(says) => {
                desktop.says(&seen, 7, says);
                program.does("wait 20000");
            }
        }
        assert!((0..5000).any(|_| program.does("threads") == before), "a thread is left");
        if says.is_none() {
            desktop.sees_nothing();
        }
    }
}
