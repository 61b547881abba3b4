//! The loop around the core: waits for a key or the next change, draws, and does what the core asks for.

use std::io;
use std::time::Duration;

use crossterm::event::{self, Event, KeyEventKind};
use jiff::civil::Date;
use ratatui::layout::Rect;

use crate::app::effect::{Cue, Effect, Write};
use crate::app::keymap::{self, Scene};
use crate::app::{App, Opening};
use crate::device::display::{self, Awake};
use crate::device::terminal::{self, Screen};
use crate::device::voice::Voice;
use crate::routine::library;
use crate::screen;
use crate::store::journal::EventKind;
use crate::store::state::Running;
use focus_notifier::FocusNotifier;
pub use world::World;
use write_queue::WriteQueue;

pub mod lines;

mod input;
mod write_queue;
mod focus_notifier;
mod world;

/// How the program ended.
#[derive(Debug)]
pub struct Ending {
    /// A line to leave in the terminal; may be empty.
    pub farewell: String,
    /// What could not be written down, in words that let a person do it.
    pub unsaved: Vec<String>,
}

/// Runs the program on the terminal until it ends.
///
/// # Errors
/// If the terminal cannot be set up, read or written. It is given back in every case.
pub fn run(opening: Opening, world: World) -> io::Result<Ending> {
    let now = world.clock.now();
    let (mut app, effects) = App::open(opening, &now);
    let mut screen = Screen::open(world.notify_steps)?;
    let mut shell = Shell::new(world);
    screen.see(&mut app);
    let theme = shell.world.theme;
    let draw = |app: &App, screen: &mut Screen| {
        screen.draw(|area, buf| screen::draw(&app.picture(), theme, area, buf))
    };
    if effects.iter().any(is_of_a_cramp) {
        draw(&app, &mut screen)?;
    }
    shell.perform(effects, &mut app, &mut screen)?;
    while shell.farewell.is_none() {
        shell.announce(app.evening());
        draw(&app, &mut screen)?;
        shell.sound(&app, &mut screen)?;
        shell.keep_awake(&app);
        let event = shell.wait(app.next_change())?;
        if screen.was_resumed() {
            screen.enter()?;
            screen.see(&mut app);
        }
        let action = match event {
            Some(Event::Key(key)) if key.kind != KeyEventKind::Release => keymap::lookup(app.scene(), key),
            Some(focus @ (Event::FocusGained | Event::FocusLost)) => {
                shell.unfocused.see_focus(focus == Event::FocusGained);
                None
            }
            Some(_) | None => None,
        };
        if !screen.is_fitting() {
            screen.fit();
            screen.see(&mut app);
        }
        let effects = app.handle(&shell.world.clock.now(), action);
        if effects.iter().any(is_of_a_cramp) && is_in_a_cramp(app.scene()) {
            draw(&app, &mut screen)?;
        }
        shell.perform(effects, &mut app, &mut screen)?;
    }
    // The terminal first: a chime may take a moment to die away.
    drop(screen);
    Ok(shell.end())
}

/// What a person sees or hears: the screen, or lines.
pub(crate) trait Frontend {
    /// Tells the core what there is room for.
    fn see(&self, app: &mut App);

    /// Rings the bell.
    fn ring(&mut self) -> io::Result<()>;

    /// Gives the terminal to the shell until someone brings us back to the front.
    fn suspend(&mut self) -> io::Result<()>;
}

impl Frontend for Screen {
    fn see(&self, app: &mut App) {
        let Rect { width, height, .. } = self.area();
        app.see(screen::sight(width, height));
        app.see_room(screen::reading_room(width, height));
    }

    fn ring(&mut self) -> io::Result<()> {
        Screen::ring(self)
    }

    fn suspend(&mut self) -> io::Result<()> {
        Screen::suspend(self)
    }
}

/// Returns whether a cramp is on the screen, and not last night's on the way into the diary.
fn is_in_a_cramp(scene: Scene) -> bool {
    matches!(
        scene,
        Scene::Cramp | Scene::Urgent | Scene::Unchecked | Scene::Signs | Scene::Eased | Scene::After
    )
}

/// Returns whether an effect tells the journal of a cramp: what to do about one is shown before anything is saved.
pub(crate) fn is_of_a_cramp(effect: &Effect) -> bool {
    matches!(effect, Effect::Write(Write::Record { what, .. }) if matches!(**what, EventKind::Cramp(_)))
}

/// As long as it takes to read a key that is there.
const MOMENT: Duration = Duration::from_millis(1);
/// So short a look for keys may be over before it has begun, where others keep the machine busy.
const GLIMPSE: Duration = Duration::from_millis(20);

/// Does for the core what it asks for, whatever the front is.
pub(crate) struct Shell {
    pub(crate) world: World,
    /// An event has come, and others that came with it may wait to be fetched.
    more: bool,
    /// What is to be heard once it can be seen.
    cues: Vec<Cue>,
    /// What could not be written yet; it is tried again with the next effects.
    pending: WriteQueue,
    /// The night whose evening runs, and the word of it to other processes.
    running: Option<(Date, Option<Running>)>,
    /// Tells of changes while nobody looks.
    unfocused: FocusNotifier,
    /// Keeps the display on.
    awake: Awake,
    /// Set once the program is to end.
    pub(crate) farewell: Option<String>,
}

impl Shell {
    pub(crate) fn new(world: World) -> Shell {
        Shell {
            awake: Awake::new(world.awake),
            world,
            more: false,
            cues: Vec::new(),
            pending: WriteQueue::default(),
            running: None,
            unfocused: FocusNotifier::default(),
            farewell: None,
        }
    }

    /// Tries for the last time what could not be done. Returns how the program ends.
    pub(crate) fn end(mut self) -> Ending {
        self.pending.retry(&self.world);
        Ending { farewell: self.farewell.unwrap_or_default(), unsaved: self.pending.unsaved() }
    }

    /// Sleeps until a key comes or something is due.
    pub(crate) fn wait(&mut self, due: Option<Duration>) -> io::Result<Option<Event>> {
        if let Some(due) = due {
            let clock = &self.world.clock;
            let wait = clock.real(due.saturating_sub(clock.now().up));
            // What came with the last event has been read already, and only crossterm knows of it.
            let comes = if self.more {
                event::poll(wait.max(MOMENT))?
            } else {
                terminal::wakes_within(wait)? && event::poll(MOMENT)?
            };
            if !comes {
                self.more &= wait < GLIMPSE;
                return Ok(None);
            }
        }
        self.more = true;
        event::read().map(Some)
    }

    /// Lets other processes know that an evening of `night` runs, or that none does.
    pub(crate) fn announce(&mut self, night: Option<Date>) {
        let word = self.running.as_ref();
        if night != word.map(|(night, _)| *night) || word.is_some_and(|(_, word)| word.is_none()) {
            // Let go of the old word before giving a new one. One that cannot be given now is tried again.
            self.running = None;
            self.running =
                night.map(|night| (night, Running::announce(&self.world.paths, night).ok().flatten()));
        }
    }

    /// Lets the display stay on, or go dark.
    pub(crate) fn keep_awake(&mut self, app: &App) {
        self.awake.see(display::wanted(app), &self.world.clock);
    }

    pub(crate) fn perform(
        &mut self,
        effects: Vec<Effect>,
        app: &mut App,
        front: &mut impl Frontend,
    ) -> io::Result<()> {
        if effects.iter().any(|effect| matches!(effect, Effect::Write(_))) {
            self.pending.retry(&self.world);
        }
        for effect in effects {
            match effect {
                Effect::Write(write) => self.pending.write(write, &self.world),
                Effect::Cue(cue) => self.cues.push(cue),
                Effect::Read { routine, afresh } => {
                    let found = library::find(&routine, &self.world.paths.routines());
                    let routine = found.as_ref().map(|found| &found.routine).map_err(ToString::to_string);
                    let effects = app.start(&self.world.clock.now(), afresh, routine);
                    self.perform(effects, app, front)?;
                }
                Effect::List => app.choose(library::routines(&self.world.paths.routines())),
                Effect::Diary => {
                    let entries = self.world.journal.read_all().entries;
                    let effects = app.diary(&self.world.clock.now(), entries);
                    self.perform(effects, app, front)?;
                }
                Effect::Suspend => {
                    self.cues.clear();
                    self.world.chimes.silence();
                    self.world.voice.iter().for_each(Voice::silence);
                    front.suspend()?;
                    front.see(app);
                }
                Effect::Quit(farewell) => self.farewell = Some(farewell),
            }
        }
        let trouble = self.pending.trouble().map(|why| format!("Not saved yet, trying again: {why}"));
        app.trouble(trouble);
        Ok(())
    }

    /// Lets what can be seen be heard: of cues that came together the last one as a chime, else all of them by one
    /// stroke of the bell. Then the voice, if there is one, says what is new.
    pub(crate) fn sound(&mut self, app: &App, front: &mut impl Frontend) -> io::Result<()> {
        let World { chimes, voice, clock, bell, .. } = &mut self.world;
        let cues = std::mem::take(&mut self.cues);
        let rings = cues.iter().any(|cue| cue.rings());
        let is_taken = cues.last().is_none_or(|last| chimes.play(*last, |length| clock.real(length)));
        if rings && *bell && !is_taken {
            front.ring()?;
        }
        if rings {
            self.unfocused.tell(&app.picture());
        }
        if let Some(voice) = voice {
            voice.follow(&app.picture());
        }
        Ok(())
    }

    /// Lets what was begun last be heard to its end.
    pub(crate) fn wait_for_last_sounds(&self) {
        let World { chimes, voice, .. } = &self.world;
        let spoken = voice.as_ref().map_or(Duration::ZERO, Voice::length);
        std::thread::sleep(spoken.max(chimes.length()));
    }
}
