//! A list of things to tick.
//!
//! ```text
//!    ▸ [x] Covers loose at the foot end, nothing tucked tight.
//!      [ ] Dark and quiet.
//! ```

use ratatui::layout::Rect;

use super::page::{Page, wrap};
use crate::theme::Role;

/// Draws rows, each ticked or not, scrolled so that the one that is marked is in sight. Returns whether there is more
/// below.
pub(super) fn draw(rows: &[(bool, &str)], at: usize, area: Rect, page: &mut Page<'_>) -> bool {
    let room = usize::from(area.height);
    let text = area.width.saturating_sub(6);
    let mut lines = Vec::new();
    let mut marked = 0..0;
    for (i, &(ticked, row)) in rows.iter().enumerate() {
        let from = lines.len();
        let here = i == at;
        let role = if here { Role::Strong } else { Role::Text };
        for (nth, line) in wrap(row, text).into_iter().enumerate() {
            let sign = if nth == 0 { sign(ticked) } else { "   " };
            lines.push((if here && nth == 0 { "▸" } else { " " }, sign, line, role));
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
    for (y, (mark, sign, line, role)) in (area.y..area.bottom()).zip(&lines[from..]) {
        page.put(area.x, y, 1, mark, Role::Count);
        page.put(area.x + 2, y, 3, sign, if *sign == TICKED { Role::Count } else { Role::Soft });
        page.put(area.x + 6, y, text, line, *role);
    }
    from + room < lines.len()
}

/// Returns a row in one line.
pub(super) fn line(ticked: bool, text: &str) -> String {
    format!("{} {text}", sign(ticked))
}

const TICKED: &str = "[x]";

fn sign(ticked: bool) -> &'static str {
    if ticked { TICKED } else { "[ ]" }
}
