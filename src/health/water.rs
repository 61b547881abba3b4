//! The hydration check: a rough word about today's drinks, and never "catch up now".
//!
//! The logic and the messages are those of the project's evidence: a base of eight glasses (common advice), a
//! little more for heat, activity, fibre and pregnancy (our choice), and a limit set by a clinician before all.

use serde::{Deserialize, Serialize};

use crate::text;

#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one ticked line of the question, independent of the rest"
)]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaterNote {
    pub glasses: u8,
    pub glass_ml: u16,
    pub active: bool,
    pub hot: bool,
    pub fibre: bool,
    pub alcohol: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thirsty: Option<bool>,
    /// The colour of the urine on the chart, 1 to [`DARKEST`]; [`ALARMING`] in old lines that tell of red.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<u8>,
    /// Red, brown or cola-coloured urine today, whatever its colour was at other times.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub red: bool,
}

impl WaterNote {
    /// Whether it tells of urine that needs a doctor's look.
    pub(crate) fn is_red(&self) -> bool {
        self.red || self.colour == Some(ALARMING)
    }

    /// The colour on the chart.
    pub(crate) fn shade(&self) -> Option<u8> {
        self.colour.filter(|shade| (1..=DARKEST).contains(shade))
    }
}

/// How amounts of fluid are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Units {
    #[default]
    Millilitres,
    /// US fluid ounces.
    Ounces,
}

impl Units {
    /// An amount in whole units: "250 ml", "8 fluid ounces".
    pub(crate) fn amount(self, ml: u32) -> String {
        match self {
            Units::Millilitres => format!("{ml} ml"),
            Units::Ounces => text::many(self.whole(ml), "fluid ounce", "fluid ounces"),
        }
    }

    /// "150 to 200 ml".
    fn range(self, from: u32, to: u32) -> String {
        format!("{} to {}", self.whole(from), self.amount(to))
    }

    /// The nearest whole number of units.
    fn whole(self, ml: u32) -> u64 {
        /// A US fluid ounce, in thousandths of a millilitre.
        const OUNCE: u64 = 29_574;
        match self {
            Units::Millilitres => ml.into(),
            Units::Ounces => (u64::from(ml) * 1000 + OUNCE / 2) / OUNCE,
        }
    }
}

/// What is counted: one of them, and several. Nobody calls what holds more than this a glass.
pub(crate) fn vessel(ml: u16) -> (&'static str, &'static str) {
    const LARGEST_GLASS: u16 = 400;
    if ml > LARGEST_GLASS { ("bottle", "bottles") } else { ("glass", "glasses") }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile {
    pub glass_ml: u16,
    pub units: Units,
    pub target_ml: u16,
    /// A limit set by a clinician; it beats any target.
    pub limit: Limit,
    /// Pregnancy raises the target a little (EFSA 2010: 300 ml).
    pub pregnant: bool,
    pub night_trips: u8,
}

/// How much a clinician lets a person drink; what comes later here counts before what comes earlier. Only without a limit
/// may anything be judged or more be suggested.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Limit {
    #[default]
    None,
    /// Nobody has asked.
    Unasked,
    /// There may be one, of an unknown amount.
    Untold,
    /// Millilitres a day.
    Ml(u16),
    /// The one in the settings cannot be read.
    Unclear,
}

impl Limit {
    /// Joins two limits; the lower amount counts.
    #[must_use]
    pub fn and(self, other: Limit) -> Limit {
        match (self, other) {
            (Limit::Ml(one), Limit::Ml(other)) => Limit::Ml(one.min(other)),
            (one, other) => one.max(other),
        }
    }

    pub(crate) fn allows_more(self) -> bool {
        self == Limit::None
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    OnTrack,
    LittleBehind,
    Behind,
    Plenty,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub warning: Option<&'static str>,
    /// `None` when there is nothing to judge or nothing may be judged.
    pub state: Option<State>,
    /// The day's goal in glasses, if fewer were drunk.
    pub goal: Option<u32>,
    pub lines: Vec<String>,
}

/// The darkest shade on the usual colour chart of urine.
pub const DARKEST: u8 = 8;
/// Red, brown or cola-coloured: no shade of dehydration at all.
pub const ALARMING: u8 = 9;

impl State {
    /// The sentence about it, with the goal in words if that was not reached.
    pub fn said(self, goal: Option<String>) -> String {
        let said = match self {
            State::OnTrack => return "You are on track with drinks today.".to_owned(),
            State::Plenty => return "You have had plenty to drink today.".to_owned(),
            State::LittleBehind => "You drank a little less than the daily goal",
            State::Behind => "You drank less than the daily goal",
        };
        goal.map_or_else(|| format!("{said}."), |goal| format!("{said}, about {goal}."))
    }
}

/// Judges today's answers; `before` are those of the night before.
pub fn judge(today: &WaterNote, before: Option<&WaterNote>, person: &Profile) -> Verdict {
    // A warning comes first, whatever else may not be said, and nothing is scored beside it.
    if today.is_red() {
        return Verdict { warning: Some(ALARM), state: None, goal: None, lines: Vec::new() };
    }
    let glass = if today.glass_ml > 0 { today.glass_ml } else { person.glass_ml };
    let total = u32::from(today.glasses) * u32::from(glass);
    match person.limit {
        Limit::None => {}
        Limit::Ml(limit) => return within_limit(total, u32::from(limit), person.units),
        Limit::Unclear => return unjudged(UNREADABLE),
        Limit::Untold => return unjudged(UNTOLD),
        Limit::Unasked => return unjudged(UNASKED),
    }
    let mut lines = Vec::new();
    let shade = today.shade();
    let state = if today.glasses == 0 && shade.is_none() && today.thirsty.is_none() {
        lines.push("No drinks logged today, so there is nothing to judge.".to_owned());
        None
    } else {
        let state = rate(total, target(today, person), shade, today.thirsty);
        lines.push(message(state, person.night_trips >= 2, person.units));
        Some(state)
    };
    if today.alcohol {
        lines.push(
            "Alcohol makes you pee more and sleep worse. Match it with water earlier in the evening."
                .to_owned(),
        );
    }
    let dark = |note: &WaterNote| note.colour.is_some_and(|c| (7..=DARKEST).contains(&c));
    if today.glasses > 0 && dark(today) && before.is_some_and(dark) {
        lines.push(
            "Your pee has been dark for two days, though you are drinking. Ask a pharmacist or doctor."
                .to_owned(),
        );
    }
    let goal = target(today, person).div_ceil(u32::from(glass).max(1));
    let goal = (0 < today.glasses && u32::from(today.glasses) < goal).then_some(goal);
    Verdict { warning: None, state, goal, lines }
}

const ALARM: &str = "Red, brown or cola-coloured pee needs a check. Get medical help today, above all with bad muscle pain or weakness. If you take a statin, ask before your next dose.";

fn within_limit(total: u32, limit: u32, units: Units) -> Verdict {
    let said =
        if total >= limit { "You have reached the limit you set with your care team." } else { CARE_TEAM };
    let [limit, total] = [limit, total].map(|ml| units.amount(ml));
    let sums = format!("Your limit is {limit}. You have had {total} today.");
    Verdict { warning: None, state: None, goal: None, lines: vec![sums, said.to_owned()] }
}

/// Why nothing is judged.
const UNREADABLE: &str =
    "The fluid limit in your settings cannot be read. So your drinks are not judged here.";
const UNTOLD: &str = "Your care team knows how much you should drink. So your drinks are not judged here.";
const UNASKED: &str =
    "Please answer the questions about your health first. Until then your drinks are not judged.";
const CARE_TEAM: &str = "Follow your care team's plan. This program will not suggest more.";

/// With a limit that we do not know, advice to drink could do harm.
fn unjudged(why: &str) -> Verdict {
    Verdict { warning: None, state: None, goal: None, lines: [why, CARE_TEAM].map(str::to_owned).to_vec() }
}

/// The day's target in millilitres, never raised above three litres.
fn target(today: &WaterNote, person: &Profile) -> u32 {
    let more = [(today.active, 250), (today.hot, 250), (today.fibre, 250), (person.pregnant, 300)];
    let raised = more.iter().filter(|(on, _)| *on).map(|(_, ml)| ml).sum::<u32>();
    let base = u32::from(person.target_ml);
    (base + raised).min(3000.max(base))
}

/// Two points for the amount, two for the colour, one for thirst, each only where it is known.
fn rate(total: u32, target: u32, shade: Option<u8>, thirsty: Option<bool>) -> State {
    if total * 10 > target * 16 {
        return State::Plenty;
    }
    let amount = u32::from(total * 10 >= target * 9) + u32::from(total * 10 >= target * 7);
    let (mut points, mut most) = (amount, 2);
    if let Some(shade) = shade {
        points += match shade {
            0..=3 => 2,
            4..=5 => 1,
            6.. => 0,
        };
        most += 2;
    }
    if let Some(thirsty) = thirsty {
        points += u32::from(!thirsty);
        most += 1;
    }
    if points * 10 >= most * 7 {
        State::OnTrack
    } else if points * 10 >= most * 4 {
        State::LittleBehind
    } else {
        State::Behind
    }
}

/// What to do now; a few sips rather than a glass for those who get up at night.
fn message(state: State, sips: bool, units: Units) -> String {
    match (state, sips) {
        (State::OnTrack, _) => {
            "You have had enough today. There is no need to drink more. A few sips are fine.".to_owned()
        }
        (State::LittleBehind, false) => {
            format!("A small glass now is plenty, about {}. Start earlier tomorrow.", units.amount(150))
        }
        (State::LittleBehind, true) => "A few sips now are plenty. Start earlier tomorrow.".to_owned(),
        (State::Behind, sips) => {
            let now = if sips {
                "Take a few sips.".to_owned()
            } else {
                format!("Sip one small glass, {}.", units.range(150, 200))
            };
            format!("{now} Do not try to catch up tonight. Plan two extra glasses before tomorrow afternoon.")
        }
        (State::Plenty, _) => "That is a lot of fluid. More water has not been shown to prevent cramps. \
                               Always very thirsty? Mention it to a doctor."
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERSON: Profile = Profile {
        glass_ml: 250,
        units: Units::Millilitres,
        target_ml: 2000,
        limit: Limit::None,
        pregnant: false,
        night_trips: 0,
    };

    fn drank(glasses: u8) -> WaterNote {
        WaterNote { glasses, glass_ml: 250, ..WaterNote::default() }
    }

    #[test]
    fn the_rough_word_for_answers() {
        let table = [
            (drank(8), Some(State::OnTrack)),
            (drank(7), Some(State::LittleBehind)),
            (drank(6), Some(State::LittleBehind)),
            (drank(5), Some(State::Behind)),
            (drank(12), Some(State::OnTrack)),
            (drank(13), Some(State::Plenty)),
            (WaterNote { hot: true, active: true, ..drank(8) }, Some(State::LittleBehind)),
            (WaterNote { colour: Some(2), ..drank(6) }, Some(State::OnTrack)),
            (WaterNote { colour: Some(7), ..drank(8) }, Some(State::LittleBehind)),
            (WaterNote { thirsty: Some(true), ..drank(6) }, Some(State::Behind)),
            (WaterNote { thirsty: Some(false), ..drank(0) }, Some(State::Behind)),
            (drank(0), None),
            (WaterNote { colour: Some(ALARMING), ..drank(0) }, None),
        ];
        for (note, state) in table {
            assert_eq!(judge(&note, None, &PERSON).state, state, "{note:?}");
        }
    }

    #[test]
    fn a_limit_is_never_scored_and_no_colour_is_read() {
        let person = Profile { limit: Limit::Ml(1500), ..PERSON };
        let note = WaterNote { colour: Some(8), thirsty: Some(true), ..drank(3) };
        let verdict = judge(&note, Some(&note), &person);
        assert_eq!(verdict.state, None);
        assert_eq!(
            verdict.lines,
            [
                "Your limit is 1500 ml. You have had 750 ml today.",
                "Follow your care team's plan. This program will not suggest more."
            ]
        );
        assert!(judge(&drank(6), None, &person).lines[1].starts_with("You have reached the limit"));
    }

    #[test]
    fn a_limit_that_cannot_be_read_is_never_advised_against() {
        let person = Profile { limit: Limit::Unclear, ..PERSON };
        let verdict = judge(&drank(1), None, &person);
        assert_eq!(verdict.state, None);
        assert!(verdict.lines[0].contains("cannot be read"));
    }

    #[test]
    fn amounts_are_told_in_the_units_of_the_person() {
        let ounces = Profile { units: Units::Ounces, ..PERSON };
        let said = |glasses, person: &Profile| judge(&drank(glasses), None, person).lines.join(" ");
        assert!(said(6, &ounces).starts_with("A small glass now is plenty, about 5 fluid ounces."));
        assert!(said(2, &ounces).starts_with("Sip one small glass, 5 to 7 fluid ounces."));
        let limited = Profile { limit: Limit::Ml(1500), ..ounces };
        assert!(
            said(3, &limited)
                .starts_with("Your limit is 51 fluid ounces. You have had 25 fluid ounces today.")
        );
        for glasses in 0..30 {
            for person in [ounces, limited, Profile { night_trips: 2, ..ounces }] {
                assert!(!said(glasses, &person).contains(" ml"), "{}", said(glasses, &person));
            }
        }
        assert_eq!(
            (Units::Ounces.amount(30), Units::Millilitres.amount(250)),
            ("1 fluid ounce".to_owned(), "250 ml".to_owned())
        );
    }

    #[test]
    fn what_holds_more_than_a_glass_is_a_bottle() {
        assert_eq!([250, 400, 401, 750].map(|ml| vessel(ml).0), ["glass", "glass", "bottle", "bottle"]);
        let bottles = WaterNote { glasses: 3, glass_ml: 750, ..WaterNote::default() };
        assert_eq!(judge(&bottles, None, &PERSON).state, Some(State::OnTrack), "2250 ml");
    }

    #[test]
    fn nothing_ever_asks_to_catch_up_tonight() {
        for glasses in 0..20 {
            for trips in 0..3 {
                let person = Profile { night_trips: trips, ..PERSON };
                let said = judge(&drank(glasses), None, &person).lines.join(" ");
                assert!(!said.contains("catch up") || said.contains("Do not try to catch up"), "{said}");
                assert!(
                    trips < 2 || !said.contains(" glass "),
                    "those who get up at night take sips: {said}"
                );
            }
        }
    }

    #[test]
    fn dark_on_two_days_and_alarming_colours_send_to_someone() {
        let dark = WaterNote { colour: Some(7), ..drank(8) };
        assert!(judge(&dark, Some(&dark), &PERSON).lines.join(" ").contains("two days"));
        assert!(!judge(&dark, Some(&drank(8)), &PERSON).lines.join(" ").contains("two days"));
        let red = WaterNote { red: true, colour: Some(2), ..drank(8) };
        let old = WaterNote { colour: Some(ALARMING), ..drank(8) };
        assert_eq!(judge(&old, None, &PERSON), judge(&red, None, &PERSON), "as older lines tell it");
        for limit in [Limit::None, Limit::Ml(1500), Limit::Unclear] {
            let verdict = judge(&red, None, &Profile { limit, ..PERSON });
            assert!(verdict.warning.is_some());
            assert_eq!((verdict.state, verdict.lines), (None, vec![]), "nothing is scored beside a warning");
        }
    }
}
