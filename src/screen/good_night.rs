//! Good night: what was done, and nothing left to do but sleep. Nothing on it is bright but a warning.

use super::page::{Page, wrap};
use crate::app::Farewell;
use crate::screen::theme::Role;

/// Draws the last screen.
pub(super) fn draw(farewell: &Farewell, page: &mut Page<'_>) {
    page.dim();
    let body = page.body();
    let mut text = vec![("Good night.".to_owned(), Role::Waiting), (String::new(), Role::Soft)];
    let mut say = |line: &str, role| text.extend(wrap(line, body.width).into_iter().map(|line| (line, role)));
    say(said(farewell), Role::Soft);
    say(farewell.last(), if farewell.warning.is_some() { Role::Warning } else { Role::Soft });
    if let Some(tip) = farewell.tip {
        say("", Role::Soft);
        say(&format!("A tip: {tip}"), Role::Soft);
    }
    let top = body.height.saturating_sub(u16::try_from(text.len()).unwrap_or(0)) / 2;
    for (row, (line, role)) in (top..).zip(&text) {
        page.centre(body, row, line, *role);
    }
}

/// What was done; an evening of rest is an evening too.
pub(super) fn said(farewell: &Farewell) -> &str {
    if farewell.is_empty() { "Rest is good too." } else { &farewell.done }
}
