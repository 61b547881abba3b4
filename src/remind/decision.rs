//! Whether to speak now: a pure decision from the time, the schedule and what is known of the night.

use std::fmt;
use std::time::Duration;

use jiff::civil::Date;
use jiff::{SignedDuration, Zoned};

use super::memory::Memory;
use super::schedule::{Schedule, nights_around};
use crate::store::config::LONGEST_SNOOZE;
use crate::store::journal::night_of;

/// A heads-up is worth it up to this long before bed. Our choice.
const LEAD_ENDS: Duration = Duration::from_secs(10 * 60);

/// What was said within this time after a bedtime was about that bedtime, even if the clock has been set back since.
const NIGHT: SignedDuration = SignedDuration::from_hours(12);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Due {
    pub(crate) night: Date,
    pub(crate) since: Zoned,
    pub(crate) what: Occasion,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Occasion {
    Bedtime,
    /// A snooze is over.
    Again,
    Lead(Zoned),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct NightFacts {
    pub(crate) done: bool,
    pub(crate) running: bool,
    pub(crate) excused: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Suppressed {
    NotDue,
    Done,
    Running,
    Excused,
    Skipped,
    Snoozed(Zoned),
    Spoken,
}

impl fmt::Display for Suppressed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Suppressed::NotDue => f.write_str("no bedtime is due"),
            Suppressed::Done => f.write_str("the routine is done"),
            Suppressed::Running => f.write_str("the routine is running"),
            Suppressed::Excused => f.write_str("not tonight, as you said"),
            Suppressed::Skipped => f.write_str("skipped, as you asked"),
            Suppressed::Snoozed(until) => write!(f, "it comes again at {}", until.strftime("%H:%M")),
            Suppressed::Spoken => f.write_str("it has reminded you already"),
        }
    }
}

/// What a call at `now` is about: the latest bedtime that began no longer than `window` ago, a snooze that has run out,
/// or a heads-up.
pub(crate) fn due(
    now: &Zoned,
    schedule: &Schedule,
    begins: i8,
    window: Duration,
    memory: &Memory,
) -> Result<Due, Suppressed> {
    let open = |since: &Zoned| since <= now && now.duration_since(since).unsigned_abs() < window;
    if let Some(until) = &memory.snoozed {
        // A clock that was wrong must not silence us for long.
        if until > now && until.duration_since(now).unsigned_abs() <= LONGEST_SNOOZE {
            return Err(Suppressed::Snoozed(until.clone()));
        }
        if open(until) {
            return Ok(Due { night: night_of(until, begins), since: until.clone(), what: Occasion::Again });
        }
    }
    let zone = now.time_zone();
    let bedtimes: Vec<_> = nights_around(now, 2)
        .flat_map(|night| schedule.of_night(night, begins, zone).into_iter().map(move |at| (night, at)))
        .collect();
    if let Some((night, since)) = bedtimes.iter().rev().find(|(_, at)| open(at)) {
        return Ok(Due { night: *night, since: since.clone(), what: Occasion::Bedtime });
    }
    let lead = schedule.lead.and_then(|lead| {
        bedtimes.into_iter().find_map(|(night, at)| {
            let left = at.duration_since(now);
            let since = at.checked_sub(lead).ok()?;
            let worth = &since <= now && left.is_positive() && left.unsigned_abs() > LEAD_ENDS;
            worth.then_some(Due { night, since, what: Occasion::Lead(at) })
        })
    });
    lead.ok_or(Suppressed::NotDue)
}

pub(crate) fn decide(due: &Due, memory: &Memory, facts: NightFacts) -> Result<(), Suppressed> {
    let said = match due.what {
        Occasion::Bedtime => &memory.spoken,
        Occasion::Lead(_) => &memory.lead_spoken,
        Occasion::Again => &None,
    };
    let since_then = said.as_ref().map(|at| at.duration_since(&due.since));
    let spoken = since_then.is_some_and(|long| !long.is_negative() && long < NIGHT);
    match facts {
        NightFacts { done: true, .. } => Err(Suppressed::Done),
        NightFacts { running: true, .. } => Err(Suppressed::Running),
        NightFacts { excused: true, .. } => Err(Suppressed::Excused),
        _ if memory.is_quiet(due.night) => Err(Suppressed::Skipped),
        _ if spoken => Err(Suppressed::Spoken),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use jiff::{Timestamp, ToSpan};
    use proptest::prelude::*;

    use super::*;

    const HOURS: Duration = Duration::from_secs(2 * 3600);

    fn at(text: &str) -> Zoned {
        text.parse().unwrap()
    }

    /// Decides as a call does: "bedtime", "again", "lead", or why it stays silent.
    fn decide(words: &str, now: &str, memory: &Memory, facts: NightFacts) -> String {
        let lead = words.contains("lead").then_some(Duration::from_secs(45 * 60));
        let schedule = Schedule::parse([words.trim_end_matches(" lead")], lead).unwrap();
        let now = at(now);
        let verdict = due(&now, &schedule, 12, HOURS, memory)
            .and_then(|due| super::decide(&due, memory, facts).map(|()| due));
        match verdict {
            Ok(Due { what: Occasion::Bedtime, .. }) => "bedtime".into(),
            Ok(Due { what: Occasion::Again, .. }) => "again".into(),
            Ok(Due { what: Occasion::Lead(_), .. }) => "lead".into(),
            Err(silence) => silence.to_string(),
        }
    }

    #[test]
    fn it_speaks_from_the_time_to_two_hours_after() {
        let not = "no bedtime is due";
        for (words, now, says) in [
            ("21:45", "2026-11-22T21:44:59[Europe/Berlin]", not),
            ("21:45", "2026-11-22T21:45:00[Europe/Berlin]", "bedtime"),
            ("21:45", "2026-11-22T22:15:00[Europe/Berlin]", "bedtime"),
            ("21:45", "2026-11-22T23:44:59[Europe/Berlin]", "bedtime"),
            ("21:45", "2026-11-22T23:45:00[Europe/Berlin]", not),
            // The lid opens at seven in the morning.
            ("21:45", "2026-11-23T07:00:00[Europe/Berlin]", not),
            // The window crosses midnight, the month's and the year's end.
            ("23:30", "2026-12-01T00:30:00[Europe/Berlin]", "bedtime"),
            ("23:30", "2027-01-01T01:29:00[Europe/Berlin]", "bedtime"),
            ("23:30", "2027-01-01T01:30:00[Europe/Berlin]", not),
            // Nights have the name of their evening.
            ("23:30 thu", "2027-01-01T00:10:00[Europe/Berlin]", "bedtime"),
            ("23:30 fri", "2027-01-01T00:10:00[Europe/Berlin]", not),
            ("00:30 thu", "2027-01-01T00:40:00[Europe/Berlin]", "bedtime"),
            ("00:30 fri", "2027-01-01T00:40:00[Europe/Berlin]", not),
            // The hour that does not exist comes an hour later, the one that comes twice the first time.
            ("02:30", "2026-03-29T03:29:00[Europe/Berlin]", not),
            ("02:30", "2026-03-29T03:30:00[Europe/Berlin]", "bedtime"),
            ("02:30", "2026-10-25T02:30:00+02:00[Europe/Berlin]", "bedtime"),
            ("02:30", "2026-10-25T02:31:00+01:00[Europe/Berlin]", "bedtime"),
            ("02:30", "2026-10-25T03:31:00+01:00[Europe/Berlin]", not),
        ] {
            assert_eq!(
                decide(words, now, &Memory::default(), NightFacts::default()),
                says,
                "{words} at {now}"
            );
        }
    }

    #[test]
    fn it_speaks_once_for_each_bedtime() {
        let spoken =
            Memory { spoken: Some(at("2026-10-25T02:30:05+02:00[Europe/Berlin]")), ..Memory::default() };
        let said = |words, now| decide(words, now, &spoken, NightFacts::default());
        let already = "it has reminded you already";
        assert_eq!(said("02:30", "2026-10-25T02:31:00+02:00[Europe/Berlin]"), already);
        // The same hour once more, and the extra call an hour later.
        assert_eq!(said("02:30", "2026-10-25T02:30:00+01:00[Europe/Berlin]"), already);
        assert_eq!(said("02:30", "2026-10-25T03:30:00+01:00[Europe/Berlin]"), "no bedtime is due");
        assert_eq!(said("02:30 03:15", "2026-10-25T03:15:00+01:00[Europe/Berlin]"), "bedtime");
        assert_eq!(said("02:30", "2026-10-26T02:30:00+01:00[Europe/Berlin]"), "bedtime");
        // The clock was a year ahead when it spoke.
        let wrong = Memory { spoken: Some(at("2027-10-25T02:30[Europe/Berlin]")), ..Memory::default() };
        assert_eq!(
            decide("21:45", "2026-10-26T21:45[Europe/Berlin]", &wrong, NightFacts::default()),
            "bedtime"
        );
        // It was five minutes ahead, and was put right.
        let late = Memory { spoken: Some(at("2026-11-22T22:10[Europe/Berlin]")), ..Memory::default() };
        assert_eq!(decide("21:45", "2026-11-22T22:05[Europe/Berlin]", &late, NightFacts::default()), already);
        // Flown west since: bedtime comes again there.
        let east = Memory { spoken: Some(at("2026-11-22T21:45[Europe/Berlin]")), ..Memory::default() };
        assert_eq!(
            decide("21:45", "2026-11-22T21:46[America/New_York]", &east, NightFacts::default()),
            "bedtime"
        );
    }

    /// What may happen to a clock: it is set by so many minutes, or its person is in another zone now. Set back by days,
    /// it shows another night.
    fn trouble() -> impl Strategy<Value = (i64, Option<&'static str>)> {
        let zones =
            ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe", "America/Santiago"];
        prop_oneof![
            3 => (-5_i64..5, Just(None)),
            3 => (-200_i64..200, Just(None)),
            1 => (0_i64..3000, Just(None)),
            2 => (Just(0), prop::sample::select(zones.to_vec()).prop_map(Some)),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]
        /// Called in every minute of a week, in which clocks change by themselves and by hand, and somebody travels.
        #[test]
        fn each_bedtime_is_said_once(
            day in prop::sample::select(&["2026-03-25", "2026-10-21", "2026-04-01", "2026-08-31"][..]),
            time in prop::sample::select(&["21:45", "23:30", "00:30", "02:30"][..]),
            troubles in prop::collection::btree_map(0..7 * 24 * 60, trouble(), 0..4),
        ) {
            let schedule = Schedule::parse([time], None).unwrap();
            let mut now: Zoned = format!("{day}T12:00[Europe/Berlin]").parse().unwrap();
            let (mut memory, mut due_at, mut said) = (Memory::default(), Vec::new(), Vec::<(Zoned, Timestamp)>::new());
            for minute in 0..7 * 24 * 60 {
                if let Some((by, zone)) = troubles.get(&minute) {
                    now = now.checked_add(by.minutes()).unwrap();
                    now = zone.map_or(now.clone(), |zone| now.in_tz(zone).unwrap());
                }
                if let Ok(due) = due(&now, &schedule, 12, HOURS, &memory) {
                    due_at.push(due.since.timestamp());
                    if super::decide(&due, &memory, NightFacts::default()).is_ok() {
                        said.push((now.clone(), due.since.timestamp()));
                        memory.spoken = Some(now.clone());
                    }
                }
                now = now.checked_add(1.minute()).unwrap();
            }
            let mut bedtimes: Vec<_> = said.iter().map(|(_, since)| *since).collect();
            bedtimes.sort();
            bedtimes.dedup();
            prop_assert_eq!(bedtimes.len(), said.len(), "twice: {:?}", said);
            for since in due_at {
                let is_said = |(at, _): &(Zoned, Timestamp)| {
                    at.timestamp() >= since && at.timestamp().duration_since(since) < NIGHT
                };
                prop_assert!(said.iter().any(is_said), "never: {} in {:?}", since, said);
            }
        }
    }

    #[test]
    fn what_is_known_of_the_night_silences_it() {
        let now = "2026-11-22T21:45[Europe/Berlin]";
        let none = NightFacts::default();
        for (facts, why) in [
            (NightFacts { done: true, ..none }, "the routine is done"),
            (NightFacts { running: true, ..none }, "the routine is running"),
            (NightFacts { excused: true, ..none }, "not tonight, as you said"),
        ] {
            assert_eq!(decide("21:45", now, &Memory::default(), facts), why);
            let snoozed = Memory { snoozed: Some(at(now)), ..Memory::default() };
            assert_eq!(decide("21:45", now, &snoozed, facts), why);
        }
        let quiet = |last: &str| Memory { quiet_through: Some(last.parse().unwrap()), ..Memory::default() };
        assert_eq!(decide("21:45", now, &quiet("2026-11-22"), none), "skipped, as you asked");
        assert_eq!(decide("21:45", now, &quiet("2026-11-21"), none), "bedtime");
    }

    #[test]
    fn a_snooze_is_a_bedtime_of_its_own() {
        let memory = Memory {
            spoken: Some(at("2026-11-22T23:40[Europe/Berlin]")),
            snoozed: Some(at("2026-11-22T23:50[Europe/Berlin]")),
            ..Memory::default()
        };
        let said = |now| decide("21:45", now, &memory, NightFacts::default());
        assert_eq!(said("2026-11-22T23:49:59[Europe/Berlin]"), "it comes again at 23:50");
        // Past the window of the bedtime itself, as it was asked for.
        assert_eq!(said("2026-11-22T23:50:00[Europe/Berlin]"), "again");
        assert_eq!(said("2026-11-23T01:49:00[Europe/Berlin]"), "again");
        // The lid was closed over it.
        assert_eq!(said("2026-11-23T07:00:00[Europe/Berlin]"), "no bedtime is due");
        assert_eq!(said("2026-11-23T21:45:00[Europe/Berlin]"), "bedtime");
        // The clock was set back by days: the snooze lies in a far future, and counts no more.
        assert_eq!(said("2026-11-20T22:00:00[Europe/Berlin]"), "bedtime");
    }

    #[test]
    fn a_lead_comes_before_bed_and_never_late() {
        let said = |now| decide("21:45 lead", now, &Memory::default(), NightFacts::default());
        assert_eq!(said("2026-11-22T20:59:59[Europe/Berlin]"), "no bedtime is due");
        assert_eq!(said("2026-11-22T21:00:00[Europe/Berlin]"), "lead");
        assert_eq!(said("2026-11-22T21:34:00[Europe/Berlin]"), "lead");
        assert_eq!(said("2026-11-22T21:36:00[Europe/Berlin]"), "no bedtime is due");
        assert_eq!(said("2026-11-22T21:45:00[Europe/Berlin]"), "bedtime");
        let spoken = Memory { lead_spoken: Some(at("2026-11-22T21:00[Europe/Berlin]")), ..Memory::default() };
        assert_eq!(
            decide("21:45 lead", "2026-11-22T21:10[Europe/Berlin]", &spoken, NightFacts::default()),
            "it has reminded you already"
        );
        assert_eq!(
            decide("21:45 lead", "2026-11-22T21:45[Europe/Berlin]", &spoken, NightFacts::default()),
            "bedtime"
        );
        // Half past midnight, so a quarter to midnight before.
        assert_eq!(
            decide(
                "00:30 sat lead",
                "2026-11-21T23:46[Europe/Berlin]",
                &Memory::default(),
                NightFacts::default()
            ),
            "lead"
        );
    }
}
