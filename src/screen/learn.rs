//! The pages to read: their list, or one of them.
//!
//! ```text
//!    Water                                                      64 %
//!
//!    Drinking enough is sensible. Proof that it prevents night
//!    cramps is thin: …
//!    (American Family Physician 2012 and 2017; Miller 2010)
//!
//!    space further   n next page   ↑ up   ↓ down   ? help   esc back
//! ```

use super::page::{MEASURE, Page, width};
use crate::app::{Reading, Room};
use crate::health::learn::{LearnLine, Sort};
use crate::screen::theme::Role;

/// Draws the list of pages, scrolled so that the mark is in sight, or the page that is open.
pub(super) fn draw(reading: &Reading<'_>, page: &mut Page<'_>) {
    let body = page.body();
    match reading {
        Reading::List(titles, at) => {
            page.title("Learn", "");
            let room = usize::from(body.height);
            let from = at.saturating_sub(room / 2).min(titles.len().saturating_sub(room));
            if from + room < titles.len() {
                page.next("more below");
            }
            for (y, (i, title)) in (body.y..body.bottom()).zip(titles.iter().enumerate().skip(from)) {
                let marked = i == *at;
                page.put(body.x, y, 1, if marked { "▸" } else { " " }, Role::Count);
                page.put(
                    body.x + 2,
                    y,
                    body.width.saturating_sub(2),
                    title,
                    if marked { Role::Strong } else { Role::Text },
                );
            }
        }
        Reading::Page(title, lines, place) => {
            // How far one is matters less than where one is.
            let fits = width(title) + 2 + width(place) <= body.width;
            page.title(title, if fits { place } else { "" });
            for (y, line) in (body.y..body.bottom()).zip(*lines) {
                page.put(body.x, y, body.width, &line.text, role(line));
            }
        }
    }
}

/// Returns what there is for a page on a screen with this body.
pub(super) fn room(columns: u16, rows: u16) -> Room {
    Room { columns: columns.min(MEASURE), rows }
}

/// The style of a line.
pub(super) fn role(line: &LearnLine) -> Role {
    match line.sort {
        Sort::Heading => Role::Strong,
        Sort::Text => Role::Text,
        Sort::From => Role::Soft,
    }
}
