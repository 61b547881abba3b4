//! The bedroom checklist: what is not put right yet, a line each.
//!
//! ```text
//!    Bedroom                                                 1 of 11
//!
//!    What is ticked is not asked again.
//!
//!    ▸ [x] Covers loose at the foot end, nothing tucked tight.
//!      [ ] Dark and quiet.
//! ```

use super::page::{Page, below};
use super::ticks;
use crate::app::Bedroom;
use crate::screen::theme::Role;
use crate::session::StepView;

/// Draws the list, scrolled so that the mark is in sight.
pub(super) fn draw(glance: &StepView<'_>, bedroom: &Bedroom, page: &mut Page<'_>) {
    page.title(glance.title, &format!("{} of {}", glance.step.0, glance.step.1));
    let then = format!("then {}", glance.next);
    let body = page.body();
    if bedroom.shown.is_empty() {
        page.next(&then);
        page.centre(body, body.height / 2, DONE, Role::Text);
        return;
    }
    let airy = u16::from(body.height >= 12);
    page.put(body.x, body.y, body.width, "What is ticked is not asked again.", Role::Soft);
    let rows: Vec<_> =
        bedroom.shown.iter().map(|item| ticks::Row::new(bedroom.ticks.has(item), item.text)).collect();
    ticks::draw(&rows, bedroom.at, below(body, 1 + airy), page);
    // Whether there is more of the list comes first.
    page.next(&then);
}

/// What to say when nothing is left.
const DONE: &str = "Everything is seen to.";

/// The marked item in one line.
pub(super) fn marked(bedroom: &Bedroom) -> (String, Role) {
    let item = bedroom.shown.get(bedroom.at);
    (item.map_or(DONE.to_owned(), |item| ticks::line(bedroom.ticks.has(item), item.text)), Role::Strong)
}
