//! The breathing shape: a glow that grows with the in-breath and shrinks with the out-breath.
//!
//! ```text
//!    Slow breathing: in for 4, out for 6            5 of 6 · 2 min left
//!
//!                              ⢀⣠⣴⣶⣶⣦⣄⡀
//!                             ⣰⣿⣿⣿⣿⣿⣿⣿⣿⣆
//!                            ⢸⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⡇
//!                             ⠹⣿⣿⣿⣿⣿⣿⣿⣿⠏
//!                              ⠈⠙⠻⠿⠿⠟⠋⠁
//!                             Breathe in  3
//!                             breath 2 of 10
//! ```
//!
//! It is brightest in the middle and stands still in space: breathing in uncovers more of it. Its edge moves in steps of
//! less than a dot. Where there are enough colours, cells at the edge are dimmed by how little of them it covers, so that
//! it also grows between two dots. Only those cells change from one size to the next, which keeps it cheap.

use ratatui::layout::Rect;

use super::canvas::{Canvas, below, cut, wrap};
use super::figure;
use super::letters::{Letters, Size};
use crate::figure::braille;
use crate::routine::breath::BreathStage;
use crate::screen::theme::{BRIGHTEST, Role, Theme};
use crate::session::{Breathing, StepView};

/// The shape: where it stands, and how small and large it gets.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    area: Rect,
    /// The largest radius, in dots. A cell is two dots wide and four high, and the dots are square.
    most: u16,
}

/// The rows below the shape: air, which breath it is, and the line to follow.
const BELOW: u16 = 3;
/// The share of the free rows that it takes when it is full, where there are many.
const FULL: (u16, u16) = (4, 5);
/// The most dots between its smallest and its largest radius: a larger swing costs more than it soothes.
const SWING: u16 = 24;
/// From this radius on, in dots, each picture costs so much that there are fewer of them.
const LARGE: u16 = 40;

impl Shape {
    /// Returns the shape that fits above the words in `body`.
    pub(super) fn within(body: Rect, theme: Theme) -> Shape {
        let height = body.height.saturating_sub(BELOW + word_rows(body, theme));
        let (part, whole) = if height < 8 { (1, 1) } else { FULL };
        let most = (height * 2 * part / whole).min(body.width);
        let rows = most.div_ceil(2).max(1).min(height);
        let top = body.y + height.saturating_sub(rows) / 2;
        let columns = most.next_multiple_of(2).min(body.width);
        let left = body.x + (body.width - columns) / 2;
        Shape { area: Rect::new(left, top, columns, rows), most }
    }

    /// Returns how many sizes there are; each can be told from the next.
    pub(super) fn sizes(self, theme: Theme) -> u16 {
        let swing = self.most - self.least();
        match () {
            // A dot more often changes no cell.
            () if theme.has_blocks() => swing / 2 + 1,
            () => {
                // More than twelve pictures a second, also while breathing out for six or eight, and some dots for each.
                let (inner, outer) = (u32::from(self.least()), u32::from(self.most));
                let dots = u16::try_from(3 * (outer * outer - inner * inner)).unwrap_or(u16::MAX);
                let many = if self.most < LARGE { 100 } else { 76 };
                (swing * 2).max(many.min(dots / 10)) + 1
            }
        }
    }

    /// Returns the rows that it takes when it is full.
    #[cfg(test)]
    pub(super) fn rows(self) -> u16 {
        self.area.height
    }

    fn least(self) -> u16 {
        (self.most * 9 / 20).max(self.most.saturating_sub(SWING)).max(2).min(self.most)
    }

    fn draw(self, breath: &Breathing<'_>, canvas: &mut Canvas<'_>) {
        let full = match breath.sizes {
            ..2 => 0.5,
            sizes => f64::from(breath.size) / f64::from(sizes - 1),
        };
        let (least, most) = (f64::from(self.least()), f64::from(self.most));
        let radius = least + (most - least) * full;
        let soft = if self.most < LARGE { 1.75 * CELL } else { CELL };
        let (blocks, is_soft) = (canvas.theme().has_blocks(), canvas.theme().has_shades());
        // A little beside the middle, so that the dots on its rim go on and off one after the other.
        let middle = (f64::from(self.area.width) + 0.13, f64::from(self.area.height) * 2.0 + 0.07);
        let far = |x: f64, y: f64| ((x - middle.0).powi(2) + (y - middle.1).powi(2)).sqrt();
        for row in 0..self.area.height {
            for column in 0..self.area.width {
                let corner = (f64::from(column) * 2.0, f64::from(row) * 4.0);
                let away = far(corner.0 + 1.0, corner.1 + 2.0);
                if away > radius + CELL {
                    continue;
                }
                let lit = |x, y| far(corner.0 + f64::from(x) + 0.5, corner.1 + f64::from(y) + 0.5) <= radius;
                let dots = if away < radius - CELL { u8::MAX } else { braille::dots(lit) };
                let symbol = if blocks { braille::block(dots) } else { braille::symbol(dots) };
                if let Some(symbol) = symbol {
                    let cover = if is_soft { cover(radius - away, soft) } else { 1.0 };
                    let role = Role::Breath(shade(away / most, cover));
                    canvas.cell(self.area.x + column, self.area.y + row, symbol, role);
                }
            }
        }
    }
}

/// How far the corner of a cell is from its middle, in dots.
const CELL: f64 = 2.24;
/// The steps in which a cell at the edge gets brighter.
const STEPS: f64 = 6.0;

/// Returns how bright a cell is, 0 to 1, whose middle is `inside` dots within an edge that is soft for `soft` dots either
/// way.
fn cover(inside: f64, soft: f64) -> f64 {
    (((inside + soft) / (2.0 * soft) * STEPS).ceil() / STEPS).clamp(1.0 / STEPS, 1.0)
}

/// Returns the shade of a cell so far from the middle, as a share of the largest radius.
fn shade(away: f64, cover: f64) -> u8 {
    let glow = 1.0 - 0.6 * (away * away).min(1.0);
    // Between 0 and the brightest, so it fits.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small number by construction"
    )]
    let shade = (glow * cover * f64::from(BRIGHTEST)).round() as u8;
    shade.min(BRIGHTEST)
}

/// The words of a breath, in letters of the size that all of them fit in; none where rows are few.
fn word_sizes(body: Rect, theme: Theme) -> &'static [Size] {
    let sizes = match body.height {
        ..16 => return &[],
        16.. => Size::solid(theme.has_blocks()),
    };
    // A line of letters of parts of cells, and of whole ones only where rows are many.
    let most = if body.height < 30 { 4 } else { 8 };
    Size::fitting(sizes, &BreathStage::INSTRUCTIONS, word_width(body), most)
}

/// The columns for the word in letters: the seconds stand beside it.
fn word_width(body: Rect) -> u16 {
    body.width.saturating_sub(2 * SECONDS)
}

/// The rows that the word takes.
fn word_rows(body: Rect, theme: Theme) -> u16 {
    word_sizes(body, theme).first().map_or(1, |size| size.rows())
}

/// Draws a breath: the shape, the word, which breath it is, and the line to follow.
pub(super) fn draw(breath: &Breathing<'_>, glance: &StepView<'_>, canvas: &mut Canvas<'_>) {
    let body = figure::draw_with_breath(glance, canvas);
    let theme = canvas.theme();
    let shape = Shape::within(body, theme);
    shape.draw(breath, canvas);
    let sizes = word_sizes(body, theme);
    let top = body.height.saturating_sub(BELOW + word_rows(body, theme)) + 1;
    let words = below(body, top);
    let words = Rect { height: canvas.body().bottom().saturating_sub(words.y), ..words };
    let word = match glance.pause {
        None => breath.says,
        Some(pause) => super::step::pieces::pause_word(pause),
    };
    let letters = Letters::fit(word, sizes, word_width(body), words.height);
    let seconds = if glance.pause.is_none() { breath.left.to_string() } else { String::new() };
    let rows = if let Some(letters) = letters {
        letters.draw(words, Role::Strong, canvas);
        let right = words.x + u16::midpoint(words.width, letters.columns()) + 2;
        canvas.put(right, words.y + letters.rows() - 1, SECONDS, &seconds, Role::Soft);
        letters.rows()
    } else {
        canvas.centre(words, 0, format!("{word}  {seconds}").trim_end(), Role::Strong);
        1
    };
    let words = below(words, rows);
    let tempo = match breath.tempo {
        100 => String::new(),
        tempo @ 101.. => format!(" · {} % slower", tempo - 100),
        tempo @ ..100 => format!(" · {} % faster", 100 - tempo),
    };
    canvas.centre(words, 0, &format!("breath {} of {}{tempo}", breath.nth, breath.of), Role::Soft);
    let (lines, now) = glance.lines;
    if let Some(line) = lines.get(now).map(String::as_str).or(glance.caution) {
        let lines = wrap(line, words.width);
        let fits = lines.len() < usize::from(words.height);
        let lines = if fits { lines } else { vec![cut(line, words.width).into_owned()] };
        for (row, line) in (1..).zip(&lines) {
            canvas.centre(words, row, line, Role::Text);
        }
    }
}

/// The columns for the seconds beside the word.
const SECONDS: u16 = 6;

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::*;
    use crate::screen::canvas::WIDEST;
    use crate::screen::theme::Depth;
    use crate::store::config::Palette;

    fn drawn(shape: Shape, size: u16, theme: Theme) -> Buffer {
        let sizes = shape.sizes(theme);
        let breath =
            Breathing { pattern: "", word: "in", says: "", left: 1, nth: 1, of: 10, tempo: 100, size, sizes };
        let mut buf = Buffer::empty(shape.area);
        shape.draw(&breath, &mut Canvas::new(theme, shape.area, WIDEST, &mut buf));
        buf
    }

    const PLAIN: Theme = Theme::new(Palette::Night, Depth::None);
    const SHADED: Theme = Theme::new(Palette::Night, Depth::True);

    /// Nobody is woken for a size that looks like the one before, and the edge moves by no more than half a dot.
    #[test]
    fn each_size_looks_different() {
        for theme in [PLAIN, SHADED, PLAIN.with_blocks(true)] {
            for (width, height) in (0..60).map(|height| (height * 3, height)).chain([(74, 17), (94, 23)]) {
                let shape = Shape::within(Rect::new(0, 0, width.max(38), height), theme);
                let sizes = shape.sizes(theme);
                let all: Vec<_> = (0..sizes).map(|size| drawn(shape, size, theme)).collect();
                for (size, pair) in all.windows(2).enumerate() {
                    assert_ne!(pair[0], pair[1], "{height} rows, {theme:?}: size {size} and the next");
                }
                let swing = f64::from(shape.most - shape.least());
                assert!(theme.has_blocks() || swing / f64::from(sizes.max(2) - 1) <= 0.5, "{shape:?}");
            }
        }
    }

    /// A full breath takes four fifths of what its words leave, on every screen with rows enough.
    #[test]
    fn a_full_breath_fills_the_screen() {
        for (width, height) in [(38, 9), (38, 19), (54, 13), (74, 17), (94, 23), (114, 33), (160, 53)] {
            let body = Rect::new(0, 0, width, height);
            let shape = Shape::within(body, SHADED);
            let free = height - BELOW - word_rows(body, SHADED);
            let rows = f64::from(shape.most) / 2.0;
            let taken = rows / f64::from(free);
            assert!((0.75..=1.0).contains(&taken), "{width}×{height}: {rows} of {free}");
            assert!(shape.area.bottom() <= free && shape.area.right() <= width, "{shape:?}");
        }
    }

    /// It is brightest in the middle, and fades outward without a ring.
    #[test]
    fn the_glow_fades_outward() {
        let shape = Shape::within(Rect::new(0, 0, 74, 17), SHADED);
        let shades: Vec<u8> = (0..=20).map(|at| shade(f64::from(at) / f64::from(shape.most), 1.0)).collect();
        assert!(shades.is_sorted_by(|inner, outer| inner >= outer), "{shades:?}");
        let covers: Vec<f64> = (-3..=3).map(|inside| cover(f64::from(inside), CELL)).collect();
        assert!(covers.is_sorted() && covers[0] < 0.3 && covers[6] > 0.99, "{covers:?}");
    }
}
