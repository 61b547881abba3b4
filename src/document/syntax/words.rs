//! The commonest mistakes in TOML in plain words, each with what to write.
//!
//! They are a text without quotes or without its closing quote, a key without `=`, a key given twice, and a list
//! that is never closed, which the [caller](super::note) finds. All else is said as the parser says it.

use std::ops::Range;

use crate::document::{Diagnostic, harmful, length, line_start, quoted};

/// A parser's error as a mistake: the text that is meant, what is wrong with it, what to write.
pub(super) fn in_words(span: Range<usize>, message: &str, text: &str) -> Diagnostic {
    let start = line_start(text, span.start);
    let line = text.get(start..).unwrap_or_default().split('\n').next().unwrap_or_default();
    let here = text.get(span.clone()).unwrap_or_default();
    let said = if let Some((opening, quote)) = unclosed_text(&span, message, text) {
        let end = if quote.len() == 1 { start + line.trim_end().len() } else { opening + quote.len() };
        let fix = format!("end it with `{quote}`, the quote it began with");
        Some((opening..end, "this text has no closing quote".to_owned(), fix))
    } else if let Some(name) = single_header(line, message) {
        let fix = if name.contains('.') {
            "give one of them another name, or keep one".to_owned()
        } else {
            format!("write `[[{name}]]` above each of them, or keep one")
        };
        Some((span.clone(), format!("`[{name}]` is there twice"), fix))
    } else if message == "duplicate key" {
        Some((span.clone(), format!("{} is given twice", quoted(here)), "keep one of the two".to_owned()))
    } else if message.starts_with("string values must be quoted") {
        let (what, fix) = bare(here);
        Some((span.clone(), what, fix))
    } else if lacks_its_value(message) {
        without_equals(line).map(|(word, what, fix)| {
            let at = start + line.len() - line.trim_start().len();
            (at..at + word.len(), what, fix)
        })
    } else {
        None
    };
    match said {
        Some((span, what, fix)) => Diagnostic { span, what, fix: Some(fix) },
        None => Diagnostic { span, what: passed_on(message, here), fix: None },
    }
}

/// What the parser says, and which character it means where that cannot be seen.
fn passed_on(message: &str, here: &str) -> String {
    let unseen =
        |c: &char| harmful(*c) || matches!(*c, '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}');
    match here.chars().next().filter(unseen) {
        Some(c) => format!("{message}, found the hidden character U+{:04X}", u32::from(c)),
        None => message.to_owned(),
    }
}

pub(super) fn lacks_its_value(message: &str) -> bool {
    message.starts_with("key with no value") || message.starts_with("missing value for key")
}

/// Where a text opens that is never closed, and its opening quote.
pub(super) fn unclosed_text<'t>(
    span: &Range<usize>,
    message: &str,
    text: &'t str,
) -> Option<(usize, &'t str)> {
    let (quote, from) = match message {
        "invalid basic string, expected `\"`" => ("\"", line_start(text, span.start)),
        "invalid literal string, expected `'`" => ("'", line_start(text, span.start)),
        "invalid multi-line basic string, expected `\"`" => ("\"\"\"", 0),
        "invalid multi-line literal string, expected `'`" => ("'''", 0),
        _ => return None,
    };
    let before = text.get(from..span.start)?;
    let escaped = |at: usize| quote == "\"" && before.get(..at).is_some_and(|text| text.ends_with('\\'));
    let at = from + before.rmatch_indices(quote).map(|(at, _)| at).find(|at| !escaped(*at))?;
    Some((at, text.get(at..at + quote.len())?))
}

/// The name in the header of a table that is there twice.
fn single_header<'l>(line: &'l str, message: &str) -> Option<&'l str> {
    let name = line.trim().strip_prefix('[')?.split(']').next()?.trim();
    (message == "duplicate key" && !name.starts_with('[')).then_some(name)
}

/// Says that a key has no `=` after it; `None` where the line is no key and a value.
fn without_equals(line: &str) -> Option<(&str, String, String)> {
    let word = line.split_whitespace().next()?;
    let value = line.trim_start().get(word.len()..).unwrap_or_default().trim();
    let key = word.trim_end_matches(':');
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if key.is_empty() || !key.chars().all(plain) || value.contains('=') {
        return None;
    }
    let fix = match value.chars().next() {
        Some('"' | '\'' | '[') => format!("write `{key} = {value}`"),
        Some(_) if word.ends_with(':') => format!("write `{key} = \"{value}\"`"),
        Some(_) | None => "write `key = value`, or `#` before it".to_owned(),
    };
    Some((word, format!("{} has no `=` after it", quoted(word)), fix))
}

/// Says that a text lacks its quotes.
fn bare(here: &str) -> (String, String) {
    if here.is_empty() {
        return ("a value is missing after `=`".into(), "write one, in quotes if it is a text".into());
    }
    let plain = here.trim_matches(['“', '”', '„', '‘', '’']);
    let what = quoted(here);
    if plain != here {
        return (format!("the text {what} needs straight quotes"), format!("write `\"{plain}\"`"));
    }
    let fix = match plain {
        "yes" | "on" => format!("write `true`, or `\"{plain}\"` for a text"),
        "no" | "off" => format!("write `false`, or `\"{plain}\"` for a text"),
        _ if plain.contains('"') => format!("write `'{plain}'`"),
        // A length is written in one way only.
        _ if plain.starts_with(|c: char| c.is_ascii_digit()) => {
            let text = length::suggestion(plain).map_or_else(|| plain.to_owned(), length::written);
            format!("write `\"{text}\"`")
        }
        _ => format!("write `\"{plain}\"`"),
    };
    (format!("the text {what} needs quotes"), fix)
}
