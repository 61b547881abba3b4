//! The reminder from the scheduler's call to the person's answer, with the real program.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that goes wrong")]

use std::process::Stdio;

use winddown::testing::store::journal;
use winddown::testing::store::paths::Paths;
use winddown::testing::store::state::Running;

use crate::desktop::{Desktop, Manner, Says, USUAL};
use common::window::winddown;
use common::{Home, Talk};

common::tests! { needs ["dbus-daemon"];
    put_off_it_comes_again_and_start_starts, a_hook_runs_when_it_is_shown, not_tonight_is_kept_and_silences_it, switched_off_it_comes_no_more, switched_off_while_it_shows_it_goes_for_good, the_next_bedtime_is_not_waited_away, what_goes_with_its_desktop_was_not_said, it_is_silent_when_there_is_nothing_to_remind_of, two_calls_at_once_speak_once, closed_without_an_answer_it_comes_once_more, a_desktop_without_buttons_says_what_to_run, what_could_not_be_shown_is_tried_again_and_then_said, without_a_terminal_the_desktop_says_so, a_lead_is_a_quiet_word_and_waits_for_nobody, a_test_reports_what_the_desktop_said, the_doctor_knows_the_desktop, whoever_looks_elsewhere_is_told_of_the_next_part,
}

/// Has the scheduler call, on a desktop and in a home, at ten in the evening.
fn call(desktop: &Desktop, home: &Home, words: &str) -> Talk {
    call_on(":0", desktop, home, words)
}

/// The same with that screen, none if it is empty.
fn call_on(display: &str, desktop: &Desktop, home: &Home, words: &str) -> Talk {
    let words: Vec<&str> = words.split(' ').collect();
    let mut command = home.process(&words);
    command.env("DBUS_SESSION_BUS_ADDRESS", &desktop.bus.address).env("DISPLAY", display);
    // None of the terminals that this machine may have.
    command.env("PATH", home.path());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    Talk::begin(command)
}

/// Returns a home whose terminal writes down what it is to run.
fn home() -> Home {
    let home = Home::new();
    let opened = home.path().join("opened");
    let terminal = home.script("terminal", &format!("echo \"$@\" > '{}'", opened.display()));
    home.write("config/config.toml", format!("terminal = [\"{}\", \"--fast\"]\n", terminal.display()));
    home
}

fn opened(home: &Home) -> String {
    std::fs::read_to_string(home.path().join("opened")).unwrap_or_default()
}

fn memory(home: &Home) -> String {
    std::fs::read_to_string(home.path().join("state/reminder.json")).unwrap_or_default()
}

const QUIET_AGAIN: &str = "Quiet: it has reminded you already.\n";

fn put_off_it_comes_again_and_start_starts() {
    let desktop = Desktop::start(USUAL);
    let home = home();
    let settings = std::fs::read_to_string(home.path().join("config/config.toml")).expect("it is there");
    home.write("config/config.toml", format!("{settings}snooze = \"5m\"\n"));
    // An answer is awaited for 45 s and a snooze takes 5, so that a busy machine has time to answer.
    let first = call(&desktop, &home, "remind fire 21:45 --speed 60");
    for button in ["snooze", "default"] {
        let seen = desktop.sees();
        assert_eq!(
            (seen.title.as_str(), seen.body.as_str()),
            ("Time to wind down", "Classic evening, 9 min 37 s.")
        );
        let actions =
            ["default", "Start", "start", "Start", "snooze", "In 5 minutes", "not-tonight", "Not tonight"];
        assert_eq!(seen.actions, actions);
        desktop.says(&seen, 7, Says::Pressed(button));
        desktop.sees_closed(7, &seen.sender);
    }
    let (code, said) = first.said();
    assert_eq!(
        (code, said.contains("Again at 22:0"), said.contains("Started in ")),
        (0, true, true),
        "{said}"
    );
    assert_eq!(opened(&home), format!("--fast {} start\n", common::executable().display()));
    desktop.sees_nothing();
}

fn a_hook_runs_when_it_is_shown() {
    let desktop = Desktop::start(USUAL);
    let home = home();
    let told = home.path().join("told");
    let line = "$WINDDOWN_EVENT|$WINDDOWN_ROUTINE|$WINDDOWN_STEP|$WINDDOWN_SIDE|$WINDDOWN_SECONDS";
    let hook = home.script("hook", &format!("echo \"{line}\" >> '{}'", told.display()));
    let settings = std::fs::read_to_string(home.path().join("config/config.toml")).expect("it is there");
    home.write("config/config.toml", format!("{settings}[hooks]\nreminder = [\"{}\"]\n", hook.display()));
    let call = call(&desktop, &home, "remind fire 21:45");
    let seen = desktop.sees();
    desktop.says(&seen, 7, Says::Pressed("not-tonight"));
    assert_eq!(call.said().0, 0);
    assert_eq!(std::fs::read_to_string(told).unwrap_or_default(), "reminder|classic|||577\n");
}

fn not_tonight_is_kept_and_silences_it() {
    let desktop = Desktop::start(USUAL);
    let home = home();
    let first = call(&desktop, &home, "remind fire 21:45");
    let seen = desktop.sees();
    desktop.says(&seen, 7, Says::Pressed("not-tonight"));
    assert_eq!(first.said(), (0, "Not tonight.\n".to_owned()));
    desktop.sees_closed(7, &seen.sender);
    let entries = journal::Journal::open(&Paths::under(home.path())).read_all().entries;
    assert_eq!(entries.len(), 1);
    assert_eq!(
        (&entries[0].what, entries[0].night.to_string()),
        (&journal::EventKind::Excused(journal::ExcusedNote::default()), "2026-11-22".into())
    );
    let again = call(&desktop, &home, "remind fire 21:45").said();
    assert_eq!(again, (0, "Quiet: not tonight, as you said.\n".to_owned()));
    desktop.sees_nothing();
}

fn switched_off_it_comes_no_more() {
    let desktop = Desktop::start(USUAL);
    let home = home();
    // A snooze takes a minute: switching off comes first, however busy the machine is.
    let first = call(&desktop, &home, "remind fire 21:45 --speed 10");
    let seen = desktop.sees();
    desktop.says(&seen, 7, Says::Pressed("snooze"));
    desktop.sees_closed(7, &seen.sender);
    while !memory(&home).contains("snoozed") {
        std::thread::yield_now();
    }
    assert_eq!(call(&desktop, &home, "remind off").said().0, 0);
    ends_for_good(first, &desktop, &home);
}

/// A call whose reminder was switched off says one thing of it and shows no other.
fn ends_for_good(call: Talk, desktop: &Desktop, home: &Home) {
    let (code, said) = call.said();
    assert_eq!((code, said.lines().count()), (0, 1), "{said}");
    desktop.sees_nothing();
    assert_eq!(memory(home), "");
}

fn switched_off_while_it_shows_it_goes_for_good() {
    let desktop = Desktop::start(USUAL);
    let home = home();
    let first = call(&desktop, &home, "remind fire 21:45 --speed 60");
    let seen = desktop.sees();
    assert_eq!(call(&desktop, &home, "remind off").said().0, 0);
    desktop.sees_closed(7, &seen.sender);
    ends_for_good(first, &desktop, &home);
}

fn the_next_bedtime_is_not_waited_away() {
    let desktop = Desktop::start(USUAL);
    let home = home();
    let both = call(&desktop, &home, "remind fire 21:45 22:05 --speed 600");
    let first = desktop.sees();
    desktop.sees_closed(7, &first.sender);
    let second = desktop.sees();
    desktop.says(&second, 7, Says::Pressed("not-tonight"));
    assert_eq!(both.said(), (0, "It was not answered.\nNot tonight.\n".to_owned()));
}

fn what_goes_with_its_desktop_was_not_said() {
    let mut desktop = Desktop::start(USUAL);
    let home = home();
    let call = call(&desktop, &home, "remind fire 21:45 --speed 60");
    desktop.sees();
    while !memory(&home).contains("spoken") {
        std::thread::yield_now();
    }
    desktop.server_dies();
    let (code, said) = call.said();
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("stopped; trying again") && said.contains("no program shows notifications"),
        "{said}"
    );
    assert!(!memory(&home).contains("spoken"));
}

fn it_is_silent_when_there_is_nothing_to_remind_of() {
    let desktop = Desktop::start(USUAL);
    let home = home();
    let quiet = |words: &str| call(&desktop, &home, words).said();
    assert_eq!(quiet("remind fire 22:15"), (0, "Quiet: no bedtime is due.\n".to_owned()));
    assert_eq!(quiet("remind fire 20:00"), (0, "Quiet: no bedtime is due.\n".to_owned()));
    assert_eq!(quiet("remind fire 21:45 mon-sat"), (0, "Quiet: no bedtime is due.\n".to_owned()));
    let paths = Paths::under(home.path());
    let running = Running::announce(&paths, "2026-11-22".parse().expect("a date")).expect("a lock");
    assert_eq!(quiet("remind fire 21:45"), (0, "Quiet: the routine is running.\n".to_owned()));
    drop(running);
    home.write(
        "data/journal/2026-desk.jsonl",
        r#"{"v":1,"id":"a","at":"2026-11-22T21:10:03+01:00[+01:00]","night":"2026-11-22","kind":"session","session":"s","routine":"quick","name":"Quick","started":"2026-11-22T21:00:00+01:00[+01:00]","steps":[{"name":"Wall","share":100}],"finished":true,"seconds":180}
"#,
    );
    assert_eq!(quiet("remind fire 21:45"), (0, "Quiet: the routine is done.\n".to_owned()));
    desktop.sees_nothing();
}

fn two_calls_at_once_speak_once() {
    let desktop = Desktop::start(USUAL);
    let home = home();
    let calls = [(); 3].map(|()| call(&desktop, &home, "remind fire 21:45"));
    let seen = desktop.sees();
    desktop.says(&seen, 7, Says::Pressed("start"));
    desktop.sees_closed(7, &seen.sender);
    let mut said = calls.map(Talk::said);
    said.sort();
    let started = format!("Started in {}.\n", home.path().join("terminal").display());
    assert_eq!(said.map(|(_, said)| said), [QUIET_AGAIN.to_owned(), QUIET_AGAIN.to_owned(), started]);
    desktop.sees_nothing();
}

fn closed_without_an_answer_it_comes_once_more() {
    let desktop = Desktop::start(USUAL);
    let call = call(&desktop, &home(), "remind fire 21:45 --speed 200");
    for _ in 0..2 {
        let seen = desktop.sees();
        desktop.says(&seen, 7, Says::Closed);
    }
    let (code, said) = call.said();
    assert_eq!(code, 0, "{said}");
    assert!(said.starts_with("Closed; once more at 22:1") && said.ends_with(".\nClosed.\n"), "{said}");
    desktop.sees_nothing();
}

fn a_desktop_without_buttons_says_what_to_run() {
    let desktop = Desktop::start(Manner { name: "dunst", ..USUAL });
    let home = home();
    let call = call(&desktop, &home, "remind fire 21:45");
    let seen = desktop.sees();
    let run = "Run `winddown` in a terminal to begin.\nNot tonight? Run `winddown remind skip`.";
    assert!(seen.body.ends_with(run), "{}", seen.body);
    assert_eq!(self::call(&desktop, &home, "remind skip").said().0, 0);
    desktop.sees_closed(7, &seen.sender);
    assert_eq!(call.said(), (0, "It was not answered.\n".to_owned()));
}

fn what_could_not_be_shown_is_tried_again_and_then_said() {
    let mut desktop = Desktop::start(USUAL);
    let home = home();
    desktop.server_dies();
    let (code, said) = call(&desktop, &home, "remind fire 21:45").said();
    assert_eq!(code, 1, "{said}");
    assert!(said.starts_with("winddown: no program shows notifications here"), "{said}");
    assert_eq!(memory(&home), "");
    let desktop = Desktop::start(USUAL);
    let call = call(&desktop, &home, "remind fire 21:45");
    desktop.says(&desktop.sees(), 7, Says::Pressed("not-tonight"));
    assert_eq!(call.said(), (0, "Not tonight.\n".to_owned()));
}

fn without_a_terminal_the_desktop_says_so() {
    let desktop = Desktop::start(USUAL);
    let home = Home::new();
    home.write("config/config.toml", "terminal = [\"/nonexistent\"]\n");
    for (display, advice) in
        [(":0", "set `terminal` in the settings"), ("", "`winddown doctor` says what to do")]
    {
        let call = call_on(display, &desktop, &home, "remind fire 21:45");
        let seen = desktop.sees();
        desktop.says(&seen, 7, Says::Pressed("start"));
        desktop.sees_closed(7, &seen.sender);
        let told = desktop.sees();
        assert_eq!(told.title, "The evening could not be opened");
        assert!(told.body.contains(advice), "{}", told.body);
        let (code, said) = call.said();
        assert_eq!((code, said.starts_with("winddown: no terminal could be opened")), (1, true), "{said}");
        home.write("state/reminder.json", "");
    }
}

fn a_lead_is_a_quiet_word_and_waits_for_nobody() {
    let desktop = Desktop::start(USUAL);
    let home = home();
    assert_eq!(call(&desktop, &home, "remind fire 22:30 --lead 45m").said(), (0, String::new()));
    let seen = desktop.sees();
    assert_eq!(seen.title, "Bed in 30 minutes");
    assert_eq!(seen.body, "Time for the last big drink. Dim the lights.");
    assert!(seen.actions.is_empty());
    assert_eq!(call(&desktop, &home, "remind fire 22:30 --lead 45m").said(), (0, QUIET_AGAIN.to_owned()));
}

fn a_test_reports_what_the_desktop_said() {
    let desktop = Desktop::start(USUAL);
    let home = home();
    let call = call(&desktop, &home, "remind test");
    let seen = desktop.sees();
    desktop.says(&seen, 7, Says::Pressed("snooze"));
    let (code, said) = call.said();
    assert_eq!(code, 0);
    assert_eq!(
        said,
        "Shown by Paper 0.1, with buttons. Waiting a minute for your answer.\n\
         In 10 minutes: the real one would come again then.\n"
    );
    assert_eq!(memory(&home), "", "a test is remembered by nobody");
}

fn the_doctor_knows_the_desktop() {
    let desktop = Desktop::start(USUAL);
    let home = home();
    let (code, said) = call(&desktop, &home, "doctor").said();
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("ok      notifications  Paper 0.1, with buttons"), "{said}");
    assert!(said.contains("-       reminder       off"), "{said}");
    let desktop = Desktop::start(Manner { name: "dunst", ..USUAL });
    let said = self::call(&desktop, &home, "doctor").said().1;
    assert!(said.contains("notifications  dunst 0.1, without buttons\n"), "{said}");
    assert!(said.contains("→ to answer: a middle click starts, and `dunstctl context`"), "{said}");
}

fn whoever_looks_elsewhere_is_told_of_the_next_part() {
    let desktop = Desktop::start(USUAL);
    let home = Home::new();
    home.write("config/config.toml", "get_ready = \"10s\"\nnotify_steps = true\n");
    let opening = winddown(&home).start("quick").speed(10);
    let mut window = opening.variable("DBUS_SESSION_BUS_ADDRESS", &desktop.bus.address).open();
    window.shows(&["Get ready"]);
    window.press("\x1b[O");
    let told = desktop.sees();
    assert_eq!((told.title.as_str(), told.actions.len()), ("Wall calf stretch", 0));
    assert!(told.body.ends_with(" leg, set 1 of 2") || told.body.ends_with(" leg"), "{}", told.body);
    let next = desktop.sees();
    assert_ne!(next.body, told.body);
    window.press("\x1b[I");
    desktop.sees_the_last_closed(&next.sender);
}
