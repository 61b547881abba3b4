//! Texts as a screen reader says them well and any terminal can show them: units in words, nothing drawn.

/// The longest line, in characters; a longer text goes on in the next one.
pub(super) const LONGEST: usize = 480;

/// Returns `text` in one line without what is drawn rather than said: "30 s × 2" becomes "30 seconds, 2 times".
pub(crate) fn speakable(text: &str) -> String {
    let words: Vec<String> = said(text).split_whitespace().map(str::to_owned).collect();
    let mut line = String::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let next = words.get(at + 1).map(String::as_str);
        let (piece, taken) = match next {
            Some(count) if word == "×" => (times(count, at + 2 < words.len()), 2),
            Some(unit) => length(word, unit).map_or_else(|| (word.clone(), 1), |length| (length, 2)),
            None => (word.clone(), 1),
        };
        if !(line.is_empty() || piece.starts_with(',')) {
            line.push(' ');
        }
        line.push_str(&piece);
        at += taken;
    }
    line
}

/// Returns `text` as lines none of which is too long.
pub(super) fn in_lines(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        // A word that is itself too long is no word of any language.
        let word: String = word.chars().take(LONGEST).collect();
        match lines.last_mut() {
            Some(line) if line.is_empty() => *line = word,
            Some(line) if line.chars().count() + 1 + word.chars().count() <= LONGEST => {
                line.push(' ');
                line.push_str(&word);
            }
            Some(_) | None => lines.push(word),
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// Replaces or leaves out the characters that are not said.
fn said(text: &str) -> String {
    let mut said = String::with_capacity(text.len());
    for letter in text.replace(" ·", ",").replace(" °C", " degrees C").chars() {
        match letter {
            '×' => said.push_str(" × "),
            '·' => said.push(','),
            '–' | '—' | '−' => said.push('-'),
            '…' => said.push_str("..."),
            '‘' | '’' => said.push('\''),
            '“' | '”' => said.push('"'),
            '°' => said.push_str(" degrees"),
            '→' => said.push_str(" to "),
            // Arrows, lines, blocks, shapes and braille; whatever else only draws; what nobody sees.
            '\u{2190}'..='\u{2bff}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f000}'..='\u{1faff}' => said.push(' '),
            '`'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}' => {}
            letter if letter.is_control() => said.push(' '),
            letter => said.push(letter),
        }
    }
    said
}

/// "× 2 each" in words: ", 2 times, each".
fn times(count: &str, goes_on: bool) -> String {
    let number = count.trim_end_matches(|c: char| c.is_ascii_punctuation());
    let end = &count[number.len()..];
    let comma = if end.is_empty() && goes_on { "," } else { end };
    format!(", {number} times{comma}")
}

/// "30 s," in words: "30 seconds,"; `None` where it is no length.
fn length(number: &str, unit: &str) -> Option<String> {
    let bare = number.trim_start_matches('(');
    if !bare.starts_with(|c: char| c.is_ascii_digit()) || bare.contains(|c: char| c.is_alphabetic()) {
        return None;
    }
    let name = unit.trim_end_matches(|c: char| c.is_ascii_punctuation() && c != '%');
    let (one, more) = match name {
        "s" => ("second", "seconds"),
        "min" => ("minute", "minutes"),
        "h" => ("hour", "hours"),
        "ml" => ("millilitre", "millilitres"),
        "µg" => ("microgram", "micrograms"),
        "%" => ("percent", "percent"),
        _ => return None,
    };
    let word = if bare == "1" { one } else { more };
    Some(format!("{number} {word}{}", &unit[name.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_is_said() {
        for (text, said) in [
            ("30 s × 2 each leg", "30 seconds, 2 times, each leg"),
            ("10 each way × 3, each foot", "10 each way, 3 times, each foot"),
            ("30 s × 2", "30 seconds, 2 times"),
            ("9 min 37 s", "9 minutes 37 seconds"),
            ("hold 1 min 1 s.", "hold 1 minute 1 second."),
            ("Room cool, about 18-22 °C.", "Room cool, about 18-22 degrees C."),
            ("welcome back · paused", "welcome back, paused"),
            ("■■□□□□ Night 9 of 42.", "Night 9 of 42."),
            ("a ⣿ b ━ c ▲\u{1b}[31m\n\td", "a b c [31m d"),
            ("膝を伸ばす", "膝を伸ばす"),
            ("the 5 senses, s and min", "the 5 senses, s and min"),
            ("180 µg a day, with `winddown cramp`.", "180 micrograms a day, with winddown cramp."),
            ("1 h (30 s)", "1 hour (30 seconds)"),
            ("one glass (150-200 ml).", "one glass (150-200 millilitres)."),
            ("Faster, 90 %, than 1.5 h.", "Faster, 90 percent, than 1.5 hours."),
            ("the 1980s h and 2x s", "the 1980s h and 2x s"),
            ("", ""),
        ] {
            assert_eq!(speakable(text), said, "{text:?}");
        }
    }

    #[test]
    fn a_long_text_goes_on_in_the_next_line() {
        let lines = in_lines(&"word ".repeat(300));
        assert_eq!(lines.len(), 4);
        assert!(lines.iter().all(|line| line.len() <= LONGEST && line.starts_with("word")));
        assert_eq!(in_lines(&"x".repeat(1000)), ["x".repeat(LONGEST)]);
        assert_eq!(in_lines(""), Vec::<String>::new());
    }
}
