//! What the TOML parser found wrong, in words for people who do not write TOML every day.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::{DeTable, DeValue, Error};

use super::{Mistake, Notes, line_start};
use words::{in_words, open_brace};

mod words;

/// Notes each broken place once: the first error of a line, and of a list that is never closed only that.
pub(super) fn note(errors: Vec<Error>, root: &DeTable<'_>, notes: &mut Notes) {
    let mut errors: Vec<(Range<usize>, String)> =
        errors.into_iter().map(|error| (place(&error, &notes.text), error.message().to_owned())).collect();
    errors.sort_by_key(|(span, _)| (span.start, span.end));
    let unclosed = unclosed_list(&errors, root);
    if let Some(list) = &unclosed {
        let brace = unclosed_brace(&errors, &notes.text, list);
        errors.retain(|(span, _)| !(list.start..=list.end).contains(&span.start));
        let (at, what, fix) = match brace {
            Some(at) => (at, "this brace is never closed", "end the table with `}`"),
            None => (list.start, "this list is never closed", "end the list with `]`"),
        };
        notes.list.push(Mistake { span: at..at + 1, what: what.to_owned(), fix: Some(fix.to_owned()) });
        tear(notes, line_start(&notes.text, list.start), |at, _| at <= list.end);
    }
    let mut done = None;
    for (mut span, message) in errors {
        // What follows in the same line, or under a header that could not be read, is a consequence.
        if done.is_some_and(|end| span.start <= end) || notes.is_torn(span.start) {
            continue;
        }
        let seen = span.start;
        let opening = unclosed_text(&notes.text, &span, &message);
        span = opening.clone().unwrap_or(span);
        let line = line_start(&notes.text, span.start);
        let rest = notes.text.get(line..).unwrap_or_default();
        let whole = rest.split('\n').next().unwrap_or_default();
        let header = rest.trim_start().starts_with('[');
        done = Some(line + whole.len());
        let mistake = in_words(span, &message, &notes.text);
        notes.list.push(mistake);
        if opening.is_some() {
            tear(notes, line, |at, _| at <= seen);
        } else if header {
            tear(notes, line, |at, one| at == line || !one.trim_start().starts_with('['));
        } else if message != "duplicate key" {
            // A key given twice spoils nothing else.
            tear(notes, line, |at, _| at == line);
        }
    }
}

/// Returns whether an error is a key without `=`, at which the parser gives up the rest of the document.
pub(super) fn is_stray(error: &Error) -> bool {
    ["key with no value", "missing value for key", "recursion limit"]
        .iter()
        .any(|start| error.message().starts_with(start))
}

/// Returns `text` with every line of a stray key made a comment of the same length, so that all that follows is
/// read too; `None` when there is no such line.
pub(super) fn mend(text: &str, errors: &[Error]) -> Option<String> {
    let lines: BTreeSet<usize> = errors
        .iter()
        .filter(|error| is_stray(error))
        .map(|error| line_start(text, place(error, text).start))
        .collect();
    let mut mended = String::with_capacity(text.len());
    let mut from = 0;
    for line in lines {
        let first = text.get(line..)?.chars().next()?;
        mended.push_str(text.get(from..line)?);
        mended.push('#');
        mended.extend(std::iter::repeat_n(' ', first.len_utf8() - 1));
        from = line + first.len_utf8();
    }
    mended.push_str(text.get(from..)?);
    (from > 0).then_some(mended)
}

/// Marks lines as broken from the one that begins at `line`, as long as `broken` says so of a line's start and text.
fn tear(notes: &mut Notes, line: usize, broken: impl Fn(usize, &str) -> bool) {
    let Notes { text, torn, .. } = notes;
    let mut at = line;
    for one in text.get(line..).unwrap_or_default().split('\n') {
        if !broken(at, one) {
            break;
        }
        torn.insert(at, at + one.len());
        at += one.len() + 1;
    }
}

/// Returns the bytes an error is about; an error without any is about the line that nests deepest.
fn place(error: &Error, text: &str) -> Range<usize> {
    error.span().unwrap_or_else(|| {
        let (mut at, mut most, mut deepest) = (0, 0, 0..0);
        for line in text.split('\n') {
            let depth = line.bytes().filter(|byte| b".[{".contains(byte)).count();
            if depth > most {
                (most, deepest) = (depth, at..at + line.trim_end().len());
            }
            at += line.len() + 1;
        }
        deepest
    })
}

/// Returns the three quotes that open a text of several lines which is never closed.
fn unclosed_text(text: &str, span: &Range<usize>, message: &str) -> Option<Range<usize>> {
    let quotes = match message {
        "invalid multi-line basic string, expected `\"`" => "\"\"\"",
        "invalid multi-line literal string, expected `'`" => "'''",
        _ => return None,
    };
    let at = text.get(..span.start)?.rfind(quotes)?;
    Some(at..at + quotes.len())
}

/// Returns the bytes of the list that the parser found open at its end, from the opening bracket on.
fn unclosed_list(errors: &[(Range<usize>, String)], root: &DeTable<'_>) -> Option<Range<usize>> {
    let (end, _) = errors.iter().find(|(_, message)| message.starts_with("unclosed array, "))?;
    widest_list(root, end.start)
}

/// Returns the brace within an unclosed list that is what was really left open: its error comes first.
fn unclosed_brace(errors: &[(Range<usize>, String)], text: &str, list: &Range<usize>) -> Option<usize> {
    let (first, _) = errors.iter().find(|(span, _)| list.contains(&span.start))?;
    let open = errors.iter().find(|(_, message)| message.starts_with("unclosed "))?;
    if !open.1.starts_with("unclosed inline table") {
        return None;
    }
    open_brace(text.get(list.start..first.start)?).map(|at| list.start + at)
}

/// Returns the outermost list that reaches to `end`. Tables nest at most as deep as the parser allows.
fn widest_list(table: &DeTable<'_>, end: usize) -> Option<Range<usize>> {
    table.values().find_map(|value| match value.get_ref() {
        DeValue::Array(items) => {
            let span = value.span();
            if span.end >= end && span.start < end {
                return Some(span);
            }
            items.iter().find_map(|item| match item.get_ref() {
                DeValue::Table(table) => widest_list(table, end),
                DeValue::String(_)
                | DeValue::Integer(_)
                | DeValue::Float(_)
                | DeValue::Boolean(_)
                | DeValue::Datetime(_)
                | DeValue::Array(_) => None,
            })
        }
        DeValue::Table(table) => widest_list(table, end),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use crate::document::keys::{Key, Kind};
    use crate::document::read;

    const KEYS: &[Key] = &[
        Key::new("a", Kind::Flag, "a flag"),
        Key::new("b", Kind::Texts { most: 9 }, "texts"),
        Key::new("t", Kind::Tables { keys: &[Key::new("a", Kind::Flag, "a flag")], most: 9 }, "tables"),
    ];

    #[test]
    fn says_each_broken_place_once_and_goes_on() {
        for (text, expected) in [
            ("a = \"x\nc = 1\n", &["0: this text has no closing quote", "1: unknown key `c`"][..]),
            ("a = \"\"\"x\nc = 1\n", &["0: this text of several lines is never closed"]),
            ("a =\nc = 1\n", &["0: a value is missing after `=`", "1: unknown key `c`"]),
            ("a = yes\n", &["0: the text `yes` needs quotes"]),
            ("a\nc = 1\n", &["0: `a` has no `=` after it", "1: unknown key `c`"]),
            ("ü = 1\nc = 1\n", &["0: `ü` cannot stand in a key", "1: unknown key `c`"]),
            ("a : true\nc = 1\n", &["0: `a` has no `=` after it", "1: unknown key `c`"]),
            ("a == true\nc = 1\n", &["0: one `=` is enough", "1: unknown key `c`"]),
            ("t = [{ a = true ]\nc = 1\n", &["0: this brace is never closed"]),
            ("t = [\n{ a = true, b = [\"{x}\"]\nc = 1\n", &["1: this brace is never closed"]),
            ("a = {\n\n", &["0: this brace is never closed"]),
            ("a = true\na = false\n", &["1: `a` is given twice"]),
            ("b = [\"x\" \"y\"]\n", &["0: a comma is missing in this list"]),
            ("b = [\"x\",\n\"y\"\nc = 1\n", &["0: this list is never closed"]),
            (
                "[[t]\na = 3\n[[t]]\na = 3\n",
                &[
                    "0: the header `[[t]` is not closed",
                    "3: `a` needs `true` or `false`, found a whole number",
                ],
            ),
            ("a = true c\n", &["0: the text `true c` needs quotes"]),
            ("a = \"x\" c\n", &["0: `c` stands after the value"]),
        ] {
            let (_, notes) = read("f", text, KEYS);
            let mistakes = notes.into_mistakes().expect(text);
            let line = |at: usize| mistakes.text[..at].matches('\n').count();
            let said: Vec<_> =
                mistakes.list.iter().map(|m| format!("{}: {}", line(m.span.start), m.what)).collect();
            assert_eq!(said, expected, "{text}");
        }
    }
}
