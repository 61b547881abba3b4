//! The questions about last night: one at a time, with its answers, and warning signs the moment they are ticked.
//!
//! ```text
//!    Last night                             Saturday, 21 November
//!
//!    left, …
//!
//!                       Which muscle?
//!
//!                       c  calf
//!                       f  foot
//!                       t  front of thigh
//!                       h  back of thigh
//!                       o  another one
//!
//!    enter skip   ← back   ? help   q quit
//! ```

use ratatui::layout::Rect;

use super::page::{MEASURE, Page, below, width, wrap};
use super::{diary, signs};
use crate::app::Asked;
use crate::app::keymap::Question;
use crate::screen::theme::Role;

/// Draws a question, the list of warning signs, or what is worth knowing.
pub(super) fn draw(asked: &Asked<'_>, page: &mut Page<'_>) {
    page.title(if asked.question == Question::Worth { &asked.words } else { "Last night" }, &asked.night);
    match asked.question {
        Question::Worth => {
            let body = page.body();
            diary::sheet(&asked.worth, body, page);
            if asked.worth.more {
                page.next("more below");
            }
        }
        Question::Signs => list(asked, page),
        Question::Cramp
        | Question::Rest
        | Question::Leg
        | Question::Muscle
        | Question::Severity
        | Question::Minutes
        | Question::Helped
        | Question::Disturbed => question(asked, page),
    }
}

/// What was told so far, and the question and its answers in the middle.
fn question(asked: &Asked<'_>, page: &mut Page<'_>) {
    let body = page.body();
    let words = wrap(&asked.words, body.width);
    let rows = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    let asks = rows(words.len() + asked.answers.len());
    let mut body = urgent(asked, asks, body, page);
    if !asked.told.is_empty() && body.height > asks {
        page.put(body.x, body.y, body.width, &asked.told, Role::Soft);
        body = below(body, 1);
    }
    let airy = u16::from(body.height >= 12);
    let long = asks + 3 * airy;
    let mut y = body.height.saturating_sub(long) / 2;
    for line in &words {
        page.centre(body, y, line, Role::Strong);
        y += 1;
    }
    answers(&asked.answers, below(body, y + airy), page);
}

/// The answers to a question, from the top on: keys and what they say, a row each.
pub(super) fn answers(answers: &[(&str, &str)], area: Rect, page: &mut Page<'_>) {
    let keys = answers.iter().map(|(key, _)| width(key)).max().unwrap_or(0);
    let wide = answers.iter().map(|(_, says)| keys + 2 + width(says)).max().unwrap_or(0);
    let left = area.x + area.width.saturating_sub(wide) / 2;
    for (y, (key, says)) in (area.y..area.bottom()).zip(answers) {
        page.put(left, y, keys, key, Role::Count);
        page.put(left + keys + 2, y, area.right().saturating_sub(left), says, Role::Text);
    }
}

/// What to do at once: as much of it as leaves room for the question, and the most urgent one always. Returns what is
/// left below.
fn urgent(asked: &Asked<'_>, question: u16, body: Rect, page: &mut Page<'_>) -> Rect {
    let mut left = body;
    for (i, help) in asked.urgent.iter().enumerate() {
        let rows = u16::try_from(wrap(help, body.width).len()).unwrap_or(u16::MAX);
        if i > 0 && rows.saturating_add(question) > left.height {
            break;
        }
        left = signs::urgent(Some(help), left, page);
    }
    left
}

/// What to do at once, then the list to tick.
fn list(asked: &Asked<'_>, page: &mut Page<'_>) {
    let first = asked.urgent.first().map(String::as_str);
    // As wide as the model knows the room.
    let body = page.body();
    let body = Rect { width: body.width.min(MEASURE), ..body };
    let mut left = signs::urgent(first, body, page);
    if first.is_none() || body.height >= 12 {
        page.put(left.x, left.y, left.width, &asked.words, Role::Strong);
        left = below(left, 1 + u16::from(body.height >= 16));
    }
    signs::list(asked.listed(), asked.signs.1, first, left, page);
}

/// The same in lines for a very small screen.
pub(super) fn lines(asked: &Asked<'_>) -> Vec<(String, Role)> {
    let mut lines: Vec<(String, Role)> =
        asked.urgent.iter().map(|text| (text.clone(), Role::Warning)).collect();
    match asked.question {
        Question::Worth => lines.extend(diary::sheet_lines(&asked.worth)),
        Question::Signs => {
            let (rows, at) = &asked.signs;
            return signs::lines(rows, *at, asked.urgent.first().map(String::as_str));
        }
        _ => {
            lines.push((asked.words.clone(), Role::Strong));
            let answers = asked.answers.iter().map(|(key, says)| format!("{key} {says}"));
            lines.push((answers.collect::<Vec<_>>().join("  "), Role::Text));
        }
    }
    lines
}
