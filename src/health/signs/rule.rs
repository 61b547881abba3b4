//! What a rule of the evidence is, and how urgent.

use super::case::Case;
use super::sign::Sign;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Emergency,
    RightAway,
    Visit,
    Mention,
}

impl Level {
    pub fn label(self) -> &'static str {
        match self {
            Level::Emergency => "emergency",
            Level::RightAway => "help today",
            Level::Visit => "book a visit",
            Level::Mention => "good to mention",
        }
    }

    pub fn is_urgent(self) -> bool {
        matches!(self, Level::Emergency | Level::RightAway)
    }
}

#[derive(Debug)]
pub struct Rule {
    /// Its number in the evidence: RF1 to RF19, with a letter where one number stands for several signs.
    pub id: &'static str,
    pub level: Level,
    pub when: &'static str,
    /// The signs of which one tick is enough.
    pub signs: &'static [Sign],
    /// What in the logged nights is enough, in words.
    pub(super) nights: fn(&Case<'_>) -> Option<String>,
    pub wording: &'static str,
    pub basis: &'static str,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Rule) -> bool {
        self.id == other.id
    }
}

impl Rule {
    pub(crate) fn is_of_a_newer_version(&self) -> bool {
        self.id == NEWER
    }

    /// Whether this sign is enough; being sore counts from the second time on.
    pub(super) fn is_decided_by(&self, sign: Option<Sign>) -> bool {
        match sign {
            None => self.is_of_a_newer_version(),
            Some(Sign::SoreOverADay) => false,
            Some(sign) => self.signs.contains(&sign),
        }
    }
}

/// The rule for signs that only a newer winddown knows: they may be urgent.
pub(super) const NEWER: &str = "newer";
