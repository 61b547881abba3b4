//! Lines that were typed, a row each, and the one being typed, wrapped, with its cursor.
//!
//! ```text
//!    1  Call the bank
//!    ▸  Buy bre█
//! ```

use textwrap::{Options, WordSplitter};

use super::blocks::Line;
use super::canvas::{MEASURE, cut};
use crate::app::page::TypedLines;
use crate::screen::theme::Role;

/// The columns before the text.
const LEAD: u16 = 3;
/// A cell that can be seen without colour, in any font.
const CURSOR: &str = "█";

/// As many of the last lines as fit, the one being typed before all others.
pub(super) fn lines(typed: &TypedLines<'_>, columns: u16, rows: u16) -> Vec<Line> {
    let room = columns.min(MEASURE).saturating_sub(LEAD).max(1);
    let draft = typed.draft.map_or_else(Vec::new, |draft| draft_lines(draft, room));
    let kept = typed.kept.iter().enumerate();
    let kept = kept.map(|(nth, line)| {
        vec![(Role::Soft, format!("{}  ", nth + 1)), (Role::Text, cut(line, room).into_owned())]
    });
    let mut all: Vec<Line> = kept.chain(draft).collect();
    all.drain(..all.len().saturating_sub(usize::from(rows)));
    all
}

/// The rows that all of it takes.
pub(super) fn rows(typed: &TypedLines<'_>, columns: u16) -> u16 {
    u16::try_from(lines(typed, columns, u16::MAX).len()).unwrap_or(u16::MAX)
}

fn draft_lines(draft: &str, room: u16) -> Vec<Line> {
    // The cursor stands behind the last letter, also at the end of a row.
    let options = Options::new(usize::from(room.saturating_sub(1).max(1)));
    let mut rows = textwrap::wrap(draft, options.word_splitter(WordSplitter::NoHyphenation));
    if let Some(last) = rows.last_mut() {
        let blank = if draft.ends_with(' ') { " " } else { "" };
        *last = format!("{last}{blank}{CURSOR}").into();
    }
    let lead = |nth| if nth == 0 { "▸  " } else { "   " };
    let rows = rows.into_iter().enumerate();
    rows.map(|(nth, row)| vec![(Role::Count, lead(nth).to_owned()), (Role::Strong, row.into_owned())])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::canvas::width;

    fn shown(kept: &[String], draft: &str, columns: u16, rows: u16) -> Vec<String> {
        let typed = TypedLines { kept, draft: Some(draft) };
        let row = |line: Line| line.into_iter().map(|(_, text)| text).collect::<String>();
        lines(&typed, columns, rows).into_iter().map(row).collect()
    }

    #[test]
    fn the_cursor_is_always_there() {
        let kept = ["One".to_owned(), "A line that is too long for it".to_owned()];
        assert_eq!(shown(&kept, "", 20, 9), ["1  One", "2  A line that is t…", "▸  █"]);
        assert_eq!(shown(&kept, "Buy ", 20, 2), ["2  A line that is t…", "▸  Buy █"]);
        assert_eq!(shown(&kept, "one two three four", 13, 2), ["   three", "   four█"]);
        for draft in [
            "",
            "x",
            " ",
            &"膝".repeat(200),
            &"👨\u{200d}👩\u{200d}👧".repeat(40),
            "e\u{301}\u{301}\u{301}",
            "שלום",
        ] {
            for columns in 1..60 {
                let rows = shown(&kept, draft, columns, 3);
                assert!(rows.last().is_some_and(|row| row.ends_with(CURSOR)), "{columns}: {rows:?}");
                let is_wide = |row: &String| columns > 6 && width(row) > columns;
                assert!(!rows.iter().any(is_wide), "{columns}: {rows:?}");
            }
        }
    }
}
