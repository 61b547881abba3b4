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

use super::page::{Page, below, width, wrap};
use super::{breath, digits, figure};
use crate::session::{Face, Glance, Pause};
use crate::theme::Role;

/// Draws a part of a step.
pub(super) fn draw(glance: &Glance<'_>, page: &mut Page<'_>) {
    let (nth, of) = glance.step;
    let place = if page.body().width >= 50 {
        format!("{nth} of {of} · {}", glance.left)
    } else {
        glance.left.clone()
    };
    page.title(glance.title, &place);
    page.next(&format!("then {}", glance.next));
    match &glance.face {
        Face::Breath(breath) => breath::draw(breath, glance, page),
        Face::Count { word, left, of, work } => counted(glance, word, (*left, *of), *work, page),
        Face::Reps { nth, of, beat } => counted(glance, beat.unwrap_or("Count"), (*nth, *of), true, page),
        Face::Wait | Face::Clot | Face::Check(_) => own_time(glance, page),
    }
}

/// Returns the word for standing still.
pub(super) fn pause_word(pause: Pause) -> &'static str {
    match pause {
        Pause::Asked => "paused",
        Pause::Away => "welcome back · paused where it stood",
    }
}

/// A number with its word, the side, and the line to follow.
fn counted(glance: &Glance<'_>, word: &str, number: (u32, u32), working: bool, page: &mut Page<'_>) {
    let (now, of) = number;
    let body = figure::draw(glance, page);
    let caution = caution(glance, body);
    let alone = one_at_a_time(glance, working, &caution, body);
    let text = lines(glance, alone, body);
    // A line of air on either side of the count comes before the bar, and the caution before both.
    let airy = u16::from(body.height >= if caution.is_empty() { 9 } else { 13 });
    let barred = u16::from(body.height >= 12 && caution.is_empty());
    let spare = body.height.saturating_sub(1 + 2 * airy + 2 * barred + digits::rows(1));
    let said = room_for_lines(glance, alone, body).min(spare);
    let warned = rows(&caution).min(spare.saturating_sub(said + airy));
    let gap = if warned > 0 { airy } else { 0 };
    let fixed = 1 + 2 * airy + 2 * barred + said + gap + warned;
    let scale = digits::scale_for(digit_count(of), body.width, body.height.saturating_sub(fixed));
    let tall = digits::rows(scale);
    let free = body.height.saturating_sub(fixed + tall);
    let at = below(body, free / 2);
    heading(glance, word, at, page);
    let at = below(at, 1 + airy);
    digits::draw(now, scale, at, count_role(glance, working), page);
    let mut at = below(at, tall + airy);
    if barred > 0 {
        bar(now, of, at, page);
        at = below(at, 2);
    }
    for (row, (line, role)) in (0..said).zip(&text) {
        page.centre(at, row, line, *role);
    }
    let at = below(at, said + gap);
    for (row, line) in (0..warned).zip(&caution) {
        let cut = row + 1 == warned && rows(&caution) > warned;
        let line = if cut { format!("{line} …") } else { line.clone() };
        page.centre(at, row, &line, Role::Soft);
    }
}

/// "Hold · left leg · set 1 of 2", the side standing out.
fn heading(glance: &Glance<'_>, word: &str, at: Rect, page: &mut Page<'_>) {
    let word = match glance.pause {
        Some(pause) => pause_word(pause),
        None => word,
    };
    let side = glance.side.as_deref().unwrap_or_default();
    let set = glance.set.map(|(n, of)| format!("set {n} of {of}")).unwrap_or_default();
    let lead = if glance.pause.is_some() { Role::Strong } else { Role::Text };
    let parts = [(word, lead), (side, Role::Side), (set.as_str(), Role::Soft)];
    let mut parts: Vec<_> = parts.into_iter().filter(|(text, _)| !text.is_empty()).collect();
    let long =
        |parts: &[(&str, Role)]| parts.iter().map(|(text, _)| width(text) + 3).sum::<u16>().saturating_sub(3);
    while long(&parts) > at.width && parts.len() > 1 + usize::from(!side.is_empty()) {
        parts.pop();
    }
    let long = long(&parts);
    let mut x = at.x + at.width.saturating_sub(long) / 2;
    for (i, (text, role)) in parts.into_iter().enumerate() {
        if i > 0 {
            x = page.put(x, at.y, 3, " · ", Role::Soft);
        }
        x = page.put(x, at.y, at.right().saturating_sub(x), text, role);
    }
}

/// What is left, as a line that grows shorter.
fn bar(count: u32, of: u32, at: Rect, page: &mut Page<'_>) {
    let long = (at.width / 2).clamp(10, 30);
    let x = at.x + (at.width - long) / 2;
    let lit = u16::try_from(u64::from(count) * u64::from(long) / u64::from(of.max(1))).unwrap_or(long);
    for i in 0..long {
        let (symbol, role) = if i < lit { ('━', Role::Waiting) } else { ('─', Role::Soft) };
        page.cell(x + i, at.y, symbol, role);
    }
}

/// The count rests in the background while time stands still.
fn count_role(glance: &Glance<'_>, working: bool) -> Role {
    match glance.pause {
        Some(_) => Role::Soft,
        None if working => Role::Count,
        None => Role::Waiting,
    }
}

/// The rows that the lines of this part will need at most, so that nothing moves while it lasts.
fn room_for_lines(glance: &Glance<'_>, alone: bool, body: Rect) -> u16 {
    let each = glance.lines.0.iter().map(|line| rows(&wrap(line, body.width)));
    if alone { each.max().unwrap_or(0) } else { each.sum() }
}

/// While working there is one line to follow; while getting ready they stay, if the caution leaves them room.
fn one_at_a_time(glance: &Glance<'_>, working: bool, caution: &[String], body: Rect) -> bool {
    working || body.height < room_for_lines(glance, false, body) + rows(caution) + digits::rows(1) + 4
}

/// The lines to follow now.
fn lines(glance: &Glance<'_>, alone: bool, body: Rect) -> Vec<(String, Role)> {
    let (all, now) = glance.lines;
    let from = if alone { now } else { 0 };
    let said = all.iter().enumerate().take(now + 1).skip(from);
    said.flat_map(|(i, line)| {
        let role = if i == now { Role::Strong } else { Role::Soft };
        wrap(line, body.width).into_iter().map(move |l| (l, role))
    })
    .collect()
}

fn caution(glance: &Glance<'_>, body: Rect) -> Vec<String> {
    glance.caution.map_or_else(Vec::new, |text| wrap(&format!("Take care: {text}"), body.width))
}

/// A step without a count: all its lines, and Enter when done.
fn own_time(glance: &Glance<'_>, page: &mut Page<'_>) {
    let body = figure::draw(glance, page);
    let (all, _) = glance.lines;
    let mut text: Vec<(String, Role)> = Vec::new();
    for line in all {
        text.extend(wrap(line, body.width).into_iter().map(|l| (l, Role::Text)));
    }
    text.extend(caution(glance, body).into_iter().map(|l| (l, Role::Soft)));
    text.push((String::new(), Role::Soft));
    text.push(("In your own time. Enter when you are done.".into(), Role::Strong));
    let top = body.height.saturating_sub(rows(&text)) / 2;
    for (row, (line, role)) in (top..).zip(&text) {
        page.centre(body, row, line, *role);
    }
}

fn rows<T>(lines: &[T]) -> u16 {
    u16::try_from(lines.len()).unwrap_or(u16::MAX)
}

fn digit_count(number: u32) -> u16 {
    u16::try_from(number.to_string().len()).unwrap_or(10)
}
