//! `winddown report`: the diary on one page, for an appointment.

use std::io::{self, Write};
use std::path::{Path, PathBuf, is_separator};

use clap::Args;
use jiff::civil::Date;
use serde_json::json;

use super::diary::show::{findings, in_words};
use super::evening;
use super::output::{Failure, absolute, fail, find_paths, print, print_json, warn};
use super::since::since;
use crate::device::clock::Clock;
use crate::device::opener;
use crate::diary::{Diary, Report, ReportPerson};
use crate::document::file::shown;
use crate::health::safety::Safety;
use crate::store::config::Config;
use crate::store::journal::{BadLine, Journal, night_of, tonight};
use crate::store::paths::{Paths, private_file};
use crate::text::many;

mod page;
mod text;

const TITLE: &str = "Night leg cramps: for my appointment";
const ASK: &str = "Questions to ask";

#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    /// Count from this night on, such as 2026-09-01, "1 september" or monday; from the first one if left out
    #[arg(long, value_name = "DATE", num_args = 1..)]
    since: Vec<String>,
    /// Where to write the page: a new file, or a folder; winddown-report-DATE.html in this folder if left out
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    /// Open the page in your browser as well, to look at it and to print it
    #[arg(long)]
    open: bool,
    /// Print it as text instead, for a terminal or a mail
    #[arg(long, conflicts_with_all = ["to", "open", "json"])]
    text: bool,
    /// Print it as JSON instead, for programs
    #[arg(long, conflicts_with_all = ["to", "open"])]
    json: bool,
}

pub(super) fn run(args: &ReportArgs, is_plain: bool) -> Result<(), Failure> {
    let paths = find_paths()?;
    let mut notices = Vec::new();
    let config = evening::read_config(&paths, &mut notices);
    notices.into_iter().for_each(warn);
    let now = Clock::start(1.0).now().wall;
    let since = since(&args.since, tonight(&now, config.night_begins))?;
    let reading = Journal::open(&paths).read_all();
    let diary = Diary::of(reading.entries.clone(), night_of(&now, config.night_begins));
    let person = person(&paths, &config);
    let report = Report::of(&reading.entries, &diary, &person, (now.date(), since));
    let mut report = report.ok_or_else(|| nothing(since))?;
    report.left_out.extend(unreadable(&paths, &reading.bad));
    if args.json || args.text {
        // What is printed may go to a program or a file.
        in_words(&diary.urgent()).into_iter().for_each(warn);
        return if args.json {
            print_json(&json!(report))
        } else {
            let text = text::text(&report, person.units, !(is_plain || config.plain));
            io::stdout().write_all(text.as_bytes()).map_err(Failure::from)
        };
    }
    report.left_out.iter().for_each(warn);
    findings(&diary.urgent())?;
    let html = page::html(&report, person.units).map_err(Failure::said)?;
    let file = write(args.to.as_deref(), now.date(), &html)?;
    print(shown(&file))?;
    if args.open {
        return opener::open(&file).map_err(|why| {
            Failure::Message(format!("{why}; the page is there, open it in your browser: {}", shown(&file)))
        });
    }
    print("Open it in your browser to read and print it. Anyone who has this file can read it.")
}

fn person(paths: &Paths, config: &Config) -> ReportPerson {
    let answers = Safety::peek(paths);
    let known = answers.is_some() || config.pregnant;
    ReportPerson {
        answers: known.then(|| Safety::known(answers.as_ref(), config.pregnant, config.fluid_limit)),
        units: config.units,
    }
}

/// What cannot be read, in sentences.
fn unreadable(paths: &Paths, bad: &[BadLine]) -> Vec<String> {
    let lines = (!bad.is_empty()).then(|| {
        let lines = many(bad.len() as u64, "line of the diary", "lines of the diary");
        format!("Not readable: {lines}.")
    });
    let has_unread_answers = Safety::peek(paths).is_none() && Safety::careful(paths).is_some();
    let answers = has_unread_answers.then(|| "The answers about health cannot be read.".to_owned());
    lines.into_iter().chain(answers).collect()
}

fn nothing(since: Option<Date>) -> Failure {
    match since {
        Some(since) => {
            Failure::Message(format!("nothing was logged since {since}; leave out --since for all there is"))
        }
        None => Failure::said(
            "nothing is in the diary yet, so there is no page to make; add to it: winddown diary add --help",
        ),
    }
}

/// Whether it is a folder, or is meant to be one by the slash at its end.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.to_string_lossy().ends_with(is_separator)
}

/// Writes the page into a new file that only its owner can read, and returns where it is.
fn write(to: Option<&Path>, today: Date, html: &str) -> Result<PathBuf, Failure> {
    let name = format!("winddown-report-{today}.html");
    let file = absolute(&match to {
        None => PathBuf::from(name),
        Some(folder) if is_folder(folder) => folder.join(name),
        Some(file) => file.to_owned(),
    });
    if let Some(folder) = file.parent().filter(|folder| !folder.is_dir()) {
        return fail(format_args!("there is no folder {}; name another place: --to FILE", shown(folder)));
    }
    let name = shown(&file);
    let mut new =
        private_file().write(true).create_new(true).open(&file).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Failure::Message(format!(
                "{name} is there already and stays as it is; move it away, or name another file: --to FILE"
            )),
            _ => Failure::Message(format!("cannot write {name}: {error}; name another place: --to FILE")),
        })?;
    if let Err(error) = new.write_all(html.as_bytes()).and_then(|()| new.sync_all()) {
        // Half a page would be no page, and stand in the way of the next one.
        let _ = std::fs::remove_file(&file);
        return fail(format_args!("cannot write {name}: {error}; name another place: --to FILE"));
    }
    Ok(file)
}
