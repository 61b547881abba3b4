//! Starts programs that live on when we end: the desktop's own for a file, or a terminal.

use std::io;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

/// A program that ends badly within this time did not open, for want of a screen, say.
const SETTLING: Duration = Duration::from_millis(600);
const GLANCE: Duration = Duration::from_millis(30);

/// What the desktop opens files with, and what stands before the file.
const OPENER: (&str, &[&str]) = if cfg!(windows) {
    ("rundll32", &["url.dll,FileProtocolHandler"])
} else if cfg!(target_os = "macos") {
    ("open", &[])
} else {
    ("xdg-open", &[])
};

/// Opens a file as a click on it would; otherwise returns why not.
pub(crate) fn open(file: &Path) -> Result<(), String> {
    let (program, arguments) = OPENER;
    match starts(Command::new(program).args(arguments).arg(file)) {
        Ok(true) => Ok(()),
        Ok(false) => Err(format!("{program} could not open it")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(format!("there is no {program} here")),
        Err(error) => Err(format!("{program} cannot be run: {error}")),
    }
}

/// Starts a program on its own and without our terminal; `false` if it ends badly at once.
pub(crate) fn starts(command: &mut Command) -> io::Result<bool> {
    Ok(stays(spawn(command)?))
}

/// Starts a program that lives on when we end, and that no key which ends us ends.
pub(super) fn spawn(command: &mut Command) -> io::Result<Child> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    command.spawn()
}

fn stays(mut child: Child) -> bool {
    for _ in 0..SETTLING.as_millis() / GLANCE.as_millis() {
        match child.try_wait() {
            Ok(None) => thread::sleep(GLANCE),
            Ok(Some(status)) => return status.success(),
            Err(_) => return false,
        }
    }
    true
}
