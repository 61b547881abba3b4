//! Small drawings of a person that show a movement.
//!
//! ```text
//!  TOML ─ read ─▶ FigureScene: keyframes ─▶ Pose: a keyframe, or a place between two
//!                                            │ skeleton: knees and elbows are found, so bones keep their length
//!                                            ▼
//!  Animation: frames, each with its moment ◀─ raster: dots ◀─ shapes: limbs with some flesh on them, cut-outs
//! ```
//!
//! For each part of the evening the session makes an [`Animation`] of a [`FigureScene`] in the room that the screen
//! has: every frame is drawn once, and one that looks like the frame before it is left out. So the session knows
//! when the picture next differs. Where a figure stands still there is one frame, or a few that are looked at when
//! the count changes anyway, so that a hold costs no more wake-ups than its countdown.

use std::f64::consts::PI;
use std::ops::{Add, Mul, Sub};
use std::sync::Arc;
use std::time::Duration;

pub(crate) mod braille;

mod describe;
mod skeleton;
mod raster;
mod animation;
pub(crate) mod read;
mod shapes;
mod shipped;

pub(crate) use animation::Frame;
pub use animation::{Act, Animation, AnimationSpec};
pub use raster::{CanvasSize, DotCell, Drawing};
pub use shapes::Ink;
pub use shipped::FIGURES;
pub(crate) use shipped::{ShippedFigure, certain, embedded};
pub use skeleton::{Joints, Leg};

#[derive(Clone, Debug, PartialEq)]
pub enum Figure {
    Scene(ShippedFigure),
    /// A fixed drawing, line by line.
    Art(Arc<[String]>),
}

/// A figure and what is around it.
///
/// The stage is 40 wide and 20 high, in square units, y up; the floor is at [`FLOOR`], and a person faces right and is
/// about 18 high. The near leg is the one that works; for the left leg all of it is mirrored.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureScene {
    pub subject: Subject,
    /// What moves and how, in sentences, so that one could do it by them alone.
    pub words: String,
    pub view: View,
    pub floor: bool,
    pub tint: Option<Tint>,
    pub two_legs: bool,
    /// Whether both arms are behind the trunk.
    pub arms_behind: bool,
    pub circle: Option<Circle>,
    /// The dotted lines behind all else.
    pub props: Vec<Vec<Point>>,
    pub cutouts: Vec<Cutout>,
    pub set_up: Keyframe,
    /// Those that follow, the hold last; empty where the set-up is the hold.
    pub poses: Vec<Keyframe>,
    /// What repeats during the work, from the hold on; may be empty.
    pub repeat: Vec<Keyframe>,
}

impl FigureScene {
    pub fn hold(&self) -> &Keyframe {
        self.poses.last().unwrap_or(&self.set_up)
    }

    /// The pose at `time` of the way from one to another, 0 to 1, on which the foot is lifted.
    pub fn between(&self, from: &Pose, to: &Pose, lift: f64, time: f64) -> Pose {
        let mut pose = from.towards(to, ease(time));
        pose.near.ankle.y += lift * libm::sin(time * PI);
        pose
    }

    pub fn ways(&self) -> impl DoubleEndedIterator<Item = (&Keyframe, &Keyframe)> {
        let from = |to: usize| to.checked_sub(1).and_then(|at| self.poses.get(at)).unwrap_or(&self.set_up);
        self.poses.iter().enumerate().map(move |(at, to)| (from(at), to))
    }
}

pub const FLOOR: f64 = 1.0;

/// The columns that what a pose says may take: those below a figure on a screen of 80 columns.
pub const LONGEST_CAPTION: u16 = 32;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// A person from the side, whose joints the poses move, before and behind cut-outs.
    #[default]
    Body,
    /// Cut-outs alone.
    Cutouts,
}

/// A stiff shape that the poses move as a whole, as in a puppet of paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Cutout {
    /// The one that it is fixed to, which comes before it.
    pub on: Option<usize>,
    /// Its pivot there, or on the stage.
    pub at: Point,
    pub ink: Ink,
    /// Its corners about the pivot.
    pub outline: Vec<Point>,
    pub round: f64,
    /// Whether it keeps a gap to what is behind it.
    pub apart: bool,
    /// Whether it is before the body.
    pub front: bool,
}

/// The most cut-outs that a figure has.
pub(crate) const MOST_CUTOUTS: usize = 16;

/// How a pose moves a cut-out against its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shift {
    pub by: Point,
    /// In degrees.
    pub turn: f64,
    /// How long and how high it seems, against its own size.
    pub size: Point,
}

/// A cut-out that draws circles with its tip, as seen at an angle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Circle {
    pub cutout: usize,
    pub tip: Point,
    /// How far it goes up and down, in degrees.
    pub degrees: f64,
    /// How much shorter and longer it seems as it turns in and out.
    pub squash: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tint {
    Calf,
    /// The lower leg from the thickest part of the calf down.
    LowerCalf,
    Thigh,
    Leg,
    Toes,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    pub left: f64,
    pub bottom: f64,
    pub width: f64,
    pub height: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Keyframe {
    pub say: Option<String>,
    /// The line to follow that it goes with; `None` shares the time evenly, or belongs to the one before.
    pub line: Option<LineOf>,
    pub takes: Duration,
    /// How high the near foot passes on the way here.
    pub lift: f64,
    pub pose: Pose,
}

/// One of several lines to follow, which share the time of a part evenly, on whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(from = "[u32; 2]")]
pub struct LineOf {
    pub nth: u32,
    pub of: u32,
}

impl From<[u32; 2]> for LineOf {
    fn from([nth, of]: [u32; 2]) -> LineOf {
        LineOf { nth, of }
    }
}

impl LineOf {
    pub fn begins(self, length: Duration) -> Duration {
        let even = length * self.nth.saturating_sub(1) / self.of.max(1);
        Duration::from_secs(even.as_secs())
    }
}

/// How a figure stands: the numbers that are tweened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pose {
    pub hip: Point,
    /// In degrees: 90 is up.
    pub torso: f64,
    /// How far it tips back against the torso, in degrees.
    pub head: f64,
    pub belly: f64,
    /// How far the breath fills the chest, 0 to 1.
    pub breath: f64,
    pub near: Limbs,
    pub far: Limbs,
    /// Whether a towel goes from the near hand round the foot.
    pub towel: bool,
    pub shifts: [Shift; MOST_CUTOUTS],
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limbs {
    pub ankle: Point,
    /// How far the foot points up, in degrees; 0 is flat.
    pub foot: f64,
    /// In degrees, up against the foot.
    pub toes: f64,
    pub hand: Point,
}

impl Pose {
    /// The pose `share` of the way to another, 0 to 1.
    #[must_use]
    pub fn towards(&self, other: &Pose, share: f64) -> Pose {
        let number = |a: f64, b: f64| a + (b - a) * share;
        let point = |a: Point, b: Point| a + (b - a) * share;
        let limbs = |a: &Limbs, b: &Limbs| Limbs {
            ankle: point(a.ankle, b.ankle),
            foot: number(a.foot, b.foot),
            toes: number(a.toes, b.toes),
            hand: point(a.hand, b.hand),
        };
        Pose {
            hip: point(self.hip, other.hip),
            torso: number(self.torso, other.torso),
            head: number(self.head, other.head),
            belly: number(self.belly, other.belly),
            breath: number(self.breath, other.breath),
            near: limbs(&self.near, &other.near),
            far: limbs(&self.far, &other.far),
            towel: if share < 0.5 { self.towel } else { other.towel },
            shifts: std::array::from_fn(|nth| {
                let (a, b) = (&self.shifts[nth], &other.shifts[nth]);
                Shift { by: point(a.by, b.by), turn: number(a.turn, b.turn), size: point(a.size, b.size) }
            }),
        }
    }
}

/// A point on the stage, or the way from one to another.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Deserialize)]
#[serde(from = "[f64; 2]")]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

impl Point {
    pub const fn new(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    /// At this distance from the origin, in this direction in degrees.
    pub fn polar(length: f64, degrees: f64) -> Point {
        let (sin, cos) = libm::sincos(degrees.to_radians());
        Point::new(length * cos, length * sin)
    }

    /// Turned about the origin, in degrees against the clock.
    #[must_use]
    pub fn turned(self, degrees: f64) -> Point {
        let (sin, cos) = libm::sincos(degrees.to_radians());
        Point::new(self.x * cos - self.y * sin, self.x * sin + self.y * cos)
    }

    pub fn length(self) -> f64 {
        (self.x * self.x + self.y * self.y).sqrt()
    }
}

impl Add for Point {
    type Output = Point;

    fn add(self, other: Point) -> Point {
        Point::new(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Point {
    type Output = Point;

    fn sub(self, other: Point) -> Point {
        Point::new(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f64> for Point {
    type Output = Point;

    fn mul(self, by: f64) -> Point {
        Point::new(self.x * by, self.y * by)
    }
}
/// A share of time as a share of the way: slow at both ends, as a breath is.
pub(crate) fn ease(share: f64) -> f64 {
    share * share * (3.0 - 2.0 * share)
}
