//! A timer and a service of the person's own systemd.

use std::io;
use std::path::PathBuf;

use super::files::{delete, put, settings};
use super::system::{RunError, run};
use super::{Installed, Job, JobError, Scheduler};
use crate::remind::schedule::{Alarm, Days, Schedule, clock};

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
        told.map_err(|why| JobError::Refused { name, why: why.to_string() })
    })
    .inspect_err(|_| {
        // It has to see again what was there before, and to go on with it.
        let again: [&[&str]; 3] = if folder.join(TIMER).exists() {
            [&["daemon-reload"], &["enable", TIMER], &["restart", TIMER]]
        } else {
            [&["disable", "--now", TIMER], &["daemon-reload"], &[]]
        };
        for words in again.into_iter().filter(|words| !words.is_empty()) {
            let _ = systemctl(words);
        }
    })
}

pub(super) fn remove() -> Result<bool, JobError> {
    let Ok(folder) = folder() else { return Ok(false) };
    if !folder.join(TIMER).exists() && !folder.join(SERVICE).exists() {
        return Ok(false);
    }
    let stopped = systemctl(&["disable", "--now", TIMER]);
    let stopped = match stopped {
        Ok(()) => {
            // Nothing may wait, and there may be nothing to clean.
            let _ = systemctl(&["stop", SERVICE]);
            let _ = systemctl(&["clean", "--what=state", TIMER]);
            Ok(())
        }
        // Where there is no systemd, nothing was started.
        Err(RunError::Missing(_)) => Ok(()),
        Err(why) => Err(JobError::Untold { name: Scheduler::Systemd.name(), why: why.to_string() }),
    };
    let link = folder.join("timers.target.wants").join(TIMER);
    for file in [folder.join(TIMER), folder.join(SERVICE), link] {
        delete(&file)?;
    }
    stopped?;
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

/// Returns whether the manager has the timer, with the times that the service goes by.
pub(super) fn is_active(job: &Installed) -> Result<(), String> {
    systemctl(&["show-environment"])
        .map_err(|error| format!("systemd cannot be asked from here ({error})"))?;
    systemctl(&["is-enabled", TIMER]).map_err(|error| format!("{TIMER} is not enabled ({error})"))?;
    systemctl(&["is-active", TIMER]).map_err(|error| format!("{TIMER} is not running ({error})"))?;
    let folder = folder().map_err(|error| error.to_string())?;
    let text = std::fs::read_to_string(folder.join(TIMER)).unwrap_or_default();
    let times = |text: &str| {
        text.lines().filter(|line| line.starts_with("OnCalendar=")).map(str::to_owned).collect::<Vec<_>>()
    };
    let alarms = |begins| {
        let schedule = job.schedule.as_ref().ok();
        schedule.map(|schedule| times(&calendars(schedule, begins)))
    };
    // Any hour at which nights begin will do.
    if job.schedule.is_ok() && !(0..24).any(|begins| alarms(begins).as_ref() == Some(&times(&text))) {
        return Err(format!(
            "the times of {TIMER} were changed by hand and are not those that winddown goes by"
        ));
    }
    let changes = folder.join(format!("{TIMER}.d"));
    if changes.exists() {
        return Err(format!(
            "{} changes its times, which winddown does not go by: remove it",
            changes.display()
        ));
    }
    Ok(())
}

fn systemctl(words: &[&str]) -> Result<(), RunError> {
    let words: Vec<&str> = ["--user"].iter().chain(words).copied().collect();
    run("systemctl", &words).map(drop)
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
StartLimitIntervalSec=0

[Service]
Type=simple
{variables}ExecStart=:{}
# The terminal that the button opens goes on when the reminder ends.
KillMode=process
# The desktop may not be ready for notifications yet; when it is too late for one, the reminder ends well.
Restart=on-failure
RestartSec=20s
RestartPreventExitStatus=2
",
        command.join(" ")
    )
}

/// The timer. What was missed is made up for, and judged by the service.
pub(super) fn timer(job: &Job) -> String {
    let calendar = calendars(&job.schedule, job.night_begins);
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

/// Returns the lines that say when the service is called.
fn calendars(schedule: &Schedule, night_begins: i8) -> String {
    let lines =
        schedule.alarms(night_begins).into_iter().map(|alarm| format!("OnCalendar={}\n", calendar(&alarm)));
    lines.collect::<Vec<_>>().concat()
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
pub(super) fn unquoted(line: &str) -> Vec<String> {
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
