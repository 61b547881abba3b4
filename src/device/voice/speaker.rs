//! A program that speaks: how it is told what to say, and how it is cut off.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

/// A program that speaks, and what it is saying.
#[derive(Debug)]
pub(super) struct Speaker {
    /// Its name and the person's own arguments.
    words: Vec<String>,
    manner: Manner,
    speaking: Option<Child>,
}

/// How a program wants to be told what to say. No text ever goes through a shell, or can be taken for an option.
#[derive(Clone, Copy, Debug)]
struct Manner {
    name: &'static str,
    /// What it needs besides the person's own arguments.
    arguments: &'static [&'static str],
    /// Whether the text is its last argument, rather than what it reads.
    as_argument: bool,
    /// The arguments that make its service fall silent, and with that end the program; none where a program speaks
    /// itself.
    silence: &'static [&'static str],
}

const fn manner(name: &'static str, arguments: &'static [&'static str]) -> Manner {
    Manner { name, arguments, as_argument: false, silence: &[] }
}

/// Programs that speak, the best first: speech-dispatcher has the voice that somebody chose for their desktop.
const KNOWN: &[Manner] = &[
    // A service speaks, and goes on when the program is killed; of the next words it then tells too early that they
    // are said. A text of lower priority than a message gets lost when another was stopped just before. Both as seen
    // with 0.11.4, whose `--stop` is broken. What cancels our words cancels those of other programs too.
    Manner {
        name: "spd-say",
        arguments: &["--priority", "message", "--wait", "--"],
        as_argument: true,
        silence: &["--cancel"],
    },
    // macOS; never tried on a real machine.
    manner("say", &["-f", "-"]),
    manner("espeak-ng", &["--stdin"]),
    manner("espeak", &["--stdin"]),
    // Windows; never tried on a real machine.
    manner("powershell.exe", &["-NoProfile", "-NonInteractive", "-Command", WINDOWS]),
];

const WINDOWS: &str = "[Console]::InputEncoding = [Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech; \
    (New-Object Speech.Synthesis.SpeechSynthesizer).Speak([Console]::In.ReadToEnd())";

/// How often a service is asked to fall silent: once too early, before it had the words, will do no good.
const CALLS: u32 = 2;
/// So long it may take over it; less than the program's end waits for.
const FALLING_SILENT: Duration = Duration::from_millis(400);
/// How often to look whether it has.
const GLANCE: Duration = Duration::from_millis(5);

/// A program that we know nothing of reads what to say.
const UNKNOWN: Manner = manner("", &[]);

/// Returns the programs to speak through: `command`, or those that are here if that is empty.
pub(super) fn all(command: &[String]) -> Vec<Speaker> {
    let speaker = |words: Vec<String>, manner| Speaker { words, manner, speaking: None };
    match command {
        [] => {
            // Other systems know other programs by the name of this one.
            let is_ours = |manner: &&Manner| manner.name != "say" || cfg!(target_os = "macos");
            let is_here = |manner: &&Manner| crate::store::paths::program(manner.name).is_some();
            let here = KNOWN.iter().filter(is_ours).filter(is_here);
            here.map(|manner| speaker(vec![manner.name.to_owned()], *manner)).collect()
        }
        [name, ..] if crate::store::paths::program(name).is_some() => {
            let base = Path::new(name).file_name().unwrap_or_default();
            let known = KNOWN.iter().find(|manner| base == manner.name);
            vec![speaker(command.to_vec(), *known.unwrap_or(&UNKNOWN))]
        }
        [..] => Vec::new(),
    }
}

impl Speaker {
    pub(super) fn name(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    /// Begins to say `text`, in place of what it is saying.
    pub(super) fn say(&mut self, text: &str) -> io::Result<()> {
        self.silence();
        let text = plain(text);
        let mut command = self.command();
        command.args(self.manner.arguments);
        if self.manner.as_argument {
            command.arg(&text).stdin(Stdio::null());
        } else {
            command.stdin(Stdio::piped());
        }
        let child = self.speaking.insert(command.spawn()?);
        if let Some(mut ear) = child.stdin.take() {
            // It fits into the pipe, so nobody waits for a program that does not read. One that has ended has failed.
            let _ = ear.write_all(text.as_bytes());
        }
        Ok(())
    }

    /// Cuts off what it is saying.
    pub(super) fn silence(&mut self) {
        if !self.manner.silence.is_empty() {
            let mut calls = CALLS;
            while calls > 0 && self.is_speaking() && self.asks_for_silence() {
                calls -= 1;
            }
        }
        if let Some(mut child) = self.speaking.take() {
            // It may have ended by itself.
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// Asks the service to fall silent, and waits for that, but hardly: it may hang. Returns whether it has heard.
    fn asks_for_silence(&mut self) -> bool {
        let call = self.command().args(self.manner.silence).stdin(Stdio::null()).spawn();
        let Ok(mut call) = call else { return false };
        let mut looks = FALLING_SILENT.as_millis() / GLANCE.as_millis();
        while looks > 0 && (runs(&mut call) || self.is_speaking()) {
            thread::sleep(GLANCE);
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

    /// Returns whether it has given up on what it was to say.
    pub(super) fn has_failed(&mut self) -> bool {
        let ended = self.speaking.as_mut().and_then(|child| child.try_wait().ok().flatten());
        ended.is_some_and(|status| !status.success())
    }

    /// The program with the person's own arguments.
    fn command(&self) -> Command {
        let (name, arguments) = self.words.split_first().map_or(("", &[][..]), |(n, a)| (n.as_str(), a));
        let mut command = Command::new(name);
        command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        // A service that it starts outlives a terminal that closes with us.
        #[cfg(unix)]
        if !self.manner.silence.is_empty() {
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

/// Returns `text` without what programs that speak take for more than words: control characters, and the brackets that
/// espeak and macOS read commands in.
fn plain(text: &str) -> String {
    let special = |letter: char| letter.is_control() || matches!(letter, '[' | ']');
    text.chars().map(|letter| if special(letter) { ' ' } else { letter }).collect()
}
