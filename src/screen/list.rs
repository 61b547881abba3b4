//! A list with a mark, scrolled so that the mark is in sight.
//!
//! ```text
//!    ▸ [x] Covers loose at the foot end, nothing tucked tight.
//!      [ ] Dark and quiet.
//! ```

use std::ops::Range;

use ratatui::layout::Rect;

use super::canvas::{Canvas, below, width, wrap};
use crate::app::page::{Item, List};
use crate::screen::theme::Role;
use crate::text::glossary;
use crate::text::in_sight;

/// The columns of a colour.
const SWATCH: u16 = 4;

/// The items of a list, each as lines of a given width.
pub(super) struct Rows<'a> {
    list: &'a List<'a>,
    lines: Vec<Vec<(String, Role)>>,
    /// The columns before the text: the mark, and what is ticked.
    indent: u16,
    /// The columns of the text, where something stands in a second column.
    names: u16,
}

impl<'a> Rows<'a> {
    pub(super) fn new(list: &'a List<'a>, columns: u16) -> Rows<'a> {
        let ticks = list.items.iter().any(|item| item.ticked.is_some());
        let indent = if ticks { 6 } else { 2 };
        let has_asides = list.items.iter().any(|item| !item.aside.is_empty());
        let has_swatches = list.items.iter().any(|item| item.swatch.is_some());
        let room = columns.saturating_sub(indent);
        let names = list.items.iter().map(|item| width(&item.text)).max().unwrap_or(0);
        let names = match (has_asides, has_swatches) {
            (true, _) => names.min(columns / 2),
            (false, true) if names + 3 + SWATCH <= room => names,
            (false, _) => room,
        };
        let wraps = ticks || list.items.iter().any(|item| item.help.is_some());
        let lines = list.items.iter().enumerate().map(|(nth, item)| {
            let role = if item.is_faint {
                Role::Soft
            } else if nth == list.marked {
                Role::Strong
            } else {
                Role::Text
            };
            let text = if wraps { wrap(&item.text, names) } else { vec![item.text.to_string()] };
            let help = item.help.into_iter().flat_map(|help| wrap(help, names));
            let text = text.into_iter().map(|line| (line, role));
            text.chain(help.map(|line| (line, Role::Warning))).collect()
        });
        Rows { list, lines: lines.collect(), indent, names }
    }

    /// The rows that all of it takes.
    pub(super) fn natural(&self) -> u16 {
        self.lines
            .iter()
            .map(|lines| u16::try_from(lines.len()).unwrap_or(u16::MAX))
            .fold(0, u16::saturating_add)
    }

    /// Which items are in sight, each of them whole.
    pub(super) fn in_sight(&self, rows: u16) -> Range<usize> {
        let heights: Vec<usize> = self.lines.iter().map(Vec::len).collect();
        in_sight(&heights, self.list.marked, usize::from(rows))
    }

    /// What there is beyond those in sight.
    pub(super) fn rest(&self, shown: &Range<usize>) -> Option<&'static str> {
        match (shown.start > 0, shown.end < self.lines.len()) {
            (false, false) => None,
            (true, false) => Some("more above"),
            (false, true) => Some(glossary::MORE_BELOW),
            (true, true) => Some("more above and below"),
        }
    }

    pub(super) fn draw(&self, shown: Range<usize>, area: Rect, canvas: &mut Canvas<'_>) {
        let mut left = area;
        for nth in shown {
            let item = &self.list.items[nth];
            if nth == self.list.marked {
                canvas.put(area.x, left.y, 1, "▸", Role::Count);
            }
            let role = if item.ticked == Some(true) { Role::Count } else { Role::Soft };
            canvas.put(area.x + 2, left.y, 3, item.ticked.map_or("", tick), role);
            let x = area.x + self.indent + self.names + 3;
            canvas.put(x, left.y, area.right().saturating_sub(x), &item.aside, Role::Soft);
            if let Some(shade) = item.swatch.filter(|_| canvas.theme().has_swatches()) {
                canvas.put(x, left.y, SWATCH, "████", Role::Swatch(shade));
            }
            for (line, role) in self.lines[nth].iter().take(usize::from(left.height)) {
                canvas.put(area.x + self.indent, left.y, self.names, line, *role);
                left = below(left, 1);
            }
        }
    }
}

/// An item in one line.
pub(super) fn line(item: &Item<'_>) -> String {
    item.ticked.map_or_else(|| item.text.to_string(), |ticked| format!("{} {}", tick(ticked), item.text))
}

fn tick(ticked: bool) -> &'static str {
    if ticked { "[x]" } else { "[ ]" }
}
