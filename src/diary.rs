//! The diary: nights, with the routine of the evening before and the cramps that followed.
//!
//! [`Diary::of`] joins what the journal holds, night by night. A night that nobody told of is unknown, never a night
//! without a cramp. A cramp told of on its own makes a cramp night, whatever the answer for the night says. Nights to
//! come, written under a clock that was wrong, are kept in the list of entries, so that they can be taken back, and
//! count for nothing else.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use crate::cramp;
use crate::journal::{BeforeNote, CrampNote, Day, Entry, NightNote, SessionNote, What};
use crate::signs::{self, Case, Facts, Finding, Sign};

mod aloud;
mod calendar;
mod list;
mod said;
mod trends;
mod trial;

pub use aloud::NOTHING;
pub use calendar::{Cell, Week, bars, highest};
pub use list::Told;
pub use said::Row;
pub use trends::{Compared, Sum, Trends};
pub use trial::TRIAL;

/// Everything told of nights up to now.
#[derive(Clone, Debug, PartialEq)]
pub struct Diary {
    /// The night that is now.
    tonight: Date,
    nights: BTreeMap<Date, Night>,
    before: Option<(String, BeforeNote)>,
    /// Entries of a newer winddown.
    newer: u64,
}

/// One night.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Night {
    /// How much of a routine was done in the evening.
    pub routine: Done,
    /// How the night was, with the entry's id; `None` if nobody said.
    pub told: Option<(String, NightNote)>,
    /// Its cramps in order of time, with their entries' ids.
    pub cramps: Vec<(String, CrampNote)>,
}

/// How much of a routine was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Done {
    /// Nothing that is known of.
    #[default]
    Not,
    /// A part: at least a minute of it.
    Part,
    /// All of it, to its end.
    Whole,
}

/// The least work that counts as a part of a routine, in seconds; our choice.
const LEAST_PART: u32 = 60;
/// The last nights whose urgent ticks still speak of today; our choice.
const URGENT_NIGHTS: i32 = 2;
/// The last nights whose other ticks still count; our choice.
const OTHER_NIGHTS: i32 = 14;

impl Diary {
    /// Returns the diary that these entries make, given in order of time and in their last telling.
    pub fn of(entries: Vec<Entry>, tonight: Date) -> Diary {
        let mut diary = Diary { tonight, nights: BTreeMap::new(), before: None, newer: 0 };
        for entry in entries {
            diary.add(entry);
        }
        diary
    }

    /// Adds what was told last.
    pub fn add(&mut self, Entry { id, night, what, .. }: Entry) {
        match what {
            What::Session(note) => {
                let night = self.nights.entry(night).or_default();
                night.routine = night.routine.max(done(&note));
            }
            What::Cramp(note) => {
                let cramps = &mut self.nights.entry(night).or_default().cramps;
                cramps.retain(|(_, old)| old.cramp != note.cramp);
                cramps.push((id, note));
                cramps.sort_by(|(_, a), (_, b)| a.began.cmp(&b.began));
            }
            What::Night(note) => self.nights.entry(night).or_default().told = Some((id, note)),
            What::Before(note) => self.before = Some((id, note)),
            What::Other { .. } => self.newer += 1,
            What::Water(_) | What::Excused | What::Void { .. } => {}
        }
    }

    /// Returns what to say of entries that only a newer winddown understands.
    pub fn newer(&self) -> Option<String> {
        let (entries, are) = match self.newer {
            0 => return None,
            1 => ("entry was", "is"),
            _ => ("entries were", "are"),
        };
        Some(format!("{} {entries} written by a newer winddown and {are} not counted here.", self.newer))
    }

    /// Returns the night that is now.
    pub fn tonight(&self) -> Date {
        self.tonight
    }

    /// Returns what is known of a night.
    pub fn night(&self, night: Date) -> Option<&Night> {
        self.nights.get(&night)
    }

    /// Returns how nights were before the routine, as recalled.
    pub fn before(&self) -> Option<&BeforeNote> {
        self.before.as_ref().map(|(_, note)| note)
    }

    /// Returns the nights up to now that something is known of, oldest first.
    pub fn known(&self) -> impl DoubleEndedIterator<Item = (Date, &Night)> {
        self.nights.range(..=self.tonight).map(|(date, night)| (*date, night))
    }

    /// Returns the nights up to now that were told of, oldest first.
    pub fn logged(&self) -> impl DoubleEndedIterator<Item = (Date, &Night)> {
        self.known().filter(|(_, night)| night.cramp().is_some())
    }

    /// Returns the warning signs that hold now, the most urgent first.
    pub fn findings(&self) -> Vec<Finding> {
        let facts: Vec<Facts> = self.known().filter_map(|(date, night)| night.facts(date)).collect();
        let (lately, before) = (self.since(OTHER_NIGHTS), self.since(URGENT_NIGHTS));
        let other = self.nights.range(lately..=self.tonight).flat_map(|(_, night)| night.signs());
        let urgent = self.nights.range(before..=self.tonight).flat_map(|(_, night)| night.signs());
        let signs: BTreeSet<Sign> =
            other.filter(|sign| !sign.is_urgent()).chain(urgent.filter(|sign| sign.is_urgent())).collect();
        let seconds = self.nights.range(before..=self.tonight).flat_map(|(_, night)| &night.cramps);
        signs::findings(&Case {
            signs,
            longest: seconds.filter_map(|(_, cramp)| cramp.seconds).max(),
            last: self.last_told(),
            nights: &facts,
            change: Trends::of(self).change(),
        })
    }

    /// Returns the first of the last `count` nights, tonight included.
    fn since(&self, count: i32) -> Date {
        self.tonight.checked_sub((count - 1).days()).unwrap_or(Date::MIN)
    }

    /// Tonight if it was told of already, or else the night before: what "the last nights" end with.
    fn last_told(&self) -> Date {
        let tonight = self.nights.get(&self.tonight).and_then(Night::cramp);
        if tonight.is_some() { self.tonight } else { self.tonight.yesterday().unwrap_or(self.tonight) }
    }
}

impl Night {
    /// Returns whether there was a cramp; `None` if nobody said.
    pub fn cramp(&self) -> Option<bool> {
        let told = self.note().map(|note| note.cramp);
        if self.cramps.is_empty() { told } else { Some(true) }
    }

    /// Returns how the night was; `None` if nobody said.
    pub fn note(&self) -> Option<&NightNote> {
        self.told.as_ref().map(|(_, note)| note)
    }

    /// Returns how many cramps there were; a cramp night without any told of on its own had one.
    pub fn count(&self) -> usize {
        self.cramps.len().max(usize::from(self.cramp() == Some(true)))
    }

    /// Returns whether the sleep was whole: no cramp, or none that disturbed it. `None` if nobody said.
    pub fn slept_through(&self) -> Option<bool> {
        if !self.cramp()? {
            return Some(true);
        }
        self.note().and_then(|note| note.disturbed).map(|much| much.get() == 0)
    }

    /// Returns what was told of the day before; `None` if it was not asked.
    pub fn day(&self) -> Option<&BTreeSet<Day>> {
        self.note().and_then(|note| note.day.as_ref())
    }

    /// Returns the medicine that was new or changed, if one was named.
    pub fn medicine(&self) -> Option<&str> {
        self.note().and_then(|note| note.medicine.as_deref())
    }

    /// Returns everything ticked for the night or one of its cramps.
    pub fn signs(&self) -> impl Iterator<Item = Sign> {
        let told = self.told.iter().flat_map(|(_, note)| &note.signs);
        told.chain(self.cramps.iter().flat_map(|(_, note)| &note.signs)).copied()
    }

    /// What the rules for warning signs ask of it; `None` if nothing was told.
    fn facts(&self, night: Date) -> Option<Facts> {
        let medicine =
            self.medicine().is_some() || self.day().is_some_and(|day| day.contains(&Day::Medicine));
        Some(Facts {
            night,
            cramp: self.cramp()?,
            worst: self.cramps.iter().filter_map(|(_, note)| note.severity).max(),
            disturbed: self.note().and_then(|note| note.disturbed),
            sore_over_a_day: self.signs().any(|sign| sign == Sign::SoreOverADay),
            medicine,
        })
    }
}

fn done(note: &SessionNote) -> Done {
    match note {
        // Easing a cramp that is there is not an evening's routine.
        _ if cramp::ROUTINES.contains(&note.routine.as_str()) => Done::Not,
        SessionNote { finished: true, .. } => Done::Whole,
        _ if note.seconds >= LEAST_PART => Done::Part,
        _ => Done::Not,
    }
}

#[cfg(test)]
mod tests;
