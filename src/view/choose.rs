//! The list of routines.
//!
//! ```text
//!    Another routine
//!
//!    ▸ Classic evening         9 min 37 s
//!      Quick three minutes     3 min 5 s
//!
//!    Calves, hamstrings, ankles and toes, ten slow breaths, a look at water.
//! ```

use super::page::{Page, width, wrap};
use crate::app::Choices;
use crate::theme::Role;

/// Draws the list, scrolled so that the mark is in sight.
pub(super) fn draw(choices: &Choices<'_>, page: &mut Page<'_>) {
    page.title("Another routine", "");
    let body = page.body();
    let about_rows = if body.height >= 8 { 3 } else { 1 };
    let room = usize::from(body.height.saturating_sub(about_rows + 1).max(1));
    let from = choices.at.saturating_sub(room / 2).min(choices.rows.len().saturating_sub(room));
    let names = choices.rows.iter().map(|row| width(row.name)).max().unwrap_or(0).min(body.width / 2);
    for (i, row) in choices.rows.iter().enumerate().skip(from).take(room) {
        let y = body.y + u16::try_from(i - from).unwrap_or(0);
        let marked = i == choices.at;
        page.put(body.x, y, 1, if marked { "▸" } else { " " }, Role::Count);
        page.put(body.x + 2, y, names, row.name, if marked { Role::Strong } else { Role::Text });
        let x = body.x + 2 + names + 3;
        let length = row.length.as_deref().unwrap_or("has a mistake");
        page.put(x, y, body.right().saturating_sub(x), length, Role::Soft);
    }
    if let Some(row) = choices.rows.get(choices.at) {
        let shown = u16::try_from(choices.rows.len().min(room)).unwrap_or(0);
        for (i, line) in (0..about_rows).zip(wrap(&row.about, body.width)) {
            page.put(body.x, body.y + shown + 1 + i, body.width, &line, Role::Soft);
        }
    }
}
