//! Where heading, count, bar and line stand: the same in all parts of a step, so that nothing jumps between them.

use std::collections::BTreeMap;

use crate::screen::theme::Role;
use ratatui::layout::Rect;

use crate::routine::plan::{Part, Segment};
use crate::screen::canvas::wrap;
use crate::screen::digits;
use crate::session::StepView;
use crate::text::glossary;

/// Where things stand in the area for words, in rows from its top.
#[derive(Debug)]
pub(super) struct Rows {
    /// The heading.
    pub(super) heading: u16,
    /// The top of the count.
    pub(super) count: u16,
    /// How large the count is.
    pub(super) scale: u16,
    /// The row behind the count.
    pub(super) end: u16,
    /// The bar, if it has room.
    pub(super) bar: Option<u16>,
    /// The columns of the bar.
    pub(super) long: u16,
    /// The line to follow.
    pub(super) line: u16,
}

impl Rows {
    /// Returns what the tallest part needs, in the middle of an area.
    pub(super) fn of(glance: &StepView<'_>, number: u32, area: Rect) -> Rows {
        /// The bar and the air around it.
        const BAR: u16 = 3;
        let least = 1 + digits::rows(1);
        // Sets and sides say the same, and to wrap it is most of what a picture costs.
        let mut wrapped = BTreeMap::new();
        let (mut said, mut warned) = (0, 0);
        for part in glance.parts {
            let lines = part.lines.iter();
            let rows =
                lines.map(|line| *wrapped.entry(line).or_insert_with(|| lines_in(&wrap(line, area.width))));
            let tallest = rows.max().unwrap_or(0);
            let caution = part.caution.as_deref().map(|text| lines_in(&caution_lines(text, area)));
            said = said.max(tallest);
            warned = warned.max(caution.map_or(0, |caution| tallest + caution));
        }
        let said = said.min(area.height.saturating_sub(least));
        // Air comes before size; the bar and more air before digits larger than middling.
        let air = u16::from(area.height > least + said);
        let air_below = u16::from(area.height > least + said + air);
        let warned = warned.min(area.height.saturating_sub(least + air));
        let most = glance.parts.iter().map(highest).max().unwrap_or(0).max(number).max(10);
        let scale = |below| {
            digits::scale_for(digit_count(most), area.width, area.height.saturating_sub(1 + air + below))
        };
        let loose = if warned > 0 { warned + 2 } else { 0 };
        let airy = scale((BAR + said).max(loose));
        let scale = if airy > 1 { airy } else { scale(warned.max(air_below + said)).max(1) };
        let end = 1 + air + digits::rows(scale);
        let barred = area.height >= end + BAR + said;
        let line = end + if barred { BAR } else { air_below };
        let top = (area.height.saturating_sub(line + said) / 2).min(area.height.saturating_sub(end + loose));
        Rows {
            heading: top,
            count: top + 1 + air,
            scale,
            end: top + end,
            bar: barred.then_some(top + end + 1),
            long: digits::columns(digit_count(most), scale).max((area.width / 2).min(30)),
            line: top + line,
        }
    }
}

/// The largest number that a part shows.
pub(super) fn highest(part: &Segment) -> u32 {
    match &part.part {
        Part::Reps { count, .. } => u32::from(*count),
        Part::Ready | Part::Hold | Part::Rest | Part::Change | Part::Free => {
            u32::try_from(part.length.as_millis().div_ceil(1000)).unwrap_or(u32::MAX)
        }
        Part::Place | Part::Breathe { .. } | Part::Clot | Part::Check(_) | Part::Wait => 0,
    }
}

pub(super) fn digit_count(number: u32) -> u16 {
    u16::try_from(number.to_string().len()).unwrap_or(10)
}

pub(super) fn caution_lines(text: &str, area: Rect) -> Vec<(String, Role)> {
    wrap(&glossary::take_care(text), area.width).into_iter().map(|line| (line, Role::Text)).collect()
}

pub(super) fn lines_in<T>(lines: &[T]) -> u16 {
    u16::try_from(lines.len()).unwrap_or(u16::MAX)
}
