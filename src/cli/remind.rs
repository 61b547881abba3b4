//! `winddown remind`: switching the reminder on and off, and what schedulers call.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Subcommand;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use jiff::civil::Date;
use jiff::{ToSpan, Zoned};
use serde_json::json;

use super::evening;
use super::output::{Failure, absolute, fail, find_paths, print, print_json, warn};
use crate::device::clock::Clock;
use crate::device::hooks::HookRunner;
use crate::device::notify::{self, NoticeAnswer};
use crate::document::when::{self, Toward};
use crate::document::{one_line, quoted};
use crate::remind::decision::{Due, Occasion, Suppressed, decide, due};
use crate::remind::fire::{self, CallContext, CallError};
use crate::remind::job::{self, Installed, SCHEDULERS, autostart::Autostart};
use crate::remind::memory::{self, Memory};
use crate::remind::parse_lead;
use crate::remind::schedule::{Days, Schedule, clock, parse_days};
use crate::remind::scheduler::{Job, JobError, Scheduler};
use crate::store::config::Config;
use crate::store::journal::{night_of, tonight};
use crate::store::paths::{self, Paths};
use crate::text;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Remind me at bedtime
    #[command(after_help = ON_HELP)]
    On {
        /// When: a time such as 21:45 or 9:45pm, and the nights if not all, as in 21:45 sun-thu 22:30 fri,sat
        #[arg(required = true, value_name = "TIME")]
        words: Vec<String>,
        /// The nights, by the day on which their evening begins: mon,tue or sun-thu, weekdays, weekends
        #[arg(long)]
        days: Option<String>,
        /// Also send a gentle heads-up this long before, such as 45m
        #[arg(long, value_name = "LENGTH")]
        lead: Option<String>,
        /// The scheduler; `crontab` prints lines for one and installs nothing
        #[arg(long, value_parser = by())]
        by: Option<By>,
    },
    /// Remove the reminder and every trace of it
    Off,
    /// When it comes next, and whether anything would stop it
    Status {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Keep quiet tonight
    Skip {
        /// Keep quiet until this day, such as monday, 24.12.2026 or 24 december; it comes again on that evening
        #[arg(long, value_name = "DAY", num_args = 1..)]
        until: Vec<String>,
        /// Cancel the skip
        #[arg(long, conflicts_with = "until")]
        cancel: bool,
    },
    /// Show the notification now, and say what came of it
    Test,
    /// Wait for bedtime in this terminal, where there is no scheduler; without a time, wait for the installed reminder
    Watch {
        /// When, as in `on`
        #[arg(value_name = "TIME")]
        words: Vec<String>,
        /// Also send a gentle heads-up this long before
        #[arg(long, value_name = "LENGTH")]
        lead: Option<String>,
        /// This is the installed job: end with it, and change with it
        #[arg(long, hide = true)]
        installed: bool,
    },
    /// What schedulers call: speaks if it is time
    #[command(hide = true)]
    Fire {
        /// The schedule
        words: Vec<String>,
        /// Its lead
        #[arg(long)]
        lead: Option<String>,
    },
}

#[derive(Clone, Copy, Debug)]
pub(super) enum By {
    Scheduler(&'static dyn Scheduler),
    /// Cron, once the person has installed the printed lines.
    Crontab,
}

fn by() -> impl TypedValueParser<Value = By> {
    let about = SCHEDULERS.map(Scheduler::about);
    let schedulers = about.map(|about| PossibleValue::new(about.id).help(about.help));
    let crontab = PossibleValue::new("crontab").help("Lines for your crontab, to put there yourself");
    PossibleValuesParser::new(schedulers.into_iter().chain([crontab])).map(|id| {
        SCHEDULERS.into_iter().find(|scheduler| scheduler.about().id == id).map_or(By::Crontab, By::Scheduler)
    })
}

const ON_HELP: &str = "\
Examples:
  winddown remind on 21:45
  winddown remind on 9:45pm --days weekdays
  winddown remind on 21:45 sun-thu 22:30 fri,sat --lead 45m

A day means the evening that begins on it: 00:30 fri is the night of Friday.";

pub(super) fn run(command: Command, speed: f64) -> Result<(), Failure> {
    let reminder = Reminder::new(speed)?;
    match command {
        Command::On { words, days: Some(days), lead, by } => {
            reminder.on(schedule_on(&words, &days, lead.as_deref())?, by)
        }
        Command::On { words, days: None, lead, by } => reminder.on(schedule(&words, lead.as_deref())?, by),
        Command::Off => reminder.off(),
        Command::Status { json } => reminder.status(json),
        Command::Skip { until, cancel } => reminder.skip(&until.join(" "), cancel),
        Command::Test => reminder.test(),
        Command::Watch { words, lead, installed } => {
            let schedule = if words.is_empty() { None } else { Some(schedule(&words, lead.as_deref())?) };
            reminder.watch(schedule, installed)
        }
        Command::Fire { words, lead } => reminder.fire(&schedule(&words, lead.as_deref())?),
    }
}

fn schedule(words: &[String], lead: Option<&str>) -> Result<Schedule, Failure> {
    let lead = lead.map(parse_lead).transpose().map_err(Failure::Usage)?;
    Schedule::parse(words.iter().map(String::as_str), lead).map_err(Failure::Usage)
}

fn schedule_on(words: &[String], days: &str, lead: Option<&str>) -> Result<Schedule, Failure> {
    let mut schedule = schedule(words, lead)?;
    let Some(days) = parse_days(&days.to_ascii_lowercase()).map_err(Failure::Usage)? else {
        let days = one_line(days);
        return Err(Failure::Usage(format!("`{days}` is not a day; write days such as mon,tue or sun-thu")));
    };
    match schedule.rules.as_mut_slice() {
        [rule] if rule.days == Days::ALL => rule.days = days,
        _ => {
            return Err(Failure::Usage(
                "write the days behind each time instead: 21:45 sun-thu 22:30 fri,sat".into(),
            ));
        }
    }
    Ok(schedule)
}

/// Reads a day after tonight.
fn day_after(text: &str, tonight: Date) -> Result<Date, Failure> {
    let shown = quoted(text);
    match when::day(text, tonight, Toward::Future) {
        Some(day) if day > tonight => Ok(day),
        Some(_) => fail(format_args!("{shown} is not after tonight; write a later day, or none for tonight")),
        None => Err(Failure::Usage(format!(
            "no day is called {shown}; write one such as monday, 24.12.2026 or 24 december"
        ))),
    }
}

pub(super) struct Reminder {
    pub(super) clock: Clock,
    pub(super) paths: Paths,
    config: Config,
    program: PathBuf,
}

impl Reminder {
    pub(super) fn new(speed: f64) -> Result<Reminder, Failure> {
        let paths = find_paths()?;
        let program = job::stable_path(own_program(std::env::current_exe(), std::env::args_os().next()));
        let config = evening::read_config(&paths, &mut Vec::new());
        Ok(Reminder { clock: Clock::start(speed), paths, config, program })
    }

    fn on(&self, schedule: Schedule, by: Option<By>) -> Result<(), Failure> {
        let job = self.job(schedule)?;
        let scheduler = match by {
            None => job::usual_scheduler(),
            Some(By::Scheduler(scheduler)) => scheduler,
            Some(By::Crontab) => {
                write!(io::stdout(), "{}", job::crontab_lines(&job))?;
                let known =
                    "`winddown remind status` and `off` do not know about these lines; remove them by hand";
                warn(known);
                return Ok(());
            }
        };
        let now = self.clock.now().wall;
        let _lock = memory::lock(&self.paths).map_err(Failure::said)?;
        let before = Memory::load(&self.paths);
        // A time that has just passed is not to be reminded of at once.
        let spoken = Some(now.clone());
        let memory = Memory { spoken: spoken.clone(), lead_spoken: spoken, ..before.clone() };
        memory.save(&self.paths).map_err(Failure::said)?;
        if let Err(error) = job::install(&job, scheduler) {
            // As it was; if that fails too, the first failure is the one to tell.
            let _ = before.save(&self.paths);
            return Err(refused(&error, &job.schedule));
        }
        print(self.next(&job.schedule, &now))?;
        for time in
            job.schedule.rules.iter().map(|rule| rule.time).filter(|time| (4..16).contains(&time.hour()))
        {
            let evening = clock(time.wrapping_add(12.hours()));
            print(format_args!(
                "{} is not a usual bedtime; if you meant the other half of the day, write {evening}.",
                clock(time)
            ))?;
        }
        if let Some((why, fix)) = scheduler.no_window() {
            warn(format_args!("{why}: {fix}"));
        }
        if let Some(note) = job::note_on(&self.program) {
            warn(note);
        }
        Ok(())
    }

    fn off(&self) -> Result<(), Failure> {
        let removed = {
            let _lock = memory::lock(&self.paths).map_err(Failure::said)?;
            // First, so that a reminder that waits on the screen knows.
            Memory::clear(&self.paths).map_err(Failure::said)?;
            job::remove().map_err(Failure::said)?
        };
        memory::remove_lock(&self.paths).map_err(Failure::said)?;
        let said = if removed { "The reminder is off." } else { "There was no reminder." };
        print(said)
    }

    fn status(&self, as_json: bool) -> Result<(), Failure> {
        let now = self.clock.now().wall;
        let Some(found) = self.found() else {
            return if as_json {
                print_json(&json!({ "on": false }))
            } else {
                print("The reminder is off. Switch it on: winddown remind on 21:45")
            };
        };
        let (troubles, mut notes) = (found.troubles(&self.paths), found.notes());
        notes.extend(found.scheduler.no_window().map(|(why, fix)| format!("{why}: {fix}")));
        if let Err(trouble) = notify::server() {
            notes.push(format!("{trouble}; see winddown doctor"));
        }
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
            print_json(&report)?;
        } else {
            if let Ok(schedule) = &found.schedule {
                print(format_args!("Reminder: {schedule}.\n{}", self.next(schedule, &now)))?;
            }
            print(format_args!("Kept by {}: {}", found.scheduler.name(), found.place))?;
            for note in notes {
                print(format_args!("Note: {note}."))?;
            }
        }
        if troubles.is_empty() { Ok(()) } else { fail(troubles.join("\nwinddown: ")) }
    }

    /// Keeps quiet until the evening of a day; tonight only if that is empty.
    fn skip(&self, until: &str, cancel: bool) -> Result<(), Failure> {
        let now = self.clock.now().wall;
        let tonight = tonight(&now, self.config.night_begins);
        let until = if until.is_empty() { None } else { Some(day_after(until, tonight)?) };
        let last = until.map_or(tonight, |until| until.yesterday().unwrap_or(until));
        let _lock = memory::lock(&self.paths).map_err(Failure::said)?;
        let quiet_through = (!cancel).then_some(last);
        let memory = Memory { quiet_through, ..Memory::load(&self.paths) };
        memory.save(&self.paths).map_err(Failure::said)?;
        let skipped = match until {
            _ if cancel => "No longer skipped.".to_owned(),
            Some(until) => format!("Quiet until {}.", text::day(until, tonight)),
            None => "Quiet tonight.".to_owned(),
        };
        let next = match self.found().map(|found| found.schedule) {
            Some(schedule) => self.coming(self.ahead(&schedule.map_err(Failure::said)?, &now).1, &now),
            None => "No reminder is installed.".to_owned(),
        };
        print(format_args!("{skipped} {next}"))
    }

    fn test(&self) -> Result<(), Failure> {
        let server = notify::server().map_err(Failure::said)?;
        let answered = server.answered_by.map_or_else(String::new, |how| format!(" To answer, {how}."));
        let shown = format!("Shown by {server}.{answered} Waiting a minute for your answer.");
        let answer = self.with_context(|context| fire::rehearse(context, Duration::from_secs(60), &shown))?;
        let said = match answer {
            NoticeAnswer::Chosen(key) if key == fire::START => return Ok(()),
            NoticeAnswer::Chosen(key) if key == fire::SNOOZE => {
                let label = fire::snooze(&self.config);
                return print(format_args!("{label}: the real one would come again then."));
            }
            NoticeAnswer::Chosen(_) => "Not tonight: the real one would be quiet until tomorrow.",
            NoticeAnswer::Closed => "It was closed without an answer.",
            NoticeAnswer::Gone => "The desktop's notifications stopped before you answered.",
            NoticeAnswer::Unanswered => "No answer came within a minute, and it is off the screen again.",
        };
        print(said)
    }

    fn fire(&self, schedule: &Schedule) -> Result<(), Failure> {
        match self.with_context(|context| fire::fire(context, schedule))? {
            Some(silence) => print(format_args!("Quiet: {silence}.")),
            None => Ok(()),
        }
    }

    /// Waits for one bedtime after the other; as the installed job, only while that is there.
    fn watch(mut self, schedule: Option<Schedule>, installed: bool) -> Result<(), Failure> {
        let known = || self.found().and_then(|found| found.schedule.ok());
        let mut schedule = schedule.or_else(known).ok_or_else(|| {
            Failure::said("there is no reminder to wait for; write a time, as in winddown remind watch 21:45")
        })?;
        // One is enough to wait for the job. It holds this lock to its end.
        let watching = installed.then(|| memory::watch(&self.paths)).transpose().map_err(Failure::said)?;
        if watching.as_ref().is_some_and(Option::is_none) {
            return Ok(());
        }
        let mut told = String::new();
        loop {
            let ended = self.with_context(|context| fire::fire(context, &schedule));
            let now = self.clock.now().wall;
            let (line, until) = match ended {
                Ok(_) => (self.next(&schedule, &now), schedule.next_call(&now, self.config.night_begins)),
                Err(Failure::Message(why)) => (why, now.checked_add(20.seconds()).ok()),
                Err(other) => return Err(other),
            };
            if line != told {
                print(&line)?;
                told = line;
            }
            let Some(until) = until else { return Ok(()) };
            let is_so = || {
                self.clock.is_in_its_zone()
                    && (!installed || self.waiting_schedule().as_ref() == Some(&schedule))
            };
            fire::sleep_until(&self.clock, &until, is_so);
            if installed {
                let Some(changed) = self.waiting_schedule() else { return Ok(()) };
                schedule = changed;
            }
            self.clock.find_zone();
            self.config = evening::read_config(&self.paths, &mut Vec::new());
        }
    }

    fn waiting_schedule(&self) -> Option<Schedule> {
        job::find_in(&Autostart, |schedule| self.job(schedule).ok()).and_then(|job| job.schedule.ok())
    }

    /// "Next: tonight 21:45, in 2 h 10 min.", with why it stays quiet before that.
    fn next(&self, schedule: &Schedule, now: &Zoned) -> String {
        let (quiet, next) = self.ahead(schedule, now);
        let next = self.coming(next, now);
        match quiet {
            Some(Suppressed::Snoozed(until)) => format!("Next: again at {}.", clock(until.time())),
            Some(why) => format!("Quiet tonight: {why}. {next}"),
            None => next,
        }
    }

    fn coming(&self, next: Option<Zoned>, now: &Zoned) -> String {
        let Some(next) = next else { return "It does not come again.".to_owned() };
        let night = night_of(&next, self.config.night_begins);
        let today = now.date();
        let day = if night == today || night == night_of(now, self.config.night_begins) {
            "tonight".to_owned()
        } else if today.tomorrow().is_ok_and(|tomorrow| night == tomorrow) {
            "tomorrow".to_owned()
        } else {
            format!("{},", text::day(night, today))
        };
        let left = Duration::try_from(next.duration_since(now)).unwrap_or_default();
        let left = match text::minutes(left) {
            minutes @ 0..2880 => text::length(Duration::from_secs(minutes * 60)),
            minutes => format!("{} days", minutes.div_ceil(1440)),
        };
        format!("Next: {day} {}, in {left}.", clock(next.time()))
    }

    /// Why tonight's reminder will not come, if so, and when the next one comes.
    fn ahead(&self, schedule: &Schedule, now: &Zoned) -> (Option<Suppressed>, Option<Zoned>) {
        let begins = self.config.night_begins;
        let memory = Memory::load(&self.paths);
        if let Err(snoozed @ Suppressed::Snoozed(_)) =
            due(now, schedule, begins, self.config.remind_within, &memory)
        {
            return (Some(snoozed), memory.snoozed);
        }
        let Some(first) = schedule.next(now, begins) else { return (None, None) };
        let night = night_of(&first, begins);
        let coming = Due { night, since: first.clone(), what: Occasion::Bedtime };
        match decide(&coming, &memory, fire::facts(&self.paths, night)) {
            Ok(()) => (None, Some(first)),
            Err(why) => {
                let last = memory.quiet_through.map_or(night, |quiet| quiet.max(night));
                let zone = now.time_zone().clone();
                let over = last.tomorrow().ok().and_then(|day| day.at(begins, 0, 0, 0).to_zoned(zone).ok());
                let is_tonight = night == tonight(now, begins);
                (is_tonight.then_some(why), over.and_then(|over| schedule.next(&over, begins)))
            }
        }
    }

    pub(super) fn next_of(&self, found: &Installed) -> String {
        let now = self.clock.now().wall;
        found.schedule.as_ref().map_or_else(Clone::clone, |schedule| self.next(schedule, &now))
    }

    fn job(&self, schedule: Schedule) -> Result<Job, Failure> {
        let plain = |text: &Path| {
            let text = text.to_str().filter(|text| !text.chars().any(char::is_control));
            text.map(str::to_owned).ok_or_else(|| {
                Failure::said("the reminder cannot be kept under a name that is not plain text: move winddown or its folders")
            })
        };
        plain(&self.program)?;
        if !self.program.is_absolute() {
            return Err(Failure::said("cannot tell where this program is: start it by its full path"));
        }
        let names = ["WINDDOWN_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"];
        let set = names
            .into_iter()
            .filter_map(|name| Some((name, std::env::var_os(name).filter(|value| !value.is_empty())?)));
        let variables = set.map(|(name, value)| Ok((name.to_owned(), plain(&absolute(Path::new(&value)))?)));
        let variables = variables.collect::<Result<_, Failure>>()?;
        Ok(Job { program: self.program.clone(), variables, schedule, night_begins: self.config.night_begins })
    }

    pub(super) fn found(&self) -> Option<Installed> {
        job::find(|schedule| self.job(schedule).ok())
    }

    fn with_context<T>(
        &self,
        call: impl FnOnce(&CallContext<'_>) -> Result<T, CallError>,
    ) -> Result<T, Failure> {
        let in_terminal = io::stdout().is_terminal();
        let hooks = HookRunner::new(self.config.hooks.clone(), &self.paths);
        let context = CallContext {
            hooks: &hooks,
            clock: &self.clock,
            paths: &self.paths,
            config: &self.config,
            program: self.program.clone(),
            tonight: &|| evening::tonight_in_short(&self.paths, &self.config, &self.clock.now().wall),
            tell: &|line| drop(writeln!(io::stdout(), "{line}")),
            in_terminal: in_terminal.then_some(&|title, body| {
                let bytes = notify::terminal::bytes(title, body, |name| std::env::var(name).ok());
                drop(io::stdout().write_all(&bytes));
                // Whoever only heard a bell can read what it was about.
                drop(writeln!(io::stdout(), "{title}. {body}"));
            }),
        };
        call(&context).map_err(Failure::said)
    }
}

/// Where this program is. A system that cannot tell, such as Linux without /proc, may have started it by its path.
fn own_program(told: io::Result<PathBuf>, called: Option<OsString>) -> PathBuf {
    told.unwrap_or_else(|_| {
        let called = PathBuf::from(called.unwrap_or_else(|| "winddown".into()));
        let is_bare = called.file_name() == Some(called.as_os_str());
        let found = called.to_str().filter(|_| is_bare).and_then(paths::program);
        found.or_else(|| std::path::absolute(&called).ok().filter(|path| path.is_file())).unwrap_or(called)
    })
}

fn refused(error: &JobError, schedule: &Schedule) -> Failure {
    match error {
        JobError::NoScheduler { .. } if cfg!(all(unix, not(target_os = "macos"))) => {
            let times = schedule.words().join(" ");
            Failure::Message(format!(
                "{error}; nothing was installed. Two other ways:
  winddown remind on {times} --by autostart   waits in the background while you are logged in to the desktop
  winddown remind on {times} --by crontab     prints lines for your crontab"
            ))
        }
        error => Failure::said(error),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn where_the_program_is_can_be_told_without_the_system() {
        let told =
            |called: Option<&str>| own_program(Err(io::Error::other("no /proc")), called.map(OsString::from));
        let shell = paths::program("sh").unwrap();
        assert_eq!(told(Some("sh")), shell);
        assert_eq!(told(shell.to_str()), shell);
        assert_eq!(told(Some("src/main.rs")), std::env::current_dir().unwrap().join("src/main.rs"));
        for lost in ["winddown-that-is-nowhere", "/nowhere/winddown", "", "./gone"] {
            assert_eq!(told(Some(lost)), PathBuf::from(lost), "it is named, but no place");
        }
        assert_eq!(own_program(Ok(shell.clone()), Some("other".into())), shell);
    }
}
