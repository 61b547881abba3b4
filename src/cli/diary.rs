//! `winddown diary`: the last weeks, adding what happened, and taking it back.

use clap::{Args, Subcommand};
use serde_json::json;

use super::evening;
use super::output::{Failure, fail, find_paths, print, print_json, warn, wrapped};
use crate::device::clock::Clock;
use crate::diary::{Diary, DiaryEntry, TRIAL};
use crate::document::{one_line, quoted};
use crate::health::safety::Safety;
use crate::session::Now;
use crate::store::config::Config;
use crate::store::journal::{BeforeNote, CheckedNote, EventKind, Journal, JournalContents, night_of};

mod add;
mod answers;
mod export;
pub(super) mod show;

pub(super) use export::{minutes, with_id, write_csv};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct DiaryArgs {
    #[command(subcommand)]
    command: Option<Command>,
    /// As JSON, for programs
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// As CSV, for a spreadsheet: one line for each cramp and each night without
    #[arg(long)]
    csv: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Add a cramp, or a night without one; warning signs are shown before it is saved
    Add(add::AddArgs),
    /// Change a cramp or a night; what you give here replaces what was there
    Change(add::ChangeArgs),
    /// List the entries with their ids, the latest night first
    List {
        /// As JSON, for programs
        #[arg(long)]
        json: bool,
    },
    /// Remove an entry
    Remove {
        /// The entry's id from `winddown diary list`; its beginning is enough
        id: String,
    },
    /// Log how many cramps you had in a usual two weeks before the routine, as you recall it
    Before {
        /// Nights with a cramp, of 14
        #[arg(long, value_name = "0-14", value_parser = clap::value_parser!(u8).range(0..=14))]
        cramp_nights: u8,
        /// Cramps in all, if some nights had several
        #[arg(long, value_name = "N")]
        cramps: Option<u8>,
    },
    /// Say that a doctor or nurse has looked at a warning sign; routines go on after that
    Checked {
        /// The signs that were checked, such as swollen; not needed if only one waits
        #[arg(value_name = "SIGN")]
        signs: Vec<String>,
    },
    /// What the 2012 trial found
    Trial,
}

pub(super) struct Context {
    pub(super) journal: Journal,
    pub(super) config: Config,
    safety: Safety,
    pub(super) now: Now,
}

pub(super) fn run(args: DiaryArgs, plain: bool) -> Result<(), Failure> {
    if let Some(Command::Trial) = args.command {
        return TRIAL.iter().try_for_each(|text| print(format_args!("{}\n", wrapped(text))));
    }
    let context = Context::find()?;
    match args.command {
        None if args.json => print_json(&export::json(&context.diary())),
        None if args.csv => export::csv(&context.diary()),
        None => show::run(&context.diary(), plain || context.config.plain),
        Some(Command::Add(args)) => add::run(&context, &args),
        Some(Command::Change(args)) => add::change(&context, &args),
        Some(Command::List { json }) => list(&context.diary(), json),
        Some(Command::Remove { id }) => remove(&context, &id),
        Some(Command::Before { cramp_nights, cramps }) => before(&context, cramp_nights, cramps),
        Some(Command::Checked { signs }) => checked(&context, &signs),
        Some(Command::Trial) => Ok(()),
    }
}

impl Context {
    pub(super) fn find() -> Result<Context, Failure> {
        let paths = find_paths()?;
        let mut notices = Vec::new();
        let config = evening::read_config(&paths, &mut notices);
        notices.into_iter().for_each(warn);
        let safety = Safety::known(Safety::peek(&paths).as_ref(), config.pregnant, config.fluid_limit);
        Ok(Context { journal: Journal::open(&paths), config, safety, now: Clock::start(1.0).now() })
    }

    pub(super) fn reading(&self) -> JournalContents {
        let reading = self.journal.read_all();
        evening::torn(&reading.bad).into_iter().for_each(warn);
        reading
    }

    fn diary(&self) -> Diary {
        let night = night_of(&self.now.wall, self.config.night_begins);
        let diary = Diary::of(self.reading().entries, night).with_conditions(self.safety.conditions());
        diary.newer().into_iter().for_each(warn);
        diary
    }

    fn append(&self, night: jiff::civil::Date, what: &EventKind) -> Result<(), Failure> {
        self.journal.append(&self.now.wall, night, what).map(drop).map_err(|error| {
            Failure::Message(format!("nothing was saved, the journal cannot be written: {error}"))
        })
    }
}

fn list(diary: &Diary, as_json: bool) -> Result<(), Failure> {
    let list = diary.list();
    if as_json {
        return print_json(&json!(list));
    }
    if list.is_empty() {
        return print("Nothing in the diary yet. Add to it: winddown diary add --help");
    }
    let ids = list.iter().map(|told| told.id.len()).max().unwrap_or(0);
    list.iter().try_for_each(|DiaryEntry { id, night, text }| {
        let night = night.map_or_else(|| "-".to_owned(), |night| night.to_string());
        let id = one_line(id);
        print(format_args!("{id:ids$}  {night:10}  {text}"))
    })
}

fn remove(context: &Context, id: &str) -> Result<(), Failure> {
    let diary = context.diary();
    let told = entry(&diary, id)?;
    let night = told.night.unwrap_or(diary.tonight());
    context.append(night, &EventKind::Void { entry: told.id })?;
    let of = told.night.map_or_else(String::new, |night| format!("{night}, "));
    print(format_args!("Removed: {of}{}", told.text))?;
    let entries = context.journal.read_all().entries;
    still_a_cramp_night(&Diary::of(entries, diary.tonight()), told.night).map_or(Ok(()), print)
}

/// Saves that signs were checked: those named, or the only one that holds a routine back.
fn checked(context: &Context, words: &[String]) -> Result<(), Failure> {
    let diary = context.diary();
    let open = if words.is_empty() { diary.holding() } else { diary.open_signs() };
    if let Some(word) = words.iter().find(|word| open.iter().all(|open| open.sign.sign != **word)) {
        let waits: Vec<String> = open.iter().map(|open| open.sign.sign.clone()).collect();
        let near = if waits.is_empty() {
            "nothing does".to_owned()
        } else {
            format!("these do: {}", waits.join(", "))
        };
        return fail(format_args!("no warning sign {} waits to be checked; {near}", quoted(word)));
    }
    let open: Vec<_> =
        open.into_iter().filter(|open| words.is_empty() || words.contains(&open.sign.sign)).collect();
    let mut signs: Vec<&str> = open.iter().map(|open| open.sign.sign.as_str()).collect();
    signs.dedup();
    match signs.len() {
        0 => return print("Nothing waits to be checked."),
        2.. if words.is_empty() => {
            let said = format!(
                "several signs wait to be checked; name those that were: winddown diary checked {}",
                signs.join(" ")
            );
            return fail(said);
        }
        _ => {}
    }
    let checked = open.iter().map(|open| open.sign.clone()).collect();
    context.append(diary.tonight(), &EventKind::Checked(CheckedNote { checked }))?;
    open.iter().try_for_each(|open| {
        print(wrapped(&format!("Noted as checked: {}.", open.told(diary.tonight()).because)))
    })
}

/// A hint if the night still counts as a cramp night although its last cramp was taken back.
fn still_a_cramp_night(diary: &Diary, night: Option<jiff::civil::Date>) -> Option<String> {
    let night = diary.night(night?).filter(|night| night.cramps.is_empty())?;
    let (id, _) = night.told.as_ref().filter(|(_, note)| note.cramp)?;
    Some(wrapped(&format!(
        "The night itself is still noted as one with a cramp. To remove that too: winddown diary remove {id}"
    )))
}

fn entry(diary: &Diary, id: &str) -> Result<DiaryEntry, Failure> {
    let mut list = diary.list();
    list.retain(|told| told.id == id || (!id.is_empty() && told.id.starts_with(id)));
    if let Some(exact) = list.iter().position(|told| told.id == id) {
        return Ok(list.swap_remove(exact));
    }
    match list.len() {
        1 => Ok(list.swap_remove(0)),
        0 => fail(format_args!(
            "no entry of the diary has the id {}; see them all: winddown diary list",
            quoted(id)
        )),
        n => fail(format_args!("{n} ids begin with {}; write more of the one you mean", quoted(id))),
    }
}

fn before(context: &Context, cramp_nights: u8, cramps: Option<u8>) -> Result<(), Failure> {
    if let Some(cramps) = cramps.filter(|&cramps| cramps < cramp_nights || (cramp_nights == 0 && cramps > 0))
    {
        let said =
            format!("{cramps} cramps do not fit {cramp_nights} nights with a cramp; each has at least one");
        return fail(said);
    }
    let note = BeforeNote { cramp_nights, cramps };
    let said = note.said();
    context.append(night_of(&context.now.wall, context.config.night_begins), &EventKind::Before(note))?;
    print(format_args!("Saved, as you recall it: {said}."))
}
