//! Opens the evening: reads what there is to read, then hands over to the shell.

use std::io;
use std::path::Path;
use std::time::Duration;

use jiff::Zoned;
use jiff::civil::Date;

use super::output::{Failure, Options, absolute, broken, fail, find_paths, may_colour, print, wrapped};
use crate::app::{Door, STOP, Startup};
use crate::device::chimes::Chimes;
use crate::device::clock::Clock;
use crate::device::hooks::HookRunner;
use crate::device::terminal;
use crate::device::voice::Voice;
use crate::document::file;
use crate::health::bedroom::Ticks;
use crate::health::safety::{ADVICE, Safety};
use crate::health::water::Limit;
use crate::remind::fire::Tonight;
use crate::routine::Routine;
use crate::routine::library::{self, FindError, Found, Library, Origin, certain};
use crate::routine::plan::Plan;
use crate::screen::theme::Theme;
use crate::shell::{self, Devices};
use crate::store::config::{self, Config};
use crate::store::journal::{BadLine, Journal, night_of};
use crate::store::paths::Paths;
use crate::store::state::{Checkpoint, Choice};
use crate::store::zone;
use crate::text;

/// The clocks may disagree this long in the real world before it counts as a gap.
const GAP_TOLERANCE: f64 = 3.0;

/// How far the clocks may disagree on a clock that runs so many times faster.
pub(super) fn gap_tolerance(speed: f64) -> Duration {
    Duration::from_secs_f64(GAP_TOLERANCE * speed.max(1.0))
}

/// Opens `routine`, a name or a path, or tonight's. At once means: without the questions before the first evening; their
/// warning is printed instead.
pub(super) fn run(door: Door, routine: Option<String>, options: Options) -> Result<(), Failure> {
    let clock = Clock::start(options.speed);
    let paths = find_paths()?;
    let wall = clock.now().wall;
    let mut notices = Vec::from_iter(zone::trouble(wall.time_zone()));
    let config = read_config(&paths, &mut notices);
    let night = night_of(&wall, config.night_begins);
    let checkpoint = Checkpoint::load(&paths).unwrap_or_else(|error| {
        notices.push(error.to_string());
        None
    });
    let routine = if let Some(name) = routine {
        found(&name, &paths).map_err(broken)?
    } else {
        tonights(&tonights_names(&paths, &config, night, checkpoint.as_ref()), &paths, &mut notices)
    };
    let ticks = Ticks::load(&paths).unwrap_or_else(|error| {
        notices.push(format!("The ticks of the bedroom checklist cannot be read: {error}."));
        Ticks::default()
    });
    let mut safety = Safety::load(&paths).unwrap_or_else(|error| {
        notices.push(format!("Your answers about your health cannot be read: {error}."));
        None
    });
    if matches!(door, Door::AtOnce) {
        let said = said_unasked(safety.as_ref(), &config, &routine.routine);
        // Lines tell it by themselves; a screen may have too few rows for all of it.
        if let Some(said) = said.as_deref().filter(|_| !is_in_lines(options, &config)) {
            print(format_args!("{}\n{}", wrapped(said), wrapped(STOP)))?;
        }
        notices.extend(said);
        safety = safety.or_else(|| Some(Safety::careful(&paths).unwrap_or_else(Safety::unasked)));
    }
    let journal = Journal::open(&paths);
    let summary = journal.recall(night);
    notices.extend(newly_torn(&journal, &summary.bad));
    let startup = Startup {
        routine: (name_of(&routine, &paths), routine.routine),
        summary,
        ticks,
        safety,
        checkpoint,
        toast: (!notices.is_empty()).then(|| notices.join(" ")),
        door,
        gap_tolerance: gap_tolerance(options.speed),
        config,
    };
    open(startup, options, (clock, paths, journal))
}

fn said_unasked(safety: Option<&Safety>, config: &Config, routine: &Routine) -> Option<String> {
    let Some(safety) = safety else { return Some(ADVICE.to_owned()) };
    let known = Safety::known(Some(safety), config.pregnant, config.fluid_limit);
    let caveats = known.caveats(routine);
    (!caveats.is_empty()).then(|| caveats.join(" "))
}

pub(super) fn open(
    startup: Startup,
    options: Options,
    (clock, paths, journal): (Clock, Paths, Journal),
) -> Result<(), Failure> {
    let var = |name: &str| std::env::var(name).ok();
    let startup = Startup { config: startup.config.on_terminal(var), ..startup };
    let theme = Theme::of(&startup.config, var);
    let &Config { sound, volume, bell, notify_steps, awake, .. } = &startup.config;
    let chimes = Chimes::new(sound.then_some(volume));
    let voice = startup.config.voice.then(|| Voice::new(&startup.config.voice_command));
    let hooks = HookRunner::new(startup.config.hooks.clone(), &paths);
    let devices = Devices { clock, paths, journal, theme, chimes, voice, hooks, bell, notify_steps, awake };
    let ending = if is_in_lines(options, &startup.config) {
        shell::lines::run(startup, devices)
    } else {
        shell::run(startup, devices)
    };
    let ending = ending.map_err(|error| {
        terminal::end_if_gone(&error);
        Failure::Message(format!("the terminal cannot be used: {error}"))
    })?;
    if !ending.farewell.is_empty() {
        print(wrapped(&ending.farewell))?;
    }
    if ending.unsaved.is_empty() { Ok(()) } else { fail(ending.unsaved.join("\nwinddown: ")) }
}

fn is_in_lines(options: Options, config: &Config) -> bool {
    options.plain || config.plain || shell::lines::is_all_there_is()
}

pub(super) fn check_config() -> Result<(), Failure> {
    let path = find_paths()?.config.join("config.toml");
    let name = file::shown(&path);
    let text = match file::read_file(&path) {
        Ok(text) => text,
        Err(file::FileError::Missing { .. }) => {
            let said = "there is none, and every setting is at its default; `winddown config` prints one to start from";
            return print(format_args!("{name}: {said}"));
        }
        Err(error) => return Err(Failure::said(error)),
    };
    match config::read(&name, &text) {
        (_, Some(mistakes)) => Err(Failure::Shown(mistakes.render(may_colour(&io::stderr())))),
        (_, None) => print(format_args!("{name}: good")),
    }
}

/// Reads the settings. What is wrong in them is told on the first screen; the rest holds.
pub(super) fn read_config(paths: &Paths, notices: &mut Vec<String>) -> Config {
    let path = paths.config.join("config.toml");
    let text = match file::read_file(&path) {
        Ok(text) => text,
        Err(file::FileError::Missing { .. } | file::FileError::Empty { .. }) => return Config::default(),
        Err(error) => {
            notices.push(format!("The settings were left out: {error}."));
            // They may have held a fluid limit.
            return Config { fluid_limit: Limit::Unclear, ..Config::default() };
        }
    };
    let (config, mistakes) = config::read("config.toml", &text);
    notices.extend(mistakes.map(|m| {
        let more = if m.list.len() > 1 {
            format!(" ({} more: winddown config --check)", m.list.len() - 1)
        } else {
            String::new()
        };
        format!("A setting was left out. config.toml, {}{more}", m.first_line())
    }));
    config
}

pub(super) fn tonight_in_short(paths: &Paths, config: &Config, now: &Zoned) -> Tonight {
    let night = night_of(now, config.night_begins);
    let standing = Checkpoint::peek(paths).filter(|standing| standing.night == night);
    let found = tonights(&tonights_names(paths, config, night, standing.as_ref()), paths, &mut Vec::new());
    let (routine, name) = (name_of(&found, paths), &found.routine.name);
    if standing.is_some_and(|standing| standing.routine == routine) {
        return Tonight { routine, in_short: format!("{name}, from where you stopped."), length: None };
    }
    let length = Plan::of(&found.routine, &config.manner()).total();
    Tonight { routine, in_short: format!("{name}, {}.", text::length(length)), length: Some(length) }
}

fn tonights_names(paths: &Paths, config: &Config, night: Date, standing: Option<&Checkpoint>) -> Vec<String> {
    let left = standing.filter(|standing| standing.night == night);
    let chosen = Choice::load(paths).filter(|choice| choice.night == night);
    let chosen = chosen.filter(|choice| left.is_none_or(|standing| standing.started < choice.at));
    let known = Safety::known(Safety::peek(paths).as_ref(), config.pregnant, config.fluid_limit);
    let usual = Some(known.usual(config.routine_for(night)).to_owned());
    [chosen.map(|c| c.routine), left.map(|s| s.routine.clone()), usual].into_iter().flatten().collect()
}

/// The first of these routines that can be run, and the classic one if none can.
fn tonights(names: &[String], paths: &Paths, notices: &mut Vec<String>) -> Found {
    for name in names {
        match found(name, paths) {
            Ok(found) => return found,
            Err(error) => notices.push(format!("Tonight's routine cannot be run: {error}")),
        }
    }
    let (first, _) = library::SHIPPED[0];
    Found { id: first.to_owned(), origin: Origin::Shipped, routine: certain(Library::routine(first)) }
}

fn found(name: &str, paths: &Paths) -> Result<Found, FindError> {
    library::find(name, &paths.routines())
}

fn name_of(found: &Found, paths: &Paths) -> String {
    match &found.origin {
        Origin::File(path) if path.parent() != Some(paths.routines().as_path()) => {
            absolute(path).to_string_lossy().into_owned()
        }
        Origin::File(_) | Origin::Shipped => found.id.clone(),
    }
}

/// What the first screen says of bad lines that it has not told of before.
fn newly_torn(journal: &Journal, bad: &[BadLine]) -> Option<String> {
    let news = journal.news(bad);
    if journal.has_torn(&news) {
        // Short, as it is told only once and a small window has to hold all of it.
        Some(format!("A torn line in the journal was left out. To set it aside: {MEND}."))
    } else {
        torn(&news)
    }
}

/// What moves torn lines out of the journal.
pub(super) const MEND: &str = "winddown doctor --mend";

pub(super) fn torn(bad: &[BadLine]) -> Option<String> {
    let first = bad.first()?;
    if first.line == 0 {
        return Some(format!(
            "A part of the journal cannot be read: {}: {}.",
            file::shown(&first.file),
            first.why
        ));
    }
    let name = file::shown(Path::new(first.file.file_name().unwrap_or_default()));
    let more = if bad.len() > 1 { format!(", and {} more", bad.len() - 1) } else { String::new() };
    Some(format!(
        "The journal has a line that cannot be read, and keeps it: {name}, line {}{more}.",
        first.line
    ))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::health::safety::Risk;

    #[test]
    fn the_seated_routine_stays_the_usual_one() {
        let home = tempfile::tempdir().expect("a folder");
        let paths = Paths::under(home.path());
        let night = date(2026, 11, 23);
        let usual = |config: &Config| tonights_names(&paths, config, night, None);
        assert_eq!(usual(&Config::default()), ["classic"]);
        assert_eq!(usual(&Config { pregnant: true, ..Config::default() }), ["seated"]);
        let mut safety = Safety::default();
        safety.turn(Risk::Balance);
        safety.save(&paths).expect("saved");
        assert_eq!(usual(&Config::default()), ["seated"], "the night after, too");
        safety.given(true, night).save(&paths).expect("saved");
        assert_eq!(usual(&Config::default()), ["classic"]);
    }
}
