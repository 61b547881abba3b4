//! The facts that the page for an appointment rests on, as `winddown report --json` prints them.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use crate::diary::said::TrendRow;
use crate::diary::trends::DayCount;
use crate::health::body::Leg;
use crate::health::safety::Safety;
use crate::health::water::Units;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Report {
    pub(crate) made_on: Date,
    /// The first night of the time, by the date of its evening.
    pub(crate) from: Date,
    pub(crate) to: Date,
    pub(crate) nights: u32,
    pub(crate) nights_logged: u32,
    pub(crate) cramp_nights: u32,
    /// All of them; a cramp night without details has one.
    pub(crate) cramps: u32,
    pub(crate) weeks_a_bar: i32,
    pub(crate) bars: Vec<ReportBar>,
    pub(crate) before_and_now: BeforeAndNow,
    #[serde(flatten)]
    pub(crate) details: CrampFacts,
    pub(crate) sleep_disturbed: Option<Spread>,
    /// Nights in which no cramp disturbed the sleep, of those where that is known.
    pub(crate) slept_through: u32,
    pub(crate) sleep_known: u32,
    pub(crate) day_before: Vec<DayCount>,
    pub(crate) routine: RoutineFacts,
    pub(crate) water: Option<WaterFacts>,
    pub(crate) signs: Vec<ReportSign>,
    pub(crate) answers: Option<AnswerFacts>,
    pub(crate) medicines: String,
    /// Medicines noted in the diary as new or changed, whenever that was.
    pub(crate) medicines_noted: Vec<Dated>,
    pub(crate) notes: Vec<Dated>,
    /// What is not counted here because it could not be read, in sentences.
    pub(crate) left_out: Vec<String>,
}

/// How the cramps were, as far as it is noted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct CrampFacts {
    pub(crate) time_of_night: Vec<Count>,
    pub(crate) side: Vec<Count>,
    pub(crate) muscle: Vec<Count>,
    pub(crate) state: Vec<Count>,
    pub(crate) severity: Option<Spread>,
    pub(crate) seconds: Option<Spread>,
    /// Cramps noted as longer than ten minutes, however long they were.
    pub(crate) over_ten_minutes: u32,
    pub(crate) soreness: Option<Spread>,
    /// What helped with how many cramps; one may have several.
    pub(crate) helped: Vec<Count>,
}

/// What was logged in some weeks, one for each bar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct ReportBar {
    pub(crate) monday: Date,
    pub(crate) nights_logged: u32,
    pub(crate) cramps: u32,
    /// Whether the routine became regular in these weeks.
    pub(crate) routine_began: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Count {
    pub(crate) label: String,
    pub(crate) count: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct Spread {
    pub(crate) known: u32,
    pub(crate) median: f64,
    pub(crate) least: u32,
    pub(crate) most: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct BeforeAndNow {
    pub(crate) regular_since: Option<Date>,
    pub(crate) is_recalled: bool,
    /// How nights were before the routine, as the person recalls it.
    pub(crate) recalled: Option<String>,
    pub(crate) nights_before: u32,
    pub(crate) nights_lately: u32,
    pub(crate) rows: Vec<TrendRow>,
    pub(crate) said: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct RoutineFacts {
    pub(crate) whole_evenings: u32,
    pub(crate) part_evenings: u32,
    pub(crate) evenings_off: u32,
    /// What the person said of them: "ill", "away".
    pub(crate) off_because: BTreeSet<String>,
    /// Cramp nights and logged nights after no, a part of, and a whole routine.
    pub(crate) cramps_after: [(u32, u32); 3],
    pub(crate) by_name: Vec<RoutineCount>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct RoutineCount {
    pub(crate) name: String,
    pub(crate) times: u32,
    pub(crate) first: Date,
    pub(crate) last: Date,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct WaterFacts {
    /// Evenings on which anything was answered.
    pub(crate) checks: u32,
    /// Evenings on which drinks were counted.
    pub(crate) evenings: u32,
    pub(crate) millilitres: Option<Spread>,
    pub(crate) alcohol_evenings: u32,
    /// On the chart of eight colours.
    pub(crate) urine_colour: Option<Spread>,
    pub(crate) red_urine: Vec<Date>,
}

/// A warning sign, and when it was ticked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct ReportSign {
    pub(crate) sign: String,
    pub(crate) ticked: Vec<Ticked>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Ticked {
    pub(crate) night: Date,
    pub(crate) side: Option<Leg>,
    /// The day on which the person said that somebody has looked at it.
    pub(crate) checked: Option<Date>,
}

/// The answers about health, as the person ticked them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct AnswerFacts {
    pub(crate) given_on: Option<Date>,
    pub(crate) ticked: Vec<String>,
    pub(crate) not_ticked: Vec<String>,
    pub(crate) night_trips: u8,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Dated {
    pub(crate) night: Date,
    pub(crate) text: String,
}

/// What is known of the person beside the diary.
#[derive(Clone, Debug)]
pub(crate) struct ReportPerson {
    /// `None` if there are none, or none that can be read.
    pub(crate) answers: Option<Safety>,
    pub(crate) units: Units,
}
