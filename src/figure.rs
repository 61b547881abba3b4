//! Small drawings of a person that show a movement.
//!
//! ```text
//!  TOML ─ read ─▶ Scene: key poses in numbers ─▶ Stance: a pose, or a place between two
//!                                                 │ bones: knees and elbows are found, so bones keep their length
//!                                                 ▼
//!  Film: frames, each with its moment ◀─ dots ◀─ shapes: limbs with some flesh on them
//! ```
//!
//! A [`FigureScene`] is what a file of `routines/library/figures` says. For each part of the evening the session makes a
//! [`Animation`] of it in the room that the screen has: every frame is drawn once, as dots, and one that looks like the
//! frame before it is left out. So the session knows from the film when the picture next differs, and a view only
//! puts the dots of one frame on the screen. Where a figure stands still there is one frame, or a few that are
//! looked at when the count changes anyway, so that a hold costs no wake-up more than its countdown.

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
pub(crate) use raster::DotCell;
pub use raster::{CanvasSize, Drawing};
pub use shapes::Ink;
pub use shipped::FIGURES;
pub(crate) use shipped::ShippedFigure;
pub(crate) use shipped::certain;
pub use skeleton::{Joints, Leg};

/// What shows a movement.
#[derive(Clone, Debug, PartialEq)]
pub enum Figure {
    /// A figure that moves.
    Scene(ShippedFigure),
    /// A fixed drawing, line by line.
    Art(Arc<[String]>),
}

/// A figure and what is around it.
///
/// The stage is 40 wide and 20 high, in square units, y up; the floor is at [`FLOOR`], and a person faces right and is
/// about 18 high. The near leg is the one that works; for the left side, which is the far one, the legs change places.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureScene {
    /// What is seen.
    pub subject: Subject,
    /// What of the stage is seen.
    pub view: View,
    /// Whether the floor is drawn.
    pub floor: bool,
    /// What works or is stretched.
    pub tint: Option<Tint>,
    /// Whether the far leg is seen.
    pub two_legs: bool,
    /// Whether the elbows point up, rather than down.
    pub elbows_up: bool,
    /// How far a circling foot goes up and down, in degrees.
    pub circle: Option<f64>,
    /// Lines of what stands there.
    pub props: Vec<Vec<Point>>,
    /// The first pose.
    pub set_up: Keyframe,
    /// Those that follow, the hold last; empty where the set-up is the hold.
    pub poses: Vec<Keyframe>,
    /// What repeats during the work, from the hold on; may be empty.
    pub repeat: Vec<Keyframe>,
}

impl FigureScene {
    /// Returns the pose that is held.
    pub fn hold(&self) -> &Keyframe {
        self.poses.last().unwrap_or(&self.set_up)
    }

    /// Returns the stance at `time` of the way from one to another, 0 to 1, on which the foot or the hand is lifted.
    pub fn between(&self, from: &Pose, to: &Pose, lift: f64, time: f64) -> Pose {
        let mut stance = from.towards(to, ease(time));
        let arc = lift * libm::sin(time * PI);
        match self.subject {
            Subject::Calf => stance.near.hand.y += arc,
            Subject::Body | Subject::Foot => stance.near.ankle.y += arc,
        }
        stance
    }

    /// Returns the ways from each pose to the next.
    pub fn ways(&self) -> impl DoubleEndedIterator<Item = (&Keyframe, &Keyframe)> {
        let from = |to: usize| to.checked_sub(1).and_then(|at| self.poses.get(at)).unwrap_or(&self.set_up);
        self.poses.iter().enumerate().map(move |(at, to)| (from(at), to))
    }
}

/// The height of the floor.
pub const FLOOR: f64 = 1.0;

/// The columns that what a pose says may take: those below a figure on a screen of 80 columns.
pub const LONGEST_CAPTION: u16 = 32;

/// What is seen of a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// All of it.
    #[default]
    Body,
    /// A foot from near.
    Foot,
    /// A lower leg from near, with a hand.
    Calf,
}

/// What works or is stretched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tint {
    /// The lower leg.
    Calf,
    /// The lower leg from the thickest part of the calf down.
    LowerCalf,
    /// The upper leg.
    Thigh,
    /// Both of them.
    Leg,
    /// The toes.
    Toes,
}

/// What of the stage is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The left edge.
    pub left: f64,
    /// The lower edge.
    pub bottom: f64,
    /// How wide it is.
    pub width: f64,
    /// How high it is.
    pub height: f64,
}

/// A key pose, and the way there.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyframe {
    /// What one does to get here.
    pub say: Option<String>,
    /// How long the way here takes.
    pub takes: Duration,
    /// How high the near foot, or the hand over a calf, passes on the way here.
    pub lift: f64,
    /// How one stands here.
    pub stance: Pose,
}

/// How a figure stands: the numbers that are tweened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pose {
    /// Where the hip is.
    pub hip: Point,
    /// Which way the trunk points, in degrees: 90 is up.
    pub torso: f64,
    /// How far the head tips back against it, in degrees.
    pub head: f64,
    /// How far the belly rises.
    pub belly: f64,
    /// How far the breath fills the chest, 0 to 1.
    pub breath: f64,
    /// How long a circling foot seems, against its own length.
    pub squash: f64,
    /// The limbs nearer to us.
    pub near: Limbs,
    /// The limbs farther away.
    pub far: Limbs,
    /// Whether a towel goes from the near hand round the foot.
    pub towel: bool,
}

/// Where a leg and an arm of one side end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limbs {
    /// Where the ankle is.
    pub ankle: Point,
    /// How far the foot points up, in degrees; 0 is flat.
    pub foot: f64,
    /// How far the toes bend up against it, in degrees.
    pub toes: f64,
    /// Where the hand is.
    pub hand: Point,
}

impl Pose {
    /// Returns the stance `share` of the way from here to another, 0 to 1.
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
            squash: number(self.squash, other.squash),
            near: limbs(&self.near, &other.near),
            far: limbs(&self.far, &other.far),
            towel: if share < 0.5 { self.towel } else { other.towel },
        }
    }

    /// Returns the same with the legs in each other's place.
    #[must_use]
    pub fn on_the_other_leg(mut self) -> Pose {
        std::mem::swap(&mut self.near.ankle, &mut self.far.ankle);
        std::mem::swap(&mut self.near.foot, &mut self.far.foot);
        std::mem::swap(&mut self.near.toes, &mut self.far.toes);
        self
    }
}

/// A point on the stage, or the way from one to another.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Deserialize)]
#[serde(from = "[f64; 2]")]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Up.
    pub y: f64,
}

impl Point {
    /// Returns the point at these numbers.
    pub const fn new(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    /// Returns the point at this distance from the origin, in this direction in degrees.
    pub fn polar(length: f64, degrees: f64) -> Point {
        let (sin, cos) = libm::sincos(degrees.to_radians());
        Point::new(length * cos, length * sin)
    }

    /// Returns it turned about the origin, in degrees against the clock.
    #[must_use]
    pub fn turned(self, degrees: f64) -> Point {
        let (sin, cos) = libm::sincos(degrees.to_radians());
        Point::new(self.x * cos - self.y * sin, self.x * sin + self.y * cos)
    }

    /// Returns how far it is from the origin.
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
/// Returns a share of time as a share of the way: slow at both ends, as a breath is.
pub(crate) fn ease(share: f64) -> f64 {
    share * share * (3.0 - 2.0 * share)
}
