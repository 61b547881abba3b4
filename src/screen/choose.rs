//! The list of routines, and what the marked one is made of.
//!
//! ```text
//!    Another routine
//!
//!    ▸ Classic evening         9 min 37 s
//!      Quick three minutes     3 min 7 s
//!
//!    Calves, hamstrings, ankles and toes, ten slow breaths, a look at water.
//!
//!      Wall calf stretch       30 s × 2 each leg
//!      Ankle circles           10 each way, each foot
//! ```

use ratatui::layout::Rect;

use super::page::{Page, width, wrap};
use super::tonight;
use crate::app::Choices;
use crate::screen::theme::Role;

/// Draws the list, scrolled so that the mark is in sight.
pub(super) fn draw(choices: &Choices<'_>, page: &mut Page<'_>) {
    page.title("Another routine", "");
    let body = page.body();
    let about = choices.rows.get(choices.at).map_or_else(Vec::new, |row| wrap(&row.about, body.width));
    // The preview gets what is left once the list has half of the room.
    let preview = u16::try_from(about.len() + choices.steps.len() + 3).unwrap_or(u16::MAX);
    let listed = u16::try_from(choices.rows.len()).unwrap_or(u16::MAX);
    let shown = listed.min(body.height.saturating_sub(preview).max(body.height / 2));
    list(choices, Rect { height: shown, ..body }, page);
    let mut y = body.y + shown + 1;
    for line in about.iter().take(usize::from(body.bottom().saturating_sub(y))) {
        page.put(body.x, y, body.width, line, Role::Soft);
        y += 1;
    }
    y += 1;
    if y < body.bottom() {
        tonight::steps(&choices.steps, y, body.bottom() - y, page);
    }
}

fn list(choices: &Choices<'_>, area: Rect, page: &mut Page<'_>) {
    let room = usize::from(area.height);
    let from = choices.at.saturating_sub(room / 2).min(choices.rows.len().saturating_sub(room));
    let names = choices.rows.iter().map(|row| width(row.name)).max().unwrap_or(0).min(area.width / 2);
    for (y, (i, row)) in (area.y..area.bottom()).zip(choices.rows.iter().enumerate().skip(from)) {
        let marked = i == choices.at;
        page.put(area.x, y, 1, if marked { "▸" } else { " " }, Role::Count);
        page.put(area.x + 2, y, names, row.name, if marked { Role::Strong } else { Role::Text });
        let x = area.x + 2 + names + 3;
        let length = row.length.as_deref().unwrap_or("has a mistake");
        page.put(x, y, area.right().saturating_sub(x), length, Role::Soft);
    }
}
