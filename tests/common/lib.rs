//! A home of its own for each test, so that no test sees another one's files or the machine's.

#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that goes wrong")]

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Sunday, ten in the evening; an offset instead of a city, so that no time zone files are needed.
pub(crate) const TONIGHT: &str = "2026-11-22T22:00:00+01:00[+01:00]";

/// One folder that holds all of winddown's files; it goes when the test ends.
pub(crate) struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    pub(crate) fn new() -> Home {
        Home { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    #[allow(dead_code, reason = "not every test file puts files in place")]
    /// Puts a file in place, with the folders above it. Returns where it is.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    #[allow(dead_code, reason = "not every test file opens the evening")]
    /// Answers the questions before the first evening with no, unless they are answered or nothing can be written.
    pub(crate) fn answer(&self) {
        let folder = self.path().join("data");
        let file = folder.join("safety.json");
        if file.exists() || folder.is_file() {
            return;
        }
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(&file, "{\"v\":2,\"yes\":[]}").unwrap();
        #[cfg(unix)]
        for (path, mode) in [(folder, 0o700), (file, 0o600)] {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
        }
    }

    /// Returns the whole environment of the program; nothing of the machine's own gets in.
    pub(crate) fn environment(&self) -> Vec<(&'static str, OsString)> {
        let mut all = vec![
            ("WINDDOWN_HOME", self.path().into()),
            ("WINDDOWN_NOW", TONIGHT.into()),
            ("TERM", "xterm-256color".into()),
        ];
        // Where `cargo llvm-cov` wants to hear from the program too.
        all.extend(std::env::var_os("LLVM_PROFILE_FILE").map(|file| ("LLVM_PROFILE_FILE", file)));
        all
    }
}

#[allow(dead_code, reason = "not every test file needs another program")]
/// Returns where a program is; `None` after saying that the test `wanting` it is skipped.
pub(crate) fn program(name: &str, wanting: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file());
    if found.is_none() {
        println!("{wanting} is skipped: there is no {name} here");
    }
    found
}
