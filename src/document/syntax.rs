//! What the TOML parser found wrong: each broken place once, and nothing that only follows from it.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::{DeTable, DeValue, Error};

use super::{Diagnostic, Diagnostics, line_start};
use words::{in_words, lacks_its_value, unclosed_text};

mod words;

/// Notes each broken place once: the first error of a line, and of a list that is never closed only that.
pub(super) fn note(errors: Vec<Error>, root: &DeTable<'_>, notes: &mut Diagnostics) {
    let mut errors: Vec<(Range<usize>, String)> =
        errors.into_iter().map(|error| (place(&error, &notes.text), error.message().to_owned())).collect();
    errors.sort_by_key(|(span, _)| (span.start, span.end));
    if let Some((list, mistake)) = unclosed_list(&errors, root) {
        errors.retain(|(span, _)| !(list.start..=list.end).contains(&span.start));
        notes.list.push(mistake);
        tear(notes, line_start(&notes.text, list.start), |at, _| at <= list.end);
    }
    let mut done = None;
    for (span, message) in errors {
        // What follows in the same line, or under a header that could not be read, is a consequence.
        if done.is_some_and(|end| span.start <= end) || notes.is_torn(span.start) {
            continue;
        }
        let seen = span.start;
        let opening = unclosed_text(&span, &message, &notes.text).map(|(at, _)| at);
        let line = line_start(&notes.text, opening.unwrap_or(seen));
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

/// Whether an error is a key without `=`, at which the parser gives up the rest of the document.
pub(super) fn is_stray(error: &Error) -> bool {
    lacks_its_value(error.message()) || error.message().starts_with("recursion limit")
}

/// `text` with every line of a stray key made a comment of the same length, so that all that follows is read too.
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
fn tear(notes: &mut Diagnostics, line: usize, broken: impl Fn(usize, &str) -> bool) {
    let Diagnostics { text, poisoned, .. } = notes;
    let mut at = line;
    for one in text.get(line..).unwrap_or_default().split('\n') {
        if !broken(at, one) {
            break;
        }
        poisoned.insert(at, at + one.len());
        at += one.len() + 1;
    }
}

/// The bytes an error is about; an error without any is about the line that nests deepest.
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

/// The bytes of the list that the parser found open at its end, and what to say: that it is never closed, or what
/// in it was left open before.
fn unclosed_list(
    errors: &[(Range<usize>, String)],
    root: &DeTable<'_>,
) -> Option<(Range<usize>, Diagnostic)> {
    let (end, _) = errors.iter().find(|(_, message)| message.starts_with("unclosed array, "))?;
    let list = widest_list(root, end.start)?;
    let (_, open) = errors.iter().find(|(_, message)| message.starts_with("unclosed "))?;
    let (what, fix) = if open.starts_with("unclosed array, ") {
        ("this list is never closed", Some("end the list with `]`".to_owned()))
    } else {
        (open.as_str(), None)
    };
    let mistake = Diagnostic { span: list.start..list.start + 1, what: what.to_owned(), fix };
    Some((list, mistake))
}

/// The outermost list that reaches to `end`. Tables nest at most as deep as the parser allows.
fn widest_list(table: &DeTable<'_>, end: usize) -> Option<Range<usize>> {
    table.values().find_map(|value| match value.get_ref() {
        DeValue::Array(items) => {
            let span = value.span();
            if span.end >= end && span.start < end {
                return Some(span);
            }
            items.iter().find_map(|item| widest_list(item.get_ref().as_table()?, end))
        }
        DeValue::Table(table) => widest_list(table, end),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use crate::document::keys::{Key, ValueSpec};
    use crate::document::read;

    const KEYS: &[Key] = &[
        Key::new("a", ValueSpec::Flag, "a flag"),
        Key::new("b", ValueSpec::Texts { most: 9 }, "texts"),
        Key::new(
            "t",
            ValueSpec::Tables { keys: &[Key::new("a", ValueSpec::Flag, "a flag")], most: 9 },
            "tables",
        ),
    ];

    #[test]
    fn says_each_broken_place_once_and_goes_on() {
        for (text, expected) in [
            ("a = \"x\nc = 1\n", &["0: this text has no closing quote", "1: unknown key `c`"][..]),
            ("a = \"\"\"x\nc = 1\n", &["0: this text has no closing quote"]),
            ("a =\nc = 1\n", &["0: a value is missing after `=`", "1: unknown key `c`"]),
            ("a = yes\n", &["0: the text `yes` needs quotes"]),
            ("a\nc = 1\n", &["0: `a` has no `=` after it", "1: unknown key `c`"]),
            (
                "ü = 1\nc = 1\n",
                &["0: invalid unquoted key, expected letters, numbers, `-`, `_`", "1: unknown key `c`"],
            ),
            ("a : true\nc = 1\n", &["0: `a` has no `=` after it", "1: unknown key `c`"]),
            ("a == true\nc = 1\n", &["0: extra `=`, expected nothing", "1: unknown key `c`"]),
            ("t = [{ a = true ]\nc = 1\n", &["0: unclosed inline table, expected `}`"]),
            ("t = [\n{ a = true, b = [\"{x}\"]\nc = 1\n", &["0: unclosed inline table, expected `}`"]),
            ("a = {\n\n", &["0: unclosed inline table, expected `}`"]),
            ("a = true\na = false\n", &["1: `a` is given twice"]),
            ("[t]\na = true\n[t]\na = true\n", &["2: `[t]` is there twice"]),
            ("a = 2min\n", &["0: the text `2min` needs quotes"]),
            ("b = [\"x\" \"y\"]\n", &["0: missing comma between array elements, expected `,`"]),
            ("b = [\"x\",\n\"y\"\nc = 1\n", &["0: this list is never closed"]),
            (
                "[[t]\na = 3\n[[t]]\na = 3\n",
                &[
                    "0: unclosed array table, expected `]`",
                    "3: `a` needs `true` or `false`, found a whole number",
                ],
            ),
            ("a = true c\n", &["0: the text `true c` needs quotes"]),
            ("a = \"x\" c\n", &["0: unexpected key or value, expected newline, `#`"]),
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
