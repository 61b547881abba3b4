//! The program at each of its screens, in the classic evening and in virtual time.

use std::path::Path;
use std::time::Duration;

use winddown::app::effect::Effect;
use winddown::app::keymap::{Action, Mark, Scene};
use winddown::app::{App, Door, Opening, Picture, Stage};
use winddown::health::bedroom::Ticks;
use winddown::health::safety::Safety;
use winddown::routine::Routine;
use winddown::routine::library::{self, Library};
use winddown::screen;
use winddown::session::Now;
use winddown::session::Readout;
use winddown::store::config::Config;
use winddown::store::journal::StartupSummary;

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
            Screen::Choose => evening.app.choose(library::routines(Path::new("/no/such/folder"))),
            Screen::GettingReady | Screen::Holding | Screen::Breathing => evening.walk_into(self),
            Screen::Water => {
                evening.walk_to(self);
                for _ in 0..6 {
                    evening.press(Action::More);
                }
                evening.press(Action::Mark(Mark::Hot));
                evening.press(Action::Mark(Mark::Colour));
            }
            Screen::GoodNight => evening.walk_to(self),
            Screen::Help => {
                evening.walk_into(Screen::Holding);
                evening.press(Action::Help);
            }
        }
        assert!(self.is_shown(&evening.app.picture()), "the walk to {self:?} went astray");
        evening.app
    }

    /// Returns whether a picture is of this screen.
    fn is_shown(self, picture: &Picture<'_>) -> bool {
        match self {
            Screen::Tonight => matches!(picture.stage, Stage::Tonight(_)),
            Screen::Choose => matches!(picture.stage, Stage::Choose(_)),
            Screen::GettingReady => is_count(picture, false),
            Screen::Holding => is_count(picture, true),
            Screen::Breathing => is_breath(picture),
            Screen::Water => matches!(picture.stage, Stage::Water(..)),
            Screen::GoodNight => matches!(picture.stage, Stage::GoodNight(farewell) if !farewell.is_empty()),
            Screen::Help => matches!(picture.stage, Stage::Help(_)),
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
        let opening = Opening {
            config: Config::default(),
            routine: ("classic".to_owned(), routine.clone()),
            recall: StartupSummary::default(),
            ticks: Ticks::default(),
            standing: None,
            notice: None,
            door: Door::Tonight,
            safety: Some(Safety::default()),
            patience: Duration::from_secs(3),
        };
        let (mut app, _) = App::open(opening, &Now::at(Duration::ZERO));
        app.see(screen::sight(width, height));
        Evening { app, routine, up: Duration::ZERO }
    }

    fn press(&mut self, action: Action) {
        let now = Now::at(self.up);
        for effect in self.app.handle(&now, Some(action)) {
            if let Effect::Read { afresh, .. } = effect {
                self.app.start(&now, afresh, Ok(&self.routine));
            }
        }
    }

    /// Sleeps until the next change, if there is one; else says that it is done.
    fn wake(&mut self) {
        match self.app.next_change() {
            Some(due) => {
                self.up = due;
                self.app.handle(&Now::at(due), None);
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
        let is_over = |picture: &Picture<'_>| matches!(picture.stage, Stage::GoodNight(_));
        while !screen.is_shown(&self.app.picture()) && !is_over(&self.app.picture()) {
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

fn is_count(picture: &Picture<'_>, at_work: bool) -> bool {
    let Stage::Step(glance) = &picture.stage else { return false };
    matches!(glance.face, Readout::Count { work, .. } if work == at_work)
}

fn is_breath(picture: &Picture<'_>) -> bool {
    let Stage::Step(glance) = &picture.stage else { return false };
    matches!(glance.face, Readout::Breath(_))
}
