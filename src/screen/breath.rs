//! The breathing shape: a disc of dots that grows with the in-breath and shrinks with the out-breath.
//!
//! ```text
//!    Longer out-breath                              5 of 6 · 2 min left
//!
//!                                ⢄⢤⡤⡠
//!                              ⢔⣵⣿⣿⣿⣿⣮⡢
//!                              ⣹⣿⣿⣿⣿⣿⣿⣏
//!                              ⠪⡻⣿⣿⣿⣿⢟⠕
//!                                ⠊⠚⠓⠑
//!                                 in  3
//!                             breath 2 of 10
//! ```
//!
//! Its rim is soft: the dots thin out over a few of them, each at its own distance, so that the disc grows dot by dot
//! and not cell by cell. Its colour is warmer the fuller it is. Only the cells at the rim change from one
//! size to the next, and all of them when the colour goes on by a shade, which is seldom: that is what keeps it cheap.

use ratatui::layout::Rect;

use super::canvas::{Canvas, cut, wrap};
use super::figure;
use crate::figure::braille;
use crate::screen::theme::{Role, WARMEST};
use crate::session::{Breathing, StepView};

/// The disc: where it stands, and how small and large it gets.
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

impl Shape {
    /// Returns the disc that fits above the words in `body`.
    pub(super) fn within(body: Rect) -> Shape {
        let height = body.height.saturating_sub(WORDS);
        let most = (height * 2).min(body.width).min(LARGEST);
        let rows = most.div_ceil(2);
        let top = body.y + height.saturating_sub(rows) / 2;
        // No wider than the disc can get.
        let columns = (2 * rows).min(body.width);
        let left = body.x + body.width / 2 - columns / 2;
        Shape { area: Rect::new(left, top, columns, rows), most }
    }

    /// Returns how many sizes there are on a screen of so many cells; each can be told from the next.
    pub(super) fn sizes(self, cells: u32, blocks: bool) -> u16 {
        // Each is a wake-up, and on a huge screen most of what that costs is to find what differs in so many cells.
        let steps = match cells {
            // A dot more often changes no cell.
            _ if blocks => 2,
            ..8_000 => 4,
            8_000..16_000 => 3,
            16_000.. => 2,
        };
        (self.most - self.least()) * steps / 3 + 1
    }

    fn least(self) -> u16 {
        (self.most * 3 / 10).max(2).min(self.most)
    }

    fn draw(self, breath: &Breathing<'_>, canvas: &mut Canvas<'_>) {
        let full = match breath.sizes {
            ..2 => 0.5,
            sizes => f64::from(breath.size) / f64::from(sizes - 1),
        };
        let (least, most) = (f64::from(self.least()), f64::from(self.most));
        let radius = least + (most - least) * full;
        let role = Role::Breath(shade(full));
        let middle = (f64::from(self.area.width / 2) * 2.0, f64::from(self.area.height) * 2.0);
        let lit = |x: u16, y: u16| {
            // How far it is from the middle either way, so that all four quarters are alike.
            let (x, y) = ((f64::from(x) + 0.5 - middle.0).abs(), (f64::from(y) + 0.5 - middle.1).abs());
            libm::hypot(x, y) <= radius * (1.0 - SOFT * grain(x, y))
        };
        for row in 0..self.area.height {
            for column in 0..self.area.width {
                let dots = braille::dots(|x, y| lit(column * 2 + x, row * 4 + y));
                let blocks = canvas.theme().has_blocks();
                let symbol = if blocks { braille::block(dots) } else { braille::symbol(dots) };
                if let Some(symbol) = symbol {
                    canvas.cell(self.area.x + column, self.area.y + row, symbol, role);
                }
            }
        }
    }
}

/// The share of the radius over which the rim thins out.
const SOFT: f64 = 1.0 / 3.0;

/// The order in which the dots of a small square go out (Bayer's), so that those left are always far apart. It begins
/// with one that leaves no single dots on the axes, where the quarters meet.
const GRAIN: [[u8; 4]; 4] = [[4, 14, 6, 12], [11, 1, 9, 3], [7, 13, 5, 15], [8, 2, 10, 0]];

/// Returns how early a dot so far from the middle goes out, 0 to 1.
fn grain(x: f64, y: f64) -> f64 {
    // Within a screen, so it fits.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place on the screen")]
    let [x, y] = [x, y].map(|far| far as usize % 4);
    (f64::from(GRAIN[y][x]) + 0.5) / 16.0
}

/// Returns the shade for a breath so full.
fn shade(full: f64) -> u8 {
    // Between 0 and the warmest, so it fits.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small number by construction"
    )]
    let shade = (full * f64::from(WARMEST)).round() as u8;
    shade.min(WARMEST)
}

/// Draws a breath: the shape, the word, which breath it is, and the line to follow.
pub(super) fn draw(breath: &Breathing<'_>, glance: &StepView<'_>, canvas: &mut Canvas<'_>) {
    let body = figure::draw_with_breath(glance, canvas);
    let shape = Shape::within(body);
    shape.draw(breath, canvas);
    let below = shape.area.bottom() + 1;
    let words = Rect { y: below, height: canvas.body().bottom().saturating_sub(below), ..body };
    let word = match glance.pause {
        None => format!("{}  {}", breath.word, breath.left),
        Some(pause) => super::step::pause_word(pause).to_owned(),
    };
    canvas.centre(words, 0, &word, Role::Strong);
    let tempo = match breath.tempo {
        100 => String::new(),
        101.. => format!(" · slower, {} %", breath.tempo),
        ..100 => format!(" · faster, {} %", breath.tempo),
    };
    canvas.centre(words, 1, &format!("breath {} of {}{tempo}", breath.nth, breath.of), Role::Soft);
    let (lines, now) = glance.lines;
    if let Some(line) = lines.get(now).map(String::as_str).or(glance.caution) {
        let lines = wrap(line, words.width);
        let fits = lines.len() + 2 <= usize::from(words.height);
        let lines = if fits { lines } else { vec![cut(line, words.width).into_owned()] };
        for (row, line) in (2..).zip(&lines) {
            canvas.centre(words, row, line, Role::Text);
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::*;
    use crate::screen::canvas::WIDEST;
    use crate::screen::theme::{Depth, Theme};
    use crate::store::config::Palette;

    fn drawn(shape: Shape, size: u16, blocks: bool) -> Buffer {
        let breath = Breathing {
            pattern: "",
            word: "in",
            left: 1,
            nth: 1,
            of: 10,
            tempo: 100,
            size,
            sizes: shape.sizes(0, blocks),
        };
        let mut buf = Buffer::empty(shape.area);
        let theme = Theme::new(Palette::Night, Depth::None).with_blocks(blocks);
        shape.draw(&breath, &mut Canvas::new(theme, shape.area, WIDEST, &mut buf));
        buf
    }

    /// Each quarter of the disc looks like the others.
    #[test]
    fn the_disc_is_the_same_on_all_sides() {
        let shape = Shape::within(Rect::new(0, 0, 60, 30));
        for size in 0..shape.sizes(0, false) {
            let buf = drawn(shape, size, false);
            let lit = |x: u16, y: u16| {
                let symbol = buf[(shape.area.x + x / 2, shape.area.y + y / 4)]
                    .symbol()
                    .chars()
                    .next()
                    .map_or(0, u32::from);
                let bit = braille::dots(|across, down| (across, down) == (x % 2, y % 4));
                symbol > 0x2800 && symbol & u32::from(bit) > 0
            };
            let (wide, high) = (shape.area.width * 2, shape.area.height * 4);
            for (x, y) in (0..wide).flat_map(|x| (0..high).map(move |y| (x, y))) {
                let here = lit(x, y);
                assert_eq!(here, lit(wide - 1 - x, y), "size {size}: ({x}, {y}) to the right");
                assert_eq!(here, lit(x, high - 1 - y), "size {size}: ({x}, {y}) below");
            }
        }
    }

    /// Nobody is woken for a size that looks like the one before.
    #[test]
    fn each_size_looks_different() {
        for (height, blocks) in (0..40).flat_map(|height| [(height, false), (height, true)]) {
            let shape = Shape::within(Rect::new(0, 0, 60, height));
            let all: Vec<_> = (0..shape.sizes(0, blocks)).map(|size| drawn(shape, size, blocks)).collect();
            for (size, pair) in all.windows(2).enumerate() {
                assert_ne!(pair[0], pair[1], "{height} rows, blocks: {blocks}: size {size} and the next");
            }
        }
    }
}
