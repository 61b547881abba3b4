//! `winddown doctor`: what works on this machine and what does not, each with the one thing to do about it.
//!
//! It looks at everything winddown may use and, unless told to [`mend`], changes nothing, but that it tells of a failed
//! hook only once. Only what a person has switched on can be [`Health::Broken`]; what is merely missing is
//! [`Health::Absent`].

use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use jiff::Zoned;

use super::evening::MEND;
use super::output::{Failure, fail, find_paths, print};
use super::remind::Reminder;
use crate::device::chimes;
use crate::device::display;
use crate::device::notify;
use crate::device::voice;
use crate::document::file::{self, FileError};
use crate::document::one_line;
use crate::remind::job::{self, Installed};
use crate::remind::launch;
use crate::routine::library::{self, Origin};
use crate::screen::theme::{Depth, Theme};
use crate::store::config::{self, Config};
use crate::store::hooks::HookFailure;
use crate::store::journal::{Journal, SetAside};
use crate::store::paths::{self, Paths, knows_no_locks, named};
use crate::store::zone;
use crate::text;

#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
struct CheckResult {
    what: &'static str,
    health: Health,
    found: String,
    fix: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
enum Health {
    Fine,
    /// Missing or switched off, but nothing needs it.
    Absent,
    /// Switched on, but not working.
    Broken,
}

impl Health {
    fn word(self) -> &'static str {
        match self {
            Health::Fine => "ok",
            Health::Absent => "-",
            Health::Broken => "not ok",
        }
    }
}

/// Prints a line for each thing looked at; fails if something that was switched on does not work.
pub(super) fn run(as_json: bool, speed: f64) -> Result<(), Failure> {
    let reminder = Reminder::new(speed)?;
    let installed = reminder.found();
    let next = installed.as_ref().map(|installed| (installed, reminder.next_of(installed)));
    let findings = examine(&reminder.paths, next, &reminder.clock.now().wall);
    let mut out = io::stdout().lock();
    if as_json {
        writeln!(out, "{}", serde_json::to_string_pretty(&findings).map_err(io::Error::from)?)?;
    } else {
        for finding in &findings {
            writeln!(out, "{:6}  {:13}  {}", finding.health.word(), finding.what, finding.found)?;
            if let Some(fix) = &finding.fix {
                writeln!(out, "{:6}  {:13}  → {fix}", "", "")?;
            }
        }
    }
    let broken = findings.iter().filter(|finding| finding.health == Health::Broken).count();
    match broken {
        0 => Ok(()),
        1 => fail("one thing that is switched on does not work"),
        n => Err(Failure::said(format!("{n} things that are switched on do not work"))),
    }
}

/// Sets torn lines of the journal aside, and says where they are.
pub(super) fn mend() -> Result<(), Failure> {
    let journal = Journal::open(&find_paths()?);
    let aside = journal
        .set_aside_torn()
        .map_err(|error| Failure::said(format_args!("the journal was not mended: {error}")))?;
    if aside.is_empty() {
        return print("There is nothing to mend.");
    }
    aside.iter().try_for_each(|SetAside { from, lines, to }| {
        let lines = text::many(*lines as u64, "torn line", "torn lines");
        print(format_args!("Moved {lines} out of {} and kept it in {}.", file::shown(from), file::shown(to)))
    })
}

fn examine(paths: &Paths, reminder: Option<(&Installed, String)>, now: &Zoned) -> Vec<CheckResult> {
    let is_on = reminder.is_some();
    let caller = reminder.as_ref().map_or_else(job::usual_scheduler, |(found, _)| found.scheduler);
    let no_window = caller.no_window();
    let (config, settings) = settings(paths);
    let mut findings =
        vec![terminal(&config), time_zone(now), settings, routines(paths), journal(paths), privacy(paths)];
    findings.extend([remind(paths, reminder), scheduler(is_on)]);
    findings
        .extend([notifications(is_on || config.notify_steps), window(&config.terminal, is_on, no_window)]);
    findings.push(display(config.awake));
    findings.extend([sound(&config), voice(&config), hooks(paths, &config)]);
    findings
}

/// For what is missing: broken only if something that is on needs it.
fn needed(is_on: bool) -> Health {
    if is_on { Health::Broken } else { Health::Absent }
}

fn finding(what: &'static str, health: Health, found: impl Into<String>, fix: Option<&str>) -> CheckResult {
    // A server or a file may call itself anything.
    let shown = |text: &str| one_line(text).into_owned();
    CheckResult { what, health, found: shown(&found.into()), fix: fix.map(shown) }
}

fn terminal(config: &Config) -> CheckResult {
    let variable = |name: &str| std::env::var(name).ok();
    let depth = Depth::of(variable);
    let drawings = if Theme::of(config, variable).has_blocks() { "blocks" } else { "dots" };
    let colours = match depth {
        Depth::None => "no colours",
        Depth::Sixteen => "16 colours",
        Depth::Indexed => "256 colours",
        Depth::True => "true colour",
    };
    if !io::stdout().is_terminal() {
        return finding("terminal", Health::Absent, "the output does not go to a terminal", None);
    }
    let name = variable("TERM").filter(|name| !name.is_empty());
    let name = name.unwrap_or_else(|| if cfg!(windows) { "a console" } else { "TERM is not set" }.to_owned());
    let (columns, rows) = crossterm::terminal::size().unwrap_or((80, 24));
    let small = (columns < 40 || rows < 12).then_some("make the window 40×12 or larger to see all of it");
    finding(
        "terminal",
        Health::Fine,
        format!("{name}, {colours}, drawings of {drawings}, {columns}×{rows}"),
        small,
    )
}

fn time_zone(now: &Zoned) -> CheckResult {
    let zone = now.time_zone();
    if let Some(trouble) = zone::trouble(zone) {
        let fix = Some("set TZ to a name such as Europe/Berlin, or unset it for the zone of the system");
        return finding("time zone", Health::Broken, trouble, fix);
    }
    let name = zone.iana_name().filter(|_| !zone.is_unknown());
    let name = name.map_or_else(|| format!("UTC{}", now.offset()), str::to_owned);
    finding("time zone", Health::Fine, format!("{name}, where it is {}", now.strftime("%H:%M")), None)
}

fn settings(paths: &Paths) -> (Config, CheckResult) {
    let path = paths.config.join("config.toml");
    let name = file::shown(&path);
    let checked = |health, found: String, fix| finding("settings", health, found, fix);
    match file::read_file(&path) {
        Ok(text) => {
            let (config, mistakes) = config::read(&name, &text);
            let Some(mistakes) = mistakes else { return (config, checked(Health::Fine, name, None)) };
            let number = text::many(mistakes.list.len() as u64, "mistake", "mistakes");
            let fix = Some("see them: winddown config --check");
            (config, checked(Health::Broken, format!("{name}: {number}"), fix))
        }
        Err(FileError::Missing { .. } | FileError::Empty { .. }) => {
            let found = format!("all at their defaults; yours would go in {name}");
            (Config::default(), checked(Health::Fine, found, None))
        }
        Err(error) => {
            let fix = Some("make that file readable, or remove it");
            (Config::default(), checked(Health::Broken, error.to_string(), fix))
        }
    }
}

fn routines(paths: &Paths) -> CheckResult {
    let folder = paths.routines();
    let own = library::routines(&folder).into_iter().filter(|row| matches!(row.origin, Origin::File(_)));
    let (good, bad): (Vec<_>, Vec<_>) = own.partition(|row| row.routine.is_ok());
    let number = text::many((good.len() + bad.len()) as u64, "routine", "routines");
    let found = format!("{number} of yours in {}", file::shown(&folder));
    match bad.first() {
        None => finding("routines", Health::Fine, found, None),
        Some(first) => {
            let found = format!("{found}; {} has a mistake", first.id);
            finding("routines", Health::Broken, found, Some("see it: winddown routine check"))
        }
    }
}

fn journal(paths: &Paths) -> CheckResult {
    let journal = Journal::open(paths);
    let reading = journal.read_all();
    let number = text::many(reading.entries.len() as u64, "entry", "entries");
    let place = file::shown(&paths.data.join("journal"));
    if let Err(error) = can_write(&paths.data).and_then(|_| can_write(&paths.state)) {
        let fix = Some("make room there, or make the folder yours; until then evenings cannot be kept");
        return finding("journal", Health::Broken, error.to_string(), fix);
    }
    match reading.bad.first() {
        None => {
            let can_lock = can_lock(&paths.data) && can_lock(&paths.state);
            let fix = (!can_lock).then_some("files cannot be locked there: run one winddown at a time");
            finding("journal", Health::Fine, format!("{number} in {place}"), fix)
        }
        Some(bad) => {
            let many = text::many(reading.bad.len() as u64, "line", "lines");
            let found = format!("{number} in {place}; {many} cannot be read");
            let line = if bad.line == 0 { String::new() } else { format!("line {} of ", bad.line) };
            let mut fix = format!("look at {line}{}: {}", file::shown(&bad.file), bad.why);
            if journal.has_torn(&reading.bad) {
                fix = format!("to set aside what was torn: {MEND}");
            }
            finding("journal", Health::Broken, found, Some(&fix))
        }
    }
}

fn can_write(folder: &Path) -> io::Result<File> {
    let there = folder.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("/"));
    tempfile::tempfile_in(there).map_err(named(there))
}

fn can_lock(folder: &Path) -> bool {
    let lock = can_write(folder).and_then(|file| file.try_lock().map_err(io::Error::from));
    !lock.is_err_and(|error| knows_no_locks(&error))
}

fn privacy(paths: &Paths) -> CheckResult {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let open = |path: &Path| path.metadata().is_ok_and(|found| found.permissions().mode() & 0o077 != 0);
        // Inside a folder that is closed to others nothing else matters. Settings are often kept where others see them.
        let folders =
            [(&paths.data, Health::Broken), (&paths.state, Health::Broken), (&paths.config, Health::Fine)];
        if let Some((folder, health)) = folders.into_iter().find(|(folder, _)| open(folder)) {
            let found = format!("{} can be opened by others", file::shown(folder));
            let fix = format!("to close it: chmod -R go-rwx '{}'", file::shown(folder));
            return finding("privacy", health, found, Some(&fix));
        }
    }
    let is_there = [&paths.data, &paths.state, &paths.config].into_iter().any(|folder| folder.exists());
    let found = match is_there {
        false => "no files yet",
        true if cfg!(unix) => "your files can be read by you alone",
        true => "anyone who can read your user folder can read your files",
    };
    finding("privacy", Health::Fine, found, None)
}

fn remind(paths: &Paths, reminder: Option<(&Installed, String)>) -> CheckResult {
    let Some((reminder, next)) = reminder else {
        return finding("reminder", Health::Absent, "off", Some("to be reminded: winddown remind on 21:45"));
    };
    let troubles = reminder.troubles(paths);
    match troubles.first() {
        Some(trouble) => finding("reminder", Health::Broken, trouble.clone(), None),
        None => finding("reminder", Health::Fine, next, reminder.notes().first().map(String::as_str)),
    }
}

fn scheduler(is_on: bool) -> CheckResult {
    let scheduler = job::usual_scheduler();
    match scheduler.is_there() {
        Ok(()) => finding("scheduler", Health::Fine, scheduler.name(), None),
        Err(error) => {
            let has_others = !is_on && cfg!(all(unix, not(target_os = "macos")));
            let fix =
                has_others.then_some("other ways: winddown remind on 21:45 --by autostart, or --by crontab");
            let found = format!("{} cannot be used here ({error})", scheduler.name());
            finding("scheduler", Health::Absent, found, fix)
        }
    }
}

fn notifications(is_on: bool) -> CheckResult {
    match notify::server() {
        Ok(server) => {
            let fix = (!is_on).then_some("to see one: winddown remind test");
            let found = server.to_string();
            let fix = server.answered_by.map(|how| format!("to answer: {how}")).or(fix.map(str::to_owned));
            finding("notifications", Health::Fine, found, fix.as_deref())
        }
        Err(trouble) => finding("notifications", needed(is_on), trouble.to_string(), None),
    }
}

/// Nothing depends on the display staying on, so it is never broken.
fn display(is_on: bool) -> CheckResult {
    if !is_on {
        return finding("display", Health::Absent, "left as it is; `awake = true` keeps it on", None);
    }
    match display::keeper() {
        Ok(keeper) => finding("display", Health::Fine, format!("stays on in a routine ({keeper})"), None),
        Err(why) => {
            finding("display", Health::Absent, format!("may go dark in the middle of a routine: {why}"), None)
        }
    }
}

fn window(wish: &[String], is_on: bool, no_window: Option<(String, String)>) -> CheckResult {
    if let Some((why, fix)) = no_window {
        return finding("start button", needed(is_on), why, Some(&fix));
    }
    match launch::first(wish) {
        Ok(name) if wish.first().is_some_and(|wish| *wish != name) => {
            let found = format!("opens {name}, as there is no {}", wish[0]);
            let fix = Some("put a terminal that is there into `terminal` in the settings");
            finding("start button", needed(is_on), found, fix)
        }
        Ok(name) => finding("start button", Health::Fine, format!("opens {name}"), None),
        Err(error) => finding("start button", needed(is_on), error.to_string(), None),
    }
}

/// Chimes are on by default, so a machine without sound is not broken.
fn sound(config: &Config) -> CheckResult {
    if !config.sound || config.volume == 0 {
        return finding("sound", Health::Absent, "off", Some("to hear chimes: sound = true in the settings"));
    }
    match chimes::examine() {
        Ok(name) => {
            finding("sound", Health::Fine, format!("chimes through {name}, at {} %", config.volume), None)
        }
        Err(quiet) => {
            let instead = if config.bell { "the terminal's bell rings" } else { "nothing is heard" };
            finding("sound", Health::Absent, format!("no chimes: {quiet}; {instead} instead"), None)
        }
    }
}

/// What failed is told once: how the person mends it is not ours to see.
fn hooks(paths: &Paths, config: &Config) -> CheckResult {
    let own: Vec<_> = config.hooks.all().collect();
    if own.is_empty() {
        return finding("hooks", Health::Absent, "none", None);
    }
    if let Some(HookFailure { event, program, why, at }) = HookFailure::take(paths) {
        let at = at.strftime("%A %-d %B, %H:%M");
        let found = format!("`{program}` for {} {why}, on {at}", event.word());
        return finding("hooks", Health::Broken, found, Some("run it by hand to see what it says"));
    }
    let is_here = |command: &[String]| command.first().is_some_and(|name| paths::program(name).is_some());
    if let Some((event, command)) = own.iter().find(|(_, command)| !is_here(command)) {
        let found = format!("`{}` for {} cannot be found or run", command.join(" "), event.word());
        let fix = "install it, make it executable, or take it out of [hooks] in the settings";
        return finding("hooks", Health::Broken, found, Some(fix));
    }
    let events: Vec<_> = own.iter().map(|(event, _)| event.word()).collect();
    finding("hooks", Health::Fine, format!("your programs run at {}", events.join(", ")), None)
}

fn voice(config: &Config) -> CheckResult {
    let (is_on, own) = (config.voice, config.voice_command.first());
    match (voice::examine(&config.voice_command), own) {
        (Some(name), _) if is_on => finding("voice", Health::Fine, format!("speaks through {name}"), None),
        (Some(name), _) => {
            let found = format!("off; {name} could speak");
            finding("voice", Health::Absent, found, Some("to hear it: voice = true in the settings"))
        }
        (None, Some(own)) => {
            let fix = Some("install it, or set `voice_command` to a program that speaks");
            finding("voice", needed(is_on), format!("`{own}` cannot be found or run"), fix)
        }
        (None, None) => {
            let fix = if cfg!(all(unix, not(target_os = "macos"))) {
                "install espeak-ng or speech-dispatcher, or set `voice_command`"
            } else {
                "set `voice_command` to a program that speaks"
            };
            finding("voice", needed(is_on), "no program here speaks", Some(fix))
        }
    }
}
