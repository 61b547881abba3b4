//! Good night: what was done, and nothing left to do but sleep.

use super::page::{Page, wrap};
use crate::app::Farewell;
use crate::theme::Role;

/// Draws the last screen.
pub(super) fn draw(farewell: &Farewell, page: &mut Page<'_>) {
    let body = page.body();
    let mut text = vec![("Good night.".to_owned(), Role::Count), (String::new(), Role::Soft)];
    text.extend(wrap(said(farewell), body.width).into_iter().map(|l| (l, Role::Text)));
    text.push(("Nothing left to do but sleep.".to_owned(), Role::Soft));
    if let Some(tip) = farewell.tip {
        text.push((String::new(), Role::Soft));
        text.extend(wrap(&format!("A tip: {tip}"), body.width).into_iter().map(|l| (l, Role::Soft)));
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
