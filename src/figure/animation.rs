//! A figure's movement in one part of the evening, drawn beforehand.

use std::time::Duration;

use super::FigureScene;
use super::raster::{CanvasSize, Drawing};
use crate::health::body::Side;

mod builder;

/// A figure's movement in one part: its frames in order, no two neighbours alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Animation {
    frames: Vec<Frame>,
    pace: Pace,
}

/// One picture of a film.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// When it begins, from the start of the part or of its repetition.
    pub begins: Duration,
    /// What is seen.
    pub drawing: Drawing,
    /// What one does, in a few words; only where they are shown.
    pub say: Option<String>,
}

impl Frame {
    /// Returns whether the two cannot be told apart, in one theme or another.
    fn looks_like(&self, other: &Frame) -> bool {
        self.say == other.say && self.drawing.looks_like(&other.drawing)
    }
}

/// What moves a film on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pace {
    /// Time, once.
    Once,
    /// Time, over and over.
    Cycle(Duration),
    /// The same, but it is looked at only when the count of seconds changes.
    CountedCycle(Duration),
    Breath,
}

/// What a figure is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Going from set-up to hold, once.
    Enter,
    /// Holding still with a slight breath, or what repeats meanwhile.
    Work,
    /// Repetitions of this length; `back` circles the other way round.
    Repeat {
        /// The length of one.
        pace: Duration,
        /// Whether it goes the other way round.
        back: bool,
    },
    /// Easing off, and back into the hold.
    Rest,
    /// Coming out of the hold of one side, and into that of the other.
    Change {
        /// The side that was worked.
        from: Option<Side>,
    },
    /// Following the breath.
    Breathe,
    /// Waiting in the hold.
    Wait,
}

/// All that a film is made from, besides the scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnimationSpec {
    /// What to do.
    pub act: Act,
    /// How long the part is meant to last.
    pub length: Duration,
    /// The side being worked, or about to be.
    pub side: Option<Side>,
    /// The room on the screen.
    pub room: CanvasSize,
    /// Whether there is room for what the poses say, too.
    pub says: bool,
    /// Whether drawings may move.
    pub moves: bool,
}

impl Animation {
    /// Returns the film of a scene.
    pub fn of(scene: &FigureScene, shooting: &AnimationSpec) -> Animation {
        builder::shoot(scene, shooting)
    }

    /// The first frame of a way in, drawn alone; `None` of all else.
    pub fn first(scene: &FigureScene, spec: &AnimationSpec) -> Option<Frame> {
        builder::first(scene, spec)
    }

    /// Returns the frame at `spent` since the part began.
    pub fn at(&self, spent: Duration) -> Option<&Frame> {
        let spent = self.within(spent);
        // Before the first frame of a repetition the last one of the repetition before it still stands.
        self.frames.iter().rev().find(|frame| frame.begins <= spent).or(self.frames.last())
    }

    /// Returns how long after `spent` the next frame begins; `None` if none does by itself.
    pub fn next(&self, spent: Duration) -> Option<Duration> {
        let within = self.within(spent);
        let begins = |frame: &Frame| frame.begins;
        let next = self.frames.iter().map(begins).find(|begins| *begins > within);
        match self.pace {
            Pace::Once => Some(next?.saturating_sub(within)),
            Pace::Cycle(length) if self.frames.len() > 1 => {
                let again = length + self.frames.first().map_or(Duration::ZERO, begins);
                Some(next.unwrap_or(again).saturating_sub(within))
            }
            Pace::Cycle(_) | Pace::CountedCycle(_) | Pace::Breath => None,
        }
    }

    /// Returns the frame for a breath of which the lungs are full to `size` of `sizes`.
    pub fn at_breath(&self, size: u16, sizes: u16) -> Option<&Frame> {
        let last = self.frames.len().checked_sub(1)?;
        let at = usize::from(size) * last / usize::from(sizes.saturating_sub(1)).max(1);
        self.frames.get(at.min(last))
    }

    /// Returns whether it is looked at only when the count of seconds changes.
    pub fn is_counted(&self) -> bool {
        matches!(self.pace, Pace::CountedCycle(_))
    }

    fn within(&self, spent: Duration) -> Duration {
        match self.pace {
            Pace::Once | Pace::Breath => spent,
            Pace::Cycle(length) | Pace::CountedCycle(length) => {
                let nanos = spent.as_nanos() % length.as_nanos().max(1);
                Duration::from_nanos(u64::try_from(nanos).unwrap_or(0))
            }
        }
    }
}
