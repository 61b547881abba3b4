//! Help: what the keys do here, and what to know about this step.

use super::page::{Page, width, wrap};
use crate::app::Help;
use crate::theme::Role;

/// Draws the help page: the keys, in two columns if one is too long, then as much as fits of what to know.
pub(super) fn draw(help: &Help<'_>, page: &mut Page<'_>) {
    page.title("Keys", if help.paused { "time stands still" } else { "" });
    let body = page.body();
    let count = u16::try_from(help.keys.len()).unwrap_or(u16::MAX);
    let columns = if count > body.height && body.width >= 50 { 2 } else { 1 };
    let rows = count.div_ceil(columns);
    let (wide, keys) = (body.width / columns, help.keys.iter().map(|(key, _)| width(key)).max().unwrap_or(0));
    for (i, (key, label)) in (0..).zip(&help.keys) {
        let (x, y) = (body.x + i / rows * wide, body.y + i % rows);
        if y < body.bottom() {
            page.put(x, y, keys, key, Role::Strong);
            page.put(x + keys + 2, y, wide.saturating_sub(keys + 3), label, Role::Text);
        }
    }
    let about: Vec<_> =
        help.about.iter().map(|(label, text)| wrap(&format!("{label} {text}"), body.width)).collect();
    // Air comes after what there is to know.
    let all = about.iter().map(|lines| u16::try_from(lines.len()).unwrap_or(u16::MAX)).sum::<u16>();
    let mut y = body.y + rows + u16::from(rows + all < body.height);
    for lines in &about {
        if y + u16::try_from(lines.len()).unwrap_or(u16::MAX) > body.bottom() {
            continue;
        }
        for line in lines {
            page.put(body.x, y, body.width, line, Role::Text);
            y += 1;
        }
    }
}
