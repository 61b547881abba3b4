//! A program that plays sound files, for where no sound server can be spoken to.

use std::io::{self, Write};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use tempfile::TempPath;

use super::output::Output;
use super::sound::RATE;

#[derive(Debug)]
pub(super) struct Player {
    words: &'static [&'static str],
    playing: Option<Playing>,
}

#[derive(Debug)]
struct Playing {
    child: Child,
    _file: TempPath,
    check_at: Duration,
    hung_at: Duration,
}

/// Players with their arguments, the best first; the file comes last.
#[cfg(all(unix, not(target_os = "macos")))]
const KNOWN: &[&[&str]] =
    &[&["pw-play"], &["paplay"], &["aplay", "-q"], &["ffplay", "-nodisp", "-autoexit", "-loglevel", "quiet"]];
/// Never tried on a real machine.
#[cfg(target_os = "macos")]
const KNOWN: &[&[&str]] = &[&["afplay"]];
/// Never tried on a real machine. The file's name comes in a variable, so that no shell reads it.
#[cfg(windows)]
const KNOWN: &[&[&str]] = &[&[
    "powershell.exe",
    "-NoProfile",
    "-NonInteractive",
    "-Command",
    "(New-Object Media.SoundPlayer $env:WINDDOWN_SOUND).PlaySync()",
]];

const NAME: (&str, &str) = ("winddown-chime-", ".wav");
/// A player that cannot play has said so by then.
const SETTLING: Duration = Duration::from_millis(500);
const GRACE: Duration = Duration::from_secs(2);
const GLANCE: Duration = Duration::from_millis(20);
/// No chime lasts as long.
const IN_USE: Duration = Duration::from_secs(60);

pub(super) fn all() -> impl Iterator<Item = Player> {
    let here = KNOWN.iter().filter(|words| crate::store::paths::program(words[0]).is_some());
    here.map(|words| Player { words, playing: None })
}

/// Removes the files of a program that was killed; not those of one that runs now, whose player may not have opened its
/// file yet.
pub(super) fn sweep() {
    for file in std::fs::read_dir(std::env::temp_dir()).into_iter().flatten().flatten() {
        let name = file.file_name();
        let is_ours = name.to_str().is_some_and(|name| name.starts_with(NAME.0) && name.ends_with(NAME.1));
        let age = file.metadata().and_then(|file| file.modified()).ok().and_then(|at| at.elapsed().ok());
        if is_ours && age.is_some_and(|age| age > IN_USE) {
            let _ = std::fs::remove_file(file.path());
        }
    }
}

impl Player {
    fn stop(&mut self) {
        if let Some(Playing { mut child, .. }) = self.playing.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Output for Player {
    fn play(&mut self, samples: &[i16], up: Duration) -> io::Result<()> {
        self.stop();
        let mut file = tempfile::Builder::new().prefix(NAME.0).suffix(NAME.1).tempfile()?;
        file.write_all(&wav(samples))?;
        // Closed before the player opens it: on Windows one that shares it with no writer could not.
        let file = file.into_temp_path();
        let [name, arguments @ ..] = self.words else { return Ok(()) };
        let mut command = Command::new(name);
        command.args(arguments);
        if cfg!(windows) {
            command.env("WINDDOWN_SOUND", &file);
        } else {
            command.arg(&file);
        }
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let length = Duration::from_secs(samples.len() as u64) / RATE;
        let (check_at, hung_at) = (up + SETTLING, up + length + GRACE);
        self.playing = Some(Playing { child, _file: file, check_at, hung_at });
        Ok(())
    }

    fn silence(&mut self, up: Duration) -> io::Result<()> {
        self.stop();
        self.tidy(up)
    }

    fn due(&self) -> Option<Duration> {
        self.playing.as_ref().map(|playing| playing.check_at)
    }

    fn tidy(&mut self, up: Duration) -> io::Result<()> {
        let Some(playing) = &mut self.playing else { return Ok(()) };
        match playing.child.try_wait()? {
            Some(status) => {
                self.playing = None;
                if status.success() { Ok(()) } else { Err(io::Error::other(status.to_string())) }
            }
            None if up >= playing.hung_at => {
                self.stop();
                Err(io::ErrorKind::TimedOut.into())
            }
            None => {
                playing.check_at = playing.hung_at;
                Ok(())
            }
        }
    }

    fn examine(&mut self) -> io::Result<String> {
        self.play(&[0; RATE as usize / 10], Duration::ZERO)?;
        let mut up = Duration::ZERO;
        while self.playing.is_some() {
            thread::sleep(GLANCE);
            up += GLANCE;
            self.tidy(up).map_err(|_| io::Error::other(format!("{} cannot play", self.words[0])))?;
        }
        Ok(self.words[0].to_owned())
    }
}

impl Drop for Player {
    fn drop(&mut self) {
        self.stop();
    }
}

fn wav(samples: &[i16]) -> Vec<u8> {
    let data: Vec<u8> = samples.iter().flat_map(|sample| sample.to_le_bytes()).collect();
    let size = u32::try_from(data.len()).unwrap_or(u32::MAX);
    let mut file = Vec::with_capacity(data.len() + 44);
    file.extend(*b"RIFF");
    file.extend((size + 36).to_le_bytes());
    file.extend(*b"WAVEfmt ");
    file.extend(16_u32.to_le_bytes());
    // Plain numbers, one channel.
    file.extend([1_u16, 1].map(u16::to_le_bytes).as_flattened());
    file.extend([RATE, RATE * 2].map(u32::to_le_bytes).as_flattened());
    // Two bytes a moment, 16 bits a sample.
    file.extend([2_u16, 16].map(u16::to_le_bytes).as_flattened());
    file.extend(*b"data");
    file.extend(size.to_le_bytes());
    file.extend(data);
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_what_it_holds() {
        let file = wav(&[1, -2, 300]);
        assert_eq!(file.len(), 44 + 6);
        assert_eq!(&file[..16], b"RIFF\x2a\0\0\0WAVEfmt ");
        assert_eq!(&file[20..24], [1, 0, 1, 0]);
        assert_eq!(&file[24..28], 24_000_u32.to_le_bytes());
        assert_eq!(&file[36..], b"data\x06\0\0\0\x01\0\xfe\xff\x2c\x01");
    }
}
