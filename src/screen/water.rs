//! The hydration check: glasses so far, a few marks, a rough word.
//!
//! ```text
//!    Water                                                    6 of 6
//!
//!                 Glasses of any drink today, 250 ml each
//!                                  ▄▀▀▀
//!                                  ▀▀▀▄
//!                                  ▀▀▀
//!       [ ] a active day             [x] h hot day
//!       [ ] f high-fibre day         [ ] l alcohol today
//!       [?] t thirsty                [?] c colour of pee
//!
//!                  Today's drinks are a little behind.
//!    A small glass now (about 150 ml) is plenty. Start earlier tomorrow.
//! ```

use ratatui::layout::Rect;

use super::page::{Page, below, wrap};
use super::{digits, page};
use crate::app::keymap::{self, Action, Scene};
use crate::app::{MARKS, Water};
use crate::screen::theme::Role;
use crate::session::StepView;
use crate::text;

/// The rows of what the answers mean, most often.
const MOST_SAID: u16 = 5;

/// The air above and below the digits, and below the marks.
const AIR: u16 = 3;

/// Draws the hydration check: first the questions, then what the answers mean.
pub(super) fn draw(glance: &StepView<'_>, water: &Water, page: &mut Page<'_>) {
    page.title(glance.title, &format!("{} of {}", glance.step.0, glance.step.1));
    let body = page.body();
    let said = said(water, body.width);
    let said_rows = u16::try_from(said.len()).unwrap_or(u16::MAX);
    let columns: u16 = if body.width >= 50 { 2 } else { 1 };
    let mark_rows = u16::try_from(MARKS.len()).unwrap_or(0).div_ceil(columns);
    let needs = |scale, marks, said| 1 + digits::rows(scale) + marks + said;
    // Small digits rather than no marks, and no air rather than no digits. Nothing jumps when the answers are judged.
    let most = said_rows.max(MOST_SAID);
    let scale = if needs(2, mark_rows, most) + AIR <= body.height {
        2
    } else {
        u16::from(needs(1, 0, said_rows) <= body.height)
    };
    // A line or two that say what is ticked rather than a table that does not fit.
    let brief =
        if needs(scale, mark_rows, said_rows) <= body.height { Vec::new() } else { brief(water, body.width) };
    let room = body.height.saturating_sub(needs(scale, 0, said_rows));
    let marks =
        if brief.is_empty() { mark_rows } else { room.min(u16::try_from(brief.len()).unwrap_or(room)) };
    let air = body.height.saturating_sub(needs(scale, marks, said_rows));
    let airs = [air > 1, air > 0, air > 2].map(u16::from);
    let glasses = u32::from(water.note.glasses);
    let mut y = body.height.saturating_sub(needs(scale, mark_rows, most) + AIR) / 2;
    if scale == 0 {
        page.centre(body, y, &format!("{} of any drink today", glasses_of(glasses)), Role::Strong);
    } else {
        let drink = if body.width >= 50 { "Glasses of any drink today" } else { "Glasses today" };
        page.centre(body, y, &format!("{drink}, {} ml each", water.note.glass_ml), Role::Text);
        y += airs[0];
        digits::draw(glasses, scale, below(body, y + 1), Role::Count, page);
        y += digits::rows(scale);
    }
    y += 1 + airs[1];
    if brief.is_empty() {
        draw_marks(water, columns, below(body, y), page);
    }
    for (row, line) in (y..y + marks).zip(&brief) {
        page.centre(body, row, line, Role::Soft);
    }
    y += marks + if marks > 0 { airs[2] } else { 0 };
    for (line, role) in &said {
        page.centre(body, y, line, *role);
        y += 1;
    }
}

/// Returns "1 glass", "2 glasses".
pub(super) fn glasses_of(glasses: u32) -> String {
    text::many(u64::from(glasses), "glass", "glasses")
}

/// A warning at once; the rough word and what to do once the answers are given.
fn said(water: &Water, room: u16) -> Vec<(String, Role)> {
    let verdict = water.verdict();
    let mut said: Vec<(String, Role)> = Vec::new();
    let mut say = |text: &str, role| said.extend(wrap(text, room).into_iter().map(|line| (line, role)));
    if let Some(warning) = verdict.warning {
        say(warning, Role::Warning);
    }
    if water.judged {
        if let Some(state) = verdict.state {
            say(state.said(), Role::Strong);
        }
        for line in &verdict.lines {
            say(line, Role::Text);
        }
        if verdict.warning.is_some() {
            say("Noted. Enter goes on.", Role::Soft);
        }
        if verdict.state.is_some() {
            say("This is a rough guide, not a test.", Role::Soft);
        }
    } else {
        say("Count what you like, or nothing. Enter when done.", Role::Soft);
    }
    said
}

/// Returns what is ticked: "thirsty · colour of pee: 3 of 8".
pub(super) fn ticked(water: &Water) -> String {
    let ticked = MARKS.iter().filter_map(|&mark| {
        let label = keymap::rows(Scene::Water).find(|row| row.action == Action::Mark(mark))?.help;
        let word = water.marked(mark)?;
        Some(if word.is_empty() || word == "yes" { label.to_owned() } else { format!("{label}: {word}") })
    });
    ticked.collect::<Vec<_>>().join(" · ")
}

/// What is ticked, or where to find what can be.
fn brief(water: &Water, room: u16) -> Vec<String> {
    let ticked = ticked(water);
    wrap(if ticked.is_empty() { "? lists what else you can tick." } else { &ticked }, room)
}

fn draw_marks(water: &Water, columns: u16, at: Rect, page: &mut Page<'_>) {
    let wide = (at.width / columns).min(34);
    let left = at.x + (at.width - wide * columns) / 2;
    for (i, mark) in (0..).zip(MARKS) {
        let (x, y) = (left + i % columns * wide, at.y + i / columns);
        let word = water.marked(mark);
        let (set, sign) = if word.is_some() { (true, 'x') } else { (false, ' ') };
        let word = word.unwrap_or_default();
        let row = keymap::rows(Scene::Water).find(|b| b.action == Action::Mark(mark));
        let (key, label) = row.map_or(("", ""), |b| (b.shown, b.help));
        let x = page.put(x, y, 4, &format!("[{sign}] "), if set { Role::Count } else { Role::Soft });
        let x = page.put(x, y, 2, &format!("{key} "), Role::Text);
        let text = if word.is_empty() { label.to_owned() } else { format!("{label}: {word}") };
        let room = wide.saturating_sub(6);
        page.put(x, y, room, &page::cut(&text, room), if set { Role::Text } else { Role::Soft });
    }
}
