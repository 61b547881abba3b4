//! Help: what the keys do here, and what to know about this step.

use super::diary;
use super::page::Page;
use crate::app::Help;

/// Draws as much of the help page as there is room for.
pub(super) fn draw(help: &Help<'_>, page: &mut Page<'_>) {
    page.title("Keys", if help.paused { "time stands still" } else { "" });
    diary::sheet(&help.shown, page.body(), page);
    if help.shown.more {
        page.next("more below");
    }
}
