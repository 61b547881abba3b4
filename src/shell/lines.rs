//! The evening as lines: the second front of the same [`App`].
//!
//! We wake where the screen would, once a second while something is counted, although most of these seconds have no
//! line. So a machine that slept and a program that was stopped are found within a second, and the hold goes on where
//! it was instead of from its last line. Paused and waiting, nothing wakes us.

use std::io::{self, IsTerminal, Write, stdin, stdout};
use std::time::Duration;

use super::input::{Heard, Input};
use super::{Ending, Frontend, Shell, World, is_of_a_cramp};
use crate::app::effect::Effect;
use crate::app::keymap::{Action, Scene};
use crate::app::{App, Opening, Room};
use crate::lines::words::{self, ParsedInput, Telling};
use crate::lines::{InputMode, LineRenderer};
use crate::session::DisplayCaps;
use crate::text::wrapped;

/// Returns whether lines are all that this terminal, or the want of one, can show.
pub fn is_all_there_is() -> bool {
    let is_dumb = std::env::var_os("TERM").is_some_and(|name| name == "dumb");
    is_dumb || !(stdin().is_terminal() && stdout().is_terminal())
}

/// Runs the program line by line until it ends. When nothing more can be heard, it runs on as far as it does by itself.
///
/// # Errors
/// If the terminal cannot be set up or read, or the lines cannot be written; what was done is kept. A reader that has
/// gone away is no error.
pub fn run(opening: Opening, world: World) -> io::Result<Ending> {
    let manner = if stdin().is_terminal() { InputMode::Keys } else { InputMode::Words };
    let patience = opening.patience;
    let (mut app, effects) = App::open(opening, &world.clock.now());
    let lines = Lines {
        input: Input::open(manner)?,
        teller: LineRenderer::new(manner),
        rings: stdout().is_terminal() && std::env::var_os("TERM").is_none_or(|name| name != "dumb"),
        trouble: None,
    };
    let mut evening = Evening { shell: Shell::new(world), lines, ended: false, patience };
    evening.lines.see(&mut app);
    evening.perform(effects, &mut app)?;
    while evening.shell.farewell.is_none() {
        evening.go_on(&mut app)?;
    }
    let Evening { shell, mut lines, .. } = evening;
    let is_done = app.scene() == Scene::GoodNight;
    if is_done {
        // On a screen the person would still look at it.
        shell.wait_for_last_sounds();
    }
    let mut ending = shell.end();
    let farewell = std::mem::take(&mut ending.farewell);
    if !is_done && !farewell.is_empty() {
        lines.say(&farewell);
    }
    match lines.trouble {
        Some(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        Some(_) | None => Ok(ending),
    }
}

/// What the loop needs.
struct Evening {
    shell: Shell,
    lines: Lines,
    /// Nothing will be heard any more.
    ended: bool,
    /// How late we may be.
    patience: Duration,
}

impl Evening {
    /// Tells what is new, sleeps until something is heard or due, and does what follows from it.
    fn go_on(&mut self, app: &mut App) -> io::Result<()> {
        self.shell.announce(app.evening());
        self.lines.tell(app);
        self.shell.sound(app, &mut self.lines)?;
        self.shell.keep_awake(app);
        // Lines stay: nothing waits for a last key, or for somebody who is gone.
        if app.scene() == Scene::GoodNight || self.lines.trouble.is_some() {
            return self.act(app, Action::Quit);
        }
        if self.ended && app.next_change().is_none() {
            self.lines.say(match app.scene() {
                Scene::Tonight => "The input has ended. To begin without any: winddown start",
                Scene::Safety | Scene::Advice => {
                    "The input has ended, and these questions are to be answered once. To begin without: winddown start --yes"
                }
                _ => "The input has ended, and this waits for an answer; so it ends here.",
            });
            return self.act(app, Action::Quit);
        }
        match self.lines.input.wait(&mut self.shell, app.next_change())? {
            None => self.pass(app),
            Some(Heard::Key(key)) => {
                let meant = words::key(key, app.scene(), &app.picture());
                self.mean(app, meant)
            }
            Some(Heard::Line(line)) => {
                if app.scene() == Scene::Help && !line.trim().is_empty() {
                    // Whoever types a word has read the help, and means what is underneath.
                    self.act(app, Action::Close)?;
                }
                let meant = words::meant(&line, app.scene(), &app.picture());
                self.mean(app, meant)
            }
            Some(Heard::End) => {
                self.ended = true;
                Ok(())
            }
            Some(Heard::Stop) => self.act(app, Action::Quit),
        }
    }

    /// Lets the time pass, change by change, so that waking late costs no line. What is too late for that is a gap, and
    /// the session finds it.
    fn pass(&mut self, app: &mut App) -> io::Result<()> {
        let now = self.shell.world.clock.now();
        while let Some(late) = app.next_change().and_then(|due| now.up.checked_sub(due)) {
            if late.is_zero() || late > self.patience {
                break;
            }
            let effects = app.handle(&now.before(late), None);
            self.perform(effects, app)?;
            self.lines.tell(app);
        }
        let effects = app.handle(&now, None);
        self.perform(effects, app)
    }

    fn mean(&mut self, app: &mut App, meant: ParsedInput) -> io::Result<()> {
        match meant {
            ParsedInput::Actions(actions) => actions.into_iter().try_for_each(|action| self.act(app, action)),
            ParsedInput::Telling(Telling::Again) => {
                for line in self.lines.teller.again(&app.picture()) {
                    self.lines.say(&line);
                }
                Ok(())
            }
            ParsedInput::Telling(Telling::Count) => {
                let said = self.lines.teller.count();
                self.lines.say(said);
                Ok(())
            }
            ParsedInput::Unknown(said) => {
                self.lines.say(&said);
                Ok(())
            }
            ParsedInput::Nothing => Ok(()),
        }
    }

    fn act(&mut self, app: &mut App, action: Action) -> io::Result<()> {
        let effects = app.handle(&self.shell.world.clock.now(), Some(action));
        self.perform(effects, app)
    }

    fn perform(&mut self, effects: Vec<Effect>, app: &mut App) -> io::Result<()> {
        if effects.iter().any(is_of_a_cramp) {
            self.lines.tell(app);
        }
        self.shell.perform(effects, app, &mut self.lines)
    }
}

/// The lines, as a front for the shell.
struct Lines {
    input: Input,
    teller: LineRenderer,
    /// Whether there is a bell to ring.
    rings: bool,
    /// Why nothing can be written any more.
    trouble: Option<io::Error>,
}

impl Lines {
    fn tell(&mut self, app: &App) {
        for line in self.teller.tell(&app.picture()) {
            self.say(&line);
        }
    }

    /// Writes a line at once, unless nobody takes it.
    fn say(&mut self, line: &str) {
        if self.trouble.is_none() {
            // A terminal would break it anywhere, also within a word. Some do not know how wide they are.
            let columns = stdout().is_terminal().then(crossterm::terminal::size).and_then(Result::ok);
            let line = match columns {
                Some((columns @ 1.., _)) => wrapped(line, usize::from(columns)).join("\n"),
                Some((0, _)) | None => line.to_owned(),
            };
            let mut out = stdout().lock();
            self.trouble = writeln!(out, "{line}").and_then(|()| out.flush()).err();
        }
    }
}

impl Frontend for Lines {
    fn see(&self, app: &mut App) {
        app.see(DisplayCaps::default());
        app.see_room(Room::ENDLESS);
    }

    fn ring(&mut self) -> io::Result<()> {
        if self.rings && self.trouble.is_none() {
            let mut out = stdout().lock();
            self.trouble = out.write_all(b"\x07").and_then(|()| out.flush()).err();
        }
        Ok(())
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.input.suspend()
    }
}
