//! A task of the Windows Task Scheduler.

use crate::remind::run::run;
use crate::remind::schedule::clock;
use crate::remind::scheduler::{About, Job, JobError, Scheduler, Written};
use crate::remind::words::{xml_escaped, xml_unescaped};

const TASK: &str = "winddown reminder";

/// Prints the task in UTF-8.
const EXPORT: &str = "[Console]::OutputEncoding = [Text.Encoding]::UTF8; \
    [Console]::Out.Write((Export-ScheduledTask -TaskName 'winddown reminder' -ErrorAction Stop))";

#[derive(Debug)]
pub(super) struct TaskScheduler;

impl Scheduler for TaskScheduler {
    fn about(&self) -> About {
        About {
            id: "task-scheduler",
            name: "the Task Scheduler",
            help: "A task of the Task Scheduler (Windows)",
            is_usual: cfg!(windows),
        }
    }

    fn install(&self, job: &Job) -> Result<(), JobError> {
        // The scheduler reads UTF-16 with its mark in front.
        let bytes: Vec<u8> =
            std::iter::once(0xfeff).chain(text(job).encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let mut file = tempfile::Builder::new().prefix("winddown").suffix(".xml").tempfile()?;
        std::io::Write::write_all(&mut file, &bytes)?;
        let path = file.into_temp_path();
        let created = run("schtasks", &["/Create", "/F", "/TN", TASK, "/XML", &path.to_string_lossy()]);
        created.map(drop).map_err(|error| self.refused(error))
    }

    fn remove(&self) -> Result<bool, JobError> {
        if self.read().is_none() {
            return Ok(false);
        }
        match run("schtasks", &["/Delete", "/F", "/TN", TASK]) {
            Ok(_) => Ok(true),
            Err(error) => Err(JobError::Refused { name: self.name(), why: error.to_string() }),
        }
    }

    /// Reads it from the scheduler itself, so there is nothing more to [`check`](Scheduler::check).
    fn read(&self) -> Option<Written> {
        let mut xml = run("schtasks", &["/Query", "/XML", "/TN", TASK]).ok()?;
        if xml.contains(char::REPLACEMENT_CHARACTER) {
            // It prints in the console's code page, and a folder's name has other letters than English.
            xml = run("powershell.exe", &["-NoProfile", "-NonInteractive", "-Command", EXPORT]).ok()?;
        }
        let element = |name: &str| {
            let (_, rest) = xml.split_once(&format!("<{name}>"))?;
            rest.split_once(&format!("</{name}>")).map(|(text, _)| xml_unescaped(text))
        };
        let arguments = element("Arguments")?;
        let (program, rest) = arguments.strip_prefix("--headless \"")?.split_once('"')?;
        let program = program.to_owned();
        let words = std::iter::once(program).chain(rest.split_whitespace().map(str::to_owned)).collect();
        Some(Written { place: format!("the task \"{TASK}\""), text: xml, words })
    }

    fn text(&self, _job: &Job) -> Option<String> {
        None
    }
}

/// The task. It takes no variables: they are the person's own, set for all programs.
fn text(job: &Job) -> String {
    let words = job.words("fire");
    let (program, arguments) =
        words.split_first().map_or((String::new(), String::new()), |(program, rest)| {
            ("conhost.exe".to_owned(), format!("--headless \"{program}\" {}", rest.join(" ")))
        });
    let triggers = job.schedule.alarms(job.night_begins).into_iter().map(|alarm| {
        let days = alarm.days.iter().map(|day| format!("<{day:?} />")).collect::<Vec<_>>().concat();
        format!(
            "    <CalendarTrigger>
      <StartBoundary>2026-01-01T{}:00</StartBoundary>
      <ScheduleByWeek>
        <DaysOfWeek>{days}</DaysOfWeek>
        <WeeksInterval>1</WeeksInterval>
      </ScheduleByWeek>
    </CalendarTrigger>\n",
            clock(alarm.time)
        )
    });
    let triggers = triggers.collect::<Vec<_>>().concat();
    format!(
        r#"<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Written by `winddown remind on`; `winddown remind off` removes it.</Description>
  </RegistrationInfo>
  <Triggers>
{triggers}  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{}</Command>
      <Arguments>{}</Arguments>
    </Exec>
  </Actions>
</Task>
"#,
        xml_escaped(&program),
        xml_escaped(&arguments)
    )
}
