//! Under 40×12 cells: the lines that matter most, and as many of them as there is room for.
//!
//! ```text
//!  12 Hold left leg · 9 min · Wall calf stretch
//!  Keep that knee straight. Press the heel down.
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::page::{cut, wrap};
use super::{bedroom, cramp, diary, good_night, learn, morning, safety, signs, step, tonight, water};
use crate::app::{Picture, Reading, STOP, Stage};
use crate::screen::theme::{Role, Theme};
use crate::session::{Readout, StepView};

/// Draws the most important lines first; the keys keep the last row where there are three or more.
pub(super) fn draw(picture: &Picture<'_>, theme: Theme, area: Rect, buf: &mut Buffer) {
    let keys =
        picture.keys.iter().map(|(key, label)| format!("{key} {label}")).collect::<Vec<_>>().join("  ");
    let below = area.height - rows_above_keys(area);
    let lines = lines(picture);
    // A part of a step keeps what changes in one row.
    let whole = usize::from(matches!(picture.stage, Stage::Step(_)));
    let (first, rest) = lines.split_at(whole.min(lines.len()));
    let wrapped = rest.iter().flat_map(|(line, role)| wrap(line, area.width).into_iter().map(|l| (l, *role)));
    let rows = first.iter().cloned().chain(wrapped.skip_while(|(line, _)| line.is_empty()));
    for (y, (line, role)) in (area.y..area.bottom() - below).zip(rows) {
        buf.set_stringn(area.x, y, cut(&line, area.width), usize::from(area.width), theme.style(role));
    }
    if below > 0 {
        let (y, style) = (area.bottom() - 1, theme.style(Role::Soft));
        buf.set_stringn(area.x, y, cut(&keys, area.width), usize::from(area.width), style);
    }
}

/// Returns the rows that are left when the keys have theirs.
pub(super) fn rows_above_keys(area: Rect) -> u16 {
    area.height - u16::from(area.height >= 3)
}

fn lines(picture: &Picture<'_>) -> Vec<(String, Role)> {
    let mut lines = match &picture.stage {
        Stage::Tonight(tonight) if !tonight.held.is_empty() => tonight::held_lines(tonight),
        Stage::Tonight(tonight) => {
            let mut lines = vec![(format!("{}  {}", tonight.name, tonight.total), Role::Strong)];
            lines.extend(tonight.unfinished.iter().map(|text| (text.clone(), Role::Text)));
            lines.push((STOP.to_owned(), Role::Text));
            lines
        }
        Stage::Choose(choices) => {
            let sign = |i| if i == choices.at { ("> ", Role::Strong) } else { ("  ", Role::Soft) };
            let rows = choices.rows.iter().enumerate().skip(choices.at);
            rows.map(|(i, row)| (format!("{}{}", sign(i).0, row.name), sign(i).1)).collect()
        }
        Stage::Learn(Reading::List(titles, at)) => {
            let sign = |i| if i == *at { ("> ", Role::Strong) } else { ("  ", Role::Soft) };
            let rows = titles.iter().enumerate().skip(*at);
            rows.map(|(i, title)| (format!("{}{title}", sign(i).0), sign(i).1)).collect()
        }
        Stage::Learn(Reading::Page(_, lines, _)) => {
            lines.iter().map(|line| (line.text.clone(), learn::role(line))).collect()
        }
        Stage::Safety(asking) => safety::lines(asking),
        Stage::Morning(asked) => morning::lines(asked),
        Stage::Diary(pages) => diary::lines(pages),
        Stage::Cramp(cramping) => cramp::lines(cramping),
        Stage::Signs(ticking) => signs::cramp_lines(ticking),
        Stage::Clot(_) => safety::clot_lines(),
        Stage::Step(glance) => step_lines(glance),
        Stage::Water(_, water) => {
            let glasses = water::glasses_of(u32::from(water.note.glasses));
            let mut lines = vec![(format!("{glasses} of any drink today"), Role::Strong)];
            let verdict = water.verdict();
            let ticked = water::ticked(water);
            lines.extend((!ticked.is_empty()).then_some((ticked, Role::Soft)));
            lines.splice(0..0, verdict.warning.map(|text| (text.to_owned(), Role::Warning)));
            if water.judged {
                lines.extend(verdict.lines.into_iter().map(|text| (text, Role::Text)));
            }
            lines
        }
        Stage::Bedroom(_, bedroom) => vec![bedroom::marked(bedroom)],
        Stage::GoodNight(farewell) => {
            let warning = farewell.warning.map(|text| (text.to_owned(), Role::Warning));
            let said =
                [("Good night.".into(), Role::Count), (good_night::said(farewell).to_owned(), Role::Text)];
            warning.into_iter().chain(said).collect()
        }
        Stage::Help(help) => diary::sheet_lines(&help.shown),
    };
    // What to do, and what speaks against it, comes before any news.
    let behind = match &picture.stage {
        Stage::Tonight(tonight) if tonight.held.is_empty() => 1,
        Stage::Step(_) => 2,
        Stage::Choose(_) | Stage::Learn(_) | Stage::Diary(_) | Stage::Bedroom(..) | Stage::GoodNight(_) => 1,
        Stage::Tonight(_)
        | Stage::Safety(_)
        | Stage::Morning(_)
        | Stage::Cramp(_)
        | Stage::Signs(_)
        | Stage::Clot(..)
        | Stage::Water(..)
        | Stage::Help(_) => lines.len(),
    };
    let at = behind.min(lines.len());
    lines.splice(at..at, picture.notice.map(|text| (text.to_owned(), Role::Side)));
    lines
}

/// What changes comes first, because it must survive the narrowest screen.
fn step_lines(glance: &StepView<'_>) -> Vec<(String, Role)> {
    let said = match &glance.face {
        Readout::Count { word, left, .. } => format!("{left} {word}"),
        Readout::Reps { nth, of, beat } => format!("{nth}/{of} {}", beat.unwrap_or_default()),
        Readout::Breath(breath) => format!("{} {} {}/{}", breath.left, breath.word, breath.nth, breath.of),
        Readout::Wait | Readout::Clot | Readout::Check(_) => "Enter when done".to_owned(),
    };
    let said = match glance.pause {
        Some(pause) => format!("{} · {said}", step::pause_word(pause)),
        None => said,
    };
    let side = glance.side.as_deref().map(|side| format!(" {side}")).unwrap_or_default();
    let left = glance.left.trim_end_matches(" left");
    let first = format!("{}{side} · {left} · {}", said.trim_end(), glance.title);
    let (all, now) = glance.lines;
    let mut lines = vec![(first, Role::Strong)];
    lines.extend(all.get(now).map(|line| (line.clone(), Role::Text)));
    lines.extend(glance.caution.map(|text| (format!("Take care: {text}"), Role::Text)));
    lines
}
