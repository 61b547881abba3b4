//! Opening the program: what it knows, and what becomes of an evening that was left.

use std::time::Duration;

use super::safety::Then;
use super::{App, Chosen, Room, STOP, Screen};
use crate::app::effect::{Effect, Write};
use crate::health::bedroom::Ticks;
use crate::health::body::{Leg, Muscle};
use crate::health::safety::Safety;
use crate::routine::Routine;
use crate::session::Now;
use crate::store::config::Config;
use crate::store::journal::{Entry, EventKind, StartupSummary};
use crate::store::state::Checkpoint;

/// What the program knows as it opens.
#[derive(Debug)]
pub struct Opening {
    /// The person's settings.
    pub config: Config,
    /// Tonight's routine, and the name or path it goes by.
    pub routine: (String, Routine),
    /// What the journal remembers.
    pub recall: StartupSummary,
    /// Where an evening stood, if one was left.
    pub standing: Option<Checkpoint>,
    /// What is ticked in the bedroom checklist.
    pub ticks: Ticks,
    /// The answers to the questions before the first evening; `None` if they are still to be asked.
    pub safety: Option<Safety>,
    /// Something to tell on the first screen.
    pub notice: Option<String>,
    /// Where it begins.
    pub door: Door,
    /// How far the clocks may disagree before it counts as a gap.
    pub patience: Duration,
}

/// Where the program begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// At the tonight screen.
    Tonight,
    /// At once with the evening, unless there is one to go on with.
    Evening,
    /// The same, and nothing is asked before it.
    AtOnce,
    /// At the questions before the first evening.
    Safety,
    /// At a cramp in this muscle, if it is told.
    Cramp(Option<Muscle>),
}

impl App {
    /// Returns the program at its first screen, and what it asks for before it is shown.
    pub fn open(opening: Opening, now: &Now) -> (App, Vec<Effect>) {
        let Opening {
            mut config,
            routine: (id, routine),
            recall,
            ticks,
            standing,
            safety,
            notice,
            door,
            patience,
        } = opening;
        // The leg that cramps more goes first (B0), unless the person says otherwise.
        config.first_side = config.first_side.or(recall.worse_leg.and_then(Leg::side));
        let routine = Chosen::new(id, &routine, safety.as_ref(), &config);
        let mut app = App {
            config,
            routine,
            recall,
            ticks,
            safety,
            standing: None,
            screen: Screen::Tonight,
            under: None,
            help: None,
            asked_checked: None,
            notice,
            trouble: None,
            patience,
            sight: crate::session::DisplayCaps::default(),
            room: Room::default(),
            seen: now.clone(),
            opened: now.wall.date(),
            deaf_until: now.up,
        };
        app.opened = app.night(now);
        let mut effects = standing.map_or_else(Vec::new, |standing| app.take_up(standing, now));
        match door {
            Door::Tonight => app.ask_about_last_night(),
            Door::Evening | Door::AtOnce if app.resumable().is_some() || !app.held().is_empty() => {}
            Door::Evening if app.is_to_ask() => app.ask(Then::Evening { afresh: false }),
            Door::Evening if app.advises(Then::Evening { afresh: false }, &mut effects) => {}
            Door::Evening | Door::AtOnce => {
                app.say_when_to_stop();
                app.begin(now, &mut effects);
            }
            Door::Safety => app.ask(Then::Tonight),
            Door::Cramp(muscle) => {
                app.screen = Screen::Cramp(Box::new(app.cramp(now, muscle, &mut effects)));
            }
        }
        app.remember(&effects);
        (app, effects)
    }

    /// Says what the tonight screen would have said.
    pub(super) fn say_when_to_stop(&mut self) {
        let said = [STOP].into_iter().chain(self.routine.left_out).chain(self.notice.as_deref());
        self.notice = Some(said.collect::<Vec<_>>().join(" "));
    }

    /// Returns whether the questions before the first evening are to be put, for the first time or once more.
    pub(super) fn is_to_ask(&self) -> bool {
        self.safety.as_ref().is_none_or(Safety::asks_again)
    }

    /// Finds out whether an evening that was left can be gone on with; if not, sees that it is written down.
    fn take_up(&mut self, standing: Checkpoint, now: &Now) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.is_told(&standing) {
            effects.push(Effect::Write(Write::Forget));
        } else if standing.night == self.night(now) {
            let same = standing.routine == self.routine.id;
            self.standing = Some(standing);
            if same && self.resumable().is_none() {
                self.notice = Some(self.changed());
            }
        } else {
            put_away(&standing, now, &mut effects);
            effects.push(Effect::Write(Write::Forget));
            if let Some(note) = standing.note(false) {
                let (id, at, night) = (String::new(), now.wall.clone(), standing.night);
                self.recall.last = Some(Entry { id, at, night, what: EventKind::Session(note) });
            }
        }
        effects
    }

    /// Whether the journal already has the evening as finished: it ended between the two notes of that.
    fn is_told(&self, standing: &Checkpoint) -> bool {
        match self.recall.last.as_ref().map(|entry| &entry.what) {
            Some(EventKind::Session(note)) => note.finished && note.session == standing.session,
            Some(
                EventKind::Water(_)
                | EventKind::Excused
                | EventKind::Cramp(_)
                | EventKind::Night(_)
                | EventKind::Before(_)
                | EventKind::Signs(_)
                | EventKind::Checked(_)
                | EventKind::Void { .. }
                | EventKind::Other { .. },
            )
            | None => false,
        }
    }
}

/// Sees that an evening which will not be gone on with is in the journal, with what was answered in it.
pub(super) fn put_away(standing: &Checkpoint, now: &Now, effects: &mut Vec<Effect>) {
    let session = standing.note(false).filter(|_| !standing.kept).map(EventKind::Session);
    let water = standing.water.clone().map(EventKind::Water);
    for what in session.into_iter().chain(water) {
        let (at, what) = (now.wall.clone(), Box::new(what));
        effects.push(Effect::Write(Write::Record { at, night: standing.night, what }));
    }
}
