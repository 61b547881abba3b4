//! Notifications through the terminal we run in, also over SSH: the escape sequence that it knows, else its bell.

/// What a terminal understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Speaks {
    /// kitty's protocol: title and body, each in a sequence of its own.
    Osc99,
    /// urxvt's, which most others took over: title and body.
    Osc777,
    /// iTerm2's: one text.
    Osc9,
    /// Nothing that is known, or not surely: the bell.
    Bell,
}

/// The bell.
const BELL: &str = "\x07";

/// Returns the bytes that make the terminal show `title` and `body`, as well as it can, judged by the variables that
/// `env` reads.
pub fn bytes(title: &str, body: &str, env: impl Fn(&str) -> Option<String>) -> Vec<u8> {
    let (title, body) = (plain(title), plain(body));
    let speaks = if is_inside(&env, &["STY", "ZELLIJ"]) { Speaks::Bell } else { speaks(&env) };
    let sequence = match speaks {
        Speaks::Osc99 => {
            format!("\x1b]99;i=winddown:d=0;{title}\x1b\\\x1b]99;i=winddown:d=1:p=body;{body}\x1b\\")
        }
        // A semicolon would end the text.
        Speaks::Osc777 => {
            format!("\x1b]777;notify;{};{}\x1b\\", title.replace(';', ","), body.replace(';', ","))
        }
        Speaks::Osc9 => format!("\x1b]9;{}\x1b\\", one_text(&title, &body)),
        Speaks::Bell => return BELL.into(),
    };
    if is_inside(&env, &["TMUX"]) {
        // tmux drops it unless it is set to let it through, but hears the bell in any case.
        return format!("\x1bPtmux;{}\x1b\\{BELL}", sequence.replace('\x1b', "\x1b\x1b")).into();
    }
    // A VTE terminal shows it on some systems only.
    let bell = if is_inside(&env, &["VTE_VERSION"]) { BELL } else { "" };
    format!("{sequence}{bell}").into()
}

/// Returns what the terminal understands.
fn speaks(env: &impl Fn(&str) -> Option<String>) -> Speaks {
    let term = env("TERM").unwrap_or_default();
    let program = env("LC_TERMINAL").or_else(|| env("TERM_PROGRAM")).unwrap_or_default();
    let is_named = |names: &[&str]| names.iter().any(|name| term.contains(name) || program == *name);
    if is_named(&["kitty"]) || is_inside(env, &["KITTY_WINDOW_ID"]) {
        Speaks::Osc99
    } else if is_named(&["foot", "ghostty", "WezTerm", "rxvt-unicode", "contour"])
        || is_inside(env, &["WEZTERM_PANE", "GHOSTTY_RESOURCES_DIR", "KONSOLE_VERSION", "VTE_VERSION"])
    {
        Speaks::Osc777
    } else if is_named(&["iTerm.app", "iTerm2", "WarpTerminal"]) {
        Speaks::Osc9
    } else {
        Speaks::Bell
    }
}

/// Returns whether one of the variables is set that a program sets for those inside it.
fn is_inside(env: &impl Fn(&str) -> Option<String>, names: &[&str]) -> bool {
    names.iter().any(|name| env(name).is_some_and(|value| !value.is_empty()))
}

/// Returns title and body as one text that no terminal takes for a command: `4;` begins a progress bar.
fn one_text(title: &str, body: &str) -> String {
    let text = [title, body].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ");
    let is_command = text.trim_start_matches(|letter: char| letter.is_ascii_digit()).starts_with(';');
    if is_command { format!(" {text}") } else { text }
}

/// Returns `text` on one line, without control characters.
fn plain(text: &str) -> String {
    let text: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
