//! `winddown remind`: switching the reminder on and off, and what schedulers call.

use clap::Subcommand;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use jiff::civil::Date;

use super::output::Failure;
use crate::document::one_line;
use crate::remind::job::SCHEDULERS;
use crate::remind::parse_lead;
use crate::remind::schedule::{Days, Schedule, parse_days};
use crate::remind::scheduler::Scheduler;

mod commands;

pub(super) use commands::Reminder;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Remind me at bedtime
    #[command(after_help = ON_HELP)]
    On {
        /// When: a time such as 21:45 or 9:45pm, and the nights if not all, as in 21:45 sun-thu 22:30 fri,sat
        #[arg(required = true, value_name = "TIME")]
        words: Vec<String>,
        /// The nights, by the day on which their evening begins: mon,tue or sun-thu, weekdays, weekends
        #[arg(long)]
        days: Option<String>,
        /// Also send a gentle heads-up this long before, such as 45m
        #[arg(long, value_name = "LENGTH")]
        lead: Option<String>,
        /// The scheduler; `crontab` prints lines for one and installs nothing
        #[arg(long, value_parser = by())]
        by: Option<By>,
    },
    /// Remove the reminder and every trace of it
    Off,
    /// When it comes next, and whether anything would stop it
    Status {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Keep quiet tonight
    Skip {
        /// Keep quiet until this date, such as 2026-12-24; it comes again on that evening
        #[arg(long, value_name = "DATE")]
        until: Option<Date>,
        /// Take it back
        #[arg(long, conflicts_with = "until")]
        cancel: bool,
    },
    /// Show the notification now, and say what the desktop made of it
    Test,
    /// Wait for bedtime in the foreground, where there is no scheduler; without a time, for that of the job
    Watch {
        /// When, as in `on`
        #[arg(value_name = "TIME")]
        words: Vec<String>,
        /// Also send a gentle heads-up this long before
        #[arg(long, value_name = "LENGTH")]
        lead: Option<String>,
        /// This is the installed job: end with it, and change with it
        #[arg(long, hide = true)]
        installed: bool,
    },
    /// What schedulers call: speaks if it is time
    #[command(hide = true)]
    Fire {
        /// The schedule
        words: Vec<String>,
        /// Its lead
        #[arg(long)]
        lead: Option<String>,
    },
}

#[derive(Clone, Copy, Debug)]
pub(super) enum By {
    Scheduler(&'static dyn Scheduler),
    /// Cron, once the person has installed the printed lines.
    Crontab,
}

fn by() -> impl TypedValueParser<Value = By> {
    let schedulers = SCHEDULERS.map(|scheduler| PossibleValue::new(scheduler.id()).help(scheduler.about()));
    let crontab = PossibleValue::new("crontab").help("Lines for your crontab, to put there yourself");
    PossibleValuesParser::new(schedulers.into_iter().chain([crontab])).map(|id| {
        SCHEDULERS.into_iter().find(|scheduler| scheduler.id() == id).map_or(By::Crontab, By::Scheduler)
    })
}

const ON_HELP: &str = "\
Examples:
  winddown remind on 21:45
  winddown remind on 9:45pm --days weekdays
  winddown remind on 21:45 sun-thu 22:30 fri,sat --lead 45m

A day means the evening that begins on it: 00:30 fri is the night of Friday.";

pub(super) fn run(command: Command, speed: f64) -> Result<(), Failure> {
    let reminder = Reminder::new(speed)?;
    match command {
        Command::On { words, days: Some(days), lead, by } => {
            reminder.on(schedule_on(&words, &days, lead.as_deref())?, by)
        }
        Command::On { words, days: None, lead, by } => reminder.on(schedule(&words, lead.as_deref())?, by),
        Command::Off => reminder.off(),
        Command::Status { json } => reminder.status(json),
        Command::Skip { until, cancel } => reminder.skip(until, cancel),
        Command::Test => reminder.test(),
        Command::Watch { words, lead, installed } => {
            let schedule = if words.is_empty() { None } else { Some(schedule(&words, lead.as_deref())?) };
            reminder.watch(schedule, installed)
        }
        Command::Fire { words, lead } => reminder.fire(&schedule(&words, lead.as_deref())?),
    }
}

fn schedule(words: &[String], lead: Option<&str>) -> Result<Schedule, Failure> {
    let lead = lead.map(parse_lead).transpose().map_err(Failure::Usage)?;
    Schedule::parse(words.iter().map(String::as_str), lead).map_err(Failure::Usage)
}

fn schedule_on(words: &[String], days: &str, lead: Option<&str>) -> Result<Schedule, Failure> {
    let mut schedule = schedule(words, lead)?;
    let Some(days) = parse_days(&days.to_ascii_lowercase()).map_err(Failure::Usage)? else {
        let days = one_line(days);
        return Err(Failure::Usage(format!("`{days}` names no day; write days such as mon,tue or sun-thu")));
    };
    match schedule.rules.as_mut_slice() {
        [rule] if rule.days == Days::ALL => rule.days = days,
        _ => {
            return Err(Failure::Usage(
                "write the days behind each time instead: 21:45 sun-thu 22:30 fri,sat".into(),
            ));
        }
    }
    Ok(schedule)
}
