//! Tables of right and wrong routine files.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;
use crate::document::harmful;
use crate::health::body::Side;
use crate::routine::Instead;
use crate::routine::library::SHIPPED;
use crate::routine::{Posture, Variation};

fn read(text: &str) -> Result<Routine, Mistakes> {
    routine("my.toml", text)
}

/// Returns a routine's mistakes as `line: what / fix`.
fn said(text: &str) -> Vec<String> {
    let mistakes = read(text).expect_err("it has mistakes");
    let line = |at: usize| mistakes.text[..at].matches('\n').count() + 1;
    mistakes
        .list
        .iter()
        .map(|m| format!("{}: {} / {}", line(m.span.start), m.what, m.fix.as_deref().unwrap_or("-")))
        .collect()
}

/// Returns the mistakes of one step, without their lines.
fn step_said(step: &str) -> Vec<String> {
    let all = said(&format!("name = \"x\"\n[[step]]\n{step}\n"));
    all.into_iter().map(|m| m.split_once(": ").expect("a line").1.to_owned()).collect()
}

fn step(step: &str) -> Step {
    match read(&format!("name = \"x\"\n[[step]]\n{step}\n")) {
        Ok(mut routine) => routine.steps.remove(0),
        Err(mistakes) => panic!("{}", mistakes.render(false)),
    }
}

fn seconds(number: u64) -> Duration {
    Duration::from_secs(number)
}

#[test]
fn reads_the_example_of_the_design() {
    let text = "\u{feff}name = \"Mine\"\r\nabout = \"All of it.\"\r\n
[[step]]\r\nmove = \"wall-calf\"\r\nhold = \"30s\"\r\nsets = 2\r\nsides = \"each\"\r\nrest = \"7s\"\r
[[step]]\nmove = \"ankle-circles\"\nreps = 10\nsides = \"each\"
[[step]]\nbreathe = \"longer-out\"\nbreaths = 10
[[step]]\ncheck = \"water\"
[[step]]\nname = \"Feet up the wall\"\ncues = [\"Lie down, legs up the wall.\"]\nhold = \"2m\"
[[step]]\nmove = \"my-stretch\"
[move.my-stretch]\nname = \"Mine\"\ncues = [\"Stretch.\"]\n";
    let routine = read(text).expect("it reads");
    assert_eq!((routine.name.as_str(), routine.about.as_str()), ("Mine", "All of it."));
    let names: Vec<_> = routine.steps.iter().map(|s| s.name.as_str()).collect();
    let expected = [
        "Wall calf stretch",
        "Ankle circles",
        "Slow breathing: in for 4, out for 6",
        "Water",
        "Feet up the wall",
        "Mine",
    ];
    assert_eq!(names, expected);
    let sets = Sets { count: 2, sides: Sides::Each, rest: seconds(7), limb: Limb::Leg };
    assert_eq!(routine.steps[0].work, Work::Hold { length: seconds(30), sets });
    assert_eq!(routine.steps[3].work, Work::Check { check: Check::Water, estimate: seconds(40) });
    assert_eq!(routine.steps[5].work, Work::Wait { estimate: seconds(30) });
}

#[test]
fn a_step_may_say_everything() {
    let found = step(
        "name = \"All\"\nreps = 7\nsets = 3\nsides = \"left\"\nrest = \"0s\"\nready = \"1s\"\nchange = \"0s\"\nlimb = \"foot\"
pace = \"1.5s\"\nbeats = [\"up\", \"down\"]\nturn = \"Other way.\"\nsetup = [\"s {side}\"]\ninto = \"i\"\ncues = [\"c\"]\nend = \"e\"
breath = \"b\"\nfeel = \"f\"\navoid = \"a\"\ncaution = \"t\"\nbrief = \"t\"\nsource = \"o\"
posture = \"standing\"\nneeds = [\"a wall\"]\nmassage = true\nheat-or-cold = true
[step.instead.pregnancy]\nsetup = [\"s\"]\ncues = [\"d\"]\nend = \"f\"\ncaution = \"u\"\nposture = \"lying\"
[step.instead.balance]\n[step.instead.fluid-limit]\ncues = [\"g\"]",
    );
    let line = |text: &str| Some(text.to_owned());
    let expected = Step {
        figure: None,
        name: "All".into(),
        guide: Guide {
            setup: vec!["s {side}".into()],
            into: line("i"),
            cues: vec!["c".into()],
            end: line("e"),
            breath: line("b"),
            feel: line("f"),
            avoid: line("a"),
            caution: line("t"),
            brief: line("t"),
            not_if: None,
            source: line("o"),
        },
        work: Work::Reps {
            count: 7,
            pace: Duration::from_millis(1500),
            beats: vec!["up".into(), "down".into()],
            turn: line("Other way."),
            sets: Sets { count: 3, sides: Sides::Only(Side::Left), rest: seconds(0), limb: Limb::Foot },
        },
        ready: Some(seconds(1)),
        waits: None,
        change: Some(seconds(0)),
        of: None,
        posture: Some(Posture::Standing),
        needs: vec!["a wall".into()],
        massage: true,
        heat_or_cold: true,
        instead: Instead {
            pregnancy: Some(Box::new(Variation {
                setup: Some(vec!["s".into()]),
                cues: Some(vec!["d".into()]),
                end: line("f"),
                caution: line("u"),
                posture: Some(Posture::Lying),
            })),
            balance: Some(Box::default()),
            fluid_limit: Some(Box::new(Variation { cues: Some(vec!["g".into()]), ..Variation::default() })),
        },
    };
    assert_eq!(found, expected);
}

#[test]
fn a_step_beats_its_move_and_a_private_move_beats_a_shipped_one() {
    let text = "name = \"x\"
[[step]]\nmove = \"rub\"\nreps = 4\n[[step]]\nmove = \"rub\"\nreps = 4\nsides = \"right\"\nlimb = \"leg\"\npace = \"5s\"\nturn = \"u\"\nready = \"2s\"\ncues = [\"d\"]
[move.rub]\nname = \"Own\"\nsides = \"alternate\"\nlimb = \"foot\"\npace = \"3s\"\nbeats = [\"b\"]\nturn = \"t\"\nready = \"8s\"\nchange = \"9s\"\ncues = [\"c\"]\n";
    let routine = read(text).expect("it reads");
    let [first, second] = routine.steps.as_slice() else { panic!("two steps") };
    assert_eq!((first.name.as_str(), first.ready, first.change), ("Own", Some(seconds(8)), Some(seconds(9))));
    assert_eq!((second.ready, second.change), (Some(seconds(2)), Some(seconds(9))));
    assert_eq!((first.guide.cues[0].as_str(), second.guide.cues[0].as_str()), ("c", "d"));
    let reps = |pace, turn: &str, sides, limb| Work::Reps {
        count: 4,
        pace: seconds(pace),
        beats: vec!["b".into()],
        turn: Some(turn.into()),
        sets: Sets { count: 1, sides, rest: seconds(5), limb },
    };
    assert_eq!(first.work, reps(3, "t", Sides::Alternate, Limb::Foot));
    assert_eq!(second.work, reps(5, "u", Sides::Only(Side::Right), Limb::Leg));
}

#[test]
fn a_side_is_dropped_from_a_moves_words_where_there_is_none() {
    for text in ["move = \"wall-calf\"", "move = \"wall-calf\"\nhold = \"9s\"\nsides = \"both\""] {
        assert_eq!(step(text).guide.setup[2], "Step your foot back. Turn your toes to the wall.");
    }
    assert_eq!(step("move = \"wall-calf\"").ready, None);
    assert_eq!(step("move = \"ankle-circles\"").ready, None, "waiting has no set-up time");
}

#[test]
fn breathes_in_every_way() {
    let work = |text: &str| match step(text).work {
        Work::Breathe { pattern, amount } => (pattern.name.clone(), pattern.cycle(), amount),
        other => panic!("{other:?}"),
    };
    for (text, name, cycle, amount) in [
        ("breathe = \"longer-out\"", "Slow breathing: in for 4, out for 6", 10_000, Amount::Breaths(12)),
        (
            "breathe = \"longer-out\"\nbreaths = 3",
            "Slow breathing: in for 4, out for 6",
            10_000,
            Amount::Breaths(3),
        ),
        (
            "breathe = \"longer-out\"\nfor = \"61s\"",
            "Slow breathing: in for 4, out for 6",
            10_000,
            Amount::Breaths(7),
        ),
        (
            "breathe = \"4-7-8\"\nbreaths = 8",
            "Slow breathing: in for 4, hold for 7, out for 8",
            19_000,
            Amount::Breaths(8),
        ),
        ("breathe = \"just-notice\"", "Just notice your breath", 0, Amount::Free(seconds(120))),
        (
            "breathe = \"just-notice\"\nfor = \"1h\"",
            "Just notice your breath",
            0,
            Amount::Free(seconds(3600)),
        ),
        ("breathe = [4, 0, 6, 0]", "Breathing: in for 4, out for 6", 10_000, Amount::Breaths(10)),
        ("breathe = [4.5, 5.5]", "Breathing: in for 4.5, out for 5.5", 10_000, Amount::Breaths(10)),
        ("breathe = [4, 7, 8]", "Breathing: in for 4, hold for 7, out for 8", 19_000, Amount::Breaths(4)),
        (
            "breathe = [4, 7, 8]\nbreaths = 8",
            "Breathing: in for 4, hold for 7, out for 8",
            19_000,
            Amount::Breaths(8),
        ),
        (
            "breathe = [6, 6, 6, 4]\nbreaths = 9",
            "Breathing: in for 6, hold for 6, out for 6, hold for 4",
            22_000,
            Amount::Breaths(9),
        ),
        (
            "breathe = [4, 4, 4, 4]\nready = \"3s\"",
            "Breathing: in for 4, hold for 4, out for 4, hold for 4",
            16_000,
            Amount::Breaths(10),
        ),
    ] {
        assert_eq!(work(text), (name.to_owned(), Duration::from_millis(cycle), amount), "{text}");
    }
}

#[test]
fn a_long_hold_of_ones_own_has_the_care_of_the_shipped_one() {
    let pattern = |text: &str| match step(text).work {
        Work::Breathe { pattern, .. } => pattern,
        other => panic!("{other:?}"),
    };
    let library = Library::shipped();
    let shipped = library.pattern("4-7-8").expect("it is shipped");
    for (seconds, long) in [
        ("[4, 7, 8]", true),
        ("[4, 4.5, 8]", true),
        ("[12, 10.5, 12]", true),
        ("[6, 6, 6, 4.5]", true),
        ("[2, 0, 6, 11]", true),
        ("[4, 4, 4, 4]", false),
        ("[6, 5, 6, 5]", false),
        ("[4, 6]", false),
    ] {
        let own = pattern(&format!("breathe = {seconds}"));
        assert_eq!(own.most, shipped.most.filter(|_| long), "{seconds}");
        assert_eq!(own.caution == shipped.caution, long, "{seconds}");
    }
}

/// A wrong step, and what is said about it.
const WRONG_STEPS: &[(&str, &str)] = &[
    (
        "breathe = [4, 7, 8]\nbreaths = 9",
        "`[4, 7, 8]` has at most 8 breaths at a time, not 9 / write `breaths = 8` or fewer",
    ),
    (
        "breathe = [12, 11, 12]\nfor = \"10m\"",
        "`10m` takes 18 breaths; `[12, 11, 12]` has at most 8 at a time / write `for = \"4m 40s\"`, or `breaths = 8`",
    ),
    (
        "move = \"rub\"\nposture = \"up\"",
        "`posture` cannot be `up` / write one of `\"standing\"`, `\"sitting\"`, `\"lying\"`",
    ),
    ("check = \"water\"\nposture = \"lying\"", "`posture` does nothing in a check / remove it"),
    ("breathe = \"box\"\nmassage = true", "`massage` does nothing in breathing / remove it"),
    (
        "hold = \"9s\"",
        "this step does not say what it is / write one of `move`, `breathe`, `check` or, for a step of your own, `name`",
    ),
    (
        "move = \"rub\"\ncheck = \"water\"",
        "a step cannot have both `move` and `check` / keep one of them, or make two steps of it",
    ),
    (
        "move = \"rub\"\nname = \"x\"",
        "a step cannot have both `move` and `name` / keep one of them, or make two steps of it",
    ),
    (
        "move = \"rub\"\nhold = \"9s\"\nreps = 3",
        "a step cannot have both `hold` and `reps` / keep one of them",
    ),
    (
        "breathe = \"box\"\nbreaths = 3\nfor = \"1m\"",
        "a step cannot have both `breaths` and `for` / keep one of them",
    ),
    (
        "breathe = \"box\"\nhold = \"9s\"",
        "`hold` does nothing in breathing / write `for` instead, or remove it",
    ),
    ("breathe = \"box\"\nsets = 2", "`sets` does nothing in breathing / remove it"),
    (
        "breathe = \"just-notice\"\nbreaths = 2",
        "`breaths` does nothing in unpaced breathing / write `for = \"2m\"`",
    ),
    ("check = \"water\"\nreps = 3", "`reps` does nothing in a check / remove it"),
    ("check = \"water\"\ncues = [\"x\"]", "`cues` does nothing in a check / remove it"),
    (
        "move = \"rub\"\nsets = 3",
        "`sets` does nothing without `hold` or `reps` / add one of them, or remove it",
    ),
    (
        "move = \"rub\"\nhold = \"9s\"\npace = \"2s\"",
        "`pace` does nothing with `hold` / remove it, or use `reps`",
    ),
    ("move = \"rub\"\nreps = 9\nfor = \"2s\"", "`for` does nothing with `reps` / remove it"),
    ("move = \"wall_calf\"", "no move is called `wall_calf` / did you mean `wall-calf`?"),
    ("breathe = \"bix\"", "no breathing pattern is called `bix` / did you mean `box`?"),
    ("check = \"watr\"", "`check` cannot be `watr` / did you mean `\"water\"`?"),
    (
        "breathe = \"4-7-8\"\nbreaths = 9",
        "`4-7-8` has at most 8 breaths at a time, not 9 / write `breaths = 8` or fewer",
    ),
    (
        "breathe = \"4-7-8\"\nfor = \"5m\"",
        "`5m` takes 16 breaths; `4-7-8` has at most 8 at a time / write `for = \"2m 32s\"`, or `breaths = 8`",
    ),
    (
        "breathe = [0, 4]",
        "`[0, 4]` breathes in for less than half a second / write seconds for in, hold, out, hold, such as `[4, 0, 6, 0]`; two numbers are in and out",
    ),
    (
        "breathe = [4]",
        "`breathe` has 1 number, not 2 to 4 / write seconds for in, hold, out, hold, such as `[4, 0, 6, 0]`; two numbers are in and out",
    ),
    ("breathe = [4, 61]", "`61` seconds are outside 0 to 60 / write a number from 0 to 60, without quotes"),
    ("breathe = [4, nan]", "`nan` is not a number of seconds / write a number from 0 to 60, without quotes"),
    ("breathe = [4, -1]", "`-1` seconds are outside 0 to 60 / write a number from 0 to 60, without quotes"),
    (
        "breathe = 4",
        "`breathe` needs an id in quotes or a list of seconds, found a whole number / write it as in `breathe = [4, 0, 6, 0]`",
    ),
    ("name = \"\"", "`name` is empty / write it as in `name = \"...\"`"),
    ("name = \"a\\u202eb\"", "`name` has the control character U+202E / leave that character out"),
    ("name = \"a\\u009bb\"", "`name` has the control character U+009B / leave that character out"),
    (
        "name = \"a\"\ncues = [\"b\\nc\"]",
        "`cues` spans more than one line / write it in one line, and each further line as a text of its own",
    ),
    (
        "name = \"a\"\ncues = \"b\"",
        "`cues` needs a list of texts, found a text / put it in brackets: `[\"b\"]`",
    ),
    (
        "name = \"a\"\ncues = [\"{side}\"]",
        "`cues` speaks of a side, but this step has none / write it without `{side}`, or hold or repeat it with `sides = \"each\"`",
    ),
    (
        "name = \"a\"\nhold = 30",
        "`hold` needs a length with its unit, found a whole number / write `hold = \"30s\"`",
    ),
    (
        "name = \"a\"\nhold = \"30\"",
        "the length `30` has no unit / write `\"30s\"` for seconds or `\"30m\"` for minutes",
    ),
    (
        "name = \"a\"\nhold = 00:30",
        "`hold` needs a length with its unit, found a date or time / write `hold = \"30s\"`",
    ),
    ("name = \"a\"\nhold = \"0s\"", "`hold` is zero / write at least `\"1s\"`"),
    ("name = \"a\"\nhold = \"1h 1s\"", "`hold` is longer than 1h / write at most `\"1h\"`"),
    (
        "name = \"a\"\nhold = \"9s\"\nsets = 51",
        "`sets` is `51`, outside 1 to 50 / write a whole number from 1 to 50",
    ),
    (
        "name = \"a\"\nhold = \"9s\"\nsets = \"2\"",
        "`sets` needs a whole number, found a text / write `sets = 2`",
    ),
    ("name = \"a\"\nreps = 0", "`reps` is `0`, outside 1 to 1000 / write a whole number from 1 to 1000"),
    (
        "name = \"a\"\nreps = 1001",
        "`reps` is `1001`, outside 1 to 1000 / write a whole number from 1 to 1000",
    ),
    ("name = \"a\"\nreps = -3", "`reps` is `-3`, outside 1 to 1000 / write a whole number from 1 to 1000"),
    (
        "name = \"a\"\nreps = 10.0",
        "`reps` needs a whole number, found a number with decimals / write `reps = 10`",
    ),
    ("name = \"a\"\nreps = 9\npace = \"0.1s\"", "`pace` is shorter than 0.5s / write at least `\"0.5s\"`"),
];

#[test]
fn names_what_is_wrong_in_a_step() {
    for (text, expected) in WRONG_STEPS {
        assert_eq!(step_said(text), [*expected], "{text}");
    }
}

#[test]
fn one_mistake_causes_no_second() {
    for text in [
        "moove = \"wall-calf\"\nhold = \"9s\"",
        "name = \"a\"\nhodl = \"9s\"\nsets = 3\nsides = \"each\"",
        "name = \"a\"\nhold = 9\nsets = 3\nsides = \"each\"\ncues = [\"{side}\"]",
        "name = \"a\"\nhold = \"9s\"\nsides = \"eahc\"\ncues = [\"{side}\"]",
        "name = 3\nhold = \"9s\"",
        "move = 3\nhold = \"9s\"",
        "breathe = \"4-7-8\"\nbreaths = \"many\"",
        "check = \"wine\"\nestimate = \"3s\"",
        "move \"wall-calf\"\nhold = \"9s\"",
        "move = \"wall-calf\nhold = \"9s\"",
        "move = \"wall-calf\"\nhold =\n",
        "move = “wall-calf”\nhold = \"9s\"",
        "name = \"x\"\ncues = [\"a\", \"b\"\nhold = \"30s\"\nreps = 3",
        "name = \"x\"\nhold = \"3s\"\n[step]\nname = \"y\"\nhold = \"3s\"",
        "name = \"x\"\nhold = \"3s\"\n[[step]\nmove = \"nothing\"\nhold = 3\n[[step]]\nmove = \"rub\"",
        "name = \"x\"\nhold = \"3s\"\n[move.a]\nname = \"a\"\n[move.a]\nname = \"b\"",
        "name = \"x\"\nhold = \"3s\"\n[move.My_own]\nname = \"a\"",
        "name = \"x\"\nhold = \"3s\"\n[[move.own]]\nname = \"a\"",
        "move = \"own\"\nhold = \"3s\"\n[move.own]\ncues = [\"a\"]",
    ] {
        assert_eq!(step_said(text).len(), 1, "{text}\n{:#?}", step_said(text));
    }
}

#[test]
fn names_what_is_wrong_in_the_whole() {
    for (text, expected) in [
        (
            "",
            &[
                "1: `name` is missing / write `name = \"...\"`: what people call the routine",
                "1: `step` is missing / write at least one `[[step]]`: what to do, in order",
            ][..],
        ),
        (
            "name = \"x\"\nstep = []\n",
            &["2: `step` is empty / write at least one `[[step]]`: what to do, in order"],
        ),
        (
            "name = \"x\"\n[step]\nmove = \"rub\"\n",
            &["2: `step` is a list of tables / write `[[step]]`, with two brackets on each side"],
        ),
        (
            "name = \"x\"\nabuot = \"y\"\n[[step]]\nmove = \"rub\"\n[moves.a]\nname = \"z\"\n",
            &[
                "2: unknown key `abuot` / did you mean `about`?",
                "5: unknown key `moves` / did you mean `move`?",
            ],
        ),
        (
            "name = \"x\"\nabout: \"y\"\n[[step]]\nmove \"rub\"\nhold = 30s\n[[step]]\nmove = \"rub\nhold = 20\nsets = 60\n",
            &[
                "2: `about:` has no `=` after it / write `about = \"y\"`",
                "4: `move` has no `=` after it / write `move = \"rub\"`",
                "5: the text `30s` needs quotes / write `\"30s\"`",
                "7: this text has no closing quote / end it with `\"`, the quote it began with",
                "8: `hold` needs a length with its unit, found a whole number / write `hold = \"20s\"`",
                "9: `sets` is `60`, outside 1 to 50 / write a whole number from 1 to 50",
            ],
        ),
    ] {
        assert_eq!(said(text), expected, "{text}");
    }
}

#[test]
fn points_at_the_thirtieth_step_too() {
    let good = "[[step]]\nmove = \"rub\"\n";
    let text = format!("name = \"x\"\n{}[[step]]\nmove = \"rubb\"\nhold = 3\n[[step]]\n", good.repeat(29));
    let shown = read(&text).expect_err("three").render(false);
    for place in ["my.toml:61:8", "my.toml:62:8", "my.toml:63:1"] {
        assert!(shown.contains(place), "{place}\n{shown}");
    }
    assert!(shown.contains("61 | move = \"rubb\"\n   |        ^^^^^^\n"), "{shown}");
}

#[test]
fn keeps_the_limits() {
    let steps = |count: usize| format!("name = \"x\"\n{}", "[[step]]\ncheck = \"water\"\n".repeat(count));
    assert_eq!(read(&steps(200)).expect("two hundred").steps.len(), 200);
    assert_eq!(said(&steps(202)), ["402: more than 200 of `[[step]]` / leave out 2"]);
    let hours = |count: usize, last: &str| {
        let hour = "[[step]]\nname = \"x\"\nhold = \"1h\"\nready = \"0s\"\n";
        format!("name = \"x\"\n{}[[step]]\ncheck = \"water\"\nestimate = \"{last}\"\n", hour.repeat(count))
    };
    assert!(read(&hours(3, "1h")).is_ok());
    let expected =
        "18: with this step the routine takes longer than 4h / shorten it, or make two routines of it";
    assert_eq!(said(&hours(4, "1s")), [expected]);
    let long = |count: usize| format!("name = \"{}\"\n[[step]]\nmove = \"rub\"\n", "ü".repeat(count));
    assert!(read(&long(500)).is_ok());
    assert_eq!(
        said(&long(501)),
        ["1: `name` has 501 characters, more than 500 / shorten it to 500 characters"]
    );
}

#[test]
fn measures_a_step() {
    for (text, expected) in [
        ("move = \"wall-calf\"\nhold = \"30s\"\nsets = 2", 150),
        (
            "move = \"wall-calf\"\nhold = \"10s\"\nsets = 3\nsides = \"alternate\"\nready = \"4s\"\nchange = \"3s\"",
            79,
        ),
        ("move = \"wall-calf\"\nhold = \"10s\"\nsets = 3\nsides = \"left\"\nrest = \"1s\"", 42),
        ("move = \"ankle-circles\"\nreps = 10", 90),
        ("move = \"toe-curls\"\nreps = 8", 37),
        ("breathe = \"longer-out\"\nbreaths = 10", 110),
        ("breathe = \"box\"\nbreaths = 2", 38),
        ("breathe = \"just-notice\"", 130),
        ("check = \"water\"", 40),
        ("move = \"rub\"", 30),
    ] {
        assert_eq!(about_how_long(&step(text)), seconds(expected), "{text}");
    }
}

#[test]
fn deep_and_wide_files_are_quick_and_safe() {
    for text in [
        format!("a = {}", "[".repeat(200_000)),
        format!("a = {}", "{a=".repeat(60_000)),
        format!("[{}]", vec!["a"; 100_000].join(".")),
        format!("{} = 1", vec!["a"; 100_000].join(".")),
        "[[step]]\n".repeat(25_000),
        "x\n".repeat(100_000),
        "= [\n".repeat(50_000),
        "[move.a]\n".repeat(25_000),
        format!("name = \"{}\"", "x".repeat(200_000)),
        format!("{} = 1", "x".repeat(200_000)),
    ] {
        let shown = read(&text).expect_err("no routine").render(false);
        assert!(shown.len() < 60_000, "{}", shown.len());
    }
}

/// Pieces that, thrown together, come near to what people mistype.
const PIECES: &[&str] = &[
    "[[step]]\n",
    "[step]\n",
    "[[step\n",
    "move = \"rub\"\n",
    "move = ",
    "hold = \"9s\"\n",
    "hold = 9\n",
    "\"",
    "'",
    "\"\"\"",
    "[",
    "]",
    "{",
    "}",
    "=",
    "#",
    "\n",
    ",",
    "ü",
    "🦵",
    "\u{1b}[2J",
    "\u{202e}",
    "\0",
    "\r",
    "breathe = [4, 6]\n",
    "sides = \"each\"\n",
    "name = \"x\"\n",
    "[move.a]\n",
    "cues = [\"{side}\"]\n",
    "-",
    "1e9",
    "0x",
    "12:30",
    "step.",
    "\u{feff}",
];

proptest! {
    #[test]
    fn any_text_gives_a_routine_or_harmless_mistakes(
        base in 0..SHIPPED.len(),
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), 0_usize..12, prop::sample::select(PIECES)), 0..12),
    ) {
        let mut text: Vec<char> = SHIPPED[base].1.chars().collect();
        for (at, length, piece) in cuts {
            let at = at.index(text.len() + 1);
            let end = (at + length).min(text.len());
            text.splice(at..end, piece.chars());
        }
        let text: String = text.into_iter().collect();
        let found = read(&text);
        prop_assert!(found.is_err() || toml::from_str::<toml::Table>(&text).is_ok(), "{text}");
        if let Err(mistakes) = found {
            prop_assert!(!mistakes.list.is_empty());
            let mut all = String::new();
            let _ = write!(all, "{}{}{mistakes}", mistakes.render(false), mistakes.first_line());
            prop_assert!(!all.chars().any(|c| harmful(c) && c != '\n'), "{all:?}");
        }
    }
}
