//! Every combination of answers against every routine: what is left out, what is replaced, what is said.

#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that goes wrong")]

use winddown::testing::figure::Figure;
use winddown::testing::health::answer::Answer;
use winddown::testing::health::body::Muscle;
use winddown::testing::health::safety::Risk;
use winddown::testing::health::safety::Safety;
use winddown::testing::health::water::Limit;
use winddown::testing::routine::cramp;
use winddown::testing::routine::gate::{NO_MASSAGE, NO_MASSAGE_NOW, SURGERY};
use winddown::testing::routine::library::{Library, SHIPPED};
use winddown::testing::routine::plan::{Part, Plan, PlanOptions};
use winddown::testing::routine::{Posture, Routine, Step, Work, read};

/// A routine of one's own with each kind of step: standing, rubbing, warming, lying, holding the breath, drinking.
const OWN: &str = r#"
name = "Own"
[[step]]
name = "Reach up"
posture = "standing"
hold = "20s"
[[step]]
name = "Calf raises"
move = "stand-on-leg"
reps = 5
[[step]]
name = "Knead the foot"
massage = true
[[step]]
move = "mine"
hold = "1m"
[[step]]
name = "Hot-water bottle"
heat-or-cold = true
hold = "5m"
[[step]]
move = "cold"
[[step]]
name = "Lie still"
posture = "lying"
cues = ["Look at the ceiling."]
hold = "1m"
[[step]]
name = "Nightcap"
cues = ["Drink a glass of water."]
instead.fluid-limit.cues = ["Put the glass away."]
[[step]]
move = "settle"
hold = "1m"
[[step]]
move = "walk"
hold = "1m"
[[step]]
breathe = [4, 7, 8]
[[step]]
breathe = "box"
posture = "lying"
figure = "lying-breath"
[[step]]
check = "water"
[[step]]
name = "Read"
[move.mine]
name = "My rub"
massage = true
"#;

fn answered(risks: &[Risk]) -> Safety {
    let mut answers = Safety::default();
    for risk in risks {
        answers.turn(*risk);
    }
    answers
}

/// What a person may answer: every set of ticks, with and without a limit to drinks.
fn people() -> Vec<(Vec<Risk>, Safety)> {
    let mut people = Vec::new();
    for set in 0..1_u32 << Risk::ALL.len() {
        let risks: Vec<Risk> = Risk::ALL
            .iter()
            .enumerate()
            .filter(|(nth, _)| set >> nth & 1 == 1)
            .map(|(_, risk)| *risk)
            .collect();
        for limit in [Limit::None, Limit::Ml(1500)] {
            let answers = answered(&risks);
            people.push((risks.clone(), Safety::known(Some(&answers), false, limit)));
        }
    }
    people
}

/// The shipped routines for an evening, and [`OWN`].
fn evenings() -> Vec<Routine> {
    let own = OWN.replace("name = \"Calf raises\"\n", "");
    let texts = SHIPPED.iter().copied().chain([("own", own.as_str())]);
    texts.map(|(id, text)| read::routine(id, text).unwrap()).collect()
}

/// Everything that a step says.
fn words(step: &Step) -> String {
    let guide = &step.guide;
    let lines = guide.setup.iter().chain(&guide.cues).chain(&guide.end).chain(&guide.caution);
    [step.name.clone()].into_iter().chain(lines.cloned()).collect::<Vec<_>>().join(" ")
}

fn holds_breath(step: &Step) -> bool {
    matches!(&step.work, Work::Breathe { pattern, .. } if pattern.holds())
}

/// A step whose words are only for some, told by what it is: whatever else changes, the rest must stay as it was.
fn is_for_anybody(step: &Step) -> bool {
    step.instead == winddown::testing::routine::Instead::default()
        && !step.massage
        && !step.heat_or_cold
        && step.posture != Some(Posture::Lying)
        && !holds_breath(step)
}

/// What no suited step may say or be, whatever sequence it is in.
fn check_steps(steps: &[Step], risks: &[Risk], safety: &Safety) {
    let has = |risk| risks.contains(&risk);
    for step in steps {
        let said = words(step);
        if has(Risk::Pregnancy) {
            for lying in ["On your back", "On your front", "on your back", "on your front", "Sit or lie"] {
                assert!(!said.contains(lying), "{risks:?}: {said}");
            }
            let lies = step.posture == Some(Posture::Lying);
            assert!(!lies || said.contains("your side") || said.contains("other side"), "{risks:?}: {said}");
            assert!(!lies || !matches!(step.figure, Some(Figure::Scene(_))), "{risks:?}: {said} is drawn");
        }
        if has(Risk::Numbness) {
            assert!(!step.heat_or_cold, "{risks:?}: {said}");
        }
        if !safety.may_drink_more() {
            assert!(!said.contains("Drink") && !said.contains("sips"), "{risks:?}: {said}");
        }
        let held = has(Risk::Pregnancy) || has(Risk::HeartOrKidney) || has(Risk::Holds);
        assert!(!(held && holds_breath(step)), "{risks:?}: {said}");
    }
}

#[test]
fn every_answer_holds_in_every_routine() {
    let routines = evenings();
    for (risks, safety) in people() {
        let has = |risk| risks.contains(&risk);
        assert_eq!(safety.may_drink_more(), safety.limit() == Limit::None);
        assert!(!has(Risk::HeartOrKidney) || !safety.may_drink_more());
        for routine in &routines {
            let suited = safety.suit(routine);
            let plan = Plan::of(&suited, &PlanOptions::default());
            let at = format!("{} with {risks:?}", routine.name);
            check_steps(&suited.steps, &risks, &safety);

            let rubs = routine.steps.iter().any(|step| step.massage);
            let asks = plan.segments.iter().filter(|segment| segment.part == Part::Clot).count();
            let rubbed = suited.steps.iter().filter(|step| step.massage).count();
            assert_eq!(asks, rubbed, "{at}: every massage is asked about first");
            let spared = has(Risk::ClotPast) || has(Risk::Pregnancy);
            assert_eq!(rubbed > 0, rubs && !spared, "{at}");
            assert_eq!(plan.steps.iter().any(|step| step.massage), rubbed > 0, "{at}");
            let why = if has(Risk::ClotPast) { NO_MASSAGE } else { NO_MASSAGE_NOW };
            assert_eq!(safety.left_out(routine), (rubs && spared).then_some(why), "{at}");

            // Nothing needless is left out or changed.
            let left: Vec<&Step> = routine.steps.iter().filter(|step| !(step.massage && spared)).collect();
            assert_eq!(left.len(), suited.steps.len(), "{at}");
            for (before, after) in left.iter().zip(&suited.steps) {
                assert!(
                    !is_for_anybody(before) || *before == after || before.of.is_none(),
                    "{at}: {before:?}"
                );
                assert!(!is_for_anybody(before) || before.guide == after.guide, "{at}: {before:?}");
                let replaced = before.heat_or_cold && (has(Risk::Numbness) || has(Risk::Illness));
                assert_eq!(after.name == "No warmth or cold", replaced, "{at}");
            }

            // What is done standing is told of, and so is what surgery rules out; nothing else is.
            let caveats = safety.caveats(routine);
            let stands = routine.steps.iter().any(Step::is_standing);
            let unsteady = has(Risk::Balance) || has(Risk::Numbness);
            let told = caveats.iter().any(|caveat| caveat.starts_with("You do these standing: "));
            assert_eq!(told, unsteady && stands, "{at}");
            let strains = routine.steps.iter().any(Step::strains);
            assert_eq!(caveats.iter().any(|said| said == SURGERY), has(Risk::Surgery) && strains, "{at}");
            assert!(caveats.len() <= 2, "{at}");
            assert!(caveats.is_empty() || !safety.is_told("own", &caveats), "{at}");
            assert!(safety.telling("own", &caveats).is_told("own", &caveats), "{at}");
        }
    }
}

#[test]
fn every_answer_holds_in_every_cramp() {
    let muscles = [Muscle::Calf, Muscle::Foot, Muscle::BackOfThigh, Muscle::FrontOfThigh].map(Some);
    let shipped = muscles.map(|muscle| (muscle, cramp::routine(muscle, &Safety::default())));
    for (risks, safety) in people() {
        let has = |risk| risks.contains(&risk);
        for muscle in muscles {
            let routine = cramp::routine(muscle, &safety);
            let at = format!("{muscle:?} with {risks:?}");
            check_steps(&routine.steps, &risks, &safety);
            let as_shipped = &shipped.iter().find(|(known, _)| *known == muscle).unwrap().1;
            let kept =
                |step: &&Step| routine.steps.iter().any(|other| other.of == step.of && step.of.is_some());
            for step in as_shipped.steps.iter().filter(|step| step.of.is_some() && !kept(step)) {
                let falls = step.is_standing() && (has(Risk::Balance) || has(Risk::Numbness));
                let rubs = step.of.as_deref() == Some("rub") && (has(Risk::ClotPast) || has(Risk::Pregnancy));
                assert!(falls || rubs, "{at}: {} is left out", step.name);
            }
            let rubs = routine
                .steps
                .iter()
                .any(|step| step.of.as_deref() == Some("rub") || step.name.starts_with("Rub"));
            assert_eq!(rubs, !has(Risk::ClotPast) && !has(Risk::Pregnancy), "{at}");
            assert!(!has(Risk::Balance) || !routine.steps.iter().any(Step::is_standing), "{at}");
            let plan = Plan::of(&routine, &cramp::manner());
            let asks = plan.segments.iter().any(|segment| segment.part == Part::Clot);
            assert!(!asks, "{at}: nothing is asked in a cramp");
            assert!(plan.segments[0].part == Part::Hold, "{at} begins at once");
            assert!(
                plan.segments.iter().any(|segment| segment.part == Part::Wait),
                "{at} ends while it cramps"
            );
            for step in routine.steps.iter().filter(|step| has(Risk::Surgery) && step.strains()) {
                let not_if = step.guide.not_if.as_deref().unwrap_or_default();
                assert!(not_if.contains("surgeon agrees"), "{at}: {}", step.name);
            }
        }
    }
}

#[test]
fn with_nothing_ticked_everything_is_as_shipped() {
    let nobody = Safety::default();
    for routine in evenings() {
        let suited = nobody.suit(&routine);
        for (before, after) in routine.steps.iter().zip(&suited.steps) {
            let unasked = Step { instead: before.instead.clone(), ..after.clone() };
            assert_eq!(*before, unasked, "{}", routine.name);
        }
        assert_eq!(suited.steps.len(), routine.steps.len());
        let digest = |routine: &Routine| Plan::of(routine, &PlanOptions::default()).digest();
        assert_eq!(digest(&routine), digest(&suited));
        assert_eq!(nobody.caveats(&routine), [""; 0]);
        assert_eq!(nobody.left_out(&routine), None);
    }
}

#[test]
fn a_few_rows_in_full() {
    let own = evenings().pop().unwrap();
    let names = |risks: &[Risk]| -> Vec<String> {
        answered(risks).suit(&own).steps.into_iter().map(|step| step.name).collect()
    };
    let all = [
        "Reach up",
        "Stand on the sore leg",
        "Knead the foot",
        "My rub",
        "Hot-water bottle",
        "Cold",
        "Lie still",
        "Nightcap",
        "Settle in bed",
        "Walk it off",
        "Breathing: in for 4, hold for 7, out for 8",
        "Box breathing: four seconds each",
        "Water",
        "Read",
    ];
    assert_eq!(names(&[]), all);
    let without = |gone: &[&str]| all.iter().copied().filter(|name| !gone.contains(name)).collect::<Vec<_>>();
    assert_eq!(names(&[Risk::ClotPast]), without(&["Knead the foot", "My rub"]));
    assert_eq!(names(&[Risk::Surgery, Risk::Balance]), all);
    let replaced = |from: &[&str], to: &str| -> Vec<String> {
        all.iter().map(|name| if from.contains(name) { to } else { *name }.to_owned()).collect()
    };
    for risk in [Risk::Numbness, Risk::Illness] {
        assert_eq!(names(&[risk]), replaced(&["Hot-water bottle", "Cold"], "No warmth or cold"));
    }
    let held = ["Breathing: in for 4, hold for 7, out for 8", "Box breathing: four seconds each"];
    let mut pregnant = replaced(&held, "Slow breathing: in for 4, out for 6");
    pregnant.retain(|name| name != "Knead the foot" && name != "My rub");
    assert_eq!(names(&[Risk::Pregnancy]), pregnant);

    let only = read::routine("x", "name = \"x\"\n[[step]]\nmove = \"rub\"\nhold = \"1m\"\n").unwrap();
    let left = answered(&[Risk::ClotPast]).suit(&only);
    assert_eq!(left.steps.len(), 1, "a routine is never empty");
    assert!(words(&left.steps[0]).contains(NO_MASSAGE), "{left:?}");

    let unsteady = answered(&[Risk::Balance]);
    let told = unsteady.caveats(&own);
    assert_eq!(told, ["You do these standing: Reach up, Stand on the sore leg, Walk it off."]);
    // Another text is told anew, and so is another routine.
    let safety = unsteady.telling("own", &told);
    assert!(safety.is_told("own", &told));
    assert!(!safety.is_told("own", &["You do these standing: Reach up.".to_owned()]));
    assert!(!safety.is_told("other", &told));
}

#[test]
fn every_shipped_move_says_how_one_is_placed_in_it() {
    let library = Library::shipped();
    for id in Library::move_ids() {
        let described = library.find_move(id).unwrap();
        // Warmth and cold go with any.
        assert!(described.posture.is_some() || described.heat_or_cold, "{id}");
        let lies = described.posture == Some(Posture::Lying);
        assert_eq!(
            described.instead.pregnancy.is_some(),
            lies,
            "{id}: what lies says how to lie in pregnancy"
        );
        let instead = &described.instead;
        let changes = [&instead.pregnancy, &instead.balance, &instead.fluid_limit];
        assert!(changes.iter().filter(|change| change.is_some()).count() <= 1, "{id}: they would meet");
    }
}
