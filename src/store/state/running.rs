//! Whether an evening runs now, in any process: a lock that its process holds, and which goes with it however it ends.
//!
//! Its night stands in a file of its own: on Windows nobody else can read what is locked.

use std::fs::{File, TryLockError};
use std::io;

use jiff::civil::Date;

use super::status::{self, Status};
use crate::store::json_file::JsonFile;
use crate::store::paths::{Paths, behind_links, knows_no_locks, named, open_lock, sweep};

/// Says that an evening runs for as long as it is kept.
#[derive(Debug)]
pub struct Running {
    _locked: File,
    paths: Paths,
}

impl Running {
    /// Says that an evening of `night` runs; `None` if another process says so already.
    pub fn announce(paths: &Paths, night: Date) -> io::Result<Option<Running>> {
        let path = paths.state.join(LOCK);
        let file = open_lock(&path)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) if !knows_no_locks(&error) => return Err(named(&path)(error)),
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        night_file(paths).save_unsynced(&night)?;
        sweep(&paths.state, NIGHT);
        Ok(Some(Running { _locked: file, paths: paths.clone() }))
    }

    /// Tells what it does now. Where that cannot be written, nothing is told.
    pub(crate) fn tell(&self, status: &Status) {
        if status.save(&self.paths).is_err() {
            self.tell_nothing();
        }
    }

    fn tell_nothing(&self) {
        // Without the lock nobody believes it anyway.
        let _ = status::file(&self.paths).remove_unsynced();
    }

    /// What the evening that runs does now; `None` if none runs, or its program has died.
    pub(crate) fn status(paths: &Paths) -> Option<Status> {
        Running::night(paths)?;
        Status::last(paths)
    }

    /// The night whose evening runs now, if one does.
    pub fn night(paths: &Paths) -> Option<Date> {
        let path = paths.state.join(LOCK);
        let file = File::open(behind_links(&path).ok()?).ok()?;
        let is_locked = matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock));
        is_locked.then(|| night_file(paths).peek())?
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.tell_nothing();
    }
}

const LOCK: &str = "running";
const NIGHT: &str = "night.json";

fn night_file(paths: &Paths) -> JsonFile {
    JsonFile::at(paths.state.join(NIGHT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_evening_runs_as_long_as_its_process_says_so() {
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::under(home.path());
        assert_eq!(Running::night(&paths), None);
        let night = "2026-11-22".parse().unwrap();
        let running = Running::announce(&paths, night).unwrap();
        assert!(running.is_some());
        assert_eq!(Running::night(&paths), Some(night));
        assert!(Running::announce(&paths, night).unwrap().is_none());
        drop(running);
        assert_eq!(Running::night(&paths), None);
        let next = "2026-11-23".parse().unwrap();
        let _running = Running::announce(&paths, next).unwrap();
        assert_eq!(Running::night(&paths), Some(next));
    }
}
