//! What all tests of the real program share: homes, running it, talking to it through pipes and in terminal windows.

mod needs;
mod run;
pub mod sound;
mod talk;
#[cfg(unix)]
pub mod disk;
#[cfg(unix)]
mod machine;
#[cfg(unix)]
pub mod window;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

#[cfg(unix)]
pub use machine::{Machine, UNITS};
pub use needs::{Test, program, run};
pub use run::{Ran, executable, good, json};
pub use talk::Talk;

/// Sunday, ten in the evening; an offset instead of a city, so that no time zone files are needed.
pub const TONIGHT: &str = "2026-11-22T22:00:00+01:00[+01:00]";
/// So long a test waits for what it expects, on however busy a machine.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// One folder that holds all of winddown's files; it goes when the test ends.
pub struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    #[expect(clippy::new_without_default, reason = "each is another one")]
    pub fn new() -> Home {
        Home { folder: tempfile::tempdir().unwrap() }
    }

    /// One that need not wait for a disk, where there is such a place.
    pub fn in_memory() -> Home {
        tempfile::tempdir_in("/dev/shm").map_or_else(|_| Home::new(), |folder| Home { folder })
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Where something in it is, in the system's own way of writing.
    pub fn at(&self, name: &str) -> PathBuf {
        self.path().join(name).components().collect()
    }

    /// Puts a file in place, with the folders above it. Returns where it is.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Puts a program for the shell in place. Returns where it is.
    #[cfg(unix)]
    pub fn script(&self, name: &str, text: &str) -> PathBuf {
        use std::os::unix::fs::PermissionsExt;
        let path = self.write(name, format!("#!/bin/sh\n{text}\n"));
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    /// Answers the questions before the first evening with no, unless they are answered or nothing can be written; and
    /// lets steps begin by the clock, unless there are settings.
    pub fn answer(&self) {
        let config = self.path().join("config/config.toml");
        if !config.exists() && std::fs::create_dir_all(config.parent().unwrap()).is_ok() {
            let _ = std::fs::write(config, "get_ready = \"10s\"\n");
        }
        let folder = self.path().join("data");
        let file = folder.join("safety.json");
        if file.exists() || folder.is_file() {
            return;
        }
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(&file, "{\"v\":2,\"yes\":[],\"given_on\":\"2026-11-22\"}").unwrap();
        #[cfg(unix)]
        for (path, mode) in [(folder, 0o700), (file, 0o600)] {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
        }
    }

    /// Returns the whole environment of the program; nothing of the machine's own gets in.
    pub fn environment(&self) -> Vec<(&'static str, OsString)> {
        let mut all = vec![
            ("WINDDOWN_HOME", self.path().into()),
            ("WINDDOWN_NOW", TONIGHT.into()),
            ("TERM", "xterm-256color".into()),
        ];
        // Where `cargo llvm-cov` wants to hear from the program too.
        all.extend(std::env::var_os("LLVM_PROFILE_FILE").map(|file| ("LLVM_PROFILE_FILE", file)));
        // Windows starts nothing without it.
        all.extend(std::env::var_os("SystemRoot").map(|folder| ("SystemRoot", folder)));
        all
    }
}
