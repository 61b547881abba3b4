//! Warning signs: when to get help, told before anything is saved or scored.
//!
//! [`RULES`] are those of the project's evidence (E3, and K1 where the two differ), with their exact wording.
//! [`findings`] is a pure function from what was told to what holds: every match with what it rests on, the most urgent
//! first, and never the name of an illness. An urgent sign stays, and holds every routine back, until the person says that
//! somebody has checked it: [`open_signs`](crate::store::journal::open_signs). Where the evidence leaves a number open, the
//! rule's field `when` and the constants here say which one we chose.

use jiff::civil::Date;

use crate::health::answer::{Answer, answers};
use crate::health::body::Severity;

mod rules;
mod ticked;

pub use rules::RULES;
pub use ticked::TickedSigns;

/// Stands under every list of warning signs (E3).
pub const FOOTER: &str = "General information, not a diagnosis. If you are worried, get help; you do not need this app's permission.";

/// Said wherever an urgent sign that nobody has checked keeps a stretch from beginning.
pub const HAVE_IT_CHECKED: &str = "Please have this checked before you stretch.";

/// How urgent a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The emergency number.
    Emergency,
    /// Medical help right away, the same day.
    RightAway,
    /// A visit to book.
    Visit,
    /// Good to mention.
    Mention,
}

impl Level {
    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Level::Emergency => "emergency",
            Level::RightAway => "help today",
            Level::Visit => "book a visit",
            Level::Mention => "good to mention",
        }
    }

    /// Whether it must be shown the moment it is ticked, and stops any routine.
    pub fn is_urgent(self) -> bool {
        match self {
            Level::Emergency | Level::RightAway => true,
            Level::Visit | Level::Mention => false,
        }
    }
}

answers! {
    /// A warning sign that a person can tick; what people read is a question. The first eleven are urgent.
    Sign:
    /// RF1.
    Chest = "chest", "Chest pain, short of breath, coughing blood, or fainted?";
    /// RF2.
    ColdLeg = "cold-leg", "Leg suddenly cold, pale or blue, numb, or it cannot be moved?";
    /// RF6, the first of three: what FAST stands for.
    OneSide = "one-side", "Sudden weakness of one side of the body, of the face, or trouble speaking?";
    /// RF6, the second: the nerves at the end of the spine.
    Saddle = "saddle",
        "Numb around the bottom, genitals or inner thighs? Bladder or bowels changed? Both legs weak or numb?";
    /// RF3.
    Swollen = "swollen", "One leg swollen, warm, red or darker, or very tender?";
    /// RF3 as well (K1).
    Throbbing = "throbbing", "One calf throbs, worse when you stand or walk? Or hard, sore veins?";
    /// RF4.
    NotEasing = "not-easing", "A cramp or severe pain that still has not eased after 10 minutes?";
    /// RF5.
    Infection = "infection", "Fever, spreading redness, a dirty wound, or a poison such as lead or mercury?";
    /// RF6, the third. Its word is older than the other two and once stood for all three.
    SuddenWeakness = "sudden-weakness", "New weakness or numbness of a leg, with back pain?";
    /// RF7.
    DarkUrine = "dark-urine", "Brown or cola-coloured urine with strong muscle pain or weakness?";
    /// RF19.
    RestPain = "rest-pain",
        "Foot pain at rest that eases when the leg hangs down? Or a sore on the foot that does not heal?";
    /// RF9, the second time.
    SoreOverADay = "sore-over-a-day", "Sore for more than a day afterwards?";
    /// RF10.
    TiredByDay = "tired-by-day", "Tired in the day because of the cramps?";
    /// RF11.
    SlowWeakness = "slow-weakness", "Numbness, tingling, twitching, slow weakness or thinner muscle?";
    /// RF12.
    MedicineChange = "medicine-change", "Did the cramps start or get worse within 8 weeks of a medicine change?";
    /// RF13.
    OutOfTheBlue = "out-of-the-blue", "Did they start new and suddenly, for no clear reason?";
    /// RF15.
    Condition = "condition", "Diabetes, kidney, liver, nerve, thyroid or artery disease, or pregnancy?";
    /// RF16.
    Walking = "walking", "Calf pain that comes with walking and goes with rest?";
    /// RF17.
    Elsewhere = "elsewhere", "Cramps also in arms, back or belly?";
    /// RF18.
    UrgeToMove = "urge-to-move", "An urge to move, a crawling feeling, better on moving, no hard muscle?";
}

/// A warning sign in a list to tick.
#[derive(Clone, Debug, PartialEq)]
pub struct SignRow {
    /// Whether it is ticked.
    pub ticked: bool,
    /// What is asked.
    pub text: String,
    /// What to do about it, where it holds and is urgent.
    pub help: Option<&'static str>,
}

impl Sign {
    /// The rule that it belongs to.
    pub fn rule(self) -> Option<&'static Rule> {
        RULES.iter().find(|rule| rule.signs.contains(&self))
    }

    /// The sign as a row of a list, with what `findings` say about it.
    pub fn row(self, ticked: bool, findings: &[Finding]) -> SignRow {
        let its = |finding: &&Finding| finding.rule.signs.contains(&self) && finding.rule.level.is_urgent();
        let help = findings.iter().find(its).map(|finding| finding.rule.wording);
        SignRow { ticked, text: self.label().to_owned(), help }
    }

    /// Whether the tick alone has to be answered at once.
    pub fn is_urgent(self) -> bool {
        self.rule().is_some_and(|rule| rule.level.is_urgent())
    }

    /// How long it counts once it is told.
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

    /// What was ticked, in a few words: "a swollen or sore leg".
    pub fn in_short(self) -> &'static str {
        match self {
            Sign::Chest => "chest pain, trouble breathing, coughing blood or fainting",
            Sign::ColdLeg => "a cold, pale or numb leg",
            Sign::OneSide => "sudden weakness of one side, of the face or in speaking",
            Sign::Saddle => "numbness around the bottom, or a change of bladder or bowels",
            Sign::Swollen => "a swollen, red or very tender leg",
            Sign::Throbbing => "a throbbing calf, or hard, sore veins",
            Sign::NotEasing => "a cramp or pain that had not eased",
            Sign::Infection => "fever, spreading redness, a wound or a poison",
            Sign::SuddenWeakness => "new weakness or numbness with back pain",
            Sign::DarkUrine => "brown or cola-coloured urine",
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

/// How long a sign counts once it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasts {
    /// Until the person says that it was checked; until then it holds every routine back (K1).
    UntilChecked,
    /// Until its entry is taken back; it is told of at most once a month (K1).
    UntilTakenBack,
    /// For fourteen nights from the night, or from the day it was told; our choice.
    AFortnight,
}

/// One rule of the evidence.
#[derive(Debug)]
pub struct Rule {
    /// Its number there: RF1 to RF19, with a letter where one number stands for several signs.
    pub id: &'static str,
    /// How urgent it is.
    pub level: Level,
    /// When it holds, for people.
    pub when: &'static str,
    /// The ticks of which one alone is enough.
    pub signs: &'static [Sign],
    /// What in the nights is enough, in words; `None` if nothing is.
    nights: fn(&Case<'_>) -> Option<String>,
    /// What to do.
    pub wording: &'static str,
    /// Where it comes from.
    pub basis: &'static str,
}

/// What the rules are asked about.
#[derive(Clone, Debug, Default)]
pub struct Case<'a> {
    /// What is ticked and still counts.
    pub told: Vec<ToldSign>,
    /// How long the cramp that is there now has lasted, in seconds.
    pub lasting: Option<u32>,
    /// The longest cramp lately that has eased: in seconds, and the night.
    pub longest: Option<(u32, Date)>,
    /// The night that windows of nights end with.
    pub last: Date,
    /// Nights told of, with the one being told of; nights left out are unknown, not free of cramps.
    pub nights: &'a [KnownFacts],
    /// How things were before the routine and are now, once it was regular for six weeks.
    pub change: Option<Change>,
    /// Illnesses and pregnancy that the person told of on the safety page or in the settings, in words.
    pub conditions: Vec<&'static str>,
}

/// A sign that was ticked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldSign {
    /// Which one; `None` for one that only a newer winddown knows.
    pub sign: Option<Sign>,
    /// What it rests on, for people: "a swollen, red or very tender leg, told on Tuesday".
    pub because: String,
}

/// What a night that was told of counts for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KnownFacts {
    /// Which night.
    pub night: Date,
    /// Whether there was a cramp.
    pub cramp: bool,
    /// How strong the strongest was.
    pub worst: Option<Severity>,
    /// How much cramps disturbed the sleep.
    pub disturbed: Option<Severity>,
    /// Whether it was sore for more than a day.
    pub sore_over_a_day: bool,
    /// Whether a medicine was started or changed the day before.
    pub medicine: bool,
}

/// How things were before the routine and are now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// Before.
    pub before: Fortnight,
    /// Lately.
    pub lately: Fortnight,
}

/// What some nights add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fortnight {
    /// Nights told of.
    pub nights: u32,
    /// Nights with a cramp among them.
    pub cramp_nights: u32,
    /// Cramps in them.
    pub cramps: u32,
    /// How strong the cramps were, the median of 0 to 10; `None` if nobody said.
    pub severity: Option<f64>,
}

/// A rule that holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Which one.
    pub rule: &'static Rule,
    /// What it rests on, for people; empty where it stands right beside it.
    pub because: String,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Rule) -> bool {
        self.id == other.id
    }
}

impl Finding {
    /// What it rests on and what to do: "A swollen leg, told on Tuesday. Get medical help right away, today."
    pub fn text(&self) -> String {
        if self.because.is_empty() {
            self.rule.wording.to_owned()
        } else {
            format!("{} {}", self.reason(), self.rule.wording)
        }
    }

    /// What it rests on, as a sentence.
    pub fn reason(&self) -> String {
        let mut because = self.because.chars();
        because
            .next()
            .map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), because.as_str()))
    }
}

/// The heading over some findings: an emergency never stands under a harmless one.
pub fn heading(findings: &[Finding]) -> &'static str {
    match findings.iter().map(|finding| finding.rule.level).min() {
        Some(Level::Emergency) => "Get help now",
        Some(Level::RightAway) => "Get help today",
        Some(Level::Visit | Level::Mention) | None => "Worth knowing",
    }
}

/// Every rule that holds, the most urgent first, each with all that it rests on.
pub fn findings(case: &Case<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for rule in &RULES {
        let told = case.told.iter().filter(|told| rule.is_decided_by(told.sign));
        let mut reasons: Vec<String> = told.map(|told| told.because.clone()).collect();
        reasons.extend((rule.nights)(case));
        if !reasons.is_empty() {
            reasons.dedup();
            reasons.retain(|reason| !reason.is_empty());
            found.push(Finding { rule, because: reasons.join("; ") });
        }
    }
    found
}

impl ToldSign {
    /// A sign that is being ticked: what it rests on stands right beside it.
    pub fn just_ticked(sign: Sign) -> ToldSign {
        ToldSign { sign: Some(sign), because: String::new() }
    }
}

impl Rule {
    /// Whether it stands for signs that only a newer winddown knows.
    pub fn is_of_a_newer_version(&self) -> bool {
        self.id == rules::NEWER
    }

    /// Whether this sign alone is enough. Being sore counts from its second time on.
    fn is_decided_by(&self, sign: Option<Sign>) -> bool {
        match sign {
            None => self.is_of_a_newer_version(),
            Some(Sign::SoreOverADay) => false,
            Some(sign) => self.signs.contains(&sign),
        }
    }
}

/// Nights that rules look back (RF8 to RF10; our choice).
pub const FORTNIGHT: i32 = 14;

impl Case<'_> {
    /// The nights told of among the `count` that end `back` nights before the last.
    fn window(&self, count: i32, back: i32) -> impl Iterator<Item = &KnownFacts> {
        self.nights.iter().filter(move |facts| (back..back + count).contains(&days(facts.night, self.last)))
    }

    fn cramp_nights(&self, count: i32, back: i32) -> usize {
        self.window(count, back).filter(|facts| facts.cramp).count()
    }
}

/// How many nights `then` lies before `now`; negative if it lies after.
pub fn days(then: Date, now: Date) -> i32 {
    now.since(then).map_or(i32::MAX, |span| span.get_days())
}

#[cfg(test)]
mod tests;
