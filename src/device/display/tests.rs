//! What an evening asks of the display, and that a thread which holds it ends in time.

use super::*;
use crate::app::effect::Effect;
use crate::app::keymap::Action;
use crate::app::{Door, Input, Startup};
use crate::health::bedroom::Ticks;
use crate::health::safety::Safety;
use crate::routine::Routine;
use crate::routine::library::Library;
use crate::session::Now;
use crate::store::config::Config;
use crate::store::journal::StartupSummary;

struct Evening {
    app: App,
    routine: Routine,
    up: Duration,
}

impl Evening {
    fn open(id: &str) -> Evening {
        let routine = Library::routine(id).expect("it is shipped");
        let startup = Startup {
            config: Config::by_the_clock(),
            routine: (id.to_owned(), routine.clone()),
            summary: StartupSummary::default(),
            checkpoint: None,
            ticks: Ticks::default(),
            safety: Some(Safety::default()),
            toast: None,
            door: Door::Tonight,
            gap_tolerance: Duration::from_secs(3),
        };
        let up = Duration::ZERO;
        Evening { app: App::start(startup, &Now::at(up)).0, routine, up }
    }

    /// Presses a key a second later. Returns what is wanted then.
    fn after(&mut self, action: Action) -> Wanted {
        self.up += Duration::from_secs(1);
        let now = Now::at(self.up);
        for effect in self.app.handle(&now, Input::Key(action)) {
            if let Effect::ReadRoutine { afresh, .. } = effect {
                let routine = Ok(Box::new(self.routine.clone()));
                self.app.handle(&now, Input::RoutineRead { afresh, routine });
            }
        }
        wanted(&self.app)
    }
}

#[test]
fn a_display_is_held_for_what_runs_and_not_for_a_sleeper() {
    let mut evening = Evening::open("classic");
    evening.after(Action::Cramp);
    evening.after(Action::Enter);
    assert_eq!(evening.after(Action::Enter), Wanted::On, "settling in bed is timed");
    let mut evening = Evening::open("classic");
    assert_eq!(wanted(&evening.app), Wanted::Anything);
    assert_eq!(evening.after(Action::Learn), Wanted::Anything);
    assert_eq!(evening.after(Action::Help), Wanted::Anything);
    evening.after(Action::Close);
    evening.after(Action::Close);
    assert_eq!(evening.after(Action::Enter), Wanted::On);
    assert_eq!(evening.after(Action::Pause), Wanted::OnFor(PAUSED));
    assert_eq!(evening.after(Action::Pause), Wanted::On);
    assert_eq!(evening.after(Action::Help), Wanted::OnFor(PAUSED));
    assert_eq!(evening.after(Action::Close), Wanted::On);
    assert_eq!(evening.after(Action::Cramp), Wanted::On);
    assert_eq!(evening.after(Action::Enter), Wanted::OnFor(WAITED));
    assert_eq!(evening.after(Action::Enter), Wanted::OnFor(PAUSED), "back at the evening");
    evening.after(Action::Pause);
    for _ in 0..4 {
        assert_eq!(evening.after(Action::Next), Wanted::On);
    }
    assert_eq!(evening.after(Action::Next), Wanted::OnFor(WAITED), "the question about water");
    assert_eq!(evening.after(Action::Enter), Wanted::Anything, "good night");
}

#[test]
fn help_over_a_cramp_leaves_the_display_on_without_an_evening_too() {
    let mut evening = Evening::open("classic");
    assert_eq!(evening.after(Action::Cramp), Wanted::On);
    assert_eq!(evening.after(Action::Help), Wanted::On);
    assert_eq!(evening.after(Action::Close), Wanted::On);
}

#[test]
fn whoever_holds_it_sleeps_until_told_or_until_the_time_is_up() {
    let (tell, told) = mpsc::channel();
    tell.send(Some(Duration::from_secs(3600))).expect("it listens");
    tell.send(None).expect("it listens");
    tell.send(Some(Duration::from_millis(1))).expect("it listens");
    wait(told);
    assert!(tell.send(None).is_err(), "the time was up, although nobody let go");

    let (tell, told) = mpsc::channel();
    tell.send(None).expect("it listens");
    drop(tell);
    wait(told);
}

#[test]
fn who_does_not_want_it_has_no_thread() {
    let clock = Clock::start(1.0);
    let mut awake = Awake::new(false);
    awake.see(Wanted::On, &clock);
    assert!(awake.keeper.is_none());
    let mut awake = Awake::new(true);
    awake.see(Wanted::Anything, &clock);
    assert!(awake.keeper.is_none(), "and nobody has one before a routine runs");
}
