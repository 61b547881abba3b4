//! Every key of a routine file, and of the files of moves and breathing patterns.
//!
//! The reader obeys these tables and the JSON Schema is made from them, so they cannot disagree.

use std::time::Duration;

use crate::document::keys::{Key, Retired, ValueSpec};

/// The longest single length: an hour.
pub(super) const HOUR: Duration = Duration::from_secs(3600);
pub(super) const LONGEST_ROUTINE: Duration = Duration::from_secs(4 * 3600);
/// The shortest in-breath and out-breath of one's own pattern; quicker is no slow breathing. Our choice.
pub(crate) const SHORTEST_BREATH: Duration = Duration::from_millis(500);
pub(super) const MOST_BREATHS: u32 = 1000;

/// Over zero; a millisecond is the finest that a file can say.
const OVER_ZERO: ValueSpec = ValueSpec::Length { min: Duration::from_millis(1), max: HOUR };
const ANY_LENGTH: ValueSpec = ValueSpec::Length { min: Duration::ZERO, max: HOUR };
/// A pace that eyes and feet can follow; our choice.
const PACE_LENGTH: ValueSpec =
    ValueSpec::Length { min: Duration::from_millis(500), max: Duration::from_secs(60) };
/// The word for getting into position without a clock.
pub(crate) const WAIT: &str = "wait";
const LINES: ValueSpec = ValueSpec::Texts { most: 50 };

pub(crate) const SIDES: &[&str] = &["each", "alternate", "both", "left", "right"];
pub(super) const POSTURES: &[&str] = &["standing", "sitting", "lying"];
pub(super) const LIMBS: &[&str] = &["leg", "foot"];
pub(super) const CHECKS: &[&str] = &["water", "bedroom", "tomorrow"];

const SETUP: Key = Key::new("setup", LINES, "how to get into position, a line at a time");
const NEEDS: Key =
    Key::new("needs", ValueSpec::Texts { most: 5 }, "what to have at hand, such as \"a wall\"");
const INTO: Key =
    Key::new("into", ValueSpec::Text, "the line that leads into the stretch, just before each count");
const CUES: Key = Key::new("cues", LINES, "what to do and feel during the work, a line at a time");
const END: Key = Key::new("end", ValueSpec::Text, "how to come out of it");
const BREATH: Key = Key::new("breath", ValueSpec::Text, "how to breathe while doing it");
const FEEL: Key = Key::new("feel", ValueSpec::Text, "what it should feel like");
const AVOID: Key = Key::new("avoid", ValueSpec::Text, "common faults");
const CAUTION: Key = Key::new("caution", ValueSpec::Text, "when to take care or leave it out");
const BRIEF: Key =
    Key::new("brief", ValueSpec::Text, "the caution in at most twelve words, while you get ready");
const SOURCE: Key = Key::new("source", ValueSpec::Text, "where this advice comes from");
const SIDES_KEY: Key = Key::new("sides", ValueSpec::Choice(SIDES), "on which sides");
const LIMB: Key = Key::new("limb", ValueSpec::Choice(LIMBS), "whether the sides are legs or feet");
const PACE: Key = Key::new("pace", PACE_LENGTH, "length of one repetition");
const BEATS: Key =
    Key::new("beats", ValueSpec::Texts { most: 8 }, "words for the parts of one repetition, evenly spaced");
const TURN: Key = Key::new("turn", ValueSpec::Text, "said half-way, before the same number the other way");
const FIGURE_KEY: Key =
    Key::new("figure", ValueSpec::Id, "the figure that shows it: a shipped one, or \"none\"");
const ART: Key = Key::new(
    "art",
    ValueSpec::Drawing { columns: 60, rows: 24 },
    "a drawing of your own, instead of a figure",
);
const READY: Key = Key::new("ready", ANY_LENGTH, "time to get into position; else your own setting");
/// The same, in a step.
const STEP_READY: Key = Key::new(
    "ready",
    ValueSpec::LengthOr { word: WAIT, min: Duration::ZERO, max: HOUR },
    "time to get into position, or \"wait\" for Enter before it; \"0s\" begins at once",
);
const CHANGE: Key = Key::new("change", ANY_LENGTH, "time to change sides; else your own setting");

const POSTURE: Key = Key::new("posture", ValueSpec::Choice(POSTURES), "the position it is done in");
const MASSAGE: Key = Key::new(
    "massage",
    ValueSpec::Flag,
    "whether it rubs a leg; winddown then asks about a swollen calf first",
);
const HEAT_OR_COLD: Key = Key::new(
    "heat-or-cold",
    ValueSpec::Flag,
    "whether it warms or cools the skin; it is left out for numb feet",
);
const INSTEAD_KEY: Key =
    Key::new("instead", ValueSpec::Table { keys: INSTEAD }, "other words for people these do not suit");

pub(crate) const INSTEAD: &[Key] = &[
    Key::new(
        "pregnancy",
        ValueSpec::Table { keys: OTHER_WORDS },
        "in pregnancy: nothing on the back or the front",
    ),
    Key::new(
        "balance",
        ValueSpec::Table { keys: OTHER_WORDS },
        "with poor balance: nothing that needs standing",
    ),
    Key::new(
        "fluid-limit",
        ValueSpec::Table { keys: OTHER_WORDS },
        "with a limit on drinks: nothing to drink",
    ),
];

pub(crate) const OTHER_WORDS: &[Key] = &[SETUP, CUES, END, CAUTION, POSTURE];

/// The keys that guide any movement, in the order in which people read them.
pub(crate) const GUIDE: &[&str] =
    &["setup", "into", "cues", "end", "breath", "feel", "avoid", "caution", "brief", "source"];

pub(crate) const ROUTINE: &[Key] = &[
    Key::new("name", ValueSpec::Title, "what people call the routine").needed(),
    Key::new("about", ValueSpec::Text, "one sentence about it"),
    Key::new("step", ValueSpec::Tables { keys: STEP, most: 200 }, "what to do, in order").needed(),
    Key::new("move", ValueSpec::Named { keys: MOVE }, "moves for this file only"),
];

/// Figures of one's own, which files of the first version could have.
pub(super) const OWN_FIGURES: Retired = Retired {
    name: "figure",
    what: "figures of your own are not read any more",
    fix: "remove every `[figure]` table, and give the steps a drawing with `art` or the name of a shipped figure",
};

/// The word of `figure` that shows nothing.
pub(crate) const NO_FIGURE: &str = "none";

pub(crate) const STEP: &[Key] = &[
    Key::new("move", ValueSpec::Id, "a shipped move, or one of this file"),
    Key::new(
        "breathe",
        ValueSpec::IdOrSeconds { max: 60 },
        "a breathing pattern, or seconds for in, hold, out, hold",
    ),
    Key::new(
        "check",
        ValueSpec::Choice(CHECKS),
        "a question: what you drank, the bedroom, or thoughts for tomorrow",
    ),
    Key::new("name", ValueSpec::Title, "what people call a step of your own"),
    Key::new("hold", OVER_ZERO, "how long to hold still"),
    Key::new("reps", ValueSpec::Whole { min: 1, max: 1000 }, "repetitions, instead of a hold"),
    Key::new("sets", ValueSpec::Whole { min: 1, max: 50 }, "how often, on each side"),
    SIDES_KEY,
    Key::new("rest", ANY_LENGTH, "rest between two sets of the same side"),
    STEP_READY,
    CHANGE,
    Key::new("breaths", ValueSpec::Whole { min: 1, max: MOST_BREATHS }, "number of breaths"),
    Key::new("for", OVER_ZERO, "how long to breathe, instead of a number of breaths"),
    Key::new("estimate", OVER_ZERO, "about how long it takes, for the total"),
    SETUP,
    INTO,
    CUES,
    END,
    BREATH,
    FEEL,
    AVOID,
    CAUTION,
    BRIEF,
    SOURCE,
    LIMB,
    PACE,
    BEATS,
    TURN,
    POSTURE,
    NEEDS,
    MASSAGE,
    HEAT_OR_COLD,
    FIGURE_KEY,
    ART,
    INSTEAD_KEY,
];

pub(crate) const MOVE: &[Key] = &[
    Key::new("name", ValueSpec::Title, "what people call the move").needed(),
    SETUP,
    INTO,
    CUES,
    END,
    BREATH,
    FEEL,
    AVOID,
    CAUTION,
    BRIEF,
    SOURCE,
    SIDES_KEY,
    LIMB,
    PACE,
    BEATS,
    TURN,
    READY,
    CHANGE,
    POSTURE,
    NEEDS,
    MASSAGE,
    HEAT_OR_COLD,
    FIGURE_KEY,
    ART,
    INSTEAD_KEY,
];

pub(crate) const PATTERN: &[Key] = &[
    Key::new("name", ValueSpec::Title, "what people call the pattern").needed(),
    Key::new("about", ValueSpec::Text, "one sentence about it"),
    Key::new("in", OVER_ZERO, "breathing in"),
    Key::new("top-up", OVER_ZERO, "a second, short sip of air"),
    Key::new("hold", OVER_ZERO, "holding after the in-breath"),
    Key::new("out", OVER_ZERO, "breathing out"),
    Key::new("hold-after", OVER_ZERO, "waiting after the out-breath"),
    Key::new(
        "breaths",
        ValueSpec::Whole { min: 1, max: MOST_BREATHS },
        "breaths when a routine names no number",
    ),
    Key::new("most", ValueSpec::Whole { min: 1, max: MOST_BREATHS }, "the most breaths at a time"),
    Key::new("free", OVER_ZERO, "how long unpaced breathing lasts by itself"),
    CAUTION,
    SOURCE,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_key_stands_once_and_says_what_it_is() {
        for (table, keys) in [
            ("routine", ROUTINE),
            ("step", STEP),
            ("move", MOVE),
            ("instead", INSTEAD),
            ("other words", OTHER_WORDS),
            ("breath", PATTERN),
        ] {
            let names: BTreeSet<_> = keys.iter().map(|key| key.name).collect();
            assert_eq!(names.len(), keys.len(), "{table}");
            assert!(keys.iter().all(|key| !key.doc.is_empty()), "{table}");
        }
    }

    #[test]
    fn steps_and_moves_are_guided_by_the_same_words() {
        for keys in [STEP, MOVE] {
            assert!(GUIDE.iter().all(|name| keys.iter().any(|key| key.name == *name)));
        }
    }
}
