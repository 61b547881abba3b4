//! The last weeks as a strip of nights, told apart by shape, and as bars of cramps a week.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Diary, Done, Night};

#[derive(Clone, Debug, PartialEq)]
pub struct Week {
    pub(crate) monday: Date,
    /// From Monday on; `None` for nights to come.
    pub nights: [Option<NightCell>; 7],
    /// Cramps per seven nights; `None` with fewer than four nights logged, our choice.
    pub cramps: Option<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NightCell {
    pub cramp: Option<bool>,
    pub(crate) routine: Done,
    /// Whether a night without a routine is excused.
    pub(crate) excused: bool,
}

/// The fewest logged nights that make a bar; our choice.
const FEWEST: u32 = 4;
const EIGHTHS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

impl NightCell {
    pub(crate) const LEGEND: [&str; 2] =
        ["▲ cramp  – no cramp  · not known", "● routine  ◐ part of it  x excused"];

    fn of(night: Option<&Night>) -> NightCell {
        let routine = night.map_or(Done::Not, |night| night.routine);
        let excused = night.is_some_and(Night::is_excused);
        NightCell { cramp: night.and_then(Night::cramp), routine, excused }
    }

    pub(crate) fn cramp_shape(self) -> char {
        match self.cramp {
            Some(true) => '▲',
            Some(false) => '–',
            None => '·',
        }
    }

    pub(crate) fn routine_shape(self) -> char {
        match self.routine {
            Done::Whole => '●',
            Done::Part => '◐',
            Done::Not if self.excused => 'x',
            Done::Not => '·',
        }
    }
}

impl Diary {
    pub fn weeks(&self, count: u16) -> Vec<Week> {
        let today = i32::from(self.tonight.weekday().to_monday_zero_offset());
        let this_monday = self.tonight.saturating_sub(today.days());
        let mondays = (0..i32::from(count)).rev().map(|back| this_monday.saturating_sub((7 * back).days()));
        mondays.map(|monday| self.week(monday)).collect()
    }

    fn week(&self, monday: Date) -> Week {
        let date = |day: i32| monday.saturating_add(day.days());
        let night = |day| Some(date(day)).filter(|date| *date <= self.tonight);
        let nights = [0, 1, 2, 3, 4, 5, 6].map(|day| night(day).map(|date| NightCell::of(self.night(date))));
        let known = (0..7).filter_map(night).filter_map(|date| self.night(date));
        let logged: Vec<&Night> = known.filter(|night| night.cramp().is_some()).collect();
        let (count, cramps) = (logged.len(), logged.iter().map(|night| night.count()).sum::<usize>());
        let [count, cramps] = [count, cramps].map(|n| u32::try_from(n).unwrap_or(u32::MAX));
        let cramps = (count >= FEWEST).then(|| f64::from(cramps) * 7.0 / f64::from(count));
        Week { monday, nights, cramps }
    }
}

/// The most cramps a week among these weeks; 0 where none is known.
pub(crate) fn highest(weeks: &[Week]) -> f64 {
    weeks.iter().filter_map(|week| week.cramps).fold(0.0, f64::max)
}

/// The bars of these weeks in `rows` rows from the top, a character a week. A week without cramps has the lowest part
/// of a bar, an unknown one a dot.
pub fn bars(weeks: &[Week], rows: u16) -> Vec<String> {
    let top = highest(weeks).max(1.0);
    let part = |week: &Week, row: u16| match week.cramps {
        None if row == 0 => '·',
        None => ' ',
        Some(cramps) => {
            let eighths = (cramps / top * f64::from(rows) * 8.0).round().max(1.0) - f64::from(row) * 8.0;
            (1u8..=8).rev().find(|&n| eighths >= f64::from(n)).map_or(' ', |n| EIGHTHS[usize::from(n) - 1])
        }
    };
    (0..rows).rev().map(|row| weeks.iter().map(|week| part(week, row)).collect()).collect()
}
