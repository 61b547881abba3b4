//! Programs that speak: what they are told, and how they are cut off.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

#[derive(Debug)]
pub(super) struct Speaker {
    words: Vec<String>,
    usage: Usage,
    speaking: Option<Child>,
}

/// How a program takes its text; never through a shell, nor as an option.
#[derive(Clone, Copy, Debug)]
struct Usage {
    name: &'static str,
    arguments: &'static [&'static str],
    /// Whether the text is its last argument instead of its input.
    as_argument: bool,
    /// The arguments that silence its service, which ends the program too; empty where the program itself speaks.
    silence: &'static [&'static str],
}

const fn usage(name: &'static str, arguments: &'static [&'static str]) -> Usage {
    Usage { name, arguments, as_argument: false, silence: &[] }
}

/// Programs that speak, the best first: speech-dispatcher has the voice that somebody chose for their desktop.
const KNOWN: &[Usage] = &[
    // A service speaks, and goes on when the program is killed; of the next words it then says too early that they are
    // done. A text below message priority gets lost when another was stopped just before. Both as seen with 0.11.4,
    // whose `--stop` is broken. Cancelling our words cancels those of other programs too.
    Usage {
        name: "spd-say",
        arguments: &["--priority", "message", "--wait", "--"],
        as_argument: true,
        silence: &["--cancel"],
    },
    // macOS; never tried on a real machine.
    usage("say", &["-f", "-"]),
    usage("espeak-ng", &["--stdin"]),
    usage("espeak", &["--stdin"]),
    // Windows; never tried on a real machine.
    usage("powershell.exe", &["-NoProfile", "-NonInteractive", "-Command", WINDOWS]),
];

const WINDOWS: &str = "[Console]::InputEncoding = [Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech; \
    (New-Object Speech.Synthesis.SpeechSynthesizer).Speak([Console]::In.ReadToEnd())";

/// How often a service is asked to fall silent: once too early, before it had the words, will do no good.
const CALLS: u32 = 2;
const FALLING_SILENT: Duration = Duration::from_millis(400);
const POLL: Duration = Duration::from_millis(5);

const UNKNOWN: Usage = usage("", &[]);

pub(super) fn all(command: &[String]) -> Vec<Speaker> {
    let speaker = |words: Vec<String>, usage| Speaker { words, usage, speaking: None };
    match command {
        [] => {
            // Other systems know other programs by the name of this one.
            let is_ours = |usage: &&Usage| usage.name != "say" || cfg!(target_os = "macos");
            let is_here = |usage: &&Usage| crate::store::paths::program(usage.name).is_some();
            let here = KNOWN.iter().filter(is_ours).filter(is_here);
            here.map(|usage| speaker(vec![usage.name.to_owned()], *usage)).collect()
        }
        [name, ..] if crate::store::paths::program(name).is_some() => {
            let base = Path::new(name).file_name().unwrap_or_default();
            let known = KNOWN.iter().find(|usage| base == usage.name);
            vec![speaker(command.to_vec(), *known.unwrap_or(&UNKNOWN))]
        }
        [..] => Vec::new(),
    }
}

impl Speaker {
    pub(super) fn name(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    pub(super) fn say(&mut self, text: &str) -> io::Result<()> {
        self.silence();
        let text = plain(text);
        let mut command = self.command();
        command.args(self.usage.arguments);
        if self.usage.as_argument {
            command.arg(&text).stdin(Stdio::null());
        } else {
            command.stdin(Stdio::piped());
        }
        let child = self.speaking.insert(command.spawn()?);
        if let Some(mut stdin) = child.stdin.take() {
            // It fits into the pipe, so nobody waits for a program that does not read. One that has ended has failed.
            let _ = stdin.write_all(text.as_bytes());
        }
        Ok(())
    }

    pub(super) fn silence(&mut self) {
        if !self.usage.silence.is_empty() {
            let mut calls = CALLS;
            while calls > 0 && self.is_speaking() && self.asks_for_silence() {
                calls -= 1;
            }
        }
        if let Some(mut child) = self.speaking.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// Asks the service to fall silent, and waits a moment for that. Returns whether it answered.
    fn asks_for_silence(&mut self) -> bool {
        let call = self.command().args(self.usage.silence).stdin(Stdio::null()).spawn();
        let Ok(mut call) = call else { return false };
        let mut looks = FALLING_SILENT.as_millis() / POLL.as_millis();
        while looks > 0 && (runs(&mut call) || self.is_speaking()) {
            thread::sleep(POLL);
            looks -= 1;
        }
        let hangs = runs(&mut call);
        let _ = call.kill();
        let _ = call.wait();
        !hangs
    }

    pub(super) fn is_speaking(&mut self) -> bool {
        self.speaking.as_mut().is_some_and(runs)
    }

    pub(super) fn has_failed(&mut self) -> bool {
        let ended = self.speaking.as_mut().and_then(|child| child.try_wait().ok().flatten());
        ended.is_some_and(|status| !status.success())
    }

    fn command(&self) -> Command {
        let (name, arguments) = self.words.split_first().map_or(("", &[][..]), |(n, a)| (n.as_str(), a));
        let mut command = Command::new(name);
        command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        // A service that it starts outlives a terminal that closes with us.
        #[cfg(unix)]
        if !self.usage.silence.is_empty() {
            std::os::unix::process::CommandExt::process_group(&mut command, 0);
        }
        command
    }
}

fn runs(child: &mut Child) -> bool {
    matches!(child.try_wait(), Ok(None))
}

impl Drop for Speaker {
    fn drop(&mut self) {
        self.silence();
    }
}

/// Removes what programs take for more than words: control characters, and the brackets of espeak's and macOS's commands.
fn plain(text: &str) -> String {
    let special = |letter: char| letter.is_control() || matches!(letter, '[' | ']');
    text.chars().map(|letter| if special(letter) { ' ' } else { letter }).collect()
}
