//! Routines: a list of steps, valid by construction.
//!
//! A [`Routine`] is what a person wrote in TOML, after every mistake has been ruled out. [`read`] makes it,
//! [`Plan::of`](crate::routine::plan::Plan::of) lays it flat, and nothing in between has to check anything again.

use std::time::Duration;

use crate::figure::Figure;
use crate::health::body::Side;
use crate::routine::breath::Pattern;

pub(crate) mod breath;
pub(crate) mod cramp;
pub(crate) mod gate;
pub(crate) mod library;
pub(crate) mod plan;
pub(crate) mod read;
pub(crate) mod segment;
mod shipped;
pub(crate) mod suit;
pub(crate) mod wording;

/// A list of things to do of an evening, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Routine {
    /// What people call it.
    pub name: String,
    /// One sentence about it; may be empty.
    pub about: String,
    /// What to do, in order: 1 to 200 steps.
    pub steps: Vec<Step>,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What people call it.
    pub name: String,
    /// The words that guide it.
    pub guide: Guide,
    /// What shows it.
    pub figure: Option<Figure>,
    /// What is done, and how much of it.
    pub work: Work,
    /// Time to get into position before it begins; `None` takes the person's own setting.
    pub ready: Option<Duration>,
    /// Time to change sides; `None` takes the person's own setting.
    pub change: Option<Duration>,
    /// The move it is a step of; `None` for a step of one's own, breathing and checks.
    pub of: Option<String>,
    /// How one is placed in it, if that is known.
    pub posture: Option<Posture>,
    /// Whether it rubs a leg: then a question about a swollen calf comes before it.
    pub massage: bool,
    /// Whether it warms or cools the skin, which numb feet must not be.
    pub heat_or_cold: bool,
    /// What it says instead to some people.
    pub instead: Instead,
}

impl Step {
    /// Returns whether it is done standing; a step that does not say counts as not.
    pub fn is_standing(&self) -> bool {
        self.posture == Some(Posture::Standing)
    }

    /// Returns whether it strains a leg that was operated on or hurt: a stretch, an exercise, standing or rubbing.
    pub fn strains(&self) -> bool {
        let moves = match self.work {
            Work::Hold { .. } | Work::Reps { .. } => !self.heat_or_cold,
            Work::Breathe { .. } | Work::Check { .. } | Work::Wait { .. } => false,
        };
        moves || self.massage || self.is_standing()
    }
}

/// How one is placed during a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posture {
    /// On one's feet.
    Standing,
    /// On a chair, a bed or the floor.
    Sitting,
    /// In bed or on the floor.
    Lying,
}

/// What a step says instead to those whom its own words do not suit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Instead {
    /// In pregnancy: nothing on the back or on the front.
    pub pregnancy: Option<Box<Variation>>,
    /// With poor balance: nothing on one's feet.
    pub balance: Option<Box<Variation>>,
    /// With a limit to what one drinks: nothing to drink.
    pub fluid_limit: Option<Box<Variation>>,
}

impl Instead {
    /// Returns all changes that are there.
    pub fn changes_mut(&mut self) -> impl Iterator<Item = &mut Variation> {
        let all = [&mut self.pregnancy, &mut self.balance, &mut self.fluid_limit];
        all.into_iter().flatten().map(AsMut::as_mut)
    }
}

/// Other words for a step; what is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Variation {
    /// How to get into position.
    pub setup: Option<Vec<String>>,
    /// What to do and feel.
    pub cues: Option<Vec<String>>,
    /// How to come out of it.
    pub end: Option<String>,
    /// When to take care.
    pub caution: Option<String>,
    /// How one is placed then.
    pub posture: Option<Posture>,
}

/// The words that guide a movement. `{side}` in any of them becomes "left" or "right".
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Guide {
    /// How to get into position, a line at a time.
    pub setup: Vec<String>,
    /// What to do and feel during the work, a line at a time.
    pub cues: Vec<String>,
    /// How to come out of it.
    pub end: Option<String>,
    /// How to breathe meanwhile.
    pub breath: Option<String>,
    /// What it should feel like.
    pub feel: Option<String>,
    /// Common faults.
    pub avoid: Option<String>,
    /// When to take care or leave it out; shown as the step begins.
    pub caution: Option<String>,
    /// Who should leave it out, in a few words, for the cramp screen; no file gives it.
    pub not_if: Option<String>,
    /// Where this advice comes from.
    pub source: Option<String>,
}

/// What a step asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Work {
    /// Holding still.
    Hold {
        /// Length of one hold, over zero and at most an hour.
        length: Duration,
        /// How often, and on which sides.
        sets: Sets,
    },
    /// Moving at a steady pace.
    Reps {
        /// Repetitions in one direction, 1 to 1,000.
        count: u16,
        /// Length of one repetition.
        pace: Duration,
        /// Words for the parts of one repetition, evenly spaced; empty for none.
        beats: Vec<String>,
        /// Said half-way, when the same number follows the other way round; `None` goes one way only.
        turn: Option<String>,
        /// How often, and on which sides.
        sets: Sets,
    },
    /// Breathing to a pattern.
    Breathe {
        /// The pattern to follow.
        pattern: Pattern,
        /// How long.
        amount: Amount,
    },
    /// A question or a list to go through.
    Check {
        /// Which one.
        check: Check,
        /// About how long it takes, for the total; it is never timed.
        estimate: Duration,
    },
    /// Something done in one's own time, until Enter.
    Wait {
        /// About how long it takes, for the total; it is never timed.
        estimate: Duration,
    },
}

/// How often a movement is done and on which sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Sets {
    /// Sets a side, 1 to 50.
    pub count: u8,
    /// Which sides.
    pub sides: Sides,
    /// Rest between two sets of the same side.
    pub rest: Duration,
    /// What a side is a side of.
    pub limb: Limb,
}

/// Which sides a movement is done on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sides {
    /// Both together.
    Both,
    /// All sets on one side, a change, all sets on the other.
    Each,
    /// One set on one side, one on the other, in turn.
    Alternate,
    /// One side only.
    Only(Side),
}

/// What a side is a side of, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limb {
    /// "left leg".
    Leg,
    /// "left foot".
    Foot,
}

impl Limb {
    /// Returns the limb as a word.
    pub fn word(self) -> &'static str {
        match self {
            Limb::Leg => "leg",
            Limb::Foot => "foot",
        }
    }
}

/// How much breathing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// A number of whole breaths.
    Breaths(u16),
    /// Unpaced, for this long.
    Free(Duration),
}

/// A question or a list that a step goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// The hydration check.
    Water,
    /// The bedroom checklist.
    Bedroom,
}
