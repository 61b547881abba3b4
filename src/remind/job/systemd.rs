//! A timer and a service of the person's own systemd.

use std::io;
use std::path::PathBuf;

use crate::document::file::shown;
use crate::remind::files::{config_home, delete, put};
use crate::remind::launch;
use crate::remind::run::{RunError, run};
use crate::remind::schedule::{Alarm, Days, Schedule, clock};
use crate::remind::scheduler::{About, Job, JobError, Scheduler, Written};
use crate::remind::words::unquoted;
use crate::store::paths::Paths;

const TIMER: &str = "winddown.timer";
const SERVICE: &str = "winddown.service";
const ENV: &str = "/usr/bin/env";
const START: &[&[&str]] = &[&["daemon-reload"], &["enable", TIMER], &["restart", TIMER]];

#[derive(Debug)]
pub(super) struct Systemd;

impl Scheduler for Systemd {
    fn about(&self) -> About {
        About {
            id: "systemd",
            name: "the systemd user manager",
            help: "A timer of systemd (Linux)",
            is_usual: cfg!(not(any(target_os = "macos", windows))),
        }
    }

    fn is_there(&self) -> Result<(), RunError> {
        environment().map(drop)
    }

    fn install(&self, job: &Job) -> Result<(), JobError> {
        let name = self.name();
        // A folder to write to is no sign of a manager that reads it.
        self.is_there().map_err(|error| JobError::NoScheduler { name, why: error.to_string() })?;
        let folder = folder()?;
        put(&[(folder.join(SERVICE), service(job)), (folder.join(TIMER), timer(job))], || {
            let told = START.iter().copied().try_for_each(systemctl);
            told.map_err(|why| JobError::Refused { name, why: why.to_string() })
        })
        .inspect_err(|_| {
            // It has to see again what was there before, and to go on with it.
            let stop: &[&[&str]] = &[&["disable", "--now", TIMER], &["daemon-reload"]];
            for words in if folder.join(TIMER).exists() { START } else { stop } {
                let _ = systemctl(words);
            }
        })
    }

    fn remove(&self) -> Result<bool, JobError> {
        let Ok(folder) = folder() else { return Ok(false) };
        if !folder.join(TIMER).exists() && !folder.join(SERVICE).exists() {
            return Ok(false);
        }
        let stopped = match systemctl(&["disable", "--now", TIMER]) {
            Ok(()) => {
                let _ = systemctl(&["stop", SERVICE]);
                let _ = systemctl(&["clean", "--what=state", TIMER]);
                Ok(())
            }
            // Where there is no systemd, nothing was started.
            Err(RunError::Missing(_)) => Ok(()),
            Err(why) => Err(JobError::NotStopped { name: self.name(), why: why.to_string() }),
        };
        let link = folder.join("timers.target.wants").join(TIMER);
        for file in [folder.join(TIMER), folder.join(SERVICE), link] {
            delete(&file)?;
        }
        stopped?;
        let _ = systemctl(&["daemon-reload"]);
        Ok(true)
    }

    fn read(&self) -> Option<Written> {
        let folder = folder().ok()?;
        let timer = std::fs::read_to_string(folder.join(TIMER)).ok()?;
        let service = std::fs::read_to_string(folder.join(SERVICE)).unwrap_or_default();
        let line = service.lines().find_map(|line| line.strip_prefix("ExecStart=")).unwrap_or_default();
        let words = unquoted(line).into_iter().skip_while(|word| word == ENV).collect();
        Some(Written { place: shown(&folder.join(TIMER)), text: service + &timer, words })
    }

    fn text(&self, job: &Job) -> Option<String> {
        Some(service(job) + &timer(job))
    }

    /// Most desktops tell the manager of their screen; sway, i3 or startx may not.
    fn no_window(&self) -> Option<(String, String)> {
        let mut here = launch::displays().peekable();
        here.peek()?;
        let there = environment().ok()?;
        let knows = |name: &str| there.lines().any(|line| line.split('=').next() == Some(name));
        let missing: Vec<_> = here.filter(|name| !knows(name)).collect();
        (!missing.is_empty()).then(|| {
            let why =
                format!("{} does not know {}, so Start opens no window", self.name(), missing.join(" and "));
            let fix = format!(
                "run `systemctl --user import-environment {}`, and have your desktop run it at every login",
                missing.join(" ")
            );
            (why, fix)
        })
    }

    fn check(&self, schedule: Option<&Schedule>, _paths: &Paths) -> Result<(), String> {
        self.is_there().map_err(|error| format!("systemd cannot be asked from here ({error})"))?;
        systemctl(&["is-enabled", TIMER]).map_err(|error| format!("{TIMER} is not enabled ({error})"))?;
        systemctl(&["is-active", TIMER]).map_err(|error| format!("{TIMER} is not running ({error})"))?;
        let folder = folder().map_err(|error| error.to_string())?;
        let text = std::fs::read_to_string(folder.join(TIMER)).unwrap_or_default();
        let times =
            text.lines().filter(|line| line.starts_with("OnCalendar=")).map(|line| format!("{line}\n"));
        let times: String = times.collect();
        // Any hour at which nights begin will do.
        if schedule.is_some_and(|schedule| (0..24).all(|begins| calendars(schedule, begins) != times)) {
            return Err(format!(
                "the times of {TIMER} were changed by hand and are not those that winddown goes by"
            ));
        }
        let changes = folder.join(format!("{TIMER}.d"));
        if changes.exists() {
            return Err(format!(
                "{} changes its times, which winddown does not go by: remove it",
                shown(&changes)
            ));
        }
        Ok(())
    }
}

/// The variables that its services get, each in a line.
fn environment() -> Result<String, RunError> {
    run("systemctl", &["--user", "show-environment"])
}

fn systemctl(words: &[&str]) -> Result<(), RunError> {
    let words: Vec<&str> = ["--user"].iter().chain(words).copied().collect();
    run("systemctl", &words).map(drop)
}

fn folder() -> io::Result<PathBuf> {
    Ok(config_home()?.join("systemd/user"))
}

/// The service: one call of `winddown remind fire`, which stays while it waits for an answer.
fn service(job: &Job) -> String {
    let words = job.words("fire");
    // systemd starts no program with such a sign in its name, but passes them on.
    let env = words.first().is_some_and(|program| program.contains(['"', '\'', '\\'])).then_some(ENV);
    let command: Vec<_> = env.into_iter().chain(words.iter().map(String::as_str)).map(quoted).collect();
    let variables = job.variables.iter();
    let variables =
        variables.map(|(name, value)| format!("Environment={}\n", quoted(&format!("{name}={value}"))));
    let variables: String = variables.collect();
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

/// The timer. It makes up for what was missed; the service decides whether it is too late.
fn timer(job: &Job) -> String {
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

fn calendars(schedule: &Schedule, night_begins: i8) -> String {
    let alarms = schedule.alarms(night_begins).into_iter();
    let lines = alarms.map(|alarm| format!("OnCalendar={}\n", calendar(&alarm)));
    lines.collect()
}

fn calendar(alarm: &Alarm) -> String {
    let days: Vec<_> =
        alarm.days.iter().map(|day| format!("{day:?}").chars().take(3).collect::<String>()).collect();
    let days = if alarm.days == Days::ALL { String::new() } else { format!("{} ", days.join(",")) };
    format!("{days}*-*-* {}:00", clock(alarm.time))
}

/// Quotes a word for systemd. Dollars stay, as the colon before the command line turns variables off.
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
