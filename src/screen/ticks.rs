//! A list of things to tick.
//!
//! ```text
//!    ▸ [x] Covers loose at the foot end, nothing tucked tight.
//!      [ ] Dark and quiet.
//! ```

use ratatui::layout::Rect;

use super::page::{Page, below, wrap};
use crate::screen::theme::Role;
use crate::text::in_sight;

/// One of the things to tick.
pub(super) struct Row<'a> {
    pub(super) ticked: bool,
    /// Whether it has nothing to tick, but something to count.
    pub(super) counted: bool,
    pub(super) text: String,
    /// What to do about it, right below it.
    pub(super) help: Option<&'a str>,
}

impl Row<'_> {
    pub(super) fn new(ticked: bool, text: &str) -> Row<'static> {
        Row { ticked, counted: false, text: text.to_owned(), help: None }
    }

    /// A row with an amount instead of a tick.
    pub(super) fn counted(text: &str) -> Row<'static> {
        Row { counted: true, ..Row::new(false, text) }
    }
}

/// Draws those rows that fit, each of them whole, around the one that is marked; the line above the keys tells of others.
/// Returns what is left below them.
pub(super) fn draw(rows: &[Row<'_>], at: usize, area: Rect, page: &mut Page<'_>) -> Rect {
    let columns = area.width.saturating_sub(6);
    let wrapped = rows.iter().enumerate().map(|(i, row)| {
        let role = if i == at { Role::Strong } else { Role::Text };
        let help = row.help.into_iter().flat_map(|help| wrap(help, columns));
        let text = wrap(&row.text, columns).into_iter().map(|line| (line, role));
        text.chain(help.map(|line| (line, Role::Warning))).collect::<Vec<_>>()
    });
    let wrapped: Vec<_> = wrapped.collect();
    let heights: Vec<usize> = wrapped.iter().map(Vec::len).collect();
    let mut shown = in_sight(&heights, at, usize::from(area.height));
    let mut left = area;
    // A notice stands where the others are told of.
    let is_taken = shown.len() < rows.len() && !page.has_next();
    if is_taken {
        left.height = left.height.saturating_sub(1);
        shown = in_sight(&heights, at, usize::from(left.height));
    }
    for i in shown.clone() {
        if i == at {
            page.put(area.x, left.y, 1, "▸", Role::Count);
        }
        let ticked = rows[i].ticked;
        let sign = if rows[i].counted { "" } else { sign(ticked) };
        page.put(area.x + 2, left.y, 3, sign, if ticked { Role::Count } else { Role::Soft });
        for (line, role) in wrapped[i].iter().take(usize::from(left.height)) {
            page.put(area.x + 6, left.y, columns, line, *role);
            left = below(left, 1);
        }
    }
    let more = match (shown.start > 0, shown.end < rows.len()) {
        (false, false) => return left,
        (true, false) => "more above",
        (false, true) => "more below",
        (true, true) => "more above and below",
    };
    if is_taken {
        page.put(area.x, left.y, area.width, more, Role::Soft);
        return below(left, 1);
    }
    page.next(more);
    left
}

/// Returns a row in one line.
pub(super) fn line(ticked: bool, text: &str) -> String {
    format!("{} {text}", sign(ticked))
}

fn sign(ticked: bool) -> &'static str {
    if ticked { "[x]" } else { "[ ]" }
}
