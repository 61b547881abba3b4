//! The trait of a scheduler that can hold the reminder's job, and the job itself.
//!
//! A new scheduler is one file in `job/` that implements [`Scheduler`], listed in [`SCHEDULERS`](super::job::SCHEDULERS).

use std::fmt;
use std::path::PathBuf;

use super::run::RunError;
use super::schedule::Schedule;
use crate::store::paths::Paths;

#[derive(Clone, Copy, Debug)]
pub(crate) struct About {
    /// The word after `--by`.
    pub(crate) id: &'static str,
    /// What people call it in a sentence.
    pub(crate) name: &'static str,
    pub(crate) help: &'static str,
    /// Whether it is the one that this system usually has.
    pub(crate) is_usual: bool,
}

pub(crate) trait Scheduler: fmt::Debug + Sync {
    fn about(&self) -> About;

    fn name(&self) -> &'static str {
        self.about().name
    }

    fn is_there(&self) -> Result<(), RunError> {
        Ok(())
    }

    /// Installs the job, or leaves everything as it was.
    fn install(&self, job: &Job) -> Result<(), JobError>;

    /// Removes every trace of the job, and tells whether there was one.
    fn remove(&self) -> Result<bool, JobError>;

    fn read(&self) -> Option<Written>;

    /// The job as [`read`](Scheduler::read) would find it; `None` if the scheduler lays it out in its own way.
    fn text(&self, job: &Job) -> Option<String>;

    /// Checks that the job will really run; the error is a lower-case fragment.
    fn check(&self, _schedule: Option<&Schedule>, _paths: &Paths) -> Result<(), String> {
        Ok(())
    }

    /// Why the job could not open a window, and what to do about it.
    fn no_window(&self) -> Option<(String, String)> {
        None
    }

    fn refused(&self, error: RunError) -> JobError {
        let name = self.name();
        match error {
            RunError::Missing(_) => JobError::NoScheduler { name, why: error.to_string() },
            RunError::Failed { .. } | RunError::Slow(_) => JobError::Refused { name, why: error.to_string() },
        }
    }
}

#[derive(Debug, Default)]
pub(crate) struct Written {
    pub(crate) place: String,
    pub(crate) text: String,
    /// The words of its command line.
    pub(crate) words: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Job {
    pub(crate) program: PathBuf,
    /// Variables that tell the program where its files are.
    pub(crate) variables: Vec<(String, String)>,
    pub(crate) schedule: Schedule,
    /// The hour at which one night ends and the next begins.
    pub(crate) night_begins: i8,
}

impl Job {
    pub(crate) fn words(&self, verb: &str) -> Vec<String> {
        let program = self.program.to_string_lossy().into_owned();
        [program, "remind".to_owned(), verb.to_owned()].into_iter().chain(self.schedule.words()).collect()
    }
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum JobError {
    #[error("{name} cannot be used here ({why})")]
    NoScheduler { name: &'static str, why: String },
    #[error(transparent)]
    File(#[from] std::io::Error),
    #[error(
        "the reminder's files are gone, but {name} could not be told ({why}): it may still come until your next login"
    )]
    NotStopped { name: &'static str, why: String },
    #[error("{name} refused the reminder ({why}); nothing was installed")]
    Refused { name: &'static str, why: String },
}
