//! One small JSON file that is read and replaced as a whole: where an evening stands, the safety answers, the ticks.
//!
//! Where two machines write the same one before a synced folder has brought them together, the program that syncs it
//! keeps a copy of one beside the other: `safety.sync-conflict-….json`, `safety (conflicted copy).json`. The one that was
//! written last counts, whichever that is.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::document::file::shown;

use super::paths::{
    behind_links, beside, named, read_small, replace, replace_unsynced, set_aside, sync_folder,
};

#[derive(Debug)]
pub(crate) struct JsonFile {
    path: PathBuf,
    /// Whether other machines write it too.
    is_synced: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum JsonFileError {
    #[error("{} could not be used ({why}); it was kept as {}", shown(file), shown(aside))]
    SetAside { file: PathBuf, why: String, aside: PathBuf },
    /// The file is torn, garbage or newer than this program, and it could not be set aside: it is where it was.
    #[error("{} could not be used ({why}) and could not be set aside: {error}", shown(file))]
    Stuck { file: PathBuf, why: String, error: io::Error },
    /// The system could not read the file; it was left as it is. The error names the file.
    #[error(transparent)]
    Unreadable(io::Error),
}

/// The largest file that is read, in bytes; ours are a hundred times smaller.
const LARGEST: u64 = 1024 * 1024;

impl JsonFile {
    pub(crate) fn at(path: PathBuf) -> JsonFile {
        JsonFile { path, is_synced: false }
    }

    /// One that other machines write too.
    pub(crate) fn synced(path: PathBuf) -> JsonFile {
        JsonFile { path, is_synced: true }
    }

    /// The one to read: the last written of the file and its copies.
    fn newest(&self) -> PathBuf {
        let written = |file: &Path| fs::metadata(file).and_then(|about| about.modified()).ok();
        let own = written(&self.path).unwrap_or(SystemTime::UNIX_EPOCH);
        let newer = |copy: PathBuf| written(&copy).filter(|at| *at > own).map(|at| (at, copy));
        self.copies().filter_map(newer).max().map_or_else(|| self.path.clone(), |(_, copy)| copy)
    }

    /// What a program that syncs the folder has put beside the file.
    fn copies(&self) -> impl Iterator<Item = PathBuf> {
        let name = |path: &Path| path.file_name().and_then(|name| name.to_str()).map(str::to_owned);
        let stem = self.path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        let folder =
            self.path.parent().filter(|_| self.is_synced).and_then(|folder| fs::read_dir(folder).ok());
        let files = folder.into_iter().flatten().filter_map(|file| Some(file.ok()?.path()));
        files.filter(move |file| {
            name(file).is_some_and(|name| {
                let marks = name.strip_prefix(&stem).and_then(|rest| rest.strip_suffix(".json"));
                marks.is_some_and(|marks| marks.starts_with(['.', ' ', '-', '_', '(']))
            })
        })
    }

    /// `None` where there is no file. `accept` turns its content into the value, or says why it is not ours.
    ///
    /// The next save would replace a file that cannot be used, so it is set aside: after
    /// [`JsonFileError::SetAside`] the next call returns `None`.
    pub(crate) fn load<F: DeserializeOwned, T>(
        &self,
        accept: impl FnOnce(F) -> Result<T, String>,
    ) -> Result<Option<T>, JsonFileError> {
        let file = self.newest();
        let text = match read_small(&file, LARGEST) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(JsonFileError::Unreadable(error)),
        };
        let why = match parse(&text).and_then(accept) {
            Ok(value) => return Ok(Some(value)),
            Err(why) => why,
        };
        Err(match set_aside(&file) {
            Ok(aside) => JsonFileError::SetAside { file, why, aside },
            Err(error) => JsonFileError::Stuck { file, why, error },
        })
    }

    pub(crate) fn peek<F: DeserializeOwned>(&self) -> Option<F> {
        parse(&read_small(&self.newest(), LARGEST).ok()?).ok()
    }

    /// Writes it in place of the one before; returns when it is safe on disk. Where that fails the file is as it
    /// was. Copies have had their say: they are kept as `.old`.
    pub(crate) fn save(&self, value: &impl Serialize) -> io::Result<()> {
        replace(&self.path, &serde_json::to_vec(value)?)?;
        // One that stays is older from now on.
        self.copies().for_each(|copy| _ = fs::rename(&copy, beside(&copy, ".old")));
        Ok(())
    }

    /// Writes it in place of the one before; after a power cut it may be empty.
    pub(crate) fn save_unsynced(&self, value: &impl Serialize) -> io::Result<()> {
        replace_unsynced(&self.path, &serde_json::to_vec(value)?)
    }

    pub(crate) fn remove(&self) -> io::Result<()> {
        let removed = self.remove_unsynced()?;
        removed.as_deref().and_then(Path::parent).map_or(Ok(()), sync_folder)
    }

    /// Removes it; a power cut may bring it back. Returns what was removed, if there was anything.
    pub(crate) fn remove_unsynced(&self) -> io::Result<Option<PathBuf>> {
        let file = behind_links(&self.path).map_err(named(&self.path))?;
        match fs::remove_file(&file) {
            Ok(()) => Ok(Some(file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(named(&file)(error)),
        }
    }
}

fn parse<F: DeserializeOwned>(text: &[u8]) -> Result<F, String> {
    if text.len() as u64 > LARGEST {
        return Err(format!("larger than {} KiB", LARGEST / 1024));
    }
    serde_json::from_slice(text).map_err(|error| error.to_string())
}
