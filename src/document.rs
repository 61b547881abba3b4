//! A TOML document read strictly: every mistake at once, each with its place and the fix.
//!
//! [`read`] checks a text against a table of [`Key`]s and gives back the values that hold and the [`Diagnostics`]
//! of what does not; the reader of a routine or a config may add its own. A value that failed is simply absent, so
//! that one mistake never causes a second.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use toml::de::DeTable;

use keys::{Key, Retired, Table};

mod check;
pub(crate) mod file;
pub(crate) mod keys;
pub(crate) mod length;
pub(crate) mod when;
mod syntax;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The bytes it is about; may be empty where something is missing.
    pub span: Range<usize>,
    /// What is wrong: a lower-case fragment that names the value.
    pub what: String,
    pub fix: Option<String>,
}

/// Everything wrong in a document, in the order of the file; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistakes {
    pub name: String,
    /// The text that was read, without its byte order mark.
    pub text: String,
    pub list: Vec<Diagnostic>,
}

const MOST_PRINTED: usize = 50;

impl Mistakes {
    /// All of them in rustc's manner. Nothing of a hostile file can drive the terminal through it; with `color` the
    /// only escapes are ours.
    pub fn render(&self, color: bool) -> String {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let name = harmless(&self.name);
        let mut printed = Vec::new();
        for mistake in self.list.iter().take(MOST_PRINTED) {
            let place = Place::of(&self.text, &mistake.span);
            let snippet = Snippet::source(place.line.as_ref())
                .path(name.as_ref())
                .line_start(place.number)
                .annotation(AnnotationKind::Primary.span(place.within.clone()));
            let what = one_line(&mistake.what);
            let mut group = Level::ERROR.primary_title(what.as_ref()).element(snippet);
            let fix = mistake.fix.as_deref().map(one_line);
            if let Some(fix) = &fix {
                group = group.element(Level::HELP.message(fix.as_ref()));
            }
            printed.push(renderer.render(&[group]) + "\n");
        }
        match self.list.len().saturating_sub(MOST_PRINTED) {
            0 => {}
            more => printed.push(format!("and {more} more\n")),
        }
        printed.join("\n")
    }

    /// The first of them for lists: `line 7: ...`.
    pub fn first_line(&self) -> String {
        let Some(first) = self.list.first() else { return String::new() };
        let place = Place::of(&self.text, &first.span);
        format!("line {}: {}", place.number, one_line(&first.what))
    }
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", one_line(&self.name), self.first_line())?;
        match self.list.len().saturating_sub(1) {
            0 => Ok(()),
            more => write!(f, ", and {more} more"),
        }
    }
}

impl std::error::Error for Mistakes {}

/// Reads `text` against `keys`. A byte order mark and Windows line ends are fine.
pub(crate) fn read(name: &str, text: &str, keys: &'static [Key]) -> (Table, Diagnostics) {
    read_retired(name, text, keys, &[])
}

/// [`read`], which also says of each key in `retired` that it is not read any more.
pub(crate) fn read_retired(
    name: &str,
    text: &str,
    keys: &'static [Key],
    retired: &'static [Retired],
) -> (Table, Diagnostics) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (mut root, mut errors) = DeTable::parse_recoverable(text);
    let mended;
    if let Some(without) = syntax::mend(text, &errors) {
        mended = without;
        errors.retain(syntax::is_stray);
        let (rest, more) = DeTable::parse_recoverable(&mended);
        root = rest;
        errors.extend(more);
    }
    let mut notes = Diagnostics {
        name: name.to_owned(),
        text: text.to_owned(),
        keys,
        retired,
        list: Vec::new(),
        poisoned: BTreeMap::new(),
    };
    syntax::note(errors, root.get_ref(), &mut notes);
    let fields = check::table(root.get_ref(), 0..0, keys, &mut notes);
    (fields, notes)
}

#[derive(Clone, Debug)]
pub(crate) struct Diagnostics {
    name: String,
    text: String,
    /// The keys of the whole document, for advice on a key in the wrong place.
    keys: &'static [Key],
    /// The keys at its top that are not read any more.
    retired: &'static [Retired],
    list: Vec<Diagnostic>,
    /// The lines whose syntax is broken, from first byte to line end: what they seem to say is not judged.
    poisoned: BTreeMap<usize, usize>,
}

impl Diagnostics {
    /// Notes something wrong at `span`, unless the syntax there is broken anyway.
    pub(crate) fn add(&mut self, span: Range<usize>, what: impl Into<String>, fix: Option<String>) {
        if !self.is_torn(span.start) {
            self.list.push(Diagnostic { span, what: what.into(), fix });
        }
    }

    /// Notes that something is missing at `span`; in a document of broken syntax it may only be unreadable.
    pub(crate) fn missing(&mut self, span: Range<usize>, what: impl Into<String>, fix: Option<String>) {
        if self.poisoned.is_empty() {
            self.add(span, what, fix);
        }
    }

    fn is_torn(&self, at: usize) -> bool {
        self.poisoned.range(..=at).next_back().is_some_and(|(_, end)| at <= *end)
    }

    pub(crate) fn text_at(&self, span: &Range<usize>) -> &str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    /// The path in the header at `span` with a dot after it; empty above the first header.
    fn header_of(&self, span: &Range<usize>) -> String {
        let line = self.text.get(line_start(&self.text, span.start)..).unwrap_or_default();
        let line = line.split(['\n', '#']).next().unwrap_or_default().trim();
        match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).filter(|_| !span.is_empty()) {
            Some(path) => format!("{}.", path.trim_matches(['[', ']'])),
            None => String::new(),
        }
    }

    /// The mistakes in the order of the file; `None` without any.
    pub(crate) fn into_mistakes(self) -> Option<Mistakes> {
        (!self.list.is_empty()).then(|| self.sorted())
    }

    /// `value` when nothing was wrong, else every mistake.
    pub(crate) fn finish<T>(mut self, value: Option<T>) -> Result<T, Mistakes> {
        match value {
            Some(value) if self.list.is_empty() => return Ok(value),
            // Unreachable while every absent value leaves a note; said rather than trusted.
            None if self.list.is_empty() => {
                self.list.push(Diagnostic { span: 0..0, what: "cannot be read".into(), fix: None });
            }
            _ => {}
        }
        Err(self.sorted())
    }

    fn sorted(mut self) -> Mistakes {
        self.list.sort_by_key(|mistake| (mistake.span.start, mistake.span.end));
        Mistakes { name: self.name, text: self.text, list: self.list }
    }
}

/// The known word nearest to `word`, if it is near enough to have been meant.
pub(crate) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    const LONGEST: usize = 64;
    if word.chars().count() > LONGEST {
        return None;
    }
    let plain = word.trim().to_lowercase().replace(['_', ' '], "-");
    let allowed = (plain.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|candidate| (strsim::osa_distance(&plain, &candidate.replace('_', "-")), candidate))
        .filter(|&(distance, candidate)| distance <= allowed && distance < candidate.chars().count())
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// Advice for an unknown `word`: the nearest known one, or all of them.
pub(crate) fn did_you_mean<'k>(word: &str, known: impl IntoIterator<Item = &'k str> + Clone) -> String {
    match nearest(word, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known here: {}", known.into_iter().collect::<Vec<_>>().join(", ")),
    }
}

/// Whether a character can drive a terminal or reorder what people read.
pub fn harmful(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Replaces every harmful character but the line end with one of the same length in bytes, so that places still
/// hold.
pub(crate) fn harmless(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| harmful(c) && c != '\n') {
        return Cow::Borrowed(text);
    }
    let stand_in = |c: char| match c {
        '\n' => '\n',
        '\t' | '\r' => ' ',
        _ if !harmful(c) => c,
        _ => match c.len_utf8() {
            1 => '?',
            2 => '\u{b7}',
            _ => '\u{fffd}',
        },
    };
    Cow::Owned(text.chars().map(stand_in).collect())
}

/// `text` harmless and in one line.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    match harmless(text) {
        shown if shown.contains('\n') => Cow::Owned(shown.replace('\n', " ")),
        shown => shown,
    }
}

/// Makes a text fit to be shown: anyone may have written a line of a shared folder.
pub(crate) fn tidy(name: &mut String) {
    if name.len() > keys::LONGEST_TEXT || name.chars().any(harmful) {
        *name = one_line(name).chars().take(keys::LONGEST_TEXT).collect();
    }
}

/// For a message: in backquotes, in one line, cut where it is long.
pub(crate) fn quoted(word: &str) -> String {
    const LONGEST: usize = 40;
    let mut shown: String = one_line(word).chars().take(LONGEST).collect();
    if word.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    format!("`{shown}`")
}

fn line_start(text: &str, at: usize) -> usize {
    text.as_bytes().iter().take(at).rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1)
}

/// `at`, or the nearest byte before it where a character of `text` begins.
fn on_a_character(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default()
}

/// A place in a text: the line, its number, and the part of it that is meant.
struct Place<'t> {
    line: Cow<'t, str>,
    number: usize,
    within: Range<usize>,
}

impl<'t> Place<'t> {
    fn of(text: &'t str, span: &Range<usize>) -> Self {
        let at = on_a_character(text, span.start);
        let start = line_start(text, at);
        let rest = text.get(start..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        let line = line.strip_suffix('\r').unwrap_or(line);
        let number = text.as_bytes().iter().take(start).filter(|&&byte| byte == b'\n').count() + 1;
        let from = (at - start).min(line.len());
        let to = on_a_character(text, span.end).saturating_sub(start).clamp(from, line.len());
        Place { line: harmless(line), number, within: from..to }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistakes(name: &str, text: &str, spans: &[Range<usize>]) -> Mistakes {
        let list = spans
            .iter()
            .map(|span| Diagnostic {
                span: span.clone(),
                what: "`x` is wrong".into(),
                fix: Some("write `y`".into()),
            })
            .collect();
        Mistakes { name: name.into(), text: text.into(), list }
    }

    #[test]
    fn shows_place_text_and_fix() {
        let shown = mistakes("my.toml", "a = 1\nbb = x y\n", &vec![11..12; 1]).render(false);
        let expected = "\
error: `x` is wrong
 --> my.toml:2:6
  |
2 | bb = x y
  |      ^
  |
  = help: write `y`
";
        assert_eq!(shown, expected);
    }

    #[test]
    fn prints_fifty_and_counts_the_rest() {
        let shown = mistakes("m", "a\n", &vec![0..1; 53]).render(false);
        assert_eq!(shown.matches("error:").count(), 50);
        assert!(shown.ends_with("and 3 more\n"), "{shown}");
    }

    #[test]
    fn survives_any_span() {
        for span in [0..0, 0..99, 5..5, 99..100, 2..4, 3..3] {
            assert!(
                mistakes("m", "a\r\nbü\r\n", std::slice::from_ref(&span)).render(true).contains("m:"),
                "{span:?}"
            );
        }
        assert!(mistakes("m", "", &vec![0..0; 1]).render(false).contains("m:1:1"));
    }

    /// Everything a file could hold to drive a terminal, and nothing of it must come out.
    const HOSTILE: &str =
        "\u{1b}]0;evil\u{7}\u{1b}[2J\u{9b}31m\u{90}q\u{202e}abc\u{2066}\u{200f}\u{7f}\r\u{8}\u{85}\u{2028}";

    fn no_escape_left(shown: &str) {
        let mut rest = String::new();
        let mut chars = shown.chars().peekable();
        while let Some(c) = chars.next() {
            if c == '\u{1b}' && chars.peek() == Some(&'[') {
                let code: String = chars.by_ref().skip(1).take_while(|c| !c.is_ascii_alphabetic()).collect();
                assert!(code.chars().all(|c| c.is_ascii_digit() || c == ';'), "{code:?}");
            } else {
                rest.push(c);
            }
        }
        assert!(!rest.chars().any(|c| harmful(c) && c != '\n'), "{rest:?}");
        assert!(!shown.contains("[2J"), "{shown:?}");
    }

    #[test]
    fn lets_no_escape_of_a_hostile_file_through() {
        let text = format!("a = \"{HOSTILE}\"\n{HOSTILE} = 3\n[{HOSTILE}]\n");
        for name in ["plain.toml", HOSTILE] {
            let (_, notes) = read(name, &text, &[]);
            let mut found = notes.into_mistakes().expect("it is broken");
            found.list.push(Diagnostic { span: 0..9, what: HOSTILE.into(), fix: Some(HOSTILE.into()) });
            // "[2J" is harmless without its escape; leave it out of the check for our own texts.
            for color in [false, true] {
                no_escape_left(&found.render(color).replace("?[2J", ""));
            }
            assert!(!found.first_line().chars().any(harmful));
            assert!(!found.to_string().chars().any(harmful));
        }
    }

    #[test]
    fn harmless_text_keeps_its_places() {
        assert_eq!(harmless(HOSTILE).len(), HOSTILE.len());
        assert!(matches!(harmless("plain ü 🦵\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn suggests_only_what_is_near() {
        let known = ["wall-calf", "walk", "rest", "sets"];
        for (word, near) in [
            ("wall_calf", Some("wall-calf")),
            ("Wall Calf", Some("wall-calf")),
            ("wal-calf", Some("wall-calf")),
            ("rests", Some("rest")),
            ("rset", Some("rest")),
            ("x", None),
            ("breathing", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, known), near, "{word}");
        }
        assert_eq!(nearest(&"a".repeat(200_000), known), None);
        assert_eq!(did_you_mean("zzzzzz", ["a", "b"]), "known here: a, b");
    }

    #[test]
    fn quotes_short_and_in_one_line() {
        assert_eq!(quoted("a\nb"), "`a b`");
        assert_eq!(quoted(&"x".repeat(50)).chars().count(), 43);
    }
}
