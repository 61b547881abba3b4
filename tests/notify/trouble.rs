//! Desktops that are missing, frozen, or gone in the middle: nobody waits, nothing is printed.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that goes wrong")]

use std::os::unix::net::UnixListener;
use std::process::Command;
use std::time::Duration;

use crate::desktop::{Bus, Desktop, Manner, USUAL};
use crate::program::Program;
use common::Home;

common::tests! { needs ["dbus-daemon"];
    without_a_bus_it_says_so, without_a_server_it_says_so, a_frozen_server_is_given_three_seconds, a_notification_that_comes_too_late_is_taken_away_again, a_bus_that_never_says_a_word_is_given_three_seconds, a_server_that_ends_takes_its_notification_along, a_bus_that_ends_takes_everything_along, a_bus_may_end_at_any_moment, a_panic_in_the_library_is_an_error_and_prints_nothing,
}

/// What a call may take at most: its three seconds, and some for a busy machine.
const AT_MOST: Duration = Duration::from_secs(6);

fn without_a_bus_it_says_so() {
    for address in ["unix:path=/nonexistent/bus", "rubbish", "", "unix:path=", "tcp:host=", "autolaunch:"] {
        let mut program = Program::start(&[("DBUS_SESSION_BUS_ADDRESS", address), ("PATH", "")]);
        for order in ["show bedtime", "server"] {
            let said = program.does(order);
            assert!(said.contains("NoBus("), "{address}: {said}");
        }
        assert_eq!(program.ends(), "");
    }
    let mut program = Program::start(&[("XDG_RUNTIME_DIR", "/nonexistent")]);
    let said = program.does("show bedtime");
    assert!(said.contains("/nonexistent/bus") && said.contains("set DBUS_SESSION_BUS_ADDRESS"), "{said}");
}

fn without_a_server_it_says_so() {
    let bus = Bus::start();
    let mut program = Program::on(&bus.address);
    let said = program.does("show bedtime");
    assert!(said.starts_with("NoServer(") && said.contains("such as dunst or mako"), "{said}");
    assert!(program.does("server").starts_with("Err(NoServer("));
    assert_eq!(program.ends(), "");
}

fn a_frozen_server_is_given_three_seconds() {
    let manner = Manner { frozen: Some("GetCapabilities"), ..USUAL };
    let desktop = Desktop::start(manner);
    let mut program = Program::on(&desktop.bus.address);
    program.told("show bedtime");
    let (took, said) = program.says();
    assert!(said.starts_with("Frozen"), "{said}");
    assert!(took < AT_MOST, "{took:?}");
    desktop.sees_nothing();
    assert_eq!(program.ends(), "");
}

fn a_notification_that_comes_too_late_is_taken_away_again() {
    let manner = Manner { frozen: Some("Notify"), ..USUAL };
    let desktop = Desktop::start(manner);
    let mut program = Program::on(&desktop.bus.address);
    program.told("show bedtime");
    let (took, said) = program.says();
    assert!(said.starts_with("Frozen"), "{said}");
    assert!(took < AT_MOST, "{took:?}");
    let seen = desktop.sees();
    desktop.thaw();
    desktop.sees_closed(7, &seen.sender);
    assert_eq!(program.ends(), "");
}

fn a_bus_that_never_says_a_word_is_given_three_seconds() {
    let home = Home::new();
    let socket = home.path().join("bus");
    let _mute = UnixListener::bind(&socket).expect("a socket");
    let address = format!("unix:path={}", socket.display());
    let programs = ["show bedtime", "server"].map(|order| {
        let mut program = Program::on(&address);
        program.told(order);
        program
    });
    for program in programs {
        let (took, said) = program.says();
        assert!(said.contains("Frozen"), "{said}");
        assert!(took < AT_MOST, "{took:?}");
        assert_eq!(program.ends(), "");
    }
}

fn a_server_that_ends_takes_its_notification_along() {
    let mut desktop = Desktop::start(USUAL);
    let mut program = Program::on(&desktop.bus.address);
    program.does("show bedtime");
    program.told("wait 20000");
    desktop.server_dies();
    assert_eq!(program.says().1, "Gone");
    assert_eq!(program.ends(), "");
}

fn a_bus_that_ends_takes_everything_along() {
    let mut desktop = Desktop::start(USUAL);
    let mut program = Program::on(&desktop.bus.address);
    program.does("show bedtime");
    program.told("wait 20000");
    desktop.bus.die();
    assert_eq!(program.says().1, "Gone");
    assert!(program.does("show bedtime").starts_with("NoBus("));
    assert_eq!(program.ends(), "");
}

fn a_bus_may_end_at_any_moment() {
    for _ in 0..20 {
        let mut desktop = Desktop::start(USUAL);
        let mut program = Program::on(&desktop.bus.address);
        program.told("show bedtime");
        desktop.sees();
        desktop.bus.die();
        if program.says().1.ends_with("buttons") {
            assert_eq!(program.does("wait 20000"), "Gone");
        }
        assert_eq!(program.ends(), "");
    }
}

fn a_panic_in_the_library_is_an_error_and_prints_nothing() {
    use std::os::unix::ffi::OsStrExt;

    let desktop = Desktop::start(USUAL);
    // notify-rust takes the program's name for text. When the bus ends it panics, too, but in one moment only.
    let name = std::ffi::OsStr::from_bytes(b"no-text-\xff");
    let copy = desktop.bus.folder().join(name);
    // Copied by another program: a file that we have open for writing cannot be started.
    let copied = Command::new("cp").arg(std::env::current_exe().expect("this program")).arg(&copy).status();
    assert!(copied.expect("cp").success());
    let mut program = Program::of(&copy, &[("DBUS_SESSION_BUS_ADDRESS", &desktop.bus.address)]);
    let said = program.does("show bedtime");
    assert!(said.starts_with("Other(") && said.ends_with("do not work: its connection broke"), "{said}");
    assert_eq!(program.ends(), "");
}
