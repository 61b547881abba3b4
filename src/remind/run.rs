//! Runs a program of the system, for ten seconds at most.

use std::io::Read;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(10);

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum RunError {
    #[error("there is no {0} here")]
    Missing(String),
    #[error("{program} {}", if .said.is_empty() { "failed" } else { .said })]
    Failed { program: String, said: String },
    #[error("{0} does not answer")]
    Slow(String),
}

pub(crate) fn run(program: &str, arguments: &[&str]) -> Result<String, RunError> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => RunError::Missing(program.to_owned()),
        _ => RunError::Failed { program: program.to_owned(), said: format!("cannot be run: {error}") },
    })?;
    let (mut out, mut err) = (child.stdout.take(), child.stderr.take());
    let (tell, heard) = mpsc::channel();
    std::thread::spawn(move || {
        let (mut printed, mut said) = (Vec::new(), Vec::new());
        // Both are short, far below what a pipe holds.
        let _ = out.as_mut().map(|out| out.read_to_end(&mut printed));
        let _ = err.as_mut().map(|err| err.read_to_end(&mut said));
        let _ = tell.send((printed, said));
    });
    let Ok((printed, said)) = heard.recv_timeout(LIMIT) else {
        let _ = child.kill();
        let _ = child.wait();
        return Err(RunError::Slow(program.to_owned()));
    };
    match child.wait() {
        Ok(status) if status.success() => Ok(String::from_utf8_lossy(&printed).into_owned()),
        Ok(_) | Err(_) => {
            let said = String::from_utf8_lossy(&said);
            let last = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
            let said = if last.is_empty() { String::new() } else { format!("said: {}", last.trim()) };
            Err(RunError::Failed {
                program: program.to_owned(),
                said: crate::document::one_line(&said).into_owned(),
            })
        }
    }
}
