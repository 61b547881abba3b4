//! The warning signs that a person can tick, and how long each counts.

use crate::health::answer::{Answer, answers};

answers! {
    /// A warning sign that a person can tick; what people read is a question. The first eleven are urgent.
    Sign:
    Chest = "chest", "Chest pain, trouble breathing, coughing blood, or fainting?";
    ColdLeg = "cold-leg", "A leg suddenly cold, pale, blue or numb, or one that won't move?";
    OneSide = "one-side", "Sudden weakness of one side of the body or face, or trouble speaking?";
    Saddle = "saddle",
        "Numb around the bottom, genitals or inner thighs? Bladder or bowels changed? Both legs weak or numb?";
    Swollen = "swollen", "One leg swollen, warm, red or darker, or very tender?";
    Throbbing = "throbbing", "One calf throbs, worse when you stand or walk? Or hard, sore veins?";
    NotEasing = "not-easing", "A cramp or severe pain that still has not eased after 10 minutes?";
    Infection = "infection", "Fever, spreading redness, a dirty wound, or a poison such as lead or mercury?";
    /// Its word once stood for all three of RF6.
    SuddenWeakness = "sudden-weakness", "New weakness or numbness of a leg, with back pain?";
    DarkUrine = "dark-urine", "Brown or cola-coloured urine with strong muscle pain or weakness?";
    RestPain = "rest-pain",
        "Foot pain at rest that eases when the leg hangs down? Or a sore on the foot that does not heal?";
    SoreOverADay = "sore-over-a-day", "Sore for more than a day afterwards?";
    TiredByDay = "tired-by-day", "Tired in the day because of the cramps?";
    SlowWeakness = "slow-weakness", "Numbness, tingling, twitching, slow weakness or thinner muscle?";
    MedicineChange = "medicine-change", "Did the cramps start or get worse within 8 weeks of a medicine change?";
    OutOfTheBlue = "out-of-the-blue", "Are the cramps new, and did they start suddenly for no clear reason?";
    Condition = "condition", "Diabetes, kidney, liver, nerve, thyroid or artery disease, or pregnancy?";
    Walking = "walking", "Calf pain that comes with walking and goes with rest?";
    Elsewhere = "elsewhere", "Cramps in your arms, back or belly too?";
    UrgeToMove = "urge-to-move", "An urge to move, a crawling feeling, better on moving, no hard muscle?";
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasts {
    /// Until the person says that it was checked; until then it holds every routine back (K1).
    UntilChecked,
    /// Until its entry is taken back; it is told of at most once a month (K1).
    UntilTakenBack,
    /// For fourteen nights from the night, or from the day it was told; our choice.
    AFortnight,
}

impl Sign {
    pub fn lasts(self) -> Lasts {
        match self {
            Sign::Chest
            | Sign::ColdLeg
            | Sign::OneSide
            | Sign::Saddle
            | Sign::Swollen
            | Sign::Throbbing
            | Sign::Infection
            | Sign::SuddenWeakness
            | Sign::DarkUrine
            | Sign::RestPain => Lasts::UntilChecked,
            Sign::SlowWeakness | Sign::Condition | Sign::Walking => Lasts::UntilTakenBack,
            Sign::NotEasing
            | Sign::SoreOverADay
            | Sign::TiredByDay
            | Sign::MedicineChange
            | Sign::OutOfTheBlue
            | Sign::Elsewhere
            | Sign::UrgeToMove => Lasts::AFortnight,
        }
    }

    /// The signs for which one has to get help today.
    pub(crate) fn urgent() -> impl Iterator<Item = Sign> {
        Sign::ALL.iter().copied().filter(|sign| sign.is_urgent())
    }

    /// The sign in a few words: "a swollen, hot, red or very tender leg".
    pub fn in_short(self) -> &'static str {
        match self {
            Sign::Chest => "chest pain, trouble breathing, coughing blood or fainting",
            Sign::ColdLeg => "a leg suddenly cold, pale, blue or numb, or one that won't move",
            Sign::OneSide => "sudden weakness of one side or the face, or trouble speaking",
            Sign::Saddle => {
                "a numb bottom, genitals or inner thighs, bladder or bowels changed, or both legs weak or numb"
            }
            Sign::Swollen => "a swollen, hot, red or very tender leg",
            Sign::Throbbing => "a throbbing calf, or hard, sore veins",
            Sign::NotEasing => "a cramp or severe pain that has not eased after 10 minutes",
            Sign::Infection => "fever, spreading redness, a dirty wound or a poison",
            Sign::SuddenWeakness => "new weakness or numbness of a leg, with back pain",
            Sign::DarkUrine => "brown or cola-coloured urine, with muscle pain or weakness",
            Sign::RestPain => "foot pain at rest, or a sore that does not heal",
            Sign::SoreOverADay => "sore for more than a day",
            Sign::TiredByDay => "tired in the day",
            Sign::SlowWeakness => "numbness, tingling, twitching or slow weakness",
            Sign::MedicineChange => "cramps after a medicine change",
            Sign::OutOfTheBlue => "a sudden start for no clear reason",
            Sign::Condition => "an illness or pregnancy that goes with cramps",
            Sign::Walking => "calf pain that comes with walking",
            Sign::Elsewhere => "cramps in other places too",
            Sign::UrgeToMove => "an urge to move the legs",
        }
    }
}
