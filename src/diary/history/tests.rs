//! The history from entries: what a night counts as, how often lately, months and years.

use jiff::civil::date;

use super::*;
use crate::store::journal::StepNote;

/// Sunday.
const TONIGHT: Date = date(2026, 11, 22);

fn entry(night: Date, what: EventKind) -> Entry {
    let at = night.at(22, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap();
    Entry { id: format!("{night}"), at, night, what }
}

fn session(night: Date, whole: bool, seconds: u32) -> Entry {
    let started = night.at(22, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap();
    let step = |name: &str, share| StepNote { name: name.to_owned(), share };
    let steps = vec![step("Wall calf", 100), step("Toes", if whole { 80 } else { 40 }), step("Water", 0)];
    let note = SessionNote {
        session: format!("{night} {whole} {seconds}"),
        routine: "classic".to_owned(),
        name: "Classic evening".to_owned(),
        started,
        steps,
        finished: whole,
        whole: None,
        seconds,
    };
    entry(night, EventKind::Session(note))
}

fn excused(night: Date, reason: Option<&str>) -> Entry {
    entry(night, EventKind::Excused(ExcusedNote { reason: reason.map(str::to_owned) }))
}

/// The nights that end with last night, a sign each: `●`, `◐`, `x`, or anything else for none.
fn told(nights: &str) -> Vec<Entry> {
    let count = i32::try_from(nights.chars().count()).unwrap();
    let nights = nights.chars().zip((1..=count).rev()).filter_map(|(sign, ago)| {
        let night = TONIGHT - ago.days();
        match sign {
            '●' => Some(session(night, true, 577)),
            '◐' => Some(session(night, false, 240)),
            'x' => Some(excused(night, None)),
            _ => None,
        }
    });
    nights.collect()
}

fn lately(nights: &str) -> String {
    History::of(told(nights), TONIGHT).consistency().said()
}

fn shapes(history: &History, day: Date) -> String {
    history.month(day).weeks().iter().flatten().flatten().map(|(_, counted)| counted.shape()).collect()
}

#[test]
fn lately_is_the_last_seven_nights() {
    assert_eq!(lately(""), "No evening yet");
    assert_eq!(lately("●●●●●●●●●●"), "7 of the last 7 evenings");
    assert_eq!(lately("●●·●··●◐··"), "3 of the last 7 evenings");
    assert_eq!(lately("●·●"), "2 of the last 3 evenings", "nights before the first evening do not count");
    assert_eq!(lately("●"), "1 of 1 evening");
    assert_eq!(lately("●········"), "No evening in the last 7 nights");
}

#[test]
fn an_excused_night_counts_neither_way() {
    assert_eq!(lately("●●●··xx●"), "3 of the last 5 evenings, 2 excused");
    assert_eq!(lately("●xxxxxxx"), "7 evenings excused");
    assert_eq!(lately("x"), "1 evening excused");
    assert_eq!(lately("xx●"), "1 of 1 evening, 2 excused", "it is no first evening");
    assert_eq!(lately("●●xxxxx·●"), "1 of the last 2 evenings, 5 excused");
    // What was done counts, whatever was said before.
    let mut entries = told("●●●●●●x");
    entries.push(session(TONIGHT.yesterday().unwrap(), false, 90));
    assert_eq!(History::of(entries, TONIGHT).consistency().said(), "7 of the last 7 evenings");
}

#[test]
fn tonight_counts_once_there_is_something_to_count() {
    let with = |entry: Entry| {
        let mut entries = told("●●●●●●●");
        entries.push(entry);
        History::of(entries, TONIGHT)
    };
    let history = with(session(TONIGHT, false, 59));
    assert_eq!(history.counted(TONIGHT), Counted::Open, "under a minute is no part");
    assert_eq!(history.consistency().said(), "7 of the last 7 evenings");
    let history = with(session(TONIGHT, false, 60));
    assert_eq!(history.counted(TONIGHT), Counted::Part);
    assert_eq!(history.consistency().said(), "7 of the last 7 evenings");
    assert_eq!(with(excused(TONIGHT, None)).consistency().said(), "6 of the last 6 evenings, 1 excused");
    // A night to come was written under a clock that was wrong.
    let history = with(session(date(2099, 1, 1), true, 577));
    assert_eq!(history.consistency().said(), "7 of the last 7 evenings");
    assert_eq!(history.last_known(), TONIGHT);
    assert_eq!(
        History::of(vec![session(date(2099, 1, 1), true, 577)], TONIGHT).consistency().said(),
        "No evening yet"
    );
}

#[test]
fn the_best_of_a_night_counts() {
    let night = date(2026, 11, 20);
    let mut entries = vec![session(night, true, 577), session(night, false, 90)];
    assert_eq!(History::of(entries.clone(), TONIGHT).counted(night), Counted::Whole);
    entries.reverse();
    assert_eq!(History::of(entries, TONIGHT).counted(night), Counted::Whole);
    // Easing a cramp is no evening.
    let mut cramp = session(night, true, 577);
    if let EventKind::Session(note) = &mut cramp.what {
        note.routine = "cramp".to_owned();
    }
    assert_eq!(History::of(vec![cramp], TONIGHT).counted(night), Counted::Open);
}

#[test]
fn a_month_has_its_weeks_from_monday_on() {
    let history = History::of(told("●◐x··●"), TONIGHT);
    let weeks = history.month(date(2026, 11, 30)).weeks();
    assert_eq!(weeks.len(), 6);
    assert_eq!(
        weeks[0].map(|night| night.map(|(night, _)| night.day())),
        [None, None, None, None, None, None, Some(1)]
    );
    assert_eq!(weeks[5][0], Some((date(2026, 11, 30), Counted::Open)));
    assert_eq!(weeks[5][1], None);
    assert_eq!(shapes(&history, TONIGHT), format!("{}●◐x··●{}", " ".repeat(15), " ".repeat(9)));
    assert_eq!(history.month(date(2021, 2, 1)).weeks().len(), 4, "a February of four weeks");
    assert_eq!(history.month(TONIGHT).said(), "November 2026: 2 whole evenings, 1 in part, 1 excused.");
    assert_eq!(history.month(date(2025, 1, 1)).said(), "January 2025: no evening.");
}

#[test]
fn nights_are_those_of_the_journal_whatever_the_clock_said() {
    // Half past midnight belongs to the evening before, also at the end of a year.
    let mut late = session(date(2025, 12, 31), true, 577);
    late.at = "2026-01-01T00:40:00[UTC]".parse().unwrap();
    let history = History::of(vec![late], TONIGHT);
    assert_eq!(history.counted(date(2025, 12, 31)), Counted::Whole);
    assert_eq!(history.counted(date(2026, 1, 1)), Counted::None);
    let months = history.months(history.first_known(), TONIGHT);
    assert_eq!((months.len(), months[0].first, months[11].first), (12, date(2025, 12, 1), date(2026, 11, 1)));
    assert_eq!(months[0].said(), "December 2025: 1 whole evening.");
}

#[test]
fn thirty_years_are_360_months() {
    let first = date(1996, 12, 1);
    let nights = first.series(1.day()).take_while(|night| *night < TONIGHT);
    let history = History::of(nights.map(|night| session(night, true, 577)).collect(), TONIGHT);
    let months = history.months(first, TONIGHT);
    assert_eq!(months.len(), 360);
    let all: u64 = months.iter().map(|month| month.count(Counted::Whole)).sum();
    assert_eq!(all, 10_948);
    assert_eq!(history.month(date(2000, 2, 1)).said(), "February 2000: 29 whole evenings.");
}

#[test]
fn an_evening_is_told_in_sentences() {
    let night = date(2026, 11, 20);
    let history = History::of(vec![session(night, false, 150)], TONIGHT);
    let note = &history.evening(night).unwrap().sessions[0];
    assert_eq!(
        said::told(note),
        "Classic evening began at 22:00. It took 2 min 30 s without pauses. 1 of 3 steps done."
    );
    assert_eq!(by_name(note).as_deref(), Some("Done: Wall calf. Begun: Toes."));
    assert_eq!(
        history.told_in_short(night).as_deref(),
        Some("Friday 20: part. Classic evening at 22:00, 2 min 30 s.")
    );
    let history = History::of(vec![excused(night, Some("away")), excused(night, Some("ill"))], TONIGHT);
    assert_eq!(
        history.told_in_short(night).as_deref(),
        Some("Friday 20: excused. Reason: ill."),
        "the last reason"
    );
    assert_eq!(history.told_in_short(TONIGHT), None);
    let untimed = SessionNote { seconds: 0, steps: Vec::new(), ..note_of(session(night, true, 0)) };
    assert_eq!(said::told(&untimed), "Classic evening began at 22:00. 0 of 0 steps done.");
    assert_eq!((length(&untimed), by_name(&untimed)), (None, None));
    let long = SessionNote {
        steps: vec![StepNote { name: "Step".to_owned(), share: 100 }; 200],
        ..note_of(session(night, true, 9))
    };
    assert!(by_name(&long).unwrap().ends_with("Step, Step and 188 more."));
}

fn note_of(entry: Entry) -> SessionNote {
    match entry.what {
        EventKind::Session(note) => note,
        _ => unreachable!(),
    }
}
