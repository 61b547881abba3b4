//! A count with things to mark below it, and what the answers mean.
//!
//! ```text
//!            How many glasses today? Any drink, 250 ml each.
//!                                  ▄▀▀▀
//!                                  ▀▀▀▄
//!                                  ▀▀▀
//!       [ ] a I was active           [x] h it was hot
//!       [ ] f I ate a lot of fibre   [ ] l I drank alcohol
//!
//!               You are a little behind on drinks today.
//! ```

use ratatui::layout::Rect;

use super::blocks::{Line, lines};
use super::canvas::{Canvas, below, cut, wrap};
use super::digits;
use crate::app::page::{Content, Page, Reader, Tally};
use crate::screen::theme::Role;

/// The rows of what the answers mean, most often.
const MOST_SAID: u16 = 5;
/// The air above and below the digits, and below the marks.
const AIR: u16 = 3;

pub(super) fn draw(page: &Page<'_>, tally: &Tally, canvas: &mut Canvas<'_>) {
    let body = canvas.body();
    let texts = page.blocks_for(Reader::Screen).filter(|block| !matches!(block.content, Content::Tally(_)));
    let said: Vec<Line> = texts.flat_map(|block| lines(block, body.width)).collect();
    let said_rows = u16::try_from(said.len()).unwrap_or(u16::MAX);
    let columns: u16 = if body.width >= 50 { 2 } else { 1 };
    let mark_rows = u16::try_from(tally.marks.len()).unwrap_or(0).div_ceil(columns);
    let needs = |scale, marks, said| 1 + digits::rows(scale) + marks + said;
    // Small digits rather than no marks, and no air rather than no digits. Nothing jumps when the answers are judged.
    let most = said_rows.max(MOST_SAID);
    let scale = if needs(2, mark_rows, most) + AIR <= body.height {
        2
    } else {
        u16::from(needs(1, 0, said_rows) <= body.height)
    };
    // A line or two that say what is marked rather than a table that does not fit.
    let fits = needs(scale, mark_rows, said_rows) <= body.height;
    let brief = if fits { Vec::new() } else { brief(tally, body.width) };
    let room = body.height.saturating_sub(needs(scale, 0, said_rows));
    let marks = if fits { mark_rows } else { room.min(u16::try_from(brief.len()).unwrap_or(room)) };
    let air = body.height.saturating_sub(needs(scale, marks, said_rows));
    let airs = [air > 1, air > 0, air > 2].map(u16::from);
    let mut y = body.height.saturating_sub(needs(scale, mark_rows, most) + AIR) / 2;
    if scale == 0 {
        canvas.centre(body, y, &in_words(tally), Role::Strong);
    } else {
        let label = if body.width >= 50 { &tally.label.0 } else { &tally.label.1 };
        canvas.centre(body, y, label, Role::Text);
        y += airs[0];
        digits::draw(tally.number, scale, below(body, y + 1), Role::Count, canvas);
        y += digits::rows(scale);
    }
    y += 1 + airs[1];
    if fits {
        draw_marks(tally, columns, below(body, y), canvas);
    }
    for (row, line) in (y..y + marks).zip(&brief) {
        canvas.centre(body, row, line, Role::Soft);
    }
    y += marks + if marks > 0 { airs[2] } else { 0 };
    for (row, line) in (body.y + y..body.bottom()).zip(&said) {
        canvas.centre_parts(body, row, line);
    }
}

/// "3 glasses of any drink today".
pub(super) fn in_words(tally: &Tally) -> String {
    format!("{} of any drink today", tally.in_words)
}

/// What is marked, or where to find what can be.
fn brief(tally: &Tally, room: u16) -> Vec<String> {
    let marked = tally.marked().join(" · ");
    wrap(if marked.is_empty() { "? lists what else you can tick." } else { &marked }, room)
}

fn draw_marks(tally: &Tally, columns: u16, at: Rect, canvas: &mut Canvas<'_>) {
    let wide = (at.width / columns).min(34);
    let left = at.x + (at.width - wide * columns) / 2;
    for (i, mark) in (0..).zip(&tally.marks) {
        let (x, y) = (left + i % columns * wide, at.y + i / columns);
        let (sign, role) = if mark.word.is_some() { ("[x] ", Role::Count) } else { ("[ ] ", Role::Soft) };
        let x = canvas.put(x, y, 4, sign, role);
        let x = canvas.put(x, y, 2, &format!("{} ", mark.key), Role::Text);
        let text = match mark.word.as_deref() {
            None | Some("") => mark.label.to_owned(),
            Some(word) => format!("{}: {word}", mark.label),
        };
        let role = if mark.word.is_some() { Role::Text } else { Role::Soft };
        let room = wide.saturating_sub(6);
        canvas.put(x, y, room, &cut(&text, room), role);
    }
}
