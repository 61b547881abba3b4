//! What the TOML parser found wrong, in words for people who do not write TOML every day.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::{DeTable, DeValue, Error};

use super::{Mistake, Notes, line_start, quoted};

/// Notes each broken place once: the first error of a line, and of a list that is never closed only that.
pub(super) fn note(errors: Vec<Error>, root: &DeTable<'_>, notes: &mut Notes) {
    let mut errors: Vec<(Range<usize>, String)> =
        errors.into_iter().map(|e| (e.span().unwrap_or(0..0), e.message().to_owned())).collect();
    errors.sort_by_key(|(span, _)| (span.start, span.end));
    let unclosed = unclosed_list(&errors, root);
    if let Some(list) = &unclosed {
        errors.retain(|(span, _)| !(list.start..=list.end).contains(&span.start));
        let what = "this list is never closed".to_owned();
        let at = list.start..list.start + 1;
        notes.list.push(Mistake { span: at, what, fix: Some("end the list with `]`".into()) });
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
        let mistake = in_words(span, &message, &notes.text, whole);
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
        .map(|error| line_start(text, error.span().unwrap_or(0..0).start))
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

/// Returns a parser's message as a mistake with what to write, where its kind is known; else as it is.
fn in_words(span: Range<usize>, message: &str, text: &str, whole: &str) -> Mistake {
    let here = text.get(span.clone()).unwrap_or_default();
    let starts = |start: &str| message.starts_with(start);
    let (what, fix) = if starts("invalid basic string, expected `\"`")
        || starts("invalid literal string, expected `'`")
    {
        (
            "this text has no closing quote".to_owned(),
            Some("end the text with the quote it began with".to_owned()),
        )
    } else if starts("invalid multi-line") {
        ("this text of several lines is never closed".to_owned(), Some("end it with three quotes".to_owned()))
    } else if starts("string values must be quoted") && here.is_empty() {
        ("a value is missing after `=`".to_owned(), None)
    } else if starts("string values must be quoted") {
        let plain = here.trim_matches(['“', '”', '„', '‘', '’']);
        let kind = if plain == here { "quotes" } else { "straight quotes" };
        (format!("the text {} needs {kind}", quoted(here)), Some(format!("write `\"{plain}\"`")))
    } else if starts("invalid unquoted key") && here == ":" {
        ("`:` stands where `=` should".to_owned(), Some("write `key = value`".to_owned()))
    } else if starts("key with no value") {
        let word = whole.split_whitespace().next().unwrap_or_default();
        (format!("{} has no `=` after it", quoted(word)), Some("write `key = value`".to_owned()))
    } else if starts("unclosed array table") {
        (format!("the header {} is not closed", quoted(whole)), Some("write it as in `[[step]]`".to_owned()))
    } else if starts("unclosed table") {
        (
            format!("the header {} is not closed", quoted(whole)),
            Some("write it as in `[move.name]`".to_owned()),
        )
    } else if starts("duplicate key") {
        (format!("{} is given twice", quoted(here)), Some("keep one of the two".to_owned()))
    } else if starts("missing comma between array elements") {
        ("a comma is missing in this list".to_owned(), Some("write `,` between the entries".to_owned()))
    } else if starts("unexpected key or value, expected newline") {
        (
            "something stands after the value".to_owned(),
            Some("give it a line of its own, or write `#` before it".to_owned()),
        )
    } else if starts("cannot recurse further") || starts("recursion limit") {
        ("this is nested too deeply".to_owned(), None)
    } else {
        (message.to_owned(), None)
    };
    Mistake { span, what, fix }
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
            (
                "ü = 1\nc = 1\n",
                &["0: invalid unquoted key, expected letters, numbers, `-`, `_`", "1: unknown key `c`"],
            ),
            ("a : true\nc = 1\n", &["0: `a` has no `=` after it", "1: unknown key `c`"]),
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
            ("a = \"x\" c\n", &["0: something stands after the value"]),
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
