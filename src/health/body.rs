//! Words for bodies and what is told of them: sides, muscles, how strong, what helped.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::answer::{Answer, answers};
use crate::document::tidy;

/// Left or right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The left one.
    Left,
    /// The right one.
    Right,
}

impl Side {
    /// Returns the side as a word.
    pub fn word(self) -> &'static str {
        match self {
            Side::Left => "left",
            Side::Right => "right",
        }
    }

    /// Returns the other side.
    #[must_use]
    pub fn other(self) -> Side {
        match self {
            Side::Left => Side::Right,
            Side::Right => Side::Left,
        }
    }
}

/// How much of something there was: 0 none, 10 as much as can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Severity(u8);

impl Severity {
    /// The top of it.
    pub const TOP: Severity = Severity(10);

    /// Returns the number on the scale; `None` for one above it.
    pub fn new(number: u8) -> Option<Severity> {
        (number <= Severity::TOP.0).then_some(Severity(number))
    }

    /// Returns the number: 0 to 10.
    pub fn get(self) -> u8 {
        self.0
    }
}

answers! {
    /// Which leg a cramp was in.
    Leg:
    /// The left one.
    Left = "left", "left";
    /// The right one.
    Right = "right", "right";
    /// Both at once.
    Both = "both", "both";
}

impl Leg {
    /// Returns the side of the body; `None` for both.
    pub fn side(self) -> Option<Side> {
        match self {
            Leg::Left => Some(Side::Left),
            Leg::Right => Some(Side::Right),
            Leg::Both => None,
        }
    }
}

answers! {
    /// Which muscle cramped.
    Muscle:
    /// The calf.
    Calf = "calf", "calf";
    /// The foot or its arch.
    Foot = "foot", "foot";
    /// The front of the thigh.
    FrontOfThigh = "front-of-thigh", "front of thigh";
    /// The back of the thigh.
    BackOfThigh = "back-of-thigh", "back of thigh";
    /// Another one.
    Other = "other", "other";
}

answers! {
    /// What a cramp broke into.
    State:
    /// Sleep.
    Asleep = "asleep", "asleep";
    /// Falling asleep.
    FallingAsleep = "falling-asleep", "falling asleep";
    /// Lying or being awake.
    Awake = "awake", "awake";
}

answers! {
    /// Something about the day before a night that some people connect with cramps.
    Day:
    /// Hard or long use of the legs.
    Hard = "hard", "hard or long activity";
    /// Something the legs are not used to.
    New = "new", "new kind of activity";
    /// Long sitting.
    Sitting = "sitting", "long sitting";
    /// Coffee, tea or cola after two in the afternoon.
    Caffeine = "caffeine", "caffeine after 14:00";
    /// Alcohol.
    Alcohol = "alcohol", "alcohol";
    /// A warm day.
    Warm = "warm", "warm day";
    /// A medicine that was started or changed.
    Medicine = "medicine", "medicine new or changed";
}

answers! {
    /// A known way to ease a cramp.
    KnownRelief:
    /// Toes pulled toward the shin.
    ToesToShin = "toes-to-shin", "toes to shin";
    /// Standing on the leg.
    Stood = "stood", "stood on it";
    /// Rubbing the muscle.
    Rubbed = "rubbed", "rubbed it";
    /// Walking.
    Walked = "walked", "walked";
    /// Warmth.
    Heat = "heat", "warmth";
    /// Cold.
    Cold = "cold", "cold";
}

/// What helped with a cramp.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relief {
    /// One of the known ways.
    Known(KnownRelief),
    /// Something else, in the person's words.
    Words(String),
}

impl Relief {
    /// Returns what a person means: a known way by its word or by what they read, or their own words.
    pub fn meant(text: &str) -> Relief {
        KnownRelief::meant(text).map_or_else(|| Relief::from_word(text.trim().to_owned()), Relief::Known)
    }

    /// Returns what people read.
    pub fn label(&self) -> &str {
        match self {
            Relief::Known(known) => known.label(),
            Relief::Words(words) => words,
        }
    }

    fn from_word(mut word: String) -> Relief {
        if let Some(known) = KnownRelief::from_id(&word) {
            return Relief::Known(known);
        }
        tidy(&mut word);
        Relief::Words(word)
    }
}

impl Serialize for Relief {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Relief::Known(known) => known.serialize(to),
            Relief::Words(words) => to.serialize_str(words),
        }
    }
}

impl<'de> Deserialize<'de> for Relief {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Relief, D::Error> {
        String::deserialize(from).map(Relief::from_word)
    }
}
