//! Opening a terminal with the evening in it, from a notification's button.

use std::path::Path;
use std::process::Command;

use crate::device::opener;
use crate::store::paths;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NoTerminal {
    #[error(
        "no terminal could be opened: set `terminal` in the settings to yours, such as terminal = [\"alacritty\", \"-e\"]"
    )]
    NoneOpened,
    #[error(
        "no terminal could be opened, as the reminder does not know your screen: `winddown doctor` says what to do"
    )]
    NoDisplay,
}

/// The variables by which programs find the screen.
const DISPLAYS: [&str; 2] = ["DISPLAY", "WAYLAND_DISPLAY"];

/// The ones that are set here.
pub(crate) fn displays() -> impl Iterator<Item = &'static str> {
    DISPLAYS.into_iter().filter(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// What the system itself opens terminals with.
const PLATFORM: &[&[&str]] = if cfg!(windows) {
    &[&["wt.exe"], &["conhost.exe"]]
} else if cfg!(target_os = "macos") {
    &[&["osascript", "-e", TERMINAL_APP]]
} else {
    &[&["xdg-terminal-exec"]]
};

/// Terminal takes a line for its shell; what follows is ours by position.
const TERMINAL_APP: &str = "on run words\ntell application \"Terminal\"\nactivate\ndo script (quoted form of item 1 of \
                            words) & \" \" & (item 2 of words)\nend tell\nend run";

/// Common terminals, each with what goes between its name and the command: the rest of the line is that command and its
/// arguments, as their manuals say. Black Box is known by its packaged name, for `blackbox` is also a window manager.
const KNOWN: &[&[&str]] = &[
    &["x-terminal-emulator", "-e"],
    &["gnome-terminal", "--"],
    &["ptyxis", "--new-window", "--"],
    &["kgx", "--"],
    &["konsole", "-e"],
    &["xfce4-terminal", "-x"],
    &["mate-terminal", "-x"],
    &["cosmic-term", "-e"],
    &["qterminal", "-e"],
    &["lxterminal", "-e"],
    &["io.elementary.terminal", "-x"],
    &["deepin-terminal", "-e"],
    &["terminology", "-e"],
    &["tilix", "-e"],
    &["terminator", "-x"],
    &["kitty"],
    &["foot"],
    &["ghostty", "-e"],
    &["alacritty", "-e"],
    &["wezterm", "start", "--"],
    &["rio", "-e"],
    &["contour", "execute"],
    &["blackbox-terminal", "--"],
    &["cool-retro-term", "-e"],
    &["sakura", "-e"],
    &["mlterm", "-e"],
    &["zutty", "-e"],
    &["pterm", "-e"],
    &["Eterm", "-e"],
    &["urxvt", "-e"],
    &["st", "-e"],
    &["xterm", "-e"],
];

/// Opens a terminal that runs `program start`, and returns its name. `wish` is the person's own terminal with its
/// arguments; if it is empty, `$TERMINAL` and then the common ones are tried.
pub(crate) fn open(program: &Path, wish: &[String]) -> Result<String, NoTerminal> {
    let opened = candidates(wish).find(|words| opens(words, program));
    opened.and_then(|words| words.into_iter().next()).ok_or_else(|| {
        let needs_display = cfg!(all(unix, not(target_os = "macos")));
        if needs_display && displays().next().is_none() {
            NoTerminal::NoDisplay
        } else {
            NoTerminal::NoneOpened
        }
    })
}

fn candidates(wish: &[String]) -> impl Iterator<Item = Vec<String>> {
    let own = (!wish.is_empty()).then(|| wish.to_vec());
    let usual = std::env::var("TERMINAL").ok().filter(|name| !name.is_empty());
    let usual = usual.map(|name| vec![name, "-e".to_owned()]);
    let known = if cfg!(windows) { &[] } else { KNOWN };
    let words = |words: &&[&str]| words.iter().map(ToString::to_string).collect();
    own.into_iter().chain(PLATFORM.iter().map(words)).chain(usual).chain(known.iter().map(words))
}

pub(crate) fn first(wish: &[String]) -> Result<String, NoTerminal> {
    candidates(wish)
        .filter_map(|words| words.into_iter().next())
        .find(|name| paths::program(name).is_some())
        .ok_or(NoTerminal::NoneOpened)
}

fn opens(words: &[String], program: &Path) -> bool {
    let Some((terminal, arguments)) = words.split_first() else { return false };
    opener::starts(Command::new(terminal).args(arguments).arg(program).arg("start")).unwrap_or(false)
}
