//! The loop around the core: waits for a key or the next change, draws, and does what the core asks for.
//!
//! [`run`] is the evening on a screen, [`lines::run`] the same as lines; the [commands](crate::cli) call them with the
//! [`Devices`] they act on.

use std::io;
use std::time::Duration;

use crossterm::event::Event;
use ratatui::layout::Rect;

use crate::app::effect::{Cue, Effect, Write};
use crate::app::{App, Input, Startup};
use crate::device::display::{self, Awake};
use crate::device::terminal::{Events, Screen};
use crate::device::voice::Voice;
use crate::routine::library;
use crate::screen;
use crate::screen::theme::Theme;
use crate::session::DisplayCaps;
use crate::store::journal::EventKind;
pub(crate) use devices::Devices;
use focus_notifier::FocusNotifier;
use status_board::StatusBoard;
use write_queue::WriteQueue;

pub(crate) mod lines;

mod input;
mod write_queue;
mod focus_notifier;
mod status_board;
mod devices;

/// How the program ended.
#[derive(Debug)]
pub(crate) struct Ending {
    /// A line to leave in the terminal; may be empty.
    pub farewell: String,
    /// What could not be written down, in words that let a person do it.
    pub unsaved: Vec<String>,
}

/// Runs the program on the terminal until it ends.
///
/// # Errors
/// If the terminal cannot be set up, read or written. It is given back in every case.
pub(crate) fn run(startup: Startup, devices: Devices) -> io::Result<Ending> {
    let (mut app, effects) = App::start(startup, &devices.clock.now());
    let mut screen = Screen::open(devices.notify_steps, devices.theme.query())?;
    let mut shell = Shell::new(devices);
    shell.resize(&mut app, &mut screen)?;
    // To forget an evening that is over takes the disk longer than all the rest.
    let only_forgets = |effect: &Effect| matches!(effect, Effect::Write(Write::Forget) | Effect::Cue(_));
    if effects.iter().any(is_of_a_cramp) || effects.iter().all(only_forgets) {
        shell.draw(&mut app, &mut screen)?;
    }
    shell.perform(effects, &mut app, &mut screen)?;
    while shell.farewell.is_none() {
        shell.announce(&app);
        shell.draw(&mut app, &mut screen)?;
        shell.sound(&app, &mut screen)?;
        shell.keep_awake(&app);
        let event = shell.wait(app.wakes_at())?;
        if let Some(reply) = shell.events.take_reply() {
            shell.devices.theme.seen_background(&reply);
        }
        if screen.was_resumed() {
            screen.enter()?;
            shell.resize(&mut app, &mut screen)?;
        }
        let input = match event {
            Some(Event::Key(key)) => Input::of_key(app.scene(), key),
            Some(Event::Paste(text)) => Input::Text(text),
            Some(focus @ (Event::FocusGained | Event::FocusLost)) => {
                shell.focus_notifier.see_focus(focus == Event::FocusGained);
                Input::Wake
            }
            Some(_) | None => Input::Wake,
        };
        if !screen.is_fitting() {
            screen.fit();
            shell.resize(&mut app, &mut screen)?;
        }
        let effects = app.handle(&shell.devices.clock.now(), input);
        if effects.iter().any(is_of_a_cramp) && app.is_in_a_cramp() {
            shell.draw(&mut app, &mut screen)?;
        }
        shell.perform(effects, &mut app, &mut screen)?;
    }
    // The terminal first: a chime may take a moment to die away.
    drop(screen);
    Ok(shell.end())
}

/// What a person sees or hears: the screen, or lines.
pub(crate) trait Frontend {
    /// What it can show of what moves.
    fn caps(&self, theme: Theme) -> DisplayCaps;

    /// Rings the bell.
    fn ring(&mut self) -> io::Result<()>;

    /// Gives the terminal to the shell until someone brings us back to the front.
    fn suspend(&mut self) -> io::Result<()>;
}

impl Frontend for Screen {
    fn caps(&self, theme: Theme) -> DisplayCaps {
        let Rect { width, height, .. } = self.area();
        screen::caps(theme, width, height)
    }

    fn ring(&mut self) -> io::Result<()> {
        Screen::ring(self)
    }

    fn suspend(&mut self) -> io::Result<()> {
        Screen::suspend(self)
    }
}

/// Returns whether an effect tells the journal of a cramp: what to do about one is shown before anything is saved.
pub(crate) fn is_of_a_cramp(effect: &Effect) -> bool {
    matches!(effect, Effect::Write(Write::Record { what, .. }) if matches!(**what, EventKind::Cramp(_)))
}

/// Does for the core what it asks for, whatever the front is.
pub(crate) struct Shell {
    pub(crate) devices: Devices,
    /// What comes from the terminal.
    events: Events,
    /// What is to be heard once it can be seen.
    cues: Vec<Cue>,
    /// What could not be written yet; it is tried again with the next effects.
    writes: WriteQueue,
    /// Tells other programs what runs.
    status_board: StatusBoard,
    /// Tells of changes while nobody looks.
    focus_notifier: FocusNotifier,
    /// Keeps the display on.
    awake: Awake,
    /// Set once the program is to end.
    pub(crate) farewell: Option<String>,
}

impl Shell {
    pub(crate) fn new(devices: Devices) -> Shell {
        Shell {
            awake: Awake::new(devices.awake),
            devices,
            events: Events::default(),
            cues: Vec::new(),
            writes: WriteQueue::default(),
            status_board: StatusBoard::default(),
            focus_notifier: FocusNotifier::default(),
            farewell: None,
        }
    }

    /// Tries for the last time what could not be done. Returns how the program ends.
    pub(crate) fn end(mut self) -> Ending {
        self.writes.retry(&self.devices);
        Ending { farewell: self.farewell.unwrap_or_default(), unsaved: self.writes.unsaved() }
    }

    /// Sleeps until an event comes or something is due.
    pub(crate) fn wait(&mut self, due: Option<Duration>) -> io::Result<Option<Event>> {
        let clock = &self.devices.clock;
        self.events.wait(clock, due.map(|due| clock.real(due.saturating_sub(clock.now().up))))
    }

    /// Lets other programs know what runs, or that nothing does.
    pub(crate) fn announce(&mut self, app: &App) {
        self.status_board.show(app.evening(), &self.devices);
    }

    /// Lets the display stay on, or go dark.
    pub(crate) fn keep_awake(&mut self, app: &App) {
        self.awake.see(display::wanted(app), &self.devices.clock);
    }

    pub(crate) fn perform(
        &mut self,
        effects: Vec<Effect>,
        app: &mut App,
        frontend: &mut impl Frontend,
    ) -> io::Result<()> {
        if effects.iter().any(|effect| matches!(effect, Effect::Write(_))) {
            self.writes.retry(&self.devices);
        }
        for effect in effects {
            match effect {
                Effect::Write(write) => self.writes.write(write, &self.devices),
                Effect::Cue(cue) => self.cues.push(cue),
                Effect::Hook(happening) => self.devices.hooks.run(*happening),
                Effect::ReadRoutine { routine, afresh } => {
                    let found = library::find(&routine, &self.devices.paths.routines());
                    let routine =
                        found.map(|found| Box::new(found.routine)).map_err(|error| error.to_string());
                    self.answer(Input::RoutineRead { afresh, routine }, app, frontend)?;
                }
                Effect::ListRoutines => {
                    let rows = library::routines(&self.devices.paths.routines());
                    self.answer(Input::RoutinesListed(rows), app, frontend)?;
                }
                Effect::ReadDiary => {
                    // The core has to know first whether all of it is there.
                    self.report_trouble(app);
                    let entries = self.devices.journal.read_all().entries;
                    self.answer(Input::DiaryRead(entries), app, frontend)?;
                }
                Effect::Suspend => {
                    self.cues.clear();
                    self.devices.chimes.silence();
                    self.devices.voice.iter().for_each(Voice::silence);
                    self.announce(app);
                    frontend.suspend()?;
                    self.resize(app, frontend)?;
                }
                Effect::Quit(farewell) => self.farewell = Some(farewell),
            }
        }
        self.report_trouble(app);
        Ok(())
    }

    /// Tells the core what keeps from writing, or that nothing does.
    fn report_trouble(&self, app: &mut App) {
        let why = self.writes.trouble().map(str::to_owned);
        app.handle(&self.devices.clock.now(), Input::SaveFailed(why));
    }

    /// Hands over an answer, and does what follows from it.
    fn answer(&mut self, input: Input, app: &mut App, frontend: &mut impl Frontend) -> io::Result<()> {
        let effects = app.handle(&self.devices.clock.now(), input);
        self.perform(effects, app, frontend)
    }

    /// Tells the core what there is room for.
    pub(crate) fn resize(&mut self, app: &mut App, frontend: &mut impl Frontend) -> io::Result<()> {
        self.answer(Input::Resized(frontend.caps(self.devices.theme)), app, frontend)
    }

    /// Draws the page, once the core knows how much of it is in sight.
    fn draw(&self, app: &mut App, screen: &mut Screen) -> io::Result<()> {
        let Rect { width, height, .. } = screen.area();
        if let Some(seen) = screen::seen(&app.page(), width, height) {
            app.handle(&self.devices.clock.now(), Input::Seen(seen));
        }
        screen.draw(|area, buf| screen::draw(&app.page(), self.devices.theme, area, buf))
    }

    /// Lets what can be seen be heard: of cues that came together the last one as a chime, else all of them by one
    /// stroke of the bell. Then the voice, if there is one, says what is new.
    pub(crate) fn sound(&mut self, app: &App, frontend: &mut impl Frontend) -> io::Result<()> {
        let Devices { chimes, voice, clock, bell, .. } = &mut self.devices;
        let cues = std::mem::take(&mut self.cues);
        let rings = cues.iter().any(|cue| cue.rings());
        let is_taken = cues.last().is_none_or(|last| chimes.play(*last, |length| clock.real(length)));
        if rings && *bell && !is_taken {
            frontend.ring()?;
        }
        if rings {
            self.focus_notifier.tell(&app.page());
        }
        if let Some(voice) = voice {
            voice.follow(&app.page());
        }
        Ok(())
    }

    /// Lets what was begun last be heard to its end.
    pub(crate) fn wait_for_last_sounds(&self) {
        let Devices { chimes, voice, .. } = &self.devices;
        let spoken = voice.as_ref().map_or(Duration::ZERO, Voice::length);
        std::thread::sleep(spoken.max(chimes.length()));
    }
}
