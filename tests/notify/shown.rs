//! What reaches the desktop, argument by argument.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that goes wrong")]

use crate::desktop::{Desktop, Manner, USUAL};
use crate::program::Program;

common::tests! { needs ["dbus-daemon"];
    a_reminder_is_shown_with_its_buttons_and_stays, a_quiet_word_makes_no_sound_and_goes_by_itself, a_click_that_means_nothing_is_not_offered, without_buttons_the_text_says_how_to_begin, where_buttons_are_not_drawn_the_text_says_how_to_begin_and_a_click_still_answers, text_is_escaped_only_where_it_would_be_markup, the_next_one_takes_its_place, where_nothing_can_be_replaced_it_is_shown_all_the_same, what_is_gone_is_not_replaced_as_its_number_may_be_another_one_s, the_server_tells_its_name_and_what_it_can_do, the_bus_is_found_where_it_usually_is,
}

fn a_reminder_is_shown_with_its_buttons_and_stays() {
    let desktop = Desktop::start(USUAL);
    let mut program = Program::on(&desktop.bus.address);
    assert_eq!(program.does("show bedtime"), "7 with buttons");
    let seen = desktop.sees();
    assert_eq!(seen.app, "winddown");
    assert_eq!(seen.replaces, 0);
    assert_eq!(seen.icon, "weather-clear-night");
    assert_eq!(seen.title, "Time to wind down");
    assert_eq!(seen.body, "Classic evening, 9 min 37 s.");
    let buttons = ["default", "Start", "start", "Start", "snooze", "In 10 minutes", "skip", "Not tonight"];
    assert_eq!(seen.actions, buttons);
    assert_eq!(seen.hints, ["urgency U8(1)"]);
    assert_eq!(seen.timeout, 0, "until we take it away");
    assert_eq!(program.ends(), "");
    desktop.sees_nothing();
}

fn a_quiet_word_makes_no_sound_and_goes_by_itself() {
    let desktop = Desktop::start(USUAL);
    let mut program = Program::on(&desktop.bus.address);
    assert_eq!(program.does("show early"), "7 bare");
    let seen = desktop.sees();
    assert_eq!(seen.body, "Last big drink, dim the lights.");
    assert!(seen.actions.is_empty());
    assert_eq!(seen.hints, ["suppress-sound Bool(true)", "urgency U8(0)"]);
    assert_eq!(seen.timeout, -1, "as the desktop likes");
}

fn a_click_that_means_nothing_is_not_offered() {
    let desktop = Desktop::start(USUAL);
    let mut program = Program::on(&desktop.bus.address);
    program.does("show unclickable");
    assert_eq!(desktop.sees().actions[..2], ["start", "Start"]);
}

fn without_buttons_the_text_says_how_to_begin() {
    let manner = Manner { abilities: &["body"], ..USUAL };
    let desktop = Desktop::start(manner);
    let mut program = Program::on(&desktop.bus.address);
    assert_eq!(program.does("show bedtime"), "7 bare");
    let seen = desktop.sees();
    assert_eq!(seen.body, "Classic evening, 9 min 37 s.\nRun: winddown start");
    assert!(seen.actions.is_empty());
    program.does("show early");
    assert_eq!(desktop.sees().body, "Last big drink, dim the lights.");
}

fn where_buttons_are_not_drawn_the_text_says_how_to_begin_and_a_click_still_answers() {
    for name in ["dunst", "mako", "fnott"] {
        let desktop = Desktop::start(Manner { name, ..USUAL });
        let mut program = Program::on(&desktop.bus.address);
        assert_eq!(program.does("show bedtime"), "7 bare");
        let seen = desktop.sees();
        assert_eq!(seen.body, "Classic evening, 9 min 37 s.\nRun: winddown start", "{name}");
        assert_eq!(seen.actions[..4], ["default", "Start", "start", "Start"], "{name}");
    }
}

fn text_is_escaped_only_where_it_would_be_markup() {
    for (abilities, body) in [
        (["body", "actions"], "Calves & toes,\n<5 min."),
        (["body", "body-markup"], "Calves &amp; toes,\n&lt;5 min.\nRun: winddown start"),
    ] {
        let abilities: &'static [&str] = Box::leak(Box::new(abilities));
        let desktop = Desktop::start(Manner { abilities, ..USUAL });
        let mut program = Program::on(&desktop.bus.address);
        program.does("show strange");
        let seen = desktop.sees();
        assert_eq!(seen.body, body);
        assert_eq!(seen.title, "R&D <b>[31m", "a title is never markup");
    }
}

fn the_next_one_takes_its_place() {
    for is_private in [false, true] {
        let desktop = Desktop::start(Manner { is_private, ..USUAL });
        let mut program = Program::on(&desktop.bus.address);
        program.does("show early");
        let first = desktop.sees();
        assert_eq!(first.replaces, 0);
        assert_eq!(program.does("replace bedtime"), "7 with buttons");
        let second = desktop.sees();
        assert_eq!((second.replaces, second.sender.as_str()), (7, first.sender.as_str()));
        assert_eq!((second.title.as_str(), second.timeout), ("Time to wind down", 0));
        assert_eq!(program.does("wait 50"), "Unanswered");
        desktop.sees_closed(7, &first.sender);
        assert_eq!(program.ends(), "");
    }
}

fn where_nothing_can_be_replaced_it_is_shown_all_the_same() {
    let manner = Manner { replaces: false, ..USUAL };
    let desktop = Desktop::start(manner);
    let mut program = Program::on(&desktop.bus.address);
    program.does("show bedtime");
    desktop.sees();
    assert_eq!(program.does("replace bedtime"), "7 with buttons");
    assert_eq!(desktop.sees().replaces, 7);
    assert_eq!(desktop.sees().replaces, 0);
}

fn what_is_gone_is_not_replaced_as_its_number_may_be_another_one_s() {
    let mut desktop = Desktop::start(USUAL);
    let mut program = Program::on(&desktop.bus.address);
    program.does("show bedtime");
    desktop.sees();
    desktop.server_dies();
    desktop.server_starts(USUAL);
    assert_eq!(program.does("replace bedtime"), "7 with buttons");
    assert_eq!(desktop.sees().replaces, 0);
}

fn the_server_tells_its_name_and_what_it_can_do() {
    let manner = Manner { abilities: &["body-markup"], ..USUAL };
    let desktop = Desktop::start(manner);
    let said = Program::on(&desktop.bus.address).does("server");
    let all = r#"Ok(NotificationServer { name: "Paper", vendor: "winddown", version: "0.1", has_buttons: false, answered_by: None, renders_markup: true })"#;
    assert_eq!(said, all);
}

fn the_bus_is_found_where_it_usually_is() {
    let desktop = Desktop::start(USUAL);
    let folder = desktop.bus.folder().to_str().expect("a plain name");
    let mut program = Program::start(&[("XDG_RUNTIME_DIR", folder)]);
    assert_eq!(program.does("show bedtime"), "7 with buttons");
}
