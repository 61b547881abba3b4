//! A page that is read from top to bottom, as much of it as there is room for.

use super::blocks::{Line, lines};
use super::canvas::MEASURE;
use crate::app::page::{Page, Reader, ScrollPosition, Seen};

/// The lines of a page, each with its block and how far down in that it is.
pub(super) struct Scroll {
    lines: Vec<(Line, ScrollPosition)>,
    first: usize,
    rows: usize,
}

impl Scroll {
    /// Lays a page out in so many columns and rows, from `top` on but never beyond its end.
    pub(super) fn new(page: &Page<'_>, top: ScrollPosition, columns: u16, rows: u16) -> Scroll {
        let mut all: Vec<(Line, ScrollPosition)> = Vec::new();
        for (block, content) in page.blocks_for(Reader::Screen).enumerate() {
            let lines = lines(content, columns.min(MEASURE));
            if let Some((_, last)) = all.last().filter(|_| !content.tight && !lines.is_empty() && rows > 1) {
                // Air belongs to what is above it; where there is a single row, it would be all there is.
                let at = ScrollPosition { line: last.line + 1, ..*last };
                all.push((Line::new(), at));
            }
            all.extend(lines.into_iter().zip(0..).map(|(text, line)| (text, ScrollPosition { block, line })));
        }
        let rows = usize::from(rows);
        let last = i64::try_from(all.len().saturating_sub(rows)).unwrap_or(0);
        let start = all.iter().position(|(_, at)| at.block >= top.block).unwrap_or(0);
        let first = i64::try_from(start).unwrap_or(0) + i64::from(top.line);
        Scroll { lines: all, first: usize::try_from(first.clamp(0, last)).unwrap_or(0), rows }
    }

    /// The lines in sight.
    pub(super) fn shown(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().skip(self.first).take(self.rows).map(|(line, _)| line)
    }

    /// How far down one is, where there is more below: "more below · 64 %".
    pub(super) fn rest(&self, more: &str) -> Option<String> {
        let end = self.first + self.rows;
        (end < self.lines.len()).then(|| format!("{more} · {} %", end * 100 / self.lines.len()))
    }

    pub(super) fn seen(&self) -> Seen {
        Seen {
            items: 0,
            whole: self.first + self.rows >= self.lines.len(),
            rows: u16::try_from(self.rows).unwrap_or(u16::MAX),
            top: self.lines.get(self.first).map_or_else(ScrollPosition::default, |(_, at)| *at),
        }
    }
}
