//! The facts of the page: that they add up, over any time.

use jiff::civil::date;

use super::*;
use crate::health::body::Relief;
use crate::health::water::WaterNote;
use crate::routine::cramp;
use crate::store::journal::{ExcusedNote, NightNote, SessionNote};

/// Saturday.
const FIRST: Date = date(2026, 8, 1);

fn entry(nth: i32, what: EventKind) -> Entry {
    let night = FIRST.saturating_add(nth.days());
    let at = night.at(23, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap();
    Entry { id: format!("{nth}-{what:?}"), at, night, what }
}

fn a_cramp(nth: i32, note: CrampNote) -> Entry {
    entry(nth, EventKind::Cramp(CrampNote { cramp: format!("{nth}-{:?}", note.began), ..note }))
}

fn night(nth: i32, cramp: bool) -> Entry {
    entry(nth, EventKind::Night(NightNote { cramp, ..NightNote::default() }))
}

fn report(entries: &[Entry], tonight: Date, since: Option<Date>) -> Option<Report> {
    let diary = Diary::of(entries.to_vec(), tonight);
    let person = ReportPerson { answers: None, units: Units::Millilitres };
    Report::of(entries, &diary, &person, (tonight, since))
}

#[test]
fn bars_add_up_to_all_that_was_logged_however_long_it_was() {
    for nights in (1..40).chain([181, 182, 183, 184, 365, 3000]) {
        let entries: Vec<Entry> =
            (0..nights).filter(|nth| nth % 4 != 1).map(|nth| night(nth, nth % 3 == 0)).collect();
        let last = FIRST.saturating_add((nights - 1).days());
        let report = report(&entries, last, None).unwrap();
        let sum = |of: fn(&ReportBar) -> u32| report.bars.iter().map(of).sum::<u32>();
        assert_eq!(sum(|bar| bar.cramps), report.cramps, "{nights} nights");
        assert_eq!(sum(|bar| bar.nights_logged), report.nights_logged, "{nights} nights");
        assert!(report.bars.len() <= 26 && report.nights_logged == number(entries.len()), "{nights} nights");
        let end = report.bars.last().unwrap().monday.saturating_add((7 * report.weeks_a_bar - 1).days());
        assert!((0..7).contains(&(end - report.to).get_days()), "{nights} nights");
    }
}

#[test]
fn tonight_counts_once_something_is_logged_of_it() {
    let tonight = FIRST.saturating_add(2.days());
    let told = |entries: &[Entry]| report(entries, tonight, None).map(|report| (report.to, report.nights));
    let yesterday = FIRST.tomorrow().unwrap();
    assert_eq!(told(&[night(0, true)]), Some((yesterday, 2)));
    assert_eq!(told(&[night(0, true), night(2, false)]), Some((tonight, 3)));
    assert_eq!(told(&[night(2, false)]), Some((tonight, 1)));
    // What a wrong clock wrote counts for nothing.
    assert_eq!(told(&[night(3, true)]), None);
    assert_eq!(told(&[entry(0, EventKind::Other { kind: "new".to_owned() })]), None);
    assert_eq!(report(&[night(0, true)], tonight, Some(yesterday)), None);
}

#[test]
fn an_excuse_alone_neither_begins_nor_ends_the_time() {
    let tonight = FIRST.saturating_add(9.days());
    let entries = [excused(0, None), night(4, true), excused(5, None), excused(9, None)];
    let told = report(&entries, tonight, None).unwrap();
    assert_eq!((told.from, told.to), (FIRST.saturating_add(4.days()), FIRST.saturating_add(8.days())));
    assert_eq!(told.routine.evenings_off, 1);
    assert_eq!(report(&[excused(0, None)], tonight, None), None);
    let entries = [session(1, ("classic", "Classic evening"), 100)];
    assert_eq!(report(&entries, tonight, None).map(|told| told.from), FIRST.tomorrow().ok());
}

#[test]
fn every_cramp_is_in_every_count() {
    let began = |text: &str| Some(text.parse().unwrap());
    let calf = CrampNote { muscle: Some(Muscle::Calf), severity: Severity::new(4), ..CrampNote::default() };
    let foot = CrampNote { muscle: Some(Muscle::Foot), severity: Severity::new(7), ..CrampNote::default() };
    let entries = [
        a_cramp(0, CrampNote { began: began("2026-08-02T03:59:59[UTC]"), ..calf.clone() }),
        a_cramp(1, CrampNote { began: began("2026-08-02T23:00:00[UTC]"), ..calf }),
        a_cramp(1, CrampNote { began: began("2026-08-03T14:00:00[UTC]"), seconds: Some(602), ..foot }),
        a_cramp(
            2,
            CrampNote {
                helped: vec![Relief::meant("stood"), Relief::meant("a song")],
                ..CrampNote::default()
            },
        ),
        night(3, true),
        night(4, false),
    ];
    let report = report(&entries, FIRST.saturating_add(9.days()), None).unwrap();
    assert_eq!((report.nights, report.nights_logged, report.cramp_nights, report.cramps), (9, 5, 4, 5));
    let said = |counts: &[Count]| {
        counts.iter().map(|count| format!("{} {}", count.label, count.count)).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(
        said(&report.details.time_of_night),
        "12:00 to 21:00 1, 21:00 to 24:00 1, 00:00 to 02:00 0, 02:00 to 04:00 1, 04:00 to 06:00 0, not noted 2"
    );
    assert_eq!(said(&report.details.muscle), "calf 2, foot 1, not noted 2");
    assert_eq!(said(&report.details.side), "", "nobody said");
    assert_eq!(said(&report.details.helped), "stood on it 1, a song 1, not noted 4");
    assert_eq!(report.details.severity, Some(Spread { known: 3, median: 4.0, least: 4, most: 7 }));
    assert_eq!(report.details.over_ten_minutes, 1);
}

fn session(nth: i32, (routine, name): (&str, &str), seconds: u32) -> Entry {
    let note = SessionNote {
        session: nth.to_string(),
        routine: routine.to_owned(),
        name: name.to_owned(),
        started: "2026-08-01T22:00:00[UTC]".parse().unwrap(),
        steps: Vec::new(),
        finished: false,
        whole: Some(seconds > 99),
        seconds,
    };
    entry(nth, EventKind::Session(note))
}

fn excused(nth: i32, reason: Option<&str>) -> Entry {
    entry(nth, EventKind::Excused(ExcusedNote { reason: reason.map(str::to_owned) }))
}

#[test]
fn a_routine_is_counted_by_its_id_and_a_glance_at_it_is_none() {
    let entries = [
        session(0, ("classic", "Classic evening"), 100),
        session(1, ("classic", "The classic"), 60),
        session(2, ("mine", "The classic"), 60),
        session(3, ("classic", "Classic evening"), 59),
        session(4, (cramp::ROUTINES[0], "Cramp"), 300),
    ];
    let RoutineFacts { whole_evenings, part_evenings, by_name, .. } =
        report(&entries, FIRST.saturating_add(5.days()), None).unwrap().routine;
    assert_eq!((whole_evenings, part_evenings), (1, 2));
    let night = |nth: i32| FIRST.saturating_add(nth.days());
    let count = |times, first, last| RoutineCount { name: "The classic".to_owned(), times, first, last };
    assert_eq!(by_name, [count(2, night(0), night(1)), count(1, night(2), night(2))]);
}

#[test]
fn an_excused_night_counts_neither_way_and_what_was_done_is_no_evening_off() {
    let classic = ("classic", "Classic evening");
    let entries = [
        session(0, classic, 100),
        night(0, false),
        excused(1, Some("away")),
        excused(1, Some("ill")),
        night(1, true),
        excused(2, Some("a feast")),
        session(2, classic, 60),
        night(2, true),
        night(3, true),
        excused(4, None),
        session(5, classic, 100),
    ];
    let tonight = FIRST.saturating_add(6.days());
    let RoutineFacts { evenings_off, off_because, cramps_after, .. } =
        report(&entries, tonight, None).unwrap().routine;
    assert_eq!((evenings_off, off_because), (2, BTreeSet::from(["ill".to_owned()])));
    assert_eq!(cramps_after, [(1, 1), (1, 1), (0, 1)]);
    assert_eq!(Trends::of(&Diary::of(entries.to_vec(), tonight)).by_routine, cramps_after);
}

#[test]
fn drinks_that_nobody_counted_are_none() {
    let water = |nth: i32, glasses: u8, alcohol: bool| {
        entry(nth, EventKind::Water(WaterNote { glasses, glass_ml: 250, alcohol, ..WaterNote::default() }))
    };
    let tonight = FIRST.saturating_add(3.days());
    let facts = |entries: &[Entry]| report(entries, tonight, None).unwrap();
    let told = facts(&[water(0, 0, true), water(1, 6, false), water(2, 0, false)]);
    let WaterFacts { evenings, millilitres, checks, alcohol_evenings, .. } = told.water.clone().unwrap();
    assert_eq!((evenings, checks, alcohol_evenings), (1, 3, 1));
    assert_eq!(millilitres, Some(Spread { known: 1, median: 1500.0, least: 1500, most: 1500 }));
    let said = |report: &Report| format!("{:?}", report.sections(Units::Millilitres));
    assert!(said(&told).contains(r#"("Drinks that day", "median 1500 ml (1 evening)")"#), "{}", said(&told));
    assert!(said(&told).contains(r#"("Alcohol that day", "on 1 of 3 evenings")"#), "{}", said(&told));
    assert!(!said(&facts(&[water(0, 0, true)])).contains("Drinks that day"));
}

#[test]
fn sleep_is_known_only_as_far_as_cramps_go() {
    let told = |nth: i32, cramp: bool, disturbed: Option<u8>| {
        let disturbed = disturbed.and_then(Severity::new);
        entry(nth, EventKind::Night(NightNote { cramp, disturbed, ..NightNote::default() }))
    };
    let entries = [told(0, false, None), told(1, true, Some(0)), told(2, true, Some(4)), told(3, true, None)];
    let report = report(&entries, FIRST.saturating_add(4.days()), None).unwrap();
    assert_eq!((report.slept_through, report.sleep_known), (2, 3));
    let said = format!("{:?}", report.sections(Units::Millilitres));
    assert!(said.contains(r#"("Not woken by cramps", "2 of 3 nights")"#), "{said}");
    assert!(!said.to_lowercase().contains("slept through"), "{said}");
}

#[test]
fn that_the_routine_became_regular_says_nothing_of_now() {
    let entries: Vec<Entry> = (0..4).map(|nth| session(nth, ("classic", "Classic evening"), 100)).collect();
    let report = report(&entries, FIRST.saturating_add(300.days()), None).unwrap();
    let said = format!("{:?}", report.sections(Units::Millilitres));
    let regular = "The routine became regular on 1 August 2026: four evenings in a week.";
    assert!(said.contains(&format!("Say(\"{regular}\")")), "and nothing of 0 nights: {said}");
}
