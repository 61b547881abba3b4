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

#[derive(Clone, Debug, PartialEq)]
pub struct Routine {
    pub name: String,
    /// One sentence about it; may be empty.
    pub about: String,
    /// What to do, in order: 1 to 200 steps.
    pub steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub name: String,
    pub guide: Guide,
    pub figure: Option<Figure>,
    pub work: Work,
    /// `None` takes the person's own setting.
    pub ready: Option<Duration>,
    /// Whether it waits for a key until one is in place; `None` where it needs another place than the step before.
    pub waits: Option<bool>,
    /// `None` takes the person's own setting.
    pub change: Option<Duration>,
    /// The move it is a step of; `None` for a step of one's own, breathing and checks.
    pub of: Option<String>,
    pub posture: Option<Posture>,
    /// What to have at hand, such as "a wall".
    pub needs: Vec<String>,
    /// Whether it rubs a leg: then a question about a swollen calf comes before it.
    pub massage: bool,
    /// Whether it warms or cools the skin, which numb feet must not be.
    pub heat_or_cold: bool,
    pub instead: Instead,
}

impl Step {
    /// A step of these words and this work, and of nothing else.
    fn new(name: &str, guide: Guide, work: Work) -> Step {
        Step {
            name: name.to_owned(),
            guide,
            figure: None,
            work,
            ready: None,
            waits: None,
            change: None,
            of: None,
            posture: None,
            needs: Vec::new(),
            massage: false,
            heat_or_cold: false,
            instead: Instead::default(),
        }
    }

    /// Whether it says where or how it is done.
    fn has_place(&self) -> bool {
        self.posture.is_some() || !self.needs.is_empty()
    }

    /// Whether it needs another place or posture; one that says nothing is done where one is.
    fn is_elsewhere_than(&self, other: &Step) -> bool {
        self.has_place() && (self.posture != other.posture || self.needs != other.needs)
    }

    /// A step that does not say counts as not standing.
    pub fn is_standing(&self) -> bool {
        self.posture == Some(Posture::Standing)
    }

    /// Whether it strains a leg that was operated on or hurt: a stretch, an exercise, standing or rubbing.
    pub fn strains(&self) -> bool {
        let moves = match self.work {
            Work::Hold { .. } | Work::Reps { .. } => !self.heat_or_cold,
            Work::Breathe { .. } | Work::Check { .. } | Work::Wait { .. } => false,
        };
        moves || self.massage || self.is_standing()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posture {
    Standing,
    Sitting,
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
    pub fn changes_mut(&mut self) -> impl Iterator<Item = &mut Variation> {
        let all = [&mut self.pregnancy, &mut self.balance, &mut self.fluid_limit];
        all.into_iter().flatten().map(AsMut::as_mut)
    }
}

/// Other words for a step; what is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Variation {
    pub setup: Option<Vec<String>>,
    pub cues: Option<Vec<String>>,
    pub end: Option<String>,
    pub caution: Option<String>,
    pub posture: Option<Posture>,
}

/// What becomes "left" or "right" in the words of a movement.
const SIDE: &str = "{side}";

/// The words that guide a movement; `{side}` may stand in any of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Guide {
    pub setup: Vec<String>,
    /// The way into the stretch, said before each count, as what is counted is time in the stretch.
    pub into: Option<String>,
    pub cues: Vec<String>,
    pub end: Option<String>,
    pub breath: Option<String>,
    pub feel: Option<String>,
    pub avoid: Option<String>,
    /// When to take care or leave it out.
    pub caution: Option<String>,
    /// The same in at most twelve words, shown as the step begins.
    pub brief: Option<String>,
    /// Who should leave it out, in a few words, for the cramp screen; no file gives it.
    pub not_if: Option<String>,
    pub source: Option<String>,
}

/// The most words of a caution while one gets ready. Our choice.
pub(crate) const BRIEF: usize = 12;

impl Guide {
    /// The caution while one gets ready: in brief, or as much of it as is brief; `None` if its first sentence is long.
    pub(crate) fn short_caution(&self) -> Option<&str> {
        let caution = self.caution.as_deref()?;
        let first = caution.split_inclusive('.').next().unwrap_or(caution);
        let is_brief = |text: &&str| text.split_whitespace().count() <= BRIEF;
        self.brief.as_deref().or_else(|| [caution, first].into_iter().find(is_brief))
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Work {
    Hold {
        /// Length of one hold, over zero and at most an hour.
        length: Duration,
        sets: Sets,
    },
    Reps {
        /// Repetitions in one direction, 1 to 1,000.
        count: u16,
        pace: Duration,
        /// Words for the parts of one repetition, evenly spaced; empty for none.
        beats: Vec<String>,
        /// Said half-way, when the same number follows the other way round; `None` goes one way only.
        turn: Option<String>,
        sets: Sets,
    },
    Breathe {
        pattern: Pattern,
        amount: Amount,
    },
    Check {
        check: Check,
        /// About how long it takes, for the total; it is never timed.
        estimate: Duration,
    },
    Wait {
        /// About how long it takes, for the total; it is never timed.
        estimate: Duration,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub struct Sets {
    /// Sets a side, 1 to 50.
    pub count: u8,
    pub sides: Sides,
    pub rest: Duration,
    pub limb: Limb,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sides {
    Both,
    /// All sets on one side, a change, all sets on the other.
    Each,
    /// One set on one side, one on the other, in turn.
    Alternate,
    Only(Side),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limb {
    Leg,
    Foot,
}

impl Limb {
    pub fn word(self) -> &'static str {
        match self {
            Limb::Leg => "leg",
            Limb::Foot => "foot",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    Breaths(u16),
    /// Unpaced, for this long.
    Free(Duration),
}

/// A question or a list that a step goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    Water,
    Bedroom,
    /// What is on one's mind, parked until the morning.
    Tomorrow,
}
