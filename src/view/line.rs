//! Under 40×12 cells: the lines that matter most, and as many of them as there is room for.
//!
//! ```text
//!  12 Hold left leg · 9 min · Wall calf stretch
//!  Keep that knee straight. Press the heel down.
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::page::cut;
use super::{bedroom, good_night, step};
use crate::app::{Picture, Stage};
use crate::session::{Face, Glance};
use crate::theme::{Role, Theme};

/// Draws the most important lines first.
pub(super) fn draw(picture: &Picture<'_>, theme: Theme, area: Rect, buf: &mut Buffer) {
    for (y, (line, role)) in (area.y..area.bottom()).zip(lines(picture)) {
        buf.set_stringn(area.x, y, cut(&line, area.width), usize::from(area.width), theme.style(role));
    }
}

fn lines(picture: &Picture<'_>) -> Vec<(String, Role)> {
    let keys = picture.keys.iter().map(|(key, label)| format!("{key} {label}"));
    let keys = (keys.collect::<Vec<_>>().join("  "), Role::Soft);
    let notice = picture.notice.map(|text| (text.to_owned(), Role::Side));
    let mut lines = match &picture.stage {
        Stage::Tonight(tonight) => {
            let mut lines = vec![(format!("{}  {}", tonight.name, tonight.total), Role::Strong)];
            lines.extend(tonight.unfinished.iter().map(|text| (text.clone(), Role::Text)));
            lines.push(keys);
            lines
        }
        Stage::Choose(choices) => {
            let rows = choices.rows.iter().skip(choices.at).enumerate();
            let mut lines: Vec<_> = rows
                .map(|(i, row)| match i {
                    0 => (format!("> {}", row.name), Role::Strong),
                    _ => (format!("  {}", row.name), Role::Soft),
                })
                .take(3)
                .collect();
            lines.push(keys);
            lines
        }
        Stage::Step(glance) => step_lines(glance, keys),
        Stage::Water(_, water) => {
            let mut lines =
                vec![(format!("{} glasses of any drink today", water.note.glasses), Role::Strong)];
            let verdict = water.verdict();
            lines.splice(0..0, verdict.warning.map(|text| (text.to_owned(), Role::Warning)));
            lines.extend(verdict.lines.into_iter().map(|text| (text, Role::Text)));
            lines.push(keys);
            lines
        }
        Stage::Bedroom(_, bedroom) => vec![bedroom::marked(bedroom), keys],
        Stage::GoodNight(farewell) => {
            vec![("Good night.".into(), Role::Count), (good_night::said(farewell).to_owned(), Role::Text)]
        }
        Stage::Help(help) => {
            help.keys.iter().map(|(key, label)| (format!("{key}  {label}"), Role::Text)).collect()
        }
    };
    lines.splice(1.min(lines.len())..1.min(lines.len()), notice);
    lines
}

/// What changes comes first, because it must survive the narrowest screen.
fn step_lines(glance: &Glance<'_>, keys: (String, Role)) -> Vec<(String, Role)> {
    let said = match &glance.face {
        Face::Count { word, left, .. } => format!("{left} {word}"),
        Face::Reps { nth, of, beat } => format!("{nth}/{of} {}", beat.unwrap_or_default()),
        Face::Breath(breath) => format!("{} {} {}/{}", breath.left, breath.word, breath.nth, breath.of),
        Face::Wait | Face::Check(_) => "Enter when done".to_owned(),
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
    lines.push(keys);
    lines
}
