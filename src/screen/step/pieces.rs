//! What both layouts of a step share: lines, the heading, the bar.

use ratatui::layout::Rect;

use super::rows::lines_in;
use crate::screen::canvas::{Canvas, width};
use crate::screen::theme::Role;
use crate::session::{Pause, StepView};
use crate::text::glossary;

/// Returns the word for standing still.
pub(in crate::screen) fn pause_word(pause: Pause) -> &'static str {
    match pause {
        Pause::Asked => "Paused",
        Pause::Away => "Welcome back · paused where it stood",
        Pause::Left | Pause::Cramp => "Paused where you left it",
    }
}

/// "right leg" of "to the right leg".
pub(super) fn short_side(side: &str) -> &str {
    side.strip_prefix("to the ").unwrap_or(side)
}

/// Puts lines in the middle of an area, from its top.
pub(super) fn put(lines: Vec<(String, Role)>, at: Rect, canvas: &mut Canvas<'_>) {
    for (row, (line, role)) in (0..).zip(lines) {
        canvas.centre(at, row, &line, role);
    }
}

/// Returns as many lines as there is room for, an ellipsis behind the last one if there are more.
pub(super) fn first(mut lines: Vec<(String, Role)>, room: u16, columns: u16) -> Vec<(String, Role)> {
    if lines_in(&lines) > room {
        lines.truncate(usize::from(room));
        if let Some((last, _)) = lines.last_mut() {
            while width(last) + 2 > columns
                && let Some(space) = last.rfind(' ')
            {
                last.truncate(space);
            }
            last.push_str(" …");
        }
    }
    lines
}

/// "Hold · left leg · set 1 of 2", the side standing out.
pub(super) fn heading(glance: &StepView<'_>, word: &str, at: Rect, canvas: &mut Canvas<'_>) {
    let word = match glance.pause {
        Some(pause) => pause_word(pause),
        None => word,
    };
    let side = glance.side.as_deref().unwrap_or_default();
    let set = glance.set.map(glossary::set).unwrap_or_default();
    let lead = if glance.pause.is_some() { Role::Strong } else { Role::Text };
    let parts = [(word, lead), (side, Role::Side), (set.as_str(), Role::Soft)];
    let mut parts: Vec<_> = parts.into_iter().filter(|(text, _)| !text.is_empty()).collect();
    let long =
        |parts: &[(&str, Role)]| parts.iter().map(|(text, _)| width(text) + 3).sum::<u16>().saturating_sub(3);
    while long(&parts) > at.width && parts.len() > 1 + usize::from(!side.is_empty()) {
        parts.pop();
    }
    if long(&parts) > at.width {
        // The side is worth more than how it is said, and than why time stands still.
        for (text, _) in &mut parts {
            *text = short_side(text);
        }
        if let (Some((word, _)), Some(_)) = (parts.first_mut(), glance.pause) {
            *word = pause_word(Pause::Asked);
        }
    }
    let long = long(&parts);
    let mut x = at.x + at.width.saturating_sub(long) / 2;
    for (i, (text, role)) in parts.into_iter().enumerate() {
        if i > 0 {
            x = canvas.put(x, at.y, 3, " · ", Role::Soft);
        }
        x = canvas.put(x, at.y, at.right().saturating_sub(x), text, role);
    }
}

/// What is left, as a line that grows shorter.
pub(super) fn bar(count: u32, of: u32, long: u16, at: Rect, canvas: &mut Canvas<'_>) {
    let x = at.x + at.width.saturating_sub(long) / 2;
    let lit = u16::try_from(u64::from(count) * u64::from(long) / u64::from(of.max(1))).unwrap_or(long);
    let thick = if canvas.theme().has_blocks() { '═' } else { '━' };
    for i in 0..long {
        let (symbol, role) = if i < lit { (thick, Role::Waiting) } else { ('─', Role::Prop) };
        canvas.cell(x + i, at.y, symbol, role);
    }
}
