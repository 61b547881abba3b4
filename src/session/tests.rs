//! Evenings in virtual time: a clock here is a number.

use std::time::Duration;

use jiff::ToSpan;

use super::*;
use crate::routine::plan::PlanOptions;
use crate::routine::read;
use crate::session::Readout;

const PATIENCE: Duration = Duration::from_secs(3);

/// One hold of ten seconds twice on each leg, then two breaths.
const TEXT: &str = r#"
name = "Test"
[[step]]
name = "Stretch"
setup = ["Stand.", "Step your {side} foot back."]
cues = ["One.", "Two."]
hold = "10s"
sets = 2
sides = "each"
rest = "5s"
ready = "4s"
change = "6s"
[[step]]
breathe = [4, 0, 6, 0]
breaths = 2
ready = "3s"
[[step]]
check = "water"
"#;

fn plan(text: &str) -> Plan {
    let routine = read::routine("test.toml", text).expect("a good routine");
    Plan::of(&routine, &PlanOptions::default())
}

fn session() -> Session {
    Session::new(plan(TEXT), &at(0.0), PATIENCE)
}

fn at(seconds: f64) -> Now {
    Now::at(Duration::from_secs_f64(seconds))
}

/// Wakes exactly when the session asks, until `end`.
fn sleep_until(session: &mut Session, end: f64) {
    let end = Duration::from_secs_f64(end);
    while let Some(due) = session.next_change(session.seen.up).filter(|due| *due <= end) {
        session.handle(&Now::at(due), None);
    }
    session.handle(&Now::at(end), None);
}

/// "Hold 7 left leg" and the like: what is on the screen.
#[track_caller]
fn sees(session: &Session, expected: &str) {
    let view = session.view(session.seen.up);
    let said = view.map_or("over".to_owned(), |g| {
        let face = match g.face {
            Readout::Count { doing, left, .. } => format!("{} {left}", doing.word()),
            Readout::Reps { nth, of, beat } => format!("{nth}/{of} {}", beat.unwrap_or_default()),
            Readout::Breath(b) => format!("{} {} {}/{}", b.word, b.left, b.nth, b.of),
            Readout::Clot => "Clot".to_owned(),
            Readout::Check(_) => "Water".to_owned(),
            Readout::Wait(_) => "Wait".to_owned(),
        };
        let side = g.side.map(|side| format!(" {side}")).unwrap_or_default();
        let pause = g.pause.map(|why| format!(" {why:?}")).unwrap_or_default();
        format!("{face}{side}{pause}")
    });
    assert_eq!(said, expected);
}

#[test]
fn four_fifths_of_each_stretch_and_breath_make_it_whole() {
    let massage =
        "name = \"M\"\n[[step]]\nmove = \"calf-massage\"\nhold = \"1m\"\n[[step]]\nname = \"Still\"\n";
    for (text, percent, expected) in [
        (TEXT, &[100, 100, 0][..], true),
        (TEXT, &[80, 80, 0], true),
        (TEXT, &[79, 100, 100], false),
        (TEXT, &[100, 79, 100], false),
        (TEXT, &[0, 0, 100], false),
        (massage, &[0, 100], true),
        (massage, &[100, 0], false),
    ] {
        let mut s = Session::new(plan(text), &at(0.0), PATIENCE);
        for (segment, done) in s.plan.segments.iter().zip(&mut s.done) {
            let whole = if segment.part.waits() { Duration::from_secs(1) } else { segment.length };
            *done = if segment.part.is_work() { whole * percent[segment.step] / 100 } else { Duration::ZERO };
        }
        assert_eq!(
            s.progress(Duration::ZERO),
            percent.iter().map(|&p| u8::try_from(p).unwrap_or(0)).collect::<Vec<_>>()
        );
        assert_eq!(s.is_whole(Duration::ZERO), expected, "{percent:?}");
    }
}

#[test]
fn each_side_gets_its_full_hold_with_a_change_between() {
    let mut s = session();
    for (time, expected) in [
        (0.0, "Get ready 4 left leg"),
        (4.0, "Hold 10 left leg"),
        (14.0, "Rest 5 left leg"),
        (19.0, "Hold 10 left leg"),
        (29.0, "Change sides 6 to the right leg"),
        (35.0, "Hold 10 right leg"),
        (45.0, "Rest 5 right leg"),
        (50.0, "Hold 10 right leg"),
        (60.0, "Get ready 3"),
        (63.0, "in 4 1/2"),
        (67.0, "out 6 1/2"),
        (73.0, "in 4 2/2"),
        (82.5, "out 1 2/2"),
        (83.0, "Water"),
        (9999.0, "Water"),
    ] {
        sleep_until(&mut s, time);
        sees(&s, expected);
    }
    assert_eq!(s.progress(s.seen.up), [100, 100, 0]);
    s.handle(&at(10_000.0), Some(Command::Done));
    sees(&s, "over");
    assert_eq!(s.progress(s.seen.up), [100, 100, 100]);
    assert_eq!(s.worked_at(s.seen.up), Duration::from_secs(60));
}

#[test]
fn a_countdown_shows_the_ceiling_of_what_is_left() {
    let mut s = session();
    sleep_until(&mut s, 4.001);
    sees(&s, "Hold 10 left leg");
    sleep_until(&mut s, 5.0);
    sees(&s, "Hold 9 left leg");
    sleep_until(&mut s, 13.999);
    sees(&s, "Hold 1 left leg");
}

#[test]
fn a_late_wake_up_advances_from_the_deadline() {
    let mut s = session();
    let mut up = Duration::ZERO;
    for late in [0.9, 0.3, 1.7, 0.0, 2.4, 0.1].into_iter().cycle() {
        let Some(due) = s.next_change(up) else { break };
        up = due + Duration::from_secs_f64(late);
        s.handle(&Now::at(up), None);
        if s.at() == 2 {
            break;
        }
    }
    // However late each call was, the rest began at second 14 sharp.
    assert_eq!(s.end(), Some(Duration::from_secs(19)));
}

#[test]
fn after_a_gap_it_stands_where_it_was() {
    type Jump = fn(Duration) -> Now;
    let stopped: Jump = |up| Now::at(up + Duration::from_secs(600));
    let slept: Jump =
        |up| Now { wall: &Now::at(up).wall + 8.hours(), ..Now::at(up + Duration::from_millis(5)) };
    let set_back: Jump =
        |up| Now { wall: &Now::at(up).wall - 1.hour(), ..Now::at(up + Duration::from_millis(5)) };
    let set_forward: Jump = |up| Now { wall: &Now::at(up).wall + 1.hour(), ..Now::at(up) };
    for jump in [stopped, slept, set_back, set_forward] {
        let mut s = session();
        sleep_until(&mut s, 7.0);
        sees(&s, "Hold 7 left leg");
        let now = jump(Duration::from_secs(7));
        s.handle(&now, Some(Command::Next));
        sees(&s, "Hold 7 left leg Away");
        assert_eq!(s.next_change(now.up), None, "paused means no wake-ups");
        s.handle(&now, Some(Command::Done));
        sees(&s, "Hold 7 left leg Away");
        let now = Now { up: now.up + Duration::from_secs(1), wall: &now.wall + 1.second(), ..now };
        s.handle(&now, Some(Command::Next));
        sees(&s, "Hold 7 left leg Away");
        s.handle(&now, Some(Command::Pause));
        sees(&s, "Going on 4 left leg");
    }
}

#[test]
fn a_clock_that_is_put_right_is_no_sleep() {
    let awake = |up: f64, slept: f64, set: i64| Now {
        wall: &at(up).wall + set.seconds(),
        slept: Some(Duration::from_secs_f64(slept)),
        ..at(up)
    };
    for (slept, set, away) in [
        (0.0, 4, false),
        (0.0, -4, false),
        (0.0, 119, false),
        (0.0, -119, false),
        (0.0, 121, true),
        (0.0, -3600, true),
        (2.9, 0, false),
        (4.0, 4, true),
        (4.0, 0, true),
    ] {
        let mut s = session();
        sleep_until(&mut s, 7.0);
        s.handle(&awake(7.0, 70.0, 0), None);
        s.handle(&awake(7.01, 70.0 + slept, set), None);
        sees(&s, if away { "Hold 7 left leg Away" } else { "Hold 7 left leg" });
    }
}

#[test]
fn waiting_for_a_key_is_no_gap() {
    let mut s = session();
    sleep_until(&mut s, 83.0);
    s.handle(&Now { wall: &at(84.0).wall + 8.hours(), ..at(84.0) }, None);
    sees(&s, "Water");
}

#[test]
fn pausing_never_resets_and_going_on_leads_in() {
    let mut s = session();
    sleep_until(&mut s, 7.4);
    s.handle(&at(7.4), Some(Command::Pause));
    sees(&s, "Hold 7 left leg Asked");
    assert_eq!(s.next_change(s.seen.up), None);
    s.handle(&at(500.0), Some(Command::Pause));
    sees(&s, "Going on 3 left leg");
    sleep_until(&mut s, 503.0);
    sees(&s, "Hold 7 left leg");
    sleep_until(&mut s, 509.5);
    sees(&s, "Hold 1 left leg");
    sleep_until(&mut s, 509.6);
    sees(&s, "Rest 5 left leg");
}

#[test]
fn a_key_aimed_at_what_was_there_does_not_hit_what_came_next() {
    for command in
        [Command::Done, Command::Next, Command::Back, Command::Restart, Command::More, Command::Less]
    {
        let mut s = session();
        sleep_until(&mut s, 13.9);
        s.handle(&at(14.05), Some(command));
        sees(&s, "Rest 5 left leg");
        assert_eq!(s.end(), Some(Duration::from_secs(19)), "{command:?}");
    }
    let mut s = session();
    sleep_until(&mut s, 13.9);
    s.handle(&at(14.05), Some(Command::Pause));
    sees(&s, "Rest 5 left leg Asked");
}

#[test]
fn keys_move_between_parts_and_steps() {
    let mut s = session();
    s.handle(&at(1.0), Some(Command::Done));
    sees(&s, "Hold 10 left leg");
    sleep_until(&mut s, 6.0);
    s.handle(&at(6.0), Some(Command::Back));
    sees(&s, "Going on 3 left leg");
    // "I am ready": the hold begins, it is not skipped.
    s.handle(&at(6.5), Some(Command::Done));
    sees(&s, "Hold 10 left leg");
    s.handle(&at(7.5), Some(Command::Done));
    sees(&s, "Rest 5 left leg");
    s.handle(&at(8.0), Some(Command::Next));
    sees(&s, "Get ready 3");
    s.handle(&at(9.0), Some(Command::Back));
    sees(&s, "Get ready 4 left leg");
    s.handle(&at(9.0), Some(Command::Next));
    s.handle(&at(9.0), Some(Command::Next));
    sees(&s, "Water");
    s.handle(&at(10.0), Some(Command::Next));
    sees(&s, "over");
    assert_eq!(s.progress(s.seen.up), [12, 0, 0], "skipped is not done, and what was done stays done");
}

#[test]
fn a_key_held_down_is_one_press() {
    let mut s = session();
    for tenth in 1..=12 {
        s.handle(&at(1.0 + f64::from(tenth) / 30.0), Some(Command::Done));
    }
    sees(&s, "Hold 10 left leg");
}

#[test]
fn moving_about_while_paused_stays_paused() {
    let mut s = session();
    s.handle(&at(1.0), Some(Command::Pause));
    s.handle(&at(2.0), Some(Command::Next));
    sees(&s, "Get ready 3 Asked");
    s.handle(&at(3.0), Some(Command::Next));
    sees(&s, "Water");
}

#[test]
fn going_on_leaves_time_to_move() {
    let mut s = session();
    sleep_until(&mut s, 34.5);
    sees(&s, "Change sides 1 to the right leg");
    s.handle(&at(34.5), Some(Command::Pause));
    s.handle(&at(60.0), Some(Command::Pause));
    sees(&s, "Change sides 3 to the right leg");
}

#[test]
fn nobody_is_led_beyond_the_most_breaths_of_a_pattern() {
    let text = "name = \"T\"\n[[step]]\nbreathe = \"4-7-8\"\nready = \"0s\"\n";
    let mut s = Session::new(plan(text), &at(0.0), PATIENCE);
    for _ in 0..30 {
        s.handle(&at(0.0), Some(Command::More));
    }
    sees(&s, "in 4 1/8");
}

#[test]
fn ten_seconds_more_or_less() {
    let mut s = session();
    sleep_until(&mut s, 5.0);
    s.handle(&at(5.0), Some(Command::More));
    sees(&s, "Hold 19 left leg");
    s.handle(&at(5.0), Some(Command::Less));
    sees(&s, "Hold 9 left leg");
    s.handle(&at(5.0), Some(Command::Less));
    sees(&s, "Hold 9 left leg");
    sleep_until(&mut s, 14.0);
    sleep_until(&mut s, 19.0);
    s.handle(&at(19.0), Some(Command::More));
    for _ in 0..50 {
        s.handle(&at(19.0), Some(Command::Less));
    }
    sees(&s, "Hold 10 left leg");
    for _ in 0..1000 {
        s.handle(&at(19.0), Some(Command::More));
    }
    sees(&s, "Hold 3600 left leg");
}

#[test]
fn breathing_gains_and_loses_whole_breaths() {
    let mut s = session();
    s.handle(&at(0.0), Some(Command::Next));
    sleep_until(&mut s, 3.0);
    s.handle(&at(3.0), Some(Command::More));
    sees(&s, "in 4 1/3");
    s.handle(&at(3.0), Some(Command::Less));
    s.handle(&at(3.0), Some(Command::Less));
    sees(&s, "in 4 1/1");
    sleep_until(&mut s, 12.9);
    sees(&s, "out 1 1/1");
    sleep_until(&mut s, 13.0);
    sees(&s, "Water");
}

#[test]
fn the_dial_changes_the_length_of_a_breath_from_where_it_is() {
    let mut s = session();
    s.handle(&at(0.0), Some(Command::Next));
    sleep_until(&mut s, 3.0);
    for _ in 0..9 {
        s.handle(&at(3.0), Some(Command::Slower));
    }
    assert_eq!(s.position(s.seen.up).tempo, 140);
    // Four seconds at 140 percent are 5.6, and no more than that.
    sees(&s, "in 6 1/2");
    sleep_until(&mut s, 3.0 + 2.8);
    for _ in 0..9 {
        s.handle(&at(5.8), Some(Command::Faster));
    }
    // Half-way in it was, half-way in it stays: 1.2 of 2.4 seconds are left.
    sees(&s, "in 2 1/2");
    sleep_until(&mut s, 7.0);
    sees(&s, "out 4 1/2");
}

#[test]
fn repetitions_are_counted_and_turn_round() {
    let text = "name = \"T\"\n[[step]]\nmove = \"ankle-circles\"\nreps = 3\n";
    let mut s = Session::new(plan(text), &at(0.0), PATIENCE);
    for (time, expected) in [
        (5.0, "1/3  left foot"),
        (7.0, "2/3  left foot"),
        (11.0, "1/3  left foot"),
        (17.0, "Change sides 5 to the right foot"),
        (22.0, "1/3  right foot"),
    ] {
        sleep_until(&mut s, time);
        sees(&s, expected);
    }
    let text = "name = \"T\"\n[[step]]\nmove = \"toe-curls\"\nreps = 2\nready = \"0s\"\n";
    let mut s = Session::new(plan(text), &at(0.0), PATIENCE);
    sees(&s, "1/2 Curl gently");
    sleep_until(&mut s, 2.0);
    sees(&s, "1/2 Lift and spread");
    sleep_until(&mut s, 4.0);
    sees(&s, "2/2 Curl gently");
}

#[test]
fn a_session_resumes_where_it_stood() {
    let mut s = session();
    sleep_until(&mut s, 25.0);
    let (position, progress) = (s.position(s.seen.up), s.progress(s.seen.up));
    let mut again = session();
    again.resume(&position, &at(0.0));
    sees(&again, "Hold 4 left leg Left");
    assert_eq!(again.next_change(again.seen.up), None, "it waits until one is back");
    again.handle(&at(60.0), Some(Command::Done));
    sees(&again, "Going on 4 left leg");
    sleep_until(&mut again, 64.0);
    sees(&again, "Hold 4 left leg");
    assert_eq!(again.progress(again.seen.up), progress);
    sleep_until(&mut again, 68.0);
    assert_eq!(again.worked_at(again.seen.up), Duration::from_secs(20));
    assert_eq!(again.position(again.seen.up).done_ms[..4], [0, 10_000, 0, 10_000]);
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    fn commands() -> impl Strategy<Value = Vec<(u16, Option<Command>)>> {
        let command = prop_oneof![
            4 => Just(None),
            1 => Just(Some(Command::Pause)),
            1 => Just(Some(Command::Done)),
            1 => Just(Some(Command::Next)),
            1 => Just(Some(Command::Back)),
            1 => Just(Some(Command::Restart)),
            1 => Just(Some(Command::More)),
            1 => Just(Some(Command::Less)),
            1 => Just(Some(Command::Slower)),
            1 => Just(Some(Command::Faster)),
        ];
        prop::collection::vec((0..2500u16, command), 1..60)
    }

    proptest! {
        /// Whatever is pressed whenever, the picture only changes when we said it would.
        #[test]
        fn nothing_changes_before_it_was_said_to(presses in commands()) {
            let mut s = session();
            s.see(DisplayCaps { breath: 20, ..DisplayCaps::default() });
            let mut up = Duration::ZERO;
            for (wait, command) in presses {
                let then = up + Duration::from_millis(u64::from(wait));
                let shown = s.view(up).map(|g| format!("{g:?}"));
                if let Some(due) = s.next_change(up) {
                    prop_assert!(due > up, "no busy waiting");
                    let before = due.saturating_sub(Duration::from_nanos(1));
                    if due <= then {
                        prop_assert_eq!(s.view(before).map(|g| format!("{g:?}")), shown.clone());
                        s.handle(&Now::at(due), None);
                        prop_assert_ne!(s.view(due).map(|g| format!("{g:?}")), shown);
                        up = due;
                        continue;
                    }
                }
                s.handle(&Now::at(then), command);
                up = then;
                let progress = s.progress(up);
                prop_assert!(progress.iter().all(|&share| share <= 100));
            }
        }
    }
}

/// The clock on the wall, as it is set by hand or by the network, and carried from zone to zone.
mod walls {
    use jiff::{SignedDuration, ToSpan, Zoned};
    use proptest::prelude::*;

    use super::*;

    /// By how many seconds the clock is set, and the zone it is in.
    fn trouble() -> impl Strategy<Value = (i64, Option<&'static str>)> {
        let zones = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe"];
        prop_oneof![
            6 => Just((0, None)),
            1 => (-100_000_i64..100_000, Just(None)),
            1 => (-2_i64..=2, Just(None)),
            1 => (Just(0), prop::sample::select(zones.to_vec()).prop_map(Some)),
        ]
    }

    proptest! {
        /// A clock that is set makes it wait where it was; one in another zone shows the same moment.
        #[test]
        fn nobody_is_carried_along_by_a_clock(
            walls in prop::collection::vec((1_u64..2500, trouble()), 1..80),
            day in prop::sample::select(&["2026-03-29T01:00", "2026-10-25T01:00", "2026-11-22T23:00"][..]),
        ) {
            let mut wall: Zoned = format!("{day}[Europe/Berlin]").parse().unwrap();
            let mut up = Duration::ZERO;
            let now = |up, wall: &Zoned| Now { up, wall: wall.clone(), slept: None };
            let mut s = Session::new(plan(TEXT), &now(up, &wall), PATIENCE);
            for (wait, (by, zone)) in walls {
                if s.is_paused() {
                    // Once what is on the screen can have been read.
                    up += Duration::from_secs(1);
                    wall = wall.checked_add(1.second()).unwrap();
                    s.handle(&now(up, &wall), Some(Command::Pause));
                }
                let (before, waits) = (s.at(), s.segment().is_none_or(|segment| segment.part.waits()));
                up += Duration::from_millis(wait);
                wall = wall.checked_add(SignedDuration::from_millis(wait.cast_signed())).unwrap();
                wall = wall.checked_add(by.seconds()).unwrap();
                wall = zone.map_or(wall.clone(), |zone| wall.in_tz(zone).unwrap());
                s.handle(&now(up, &wall), None);
                let was_set = SignedDuration::from_secs(by).abs() > signed(PATIENCE);
                prop_assert_eq!(s.is_paused(), was_set && !waits, "set by {} s", by);
                prop_assert!(!was_set || waits || s.at() == before, "carried along by {} s", by);
                prop_assert!(s.worked_at(up) <= up);
            }
        }
    }
}

/// Enter pressed twice is once, but the one after going to another step is the first.
#[test]
fn enter_works_at_once_where_another_key_led() {
    let mut s = session();
    s.handle(&at(1.5), Some(Command::Next));
    assert_eq!(s.step(), 1);
    let before = s.at();
    s.handle(&at(2.0), Some(Command::Done));
    assert_eq!(s.at(), before + 1);
    s.handle(&at(2.4), Some(Command::Done));
    assert_eq!(s.at(), before + 1, "the second one of two");
}
