//! An agent of launchd on macOS.

use std::io;
use std::path::PathBuf;

use crate::document::file::shown;
use crate::remind::files::{delete, home, put};
use crate::remind::run::{RunError, run};
use crate::remind::schedule::{Days, Schedule};
use crate::remind::scheduler::{About, Job, JobError, Scheduler, Written};
use crate::remind::words::{xml_escaped, xml_unescaped};
use crate::store::paths::Paths;

const LABEL: &str = "winddown.reminder";

#[derive(Debug)]
pub(super) struct Launchd;

impl Scheduler for Launchd {
    fn about(&self) -> About {
        About {
            id: "launchd",
            name: "launchd",
            help: "An agent of launchd (macOS)",
            is_usual: cfg!(target_os = "macos"),
        }
    }

    fn is_there(&self) -> Result<(), RunError> {
        run("launchctl", &["version"]).map(drop)
    }

    fn install(&self, job: &Job) -> Result<(), JobError> {
        let (file, domain) = (file()?, domain());
        let path = file.to_string_lossy().into_owned();
        let was_there = file.exists();
        put(&[(file, text(job))], || {
            let _ = run("launchctl", &["bootout", &format!("{domain}/{LABEL}")]);
            run("launchctl", &["bootstrap", &domain, &path]).map(drop).map_err(|error| self.refused(error))
        })
        .inspect_err(|_| {
            if was_there {
                let _ = run("launchctl", &["bootstrap", &domain, &path]);
            }
        })
    }

    fn remove(&self) -> Result<bool, JobError> {
        let Ok(file) = file() else { return Ok(false) };
        if !file.exists() {
            return Ok(false);
        }
        let told = run("launchctl", &["bootout", &format!("{}/{LABEL}", domain())]);
        delete(&file)?;
        match told {
            Err(why @ RunError::Slow(_)) => {
                Err(JobError::NotStopped { name: self.name(), why: why.to_string() })
            }
            // One that is not loaded cannot be unloaded.
            Ok(_) | Err(RunError::Missing(_) | RunError::Failed { .. }) => Ok(true),
        }
    }

    fn read(&self) -> Option<Written> {
        let file = file().ok()?;
        let text = std::fs::read_to_string(&file).ok()?;
        let words = text
            .split_once("<key>ProgramArguments</key>")
            .and_then(|(_, rest)| rest.split_once("</array>"))
            .map(|(list, _)| list.split("<string>").skip(1).filter_map(|item| item.split_once("</string>")))
            .map(|items| items.map(|(word, _)| xml_unescaped(word)).collect());
        Some(Written { place: shown(&file), text, words: words.unwrap_or_default() })
    }

    fn text(&self, job: &Job) -> Option<String> {
        Some(text(job))
    }

    fn check(&self, _schedule: Option<&Schedule>, _paths: &Paths) -> Result<(), String> {
        let loaded = run("launchctl", &["print", &format!("{}/{LABEL}", domain())]);
        loaded.map(drop).map_err(|error| format!("the agent is not loaded ({error})"))
    }
}

fn file() -> io::Result<PathBuf> {
    Ok(home()?.join(format!("Library/LaunchAgents/{LABEL}.plist")))
}

fn domain() -> String {
    #[cfg(unix)]
    return format!("gui/{}", rustix::process::getuid().as_raw());
    #[cfg(not(unix))]
    return "gui/0".to_owned();
}

fn text(job: &Job) -> String {
    let string = |text: &str| format!("    <string>{}</string>\n", xml_escaped(text));
    let words: String = job.words("fire").iter().map(|word| string(word)).collect();
    let variables =
        job.variables.iter().map(|(name, value)| format!("    <key>{name}</key>\n{}", string(value)));
    let mut variables: String = variables.collect();
    if !variables.is_empty() {
        variables = format!("  <key>EnvironmentVariables</key>\n  <dict>\n{variables}  </dict>\n");
    }
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
