//! Under 40×12 cells: the lines that matter most, and as many of them as there is room for.
//!
//! ```text
//!  12 Hold left leg · 9 min · Wall calf stretch
//!  Keep that knee straight. Press the heel down.
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::blocks::{lines, role};
use super::canvas::{MEASURE, cut, wrap};
use super::scroll::Scroll;
use super::{list, months, step, tally, typed};
use crate::app::page::{Block, Content, Page, Place, Reader, Seen, Style, TypedLines, Urgency};
use crate::screen::theme::{Role, Theme};
use crate::session::{Readout, StepView, Until};
use crate::text::glossary;

/// A line, how weighty it is, and whether it may be cut rather than wrapped.
struct Weighed {
    weight: Style,
    text: String,
    role: Role,
    is_one_line: bool,
}

/// Draws the most important lines first; the keys keep the last row where there are three or more.
pub(super) fn draw(page: &Page<'_>, theme: Theme, area: Rect, buf: &mut Buffer) {
    let rows_above = rows_above_keys(area);
    let mut put = |y: u16, text: &str, role: Role| {
        buf.set_stringn(area.x, y, cut(text, area.width), usize::from(area.width), theme.style(role));
    };
    let mut rows: Vec<(String, Role)> = Vec::new();
    for line in weighed(page, area) {
        if line.is_one_line {
            rows.push((line.text, line.role));
        } else {
            rows.extend(wrap(&line.text, area.width).into_iter().map(|text| (text, line.role)));
        }
    }
    let rows = rows.into_iter().skip_while(|(line, _)| line.is_empty());
    for (y, (line, role)) in (area.y..area.y + rows_above).zip(rows) {
        put(y, &line, role);
    }
    if rows_above < area.height {
        let keys = page.keys.iter().map(|hint| format!("{} {}", hint.key(), hint.label));
        put(area.bottom() - 1, &keys.collect::<Vec<_>>().join("  "), Role::Soft);
    }
}

/// What of a page is in sight.
pub(super) fn seen(page: &Page<'_>, area: Rect) -> Seen {
    let rows = rows_above_keys(area);
    if let Some(top) = page.scroll {
        let news = page.toast.as_ref().map_or(0, |text| wrap(text, area.width).len());
        let rows = rows.saturating_sub(u16::try_from(news).unwrap_or(rows)).max(1);
        return Scroll::new(page, top, area.width.min(MEASURE), rows).seen();
    }
    // Of a list only the marked item is there; of other blocks as many as fit.
    if let Some(list) = page.list() {
        return Seen { items: list.marked + 1, ..Seen::default() };
    }
    let mut free = usize::from(rows);
    let fits = page.blocks_for(Reader::Screen).take_while(|block| {
        let rows = lines(block, area.width).len();
        let fits = rows <= free;
        free = free.saturating_sub(rows);
        fits
    });
    let items = fits.count().max(1);
    Seen { items, whole: items == page.blocks_for(Reader::Screen).count(), ..Seen::default() }
}

fn rows_above_keys(area: Rect) -> u16 {
    area.height - u16::from(area.height >= 3)
}

/// All lines, the weightiest first: warnings, what is to be done, and what may be overlooked last.
fn weighed(page: &Page<'_>, area: Rect) -> Vec<Weighed> {
    let mut all: Vec<Weighed> = if let Some(top) = page.scroll {
        let scroll = Scroll::new(page, top, area.width.min(MEASURE), rows_above_keys(area));
        let line = |line: &Vec<(Role, String)>| {
            let text: String = line.iter().map(|(_, text)| text.as_str()).collect();
            let role = line.last().map_or(Role::Text, |(role, _)| *role);
            Weighed { weight: Style::Text, text, role, is_one_line: true }
        };
        scroll.shown().map(line).collect()
    } else {
        page.blocks_for(Reader::Screen)
            .filter(|block| !block.optional)
            .flat_map(|block| of_block(block, page, area.width))
            .collect()
    };
    all.sort_by_key(|line| line.weight);
    if let Some(toast) = &page.toast {
        // What to do, and what speaks against it, comes before any news.
        let is_asked = |block: &Block<'_>| {
            matches!(block.content, Content::Focus(..) | Content::Tally(_) | Content::Answers(_))
        };
        let at = if page.blocks.iter().any(is_asked) {
            all.len()
        } else {
            all.iter().take_while(|line| line.weight <= Style::Strong).count().max(1).min(all.len())
        };
        let news = Weighed {
            weight: Style::Text,
            text: toast.to_string(),
            role: role(page.toast_style),
            is_one_line: false,
        };
        all.insert(at, news);
    }
    all
}

fn of_block(block: &Block<'_>, page: &Page<'_>, width: u16) -> Vec<Weighed> {
    let line = |weight: Style, text: String, role: Role| Weighed { weight, text, role, is_one_line: false };
    match &block.content {
        Content::Text(text) => {
            // What always stands at the bottom gives way to what is to be done.
            let weight =
                if block.place == Place::Bottom { block.style.max(Style::Text) } else { block.style };
            vec![line(weight, text.to_string(), role(block.style))]
        }
        Content::Spans(spans) => {
            vec![line(block.style, spans.iter().map(|(_, text)| text.as_str()).collect(), role(block.style))]
        }
        Content::Headline(name, text) => {
            vec![line(Style::Strong, format!("{name}  {text}").trim_start().to_owned(), role(block.style))]
        }
        Content::List(list) => list_lines(list),
        Content::Answers(answers) => {
            let answers = answers.iter().map(|(key, says)| format!("{key} {says}"));
            vec![line(Style::Text, answers.collect::<Vec<_>>().join("  "), Role::Text)]
        }
        Content::Typed(typed) => typed_lines(typed, width),
        Content::Step => page.step.as_ref().map_or_else(Vec::new, step_lines),
        Content::Tally(tally) => vec![line(Style::Strong, tally::in_words(tally), Role::Strong)],
        Content::Focus(urgency, texts) => {
            let role = if *urgency == Urgency::Warn { Role::Warning } else { Role::Strong };
            let texts = texts.iter().map(|text| line(Style::Strong, text.to_string(), role));
            // The clock is what it can do without.
            texts.chain([line(Style::Soft, page.aside.clone(), Role::Soft)]).collect()
        }
        // Told apart by shape, a week cannot be cut.
        Content::Months(all) => {
            let week = months::week_of_mark(all).map(|text| line(Style::Strong, text, Role::Text));
            week.into_iter().collect()
        }
        Content::Keys(_) | Content::Steps(_) | Content::Calendar(_) | Content::Chart(_) => Vec::new(),
    }
}

/// The marked item with what to do about it; of a list to choose from those below it as well.
fn list_lines(items: &crate::app::page::List<'_>) -> Vec<Weighed> {
    let Some(marked) = items.items.get(items.marked) else { return Vec::new() };
    let line = |weight: Style, text: String, role: Role| Weighed { weight, text, role, is_one_line: false };
    if items.items.iter().any(|item| item.ticked.is_some()) {
        let help = marked.help.map(|help| line(Style::Strong, help.to_owned(), Role::Warning));
        return [line(Style::Strong, list::line(marked), Role::Strong)].into_iter().chain(help).collect();
    }
    let rows = items.items.iter().enumerate().skip(items.marked);
    let rows = rows.map(|(nth, item)| {
        let (mark, role) = if nth == items.marked { ("> ", Role::Strong) } else { ("  ", Role::Soft) };
        let text = format!("{mark}{}", item.text);
        Weighed { weight: Style::Strong, text, role, is_one_line: true }
    });
    rows.collect()
}

/// The end of the line being typed, where the cursor is; then what is kept.
fn typed_lines(all: &TypedLines<'_>, width: u16) -> Vec<Weighed> {
    /// So many rows of it leave room for other things.
    const ROWS: u16 = 2;
    let draft = typed::lines(&TypedLines { kept: &[], ..*all }, width, ROWS);
    let kept = typed::lines(&TypedLines { draft: None, ..*all }, width, u16::MAX);
    let row = |weight: Style, role: Role| {
        move |line: Vec<(Role, String)>| {
            let text = line.into_iter().map(|(_, text)| text).collect();
            Weighed { weight, text, role, is_one_line: true }
        }
    };
    let draft = draft.into_iter().map(row(Style::Strong, Role::Strong));
    draft.chain(kept.into_iter().map(row(Style::Text, Role::Text))).collect()
}

/// What changes comes first, because it must survive the narrowest screen.
fn step_lines(step: &StepView<'_>) -> Vec<Weighed> {
    let said = match &step.face {
        Readout::Count { doing, left, .. } => format!("{left} {}", doing.word()),
        Readout::Reps { nth, of, beat } => format!("{nth}/{of} {}", beat.unwrap_or_default()),
        Readout::Breath(breath) => format!("{} {} {}/{}", breath.left, breath.word, breath.nth, breath.of),
        Readout::Wait(until) => until.prompt().trim_end_matches('.').to_owned(),
        Readout::Clot | Readout::Check(_) => Until::Done.prompt().trim_end_matches('.').to_owned(),
    };
    let said = match step.pause {
        Some(pause) => format!("{} · {said}", step::pieces::pause_word(pause)),
        None => said,
    };
    let side = step.side.as_deref().map(|side| format!(" {side}")).unwrap_or_default();
    let left = step.left.trim_end_matches(" left");
    let first = format!("{}{side} · {left} · {}", said.trim_end(), step.title);
    let (all, now) = step.lines;
    // A part of a step keeps what changes in one row.
    let mut lines =
        vec![Weighed { weight: Style::Strong, text: first, role: Role::Strong, is_one_line: true }];
    let line = |weight: Style, text: String| Weighed { weight, text, role: Role::Text, is_one_line: false };
    lines.extend(all.get(now).map(|text| line(Style::Strong, text.clone())));
    lines.extend(step.caution.map(|text| line(Style::Text, glossary::take_care(text))));
    lines
}
