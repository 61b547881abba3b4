//! Months as calendars, side by side and below each other, between what stands above and below them.
//!
//! ```text
//!     October 2026                            November 2026
//!     Mo   Tu   We   Th   Fr   Sa   Su        Mo   Tu   We   Th   Fr   Sa   Su
//!                     1●   2◐   3●   4·                                      1●
//!      5●   6●   7x ...                        2● ▸ 3·   4● ...
//! ```
//!
//! Ratatui's own calendar tells days apart by colour alone, and brings a second library of dates: nights here have
//! shapes. What is marked stays in sight; where not even one month has room, the weeks around the mark do.

use std::ops::Range;

use jiff::civil::Date;
use ratatui::layout::Rect;

use super::blocks::{Line, lines};
use super::canvas::{Canvas, below};
use crate::app::page::{Block, Content, Months, Page, Reader, Seen};
use crate::diary::history::{Counted, Month, month_name};
use crate::screen::theme::Role;
use crate::text::in_sight;

/// The columns of a night with the air behind it; those of a month and between two; and the most of them side by side.
const CELL: u16 = 5;
const MONTH: u16 = 34;
const GAP: u16 = 6;
const BESIDE: u16 = 4;
/// The rows of a month: its name, the days of the week, and up to six weeks; and one more below it.
const ROWS: u16 = 8;
/// The rows that are kept for what is said of the marked night, in little room and in much.
const SAID: [u16; 2] = [3, 5];

/// Where everything stands in a body.
struct Places {
    above: Vec<Line>,
    /// How many months are side by side, and how many rows of them there are.
    beside: u16,
    bands: u16,
    /// The rows of all months.
    rows: u16,
    /// Whether there is air above and below the months.
    air: u16,
}

impl Places {
    fn of(page: &Page<'_>, months: &Months, body: Rect) -> Places {
        let (above, _) = around(page, body.width, |_| true);
        let count = u16::try_from(months.months.len()).unwrap_or(u16::MAX).max(1);
        let free = body.height.saturating_sub(rows(above.len()));
        let air = u16::from(free >= ROWS + SAID[0] + 2);
        let left = free.saturating_sub(2 * air);
        let beside = ((body.width + GAP) / (MONTH + GAP)).clamp(1, BESIDE).min(count);
        let bands = (left.saturating_sub(SAID[1]) / (ROWS + 1)).clamp(1, count.div_ceil(beside));
        let rows = (bands * (ROWS + 1) - 1).min(left.saturating_sub(SAID[0]).max(1));
        Places { above, beside, bands, rows, air }
    }

    /// Which months are in sight: as many of the last as fit.
    fn shown(&self, months: &Months) -> Range<usize> {
        let all = months.months.len();
        all.saturating_sub(usize::from(self.beside * self.bands))..all
    }
}

/// What of a page with months is in sight.
pub(super) fn seen(page: &Page<'_>, months: &Months, body: Rect) -> Seen {
    let shown = Places::of(page, months, body);
    Seen { items: usize::from(shown.beside * shown.bands), whole: true, ..Seen::default() }
}

pub(super) fn draw(page: &Page<'_>, months: &Months, canvas: &mut Canvas<'_>) {
    let body = canvas.body();
    let places = Places::of(page, months, body);
    for (y, line) in (body.y..body.bottom()).zip(&places.above) {
        canvas.put_parts(body, y, line);
    }
    let area = below(body, rows(places.above.len()) + places.air);
    let area = Rect { height: places.rows.min(area.height), ..area };
    for (nth, month) in months.months[places.shown(months)].iter().enumerate() {
        let nth = rows(nth);
        let (column, band) = (nth % places.beside, nth / places.beside);
        let at = below(area, band * (ROWS + 1));
        let x = at.x + column * (MONTH + GAP);
        let at =
            Rect { x, width: MONTH.min(at.right().saturating_sub(x)), height: at.height.min(ROWS), ..at };
        draw_month(month, months.marked, at, canvas);
    }
    let whole = canvas.body_to_the_keys();
    let left = below(whole, (area.bottom() + places.air).saturating_sub(whole.y));
    draw_said(page, left, canvas);
}

/// What is said of the marked night, without what may be left out where that has no room.
fn draw_said(page: &Page<'_>, area: Rect, canvas: &mut Canvas<'_>) {
    let (_, all) = around(page, area.width, |_| true);
    let fits = all.len() <= usize::from(area.height);
    let said = if fits { all } else { around(page, area.width, |block| !block.optional).1 };
    let is_cut = said.len() > usize::from(area.height);
    for (y, mut line) in (area.y..area.bottom()).zip(said) {
        if is_cut && y + 1 == area.bottom() {
            line.push((Role::Soft, " …".to_owned()));
        }
        canvas.put_parts(area, y, &line);
    }
}

/// The lines above the months, and those below them that are kept.
fn around(page: &Page<'_>, columns: u16, keeps: fn(&Block<'_>) -> bool) -> (Vec<Line>, Vec<Line>) {
    let mut all = [Vec::new(), Vec::new()];
    let mut side = 0;
    for block in page.blocks_for(Reader::Screen) {
        if matches!(block.content, Content::Months(_)) {
            side = 1;
        } else if keeps(block) {
            all[side].extend(lines(block, columns));
        }
    }
    let [above, below] = all;
    (above, below)
}

/// A month, or the weeks of it around the mark and no name: that stands in the title line.
fn draw_month(month: &Month, marked: Date, area: Rect, canvas: &mut Canvas<'_>) {
    let weeks = month.weeks();
    let is_whole = rows(weeks.len()) + 2 <= area.height;
    let head = if is_whole { 2 } else { u16::from(area.height > 1) };
    let at_mark = weeks.iter().position(|week| week.iter().flatten().any(|(night, _)| *night == marked));
    let shown = in_sight(&vec![1; weeks.len()], at_mark.unwrap_or(0), usize::from(area.height - head));
    if is_whole {
        canvas.put(area.x + 1, area.y, area.width, &month_name(month.first), Role::Text);
    }
    if head > 0 {
        canvas.put(area.x, area.y + head - 1, area.width, " Mo   Tu   We   Th   Fr   Sa   Su", Role::Soft);
    }
    for (y, week) in (area.y + head..area.bottom()).zip(&weeks[shown]) {
        for (nth, night) in (0..).zip(week) {
            let x = area.x + nth * CELL;
            canvas.put_parts(
                Rect { x, width: area.right().saturating_sub(x), ..area },
                y,
                &cell(*night, marked),
            );
        }
    }
}

/// A night: the mark, the day, and its shape; nothing for one of another month.
fn cell(night: Option<(Date, Counted)>, marked: Date) -> Line {
    let Some((night, counted)) = night else { return Line::new() };
    let is_marked = night == marked;
    let mark = if is_marked { '▸' } else { ' ' };
    let done = matches!(counted, Counted::Whole | Counted::Part);
    let role = match counted {
        _ if is_marked => Role::Strong,
        Counted::Whole | Counted::Part => Role::Text,
        Counted::Excused | Counted::None | Counted::Open => Role::Soft,
    };
    let shape = if done { Role::Count } else { role };
    vec![(role, format!("{mark}{:>2}", night.day())), (shape, counted.shape().to_string())]
}

/// The week of the mark in a line; `None` where that is no week in sight.
pub(super) fn week_of_mark(months: &Months) -> Option<String> {
    let weeks = months.months.iter().flat_map(Month::weeks);
    let mut weeks = weeks.filter(|week| week.iter().flatten().any(|(night, _)| *night == months.marked));
    let week = weeks.next()?;
    // Closer together: it has to fit into little.
    let text = |night| cell(night, months.marked).into_iter().map(|(_, text)| text).collect::<String>();
    Some(week.map(|night| text(night).trim().to_owned()).join(" ").trim().to_owned())
}

fn rows(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
