//! Lengths of time as people write them: `"30s"`, `"1m 30s"`, `"1h"`.

use std::time::Duration;

use super::quoted;

/// What a length must look like, for the JSON Schema; the reader below accepts exactly these.
pub(crate) const PATTERN: &str = r"^(?=[0-9])([0-9]{1,5}h)?( ?[0-9]{1,5}m)?( ?[0-9]{1,5}(\.[0-9]{1,3})?s)?$";

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NotALength {
    /// What is wrong: a lower-case fragment that names the text.
    pub what: String,
    pub fix: String,
}

/// Reads a length: hours, minutes and seconds in this order, each with its unit; seconds may have decimals.
pub(crate) fn read(text: &str) -> Result<Duration, NotALength> {
    exact(text).ok_or_else(|| explain(text))
}

pub(crate) fn written(length: Duration) -> String {
    let millis = length.as_millis();
    let (hours, minutes) = (millis / 3_600_000, millis / 60_000 % 60);
    let (seconds, thousandths) = (millis / 1_000 % 60, millis % 1_000);
    let mut parts = Vec::new();
    if hours > 0 {
        parts.push(format!("{hours}h"));
    }
    if minutes > 0 {
        parts.push(format!("{minutes}m"));
    }
    if thousandths > 0 {
        let decimals = format!("{thousandths:03}");
        parts.push(format!("{seconds}.{}s", decimals.trim_end_matches('0')));
    } else if seconds > 0 || parts.is_empty() {
        parts.push(format!("{seconds}s"));
    }
    parts.join(" ")
}

/// The length that a text most likely means, however it is written; for advice only.
pub(crate) fn suggestion(text: &str) -> Option<Duration> {
    let plain = text.trim().trim_start_matches(['-', '+', '−']).to_lowercase().replace(',', ".");
    let plain: String = plain.chars().map(half_width).collect();
    let millis = if plain.contains(':') { clock(&plain)? } else { worded(&plain)? };
    (millis.is_finite() && (1.0..=86_400_000.0).contains(&millis))
        .then(|| Duration::from_secs_f64(millis.round() / 1000.0))
}

/// The plain digit for a wide one that East Asian keyboards write.
fn half_width(c: char) -> char {
    match u32::from(c) {
        code @ 0xff10..=0xff19 => char::from_digit(code - 0xff10, 10).unwrap_or(c),
        _ => c,
    }
}

/// The length of a text in the one form that files use.
fn exact(text: &str) -> Option<Duration> {
    let mut rest = text;
    let mut total = Duration::ZERO;
    let mut any = false;
    for (unit, seconds) in [('h', 3600), ('m', 60), ('s', 1)] {
        let part = if any { rest.strip_prefix(' ').unwrap_or(rest) } else { rest };
        let Some((number, after)) = part.split_once(unit) else { continue };
        let (whole, decimals) = match number.split_once('.') {
            Some((whole, decimals)) if unit == 's' => (whole, Some(decimals)),
            Some(_) => return None,
            None => (number, None),
        };
        total += Duration::from_secs(digits(whole, 5)? * seconds);
        if let Some(decimals) = decimals {
            let places = u32::try_from(decimals.len()).ok()?;
            total += Duration::from_millis(digits(decimals, 3)? * 10_u64.pow(3_u32.checked_sub(places)?));
        }
        rest = after;
        any = true;
    }
    (any && rest.is_empty()).then_some(total)
}

/// The number that `text` spells with one to `most` plain digits.
fn digits(text: &str, most: usize) -> Option<u64> {
    let plain = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

fn explain(text: &str) -> NotALength {
    let example = || "write a number and its unit, such as `\"30s\"` or `\"1m 30s\"`".to_owned();
    let fix = suggestion(text).map_or_else(example, |length| format!("write `\"{}\"`", written(length)));
    let trimmed = text.trim();
    let numeric = !trimmed.is_empty() && trimmed.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let shown = quoted(text);
    let what = if trimmed.is_empty() {
        return NotALength { what: "the length is empty".into(), fix: example() };
    } else if trimmed.starts_with(['-', '−']) {
        format!("{shown} is negative; a length is not")
    } else if numeric {
        let fix = match suggestion(text) {
            Some(length) => {
                let minutes = length.checked_mul(60).map(written).unwrap_or_default();
                format!("write `\"{}\"` for seconds or `\"{minutes}\"` for minutes", written(length))
            }
            None => example(),
        };
        return NotALength { what: format!("the length {shown} has no unit"), fix };
    } else if trimmed.contains(':') {
        format!("{shown} looks like a clock; a length has units")
    } else {
        format!("{shown} is not a length: digits with `h`, `m` or `s`, in this order")
    };
    NotALength { what, fix }
}

/// The milliseconds of `m:s` or `h:m:s`.
fn clock(plain: &str) -> Option<f64> {
    let mut total = 0.0;
    for part in plain.split(':') {
        total = total * 60.0 + part.trim().parse::<f64>().ok().filter(|n| *n >= 0.0)?;
    }
    Some(total * 1000.0)
}

/// The milliseconds of numbers with unit words; without any unit they are seconds.
fn worded(plain: &str) -> Option<f64> {
    let mut rest = plain;
    let mut total = 0.0;
    while !rest.is_empty() {
        let (number, after) =
            rest.split_at(rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len()));
        let after = after.trim_start();
        let (unit, after) = after.split_at(after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len()));
        let factor = match unit {
            "ms" => 1.0,
            "" | "s" | "sec" | "secs" | "second" | "seconds" => 1_000.0,
            "m" | "min" | "mins" | "minute" | "minutes" => 60_000.0,
            "h" | "hr" | "hrs" | "hour" | "hours" => 3_600_000.0,
            _ => return None,
        };
        total += number.parse::<f64>().ok()? * factor;
        rest = after.trim_start();
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_should_write() {
        for (text, millis) in [
            ("30s", 30_000),
            ("1m 30s", 90_000),
            ("1m30s", 90_000),
            ("2m", 120_000),
            ("1h", 3_600_000),
            ("1h 5s", 3_605_000),
            ("1h 2m 3s", 3_723_000),
            ("4.5s", 4_500),
            ("0.25s", 250),
            ("0s", 0),
            ("90s", 90_000),
            ("007s", 7_000),
        ] {
            assert_eq!(read(text), Ok(Duration::from_millis(millis)), "{text}");
        }
    }

    #[test]
    fn says_what_is_wrong_and_what_to_write() {
        for (text, what, fix) in [
            ("30", "the length `30` has no unit", "write `\"30s\"` for seconds or `\"30m\"` for minutes"),
            ("0:30", "`0:30` looks like a clock; a length has units", "write `\"30s\"`"),
            ("1:02:03", "`1:02:03` looks like a clock; a length has units", "write `\"1h 2m 3s\"`"),
            ("-5s", "`-5s` is negative; a length is not", "write `\"5s\"`"),
            ("30 S", "`30 S` is not a length: digits with `h`, `m` or `s`, in this order", "write `\"30s\"`"),
            ("30 s", "`30 s` is not a length: digits with `h`, `m` or `s`, in this order", "write `\"30s\"`"),
            (
                "30sec",
                "`30sec` is not a length: digits with `h`, `m` or `s`, in this order",
                "write `\"30s\"`",
            ),
            (
                "2 minutes",
                "`2 minutes` is not a length: digits with `h`, `m` or `s`, in this order",
                "write `\"2m\"`",
            ),
            (
                "1.5m",
                "`1.5m` is not a length: digits with `h`, `m` or `s`, in this order",
                "write `\"1m 30s\"`",
            ),
            (
                "4,5s",
                "`4,5s` is not a length: digits with `h`, `m` or `s`, in this order",
                "write `\"4.5s\"`",
            ),
            (
                "30s 1m",
                "`30s 1m` is not a length: digits with `h`, `m` or `s`, in this order",
                "write `\"1m 30s\"`",
            ),
            ("5.s", "`5.s` is not a length: digits with `h`, `m` or `s`, in this order", "write `\"5s\"`"),
            (
                "500ms",
                "`500ms` is not a length: digits with `h`, `m` or `s`, in this order",
                "write `\"0.5s\"`",
            ),
        ] {
            assert_eq!(read(text), Err(NotALength { what: what.into(), fix: fix.into() }), "{text}");
        }
        let example = "write a number and its unit, such as `\"30s\"` or `\"1m 30s\"`";
        for text in
            ["1e9s", "soon", "", " ", "s", "m", ".s", "1.2.3s", "٣s", "99999999999999999999s", "1s1s1s1x"]
        {
            assert_eq!(read(text).expect_err(text).fix, example, "{text}");
        }
    }

    #[test]
    fn writes_what_it_reads() {
        for text in ["30s", "1m 30s", "2m", "1h", "1h 5s", "4.5s", "0.25s", "0s", "59m 59.999s"] {
            assert_eq!(written(read(text).expect(text)), text);
        }
    }

    #[test]
    fn survives_any_text() {
        for text in
            ["\u{0}", "🦵s", "-", "::", "1:", "ms", "9".repeat(100_000).as_str(), "1s ".repeat(9999).as_str()]
        {
            assert!(read(text).is_err(), "{}", quoted(text));
        }
    }
}
