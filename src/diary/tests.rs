//! The diary from entries: joining, trends on both sides of every threshold, and what it says.

use jiff::civil::date;
use jiff::{ToSpan, Zoned};

use super::said::TrendRow;
use super::trends::Sum;
use super::*;
use crate::health::body::{Leg, Muscle, Relief, Severity};
use crate::store::journal::{ExcusedNote, SignsNote};

/// Sunday.
const TONIGHT: Date = date(2026, 11, 22);

/// Entries of nights counted back from tonight, as the journal gives them.
#[derive(Default)]
struct Told(Vec<Entry>);

impl Told {
    fn add(&mut self, ago: i32, what: EventKind) -> &mut Self {
        let night = TONIGHT - ago.days();
        let id = format!("{}", self.0.len());
        let at = night.at(22, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap();
        self.0.push(Entry { id, at, night, what });
        self
    }

    fn night(&mut self, ago: i32, cramp: bool) -> &mut Self {
        self.add(ago, EventKind::Night(NightNote { cramp, ..NightNote::default() }))
    }

    fn cramp(&mut self, ago: i32, severity: u8, seconds: u32) -> &mut Self {
        let cramp = format!("c{}", self.0.len());
        let (severity, seconds) = (Severity::new(severity), Some(seconds));
        self.add(ago, EventKind::Cramp(CrampNote { cramp, severity, seconds, ..CrampNote::default() }))
    }

    fn routine(&mut self, ago: i32) -> &mut Self {
        self.add(ago, session("classic", true, 400))
    }

    /// Adds something for each of these.
    fn each(
        &mut self,
        these: impl IntoIterator<Item = i32>,
        add: impl for<'a> Fn(&'a mut Told, i32) -> &'a mut Told,
    ) -> &mut Self {
        these.into_iter().for_each(|this| {
            add(self, this);
        });
        self
    }

    fn diary(&self) -> Diary {
        Diary::of(self.0.clone(), TONIGHT)
    }

    fn trends(&self) -> Trends {
        Trends::of(&self.diary())
    }
}

#[test]
fn excused_nights_count_neither_as_routine_nor_as_none() {
    // Four evenings in nine nights, two of which are excused: that is regular.
    let mut told = Told::default();
    told.each([20, 18, 14, 12], |told, ago| told.routine(ago));
    assert_eq!(told.trends().since, None);
    let excused = |told: &mut Told, ago: i32| {
        told.add(ago, EventKind::Excused(ExcusedNote::default()));
    };
    excused(&mut told, 17);
    assert_eq!(told.trends().since, None);
    excused(&mut told, 16);
    assert_eq!(told.trends().since, Some(TONIGHT - 20.days()));
    excused(&mut told, 14);
    assert_eq!(told.trends().since, Some(TONIGHT - 20.days()), "what was done is not excused");

    let mut told = Told::default();
    told.each(1..=8, |told, ago| told.night(ago, ago <= 2));
    told.each([2, 3, 4, 5], |told, ago| told.routine(ago));
    let row = |told: &Told| {
        let table = told.trends().table();
        table.into_iter().find(|row| row.label == "after a routine").map(|row| row.lately)
    };
    assert_eq!(row(&told).as_deref(), Some("4 of 5"));
    assert_eq!(told.trends().by_routine[0], (1, 4));
    excused(&mut told, 1);
    assert_eq!(row(&told).as_deref(), Some("4 of 4"));
    assert_eq!(told.trends().by_routine[0], (0, 3));
    excused(&mut told, 0);
    let week = told.diary().weeks(1).remove(0);
    let shapes: String = week.nights.iter().flatten().map(|cell| cell.routine_shape()).collect();
    assert_eq!(shapes, "·●●●●xx");
    assert!(told.diary().aloud().iter().any(|said| said.ends_with("excused on Saturday, Sunday.")));
}

fn session(routine: &str, finished: bool, seconds: u32) -> EventKind {
    EventKind::Session(SessionNote {
        session: "s".to_owned(),
        routine: routine.to_owned(),
        name: routine.to_owned(),
        started: "2026-11-22T22:00:00[UTC]".parse::<Zoned>().unwrap(),
        steps: Vec::new(),
        finished,
        whole: None,
        seconds,
    })
}

fn ids(diary: &Diary) -> Vec<&'static str> {
    diary.findings().iter().map(|finding| finding.rule.id).collect()
}

#[test]
fn nights_are_joined_with_their_evenings() {
    let mut told = Told::default();
    told.add(1, session("classic", false, 59)).add(2, session("classic", false, 60)).routine(3);
    told.add(3, session("quick", false, 70)).add(4, session("cramp", true, 300)).night(4, true);
    for (ago, id) in (6..).zip(cramp::ROUTINES) {
        told.add(ago, session(id, true, 300));
    }
    let diary = told.diary();
    let done = |ago: i32| diary.night(TONIGHT - ago.days()).map(|night| night.routine);
    assert_eq!(
        [done(1), done(2), done(3), done(4), done(5)],
        [Some(Done::Not), Some(Done::Part), Some(Done::Whole), Some(Done::Not), None]
    );
    assert_eq!([6, 7, 8, 9].map(done), [Some(Done::Not); 4], "a cramp is no evening");
}

#[test]
fn unknown_is_never_none() {
    let mut told = Told::default();
    told.routine(0)
        .night(1, false)
        .night(2, true)
        .cramp(3, 5, 60)
        .cramp(3, 5, 60)
        .night(4, false)
        .cramp(4, 5, 60);
    let diary = told.diary();
    let night = |ago: i32| diary.night(TONIGHT - ago.days()).unwrap();
    let cramps: Vec<_> = (0..5).map(|ago| (night(ago).cramp(), night(ago).count())).collect();
    // The last one: a cramp told of on its own counts, whatever the answer for the night was.
    assert_eq!(cramps, [(None, 0), (Some(false), 0), (Some(true), 1), (Some(true), 2), (Some(true), 1)]);
    assert_eq!(diary.logged().count(), 4);
    assert_eq!(told.trends().lately.nights, 4);
}

#[test]
fn nights_to_come_count_for_nothing_and_can_be_taken_back() {
    let mut told = Told::default();
    told.cramp(-1, 10, 900).cramp(-400, 9, 60).night(0, false);
    let diary = told.diary();
    assert_eq!((told.trends().lately.nights, diary.findings().len()), (1, 0));
    let list = diary.list();
    assert_eq!(list.len(), 3);
    assert!(
        list[0].text.starts_with("(in the future, does not count) cramp, severity 9"),
        "{}",
        list[0].text
    );
    assert_eq!(list[2].text, "no cramp");
}

#[test]
fn a_routine_is_regular_from_the_first_of_four_evenings_in_a_week() {
    let since = |agos: &[i32]| {
        let mut told = Told::default();
        told.each(agos.iter().copied(), |told, ago| told.routine(ago));
        told.trends().since.map(|since| (TONIGHT - since).get_days())
    };
    assert_eq!(since(&[20, 18, 16]), None);
    assert_eq!(since(&[20, 18, 16, 13]), None, "four in eight nights");
    assert_eq!(since(&[20, 18, 16, 14]), Some(20));
    assert_eq!(since(&[40, 20, 18, 16, 14, 3]), Some(20));
    let mut told = Told::default();
    told.each(0..4, |told, ago| told.add(ago, session("cramp", true, 300)));
    assert_eq!(told.trends().since, None);
}

/// So many logged nights before twelve evenings of routine, and so many since, a cramp on every second one.
fn two_sides(before: i32, since: i32) -> Told {
    let mut told = Told::default();
    told.each(0..before, |told, nth| told.night(30 - nth, nth % 2 == 0));
    told.each(0..12, |told, ago| told.routine(ago));
    told.each(0..since, |told, ago| told.night(ago, ago % 4 == 0));
    told
}

#[test]
fn nothing_is_compared_before_ten_nights_on_each_side() {
    assert_eq!(Told::default().trends().compared(), Compared::EarlyBefore(0));
    assert_eq!(two_sides(9, 12).trends().compared(), Compared::EarlyBefore(9));
    assert_eq!(two_sides(10, 9).trends().compared(), Compared::EarlyNow(9));
    assert_eq!(two_sides(10, 10).trends().compared(), Compared::Both(3.5, 2.1));
    let said = two_sides(10, 9).trends().said();
    assert!(said.starts_with("Too early to tell: 9 of 10 nights logged. "), "{said}");
    assert_eq!(
        two_sides(10, 10).trends().said(),
        "Before: 3.5 cramps a week. Last 10 nights logged: 2.1. That is 1.4 fewer a week. Cramps come and go on their own, \
         so this does not prove the routine did it."
    );
    // Before there is a routine, the nights being logged are those before it.
    let mut told = Told::default();
    told.each(0..9, |told, ago| told.night(ago, true));
    assert_eq!(told.trends().compared(), Compared::EarlyBefore(9));
    told.night(9, true);
    assert_eq!(told.trends().compared(), Compared::EarlyNow(0));
}

#[test]
fn the_nights_before_are_the_first_fourteen_and_now_the_last() {
    let mut told = Told::default();
    told.each(0..20, |told, nth| told.night(60 - nth, nth < 14));
    told.each(0..30, |told, ago| told.routine(ago));
    told.each((0..20).rev(), |told, ago| told.night(ago, ago >= 14));
    let trends = told.trends();
    assert_eq!((trends.before.nights, trends.before.cramp_nights), (14, 14));
    assert_eq!((trends.lately.nights, trends.lately.cramp_nights), (14, 0));
    assert_eq!(trends.compared(), Compared::Both(7.0, 0.0));
}

#[test]
fn what_is_recalled_stands_in_for_what_was_not_logged() {
    let before = |told: &mut Told, cramp_nights, cramps| {
        told.add(0, EventKind::Before(BeforeNote { cramp_nights, cramps }));
    };
    let mut told = two_sides(9, 10);
    before(&mut told, 6, Some(9));
    assert_eq!(told.trends().compared(), Compared::Both(4.5, 2.1));
    assert!(told.trends().said().starts_with("Before, as recalled: 4.5 cramps a week."));
    before(&mut told, 6, None);
    assert_eq!(told.trends().compared(), Compared::Both(3.0, 2.1));
    // Ten logged nights are believed over memory.
    let mut told = two_sides(10, 10);
    before(&mut told, 14, None);
    assert_eq!(told.trends().compared(), Compared::Both(3.5, 2.1));
    assert!(told.trends().said().starts_with("Before: "));
    // And without a routine there is nothing to compare it with.
    let mut told = Told::default();
    before(&mut told, 6, None);
    told.each(0..12, |told, ago| told.night(ago, true));
    assert_eq!(told.trends().compared(), Compared::EarlyNow(0));
}

#[test]
fn more_and_as_many_are_said_as_plainly_as_fewer() {
    let said = |before: u8, now: i32| {
        let mut told = two_sides(0, 0);
        told.add(0, EventKind::Before(BeforeNote { cramp_nights: before, cramps: None }));
        told.each(0..10, |told, ago| told.night(ago, ago < now));
        told.trends().said()
    };
    assert!(
        said(7, 5).contains(
            "Before, as recalled: 3.5 cramps a week. Last 10 nights logged: 3.5. That is the same."
        )
    );
    assert!(said(0, 10).contains("Last 10 nights logged: 7.0. That is 7.0 more a week."));
}

#[test]
fn a_fortnight_adds_up() {
    let mut told = Told::default();
    told.cramp(1, 4, 60).cramp(1, 7, 90).cramp(2, 5, 600).night(3, true).night(4, false).night(5, false);
    told.add(
        6,
        EventKind::Night(NightNote { cramp: true, disturbed: Severity::new(0), ..NightNote::default() }),
    );
    told.routine(2).add(4, session("classic", false, 100));
    let sum = told.trends().lately;
    let wanted = Sum {
        nights: 6,
        cramp_nights: 4,
        cramps: 5,
        severity: Some(5.0),
        minutes: Some(1.5),
        slept_through: 3,
        sleep_known: 3,
        routine_nights: 2,
        excused_nights: 0,
    };
    assert_eq!(sum, wanted);
    told.cramp(1, 6, 60);
    assert_eq!(told.trends().lately.severity, Some(5.5));
}

#[test]
fn nothing_is_so_many_a_week_before_there_is_a_week() {
    let rows = |told: &Told| {
        let rows = told.trends().table().into_iter();
        rows.map(|TrendRow { label, before, lately, .. }| format!("{label} {before}|{lately}"))
            .collect::<Vec<_>>()
    };
    let mut told = Told::default();
    told.cramp(1, 4, 60);
    assert_eq!(
        rows(&told),
        [
            "nights logged |1",
            "cramp nights |1 of 1",
            "cramps |1",
            "typical severity |4",
            "typical minutes |1",
            "after a routine |0 of 1"
        ]
    );
    told.add(0, EventKind::Before(BeforeNote { cramp_nights: 8, cramps: Some(12) }));
    assert_eq!(rows(&told)[1..3], ["cramp nights 8 of 14|1 of 1", "cramps 12|1"]);
    told.each(2..8, |told, ago| told.night(ago, false));
    assert_eq!(rows(&told)[1..3], ["cramp nights a week 4.0|1.0", "cramps a week 6.0|1.0"]);
    assert_eq!(rows(&told)[5], "not woken by cramps |6 of 6");
    // Both sides are counted alike.
    assert_eq!(rows(&two_sides(3, 10))[1..3], ["cramp nights 2 of 3|3 of 10", "cramps 2|3"]);
}

#[test]
fn entries_of_a_newer_version_are_told_of() {
    let other = || EventKind::Other { kind: "dream".to_owned() };
    let mut told = Told::default();
    assert_eq!(told.diary().newer(), None);
    told.add(1, other());
    let said = told.diary().newer().unwrap();
    assert_eq!(said, "1 entry was written by a newer winddown and is not counted here.");
}

#[test]
fn six_weeks_are_forty_two_nights_without_a_streak() {
    let said = |evenings: i32, end: i32| {
        let mut told = Told::default();
        told.each(0..evenings, |told, nth| told.routine(end + nth));
        told.trends().six_weeks()
    };
    assert_eq!(said(4, 0), "□□□□□□ Evening 4 of 42. Missed nights are fine.");
    assert_eq!(said(4, 90), "□□□□□□ Evening 4 of 42. Missed nights are fine.", "time alone is no routine");
    assert_eq!(said(42, 1), "■■■■■■ Evening 42 of 42. Missed nights are fine.");
    let over = "Your six weeks are done: 43 evenings. Missed nights are fine.";
    assert_eq!(said(43, 0), over);
    assert!(Told::default().trends().six_weeks().ends_with("Missed nights are fine."));
}

#[test]
fn no_better_after_six_weeks_is_worth_a_visit() {
    let found_after = |first: i32, now: i32, last_evening: i32| {
        let mut told = Told::default();
        told.each(0..10, |told, nth| told.night(first + 20 - nth, nth % 2 == 0));
        told.each(last_evening..=first, |told, ago| told.routine(ago));
        // Spread out, so that no week has three.
        told.each(0..10, |told, nth| told.night(nth * 4, nth < now));
        ids(&told.diary())
    };
    let found = |first, now| found_after(first, now, 0);
    assert_eq!(found(42, 5), ["RF14"]);
    assert_eq!(found_after(42, 5, 8), ["RF14"], "done before eight of the ten nights");
    assert_eq!(found_after(42, 5, 9), [""; 0], "given up before that");
    assert_eq!(found(42, 4), [""; 0], "down by a fifth");
    assert_eq!(found(41, 5), [""; 0], "six weeks are not over");
}

#[test]
fn windows_end_with_the_last_night_told_of() {
    // Tonight has not been slept yet: the seven nights are those before it.
    let mut told = Told::default();
    told.night(1, true).night(4, true).night(7, true);
    assert_eq!(ids(&told.diary()), ["RF8"]);
    // Once tonight is told of, it is the last of the seven, and the first has moved out.
    told.night(0, false);
    let findings = told.diary().findings();
    assert!(findings[0].because.starts_with("cramps on 3 nights within one week"), "{findings:?}");
}

#[test]
fn only_counts_are_told_of_with_and_without() {
    let mut told = Told::default();
    assert_eq!(told.trends().with_and_without(), None);
    told.night(1, true).night(2, false).routine(3).night(3, true).routine(4).night(4, false).routine(5);
    assert_eq!(
        told.trends().with_and_without().unwrap(),
        "With the routine: cramps on 1 of 2 nights; without a routine: cramps on 1 of 2 nights."
    );
    told.add(6, session("classic", false, 90)).night(6, true);
    assert!(told.trends().with_and_without().unwrap().contains("with part of it: cramps on 1 of 1 night;"));
}

#[test]
fn the_day_before_and_what_helped_are_counts() {
    let mut told = Told::default();
    assert_eq!(told.trends().most_often(), [""; 0]);
    let day = |cramp, day: &[Day]| {
        EventKind::Night(NightNote {
            cramp,
            day: Some(day.iter().copied().collect()),
            ..NightNote::default()
        })
    };
    told.add(1, day(true, &[Day::Sitting, Day::Warm]))
        .add(2, day(true, &[Day::Sitting]))
        .add(3, day(true, &[]));
    told.add(4, day(false, &[Day::Sitting])).add(5, day(false, &[])).night(6, true);
    for (ago, words) in [(1, "toes to shin, a curse"), (2, "toes-to-shin"), (6, "walked"), (7, "")] {
        let helped = words.split(", ").filter(|word| !word.is_empty()).map(Relief::meant).collect();
        told.add(ago, EventKind::Cramp(CrampNote { cramp: ago.to_string(), helped, ..CrampNote::default() }));
    }
    assert_eq!(
        told.trends().most_often(),
        [
            "Most often noted before a cramp night: long sitting, 2 of 3; before other nights 1 of 2.",
            "Helped most often: toes to shin, 2 of 3 cramps."
        ]
    );
}

#[test]
fn weeks_are_told_apart_by_shape() {
    let mut told = Told::default();
    told.routine(0)
        .night(6, true)
        .add(6, session("quick", false, 99))
        .night(5, false)
        .night(4, false)
        .night(3, false);
    let weeks = told.diary().weeks(2);
    assert_eq!(weeks[1].monday, date(2026, 11, 16));
    let shapes = |shape: fn(NightCell) -> char| {
        weeks[1].nights.iter().map(|cell| cell.map_or('x', shape)).collect::<String>()
    };
    assert_eq!(shapes(NightCell::cramp_shape), "▲–––···");
    assert_eq!(shapes(NightCell::routine_shape), "◐·····●");
    assert_eq!((weeks[0].cramps, weeks[1].cramps), (None, Some(1.75)));
    let monday = Diary::of(Vec::new(), date(2026, 11, 23)).weeks(1);
    assert_eq!(
        monday[0].nights.map(|night| night.is_some()),
        [true, false, false, false, false, false, false]
    );
    Diary::of(Vec::new(), Date::MIN).weeks(9);
    Diary::of(Vec::new(), Date::MAX).weeks(9);
    Diary::of(Vec::new(), Date::MIN).findings();
}

#[test]
fn bars_show_none_and_unknown_apart() {
    let week = |cramps| Week { monday: TONIGHT, nights: [None; 7], cramps };
    let weeks = [week(Some(0.0)), week(None), week(Some(2.0)), week(Some(4.0)), week(Some(1.0))];
    assert_eq!(bars(&weeks, 1), ["▁·▄█▂"]);
    assert_eq!(bars(&weeks, 2), ["   █ ", "▁·██▄"]);
    assert_eq!(bars(&weeks[..2], 1), ["▁·"]);
}

#[test]
fn entries_are_said_in_one_line() {
    let note = CrampNote {
        began: Some("2026-11-22T03:10:00[UTC]".parse().unwrap()),
        side: Some(Leg::Both),
        muscle: Some(Muscle::Calf),
        severity: Severity::new(6),
        seconds: Some(180),
        helped: vec![Relief::meant("toes to shin"), Relief::meant("a curse")],
        signs: [Sign::Walking].into(),
        ..CrampNote::default()
    };
    assert_eq!(
        note.said(),
        "03:10 both legs calf, severity 6, 3 min, helped: toes to shin and a curse, 1 warning sign ticked"
    );
    assert_eq!(CrampNote::default().said(), "cramp");
    assert_eq!(
        BeforeNote { cramp_nights: 8, cramps: None }.said(),
        "before the routine, cramps on 8 of 14 nights"
    );
}

#[test]
fn of_what_is_told_twice_the_last_counts() {
    let mut told = Told::default();
    told.night(2, true).night(2, false).night(1, true);
    let signs = |signs: &[Sign]| {
        let signs = signs.iter().copied().collect();
        EventKind::Signs(SignsNote { id: "s".to_owned(), signs, ..SignsNote::default() })
    };
    told.add(1, signs(&[Sign::Swollen, Sign::Walking])).add(0, signs(&[Sign::Walking]));
    let mut diary = told.diary();
    let open =
        |diary: &Diary| diary.open_signs().iter().map(|open| open.sign.sign.clone()).collect::<Vec<_>>();
    assert_eq!(open(&diary), ["walking"]);
    assert_eq!(diary.signs.len(), 3);
    let entry = Entry { id: "n".to_owned(), what: signs(&[Sign::Chest]), ..told.0[0].clone() };
    diary.add(entry);
    assert_eq!(open(&diary), ["chest"], "also later");
}
