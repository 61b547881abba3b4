//! The reminder at bedtime: comes at the right time although winddown is not running, and never at a wrong one.
//!
//! ```text
//!  winddown remind on 21:45 ─▶ job: the system's own scheduler ─ calls ─▶ winddown remind fire 21:45 daily
//!                                                                           │
//!                        schedule, memory, journal ─▶ due ─▶ decide ─▶ silence, or a notification and its answer
//! ```
//!
//! Schedulers are trusted with little: they may call late, twice, or in the morning when the lid opens. Every call decides
//! anew whether there is something to say, with the pure function [`decide`](decision::decide). The schedule is kept in the
//! installed [`job`] alone; what was said, put off or skipped in the [`memory`].

use std::time::Duration;

use schedule::{LONGEST_LEAD, SHORTEST_LEAD, Schedule};

use crate::document::length;

pub(crate) mod schedule;
pub(crate) mod decision;
pub(crate) mod memory;
mod run;
pub(crate) mod scheduler;
mod files;
mod words;
pub(crate) mod job;
pub(crate) mod fire;
pub(crate) mod launch;

/// Reads the words of a job's command line: times, days, and `--lead 45m` at the end. The error is a lower-case fragment
/// that says what to write.
pub(crate) fn schedule_of<'a>(words: impl IntoIterator<Item = &'a str>) -> Result<Schedule, String> {
    let mut words: Vec<&str> = words.into_iter().collect();
    let lead = match words.iter().position(|&word| word == "--lead") {
        Some(at) => {
            let lead = words.get(at + 1).copied().unwrap_or_default().to_owned();
            words.drain(at..words.len().min(at + 2));
            Some(parse_lead(&lead)?)
        }
        None => None,
    };
    Schedule::parse(words, lead)
}

pub(crate) fn parse_lead(text: &str) -> Result<Duration, String> {
    let lead = length::read(text).map_err(|wrong| format!("{}; {}", wrong.what, wrong.fix))?;
    // Schedulers count minutes.
    let whole = Duration::from_secs(lead.as_secs() / 60 * 60);
    if (SHORTEST_LEAD..=LONGEST_LEAD).contains(&whole) {
        Ok(whole)
    } else {
        Err(format!("a lead of {text} is no use; write a length from 15m to 4h, such as 45m"))
    }
}
