//! One small JSON file that is read and replaced as a whole: where an evening stands, the safety answers, the ticks.

use std::fs;
use std::io;
use std::path::PathBuf;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::paths::{behind_links, named, read_small, replace, set_aside, sync_folder};

#[derive(Debug)]
pub(crate) struct JsonFile(PathBuf);

#[derive(Debug, thiserror::Error)]
pub enum JsonFileError {
    #[error("{} could not be used ({why}); it was kept as {}", file.display(), aside.display())]
    SetAside { file: PathBuf, why: String, aside: PathBuf },
    /// The file is torn, garbage or newer than this program, and it could not be set aside: it is where it was.
    #[error("{} could not be used ({why}) and could not be set aside: {error}", file.display())]
    Stuck { file: PathBuf, why: String, error: io::Error },
    /// The system could not read the file; it was left as it is. The error names the file.
    #[error(transparent)]
    Unreadable(io::Error),
}

/// The largest file that is read, in bytes; ours are a hundred times smaller.
const LARGEST: u64 = 1024 * 1024;

impl JsonFile {
    pub(crate) fn at(path: PathBuf) -> JsonFile {
        JsonFile(path)
    }

    /// `None` where there is no file. `accept` turns its content into the value, or says why it is not ours.
    ///
    /// The next save would replace a file that cannot be used, so it is set aside: after
    /// [`JsonFileError::SetAside`] the next call returns `None`.
    pub(crate) fn load<F: DeserializeOwned, T>(
        &self,
        accept: impl FnOnce(F) -> Result<T, String>,
    ) -> Result<Option<T>, JsonFileError> {
        let text = match read_small(&self.0, LARGEST) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(JsonFileError::Unreadable(error)),
        };
        let why = match parse(&text).and_then(accept) {
            Ok(value) => return Ok(Some(value)),
            Err(why) => why,
        };
        let file = self.0.clone();
        Err(match set_aside(&file) {
            Ok(aside) => JsonFileError::SetAside { file, why, aside },
            Err(error) => JsonFileError::Stuck { file, why, error },
        })
    }

    pub(crate) fn peek<F: DeserializeOwned>(&self) -> Option<F> {
        parse(&read_small(&self.0, LARGEST).ok()?).ok()
    }

    /// Writes it in place of the one before; returns when it is safe on disk. Where that fails the file is as it
    /// was.
    pub(crate) fn save(&self, value: &impl Serialize) -> io::Result<()> {
        replace(&self.0, &serde_json::to_vec(value)?)
    }

    pub(crate) fn remove(&self) -> io::Result<()> {
        let file = behind_links(&self.0).map_err(named(&self.0))?;
        match fs::remove_file(&file) {
            Ok(()) => file.parent().map_or(Ok(()), sync_folder),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
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
