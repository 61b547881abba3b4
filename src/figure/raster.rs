//! Draws shapes as braille dots: two by four to a cell, and square.
//!
//! Our own rather than ratatui's canvas: that one draws lines a dot thin and colours a cell as the last dot in it. Limbs
//! need thickness, a far one must end a dot before the near one that covers it, and a cell takes the ink of most
//! of its dots.

use super::shapes::{Ink, Part, Shape};
use super::{Point, View};
use crate::figure::braille::DOTS;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CanvasSize {
    pub columns: u16,
    pub rows: u16,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    pub room: CanvasSize,
    pub cells: Vec<DotCell>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DotCell {
    /// Its dots as the low byte of a braille character; 0 for none.
    pub dots: u8,
    /// Those of them that are the far limbs', to be thinned out where there are no colours.
    pub far: u8,
    /// What most of its dots are of.
    pub ink: Ink,
}

/// What is left of far limbs where there are no colours: every second dot.
const THINNED: u8 = 0b0110_1010;
/// And of what works: every second row of dots, as muscles are hatched on paper.
const HATCHED: u8 = 0b0010_1101;

impl DotCell {
    pub fn plain(self) -> u8 {
        match self.ink {
            Ink::Tint => self.dots & HATCHED,
            Ink::Prop | Ink::Trail | Ink::Far | Ink::Near => self.dots & !self.far | self.far & THINNED,
        }
    }

    /// What can be told apart on any terminal with colours; those of props and far limbs may be the same.
    fn coloured(self) -> (u8, u8) {
        let colour = match self.ink {
            Ink::Prop | Ink::Far => 0,
            Ink::Near => 1,
            Ink::Trail | Ink::Tint => 2,
        };
        (self.dots, if self.dots > 0 { colour } else { 0 })
    }
}

const INKS: usize = 5;
const GAP: f64 = 1.0;

impl Drawing {
    pub fn at(&self, column: u16, row: u16) -> Option<DotCell> {
        let inside = column < self.room.columns && row < self.room.rows;
        let at = usize::from(row) * usize::from(self.room.columns) + usize::from(column);
        self.cells.get(at).filter(|cell| inside && cell.dots > 0).copied()
    }

    /// Whether the two cannot be told apart in some theme: nobody is to be woken for that.
    pub(super) fn looks_like(&self, other: &Drawing) -> bool {
        let all = |look: fn((&DotCell, &DotCell)) -> bool| self.cells.iter().zip(&other.cells).all(look);
        self.room == other.room
            && (all(|(one, other)| one.plain() == other.plain())
                || all(|(one, other)| one.coloured() == other.coloured()))
    }

    /// About how many bytes a terminal is sent to show this one after another of the same room. A cell takes three,
    /// the way to one that is not next to the last eight, and another colour twenty.
    pub(super) fn cost_after(&self, before: &Drawing) -> u32 {
        let (mut cost, mut last, mut ink) = (0, None, None);
        for (at, (cell, _)) in self.cells.iter().zip(&before.cells).enumerate().filter(|(_, (a, b))| a != b) {
            let apart = last != at.checked_sub(1);
            let turns = cell.dots > 0 && ink.replace(cell.ink) != Some(cell.ink);
            cost += 3 + 8 * u32::from(apart) + 20 * u32::from(turns);
            last = Some(at);
        }
        cost
    }

    /// Drawings side by side, `gap` columns apart; `None` of none.
    pub(super) fn beside(all: &[Drawing], gap: u16) -> Option<Drawing> {
        let rows = all.iter().map(|one| one.room.rows).max()?;
        let mut cells = Vec::new();
        for row in 0..rows {
            for (nth, one) in all.iter().enumerate() {
                let empty = if nth > 0 { gap } else { 0 };
                cells.extend((0..empty).map(|_| DotCell::default()));
                cells.extend((0..one.room.columns).map(|column| one.at(column, row).unwrap_or_default()));
            }
        }
        let columns = cells.len() / usize::from(rows.max(1));
        Some(Drawing { room: CanvasSize { columns: u16::try_from(columns).ok()?, rows }, cells })
    }
}

/// How the stage becomes dots: how many to a unit, from which corner on, and whether mirrored.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    pub(super) dots: f64,
    corner: Point,
    room: CanvasSize,
    is_mirrored: bool,
}

impl Scale {
    pub(super) fn fit(view: &View, room: CanvasSize, is_mirrored: bool) -> Scale {
        let (wide, high) = (f64::from(room.columns) * 2.0, f64::from(room.rows) * 4.0);
        let dots = (wide / view.width).min(high / view.height);
        let cells = |length: f64, to_a_cell: f64| whole((length * dots / to_a_cell).ceil());
        let room = CanvasSize {
            columns: cells(view.width, 2.0).min(room.columns),
            rows: cells(view.height, 4.0).min(room.rows),
        };
        // The floor lies between two rows of dots, so that soles are sharp.
        let top = f64::from(room.rows) * 4.0;
        let floor = top - (super::FLOOR - view.bottom) * dots;
        let corner = Point::new(-view.left * dots, floor.round() + super::FLOOR * dots);
        Scale { dots, corner, room, is_mirrored }
    }

    fn place(&self, point: Point) -> Point {
        let across = self.corner.x + point.x * self.dots;
        let x = if self.is_mirrored { f64::from(self.room.columns) * 2.0 - across } else { across };
        Point::new(x, self.corner.y - point.y * self.dots)
    }
}

struct Canvas {
    width: i32,
    height: i32,
    inks: Vec<Option<Ink>>,
}

pub(super) fn draw(parts: &[Part], scale: &Scale) -> Drawing {
    let (width, height) = (i32::from(scale.room.columns) * 2, i32::from(scale.room.rows) * 4);
    let mut canvas = Canvas { width, height, inks: vec![None; usize::try_from(width * height).unwrap_or(0)] };
    for part in parts {
        canvas.add(part, scale);
    }
    canvas.finish(scale.room)
}

impl Canvas {
    fn add(&mut self, part: &Part, scale: &Scale) {
        let gap = GAP.min(scale.dots / 3.0);
        // First all of the gap, so that no shape of a part is eaten by its neighbour.
        let placed: Vec<_> = part.shapes.iter().map(|(shape, ink)| (placed(shape, scale), *ink)).collect();
        for (shape, _) in placed.iter().rev().take(part.apart) {
            self.each_within(shape, gap, |dot| {
                if dot.is_some_and(|ink| ink >= Ink::Far) {
                    *dot = None;
                }
            });
        }
        for (shape, ink) in &placed {
            self.each_within(shape, 0.0, |dot| *dot = Some(*ink));
        }
    }

    /// Does something to each dot of a shape, and to those at most so far from it.
    fn each_within(&mut self, shape: &Placed, far: f64, mut act: impl FnMut(&mut Option<Ink>)) {
        if let Placed::Specks(specks) = shape {
            for speck in specks {
                self.at(floor(speck.x), floor(speck.y)).into_iter().for_each(&mut act);
            }
            return;
        }
        let (least, most) = shape.bounds();
        for y in floor(least.y - far).max(0)..=floor(most.y + far).min(self.height - 1) {
            for x in floor(least.x - far).max(0)..=floor(most.x + far).min(self.width - 1) {
                let middle = Point::new(f64::from(x) + 0.5, f64::from(y) + 0.5);
                if shape.covers(middle, far) {
                    self.at(x, y).into_iter().for_each(&mut act);
                }
            }
        }
    }

    fn at(&mut self, x: i32, y: i32) -> Option<&mut Option<Ink>> {
        let inside = (0..self.width).contains(&x) && (0..self.height).contains(&y);
        let at = usize::try_from(y * self.width + x).ok().filter(|_| inside)?;
        self.inks.get_mut(at)
    }

    fn finish(&self, room: CanvasSize) -> Drawing {
        let (columns, width) = (usize::from(room.columns), usize::try_from(self.width).unwrap_or(0));
        let cell = |at: usize| {
            let (left, top) = (at % columns * 2, at / columns * 4);
            let mut cell = DotCell::default();
            let mut count = [0u8; INKS];
            let mut behind = 0;
            for (x, y, bit) in DOTS {
                let at = (top + usize::from(y)) * width + left + usize::from(x);
                let Some(Some(ink)) = self.inks.get(at) else { continue };
                cell.dots |= bit;
                count[*ink as usize] += 1;
                match ink {
                    Ink::Prop => behind |= bit,
                    Ink::Far => cell.far |= bit,
                    Ink::Trail | Ink::Near | Ink::Tint => {}
                }
            }
            let inks = [Ink::Prop, Ink::Trail, Ink::Far, Ink::Near, Ink::Tint];
            cell.ink = inks.into_iter().max_by_key(|ink| (count[*ink as usize], *ink)).unwrap_or_default();
            // What is behind a body never looks like a part of it.
            if cell.ink != Ink::Prop {
                cell.dots &= !behind;
            }
            cell
        };
        Drawing { room, cells: (0..columns * usize::from(room.rows)).map(cell).collect() }
    }
}

enum Placed {
    Specks(Vec<Point>),
    /// A line through these points, half as thick as this.
    Path(Vec<Point>, f64),
    Limb {
        from: Point,
        to: Point,
        thick: (f64, f64),
    },
    Area {
        corners: Vec<Point>,
        round: f64,
    },
}

/// From so many dots to a unit on, lines are whole, and half as thick as this in units.
const FINE: f64 = 5.0;
const LINE: f64 = 0.12;
/// The least radius of a limb, in dots: thinner ones would have holes.
const THINNEST: f64 = 0.62;

fn placed(shape: &Shape, scale: &Scale) -> Placed {
    let place = |point: &Point| scale.place(*point);
    let thick = |radius: f64| (radius * scale.dots).max(THINNEST);
    match shape {
        Shape::Line(points) => {
            let points: Vec<_> = points.iter().map(place).collect();
            if scale.dots < FINE {
                Placed::Specks(line(&points))
            } else {
                Placed::Path(points, LINE * scale.dots)
            }
        }
        Shape::Limb { from, to, thick: (a, b) } => {
            Placed::Limb { from: place(from), to: place(to), thick: (thick(*a), thick(*b)) }
        }
        Shape::Ball { middle, radius } => {
            // Snapped to the corners of dots, and of a radius that leaves no single dots at its sides.
            let middle = place(middle);
            let middle = Point::new(middle.x.round(), middle.y.round());
            let radius = (radius * scale.dots + 0.15).round().max(2.0) - 0.15;
            Placed::Limb { from: middle, to: middle, thick: (radius, radius) }
        }
        Shape::Area { corners, round } => {
            Placed::Area { corners: corners.iter().map(place).collect(), round: round * scale.dots }
        }
    }
}

/// Every second dot of a line through these points, so that it stays behind what stands before it.
fn line(points: &[Point]) -> Vec<Point> {
    let mut dots = Vec::new();
    for (from, to) in points.iter().zip(points.iter().skip(1)) {
        let way = *to - *from;
        let flat = way.x.abs() >= way.y.abs();
        let (start, long) = if flat { (from.x, way.x) } else { (from.y, way.y) };
        let (first, last) = (floor(start.min(start + long)), floor(start.max(start + long)));
        // Counted from the corner of the drawing, so that lines that meet do so in step.
        for dot in (first..=last).filter(|dot| dot % 2 == 0) {
            let share =
                if long == 0.0 { 0.0 } else { ((f64::from(dot) + 0.5 - start) / long).clamp(0.0, 1.0) };
            let at = *from + way * share;
            let along = f64::from(dot);
            dots.push(if flat { Point::new(along, at.y) } else { Point::new(at.x, along) });
        }
    }
    dots
}

impl Placed {
    fn bounds(&self) -> (Point, Point) {
        let around = |points: &[Point], by: f64| {
            let start = (Point::new(f64::MAX, f64::MAX), Point::new(f64::MIN, f64::MIN));
            points.iter().fold(start, |(least, most), p| {
                (
                    Point::new(least.x.min(p.x - by), least.y.min(p.y - by)),
                    Point::new(most.x.max(p.x + by), most.y.max(p.y + by)),
                )
            })
        };
        match self {
            Placed::Specks(points) => around(points, 0.0),
            Placed::Path(points, thick) => around(points, *thick),
            Placed::Limb { from, to, thick: (a, b) } => around(&[*from, *to], a.max(*b)),
            Placed::Area { corners, round } => around(corners, *round),
        }
    }

    fn covers(&self, point: Point, far: f64) -> bool {
        match self {
            Placed::Specks(_) => false,
            Placed::Path(points, thick) => {
                let mut ways = points.iter().zip(points.iter().skip(1));
                ways.any(|(from, to)| from_line(point, *from, *to).0 - thick <= far)
            }
            Placed::Limb { from, to, thick: (a, b) } => {
                let (distance, share) = from_line(point, *from, *to);
                distance - (a + (b - a) * share) <= far
            }
            Placed::Area { corners, round } => {
                let edges = || corners.iter().zip(corners.iter().cycle().skip(1));
                let crossed = edges().filter(|(a, b)| {
                    (a.y > point.y) != (b.y > point.y)
                        && point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x
                });
                let around = far + round;
                crossed.count() % 2 == 1
                    || (around > 0.0 && edges().any(|(a, b)| from_line(point, *a, *b).0 <= around))
            }
        }
    }
}

/// How far a point is from a line between two others, and at which share of it.
fn from_line(point: Point, from: Point, to: Point) -> (f64, f64) {
    let (way, there) = (to - from, point - from);
    let square = way.x * way.x + way.y * way.y;
    let share =
        if square > 0.0 { ((there.x * way.x + there.y * way.y) / square).clamp(0.0, 1.0) } else { 0.0 };
    ((there - way * share).length(), share)
}

#[expect(clippy::cast_possible_truncation, reason = "a place on or near a screen; far outside it saturates")]
fn floor(number: f64) -> i32 {
    // Saturates well before the sums with it would overflow.
    number.floor().clamp(-1e6, 1e6) as i32
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
fn whole(number: f64) -> u16 {
    number.clamp(0.0, 65535.0) as u16
}
