//! The questions about last night: one at a time, with its answers, and warning signs the moment they are ticked.
//!
//! ```text
//!    Last night                             Saturday, 21 November
//!
//!                       Which muscle?
//!
//!                       c  calf
//!                       f  foot
//!                       t  front of thigh
//!                       h  back of thigh
//!                       o  another one
//!
//!                       left, …
//!    enter skip   ← back   ? help   q quit
//! ```

use ratatui::layout::Rect;

use super::page::{Page, below, width, wrap};
use super::{diary, ticks};
use crate::action::Question;
use crate::app::Asked;
use crate::theme::Role;

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
        Question::Signs => signs(asked, page),
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

/// The question and its answers in the middle, and what was told so far below.
fn question(asked: &Asked<'_>, page: &mut Page<'_>) {
    let body = page.body();
    let words = wrap(&asked.words, body.width);
    let rows = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    let urgent = urgent(asked, body, page);
    let body = below(body, urgent);
    let airy = u16::from(body.height >= 12);
    let long = rows(words.len()) + 1 + rows(asked.answers.len()) + 2 * airy;
    let mut y = body.height.saturating_sub(long) / 2;
    for line in &words {
        page.centre(body, y, line, Role::Strong);
        y += 1;
    }
    y += airy;
    let keys = asked.answers.iter().map(|(key, _)| width(key)).max().unwrap_or(0);
    let wide = asked.answers.iter().map(|(_, says)| keys + 2 + width(says)).max().unwrap_or(0);
    let left = body.x + body.width.saturating_sub(wide) / 2;
    for (key, says) in &asked.answers {
        if y < body.height {
            page.put(left, body.y + y, keys, key, Role::Count);
            page.put(left + keys + 2, body.y + y, body.right().saturating_sub(left), says, Role::Text);
        }
        y += 1;
    }
    if !asked.told.is_empty() {
        page.next(&asked.told);
    }
}

/// What to do at once. Returns its rows.
fn urgent(asked: &Asked<'_>, body: Rect, page: &mut Page<'_>) -> u16 {
    let lines = asked.urgent.iter().flat_map(|text| wrap(text, body.width));
    let mut y = 0;
    // What is asked keeps four rows, however much there is to tell.
    for line in lines.take(usize::from(body.height.saturating_sub(4))) {
        page.put(body.x, body.y + y, body.width, &line, Role::Warning);
        y += 1;
    }
    y
}

/// What to do at once, then the list to tick.
fn signs(asked: &Asked<'_>, page: &mut Page<'_>) {
    let body = page.body();
    let (rows, at) = &asked.signs;
    let mut y = urgent(asked, body, page);
    y += u16::from(y > 0 && body.height >= 16);
    page.put(body.x, body.y + y, body.width, &asked.words, Role::Strong);
    y += 1 + u16::from(body.height >= 16);
    let rows: Vec<(bool, &str)> = rows.iter().map(|(ticked, text)| (*ticked, text.as_str())).collect();
    if ticks::draw(&rows, *at, below(body, y), page) {
        page.next("more below");
    }
}

/// The same in lines for a very small screen.
pub(super) fn lines(asked: &Asked<'_>) -> Vec<(String, Role)> {
    let mut lines: Vec<(String, Role)> =
        asked.urgent.iter().map(|text| (text.clone(), Role::Warning)).collect();
    match asked.question {
        Question::Worth => lines.extend(diary::sheet_lines(&asked.worth)),
        Question::Signs => {
            let (rows, at) = &asked.signs;
            let marked = rows.iter().skip(*at).take(1);
            lines.extend(marked.map(|(ticked, text)| (ticks::line(*ticked, text), Role::Strong)));
        }
        _ => {
            lines.push((asked.words.clone(), Role::Strong));
            let answers = asked.answers.iter().map(|(key, says)| format!("{key} {says}"));
            lines.push((answers.collect::<Vec<_>>().join("  "), Role::Text));
        }
    }
    lines
}
