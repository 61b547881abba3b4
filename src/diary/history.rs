//! The history: which evenings were done, month by month, and how often lately.
//!
//! An excused night counts neither way. Tonight counts once there is an evening, and a night before the first evening
//! never does: nobody is told of what they did not do.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Done, done};
use crate::store::journal::{Entry, EventKind, ExcusedNote, SessionNote};

mod said;

pub(crate) use said::{by_name, length, month_name, share, steps, told};

/// The evenings and excused nights of a journal.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct History {
    tonight: Date,
    evenings: BTreeMap<Date, Evening>,
}

/// What is known of a night.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Evening {
    /// In order of time.
    pub(crate) sessions: Vec<SessionNote>,
    /// What excuses it, with the entry's id; what was done counts all the same.
    excused: Option<(String, ExcusedNote)>,
}

/// What a night counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted {
    Whole,
    /// At least a minute of a routine.
    Part,
    Excused,
    /// A night that is over, without an evening.
    None,
    /// It does not count: tonight, a night to come, or one before the first evening.
    Open,
}

/// How many of the last evenings were done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Consistency {
    done: u32,
    /// Of so many.
    of: u32,
    /// So many more were excused.
    excused: u32,
}

/// A month, and what its nights count as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// The first of it.
    pub(crate) first: Date,
    /// From the first on.
    nights: Vec<Counted>,
}

/// How far ahead a night can be excused. Our choice.
pub(crate) const WEEKS_AHEAD: i32 = 6;

/// The last night that can be excused.
pub(crate) fn latest(tonight: Date) -> Date {
    tonight.saturating_add(WEEKS_AHEAD.weeks())
}

/// The nights that consistency looks back on.
const LATELY: i32 = 7;

impl History {
    /// Builds it from entries in order of time, each in its last version.
    pub(crate) fn of(entries: Vec<Entry>, tonight: Date) -> History {
        let mut history = History { tonight, ..History::default() };
        for Entry { id, night, what, .. } in entries {
            match what {
                EventKind::Session(note) => history.evenings.entry(night).or_default().sessions.push(note),
                EventKind::Excused(note) => {
                    history.evenings.entry(night).or_default().excused = Some((id, note));
                }
                EventKind::Water(_)
                | EventKind::Cramp(_)
                | EventKind::Night(_)
                | EventKind::Before(_)
                | EventKind::Signs(_)
                | EventKind::Checked(_)
                | EventKind::Thoughts(_)
                | EventKind::Void { .. }
                | EventKind::Other { .. } => {}
            }
        }
        history
    }

    pub(crate) fn tonight(&self) -> Date {
        self.tonight
    }

    pub(crate) fn evening(&self, night: Date) -> Option<&Evening> {
        self.evenings.get(&night)
    }

    /// The first night that anything is known of; tonight if that is none.
    pub(crate) fn first_known(&self) -> Date {
        self.evenings.keys().next().map_or(self.tonight, |first| *first.min(&self.tonight))
    }

    /// The last one of them, no later than a night can be excused; tonight if that is later.
    pub(crate) fn last_known(&self) -> Date {
        let until = self.evenings.range(..=latest(self.tonight));
        until.map(|(night, _)| *night).next_back().map_or(self.tonight, |last| last.max(self.tonight))
    }

    /// The nights from `since` on with an evening, or excused.
    pub(crate) fn evenings(&self, since: Date) -> impl Iterator<Item = (Date, &Evening)> + Clone {
        self.evenings.range(since..).map(|(night, evening)| (*night, evening))
    }

    fn first_evening(&self) -> Option<Date> {
        let mut evenings = self.evenings.iter();
        evenings.find(|(_, evening)| evening.done() > Done::Not).map(|(night, _)| *night)
    }

    pub(crate) fn counted(&self, night: Date) -> Counted {
        self.counted_since(night, self.first_evening())
    }

    fn counted_since(&self, night: Date, first: Option<Date>) -> Counted {
        let evening = self.evening(night);
        match evening.map_or(Done::Not, Evening::done) {
            Done::Whole => Counted::Whole,
            Done::Part => Counted::Part,
            Done::Not if evening.is_some_and(|evening| evening.excuse().is_some()) => Counted::Excused,
            Done::Not if night < self.tonight && first.is_some_and(|first| first < night) => Counted::None,
            Done::Not => Counted::Open,
        }
    }

    /// The last seven nights: with tonight only if there is something to count already.
    pub(crate) fn consistency(&self) -> Consistency {
        let first = self.first_evening();
        let counted = |night| self.counted_since(night, first);
        let last = match counted(self.tonight) {
            Counted::Open => self.tonight.yesterday().unwrap_or(self.tonight),
            _ => self.tonight,
        };
        let mut sum = Consistency::default();
        for ago in 0..LATELY {
            match counted(last.saturating_sub(ago.days())) {
                Counted::Whole | Counted::Part => (sum.done, sum.of) = (sum.done + 1, sum.of + 1),
                Counted::None => sum.of += 1,
                Counted::Excused => sum.excused += 1,
                Counted::Open => {}
            }
        }
        sum
    }

    /// The month that a day is in.
    pub(crate) fn month(&self, day: Date) -> Month {
        let (first, since) = (day.first_of_month(), self.first_evening());
        let nights = (0..i32::from(first.days_in_month()))
            .map(|day| self.counted_since(first.saturating_add(day.days()), since));
        Month { first, nights: nights.collect() }
    }

    /// The months from the one of `since` to the one of `until`.
    pub(crate) fn months(&self, since: Date, until: Date) -> Vec<Month> {
        let firsts = since.first_of_month().series(1.month());
        firsts.take_while(|first| *first <= until).map(|first| self.month(first)).collect()
    }
}

impl Evening {
    fn done(&self) -> Done {
        self.sessions.iter().map(done).max().unwrap_or_default()
    }

    /// Whether there is an evening, or a part of one, that needs no excuse.
    pub(crate) fn is_done(&self) -> bool {
        self.done() > Done::Not
    }

    /// What excuses it, with the entry's id; `None` where there is an evening that needs no excuse.
    pub(crate) fn excuse(&self) -> Option<&(String, ExcusedNote)> {
        self.excused.as_ref().filter(|_| !self.is_done())
    }
}

impl Counted {
    /// What tells them apart without colours, with the words for it.
    pub(crate) const LEGEND: &'static str = "● whole  ◐ part  x excused  · none";

    pub(crate) fn shape(self) -> char {
        match self {
            Counted::Whole => '●',
            Counted::Part => '◐',
            Counted::Excused => 'x',
            Counted::None => '·',
            Counted::Open => ' ',
        }
    }
}

impl Month {
    /// Its weeks from Monday on; `None` for the days of other months.
    pub(crate) fn weeks(&self) -> Vec<[Option<(Date, Counted)>; 7]> {
        let before = i32::from(self.first.weekday().to_monday_zero_offset());
        let count = i32::try_from(self.nights.len()).unwrap_or(0);
        let night = |at: i32| {
            let counted = self.nights.get(usize::try_from(at).ok()?)?;
            Some((self.first.saturating_add(at.days()), *counted))
        };
        let weeks = (0..(before + count + 6) / 7)
            .map(|week| [0, 1, 2, 3, 4, 5, 6].map(|day| night(7 * week + day - before)));
        weeks.collect()
    }

    /// Without what its nights before `since` count as.
    pub(crate) fn since(mut self, since: Date) -> Month {
        for (night, counted) in self.first.series(1.day()).zip(&mut self.nights) {
            if night < since {
                *counted = Counted::Open;
            }
        }
        self
    }

    fn count(&self, counted: Counted) -> u64 {
        self.nights.iter().filter(|night| **night == counted).count() as u64
    }
}

#[cfg(test)]
mod tests;
