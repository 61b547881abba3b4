//! Good night: what was done, and nothing left to do but sleep. Nothing on it is bright.

use super::page::{Page, wrap};
use crate::app::Farewell;
use crate::theme::Role;

/// Draws the last screen.
pub(super) fn draw(farewell: &Farewell, page: &mut Page<'_>) {
    page.dim();
    let body = page.body();
    let mut text = vec!["Good night.".to_owned(), String::new()];
    text.extend(wrap(said(farewell), body.width));
    text.push("Nothing left to do but sleep.".to_owned());
    if let Some(tip) = farewell.tip {
        text.push(String::new());
        text.extend(wrap(&format!("A tip: {tip}"), body.width));
    }
    let top = body.height.saturating_sub(u16::try_from(text.len()).unwrap_or(0)) / 2;
    for (row, line) in (top..).zip(&text) {
        page.centre(body, row, line, if row == top { Role::Waiting } else { Role::Soft });
    }
}

/// What was done; an evening of rest is an evening too.
pub(super) fn said(farewell: &Farewell) -> &str {
    if farewell.is_empty() { "Rest is good too." } else { &farewell.done }
}
