//! Notifications through the terminal we run in, also over SSH: the escape sequence that it knows, else its bell.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Protocol {
    /// kitty's: title and body, each in a sequence of its own.
    Osc99,
    /// urxvt's, which most others took over: title and body.
    Osc777,
    /// iTerm2's: one text.
    Osc9,
    Bell,
}

const BELL: &str = "\x07";
/// What terminals call themselves in `TERM`, `TERM_PROGRAM` or, where it comes along over SSH, `LC_TERMINAL`.
const NAMES: [(&str, Protocol); 8] = [
    ("kitty", Protocol::Osc99),
    ("foot", Protocol::Osc777),
    ("ghostty", Protocol::Osc777),
    ("WezTerm", Protocol::Osc777),
    ("rxvt-unicode", Protocol::Osc777),
    ("contour", Protocol::Osc777),
    ("iTerm", Protocol::Osc9),
    ("WarpTerminal", Protocol::Osc9),
];
/// Variables that they set for the programs inside them, and that a terminal started from another one inherits.
const MARKS: [(&str, Protocol); 5] = [
    ("KITTY_WINDOW_ID", Protocol::Osc99),
    ("WEZTERM_PANE", Protocol::Osc777),
    ("GHOSTTY_RESOURCES_DIR", Protocol::Osc777),
    ("KONSOLE_VERSION", Protocol::Osc777),
    ("VTE_VERSION", Protocol::Osc777),
];

pub(crate) fn bytes(title: &str, body: &str, env: impl Fn(&str) -> Option<String>) -> Vec<u8> {
    let (title, body) = (one_line(title), one_line(body));
    let is_inside = |names: &[&str]| names.iter().any(|name| is_set(&env, name));
    let protocol = if is_inside(&["STY", "ZELLIJ"]) { Protocol::Bell } else { protocol(&env) };
    let sequence = match protocol {
        Protocol::Osc99 => {
            format!("\x1b]99;i=winddown:d=0;{title}\x1b\\\x1b]99;i=winddown:d=1:p=body;{body}\x1b\\")
        }
        // A semicolon would end the text.
        Protocol::Osc777 => {
            format!("\x1b]777;notify;{};{}\x1b\\", title.replace(';', ","), body.replace(';', ","))
        }
        Protocol::Osc9 => format!("\x1b]9;{}\x1b\\", one_text(&title, &body)),
        Protocol::Bell => return BELL.into(),
    };
    if is_inside(&["TMUX"]) {
        // tmux drops it unless it is set to let it through, but hears the bell in any case.
        return format!("\x1bPtmux;{}\x1b\\{BELL}", sequence.replace('\x1b', "\x1b\x1b")).into();
    }
    // Not every version of these shows it.
    let bell = if is_inside(&["VTE_VERSION", "KONSOLE_VERSION"]) { BELL } else { "" };
    format!("{sequence}{bell}").into()
}

fn protocol(env: &impl Fn(&str) -> Option<String>) -> Protocol {
    let called = ["TERM", "TERM_PROGRAM", "LC_TERMINAL"].into_iter().find_map(|variable| {
        let name = env(variable)?;
        NAMES.iter().find(|(part, _)| name.contains(part))
    });
    let known = called.or_else(|| MARKS.iter().find(|(mark, _)| is_set(env, mark)));
    known.map_or(Protocol::Bell, |&(_, protocol)| protocol)
}

fn is_set(env: &impl Fn(&str) -> Option<String>, variable: &str) -> bool {
    env(variable).is_some_and(|value| !value.is_empty())
}

/// Joins title and body so that no terminal takes them for a command: `4;` begins a progress bar.
fn one_text(title: &str, body: &str) -> String {
    let text = [title, body].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ");
    let is_command = text.trim_start_matches(|letter: char| letter.is_ascii_digit()).starts_with(';');
    if is_command { format!(" {text}") } else { text }
}

fn one_line(text: &str) -> String {
    let text: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(title: &str, body: &str, variables: &[(&str, &str)]) -> String {
        let find =
            |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        String::from_utf8(bytes(title, body, find)).unwrap().replace('\x1b', "^[").replace('\x07', "^G")
    }

    fn bedtime(variables: &[(&str, &str)]) -> String {
        shown("Wind down", "Classic; 9 min", variables)
    }

    #[test]
    fn each_terminal_gets_what_it_understands() {
        let kitty = "^[]99;i=winddown:d=0;Wind down^[\\^[]99;i=winddown:d=1:p=body;Classic; 9 min^[\\";
        let both = "^[]777;notify;Wind down;Classic, 9 min^[\\";
        let text = "^[]9;Wind down: Classic; 9 min^[\\";
        for (variables, sequence) in [
            ([("TERM", "xterm-kitty"), ("TERM_PROGRAM", "")], kitty),
            ([("TERM", "xterm-256color"), ("KITTY_WINDOW_ID", "1")], kitty),
            ([("TERM", "foot"), ("TERM_PROGRAM", "")], both),
            ([("TERM", "foot-extra"), ("TERM_PROGRAM", "")], both),
            ([("TERM", "xterm-ghostty"), ("TERM_PROGRAM", "ghostty")], both),
            ([("TERM", "xterm-256color"), ("TERM_PROGRAM", "WezTerm")], both),
            ([("TERM", "xterm-256color"), ("WEZTERM_PANE", "0")], both),
            ([("TERM", "rxvt-unicode-256color"), ("TERM_PROGRAM", "")], both),
            ([("TERM", "xterm-256color"), ("TERM_PROGRAM", "iTerm.app")], text),
            ([("TERM", "xterm-256color"), ("LC_TERMINAL", "iTerm2")], text),
            ([("TERM", "xterm-256color"), ("TERM_PROGRAM", "WarpTerminal")], text),
            ([("TERM", "xterm-256color"), ("TERM_PROGRAM", "Apple_Terminal")], "^G"),
            ([("TERM", "xterm-256color"), ("WT_SESSION", "1")], "^G"),
            ([("TERM", "linux"), ("TERM_PROGRAM", "")], "^G"),
            ([("TERM", "dumb"), ("VTE_VERSION", "")], "^G"),
        ] {
            assert_eq!(bedtime(&variables), sequence, "{variables:?}");
        }
        assert_eq!(bedtime(&[("VTE_VERSION", "7600")]), format!("{both}^G"));
        assert_eq!(bedtime(&[("KONSOLE_VERSION", "230805")]), format!("{both}^G"));
        assert_eq!(bedtime(&[("TERM_PROGRAM", "WezTerm"), ("KITTY_WINDOW_ID", "1")]), both, "inherited");
        assert_eq!(bedtime(&[]), "^G");
    }

    #[test]
    fn inside_another_program_it_is_passed_through_or_rung() {
        let tmux = ("TMUX", "/tmp/tmux-0/default,1,0");
        assert_eq!(
            bedtime(&[("TERM", "tmux-256color"), ("TERM_PROGRAM", "tmux"), tmux, ("LC_TERMINAL", "iTerm2")]),
            "^[Ptmux;^[^[]9;Wind down: Classic; 9 min^[^[\\^[\\^G"
        );
        assert_eq!(bedtime(&[("TERM", "tmux-256color"), ("TERM_PROGRAM", "tmux"), tmux]), "^G");
        for within in ["STY", "ZELLIJ"] {
            assert_eq!(bedtime(&[("TERM", "xterm-kitty"), (within, "0")]), "^G");
        }
    }

    #[test]
    fn no_text_drives_the_terminal() {
        let nasty = "a\x1b]0;x\x07\u{9d}52;c\u{9c}\r\n\tb";
        for variable in [("TERM", "xterm-kitty"), ("TERM", "foot"), ("LC_TERMINAL", "iTerm2")] {
            for variables in [&[variable] as &[_], &[variable, ("TMUX", "1")]] {
                let clean = shown("a ]0;x 52;c b", "a ]0;x 52;c b", variables);
                assert_eq!(shown(nasty, nasty, variables), clean);
            }
        }
    }

    #[test]
    fn one_text_is_no_command() {
        let text = |title, body| shown(title, body, &[("LC_TERMINAL", "iTerm2")]);
        assert_eq!(text("4;1", "50"), "^[]9; 4;1: 50^[\\");
        assert_eq!(text("", "4;3"), "^[]9; 4;3^[\\");
        assert_eq!(text("4", "; 1"), "^[]9;4: ; 1^[\\");
        assert_eq!(text("12;", ""), "^[]9; 12;^[\\");
        assert_eq!(text("", "9 min"), "^[]9;9 min^[\\");
    }
}
