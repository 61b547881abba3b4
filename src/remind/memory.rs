//! What the reminder remembers from call to call.
//!
//! One small file, `<state>/reminder.json`, replaced as a whole. Whoever changes it holds `<state>/reminder.lock`
//! meanwhile, so that two calls at once, or two machines that share a home, speak once. A file that cannot be read
//! counts as empty: at worst the reminder comes once more than it should.

use std::fs::{File, TryLockError};
use std::io;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use jiff::Zoned;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::store::journal;
use crate::store::json_file::JsonFile;
use crate::store::paths::{Paths, behind_links, knows_no_locks, named, open_lock, private_file};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Memory {
    #[serde(with = "moment", skip_serializing_if = "Option::is_none")]
    pub(crate) spoken: Option<Zoned>,
    #[serde(with = "moment", skip_serializing_if = "Option::is_none")]
    pub(crate) lead_spoken: Option<Zoned>,
    #[serde(with = "moment", skip_serializing_if = "Option::is_none")]
    pub(crate) snoozed: Option<Zoned>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) quiet_through: Option<Date>,
}

impl Memory {
    /// What is remembered; `None` before the first reminder, and once it is switched off.
    pub(crate) fn find(paths: &Paths) -> Option<Memory> {
        file(paths).peek()
    }

    pub(crate) fn load(paths: &Paths) -> Memory {
        Memory::find(paths).unwrap_or_default()
    }

    pub(crate) fn is_quiet(&self, night: Date) -> bool {
        self.quiet_through.is_some_and(|last| night <= last)
    }

    pub(crate) fn save(&self, paths: &Paths) -> io::Result<()> {
        file(paths).save(self)
    }

    pub(crate) fn clear(paths: &Paths) -> io::Result<()> {
        file(paths).remove()
    }
}

pub(crate) fn remove_lock(paths: &Paths) -> io::Result<()> {
    [LOCK, WATCH].iter().try_for_each(|name| JsonFile::at(paths.state.join(name)).remove())
}

fn file(paths: &Paths) -> JsonFile {
    JsonFile::at(paths.state.join(FILE))
}

fn open(paths: &Paths, name: &str) -> io::Result<(PathBuf, File)> {
    let path = paths.state.join(name);
    let file = open_lock(&path)?;
    Ok((path, file))
}

/// Marks this process as waiting for bedtime while the file is held; `None` if another one already is.
pub(crate) fn watch(paths: &Paths) -> io::Result<Option<File>> {
    let (path, file) = open(paths, WATCH)?;
    // Whoever asks whether it is held holds it for a blink.
    let mut locked = file.try_lock();
    for _ in 0..GLANCES {
        if !matches!(locked, Err(TryLockError::WouldBlock)) {
            break;
        }
        thread::sleep(GLANCE);
        locked = file.try_lock();
    }
    match locked {
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) if !knows_no_locks(&error) => Err(named(&path)(error)),
        Ok(()) | Err(TryLockError::Error(_)) => Ok(Some(file)),
    }
}

/// Whether a process waits for bedtime; one that has just been started gets two seconds to say so.
pub(crate) fn is_watched(paths: &Paths) -> bool {
    let is_held = || {
        let file =
            behind_links(&paths.state.join(WATCH)).and_then(|file| private_file().write(true).open(file));
        file.is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
    };
    is_held()
        || (0..GLANCES).any(|_| {
            thread::sleep(GLANCE);
            is_held()
        })
}

/// Locks the memory for reading and changing; where the disk knows no locks, it does nothing.
pub(crate) fn lock(paths: &Paths) -> io::Result<File> {
    let (path, file) = open(paths, LOCK)?;
    match file.lock() {
        Err(error) if !knows_no_locks(&error) => Err(named(&path)(error)),
        Ok(()) | Err(_) => Ok(file),
    }
}

const FILE: &str = "reminder.json";
const LOCK: &str = "reminder.lock";
const WATCH: &str = "reminder.watch";
const GLANCE: Duration = Duration::from_millis(50);
const GLANCES: u32 = 40;

/// Zoned times that may be absent; one that cannot be read is absent too.
mod moment {
    use super::{Zoned, journal};
    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(clippy::ref_option, reason = "serde calls it with one")]
    pub(super) fn serialize<S: Serializer>(at: &Option<Zoned>, to: S) -> Result<S::Ok, S::Error> {
        match at {
            Some(at) => journal::full(at, to),
            None => to.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Zoned>, D::Error> {
        Ok(Option::<String>::deserialize(from)?.and_then(|text| journal::parse(&text).ok()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_comes_back_and_garbage_is_nothing() {
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::under(home.path());
        assert_eq!(Memory::load(&paths), Memory::default());
        let memory = Memory {
            spoken: Some("2026-11-22T21:45:00.5+01:00[Europe/Berlin]".parse().unwrap()),
            quiet_through: Some("2026-12-24".parse().unwrap()),
            ..Memory::default()
        };
        memory.save(&paths).unwrap();
        assert_eq!(Memory::load(&paths), memory);
        for text in ["", "{", "[]", r#"{"spoken":7}"#, "\0\0"] {
            std::fs::write(paths.state.join(FILE), text).unwrap();
            assert_eq!(Memory::load(&paths), Memory::default(), "{text}");
        }
        std::fs::write(paths.state.join(FILE), r#"{"spoken":"soon","quiet_through":"2026-12-24"}"#).unwrap();
        assert_eq!(Memory::load(&paths).quiet_through, memory.quiet_through);
        drop(lock(&paths).unwrap());
        let watching = watch(&paths).unwrap();
        assert!(watching.is_some() && is_watched(&paths) && watch(&paths).unwrap().is_none());
        drop(watching);
        assert!(!is_watched(&paths));
        for _ in 0..2 {
            Memory::clear(&paths).unwrap();
            remove_lock(&paths).unwrap();
        }
        assert_eq!(std::fs::read_dir(&paths.state).unwrap().count(), 0);
    }
}
