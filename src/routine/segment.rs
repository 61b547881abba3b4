//! One stretch of time in a plan, and what one does in it.

use std::time::Duration;

use super::breath::Pattern;
use super::{Check, Limb};
use crate::health::body::Side;

/// One stretch of time in the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// Which step it belongs to.
    pub step: usize,
    /// What one does.
    pub part: Part,
    /// How long it lasts, or about how long where it waits for a key.
    pub length: Duration,
    /// The side being worked, or about to be.
    pub side: Option<Side>,
    /// What a side is a side of.
    pub limb: Limb,
    /// Which set of how many, both counting from one.
    pub set: (u8, u8),
    /// What to say, a line at a time, spread over the length.
    pub lines: Vec<String>,
    /// When to take care; only where a step begins.
    pub caution: Option<String>,
    /// What follows, in a few words.
    pub next: String,
}

/// What one does in a segment.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Getting into position.
    Ready,
    /// Holding still.
    Hold,
    /// Moving, so many times at this pace; `beats` are the words within one time.
    Reps {
        /// How many times.
        count: u16,
        /// Length of one.
        pace: Duration,
        /// The words within one, evenly spaced.
        beats: Vec<String>,
    },
    /// Resting before the next set.
    Rest,
    /// Moving over to the other side.
    Change,
    /// Breathing so many breaths to a pattern.
    Breathe {
        /// The pattern.
        pattern: Pattern,
        /// How many breaths.
        breaths: u16,
    },
    /// Breathing without a pace.
    Free,
    /// The question about clots, before a massage.
    Clot,
    /// A check, waiting for its answer.
    Check(Check),
    /// Something done in one's own time, until Enter.
    Wait,
}

impl Part {
    /// Returns whether it lasts until a key is pressed.
    pub fn waits(&self) -> bool {
        match self {
            Part::Clot | Part::Check(_) | Part::Wait => true,
            Part::Ready
            | Part::Hold
            | Part::Reps { .. }
            | Part::Rest
            | Part::Change
            | Part::Breathe { .. }
            | Part::Free => false,
        }
    }

    /// Returns whether it is what the step is for, rather than the way there.
    pub fn is_work(&self) -> bool {
        match self {
            Part::Clot | Part::Ready | Part::Rest | Part::Change => false,
            Part::Hold
            | Part::Reps { .. }
            | Part::Breathe { .. }
            | Part::Free
            | Part::Check(_)
            | Part::Wait => true,
        }
    }
}
