//! The page for an appointment: what was logged in a time, counted, with nothing left out and nothing judged (K5).
//!
//! [`Report::of`] gathers the facts. [`words`] puts them into sections, which the page and the text show alike.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use super::trends::{by_routine, day_counts, helped, median};
use super::{Diary, Done, Night, Trends, done};
use crate::health::answer::Answer;
use crate::health::body::{Day, Muscle, Severity, State};
use crate::health::safety::{Fluids, Risk, Safety};
use crate::health::water::{Units, WaterNote};
use crate::store::journal::{CrampNote, Entry, EventKind, OVER_TEN_MINUTES};

mod facts;
mod signs;
mod words;

use facts::{AnswerFacts, BeforeAndNow, CrampFacts, Dated, RoutineCount, RoutineFacts, Spread, WaterFacts};
pub(crate) use facts::{Count, Report, ReportBar, ReportPerson};
pub use words::QUESTIONS;
pub(crate) use words::{ReportBlock, ReportSection};

/// Bars that fit side by side on a page.
const MOST_BARS: i32 = 26;

impl Report {
    /// `None` if nothing was logged in the time, which begins with the first night logged if `since` is left out.
    pub(crate) fn of(
        entries: &[Entry],
        diary: &Diary,
        person: &ReportPerson,
        (today, since): (Date, Option<Date>),
    ) -> Option<Report> {
        // What was parked is nobody else's business.
        let is_told = |entry: &&Entry| !matches!(entry.what, EventKind::Thoughts(_));
        let past = entries.iter().filter(is_told).filter(|entry| entry.night <= diary.tonight());
        let (from, to) = period(past.clone(), since, diary.tonight())?;
        let ours = past.clone().filter(|entry| (from..=to).contains(&entry.night));
        let nights: Vec<(Date, &Night)> =
            diary.known().filter(|(date, _)| (from..=to).contains(date)).collect();
        let logged: Vec<&Night> =
            nights.iter().map(|(_, night)| *night).filter(|night| night.cramp().is_some()).collect();
        let cramps: Vec<&CrampNote> =
            nights.iter().flat_map(|(_, night)| &night.cramps).map(|(_, cramp)| cramp).collect();
        let trends = Trends::of(diary);
        let count = sum(logged.iter().map(|night| night.count()));
        let (weeks_a_bar, bars) = bars(diary, trends.since, (from, to));
        let disturbed = logged.iter().filter_map(|night| night.note()?.disturbed);
        let day_before = day_counts(logged.iter().copied());
        let slept = logged.iter().filter_map(|night| night.is_undisturbed());
        Some(Report {
            made_on: today,
            from,
            to,
            nights: whole((to - from).get_days() + 1),
            nights_logged: number(logged.len()),
            cramp_nights: number(logged.iter().filter(|night| night.cramp() == Some(true)).count()),
            cramps: count,
            weeks_a_bar,
            bars,
            before_and_now: BeforeAndNow::of(diary, &trends),
            details: CrampFacts::of(&cramps, count),
            sleep_disturbed: Spread::on_the_scale(disturbed),
            slept_through: number(slept.clone().filter(|through| *through).count()),
            sleep_known: number(slept.count()),
            day_before: day_before.filter(|day| day.cramp_nights.0 + day.other_nights.0 > 0).collect(),
            routine: RoutineFacts::of(&nights, ours.clone()),
            water: WaterFacts::of(ours.clone()),
            signs: signs::ticked(past.clone(), from),
            answers: person.answers.as_ref().map(|safety| AnswerFacts::of(safety, person.units)),
            medicines: person.answers.as_ref().map_or_else(String::new, |safety| safety.medicines.clone()),
            medicines_noted: diary.known().filter_map(|(night, told)| medicine(night, told)).collect(),
            notes: notes(&nights),
            left_out: diary.newer().into_iter().collect(),
        })
    }
}

/// From the first night that something was logged of to the last one; `None` if there is none.
fn period<'a>(
    past: impl Iterator<Item = &'a Entry>,
    since: Option<Date>,
    tonight: Date,
) -> Option<(Date, Date)> {
    // Neither an excuse nor what is recalled of former nights is a log of one.
    let is_log = |what: &EventKind| {
        !matches!(what, EventKind::Excused(_) | EventKind::Before(_) | EventKind::Other { .. })
    };
    let nights = past.filter(|entry| is_log(&entry.what)).map(|entry| entry.night);
    let nights: BTreeSet<Date> = nights.filter(|night| since.is_none_or(|since| *night >= since)).collect();
    let (first, last) = (*nights.first()?, *nights.last()?);
    let from = since.unwrap_or(first);
    // Tonight counts once something is logged of it.
    Some((from, last.max(tonight.yesterday().unwrap_or(last)).max(from)))
}

impl BeforeAndNow {
    fn of(diary: &Diary, trends: &Trends) -> BeforeAndNow {
        BeforeAndNow {
            regular_since: trends.since,
            is_recalled: trends.is_recalled(),
            recalled: diary.before().map(super::BeforeNote::said),
            nights_before: trends.before.nights,
            nights_lately: trends.lately.nights,
            rows: trends.table(),
            said: trends.said_on_paper(),
        }
    }
}

impl CrampFacts {
    /// `all` counts those too of which nothing else is known.
    fn of(cramps: &[&CrampNote], all: u32) -> CrampFacts {
        let is_long = |cramp: &&&CrampNote| cramp.seconds.is_some_and(|s| s >= OVER_TEN_MINUTES);
        CrampFacts {
            time_of_night: times(cramps, all),
            side: answers(cramps.iter().map(|cramp| cramp.side), all),
            muscle: answers::<Muscle>(cramps.iter().map(|cramp| cramp.muscle), all),
            state: answers::<State>(cramps.iter().map(|cramp| cramp.state), all),
            severity: Spread::on_the_scale(cramps.iter().filter_map(|cramp| cramp.severity)),
            seconds: Spread::of(cramps.iter().filter_map(|cramp| cramp.seconds)),
            over_ten_minutes: number(cramps.iter().filter(is_long).count()),
            soreness: Spread::on_the_scale(cramps.iter().filter_map(|cramp| cramp.soreness)),
            helped: what_helped(cramps, all),
        }
    }
}

impl Spread {
    fn of(values: impl Iterator<Item = u32>) -> Option<Spread> {
        let values: Vec<u32> = values.collect();
        Some(Spread {
            known: number(values.len()),
            least: *values.iter().min()?,
            most: *values.iter().max()?,
            median: median(values)?,
        })
    }

    fn on_the_scale(values: impl Iterator<Item = Severity>) -> Option<Spread> {
        Spread::of(values.map(|value| value.get().into()))
    }
}

impl RoutineFacts {
    fn of<'a>(nights: &[(Date, &Night)], entries: impl Iterator<Item = &'a Entry>) -> RoutineFacts {
        let evenings = |done| number(nights.iter().filter(|(_, night)| night.routine == done).count());
        let off = nights.iter().filter_map(|(_, night)| night.excuse());
        let mut by_id: BTreeMap<&str, RoutineCount> = BTreeMap::new();
        for Entry { night, what, .. } in entries {
            if let EventKind::Session(note) = what
                && done(note) > Done::Not
            {
                let new = || RoutineCount { name: String::new(), times: 0, first: *night, last: *night };
                let known = by_id.entry(&note.routine).or_insert_with(new);
                known.times += 1;
                (known.first, known.last) = (known.first.min(*night), known.last.max(*night));
                known.name.clone_from(&note.name);
            }
        }
        let mut by_name: Vec<RoutineCount> = by_id.into_values().collect();
        by_name.sort_by_key(|routine| std::cmp::Reverse(routine.times));
        RoutineFacts {
            whole_evenings: evenings(Done::Whole),
            part_evenings: evenings(Done::Part),
            evenings_off: number(off.clone().count()),
            off_because: off.filter_map(|excuse| excuse.reason.clone()).collect(),
            cramps_after: by_routine(nights.iter().map(|(_, night)| *night)),
            by_name,
        }
    }
}

impl WaterFacts {
    fn of<'a>(entries: impl Iterator<Item = &'a Entry>) -> Option<WaterFacts> {
        let mut evenings: BTreeMap<Date, &WaterNote> = BTreeMap::new();
        for Entry { night, what, .. } in entries {
            if let EventKind::Water(note) = what {
                evenings.insert(*night, note);
            }
        }
        let all = || evenings.values();
        // A check with a tick and no glass is one where nobody counted.
        let counted = all().filter(|note| note.glasses > 0);
        (!evenings.is_empty()).then(|| WaterFacts {
            checks: number(evenings.len()),
            evenings: number(counted.clone().count()),
            millilitres: Spread::of(counted.map(|note| u32::from(note.glasses) * u32::from(note.glass_ml))),
            alcohol_evenings: number(all().filter(|note| note.alcohol).count()),
            urine_colour: Spread::of(all().filter_map(|note| note.shade()).map(u32::from)),
            red_urine: evenings.iter().filter(|(_, note)| note.is_red()).map(|(night, _)| *night).collect(),
        })
    }
}

impl AnswerFacts {
    fn of(safety: &Safety, units: Units) -> AnswerFacts {
        let (is_limited, limit) = (safety.fluids() != Fluids::Free, safety.fluids_in_words(units));
        let labels = |ticked: bool| {
            let risks = Risk::ALL.iter().filter(move |risk| safety.has(**risk) == ticked);
            risks.map(|risk| risk.label().to_owned()).chain((is_limited == ticked).then(|| limit.clone()))
        };
        let newer =
            safety.newer.words.iter().map(|word| format!("\"{word}\", which only a newer winddown knows"));
        AnswerFacts {
            given_on: safety.given_on.filter(|day| *day > Date::ZERO),
            ticked: labels(true).chain(newer).collect(),
            not_ticked: labels(false).collect(),
            night_trips: safety.night_trips(),
        }
    }
}

/// Bars of so many whole weeks each that they fit side by side; the last one ends with the last week.
fn bars(diary: &Diary, since: Option<Date>, (from, to): (Date, Date)) -> (i32, Vec<ReportBar>) {
    let monday = |date: Date| date.saturating_sub(i32::from(date.weekday().to_monday_zero_offset()).days());
    let (first, last) = (monday(from), monday(to));
    let weeks = (last - first).get_days() / 7 + 1;
    let each = (weeks + MOST_BARS - 1) / MOST_BARS;
    let count = (weeks + each - 1) / each;
    let bars = (0..count).rev().map(|back| {
        let monday = last.saturating_sub((7 * (each * (back + 1) - 1)).days());
        let end = monday.saturating_add((7 * each - 1).days());
        let nights = diary.between(monday.max(from), end.min(to)).filter(|night| night.cramp().is_some());
        let (nights_logged, cramps) =
            nights.fold((0, 0), |(nights, cramps), night| (nights + 1, cramps + number(night.count())));
        let routine_began = since.is_some_and(|since| (monday.max(from)..=end).contains(&since));
        ReportBar { monday, nights_logged, cramps, routine_began }
    });
    (each, bars.collect())
}

/// When cramps began, by the hour: from the evening on, and by day only where there are any.
fn times(cramps: &[&CrampNote], all: u32) -> Vec<Count> {
    const HOURS: [(i8, i8, bool); 6] =
        [(12, 21, false), (21, 24, true), (0, 2, true), (2, 4, true), (4, 6, true), (6, 12, false)];
    let hours = cramps.iter().filter_map(|cramp| Some(cramp.began.as_ref()?.hour()));
    let counts = HOURS.map(|(from, to, _)| hours.clone().filter(|hour| (from..to).contains(hour)).count());
    let named = HOURS.iter().zip(counts).filter(|((.., is_night), count)| *is_night || *count > 0);
    let named = named.map(|((from, to, _), count)| (format!("{from:02}:00 to {to:02}:00"), number(count)));
    with_rest(named, all)
}

fn answers<A: Answer>(given: impl Iterator<Item = Option<A>>, all: u32) -> Vec<Count> {
    let mut counts: BTreeMap<A, u32> = BTreeMap::new();
    for answer in given.flatten() {
        *counts.entry(answer).or_default() += 1;
    }
    with_rest(counts.into_iter().map(|(answer, count)| (answer.label().to_owned(), count)), all)
}

fn with_rest(counts: impl Iterator<Item = (String, u32)>, all: u32) -> Vec<Count> {
    let counts: Vec<Count> = counts.map(|(label, count)| Count { label, count }).collect();
    let known: u32 = counts.iter().map(|count| count.count).sum();
    with_unknown(counts, all.saturating_sub(known))
}

/// Counts, and of how many cramps nothing is known; nothing where that is so of every one.
fn with_unknown(mut counts: Vec<Count>, unknown: u32) -> Vec<Count> {
    if counts.iter().all(|count| count.count == 0) {
        return Vec::new();
    }
    counts.extend((unknown > 0).then(|| Count { label: NOT_NOTED.to_owned(), count: unknown }));
    counts
}

pub(crate) const NOT_NOTED: &str = "not noted";

fn what_helped(cramps: &[&CrampNote], all: u32) -> Vec<Count> {
    let (counts, noted) = helped(cramps.iter().copied());
    let mut counts: Vec<Count> =
        counts.into_iter().map(|(relief, count)| Count { label: relief.label().to_owned(), count }).collect();
    counts.sort_by_key(|count| std::cmp::Reverse(count.count));
    with_unknown(counts, all.saturating_sub(noted))
}

fn medicine(night: Date, told: &Night) -> Option<Dated> {
    let is_marked = told.day().is_some_and(|day| day.contains(&Day::Medicine));
    let text = told.medicine().or_else(|| is_marked.then(|| Day::Medicine.label()))?;
    Some(Dated { night, text: text.to_owned() })
}

fn notes(nights: &[(Date, &Night)]) -> Vec<Dated> {
    let notes = nights.iter().flat_map(|(date, night)| {
        let cramps = night.cramps.iter().filter_map(|(_, cramp)| cramp.note.as_ref());
        let told = night.note().and_then(|told| told.note.as_ref());
        told.into_iter().chain(cramps).map(|text| Dated { night: *date, text: text.clone() })
    });
    notes.collect()
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn whole(count: i32) -> u32 {
    u32::try_from(count).unwrap_or(0)
}

fn sum(counts: impl Iterator<Item = usize>) -> u32 {
    number(counts.sum())
}

#[cfg(test)]
mod tests;
