//! The desk at which the reminder is switched on and off, looked at, and called.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::Date;
use jiff::{ToSpan, Zoned};
use serde_json::json;

use super::By;
use crate::cli::{Failure, absolute, evening};
use crate::clock::Clock;
use crate::config::{self, Config};
use crate::document::file;
use crate::journal::night_of;
use crate::notify::{self, Answer};
use crate::paths::Paths;
use crate::remind::call::{self, CallError, World};
use crate::remind::job::{self, Installed, Job, JobError, Scheduler};
use crate::remind::judge::{Due, Silence, Word, judge};
use crate::remind::memory::{self, Memory};
use crate::remind::schedule::{Schedule, clock};
use crate::words;

/// What all of it needs.
pub(in crate::cli) struct Desk {
    clock: Clock,
    pub(in crate::cli) paths: Paths,
    config: Config,
    program: PathBuf,
}

impl Desk {
    pub(in crate::cli) fn new(speed: f64) -> Result<Desk, Failure> {
        let paths = Paths::find().map_err(Failure::said)?;
        // What is wrong in the settings is told by `config --check` and `doctor`; here the rest holds.
        let text = file::read_file(&paths.config.join("config.toml")).unwrap_or_default();
        let (config, _) = config::read("config.toml", &text);
        let program = std::env::current_exe()
            .map_err(|error| Failure::said(format!("where this program is cannot be told: {error}")))?;
        Ok(Desk { clock: Clock::start(speed), paths, config, program })
    }

    pub(super) fn on(&self, schedule: Schedule, by: Option<By>) -> Result<(), Failure> {
        let job = self.job(schedule);
        let Some(scheduler) = by.map_or(Some(Scheduler::usual()), By::scheduler) else {
            return write!(io::stdout(), "{}", job::crontab_lines(&job)).map_err(Failure::from);
        };
        let now = self.clock.now().wall;
        let _lock = memory::lock(&self.paths).map_err(Failure::said)?;
        job::install(&job, scheduler).map_err(|error| refused(&error))?;
        // Whoever sets a time that has just passed is not to be reminded of it at once.
        let memory =
            Memory { spoken: Some(now.clone()), lead_spoken: Some(now.clone()), ..Memory::default() };
        memory.save(&self.paths).map_err(Failure::said)?;
        let mut out = io::stdout();
        writeln!(out, "{}", self.next(&job.schedule, &now))?;
        if scheduler == Scheduler::Autostart {
            writeln!(out, "It waits from your next login on; to begin now: winddown remind watch")?;
        }
        for time in
            job.schedule.rules.iter().map(|rule| rule.time).filter(|time| (4..16).contains(&time.hour()))
        {
            let evening = clock(time.wrapping_add(12.hours()));
            writeln!(
                out,
                "{} is no usual bedtime; if you meant the other half of the day, write {evening}.",
                clock(time)
            )?;
        }
        if let Some(note) = job::note_on(&self.program) {
            writeln!(io::stderr(), "winddown: {note}")?;
        }
        Ok(())
    }

    pub(super) fn off(&self) -> Result<(), Failure> {
        let removed = job::remove().map_err(Failure::said)?;
        Memory::clear(&self.paths).map_err(Failure::said)?;
        let said = if removed { "The reminder is off." } else { "There was no reminder." };
        writeln!(io::stdout(), "{said}").map_err(Failure::from)
    }

    pub(super) fn status(&self, as_json: bool) -> Result<(), Failure> {
        let mut out = io::stdout();
        let now = self.clock.now().wall;
        let Some(found) = self.found() else {
            return if as_json {
                writeln!(out, "{:#}", json!({ "on": false })).map_err(Failure::from)
            } else {
                writeln!(out, "The reminder is off. Switch it on: winddown remind on 21:45")
                    .map_err(Failure::from)
            };
        };
        let (troubles, notes) = (found.troubles(), found.notes());
        if as_json {
            let ahead = found.schedule.as_ref().ok().map(|schedule| self.ahead(schedule, &now));
            let (quiet, next) = ahead.unwrap_or_default();
            let report = json!({
                "on": true,
                "schedule": found.schedule.as_ref().ok().map(ToString::to_string),
                "next": next.map(|next| next.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()),
                "quiet_tonight": quiet.map(|why| why.to_string()),
                "scheduler": found.scheduler.name(),
                "place": found.place,
                "program": found.program.to_string_lossy(),
                "troubles": troubles,
                "notes": notes,
            });
            writeln!(out, "{report:#}")?;
        } else {
            if let Ok(schedule) = &found.schedule {
                writeln!(out, "Reminder: {schedule}.\n{}", self.next(schedule, &now))?;
            }
            writeln!(out, "Kept by {}: {}", found.scheduler.name(), found.place)?;
            for note in notes {
                writeln!(out, "Note: {note}.")?;
            }
        }
        if troubles.is_empty() { Ok(()) } else { Err(Failure::Said(troubles.join("\nwinddown: "))) }
    }

    pub(super) fn skip(&self, until: Option<Date>, cancel: bool) -> Result<(), Failure> {
        let now = self.clock.now().wall;
        let on = self.found().ok_or_else(|| {
            Failure::said("there is no reminder to skip; switch one on first: winddown remind on 21:45")
        })?;
        let tonight = night_of(&now, MORNING);
        let last = match until {
            Some(until) if until <= tonight => {
                return Err(Failure::Said(format!(
                    "{until} is not after tonight; write a later date, or none for tonight"
                )));
            }
            Some(until) => until.yesterday().unwrap_or(until),
            None => tonight,
        };
        let _lock = memory::lock(&self.paths).map_err(Failure::said)?;
        let quiet_through = (!cancel).then_some(last);
        let memory = Memory { quiet_through, snoozed: None, ..Memory::load(&self.paths) };
        memory.save(&self.paths).map_err(Failure::said)?;
        let schedule = on.schedule.map_err(Failure::said)?;
        writeln!(io::stdout(), "{}", self.next(&schedule, &now)).map_err(Failure::from)
    }

    pub(super) fn test(&self) -> Result<(), Failure> {
        let mut out = io::stdout();
        let server = notify::server().map_err(Failure::said)?;
        let buttons = if server.has_buttons { "with buttons" } else { "which has no buttons" };
        writeln!(
            out,
            "Shown by {} {}, {buttons}. Waiting a minute for your answer.",
            server.name, server.version
        )?;
        let answer = self.with_world(|world| call::rehearse(world, Duration::from_secs(60)))?;
        let said = match answer {
            Answer::Chosen(key) if key == call::START => return Ok(()),
            Answer::Chosen(key) if key == call::SNOOZE => {
                "In 10 minutes: the real one would come again then."
            }
            Answer::Chosen(_) => "Not tonight: the real one would be quiet until tomorrow.",
            Answer::Closed => "It was closed without an answer.",
            Answer::Unanswered => "No answer came within a minute, and it is off the screen again.",
        };
        writeln!(out, "{said}").map_err(Failure::from)
    }

    pub(super) fn fire(&self, schedule: &Schedule) -> Result<(), Failure> {
        match self.with_world(|world| call::answer_call(world, schedule))? {
            Some(silence) => writeln!(io::stdout(), "Quiet: {silence}.").map_err(Failure::from),
            None => Ok(()),
        }
    }

    /// Waits for one bedtime after the other, until someone ends it; as the installed job, until that is gone.
    pub(super) fn watch(&self, schedule: Option<Schedule>, installed: bool) -> Result<(), Failure> {
        let job = || {
            job::find_in(Scheduler::Autostart, |schedule| self.job(schedule))
                .and_then(|job| job.schedule.ok())
        };
        let known = || self.found().and_then(|found| found.schedule.ok());
        let mut schedule = schedule.or_else(known).ok_or_else(|| {
            Failure::said("there is no reminder to wait for; write a time, as in winddown remind watch 21:45")
        })?;
        let mut told = String::new();
        loop {
            let ended = self.with_world(|world| call::answer_call(world, &schedule));
            let now = self.clock.now().wall;
            let (line, until) = match ended {
                Ok(_) => (self.next(&schedule, &now), schedule.next_call(&now, self.config.night_begins)),
                // The desktop may only be starting.
                Err(Failure::Said(why)) => {
                    (format!("{why}; trying again"), now.checked_add(20.seconds()).ok())
                }
                Err(other) => return Err(other),
            };
            if line != told {
                writeln!(io::stdout(), "{line}")?;
                told = line;
            }
            let Some(until) = until else { return Ok(()) };
            call::sleep_until(&self.clock, &until, || !installed || job().as_ref() == Some(&schedule));
            if installed {
                let Some(changed) = job() else { return Ok(()) };
                schedule = changed;
            }
        }
    }

    /// Says when it comes next, and why it stays quiet before that: "Next: tonight 21:45, in 2 h 10 min."
    fn next(&self, schedule: &Schedule, now: &Zoned) -> String {
        let (quiet, next) = self.ahead(schedule, now);
        let quiet = quiet.map(|why| format!("Quiet tonight: {why}. ")).unwrap_or_default();
        let Some(next) = next else { return format!("{quiet}It does not come again.") };
        let night = night_of(&next, self.config.night_begins);
        let today = now.date();
        let day = if night == today || night == night_of(now, self.config.night_begins) {
            "tonight".to_owned()
        } else if today.tomorrow().is_ok_and(|tomorrow| night == tomorrow) {
            "tomorrow".to_owned()
        } else {
            night.strftime("%A %-d %B,").to_string()
        };
        let left = Duration::try_from(next.duration_since(now)).unwrap_or_default();
        let left = match words::minutes(left) {
            minutes @ 0..2880 => words::length(Duration::from_secs(minutes * 60)),
            minutes => format!("{} days", minutes.div_ceil(1440)),
        };
        format!("{quiet}Next: {day} {}, in {left}.", clock(next.time()))
    }

    /// Returns why the night ahead stays quiet, if it does, and when it comes next.
    fn ahead(&self, schedule: &Schedule, now: &Zoned) -> (Option<Silence>, Option<Zoned>) {
        let begins = self.config.night_begins;
        let memory = Memory::load(&self.paths);
        let Some(first) = schedule.next(now, begins) else { return (None, None) };
        let night = night_of(&first, begins);
        let due = Due { night, since: first.clone(), what: Word::Bedtime };
        match judge(&due, now, &memory, call::facts(&self.paths, night)) {
            Ok(()) => (None, Some(first)),
            Err(why) => {
                let last = memory.quiet_through.map_or(night, |quiet| quiet.max(night));
                let over = last
                    .tomorrow()
                    .ok()
                    .and_then(|day| day.at(begins, 0, 0, 0).to_zoned(now.time_zone().clone()).ok());
                (Some(why), over.and_then(|over| schedule.next(&over, begins)))
            }
        }
    }

    /// Says when an installed reminder comes next.
    pub(in crate::cli) fn next_of(&self, found: &Installed) -> String {
        let now = self.clock.now().wall;
        found.schedule.as_ref().map_or_else(Clone::clone, |schedule| self.next(schedule, &now))
    }

    fn job(&self, schedule: Schedule) -> Job {
        let names = ["WINDDOWN_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"];
        let set = |name: &str| {
            let value = std::env::var(name).ok().filter(|value| !value.is_empty())?;
            Some((name.to_owned(), absolute(Path::new(&value)).to_string_lossy().into_owned()))
        };
        let variables = names.into_iter().filter_map(set).collect();
        Job { program: self.program.clone(), variables, schedule, night_begins: self.config.night_begins }
    }

    /// Returns the reminder that is installed, if one is.
    pub(in crate::cli) fn found(&self) -> Option<Installed> {
        job::find(|schedule| self.job(schedule))
    }

    /// Calls with what a call works with.
    fn with_world<T>(&self, call: impl FnOnce(&World<'_>) -> Result<T, CallError>) -> Result<T, Failure> {
        let in_terminal = io::stdout().is_terminal();
        let world = World {
            clock: &self.clock,
            paths: &self.paths,
            config: &self.config,
            program: self.program.clone(),
            tonight: &|| evening::in_short(&self.paths, &self.config, &self.clock.now().wall),
            // Where nobody reads it, nothing is lost.
            tell: &|line| drop(writeln!(io::stdout(), "{line}")),
            in_terminal: in_terminal.then_some(&|title, body| {
                let bytes = notify::terminal::bytes(title, body, |name| std::env::var(name).ok());
                drop(io::stdout().write_all(&bytes));
                // Whoever only heard a bell can read what it was about.
                drop(writeln!(io::stdout(), "{title}. {body}"));
            }),
        };
        call(&world).map_err(Failure::said)
    }
}

/// Before this hour, tonight is the night that is running; after it, the one to come.
const MORNING: i8 = 5;

/// Says why nothing was installed, and which other ways there are.
fn refused(error: &JobError) -> Failure {
    match error {
        JobError::NoScheduler { .. } if cfg!(all(unix, not(target_os = "macos"))) => Failure::Said(format!(
            "{error}; nothing was installed. Two other ways:
  winddown remind on TIME --by autostart   waits in the background while you are logged in to the desktop
  winddown remind on TIME --by crontab     prints lines for your crontab"
        )),
        error => Failure::said(error),
    }
}
