//! When to be reminded: times of day with the nights they are for, read from a person's words.
//!
//! A day of the week means the evening that begins on it: "00:30 fri" is the night of Friday, half an hour into
//! Saturday.

use std::fmt;
use std::time::Duration;

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};

use crate::document::when;

/// When to be reminded; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Schedule {
    pub(crate) rules: Vec<DayRule>,
    /// How long before bedtime the heads-up comes.
    pub(crate) lead: Option<Duration>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DayRule {
    pub(crate) time: Time,
    /// Nights, by the day on which their evening begins.
    pub(crate) days: Days,
}

/// Days of the week; never none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Days(u8);

/// When the scheduler should call us, by the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Alarm {
    /// Days of the calendar instead of nights.
    pub(crate) days: Days,
    pub(crate) time: Time,
}

const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Where clocks change at night, they do so before this hour.
const CHANGES_BEFORE: i8 = 4;

pub(crate) const LONGEST_LEAD: Duration = Duration::from_secs(4 * 3600);
/// Ten minutes before bed a heads-up would only disturb.
pub(crate) const SHORTEST_LEAD: Duration = Duration::from_secs(15 * 60);

impl Schedule {
    /// Reads words such as `21:45 sun-thu 22:30 fri,sat`: a time, then the nights it is for, daily if none are named.
    pub(crate) fn parse<'a>(
        words: impl IntoIterator<Item = &'a str>,
        lead: Option<Duration>,
    ) -> Result<Schedule, String> {
        let mut rules: Vec<(Time, Option<Days>)> = Vec::new();
        let mut words = words.into_iter().flat_map(str::split_whitespace).peekable();
        while let Some(word) = words.next() {
            let half = words.next_if(|next| matches!(next.to_ascii_lowercase().as_str(), "am" | "pm"));
            let word = format!("{word}{}", half.unwrap_or_default()).to_ascii_lowercase();
            if word.starts_with(|c: char| c.is_ascii_digit()) {
                rules.push((when::time_of_day(&word)?, None));
            } else if let Some(days) = parse_days(&word)? {
                match rules.last_mut() {
                    Some((_, open @ None)) => *open = Some(days),
                    Some((time, Some(_))) => {
                        return Err(format!(
                            "{} has two lists of days; join them with a comma",
                            clock(*time)
                        ));
                    }
                    None => return Err(format!("`{word}` needs a time before it, as in `21:45 {word}`")),
                }
            } else {
                return Err(no_time(&word));
            }
        }
        let rules: Vec<DayRule> =
            rules.into_iter().map(|(time, days)| DayRule { time, days: days.unwrap_or(Days::ALL) }).collect();
        if rules.is_empty() {
            return Err("a time is missing; write one such as 21:45".to_owned());
        }
        Ok(Schedule { rules, lead })
    }

    /// The bedtimes of a night in order. One in an hour that the clocks skip comes an hour later; one in an hour that
    /// comes twice, the first time.
    pub(crate) fn of_night(&self, night: Date, begins: i8, zone: &TimeZone) -> Vec<Zoned> {
        let mut times: Vec<Zoned> = self
            .rules
            .iter()
            .filter(|rule| rule.days.has(night.weekday()))
            .filter_map(|rule| {
                let date = if rule.time.hour() < begins { night.tomorrow().ok()? } else { night };
                zone.to_ambiguous_zoned(date.to_datetime(rule.time)).compatible().ok()
            })
            .collect();
        times.sort();
        times
    }

    pub(crate) fn next(&self, now: &Zoned, begins: i8) -> Option<Zoned> {
        nights_around(now, 8)
            .flat_map(|night| self.of_night(night, begins, now.time_zone()))
            .find(|at| at > now)
    }

    /// The first moment after `now` at which there may be something to say.
    pub(crate) fn next_call(&self, now: &Zoned, begins: i8) -> Option<Zoned> {
        let bed = self.next(now, begins)?;
        let early = self.lead.and_then(|lead| bed.checked_sub(lead).ok()).filter(|early| early > now);
        Some(early.unwrap_or(bed))
    }

    /// When the scheduler has to call us: bedtimes, heads-ups, and for the small hours an hour later once more, as some
    /// schedulers skip what falls into an hour that does not exist. A call too many does no harm.
    pub(crate) fn alarms(&self, begins: i8) -> Vec<Alarm> {
        let mut alarms = Vec::new();
        for rule in &self.rules {
            let days = if rule.time.hour() < begins { rule.days.later() } else { rule.days };
            alarms.push(Alarm { days, time: rule.time });
            if rule.time.hour() < CHANGES_BEFORE {
                alarms.push(Alarm { days, time: rule.time + 1.hour() });
            }
            if let Some(lead) = self.lead {
                let early = rule.time.wrapping_sub(lead);
                let days = if early > rule.time { days.earlier() } else { days };
                alarms.push(Alarm { days, time: early });
            }
        }
        alarms
    }

    pub(crate) fn words(&self) -> Vec<String> {
        let rules = self.rules.iter().flat_map(|rule| [clock(rule.time), rule.days.to_string()]);
        let lead = self.lead.map(|lead| [String::from("--lead"), format!("{}m", lead.as_secs() / 60)]);
        rules.chain(lead.into_iter().flatten()).collect()
    }
}

impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, rule) in self.rules.iter().enumerate() {
            let comma = if i > 0 { ", " } else { "" };
            match rule.days {
                Days::ALL => write!(f, "{comma}{} every night", clock(rule.time))?,
                days => write!(f, "{comma}{} on {days}", clock(rule.time))?,
            }
        }
        match self.lead {
            Some(lead) => write!(f, "; a heads-up {} minutes before", lead.as_secs() / 60),
            None => Ok(()),
        }
    }
}

impl Days {
    pub(crate) const ALL: Days = Days(0x7f);

    pub(crate) fn has(self, day: Weekday) -> bool {
        self.0 & bit(day.to_monday_zero_offset()) != 0
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = Weekday> {
        (0..7).filter_map(|day| Weekday::from_monday_zero_offset(day).ok()).filter(move |&day| self.has(day))
    }

    /// The short names, with three or more in a row as "sun-thu", also around the week's end.
    fn runs(self) -> Vec<String> {
        let has = |day: i8| self.0 & bit(day) != 0;
        let mut runs: Vec<String> = Vec::new();
        for first in (0..7).filter(|&day| has(day) && !has(day - 1)) {
            let more = (1..7).take_while(|&more| has(first + more)).count();
            let last = (first + i8::try_from(more).unwrap_or(0)).rem_euclid(7);
            match more {
                0 => runs.push(name(first).to_owned()),
                1 => runs.extend([name(first), name(last)].map(str::to_owned)),
                _ => runs.push(format!("{}-{}", name(first), name(last))),
            }
        }
        runs
    }

    fn later(self) -> Days {
        Days((self.0 << 1 | self.0 >> 6) & 0x7f)
    }

    fn earlier(self) -> Days {
        Days((self.0 >> 1 | self.0 << 6) & 0x7f)
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Days::ALL => f.write_str("daily"),
            days => f.write_str(&days.runs().join(",")),
        }
    }
}

fn name(day: i8) -> &'static str {
    usize::try_from(day).ok().and_then(|day| NAMES.get(day)).copied().unwrap_or_default()
}

pub(crate) fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

pub(super) fn nights_around(now: &Zoned, days: i64) -> impl Iterator<Item = Date> {
    let today = now.date();
    (-2..=days).filter_map(move |offset| today.checked_add(offset.days()).ok())
}

fn no_time(word: &str) -> String {
    let word = crate::document::one_line(word);
    let instead = match word.as_ref() {
        "noon" | "midday" => "12:00",
        "midnight" => "00:00",
        _ => "21:45 or 9:45pm",
    };
    format!("`{word}` is not a time of day or a day of the week; write a time such as {instead}")
}

/// Reads `daily`, `weekdays`, `weekends`, `mon`, `monday`, `mon,tue`, `sun-thu`; `None` for what does not look like
/// days.
pub(crate) fn parse_days(word: &str) -> Result<Option<Days>, String> {
    match word {
        "daily" | "everyday" | "nightly" => return Ok(Some(Days::ALL)),
        "weekdays" | "weekday" => return Ok(Some(Days(0b001_1111))),
        "weekends" | "weekend" => return Ok(Some(Days(0b110_0000))),
        _ => {}
    }
    let mut bits = 0;
    let mut known = false;
    let mut unknown = None;
    for part in word.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let mut ends = part.splitn(2, '-').map(|end| day(end).ok_or(end));
        match (ends.next(), ends.next()) {
            (Some(Ok(from)), None) => bits |= bit(from),
            (Some(Ok(from)), Some(Ok(to))) => {
                let length = (to - from).rem_euclid(7);
                bits |= (0..=length).fold(0, |bits, day| bits | bit((from + day) % 7));
            }
            (Some(Err(end)), _) | (_, Some(Err(end))) => {
                unknown = unknown.or(Some(end));
                continue;
            }
            (None, _) => continue,
        }
        known = true;
    }
    match unknown {
        None => Ok(known.then_some(Days(bits))),
        Some(end) => match nearest(end) {
            Some(near) => Err(format!("`{end}` is not a day of the week; did you mean `{near}`?")),
            None if known => {
                Err(format!("`{end}` is not a day of the week; write mon, tue, wed, thu, fri, sat or sun"))
            }
            None => Ok(None),
        },
    }
}

/// Monday is 0.
fn day(word: &str) -> Option<i8> {
    when::weekday(word).map(Weekday::to_monday_zero_offset)
}

fn nearest(word: &str) -> Option<&'static str> {
    let words = NAMES.into_iter().chain(["daily", "weekdays", "weekends"]);
    let (near, likeness) =
        words.map(|name| (name, strsim::jaro_winkler(name, word))).max_by(|a, b| a.1.total_cmp(&b.1))?;
    (likeness > 0.75).then_some(near)
}

fn bit(day: i8) -> u8 {
    1 << day.rem_euclid(7)
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;

    use super::*;

    fn schedule(words: &str) -> Schedule {
        Schedule::parse([words], None).unwrap()
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (word, hour, minute) in [
            ("21:45", 21, 45),
            ("21.45", 21, 45),
            ("2145", 21, 45),
            ("945pm", 21, 45),
            ("9:45pm", 21, 45),
            ("9:45 PM", 21, 45),
            ("9pm", 21, 0),
            ("12am", 0, 0),
            ("12:30pm", 12, 30),
            ("0:05", 0, 5),
            ("0005", 0, 5),
        ] {
            let read = schedule(word);
            assert_eq!(read.rules, [DayRule { time: time(hour, minute, 0, 0), days: Days::ALL }], "{word}");
        }
    }

    #[test]
    fn what_is_no_time_says_what_to_write() {
        for (words, said) in [
            ("25:00", "`25:00` is not a time of day: hours go from 0 to 23"),
            ("24:00", "write 00:00 for midnight"),
            ("21:60", "minutes go from 0 to 59"),
            ("13:00pm", "with am or pm, hours go from 1 to 12"),
            ("noon", "`noon` is not a time of day or a day of the week; write a time such as 12:00"),
            ("midnight", "such as 00:00"),
            ("21", "`21` is not a time of day"),
            ("21:5", "`21:5` is not a time of day"),
            ("21:45:00", "`21:45:00` is not a time of day"),
            ("2²:00", "is not a time of day"),
            ("99999999999", "is not a time of day"),
            ("", "a time is missing; write one such as 21:45"),
            ("mon", "`mon` needs a time before it, as in `21:45 mon`"),
            ("21:45 mon tue", "21:45 has two lists of days; join them with a comma"),
            ("21:45 mun", "`mun` is not a day of the week; did you mean `mon`?"),
            ("21:45 mon,xyzzy", "`xyzzy` is not a day of the week; write mon, tue"),
            ("21:45 wekdays", "did you mean `weekdays`?"),
            ("21:45 sss", "is not a time of day or a day of the week"),
            ("21:45 ths", "`ths` is not a day of the week; did you mean `thu`?"),
            ("21:45 \u{1b}[31m", "is not a time of day or a day of the week"),
        ] {
            let error = Schedule::parse([words], None).unwrap_err();
            assert!(error.contains(said), "{words}: {error}");
            assert!(!error.contains('\u{1b}'), "{error:?}");
        }
    }

    #[test]
    fn days_are_read_and_said() {
        for (words, said) in [
            ("21:45", "21:45 every night"),
            ("21:45 weekdays", "21:45 on mon-fri"),
            ("21:45 sun-thu 22:30 fri,sat", "21:45 on sun-thu, 22:30 on fri,sat"),
            ("21:45 Mondays,Wed", "21:45 on mon,wed"),
            ("21:45 mon-sun", "21:45 every night"),
            ("21:45 fri-wed", "21:45 on fri-wed"),
            ("21:45 sat,sun,tue,thu,fri", "21:45 on tue,thu-sun"),
            ("21:45 sat-sat", "21:45 on sat"),
        ] {
            let read = schedule(words);
            assert_eq!(read.to_string(), said);
            let words = read.words();
            assert_eq!(Schedule::parse(words.iter().map(String::as_str), None), Ok(read));
        }
    }

    #[test]
    fn after_midnight_still_belongs_to_the_evening_before() {
        let schedule = Schedule { lead: Some(Duration::from_secs(45 * 60)), ..schedule("00:30 fri") };
        let said: Vec<_> =
            schedule.alarms(12).iter().map(|alarm| format!("{} {}", alarm.days, clock(alarm.time))).collect();
        assert_eq!(said, ["sat 00:30", "sat 01:30", "fri 23:45"]);
        let friday: Zoned = "2026-11-27T22:00[Europe/Berlin]".parse().unwrap();
        let next = schedule.next(&friday, 12).unwrap();
        assert_eq!(next.to_string(), "2026-11-28T00:30:00+01:00[Europe/Berlin]");
    }

    #[test]
    fn the_next_time_is_found_whatever_the_clocks_do() {
        for (words, now, next) in [
            // The hour that is left out: half past two comes at half past three.
            ("02:30", "2026-03-28T23:00[Europe/Berlin]", "2026-03-29T03:30:00+02:00[Europe/Berlin]"),
            ("02:30", "2026-03-29T12:00[Europe/Berlin]", "2026-03-30T02:30:00+02:00[Europe/Berlin]"),
            // The hour that comes twice: the first of the two.
            ("02:30", "2026-10-24T23:00[Europe/Berlin]", "2026-10-25T02:30:00+02:00[Europe/Berlin]"),
            ("02:30", "2026-10-25T02:40+02:00[Europe/Berlin]", "2026-10-26T02:30:00+01:00[Europe/Berlin]"),
            // Year end, and a night across midnight.
            ("23:30", "2026-12-31T23:31[Europe/Berlin]", "2027-01-01T23:30:00+01:00[Europe/Berlin]"),
            ("00:15", "2026-12-31T23:31[Europe/Berlin]", "2027-01-01T00:15:00+01:00[Europe/Berlin]"),
            // Once a week, just missed.
            (
                "21:45 sun",
                "2026-11-22T21:45[America/New_York]",
                "2026-11-29T21:45:00-05:00[America/New_York]",
            ),
            // No summer time, and a zone with its own midnight change.
            ("00:00 sat", "2026-04-11T22:00[Asia/Tokyo]", "2026-04-12T00:00:00+09:00[Asia/Tokyo]"),
            ("00:00", "2024-04-25T20:00[Africa/Cairo]", "2024-04-26T01:00:00+03:00[Africa/Cairo]"),
        ] {
            let now: Zoned = now.parse().unwrap();
            let found = schedule(words).next(&now, 12).unwrap();
            assert_eq!(found.to_string(), next, "{words} after {now}");
        }
    }
}
