//! A cramp right now: which routine to follow, what to leave out, and what to say when.
//!
//! The sequence, its doses and its messages are those of the project's evidence (B3). The steps are routines like any
//! other, `routines/cramp*.toml`; always the shipped ones, so that a broken file of one's own can cost nobody the words
//! at three in the morning.

use std::time::Duration;

use crate::health::body::Muscle;
use crate::health::safety::{Risk, Safety};
use crate::routine::library::{Library, certain};
use crate::routine::plan::PlanOptions;
use crate::routine::{Routine, Step};

pub(crate) const ROUTINES: [&str; 4] = ["cramp", "cramp-foot", "cramp-thigh", "cramp-front"];
/// In sight as long as it lasts (B3).
pub const EMERGENCY: &str =
    "Chest pain or trouble breathing? Is the leg cold, pale, blue or numb? Call for help now.";
/// When [`FIVE`] is said.
pub(crate) const FIVE_MINUTES: Duration = Duration::from_secs(300);
/// Said at five minutes, and done: back to the first step (B3).
pub const FIVE: &str = "Still cramping? Pull your toes toward your shin again, slowly.";
/// The same where toes to shin is not the stretch.
pub const FIVE_ELSEWHERE: &str = "Still cramping? Do the first stretch again, slowly.";
/// When [`TEN`] is said (V9).
pub(crate) const TEN_MINUTES: Duration = Duration::from_secs(600);
/// Said from ten minutes on (B3).
pub const TEN: &str = "It hasn't eased in ten minutes. Get medical help right away: call a health line or a doctor. Call \
                       your emergency number if the leg is cold, pale, blue, numb or very swollen.";
/// Said when it has eased (V9b).
pub const SORENESS: &str = "Soreness for up to a day is common.";
/// The same.
pub const PAINKILLERS: &str =
    "Painkillers work too slowly to help during a cramp. Ask a pharmacist about soreness the next day.";

/// A step that some should leave out.
struct Skip {
    step: Which,
    /// Who should, in words for the screen (B3).
    when: &'static str,
    /// The answers that leave it out unasked; poor balance leaves out whatever is done standing, see [`is_left_out`].
    risks: &'static [Risk],
}

/// Which step: known by what it is, never by what it is called.
enum Which {
    Of(&'static str),
    Massage,
    /// One that warms or cools; with numb feet it is replaced, not left out: see [`Safety::suit_step`].
    HeatOrCold,
}

const SKIPS: [Skip; 5] = [
    Skip {
        step: Which::Of("toes-to-shin"),
        when: "Skip this if your calf is swollen, hot or red.",
        risks: &[],
    },
    Skip {
        step: Which::Of("stand-on-leg"),
        when: "Skip this if you feel dizzy, unsteady or frail, or your leg is numb.",
        risks: &[Risk::Numbness],
    },
    Skip {
        step: Which::Massage,
        when: "Skip this after a clot, or on a swollen, hot, red or very tender leg.",
        risks: &[Risk::ClotPast, Risk::Pregnancy],
    },
    Skip {
        step: Which::HeatOrCold,
        when: "Skip this on numb skin or with poor circulation. New swelling needs checking.",
        risks: &[],
    },
    Skip { step: Which::Of("walk"), when: "Skip this if you feel unsteady.", risks: &[] },
];

/// Who should leave a step out that strains the leg, after surgery or an injury (K2).
const AFTER_SURGERY: &str = "Only if your surgeon agrees.";

impl Skip {
    fn is_about(&self, step: &Step) -> bool {
        match self.step {
            Which::Of(id) => step.of.as_deref() == Some(id),
            Which::Massage => step.massage,
            Which::HeatOrCold => step.heat_or_cold,
        }
    }
}

/// What to follow for a muscle (the calf's where none is given), without what a person's answers leave out.
pub fn routine(muscle: Option<Muscle>, safety: &Safety) -> Routine {
    let [calf, foot, back, front] = ROUTINES;
    let id = match muscle {
        None | Some(Muscle::Calf | Muscle::Other) => calf,
        Some(Muscle::Foot) => foot,
        Some(Muscle::BackOfThigh) => back,
        Some(Muscle::FrontOfThigh) => front,
    };
    let mut routine = certain(Library::routine(id));
    routine.steps.retain(|step| !is_left_out(step, safety));
    for step in &mut routine.steps {
        step.guide.not_if = not_if(step, safety);
        safety.suit_step(step);
    }
    routine
}

/// Whether a person's answers leave a step out. One that has something else to do without standing stays.
fn is_left_out(step: &Step, safety: &Safety) -> bool {
    let skips =
        SKIPS.iter().any(|skip| skip.is_about(step) && skip.risks.iter().any(|risk| safety.has(*risk)));
    let falls = step.is_standing() && safety.has(Risk::Balance) && step.instead.balance.is_none();
    skips || falls
}

/// Who should leave a step out, in words; `None` where anybody may do it.
fn not_if(step: &Step, safety: &Safety) -> Option<String> {
    let asks_first = safety.has(Risk::Surgery) && step.strains();
    let all = asks_first.then_some(AFTER_SURGERY).into_iter();
    let all: Vec<&str> =
        all.chain(SKIPS.iter().find(|skip| skip.is_about(step)).map(|skip| skip.when)).collect();
    (!all.is_empty()).then(|| all.join(" "))
}

/// How a cramp is led through: nothing is asked now, who should not be rubbed is on the screen.
pub fn manner() -> PlanOptions {
    PlanOptions { asks: false, ..PlanOptions::default() }
}

/// What is said at five minutes.
pub(crate) fn at_five(muscle: Option<Muscle>) -> &'static str {
    match muscle {
        None | Some(Muscle::Calf | Muscle::Other) => FIVE,
        Some(Muscle::Foot | Muscle::BackOfThigh | Muscle::FrontOfThigh) => FIVE_ELSEWHERE,
    }
}

/// A time as a running clock shows it: "0:42", "12:05", "1:00:00".
pub(crate) fn clock(seconds: u64) -> String {
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, m, s) => format!("{m}:{s:02}"),
        (h, m, s) => format!("{h}:{m:02}:{s:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::answer::Answer;
    use crate::health::safety::tests::answered;
    use crate::routine::plan::{Part, Plan};

    fn names(muscle: Option<Muscle>, risks: &[Risk]) -> Vec<String> {
        let safety = answered(risks);
        let routine = routine(muscle, &safety);
        routine.steps.into_iter().map(|step| step.name).collect()
    }

    #[test]
    fn every_muscle_has_its_routine_and_ends_in_bed() {
        for muscle in Muscle::ALL.iter().copied().map(Some).chain([None]) {
            let routine = routine(muscle, &Safety::default());
            let plan = Plan::of(&routine, &manner());
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
        assert_eq!(names(None, &[Risk::ClotPast]), without(&["Rub the muscle"]));
        assert_eq!(names(None, &[Risk::Pregnancy]), without(&["Rub the muscle"]));
        assert_eq!(names(None, &[Risk::Holds, Risk::Surgery]), all);
        let steps = |muscle: &Muscle| routine(Some(*muscle), &Safety::default()).steps;
        let every: Vec<Step> = Muscle::ALL.iter().flat_map(steps).collect();
        for skip in &SKIPS {
            let told = every.iter().filter(|step| step.guide.not_if.as_deref() == Some(skip.when)).count();
            assert!(told > 0, "{} is about no step", skip.when);
        }
    }

    #[test]
    fn answers_count_for_every_muscle() {
        for muscle in Muscle::ALL.iter().copied() {
            for risk in [Risk::ClotPast, Risk::Pregnancy] {
                let rubs = names(Some(muscle), &[risk]).iter().any(|name| name.starts_with("Rub"));
                assert!(!rubs, "{muscle:?} is rubbed with {risk:?}");
            }
            let numb = answered(&[Risk::Numbness]);
            let routine = routine(Some(muscle), &numb);
            let cues: Vec<&String> = routine.steps.iter().flat_map(|step| &step.guide.cues).collect();
            assert!(
                cues.iter().all(|cue| !cue.contains("ice") && !cue.contains("pad,")),
                "{muscle:?} {cues:?}"
            );
            let plan = Plan::of(&routine, &manner());
            assert!(plan.segments.iter().any(|s| s.part == Part::Wait), "{muscle:?} ends while it grips");
        }
    }

    #[test]
    fn nobody_unsteady_is_told_to_stand() {
        let unsteady = answered(&[Risk::Balance]);
        let routine = routine(Some(Muscle::FrontOfThigh), &unsteady);
        let lying =
            ["Lie down with the sore leg on top.", "Bend your knee. Bring your heel toward your bottom."];
        assert_eq!(routine.steps[0].guide.cues, lying);
    }

    #[test]
    fn the_first_words_are_those_of_the_evidence() {
        let first = |muscle| routine(muscle, &Safety::default()).steps[0].guide.cues[0].clone();
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
