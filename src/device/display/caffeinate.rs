//! Asks macOS through its own `caffeinate`, which ends with us whatever happens; not tried on a real machine.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::Receiver;

use super::{Limit, wait};

const PROGRAM: &str = "/usr/bin/caffeinate";

/// Holds the display until it is to be let go, if the program is there.
pub(super) fn hold(told: Receiver<Limit>) {
    let pid = std::process::id().to_string();
    let program = Command::new(PROGRAM)
        .args(["-d", "-w", &pid])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut program) = program else { return };
    wait(told);
    let _ = program.kill();
    let _ = program.wait();
}

/// Returns what keeps the display on.
pub(super) fn keeper() -> Result<String, String> {
    if Path::new(PROGRAM).exists() { Ok(PROGRAM.to_owned()) } else { Err(format!("there is no {PROGRAM}")) }
}
