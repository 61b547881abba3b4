//! The loop around the core: waits for a key or the next change, draws, and does what the core asks for.

use std::io;
use std::time::Duration;

use crossterm::event::{self, Event, KeyEventKind};
use ratatui::layout::Rect;

use crate::action;
use crate::app::{App, Opening};
use crate::clock::Clock;
use crate::effect::{Effect, Write};
use crate::journal::{self, Journal, What};
use crate::library;
use crate::paths::Paths;
use crate::session::Sight;
use crate::state::Standing;
use crate::terminal::{self, Screen};
use crate::theme::Theme;
use crate::view;

/// What the shell needs to act on the world.
pub struct World {
    /// The only reader of time.
    pub clock: Clock,
    /// Where files are.
    pub paths: Paths,
    /// What happened.
    pub journal: Journal,
    /// The colours.
    pub theme: Theme,
    /// Whether changes ring the terminal's bell.
    pub bell: bool,
}

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
    let mut screen = Screen::open()?;
    let mut shell = Shell { world, more: false, pending: Vec::new(), farewell: None };
    app.see(sight(screen.area()));
    shell.perform(effects, &mut app, &mut screen)?;
    while shell.farewell.is_none() {
        let theme = shell.world.theme;
        screen.draw(|area, buf| view::draw(&app.picture(), theme, area, buf))?;
        let event = shell.wait(&app)?;
        if screen.was_resumed() {
            screen.enter()?;
            app.see(sight(screen.area()));
        }
        let action = match event {
            Some(Event::Key(key)) if key.kind != KeyEventKind::Release => action::lookup(app.scene(), key),
            Some(_) | None => None,
        };
        if !screen.is_fitting() {
            screen.fit();
            app.see(sight(screen.area()));
        }
        let effects = app.handle(&shell.world.clock.now(), action);
        shell.perform(effects, &mut app, &mut screen)?;
    }
    shell.retry();
    let unsaved = shell.pending.iter().map(|(write, why)| unsaved(write, why)).collect();
    Ok(Ending { farewell: shell.farewell.unwrap_or_default(), unsaved })
}

/// As long as it takes to read a key that is there.
const MOMENT: Duration = Duration::from_millis(1);

fn sight(area: Rect) -> Sight {
    view::sight(area.width, area.height)
}

struct Shell {
    world: World,
    /// An event has just come, and others may have come with it.
    more: bool,
    /// What could not be done yet, and why; it is tried again with the next effects.
    pending: Vec<(Write, String)>,
    /// Set once the program is to end.
    farewell: Option<String>,
}

impl Shell {
    /// Sleeps until a key comes or the picture changes.
    fn wait(&mut self, app: &App) -> io::Result<Option<Event>> {
        let Some(due) = app.next_change() else { return event::read().map(Some) };
        let clock = &self.world.clock;
        let wait = clock.real(due.saturating_sub(clock.now().up));
        let comes = std::mem::take(&mut self.more) || terminal::wakes_within(wait)?;
        if comes && event::poll(MOMENT)? {
            self.more = true;
            event::read().map(Some)
        } else {
            Ok(None)
        }
    }

    fn perform(&mut self, effects: Vec<Effect>, app: &mut App, screen: &mut Screen) -> io::Result<()> {
        if effects.iter().any(|effect| matches!(effect, Effect::Write(_))) {
            self.retry();
        }
        for effect in effects {
            match effect {
                Effect::Write(write) => self.write_or_keep(write),
                Effect::Cue(_) if self.world.bell => screen.ring()?,
                Effect::Cue(_) => {}
                Effect::Read { routine, afresh } => {
                    let found = library::find(&routine, &self.world.paths.routines());
                    let routine = found.as_ref().map(|found| &found.routine).map_err(ToString::to_string);
                    let effects = app.start(&self.world.clock.now(), afresh, routine);
                    self.perform(effects, app, screen)?;
                }
                Effect::List => app.choose(library::routines(&self.world.paths.routines())),
                Effect::Suspend => {
                    screen.suspend()?;
                    app.see(sight(screen.area()));
                }
                Effect::Quit(farewell) => self.farewell = Some(farewell),
            }
        }
        let trouble = self.pending.first().map(|(_, why)| format!("Not saved yet, trying again: {why}"));
        app.trouble(trouble);
        Ok(())
    }

    /// Tries again what could not be done.
    fn retry(&mut self) {
        for (write, _) in std::mem::take(&mut self.pending) {
            self.write_or_keep(write);
        }
    }

    fn write_or_keep(&mut self, write: Write) {
        // Only the newest of what replaces itself is worth keeping.
        self.pending.retain(|(old, _)| match old {
            Write::Record { .. } => true,
            Write::Standing(_) | Write::Forget => !matches!(write, Write::Standing(_) | Write::Forget),
            Write::Choice(_) => !matches!(write, Write::Choice(_)),
            Write::Ticks(_) => !matches!(write, Write::Ticks(_)),
        });
        // While the journal does not have an evening, where it stood is the only copy.
        let copy_needed = self.pending.iter().find_map(|(old, why)| match (old, &write) {
            (Write::Record { what, .. }, Write::Forget) if matches!(**what, What::Session(_)) => Some(why),
            (Write::Record { what, .. }, Write::Standing(new)) => match &**what {
                What::Session(note) if note.session != new.session => Some(why),
                What::Session(_) | What::Water(_) | What::Void { .. } | What::Other { .. } => None,
            },
            _ => None,
        });
        let done = match copy_needed {
            Some(why) => Err(why.clone()),
            None => self.write(&write).map_err(|error| error.to_string()),
        };
        if let Err(why) = done {
            self.pending.push((write, why));
        }
    }

    fn write(&self, write: &Write) -> io::Result<()> {
        let World { paths, journal, .. } = &self.world;
        match write {
            Write::Record { at, night, what } => journal.append(at, *night, what).map(drop),
            Write::Standing(standing) => standing.save(paths),
            Write::Forget => Standing::clear(paths),
            Write::Choice(choice) => choice.save(paths),
            Write::Ticks(ticks) => ticks.save(paths),
        }
    }
}

/// Says what could not be written, and gives the journal's line itself so that nothing is lost.
fn unsaved(write: &Write, why: &str) -> String {
    match write {
        Write::Record { at, night, what } => {
            let line = journal::line("by-hand", at, *night, what);
            format!("could not write to the journal: {why}\nThe line to add there is:\n{line}")
        }
        Write::Standing(_) => format!("could not save where the evening stands: {why}"),
        Write::Forget => format!("could not remove the note of where the evening stood: {why}"),
        Write::Choice(_) => format!("could not keep which routine you chose for tonight: {why}"),
        Write::Ticks(_) => format!("could not keep the ticks of the bedroom checklist: {why}"),
    }
}
