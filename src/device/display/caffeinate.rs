//! Asks macOS through its own `caffeinate`, which ends with us whatever happens; not tried on a real machine.

use std::path::Path;
use std::process::{Command, Stdio};

const PROGRAM: &str = "/usr/bin/caffeinate";

pub(super) fn hold(wait: impl FnOnce()) {
    let pid = std::process::id().to_string();
    let mut command = Command::new(PROGRAM);
    command.args(["-d", "-w", &pid]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut program) = command.spawn() else { return };
    wait();
    let _ = program.kill();
    let _ = program.wait();
}

pub(super) fn keeper() -> Result<String, String> {
    if Path::new(PROGRAM).exists() { Ok(PROGRAM.to_owned()) } else { Err(format!("there is no {PROGRAM}")) }
}
