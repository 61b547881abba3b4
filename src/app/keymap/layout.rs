//! Where letters of other alphabets lie on the keyboard: a command has the same place on all of them.

/// The letters of the keyboard that the keys are named for, row by row.
const PLACES: &str = "qwertyuiopasdfghjklzxcvbnm";

/// The letters in the same places; a dot where there is none.
const LAYOUTS: [&str; 5] = [
    // Russian, and what differs in Ukrainian.
    "йцукенгшщзфывапролдячсмить",
    "...........і..............",
    // Greek.
    ".ςερτυθιοπασδφγηξκλζχψωβνμ",
    // Hebrew.
    "..קראטוןםפשדגכעיחלךזסבהנמצ",
    // Arabic, whose b is two letters.
    "ضصثقفغعهخحشسيبلاتنمئءؤر.ىة",
];

/// The Latin letter in the place of this one; itself if there is none.
pub(super) fn latin(c: char) -> char {
    let c = c.to_lowercase().next().unwrap_or(c);
    let place = LAYOUTS.iter().find_map(|layout| layout.chars().position(|letter| c != '.' && letter == c));
    place.and_then(|place| PLACES.chars().nth(place)).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_has_a_letter_or_a_dot_in_every_place() {
        for layout in LAYOUTS {
            assert_eq!(layout.chars().count(), PLACES.len(), "{layout}");
        }
    }

    #[test]
    fn commands_are_found_by_their_place() {
        for (typed, meant) in [
            ("йНь", "qym"),
            ("Νν", "nn"),
            ("ζ", "z"),
            ("מ", "n"),
            ("і", "s"),
            ("ى", "n"),
            ("aß.", "aß."),
            ("N", "n"),
        ] {
            assert_eq!(typed.chars().map(latin).collect::<String>(), meant, "{typed}");
        }
    }
}
