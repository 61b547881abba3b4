//! Tonight: what will run, how long, and Enter begins.
//!
//! ```text
//!    winddown                                           Sunday evening
//!
//!    Classic evening · 9 min 37 s
//!    Calves, hamstrings, ankles and toes, ten slow breaths, a look at water.
//!
//!      Wall calf stretch       30 s × 2 each leg
//!      Ankle circles           10 each way, each foot
//!
//!    Last done last night: Classic evening.
//!    Stop if you feel sharp pain, numbness, dizziness, chest pain or shortness of breath.
//!
//!    enter begin   o other routine   ? help   q quit
//! ```

use super::page::{Page, below, width, wrap};
use crate::app::{STOP, Tonight};
use crate::health::signs::{FOOTER, HAVE_IT_CHECKED};
use crate::screen::theme::Role;

/// Draws the tonight screen.
pub(super) fn draw(tonight: &Tonight<'_>, page: &mut Page<'_>) {
    page.title("winddown", &tonight.evening);
    let body = page.body();
    if !tonight.held.is_empty() {
        return held(tonight, page);
    }
    let mut foot: Vec<(String, Role)> = Vec::new();
    let told = [
        (tonight.unfinished.as_deref(), Role::Text),
        (tonight.last.as_deref(), Role::Soft),
        (tonight.left_out, Role::Text),
    ];
    for (line, role) in told.into_iter().chain([(Some(STOP), Role::Text)]) {
        let lines = line.into_iter().flat_map(|line| wrap(line, body.width));
        foot.extend(lines.map(|line| (line, role)));
    }

    let foot_rows = u16::try_from(foot.len()).unwrap_or(u16::MAX);
    let all = u16::try_from(1 + tonight.steps.len() + foot.len()).unwrap_or(u16::MAX);
    let roomy = body.height >= 14;
    let about = if roomy { wrap(tonight.about, body.width) } else { Vec::new() };
    let air = u16::from(roomy || all.saturating_add(2) <= body.height);
    let mut y = body.y;
    let x = page.put(body.x, y, body.width, tonight.name, Role::Count);
    page.put(x, y, body.right().saturating_sub(x), &format!("  {}", tonight.total), Role::Strong);
    y += 1;
    for line in about.iter().take(3).filter(|line| !line.is_empty()) {
        page.put(body.x, y, body.width, line, Role::Soft);
        y += 1;
    }
    y += air;
    let room = body.bottom().saturating_sub(y + foot_rows + air);
    y = steps(&tonight.steps, y, room, page) + air;
    for (line, role) in &foot {
        if y < body.bottom() {
            page.put(body.x, y, body.width, line, *role);
            y += 1;
        }
    }
}

/// What speaks against a routine, in its place.
fn held(tonight: &Tonight<'_>, page: &mut Page<'_>) {
    let mut left = page.body();
    let air = u16::from(left.height >= 12);
    for (text, role) in held_lines(tonight) {
        let lines = wrap(&text, left.width);
        if lines.len() > usize::from(left.height) {
            return page.next("d shows all of it");
        }
        for line in &lines {
            page.put(left.x, left.y, left.width, line, role);
            left = below(left, 1);
        }
        left = below(left, air);
    }
}

/// What speaks against a routine, and what to do once it is checked.
pub(super) fn held_lines(tonight: &Tonight<'_>) -> Vec<(String, Role)> {
    let warnings = tonight.held.iter().map(|text| (text.clone(), Role::Warning));
    let waits = format!("{HAVE_IT_CHECKED} If it has been, press y.");
    warnings.chain([(waits, Role::Text), (FOOTER.to_owned(), Role::Soft)]).collect()
}

/// The steps, or as many as there is room for. Returns the row behind them.
pub(super) fn steps(steps: &[(&str, &str)], mut y: u16, room: u16, page: &mut Page<'_>) -> u16 {
    let body = page.body();
    let count = steps.len();
    let fits = if count <= usize::from(room) { count } else { usize::from(room.saturating_sub(1)) };
    let indent = if body.width >= 50 { 2 } else { 0 };
    let names = steps.iter().map(|(name, _)| width(name)).max().unwrap_or(0).min(body.width / 2);
    for (name, dose) in steps.iter().take(fits) {
        page.put(body.x + indent, y, names, name, Role::Text);
        let x = body.x + indent + names + 3;
        page.put(x, y, body.right().saturating_sub(x), dose, Role::Soft);
        y += 1;
    }
    if fits < count && room > 0 {
        page.put(body.x + indent, y, body.width, &format!("and {} more", count - fits), Role::Soft);
        y += 1;
    }
    y
}
