//! Before and now: what a fortnight of nights adds up to, and what may honestly be said of the difference.
//!
//! The nights before are the first fourteen logged before the routine became regular, or a fortnight as the person
//! recalls it; the nights now are the last fourteen logged since. Both need ten logged nights, or nothing is compared
//! (E2). Regular means done on four evenings of seven, our choice.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use super::{Diary, Done, Night};
use crate::health::answer::Answer;
use crate::health::body::{Day, Relief};
use crate::health::signs::{Change, Fortnight};
use crate::store::journal::{BeforeNote, CrampNote, FORTNIGHT};

#[derive(Clone, Debug, PartialEq)]
pub struct Trends {
    pub(crate) since: Option<Date>,
    pub(crate) before: Sum,
    pub(crate) recalled: Option<BeforeNote>,
    /// The last nights logged: since the routine is regular, or at all.
    pub(crate) lately: Sum,
    pub(crate) nights_since: u32,
    /// Evenings among them with at least a part of the routine.
    pub(crate) evenings_since: u32,
    /// Cramp nights and logged nights after no, a part of, and a whole routine.
    pub(crate) by_routine: [(u32, u32); 3],
    /// What was noted most often on the day before a cramp night.
    pub(crate) top_day: Option<DayCount>,
    /// What helped most often, with how many cramps, of how many with anything noted.
    pub(crate) top_relief: Option<(String, u32, u32)>,
}

/// How often something was noted on the day before cramp nights, and before the others: of those whose day was noted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct DayCount {
    pub(crate) label: &'static str,
    pub(crate) cramp_nights: (u32, u32),
    pub(crate) other_nights: (u32, u32),
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Sum {
    pub(crate) nights: u32,
    pub(crate) cramp_nights: u32,
    pub(crate) cramps: u32,
    #[serde(rename = "median_severity")]
    pub(crate) severity: Option<f64>,
    #[serde(rename = "median_minutes")]
    pub(crate) minutes: Option<f64>,
    /// Nights in which no cramp disturbed the sleep, of [`sleep_known`](Sum::sleep_known).
    pub(crate) slept_through: u32,
    pub(crate) sleep_known: u32,
    pub(crate) routine_nights: u32,
    /// Nights among them that were excused: they count neither way.
    pub(crate) excused_nights: u32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Compared {
    Both(f64, f64),
    /// Too few nights before; so many are there.
    EarlyBefore(u32),
    /// Too few nights now; so many are there.
    EarlyNow(u32),
}

/// Logged nights that each side of a comparison needs (E2).
pub(super) const ENOUGH: u32 = 10;
/// Nights of the six weeks after which one may look back (E2).
pub(super) const SIX_WEEKS: u32 = 42;
/// Of the last fourteen nights, those after a routine, below which it is not judged; our choice.
const STILL_DONE: u32 = 8;
/// A routine is regular from the first of so many nights ...
const WEEK: i32 = 7;
/// ... on which it was done so often.
const OFTEN: usize = 4;

impl Trends {
    pub fn of(diary: &Diary) -> Trends {
        let since = regular_since(diary);
        let starts = |date: Date| since.is_none_or(|since| date >= since);
        let fortnight = usize::from(FORTNIGHT);
        let before = diary.logged().filter(|(date, _)| !starts(*date)).take(fortnight);
        let lately = diary.logged().rev().filter(|(date, _)| starts(*date)).take(fortnight);
        let evenings = diary
            .known()
            .filter(|(date, night)| night.routine > Done::Not && since.is_some_and(|since| *date >= since));
        // Of equals, the first in the list.
        let top_day = day_counts(diary.known().map(|(_, night)| night)).rev();
        let nights_since =
            since.and_then(|since| diary.tonight().since(since).ok()).map_or(0, |span| span.get_days());
        Trends {
            since,
            before: Sum::of(before.map(|(_, night)| night)),
            recalled: diary.before().cloned(),
            lately: Sum::of(lately.map(|(_, night)| night)),
            nights_since: u32::try_from(nights_since).unwrap_or(0) + u32::from(since.is_some()),
            evenings_since: u32::try_from(evenings.count()).unwrap_or(u32::MAX),
            by_routine: by_routine(diary.known().map(|(_, night)| night)),
            top_day: top_day.max_by_key(|top| top.cramp_nights.0).filter(|top| top.cramp_nights.0 > 0),
            top_relief: top_relief(diary),
        }
    }

    pub(crate) fn compared(&self) -> Compared {
        let logged = self.before.nights;
        let before = match (&self.recalled, self.since) {
            (_, Some(_)) if logged >= ENOUGH => self.before.cramps_a_week(),
            (Some(recalled), _) => f64::from(recalled.cramps.unwrap_or(recalled.cramp_nights)) / 2.0,
            // Nobody has begun: the nights being logged are those before.
            (None, None) if self.lately.nights < ENOUGH => return Compared::EarlyBefore(self.lately.nights),
            (None, None) => return Compared::EarlyNow(0),
            (None, Some(_)) => return Compared::EarlyBefore(logged),
        };
        match (self.since, self.lately.nights) {
            (None, _) => Compared::EarlyNow(0),
            (Some(_), ENOUGH..) => Compared::Both(before, self.lately.cramps_a_week()),
            (Some(_), nights) => Compared::EarlyNow(nights),
        }
    }

    /// Before and now, once a routine that is still done is six weeks old.
    pub(super) fn change(&self) -> Option<Change> {
        let Compared::Both(..) = self.compared() else { return None };
        if self.nights_since <= SIX_WEEKS || self.lately.routine_nights < STILL_DONE {
            return None;
        }
        let recalled = self.recalled.as_ref().map(|note| Fortnight {
            nights: u32::from(FORTNIGHT),
            cramp_nights: u32::from(note.cramp_nights),
            cramps: u32::from(note.cramps.unwrap_or(note.cramp_nights)),
            severity: None,
        });
        let logged = self.before.fortnight();
        let before = if self.before.nights >= ENOUGH { logged } else { recalled.unwrap_or(logged) };
        Some(Change { before, lately: self.lately.fortnight() })
    }

    pub(crate) fn is_recalled(&self) -> bool {
        self.recalled.is_some() && !(self.since.is_some() && self.before.nights >= ENOUGH)
    }
}

impl Sum {
    fn of<'a>(nights: impl Iterator<Item = &'a Night>) -> Sum {
        let (mut sum, mut severities, mut seconds) = (Sum::default(), Vec::new(), Vec::new());
        for night in nights {
            sum.nights += 1;
            sum.cramp_nights += u32::from(night.cramp() == Some(true));
            sum.cramps += u32::try_from(night.count()).unwrap_or(u32::MAX);
            sum.slept_through += u32::from(night.is_undisturbed() == Some(true));
            sum.sleep_known += u32::from(night.is_undisturbed().is_some());
            sum.routine_nights += u32::from(night.routine > Done::Not);
            sum.excused_nights += u32::from(night.is_excused());
            severities.extend(
                night.cramps.iter().filter_map(|(_, cramp)| cramp.severity).map(|s| u32::from(s.get())),
            );
            seconds.extend(night.cramps.iter().filter_map(|(_, cramp)| cramp.seconds));
        }
        Sum { severity: median(severities), minutes: median(seconds).map(|seconds| seconds / 60.0), ..sum }
    }

    fn fortnight(&self) -> Fortnight {
        let &Sum { nights, cramp_nights, cramps, severity, .. } = self;
        Fortnight { nights, cramp_nights, cramps, severity }
    }

    pub(crate) fn cramps_a_week(&self) -> f64 {
        f64::from(self.cramps) * 7.0 / f64::from(self.nights.max(1))
    }

    pub(crate) fn cramp_nights_a_week(&self) -> f64 {
        f64::from(self.cramp_nights) * 7.0 / f64::from(self.nights.max(1))
    }
}

fn regular_since(diary: &Diary) -> Option<Date> {
    let done = diary.known().filter(|(_, night)| night.routine > Done::Not);
    let done: Vec<Date> = done.map(|(date, _)| date).collect();
    let excused = diary.known().filter(|(_, night)| night.is_excused());
    let excused: Vec<Date> = excused.map(|(date, _)| date).collect();
    let excused_before = |night: Date| excused.partition_point(|excused| *excused < night);
    let week = done.windows(OFTEN).find(|week| {
        let (first, last) = (week[0], week[OFTEN - 1]);
        // An excused night is none of the seven.
        let excused = i32::try_from(excused_before(last) - excused_before(first)).unwrap_or(0);
        first.checked_add((WEEK - 1 + excused).days()).is_ok_and(|end| last <= end)
    });
    week.map(|week| week[0])
}

/// Cramp nights and logged nights after no, a part of, and a whole routine; an excused night counts neither way.
pub(super) fn by_routine<'a>(nights: impl Iterator<Item = &'a Night>) -> [(u32, u32); 3] {
    let mut counts = [(0, 0); 3];
    for night in nights.filter(|night| !night.is_excused()) {
        if let Some(cramp) = night.cramp() {
            let (cramps, nights) = &mut counts[night.routine as usize];
            *cramps += u32::from(cramp);
            *nights += 1;
        }
    }
    counts
}

/// Each mark of a day, with how often it was noted.
pub(super) fn day_counts<'a>(
    nights: impl Iterator<Item = &'a Night> + Clone,
) -> impl DoubleEndedIterator<Item = DayCount> {
    let count = move |mark, cramp| {
        let nights = nights.clone().filter(|night| night.cramp() == Some(cramp));
        nights
            .filter_map(Night::day)
            .fold((0, 0), |(with, all), day| (with + u32::from(day.contains(&mark)), all + 1))
    };
    Day::ALL.iter().map(move |&mark| DayCount {
        label: mark.label(),
        cramp_nights: count(mark, true),
        other_nights: count(mark, false),
    })
}

/// What helped with how many cramps, and for how many anything is noted.
pub(super) fn helped<'a>(cramps: impl Iterator<Item = &'a CrampNote>) -> (BTreeMap<&'a Relief, u32>, u32) {
    let (mut counts, mut noted) = (BTreeMap::new(), 0);
    for cramp in cramps.filter(|cramp| !cramp.helped.is_empty()) {
        noted += 1;
        for relief in cramp.helped.iter().collect::<BTreeSet<_>>() {
            *counts.entry(relief).or_default() += 1;
        }
    }
    (counts, noted)
}

fn top_relief(diary: &Diary) -> Option<(String, u32, u32)> {
    let cramps = diary.known().flat_map(|(_, night)| &night.cramps).map(|(_, cramp)| cramp);
    let (counts, noted) = helped(cramps);
    let (relief, count) = counts.into_iter().rev().max_by_key(|(_, count)| *count)?;
    Some((relief.label().to_owned(), count, noted))
}

pub(super) fn median(mut values: Vec<u32>) -> Option<f64> {
    values.sort_unstable();
    let upper = *values.get(values.len() / 2)?;
    let lower = *values.get((values.len() - 1) / 2)?;
    Some(f64::midpoint(f64::from(lower), f64::from(upper)))
}
