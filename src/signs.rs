//! Warning signs: when to get help, told before anything is saved or scored.
//!
//! [`RULES`] are the eighteen of the project's evidence (E3), with their exact wording. [`findings`] is a pure function
//! from ticks and nights to what holds: every match, the most urgent first, and never the name of an illness. Where
//! the evidence leaves a number open, the rule's field `when` and the constants here say which one we chose.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::answer::{Answer, answers};
use crate::journal::Scale;

mod rules;

pub use rules::RULES;

/// Stands under every list of warning signs (E3).
pub const FOOTER: &str = "General information, not a diagnosis. If you are worried, get help; you do not need this app's permission.";

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
    /// Returns what people read.
    pub fn label(self) -> &'static str {
        match self {
            Level::Emergency => "emergency",
            Level::RightAway => "help today",
            Level::Visit => "book a visit",
            Level::Mention => "good to mention",
        }
    }

    /// Returns whether it must be shown the moment it is ticked, and stops any routine.
    pub fn is_urgent(self) -> bool {
        match self {
            Level::Emergency | Level::RightAway => true,
            Level::Visit | Level::Mention => false,
        }
    }
}

answers! {
    /// A warning sign that a person can tick; what people read is a question. The first seven are urgent.
    Sign:
    /// RF1.
    Chest = "chest", "Chest pain, short of breath, coughing blood, or fainted?";
    /// RF2.
    ColdLeg = "cold-leg", "Leg suddenly cold, pale or blue, numb, or it cannot be moved?";
    /// RF3.
    Swollen = "swollen", "One leg swollen, warm, red or darker, or very tender?";
    /// RF4.
    NotEasing = "not-easing", "Over 10 minutes despite stretching, or severe pain that does not settle?";
    /// RF5.
    Infection = "infection", "Fever, spreading redness, a dirty wound, or a poison such as lead or mercury?";
    /// RF6.
    SuddenWeakness = "sudden-weakness",
        "New sudden weakness, or numbness with back pain or bladder or bowel change?";
    /// RF7.
    DarkUrine = "dark-urine", "Brown or cola-coloured urine with strong muscle pain?";
    /// RF9, the second time.
    SoreOverADay = "sore-over-a-day", "Sore for more than a day afterwards?";
    /// RF10.
    TiredByDay = "tired-by-day", "Tired in the day because of the cramps?";
    /// RF11.
    SlowWeakness = "slow-weakness", "Numbness, tingling, slow weakness or thinner muscle?";
    /// RF12.
    MedicineChange = "medicine-change", "Did the cramps start within 8 weeks of a medicine change?";
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
pub struct Row {
    /// Whether it is ticked.
    pub ticked: bool,
    /// What is asked.
    pub text: String,
    /// What to do about it, where it holds and is urgent.
    pub help: Option<&'static str>,
}

impl Sign {
    /// Returns the rule that it belongs to.
    pub fn rule(self) -> Option<&'static Rule> {
        RULES.iter().find(|rule| rule.sign == Some(self))
    }

    /// Returns it as a row of a list, with what `findings` say about it.
    pub fn row(self, ticked: bool, findings: &[Finding]) -> Row {
        let its = |finding: &&Finding| finding.rule.sign == Some(self) && finding.rule.level.is_urgent();
        let help = findings.iter().find(its).map(|finding| finding.rule.wording);
        Row { ticked, text: self.label().to_owned(), help }
    }

    /// Returns whether the tick alone has to be answered at once.
    pub fn is_urgent(self) -> bool {
        self.rule().is_some_and(|rule| rule.level.is_urgent())
    }
}

/// One rule of the evidence.
#[derive(Debug)]
pub struct Rule {
    /// Its number there: RF1 to RF18.
    pub id: &'static str,
    /// How urgent it is.
    pub level: Level,
    /// When it holds, for people.
    pub when: &'static str,
    /// The tick that alone is enough.
    pub sign: Option<Sign>,
    /// What in the nights is enough.
    nights: fn(&Case<'_>) -> bool,
    /// What to say; `{n}` of the last `{m}` nights are filled in.
    pub wording: &'static str,
    /// Where it comes from.
    pub basis: &'static str,
}

/// What the rules are asked about.
#[derive(Clone, Debug, Default)]
pub struct Case<'a> {
    /// What is ticked: now, or so lately that it still counts.
    pub signs: BTreeSet<Sign>,
    /// The longest cramp told of now, in seconds.
    pub longest: Option<u32>,
    /// The night that windows of nights end with.
    pub last: Date,
    /// Nights told of, with the one being told of; nights left out are unknown, not free of cramps.
    pub nights: &'a [Facts],
    /// Cramp nights before the routine and now, once it was regular for six weeks.
    pub change: Option<Change>,
}

/// What a night that was told of counts for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Which night.
    pub night: Date,
    /// Whether there was a cramp.
    pub cramp: bool,
    /// How strong the strongest was.
    pub worst: Option<Scale>,
    /// How much cramps disturbed the sleep.
    pub disturbed: Option<Scale>,
    /// Whether it was sore for more than a day.
    pub sore_over_a_day: bool,
    /// Whether a medicine was started or changed the day before.
    pub medicine: bool,
}

/// Nights with a cramp, of so many nights told of: before the routine, and lately.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Before: cramp nights, nights.
    pub before: (u32, u32),
    /// Lately: cramp nights, nights.
    pub lately: (u32, u32),
}

/// A rule that holds.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Which one.
    pub rule: &'static Rule,
    /// What to say.
    pub text: String,
}

/// Returns every rule that holds, the most urgent first.
pub fn findings(case: &Case<'_>) -> Vec<Finding> {
    let holds = |rule: &&Rule| {
        rule.sign.is_some_and(|sign| sign != Sign::SoreOverADay && case.signs.contains(&sign))
            || (rule.nights)(case)
    };
    RULES.iter().filter(holds).map(|rule| Finding { rule, text: case.worded(rule) }).collect()
}

/// Nights that rules look back (RF8 to RF10; our choice).
const FORTNIGHT: i32 = 14;

impl Case<'_> {
    /// The nights told of among the `count` that end `back` nights before the last.
    fn window(&self, count: i32, back: i32) -> impl Iterator<Item = &Facts> {
        self.nights.iter().filter(move |facts| (back..back + count).contains(&days(facts.night, self.last)))
    }

    fn cramp_nights(&self, count: i32, back: i32) -> usize {
        self.window(count, back).filter(|facts| facts.cramp).count()
    }

    /// Cramp nights, and of how many of the last nights, if that is often (RF8). Six in fourteen are always three in
    /// some seven of them, so the second half of the rule needs no look of its own.
    fn often(&self) -> Option<(usize, i32)> {
        let week = self.cramp_nights(7, 0);
        if week >= 3 {
            return Some((week, 7));
        }
        let often = (1..=FORTNIGHT - 7).any(|back| self.cramp_nights(7, back) >= 3);
        often.then(|| (self.cramp_nights(FORTNIGHT, 0), FORTNIGHT))
    }

    fn worded(&self, rule: &Rule) -> String {
        let (n, m) = self.often().unwrap_or_default();
        rule.wording.replace("{n}", &n.to_string()).replace("{m}", &m.to_string())
    }
}

/// How many nights `then` lies before `now`; negative if it lies after.
fn days(then: Date, now: Date) -> i32 {
    now.since(then).map_or(i32::MAX, |span| span.get_days())
}

#[cfg(test)]
mod tests;
