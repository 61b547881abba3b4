//! `winddown doctor`: what works here and what does not.

use std::io::{self, Write};

use super::output::Failure;
use super::remind::Reminder;
use crate::cli::examine::{Health, examine};

/// Prints a line for each thing looked at; fails if something that was switched on does not work.
pub(super) fn run(as_json: bool, speed: f64) -> Result<(), Failure> {
    let desk = Reminder::new(speed)?;
    let reminder = desk.found();
    let next = reminder.as_ref().map(|found| (found, desk.next_of(found)));
    let findings = examine(&desk.paths, next);
    let mut out = io::stdout().lock();
    if as_json {
        writeln!(out, "{}", serde_json::to_string_pretty(&findings).map_err(io::Error::from)?)?;
    } else {
        for finding in &findings {
            writeln!(out, "{:6}  {:13}  {}", finding.health.word(), finding.what, finding.found)?;
            if let Some(fix) = &finding.fix {
                writeln!(out, "{:6}  {:13}  → {fix}", "", "")?;
            }
        }
    }
    let broken = findings.iter().filter(|finding| finding.health == Health::Broken).count();
    match broken {
        0 => Ok(()),
        1 => Err(Failure::said("one thing that is switched on does not work")),
        n => Err(Failure::Utterance(format!("{n} things that are switched on do not work"))),
    }
}
