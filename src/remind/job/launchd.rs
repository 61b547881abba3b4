//! An agent of launchd on macOS.

use std::io;
use std::path::PathBuf;

use super::files::{delete, home, put};
use super::system::{RunError, run};
use super::{Job, JobError, Scheduler};
use crate::remind::schedule::Days;

const LABEL: &str = "winddown.reminder";

pub(super) fn install(job: &Job) -> Result<(), JobError> {
    let name = Scheduler::Launchd.name();
    let (file, domain) = (file()?, domain());
    let path = file.to_string_lossy().into_owned();
    let was_there = file.exists();
    put(&[(file, text(job))], || {
        // One that is loaded keeps the old times.
        let _ = run("launchctl", &["bootout", &format!("{domain}/{LABEL}")]);
        match run("launchctl", &["bootstrap", &domain, &path]) {
            Ok(_) => Ok(()),
            Err(RunError::Missing(program)) => {
                Err(JobError::NoScheduler { name, why: format!("there is no {program} here") })
            }
            Err(error) => Err(JobError::Refused { name, why: error.to_string() }),
        }
    })
    .inspect_err(|_| {
        if was_there {
            // Back to what was there before.
            let _ = run("launchctl", &["bootstrap", &domain, &path]);
        }
    })
}

pub(super) fn remove() -> Result<bool, JobError> {
    let Ok(file) = file() else { return Ok(false) };
    if !file.exists() {
        return Ok(false);
    }
    let told = run("launchctl", &["bootout", &format!("{}/{LABEL}", domain())]);
    delete(&file)?;
    match told {
        Err(why @ RunError::Slow(_)) => {
            Err(JobError::Untold { name: Scheduler::Launchd.name(), why: why.to_string() })
        }
        // One that is not loaded cannot be unloaded.
        Ok(_) | Err(RunError::Missing(_) | RunError::Failed { .. }) => Ok(true),
    }
}

/// Returns where the job stands, its text, and the words of its command.
pub(super) fn read() -> Option<(String, String, Vec<String>)> {
    let file = file().ok()?;
    let text = std::fs::read_to_string(&file).ok()?;
    let words = text
        .split_once("<key>ProgramArguments</key>")
        .and_then(|(_, rest)| rest.split_once("</array>"))
        .map(|(list, _)| list.split("<string>").skip(1).filter_map(|item| item.split_once("</string>")))
        .map(|items| items.map(|(word, _)| unescaped(word)).collect());
    Some((file.display().to_string(), text, words.unwrap_or_default()))
}

pub(super) fn is_active() -> Result<(), String> {
    let loaded = run("launchctl", &["print", &format!("{}/{LABEL}", domain())]);
    loaded.map(drop).map_err(|error| format!("the agent is not loaded ({error})"))
}

fn file() -> io::Result<PathBuf> {
    Ok(home()?.join(format!("Library/LaunchAgents/{LABEL}.plist")))
}

/// Where agents of this person live.
fn domain() -> String {
    #[cfg(unix)]
    return format!("gui/{}", rustix::process::getuid().as_raw());
    #[cfg(not(unix))]
    return "gui/0".to_owned();
}

pub(super) fn text(job: &Job) -> String {
    let words = job
        .words("fire")
        .iter()
        .map(|word| format!("    <string>{}</string>\n", escaped(word)))
        .collect::<Vec<_>>()
        .concat();
    let variables = job
        .variables
        .iter()
        .map(|(name, value)| format!("    <key>{name}</key>\n    <string>{}</string>\n", escaped(value)))
        .collect::<Vec<_>>()
        .concat();
    let variables = if variables.is_empty() {
        variables
    } else {
        format!("  <key>EnvironmentVariables</key>\n  <dict>\n{variables}  </dict>\n")
    };
    let mut times = Vec::new();
    for alarm in job.schedule.alarms(job.night_begins) {
        let time = format!(
            "<key>Hour</key><integer>{}</integer><key>Minute</key><integer>{}</integer>",
            alarm.time.hour(),
            alarm.time.minute()
        );
        if alarm.days == Days::ALL {
            times.push(format!("    <dict>{time}</dict>\n"));
            continue;
        }
        for day in alarm.days.iter() {
            let day = day.to_sunday_zero_offset();
            times.push(format!("    <dict>{time}<key>Weekday</key><integer>{day}</integer></dict>\n"));
        }
    }
    let times = times.concat();
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<!-- Written by `winddown remind on`; `winddown remind off` removes it. -->
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>{LABEL}</string>
  <key>ProgramArguments</key>
  <array>
{words}  </array>
{variables}  <key>StartCalendarInterval</key>
  <array>
{times}  </array>
  <key>AbandonProcessGroup</key>
  <true/>
</dict>
</plist>
"#
    )
}

/// Returns text as XML takes it.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Returns the text that [`escaped`] was given.
pub(super) fn unescaped(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")
}
