//! The hydration check: a rough word about today's drinks, and never "catch up now".
//!
//! The logic and the messages are those of the project's evidence: a base of eight glasses (common advice), a
//! little more for heat, activity, fibre and pregnancy (our choice), and a limit set by a clinician before all.

use serde::{Deserialize, Serialize};

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
    /// The colour of the urine on the chart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile {
    pub glass_ml: u16,
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
    pub lines: Vec<String>,
}

/// The darkest shade on the usual colour chart of urine.
pub const DARKEST: u8 = 8;
/// Red, brown or cola-coloured: no shade of dehydration at all.
pub const ALARMING: u8 = 9;

impl State {
    pub fn said(self) -> &'static str {
        match self {
            State::OnTrack => "You are on track with drinks today.",
            State::LittleBehind => "You are a little behind on drinks today.",
            State::Behind => "You are behind on drinks today.",
            State::Plenty => "You have had plenty to drink today.",
        }
    }
}

/// Judges today's answers; `before` are those of the night before.
pub fn judge(today: &WaterNote, before: Option<&WaterNote>, person: &Profile) -> Verdict {
    // A warning comes first, whatever else may not be said, and nothing is scored beside it.
    if today.colour == Some(ALARMING) {
        return Verdict { warning: Some(ALARM), state: None, lines: Vec::new() };
    }
    let glass = if today.glass_ml > 0 { today.glass_ml } else { person.glass_ml };
    let total = u32::from(today.glasses) * u32::from(glass);
    match person.limit {
        Limit::None => {}
        Limit::Ml(limit) => return within_limit(total, u32::from(limit)),
        Limit::Unclear => return unjudged(UNREADABLE),
        Limit::Untold => return unjudged(UNTOLD),
        Limit::Unasked => return unjudged(UNASKED),
    }
    let mut lines = Vec::new();
    let shade = today.colour;
    let state = if today.glasses == 0 && shade.is_none() && today.thirsty.is_none() {
        lines.push("No drinks logged today, so there is nothing to judge.".to_owned());
        None
    } else {
        let state = rate(total, target(today, person), shade, today.thirsty);
        lines.push(message(state, person.night_trips >= 2).to_owned());
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
    Verdict { warning: None, state, lines }
}

const ALARM: &str = "Red, brown or cola-coloured pee needs a check. Get medical help today, above all with bad muscle pain or weakness. If you take a statin, ask before your next dose.";

fn within_limit(total: u32, limit: u32) -> Verdict {
    let said =
        if total >= limit { "You have reached the limit you set with your care team." } else { CARE_TEAM };
    let sums = format!("Your limit is {limit} ml. You have had {total} ml today.");
    Verdict { warning: None, state: None, lines: vec![sums, said.to_owned()] }
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
    Verdict { warning: None, state: None, lines: [why, CARE_TEAM].map(str::to_owned).to_vec() }
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
fn message(state: State, sips: bool) -> &'static str {
    match (state, sips) {
        (State::OnTrack, _) => {
            "You have had enough today. There is no need to drink more. A few sips are fine."
        }
        (State::LittleBehind, false) => "A small glass now is plenty, about 150 ml. Start earlier tomorrow.",
        (State::LittleBehind, true) => "A few sips now are plenty. Start earlier tomorrow.",
        (State::Behind, false) => {
            "Sip one small glass, 150 to 200 ml. Do not try to catch up tonight. Plan two extra glasses before \
             tomorrow afternoon."
        }
        (State::Behind, true) => {
            "Take a few sips. Do not try to catch up tonight. Plan two extra glasses before tomorrow afternoon."
        }
        (State::Plenty, _) => {
            "That is a lot of fluid. More water has not been shown to prevent cramps. Always very thirsty? \
             Mention it to a doctor."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERSON: Profile =
        Profile { glass_ml: 250, target_ml: 2000, limit: Limit::None, pregnant: false, night_trips: 0 };

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
        let red = WaterNote { colour: Some(ALARMING), ..drank(8) };
        for limit in [Limit::None, Limit::Ml(1500), Limit::Unclear] {
            let verdict = judge(&red, None, &Profile { limit, ..PERSON });
            assert!(verdict.warning.is_some());
            assert_eq!((verdict.state, verdict.lines), (None, vec![]), "nothing is scored beside a warning");
        }
    }
}
