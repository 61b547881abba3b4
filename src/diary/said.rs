//! What the trends say in words: the evidence's own sentences, counts, and never a verdict.

use serde::Serialize;

use super::trends::{Compared, ENOUGH, SIX_WEEKS, Sum, Trends};
use crate::health::signs::capital;
use crate::store::journal::FORTNIGHT;
use crate::text::many;

/// The fewest logged nights for numbers a week; our choice.
const A_WEEK: u32 = 7;

impl Trends {
    /// What may be said of the difference, with what the person can still do about it.
    pub(crate) fn said(&self) -> String {
        let said = self.said_on_paper();
        match self.compared() {
            Compared::EarlyBefore(_) if self.since.is_some() => {
                format!("{said} If you remember how it was, run: winddown diary before --help")
            }
            Compared::EarlyBefore(_) | Compared::EarlyNow(_) | Compared::Both(..) => said,
        }
    }

    /// What may be said of the difference, in the evidence's words (E2).
    pub(crate) fn said_on_paper(&self) -> String {
        let early = |n| format!("Too early to tell: {n} of {ENOUGH} nights logged.");
        match self.compared() {
            Compared::EarlyBefore(n) if self.since.is_some() => {
                format!("{} Too few are from before the routine.", early(n))
            }
            Compared::EarlyBefore(n) => {
                format!("{} That counts nights before the routine became regular.", early(n))
            }
            Compared::EarlyNow(n) => {
                format!("{} That counts nights since the routine became regular.", early(n))
            }
            Compared::Both(before, now) => {
                let (before, now) = (tenths(before), tenths(now));
                let change = match now - before {
                    0 => "That is the same.".to_owned(),
                    less @ ..0 => format!("That is {} fewer a week.", decimal(-less)),
                    more => format!("That is {} more a week.", decimal(more)),
                };
                let word = if self.is_recalled() { "Before, as recalled" } else { "Before" };
                format!(
                    "{word}: {} cramps a week. Last {} nights logged: {}. {change} Cramps come and go on their own, \
                     so this does not prove the routine did it.",
                    decimal(before),
                    self.lately.nights,
                    decimal(now)
                )
            }
        }
    }

    pub(crate) fn six_weeks(&self) -> String {
        match self.evenings_since {
            0 => "The six weeks start with your first week of four evenings. Missed nights are fine."
                .to_owned(),
            n if n <= SIX_WEEKS => {
                let weeks: String = (1..=6).map(|week| if n >= week * 7 { '■' } else { '□' }).collect();
                format!("{weeks} Evening {n} of {SIX_WEEKS}. Missed nights are fine.")
            }
            n => format!("Your six weeks are done: {n} evenings. Missed nights are fine."),
        }
    }

    pub(crate) fn with_and_without(&self) -> Option<String> {
        let said = |(cramps, nights): (u32, u32), how: &str| {
            (nights > 0).then(|| {
                format!("{how}: cramps on {cramps} of {}", many(u64::from(nights), "night", "nights"))
            })
        };
        let [not, part, whole] = self.by_routine;
        let said =
            [said(whole, "With the routine"), said(part, "with part of it"), said(not, "without a routine")];
        let said: Vec<String> = said.into_iter().flatten().collect();
        (!said.is_empty()).then(|| format!("{}.", capital(&said.join("; "))))
    }

    pub(crate) fn most_often(&self) -> Vec<String> {
        let day = self.top_day.as_ref().map(|top| {
            let ((n, of), (quiet, quiet_of)) = (top.cramp_nights, top.other_nights);
            format!(
                "Most often noted before a cramp night: {}, {n} of {of}; before other nights {quiet} of {quiet_of}.",
                top.label
            )
        });
        let relief = self.top_relief.as_ref().map(|(label, n, of)| {
            format!("Helped most often: {label}, {n} of {}.", many(u64::from(*of), "cramp", "cramps"))
        });
        day.into_iter().chain(relief).collect()
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TrendRow {
    pub(crate) label: &'static str,
    /// Empty if it is not known.
    pub before: String,
    /// Empty if it is not known.
    pub lately: String,
}

impl Trends {
    pub fn table(&self) -> Vec<TrendRow> {
        let logged = (!self.is_recalled() && self.before.nights > 0).then_some(&self.before);
        let recalled = self.recalled.as_ref().filter(|_| self.is_recalled());
        let row = |label, recalled: Option<String>, value: fn(&Sum) -> Option<String>| {
            let before = recalled.or_else(|| logged.and_then(value)).unwrap_or_default();
            TrendRow { label, before, lately: value(&self.lately).unwrap_or_default() }
        };
        let nights = recalled.map(|note| note.cramp_nights);
        let cramps = recalled.map(|note| note.cramps.unwrap_or(note.cramp_nights));
        let a_week = |n: u8| weekly(f64::from(n) / 2.0);
        let mut rows = vec![row("nights logged", None, |sum| Some(sum.nights.to_string()))];
        // A week that nobody logged is not made up of one night: these are counts until then.
        rows.extend(if logged.into_iter().chain([&self.lately]).any(|sum| sum.nights < A_WEEK) {
            [
                row("cramp nights", nights.map(|n| format!("{n} of {FORTNIGHT}")), |sum| {
                    of(sum.cramp_nights, sum.nights)
                }),
                row("cramps", cramps.map(|n| n.to_string()), |sum| Some(sum.cramps.to_string())),
            ]
        } else {
            [
                row("cramp nights a week", nights.map(a_week), |sum| Some(weekly(sum.cramp_nights_a_week()))),
                row("cramps a week", cramps.map(a_week), |sum| Some(weekly(sum.cramps_a_week()))),
            ]
        });
        rows.extend([
            row("typical severity", None, |sum| sum.severity.map(short)),
            row("typical minutes", None, |sum| sum.minutes.map(short)),
            row("not woken by cramps", None, |sum| of(sum.slept_through, sum.sleep_known)),
            row("after a routine", None, |sum| of(sum.routine_nights, sum.nights - sum.excused_nights)),
        ]);
        rows.retain(|row| !(row.before.is_empty() && row.lately.is_empty()));
        rows
    }

    pub fn sentences(&self) -> Vec<String> {
        let mut said = vec![self.said(), self.six_weeks()];
        said.extend(self.with_and_without());
        said.extend(self.most_often());
        said
    }
}

fn of(count: u32, nights: u32) -> Option<String> {
    (nights > 0).then(|| format!("{count} of {nights}"))
}

fn weekly(number: f64) -> String {
    decimal(tenths(number))
}

/// A median, with tenths only where there are any.
pub(super) fn short(number: f64) -> String {
    decimal(tenths(number)).trim_end_matches(".0").to_owned()
}

/// Rounds to tenths, so that the numbers shown add up.
fn tenths(number: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a number of cramps a week")]
    let tenths = (number * 10.0).round() as i64;
    tenths
}

fn decimal(tenths: i64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}
