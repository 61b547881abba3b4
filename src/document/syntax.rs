//! What the TOML parser found wrong, in words for people who do not write TOML every day.

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
        tear(notes, line_start(&notes.text, list.start));
    }
    let mut last = None;
    for (span, message) in errors {
        let line = line_start(&notes.text, span.start);
        // What follows in the same line, or under a header that could not be read, is a consequence.
        if last == Some(line) || notes.torn.contains(&line) {
            continue;
        }
        last = Some(line);
        let mistake = in_words(span, &message, &notes.text, line);
        notes.list.push(mistake);
        // A key given twice spoils nothing else; a table given twice spoils what it holds.
        let header = notes.text.get(line..).is_some_and(|rest| rest.trim_start().starts_with('['));
        if header || message != "duplicate key" {
            tear(notes, line);
        }
    }
}

/// Marks a line as broken; of a broken header also what stands below it, up to the next header.
fn tear(notes: &mut Notes, line: usize) {
    let Notes { text, torn, .. } = notes;
    let rest = text.get(line..).unwrap_or_default();
    let header = rest.trim_start().starts_with('[');
    let mut at = line;
    for (index, one) in rest.split_inclusive('\n').enumerate() {
        if index > 0 && (!header || one.trim_start().starts_with('[')) {
            break;
        }
        torn.insert(at);
        at += one.len();
    }
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
fn in_words(span: Range<usize>, message: &str, text: &str, line: usize) -> Mistake {
    let here = text.get(span.clone()).unwrap_or_default();
    let whole = text.get(line..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let starts = |start: &str| message.starts_with(start);
    let (what, fix) = if starts("invalid basic string, expected `\"`") || starts("invalid literal string, expected `'`") {
        ("this text has no closing quote".to_owned(), Some("end the text with the quote it began with".to_owned()))
    } else if starts("invalid multi-line") {
        ("this text of several lines is never closed".to_owned(), Some("end it with three quotes".to_owned()))
    } else if starts("string values must be quoted") && here.is_empty() {
        ("a value is missing after `=`".to_owned(), None)
    } else if starts("string values must be quoted") {
        let plain = here.trim_matches(['“', '”', '„', '‘', '’']);
        (format!("the text {} needs straight quotes", quoted(here)), Some(format!("write `\"{plain}\"`")))
    } else if starts("key with no value") {
        let word = whole.split_whitespace().next().unwrap_or_default();
        (format!("{} has no `=` after it", quoted(word)), Some("write `key = value`".to_owned()))
    } else if starts("unclosed array table") {
        (format!("the header {} is not closed", quoted(whole)), Some("write it as in `[[step]]`".to_owned()))
    } else if starts("unclosed table") {
        (format!("the header {} is not closed", quoted(whole)), Some("write it as in `[move.name]`".to_owned()))
    } else if starts("duplicate key") {
        (format!("{} is given twice", quoted(here)), Some("keep one of the two".to_owned()))
    } else if starts("missing comma between array elements") {
        ("a comma is missing in this list".to_owned(), Some("write `,` between the entries".to_owned()))
    } else if starts("cannot recurse further") || starts("recursion limit") {
        ("this is nested too deeply".to_owned(), None)
    } else {
        (message.to_owned(), None)
    };
    Mistake { span, what, fix }
}
