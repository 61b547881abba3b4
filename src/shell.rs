//! The loop around the core: waits for a key or the next change, draws, and does what the core asks for.

use std::io;

use crossterm::event::{self, Event, KeyEventKind};
use ratatui::layout::Rect;

use crate::action;
use crate::app::{App, Opening};
use crate::clock::Clock;
use crate::effect::Effect;
use crate::journal::Journal;
use crate::library;
use crate::paths::Paths;
use crate::state::Standing;
use crate::terminal::Screen;
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
    let mut shell = Shell { world, pending: Vec::new(), farewell: None };
    app.see_sizes(sizes(screen.area()));
    shell.perform(effects, &mut app, &mut screen)?;
    while shell.farewell.is_none() {
        let theme = shell.world.theme;
        screen.draw(|area, buf| view::draw(&app.picture(), theme, area, buf))?;
        let event = shell.wait(&app)?;
        if screen.was_resumed() {
            screen.enter()?;
            app.see_sizes(sizes(screen.area()));
        }
        let action = match event {
            Some(Event::Key(key)) if key.kind != KeyEventKind::Release => action::lookup(app.scene(), key),
            Some(Event::Resize(..)) => {
                screen.fit()?;
                app.see_sizes(sizes(screen.area()));
                None
            }
            Some(_) | None => None,
        };
        let effects = app.handle(&shell.world.clock.now(), action);
        shell.perform(effects, &mut app, &mut screen)?;
    }
    shell.retry();
    let unsaved = shell.pending.iter().map(|(effect, why)| unsaved(effect, why)).collect();
    Ok(Ending { farewell: shell.farewell.unwrap_or_default(), unsaved })
}

fn sizes(area: Rect) -> u16 {
    view::breath_sizes(area.width, area.height)
}

struct Shell {
    world: World,
    /// What could not be done yet, and why; it is tried again with the next effects.
    pending: Vec<(Effect, String)>,
    /// Set once the program is to end.
    farewell: Option<String>,
}

impl Shell {
    /// Sleeps until a key comes or the picture changes.
    fn wait(&self, app: &App) -> io::Result<Option<Event>> {
        let Some(due) = app.next_change() else { return event::read().map(Some) };
        let clock = &self.world.clock;
        let wait = clock.real(due.saturating_sub(clock.now().up));
        if event::poll(wait)? { event::read().map(Some) } else { Ok(None) }
    }

    fn perform(&mut self, effects: Vec<Effect>, app: &mut App, screen: &mut Screen) -> io::Result<()> {
        if effects.iter().any(is_writing) {
            self.retry();
        }
        for effect in effects {
            match effect {
                Effect::Save(_)
                | Effect::Choose(_)
                | Effect::Forget
                | Effect::Tick(_)
                | Effect::Record { .. } => self.write_or_keep(effect),
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
                    app.see_sizes(sizes(screen.area()));
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
        for (effect, _) in std::mem::take(&mut self.pending) {
            self.write_or_keep(effect);
        }
    }

    fn write_or_keep(&mut self, effect: Effect) {
        // Only the newest note of where the evening stands, and the newest ticks, are worth keeping.
        self.pending.retain(|(old, _)| match old {
            Effect::Save(_) | Effect::Forget => !matches!(effect, Effect::Save(_) | Effect::Forget),
            Effect::Tick(_) => !matches!(effect, Effect::Tick(_)),
            Effect::Choose(_) => !matches!(effect, Effect::Choose(_)),
            _ => true,
        });
        if let Err(error) = self.write(&effect) {
            self.pending.push((effect, error.to_string()));
        }
    }

    fn write(&self, effect: &Effect) -> io::Result<()> {
        let World { paths, journal, .. } = &self.world;
        match effect {
            Effect::Save(standing) => standing.save(paths),
            Effect::Choose(choice) => choice.save(paths),
            Effect::Forget => Standing::clear(paths),
            Effect::Tick(ticks) => ticks.save(paths),
            Effect::Record { at, night, what } => journal.append(at, *night, what).map(drop),
            Effect::Cue(_) | Effect::Read { .. } | Effect::List | Effect::Suspend | Effect::Quit(_) => Ok(()),
        }
    }
}

fn is_writing(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Save(_) | Effect::Choose(_) | Effect::Forget | Effect::Tick(_) | Effect::Record { .. }
    )
}

/// Says what could not be written, and gives the text itself so that nothing is lost.
fn unsaved(effect: &Effect, why: &str) -> String {
    match effect {
        Effect::Record { night, what, .. } => {
            format!("could not write to the journal: {why}; for the night of {night} it was: {what:?}")
        }
        Effect::Save(_) => format!("could not save where the evening stands: {why}"),
        Effect::Tick(_) => format!("could not keep the ticks of the bedroom checklist: {why}"),
        Effect::Choose(_) => format!("could not keep which routine you chose for tonight: {why}"),
        Effect::Forget => format!("could not remove the note of where the evening stood: {why}"),
        Effect::Cue(_) | Effect::Read { .. } | Effect::List | Effect::Suspend | Effect::Quit(_) => {
            why.to_owned()
        }
    }
}
