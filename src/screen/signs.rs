//! The warning signs: what to do about the most urgent one on top, about each other one right below it.
//!
//! ```text
//!    Warning signs                                             0:42
//!
//!    Call your emergency number now (112, 911, 999). Do not drive
//!    yourself.
//!
//!      [x] Chest pain, short of breath, coughing blood, or fainted?
//!      [ ] Leg suddenly cold, pale or blue, numb, or it cannot be moved?
//!    ▸ [x] One leg swollen, warm, red or darker, or very tender?
//!          Get medical help right away, today. Do not massage or stretch
//!          that calf until it has been checked.
//! ```

use ratatui::layout::Rect;

use super::page::{Page, below, wrap};
use super::ticks;
use crate::app::Ticking;
use crate::health::signs::{self, FOOTER};
use crate::routine::cramp::EMERGENCY;
use crate::screen::theme::Role;

/// Draws the warning signs during a cramp.
pub(super) fn draw(ticking: &Ticking, page: &mut Page<'_>) {
    page.title("Warning signs", &ticking.clock);
    let first = ticking.findings.first().copied();
    // What is ticked says more than the line that asks for it.
    let body = emergency(first.is_none().then_some(EMERGENCY), page.body(), page);
    let body = urgent(first, body, page);
    let left = list(ticking.rows.iter().cloned(), ticking.at, first, body, page);
    let footer = wrap(FOOTER, left.width);
    if usize::from(left.height) > footer.len() {
        for (y, line) in (left.y + 1..).zip(&footer) {
            page.put(left.x, y, left.width, line, Role::Soft);
        }
    }
}

/// Draws what to do about several signs, the most urgent first, each of it whole; `others` tells where to find those that
/// there is no room for.
pub(super) fn told(helps: &[&str], others: &str, area: Rect, page: &mut Page<'_>) {
    let mut left = area;
    for help in helps {
        if wrap(help, left.width).len() > usize::from(left.height) {
            return page.next(others);
        }
        left = urgent(Some(help), left, page);
    }
}

/// Puts the emergency line at the bottom of the body. Returns what is left above it.
pub(super) fn emergency(text: Option<&str>, body: Rect, page: &mut Page<'_>) -> Rect {
    let lines = text.map(|text| wrap(text, body.width)).unwrap_or_default();
    let height = body.height.saturating_sub(u16::try_from(lines.len()).unwrap_or(u16::MAX));
    for (y, line) in (body.y + height..).zip(&lines) {
        page.put(body.x, y, body.width, line, Role::Warning);
    }
    Rect { height, ..body }
}

/// Puts what to do at once on top. Returns what is left below.
pub(super) fn urgent(help: Option<&str>, area: Rect, page: &mut Page<'_>) -> Rect {
    let Some(help) = help else { return area };
    let lines = wrap(help, area.width);
    for (y, line) in (area.y..area.bottom()).zip(&lines) {
        page.put(area.x, y, area.width, line, Role::Warning);
    }
    let air = usize::from(area.height >= 12);
    below(area, u16::try_from(lines.len() + air).unwrap_or(u16::MAX))
}

/// Draws signs to tick, and what to do about each where it does not stand on top already. Returns what is left below.
pub(super) fn list(
    rows: impl Iterator<Item = signs::SignRow>,
    at: usize,
    first: Option<&str>,
    area: Rect,
    page: &mut Page<'_>,
) -> Rect {
    let row = |signs::SignRow { ticked, text, help }| ticks::Row {
        ticked,
        counted: false,
        text,
        help: help.filter(|help| first != Some(help)),
    };
    ticks::draw(&rows.map(row).collect::<Vec<_>>(), at, area, page)
}

/// Returns signs in lines for a very small screen: what to do at once, the marked one, and what to do about that.
pub(super) fn lines(rows: &[signs::SignRow], at: usize, first: Option<&str>) -> Vec<(String, Role)> {
    let warning = |text: &str| (text.to_owned(), Role::Warning);
    let mut lines: Vec<_> = first.map(warning).into_iter().collect();
    if let Some(row) = rows.get(at) {
        lines.push((ticks::line(row.ticked, &row.text), Role::Strong));
        lines.extend(row.help.filter(|help| first != Some(help)).map(warning));
    }
    lines
}

/// Returns those of a cramp in such lines.
pub(super) fn cramp_lines(ticking: &Ticking) -> Vec<(String, Role)> {
    let mut lines = lines(&ticking.rows, ticking.at, ticking.findings.first().copied());
    if ticking.findings.is_empty() {
        lines.push((EMERGENCY.to_owned(), Role::Warning));
    }
    lines
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use ratatui::buffer::Buffer;

    use super::*;
    use crate::app::keymap::Question;
    use crate::app::{Asked, Picture, Shown, Stage};
    use crate::health::answer::Answer;
    use crate::health::signs::{Case, Sign, ToldSign, findings};
    use crate::screen::theme::{Depth, Theme};
    use crate::store::config::Palette;

    const SIZES: [(u16, u16); 7] = [(40, 12), (39, 11), (30, 14), (50, 14), (60, 20), (80, 24), (120, 40)];

    /// Returns the words of a screen of some size, one blank between them.
    fn words(stage: Stage<'_>, size: (u16, u16)) -> String {
        let picture = Picture { stage, keys: vec![("space", "tick")], notice: None };
        drawn(size, |theme, area, buf| crate::screen::draw(&picture, theme, area, buf))
    }

    fn drawn((width, height): (u16, u16), draw: impl FnOnce(Theme, Rect, &mut Buffer)) -> String {
        let area = Rect::new(0, 0, width, height);
        let mut buf = Buffer::empty(area);
        draw(Theme::new(Palette::Night, Depth::True), area, &mut buf);
        let cells = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)).chain([(width, y)]));
        let text: String = cells.map(|at| buf.cell(at).map_or(" ", |cell| cell.symbol())).collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Every sign alone, and all of them.
    fn ticks(of: &[Sign]) -> Vec<BTreeSet<Sign>> {
        of.iter().map(|sign| [*sign].into()).chain([of.iter().copied().collect()]).collect()
    }

    /// Checks that what is marked, its help and the most urgent one can all be read to their end.
    fn check(of: &[Sign], stage: impl Fn(Vec<signs::SignRow>, usize, Vec<&'static str>) -> Stage<'static>) {
        for (size, signs) in SIZES.iter().flat_map(|size| ticks(of).into_iter().map(move |t| (*size, t))) {
            let told = signs.iter().copied().map(ToldSign::just_ticked).collect();
            let holds = findings(&Case { told, ..Case::default() });
            let helps: Vec<_> = holds.iter().filter(|f| f.rule.level.is_urgent()).collect();
            let helps: Vec<_> = helps.into_iter().map(|finding| finding.rule.wording).collect();
            for at in 0..of.len() {
                let row = |sign: &Sign| sign.row(signs.contains(sign), &holds);
                let rows: Vec<_> = of.iter().map(row).collect();
                let said = words(stage(rows.clone(), at, helps.clone()), size);
                let wanted = [Some(rows[at].text.as_str()), rows[at].help, helps.first().copied()];
                for text in wanted.into_iter().flatten() {
                    assert!(said.contains(text), "{size:?}: no {text:?} at {at} in {said:?}");
                }
                let whole = rows.iter().all(|row| said.contains(&row.text));
                let small = size.0 < 40 || size.1 < 12;
                assert!(small || whole || said.contains("more "), "{size:?}: {said:?}");
            }
        }
    }

    #[test]
    fn every_sign_and_its_help_can_be_read_whole_at_every_size() {
        let urgent: Vec<_> = Sign::ALL.iter().copied().filter(|sign| sign.is_urgent()).collect();
        check(&urgent, |rows, at, findings| {
            Stage::Signs(Ticking { clock: "10:05".to_owned(), rows, at, findings })
        });
        check(Sign::ALL, |rows, at, helps| {
            Stage::Morning(Asked {
                question: Question::Signs,
                night: "Saturday, 21 November".to_owned(),
                words: "Any of these?".to_owned(),
                answers: Vec::new(),
                told: String::new(),
                signs: (rows, at),
                urgent: helps.into_iter().map(str::to_owned).collect(),
                worth: Shown { lines: &[], more: false },
            })
        });
    }

    #[test]
    fn of_several_helps_each_is_whole_or_a_key_away() {
        let helps: Vec<_> = signs::RULES.iter().take(7).map(|rule| rule.wording).collect();
        for size in [(40, 12), (60, 20), (80, 24)] {
            let said = drawn(size, |theme, area, buf| {
                let mut page = Page::new(theme, area, buf);
                told(&helps, "w shows the others", page.body(), &mut page);
            });
            let whole =
                (0..=helps.len()).rev().find(|n| said.starts_with(&helps[..*n].join(" "))).unwrap_or(0);
            let others = if whole < helps.len() { "w shows the others" } else { "" };
            assert_eq!(said, [&helps[..whole], &[others]].concat().join(" ").trim(), "{size:?}");
            assert!(whole >= 4, "{size:?} has room for more than {whole}");
        }
    }
}
