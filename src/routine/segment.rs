//! One stretch of time in a plan, and what one does in it.

use std::time::Duration;

use super::breath::Pattern;
use super::{Check, Limb};
use crate::health::body::Side;

#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    pub step: usize,
    pub part: Part,
    /// About how long where it waits for a key.
    pub length: Duration,
    pub side: Option<Side>,
    pub limb: Limb,
    /// Which set of how many, both counting from one.
    pub set: (u8, u8),
    pub lines: Vec<String>,
    pub caution: Option<String>,
    pub next: String,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Getting to where the step is done; a key says that one is there.
    Place,
    Ready,
    Hold,
    /// Moving, so many times at this pace; `beats` are the words within one time.
    Reps {
        count: u16,
        pace: Duration,
        /// The words within one, evenly spaced.
        beats: Vec<String>,
    },
    Rest,
    Change,
    Breathe {
        pattern: Pattern,
        breaths: u16,
    },
    /// Breathing without a pace.
    Free,
    Clot,
    Check(Check),
    Wait,
}

impl Part {
    /// Whether it lasts until a key is pressed.
    pub fn waits(&self) -> bool {
        matches!(self, Part::Place | Part::Clot | Part::Check(_) | Part::Wait)
    }

    /// Whether it is what the step is for, rather than the way there.
    pub fn is_work(&self) -> bool {
        !matches!(self, Part::Place | Part::Clot | Part::Ready | Part::Rest | Part::Change)
    }
}
