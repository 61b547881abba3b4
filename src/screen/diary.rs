//! The diary: warning signs, a strip of nights, what changed; the entries; the trial.
//!
//! ```text
//!    Diary                                                 more below
//!
//!             19 Oct   26 Oct   2 Nov    9 Nov    16 Nov
//!             MTWTFSS  MTWTFSS  MTWTFSS  MTWTFSS  MTWTFSS
//!    cramps   ··––▲··  ▲–––·–▲  ·▲–·–––  ––▲––––  –––···
//!    routine  ·◐●●●●●  ●◐●●◐··  ●●●·●●●  ◐●◐◐·◐●  ·●●●·●
//!    ▲ cramp  – no cramp  · not known
//!
//!    Before: 5.0 cramps a week. Last 14 nights logged: 0.5. …
//!
//!    a last night   e entries   t the trial   ? help   esc back
//! ```

use jiff::civil::Date;
use ratatui::layout::Rect;

use super::page::{Page, wrap};
use crate::app::{Pages, Shown, Tone};
use crate::diary::DiaryEntry;
use crate::screen::theme::Role;

/// Draws the page that is open.
pub(super) fn draw(pages: &Pages<'_>, page: &mut Page<'_>) {
    let body = page.body();
    match pages {
        Pages::Nights(shown) => {
            page.title("Diary", if shown.more { "more below" } else { "" });
            sheet(shown, body, page);
        }
        Pages::Trial(shown) => {
            page.title("The trial", if shown.more { "more below" } else { "" });
            sheet(shown, body, page);
        }
        Pages::Entries(list, at) => {
            page.title("Entries", "");
            entries(list, *at, page);
        }
    }
}

/// Draws lines in parts of different weight.
pub(super) fn sheet(shown: &Shown<'_>, area: Rect, page: &mut Page<'_>) {
    for (y, line) in (area.y..area.bottom()).zip(shown.lines) {
        let mut x = area.x;
        for (tone, text) in line {
            x = page.put(x, y, area.right().saturating_sub(x), text, role(*tone));
        }
    }
}

/// The list, scrolled so that the mark is in sight, and the marked one in full below.
fn entries(list: &[(DiaryEntry, bool)], at: usize, page: &mut Page<'_>) {
    let body = page.body();
    let Some((marked, _)) = list.get(at) else {
        page.centre(body, body.height / 2, "Nothing in the diary yet.", Role::Text);
        return;
    };
    let year = year(list);
    let full = wrap(&marked.text, body.width);
    let full_rows = u16::try_from(full.len()).unwrap_or(u16::MAX).min(body.height / 2);
    let room = usize::from(body.height.saturating_sub(full_rows + 1));
    let from = at.saturating_sub(room / 2).min(list.len().saturating_sub(room));
    for (y, (i, (told, taken))) in (body.y..).zip(list.iter().enumerate().skip(from).take(room)) {
        let here = i == at;
        page.put(body.x, y, 1, if here { "▸" } else { " " }, Role::Count);
        let text = line(told, *taken, year);
        let role = if *taken {
            Role::Soft
        } else if here {
            Role::Strong
        } else {
            Role::Text
        };
        page.put(body.x + 2, y, body.width.saturating_sub(2), &text, role);
    }
    for (y, line) in (body.bottom().saturating_sub(full_rows)..body.bottom()).zip(&full) {
        page.put(body.x, y, body.width, line, Role::Soft);
    }
}

/// An entry in one line; the year stands there where it is not `year`, that of the latest night.
fn line(told: &DiaryEntry, taken: bool, year: Option<i16>) -> String {
    let night = told.night.map_or_else(String::new, |night| {
        let form = if Some(night.year()) == year { "%e %b  " } else { "%e %b %Y  " };
        night.strftime(form).to_string()
    });
    let taken = if taken { "taken back: " } else { "" };
    format!("{night}{taken}{}", told.text)
}

/// The year of the latest night.
fn year(list: &[(DiaryEntry, bool)]) -> Option<i16> {
    list.iter().find_map(|(told, _)| told.night).map(Date::year)
}

/// The page in lines for a very small screen.
pub(super) fn lines(pages: &Pages<'_>) -> Vec<(String, Role)> {
    match pages {
        Pages::Nights(shown) | Pages::Trial(shown) => sheet_lines(shown),
        Pages::Entries(list, at) => {
            let marked = list.iter().skip(*at);
            marked.map(|(told, taken)| (line(told, *taken, year(list)), Role::Text)).collect()
        }
    }
}

/// Lines of a sheet, each in the role of its weightiest part.
pub(super) fn sheet_lines(shown: &Shown<'_>) -> Vec<(String, Role)> {
    let line = |line: &Vec<(Tone, String)>| {
        let text: String = line.iter().map(|(_, text)| text.as_str()).collect();
        (text, line.last().map_or(Role::Text, |(tone, _)| role(*tone)))
    };
    shown.lines.iter().map(line).collect()
}

fn role(tone: Tone) -> Role {
    match tone {
        Tone::Text => Role::Text,
        Tone::Strong => Role::Strong,
        Tone::Soft => Role::Soft,
        Tone::Warning => Role::Warning,
        Tone::Cramp => Role::Side,
        Tone::Routine => Role::Count,
    }
}
