//! Reading the journal of all devices, whatever state its files are in.

use std::collections::HashSet;
use std::fs;
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::line;
use super::{BadLine, Entry, EventKind, JournalContents};
use crate::store::paths::open_plain;

/// The longest line we read, in bytes. The longest session possible (200 steps with names of 500 wide characters)
/// fits in.
const LONGEST: u64 = 512 * 1024;

/// How many bad lines of one file are told of. A file with more of them is no journal.
const MOST_BAD: usize = 1000;

/// Everything that happened; see [`super::Journal::read_all`].
pub(super) fn all(folder: &Path) -> JournalContents {
    let mut reading = JournalContents::default();
    for (_, file) in files(folder, &mut reading.bad) {
        scan(&file, &mut reading.bad, |_, text| {
            reading.entries.push(line::decode(text)?);
            Ok(())
        });
    }
    settle(&mut reading.entries);
    reading
}

/// What an entry tells of, where a later one that tells of the same takes its place.
#[derive(PartialEq, Eq, Hash)]
pub(super) enum Subject<'a> {
    Session(&'a str),
    Cramp(&'a str),
    Night(Date),
    Excuse(Date),
    Before,
    Signs(&'a str),
    Thoughts(Date),
}

pub(super) fn subject(entry: &Entry) -> Option<Subject<'_>> {
    match &entry.what {
        EventKind::Session(note) => Some(Subject::Session(&note.session)),
        EventKind::Cramp(note) => Some(Subject::Cramp(&note.cramp)),
        EventKind::Night(_) => Some(Subject::Night(entry.night)),
        EventKind::Excused(_) => Some(Subject::Excuse(entry.night)),
        EventKind::Before(_) => Some(Subject::Before),
        EventKind::Signs(note) => Some(Subject::Signs(&note.id)),
        EventKind::Thoughts(_) => Some(Subject::Thoughts(entry.night)),
        _ => None,
    }
}

pub(crate) fn is_same(one: &Entry, other: &Entry) -> bool {
    subject(one).is_some_and(|told| subject(other) == Some(told))
}

/// Leaves only the last of those entries that tell of the same.
pub(crate) fn keep_last(entries: &mut Vec<Entry>) {
    let mut told = HashSet::new();
    let kept: Vec<bool> =
        entries.iter().rev().map(|entry| subject(entry).is_none_or(|subject| told.insert(subject))).collect();
    let mut kept = kept.into_iter().rev();
    entries.retain(|_| kept.next().unwrap_or_default());
}

/// Puts entries in order of time, without copies, earlier tellings of the same, what was taken back, and the taking
/// back.
pub(super) fn settle(entries: &mut Vec<Entry>) {
    // Stable: what was written in the same second stays in the order of writing.
    entries.sort_by(|a, b| a.at.cmp(&b.at));
    // A program that syncs folders may leave a copy of a whole file.
    let mut ids = HashSet::new();
    entries.retain(|entry| ids.insert(entry.id.clone()));
    let voided = voided(entries.iter().filter_map(|entry| {
        let EventKind::Void { entry: target } = &entry.what else { return None };
        Some((entry.id.as_str(), target.as_str()))
    }));
    let mut told = HashSet::new();
    // The last telling stands for all of them: taking it back must not bring back an earlier one.
    let kept: Vec<bool> = entries
        .iter()
        .rev()
        .map(|entry| {
            subject(entry).is_none_or(|subject| told.insert(subject))
                && !matches!(entry.what, EventKind::Void { .. })
                && !voided.contains(entry.id.as_str())
        })
        .collect();
    let mut kept = kept.into_iter().rev();
    entries.retain(|_| kept.next().unwrap_or_default());
}

/// The ids taken back by voids, given in order of time as their own id and the one they take back. A void that was
/// itself taken back later does nothing.
pub(super) fn voided<'a>(voids: impl DoubleEndedIterator<Item = (&'a str, &'a str)>) -> HashSet<&'a str> {
    let mut voided = HashSet::new();
    for (id, target) in voids.rev() {
        if !voided.contains(id) {
            voided.insert(target);
        }
    }
    voided
}

pub(super) fn files(folder: &Path, bad: &mut Vec<BadLine>) -> Vec<(i16, PathBuf)> {
    let listed = match fs::read_dir(folder) {
        Ok(listed) => listed.collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => vec![Err(error)],
    };
    let mut files = Vec::new();
    for item in listed {
        match item {
            Ok(item) => {
                files.extend(year(&item.file_name().to_string_lossy()).map(|year| (year, item.path())));
            }
            Err(error) => bad.push(BadLine { file: folder.to_owned(), line: 0, why: plain(&error) }),
        }
    }
    files.sort();
    files
}

/// The year in the name of one of the journal's files; `None` for any other file.
fn year(name: &str) -> Option<i16> {
    let (year, device) = name.strip_suffix(".jsonl")?.split_once('-')?;
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) && !device.is_empty();
    if is_year { year.parse().ok() } else { None }
}

/// Gives every line that is not blank to `each`, with its number. What it refuses or what cannot be read joins `bad`.
pub(super) fn scan(
    file: &Path,
    bad: &mut Vec<BadLine>,
    mut each: impl FnMut(u64, &[u8]) -> Result<(), String>,
) {
    let most = bad.len() + MOST_BAD;
    let mut fault = |line, why| {
        if bad.len() < most {
            bad.push(BadLine { file: file.to_owned(), line, why });
        }
    };
    let mut reader = match open_plain(file) {
        Ok(reader) => reader,
        Err(error) => return fault(0, plain(&error)),
    };
    let mut text = Vec::new();
    for number in 1.. {
        // Nearly every line stands whole in the reader's buffer and need not be copied.
        if let Some(end) = memchr::memchr(b'\n', reader.buffer()) {
            let line = reader.buffer()[..end].trim_ascii();
            if !line.is_empty()
                && let Err(why) = each(number, line)
            {
                fault(number, why);
            }
            reader.consume(end + 1);
            continue;
        }
        match next_line(&mut reader, &mut text) {
            Ok(Next::Line) if text.trim_ascii().is_empty() => {}
            Ok(Next::Line) => {
                if let Err(why) = each(number, text.trim_ascii()) {
                    fault(number, why);
                }
            }
            Ok(Next::TooLong) => fault(number, format!("longer than {} KiB", LONGEST / 1024)),
            Ok(Next::End) => return,
            Err(error) => return fault(number, plain(&error)),
        }
    }
}

enum Next {
    Line,
    /// A line too long to be one of ours; it was passed over.
    TooLong,
    End,
}

fn next_line(reader: &mut impl BufRead, text: &mut Vec<u8>) -> io::Result<Next> {
    text.clear();
    reader.by_ref().take(LONGEST).read_until(b'\n', text)?;
    match text.last() {
        None => Ok(Next::End),
        Some(b'\n') => Ok(Next::Line),
        Some(_) if (text.len() as u64) < LONGEST => Ok(Next::Line),
        Some(_) => {
            reader.skip_until(b'\n')?;
            Ok(Next::TooLong)
        }
    }
}

/// An error of the system in words that can stand in a sentence.
fn plain(error: &io::Error) -> String {
    format!("cannot be read: {error}")
}
