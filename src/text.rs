//! Words: lengths and numbers as people say them, lines that fit, and the [one name](glossary) of each thing.
//!
//! Every wing calls it; it calls none.

pub(crate) mod glossary;

use std::borrow::Cow;
use std::ops::Range;
use std::time::Duration;

use jiff::civil::{Date, DateTime};
use textwrap::{Options, WordSplitter};
use unicode_width::UnicodeWidthStr;

/// A length to the second: "45 s", "2 min", "9 min 37 s", "1 h 5 min".
pub(crate) fn length(length: Duration) -> String {
    let s = length.as_millis().div_ceil(1000);
    match (s / 3600, s / 60 % 60, s % 60) {
        (0, 0, s) => format!("{s} s"),
        (0, m, 0) => format!("{m} min"),
        (0, m, s) => format!("{m} min {s} s"),
        (h, 0, _) => format!("{h} h"),
        (h, m, _) => format!("{h} h {m} min"),
    }
}

/// How many columns a text without line ends takes.
pub(crate) fn width(text: &str) -> usize {
    // Most of a picture is to measure plain words.
    if text.is_ascii() { text.len() } else { text.width() }
}

/// Breaks at blanks alone, never within "4-6", and leaves no word or two in the last line where those before can
/// spare some.
pub(crate) fn wrapped(text: &str, columns: usize) -> Vec<String> {
    if width(text) <= columns && !text.contains('\n') && !text.ends_with(' ') {
        return vec![text.to_owned()];
    }
    let wrap = |columns: usize| {
        let options = Options::new(columns.max(1)).word_splitter(WordSplitter::NoHyphenation);
        textwrap::wrap(text, options)
    };
    let mut lines = wrap(columns);
    while lines.len() > 1 && lines.last().is_some_and(|line| width(line) < columns / 3) {
        let widest = lines.iter().map(|line| width(line)).max().unwrap_or_default();
        let tried = wrap(widest.saturating_sub(1));
        if widest <= columns / 2 || tried.len() > lines.len() {
            break;
        }
        lines = tried;
    }
    lines.into_iter().map(Cow::into_owned).collect()
}

/// Which rows of a list are shown: the marked one, the one behind it where both fit, then as many before and behind
/// as fit.
pub(crate) fn in_sight(heights: &[usize], at: usize, room: usize) -> Range<usize> {
    let fits = |rows: Range<usize>| heights.get(rows).is_some_and(|rows| rows.iter().sum::<usize>() <= room);
    let marked = (at + 1).min(heights.len());
    let end = if fits(at..at + 2) { at + 2 } else { marked };
    let start = (0..marked).find(|start| fits(*start..end)).unwrap_or(at.min(end));
    let end = (end..=heights.len()).rev().find(|end| fits(start..*end)).unwrap_or(end);
    start..end
}

/// What is left, in whole minutes: "9 min left".
pub(crate) fn left(left: Duration) -> String {
    format!("{} min left", minutes(left).max(1))
}

/// Rounded up.
pub(crate) fn minutes(length: Duration) -> u64 {
    u64::try_from(length.as_nanos().div_ceil(60_000_000_000)).unwrap_or(u64::MAX)
}

/// A sentence with a capital at its beginning.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A title as a sentence; a question has its mark already.
pub(crate) fn ended(title: &str) -> String {
    if title.ends_with('?') { title.to_owned() } else { format!("{title}.") }
}

/// A label that can stand among others, with commas between them.
pub(crate) fn one_item(label: &str) -> String {
    label.replace(", ", " or ")
}

/// "1 glass", "2 glasses".
pub(crate) fn many(n: u64, one: &str, more: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {more}") }
}

/// "Thursday 24 December", with its year if it is not near `today`.
pub(crate) fn day(day: Date, today: Date) -> String {
    let is_near = today.until(day).is_ok_and(|span| span.get_days().abs() < 300);
    day.strftime(if is_near { "%A %-d %B" } else { "%A %-d %B %Y" }).to_string()
}

/// "Sunday morning"; the small hours are still the night of the day before.
pub(crate) fn moment(at: DateTime) -> String {
    let (day, part) = match at.hour() {
        ..5 => (at.date().yesterday().unwrap_or(at.date()), "night"),
        5..12 => (at.date(), "morning"),
        12..17 => (at.date(), "afternoon"),
        17.. => (at.date(), "evening"),
    };
    format!("{} {part}", day.strftime("%A"))
}

/// The night `then` as seen from `tonight`: "earlier tonight", "last night", "4 nights ago", "on 2 May 2026".
pub fn night(then: Date, tonight: Date) -> String {
    match tonight.since(then).map(|span| span.get_days()) {
        Ok(0) => "earlier tonight".into(),
        Ok(1) => "last night".into(),
        Ok(n @ 2..=13) => format!("{n} nights ago"),
        Ok(_) | Err(_) => format!("on {}", then.strftime("%-d %B %Y")),
    }
}

/// Splits a text after the first of such marks that a word follows.
pub(crate) fn split_after<'a>(text: &'a str, marks: &[char]) -> (&'a str, Option<&'a str>) {
    let end = text.match_indices(' ').map(|(at, _)| at).find(|&at| text[..at].ends_with(marks));
    end.map_or((text, None), |end| (&text[..end], Some(&text[end + 1..])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_blanks_and_none_ends_with_a_lone_word() {
        let balanced = ["One calf swollen, hot, red or very tender,", "or a rash on it now?"];
        assert_eq!(wrapped("One calf swollen, hot, red or very tender, or a rash on it now?", 54), balanced);
        assert_eq!(wrapped("Longer out-breath 4-6", 20), ["Longer", "out-breath 4-6"]);
        assert_eq!(wrapped("Longer out-breath 4-6", 21), ["Longer out-breath 4-6"]);
        assert_eq!(wrapped("A name.", 70), ["A name."], "one line is as short as it is");
        assert_eq!(wrapped("gehen wir", 3), ["geh", "en", "wir"], "what is too long for a line is cut");
        assert_eq!(wrapped("", 20), [""]);
        assert_eq!(wrapped("a b", 0), ["a", "b"]);
        let full = "aaaa aaaa aaaa aaaa aaaa bbbb";
        assert_eq!(wrapped(full, 24), ["aaaa aaaa aaaa aaaa", "aaaa bbbb"]);
    }

    #[test]
    fn a_moment_has_the_name_that_people_give_it() {
        // The 22nd is a Sunday.
        for (day, hour, name) in [
            (22, 4, "Saturday night"),
            (22, 5, "Sunday morning"),
            (22, 11, "Sunday morning"),
            (22, 12, "Sunday afternoon"),
            (22, 17, "Sunday evening"),
            (22, 23, "Sunday evening"),
            (23, 0, "Sunday night"),
        ] {
            assert_eq!(moment(jiff::civil::date(2026, 11, day).at(hour, 59, 0, 0)), name, "{hour}");
        }
    }

    #[test]
    fn whole_rows_around_the_mark() {
        let heights = [2, 2, 2, 3, 3, 3, 2];
        let shown = |at, room| in_sight(&heights, at, room);
        assert_eq!(shown(0, 6), 0..3);
        assert_eq!(shown(1, 6), 0..3, "nothing moves before it must");
        assert_eq!(shown(2, 6), 2..4);
        assert_eq!(shown(5, 6), 5..7);
        assert_eq!(shown(6, 6), 5..7);
        assert_eq!(shown(3, 3), 3..4, "room for one");
        assert_eq!(shown(3, 2), 3..4, "the marked one even where it is cut");
        assert_eq!(shown(6, 99), 0..7);
        assert_eq!(in_sight(&[], 0, 6), 0..0);
    }

    #[test]
    fn sentences_end_where_a_word_follows() {
        let ends = &['.', '?'];
        assert_eq!(split_after("Can't reach? Use 1.5 m.", ends), ("Can't reach?", Some("Use 1.5 m.")));
        assert_eq!(split_after("Rub 1.5 m.", ends), ("Rub 1.5 m.", None));
    }
}
