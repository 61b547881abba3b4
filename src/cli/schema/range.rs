//! The limits of a length as a regular expression, which is all that a schema knows of a text.

use std::time::Duration;

/// Returns what a length matches that is shorter than `min` or longer than `max`.
///
/// Exact as long as smaller units stay below the next larger one: `59m 90s` slips through a limit of an hour.
/// `min` is under ten seconds and in tenths of them, or a millisecond, which stands for "over zero".
pub(super) fn outside(min: Duration, max: Duration) -> String {
    let mut ways = under(min);
    ways.extend(over(max));
    ways.join("|")
}

/// Returns the ways to be shorter than `min`.
fn under(min: Duration) -> Vec<String> {
    let mut ways = Vec::new();
    if min.is_zero() {
        return ways;
    }
    // Nothing but zeros. In the others too, no digit but zero comes before the seconds.
    ways.push("^[^1-9]*$".to_owned());
    let (whole, tenths) = (min.as_secs(), min.subsec_millis() / 100);
    if whole > 0 {
        let fewer = if whole > 1 { format!("[1-{}]?", whole - 1) } else { String::new() };
        ways.push(format!(r"^[^1-9.]*{fewer}(\.\d*)?s$"));
    }
    if tenths > 0 {
        let just = if whole > 0 { whole.to_string() } else { String::new() };
        ways.push(format!(r"^[^1-9.]*{just}(\.[0-{}]\d*)?s$", tenths - 1));
    }
    ways
}

/// Returns the ways to be longer than `max`.
fn over(max: Duration) -> Vec<String> {
    let mut ways = Vec::new();
    for (unit, seconds) in [("h", 3600), ("m", 60), ("s", 1)] {
        let most = max.as_secs() / seconds;
        let decimals = if seconds == 1 { r"(\.\d*)?" } else { "" };
        ways.push(format!("(^|[hm ])0*({}){decimals}{unit}", above(most)));
        // As much as there may be, and then more.
        if most > 0 && max.as_secs().is_multiple_of(seconds) {
            let more = if seconds == 1 { r"\.\d*[1-9]" } else { &format!("{unit}.*[1-9]") };
            ways.push(format!("(^|[hm ])0*{most}{more}"));
        }
    }
    ways
}

/// Returns the whole numbers above `most`, written without leading zeros.
fn above(most: u64) -> String {
    let digits = most.to_string();
    let mut ways = vec![format!(r"[1-9]\d{{{},}}", digits.len())];
    for (at, digit) in digits.char_indices().filter(|(_, digit)| *digit != '9') {
        let same = digits.get(..at).unwrap_or_default();
        let next = digit.to_digit(10).unwrap_or_default() + 1;
        let rest = digits.len() - at - 1;
        ways.push(format!(r"{same}[{next}-9]\d{{{rest}}}"));
    }
    ways.join("|")
}
