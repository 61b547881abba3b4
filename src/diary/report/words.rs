//! The facts of the page for an appointment in words, section by section.

use jiff::civil::Date;

use super::facts::{AnswerFacts, Count, Dated, Report, ReportSign, Spread};
use crate::diary::list::length;
use crate::diary::said::{TrendRow, short};
use crate::diary::trends::DayCount;
use crate::health::answer::Answer;
use crate::health::body::Leg;
use crate::health::safety::TRIPS;
use crate::health::water::Units;
use crate::text::{capital, many};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReportSection {
    pub(crate) title: &'static str,
    pub(crate) blocks: Vec<ReportBlock>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ReportBlock {
    Say(String),
    /// A name and what is known of it, one under the other.
    Facts(Vec<(String, String)>),
    /// How often each was, side by side with the others.
    Counts(Vec<Count>),
    /// The heading of each column, and rows with a name and a cell for each.
    Table(Vec<&'static str>, Vec<(String, Vec<String>)>),
    List(Vec<String>),
}

/// What to ask at the appointment (K5).
pub const QUESTIONS: [&str; 3] = [
    "Could one of my medicines do this?",
    "Do I need blood tests? (They are usually not needed.)",
    "Could it be something other than cramps?",
];

/// Stands under everything.
const ORIGIN: &str = "Nights I did not log are unknown. Nothing here is a diagnosis.";

use ReportBlock::{Counts, Facts, List, Say, Table};

impl Report {
    /// "1 September to 28 November 2026".
    pub(crate) fn period(&self) -> String {
        let form = if self.from.year() == self.to.year() { "%-d %B" } else { "%-d %B %Y" };
        if self.from == self.to {
            return full(self.to);
        }
        format!("{} to {}", self.from.strftime(form), full(self.to))
    }

    /// The numbers that matter most, each with its name.
    pub(crate) fn in_short(&self) -> [(&'static str, String); 4] {
        [
            ("Period", self.period()),
            ("Nights logged", format!("{} of {}", self.nights_logged, self.nights)),
            ("Nights with cramp", format!("{} of {} logged", self.cramp_nights, self.nights_logged)),
            ("Cramps", self.cramps.to_string()),
        ]
    }

    pub(crate) fn bars_title(&self) -> String {
        match self.weeks_a_bar {
            1 => "Cramps logged each week".to_owned(),
            weeks => format!("Cramps logged every {weeks} weeks"),
        }
    }

    /// How to read the bars.
    pub(crate) fn bars_said(&self) -> String {
        let began = match self.before_and_now.regular_since {
            Some(since) if self.bars.iter().any(|bar| bar.routine_began) => {
                format!(" Dashed line: the routine became regular on {}.", full(since))
            }
            Some(_) | None => String::new(),
        };
        format!("Below each bar: its nights logged. Dot: none logged.{began}")
    }

    pub(crate) fn made(&self) -> String {
        format!("Made with winddown on {}, from my own diary. {ORIGIN}", full(self.made_on))
    }

    /// Everything else, in order; the sections that nothing is known of say so or are left out.
    pub(crate) fn sections(&self, units: Units) -> Vec<ReportSection> {
        let all = [
            ("Before the routine, and now", self.before_and_now()),
            ("Time of night", counts(&self.details.time_of_night)),
            ("Side and muscle", [counts(&self.details.side), counts(&self.details.muscle)].concat()),
            ("How the cramps were", self.how_they_were()),
            ("Sleep", self.sleep()),
            ("What helped", counts(&self.details.helped)),
            ("The day before", self.day_before()),
            ("The routine", self.routine()),
            ("Drinks, from the evening's check", self.water(units)),
            ("Warning signs I ticked", self.signs()),
            ("Illnesses and other answers", self.answers()),
            ("Medicines, supplements and alcohol", self.medicines()),
            ("My notes", list(&self.notes, self.to)),
            (
                "Not counted here",
                if self.left_out.is_empty() { Vec::new() } else { vec![List(self.left_out.clone())] },
            ),
        ];
        let all = all.into_iter().map(|(title, blocks)| ReportSection { title, blocks });
        all.filter(|section| !section.blocks.is_empty()).collect()
    }

    fn before_and_now(&self) -> Vec<ReportBlock> {
        let now = &self.before_and_now;
        let has_before = now.rows.iter().any(|row| !row.before.is_empty());
        let before = if now.is_recalled { "as recalled" } else { "before" };
        let columns = if has_before { vec![before, "lately"] } else { vec!["lately"] };
        let cells = |row: &TrendRow| {
            let known = |cell: &String| if cell.is_empty() { "–".to_owned() } else { cell.clone() };
            let cells = if has_before { vec![&row.before, &row.lately] } else { vec![&row.lately] };
            (capital(row.label), cells.into_iter().map(known).collect())
        };
        let nights = |n: u32| many(n.into(), "night", "nights");
        let since = now.regular_since.map_or_else(
            || "The routine has not been regular yet.".to_owned(),
            |since| format!("The routine became regular on {}: four evenings in a week.", full(since)),
        );
        let before = if has_before && !now.is_recalled {
            format!(" Before: the first {} logged until then.", nights(now.nights_before))
        } else {
            String::new()
        };
        let lately = match now.nights_lately {
            0 => String::new(),
            lately => format!(" Lately: the last {} logged.", nights(lately)),
        };
        let recalled = now.recalled.iter().map(|said| Say(format!("As I recall it: {said}.")));
        let blocks = [Table(columns, now.rows.iter().map(cells).collect()), Say(now.said.clone())];
        blocks.into_iter().chain(recalled).chain([Say(format!("{since}{before}{lately}"))]).collect()
    }

    fn how_they_were(&self) -> Vec<ReportBlock> {
        let lasted = self.details.seconds.map(|Spread { known, median, least, most }| {
            let middle = short(median / 60.0);
            let range = if least == most {
                String::new()
            } else {
                format!(", from {} to {}", length(least), length(most))
            };
            format!("median {middle} min{range}{}", of_cramps(known, self.cramps))
        });
        let over = self.details.over_ten_minutes;
        let facts = [
            ("Severity, 0 to 10", self.details.severity.map(|spread| self.cramps_said(spread))),
            ("How long", lasted),
            ("Over 10 minutes", (over > 0).then(|| many(over.into(), "cramp", "cramps"))),
            ("Soreness the next day, 0 to 10", self.details.soreness.map(|spread| self.cramps_said(spread))),
            ("When it came", in_a_row(&self.details.state)),
        ];
        known(facts)
    }

    fn sleep(&self) -> Vec<ReportBlock> {
        let nights = |n: u32| many(n.into(), "night", "nights");
        let disturbed =
            self.sleep_disturbed.map(|spread| format!("{} ({})", range(spread), nights(spread.known)));
        let undisturbed =
            (self.sleep_known > 0).then(|| format!("{} of {}", self.slept_through, nights(self.sleep_known)));
        known([("Disturbed by cramps, 0 to 10", disturbed), ("Not woken by cramps", undisturbed)])
    }

    fn cramps_said(&self, spread: Spread) -> String {
        format!("{}{}", range(spread), of_cramps(spread.known, self.cramps))
    }

    fn day_before(&self) -> Vec<ReportBlock> {
        if self.day_before.is_empty() {
            return Vec::new();
        }
        let of =
            |(with, all): (u32, u32)| if all > 0 { format!("{with} of {all}") } else { "–".to_owned() };
        let row = |day: &DayCount| (capital(day.label), vec![of(day.cramp_nights), of(day.other_nights)]);
        vec![Table(vec!["cramp nights", "other nights"], self.day_before.iter().map(row).collect())]
    }

    fn routine(&self) -> Vec<ReportBlock> {
        let routine = &self.routine;
        let evenings = |n: u32| many(n.into(), "evening", "evenings");
        let mut facts = vec![(
            "Done".to_owned(),
            format!(
                "whole on {}, in part on {}, of {}",
                evenings(routine.whole_evenings),
                routine.part_evenings,
                self.nights
            ),
        )];
        let because = routine.off_because.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        let off = [routine.evenings_off.to_string(), because].join(": ");
        let off = off.trim_end_matches(": ").to_owned();
        facts.extend((routine.evenings_off > 0).then(|| ("Evenings off".to_owned(), off)));
        facts.extend(routine.by_name.iter().map(|named| {
            let times = many(named.times.into(), "time", "times");
            let (first, last) = (day(named.first, self.to), day(named.last, self.to));
            let when = if named.first == named.last { first } else { format!("{first} to {last}") };
            (named.name.clone(), format!("{times}, {when}"))
        }));
        let after = ["without a routine", "after a part of it", "after a whole one"];
        for (name, (cramps, nights)) in
            after.iter().zip(routine.cramps_after).rev().filter(|(_, (_, n))| *n > 0)
        {
            let of = many(nights.into(), "night", "nights");
            facts.push((format!("Cramps {name}"), format!("on {cramps} of {of}")));
        }
        vec![Facts(facts)]
    }

    fn water(&self, units: Units) -> Vec<ReportBlock> {
        let Some(water) = &self.water else { return Vec::new() };
        let evenings = |n: u32| many(n.into(), "evening", "evenings");
        let drunk = water.millilitres.map(|spread| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some glasses")]
            let middle = spread.median as u32;
            format!("median {} ({})", units.amount(middle), evenings(water.evenings))
        });
        let red = water.red_urine.iter().map(|night| day(*night, self.to)).collect::<Vec<_>>();
        let shade = |spread: Spread| format!("{} ({} noted)", range(spread), spread.known);
        known([
            ("Drinks that day", drunk),
            (
                "Alcohol that day",
                Some(format!("on {} of {}", water.alcohol_evenings, evenings(water.checks))),
            ),
            ("Colour of urine, 1 light to 8 dark", water.urine_colour.map(shade)),
            ("Red or brown urine", (!red.is_empty()).then(|| red.join(", "))),
        ])
    }

    fn signs(&self) -> Vec<ReportBlock> {
        if self.signs.is_empty() {
            return vec![Say("None.".to_owned())];
        }
        let row = |sign: &ReportSign| {
            let nights = sign.ticked.iter().map(|ticked| {
                let leg = match ticked.side {
                    Some(leg @ (Leg::Left | Leg::Right)) => format!(" ({})", leg.label()),
                    Some(Leg::Both) => " (both legs)".to_owned(),
                    None => String::new(),
                };
                let checked = ticked.checked.map(|on| format!(", checked {}", day(on, self.to)));
                format!("{}{leg}{}", day(ticked.night, self.to), checked.unwrap_or_default())
            });
            (sign.sign.clone(), nights.collect::<Vec<_>>().join("; "))
        };
        vec![Facts(self.signs.iter().map(row).collect())]
    }

    fn answers(&self) -> Vec<ReportBlock> {
        let Some(AnswerFacts { given_on, ticked, night_trips, .. }) = &self.answers else {
            return vec![Say("I have not answered these questions.".to_owned())];
        };
        let on = given_on.map_or_else(String::new, |on| format!(" ({})", full(on)));
        let said = if ticked.is_empty() { "nothing on the list".to_owned() } else { ticked.join("; ") };
        vec![Facts(vec![(format!("Ticked{on}"), said), (TRIPS.to_owned(), night_trips.to_string())])]
    }

    fn medicines(&self) -> Vec<ReportBlock> {
        let words = match self.medicines.as_str() {
            "" => "I have not written any down.",
            words => words,
        };
        let noted = list(&self.medicines_noted, self.to);
        let heading = (!noted.is_empty()).then(|| Say("Noted in the diary as new or changed:".to_owned()));
        [Say(words.to_owned())].into_iter().chain(heading).chain(noted).collect()
    }
}

fn counts(counts: &[Count]) -> Vec<ReportBlock> {
    let named = |count: &Count| Count { label: capital(&count.label), count: count.count };
    if counts.is_empty() { Vec::new() } else { vec![Counts(counts.iter().map(named).collect())] }
}

fn known<const N: usize>(facts: [(&str, Option<String>); N]) -> Vec<ReportBlock> {
    let known = facts.into_iter().filter_map(|(name, fact)| Some((name.to_owned(), fact?)));
    let known: Vec<(String, String)> = known.collect();
    if known.is_empty() { Vec::new() } else { vec![Facts(known)] }
}

fn list(notes: &[Dated], to: Date) -> Vec<ReportBlock> {
    let notes: Vec<String> =
        notes.iter().map(|note| format!("{}: {}", day(note.night, to), note.text)).collect();
    if notes.is_empty() { Vec::new() } else { vec![List(notes)] }
}

fn in_a_row(counts: &[Count]) -> Option<String> {
    let said: Vec<String> = counts.iter().map(|count| format!("{} {}", count.label, count.count)).collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// "median 6, from 3 to 9".
fn range(Spread { median, least, most, .. }: Spread) -> String {
    let range = if least == most { String::new() } else { format!(", from {least} to {most}") };
    format!("median {}{range}", short(median))
}

/// " (12 of 29 cramps)"; nothing where it is known of all of them.
fn of_cramps(known: u32, all: u32) -> String {
    if known == all {
        String::new()
    } else {
        format!(" ({known} of {})", many(all.into(), "cramp", "cramps"))
    }
}

fn full(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// "3 Oct", with its year if it is not that of the page.
fn day(date: Date, to: Date) -> String {
    date.strftime(if date.year() == to.year() { "%-d %b" } else { "%-d %b %Y" }).to_string()
}
