//! The strip of nights and the table of before and now in sentences, for whoever does not see shapes side by side.

use jiff::ToSpan;

use super::{Diary, Done, NightCell, Trends, Week};

pub(crate) const NOTHING: &str = "No nights are logged yet. A night you don't log stays unknown.";
const WEEKS: u16 = 12;

impl Diary {
    pub fn aloud(&self) -> Vec<String> {
        let trends = Trends::of(self);
        let mut sentences = trends.sentences().into_iter();
        let mut all = Vec::new();
        if trends.lately.nights + trends.before.nights == 0 {
            all.push(NOTHING.to_owned());
        }
        all.extend(sentences.by_ref().take(2));
        all.extend(self.weeks(WEEKS).iter().filter_map(Week::aloud));
        all.extend(trends.table_aloud());
        all.extend(sentences);
        all
    }
}

impl Week {
    /// "Week of 16 November: cramps on Tuesday; no cramp on Monday."
    fn aloud(&self) -> Option<String> {
        let days = |wanted: &dyn Fn(NightCell) -> bool| {
            let nights = (0..).zip(self.nights);
            let days = nights.filter(|(_, cell)| cell.is_some_and(wanted));
            let name = |day: i32| self.monday.saturating_add(day.days()).strftime("%A").to_string();
            days.map(|(day, _)| name(day)).collect::<Vec<_>>().join(", ")
        };
        let said = |what: &str, wanted: &dyn Fn(NightCell) -> bool| {
            Some(days(wanted)).filter(|days| !days.is_empty()).map(|days| format!("{what} on {days}"))
        };
        let cramps = [
            said("cramps", &|cell| cell.cramp == Some(true)),
            said("no cramp", &|cell| cell.cramp == Some(false)),
        ];
        let routine = [
            said("routine", &|cell| cell.routine == Done::Whole),
            said("part of a routine", &|cell| cell.routine == Done::Part),
            said("excused", &|cell| cell.excused),
        ];
        let known: Vec<String> = cramps.into_iter().chain(routine).flatten().collect();
        let week = self.monday.strftime("Week of %-d %B").to_string();
        (!known.is_empty()).then(|| format!("{week}: {}.", known.join("; ")))
    }
}

impl Trends {
    fn table_aloud(&self) -> Vec<String> {
        let before = if self.is_recalled() { "as recalled" } else { "before" };
        let row = |row: super::said::TrendRow| {
            let then =
                if row.before.is_empty() { String::new() } else { format!("{} {before}, ", row.before) };
            let lately = if row.lately.is_empty() { "not known" } else { &row.lately };
            format!("{}: {then}{lately} lately.", row.label)
        };
        self.table().into_iter().map(row).collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_week_is_told_by_the_names_of_its_days() {
        let cell = |cramp, routine| Some(NightCell { cramp, routine, excused: false });
        let (yes, no) = (Some(true), Some(false));
        let nights = [
            cell(yes, Done::Whole),
            cell(no, Done::Part),
            cell(None, Done::Not),
            cell(yes, Done::Not),
            None,
            None,
            None,
        ];
        let week = Week { monday: date(2026, 11, 16), nights, cramps: None };
        assert_eq!(
            week.aloud().as_deref(),
            Some(
                "Week of 16 November: cramps on Monday, Thursday; no cramp on Tuesday; routine on Monday; part of a \
                 routine on Tuesday."
            )
        );
        let unknown = Week { nights: [cell(None, Done::Not); 7], ..week };
        assert_eq!(unknown.aloud(), None);
    }
}
