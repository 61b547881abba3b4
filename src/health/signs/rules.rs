//! The rules themselves: when each holds, what it says, and where it comes from.

use jiff::ToSpan;
use jiff::civil::Date;

use super::case::{Case, Change, FORTNIGHT, Fortnight, KnownFacts, days};
use super::rule::{Level, NEWER, Rule};
use super::sign::Sign;

impl Sign {
    pub fn rule(self) -> Option<&'static Rule> {
        RULES.iter().find(|rule| rule.signs.contains(&self))
    }

    pub fn is_urgent(self) -> bool {
        self.rule().is_some_and(|rule| rule.level.is_urgent())
    }
}

/// Every rule, the most urgent first.
pub const RULES: [Rule; 23] = [
    rule(
        "RF1",
        Level::Emergency,
        ticked(&[Sign::Chest]),
        "Leg pain or swelling with chest pain, breathlessness, coughing blood or fainting",
        "Call your emergency number now (112, 911, 999). Do not drive yourself.",
        "NHS on clots in a vein; an NHS trust's list for the lung",
    ),
    rule(
        "RF2",
        Level::Emergency,
        ticked(&[Sign::ColdLeg]),
        "A leg suddenly cold, pale, blue or numb, or one that won't move",
        "This can be a blood-flow emergency. Call your emergency number now.",
        "NHS on artery disease",
    ),
    rule(
        "RF6a",
        Level::Emergency,
        ticked(&[Sign::OneSide]),
        "Sudden weakness of one side of the body or face, or trouble speaking",
        "Call your emergency number now (112, 911, 999). Note the time it began.",
        "NHS on stroke (FAST)",
    ),
    rule(
        "RF6b",
        Level::Emergency,
        ticked(&[Sign::Saddle]),
        "No feeling around the bottom, genitals or inner thighs. Or your bladder or bowels have changed. Or both legs are weak \
         or numb",
        "Go to an emergency department now, or call your emergency number.",
        "Royal Free London leaflet on cauda equina syndrome",
    ),
    rule(
        "RF3",
        Level::RightAway,
        ticked(&[Sign::Swollen, Sign::Throbbing]),
        "One leg swollen, warm, red, darker or very tender. Or hard, sore veins. Or throbbing or cramping pain in one calf, \
         worse on standing or walking",
        "Get medical help right away, today. Do not massage or stretch that calf until it has been checked.",
        "NHS on clots in a vein",
    ),
    rule(
        "RF4",
        Level::RightAway,
        (&[Sign::NotEasing], is_lasting),
        "A cramp longer than 10 minutes despite stretching. Or severe pain that does not settle",
        "This should have eased by now. Get medical help right away, today.",
        "Mayo Clinic 2023; nidirect leg cramps; NHS inform leg cramps",
    ),
    rule(
        "RF5",
        Level::RightAway,
        ticked(&[Sign::Infection]),
        "Fever, spreading redness or a dirty wound. Or contact with a poison such as lead or mercury",
        "Get medical help right away, today, and mention the wound or exposure.",
        "Mayo Clinic 2023; NHS leg cramps",
    ),
    rule(
        "RF6c",
        Level::RightAway,
        ticked(&[Sign::SuddenWeakness]),
        "New weakness or numbness of a leg, with back pain",
        "Get medical help right away, today. Bladder or bowels changing, or no feeling in your bottom? Call your \
         emergency number.",
        "Royal Free London leaflet on cauda equina syndrome",
    ),
    rule(
        "RF7",
        Level::RightAway,
        ticked(&[Sign::DarkUrine]),
        "Brown or cola-coloured urine with strong muscle pain or weakness",
        "Get medical help right away, today. If you take a statin, ask before your next dose.",
        "Mayo Clinic on statins and muscle pain; common advice",
    ),
    rule(
        "RF19",
        Level::RightAway,
        ticked(&[Sign::RestPain]),
        "Foot pain at night or at rest that eases when the leg hangs down. Or a sore on the foot that does not heal. A cramp \
         in the calf alone is not this sign",
        "Get medical help today. The blood flow to your foot needs a check.",
        "BMJ 10-minute consultation on chronic limb threatening ischaemia",
    ),
    rule(
        NEWER,
        Level::RightAway,
        (&[], never),
        "A warning sign that only a newer winddown knows",
        "Have it checked before you stretch, or look at it with the newer winddown.",
        "our choice",
    ),
    rule(
        "RF4 eased",
        Level::Visit,
        (&[], was_long),
        "A cramp that lasted more than 10 minutes and has eased",
        "A cramp this long is worth a visit to a doctor. If one does not ease, get help right away.",
        "NHS leg cramps",
    ),
    rule(
        "RF8",
        Level::Visit,
        (&[], is_often),
        "Cramps on 3 or more nights in any 7, or 6 or more in 14",
        "That is often enough to talk to a doctor. It is usually harmless, and worth checking.",
        "common advice: several times a week; the number is our choice",
    ),
    rule(
        "RF9",
        Level::Visit,
        (&[Sign::SoreOverADay], is_painful),
        "Severity 8 or more on 2 nights in 14. Or sore for more than a day twice in a year",
        "These cramps sound very painful. Please book a visit.",
        "common advice; the numbers are our choice",
    ),
    rule(
        "RF10",
        Level::Visit,
        (&[Sign::TiredByDay], costs_sleep),
        "Sleep disturbed 6 or more on 4 nights with cramp in 14. Or tired in the day because of cramps",
        "Cramps are costing you sleep. Please book a visit.",
        "Mayo Clinic 2023; nidirect leg cramps; the numbers are our choice",
    ),
    rule(
        "RF11",
        Level::Visit,
        ticked(&[Sign::SlowWeakness]),
        "Numbness, tingling, twitching, slow weakness or thinner muscle",
        "Please see a doctor about this, even if cramps are mild.",
        "Mayo Clinic 2023; NHS leg cramps",
    ),
    rule(
        "RF12",
        Level::Visit,
        (&[Sign::MedicineChange], follows_a_medicine),
        "Cramps that are new, back, or clearly worse within 8 weeks of a medicine change",
        "Cramps can be linked to some medicines. Ask your pharmacist or doctor soon. Do not stop a prescribed medicine \
         on your own.",
        "Garrison 2012; the 8 weeks are our choice",
    ),
    rule(
        "RF13",
        Level::Visit,
        ticked(&[Sign::OutOfTheBlue]),
        "A new, sudden start with no clear reason",
        "Cramps that begin out of the blue are worth telling a doctor about.",
        "common advice",
    ),
    rule(
        "RF14",
        Level::Visit,
        (&[], is_unchanged),
        "No better after 6 weeks of routine. Cramp nights, cramps and severity are all down by less than 20 %",
        "Six weeks and little change. A doctor can look for causes and options.",
        "common advice; the numbers are our choice",
    ),
    rule(
        "RF15",
        Level::Visit,
        (&[Sign::Condition], has_a_condition),
        "Diabetes, kidney, liver, nerve, thyroid or artery disease; pregnancy",
        "Tell your doctor or midwife about the cramps.",
        "AAFP 2012",
    ),
    rule(
        "RF16",
        Level::Visit,
        ticked(&[Sign::Walking]),
        "Calf pain that comes with walking and goes with rest",
        "This may not be a cramp. Please have it checked.",
        "NHS on artery disease",
    ),
    rule(
        "RF17",
        Level::Visit,
        ticked(&[Sign::Elsewhere]),
        "Cramps in your arms, back or belly too",
        "Please tell a doctor.",
        "a patient handout",
    ),
    rule(
        "RF18",
        Level::Mention,
        ticked(&[Sign::UrgeToMove]),
        "An urge to move, a crawling feeling, better on moving, no hard muscle",
        "This sounds different from a cramp. Ask about restless legs.",
        "a 2014 review of cramps and restless legs",
    ),
];

type InTheNights = fn(&Case<'_>) -> Option<String>;

const fn rule(
    id: &'static str,
    level: Level,
    (signs, nights): (&'static [Sign], InTheNights),
    when: &'static str,
    wording: &'static str,
    basis: &'static str,
) -> Rule {
    Rule { id, level, when, signs, nights, wording, basis }
}

const fn ticked(signs: &'static [Sign]) -> (&'static [Sign], InTheNights) {
    (signs, never)
}

/// The longest harmless cramp, in seconds (RF4; V9).
const LONG: u32 = 600;
/// Strong enough to count as very painful (RF9; our choice).
const STRONG: u8 = 8;
/// Sleep is badly disturbed from here on (RF10; our choice).
const BROKEN_SLEEP: u8 = 6;
/// Nights in which cramps may be due to a medicine change (RF12; our choice).
const EIGHT_WEEKS: i32 = 56;
/// How long soreness of more than a day is remembered, in nights (RF9; K1).
const A_YEAR: i32 = 365;

fn never(_: &Case<'_>) -> Option<String> {
    None
}

fn is_lasting(case: &Case<'_>) -> Option<String> {
    case.lasting.filter(|&seconds| seconds > LONG).map(|_| String::new())
}

fn was_long(case: &Case<'_>) -> Option<String> {
    let (seconds, night) = case.longest.filter(|(seconds, _)| *seconds > LONG)?;
    Some(format!("a cramp of {} minutes, {}", seconds.div_ceil(60).max(11), of(night, case)))
}

/// The latest week with three cramp nights in the last fourteen. Six in fourteen are always three in some week of them,
/// so the second half of RF8 needs no check of its own.
fn is_often(case: &Case<'_>) -> Option<String> {
    let back = (0..=FORTNIGHT - 7).find(|&back| case.cramp_nights(7, back) >= 3)?;
    let nights: Vec<Date> =
        case.window(7, back).filter(|facts| facts.cramp).map(|facts| facts.night).collect();
    let (first, last) = (nights.iter().min()?, nights.iter().max()?);
    let span = format!("{} to {}", first.strftime("%-d %B"), last.strftime("%-d %B"));
    Some(format!("cramps on {} nights within one week ({span})", nights.len()))
}

fn is_painful(case: &Case<'_>) -> Option<String> {
    let strong = |facts: &&KnownFacts| facts.worst.is_some_and(|worst| worst.get() >= STRONG);
    let strong = case.window(FORTNIGHT, 0).filter(strong).count();
    let sore = case.window(A_YEAR, 0).filter(|facts| facts.sore_over_a_day).count();
    let said = [
        (strong >= 2)
            .then(|| format!("cramps of severity {STRONG} or more on {strong} of the last 14 nights")),
        (sore >= 2).then(|| format!("sore for more than a day after {sore} nights")),
    ];
    Some(said.into_iter().flatten().collect::<Vec<_>>().join("; ")).filter(|said| !said.is_empty())
}

fn costs_sleep(case: &Case<'_>) -> Option<String> {
    let broken =
        |facts: &&KnownFacts| facts.cramp && facts.disturbed.is_some_and(|much| much.get() >= BROKEN_SLEEP);
    let nights = case.window(FORTNIGHT, 0).filter(broken).count();
    (nights >= 4).then(|| format!("sleep badly disturbed on {nights} nights with cramp of the last 14"))
}

/// Cramps of the last fortnight that are new, back or clearly worse within eight weeks of a change.
///
/// Whatever was noted in the eight weeks before the change is the measure: none before is new or back; half as many
/// cramp nights again, and two at least, is clearly worse. Our choice.
fn follows_a_medicine(case: &Case<'_>) -> Option<String> {
    let told = |from: Date, to: Date| {
        let within = case.nights.iter().filter(move |facts| (from..=to).contains(&facts.night));
        within.fold((0_u64, 0_u64), |(cramps, nights), facts| (cramps + u64::from(facts.cramp), nights + 1))
    };
    let changes = case.nights.iter().filter(|facts| facts.medicine).map(|facts| facts.night);
    changes
        .filter(|&change| {
            let last = change.saturating_add(EIGHT_WEEKS.days()).min(case.last);
            let lately = case.last.saturating_sub((FORTNIGHT - 1).days()).max(change);
            let before =
                told(change.saturating_sub(EIGHT_WEEKS.days()), change.yesterday().unwrap_or(change));
            let after = told(change, last);
            let is_new = before.0 == 0 && after.0 > 0;
            let is_worse = after.0 >= 2 && after.0 * before.1 * 2 >= before.0 * after.1 * 3;
            told(lately, last).0 > 0 && (is_new || is_worse)
        })
        .max()
        .map(|change| format!("a medicine changed in the evening of {}", change.strftime("%-d %B")))
}

/// Neither cramp nights nor cramps nor their strength went down by a fifth.
fn is_unchanged(case: &Case<'_>) -> Option<String> {
    let Change { before, lately } = case.change.filter(|change| change.before.cramp_nights > 0)?;
    let a_night = |fortnight: Fortnight, n: u32| f64::from(n) / f64::from(fortnight.nights.max(1));
    let is_less = |before: f64, lately: f64| lately <= before * 0.8 + 1e-9;
    let fewer_nights = is_less(a_night(before, before.cramp_nights), a_night(lately, lately.cramp_nights));
    let fewer = is_less(a_night(before, before.cramps), a_night(lately, lately.cramps));
    let weaker = before.severity.zip(lately.severity).is_some_and(|(before, lately)| is_less(before, lately));
    (!fewer_nights && !fewer && !weaker).then(|| {
        let [before, lately] = [before, lately].map(|f| format!("{} of {} nights", f.cramp_nights, f.nights));
        format!("cramps on {before} before the routine, on {lately} lately")
    })
}

fn has_a_condition(case: &Case<'_>) -> Option<String> {
    let cramps = case.nights.iter().any(|facts| facts.cramp);
    (cramps && !case.conditions.is_empty()).then(|| case.conditions.join(", "))
}

/// "in the night of Tuesday", or with its date where that is longer ago.
fn of(night: Date, case: &Case<'_>) -> String {
    let form = if (0..7).contains(&days(night, case.last)) { "%A" } else { "%-d %B" };
    format!("in the night of {}", night.strftime(form))
}
