//! The evening as lines: the second front of the same [`App`].
//!
//! We wake where the screen would, once a second while something is counted, although most of these seconds have no
//! line. So a machine that slept and a program that was stopped are found within a second, and the hold goes on where
//! it was instead of from its last line. Paused and waiting, nothing wakes us.

use std::io::{self, IsTerminal, Write, stdin, stdout};
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind};
use unicode_width::UnicodeWidthStr;

use super::input::{Input, InputEvent};
use super::{Devices, Ending, Frontend, Shell, is_of_a_cramp};
use crate::app::effect::Effect;
use crate::app::keymap::{Action, Scene};
use crate::app::page::Seen;
use crate::app::{App, Input as AppInput, Startup};
use crate::lines::input::{LinesRequest, ParsedInput, parse_key, parse_line, takes_long_numbers};
use crate::lines::{InputMode, LineRenderer};
use crate::screen::theme::Theme;
use crate::session::DisplayCaps;
use crate::text::wrapped;

/// Returns whether lines are all that this terminal, or the want of one, can show.
pub(crate) fn is_all_there_is() -> bool {
    let is_dumb = std::env::var_os("TERM").is_some_and(|name| name == "dumb");
    is_dumb || !(stdin().is_terminal() && stdout().is_terminal())
}

/// Runs the program line by line until it ends. When nothing more can be heard, it runs on as far as it does by itself.
///
/// # Errors
/// If the terminal cannot be set up or read, or the lines cannot be written; what was done is kept. A reader that has
/// gone away is no error.
pub(crate) fn run(startup: Startup, devices: Devices) -> io::Result<Ending> {
    let mode = if stdin().is_terminal() { InputMode::Keys } else { InputMode::Words };
    let gap_tolerance = startup.gap_tolerance;
    let (mut app, effects) = App::start(startup, &devices.clock.now());
    let lines = Lines {
        input: Input::open(mode)?,
        renderer: LineRenderer::new(mode),
        number: String::new(),
        draft: String::new(),
        rings: stdout().is_terminal() && std::env::var_os("TERM").is_none_or(|name| name != "dumb"),
        trouble: None,
    };
    let mut evening = Evening { shell: Shell::new(devices), lines, ended: None, gap_tolerance };
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

/// A cramp goes round and round until somebody says that it eased; where nobody can, it ends after its last advice, at ten
/// minutes.
const LEFT_ALONE: Duration = Duration::from_secs(620);

/// What the loop needs.
struct Evening {
    shell: Shell,
    lines: Lines,
    /// Since when nothing can be heard any more.
    ended: Option<Duration>,
    /// How late we may be.
    gap_tolerance: Duration,
}

impl Evening {
    /// Tells what is new, sleeps until something is heard or due, and does what follows from it.
    fn go_on(&mut self, app: &mut App) -> io::Result<()> {
        self.shell.announce(app);
        self.tell(app);
        self.lines.echo_draft(app, false);
        self.shell.sound(app, &mut self.lines)?;
        self.shell.keep_awake(app);
        // Lines stay: nothing waits for a last key, or for somebody who is gone.
        if app.scene() == Scene::GoodNight || self.lines.trouble.is_some() {
            return self.act(app, Action::Quit);
        }
        if self.ended.is_some() && app.scene() == Scene::Place {
            // Nobody can say that they are there; the ten seconds that follow have to do.
            return self.act(app, Action::Enter);
        }
        let up = self.shell.devices.clock.now().up;
        if app.is_in_a_cramp() && self.ended.is_some_and(|since| up > since + LEFT_ALONE) {
            self.lines.say("The input has ended, so winddown stops here. The cramp is in the diary.");
            // No key: nobody has said how long it took.
            self.shell.farewell = Some(String::new());
            return Ok(());
        }
        if self.ended.is_some() && app.wakes_at().is_none() {
            self.lines.say(match app.scene() {
                Scene::Tonight => "The input has ended. To begin without input: winddown start",
                Scene::Safety | Scene::Advice => {
                    "The input has ended, and these questions need an answer. To begin without: winddown start --yes"
                }
                _ => "The input has ended, and this needs an answer, so winddown stops here.",
            });
            return self.act(app, Action::Quit);
        }
        match self.lines.input.wait(&mut self.shell, app.wakes_at())? {
            None => self.pass(app),
            Some(InputEvent::Key(key)) => self.press(app, key),
            Some(InputEvent::Line(line)) => {
                if app.scene() == Scene::Help && !line.trim().is_empty() {
                    // Whoever types a word has read the help, and means what is underneath.
                    self.act(app, Action::Close)?;
                }
                let parsed = parse_line(&line, app.scene(), &app.page());
                self.take(app, parsed)?;
                self.lines.echo_draft(app, false);
                Ok(())
            }
            Some(InputEvent::End) => {
                self.ended = Some(self.shell.devices.clock.now().up);
                Ok(())
            }
            Some(InputEvent::Stop) => self.act(app, Action::Quit),
        }
    }

    /// Takes a key. Digits wait for Enter where more than one may make a number; where letters are text, the line that
    /// they make is echoed.
    fn press(&mut self, app: &mut App, key: KeyEvent) -> io::Result<()> {
        if app.scene().without_typing().is_some() {
            let parsed = parse_key(key, app.scene(), &app.page());
            self.take(app, parsed)?;
            self.lines.echo_draft(app, key.code == KeyCode::Backspace);
            return Ok(());
        }
        let is_press = key.kind == KeyEventKind::Press && key.modifiers.is_empty();
        if let (KeyCode::Char(digit @ '0'..='9'), true) = (key.code, is_press)
            && takes_long_numbers(app.scene(), &app.page())
        {
            self.lines.echo(digit);
            return Ok(());
        }
        let number = self.lines.take_number();
        let parsed = match key.code {
            KeyCode::Enter if !number.is_empty() => parse_line(&number, app.scene(), &app.page()),
            KeyCode::Backspace if !number.is_empty() => ParsedInput::Nothing,
            _ => parse_key(key, app.scene(), &app.page()),
        };
        self.take(app, parsed)
    }

    /// Lets the time pass, change by change, so that waking late costs no line. What is too late for that is a gap, and
    /// the session finds it.
    fn pass(&mut self, app: &mut App) -> io::Result<()> {
        let now = self.shell.devices.clock.now();
        while let Some(late) = app.wakes_at().and_then(|due| now.up.checked_sub(due)) {
            if late.is_zero() || late > self.gap_tolerance {
                break;
            }
            let effects = app.handle(&now.before(late), AppInput::Wake);
            self.perform(effects, app)?;
            self.tell(app);
        }
        let effects = app.handle(&now, AppInput::Wake);
        self.perform(effects, app)
    }

    /// Tells what is new. All of a page is told, so all of it counts as seen.
    fn tell(&mut self, app: &mut App) {
        app.handle(&self.shell.devices.clock.now(), AppInput::Seen(Seen::ALL));
        self.lines.tell(app);
    }

    fn take(&mut self, app: &mut App, parsed: ParsedInput) -> io::Result<()> {
        match parsed {
            ParsedInput::Action(action) => self.act(app, action),
            ParsedInput::Number(number) => self.input(app, AppInput::Number(number)),
            ParsedInput::Text(text) => self.input(app, AppInput::Text(text)),
            ParsedInput::Lines(LinesRequest::Again) => {
                for line in self.lines.renderer.again(&app.page()) {
                    self.lines.say(&line);
                }
                Ok(())
            }
            ParsedInput::Lines(LinesRequest::Count) => {
                let said = self.lines.renderer.count();
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
        self.input(app, AppInput::Key(action))
    }

    fn input(&mut self, app: &mut App, input: AppInput) -> io::Result<()> {
        let effects = app.handle(&self.shell.devices.clock.now(), input);
        self.perform(effects, app)
    }

    fn perform(&mut self, effects: Vec<Effect>, app: &mut App) -> io::Result<()> {
        if effects.iter().any(is_of_a_cramp) {
            self.tell(app);
        }
        self.shell.perform(effects, app, &mut self.lines)
    }
}

/// The lines, as a front for the shell.
struct Lines {
    input: Input,
    renderer: LineRenderer,
    /// The digits of a number that is being typed; they end the last line.
    number: String,
    /// The same of a line of text.
    draft: String,
    /// Whether there is a bell to ring.
    rings: bool,
    /// Why nothing can be written any more.
    trouble: Option<io::Error>,
}

impl Lines {
    fn tell(&mut self, app: &App) {
        for line in self.renderer.tell(&app.page()) {
            self.say(&line);
        }
    }

    /// Shows a digit that was typed.
    fn echo(&mut self, digit: char) {
        self.number.push(digit);
        self.write(&digit.to_string());
    }

    /// Shows how the line of text stands that is being typed; unless it was erased, what is no longer in it is done.
    fn echo_draft(&mut self, app: &App, is_erased: bool) {
        if !matches!(self.input, Input::Keys(..)) {
            return;
        }
        let page = app.page();
        let line = page.draft().unwrap_or_default();
        let before = std::mem::replace(&mut self.draft, line.to_owned());
        let text = match (line.strip_prefix(before.as_str()), before.strip_prefix(line)) {
            (Some(more), _) => more.to_owned(),
            (None, Some(gone)) if is_erased => "\u{8} \u{8}".repeat(gone.width()),
            (None, _) => format!("\n{line}"),
        };
        self.write(&text);
    }

    /// The number that was typed, whose line ends here.
    fn take_number(&mut self) -> String {
        let number = std::mem::take(&mut self.number);
        if !number.is_empty() {
            self.write("\n");
        }
        number
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
            // What is being typed is not torn apart.
            let typed = [&self.number, &self.draft].into_iter().find(|typed| !typed.is_empty());
            let (before, after) = typed.map_or(("", ""), |typed| ("\n", typed));
            self.write(&format!("{before}{line}\n{after}"));
        }
    }

    fn write(&mut self, text: &str) {
        if self.trouble.is_none() {
            let mut out = stdout().lock();
            self.trouble = out.write_all(text.as_bytes()).and_then(|()| out.flush()).err();
        }
    }
}

impl Frontend for Lines {
    fn caps(&self, _: Theme) -> DisplayCaps {
        DisplayCaps::default()
    }

    fn ring(&mut self) -> io::Result<()> {
        if self.rings {
            self.write("\x07");
        }
        Ok(())
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.input.suspend()
    }
}
