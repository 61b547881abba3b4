//! `winddown history`: the evenings, one after the other.

use std::io::{self, Write};
use std::time::Duration;

use serde_json::json;

use super::output::{Failure, find_paths, print_json, warn};
use super::{diary, evening};
use crate::session::is_done;
use crate::store::journal::{Entry, EventKind, Journal, SessionNote};
use crate::text;

const HEAD: &str = "night,began,routine,name,finished,minutes,steps done,whole";

pub(super) fn run(as_json: bool, as_csv: bool) -> Result<(), Failure> {
    let reading = Journal::open(&find_paths()?).read_all();
    evening::torn(&reading.bad).into_iter().for_each(warn);
    let evenings = reading.entries.into_iter().filter_map(|Entry { id, night, what, .. }| match what {
        EventKind::Session(note) => Some((id, night, note)),
        _ => None,
    });
    if as_json {
        let rows = evenings.map(|(id, night, note)| {
            let mut row = diary::with_id(&id, &note);
            row["night"] = json!(night);
            row
        });
        return print_json(&rows.collect());
    }
    if as_csv {
        return diary::write_csv(HEAD, evenings.map(|(_, night, note)| row(night.to_string(), &note)));
    }
    let mut out = io::stdout().lock();
    let mut none = true;
    for (_, night, note) in evenings {
        none = false;
        let done = format!("{} steps", done(&note));
        let length = text::length(Duration::from_secs(note.seconds.into()));
        writeln!(out, "{night}  {}  {done:<14} {length:>12}  {}", note.started.strftime("%H:%M"), note.name)?;
    }
    if none {
        writeln!(out, "No evening yet. The first one: winddown")?;
    }
    Ok(())
}

fn row(night: String, note: &SessionNote) -> Vec<String> {
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    vec![
        night,
        note.started.strftime("%Y-%m-%d %H:%M").to_string(),
        note.routine.clone(),
        note.name.clone(),
        yes(note.finished),
        diary::minutes(note.seconds),
        done(note),
        yes(note.is_whole()),
    ]
}

/// "5 of 6": what was done, rather than what it counts as. An evening without its question is a whole one in the diary.
fn done(note: &SessionNote) -> String {
    let done = note.steps.iter().filter(|step| is_done(step.share)).count();
    format!("{done} of {}", note.steps.len())
}
