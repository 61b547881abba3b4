//! The diary: nights, with the routine of the evening before and the cramps that followed.
//!
//! [`Diary::of`] joins what the journal holds, night by night. A night that nobody told of is unknown, never a night
//! without a cramp. A cramp told of on its own makes a cramp night, whatever the answer for the night says. Nights to
//! come, written under a clock that was wrong, are kept in the list of entries, so that they can be taken back, and
//! count for nothing else.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::health::body::Day;
use crate::health::signs::{
    self, A_MONTH, Case, FORTNIGHT, Finding, KnownFacts, Lasts, Sign, ToldSign, days,
};
use crate::routine::cramp;
use crate::store::journal::{
    BeforeNote, CrampNote, Entry, EventKind, ExcusedNote, NightNote, OVER_TEN_MINUTES, OpenSign, SessionNote,
    ThoughtsNote, is_same, keep_last, open_signs,
};

mod aloud;
mod calendar;
pub(crate) mod history;
mod list;
mod report;
mod said;
mod trends;
mod trial;

pub(crate) use aloud::NOTHING;
pub use calendar::bars;
pub(crate) use calendar::highest;
pub(crate) use calendar::{NightCell, Week};
pub(crate) use list::DiaryEntry;
pub use report::QUESTIONS;
pub(crate) use report::{Count, Report, ReportBar, ReportBlock, ReportPerson, ReportSection};
pub(crate) use trends::Compared;
pub use trends::Trends;
pub use trial::TRIAL;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diary {
    tonight: Date,
    nights: BTreeMap<Date, Night>,
    before: Option<(String, BeforeNote)>,
    /// Entries with warning signs, or that say these were checked.
    signs: Vec<Entry>,
    conditions: Vec<&'static str>,
    /// What was parked before a night, with the entry's id.
    parked: BTreeMap<Date, (String, ThoughtsNote)>,
    /// The last day of an earlier entry.
    told_before: Option<Date>,
    newer: u64,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Night {
    pub(crate) routine: Done,
    /// What excuses it; what was done counts all the same.
    excused: Option<ExcusedNote>,
    /// How the night was, with the entry's id.
    pub told: Option<(String, NightNote)>,
    /// Its cramps in order, with their entries' ids.
    pub cramps: Vec<(String, CrampNote)>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Done {
    #[default]
    Not,
    /// A part: at least a minute of it.
    Part,
    Whole,
}

/// Seconds of work that count as a part of a routine; our choice.
const LEAST_PART: u32 = 60;
/// Nights for which a cramp may still be there, if nobody said that it eased; our choice.
const MAY_LAST: i32 = 2;

impl Diary {
    /// Builds the diary from entries in order of time, each in its last version.
    pub fn of(entries: Vec<Entry>, tonight: Date) -> Diary {
        let mut diary = Diary { tonight, ..Diary::default() };
        for entry in entries {
            let tells = matches!(entry.what, EventKind::Cramp(_) | EventKind::Night(_) | EventKind::Signs(_));
            diary.told_before = diary.told_before.max(tells.then(|| entry.at.date()));
            diary.put(entry);
        }
        keep_last(&mut diary.signs);
        diary
    }

    /// Adds illnesses and pregnancy (RF15).
    #[must_use]
    pub fn with_conditions(mut self, conditions: Vec<&'static str>) -> Diary {
        self.conditions = conditions;
        self
    }

    pub fn add(&mut self, entry: Entry) {
        self.signs.retain(|old| !is_same(old, &entry));
        self.put(entry);
    }

    fn put(&mut self, entry: Entry) {
        if matches!(
            entry.what,
            EventKind::Cramp(_) | EventKind::Night(_) | EventKind::Signs(_) | EventKind::Checked(_)
        ) {
            self.signs.push(entry.clone());
        }
        let Entry { id, night, what, .. } = entry;
        match what {
            EventKind::Session(note) => {
                let night = self.nights.entry(night).or_default();
                night.routine = night.routine.max(done(&note));
            }
            EventKind::Cramp(note) => {
                let cramps = &mut self.nights.entry(night).or_default().cramps;
                cramps.retain(|(_, old)| old.cramp != note.cramp);
                cramps.push((id, note));
                cramps.sort_by(|(_, a), (_, b)| a.began.cmp(&b.began));
            }
            EventKind::Night(note) => self.nights.entry(night).or_default().told = Some((id, note)),
            EventKind::Excused(note) => self.nights.entry(night).or_default().excused = Some(note),
            EventKind::Before(note) => self.before = Some((id, note)),
            EventKind::Thoughts(note) => drop(self.parked.insert(night, (id, note))),
            EventKind::Other { .. } => self.newer += 1,
            _ => {}
        }
    }

    pub fn newer(&self) -> Option<String> {
        let (entries, are) = match self.newer {
            0 => return None,
            1 => ("entry was", "is"),
            _ => ("entries were", "are"),
        };
        Some(format!("{} {entries} written by a newer winddown and {are} not counted here.", self.newer))
    }

    pub(crate) fn tonight(&self) -> Date {
        self.tonight
    }

    pub(crate) fn night(&self, night: Date) -> Option<&Night> {
        self.nights.get(&night)
    }

    /// The lines that were parked before a night.
    pub(crate) fn parked(&self, night: Date) -> &[String] {
        self.parked.get(&night).map_or(&[], |(_, note)| &note.lines)
    }

    pub fn before(&self) -> Option<&BeforeNote> {
        self.before.as_ref().map(|(_, note)| note)
    }

    /// The nights that something is known of, and those before which something was parked.
    pub(crate) fn nights_or_parked(&self) -> impl Iterator<Item = (Date, Cow<'_, Night>)> {
        let parked = self.parked.iter().filter(|(_, (_, note))| !note.lines.is_empty()).map(|(date, _)| date);
        let dates: BTreeSet<Date> =
            self.nights.keys().chain(parked).filter(|date| **date <= self.tonight).copied().collect();
        dates.into_iter().map(|date| {
            let night = self.nights.get(&date).map_or_else(|| Cow::Owned(Night::default()), Cow::Borrowed);
            (date, night)
        })
    }

    pub fn known(&self) -> impl DoubleEndedIterator<Item = (Date, &Night)> + Clone {
        self.nights.range(..=self.tonight).map(|(date, night)| (*date, night))
    }

    /// The nights of a time that something is known of.
    fn between(&self, from: Date, to: Date) -> impl Iterator<Item = &Night> {
        self.nights.range(from..).take_while(move |(date, _)| **date <= to).map(|(_, night)| night)
    }

    /// The nights up to now with a word about cramps, oldest first.
    pub(crate) fn logged(&self) -> impl DoubleEndedIterator<Item = (Date, &Night)> {
        self.known().filter(|(_, night)| night.cramp().is_some())
    }

    pub fn open_signs(&self) -> Vec<OpenSign> {
        open_signs(self.signs.iter())
    }

    pub fn findings(&self) -> Vec<Finding> {
        self.weigh(|_| true)
    }

    pub fn urgent(&self) -> Vec<Finding> {
        let mut findings = self.findings();
        findings.retain(|finding| finding.rule.level.is_urgent());
        findings
    }

    /// The findings to show before something is saved: a standing sign only if it is new or was last shown a month ago.
    pub fn news(&self) -> Vec<Finding> {
        let before = self.told_before;
        let is_news = |told: Option<Date>| {
            let month = |day: Date| {
                told.map_or_else(|| days(Date::ZERO, day), |told| days(told, day)).div_euclid(A_MONTH)
            };
            let is_new = told.is_some_and(|told| before.is_none_or(|before| told > before));
            is_new || before.is_none_or(|before| month(before) < month(self.tonight))
        };
        self.weigh(is_news)
    }

    /// The rules that hold; `is_news` decides which standing signs count, by the day of their entry.
    fn weigh(&self, is_news: impl Fn(Option<Date>) -> bool) -> Vec<Finding> {
        let facts: Vec<KnownFacts> = self.known().filter_map(|(date, night)| night.facts(date)).collect();
        let mut told: Vec<ToldSign> = Vec::new();
        let mut longest: Option<(u32, Date)> = None;
        for open in self.open_signs() {
            let is_lately = self.is_lately(open.night, open.told, FORTNIGHT);
            let counts = match open.known().map(Sign::lasts) {
                None | Some(Lasts::UntilChecked) => true,
                Some(Lasts::UntilTakenBack) => is_news(Some(open.told)),
                Some(Lasts::AFortnight) => is_lately,
            };
            if open.known() == Some(Sign::NotEasing) && !self.may_last(&open) {
                longest = longest.max(Some((OVER_TEN_MINUTES, open.night)).filter(|_| is_lately));
            } else if counts {
                told.push(open.told(self.tonight));
            }
        }
        for entry in &self.signs {
            if let EventKind::Cramp(note) = &entry.what
                && !note.may_last()
                && self.is_lately(entry.night, entry.at.date(), FORTNIGHT)
            {
                longest = longest.max(note.seconds.map(|seconds| (seconds, entry.night)));
            }
        }
        let conditions = if is_news(None) { self.conditions.clone() } else { Vec::new() };
        signs::findings(&Case {
            told,
            lasting: None,
            longest,
            last: self.last_told(),
            nights: &facts,
            change: Trends::of(self).change(),
            conditions,
        })
    }

    /// The signs that hold back every routine until they are checked.
    pub fn holding(&self) -> Vec<OpenSign> {
        let holds =
            |open: &OpenSign| open.holds() || (open.known() == Some(Sign::NotEasing) && self.may_last(open));
        self.open_signs().into_iter().filter(holds).collect()
    }

    fn may_last(&self, open: &OpenSign) -> bool {
        (0..MAY_LAST).contains(&days(open.night, self.tonight))
    }

    /// Whether a past night, or the day of its entry, is one of the last `count`.
    fn is_lately(&self, night: Date, told: Date, count: i32) -> bool {
        night <= self.tonight && days(night.max(told), self.tonight) < count
    }

    /// The night with which "the last nights" end: tonight if it was logged already, or else the one before.
    fn last_told(&self) -> Date {
        let tonight = self.nights.get(&self.tonight).and_then(Night::cramp);
        if tonight.is_some() { self.tonight } else { self.tonight.yesterday().unwrap_or(self.tonight) }
    }
}

impl Night {
    /// Whether it counts neither as a night with a routine nor as one without.
    pub(crate) fn is_excused(&self) -> bool {
        self.excuse().is_some()
    }

    /// What excuses it; `None` where a routine was done, which needs no excuse.
    fn excuse(&self) -> Option<&ExcusedNote> {
        self.excused.as_ref().filter(|_| self.routine == Done::Not)
    }

    pub fn cramp(&self) -> Option<bool> {
        let told = self.note().map(|note| note.cramp);
        if self.cramps.is_empty() { told } else { Some(true) }
    }

    pub fn note(&self) -> Option<&NightNote> {
        self.told.as_ref().map(|(_, note)| note)
    }

    /// How many cramps there were; a cramp night without details had one.
    pub(crate) fn count(&self) -> usize {
        self.cramps.len().max(usize::from(self.cramp() == Some(true)))
    }

    /// Whether no cramp disturbed the sleep, whatever else did.
    fn is_undisturbed(&self) -> Option<bool> {
        if !self.cramp()? {
            return Some(true);
        }
        self.note().and_then(|note| note.disturbed).map(|much| much.get() == 0)
    }

    pub fn day(&self) -> Option<&BTreeSet<Day>> {
        self.note().and_then(|note| note.day.as_ref())
    }

    pub fn medicine(&self) -> Option<&str> {
        self.note().and_then(|note| note.medicine.as_deref())
    }

    pub fn signs(&self) -> impl Iterator<Item = Sign> {
        let told = self.told.iter().flat_map(|(_, note)| note.signs.iter());
        told.chain(self.cramps.iter().flat_map(|(_, note)| note.signs.iter()))
    }

    fn facts(&self, night: Date) -> Option<KnownFacts> {
        let medicine =
            self.medicine().is_some() || self.day().is_some_and(|day| day.contains(&Day::Medicine));
        Some(KnownFacts {
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
    // Easing a cramp that is there is not an evening's routine.
    if cramp::ROUTINES.contains(&note.routine.as_str()) {
        Done::Not
    } else if note.is_whole() {
        Done::Whole
    } else if note.seconds >= LEAST_PART {
        Done::Part
    } else {
        Done::Not
    }
}

#[cfg(test)]
mod tests;
