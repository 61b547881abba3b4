//! Breathing patterns, and where in one we are.
//!
//! A [`Pattern`] is a short list of [`Phase`]s that repeats. [`Pattern::at`] tells the phase at a moment; the
//! session asks it, so that the words, the seconds and the shape on the screen can never disagree.

use std::time::Duration;

/// A way of breathing: its phases in order, repeated.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// What people call it.
    pub name: String,
    /// One sentence about it.
    pub about: String,
    /// When to take care.
    pub caution: Option<String>,
    /// Where the numbers come from.
    pub source: Option<String>,
    /// The phases of one breath, each longer than zero; empty for unpaced breathing.
    pub phases: Vec<Phase>,
    /// Breaths when the routine names no number.
    pub breaths: u16,
    /// The most breaths anyone should do at a time, where a source says so.
    pub most: Option<u16>,
    /// How long unpaced breathing lasts when the routine does not say.
    pub free: Duration,
}

/// One phase of a breath.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phase {
    /// What one does in it.
    pub stage: Stage,
    /// How long it lasts at normal pace.
    pub length: Duration,
}

/// What one does in a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Breathing in.
    In,
    /// A second, short sip of air on top of the first.
    TopUp,
    /// Holding after the in-breath.
    HoldFull,
    /// Breathing out.
    Out,
    /// Waiting after the out-breath.
    HoldEmpty,
}

/// A place in a pattern.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Which breath, counting from zero.
    pub breath: u32,
    /// What one does now.
    pub stage: Stage,
    /// The word to say now.
    pub word: &'static str,
    /// How far into this phase.
    pub spent: Duration,
    /// How long this phase is.
    pub length: Duration,
    /// How full the lungs are, 0 to 1.
    pub fullness: f64,
}

/// How full the first part of a two-part in-breath makes the lungs; our choice, for the drawing only.
const BEFORE_TOP_UP: f64 = 0.78;

impl Pattern {
    /// Returns the length of one whole breath; zero when unpaced.
    pub fn cycle(&self) -> Duration {
        self.phases.iter().map(|p| p.length).sum()
    }

    /// Returns how long `breaths` take. The last one ends with its out-breath: a hold after it is left out.
    pub fn length(&self, breaths: u32) -> Duration {
        let tail = match self.phases.last() {
            Some(Phase { stage: Stage::HoldEmpty, length }) => *length,
            _ => Duration::ZERO,
        };
        (self.cycle() * breaths).saturating_sub(tail)
    }

    /// Returns the fewest whole breaths that last at least `length`, at least one.
    pub fn breaths_in(&self, length: Duration) -> u32 {
        let cycle = self.cycle().as_millis().max(1);
        u32::try_from(length.as_millis().div_ceil(cycle)).unwrap_or(u32::MAX).max(1)
    }

    /// Returns the same pattern with every phase at `percent` of its length.
    #[must_use]
    pub fn at_pace(&self, percent: u16) -> Pattern {
        let mut pattern = self.clone();
        for phase in &mut pattern.phases {
            phase.length = phase.length * u32::from(percent) / 100;
        }
        pattern
    }

    /// Returns whether it asks for holding the breath.
    pub fn holds(&self) -> bool {
        self.phases.iter().any(|p| matches!(p.stage, Stage::HoldFull | Stage::HoldEmpty))
    }

    /// Returns the place at `spent` since the first breath began; `None` when unpaced.
    pub fn at(&self, spent: Duration) -> Option<Place> {
        let cycle = self.cycle();
        if cycle.is_zero() {
            return None;
        }
        let breath = u32::try_from(spent.as_nanos() / cycle.as_nanos()).unwrap_or(u32::MAX);
        let mut left = spent.saturating_sub(cycle * breath);
        let topped = self.phases.iter().any(|p| p.stage == Stage::TopUp);
        for &Phase { stage, length } in &self.phases {
            if left < length {
                let share = ease(left.as_secs_f64() / length.as_secs_f64());
                let top = if topped { BEFORE_TOP_UP } else { 1.0 };
                let fullness = match stage {
                    Stage::In => share * top,
                    Stage::TopUp => top + share * (1.0 - top),
                    Stage::HoldFull => 1.0,
                    Stage::Out => 1.0 - share,
                    Stage::HoldEmpty => 0.0,
                };
                let word = stage.word(topped);
                return Some(Place { breath, stage, word, spent: left, length, fullness });
            }
            left -= length;
        }
        None
    }
}

impl Stage {
    /// Returns the word to say; after a topped-up in-breath the way out is a long one.
    fn word(self, topped: bool) -> &'static str {
        match self {
            Stage::In => "in",
            Stage::TopUp => "little more",
            Stage::HoldFull | Stage::HoldEmpty => "hold",
            Stage::Out if topped => "long out",
            Stage::Out => "out",
        }
    }
}

/// Slow at both ends, as a breath is.
fn ease(share: f64) -> f64 {
    (1.0 - (share * std::f64::consts::PI).cos()) / 2.0
}
