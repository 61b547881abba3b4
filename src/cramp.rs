//! A cramp right now: which routine to follow, what to leave out, and what to say when.
//!
//! The sequence, its doses and its messages are those of the project's evidence (B3). The steps are routines like any
//! other, `routines/cramp*.toml`; always the shipped ones, so that a broken file of one's own can cost nobody the words
//! at three in the morning.

use std::time::Duration;

use crate::journal::Muscle;
use crate::library::Library;
use crate::routine::{Routine, Step};
use crate::safety::{Risk, Safety};

/// The routines for a cramp that is there: the calf's, the foot's, those of the back and the front of the thigh.
pub const ROUTINES: [&str; 4] = ["cramp", "cramp-foot", "cramp-thigh", "cramp-front"];
/// In sight as long as it lasts (B3).
pub const EMERGENCY: &str =
    "Chest pain, short of breath, or the leg is cold, pale, blue or numb? Call for help now.";
/// When [`FIVE`] is said.
pub const FIVE_MINUTES: Duration = Duration::from_secs(300);
/// Said at five minutes, and done: back to the first step (B3).
pub const FIVE: &str = "Still gripping? Go back to toes to shin, and keep it slow.";
/// The same where toes to shin is not the stretch.
pub const FIVE_ELSEWHERE: &str = "Still gripping? Go back to the first stretch, and keep it slow.";
/// When [`TEN`] is said (V9).
pub const TEN_MINUTES: Duration = Duration::from_secs(600);
/// Said from ten minutes on (B3).
pub const TEN: &str = "Ten minutes without easing. Get medical help right away: call your health line or doctor. Call your \
                       emergency number if the leg is cold, pale, blue, numb or very swollen.";
/// Said when it has eased (V9b).
pub const SORENESS: &str = "Soreness for up to a day is common.";
/// The same.
pub const PAINKILLERS: &str =
    "Painkillers act too slowly to help during a cramp; ask a pharmacist about next-day soreness.";

/// A step that some should leave out.
struct Skip {
    /// The step's name.
    step: &'static str,
    /// Who should, in words for the screen (B3).
    when: &'static str,
    /// The answers that leave it out unasked.
    risks: &'static [Risk],
}

const SKIPS: [Skip; 6] = [
    Skip { step: "Toes to shin", when: "Not if that calf is swollen, hot or red.", risks: &[] },
    Skip {
        step: "Stand on the sore leg",
        when: "Not if dizzy, unsteady, alone and frail, or the leg is numb.",
        risks: &[Risk::Balance, Risk::Numbness],
    },
    Skip {
        step: "Rub the muscle",
        when: "Not if it is swollen, hot or red; in pregnancy better not.",
        risks: &[Risk::Clot, Risk::Pregnancy],
    },
    Skip {
        step: "Rub the arch",
        when: "Not if it is swollen, hot or red; in pregnancy better not.",
        risks: &[Risk::Clot, Risk::Pregnancy],
    },
    // It is replaced, not left out: see [`routine`].
    Skip {
        step: WARMTH,
        when: "Not if numb or with poor circulation. New swelling needs checking.",
        risks: &[],
    },
    Skip { step: "Walk it off", when: "Not if unsteady. Lights on.", risks: &[Risk::Balance] },
];

/// The step that waits for a key once all that eases was tried.
const WARMTH: &str = "Warmth or cold";
/// Stands there for numb feet, and waits as well (B3).
const NO_WARMTH: (&str, &str) = ("No warmth or cold", "Not on numb skin: leave warmth and cold out.");
/// What the front of the thigh begins with for whoever is unsteady (B3).
const LYING: &str = "Lie on your other side.";
/// What it begins with for everybody else.
const STANDING: &str = "Hold on to something solid.";

/// Returns who should leave a step of this name out, in words; `None` where anybody may do it.
pub fn not_if(step: &str) -> Option<&'static str> {
    SKIPS.iter().find(|skip| skip.step == step).map(|skip| skip.when)
}

/// Returns what to follow for a muscle, without what a person's answers leave out; the calf's where it is not told.
/// `None` cannot happen: a test holds that every routine is shipped and reads.
pub fn routine(muscle: Option<Muscle>, safety: &Safety) -> Option<Routine> {
    let [calf, foot, back, front] = ROUTINES;
    let id = match muscle {
        None | Some(Muscle::Calf | Muscle::Other) => calf,
        Some(Muscle::Foot) => foot,
        Some(Muscle::BackOfThigh) => back,
        Some(Muscle::FrontOfThigh) => front,
    };
    let mut routine = Library::shipped().routine(id)?.ok()?;
    let left_out =
        |name: &str| SKIPS.iter().any(|skip| skip.step == name && skip.risks.iter().any(|r| safety.has(*r)));
    routine.steps.retain(|step| !left_out(&step.name));
    for step in &mut routine.steps {
        // Nothing is asked now: who should not be rubbed is on the screen.
        step.massage = false;
        suit(step, safety);
    }
    Some(routine)
}

/// Changes a step for whom its words are not, where it cannot be left out.
fn suit(step: &mut Step, safety: &Safety) {
    if step.name == WARMTH && safety.has(Risk::Numbness) {
        NO_WARMTH.0.clone_into(&mut step.name);
        step.guide.cues = vec![NO_WARMTH.1.to_owned()];
    }
    let cues = &mut step.guide.cues;
    if safety.has(Risk::Balance) && cues.first().is_some_and(|cue| cue == STANDING) {
        LYING.clone_into(&mut cues[0]);
        cues.retain(|cue| !cue.starts_with("Cannot stand?"));
    }
}

/// Returns what is said at five minutes.
pub fn at_five(muscle: Option<Muscle>) -> &'static str {
    match muscle {
        None | Some(Muscle::Calf | Muscle::Other) => FIVE,
        Some(Muscle::Foot | Muscle::BackOfThigh | Muscle::FrontOfThigh) => FIVE_ELSEWHERE,
    }
}

/// Returns a time as a running clock shows it: "0:42", "12:05", "1:00:00".
pub fn clock(seconds: u64) -> String {
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, m, s) => format!("{m}:{s:02}"),
        (h, m, s) => format!("{h}:{m:02}:{s:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Answer;
    use crate::plan::{Manner, Part, Plan};

    fn names(muscle: Option<Muscle>, risks: &[Risk]) -> Vec<String> {
        let mut safety = Safety::default();
        for risk in risks {
            safety.turn(*risk);
        }
        let routine = routine(muscle, &safety).expect("it is shipped");
        routine.steps.into_iter().map(|step| step.name).collect()
    }

    #[test]
    fn every_muscle_has_its_routine_and_ends_in_bed() {
        for muscle in Muscle::ALL.iter().copied().map(Some).chain([None]) {
            let routine = routine(muscle, &Safety::default()).expect("it is shipped");
            let plan = Plan::of(&routine, &Manner::default());
            assert!(plan.segments[0].part == Part::Hold, "{muscle:?} begins at once");
            assert!(plan.segments.iter().all(|s| s.part != Part::Clot), "{muscle:?} asks something");
            let end: Vec<_> = plan.steps.iter().rev().take(3).map(|step| step.name.as_str()).collect();
            assert_eq!(end, ["Settle in bed", "Warmth or cold", "Walk it off"], "{muscle:?}");
            for segment in &plan.segments {
                assert_eq!(segment.length.subsec_nanos(), 0, "the clock and the lines change together");
            }
        }
    }

    #[test]
    fn what_a_person_should_not_do_is_left_out() {
        let all = [
            "Toes to shin",
            "Stand on the sore leg",
            "Rub the muscle",
            "Walk it off",
            "Warmth or cold",
            "Settle in bed",
        ];
        assert_eq!(names(None, &[]), all);
        let without = |gone: &[&str]| {
            all.iter().filter(|n| !gone.contains(n)).map(|n| (*n).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(names(None, &[Risk::Balance]), without(&["Stand on the sore leg", "Walk it off"]));
        let numb = names(None, &[Risk::Numbness]);
        assert_eq!(numb[..3], without(&["Stand on the sore leg", "Warmth or cold", "Settle in bed"]));
        assert_eq!(numb[3..], ["No warmth or cold", "Settle in bed"]);
        assert_eq!(names(None, &[Risk::Clot]), without(&["Rub the muscle"]));
        assert_eq!(names(None, &[Risk::Pregnancy]), without(&["Rub the muscle"]));
        assert_eq!(names(None, &[Risk::Holds, Risk::Surgery]), all);
        let every: Vec<String> = Muscle::ALL.iter().flat_map(|muscle| names(Some(*muscle), &[])).collect();
        for skip in &SKIPS {
            assert!(every.iter().any(|name| name == skip.step), "{} is no step", skip.step);
        }
    }

    #[test]
    fn answers_count_for_every_muscle() {
        for muscle in Muscle::ALL.iter().copied() {
            for risk in [Risk::Clot, Risk::Pregnancy] {
                let rubs = names(Some(muscle), &[risk]).iter().any(|name| name.starts_with("Rub"));
                assert!(!rubs, "{muscle:?} is rubbed with {risk:?}");
            }
            let mut numb = Safety::default();
            numb.turn(Risk::Numbness);
            let routine = routine(Some(muscle), &numb).expect("shipped");
            let cues: Vec<&String> = routine.steps.iter().flat_map(|step| &step.guide.cues).collect();
            assert!(
                cues.iter().all(|cue| !cue.contains("ice") && !cue.contains("pad,")),
                "{muscle:?} {cues:?}"
            );
            let plan = Plan::of(&routine, &Manner::default());
            assert!(plan.segments.iter().any(|s| s.part == Part::Wait), "{muscle:?} ends while it grips");
        }
    }

    #[test]
    fn nobody_unsteady_is_told_to_stand() {
        let mut unsteady = Safety::default();
        unsteady.turn(Risk::Balance);
        let routine = routine(Some(Muscle::FrontOfThigh), &unsteady).expect("shipped");
        let lying = ["Lie on your other side.", "Bend the knee, bring the heel toward your seat."];
        assert_eq!(routine.steps[0].guide.cues, lying);
    }

    #[test]
    fn the_first_words_are_those_of_the_evidence() {
        let first =
            |muscle| routine(muscle, &Safety::default()).expect("shipped").steps[0].guide.cues[0].clone();
        assert_eq!(first(None), "Straighten the knee. Pull your toes toward your shin.");
        assert_eq!(first(Some(Muscle::Foot)), "Pull all the toes up with your hand.");
        assert_eq!(first(Some(Muscle::BackOfThigh)), "Straighten the knee slowly.");
        assert_eq!(first(Some(Muscle::FrontOfThigh)), "Hold on to something solid.");
    }

    #[test]
    fn the_clock_counts_up() {
        for (seconds, shown) in [(0, "0:00"), (42, "0:42"), (725, "12:05"), (3600, "1:00:00")] {
            assert_eq!(clock(seconds), shown);
        }
    }
}
