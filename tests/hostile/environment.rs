//! Variables that hold anything at all: every command ends as it should, and says nothing that drives a terminal.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;

use common::Home;

use crate::files::ends_well;

common::tests! { needs [];
    whatever_a_variable_holds_every_command_ends,
}

/// Every variable that the program looks at, or a library for it.
const NAMES: [&str; 36] = [
    "HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
    "XDG_RUNTIME_DIR",
    "XDG_CURRENT_DESKTOP",
    "WINDDOWN_HOME",
    "WINDDOWN_NOW",
    "TERM",
    "TERM_PROGRAM",
    "COLORTERM",
    "COLORFGBG",
    "NO_COLOR",
    "COLUMNS",
    "LINES",
    "LANG",
    "LC_ALL",
    "TZ",
    "TZDIR",
    "PATH",
    "EDITOR",
    "VISUAL",
    "SHELL",
    "BROWSER",
    "TMPDIR",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "DBUS_SESSION_BUS_ADDRESS",
    "PULSE_SERVER",
    "PULSE_COOKIE",
    "ACCESSIBLE",
    "TMUX",
    "SSH_TTY",
    "USER",
    "RUST_LOG",
    "RUST_BACKTRACE",
];

const COMMANDS: [&str; 6] = [
    "doctor",
    "--plain",
    "start mine --yes --plain --speed 100000",
    "routine edit mine",
    "routine check",
    "routine list --json",
];

fn whatever_a_variable_holds_every_command_ends() {
    // The longest that Linux hands over, with the longest name.
    let long = 128 * 1024 - 40;
    let values: [&[u8]; 10] = [
        b"",
        &b"a".repeat(long),
        &b"/a".repeat(long / 2),
        b"/nonexistent/\xff\xfe\x80",
        b"/nonexistent/\x1b]0;owned\x07\x1b[2J\r\n\x7f",
        "/nonexistent/\u{9b}31m\u{202e}".as_bytes(),
        b"./a/../b",
        b"/dev/pts/ptmx",
        b"unix:path=/dev/pts/\x1b[31m",
        b"-99999999999999999999",
    ];
    // Each value of each variable with one of the commands, so that in the end each has met all of them.
    for (nth, (name, value)) in
        NAMES.into_iter().flat_map(|name| values.map(|value| (name, value))).enumerate()
    {
        let home = Home::in_memory();
        home.write("config/routines/mine.toml", "name = \"Mine\"\n[[step]]\nname = \"Sit\"\nhold = \"5s\"\n");
        // Without this one the others say where the files are.
        let is_place = name == "HOME" || name.starts_with("XDG_");
        let own: OsString = if is_place { OsString::new() } else { home.path().into() };
        let value = OsStr::from_bytes(value).to_owned();
        let shown: String = value.to_string_lossy().escape_debug().take(40).collect();
        let variables = [("WINDDOWN_HOME", own), ("EDITOR", "/bin/true".into()), (name, value)];
        ends_well(
            &home,
            COMMANDS[(nth + nth / values.len()) % COMMANDS.len()],
            &variables,
            &format!("{name}={shown}"),
        );
    }
}
