//! What can be said of a night on the command line, and what is wrong with it if something is.

use clap::Args;

use crate::document::{did_you_mean, harmful, keys::LONGEST_TEXT};
use crate::health::answer::Answer;
use crate::health::body::{Day, Leg, Muscle, Relief, Severity, State};
use crate::health::signs::Sign;
use crate::store::journal::{CrampNote, LONGEST_CRAMP, NightNote, SignsNote};

#[derive(Clone, Debug, Default, Args)]
pub(super) struct Answers {
    /// Which leg: left, right, both
    #[arg(long, value_parser = answer::<Leg>)]
    side: Option<Leg>,
    /// Which muscle: calf, foot, front-of-thigh, back-of-thigh, other
    #[arg(long, value_parser = answer::<Muscle>)]
    muscle: Option<Muscle>,
    /// How strong: 0 (nothing) to 10 (as bad as it can be)
    #[arg(long, value_name = "0-10", value_parser = scale)]
    severity: Option<Severity>,
    /// How long it lasted: 3, or 0.5
    #[arg(long, value_name = "MINUTES", value_parser = minutes)]
    minutes: Option<u32>,
    /// Your state when it began: asleep, falling-asleep, awake
    #[arg(long, value_parser = answer::<State>)]
    state: Option<State>,
    /// What helped: "toes to shin", stood, rubbed, walked, heat, cold, or your own words; may be repeated
    #[arg(long, value_name = "WHAT", value_parser = relief)]
    helped: Vec<Relief>,
    /// How sore it was the next day: 0 to 10
    #[arg(long, value_name = "0-10", value_parser = scale)]
    soreness: Option<Severity>,
    /// How much cramps disturbed that night's sleep: 0 to 10
    #[arg(long, value_name = "0-10", value_parser = scale)]
    disturbed: Option<Severity>,
    /// What the day before was like: hard, new, sitting, caffeine, alcohol, warm, medicine, or nothing; may be repeated
    #[arg(long, value_name = "WHAT", value_parser = day)]
    day: Vec<Noted>,
    /// A medicine that was new or changed
    #[arg(long, value_name = "TEXT", value_parser = text)]
    medicine: Option<String>,
    /// A warning sign you have, by its word below; may be repeated
    #[arg(long, value_name = "SIGN", value_parser = answer::<Sign>)]
    sign: Vec<Sign>,
    /// Anything else
    #[arg(long, value_name = "TEXT", value_parser = text)]
    note: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Noted {
    Mark(Day),
    Nothing,
}

impl Answers {
    pub(super) fn tells_of_a_cramp(&self) -> bool {
        let numbers = self.severity.is_some() || self.minutes.is_some() || self.soreness.is_some();
        let words = self.side.is_some() || self.muscle.is_some() || self.state.is_some();
        numbers || words || !self.helped.is_empty()
    }

    /// The signs, if nothing but a leg was named with them.
    pub(super) fn signs_alone(&self) -> Option<SignsNote> {
        let rest = Answers { sign: Vec::new(), side: None, ..self.clone() };
        let is_alone = !self.sign.is_empty() && rest.is_empty();
        is_alone.then(|| SignsNote {
            side: self.side,
            signs: self.sign.iter().copied().collect(),
            ..SignsNote::default()
        })
    }

    pub(super) fn tells_of_the_night(&self) -> bool {
        self.disturbed.is_some() || self.medicine.is_some() || !self.day.is_empty()
    }

    pub(super) fn is_empty(&self) -> bool {
        let either = self.note.is_some() || !self.sign.is_empty();
        !(either || self.tells_of_a_cramp() || self.tells_of_the_night())
    }

    pub(super) fn put_on_cramp(&self, note: &mut CrampNote) {
        note.side = self.side.or(note.side);
        note.muscle = self.muscle.or(note.muscle);
        note.severity = self.severity.or(note.severity);
        note.seconds = self.minutes.or(note.seconds);
        note.state = self.state.or(note.state);
        note.soreness = self.soreness.or(note.soreness);
        if !self.helped.is_empty() {
            note.helped.clone_from(&self.helped);
        }
        note.signs.tick_all(&self.sign);
        note.note = self.note.clone().or(note.note.take());
    }

    pub(super) fn put_on_night(&self, note: &mut NightNote) {
        note.disturbed = self.disturbed.or(note.disturbed);
        note.medicine = self.medicine.clone().or(note.medicine.take());
        if !self.day.is_empty() {
            let marks = self.day.iter().filter_map(|noted| match noted {
                Noted::Mark(mark) => Some(*mark),
                Noted::Nothing => None,
            });
            note.day = Some(marks.collect());
        }
    }

    /// Adds signs and note to a night, if no cramp takes them.
    pub(super) fn put_rest_on_night(&self, note: &mut NightNote) {
        note.signs.tick_all(&self.sign);
        note.note = self.note.clone().or(note.note.take());
    }
}

pub(super) fn signs_help() -> String {
    let lines = Sign::ALL.iter().map(|sign| format!("  {:17} {}", sign.id(), sign.label()));
    format!("Warning signs for --sign:\n{}", lines.collect::<Vec<_>>().join("\n"))
}

fn answer<A: Answer>(text: &str) -> Result<A, String> {
    A::meant(text).ok_or_else(|| {
        let words: Vec<&str> = A::ALL.iter().map(|answer| answer.id()).collect();
        // "thigh" may be two muscles: both are named rather than one guessed at.
        let near: Vec<&str> =
            words.iter().filter(|word| word.ends_with(&format!("-{text}"))).copied().collect();
        if near.len() > 1 { format!("write {}", near.join(" or ")) } else { did_you_mean(text, words) }
    })
}

fn day(text: &str) -> Result<Noted, String> {
    if text == "nothing" { Ok(Noted::Nothing) } else { answer(text).map(Noted::Mark) }
}

fn scale(text: &str) -> Result<Severity, String> {
    text.parse().ok().and_then(Severity::new).ok_or_else(|| "write a whole number from 0 to 10".to_owned())
}

fn minutes(text: &str) -> Result<u32, String> {
    let seconds = text.parse::<f64>().map_or(f64::NAN, |minutes| (minutes * 60.0).round());
    if (1.0..=f64::from(LONGEST_CRAMP)).contains(&seconds) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked just above")]
        return Ok(seconds as u32);
    }
    Err("write how many minutes it lasted: more than 0 and at most 1440, such as 3 or 0.5".to_owned())
}

fn relief(said: &str) -> Result<Relief, String> {
    text(said).map(|said| Relief::meant(&said))
}

fn text(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() {
        Err("there is nothing to see in it; leave it out".to_owned())
    } else if text.chars().count() > LONGEST_TEXT {
        Err(format!("longer than {LONGEST_TEXT} characters"))
    } else if text.chars().any(harmful) {
        Err("it has a line break or another character that cannot be shown".to_owned())
    } else {
        Ok(text.to_owned())
    }
}
