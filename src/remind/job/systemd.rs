//! A timer and a service of the person's own systemd.

use std::io;
use std::path::PathBuf;

use super::files::{delete, put, settings};
use super::system::run;
use super::{Job, JobError, Scheduler};
use crate::remind::schedule::{Alarm, Days, clock};

const TIMER: &str = "winddown.timer";
const SERVICE: &str = "winddown.service";
const ENV: &str = "/usr/bin/env";

pub(super) fn install(job: &Job) -> Result<(), JobError> {
    let name = Scheduler::Systemd.name();
    let no = |why: String| JobError::NoScheduler { name, why };
    // A folder to write to is no sign of a manager that reads it.
    run("systemctl", &["--user", "show-environment"]).map_err(|error| no(error.to_string()))?;
    let folder = folder()?;
    put(&[(folder.join(SERVICE), service(job)), (folder.join(TIMER), timer(job))], || {
        let told = ["daemon-reload", "enable", "restart"].into_iter().try_for_each(|verb| {
            let words: &[&str] = if verb == "daemon-reload" { &[verb] } else { &[verb, TIMER] };
            systemctl(words)
        });
        told.map_err(|why| {
            let _ = systemctl(&["disable", "--now", TIMER]);
            JobError::Refused { name, why }
        })
    })
    .inspect_err(|_| {
        // It has to see again what was there before.
        let _ = systemctl(&["daemon-reload"]);
    })
}

pub(super) fn remove() -> Result<bool, JobError> {
    let Ok(folder) = folder() else { return Ok(false) };
    if !folder.join(TIMER).exists() && !folder.join(SERVICE).exists() {
        return Ok(false);
    }
    // Without a manager there is nothing to stop; the files go all the same.
    let _ = systemctl(&["disable", "--now", TIMER]);
    let _ = systemctl(&["clean", "--what=state", TIMER]);
    let link = folder.join("timers.target.wants").join(TIMER);
    for file in [folder.join(TIMER), folder.join(SERVICE), link] {
        delete(&file)?;
    }
    let _ = systemctl(&["daemon-reload"]);
    Ok(true)
}

/// Returns where the job stands, its text, and the words of its command.
pub(super) fn read() -> Option<(String, String, Vec<String>)> {
    let folder = folder().ok()?;
    let timer = std::fs::read_to_string(folder.join(TIMER)).ok()?;
    let service = std::fs::read_to_string(folder.join(SERVICE)).unwrap_or_default();
    let line = service.lines().find_map(|line| line.strip_prefix("ExecStart=")).unwrap_or_default();
    let words = unquoted(line).into_iter().skip_while(|word| word == ENV).collect();
    Some((folder.join(TIMER).display().to_string(), service + &timer, words))
}

/// Returns the two units, one after the other.
pub(super) fn text(job: &Job) -> String {
    service(job) + &timer(job)
}

pub(super) fn is_active() -> Result<(), String> {
    run("systemctl", &["--user", "is-enabled", TIMER])
        .map_err(|error| format!("{TIMER} is not enabled ({error})"))?;
    run("systemctl", &["--user", "is-active", TIMER])
        .map_err(|error| format!("{TIMER} is not running ({error})"))?;
    Ok(())
}

fn systemctl(words: &[&str]) -> Result<(), String> {
    let words: Vec<&str> = ["--user"].iter().chain(words).copied().collect();
    run("systemctl", &words).map(drop).map_err(|error| error.to_string())
}

fn folder() -> io::Result<PathBuf> {
    Ok(settings()?.join("systemd/user"))
}

/// The service: one call of `winddown remind fire`.
///
/// It stays while it waits for an answer, and the terminal that it opens outlives it.
pub(super) fn service(job: &Job) -> String {
    let words = job.words("fire");
    // systemd starts no program with such a sign in its name, but passes them on.
    let env = words.first().is_some_and(|program| program.contains(['"', '\'', '\\'])).then_some(ENV);
    let command: Vec<_> = env.into_iter().chain(words.iter().map(String::as_str)).map(quoted).collect();
    let variables = job
        .variables
        .iter()
        .map(|(name, value)| format!("Environment={}\n", quoted(&format!("{name}={value}"))))
        .collect::<Vec<_>>()
        .concat();
    format!(
        "# Written by `winddown remind on`; `winddown remind off` removes it.
[Unit]
Description=Bedtime reminder of winddown
StartLimitIntervalSec=10min
StartLimitBurst=10

[Service]
Type=simple
{variables}ExecStart=:{}
# The terminal that the button opens goes on when the reminder ends.
KillMode=process
# At login the desktop may not be ready for notifications yet.
Restart=on-failure
RestartSec=20s
RestartPreventExitStatus=2
",
        command.join(" ")
    )
}

/// The timer. What was missed is made up for, and judged by the service.
pub(super) fn timer(job: &Job) -> String {
    let calendar = job
        .schedule
        .alarms(job.night_begins)
        .iter()
        .map(|alarm| format!("OnCalendar={}\n", calendar(alarm)))
        .collect::<Vec<_>>()
        .concat();
    format!(
        "# Written by `winddown remind on`; `winddown remind off` removes it.
[Unit]
Description=Bedtime of winddown

[Timer]
{calendar}AccuracySec=1s
Persistent=true

[Install]
WantedBy=timers.target
"
    )
}

/// Returns when an alarm rings, as systemd writes it.
pub(super) fn calendar(alarm: &Alarm) -> String {
    let days: Vec<_> =
        alarm.days.iter().map(|day| format!("{day:?}").chars().take(3).collect::<String>()).collect();
    let days = if alarm.days == Days::ALL { String::new() } else { format!("{} ", days.join(",")) };
    format!("{days}*-*-* {}:00", clock(alarm.time))
}

/// Returns a word that systemd takes as it is: quoted, with its own signs escaped. Dollars stay, as the command line's
/// colon turns variables off.
fn quoted(word: &str) -> String {
    let mut quoted = String::from("\"");
    for c in word.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '%' => quoted.push_str("%%"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Returns the words of a command line that [`quoted`] has written.
fn unquoted(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = line.trim_start_matches(':').chars().peekable();
    while let Some(c) = rest.next() {
        if c != '"' {
            continue;
        }
        let mut word = String::new();
        while let Some(c) = rest.next() {
            match c {
                '"' => break,
                '\\' => word.extend(rest.next().map(|c| match c {
                    'n' => '\n',
                    't' => '\t',
                    c => c,
                })),
                '%' => {
                    rest.next_if_eq(&'%');
                    word.push('%');
                }
                c => word.push(c),
            }
        }
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_from_the_command_line() {
        let words = ["/opt/it's 100% \"mine\"/$HOME\\x\n", "remind", "fire", "21:45", "", "%h %%"];
        let line: Vec<_> = words.iter().map(|word| quoted(word)).collect();
        assert_eq!(unquoted(&format!(":{}", line.join(" "))), words);
        assert!(unquoted("/usr/bin/true").is_empty());
        assert_eq!(unquoted("\"half"), ["half"]);
    }
}
