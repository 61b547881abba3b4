//! `winddown routine`: what there is, how it will run, and writing one's own.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Subcommand;
use serde_json::json;

use super::output::{Failure, broken, find_paths, may_colour, print, print_json};
use crate::cli::schema;
use crate::document::file::{self, FileError};
use crate::routine::library::{self, Listed, Origin, Unreadable};
use crate::routine::plan::{Plan, PlanOptions};
use crate::routine::{Routine, read};
use crate::text;

pub(super) mod reference;
mod show;
mod write;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// List the routines: name, length, what they are, where they come from
    List {
        /// As JSON, for programs
        #[arg(long)]
        json: bool,
    },
    /// Show a routine as it will run: a timeline of every hold, rest and change
    Show {
        /// A name from the list, or a path to a .toml file
        routine: String,
        /// As JSON, for programs
        #[arg(long)]
        json: bool,
        /// Describe the figure of each step in words
        #[arg(long, conflicts_with = "json")]
        describe: bool,
    },
    /// Write a new routine of your own to start from
    New {
        /// What to call it: small letters, digits and dashes
        name: String,
        /// Copy this routine instead of a short sample
        #[arg(long, value_name = "ROUTINE")]
        from: Option<String>,
    },
    /// Open a routine in your editor and check it afterwards; a shipped one is copied first
    Edit {
        /// A name from the list, or a path to a .toml file
        routine: String,
    },
    /// Check routine files and show every mistake in them
    Check {
        /// The files to check, `-` for standard input; your own folder if left out
        files: Vec<PathBuf>,
    },
    /// Print the JSON Schema of routine files, for completion in editors
    Schema,
}

pub(super) fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::List { json } => list(json),
        Command::Show { routine, describe: true, .. } => show::describe(&routine),
        Command::Show { routine, json, describe: false } => show::run(&routine, json),
        Command::New { name, from } => write::new(&name, from.as_deref()),
        Command::Edit { routine } => write::edit(&routine),
        Command::Check { files } => check(files),
        Command::Schema => print_json(&schema::routine()),
    }
}

fn list(as_json: bool) -> Result<(), Failure> {
    let paths = find_paths()?;
    let rows = library::routines(&paths.routines());
    if as_json {
        return print_json(&rows.iter().map(row_as_json).collect());
    }
    let mut out = io::stdout().lock();
    let ids = rows.iter().map(|row| row.id.len()).max().unwrap_or(0);
    for row in &rows {
        let from = match (&row.origin, row.overrides) {
            (Origin::Shipped, _) => "shipped",
            (Origin::File(_), true) => "yours, in place of the shipped one",
            (Origin::File(_), false) => "yours",
        };
        match &row.routine {
            Ok(routine) => {
                let total = text::length(total(routine));
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
        "replaces_shipped": row.overrides,
        "mistake": routine.err().map(Unreadable::first_line),
    })
}

fn check(mut files: Vec<PathBuf>) -> Result<(), Failure> {
    if files.is_empty() {
        let folder = find_paths()?.routines();
        files.extend(library::routines(&folder).into_iter().filter_map(|row| match row.origin {
            Origin::File(path) => Some(path),
            Origin::Shipped => None,
        }));
        if files.is_empty() {
            let folder = file::shown(&folder);
            return print(format_args!(
                "{folder}: no routines of yours yet; `winddown routine new NAME` writes one"
            ));
        }
    }
    let mut out = io::stdout().lock();
    let mut wrong = String::new();
    for file in &files {
        match read_one(file) {
            Ok(routine) => writeln!(out, "{}", good(file, &routine))?,
            Err(why) => {
                wrong.push_str(&why.render(may_colour(&io::stderr())));
                wrong.push('\n');
            }
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Failure::Shown(wrong)) }
}

/// Reads a routine from a file, or from standard input where the file is called `-`.
fn read_one(file: &Path) -> Result<Routine, Unreadable> {
    if file != Path::new("-") {
        return library::read_routine(file);
    }
    let unreadable = |source| FileError::Unreadable { path: STDIN.into(), source };
    let mut bytes = Vec::new();
    io::stdin().lock().take(file::LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    let text = file::text(Path::new(STDIN), bytes)?;
    Ok(read::routine(STDIN, &text)?)
}

const STDIN: &str = "standard input";

fn good(file: &Path, routine: &Routine) -> String {
    let file = if file == Path::new("-") { Path::new(STDIN) } else { file };
    format!("{}: good, {}, {}", file::shown(file), routine.name, text::length(total(routine)))
}

fn total(routine: &Routine) -> Duration {
    Plan::of(routine, &PlanOptions::default()).total()
}

fn find(name: &str) -> Result<library::Found, Failure> {
    let paths = find_paths()?;
    library::find(name, &paths.routines()).map_err(broken)
}
