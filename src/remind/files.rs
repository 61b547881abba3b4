//! The files of a job: written all or none, and put back as they were if the scheduler does not take them.

use std::io;
use std::path::{Path, PathBuf};

use super::scheduler::JobError;
use crate::store::paths::{named, replace};

/// Where systemd and the desktop look for settings: XDG's folder, or `~/.config`.
pub(crate) fn config_home() -> io::Result<PathBuf> {
    match absolute("XDG_CONFIG_HOME") {
        Some(folder) => Ok(folder),
        None => home().map(|home| home.join(".config")),
    }
}

pub(crate) fn home() -> io::Result<PathBuf> {
    absolute("HOME").ok_or_else(|| io::Error::other("no home folder is known: set HOME to your home folder"))
}

fn absolute(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute())
}

/// Writes the files, then has the scheduler take them. If that fails they are as they were before.
pub(crate) fn put(
    files: &[(PathBuf, String)],
    take: impl FnOnce() -> Result<(), JobError>,
) -> Result<(), JobError> {
    let before: Vec<_> = files.iter().map(|(path, _)| (path, std::fs::read(path).ok())).collect();
    let written = files.iter().try_for_each(|(path, text)| replace(path, text.as_bytes()));
    let taken = written.map_err(JobError::from).and_then(|()| take());
    if taken.is_err() {
        for (path, content) in before {
            let _ = match content {
                Some(content) => replace(path, &content),
                None => delete(path).map(drop),
            };
        }
    }
    taken
}

pub(crate) fn delete(path: &Path) -> io::Result<bool> {
    match std::fs::remove_file(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(named(path)(error)),
    }
}
