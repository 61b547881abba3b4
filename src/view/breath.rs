//! The breathing shape: a disc of dots that grows with the in-breath and shrinks with the out-breath.
//!
//! ```text
//!    Longer out-breath                              5 of 6 · 2 min left
//!
//!                               ⢀⣤⣶⣶⣤⡀
//!                               ⣿⣿⣿⣿⣿⣿
//!                               ⠈⠛⠿⠿⠛⠁
//!                                in  3
//!                            breath 2 of 10
//! ```

use ratatui::layout::Rect;

use super::page::{Page, cut};
use crate::session::{Breathing, Glance};
use crate::theme::Role;

/// The disc: where it stands, and how small and large it gets.
///
/// Sizes are at least half a dot of radius apart, which is as fine as dots can show.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    area: Rect,
    /// The largest radius, in dots. A cell is two dots wide and four high, and the dots are square.
    most: u16,
}

/// The words below the disc take this many rows, air included.
const WORDS: u16 = 4;
/// The largest radius in dots: enough to see from the bed, small enough to stay calm.
const LARGEST: u16 = 24;

/// As many sizes as look smooth over the four seconds of an in-breath; each one is a wake-up.
const MOST_SIZES: u16 = 25;

impl Shape {
    /// Returns the disc that fits above the words in `body`.
    pub(super) fn within(body: Rect) -> Shape {
        let height = body.height.saturating_sub(WORDS);
        let most = (height * 2).min(body.width).min(LARGEST);
        let rows = most.div_ceil(2);
        let top = body.y + height.saturating_sub(rows) / 2;
        Shape { area: Rect::new(body.x, top, body.width, rows), most }
    }

    /// Returns how many sizes can be told apart.
    pub(super) fn sizes(self) -> u16 {
        ((self.most - self.least()) * 2 + 1).min(MOST_SIZES)
    }

    fn least(self) -> u16 {
        (self.most * 3 / 10).max(2).min(self.most)
    }

    fn draw(self, breath: &Breathing<'_>, page: &mut Page<'_>) {
        let size = if breath.sizes > 1 { breath.size } else { self.sizes() / 2 };
        // In quarter dots, so that the middle between two dots is a whole number. A quarter beyond the half, because
        // then every half dot more takes in at least one dot: no size looks like the one before it.
        let range = u32::from(self.most - self.least()) * 4;
        let grown = u32::from(size) * range / u32::from(self.sizes() - 1).max(1);
        let radius = u32::from(self.least()) * 4 + grown + 1;
        let role = if breath.word.ends_with("out") { Role::BreathOut } else { Role::BreathIn };
        let middle = (u32::from(self.area.width / 2) * 2, u32::from(self.area.height) * 2);
        for row in 0..self.area.height {
            for column in 0..self.area.width {
                let dot = |dx: u16, dy: u16| {
                    let x = (u32::from(column * 2 + dx) * 4 + 2).abs_diff(middle.0 * 4);
                    let y = (u32::from(row * 4 + dy) * 4 + 2).abs_diff(middle.1 * 4);
                    x * x + y * y <= radius * radius
                };
                let dots =
                    DOTS.iter().filter(|(dx, dy, _)| dot(*dx, *dy)).map(|(_, _, bit)| bit).sum::<u32>();
                if let Some(symbol) = char::from_u32(0x2800 + dots).filter(|_| dots > 0) {
                    page.cell(self.area.x + column, self.area.y + row, symbol, role);
                }
            }
        }
    }
}

/// Where each dot of a braille cell is, and its bit.
const DOTS: [(u16, u16, u32); 8] =
    [(0, 0, 1), (0, 1, 2), (0, 2, 4), (1, 0, 8), (1, 1, 16), (1, 2, 32), (0, 3, 64), (1, 3, 128)];

/// Draws a breath: the shape, the word, which breath it is, and the line to follow.
pub(super) fn draw(breath: &Breathing<'_>, glance: &Glance<'_>, page: &mut Page<'_>) {
    let body = page.whole_body();
    let shape = Shape::within(body);
    shape.draw(breath, page);
    let below = shape.area.bottom() + 1;
    let words = Rect { y: below, height: page.body().bottom().saturating_sub(below), ..body };
    let word = match glance.pause {
        None => format!("{}  {}", breath.word, breath.left),
        Some(pause) => super::step::pause_word(pause).to_owned(),
    };
    page.centre(words, 0, &word, Role::Strong);
    let dial = match breath.dial {
        100 => String::new(),
        101.. => format!(" · slower, {} %", breath.dial),
        ..100 => format!(" · faster, {} %", breath.dial),
    };
    page.centre(words, 1, &format!("breath {} of {}{dial}", breath.nth, breath.of), Role::Soft);
    let (lines, now) = glance.lines;
    if let Some(line) = lines.get(now).map(String::as_str).or(glance.caution) {
        page.centre(words, 2, &cut(line, words.width), Role::Text);
    }
}
