//! `winddown help json`: the shape of what each command prints with `--json`.
//!
//! One table tells it, and a test holds it against what the commands print. Fields may be added; none changes its meaning.

use std::fmt::Write;

use crate::text;

/// What a command prints.
pub struct Shape {
    pub command: &'static str,
    /// One object, or a list of such objects.
    pub is_list: bool,
    /// Its fields, and what they are; fields of a field are named there.
    pub fields: &'static [(&'static str, &'static str)],
}

pub const SHAPES: &[Shape] = &[
    Shape {
        command: "routine list",
        is_list: true,
        fields: &[
            ("id", "its name in commands"),
            ("name", "its name for people"),
            ("about", "a sentence or two"),
            ("total_seconds", "how long it takes; null if its file has a mistake"),
            ("file", "where it is; null for one that comes with winddown"),
            ("replaces_shipped", "whether it takes the place of one that comes with winddown"),
            ("mistake", "the first mistake in its file, or null"),
        ],
    },
    Shape {
        command: "routine show NAME",
        is_list: false,
        fields: &[
            ("id", "its name in commands"),
            ("name", "its name for people"),
            ("about", "a sentence or two"),
            ("total_seconds", "how long it takes"),
            ("steps", "a list: name, dose in words, seconds"),
            (
                "segments",
                "a list, one for each stretch of time: at_seconds from the beginning, seconds, the step counting from 1, \
                 the part (place, ready, hold, reps, rest, change and so on), the side, the set and how many sets, the \
                 count of repetitions or breaths, and whether it waits for a key",
            ),
        ],
    },
    Shape {
        command: "diary",
        is_list: false,
        fields: &[
            ("tonight", "the night that counts as tonight: from noon to noon"),
            (
                "nights",
                "a list: night, cramp (whether there was one), told (what was logged of the night itself), routine (whole, \
                 part, excused or empty), and cramps with cramp, id, muscle, side, severity 0 to 10, seconds, helped, note \
                 and what else was logged; parked (the lines for the morning after); null or left out where nobody said",
            ),
            (
                "trends",
                "two weeks before the routine and lately, each with nights, cramp_nights, cramps, routine_nights, \
                 excused_nights, median_severity, median_minutes, sleep_known and slept_through: the nights where it \
                 is known whether cramps disturbed the sleep, and those where none did; recalled from before; \
                 regular_since, the night with which the routine became regular; cramps_a_week; and what is said of it",
            ),
            (
                "findings",
                "a list of warning signs that were logged and not checked yet: rule, level, text, and what it is because of",
            ),
        ],
    },
    Shape {
        command: "diary list",
        is_list: true,
        fields: &[("id", "for change and remove"), ("night", "a date"), ("text", "the entry in words")],
    },
    Shape {
        command: "history",
        is_list: true,
        fields: &[
            ("kind", "session or excused"),
            ("id", "of the journal's line"),
            ("night", "a date"),
            ("session", "of the evening, the same in all lines about it"),
            ("routine", "its name in commands"),
            ("name", "its name for people"),
            ("started", "a time with its zone"),
            ("finished", "whether it was gone through to the end"),
            ("whole", "whether four fifths of each step was done"),
            ("seconds", "of work"),
            ("steps", "a list: name, and share done in percent"),
            ("reason", "of an excused night, if one was given"),
        ],
    },
    Shape {
        command: "remind status",
        is_list: false,
        fields: &[
            ("on", "whether it is set up; the rest is left out if not"),
            ("schedule", "its times and days in words"),
            ("next", "when it comes next, or null"),
            ("quiet_tonight", "why it stays quiet tonight, or null"),
            ("scheduler", "what starts it"),
            ("place", "where that is set up"),
            ("program", "the program that it starts"),
            ("troubles", "a list of what keeps it from working"),
            ("notes", "a list of what is worth knowing"),
        ],
    },
    Shape {
        command: "learn",
        is_list: true,
        fields: &[("topic", "its name in commands"), ("title", "its name for people")],
    },
    Shape {
        command: "learn TOPIC",
        is_list: false,
        fields: &[
            ("topic", "its name in commands"),
            ("title", "its name for people"),
            ("blocks", "a list: text, and what it rests on in from; a heading has null there"),
        ],
    },
    Shape {
        command: "doctor",
        is_list: true,
        fields: &[
            ("what", "what was looked at"),
            ("health", "good, absent or broken"),
            ("found", "what was found, in words"),
            ("fix", "what to do about it, or null"),
        ],
    },
    Shape {
        command: "status",
        is_list: false,
        fields: &[
            ("text", "the line for a bar; empty where nothing runs"),
            ("class", "idle, running or paused"),
            ("routine", "its name in commands; like all below null where nothing runs"),
            ("name", "its name for people"),
            ("step", "the name of the step"),
            ("step_number", "counting from 1"),
            ("steps", "how many there are"),
            ("part", "place, ready, hold, count, rest, change, breathe, question or wait"),
            ("side", "left, right or null"),
            ("seconds_left", "of the part; null where it waits for a key"),
        ],
    },
    Shape {
        command: "report",
        is_list: false,
        fields: &[
            ("made_on", "a date"),
            ("from", "the first night"),
            ("to", "the last night"),
            ("nights", "how many nights that is"),
            ("nights_logged", "for how many of them a cramp, or none, was logged"),
            ("cramp_nights", "on how many of those there was a cramp"),
            ("cramps", "how many cramps"),
            ("weeks_a_bar", "how many weeks each of the bars stands for"),
            ("bars", "a list: monday, cramps, nights_logged, and whether the routine_began then"),
            (
                "before_and_now",
                "regular_since, the night with which the routine became regular; nights_before, nights_lately, is_recalled \
                 and what is recalled, rows of label, before and lately, and what is said of it",
            ),
            ("time_of_night", "a list of label and count"),
            ("side", "a list of label and count"),
            ("muscle", "a list of label and count"),
            ("helped", "a list of label and count"),
            ("state", "a list of label and count: awake, asleep and so on"),
            (
                "day_before",
                "a list of label, cramp_nights and other_nights: pairs of the nights with it and all whose day was noted",
            ),
            ("severity", "least, median and most, and of how many it is known; or null"),
            ("seconds", "of the cramps: least, median and most, and of how many it is known; or null"),
            ("over_ten_minutes", "how many cramps lasted longer"),
            ("sleep_known", "of how many nights it is known whether cramps disturbed the sleep"),
            ("slept_through", "in how many of them no cramp did, whatever else may have"),
            ("sleep_disturbed", "how much, least, median, most and known; or null"),
            ("soreness", "the next day: least, median, most and known; or null"),
            (
                "routine",
                "whole_evenings, part_evenings, evenings_off and what they were off_because of, by_name with first, last, \
                 name and times, and cramps_after none, a part and all of a routine: pairs of cramp nights and nights",
            ),
            (
                "signs",
                "a list of the warning signs: sign, and ticked with night, side, and the day it was checked, if it was",
            ),
            (
                "answers",
                "those about health: given_on, ticked, not_ticked and night_trips; null if they were not given",
            ),
            ("medicines", "as the person wrote them"),
            ("medicines_noted", "a list of night and text: those noted as new or changed"),
            (
                "water",
                "checks, how many evenings have an answer; evenings, on how many drinks were counted; millilitres and \
                 urine_colour with least, median, most and known; alcohol_evenings, and the nights of red_urine; or null",
            ),
            ("notes", "a list of night and text"),
            ("left_out", "a list of what could not be read"),
        ],
    },
];

/// Returns all shapes as text.
pub(super) fn text() -> String {
    let mut all = String::from(
        "What the commands print with --json, for programs. Fields may be added later; none changes its meaning.\n\
         Nights and days are written 2026-11-29. Where nobody said, a field is null or left out.\n",
    );
    for Shape { command, is_list, fields } in SHAPES {
        let what = if *is_list { "a list of objects" } else { "an object" };
        let _ = write!(all, "\nwinddown {command} --json: {what}\n");
        for (field, meaning) in *fields {
            let mut lines = text::wrapped(meaning, 72).into_iter();
            let _ = writeln!(all, "  {field:<18} {}", lines.next().unwrap_or_default());
            for line in lines {
                let _ = writeln!(all, "  {:<18} {line}", "");
            }
        }
    }
    all
}
