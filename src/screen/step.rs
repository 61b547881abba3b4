//! A part of a step: one count, the side, one line to follow.
//!
//! ```text
//!    Wall calf stretch                              1 of 6 · 10 min left
//!
//!                       Hold · left leg · set 1 of 2
//!
//!                            ▄▀▀▄  ▄▀▀▄
//!                               █  █  █
//!                            ▄▀▀   █  █
//!                            ▀▀▀▀  ▀▀▀
//!                      ━━━━━━━━━━━━━━━━━━──────────
//!
//!                  Keep that knee straight. Press the heel down.
//!
//!    then rest 5 s
//! ```

use ratatui::layout::Rect;

use super::canvas::{Canvas, below, wrap};
use super::{breath, digits, figure};
use crate::app::page::Page;
use crate::screen::theme::Role;
use crate::session::{Doing, Readout, StepView, Until};
use large::Centre;
use pieces::{bar, first, heading, put};
use rows::{Rows, caution_lines, lines_in};

mod large;
pub(super) mod pieces;
mod rows;

/// Draws the part of a step that a page is about.
pub(super) fn draw(page: &Page<'_>, canvas: &mut Canvas<'_>) {
    let Some(glance) = &page.step else { return };
    // How much is left is worth more than how many steps there are.
    let aside = if canvas.body().width >= 50 { &page.aside } else { &glance.left };
    canvas.title(&page.title, aside);
    if glance.caution.is_none() || canvas.body().height >= 12 {
        canvas.next(&page.next);
    }
    match &glance.face {
        Readout::Breath(breath) => breath::draw(breath, glance, canvas),
        Readout::Count { doing, left, of } => {
            counted(glance, doing.word(), (*left, *of), doing.is_work(), canvas);
        }
        Readout::Reps { nth, of, beat } => {
            counted(glance, beat.unwrap_or("Count"), (*nth, *of), true, canvas);
        }
        Readout::Wait(until) => own_time(glance, *until, canvas),
        Readout::Clot | Readout::Check(_) => own_time(glance, Until::Done, canvas),
    }
}

/// Returns the part of a body that a figure and its words have.
pub(super) fn picture_area(body: Rect, large: bool) -> Rect {
    if large { large::areas(body).0 } else { body }
}

/// A number with its word, the side, and the line to follow.
fn counted(glance: &StepView<'_>, word: &str, number: (u32, u32), working: bool, canvas: &mut Canvas<'_>) {
    let (now, of) = number;
    if canvas.is_large() {
        return large::draw(glance, word, &Centre::Count(now, of, count_role(glance, working)), canvas);
    }
    let area = figure::draw(glance, canvas.whole_body(), canvas);
    if !working && is_crowded(glance, area) {
        return crowded(glance, &format!("{word} {now}"), area, canvas);
    }
    let mut rows = Rows::of(glance, of, area);
    if area.y + rows.line + room_for_lines(glance, true, area) > canvas.body().bottom() {
        // A notice needs the room.
        rows = Rows::of(glance, of, area.intersection(canvas.body()));
    }
    heading(glance, word, below(area, rows.heading), canvas);
    digits::draw(now, rows.scale, below(area, rows.count), count_role(glance, working), canvas);
    if let Some(row) = foot(glance, &rows, working, area, canvas) {
        bar(now, of, rows.long, below(area, row), canvas);
    }
}

/// Whether a caution can only be read to its end without large digits above it.
fn is_crowded(glance: &StepView<'_>, area: Rect) -> bool {
    let Some(text) = glance.caution else { return false };
    let said = room_for_lines(glance, true, area);
    // The row of what comes next is free then.
    area.height + 1 < 1 + digits::rows(1) + said + lines_in(&caution_lines(text, area))
}

/// The heading with the count in it, the line to follow, and all the room below for the caution: what keeps someone from
/// harm is worth more than large digits.
fn crowded(glance: &StepView<'_>, word: &str, words: Rect, canvas: &mut Canvas<'_>) {
    let area = Rect { height: canvas.body_to_the_keys().bottom().saturating_sub(words.y), ..words };
    heading(glance, word, area, canvas);
    let said = lines(glance, true, area);
    let at = 1 + lines_in(&said);
    put(said, below(area, 1), canvas);
    put(first(caution(glance, area), area.height.saturating_sub(at), area.width), below(area, at), canvas);
}

/// Puts what is said below the count, and the caution below that. Returns the row for the bar, if there is one.
fn foot(
    glance: &StepView<'_>,
    rows: &Rows,
    working: bool,
    area: Rect,
    canvas: &mut Canvas<'_>,
) -> Option<u16> {
    let caution = caution(glance, area);
    let warned = lines_in(&caution);
    let until = if warned > 0 { canvas.body_to_the_keys() } else { canvas.body() };
    let bottom = until.bottom().saturating_sub(area.y);
    let area = Rect { height: bottom, ..area };
    let one = room_for_lines(glance, true, area);
    let free = bottom.saturating_sub(rows.end + one + warned);
    let (bar, line, gap) = if warned == 0 {
        (rows.bar, rows.line, 0)
    } else if rows.end + free > rows.line {
        (rows.bar, rows.line, 1)
    } else {
        (None, rows.end + free.min(1), free.saturating_sub(1).min(1))
    };
    // While working there is one line to follow; on the way there they stay, if there is room.
    let all = room_for_lines(glance, false, area);
    let alone = working || line + all + gap + warned > bottom;
    let said = if alone { one } else { all }.min(bottom.saturating_sub(line));
    put(first(lines(glance, alone, area), said, area.width), below(area, line), canvas);
    let room = bottom.saturating_sub(line + said + gap);
    put(first(caution, room, area.width), below(area, line + said + gap), canvas);
    bar
}

/// The count rests in the background while time stands still.
fn count_role(glance: &StepView<'_>, working: bool) -> Role {
    match glance.pause {
        None if working => Role::Count,
        Some(_) | None => Role::Waiting,
    }
}

/// The rows that the lines of this part will need at most, so that nothing moves while it lasts.
fn room_for_lines(glance: &StepView<'_>, alone: bool, body: Rect) -> u16 {
    let each = glance.lines.0.iter().map(|line| lines_in(&wrap(line, body.width)));
    if alone { each.max().unwrap_or(0) } else { each.sum() }
}

/// The lines to follow now.
fn lines(glance: &StepView<'_>, alone: bool, body: Rect) -> Vec<(String, Role)> {
    let (all, now) = glance.lines;
    let from = if alone { now } else { 0 };
    let said = all.iter().enumerate().take(now + 1).skip(from);
    said.flat_map(|(i, line)| {
        let role = if i == now { Role::Strong } else { Role::Soft };
        wrap(line, body.width).into_iter().map(move |l| (l, role))
    })
    .collect()
}

fn caution(glance: &StepView<'_>, area: Rect) -> Vec<(String, Role)> {
    glance.caution.map(|text| caution_lines(text, area)).unwrap_or_default()
}

/// A part without a count: all its lines, and what Enter says.
fn own_time(glance: &StepView<'_>, until: Until, canvas: &mut Canvas<'_>) {
    let (all, _) = glance.lines;
    if canvas.is_large() {
        return large::draw(glance, Doing::GetReady.word(), &Centre::Steps(all, until), canvas);
    }
    let area = figure::draw(glance, canvas.whole_body(), canvas).intersection(canvas.body());
    let said = all.iter().flat_map(|line| wrap(line, area.width)).map(|line| (line, Role::Text));
    let text: Vec<_> = said.chain(caution(glance, area)).collect();
    let prompt: Vec<_> =
        wrap(until.prompt(), area.width).into_iter().map(|line| (line, Role::Strong)).collect();
    let below_text = 1 + lines_in(&prompt);
    let text = first(text, area.height.saturating_sub(below_text), area.width);
    let top = area.height.saturating_sub(lines_in(&text) + below_text) / 2;
    let done = top + lines_in(&text) + 1;
    put(text, below(area, top), canvas);
    put(prompt, below(area, done), canvas);
}
