//! Every key of a routine file, as `winddown help routine` shows it: made from the tables the reader obeys.

use std::fmt::Write as _;

use crate::document::keys::{Key, ValueSpec};
use crate::routine::library::{self, Library};
use crate::routine::read::keys;

pub(in crate::cli) fn text() -> String {
    let mut text = String::from(
        "A routine is a TOML file. `winddown routine new NAME` writes one to start from.\n\
         Lengths have a unit: \"30s\", \"1m 30s\", \"2m\", \"1h\".\n",
    );
    section(&mut text, "At the top:", keys::ROUTINE);
    section(&mut text, "In each [[step]], exactly one of move, breathe, check, name; then:", keys::STEP);
    section(
        &mut text,
        "In [move.your-name], for moves of your own (a step's own key beats the move's):",
        keys::MOVE,
    );
    section(&mut text, "In [step.instead] or [move.your-name.instead]:", keys::INSTEAD);
    section(&mut text, "In each of these three; anything you leave out stays as it is:", keys::OTHER_WORDS);
    list(&mut text, "Moves:", &Library::move_ids().collect::<Vec<_>>());
    list(&mut text, "Figures:", &Library::figure_ids().collect::<Vec<_>>());
    list(&mut text, "Breathing patterns:", &Library::shipped().pattern_ids());
    let routines: Vec<_> = library::SHIPPED.iter().map(|(id, _)| *id).collect();
    list(&mut text, "Shipped routines, to copy with `new NAME --from`:", &routines);
    text
}

fn section(text: &mut String, title: &str, keys: &[Key]) {
    let _ = writeln!(text, "\n{title}");
    for key in keys {
        let value = match key.kind {
            ValueSpec::Tables { .. } => format!("[[{}]]", key.name),
            ValueSpec::Table { .. } => format!("[{}]", key.name),
            ValueSpec::Named { .. } => format!("[{}.id]", key.name),
            kind => format!("{} = {}", key.name, kind.example()),
        };
        let range = match key.kind {
            ValueSpec::Whole { min, max } => format!(" ({min} to {max})"),
            ValueSpec::Choice(words) => format!(" ({})", words.join(", ")),
            _ => String::new(),
        };
        let _ = writeln!(text, "  {value:<26} {}{range}", key.doc);
    }
}

fn list(text: &mut String, title: &str, names: &[&str]) {
    let _ = writeln!(text, "\n{title}");
    let width = textwrap::Options::new(74).word_splitter(textwrap::WordSplitter::NoHyphenation);
    for line in textwrap::wrap(&names.join(", "), width) {
        let _ = writeln!(text, "  {line}");
    }
}
