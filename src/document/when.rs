//! Times of day and dates as people write them: `9.45pm`, `monday`, `24 december`.

use jiff::civil::{Date, Time, Weekday, time};

use super::quoted;

/// On which side of today a day without its year or week is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Toward {
    Past,
    Future,
}

const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Reads a time of day: `21:45`, `21.45`, `2145`, `9:45pm`, `9 p.m.`.
pub(crate) fn time_of_day(text: &str) -> Result<Time, String> {
    let shown = quoted(text);
    let is_none = || format!("{shown} is not a time of day; write a time such as 21:45 or 9:45pm");
    let word = text.replace(char::is_whitespace, "").to_lowercase();
    let word = word.replace("a.m.", "am").replace("p.m.", "pm");
    let (digits, half) = match word.strip_suffix("pm") {
        Some(digits) => (digits, Some(12)),
        None => word.strip_suffix("am").map_or((word.as_str(), None), |digits| (digits, Some(0))),
    };
    let (hours, minutes) = match digits.split_once([':', '.']) {
        Some((hours, minutes)) if minutes.len() == 2 => (hours, minutes),
        None if half.is_some() && digits.len() <= 2 => (digits, "0"),
        None if (3..=4).contains(&digits.len()) && digits.is_ascii() => digits.split_at(digits.len() - 2),
        Some(_) | None => return Err(is_none()),
    };
    let number = |text: &str| number(text).and_then(|n| i8::try_from(n).ok()).filter(|_| text.len() <= 2);
    let (Some(hour), Some(minute)) = (number(hours), number(minutes)) else { return Err(is_none()) };
    let hour = match half {
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return Err(format!("{shown} is not a time of day: with am or pm, hours go from 1 to 12")),
        None => hour,
    };
    match (hour, minute) {
        (24, 0) => Err(format!("{shown} is not a time of day; write 00:00 for midnight")),
        (24.., _) => Err(format!("{shown} is not a time of day: hours go from 0 to 23")),
        (_, 60..) => Err(format!("{shown} is not a time of day: minutes go from 0 to 59")),
        (hour, minute) => Ok(time(hour, minute, 0, 0)),
    }
}

/// Reads a day: `2026-12-24`, `24.12.2026`, `24.12.`, `24 december`, `dec 24 2026`, `monday`, `tomorrow`.
pub(crate) fn day(text: &str, today: Date, toward: Toward) -> Option<Date> {
    let text = text.trim().to_lowercase();
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let parts: Vec<&str> = text.split([' ', ',', '.']).filter(|part| !part.is_empty()).collect();
    match parts[..] {
        ["today" | "tonight"] => Some(today),
        ["tomorrow"] => today.tomorrow().ok(),
        ["yesterday"] => today.yesterday().ok(),
        [name] => {
            let day = weekday(name)?;
            match toward {
                Toward::Future => today.nth_weekday(1, day).ok(),
                // The evening of today has come.
                Toward::Past => today.tomorrow().ok()?.nth_weekday(-1, day).ok(),
            }
        }
        [day, month] => in_year(day, month, None, today, toward),
        [day, month, year] => in_year(day, month, Some(year), today, toward),
        _ => None,
    }
}

/// The day of a month, which may come first where it has its name; without a year, the nearest one there is.
fn in_year(day: &str, month: &str, year: Option<&str>, today: Date, toward: Toward) -> Option<Date> {
    let name = |word: &str| starting(word, &MONTHS);
    let (day, month) = if name(day).is_some() { (month, day) } else { (day, month) };
    let month = name(month).map(|at| at + 1).or_else(|| number(month))?;
    let day = number(["st", "nd", "rd", "th"].iter().find_map(|end| day.strip_suffix(end)).unwrap_or(day))?;
    let date = |year| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    match (year, toward) {
        (Some(year), _) => {
            let full = number(year)?;
            date(i16::try_from(if year.len() <= 2 { 2000 + full } else { full }).ok()?)
        }
        // Eight, for the 29th of February.
        (None, Toward::Future) => (0..=8).filter_map(|n| date(today.year() + n)).find(|date| *date >= today),
        (None, Toward::Past) => (0..=8).filter_map(|n| date(today.year() - n)).find(|date| *date <= today),
    }
}

/// The day of the week that a word names by at least three letters, also in the plural.
pub(crate) fn weekday(word: &str) -> Option<Weekday> {
    let one = word.strip_suffix('s').filter(|one| one.len() >= 3).unwrap_or(word);
    let at = starting(one, &DAYS)?;
    Weekday::from_monday_zero_offset(i8::try_from(at).ok()?).ok()
}

fn starting(word: &str, names: &[&str]) -> Option<usize> {
    names.iter().position(|name| word.len() >= 3 && name.starts_with(word))
}

fn number(digits: &str) -> Option<usize> {
    let plain = !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        // A Sunday.
        let today = date(2026, 11, 22);
        for (text, past, future) in [
            ("2026-12-24", "2026-12-24", "2026-12-24"),
            ("24.12.2026", "2026-12-24", "2026-12-24"),
            ("24.12.26", "2026-12-24", "2026-12-24"),
            ("24.12.", "2025-12-24", "2026-12-24"),
            ("1.3", "2026-03-01", "2027-03-01"),
            ("24 december", "2025-12-24", "2026-12-24"),
            ("24. Dec. 2026", "2026-12-24", "2026-12-24"),
            ("December 24th, 2026", "2026-12-24", "2026-12-24"),
            ("22 nov", "2026-11-22", "2026-11-22"),
            ("29 feb", "2024-02-29", "2028-02-29"),
            ("Monday", "2026-11-16", "2026-11-23"),
            ("sun", "2026-11-22", "2026-11-29"),
            ("tomorrow", "2026-11-23", "2026-11-23"),
            ("yesterday", "2026-11-21", "2026-11-21"),
            ("tonight", "2026-11-22", "2026-11-22"),
        ] {
            let read = |toward| day(text, today, toward).map(|date| date.to_string());
            assert_eq!(read(Toward::Past).as_deref(), Some(past), "{text}");
            assert_eq!(read(Toward::Future).as_deref(), Some(future), "{text}");
        }
        for text in
            ["", "soon", "24", "31.2.2026", "30 feb", "3/4", "24 decembre 2026", "mo", "1.1.1.1", "²4.12."]
        {
            assert_eq!(day(text, today, Toward::Future), None, "{text}");
        }
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, hour, minute) in [
            ("3am", 3, 0),
            ("03.10", 3, 10),
            ("9.45pm", 21, 45),
            ("9 P.M.", 21, 0),
            ("9:45 am", 9, 45),
            ("310", 3, 10),
        ] {
            assert_eq!(time_of_day(text), Ok(time(hour, minute, 0, 0)), "{text}");
        }
        for text in ["", "3", "noon", "pm", ":10", "3:1", "3:10:00", "25:00", "13pm"] {
            assert!(time_of_day(text).unwrap_err().contains("is not a time of day"), "{text}");
        }
    }
}
