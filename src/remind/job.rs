//! The installed job: what the system's own scheduler is told, and what it has been told.
//!
//! The schedule is kept nowhere else. Every job carries it in its command line, `winddown remind fire 21:45 daily`, in
//! the words of [`Schedule`]; [`find`] reads it back from there.

use std::path::{Path, PathBuf};

use super::schedule::Schedule;
use super::scheduler::{Job, JobError, Scheduler};
use crate::document::file::shown;
use crate::store::paths::Paths;

pub(crate) mod autostart;
mod crontab;
mod launchd;
mod systemd;
mod task_scheduler;

pub(crate) use crontab::lines as crontab_lines;

/// The schedulers, in the order in which a job is looked for.
pub(crate) const SCHEDULERS: [&dyn Scheduler; 4] =
    [&systemd::Systemd, &autostart::Autostart, &launchd::Launchd, &task_scheduler::TaskScheduler];

#[derive(Clone, Debug)]
pub(crate) struct Installed {
    pub(crate) scheduler: &'static dyn Scheduler,
    pub(crate) place: String,
    pub(crate) program: PathBuf,
    pub(crate) schedule: Result<Schedule, String>,
    /// Whether it is just what we would write now.
    as_written: bool,
}

pub(crate) fn usual_scheduler() -> &'static dyn Scheduler {
    SCHEDULERS.into_iter().find(|scheduler| scheduler.about().is_usual).unwrap_or(SCHEDULERS[0])
}

/// Installs the job in place of any other, or leaves everything as it was.
pub(crate) fn install(job: &Job, scheduler: &dyn Scheduler) -> Result<(), JobError> {
    scheduler.install(job)?;
    for other in SCHEDULERS.into_iter().filter(|other| other.name() != scheduler.name()) {
        other.remove()?;
    }
    Ok(())
}

/// Removes the job wherever it is, and tells whether there was one. After an error, trying again is right.
pub(crate) fn remove() -> Result<bool, JobError> {
    SCHEDULERS.into_iter().try_fold(false, |removed, scheduler| Ok(scheduler.remove()? || removed))
}

/// Finds the installed job; `today` is the job as it would be written now.
pub(crate) fn find(today: impl Fn(Schedule) -> Option<Job>) -> Option<Installed> {
    SCHEDULERS.into_iter().find_map(|scheduler| find_in(scheduler, &today))
}

pub(crate) fn find_in(
    scheduler: &'static dyn Scheduler,
    today: impl Fn(Schedule) -> Option<Job>,
) -> Option<Installed> {
    let written = scheduler.read()?;
    let (program, schedule) = parse_command(&written.words);
    let today = schedule.as_ref().ok().and_then(|schedule| today(schedule.clone()));
    let as_written = today.is_some_and(|job| {
        let job = Job { program: program.clone(), ..job };
        scheduler.text(&job).is_none_or(|text| text == written.text)
    });
    Some(Installed { scheduler, place: written.place, program, schedule, as_written })
}

impl Installed {
    /// What keeps the reminder from coming, each with what to do.
    pub(crate) fn troubles(&self, paths: &Paths) -> Vec<String> {
        let mut again =
            self.schedule.as_ref().map_or_else(|_| "21:45".to_owned(), |schedule| schedule.words().join(" "));
        let about = self.scheduler.about();
        if !about.is_usual {
            again = format!("{again} --by {}", about.id);
        }
        let unread = self.schedule.as_ref().err().map(|why| format!("its times cannot be read: {why}"));
        let gone = (!self.program.is_file())
            .then(|| format!("it starts {}, which is not there any more", shown(&self.program)));
        let inactive = self.scheduler.check(self.schedule.as_ref().ok(), paths).err();
        [unread, gone, inactive]
            .into_iter()
            .flatten()
            .map(|why| format!("{why}. To set it again: winddown remind on {again}"))
            .collect()
    }

    pub(crate) fn notes(&self) -> Vec<String> {
        let changed = !self.as_written && self.schedule.is_ok();
        let changed = changed.then(|| {
            "it is not what winddown would write now: it was changed by hand, or the folders or settings have \
             changed; to write it again, switch it on again"
                .to_owned()
        });
        changed.into_iter().chain(note_on(&self.program)).collect()
    }
}

/// The path on which the program's next version will be: the one on the PATH, if it is the same file.
pub(crate) fn stable_path(program: PathBuf) -> PathBuf {
    let Some(name) = program.file_name() else { return program };
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let real = program.canonicalize().ok();
    let same =
        |path: &PathBuf| path.is_absolute() && path.canonicalize().is_ok_and(|found| Some(found) == real);
    std::env::split_paths(&folders).map(|folder| folder.join(name)).find(same).unwrap_or(program)
}

pub(crate) fn note_on(program: &Path) -> Option<String> {
    let folder = program.parent()?;
    let built = folder.ends_with("target/debug") || folder.ends_with("target/release");
    built.then(|| {
        format!(
            "the reminder starts {}, a build folder: it breaks when that is cleaned or moved. `cargo install --path .` \
             puts winddown in a safe place",
            shown(program)
        )
    })
}

fn parse_command(words: &[String]) -> (PathBuf, Result<Schedule, String>) {
    let program = PathBuf::from(words.first().cloned().unwrap_or_default());
    let schedule = match words.get(1..3) {
        Some([remind, verb]) if remind == "remind" && (verb == "fire" || verb == "watch") => {
            let words = words.iter().skip(3).map(String::as_str).filter(|&word| word != autostart::INSTALLED);
            super::schedule_of(words)
        }
        _ => Err("its command is not one of winddown's".to_owned()),
    };
    (program, schedule)
}
