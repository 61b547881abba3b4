//! The parser's errors in words for people who do not write TOML every day, each with what to write.

use std::ops::Range;

use super::super::{Mistake, harmful, line_start, quoted};

/// Returns a parser's error as a mistake: the text that is meant, what is wrong with it, what to write.
///
/// A kind of error that is not known here keeps the parser's own words.
pub(super) fn in_words(span: Range<usize>, message: &str, text: &str) -> Mistake {
    let error = Error::new(span, message, text);
    error
        .in_a_text()
        .or_else(|| error.in_a_key())
        .or_else(|| error.in_a_header())
        .or_else(|| error.in_a_value())
        .or_else(|| error.after_a_value())
        .unwrap_or_else(|| Mistake { span: error.span.clone(), what: message.to_owned(), fix: None })
}

/// One error of the parser and the line it is in.
struct Error<'t> {
    span: Range<usize>,
    message: &'t str,
    text: &'t str,
    /// The line's bytes, without space at its ends.
    line: Range<usize>,
}

/// What is wrong, and what to write.
type Said = (String, String);

impl<'t> Error<'t> {
    fn new(span: Range<usize>, message: &'t str, text: &'t str) -> Self {
        let start = line_start(text, span.start);
        let whole = text.get(start..).unwrap_or_default().split('\n').next().unwrap_or_default();
        let begin = start + whole.len() - whole.trim_start().len();
        let line = begin..(start + whole.trim_end().len()).max(begin);
        Error { span, message, text, line }
    }

    fn starts(&self, words: &str) -> bool {
        self.message.starts_with(words)
    }

    fn at(&self, span: Range<usize>) -> &'t str {
        self.text.get(span).unwrap_or_default()
    }

    /// Returns the line.
    fn whole(&self) -> &'t str {
        self.at(self.line.clone())
    }

    /// Returns the line up to the error.
    fn before(&self) -> &'t str {
        self.at(self.line.start..self.span.start)
    }

    /// Returns the line from the error on.
    fn rest(&self) -> &'t str {
        self.at(self.span.start..self.line.end)
    }

    /// Returns the mistake at the error itself.
    fn here(&self, (what, fix): Said) -> Option<Mistake> {
        over(self.span.clone(), (what, fix))
    }

    /// Errors between quotes and in comments.
    fn in_a_text(&self) -> Option<Mistake> {
        let escape = ["missing escaped value", "too few unicode value digits", "invalid value"];
        if let Some(quote) = ["\"", "'"].into_iter().find(|quote| self.ends_without(quote)) {
            let opening = self.opening(quote);
            let fix = format!("end it with `{quote}`, the quote it began with");
            return over(opening..self.line.end, ("this text has no closing quote".into(), fix));
        }
        if self.starts("invalid multi-line") && self.message.contains("expected `") {
            return self.here((
                "this text of several lines is never closed".into(),
                "end it with three quotes".into(),
            ));
        }
        if let Some(at) = self.before().rfind('\\').filter(|_| escape.iter().any(|start| self.starts(start)))
        {
            let start = self.line.start + at;
            let length = self.at(start..self.line.end).chars().take(2).map(char::len_utf8).sum::<usize>();
            let found = self.at(start..start + length);
            let fix = r"write `\\` for a backslash, or put the text in single quotes";
            let what = format!("{} stands for no character", quoted(found));
            return over(start..start + length, (what, fix.into()));
        }
        if self.starts("carriage return must be") {
            let what = "a carriage return stands alone, without a line end after it";
            return self.here((what.into(), "begin a new line here".into()));
        }
        let strange = ["invalid basic", "invalid literal", "invalid multi-line", "invalid comment"];
        let found = self.rest().chars().next().filter(|c| harmful(*c))?;
        if !strange.iter().any(|start| self.starts(start)) {
            return None;
        }
        let what = format!("the control character U+{:04X} cannot stand here", u32::from(found));
        over(self.span.start..self.span.start + found.len_utf8(), (what, "leave it out".into()))
    }

    /// Returns whether the error is a text in one line that lacks this closing quote.
    fn ends_without(&self, quote: &str) -> bool {
        let kind = if quote == "'" { "literal" } else { "basic" };
        self.message == format!("invalid {kind} string, expected `{quote}`")
    }

    /// Returns where the text begins that runs up to the error.
    fn opening(&self, quote: &str) -> usize {
        let before = self.before();
        let escaped = |at: usize| quote == "\"" && before.get(..at).unwrap_or_default().ends_with('\\');
        let found = before.match_indices(quote).map(|(at, _)| at).filter(|at| !escaped(*at)).last();
        found.map_or(self.span.start, |at| self.line.start + at)
    }

    /// Errors before the `=`.
    fn in_a_key(&self) -> Option<Mistake> {
        if self.starts("key with no value") || self.starts("missing value for key") {
            return self.stray();
        }
        if self.starts("duplicate key") {
            let what = format!("{} is given twice", quoted(self.at(self.span.clone())));
            return self.here((what, "keep one of the two".into()));
        }
        if self.starts("unquoted keys cannot be empty") || self.starts("invalid key-value pair") {
            if self.whole().starts_with('[') {
                let what = format!("the header {} has no name", quoted(self.whole()));
                return over(self.line.clone(), (what, "write it as in `[[step]]`".into()));
            }
            if self.whole().starts_with('=') {
                return self.here(("a key is missing before `=`".into(), "write `key = value`".into()));
            }
            let word = self.whole().split_whitespace().next().unwrap_or_default();
            let fix = "write `key = value`, or a header such as `[[step]]`";
            return self.here((format!("{} stands where a key should", quoted(word)), fix.into()));
        }
        if !self.starts("invalid unquoted key") {
            return None;
        }
        let found = self.at(self.span.clone()).chars().next()?;
        if found == ':' {
            return self.here(("`:` stands where `=` should".into(), "write `key = value`".into()));
        }
        // What cannot be seen has to be named.
        if found.is_whitespace()
            || harmful(found)
            || matches!(found, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}')
        {
            let what = format!("the hidden character U+{:04X} cannot stand here", u32::from(found));
            return self.here((what, "remove it, or write an ordinary space".into()));
        }
        let what = format!("{} cannot stand in a key", quoted(self.at(self.span.clone())));
        self.here((what, "use only `a-z`, `0-9`, `-` and `_`".into()))
    }

    /// A line whose key has no `=` after it.
    fn stray(&self) -> Option<Mistake> {
        let whole = self.whole();
        let word = whole.split_whitespace().next().unwrap_or_default();
        let span = self.line.start..self.line.start + word.len();
        if word.starts_with("//") || word.starts_with("--") || word.starts_with(';') {
            let what = format!("{} begins no comment", quoted(word));
            return over(span, (what, "write `#` before a comment".into()));
        }
        let rest = whole.get(word.len()..).unwrap_or_default().trim();
        let key = word.trim_end_matches(':').trim_matches('"');
        let plain =
            !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
        let value = rest.trim_start_matches(':').trim_end_matches(',').trim();
        if let Some((key, _)) = whole.split_once('=').filter(|_| plain && !word.contains('=')) {
            let key = key.trim_end();
            let what = format!("the key {} has a space in it", quoted(key));
            return over(self.line.start..self.line.start + key.len(), (what, "write it as one word".into()));
        }
        let fix = if plain && value.is_empty() {
            format!("write `#` before it, or a value after it as in `{key} = ...`")
        } else if plain && value.len() < 60 && !value.contains("\":") {
            match value.chars().next() {
                Some('"' | '\'' | '[') => format!("write `{key} = {value}`"),
                _ if !word.ends_with(':') => "write `key = value`".into(),
                Some('0'..='9') if value.parse::<f64>().is_ok() => format!("write `{key} = {value}`"),
                _ => format!("write `{key} = \"{value}\"`"),
            }
        } else {
            "write `key = value`".into()
        };
        over(span, (format!("{} has no `=` after it", quoted(word)), fix))
    }

    /// Errors between square brackets of a header.
    fn in_a_header(&self) -> Option<Mistake> {
        let double = self.starts("unclosed array table");
        if !double && !self.starts("unclosed table") {
            return None;
        }
        let header = quoted(self.whole());
        let example = if double { "`[[step]]`" } else { "`[move.some-name]`" };
        if self.rest().ends_with(']')
            && self.before().trim_start_matches('[').trim() != ""
            && !self.rest().starts_with(']')
        {
            let what = format!("the header {header} has a space in it");
            return over(self.line.clone(), (what, format!("write it in one word, as in {example}")));
        }
        over(
            self.line.clone(),
            (format!("the header {header} is not closed"), format!("write it as in {example}")),
        )
    }

    /// Errors in a value that is no text.
    fn in_a_value(&self) -> Option<Mistake> {
        let here = self.at(self.span.clone());
        let word: &str = self.rest().split([' ', '\t', ',', ']', '}', '#']).next().unwrap_or_default();
        if self.starts("string values must be quoted") && here.is_empty() {
            return self.here((
                "a value is missing after `=`".into(),
                "write one, in quotes if it is a text".into(),
            ));
        }
        if self.starts("string values must be quoted") {
            return self.here(bare(here));
        }
        if self.starts("invalid boolean") {
            let meant = if self.message.contains("`true`") { "true" } else { "false" };
            let what = format!("{} is neither a text in quotes nor `true` or `false`", quoted(word));
            return self.here((what, format!("write `{meant}`")));
        }
        if self.starts("unexpected leading zero") {
            let plain = word.trim_start_matches('0');
            let plain = if plain.starts_with(|c: char| c.is_ascii_digit()) { plain } else { "0" };
            let span = self.span.start..self.span.start + word.len();
            return over(span, (format!("{} begins with a zero", quoted(word)), format!("write `{plain}`")));
        }
        if self.starts("extra `=`") {
            return self.here(("one `=` is enough".into(), "write `key = value`".into()));
        }
        if self.starts("unclosed inline table") || self.starts("invalid inline table element") {
            let span = open_brace(self.at(0..self.span.start)).map_or(self.span.clone(), |at| at..at + 1);
            return over(span, ("this brace is never closed".into(), "end the table with `}`".into()));
        }
        if self.starts("cannot recurse further") || self.starts("recursion limit") {
            let fix = "use fewer brackets, braces and dots inside one another";
            return self.here(("this is nested too deeply".into(), fix.into()));
        }
        None
    }

    /// Errors after a value.
    fn after_a_value(&self) -> Option<Mistake> {
        if self.starts("missing comma between array elements") {
            return self
                .here(("a comma is missing in this list".into(), "write `,` between the entries".into()));
        }
        if self.starts("missing comma between key-value pairs") {
            return self
                .here(("a comma is missing between these keys".into(), "write `,` between them".into()));
        }
        if !self.starts("unexpected key or value") {
            return None;
        }
        let rest = self.rest();
        let fix = match rest {
            "," | ";" => "remove it",
            _ if rest.starts_with("//") => "write `#` before a comment",
            _ => "give it a line of its own, or write `#` before it",
        };
        let what = format!("{} stands after the value", quoted(rest));
        over(self.span.start..self.line.end.max(self.span.start), (what, fix.into()))
    }
}

/// Returns the last brace in `text` that nothing closes, so that those of `{side}` are passed over.
pub(super) fn open_brace(text: &str) -> Option<usize> {
    let mut closed = 0_usize;
    let open = |(_, brace): &(usize, &str)| match (*brace, closed) {
        ("}", _) => {
            closed += 1;
            false
        }
        (_, 0) => true,
        (_, more) => {
            closed = more - 1;
            false
        }
    };
    text.rmatch_indices(['{', '}']).find(open).map(|(at, _)| at)
}

/// Returns the mistake at another place.
#[expect(clippy::unnecessary_wraps, reason = "every caller returns it as the kind of error that it knows")]
fn over(span: Range<usize>, (what, fix): Said) -> Option<Mistake> {
    Some(Mistake { span, what, fix: Some(fix) })
}

/// Says that a text lacks its quotes.
fn bare(here: &str) -> Said {
    let plain = here.trim_matches(['“', '”', '„', '‘', '’']);
    let what = quoted(here);
    if plain != here {
        return (format!("the text {what} needs straight quotes"), format!("write `\"{plain}\"`"));
    }
    let fix = match plain {
        "yes" | "on" => format!("write `true`, or `\"{plain}\"` for a text"),
        "no" | "off" => format!("write `false`, or `\"{plain}\"` for a text"),
        _ if plain.contains('"') => format!("write `'{plain}'`"),
        _ => format!("write `\"{plain}\"`"),
    };
    (format!("the text {what} needs quotes"), fix)
}
