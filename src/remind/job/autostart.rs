//! A program that the desktop starts at login and that waits for bedtime: for systems without systemd.

use std::io;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::document::file::shown;
use crate::remind::files::{config_home, delete, put};
use crate::remind::memory;
use crate::remind::schedule::Schedule;
use crate::remind::scheduler::{About, Job, JobError, Scheduler, Written};
use crate::remind::words;
use crate::store::paths::Paths;

#[derive(Debug)]
pub(crate) struct Autostart;

/// Tells `winddown remind watch` that it is the installed job, and ends with it.
pub(super) const INSTALLED: &str = "--installed";

impl Scheduler for Autostart {
    fn about(&self) -> About {
        About {
            id: "autostart",
            name: "the desktop's autostart",
            help: "A small program that waits, started by the desktop at login (Linux)",
            is_usual: false,
        }
    }

    fn install(&self, job: &Job) -> Result<(), JobError> {
        put(&[(file()?, text(job))], || Ok(()))?;
        // Not only from the next login on. One that waits already takes over what has changed, and this one ends.
        let mut waiting = Command::new(&job.program);
        waiting.args(job.words("watch").iter().skip(1)).arg(INSTALLED).envs(job.variables.iter().cloned());
        waiting.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut waiting, 0);
        waiting.spawn().map(drop).map_err(JobError::from)
    }

    fn remove(&self) -> Result<bool, JobError> {
        file().map_or(Ok(false), |file| Ok(delete(&file)?))
    }

    fn read(&self) -> Option<Written> {
        let file = file().ok()?;
        let text = std::fs::read_to_string(&file).ok()?;
        let words =
            text.lines().find_map(|line| line.strip_prefix("Exec=")).map(unquoted).unwrap_or_default();
        // `env NAME=value …` goes before the program.
        let program =
            words.iter().position(|word| word == "remind").and_then(|at| at.checked_sub(1)).unwrap_or(0);
        let words = words.into_iter().skip(program).collect();
        Some(Written { place: shown(&file), text, words })
    }

    fn text(&self, job: &Job) -> Option<String> {
        Some(text(job))
    }

    fn check(&self, _schedule: Option<&Schedule>, paths: &Paths) -> Result<(), String> {
        let text = self.read().unwrap_or_default().text;
        let off = ["Hidden=true", "X-GNOME-Autostart-enabled=false"];
        if text.lines().any(|line| off.contains(&line.trim())) {
            return Err("it is switched off among the desktop's startup programs".to_owned());
        }
        if memory::is_watched(paths) {
            Ok(())
        } else {
            Err("nothing is waiting for bedtime until your next login".to_owned())
        }
    }
}

fn file() -> io::Result<PathBuf> {
    Ok(config_home()?.join("autostart/winddown.desktop"))
}

fn text(job: &Job) -> String {
    let variables = job.variables.iter().map(|(name, value)| format!("{name}={value}"));
    let env = (!job.variables.is_empty()).then(|| "env".to_owned());
    let words = env.into_iter().chain(variables).chain(job.words("watch")).chain([INSTALLED.to_owned()]);
    let command: Vec<_> = words.map(|word| quoted(&word)).collect();
    format!(
        "# Written by `winddown remind on`; `winddown remind off` removes it.
[Desktop Entry]
Type=Application
Name=winddown reminder
Comment=Reminds you at bedtime
Exec={}
Terminal=false
NoDisplay=true
X-GNOME-Autostart-enabled=true
",
        command.join(" ")
    )
}

/// Quotes a word as a desktop entry does: once for the command line, once more for the file.
fn quoted(word: &str) -> String {
    let mut quoted = String::from("\"");
    for c in word.chars() {
        match c {
            '\\' | '"' | '`' | '$' => quoted.extend(['\\', c]),
            '%' => quoted.push_str("%%"),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted.replace('\\', "\\\\").replace('\n', "\\n")
}

fn unquoted(line: &str) -> Vec<String> {
    let mut command = String::new();
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        command.extend(if c == '\\' {
            rest.next().map(|c| if c == 'n' { '\n' } else { c })
        } else {
            Some(c)
        });
    }
    words::unquoted(&command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_from_the_command_line() {
        let words = ["/opt/it's 100% \"mine\"/$HOME\\x`\n", "remind", "watch", "21:45", ""];
        let line: Vec<_> = words.iter().map(|word| quoted(word)).collect();
        assert_eq!(unquoted(&line.join(" ")), words);
    }
}
