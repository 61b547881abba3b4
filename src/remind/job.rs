//! The installed job: what the system's own scheduler is told, and what it has been told.
//!
//! The schedule is kept nowhere else. Every job carries it in its command line, `winddown remind fire 21:45 daily`, in
//! the words of [`Schedule`]; [`find`] reads it back from there. [`install`] leaves either the new job whole or what
//! was there before, and [`remove`] every trace of it gone.

use std::path::{Path, PathBuf};

use super::memory;
use super::schedule::Schedule;
use crate::store::paths::Paths;

mod autostart;
mod crontab;
mod launchd;
mod files;
pub(super) mod system;
mod systemd;
mod tasks;

pub use crontab::lines as crontab_lines;

/// What the scheduler is to run, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The program, by its whole path.
    pub program: PathBuf,
    /// Variables that tell it where its files are.
    pub variables: Vec<(String, String)>,
    /// When.
    pub schedule: Schedule,
    /// The hour at which one night ends and the next begins, 0 to 23.
    pub night_begins: i8,
}

/// A scheduler that can hold the job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheduler {
    /// A timer of the person's own systemd.
    Systemd,
    /// A program that the desktop starts at login, and that waits.
    Autostart,
    /// An agent of launchd on macOS.
    Launchd,
    /// A task of the Windows Task Scheduler.
    TaskScheduler,
}

/// Tells `winddown remind watch` that it is the installed job, and ends with it.
const INSTALLED: &str = "--installed";

/// The schedulers, in the order in which a job is looked for.
const ALL: [Scheduler; 4] =
    [Scheduler::Systemd, Scheduler::Autostart, Scheduler::Launchd, Scheduler::TaskScheduler];

/// A job that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installed {
    /// Who holds it.
    pub scheduler: Scheduler,
    /// Where it is written down, for people.
    pub place: String,
    /// The program that it runs.
    pub program: PathBuf,
    /// When, or why that cannot be read.
    pub schedule: Result<Schedule, String>,
    /// Whether it is just what we would write now.
    pub as_written: bool,
}

/// Why a job could not be installed or removed.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// This machine does not have the scheduler, or it is not running.
    #[error("{name} cannot be used here ({why})")]
    NoScheduler {
        /// The scheduler.
        name: &'static str,
        /// What happened.
        why: String,
    },
    /// A file could not be written or removed.
    #[error(transparent)]
    File(#[from] std::io::Error),
    /// It is gone from the disk, but the scheduler could not be told.
    #[error(
        "the reminder's files are gone, but {name} could not be told ({why}): it may still come until your next login"
    )]
    Untold {
        /// The scheduler.
        name: &'static str,
        /// What happened.
        why: String,
    },
    /// The scheduler said no.
    #[error("{name} refused the reminder ({why}); nothing was installed")]
    Refused {
        /// The scheduler.
        name: &'static str,
        /// What it said.
        why: String,
    },
}

impl Scheduler {
    /// Returns the one that this system usually has.
    pub fn usual() -> Scheduler {
        if cfg!(target_os = "macos") {
            Scheduler::Launchd
        } else if cfg!(windows) {
            Scheduler::TaskScheduler
        } else {
            Scheduler::Systemd
        }
    }

    /// Returns what people call it.
    pub fn name(self) -> &'static str {
        match self {
            Scheduler::Systemd => "the systemd user manager",
            Scheduler::Autostart => "the desktop's autostart",
            Scheduler::Launchd => "launchd",
            Scheduler::TaskScheduler => "the Task Scheduler",
        }
    }
}

impl Job {
    /// The whole command line, with `verb` for what is to be done.
    fn words(&self, verb: &str) -> Vec<String> {
        let program = self.program.to_string_lossy().into_owned();
        [program, "remind".to_owned(), verb.to_owned()].into_iter().chain(self.schedule.words()).collect()
    }
}

/// Puts the job in place of any other, with all schedulers.
///
/// # Errors
/// [`JobError`]; then all is as it was.
pub fn install(job: &Job, scheduler: Scheduler) -> Result<(), JobError> {
    match scheduler {
        Scheduler::Systemd => systemd::install(job)?,
        Scheduler::Autostart => autostart::install(job)?,
        Scheduler::Launchd => launchd::install(job)?,
        Scheduler::TaskScheduler => tasks::install(job)?,
    }
    for other in ALL.into_iter().filter(|&other| other != scheduler) {
        remove_from(other)?;
    }
    Ok(())
}

/// Removes the job wherever it is. Returns whether there was one.
///
/// # Errors
/// [`JobError`]: what could be removed is gone, and trying again is right.
pub fn remove() -> Result<bool, JobError> {
    let mut removed = false;
    for scheduler in ALL {
        removed |= remove_from(scheduler)?;
    }
    Ok(removed)
}

fn remove_from(scheduler: Scheduler) -> Result<bool, JobError> {
    match scheduler {
        Scheduler::Systemd => systemd::remove(),
        Scheduler::Autostart => autostart::remove(),
        Scheduler::Launchd => launchd::remove(),
        Scheduler::TaskScheduler => tasks::remove(),
    }
}

/// Returns the job that is installed, if there is one. `today` is the job as it would be written now.
pub fn find(today: impl Fn(Schedule) -> Option<Job>) -> Option<Installed> {
    ALL.into_iter().find_map(|scheduler| find_in(scheduler, &today))
}

/// Returns the job that this scheduler holds, if it does; see [`find`].
pub fn find_in(scheduler: Scheduler, today: impl Fn(Schedule) -> Option<Job>) -> Option<Installed> {
    let (place, text, words) = match scheduler {
        Scheduler::Systemd => systemd::read(),
        Scheduler::Autostart => autostart::read(),
        Scheduler::Launchd => launchd::read(),
        Scheduler::TaskScheduler => tasks::read(),
    }?;
    let (program, schedule) = understood(&words);
    let today = schedule.as_ref().ok().and_then(|schedule| today(schedule.clone()));
    let as_written = today.is_some_and(|job| {
        let job = Job { program: program.clone(), ..job };
        match scheduler {
            Scheduler::Systemd => text == systemd::text(&job),
            Scheduler::Autostart => text == autostart::text(&job),
            Scheduler::Launchd => text == launchd::text(&job),
            // Windows lays it out in its own way.
            Scheduler::TaskScheduler => true,
        }
    });
    Some(Installed { scheduler, place, program, schedule, as_written })
}

impl Installed {
    /// Returns what keeps the reminder from coming, each with what to do.
    pub fn troubles(&self, paths: &Paths) -> Vec<String> {
        let again = match &self.schedule {
            Ok(schedule) => format!("winddown remind on {}", schedule.words().join(" ")),
            Err(_) => "winddown remind on 21:45".to_owned(),
        };
        let unread = self.schedule.as_ref().err().map(|why| format!("its times cannot be read: {why}"));
        let gone = (!self.program.is_file())
            .then(|| format!("it starts {}, which is not there any more", self.program.display()));
        let asleep = is_active(self, paths).err();
        [unread, gone, asleep]
            .into_iter()
            .flatten()
            .map(|why| format!("{why}. To set it anew: {again}"))
            .collect()
    }

    /// Returns what is worth knowing although the reminder comes.
    pub fn notes(&self) -> Vec<String> {
        let changed = !self.as_written && self.schedule.is_ok();
        let changed = changed.then(|| {
            "it is not as winddown would write it now: changed by hand, or the folders and settings are others; \
             to write it anew, switch it on again"
                .to_owned()
        });
        changed.into_iter().chain(note_on(&self.program)).collect()
    }
}

/// Returns the name of a program that outlives its next version: the one on the PATH, if it is the same file.
pub fn steady(program: PathBuf) -> PathBuf {
    let Some(name) = program.file_name() else { return program };
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let real = program.canonicalize().ok();
    let same =
        |path: &PathBuf| path.is_absolute() && path.canonicalize().is_ok_and(|found| Some(found) == real);
    std::env::split_paths(&folders).map(|folder| folder.join(name)).find(same).unwrap_or(program)
}

/// Returns what is worth knowing about a program in this place.
pub fn note_on(program: &Path) -> Option<String> {
    let folder = program.parent()?;
    let built = folder.ends_with("target/debug") || folder.ends_with("target/release");
    built.then(|| {
        format!(
            "the reminder starts {}, a build folder: it breaks when that is cleaned or moved. `cargo install --path .` \
             puts winddown in a safe place",
            program.display()
        )
    })
}

/// Returns whether the scheduler really has the job, in its own words where it does not.
///
/// # Errors
/// What is wrong, as a lower-case fragment.
fn is_active(job: &Installed, paths: &Paths) -> Result<(), String> {
    match job.scheduler {
        Scheduler::Systemd => systemd::is_active(job),
        Scheduler::Launchd => launchd::is_active(),
        Scheduler::Autostart => autostart::is_active(memory::is_watched(paths)),
        // It was read from the scheduler itself.
        Scheduler::TaskScheduler => Ok(()),
    }
}

/// Returns whether a scheduler can be reached from here.
///
/// # Errors
/// Why not, as a lower-case fragment.
pub fn is_there(scheduler: Scheduler) -> Result<(), String> {
    let asked = match scheduler {
        Scheduler::Systemd => system::run("systemctl", &["--user", "show-environment"]),
        Scheduler::Launchd => system::run("launchctl", &["version"]),
        Scheduler::Autostart | Scheduler::TaskScheduler => return Ok(()),
    };
    asked.map(drop).map_err(|error| format!("{} cannot be used here ({error})", scheduler.name()))
}

/// Returns the program and the schedule that a job's command line says.
fn understood(words: &[String]) -> (PathBuf, Result<Schedule, String>) {
    let program = PathBuf::from(words.first().cloned().unwrap_or_default());
    let schedule = match words.get(1..3) {
        Some([remind, verb]) if remind == "remind" && (verb == "fire" || verb == "watch") => {
            let words = words.iter().skip(3).map(String::as_str).filter(|&word| word != INSTALLED);
            super::schedule_of(words)
        }
        _ => Err("its command is not one of winddown's".to_owned()),
    };
    (program, schedule)
}
