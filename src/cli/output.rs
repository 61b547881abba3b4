//! The options of every command, and how one tells what it did or why it did not.

use std::fmt::{Display, Write as _};
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::LazyLock;

use serde_json::Value;

use crate::document::harmful;
use crate::routine::library::FindError;
use crate::store::paths::Paths;

#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error("{0}")]
    Message(String),
    #[error("{0}")]
    Usage(String),
    /// Already laid out in lines.
    #[error("{0}")]
    Shown(String),
    #[error("cannot write the output: {0}")]
    Output(#[from] io::Error),
}

impl Failure {
    pub(super) fn said(error: impl Display) -> Failure {
        Failure::Message(error.to_string())
    }
}

pub(super) fn fail<T>(message: impl Display) -> Result<T, Failure> {
    Err(Failure::said(message))
}

pub(super) fn find_paths() -> Result<Paths, Failure> {
    Paths::find().map_err(Failure::said)
}

pub(super) fn print(line: impl Display) -> Result<(), Failure> {
    Ok(writeln!(io::stdout(), "{line}")?)
}

pub(super) fn print_json(value: &Value) -> Result<(), Failure> {
    print(escaped(&format!("{value:#}")))
}

/// The same JSON, in which nothing can drive a terminal.
pub(super) fn escaped(json: &str) -> String {
    let mut shown = String::with_capacity(json.len());
    for c in json.chars() {
        if harmful(c) && c != '\n' {
            let _ = write!(shown, "\\u{:04x}", u32::from(c));
        } else {
            shown.push(c);
        }
    }
    shown
}

/// Tells something beside the output; where standard error is gone, nobody would read it.
pub(super) fn warn(notice: impl Display) {
    let _ = writeln!(io::stderr(), "winddown: {notice}");
}

pub(super) fn may_colour(stream: &impl IsTerminal) -> bool {
    stream.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

pub(super) fn wrapped(text: &str) -> String {
    indented(text, "")
}

/// How wide the terminal is, as far as lines are easy to read.
pub(super) fn columns() -> usize {
    // Asked once: where there is no terminal, it takes two programs to find that out.
    static COLUMNS: LazyLock<usize> = LazyLock::new(|| {
        crossterm::terminal::size().map_or(80, |(columns, _)| usize::from(columns).clamp(20, 80))
    });
    *COLUMNS
}

pub(super) fn indented(text: &str, indent: &str) -> String {
    textwrap::fill(
        text,
        textwrap::Options::new(columns() - 1).initial_indent(indent).subsequent_indent(indent),
    )
}

pub(super) fn broken(error: FindError) -> Failure {
    match error {
        FindError::Broken { why, .. } => Failure::Shown(why.render(may_colour(&io::stderr()))),
        FindError::Unknown { .. } | FindError::NotAName { .. } => Failure::said(error),
    }
}

pub(super) fn absolute(path: &std::path::Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Options {
    /// How many times faster the clock runs.
    pub(super) speed: f64,
    pub(super) plain: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_says_the_same_and_drives_no_terminal() {
        let value =
            serde_json::json!({ "ev\u{1b}il": ["\u{9b}31m", "\u{202e}\u{7f}\t\n", "dehnen \u{1f634}"] });
        let text = escaped(&format!("{value:#}"));
        assert!(!text.contains(|c| harmful(c) && c != '\n'), "{text:?}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
