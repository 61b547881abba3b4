//! `winddown routine`: what there is, and whether a person's own files are right.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Subcommand;
use serde_json::json;

use super::{Failure, may_colour};
use crate::library::{self, Library, Listed, Origin};
use crate::paths::Paths;
use crate::plan::{Manner, Plan};
use crate::routine::Routine;
use crate::words;

/// What can be asked about routines.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// List the routines: name, length, what they are, where they come from
    List {
        /// As JSON, for programs
        #[arg(long)]
        json: bool,
    },
    /// Check routine files and show every mistake in them
    Check {
        /// The files to check
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

/// Does what was asked.
pub(super) fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::List { json } => list(json),
        Command::Check { files } => check(&files),
    }
}

fn list(as_json: bool) -> Result<(), Failure> {
    let paths = Paths::find().map_err(Failure::said)?;
    let rows = library::routines(&paths.routines());
    let mut out = io::stdout().lock();
    if as_json {
        let rows: Vec<_> = rows.iter().map(row_as_json).collect();
        writeln!(out, "{:#}", serde_json::Value::from(rows))?;
        return Ok(());
    }
    let ids = rows.iter().map(|row| row.id.len()).max().unwrap_or(0);
    for row in &rows {
        let from = match (&row.origin, row.shadows) {
            (Origin::Shipped, _) => "shipped",
            (Origin::File(_), true) => "yours, in place of the shipped one",
            (Origin::File(_), false) => "yours",
        };
        match &row.routine {
            Ok(routine) => {
                let total = words::length(total(routine));
                writeln!(out, "{:ids$}  {total:>13}  {} ({from})", row.id, routine.name)?;
                if !routine.about.is_empty() {
                    writeln!(out, "{:ids$}  {:>13}  {}", "", "", routine.about)?;
                }
            }
            Err(broken) => {
                writeln!(out, "{:ids$}  {:>13}  {} ({from})", row.id, "mistake", broken.first_line())?;
            }
        }
    }
    Ok(())
}

fn row_as_json(row: &Listed) -> serde_json::Value {
    let file = match &row.origin {
        Origin::Shipped => None,
        Origin::File(path) => Some(path.to_string_lossy()),
    };
    let routine = row.routine.as_ref();
    json!({
        "id": row.id,
        "name": routine.ok().map(|r| r.name.as_str()),
        "about": routine.ok().map(|r| r.about.as_str()),
        "total_seconds": routine.ok().map(|r| total(r).as_secs()),
        "file": file,
        "replaces_shipped": row.shadows,
        "mistake": routine.err().map(library::Unreadable::first_line),
    })
}

fn check(files: &[PathBuf]) -> Result<(), Failure> {
    let library = Library::shipped();
    let mut out = io::stdout().lock();
    let mut broken = String::new();
    for file in files {
        match library::read_routine(file, &library) {
            Ok(routine) => {
                let name = crate::document::file::shown(file);
                writeln!(out, "{name}: good, {}, {}", routine.name, words::length(total(&routine)))?;
            }
            Err(why) => {
                broken.push_str(&why.render(may_colour(&io::stderr())));
                broken.push('\n');
            }
        }
    }
    if broken.is_empty() { Ok(()) } else { Err(Failure::Shown(broken)) }
}

/// How long a routine takes at the usual pace.
fn total(routine: &Routine) -> std::time::Duration {
    Plan::of(routine, &Manner::default()).total()
}
