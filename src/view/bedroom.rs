//! The bedroom checklist: what is not put right yet, a line each.
//!
//! ```text
//!    Bedroom                                                 1 of 11
//!
//!    Tick what is done; it will not be asked again.
//!
//!    ▸ [x] Covers loose at the foot end, nothing tucked tight.
//!      [ ] Dark and quiet.
//! ```

use super::page::{Page, wrap};
use crate::app::Bedroom;
use crate::session::Glance;
use crate::theme::Role;

/// Draws the list, scrolled so that the mark is in sight.
pub(super) fn draw(glance: &Glance<'_>, bedroom: &Bedroom, page: &mut Page<'_>) {
    page.title(glance.title, &format!("{} of {}", glance.step.0, glance.step.1));
    page.next(&format!("then {}", glance.next));
    let body = page.body();
    if bedroom.shown.is_empty() {
        page.centre(body, body.height / 2, DONE, Role::Text);
        return;
    }
    let airy = u16::from(body.height >= 12);
    page.put(body.x, body.y, body.width, "Tick what is done; it will not be asked again.", Role::Soft);
    let top = body.y + 1 + airy;
    let room = usize::from(body.bottom() - top);
    let mut lines = Vec::new();
    let mut marked = 0..0;
    for (i, item) in bedroom.shown.iter().enumerate() {
        let from = lines.len();
        let here = i == bedroom.at;
        let role = if here { Role::Strong } else { Role::Text };
        for (row, line) in wrap(item.text, body.width.saturating_sub(6)).into_iter().enumerate() {
            let sign = match (row, bedroom.ticks.has(item)) {
                (0, true) => "[x]",
                (0, false) => "[ ]",
                (_, _) => "   ",
            };
            lines.push((if here && row == 0 { "▸" } else { " " }, sign, line, role));
        }
        if here {
            marked = from..lines.len();
        }
    }
    let from = marked
        .end
        .saturating_sub(room)
        .max(marked.start.saturating_sub(room / 2))
        .min(lines.len().saturating_sub(room));
    for (y, (mark, sign, text, role)) in (top..body.bottom()).zip(&lines[from..]) {
        page.put(body.x, y, 1, mark, Role::Count);
        page.put(body.x + 2, y, 3, sign, if *sign == "[x]" { Role::Count } else { Role::Soft });
        page.put(body.x + 6, y, body.width.saturating_sub(6), text, *role);
    }
}

/// What to say when nothing is left.
const DONE: &str = "Everything is seen to.";

/// The marked item in one line.
pub(super) fn marked(bedroom: &Bedroom) -> (String, Role) {
    let text = bedroom.shown.get(bedroom.at).map_or(DONE.to_owned(), |item| {
        format!("[{}] {}", if bedroom.ticks.has(item) { 'x' } else { ' ' }, item.text)
    });
    (text, Role::Strong)
}
