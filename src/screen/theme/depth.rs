//! How many colours a terminal has, as its environment tells.
//!
//! Our own table: the libraries for this take a plain xterm for one of sixteen colours and trust `COLORTERM` inside GNU
//! screen, and some ask other programs first.

/// How many colours the terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// None at all, or none wanted.
    None,
    /// The sixteen of old.
    Sixteen,
    /// Two hundred and fifty-six.
    Indexed,
    /// All of them.
    True,
}

/// Terminals whose every version has all colours, by a word of `TERM`: over SSH nothing else comes along.
const ALL_COLOURS: [&str; 9] =
    ["alacritty", "contour", "direct", "foot", "ghostty", "iterm2", "kitty", "rio", "wezterm"];
/// The same by `TERM_PROGRAM`, for those that call themselves an xterm.
const PROGRAMS: [&str; 5] = ["WezTerm", "ghostty", "iTerm.app", "mintty", "vscode"];
/// Terminals that have had 256 colours for many years without saying so, by the first word of `TERM`.
const INDEXED: [&str; 7] = ["gnome", "konsole", "mlterm", "putty", "tmux", "vte", "xterm"];
/// The last word of a `TERM` that says it has fewer.
const FEWER: [&str; 4] = ["16color", "88color", "color", "mono"];

impl Depth {
    /// Returns what the environment says, given how it is read.
    pub fn of(var: impl Fn(&str) -> Option<String>) -> Depth {
        let set = |name| var(name).filter(|value| !value.is_empty());
        let term = set("TERM").unwrap_or_default().to_ascii_lowercase();
        let words: Vec<&str> = term.split(['-', '.']).collect();
        let (first, last) = (words[0], words[words.len() - 1]);
        let names_256 = term.contains("256color");
        let is_tmux = set("TMUX").is_some();
        let has_256 =
            names_256 || !FEWER.contains(&last) && (INDEXED.contains(&first) || first == "screen" && is_tmux);
        let has_all = || {
            let program = set("TERM_PROGRAM").filter(|_| first == "xterm");
            words.iter().any(|word| ALL_COLOURS.contains(word))
                || set("COLORTERM").is_some_and(|c| c == "truecolor" || c == "24bit")
                || set("WT_SESSION").is_some()
                || program.is_some_and(|program| PROGRAMS.contains(&program.as_str()))
                || set("LC_TERMINAL").is_some_and(|name| name == "iTerm2" && first == "xterm")
        };
        // A serial line calls itself a vt220 or such, and those had none.
        let is_vt =
            first.strip_prefix("vt").is_some_and(|model| model.starts_with(|c: char| c.is_ascii_digit()));
        if set("NO_COLOR").is_some() || term == "dumb" || last == "mono" {
            Depth::None
        } else if is_screen(set) {
            if names_256 { Depth::Indexed } else { Depth::Sixteen }
        } else if has_all() {
            Depth::True
        } else if has_256 {
            Depth::Indexed
        } else if is_vt {
            Depth::None
        } else {
            Depth::Sixteen
        }
    }
}

/// Whether this is GNU screen: it passes `COLORTERM` on, and reads the numbers of a true colour as other attributes.
pub(super) fn is_screen(set: impl Fn(&'static str) -> Option<String>) -> bool {
    let is_named = set("TERM").is_some_and(|term| term.starts_with("screen"));
    set("STY").is_some() || is_named && set("TMUX").is_none()
}

/// Whether this is the console of Linux, whose fonts hold 512 letters and no braille.
pub(super) fn is_console(var: impl Fn(&'static str) -> Option<String>) -> bool {
    var("TERM").is_some_and(|term| term == "linux" || term.starts_with("linux-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_decides_the_colours() {
        let all = [("COLORTERM", "truecolor")];
        for (term, others, depth) in [
            ("xterm-256color", &all[..], Depth::True),
            ("xterm-256color", &[], Depth::Indexed),
            ("linux", &[], Depth::Sixteen),
            ("xterm-256color", &[("COLORTERM", "truecolor"), ("NO_COLOR", "1")], Depth::None),
            ("linux", &[("NO_COLOR", "")], Depth::Sixteen),
            ("dumb", &all, Depth::None),
            ("", &[("WT_SESSION", "1")], Depth::True),
            // GNU screen, told by the variable or by the name.
            ("xterm-256color", &[("COLORTERM", "truecolor"), ("STY", "1.pts")], Depth::Indexed),
            ("xterm-kitty", &[("STY", "1.pts")], Depth::Sixteen),
            ("screen", &all, Depth::Sixteen),
            ("screen.xterm-256color", &all, Depth::Indexed),
            ("screen-256color", &all, Depth::Indexed),
            // tmux takes what it cannot show down to what it can.
            ("screen-256color", &[("COLORTERM", "truecolor"), ("TMUX", "/tmp/t")], Depth::True),
            ("screen", &[("TMUX", "/tmp/t")], Depth::Indexed),
            ("tmux", &[], Depth::Indexed),
            // What has all colours, known by name.
            ("xterm-kitty", &[], Depth::True),
            ("alacritty", &[], Depth::True),
            ("foot-extra", &[], Depth::True),
            ("xterm-ghostty", &[], Depth::True),
            ("xterm-direct", &[], Depth::True),
            ("wezterm", &[], Depth::True),
            ("iTerm2.app", &[], Depth::True),
            ("xterm-256color", &[("TERM_PROGRAM", "iTerm.app")], Depth::True),
            ("xterm-256color", &[("LC_TERMINAL", "iTerm2")], Depth::True),
            ("xterm-256color", &[("TERM_PROGRAM", "Apple_Terminal")], Depth::Indexed),
            // Started from iTerm, but inside something else.
            ("eterm-color", &[("TERM_PROGRAM", "iTerm.app")], Depth::Sixteen),
            // What has 256 without saying so, and what says that it has fewer.
            ("xterm", &[], Depth::Indexed),
            ("putty", &[], Depth::Indexed),
            ("vte", &[], Depth::Indexed),
            ("xterm-16color", &[], Depth::Sixteen),
            ("xterm-color", &[], Depth::Sixteen),
            ("xterm-mono", &[], Depth::None),
            ("rxvt-unicode", &[], Depth::Sixteen),
            ("ansi", &[], Depth::Sixteen),
            ("cygwin", &[], Depth::Sixteen),
            ("vt220", &[], Depth::None),
            ("", &[], Depth::Sixteen),
        ] {
            let var = |name: &str| {
                let value = others.iter().find(|(other, _)| *other == name).map(|(_, value)| *value);
                value.or_else(|| (name == "TERM").then_some(term)).map(str::to_owned)
            };
            assert_eq!(Depth::of(var), depth, "{term} {others:?}");
        }
    }
}
