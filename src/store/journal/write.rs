//! Adding a line to this device's file, so that neither a second process nor a power cut can spoil it.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use jiff::Zoned;
use jiff::civil::Date;

use super::{EventKind, Journal, device, line};
use crate::store::paths::{
    BETWEEN_TRIES, TRIES, behind_links, create_private, knows_no_locks, named, private_file, sync_folder,
};

impl Journal {
    /// Adds that `what` happened at `at`, in `night`, and returns the new entry's id once it is on disk.
    ///
    /// Waits about a second at most for another winddown that is writing too. It is `WouldBlock` if that one held on
    /// to the file, and `InvalidInput` for [`EventKind::Other`], which is for reading only. Nothing that was there
    /// before is ever lost, and trying again is always right.
    pub fn append(&self, at: &Zoned, night: Date, what: &EventKind) -> io::Result<String> {
        let device = device::name(&self.state)?;
        let path = self.folder.join(format!("{:04}-{device}.jsonl", at.year()));
        let path = behind_links(&path).map_err(named(&path))?;
        let folder = path.parent().unwrap_or(&self.folder);
        create_private(folder)?;
        let (mut file, is_locked) = open_locked(&path).map_err(named(&path))?;
        let id = write(&mut file, is_locked, &device, at, night, what).map_err(named(&path))?;
        // The line stands whole in its place: the others need not wait for the disk. A lock that cannot be given back
        // goes with the file.
        let _ = file.unlock();
        file.sync_data().map_err(named(&path))?;
        // Whoever made the file may have ended before its name was on disk.
        sync_folder(folder)?;
        Ok(id)
    }
}

fn write(
    file: &mut File,
    is_locked: bool,
    device: &str,
    at: &Zoned,
    night: Date,
    what: &EventKind,
) -> io::Result<String> {
    let length = file.seek(SeekFrom::End(0))?;
    // The place in the file tells apart what one device wrote in the same microsecond.
    let id = format!("{:x}-{device}-{length:x}", at.timestamp().as_microsecond());
    let mut text = line::encode(&id, at, night, what)?;
    if !ends_a_line(file, length)? {
        text.insert(0, b'\n');
    }
    if let Err(error) = file.write_all(&text) {
        // On a full disk half a line may stand there. Better none; if that fails too, reading skips it. Without a lock
        // another one's line may follow.
        if is_locked {
            let _ = file.set_len(length);
        }
        return Err(error);
    }
    Ok(id)
}

/// Whether the next line can begin at `length`, the end of the file: not after a line torn by a power cut.
fn ends_a_line(file: &mut File, length: u64) -> io::Result<bool> {
    if length == 0 {
        return Ok(true);
    }
    let mut last = [0];
    file.seek(SeekFrom::Start(length - 1))?;
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

/// Opens the file and locks it, and returns whether it is locked: not where the disk knows no locks.
pub(super) fn open_locked(path: &Path) -> io::Result<(File, bool)> {
    let open = || private_file().read(true).append(true).create(true).open(path);
    let file = open()?;
    let is_locked = lock(&file)?;
    if !was_replaced(&file, path) {
        return Ok((file, is_locked));
    }
    // Torn lines were taken out of it while we waited.
    let file = open()?;
    let is_locked = lock(&file)?;
    Ok((file, is_locked))
}

/// Whether another file stands in its place now. This one is locked, so nobody adds to it.
fn was_replaced(file: &File, path: &Path) -> bool {
    #[cfg(unix)]
    let which = |found: std::fs::Metadata| {
        use std::os::unix::fs::MetadataExt;
        (found.dev(), found.ino())
    };
    // Here files have no number that we could ask for; one without its torn lines is shorter.
    #[cfg(not(unix))]
    let which = |found: std::fs::Metadata| found.len();
    file.metadata().ok().map(which) != std::fs::metadata(path).ok().map(which)
}

/// Returns `false` where the disk knows no locks.
fn lock(file: &File) -> io::Result<bool> {
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::WouldBlock) => std::thread::sleep(BETWEEN_TRIES),
            // One writer a file is the rule anyway, and a line is one write.
            Err(TryLockError::Error(error)) if knows_no_locks(&error) => return Ok(false),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Err(io::Error::new(io::ErrorKind::WouldBlock, "another program is writing to it; try again"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_held_lock_is_an_error_in_the_end() {
        let home = tempfile::tempdir().unwrap();
        let at: Zoned = "2026-11-22T22:10:03+01:00[Europe/Berlin]".parse().unwrap();
        let void = EventKind::Void { entry: "x".to_owned() };
        let data = home.path().join("data");
        let journal = Journal { folder: data.clone(), state: home.path().join("state") };
        journal.append(&at, at.date(), &void).unwrap();
        let path = std::fs::read_dir(&data).unwrap().next().unwrap().unwrap().path();
        let before = std::fs::read(&path).unwrap();
        let held = File::open(&path).unwrap();
        held.lock().unwrap();
        let error = journal.append(&at, at.date(), &void).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::WouldBlock);
        assert!(error.to_string().contains("try again"), "{error}");
        drop(held);
        assert_eq!(std::fs::read(&path).unwrap(), before);
        journal.append(&at, at.date(), &void).unwrap();
    }
}
