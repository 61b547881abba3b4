//! What is told of a night: cramps, how the sleep was, and how things were before the routine.
//!
//! Rules for what stands in a line, whoever wrote it: a number above its scale counts as no answer, and the cramp
//! still counts; a word that only a newer winddown knows counts as no answer; texts are made fit to be shown.
//! What is no number or no text at all makes a bad line, as in every other kind.

use std::collections::BTreeSet;

use jiff::Zoned;
use serde::{Deserialize, Deserializer, Serialize};

use super::time;
use crate::document;
use crate::health::answer;
use crate::health::body::{Day, Leg, Muscle, Relief, Severity, State};
use crate::health::signs::{self, TickedSigns};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CrampNote {
    pub cramp: String,
    /// When it began, to the second; `None` if nobody looked at the clock.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "moment")]
    pub began: Option<Zoned>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "answer::known")]
    pub side: Option<Leg>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "answer::known")]
    pub muscle: Option<Muscle>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "on_the_scale")]
    pub severity: Option<Severity>,
    /// How long it lasted, in seconds: 1 to [`LONGEST_CRAMP`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "answer::known")]
    pub state: Option<State>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub helped: Vec<Relief>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "on_the_scale")]
    pub soreness: Option<Severity>,
    #[serde(default, skip_serializing_if = "TickedSigns::is_empty")]
    pub signs: TickedSigns,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A night that was looked at, cramp or not; the last telling of a night counts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NightNote {
    /// A cramp told of on its own counts whatever this says.
    pub cramp: bool,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "on_the_scale")]
    pub disturbed: Option<Severity>,
    /// `None` if it was not asked.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "answer::known_set_if_asked"
    )]
    pub day: Option<BTreeSet<Day>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medicine: Option<String>,
    #[serde(default, skip_serializing_if = "TickedSigns::is_empty")]
    pub signs: TickedSigns,
    /// Whether the person was asked about the signs that need help today, and had none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nothing_urgent: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Why a night is excused, as the person says; the last telling of a night counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExcusedNote {
    /// A few words, such as "away".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A usual fortnight before the routine, as a person recalls it; the last telling counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeforeNote {
    pub cramp_nights: u8,
    /// Cramps in all: at least one for each of those nights.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cramps: Option<u8>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SignsNote {
    /// The telling's own id; a later entry with the same one replaces this. In files it is `signs_id`, as every line has
    /// an `id` of its own.
    #[serde(rename = "signs_id")]
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "answer::known")]
    pub side: Option<Leg>,
    pub signs: TickedSigns,
}

/// Warning signs that somebody has checked, as the person says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CheckedNote {
    pub checked: Vec<CheckedSign>,
}

/// A warning sign, and what told of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CheckedSign {
    /// The id of the cramp or of the signs told on their own, or the night as a date.
    pub of: String,
    pub sign: String,
}

/// What was parked before a night. Each telling of a night has all of it; the last one counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThoughtsNote {
    /// At most [`MOST_THOUGHTS`].
    pub lines: Vec<String>,
    /// Whether they were shown in a morning since.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shown: bool,
}

/// The most lines that can be parked. Our choice: an evening is for winding down.
pub(crate) const MOST_THOUGHTS: usize = 5;
/// The most characters of such a line. Our choice.
pub(crate) const LONGEST_THOUGHT: usize = 200;
/// The longest cramp that a line is believed to tell of, in seconds: a day.
pub const LONGEST_CRAMP: u32 = 24 * 3600;
/// What a cramp that the clock saw go past ten minutes is noted as, in seconds: whether it has eased nobody said.
pub const OVER_TEN_MINUTES: u32 = 601;
/// What a cramp is noted as of which a person says that it lasted more than ten minutes: it has eased.
pub const LASTED_OVER_TEN_MINUTES: u32 = 602;
pub const FORTNIGHT: u8 = 14;
/// The most things that helped with one cramp.
const MOST_HELPED: usize = 20;

impl CrampNote {
    pub(super) fn tidy(&mut self) {
        document::tidy(&mut self.cramp);
        self.seconds = self.seconds.map(|seconds| seconds.min(LONGEST_CRAMP)).filter(|&seconds| seconds > 0);
        self.helped.truncate(MOST_HELPED);
        self.helped.retain(|relief| *relief != Relief::Words(String::new()));
        tidy_text(&mut self.note);
    }

    /// Whether nobody has said that it eased: "over ten minutes" may be what the clock said while it was there.
    pub fn may_last(&self) -> bool {
        self.seconds == Some(OVER_TEN_MINUTES) && self.began.is_some()
    }
}

impl NightNote {
    pub(super) fn tidy(&mut self) {
        tidy_text(&mut self.medicine);
        tidy_text(&mut self.note);
    }
}

impl ExcusedNote {
    pub(super) fn tidy(&mut self) {
        tidy_text(&mut self.reason);
    }
}

impl BeforeNote {
    pub(super) fn tidy(&mut self) {
        self.cramp_nights = self.cramp_nights.min(FORTNIGHT);
        self.cramps = self.cramps.map(|cramps| cramps.max(self.cramp_nights));
    }
}

impl SignsNote {
    pub(super) fn tidy(&mut self) {
        document::tidy(&mut self.id);
    }
}

impl CheckedNote {
    pub(super) fn tidy(&mut self) {
        for checked in &mut self.checked {
            document::tidy(&mut checked.of);
            checked.sign = signs::fit(&checked.sign);
        }
    }
}

impl ThoughtsNote {
    pub(super) fn tidy(&mut self) {
        self.lines.iter_mut().for_each(crate::document::tidy);
        self.lines.retain(|line| !line.trim().is_empty());
        self.lines.truncate(MOST_THOUGHTS);
    }
}

fn tidy_text(text: &mut Option<String>) {
    text.iter_mut().for_each(document::tidy);
    if text.as_ref().is_some_and(|text| text.trim().is_empty()) {
        *text = None;
    }
}

fn on_the_scale<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Severity>, D::Error> {
    let number = Option::<u64>::deserialize(from)?;
    Ok(number.and_then(|number| u8::try_from(number).ok()).and_then(Severity::new))
}

mod moment {
    use jiff::Zoned;
    use serde::{Deserialize, Deserializer, Serializer};

    use super::time;

    #[expect(clippy::ref_option, reason = "this is how serde calls it")]
    pub(super) fn serialize<S: Serializer>(at: &Option<Zoned>, to: S) -> Result<S::Ok, S::Error> {
        match at {
            Some(at) => time::seconds(at, to),
            None => to.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Zoned>, D::Error> {
        #[derive(Deserialize)]
        struct At(#[serde(deserialize_with = "time::from_text")] Zoned);
        Ok(Option::<At>::deserialize(from)?.map(|At(at)| at))
    }
}
