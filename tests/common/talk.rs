//! A running program, heard line by line through pipes.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};

use crate::{Home, PATIENCE};

/// A running program; killed when dropped.
pub struct Talk {
    child: Child,
    input: Option<ChildStdin>,
    lines: Receiver<String>,
    heard: Vec<String>,
}

impl Home {
    /// Returns the program with pipes, for somebody who has answered the questions before the first evening.
    pub fn piped(&self, arguments: &[&str]) -> Command {
        self.answer();
        let mut command = self.process(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Starts the program with pipes.
    pub fn talk(&self, arguments: &[&str]) -> Talk {
        Talk::begin(self.piped(arguments))
    }
}

impl Talk {
    /// Starts a command whose outputs are pipes.
    pub fn begin(mut command: Command) -> Talk {
        let mut child = command.spawn().unwrap();
        let input = child.stdin.take();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (tell, lines) = channel();
        std::thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| tell.send(line)));
        Talk { child, input, lines, heard: Vec::new() }
    }

    /// Waits for a line that begins so.
    #[track_caller]
    pub fn hears(&mut self, beginning: &str) -> &mut Talk {
        self.waits_for(beginning, |line| line.starts_with(beginning))
    }

    /// Waits for a line that is this.
    #[track_caller]
    pub fn hears_line(&mut self, whole: &str) -> &mut Talk {
        self.waits_for(whole, |line| line == whole)
    }

    /// Waits for a line that says so.
    #[track_caller]
    pub fn tells(&mut self, text: &str) -> &mut Talk {
        self.waits_for(text, |line| line.contains(text))
    }

    /// Waits for the next line; `None` once there are no more.
    #[track_caller]
    pub fn next_line(&mut self) -> Option<String> {
        match self.lines.recv_timeout(PATIENCE) {
            Ok(line) => {
                self.heard.push(line.clone());
                Some(line)
            }
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => panic!("silent after:\n{}", self.heard.join("\n")),
        }
    }

    #[track_caller]
    fn waits_for(&mut self, what: &str, wanted: impl Fn(&str) -> bool) -> &mut Talk {
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) => {
                    let is_it = wanted(&line);
                    self.heard.push(line);
                    if is_it {
                        return self;
                    }
                }
                Err(end) => panic!("{end}: no {what:?} in:\n{}", self.heard.join("\n")),
            }
        }
    }

    /// Returns the program's number.
    pub fn id(&self) -> i32 {
        self.child.id().cast_signed()
    }

    /// Types a line.
    pub fn types(&mut self, line: &str) -> &mut Talk {
        self.types_bytes(format!("{line}\n").as_bytes())
    }

    /// Types a line, if there is still a program to read it.
    pub fn tries(&mut self, line: &str) {
        let _ = writeln!(self.input.as_mut().unwrap(), "{line}");
    }

    /// Types these bytes.
    pub fn types_bytes(&mut self, bytes: &[u8]) -> &mut Talk {
        self.input.as_mut().unwrap().write_all(bytes).unwrap();
        self
    }

    /// Types no more.
    pub fn falls_silent(&mut self) -> &mut Talk {
        self.input = None;
        self
    }

    #[cfg(unix)]
    pub fn signal(&mut self, signal: rustix::process::Signal) -> &mut Talk {
        rustix::process::kill_process(rustix::process::Pid::from_child(&self.child), signal).unwrap();
        self
    }

    /// Waits for the end. Returns the exit code, all lines, and what was said of mistakes.
    #[track_caller]
    pub fn ends(mut self) -> (Option<i32>, Vec<String>, String) {
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) => self.heard.push(line),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("it goes on:\n{}", self.heard.join("\n")),
            }
        }
        let mut errors = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
        let code = self.child.wait().unwrap().code();
        (code, std::mem::take(&mut self.heard), errors)
    }

    /// Waits for the end. Returns the exit code and all that was said on either output.
    #[track_caller]
    pub fn said(self) -> (i32, String) {
        let (code, lines, errors) = self.ends();
        let lines: String = lines.into_iter().map(|line| line + "\n").collect();
        (code.unwrap(), lines + &errors)
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
