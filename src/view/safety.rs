//! The questions before the first evening, what the answers advise, and the question before a massage.
//!
//! ```text
//!    Before the first evening
//!
//!    Tick what is true for you, then press Enter.
//!
//!    ▸ [ ] Leg surgery or a leg injury lately
//!      [ ] A blood clot, now or ever
//! ```

use ratatui::layout::Rect;

use super::page::{Page, below, wrap};
use super::{morning, ticks};
use crate::action::{self, Action, Binding, Scene};
use crate::answer::Answer;
use crate::app::{ALL_IN_SIGHT, Asking};
use crate::safety::{ADVICE, CLOT, HABIT, LATER, LOCAL, NO_MASSAGE, Risk, SWOLLEN_NOW};
use crate::session::Glance;
use crate::signs::Sign;
use crate::theme::Role;

/// Draws the questions, or what the answers advise.
pub(super) fn draw(asking: &Asking, page: &mut Page<'_>) {
    if let Some(chosen) = &asking.instead_of {
        page.title("Before you begin", "");
        let keep = format!("k keeps {chosen}.");
        text(&[(ADVICE, Role::Warning), (HABIT, Role::Text), (&keep, Role::Soft)], page);
        return;
    }
    page.title("Before you begin", "");
    let body = page.body();
    if asking.read {
        let go_on = ("Enter goes on.", Role::Strong);
        text(&[(HABIT, Role::Text), (LOCAL, Role::Soft), (LATER, Role::Soft), go_on], page);
        return;
    }
    let airy = u16::from(body.height >= 12);
    page.put(body.x, body.y, body.width, TICK, Role::Text);
    let rows: Vec<_> =
        Risk::ALL.iter().map(|risk| ticks::Row::new(asking.safety.has(*risk), risk.label())).collect();
    let mut foot: Vec<String> = Vec::new();
    if body.height >= ALL_IN_SIGHT {
        foot.extend([HABIT, LOCAL, LATER].iter().flat_map(|line| wrap(line, body.width)));
    }
    let feet = u16::try_from(foot.len()).unwrap_or(0);
    let mut area = below(body, 1 + airy);
    area.height = area.height.saturating_sub(feet);
    ticks::draw(&rows, asking.at, area, page);
    for (y, line) in (area.bottom()..).zip(&foot) {
        page.put(body.x, y, body.width, line, Role::Soft);
    }
}

/// Draws the question before a massage, and what a yes to it means.
pub(super) fn clot(glance: &Glance<'_>, yes: bool, page: &mut Page<'_>) {
    page.title(glance.title, &format!("{} of {}", glance.step.0, glance.step.1));
    let left = text(&clot_lines(yes), page);
    let is_answer = |row: &&Binding| matches!(row.action, Action::Enter | Action::Yes);
    let rows = action::rows(if yes { Scene::Spared } else { Scene::Clot }).filter(is_answer);
    let answers: Vec<_> = rows.map(|row| (row.shown, row.help)).collect();
    // The footer has them too.
    if usize::from(left.height) >= answers.len() {
        morning::answers(&answers, below(left, u16::from(left.height > 2)), page);
    }
}

/// The question before a massage, and what a yes to it means.
pub(super) fn clot_lines(yes: bool) -> Vec<(&'static str, Role)> {
    let mut lines = vec![(CLOT, if yes { Role::Text } else { Role::Strong })];
    if yes {
        lines.push((NO_MASSAGE, Role::Warning));
        let swollen = Sign::Swollen.rule().map(|rule| (rule.wording, Role::Warning));
        lines.extend([(SWOLLEN_NOW, Role::Text)].into_iter().chain(swollen));
    }
    lines
}

/// The questions in lines for a very small screen.
pub(super) fn lines(asking: &Asking) -> Vec<(String, Role)> {
    if let Some(chosen) = &asking.instead_of {
        return vec![(ADVICE.to_owned(), Role::Warning), (format!("k keeps {chosen}."), Role::Soft)];
    }
    if asking.read {
        return vec![(HABIT.to_owned(), Role::Text), (LOCAL.to_owned(), Role::Soft)];
    }
    let marked = Risk::ALL.iter().skip(asking.at);
    let rows = marked.map(|risk| (ticks::line(asking.safety.has(*risk), risk.label()), Role::Strong));
    rows.take(1).chain([(TICK.to_owned(), Role::Soft)]).collect()
}

const TICK: &str = "Tick what is true for you, then Enter.";

/// A few texts in the middle of the page, with air between them where there is room. Returns what is left below.
fn text(texts: &[(&str, Role)], page: &mut Page<'_>) -> Rect {
    let body = page.body();
    let mut lines: Vec<(String, Role)> = Vec::new();
    for (text, role) in texts {
        if !lines.is_empty() && body.height >= 12 {
            lines.push((String::new(), Role::Soft));
        }
        lines.extend(wrap(text, body.width).into_iter().map(|line| (line, *role)));
    }
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let top = body.height.saturating_sub(rows) / 2;
    for (row, (line, role)) in (top..).zip(&lines) {
        page.centre(body, row, line, *role);
    }
    below(body, top.saturating_add(rows))
}
