//! Help: what the keys do here, and what to know about this step.

use super::page::{Page, width, wrap};
use crate::app::Help;
use crate::theme::Role;

/// Draws the help page.
pub(super) fn draw(help: &Help<'_>, page: &mut Page<'_>) {
    page.title("Keys", if help.paused { "time stands still" } else { "" });
    let body = page.body();
    let keys = help.keys.iter().map(|(key, _)| width(key)).max().unwrap_or(0);
    let mut y = body.y;
    for (key, label) in &help.keys {
        if y < body.bottom() {
            page.put(body.x, y, keys, key, Role::Strong);
            page.put(body.x + keys + 3, y, body.width.saturating_sub(keys + 3), label, Role::Text);
            y += 1;
        }
    }
    y += 1;
    for (label, text) in &help.about {
        for (i, line) in wrap(&format!("{label} {text}"), body.width).iter().enumerate() {
            if y < body.bottom() {
                page.put(body.x, y, body.width, line, if i == 0 { Role::Text } else { Role::Soft });
                y += 1;
            }
        }
    }
}
