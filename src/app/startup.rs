//! Starting the program: what it knows, and what becomes of an evening that was left.

use std::time::Duration;

use super::context::{Chosen, Context, Toast};
use super::effect::{Effect, Write};
use super::page::Style;
use super::screen::Screen;
use super::screens::cramp::{Below, Cramp};
use super::screens::evening::Evening;
use super::screens::morning::Morning;
use super::screens::parked::Parked;
use super::screens::safety::{SafetyScreen, Then};
use super::screens::tonight::Tonight;
use crate::health::bedroom::Ticks;
use crate::health::body::{Leg, Muscle};
use crate::health::safety::Safety;
use crate::routine::Routine;
use crate::session::{DisplayCaps, Now};
use crate::store::config::Config;
use crate::store::journal::{Entry, EventKind, StartupSummary};
use crate::store::state::Checkpoint;

/// What the program knows as it starts.
#[derive(Debug)]
pub struct Startup {
    pub config: Config,
    /// Tonight's routine, and the name or path it goes by.
    pub routine: (String, Routine),
    pub summary: StartupSummary,
    /// Where an evening stood, if one was left.
    pub checkpoint: Option<Checkpoint>,
    /// What is ticked in the bedroom checklist.
    pub ticks: Ticks,
    /// The answers to the questions before the first evening; `None` if they are still to be asked.
    pub safety: Option<Safety>,
    /// Something to tell on the first screen.
    pub toast: Option<String>,
    pub door: Door,
    /// How far the clocks may disagree before it counts as a gap.
    pub gap_tolerance: Duration,
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
    /// At a cramp in this muscle, if it is known.
    Cramp(Option<Muscle>),
}

/// All that the screens know, and the first of them.
pub(super) fn open(startup: Startup, now: &Now) -> (Context, Vec<Box<dyn Screen>>) {
    let Startup { mut config, routine: (id, routine), safety, .. } = startup;
    // The leg that cramps more goes first (B0), unless the person says otherwise.
    config.first_side = config.first_side.or(startup.summary.worse_leg.and_then(Leg::side));
    let mut cx = Context {
        chosen: Chosen::new(id, &routine, safety.as_ref(), &config),
        config,
        summary: startup.summary,
        ticks: startup.ticks,
        safety,
        checkpoint: None,
        gap_tolerance: startup.gap_tolerance,
        caps: DisplayCaps::default(),
        now: now.clone(),
        opened: now.wall.date(),
        effects: Vec::new(),
        toast: startup.toast.map(|text| Toast { text, style: Style::Accent, urgent: None }),
        ignores_keys_until: now.up,
        not_swollen_on: None,
        confirming: None,
    };
    cx.opened = cx.night();
    if let Some(checkpoint) = startup.checkpoint {
        take_up(checkpoint, &mut cx);
    }
    let stack = first_screens(startup.door, &mut cx);
    (cx, stack)
}

fn first_screens(door: Door, cx: &mut Context) -> Vec<Box<dyn Screen>> {
    let on_top: Option<Box<dyn Screen>> = match door {
        Door::Tonight => return first_of_the_day(cx),
        Door::Evening => Tonight::begin_at_once(cx),
        Door::AtOnce if Tonight::holds(cx) => None,
        Door::AtOnce => {
            cx.say_when_to_stop();
            Some(Box::new(Evening::begin(cx)))
        }
        Door::Safety => Some(Box::new(SafetyScreen::ask(Then::Tonight, cx))),
        Door::Cramp(muscle) => return vec![Box::new(Cramp::begin(muscle, Below::Nothing, cx))],
    };
    let bottom: Box<dyn Screen> = Box::new(Tonight);
    [bottom].into_iter().chain(on_top).collect()
}

/// The tonight screen under what comes before it once a day, the first of that on top.
fn first_of_the_day(cx: &Context) -> Vec<Box<dyn Screen>> {
    let parked = Parked::if_unseen(cx).map(|screen| Box::new(screen) as Box<dyn Screen>);
    let morning = Morning::if_untold(cx).map(|screen| Box::new(screen) as Box<dyn Screen>);
    let bottom: Box<dyn Screen> = Box::new(Tonight);
    [bottom].into_iter().chain(parked).chain(morning).collect()
}

/// Finds out whether an evening that was left can be gone on with; if not, sees that it is written down.
fn take_up(checkpoint: Checkpoint, cx: &mut Context) {
    if is_in_journal(&checkpoint, cx) {
        cx.emit(Effect::Write(Write::Forget));
    } else if checkpoint.night == cx.night() {
        let is_chosen = checkpoint.routine == cx.chosen.id;
        cx.checkpoint = Some(checkpoint);
        if is_chosen && cx.resumable().is_none() {
            cx.tell_changed();
        }
    } else {
        cx.put_away(&checkpoint);
        cx.emit(Effect::Write(Write::Forget));
        if let Some(note) = checkpoint.note(false) {
            let (id, at, night) = (String::new(), cx.now.wall.clone(), checkpoint.night);
            cx.summary.last = Some(Entry { id, at, night, what: EventKind::Session(note) });
        }
    }
}

/// Whether the journal already has the evening as finished: it ended between the two notes of that.
fn is_in_journal(checkpoint: &Checkpoint, cx: &Context) -> bool {
    match cx.summary.last.as_ref().map(|entry| &entry.what) {
        Some(EventKind::Session(note)) => note.finished && note.session == checkpoint.session,
        Some(_) | None => false,
    }
}
