//! A cramp: one thing to do, as large as it fits, and a clock that counts up.
//!
//! ```text
//!    Toes to shin                                              0:42
//!
//!            ▟▀▙ ▟          ▀     ▜▌  ▗▌          ▗▌ ▜▌
//!            Straighten the knee. Pull your toes toward your shin.
//!
//!                              Hold 18
//!              Not if that calf is swollen, hot or red.
//!
//!    Chest pain, short of breath, or the leg is cold, pale, blue or
//!    numb? Call for help now.
//!    c calf   f foot   h back of thigh   t front of thigh
//!    enter it eased   n next   w warnings
//! ```

use ratatui::layout::Rect;

use super::letters::Letters;
use super::page::{Page, wrap};
use super::signs;
use crate::action::{self, Action, Scene};
use crate::app::{Cramping, Telling};
use crate::cramp::EMERGENCY;
use crate::theme::Role;

/// Draws a cramp. What is to be done comes first, then as much as there is room for of what else there is to know.
pub(super) fn draw(cramping: &Cramping<'_>, page: &mut Page<'_>) {
    page.title(cramping.title, &cramping.clock);
    if cramping.warns && cramping.focus.len() > 1 {
        return signs::told(&cramping.focus, "w shows the others", page);
    }
    if let Telling::Open(_) = cramping.muscle {
        let wide = page.body().width >= 60;
        page.next(&muscles(cramping.muscle, wide));
    }
    let area = emergency(page);
    let role = if cramping.warns { Role::Warning } else { Role::Urgent };
    let also: Vec<Vec<String>> = cramping.also.iter().map(|text| wrap(text, area.width)).collect();
    let plain: Vec<String> = cramping.focus.iter().flat_map(|text| wrap(text, area.width)).collect();
    let said = also.iter().map(|lines| rows(lines)).sum::<u16>();
    let letters = match cramping.focus.as_slice() {
        [one] => Letters::fit(one, area.width, area.height.saturating_sub(said + u16::from(said > 0))),
        _ => None,
    };
    let tall = letters.as_ref().map_or(rows(&plain), Letters::rows);
    let mut free = area.height.saturating_sub(tall);
    let gap = u16::from(free > said);
    let mut below: Vec<&String> = Vec::new();
    for lines in &also {
        if rows(lines) + gap > free {
            break;
        }
        below.extend(lines);
        free -= rows(lines);
    }
    free = free.saturating_sub(gap);
    let at = Rect { y: area.y + free / 2, height: area.height - free / 2, ..area };
    match &letters {
        Some(letters) => letters.draw(at, role, page),
        None => plain.iter().zip(0..).for_each(|(line, row)| {
            page.centre(at, row, line, role);
        }),
    }
    for (row, line) in (tall + gap..).zip(below) {
        page.centre(at, row, line, Role::Text);
    }
}

/// The lines of a cramp for a very small screen.
pub(super) fn lines(cramping: &Cramping<'_>) -> Vec<(String, Role)> {
    let role = if cramping.warns { Role::Warning } else { Role::Strong };
    let clock = (cramping.clock.clone(), Role::Soft);
    let focus = cramping.focus.iter().map(|text| ((*text).to_owned(), role));
    [clock].into_iter().chain(focus).chain([(EMERGENCY.to_owned(), Role::Warning)]).collect()
}

/// Puts the emergency line at the bottom of the body. Returns what is left above it.
pub(super) fn emergency(page: &mut Page<'_>) -> Rect {
    let body = page.body();
    let lines = wrap(EMERGENCY, body.width);
    let height = body.height.saturating_sub(rows(&lines));
    for (y, line) in (body.y + height..).zip(&lines) {
        page.put(body.x, y, body.width, line, Role::Warning);
    }
    Rect { height: height.saturating_sub(u16::from(height >= 12)), ..body }
}

/// The keys that tell the muscle, the one that is told in brackets.
fn muscles(muscle: Telling, wide: bool) -> String {
    let keys = action::rows(Scene::Cramp).filter_map(|row| match row.action {
        Action::Muscle(each) => {
            let short = row.help.trim_end_matches(" of thigh");
            let label = if wide { row.help } else { short };
            let mark = if muscle == Telling::Open(Some(each)) { ("[", "]") } else { ("", "") };
            Some(format!("{} {}{label}{}", row.shown, mark.0, mark.1))
        }
        _ => None,
    });
    keys.collect::<Vec<_>>().join(if wide { "   " } else { "  " })
}

fn rows<T>(lines: &[T]) -> u16 {
    u16::try_from(lines.len()).unwrap_or(u16::MAX)
}
