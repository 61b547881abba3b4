//! Programs of the test's own that tell what they are asked for.

#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that goes wrong")]

use std::fs::OpenOptions;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use rustix::fs::{CWD, FileType, Mode, mknodat};

use common::{Home, PATIENCE};

/// A folder of programs, and what they tell.
pub(crate) struct Fakes<'a> {
    home: &'a Home,
    told: Receiver<String>,
}

impl Fakes<'_> {
    pub(crate) fn new(home: &Home) -> Fakes<'_> {
        let pipe = home.path().join("told");
        mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
        // Held open at both ends, so that it outlives every program.
        let pipe = OpenOptions::new().read(true).write(true).open(pipe).unwrap();
        let (tell, told) = channel();
        std::thread::spawn(move || {
            BufReader::new(pipe).lines().map_while(Result::ok).try_for_each(|line| tell.send(line))
        });
        Fakes { home, told }
    }

    /// Writes a program that runs this script, in which `tell TEXT` tells its own id and a text of one line.
    pub(crate) fn write(&self, name: &str, script: &str) -> PathBuf {
        let pipe = self.home.path().join("told");
        let tell = format!("tell() {{ printf '%s %s\\n' $$ \"$*\" > '{}'; }}", pipe.display());
        self.home.script(&format!("bin/{name}"), &format!("{tell}\n{script}"))
    }

    /// Returns the folder, and those of the system's own programs, as `PATH`.
    pub(crate) fn path(&self) -> String {
        format!("{}:/usr/bin:/bin", self.home.path().join("bin").display())
    }

    /// Waits for the next thing told. Returns who told it, and what.
    #[track_caller]
    pub(crate) fn tells(&self) -> (u32, String) {
        let line = self.told.recv_timeout(PATIENCE).unwrap();
        let (id, text) = line.split_once(' ').unwrap();
        (id.parse().unwrap(), text.to_owned())
    }

    /// Waits until a text with this in it is told. Returns all that was told up to there.
    #[track_caller]
    pub(crate) fn tells_of(&self, wanted: &str) -> Vec<(u32, String)> {
        let mut all = vec![self.tells()];
        while !all[all.len() - 1].1.contains(wanted) {
            all.push(self.tells());
        }
        all
    }

    /// Returns what has been told and not waited for.
    pub(crate) fn rest(&self) -> Vec<(u32, String)> {
        let lines = self.told.try_iter().map(|line| {
            let (id, text) = line.split_once(' ').unwrap();
            (id.parse().unwrap(), text.to_owned())
        });
        lines.collect()
    }
}

/// Returns whether a process runs: one that has ended and waits to be noticed does not.
pub(crate) fn runs(id: u32) -> bool {
    let stat = std::fs::read_to_string(Path::new("/proc").join(id.to_string()).join("stat"));
    stat.is_ok_and(|stat| {
        stat.rsplit(')').next().is_some_and(|rest| !rest.trim_start().starts_with(['Z', 'X']))
    })
}

/// Waits until a process has ended.
#[track_caller]
pub(crate) fn ends(id: u32) {
    const GLANCE: Duration = Duration::from_millis(10);
    let waits = (0..PATIENCE.as_millis() / GLANCE.as_millis()).any(|_| {
        std::thread::park_timeout(GLANCE);
        !runs(id)
    });
    assert!(waits, "{id} still runs");
}
