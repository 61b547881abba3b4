//! Switching the reminder on and off with the real program, and what the system's schedulers are told.

#![cfg(unix)]

use std::path::PathBuf;

use common::{Machine, UNITS};

#[test]
fn systemd_gets_a_timer_and_a_service() {
    let machine = Machine::with("systemctl");
    machine.says("remind on 22:15 sun-thu 00:30 fri,sat --lead 45m", "Next: tonight 22:15, in 15 min.\n");
    assert_eq!(
        machine.told(),
        "systemctl --user show-environment\n\
         systemctl --user daemon-reload\n\
         systemctl --user enable winddown.timer\n\
         systemctl --user restart winddown.timer\n"
    );
    insta::assert_snapshot!("systemd_service", machine.file(&format!("{UNITS}/winddown.service")));
    insta::assert_snapshot!("systemd_timer", machine.file(&format!("{UNITS}/winddown.timer")));
    machine.says(
        "remind status",
        &format!(
            "Reminder: 22:15 on sun-thu, 00:30 on fri,sat; a heads-up 45 minutes before.\n\
             Next: tonight 22:15, in 15 min.\n\
             Kept by the systemd user manager: {}/{UNITS}/winddown.timer\n\
             Note: the reminder starts {}, a build folder: it breaks when that is cleaned or moved. \
             `cargo install --path .` puts winddown in a safe place.\n\
             Note: no desktop session to show it in (failed to connect to `unix:path=/nonexistent`: No such file or \
             directory (os error 2)): log in to a desktop, or set DBUS_SESSION_BUS_ADDRESS; see winddown doctor.\n",
            machine.place(),
            env!("CARGO_BIN_EXE_winddown"),
        ),
    );
}

#[test]
fn without_a_user_manager_nothing_is_installed_and_other_ways_are_named() {
    let machine = Machine::with("nothing");
    machine.fails("remind on 21:45", &["(there is no systemctl here)", "--by autostart", "--by crontab"]);
    machine.have("systemctl", "echo Failed to connect to bus: No medium found >&2; exit 1");
    machine.fails("remind on 21:45", &["No medium found", "nothing was installed"]);
    assert!(machine.files().iter().all(|file| file.starts_with(machine.home.path().join("state"))));
    machine.says("remind status", "The reminder is off. Switch it on: winddown remind on 21:45\n");
}

#[test]
fn a_scheduler_that_refuses_leaves_all_as_it_was() {
    let machine = Machine::with("systemctl");
    machine.says("remind on 22:15", "Next: tonight 22:15, in 15 min.\n");
    let before = machine.file(&format!("{UNITS}/winddown.timer"));
    machine.have("systemctl", "case $2 in enable) echo Access denied >&2; exit 1;; esac");
    machine.fails("remind on 23:00", &["refused the reminder (systemctl said: Access denied)"]);
    assert_eq!(machine.file(&format!("{UNITS}/winddown.timer")), before);
    // What was there goes on.
    assert!(machine.told().ends_with(
        "systemctl --user daemon-reload\n\
         systemctl --user enable winddown.timer\n\
         systemctl --user restart winddown.timer\n"
    ));

    let fresh = Machine::with("nothing");
    fresh.have("systemctl", "case $2 in restart) exit 1;; esac");
    fresh.fails("remind on 23:00", &["refused the reminder (systemctl failed)"]);
    assert!(fresh.files().iter().all(|file| file.starts_with(fresh.home.path().join("state"))));
    assert!(
        fresh
            .told()
            .ends_with("systemctl --user disable --now winddown.timer\nsystemctl --user daemon-reload\n")
    );
    fresh.says("remind status", "The reminder is off. Switch it on: winddown remind on 21:45\n");
}

#[test]
fn off_removes_every_trace() {
    let machine = Machine::with("systemctl");
    machine.says("remind on 22:15", "Next: tonight 22:15, in 15 min.\n");
    machine.home.write(&format!("{UNITS}/timers.target.wants/winddown.timer"), "a link");
    machine.told();
    machine.says("remind off", "The reminder is off.\n");
    assert_eq!(
        machine.told(),
        "systemctl --user disable --now winddown.timer\n\
         systemctl --user stop winddown.service\n\
         systemctl --user clean --what=state winddown.timer\n\
         systemctl --user daemon-reload\n"
    );
    assert_eq!(machine.files(), Vec::<PathBuf>::new());
    machine.says("remind off", "There was no reminder.\n");
}

#[test]
fn a_manager_that_cannot_be_told_is_not_kept_secret() {
    let machine = Machine::with("systemctl");
    machine.says("remind on 22:15", "Next: tonight 22:15, in 15 min.\n");
    machine.have("systemctl", "echo Failed to connect to bus >&2; exit 1");
    machine.fails(
        "remind off",
        &["the reminder's files are gone, but", "Failed to connect to bus", "until your next login"],
    );
    assert_eq!(machine.file("told").lines().last(), Some("systemctl --user disable --now winddown.timer"));
    assert!(!machine.home.path().join(UNITS).join("winddown.timer").exists());
}

#[test]
fn status_says_what_would_stop_it() {
    let machine = Machine::with("systemctl");
    machine.says("remind on 22:15", "Next: tonight 22:15, in 15 min.\n");
    machine.have("systemctl", "case $2 in is-active) echo inactive; exit 3;; esac");
    let ran = machine.run("remind status");
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.contains("winddown.timer is not running") && ran.err.contains("remind on 22:15 daily"),
        "{}",
        ran.err
    );
    let doctor = machine.run("doctor");
    assert_eq!(doctor.code, 1);
    assert!(doctor.out.contains("not ok  reminder"), "{}", doctor.out);
    assert!(doctor.out.contains("not ok  notifications"), "{}", doctor.out);

    machine.have("systemctl", "");
    let timer = machine.home.path().join(UNITS).join("winddown.timer");
    let text = std::fs::read_to_string(&timer).unwrap();
    std::fs::write(&timer, text.replace("22:15:00", "09:00:00")).unwrap();
    machine.have("systemctl", "");
    let ran = machine.run("remind status");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("the times of winddown.timer were changed by hand"), "{}", ran.err);

    let service = machine.home.path().join(UNITS).join("winddown.service");
    for (text, said) in [
        (
            "ExecStart=:\"/gone/winddown\" \"remind\" \"fire\" \"22:15\" \"daily\"\n",
            "it starts /gone/winddown, which is not there",
        ),
        (
            "ExecStart=:\"/bin/true\" \"remind\" \"fire\" \"late\"\n",
            "its times cannot be read: `late` is not a time of day",
        ),
        ("ExecStart=/bin/true\n", "its times cannot be read: its command is not one of winddown's"),
        ("", "its times cannot be read"),
    ] {
        std::fs::write(&service, text).unwrap();
        let ran = machine.run("remind status");
        assert_eq!(ran.code, 1, "{text}");
        assert!(ran.err.contains(said), "{}", ran.err);
    }
}

#[test]
fn the_start_button_finds_the_terminal_that_is_there() {
    let names = "cosmic-term qterminal lxterminal io.elementary.terminal deepin-terminal terminology rio contour \
                 blackbox-terminal cool-retro-term sakura mlterm zutty pterm Eterm";
    for name in names.split(' ') {
        let said = Machine::with(name).run("doctor").out;
        assert!(said.contains(&format!("start button   opens {name}\n")), "{name}: {said}");
    }
}

#[test]
fn a_manager_that_does_not_know_the_screen_is_named_with_the_cure() {
    let machine = Machine::with("systemctl");
    let screen = [("DISPLAY", ":0"), ("WAYLAND_DISPLAY", "wayland-1")];
    let run =
        |words: &str| machine.run_with(&common::executable(), &words.split(' ').collect::<Vec<_>>(), &screen);
    let says = |text: &str, missing: &str| {
        text.contains(&format!("does not know {}, so Start opens no window", missing.replace(' ', " and ")))
            && text.contains(&format!("`systemctl --user import-environment {missing}`"))
    };
    let ran = run("remind on 22:15");
    assert_eq!(ran.code, 0);
    assert!(says(&ran.err, "DISPLAY WAYLAND_DISPLAY"), "{}", ran.err);
    machine
        .have("systemctl", "case $2 in show-environment) echo DISPLAY=:0; echo OLD_WAYLAND_DISPLAY=w;; esac");
    let ran = run("remind status");
    assert!(ran.code == 0 && says(&ran.out, "WAYLAND_DISPLAY"), "{}", ran.out);
    machine.have("foot", "");
    let ran = run("doctor");
    assert!(ran.out.contains("not ok  start button   the systemd user manager"), "{}", ran.out);
    assert!(says(&ran.out, "WAYLAND_DISPLAY"), "{}", ran.out);
    machine.have("systemctl", "case $2 in show-environment) echo DISPLAY=:0; echo WAYLAND_DISPLAY=w;; esac");
    assert!(run("doctor").out.contains("ok      start button   opens foot"));
    // Over SSH nothing can be told of the screen.
    machine.have("systemctl", "");
    assert!(machine.run("doctor").out.contains("ok      start button   opens foot"));
}

#[test]
fn tonight_can_be_skipped_and_a_journey_too() {
    let machine = Machine::with("systemctl");
    machine.says("remind skip", "Quiet tonight. No reminder is installed.\n");
    machine.says("remind skip --cancel", "No longer skipped. No reminder is installed.\n");
    machine.says("remind on 22:15", "Next: tonight 22:15, in 15 min.\n");
    machine.says("remind skip", "Quiet tonight. Next: tomorrow 22:15, in 24 h 15 min.\n");
    machine.says("remind fire 22:00", "Quiet: skipped, as you asked.\n");
    machine.says("remind skip --cancel", "No longer skipped. Next: tonight 22:15, in 15 min.\n");
    machine.says("remind skip", "Quiet tonight. Next: tomorrow 22:15, in 24 h 15 min.\n");
    machine.says(
        "remind on 22:30",
        "Quiet tonight: skipped, as you asked. Next: tomorrow 22:30, in 24 h 30 min.\n",
    );
    machine.says("remind on 22:15 mon", "Next: tomorrow 22:15, in 24 h 15 min.\n");
    machine.says(
        "remind on 22:15",
        "Quiet tonight: skipped, as you asked. Next: tomorrow 22:15, in 24 h 15 min.\n",
    );
    for day in ["2026-12-24", "24.12.2026", "24 december", "Dec 24"] {
        machine.says(
            &format!("remind skip --until {day}"),
            "Quiet until Thursday 24 December. Next: Thursday 24 December, 22:15, in 33 days.\n",
        );
    }
    machine.says("remind off", "The reminder is off.\n");
    machine.says("remind skip --until monday", "Quiet until Monday 23 November. No reminder is installed.\n");
    machine.fails("remind skip --until 2026-11-22", &["`2026-11-22` is not after tonight"]);
    machine.ends(
        2,
        "remind skip --until soon",
        &["no day is called `soon`; write one such as monday, 24.12.2026"],
    );
}

#[test]
fn times_that_are_none_are_told_and_nothing_is_installed() {
    let machine = Machine::with("systemctl");
    for (words, said) in [
        ("25:00", "hours go from 0 to 23"),
        ("noon", "write a time such as 12:00"),
        ("21:45 --days mun", "did you mean `mon`?"),
        ("21:45 --days xyzzy", "`xyzzy` is not a day"),
        ("21:45 22:30 --days mon", "write the days behind each time instead"),
        ("21:45 --lead 5m", "write a length from 15m to 4h"),
        ("21:45 --lead 45", "has no unit"),
    ] {
        machine.ends(2, &format!("remind on {words}"), &[said]);
    }
    assert_eq!(machine.run("remind on").code, 2);
    assert_eq!((machine.told(), machine.files()), (String::new(), Vec::new()));
    let early = machine.run("remind on 9:45");
    assert!(
        early
            .out
            .contains("09:45 is not a usual bedtime; if you meant the other half of the day, write 21:45.")
    );
}

#[test]
fn a_desktop_without_systemd_starts_it_at_login() {
    let machine = Machine::with("nothing");
    machine.says("remind on 22:15 --by autostart", "Next: tonight 22:15, in 15 min.\n");
    let entry = ".config/autostart/winddown.desktop";
    insta::assert_snapshot!("autostart", machine.file(entry));
    let status = machine.run("remind status");
    assert_eq!((status.code, status.err.as_str()), (0, ""), "it waits from now on");
    machine.says("remind watch 22:15 --installed", "");
    let other = Machine::with("nothing");
    let text = std::fs::read_to_string(machine.home.path().join(entry)).unwrap();
    other.home.write(entry, text.replace(&machine.place(), &other.place()));
    let status = other.run("remind status");
    assert!(status.err.contains("nothing is waiting for bedtime until your next login"), "{}", status.err);
    let advice = status.err.split("To set it again: winddown ").nth(1).unwrap();
    other.says(advice, "Next: tonight 22:15, in 15 min.\n");
    assert_eq!(other.run("remind status").code, 0);
    // One job at a time.
    machine.have("systemctl", "");
    machine.says("remind on 22:30", "Next: tonight 22:30, in 30 min.\n");
    assert!(!machine.home.path().join(".config/autostart/winddown.desktop").exists());
}

#[test]
fn lines_for_a_crontab_install_nothing() {
    let machine = Machine::with("nothing");
    let ran = machine.run("remind on 21:45 weekdays 00:30 sat --by crontab");
    let lines = ran
        .out
        .replace(env!("CARGO_BIN_EXE_winddown"), "/usr/bin/winddown")
        .replace(&machine.place(), "/home/ann");
    insta::assert_snapshot!("crontab", lines);
    assert!(ran.err.contains("do not know about these lines"), "{}", ran.err);
    assert!(machine.files().is_empty());
}

#[test]
fn launchd_gets_an_agent() {
    let machine = Machine::with("launchctl");
    machine.says("remind on 22:15 sun-thu 00:30 fri --by launchd", "Next: tonight 22:15, in 15 min.\n");
    let told = machine.told();
    let uid = rustix::process::getuid().as_raw();
    assert_eq!(
        told,
        format!(
            "launchctl bootout gui/{uid}/winddown.reminder\n\
             launchctl bootstrap gui/{uid} HOME/Library/LaunchAgents/winddown.reminder.plist\n"
        )
    );
    let plist = "Library/LaunchAgents/winddown.reminder.plist";
    insta::assert_snapshot!("launchd", machine.file(plist));
    assert!(machine.run("remind status").out.contains("22:15 on sun-thu, 00:30 on fri"));
    machine.says("remind off", "The reminder is off.\n");
    assert!(machine.files().is_empty(), "{:?}", machine.files());
    machine.have("launchctl", "case $1 in bootstrap) echo Bootstrap failed: 5 >&2; exit 5;; esac");
    machine.fails(
        "remind on 22:15 --by launchd",
        &["launchd refused the reminder (launchctl said: Bootstrap failed: 5)"],
    );
    assert!(!machine.home.path().join(plist).exists());
    machine.have("launchctl", "");
    machine.says("remind on 22:15 --by launchd", "Next: tonight 22:15, in 15 min.\n");
    machine.told();
    machine.have("launchctl", "case $1 in bootstrap) exit 5;; esac");
    machine.fails("remind on 23:00 --by launchd", &["launchd refused the reminder"]);
    assert!(machine.file(plist).contains("<string>22:15</string>"));
    assert_eq!(machine.told().matches("bootstrap").count(), 2, "the old one is loaded again");
}

#[test]
fn the_task_scheduler_gets_a_task() {
    let machine = Machine::with("nothing");
    machine.have(
        "schtasks",
        &format!("PATH=/usr/bin:/bin; test $1 = /Create && cp \"$6\" '{}/task.xml'; exit 0", machine.place()),
    );
    machine.says("remind on 22:15 sun,sat --by task-scheduler", "Next: tonight 22:15, in 15 min.\n");
    assert!(machine.told().starts_with("schtasks /Create /F /TN winddown reminder /XML "));
    let bytes = std::fs::read(machine.home.path().join("task.xml")).unwrap();
    let units: Vec<u16> = bytes.chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    let text = String::from_utf16(&units).unwrap();
    let text = text.replace(env!("CARGO_BIN_EXE_winddown"), "/usr/bin/winddown");
    insta::assert_snapshot!("task", text.trim_start_matches('\u{feff}'));
}
