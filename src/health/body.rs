//! Words for bodies and what is told of them: sides, muscles, how strong, what helped.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::answer::{Answer, answers};
use crate::document::tidy;

#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    Left,
    Right,
}

impl Side {
    pub fn word(self) -> &'static str {
        match self {
            Side::Left => "left",
            Side::Right => "right",
        }
    }

    #[must_use]
    pub fn other(self) -> Side {
        match self {
            Side::Left => Side::Right,
            Side::Right => Side::Left,
        }
    }
}

/// How strong something was, from 0 for nothing to 10 for as bad as it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Severity(u8);

impl Severity {
    pub const TOP: Severity = Severity(10);

    pub fn new(number: u8) -> Option<Severity> {
        (number <= Severity::TOP.0).then_some(Severity(number))
    }

    pub fn get(self) -> u8 {
        self.0
    }
}

answers! {
    Leg:
    Left = "left", "left";
    Right = "right", "right";
    Both = "both", "both";
}

impl Leg {
    /// The side of the body; `None` for both.
    pub fn side(self) -> Option<Side> {
        match self {
            Leg::Left => Some(Side::Left),
            Leg::Right => Some(Side::Right),
            Leg::Both => None,
        }
    }
}

answers! {
    Muscle:
    Calf = "calf", "calf";
    Foot = "foot", "foot";
    FrontOfThigh = "front-of-thigh", "front of thigh";
    BackOfThigh = "back-of-thigh", "back of thigh";
    Other = "other", "other";
}

answers! {
    /// What the person was doing when the cramp came.
    State:
    Asleep = "asleep", "asleep";
    FallingAsleep = "falling-asleep", "falling asleep";
    Awake = "awake", "awake";
}

answers! {
    /// What the day before was like, in ways that some people connect with cramps.
    Day:
    Hard = "hard", "hard or long activity";
    New = "new", "new kind of activity";
    Sitting = "sitting", "long sitting";
    Caffeine = "caffeine", "caffeine after 14:00";
    Alcohol = "alcohol", "alcohol";
    Warm = "warm", "warm day";
    Medicine = "medicine", "medicine new or changed";
}

answers! {
    KnownRelief:
    ToesToShin = "toes-to-shin", "toes to shin";
    Stood = "stood", "stood on it";
    Rubbed = "rubbed", "rubbed it";
    Walked = "walked", "walked";
    Heat = "heat", "warmth";
    Cold = "cold", "cold";
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relief {
    Known(KnownRelief),
    Words(String),
}

impl Relief {
    /// A known way if the text names one, or else the person's own words.
    pub fn meant(text: &str) -> Relief {
        KnownRelief::meant(text).map_or_else(|| Relief::from_word(text.trim().to_owned()), Relief::Known)
    }

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
