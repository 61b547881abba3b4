//! The program at each of its screens, in the classic evening and in virtual time.

use std::path::Path;
use std::time::Duration;

use winddown::testing::app::effect::Effect;
use winddown::testing::app::keymap::{Action, Scene};
use winddown::testing::app::page::{Page, PageId};
use winddown::testing::app::{App, Door, Input, Startup};
use winddown::testing::health::bedroom::Ticks;
use winddown::testing::health::safety::Safety;
use winddown::testing::routine::library::{self, Library};
use winddown::testing::routine::{Check, Routine};
use winddown::testing::screen;
use winddown::testing::screen::theme::{Depth, Theme};
use winddown::testing::session::Now;
use winddown::testing::session::Readout;
use winddown::testing::store::config::{Config, Palette};
use winddown::testing::store::journal::StartupSummary;

pub(crate) const NIGHT: Theme = Theme::new(Palette::Night, Depth::True);

/// A screen, in the order of the evening.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Screen {
    Tonight,
    Choose,
    GettingReady,
    Holding,
    Breathing,
    Water,
    GoodNight,
    Help,
}

impl Screen {
    pub(crate) const ALL: [Screen; 8] = [
        Screen::Tonight,
        Screen::Choose,
        Screen::GettingReady,
        Screen::Holding,
        Screen::Breathing,
        Screen::Water,
        Screen::GoodNight,
        Screen::Help,
    ];

    /// Returns the program at this screen, for a terminal of this size.
    pub(crate) fn open(self, width: u16, height: u16) -> App {
        let mut evening = Evening::open(width, height);
        match self {
            Screen::Tonight => {}
            Screen::Choose => {
                let rows = library::routines(Path::new("/no/such/folder"));
                evening.app.handle(&Now::at(evening.up), Input::RoutinesListed(rows));
            }
            Screen::GettingReady | Screen::Holding | Screen::Breathing => evening.walk_into(self),
            Screen::Water => {
                evening.walk_to(self);
                for _ in 0..6 {
                    evening.press(Action::More);
                }
                evening.press(Action::Extras);
                evening.press(Action::Tick);
                evening.press(Action::Enter);
            }
            Screen::GoodNight => evening.walk_to(self),
            Screen::Help => {
                evening.walk_into(Screen::Holding);
                evening.press(Action::Help);
            }
        }
        assert!(self.is_shown(&evening.app.page()), "the walk to {self:?} went astray");
        evening.app
    }

    /// Returns whether a page is of this screen.
    fn is_shown(self, page: &Page<'_>) -> bool {
        let face = page.step.as_ref().map(|step| &step.face);
        match self {
            Screen::Tonight => page.id == PageId::Tonight,
            Screen::Choose => page.id == PageId::Choose,
            Screen::GettingReady => matches!(face, Some(Readout::Count { doing, .. }) if !doing.is_work()),
            Screen::Holding => matches!(face, Some(Readout::Count { doing, .. }) if doing.is_work()),
            Screen::Breathing => matches!(face, Some(Readout::Breath(_))),
            Screen::Water => matches!(face, Some(Readout::Check(Check::Water))),
            Screen::GoodNight => page.id == PageId::GoodNight,
            Screen::Help => page.id == PageId::Help,
        }
    }
}

/// The program, and what time it is there.
struct Evening {
    app: App,
    routine: Routine,
    up: Duration,
}

impl Evening {
    fn open(width: u16, height: u16) -> Evening {
        let routine = Library::routine("classic").expect("it is shipped");
        let startup = Startup {
            config: Config::by_the_clock(),
            routine: ("classic".to_owned(), routine.clone()),
            summary: StartupSummary::default(),
            ticks: Ticks::default(),
            checkpoint: None,
            toast: None,
            door: Door::Tonight,
            safety: Some(Safety::default()),
            gap_tolerance: Duration::from_secs(3),
        };
        let (mut app, _) = App::start(startup, &Now::at(Duration::ZERO));
        app.handle(&Now::at(Duration::ZERO), Input::Resized(screen::caps(NIGHT, width, height)));
        Evening { app, routine, up: Duration::ZERO }
    }

    fn press(&mut self, action: Action) {
        let now = Now::at(self.up);
        for effect in self.app.handle(&now, Input::Key(action)) {
            if let Effect::ReadRoutine { afresh, .. } = effect {
                let routine = Ok(Box::new(self.routine.clone()));
                self.app.handle(&now, Input::RoutineRead { afresh, routine });
            }
        }
    }

    /// Sleeps until the next change, if there is one; else says that it is done.
    fn wake(&mut self) {
        match self.app.wakes_at() {
            Some(due) => {
                self.up = due;
                self.app.handle(&Now::at(due), Input::Wake);
            }
            None if self.app.scene() == Scene::Clot => {
                self.up += Duration::from_secs(2);
                self.press(Action::No);
            }
            None => self.press(Action::Enter),
        }
    }

    /// Goes through the evening until a screen is shown, or until its end.
    fn walk_to(&mut self, screen: Screen) {
        while !screen.is_shown(&self.app.page()) && self.app.page().id != PageId::GoodNight {
            self.wake();
        }
    }

    /// Goes to a screen that moves, and a few changes further.
    fn walk_into(&mut self, screen: Screen) {
        self.walk_to(screen);
        for _ in 0..5 {
            self.wake();
        }
    }
}
