//! The shipped routines, and those of a person's own folder.

use super::{Routine, read};
pub(crate) use crate::figure::certain;

mod find;

pub use super::shipped::{Library, MOVES, PATTERNS};
pub(crate) use find::{FindError, Found, Origin};
pub use find::{Listed, Unreadable, find, read_routine, routines};

/// The shipped routines in the order of lists: id and TOML. The first is the default.
pub const SHIPPED: &[(&str, &str)] = &[
    ("classic", include_str!("../../routines/classic.toml")),
    ("quick", include_str!("../../routines/quick.toml")),
    ("trial", include_str!("../../routines/trial.toml")),
    ("full", include_str!("../../routines/full.toml")),
    ("seated", include_str!("../../routines/seated.toml")),
    ("cramp", include_str!("../../routines/cramp.toml")),
    ("cramp-foot", include_str!("../../routines/cramp-foot.toml")),
    ("cramp-thigh", include_str!("../../routines/cramp-thigh.toml")),
    ("cramp-front", include_str!("../../routines/cramp-front.toml")),
];

impl Library {
    /// Reads a shipped routine; `None` when there is none of this id.
    pub fn routine(id: &str) -> Option<Routine> {
        let (id, text) = SHIPPED.iter().find(|(known, _)| *known == id)?;
        Some(certain(read::routine(&format!("{id}.toml"), text).ok()))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;
    use std::time::Duration;

    use super::*;
    use crate::figure::FIGURES;
    use crate::routine::plan::{Part, Plan, PlanOptions};
    use crate::routine::read::about_how_long;

    fn files(folder: &str) -> BTreeSet<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let entries = std::fs::read_dir(folder).expect("the folder is there");
        entries
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.is_file())
            .map(|path| path.file_name().expect("a name").to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn every_file_is_embedded() {
        let moves: BTreeSet<_> = MOVES.iter().map(|(id, _)| format!("{id}.toml")).collect();
        assert_eq!(files("routines/library/moves"), moves);
        let routines: BTreeSet<_> = SHIPPED.iter().map(|(id, _)| format!("{id}.toml")).collect();
        assert_eq!(files("routines"), routines);
        let figures: BTreeSet<_> = FIGURES.iter().map(|(id, _)| format!("{id}.toml")).collect();
        assert_eq!(files("routines/library/figures"), figures);
        let patterns: BTreeSet<_> = PATTERNS.iter().map(|(id, _)| format!("{id}.toml")).collect();
        assert_eq!(files("routines/library/breaths"), patterns);
    }

    #[test]
    fn every_file_reads_without_mistake() {
        let library = Library::shipped();
        for (id, text) in MOVES {
            if let Err(mistakes) = read::moves::shipped_move(id, text) {
                panic!("{}", mistakes.render(false));
            }
            let found = library.find_move(id).expect("it is there");
            assert!(!found.guide.cues.is_empty() && found.guide.source.is_some(), "{id}");
        }
        for (id, text) in FIGURES {
            if let Err(error) = crate::figure::read::shipped_figure(text) {
                panic!("{id}: {error}");
            }
        }
        for (id, text) in PATTERNS {
            if let Err(mistakes) = read::pattern::shipped_pattern(id, text) {
                panic!("{}", mistakes.render(false));
            }
        }
        for (id, text) in SHIPPED {
            if let Err(mistakes) = read::routine(id, text) {
                panic!("{}", mistakes.render(false));
            }
        }
    }

    #[test]
    fn braces_hold_nothing_but_the_side() {
        for (id, text) in MOVES.iter().chain(SHIPPED).chain(&PATTERNS) {
            let rest = text.replace("{side}", "");
            assert!(!rest.contains(['{', '}']), "{id}");
        }
    }

    #[test]
    fn a_move_speaks_of_a_side_exactly_when_it_has_one() {
        for (id, text) in MOVES {
            let one_sided =
                Library::shipped().find_move(id).expect("read").sides == Some(crate::routine::Sides::Each);
            assert_eq!(
                text.contains("{side}"),
                one_sided,
                "{id}: `sides = \"each\"` needs `{{side}}` in the words, and only then"
            );
        }
    }

    #[test]
    fn every_massage_asks_about_clots_first() {
        let rubs = ["calf-massage", "thigh-massage", "rub"];
        for (id, _) in MOVES {
            for dose in ["hold = \"1m\"", "reps = 5", ""] {
                let text = format!("name = \"Own\"\n[[step]]\nmove = \"{id}\"\n{dose}\n");
                let routine = read::routine("own.toml", &text).expect("it reads");
                let plan = Plan::of(&routine, &PlanOptions::default());
                assert_eq!(plan.segments[0].part == Part::Clot, rubs.contains(&id), "{id} {dose}");
                assert!(plan.segments[1..].iter().all(|s| s.part != Part::Clot), "{id}");
            }
        }
        let text =
            "name = \"Own\"\n[[step]]\nmove = \"mine\"\n[move.mine]\nname = \"Mine\"\nmassage = true\n";
        let routine = read::routine("own.toml", text).expect("it reads");
        assert_eq!(Plan::of(&routine, &PlanOptions::default()).segments[0].part, Part::Clot);
    }

    #[test]
    fn the_totals_are_those_of_the_evidence() {
        for (id, steps) in [
            ("classic", &[150, 150, 90, 37, 110, 40][..]),
            ("quick", &[74, 39, 23, 43, 8]),
            ("trial", &[79, 89]),
            ("full", &[120, 138, 100, 220, 220, 124, 220, 90, 37, 40, 120, 30, 305]),
            ("seated", &[50, 120, 118, 74, 37, 125, 30]),
            // What is done standing gives 15 s to turn the light on, our choice.
            ("cramp", &[100, 80, 60, 135, 900, 30]),
            ("cramp-foot", &[100, 70, 60, 135, 900, 30]),
            ("cramp-thigh", &[100, 60, 135, 900, 30]),
            ("cramp-front", &[100, 60, 135, 900, 30]),
        ] {
            let routine = Library::routine(id).expect("shipped");
            let lengths: Vec<_> = routine.steps.iter().map(about_how_long).collect();
            let expected: Vec<_> = steps.iter().map(|s| Duration::from_secs(*s)).collect();
            assert_eq!(lengths, expected, "{id}");
        }
    }

    #[test]
    fn the_doses_are_those_of_the_evidence() {
        // Evidence B2, a line a step; the bent-knee stretch is common advice, in the dose of the wall calf stretch.
        let table: [(&str, &[(&str, &str)]); 5] = [
            (
                "classic",
                &[
                    ("Wall calf stretch", "30 s × 2 each leg"),
                    ("Seated hamstring stretch", "30 s × 2 each leg"),
                    ("Ankle circles", "10 each way, each foot"),
                    ("Toe curls and lifts", "8 times"),
                    ("Slow breathing: in for 4, out for 6", "10 breaths"),
                    ("Water", ""),
                ],
            ),
            (
                "quick",
                &[
                    ("Wall calf stretch", "15 s × 2 each leg, in turn"),
                    ("Seated hamstring stretch", "15 s each leg"),
                    ("Ankle circles", "5 each way"),
                    ("Slow breathing: in for 4, out for 6", "4 breaths"),
                    ("Water", ""),
                ],
            ),
            (
                "trial",
                &[
                    ("Wall calf stretch", "10 s × 3 each leg, in turn"),
                    ("Heel-up hamstring stretch", "10 s × 3 each leg, in turn"),
                ],
            ),
            (
                "full",
                &[
                    ("Bedroom", ""),
                    ("Calf massage", "1 min each leg"),
                    ("Thigh massage", "45 s each leg"),
                    ("Wall calf stretch", "30 s × 3 each leg"),
                    ("Bent-knee wall stretch", "30 s × 3 each leg"),
                    ("Ball-of-foot wall stretch", "15 s × 3 each leg"),
                    ("Seated hamstring stretch", "30 s × 3 each leg"),
                    ("Ankle circles", "10 each way, each foot"),
                    ("Toe curls and lifts", "8 times"),
                    ("Water", ""),
                    ("Thoughts for tomorrow", ""),
                    ("Settle in bed", "20 s"),
                    ("Slow breathing: in for 4, out for 6", "30 breaths"),
                ],
            ),
            (
                "seated",
                &[
                    ("Heel and toe raises", "10 times"),
                    ("Towel calf stretch", "20 s × 2 each leg"),
                    ("Seated hamstring stretch", "20 s × 2 each leg"),
                    ("Ankle circles", "8 each way, each foot"),
                    ("Toe curls and lifts", "8 times"),
                    ("Slow breathing: in for 4, out for 6", "12 breaths"),
                    ("Water", ""),
                ],
            ),
        ];
        doses_are(&table);
    }

    #[test]
    fn the_doses_for_cramps_are_those_of_the_evidence() {
        // Evidence B3; the lengths for other muscles than the calf are ours.
        let table: [(&str, &[(&str, &str)]); 4] = [
            (
                "cramp",
                &[
                    ("Toes to shin", "30 s × 3"),
                    ("Stand on the sore leg", "30 s × 2"),
                    ("Rub the muscle", "1 min"),
                    ("Walk it off", "2 min"),
                    ("Warmth or cold", ""),
                    ("Settle in bed", "30 s"),
                ],
            ),
            (
                "cramp-foot",
                &[
                    ("Toes up", "30 s × 3"),
                    ("Foot flat", "30 s × 2"),
                    ("Rub the arch", "1 min"),
                    ("Walk it off", "2 min"),
                    ("Warmth or cold", ""),
                    ("Settle in bed", "30 s"),
                ],
            ),
            (
                "cramp-thigh",
                &[
                    ("Straighten the knee", "30 s × 3"),
                    ("Rub the muscle", "1 min"),
                    ("Walk it off", "2 min"),
                    ("Warmth or cold", ""),
                    ("Settle in bed", "30 s"),
                ],
            ),
            (
                "cramp-front",
                &[
                    ("Bend the knee", "30 s × 3"),
                    ("Rub the muscle", "1 min"),
                    ("Walk it off", "2 min"),
                    ("Warmth or cold", ""),
                    ("Settle in bed", "30 s"),
                ],
            ),
        ];
        doses_are(&table);
    }

    #[track_caller]
    fn doses_are(table: &[(&str, &[(&str, &str)])]) {
        for (id, expected) in table {
            let routine = Library::routine(id).expect("shipped");
            let doses = routine
                .steps
                .iter()
                .map(|step| (step.name.clone(), crate::routine::wording::dose(&step.work)));
            let expected: Vec<_> = expected.iter().map(|(n, d)| ((*n).to_owned(), (*d).to_owned())).collect();
            assert_eq!(doses.collect::<Vec<_>>(), expected, "{id}");
        }
    }

    #[test]
    fn patterns_are_those_of_the_evidence() {
        let library = Library::shipped();
        let found: Vec<_> = library
            .pattern_ids()
            .into_iter()
            .map(|id| {
                let p = library.pattern(id).expect("it is there");
                (id, p.cycle().as_millis(), p.breaths, p.most, p.holds())
            })
            .collect();
        let expected = [
            ("longer-out", 10_000, 12, None, false),
            ("evening-pace", 10_000, 30, None, false),
            ("coherent", 11_000, 27, None, false),
            ("simple-4-8", 12_000, 10, None, false),
            ("easy-start", 7_000, 12, None, false),
            ("cyclic-sigh", 12_000, 15, None, false),
            ("box", 16_000, 6, None, true),
            ("4-7-8", 19_000, 4, Some(8), true),
            ("just-notice", 0, 10, None, false),
        ];
        assert_eq!(found, expected);
        assert!(library.pattern("nothing").is_none());
    }
}
