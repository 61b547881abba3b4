//! Running the program without a terminal, to its end.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use assert_cmd::Command;
use serde_json::Value;

use crate::{Home, PATIENCE};

/// How a run ended.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Returns where the program is: beside the folder of the tests.
pub fn executable() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let folder = test.parent().and_then(Path::parent).unwrap();
    folder.join(format!("winddown{}", std::env::consts::EXE_SUFFIX))
}

/// Runs the program, which must go well and complain of nothing. Returns what was printed.
#[track_caller]
pub fn good(home: &Home, arguments: &[&str]) -> String {
    let Ran { code, out, err } = home.run(arguments);
    assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
    out
}

/// The same, for a command that prints JSON.
#[track_caller]
pub fn json(home: &Home, arguments: &[&str]) -> Value {
    serde_json::from_str(&good(home, arguments)).unwrap()
}

impl Home {
    /// Returns the program in this home, without a terminal and with an environment of its own.
    pub fn program(&self) -> Command {
        let mut command = Command::new(executable());
        command.env_clear().envs(self.environment()).current_dir(self.path()).timeout(PATIENCE);
        command
    }

    /// Runs the program in this home.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.program().args(arguments))
    }

    /// Returns the program for inputs and outputs of one's own; it reads nothing.
    pub fn process(&self, arguments: &[&str]) -> std::process::Command {
        let mut command = std::process::Command::new(executable());
        command.env_clear().envs(self.environment()).current_dir(self.path()).args(arguments);
        command.stdin(Stdio::null());
        command
    }
}

impl Ran {
    /// Runs a command to its end.
    pub fn of(command: &mut Command) -> Ran {
        let output = command.output().unwrap();
        let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        assert!(!err.contains("panicked"), "{err}");
        Ran { code: output.status.code().unwrap(), out, err }
    }
}
