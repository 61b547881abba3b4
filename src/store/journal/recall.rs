//! What the first frame shows of the journal, read no further than it needs.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use jiff::Timestamp;
use jiff::civil::Date;

use memchr::memmem;

use super::line::{self, CrampLeg};
use super::read::{self, Subject, files, scan, settle, subject, voided};
use super::{BadLine, Entry, EventKind, StartupSummary, open_signs};
use crate::health::body::Leg;
use crate::health::water::WaterNote;

/// What the first frame of `night` shows.
///
/// Goes back year by year. A line stands in the file of the year it was written, which is never before its night:
/// once the years of both nights are read, older ones matter only while no session was found.
pub(super) fn of(folder: &Path, night: Date) -> StartupSummary {
    let before = night.yesterday().unwrap_or(night);
    let mut bad = Vec::new();
    let mut found = Found::of([night, before]);
    let (mut last, mut is_settled) = (None, false);
    let files = files(folder, &mut bad);
    let (mut older, mut signs) = (&files[..], Vec::new());
    for year in files.chunk_by(|a, b| a.0 == b.0).rev() {
        if is_settled && year.iter().all(|(year, _)| *year < before.year()) {
            break;
        }
        for (_, file) in year {
            let place = Rc::from(file.as_path());
            scan(file, &mut bad, |number, text| found.take(&place, number, text, night));
        }
        older = older.strip_suffix(year).unwrap_or(older);
        signs.splice(..0, found.signs.drain(..));
        if !is_settled && !found.sessions.lines.is_empty() {
            is_settled = true;
            last = found.last_session(folder, night, &mut bad);
        }
    }
    signs.splice(..0, pick(older, |text| found.tells_of_signs(text)));
    let (water, water_before) = (found.water(night), found.water(before));
    let (keeps_diary, worse_leg) = (found.keeps_diary, found.worse_leg());
    let parked = found.parked(&mut bad);
    let mut told = found.told();
    add_unchecked(&mut told, signs, &files);
    StartupSummary { last, water, water_before, parked, told, keeps_diary, worse_leg, bad }
}

/// Adds whatever tells of a warning sign that nobody has checked.
///
/// Few lines tell of signs, so those were picked out by their bytes: `signs`. Only while one is not checked are the
/// files read again, for what was told of the same later.
fn add_unchecked(told: &mut Vec<Entry>, mut signs: Vec<Entry>, files: &[(i16, PathBuf)]) {
    let mut settled = signs.clone();
    settle(&mut settled);
    let open: HashSet<String> =
        open_signs(settled.iter()).into_iter().map(|open| format!("\"{}\"", open.sign.of)).collect();
    if !open.is_empty() {
        let open: Vec<_> = open.iter().map(|of| memmem::Finder::new(of.as_bytes())).collect();
        signs.extend(pick(files, |text| open.iter().any(|of| of.find(text).is_some())));
    }
    settle(&mut signs);
    let open: HashSet<String> = open_signs(signs.iter()).into_iter().map(|open| open.sign.of).collect();
    let known: HashSet<Subject> = told.iter().filter_map(subject).collect();
    signs.retain(|entry| {
        let tells = super::open::told(entry).is_some_and(|(of, ..)| open.contains(&of));
        let is_new = subject(entry).is_none_or(|subject| !known.contains(&subject));
        (tells && is_new) || matches!(entry.what, EventKind::Checked(_))
    });
    told.append(&mut signs);
    told.sort_by(|a, b| a.at.cmp(&b.at));
}

/// The entries of the lines that are wanted; what cannot be read is passed over, as it is told of elsewhere.
fn pick(files: &[(i16, PathBuf)], wanted: impl Fn(&[u8]) -> bool) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (_, file) in files {
        scan(file, &mut Vec::new(), |_, text| {
            if wanted(text) {
                entries.push(line::decode(text)?);
            }
            Ok(())
        });
    }
    entries
}

/// At least this many cramps in one leg, and twice as many as in the other, make it the worse one; our choice.
const CLEARLY: usize = 3;

struct Found {
    /// The two nights, as lines have them.
    near: [String; 2],
    /// The words of which one is in every line that has to do with warning signs.
    words: [memmem::Finder<'static>; 3],
    /// The lines of the year that have one of the words.
    signs: Vec<Entry>,
    sessions: Latest,
    thoughts: Latest,
    nights: Vec<(Timestamp, Entry)>,
    legs: Vec<CrampLeg>,
    keeps_diary: bool,
    voids: Vec<(Timestamp, String, String)>,
}

/// The lines of one kind about the latest night that has any.
#[derive(Default)]
struct Latest {
    night: Vec<u8>,
    lines: Vec<KeptLine>,
}

struct KeptLine {
    file: Rc<Path>,
    number: u64,
    text: Vec<u8>,
}

impl Latest {
    /// Keeps a line, unless another one is of a later night. A night to come was written under a clock that was wrong.
    fn keep(&mut self, night: &[u8], tonight: &str, file: &Rc<Path>, number: u64, text: &[u8]) {
        if night > tonight.as_bytes() || night < self.night.as_slice() {
            return;
        }
        if night > self.night.as_slice() {
            night.clone_into(&mut self.night);
            self.lines.clear();
        }
        self.lines.push(KeptLine { file: file.clone(), number, text: text.to_owned() });
    }

    /// The line that was written last.
    fn take_last(&mut self) -> Option<KeptLine> {
        let mut lines = std::mem::take(&mut self.lines);
        lines.sort_by_cached_key(|line| line::glimpse(&line.text).and_then(|header| header.moment()).ok());
        lines.pop()
    }
}

impl Found {
    fn of(nights: [Date; 2]) -> Found {
        Found {
            near: nights.map(|night| night.to_string()),
            words: [&b"\"signs\""[..], b"\"checked\"", b"\"void\""].map(memmem::Finder::new),
            signs: Vec::new(),
            sessions: Latest::default(),
            thoughts: Latest::default(),
            nights: Vec::new(),
            legs: Vec::new(),
            keeps_diary: false,
            voids: Vec::new(),
        }
    }

    fn tells_of_signs(&self, text: &[u8]) -> bool {
        self.words.iter().any(|word| word.find(text).is_some())
    }

    /// Deals with a line by its beginning, as can be done with nearly all; `false` if it has to be read.
    fn skim(&mut self, file: &Rc<Path>, number: u64, text: &[u8]) -> Result<bool, String> {
        let Some(line) = line::skim(text) else { return Ok(false) };
        let night = self.near[0].as_bytes();
        let is_near = self.near.iter().any(|near| near.as_bytes() == line.night);
        match line.kind {
            b"session" => self.sessions.keep(line.night, &self.near[0], file, number, text),
            b"thoughts" => self.thoughts.keep(line.night, &self.near[0], file, number, text),
            b"water" => return Ok(!is_near),
            b"cramp" | b"night" if is_near || self.words[0].find(text).is_some() => return Ok(false),
            b"night" => self.keeps_diary = true,
            b"cramp" => {
                self.keeps_diary = true;
                if line.night < night && line.night.get(..4) == night.get(..4) {
                    self.legs.push(line::leg(text)?);
                }
            }
            b"excused" | b"before" => {}
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Keeps a line if it may matter to `night`.
    fn take(&mut self, file: &Rc<Path>, number: u64, text: &[u8], night: Date) -> Result<(), String> {
        if self.skim(file, number, text)? {
            return Ok(());
        }
        let header = line::glimpse(text)?;
        let kind = header.kind();
        if !matches!(kind, "session" | "water") && self.tells_of_signs(text) {
            self.signs.extend(line::decode(text));
        }
        match kind {
            "session" | "thoughts" => {
                header.moment()?;
                let latest = if kind == "session" { &mut self.sessions } else { &mut self.thoughts };
                latest.keep(header.night.to_string().as_bytes(), &self.near[0], file, number, text);
            }
            "water" | "cramp" | "night" | "signs" => {
                self.keeps_diary |= matches!(kind, "cramp" | "night");
                // Not tonight's: what is told of in the middle of an evening must not turn it round.
                let is_past = header.night < night && header.night.year() == night.year();
                if kind == "cramp" && is_past {
                    self.legs.push(line::leg(text)?);
                }
                if header.night == night || header.night.tomorrow().is_ok_and(|next| next == night) {
                    self.nights.push((header.moment()?, line::decode(text)?));
                }
            }
            "void" => {
                self.voids.push((header.moment()?, header.into_id(), line::target(text)?));
            }
            _ => {}
        }
        Ok(())
    }

    /// The latest session up to `night`: nearly always the last line kept. Only where that one is bad or was taken
    /// back is everything read.
    fn last_session(&mut self, folder: &Path, night: Date, bad: &mut Vec<BadLine>) -> Option<Entry> {
        let KeptLine { file, number, text } = self.sessions.take_last()?;
        match line::decode(&text) {
            Ok(entry) if !self.voided().contains(entry.id.as_str()) => return Some(entry),
            Ok(_) => {}
            Err(why) => bad.push(BadLine { file: file.to_path_buf(), line: number, why }),
        }
        let is_session = |entry: &Entry| matches!(entry.what, EventKind::Session(_)) && entry.night <= night;
        read::all(folder).entries.into_iter().rev().find(is_session)
    }

    /// What was parked before the latest night of which something was, unless it was taken back.
    fn parked(&mut self, bad: &mut Vec<BadLine>) -> Option<Entry> {
        let KeptLine { file, number, text } = self.thoughts.take_last()?;
        match line::decode(&text) {
            Ok(entry) => Some(entry).filter(|entry| !self.voided().contains(entry.id.as_str())),
            Err(why) => {
                bad.push(BadLine { file: file.to_path_buf(), line: number, why });
                None
            }
        }
    }

    fn water(&self, night: Date) -> Option<WaterNote> {
        let voided = self.voided();
        let of_night = self.nights.iter().filter(|(_, entry)| entry.night == night);
        let waters = of_night.filter_map(|(at, entry)| {
            let EventKind::Water(note) = &entry.what else { return None };
            (!voided.contains(entry.id.as_str())).then_some((at, note))
        });
        waters.max_by_key(|(at, _)| *at).map(|(_, note)| note.clone())
    }

    fn worse_leg(&mut self) -> Option<Leg> {
        self.legs.sort_by_key(|leg| leg.at);
        let (voided, mut seen) = (self.voided(), HashSet::new());
        let last = self.legs.iter().rev().filter(|leg| seen.insert(&leg.cramp));
        let legs: Vec<Leg> =
            last.filter(|leg| !voided.contains(&leg.id)).filter_map(|leg| leg.side).collect();
        let [left, right] =
            [Leg::Left, Leg::Right].map(|leg| legs.iter().filter(|other| **other == leg).count());
        let clearly = |more: usize, less: usize| more >= CLEARLY && more >= 2 * less;
        match (clearly(left, right), clearly(right, left)) {
            (true, _) => Some(Leg::Left),
            (_, true) => Some(Leg::Right),
            (false, false) => None,
        }
    }

    fn told(mut self) -> Vec<Entry> {
        let voided = self.voided();
        self.nights.sort_by_key(|(at, _)| *at);
        let mut seen = HashSet::new();
        let last = self.nights.iter().rev().map(|(_, entry)| entry).filter(|entry| {
            subject(entry).is_some_and(|subject| seen.insert(subject)) && !voided.contains(entry.id.as_str())
        });
        let mut told: Vec<Entry> = last.cloned().collect();
        told.reverse();
        told
    }

    fn voided(&self) -> HashSet<String> {
        let mut voids: Vec<_> = self.voids.iter().collect();
        voids.sort_by_key(|(at, ..)| *at);
        let pairs = voids.iter().map(|(_, id, target)| (id.as_str(), target.as_str()));
        voided(pairs).into_iter().map(str::to_owned).collect()
    }
}
