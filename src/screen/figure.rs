//! The figure that shows a movement: beside the words where the screen is wide, above them where it is high.
//!
//! ```text
//!             ⣠⣶⣶⣄       ⡇
//!            ⢸⣿⣿⣿⣿⡇      ⡇         Hold · left leg
//!             ⠙⣿⠿⠋       ⡇
//!            ⢀⣾⣿⣷⣄⡀      ⡇           ▄▀▀▄ ▄▀▀▄
//!            ⢸⣿⣿⡏⠛⢿⣿⣶⣤⣤⣤⣤⡇              █ █  █
//!            ⣼⣿⣿⠇        ⡇           ▄▀▀  █  █
//!            ⣿⣿⣿         ⡇           ▀▀▀▀ ▀▀▀
//!           ⢸⣿⣿⡇         ⡇
//! ⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠿⠿⠿⠿⠧⠤⠤⠤⠤⠤⠤⠤⠤⠤⠧⠤⠤⠤⠤
//! ```

use ratatui::layout::Rect;

use super::canvas::{Canvas, width, wrap};
use crate::app::page::Page;
use crate::figure::braille;
use crate::figure::{CanvasSize, DotCell, Drawing, Frame, Ink, LONGEST_CAPTION};
use crate::screen::theme::Role;
use crate::session::{FigureView, StepView};

/// A body shared between a figure and words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Split {
    figure: Rect,
    /// The rows below the figure for what one does in it; none where rows are few.
    caption: u16,
    words: Rect,
}

/// The least room in which a figure can be read.
const LEAST: CanvasSize = CanvasSize { columns: 24, rows: 8 };
/// The most: large enough to see from across the room.
const MOST: CanvasSize = CanvasSize { columns: 70, rows: 36 };
/// The columns that words beside it need, and the air between.
const WORDS: u16 = 28;
pub(super) const AIR: u16 = 2;
/// The columns that a list has at least beside a figure.
const LIST: u16 = 48;
/// The columns that the disc and its words have at least beside a figure.
const BREATH: u16 = 40;
/// The rows that the count and a line need below it.
const BELOW: u16 = 11;

impl Split {
    /// Returns whether there is room for what is to be shown; figures are made to measure.
    fn fits(self, shown: FigureView<'_>) -> bool {
        match shown {
            FigureView::Frame(_) => true,
            FigureView::Art(lines) => {
                let (long, high) = size(lines);
                long <= self.figure.width && high <= self.figure.height
            }
        }
    }

    /// Returns whether what a figure says is shown.
    pub(super) fn has_caption(self) -> bool {
        self.caption > 0
    }

    /// Returns the room for the figure itself.
    pub(super) fn room(self) -> CanvasSize {
        CanvasSize { columns: self.figure.width, rows: self.figure.height - self.caption }
    }
}

/// Returns how a figure and words share `body`; `None` if there is room for words alone.
pub(super) fn beside(body: Rect) -> Option<Split> {
    let high = body.height.min(MOST.rows);
    if body.width >= LEAST.columns + AIR + WORDS && body.height >= LEAST.rows {
        let wide = (body.width * 11 / 25).clamp(LEAST.columns, MOST.columns);
        let figure = Rect { width: wide, y: body.y + (body.height - high) / 2, height: high, ..body };
        let right = wide + AIR;
        let words = Rect { x: body.x + right, width: body.width - right, ..body };
        return Some(Split { figure, caption: caption_rows(figure), words });
    }
    let high = body.height.saturating_sub(BELOW).min(MOST.rows);
    if body.width < LEAST.columns || high < LEAST.rows {
        return None;
    }
    let figure = Rect { height: high, ..body };
    let words = Rect { y: body.y + high, height: body.height - high, ..body };
    Some(Split { figure, caption: caption_rows(figure), words })
}

/// Returns how many rows the longest caption takes, if there are that many to spare.
fn caption_rows(figure: Rect) -> u16 {
    match figure {
        Rect { height: ..=12, .. } => 0,
        Rect { width: ..LONGEST_CAPTION, .. } => 2,
        Rect { .. } => 1,
    }
}

/// Returns the room for a figure beside the letters of a cramp; `None` if the letters need all of `body`.
pub(super) fn beside_letters(body: Rect) -> Option<CanvasSize> {
    /// The rows at the bottom for what else there is to know.
    const ALSO: u16 = 4;
    let room =
        CanvasSize { columns: body.width * 9 / 25, rows: body.height.saturating_sub(ALSO).min(MOST.rows) };
    let has_room = body.width >= 80 && room.rows >= LEAST.rows;
    has_room.then_some(CanvasSize { columns: room.columns.min(MOST.columns), ..room })
}

/// Returns how a breath and a figure share `body`: it lies beside the shape; `None` if there is no room for both.
pub(super) fn with_breath(body: Rect) -> Option<Split> {
    beside(body)
        .filter(|it| it.words.width >= BREATH.max(body.height * 8 / 5) && it.words.height == body.height)
}

/// Returns the columns that a list has beside a figure, and the room of the figure; `None` if there is room for the list
/// alone.
pub(super) fn beside_list(body: Rect) -> Option<(u16, CanvasSize)> {
    let columns = body.width.checked_sub(LIST + AIR).filter(|columns| *columns >= LEAST.columns)?;
    let room = CanvasSize { columns: columns.min(MOST.columns), rows: body.height.min(MOST.rows) };
    (room.rows >= LEAST.rows).then_some((body.width - room.columns - AIR, room))
}

/// Draws what a page shows of what its list offers, at the right.
pub(super) fn draw_preview(page: &Page<'_>, canvas: &mut Canvas<'_>) {
    let body = canvas.body();
    if let (Some(FigureView::Frame(frame)), Some((columns, room))) =
        (page.figure, beside_list(canvas.whole_body()))
    {
        let area = Rect { x: body.x + columns + AIR, width: room.columns, ..body };
        draw_frame(frame, area, 0, canvas);
    }
}

/// Draws the figure of a glance, if there is one and room for it. Returns the room for words, in each part of a step the
/// same, whether or not there is a notice.
pub(super) fn draw(glance: &StepView<'_>, body: Rect, canvas: &mut Canvas<'_>) -> Rect {
    let blocks = canvas.theme().has_blocks();
    let has_place = |split: Split| match glance.figure {
        Some(shown) => split.fits(shown),
        None => glance.is_drawn && !blocks,
    };
    match beside(body) {
        Some(split) if has_place(split) => {
            draw_in(split, glance, canvas);
            split.words
        }
        Some(_) | None => body,
    }
}

/// Draws the figure of a breath. Returns the room left for the breath.
pub(super) fn draw_with_breath(glance: &StepView<'_>, canvas: &mut Canvas<'_>) -> Rect {
    match (with_breath(canvas.whole_body()), glance.figure) {
        (Some(split), Some(shown)) if split.fits(shown) => {
            draw_in(split, glance, canvas);
            split.words
        }
        (Some(_) | None, _) => canvas.whole_body(),
    }
}

fn draw_in(split: Split, glance: &StepView<'_>, canvas: &mut Canvas<'_>) {
    // A notice may take the last rows: those of the caption first.
    let figure = split.figure.intersection(canvas.body());
    let caption = split.caption.min(figure.height.saturating_sub(split.room().rows));
    match glance.figure {
        Some(FigureView::Frame(frame)) => draw_frame(frame, figure, caption, canvas),
        Some(FigureView::Art(lines)) => {
            let (long, high) = size(lines);
            let (x, y) =
                (figure.x + (figure.width - long) / 2, figure.y + figure.height.saturating_sub(high) / 2);
            for (row, line) in (y..figure.bottom()).zip(lines) {
                canvas.put(x, row, long, line, Role::Limb);
            }
        }
        None => {}
    }
}

/// The columns and rows of a drawing.
fn size(lines: &[String]) -> (u16, u16) {
    let long = lines.iter().map(|line| width(line)).max().unwrap_or(0);
    (long, u16::try_from(lines.len()).unwrap_or(u16::MAX))
}

pub(super) fn draw_frame(frame: &Frame, area: Rect, caption: u16, canvas: &mut Canvas<'_>) {
    let Drawing { room, .. } = frame.drawing;
    let left = area.x + area.width.saturating_sub(room.columns) / 2;
    let high = area.height.saturating_sub(caption);
    let top = area.y + high.saturating_sub(room.rows) / 2;
    canvas.ground(Rect::new(left, top, room.columns, room.rows).intersection(area), Role::Limb);
    // What does not fit is above: the floor is worth more than the air.
    let hidden = room.rows.saturating_sub(high);
    let hatched = canvas.theme().is_hatched();
    for row in hidden..room.rows {
        for column in 0..room.columns.min(area.width) {
            let cell = frame.drawing.at(column, row).and_then(|cell| look(cell, hatched));
            if let Some((symbol, role)) = cell {
                canvas.cell(left + column, top + row - hidden, symbol, role);
            }
        }
    }
    let said = frame.say.as_deref().map(|said| wrap(said, area.width)).unwrap_or_default();
    let below = Rect { y: top + room.rows, height: caption, ..area };
    for (row, line) in (0..).zip(said) {
        canvas.centre(below, row, &line, Role::Soft);
    }
}

/// Returns the character of a cell and what it is for.
fn look(cell: DotCell, hatched: bool) -> Option<(char, Role)> {
    let role = match cell.ink {
        Ink::Prop => Role::Prop,
        Ink::Far => Role::FarLimb,
        Ink::Near => Role::Limb,
        Ink::Trail | Ink::Tint => Role::Muscle,
    };
    let dots = if hatched { cell.plain() } else { cell.dots };
    Some((braille::symbol(dots)?, role))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::canvas::{WIDEST, WIDEST_LARGE, body_of};

    fn split(width: u16, height: u16) -> Option<Split> {
        beside(body_of(Rect::new(0, 0, width, height), WIDEST))
    }

    /// What works is told from other limbs, and near ones from far ones, without a colour.
    #[test]
    fn limbs_can_be_told_apart_without_colours() {
        let full = |ink, far| look(DotCell { dots: 0xff, far, ink }, true).map(|(symbol, _)| symbol);
        let [far, near, tint] =
            [(Ink::Far, 0xff), (Ink::Near, 0), (Ink::Tint, 0)].map(|(ink, far)| full(ink, far));
        assert!(far != near && near != tint && tint != far, "{far:?} {near:?} {tint:?}");
    }

    /// A breath keeps its size, whatever lies beside it.
    #[test]
    fn a_figure_leaves_the_breath_its_size() {
        use crate::screen::breath::Shape;
        use crate::screen::theme::{Depth, Theme};
        use crate::store::config::Palette;
        let theme = Theme::new(Palette::Night, Depth::True);
        assert!(with_breath(body_of(Rect::new(0, 0, 79, 24), WIDEST)).is_none());
        for (width, height) in (40..=250).flat_map(|width| (12..=90).map(move |height| (width, height))) {
            let body = body_of(Rect::new(0, 0, width, height), WIDEST);
            let Some(split) = with_breath(body) else { continue };
            let [alone, shared] = [body, split.words].map(|room| Shape::within(room, theme).rows());
            assert!(shared >= alone, "{width}×{height}: {alone}, {shared} beside {split:?}");
        }
        for (width, height) in [(80, 24), (100, 30), (120, 40), (200, 60)] {
            assert!(with_breath(body_of(Rect::new(0, 0, width, height), WIDEST_LARGE)).is_some());
        }
    }

    /// Where there is a figure there is room to read it, and room for the words.
    #[test]
    fn nobody_is_squeezed() {
        for width in 40..=250 {
            for height in 12..=90 {
                let body = body_of(Rect::new(0, 0, width, height), WIDEST);
                let Some(split) = beside(body) else { continue };
                let CanvasSize { columns, rows } = split.room();
                assert!(columns >= LEAST.columns && rows >= LEAST.rows, "{width}×{height}: {split:?}");
                assert!(rows <= MOST.rows, "{width}×{height}: {split:?}");
                assert!(split.words.width >= WORDS && split.words.height >= 8, "{width}×{height}: {split:?}");
                assert!(split.figure.intersection(split.words).is_empty(), "{width}×{height}: {split:?}");
                for part in [split.figure, split.words] {
                    assert_eq!(part.intersection(body), part, "{width}×{height}: {split:?}");
                }
            }
        }
    }

    #[test]
    fn wide_screens_put_it_beside_the_words_and_high_ones_above_them() {
        assert!(split(40, 12).is_none());
        for (width, height) in [(60, 20), (80, 24), (120, 40)] {
            let split = split(width, height).expect("room");
            assert!(split.words.x > split.figure.right(), "{split:?}");
        }
        let high = split(40, 24).expect("room");
        assert_eq!(high.words.y, high.figure.bottom());
    }
}
