//! The rules themselves: when each holds, what it says, and where it comes from.

use super::{Case, Change, FORTNIGHT, Facts, Level, Rule, Sign, days};

/// Every rule, the most urgent first.
pub const RULES: [Rule; 18] = [
    rule(
        "RF1",
        Level::Emergency,
        ticked(Sign::Chest),
        "Leg pain or swelling with chest pain, breathlessness, coughing blood or fainting",
        "Call your emergency number now (112, 911, 999). Do not drive yourself.",
        "NHS on clots in a vein; an NHS trust's list for the lung",
    ),
    rule(
        "RF2",
        Level::Emergency,
        ticked(Sign::ColdLeg),
        "Leg suddenly cold, pale or blue, numb, or it cannot be moved",
        "This can be a blood-flow emergency. Call your emergency number now.",
        "NHS on artery disease",
    ),
    rule(
        "RF3",
        Level::RightAway,
        ticked(Sign::Swollen),
        "One leg swollen, warm, red or darker, or very tender",
        "Get medical help right away, today. Do not massage or stretch that calf until it has been checked.",
        "NHS on clots in a vein",
    ),
    rule(
        "RF4",
        Level::RightAway,
        (Some(Sign::NotEasing), is_long),
        "A cramp longer than 10 minutes despite stretching, or severe pain that does not settle",
        "This should have eased by now. Get medical help right away, today.",
        "Mayo Clinic 2023; nidirect leg cramps",
    ),
    rule(
        "RF5",
        Level::RightAway,
        ticked(Sign::Infection),
        "Fever, spreading redness, a dirty wound, or contact with a poison such as lead or mercury",
        "Get medical help right away, today, and mention the wound or exposure.",
        "Mayo Clinic 2023; NHS symptom text on a mirror",
    ),
    rule(
        "RF6",
        Level::RightAway,
        ticked(Sign::SuddenWeakness),
        "New sudden weakness, or numbness with back pain or bladder or bowel change",
        "Get medical help right away, today. Bladder or bowel change: call your emergency number.",
        "common advice",
    ),
    rule(
        "RF7",
        Level::RightAway,
        ticked(Sign::DarkUrine),
        "Brown or cola-coloured urine with strong muscle pain",
        "Get medical help right away, today.",
        "common advice",
    ),
    rule(
        "RF8",
        Level::Visit,
        (None, is_often),
        "Cramps on 3 or more nights in any 7, or 6 or more in 14",
        "You have had cramps on {n} of the last {m} nights. That is often enough to talk to a doctor. It is usually \
         harmless, and worth checking.",
        "common advice: several times a week; the number is our choice",
    ),
    rule(
        "RF9",
        Level::Visit,
        (Some(Sign::SoreOverADay), is_painful),
        "Severity 8 or more on 2 nights in 14, or sore for more than 24 hours twice in 14 nights",
        "These cramps sound very painful. Please book a visit.",
        "common advice; the numbers are our choice",
    ),
    rule(
        "RF10",
        Level::Visit,
        (Some(Sign::TiredByDay), costs_sleep),
        "Sleep disturbed 6 or more on 4 nights in 14, or tired in the day",
        "Cramps are costing you sleep. Please book a visit.",
        "Mayo Clinic 2023; nidirect leg cramps; the numbers are our choice",
    ),
    rule(
        "RF11",
        Level::Visit,
        ticked(Sign::SlowWeakness),
        "Numbness, tingling, slow weakness or thinner muscle",
        "Please see a doctor about this, even if cramps are mild.",
        "Mayo Clinic 2023; NHS text on a mirror",
    ),
    rule(
        "RF12",
        Level::Visit,
        (Some(Sign::MedicineChange), follows_a_medicine),
        "Cramps that started within 8 weeks of a medicine change",
        "Cramps can be linked to some medicines. Ask your pharmacist or doctor soon. Do not stop a prescribed medicine \
         on your own.",
        "Garrison 2012; the 8 weeks are our choice",
    ),
    rule(
        "RF13",
        Level::Visit,
        ticked(Sign::OutOfTheBlue),
        "A new, sudden start with no clear reason",
        "Cramps that begin out of the blue are worth mentioning to a doctor.",
        "common advice",
    ),
    rule(
        "RF14",
        Level::Visit,
        (None, is_unchanged),
        "No better after 6 weeks of routine: cramp nights down by less than 20 %",
        "Six weeks and little change. A doctor can look for causes and options.",
        "common advice; the numbers are our choice",
    ),
    rule(
        "RF15",
        Level::Visit,
        ticked(Sign::Condition),
        "Diabetes, kidney, liver, nerve, thyroid or artery disease; pregnancy",
        "Tell your doctor or midwife about the cramps.",
        "AAFP 2012",
    ),
    rule(
        "RF16",
        Level::Visit,
        ticked(Sign::Walking),
        "Calf pain that comes with walking and goes with rest",
        "This may not be a cramp. Please have it checked.",
        "NHS on artery disease",
    ),
    rule(
        "RF17",
        Level::Visit,
        ticked(Sign::Elsewhere),
        "Cramps also in arms, back or belly",
        "Please tell a doctor.",
        "a patient handout",
    ),
    rule(
        "RF18",
        Level::Mention,
        ticked(Sign::UrgeToMove),
        "An urge to move, a crawling feeling, better on moving, no hard muscle",
        "This sounds different from a cramp. Ask about restless legs.",
        "a 2014 review of cramps and restless legs",
    ),
];

const fn rule(
    id: &'static str,
    level: Level,
    (sign, nights): (Option<Sign>, fn(&Case<'_>) -> bool),
    when: &'static str,
    wording: &'static str,
    basis: &'static str,
) -> Rule {
    Rule { id, level, when, sign, nights, wording, basis }
}

/// A rule that one tick decides.
const fn ticked(sign: Sign) -> (Option<Sign>, fn(&Case<'_>) -> bool) {
    (Some(sign), never)
}

/// A cramp may take this long, in seconds (RF4; V9).
const LONG: u32 = 600;
/// Strong enough to count as very painful (RF9; our choice).
const STRONG: u8 = 8;
/// Sleep is disturbed this much or more (RF10; our choice).
const BROKEN_SLEEP: u8 = 6;
/// Nights after a medicine change in which cramps may have to do with it (RF12; our choice).
const EIGHT_WEEKS: i32 = 56;

fn never(_: &Case<'_>) -> bool {
    false
}

fn is_long(case: &Case<'_>) -> bool {
    case.longest.is_some_and(|seconds| seconds > LONG)
}

fn is_often(case: &Case<'_>) -> bool {
    case.often().is_some()
}

fn is_painful(case: &Case<'_>) -> bool {
    let strong = |facts: &&Facts| facts.worst.is_some_and(|worst| worst.get() >= STRONG);
    case.window(FORTNIGHT, 0).filter(strong).count() >= 2
        || case.window(FORTNIGHT, 0).filter(|facts| facts.sore_over_a_day).count() >= 2
}

fn costs_sleep(case: &Case<'_>) -> bool {
    let broken = |facts: &&Facts| facts.disturbed.is_some_and(|much| much.get() >= BROKEN_SLEEP);
    case.window(FORTNIGHT, 0).filter(broken).count() >= 4
}

/// The first cramp known of came lately, and within eight weeks of a change.
fn follows_a_medicine(case: &Case<'_>) -> bool {
    let first = case.nights.iter().filter(|facts| facts.cramp).map(|facts| facts.night).min();
    let Some(first) = first.filter(|first| (0..FORTNIGHT).contains(&days(*first, case.last))) else {
        return false;
    };
    let changes = case.nights.iter().filter(|facts| facts.medicine);
    changes.into_iter().any(|facts| (0..=EIGHT_WEEKS).contains(&days(facts.night, first)))
}

/// Cramp nights went down by less than a fifth, counted in whole numbers.
fn is_unchanged(case: &Case<'_>) -> bool {
    case.change.is_some_and(|Change { before, lately }| {
        let [before, lately] = [before, lately].map(|(n, of)| (u64::from(n), u64::from(of)));
        before.0 > 0 && lately.0 * before.1 * 5 > before.0 * lately.1 * 4
    })
}
