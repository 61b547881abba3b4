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
    /// Those that come next in the same part, each with its moment.
    later: Vec<(Duration, Animation)>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// When it begins, from the start of the part or of its repetition.
    pub begins: Duration,
    pub drawing: Drawing,
    pub say: Option<String>,
}

impl Frame {
    /// Whether the two cannot be told apart in some theme.
    fn looks_like(&self, other: &Frame) -> bool {
        self.say == other.say && self.drawing.looks_like(&other.drawing)
    }
}

/// What moves an animation on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pace {
    Once,
    Cycle(Duration),
    /// The same, but it is looked at only when the count of seconds changes.
    CountedCycle(Duration),
    Breath,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Going from set-up to hold, once.
    Enter,
    /// Holding still with a slight breath, or what repeats meanwhile.
    Work,
    /// Repetitions of this length; `back` circles the other way round.
    Repeat {
        pace: Duration,
        back: bool,
    },
    /// Easing off, and back into the hold.
    Rest,
    /// Coming out of the hold of one side, and into that of the other.
    Change {
        /// The side that was worked.
        from: Option<Side>,
    },
    Breathe,
    Wait,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnimationSpec {
    pub act: Act,
    /// How long the part is meant to last.
    pub length: Duration,
    pub side: Option<Side>,
    pub room: CanvasSize,
    /// Whether there is room for what the poses say, too.
    pub says: bool,
    /// Whether drawings may move.
    pub moves: bool,
}

impl Animation {
    pub fn of(scene: &FigureScene, spec: &AnimationSpec) -> Animation {
        builder::build(scene, spec)
    }

    /// Figures one after the other, each for so long: on the way to its hold, or at work if it has no way there. Then all
    /// is still. `None` without any.
    pub fn preview(scenes: &[&FigureScene], spec: &AnimationSpec) -> Option<Animation> {
        let of = |scene: &FigureScene, act| Animation::of(scene, &AnimationSpec { act, ..*spec });
        let shown =
            |scene: &&FigureScene| of(scene, if scene.poses.is_empty() { Act::Work } else { Act::Enter });
        let (first, last) = (scenes.first().map(shown)?, scenes.last()?);
        let still = last.poses.is_empty().then(|| of(last, Act::Wait));
        let later = scenes.iter().skip(1).map(shown).chain(still).zip(1..);
        Some(Animation { later: later.map(|(next, nth)| (spec.length * nth, next)).collect(), ..first })
    }

    pub fn first(scene: &FigureScene, spec: &AnimationSpec) -> Option<Frame> {
        builder::first(scene, spec)
    }

    pub fn at(&self, spent: Duration) -> Option<&Frame> {
        if let Some((begins, later)) = self.later.iter().rev().find(|(begins, _)| *begins <= spent) {
            return later.at(spent.saturating_sub(*begins));
        }
        let spent = self.within(spent);
        // Before the first frame of a repetition the last one of the repetition before still stands.
        self.frames.iter().rev().find(|frame| frame.begins <= spent).or(self.frames.last())
    }

    /// How long after `spent` another frame is there; `None` if none comes by itself.
    pub fn next(&self, spent: Duration) -> Option<Duration> {
        let after = self.later.iter().find(|(begins, _)| *begins > spent);
        let after = after.map(|(begins, _)| begins.saturating_sub(spent));
        let own = match self.later.iter().rev().find(|(begins, _)| *begins <= spent) {
            Some((begins, later)) => later.next(spent.saturating_sub(*begins)),
            None => self.own_next(spent),
        };
        let next = own.into_iter().chain(after).min()?;
        let shown = |spent| self.at(spent).map(|frame| (&frame.drawing, &frame.say));
        if after == Some(next) && shown(spent) == shown(spent + next) {
            // It begins as the one before it ends.
            return Some(next + self.next(spent + next)?);
        }
        Some(next)
    }

    fn own_next(&self, spent: Duration) -> Option<Duration> {
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

    /// The frame for lungs full to `size` of `sizes`.
    pub fn at_breath(&self, size: u16, sizes: u16) -> Option<&Frame> {
        let last = self.frames.len().checked_sub(1)?;
        let at = usize::from(size) * last / usize::from(sizes.saturating_sub(1)).max(1);
        self.frames.get(at.min(last))
    }

    /// Whether it is looked at only when the count of seconds changes.
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
