//! Whether the terminal's background is light, as the terminal tells.

/// Asks for it: the answer comes later, among the keys. Ended by a bell, for some old terminals answer nothing else well.
pub(crate) const QUERY: &str = "\x1b]11;?\x07";

/// A ground this bright has as much contrast with black as with white (WCAG 2.2).
const MIDDLE: f64 = 0.179;

/// Returns whether the background in `reply` is light, with or without what stands around the colour; `None` if there is
/// none in it.
pub(super) fn is_light(reply: &str) -> Option<bool> {
    let reply = reply.strip_prefix("\x1b]").unwrap_or(reply);
    let colour = reply.strip_prefix("11;").unwrap_or(reply).trim_end_matches(['\x07', '\x1b', '\\']);
    let parts = match colour.strip_prefix("rgb:").or_else(|| colour.strip_prefix("rgba:")) {
        Some(parts) => parts.split('/').collect(),
        None => thirds(colour.strip_prefix('#')?)?,
    };
    let [red, green, blue] = match parts.as_slice() {
        &[red, green, blue] | &[red, green, blue, _] => [red, green, blue].map(linear),
        _ => return None,
    };
    Some(0.2126 * red? + 0.7152 * green? + 0.0722 * blue? > MIDDLE)
}

/// The three parts of "#rrggbb", each of one to four digits.
fn thirds(digits: &str) -> Option<Vec<&str>> {
    let long = digits.len() / 3;
    let is_whole = digits.is_ascii() && digits.len().is_multiple_of(3) && long > 0;
    is_whole.then(|| (0..3).map(|nth| &digits[nth * long..(nth + 1) * long]).collect())
}

/// How much light a part of a colour is, 0 to 1, from one to four hexadecimal digits.
fn linear(digits: &str) -> Option<f64> {
    let is_short = (1..=4).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let value = u16::from_str_radix(digits, 16).ok().filter(|_| is_short)?;
    let most = u16::MAX >> (16 - 4 * digits.len());
    Some(libm::pow(f64::from(value) / f64::from(most), 2.2))
}

/// Returns what `COLORFGBG` says of the background, a number of the sixteen colours at its end.
pub(super) fn is_light_by_number(text: &str) -> Option<bool> {
    match text.rsplit(';').next()?.parse::<u8>().ok()? {
        0..=6 | 8 => Some(false),
        7 | 9..=15 => Some(true),
        16.. => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_tells_light_from_dark() {
        for (reply, light) in [
            ("\x1b]11;rgb:ffff/ffff/ffff\x07", true),
            ("\x1b]11;rgb:0000/0000/0000\x1b\\", false),
            ("11;rgb:fdfd/f6f6/e3e3", true),
            ("rgb:0000/2b2b/3636", false),
            ("rgb:28/28/28", false),
            ("rgb:f/f/f", true),
            ("rgb:0/0/0", false),
            ("rgb:fff/000/000", true),
            ("rgb:0000/0000/ffff", false),
            ("rgba:ffff/ffff/ffff/8000", true),
            ("rgba:1a1a/1a1a/1a1a/ffff", false),
            ("#ffffff", true),
            ("#000", false),
            ("#fdf6e3", true),
            ("#1d1d1f1f2121", false),
        ] {
            assert_eq!(is_light(reply), Some(light), "{reply:?}");
        }
        for reply in [
            "",
            "11;",
            "10;rgb:ffff/ffff/ffff",
            "4;11;rgb:ffff/ffff/ffff",
            "rgb:",
            "rgb:ffff/ffff",
            "rgb:fffff/0/0",
            "rgb:+fff/0/0",
            "rgb://",
            "rgb:gg/00/00",
            "rgb:0/0/0/0/0",
            "#",
            "#ffff",
            "#fffffffffffffff",
            "#ééé",
            "white",
        ] {
            assert_eq!(is_light(reply), None, "{reply:?}");
        }
    }

    #[test]
    fn a_number_tells_light_from_dark() {
        for (text, light) in [
            ("15;0", Some(false)),
            ("0;15", Some(true)),
            ("0;default;15", Some(true)),
            ("7;8", Some(false)),
            ("0;7", Some(true)),
            ("0;default", None),
            ("0;99", None),
            ("", None),
        ] {
            assert_eq!(is_light_by_number(text), light, "{text:?}");
        }
    }
}
