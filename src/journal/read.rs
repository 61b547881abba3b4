//! Reading the journal of all devices, whatever state its files are in.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;

use super::line::{self, Kind};
use super::{BadLine, Entry, Leg, Reading, Recall, WaterNote, What};

/// The longest line we read, in bytes. The longest session possible (200 steps with names of 500 wide characters)
/// fits in.
const LONGEST: u64 = 512 * 1024;

/// Returns everything that happened; see [`super::Journal::read_all`].
pub(super) fn all(folder: &Path) -> Reading {
    let mut reading = Reading::default();
    for (_, file) in files(folder, &mut reading.bad) {
        scan(&file, &mut reading.bad, |_, text| {
            reading.entries.push(line::decode(text)?);
            Ok(())
        });
    }
    settle(&mut reading.entries);
    reading
}

/// Returns what the first frame of `night` shows; see [`super::Journal::recall`].
///
/// Goes back year by year. A line stands in the file of the year it was written, which is never before its night:
/// once the years of both nights are read, older ones matter only while no session was found.
pub(super) fn recall(folder: &Path, night: Date) -> Recall {
    let before = night.yesterday().unwrap_or(night);
    let mut bad = Vec::new();
    let mut found = Found::default();
    let mut last = None;
    let mut told = HashSet::new();
    let files = files(folder, &mut bad);
    for year in files.chunk_by(|a, b| a.0 == b.0).rev() {
        if last.is_some() && year.iter().all(|(year, _)| *year < before.year()) {
            break;
        }
        for (_, file) in year {
            scan(file, &mut bad, |number, text| found.take(file, number, text, night));
        }
        last = last.or_else(|| found.last_session(night, &mut told, &mut bad));
    }
    let (water, water_before) = (found.water(night), found.water(before));
    let (keeps_diary, worse_leg) = (found.keeps_diary, found.worse_leg());
    Recall { last, water, water_before, told: found.told(), keeps_diary, worse_leg, bad }
}

/// So many cramps in one leg, and twice as many as in the other, make it the worse one; our choice.
const CLEARLY: usize = 3;

/// What an entry tells of, where a later one that tells of the same takes its place.
#[derive(PartialEq, Eq, Hash)]
enum Subject {
    /// A session.
    Session(String),
    /// A cramp.
    Cramp(String),
    /// How a night was.
    Night(Date),
    /// How things were before the routine.
    Before,
}

/// Returns what the entry tells of; `None` if it stands for itself.
fn subject(entry: &Entry) -> Option<Subject> {
    match &entry.what {
        What::Session(note) => Some(Subject::Session(note.session.clone())),
        What::Cramp(note) => Some(Subject::Cramp(note.cramp.clone())),
        What::Night(_) => Some(Subject::Night(entry.night)),
        What::Before(_) => Some(Subject::Before),
        What::Water(_) | What::Excused | What::Void { .. } | What::Other { .. } => None,
    }
}

/// Puts entries in order of time, and leaves out what counts no more: copies, earlier tellings of the same, what was
/// taken back, and the taking back itself.
fn settle(entries: &mut Vec<Entry>) {
    // Stable: what was written in the same second stays in the order of writing.
    entries.sort_by(|a, b| a.at.cmp(&b.at));
    // A program that syncs folders may leave a copy of a whole file.
    let mut ids = HashSet::new();
    entries.retain(|entry| ids.insert(entry.id.clone()));
    let voided = voided(entries.iter().filter_map(|entry| match &entry.what {
        What::Void { entry: target } => Some((entry.id.as_str(), target.as_str())),
        What::Session(_)
        | What::Water(_)
        | What::Cramp(_)
        | What::Night(_)
        | What::Before(_)
        | What::Excused
        | What::Other { .. } => None,
    }));
    let voided: HashSet<String> = voided.into_iter().map(str::to_owned).collect();
    let mut told = HashSet::new();
    entries.reverse();
    // The last telling stands for all of them: taking it back must not bring back an earlier one.
    entries.retain(|entry| {
        subject(entry).is_none_or(|subject| told.insert(subject))
            && !matches!(entry.what, What::Void { .. })
            && !voided.contains(&entry.id)
    });
    entries.reverse();
}

/// Returns the ids taken back by voids, given in order of time as their own id and the one they take back. A void
/// that was itself taken back later does nothing.
fn voided<'a>(voids: impl DoubleEndedIterator<Item = (&'a str, &'a str)>) -> HashSet<&'a str> {
    let mut voided = HashSet::new();
    for (id, target) in voids.rev() {
        if !voided.contains(id) {
            voided.insert(target);
        }
    }
    voided
}

/// Lines that matter to the first frame, not read further than needed.
#[derive(Default)]
struct Found {
    /// Sessions, of the years not looked through yet.
    sessions: Vec<Told>,
    /// What was told of the two nights themselves: water, cramps, how they were.
    nights: Vec<(Timestamp, Entry)>,
    /// Cramps of this year's nights before: when they were told of, the entry's id, the cramp's own, the leg.
    legs: Vec<(Timestamp, String, String, Option<Leg>)>,
    /// Whether anybody ever told of a night.
    keeps_diary: bool,
    /// Voids: when, their own id, the id they take back.
    voids: Vec<(Timestamp, String, String)>,
}

/// A line that tells of a session.
struct Told {
    /// When it was written.
    at: Timestamp,
    /// Where it stands: file and line.
    place: (PathBuf, u64),
    /// The line itself.
    text: Vec<u8>,
}

impl Found {
    /// Keeps a line if it may matter to `night`.
    fn take(&mut self, file: &Path, number: u64, text: &[u8], night: Date) -> Result<(), String> {
        let glimpse = line::glimpse(text)?;
        match glimpse.kind() {
            Kind::Session => {
                let place = (file.to_owned(), number);
                self.sessions.push(Told { at: glimpse.moment()?, place, text: text.to_owned() });
            }
            kind @ (Kind::Water | Kind::Cramp | Kind::Night) => {
                self.keeps_diary |= !matches!(kind, Kind::Water);
                // Not tonight's: what is told of in the middle of an evening must not turn it round.
                let is_past = glimpse.night < night && glimpse.night.year() == night.year();
                if matches!(kind, Kind::Cramp)
                    && is_past
                    && let Ok((cramp, leg)) = line::leg(text)
                {
                    self.legs.push((glimpse.moment()?, glimpse.id.clone().into_owned(), cramp, leg));
                }
                if glimpse.night == night || glimpse.night.tomorrow().is_ok_and(|next| next == night) {
                    self.nights.push((glimpse.moment()?, line::decode(text)?));
                }
            }
            Kind::Void => self.voids.push((glimpse.moment()?, glimpse.id.into_owned(), line::target(text)?)),
            Kind::Before | Kind::Excused | Kind::Other => {}
        }
        Ok(())
    }

    /// Returns the latest session up to `night` among those not looked through yet. `told` holds the sessions that a
    /// later line told of already.
    fn last_session(
        &mut self,
        night: Date,
        told: &mut HashSet<String>,
        bad: &mut Vec<BadLine>,
    ) -> Option<Entry> {
        self.sessions.sort_by_key(|told| told.at);
        while let Some(Told { place: (file, number), text, .. }) = self.sessions.pop() {
            let entry = match line::decode(&text) {
                Ok(entry) => entry,
                Err(why) => {
                    bad.push(BadLine { file, line: number, why });
                    continue;
                }
            };
            let is_new = match &entry.what {
                What::Session(note) => told.insert(note.session.clone()),
                What::Water(_)
                | What::Cramp(_)
                | What::Night(_)
                | What::Before(_)
                | What::Excused
                | What::Void { .. }
                | What::Other { .. } => false,
            };
            // A night to come was written under a clock that was wrong.
            if is_new && entry.night <= night && !self.voided().contains(entry.id.as_str()) {
                return Some(entry);
            }
        }
        None
    }

    /// Returns the latest answers about water of `night`.
    fn water(&self, night: Date) -> Option<WaterNote> {
        let voided = self.voided();
        let of_night = self.nights.iter().filter(|(_, entry)| entry.night == night);
        let waters = of_night.filter_map(|(at, entry)| match &entry.what {
            What::Water(note) if !voided.contains(entry.id.as_str()) => Some((at, note)),
            What::Water(_)
            | What::Session(_)
            | What::Cramp(_)
            | What::Night(_)
            | What::Before(_)
            | What::Excused
            | What::Void { .. }
            | What::Other { .. } => None,
        });
        waters.max_by_key(|(at, _)| *at).map(|(_, note)| note.clone())
    }

    /// Returns the leg that clearly cramps more.
    fn worse_leg(&mut self) -> Option<Leg> {
        self.legs.sort_by_key(|(at, ..)| *at);
        let (voided, mut seen) = (self.voided(), HashSet::new());
        let last = self.legs.iter().rev().filter(|(_, _, cramp, _)| seen.insert(cramp));
        let legs: Vec<Leg> =
            last.filter(|(_, id, ..)| !voided.contains(id)).filter_map(|(.., leg)| *leg).collect();
        let [left, right] =
            [Leg::Left, Leg::Right].map(|leg| legs.iter().filter(|other| **other == leg).count());
        let clearly = |more: usize, less: usize| more >= CLEARLY && more >= 2 * less;
        match (clearly(left, right), clearly(right, left)) {
            (true, _) => Some(Leg::Left),
            (_, true) => Some(Leg::Right),
            (false, false) => None,
        }
    }

    /// Returns what was told of cramps and of how the two nights were, in order of time.
    fn told(mut self) -> Vec<Entry> {
        let voided = self.voided();
        self.nights.sort_by_key(|(at, _)| *at);
        let mut seen = HashSet::new();
        let mut told: Vec<Entry> = self.nights.into_iter().rev().map(|(_, entry)| entry).collect();
        told.retain(|entry| {
            subject(entry).is_some_and(|subject| seen.insert(subject)) && !voided.contains(entry.id.as_str())
        });
        told.reverse();
        told
    }

    /// Returns the ids taken back.
    fn voided(&self) -> HashSet<String> {
        let mut voids: Vec<_> = self.voids.iter().collect();
        voids.sort_by_key(|(at, ..)| *at);
        let pairs = voids.iter().map(|(_, id, target)| (id.as_str(), target.as_str()));
        voided(pairs).into_iter().map(str::to_owned).collect()
    }
}

/// Returns the journal's files with their years, by year and name.
fn files(folder: &Path, bad: &mut Vec<BadLine>) -> Vec<(i16, PathBuf)> {
    let mut whole = |error: &io::Error| {
        bad.push(BadLine { file: folder.to_owned(), line: 0, why: plain(error) });
    };
    let mut files = Vec::new();
    match fs::read_dir(folder) {
        Ok(list) => {
            for item in list {
                match item {
                    Ok(item) => {
                        let year = year(&item.file_name().to_string_lossy());
                        files.extend(year.map(|year| (year, item.path())));
                    }
                    Err(error) => whole(&error),
                }
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => whole(&error),
    }
    files.sort();
    files
}

/// Returns the year in the name of one of the journal's files; `None` for any other file.
fn year(name: &str) -> Option<i16> {
    let (year, device) = name.strip_suffix(".jsonl")?.split_once('-')?;
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) && !device.is_empty();
    if is_year { year.parse().ok() } else { None }
}

/// Gives every line that is not blank to `each`, with its number. What it refuses or what cannot be read joins `bad`.
fn scan(file: &Path, bad: &mut Vec<BadLine>, mut each: impl FnMut(u64, &[u8]) -> Result<(), String>) {
    let mut fault = |line, why| bad.push(BadLine { file: file.to_owned(), line, why });
    let mut reader = match open(file) {
        Ok(reader) => reader,
        Err(error) => return fault(0, plain(&error)),
    };
    let mut text = Vec::new();
    for number in 1.. {
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

/// What came next in a file.
enum Next {
    /// A line.
    Line,
    /// A line too long to be one of ours; it was passed over.
    TooLong,
    /// The end.
    End,
}

/// Puts the next line into `text`, without ever holding much more than [`LONGEST`].
fn next_line(reader: &mut BufReader<File>, text: &mut Vec<u8>) -> io::Result<Next> {
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

/// Opens a plain file; anything else is refused, as a pipe of that name would keep us waiting for ever.
fn open(file: &Path) -> io::Result<BufReader<File>> {
    if fs::metadata(file)?.is_file() {
        Ok(BufReader::with_capacity(64 * 1024, File::open(file)?))
    } else {
        Err(io::Error::other("not a plain file"))
    }
}

/// Returns an error of the system in words that can stand in a sentence.
fn plain(error: &io::Error) -> String {
    format!("cannot be read: {error}")
}
