//! `winddown history`: how often lately, the months as calendars, and the evenings one after the other.
//!
//! ```text
//! 4 of the last 7 evenings
//!
//!  November 2026
//!  Mo   Tu   We   Th   Fr   Sa   Su
//!                                 1●
//!   2◐   3·   4●   5x   6●   7·   8●
//!
//! ● whole  ◐ part  x excused  · none
//!
//! 2026-11-02  22:00  4 of 6 steps          4 min  Classic evening
//! 2026-11-05  excused: away
//! ```

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};

use clap::{Args, Subcommand};
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::json;

use super::diary::{self, Context};
use super::output::{Failure, print, print_json};
use super::since::since;
use crate::diary::history::{self, Counted, History, Month, month_name};
use crate::lines::speakable;
use crate::store::journal::{Entry, EventKind, SessionNote, tonight};

mod excuse;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct HistoryArgs {
    #[command(subcommand)]
    command: Option<Command>,
    /// As JSON, for programs
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// As CSV, for a spreadsheet
    #[arg(long)]
    csv: bool,
    /// All months, not only the last three; JSON and CSV always have them all
    #[arg(long, conflicts_with = "since")]
    all: bool,
    /// From this day on, such as 2026-01-01
    #[arg(long, value_name = "DAY", num_args = 1..)]
    since: Vec<String>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Excuse a night, when you are away or ill: it counts neither way, and the reminder keeps quiet
    Excuse(excuse::ExcuseArgs),
    /// Undo that
    Unexcuse(excuse::NightArgs),
}

/// So many months are shown, unless more are asked for.
const MONTHS: i32 = 3;
/// The columns of a month, and those between two.
const MONTH: usize = 34;
const GAP: usize = 4;

const HEAD: &str = "night,began,routine,name,finished,minutes,steps done,whole,excused,reason";

pub(super) fn run(args: HistoryArgs, plain: bool) -> Result<(), Failure> {
    let context = Context::find()?;
    let tonight = tonight(&context.now.wall, context.config.night_begins);
    let since = since(&args.since, tonight)?;
    match args.command {
        Some(Command::Excuse(args)) => return excuse::excuse(&context, &args, tonight),
        Some(Command::Unexcuse(args)) => return excuse::unexcuse(&context, &args, tonight),
        None => {}
    }
    let mut entries = context.reading().entries;
    entries.retain(|entry| matches!(entry.what, EventKind::Session(_) | EventKind::Excused(_)));
    if args.json || args.csv {
        entries.retain(|entry| since.is_none_or(|since| since <= entry.night));
        // What was written down later may be about an earlier night.
        entries.sort_by_key(|entry| entry.night);
        return if args.json {
            print_json(&entries.iter().filter_map(object).collect())
        } else {
            diary::write_csv(HEAD, entries.iter().filter_map(row))
        };
    }
    let history = History::of(entries, tonight);
    let lately = tonight.first_of_month().saturating_sub((MONTHS - 1).months());
    let since = if args.all { Date::MIN } else { since.unwrap_or(lately) }.max(history.first_known());
    if plain || context.config.plain {
        return sentences(&history, since);
    }
    show(&history, since, io::stdout().is_terminal())
}

/// The same as lines and speech have it, a sentence a line.
fn sentences(history: &History, since: Date) -> Result<(), Failure> {
    let mut text = format!("{}.\n", history.consistency().said());
    for month in months(history, since) {
        let _ = writeln!(text, "{}", month.said());
        let nights = month.weeks().into_iter().flatten().flatten().map(|(night, _)| night);
        for said in nights.filter(|night| since <= *night).filter_map(|night| history.told_in_short(night)) {
            let _ = writeln!(text, "{}", speakable(&said));
        }
    }
    io::stdout().write_all(text.as_bytes()).map_err(Failure::from)
}

/// Calendars only where a person looks at them.
fn show(history: &History, since: Date, in_terminal: bool) -> Result<(), Failure> {
    let mut text = history.consistency().said();
    let evenings = history.evenings(since);
    if evenings.clone().next().is_none() {
        text.push_str(match history.evenings(history.first_known()).next() {
            None => ". The first one: winddown",
            Some(_) => ". Older evenings: winddown history --all",
        });
        return print(text);
    }
    text.push_str("\n\n");
    if in_terminal {
        let columns = crossterm::terminal::size().map_or(80, |(columns, _)| usize::from(columns));
        let beside = ((columns + GAP) / (MONTH + GAP)).max(1);
        for band in months(history, since).chunks(beside) {
            text.push_str(&side_by_side(band));
        }
        let _ = writeln!(text, "{}\n", Counted::LEGEND);
    }
    for (night, evening) in evenings {
        evening.sessions.iter().for_each(|note| text.push_str(&line(night, note)));
        if let Some((_, excuse)) = evening.excuse() {
            let reason = excuse.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
            let _ = writeln!(text, "{night}  excused{reason}");
        }
    }
    io::stdout().write_all(text.as_bytes()).map_err(Failure::from)
}

/// The months from the one of `since` on, without the nights before it.
fn months(history: &History, since: Date) -> Vec<Month> {
    let months = history.months(since, history.last_known());
    months.into_iter().map(|month| month.since(since)).collect()
}

/// Months beside each other, and an empty line below them.
fn side_by_side(months: &[Month]) -> String {
    let columns: Vec<Vec<String>> = months.iter().map(calendar).collect();
    let rows = columns.iter().map(Vec::len).max().unwrap_or(0);
    let mut text = String::new();
    for row in 0..=rows {
        let line = columns.iter().map(|column| {
            let line = column.get(row).map_or("", String::as_str);
            format!("{line:MONTH$}")
        });
        let _ = writeln!(text, "{}", line.collect::<Vec<_>>().join(&" ".repeat(GAP)).trim_end());
    }
    text
}

fn calendar(month: &Month) -> Vec<String> {
    let cell = |night: Option<(Date, Counted)>| {
        night.map_or_else(
            || " ".repeat(5),
            |(night, counted)| format!("{:3}{} ", night.day(), counted.shape()),
        )
    };
    let head = [format!(" {}", month_name(month.first)), " Mo   Tu   We   Th   Fr   Sa   Su".to_owned()];
    head.into_iter().chain(month.weeks().into_iter().map(|week| week.map(cell).concat())).collect()
}

fn line(night: Date, note: &SessionNote) -> String {
    let length = history::length(note).unwrap_or_else(|| "0 s".to_owned());
    let began = note.started.strftime("%H:%M");
    format!("{night}  {began}  {:<14} {length:>12}  {}\n", history::steps(note), note.name)
}

fn object(entry: &Entry) -> Option<serde_json::Value> {
    let (kind, mut object) = match &entry.what {
        EventKind::Session(note) => ("session", diary::with_id(&entry.id, note)),
        EventKind::Excused(note) => ("excused", diary::with_id(&entry.id, note)),
        _ => return None,
    };
    object["kind"] = json!(kind);
    object["night"] = json!(entry.night);
    Some(object)
}

fn row(entry: &Entry) -> Option<Vec<String>> {
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    let night = entry.night.to_string();
    match &entry.what {
        EventKind::Session(note) => Some(vec![
            night,
            note.started.strftime("%Y-%m-%d %H:%M").to_string(),
            note.routine.clone(),
            note.name.clone(),
            yes(note.finished),
            diary::minutes(note.seconds),
            history::share(note),
            yes(note.is_whole()),
            yes(false),
            String::new(),
        ]),
        EventKind::Excused(note) => {
            let mut row = vec![String::new(); 10];
            row[0] = night;
            row[8] = yes(true);
            row[9] = note.reason.clone().unwrap_or_default();
            Some(row)
        }
        _ => None,
    }
}
