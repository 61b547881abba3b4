//! What to know about a person before the first evening, and what follows from it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::health::answer::answers;
use crate::health::signs::{A_MONTH, days};
use crate::health::water::{Limit, Units};

/// Said before the first evening (I).
pub const HABIT: &str = "This is a bedtime habit helper. It does not diagnose or treat. Talk to a clinician about cramps that \
                         are frequent, severe or new.";
/// Said before the first evening (I).
pub const LOCAL: &str = "Your diary stays on this computer. Press s later to change these answers.";
/// Who should take the seated routine (I).
pub const ADVICE: &str = "Pregnant, unsteady, or recovering from surgery or injury? Use the seated routine and ask your \
                          clinician first.";
pub(crate) const SEATED: &str = "seated";
/// A possible clot right now: asked with the other questions, but never kept (K2).
pub const CLOT_NOW: &str = "One leg swollen, hot, red or very tender, or a clot being checked";
/// The question before the first massage of an evening (B1, K2).
pub const SWOLLEN: &str = "One calf swollen, hot, red or very tender now?";
pub const Y_OR_N: &str = "Press y for yes or n for no.";
/// The question about drinks (D, K2).
pub const FLUIDS: &str = "A doctor has told me to limit how much I drink";
/// The question about nights (D).
pub const TRIPS: &str = "Trips to the toilet at night";
/// What the person may write down in their own words, for the page for an appointment (K5).
pub const MEDICINES: &str = "Medicines, supplements and alcohol, for your doctor";
/// The most letters of that line.
pub(crate) const MOST_MEDICINES: usize = 500;

answers! {
    /// Something that changes what is safe (B0, C, D, K2).
    Risk:
    Surgery = "surgery", "Leg surgery or a leg injury lately";
    /// A clot right now is a warning sign instead (K2).
    ClotPast = "clot-past", "A blood clot in the past";
    Pregnancy = "pregnancy", "Pregnant";
    Balance = "balance", "Poor balance";
    Numbness = "numb-feet", "Numb feet";
    HeartOrKidney = "heart-or-kidney", "Heart or kidney disease";
    /// The rest of the list of RF15.
    Illness = "illness", "Diabetes, or liver, nerve, thyroid or artery disease";
    /// The rest of the list of C.
    Holds = "breath-holds",
        "Lung disease, high blood pressure not under control, epilepsy, glaucoma or recent eye surgery, or panic attacks";
}

impl Risk {
    /// Whether it calls for the seated routine (B0).
    fn seats(self) -> bool {
        match self {
            Risk::Surgery | Risk::ClotPast | Risk::Pregnancy | Risk::Balance | Risk::Numbness => true,
            Risk::HeartOrKidney | Risk::Illness | Risk::Holds => false,
        }
    }

    /// Whether it rules out breath holds (C, K2).
    fn breathes_freely(self) -> bool {
        match self {
            Risk::Pregnancy | Risk::HeartOrKidney | Risk::Holds => true,
            Risk::Surgery | Risk::ClotPast | Risk::Balance | Risk::Numbness | Risk::Illness => false,
        }
    }

    /// What a doctor or midwife should know about, in words (RF15).
    fn condition(self) -> Option<&'static str> {
        match self {
            Risk::Pregnancy => Some("pregnancy"),
            Risk::HeartOrKidney => Some("heart or kidney disease"),
            Risk::Illness => Some("diabetes, or liver, nerve, thyroid or artery disease"),
            Risk::Surgery | Risk::ClotPast | Risk::Balance | Risk::Numbness | Risk::Holds => None,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Fluids {
    #[default]
    Free,
    /// There is a limit, but the person is not sure how much.
    Unsure,
    Ml(u16),
}

/// Below this is "not sure".
const LEAST_ML: u16 = 500;
const MOST_ML: u16 = 5000;
const STEP_ML: u16 = 100;
pub(crate) const MOST_TRIPS: u8 = 10;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Asked {
    #[default]
    All,
    /// An older version, which had fewer, has asked; they come again.
    Again,
    Never,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Newer {
    pub(crate) words: BTreeSet<String>,
    pub(crate) fields: serde_json::Map<String, serde_json::Value>,
}

impl Newer {
    fn is_empty(&self) -> bool {
        self.words.is_empty() && self.fields.is_empty()
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Safety {
    pub(crate) yes: BTreeSet<Risk>,
    pub(crate) fluids: Fluids,
    pub(crate) night_trips: u8,
    /// In the person's own words, in one line; empty if there are none.
    pub(crate) medicines: String,
    /// The usual routine is kept although the answers call for the seated one.
    pub(crate) keeps_routine: bool,
    /// The caveats that were shown, by routine; see [`gate`](crate::routine::gate).
    pub(crate) told: BTreeMap<String, String>,
    pub(crate) asked: Asked,
    /// The day on which they were given; `None` if they were not.
    pub(crate) given_on: Option<Date>,
    /// The day of the last answers to what may come with cramps and seldom changes, such as a new medicine.
    pub(crate) facts_on: Option<Date>,
    pub(crate) newer: Newer,
    pub(crate) setting: Limit,
}

impl Safety {
    pub fn unasked() -> Safety {
        Safety { asked: Asked::Never, ..Safety::default() }
    }

    /// Assumes the worst for a cramp: no rubbing, no standing, no warmth.
    pub(crate) fn guarded() -> Safety {
        let yes = [Risk::ClotPast, Risk::Pregnancy, Risk::Balance, Risk::Numbness, Risk::HeartOrKidney];
        Safety { yes: yes.into(), ..Safety::unasked() }
    }

    pub fn known(answers: Option<&Safety>, pregnant: bool, setting: Limit) -> Safety {
        let mut known = answers.cloned().unwrap_or_else(Safety::unasked);
        if pregnant {
            known.yes.insert(Risk::Pregnancy);
        }
        Safety { setting, ..known }
    }

    #[must_use]
    pub fn given(&self, keeps_routine: bool, today: Date) -> Safety {
        Safety { keeps_routine, asked: Asked::All, given_on: Some(today), ..self.clone() }
    }

    /// Whether somebody gave them; else they are guesses.
    pub(crate) fn is_given(&self) -> bool {
        self.given_on.is_some()
    }

    #[must_use]
    pub(crate) fn with_facts(&self, today: Date) -> Safety {
        Safety { facts_on: Some(today), ..self.clone() }
    }

    /// Whether the answers are a month old, so that they are asked for again.
    pub(crate) fn is_old(&self, today: Date) -> bool {
        self.given_on.is_some_and(|day| !is_of_this_month(day, today))
    }

    /// Whether it is a month since what may come with cramps was asked, or was never asked.
    pub(crate) fn wants_facts(&self, today: Date) -> bool {
        self.facts_on.is_none_or(|day| !is_of_this_month(day, today))
    }

    pub(crate) fn asks_again(&self) -> bool {
        self.asked == Asked::Again
    }

    pub fn keeps_routine(&self) -> bool {
        self.keeps_routine
    }

    pub(crate) fn has(&self, risk: Risk) -> bool {
        self.yes.contains(&risk)
    }

    pub(crate) fn is_ticked(&self) -> bool {
        !self.yes.is_empty() || self.fluids != Fluids::Free
    }

    pub fn conditions(&self) -> Vec<&'static str> {
        self.yes.iter().filter_map(|risk| risk.condition()).collect()
    }

    /// All caveats are then shown anew.
    pub fn turn(&mut self, risk: Risk) {
        self.keeps_routine = false;
        self.told.clear();
        if !self.yes.remove(&risk) {
            self.yes.insert(risk);
        }
    }

    pub(crate) fn fluids(&self) -> Fluids {
        self.fluids
    }

    /// The question about drinks with what was answered.
    pub(crate) fn fluids_in_words(&self, units: Units) -> String {
        match self.fluids {
            Fluids::Free => FLUIDS.to_owned(),
            Fluids::Unsure => format!("{FLUIDS}: not sure how much"),
            Fluids::Ml(ml) => format!("{FLUIDS}: {} a day", units.amount(ml.into())),
        }
    }

    pub(crate) fn turn_fluids(&mut self) {
        self.fluids = match self.fluids {
            Fluids::Free => Fluids::Unsure,
            Fluids::Unsure | Fluids::Ml(_) => Fluids::Free,
        };
    }

    /// Raises the limit by 100 ml, or lowers it; below 500 ml the person is not sure.
    pub(crate) fn change_fluids(&mut self, more: bool) {
        self.fluids = match (self.fluids, more) {
            (Fluids::Free | Fluids::Unsure, true) => Fluids::Ml(LEAST_ML),
            (Fluids::Free, false) => Fluids::Free,
            (Fluids::Unsure, false) => Fluids::Unsure,
            (Fluids::Ml(ml), true) => Fluids::Ml(ml.saturating_add(STEP_ML).min(MOST_ML)),
            (Fluids::Ml(ml), false) if ml < LEAST_ML + STEP_ML => Fluids::Unsure,
            (Fluids::Ml(ml), false) => Fluids::Ml(ml - STEP_ML),
        };
    }

    pub fn night_trips(&self) -> u8 {
        self.night_trips
    }

    pub(crate) fn change_trips(&mut self, more: bool) {
        let trips = self.night_trips;
        self.set_trips(if more { trips + 1 } else { trips.saturating_sub(1) });
    }

    pub(crate) fn set_trips(&mut self, trips: u8) {
        self.night_trips = trips.min(MOST_TRIPS);
    }

    /// The limit to drinks, from the answers and the settings: the lower of the two (K2). With a possible limit that we
    /// do not know, nothing suggests drinking more: with heart or kidney disease, with an answer of a newer version,
    /// and before anything was asked.
    pub fn limit(&self) -> Limit {
        let told = match self.fluids {
            Fluids::Ml(ml) => Limit::Ml(ml),
            Fluids::Unsure => Limit::Untold,
            Fluids::Free if self.asked == Asked::Never => Limit::Unasked,
            Fluids::Free if self.may_need_a_limit() => Limit::Untold,
            Fluids::Free => Limit::None,
        };
        told.and(self.setting)
    }

    fn may_need_a_limit(&self) -> bool {
        // An older version asked for heart and lung disease in one.
        let maybe_heart = self.asks_again() && self.has(Risk::Holds);
        self.has(Risk::HeartOrKidney) || maybe_heart || !self.newer.is_empty()
    }

    pub(crate) fn may_hold_breath(&self) -> bool {
        let spared = self.yes.iter().any(|risk| risk.breathes_freely());
        !spared && self.newer.is_empty() && self.asked != Asked::Never
    }

    pub fn may_drink_more(&self) -> bool {
        self.limit().allows_more()
    }

    pub(crate) fn seats(&self) -> bool {
        self.yes.iter().any(|risk| risk.seats())
    }

    /// The seated routine where the answers call for it and it was not turned down, or else `usual`.
    pub fn usual<'a>(&self, usual: &'a str) -> &'a str {
        if self.seats() && !self.keeps_routine { SEATED } else { usual }
    }
}

/// Whether a day is less than a month ago. One ahead may be that of another time zone; more is a clock that was wrong.
fn is_of_this_month(day: Date, today: Date) -> bool {
    (-1..A_MONTH).contains(&days(day, today))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::health::answer::Answer;

    pub(crate) fn answered(risks: &[Risk]) -> Safety {
        Safety { yes: risks.iter().copied().collect(), ..Safety::default() }
    }

    #[test]
    fn every_yes_of_the_first_questions_offers_the_seated_routine() {
        for &risk in Risk::ALL {
            let stays = matches!(risk, Risk::Holds | Risk::HeartOrKidney | Risk::Illness);
            assert_eq!(answered(&[risk]).seats(), !stays, "{risk:?}");
        }
        assert!(!Safety::default().seats());
    }

    #[test]
    fn a_limit_goes_up_and_down_in_steps_and_below_500_is_not_sure() {
        let mut safety = Safety::default();
        let after = |safety: &mut Safety, more: bool| {
            safety.change_fluids(more);
            safety.fluids()
        };
        assert_eq!(after(&mut safety, false), Fluids::Free, "less than nothing told");
        assert_eq!(after(&mut safety, true), Fluids::Ml(500));
        assert_eq!(after(&mut safety, true), Fluids::Ml(600));
        assert_eq!(after(&mut safety, false), Fluids::Ml(500));
        assert_eq!(after(&mut safety, false), Fluids::Unsure);
        assert_eq!(after(&mut safety, false), Fluids::Unsure);
        safety.turn_fluids();
        assert_eq!(safety.fluids(), Fluids::Free);
        safety.turn_fluids();
        assert_eq!(safety.fluids(), Fluids::Unsure);
        for _ in 0..100 {
            safety.change_fluids(true);
            safety.change_trips(true);
        }
        assert_eq!((safety.fluids(), safety.night_trips()), (Fluids::Ml(5000), 10));
    }

    #[test]
    fn the_lower_limit_counts_and_what_may_be_one_judges_nothing() {
        let told = |fluids| Safety { fluids, ..Safety::default() };
        let heart = answered(&[Risk::HeartOrKidney]);
        for (answers, setting, limit) in [
            (Some(Safety::default()), Limit::None, Limit::None),
            (Some(Safety::default()), Limit::Ml(1500), Limit::Ml(1500)),
            (Some(told(Fluids::Ml(1200))), Limit::Ml(1500), Limit::Ml(1200)),
            (Some(told(Fluids::Ml(1800))), Limit::Ml(1500), Limit::Ml(1500)),
            (Some(told(Fluids::Ml(1200))), Limit::None, Limit::Ml(1200)),
            (Some(told(Fluids::Ml(1200))), Limit::Unclear, Limit::Unclear),
            (Some(told(Fluids::Unsure)), Limit::None, Limit::Untold),
            (Some(told(Fluids::Unsure)), Limit::Ml(1500), Limit::Ml(1500)),
            (Some(heart.clone()), Limit::None, Limit::Untold),
            (Some(heart), Limit::Ml(1500), Limit::Ml(1500)),
            (Some(answered(&[Risk::Illness, Risk::Holds])), Limit::None, Limit::None),
            (None, Limit::None, Limit::Unasked),
        ] {
            let known = Safety::known(answers.as_ref(), false, setting);
            assert_eq!(known.limit(), limit, "{answers:?} {setting:?}");
        }
    }

    #[test]
    fn what_a_doctor_should_know_is_told_of_illnesses_only() {
        for &risk in Risk::ALL {
            let known = answered(&[risk]).conditions();
            let is_one = matches!(risk, Risk::Pregnancy | Risk::HeartOrKidney | Risk::Illness);
            assert_eq!(known.len(), usize::from(is_one), "{risk:?}");
        }
    }
}
