//! The questions before the first evening, what to know before a routine, and the question before a massage.
//!
//! ```text
//!    Before you begin
//!
//!    Tick anything that applies to you.
//!
//!    ▸ [ ] A blood clot in the past
//!      [x] A doctor has told me to limit how much I drink: 1500 ml a day
//! ```

use ratatui::layout::Rect;

use super::page::{Page, below, wrap};
use super::{learn, morning, ticks};
use crate::app::keymap::{self, Action, Binding, Scene};
use crate::app::{Advice, Asking, Room, SafetyRow};
use crate::health::safety::{HABIT, LATER, LOCAL, SWOLLEN, Y_OR_N};
use crate::screen::theme::Role;
use crate::session::StepView;

/// Draws the questions, or what to know before a routine.
pub(super) fn draw(asking: &Asking, page: &mut Page<'_>) {
    page.title("Before you begin", "");
    if let Some(advice) = &asking.advice {
        let body = page.body();
        let lines = advice_lines(advice, learn::room(body.width, body.height));
        text(&lines.iter().map(|(text, role)| (text.as_str(), *role)).collect::<Vec<_>>(), page);
        return;
    }
    let body = page.body();
    if asking.read {
        let go_on = ("Enter goes on.", Role::Strong);
        text(&[(HABIT, Role::Text), (LOCAL, Role::Soft), (LATER, Role::Soft), go_on], page);
        return;
    }
    let (_, foot) = asking.fits(learn::room(body.width, body.height));
    let mut feet: Vec<String> = Vec::new();
    if foot {
        feet.extend(Asking::foot().iter().flat_map(|line| wrap(line, body.width)));
    }
    page.put(body.x, body.y, body.width, asking.lead(), Role::Text);
    let rows: Vec<_> = asking.rows().iter().map(row).collect();
    let asked =
        asking.rows().iter().map(|row| wrap(&row.text, body.width.saturating_sub(6)).len()).sum::<usize>();
    let airy = u16::from(body.height >= 12 && asked + feet.len() + 2 <= usize::from(body.height));
    let mut area = below(body, 1 + airy);
    area.height = area.height.saturating_sub(u16::try_from(feet.len()).unwrap_or(0));
    ticks::draw(&rows, asking.at, area, page);
    for (y, line) in (area.bottom()..).zip(&feet) {
        page.put(body.x, y, body.width, line, Role::Soft);
    }
}

fn row(row: &SafetyRow) -> ticks::Row<'static> {
    match row.ticked {
        Some(ticked) => ticks::Row::new(ticked, &row.text),
        None => ticks::Row::counted(&row.text),
    }
}

/// Draws the question before a massage.
pub(super) fn clot(glance: &StepView<'_>, page: &mut Page<'_>) {
    page.title(glance.title, &format!("{} of {}", glance.step.0, glance.step.1));
    let left = text(&[(SWOLLEN, Role::Strong)], page);
    let is_answer = |row: &&Binding| matches!(row.action, Action::No | Action::Yes);
    let answers: Vec<_> =
        keymap::rows(Scene::Clot).filter(is_answer).map(|row| (row.shown, row.help)).collect();
    // The footer has them too.
    if usize::from(left.height) >= answers.len() {
        morning::answers(&answers, below(left, u16::from(left.height > 2)), page);
    }
}

/// The question before a massage in lines for a very small screen.
pub(super) fn clot_lines() -> Vec<(String, Role)> {
    vec![(SWOLLEN.to_owned(), Role::Strong), (Y_OR_N.to_owned(), Role::Text)]
}

/// The questions in lines for a very small screen.
pub(super) fn lines(asking: &Asking) -> Vec<(String, Role)> {
    if let Some(advice) = &asking.advice {
        return advice_lines(advice, Room::ENDLESS);
    }
    if asking.read {
        return vec![(HABIT.to_owned(), Role::Text), (LOCAL.to_owned(), Role::Soft)];
    }
    let rows = asking.rows();
    let marked = rows.get(asking.at).map(|row| match row.ticked {
        Some(ticked) => (ticks::line(ticked, &row.text), Role::Strong),
        None => (row.text.clone(), Role::Strong),
    });
    marked.into_iter().chain([(asking.lead().to_owned(), Role::Soft)]).collect()
}

fn advice_lines(advice: &Advice, room: Room) -> Vec<(String, Role)> {
    let (texts, keys) = advice.in_sight(room);
    let said = texts.iter().enumerate();
    let said = said.map(|(nth, text)| (text.clone(), if nth == 0 { Role::Warning } else { Role::Text }));
    said.chain(keys.map(|keys| (keys, Role::Soft))).collect()
}

/// A few texts in the middle of the page, with air between them where there is room. Returns what is left below.
fn text(texts: &[(&str, Role)], page: &mut Page<'_>) -> Rect {
    let body = page.body();
    let texts: Vec<_> = texts.iter().map(|(text, role)| (wrap(text, body.width), *role)).collect();
    let rows = texts.iter().map(|(lines, _)| lines.len()).sum::<usize>();
    let airy = body.height >= 12 && rows + texts.len() <= usize::from(body.height);
    let mut lines: Vec<(String, Role)> = Vec::new();
    for (text, role) in texts {
        if !lines.is_empty() && airy {
            lines.push((String::new(), Role::Soft));
        }
        lines.extend(text.into_iter().map(|line| (line, role)));
    }
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let top = body.height.saturating_sub(rows) / 2;
    for (row, (line, role)) in (top..).zip(&lines) {
        page.centre(body, row, line, *role);
    }
    below(body, top.saturating_add(rows))
}
