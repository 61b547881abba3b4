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

use super::page::{Page, below, wrap};
use super::ticks;
use crate::action::{self, Action, Scene};
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
        return text(&[(ADVICE, Role::Warning), (HABIT, Role::Text), (&keep, Role::Soft)], page);
    }
    page.title("Before you begin", "");
    let body = page.body();
    if asking.read {
        let go_on = ("Enter goes on.", Role::Strong);
        return text(&[(HABIT, Role::Text), (LOCAL, Role::Soft), (LATER, Role::Soft), go_on], page);
    }
    let airy = u16::from(body.height >= 12);
    page.put(body.x, body.y, body.width, TICK, Role::Text);
    let rows: Vec<_> = Risk::ALL.iter().map(|risk| (asking.safety.has(*risk), risk.label())).collect();
    let mut foot: Vec<String> = Vec::new();
    if body.height >= ALL_IN_SIGHT {
        foot.extend([HABIT, LOCAL, LATER].iter().flat_map(|line| wrap(line, body.width)));
    }
    let feet = u16::try_from(foot.len()).unwrap_or(0);
    let mut area = below(body, 1 + airy);
    area.height = area.height.saturating_sub(feet);
    if ticks::draw(&rows, asking.at, area, page) {
        page.next("more below");
    }
    for (y, line) in (area.bottom()..).zip(&foot) {
        page.put(body.x, y, body.width, line, Role::Soft);
    }
}

/// Draws the question before a massage, and what a yes to it means.
pub(super) fn clot(glance: &Glance<'_>, yes: bool, page: &mut Page<'_>) {
    page.title(glance.title, &format!("{} of {}", glance.step.0, glance.step.1));
    let mut lines = clot_lines(yes);
    let scene = if yes { Scene::Spared } else { Scene::Clot };
    let answers = action::rows(scene).filter(|row| matches!(row.action, Action::Enter | Action::Yes));
    let answers: Vec<_> =
        answers.map(|row| format!("{} {}", row.shown, row.footer.unwrap_or(row.help))).collect();
    let answers = answers.join("   ");
    lines.push((&answers, Role::Text));
    text(&lines, page);
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

/// A few texts in the middle of the page, with air between them where there is room.
fn text(texts: &[(&str, Role)], page: &mut Page<'_>) {
    let body = page.body();
    let mut lines: Vec<(String, Role)> = Vec::new();
    for (text, role) in texts {
        if !lines.is_empty() && body.height >= 12 {
            lines.push((String::new(), Role::Soft));
        }
        lines.extend(wrap(text, body.width).into_iter().map(|line| (line, *role)));
    }
    let top = body.height.saturating_sub(u16::try_from(lines.len()).unwrap_or(0)) / 2;
    for (row, (line, role)) in (top..).zip(&lines) {
        page.centre(body, row, line, *role);
    }
}
