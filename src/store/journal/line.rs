//! One line of the journal, to text and back.

use std::borrow::Cow;

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};
use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Serialize};
use serde_json::error::Category;

use super::{
    BeforeNote, CheckedNote, CrampNote, Entry, EventKind, ExcusedNote, NightNote, SessionNote, SignsNote,
    ThoughtsNote, time,
};
use crate::document;
use crate::health::answer;
use crate::health::body::Leg;
use crate::health::water::ALARMING;
use crate::health::water::WaterNote;

/// The version of the lines we write; lines of a higher one are kept and ignored.
const VERSION: u32 = 1;
/// The most glasses that a line is believed to tell of: the check counts no further.
const MOST_GLASSES: u8 = 40;

pub(super) fn encode(id: &str, at: &Zoned, night: Date, what: &EventKind) -> std::io::Result<Vec<u8>> {
    let head = |kind| Head { v: VERSION, id: id.into(), at: at.clone(), night, kind };
    let text = match what {
        EventKind::Session(note) => serde_json::to_vec(&Line { head: head("session"), note }),
        EventKind::Water(note) => serde_json::to_vec(&Line { head: head("water"), note }),
        EventKind::Excused(note) => serde_json::to_vec(&Line { head: head("excused"), note }),
        EventKind::Cramp(note) => serde_json::to_vec(&Line { head: head("cramp"), note }),
        EventKind::Night(note) => serde_json::to_vec(&Line { head: head("night"), note }),
        EventKind::Before(note) => serde_json::to_vec(&Line { head: head("before"), note }),
        EventKind::Signs(note) => serde_json::to_vec(&Line { head: head("signs"), note }),
        EventKind::Checked(note) => serde_json::to_vec(&Line { head: head("checked"), note }),
        EventKind::Thoughts(note) => serde_json::to_vec(&Line { head: head("thoughts"), note }),
        EventKind::Void { entry } => {
            serde_json::to_vec(&Line { head: head("void"), note: &Void { entry: entry.into() } })
        }
        EventKind::Other { kind } => {
            let words = format!("an entry of kind {kind:?} can be read, not written");
            return Err(std::io::Error::new(std::io::ErrorKind::InvalidInput, words));
        }
    };
    let mut text = text?;
    text.push(b'\n');
    Ok(text)
}

pub(super) fn decode(line: &[u8]) -> Result<Entry, String> {
    let glimpse = glimpse(line)?;
    let at = time::parse(&glimpse.at).map_err(|error| format!("`at`: {error}"))?;
    let what = match glimpse.kind() {
        "session" => EventKind::Session(tidied(line, SessionNote::tidy)?),
        "water" => EventKind::Water(water(line)?),
        "excused" => EventKind::Excused(tidied(line, ExcusedNote::tidy)?),
        "cramp" => EventKind::Cramp(tidied(line, CrampNote::tidy)?),
        "night" => EventKind::Night(tidied(line, NightNote::tidy)?),
        "before" => EventKind::Before(tidied(line, BeforeNote::tidy)?),
        "signs" => EventKind::Signs(tidied(line, SignsNote::tidy)?),
        "checked" => EventKind::Checked(tidied(line, CheckedNote::tidy)?),
        "thoughts" => EventKind::Thoughts(tidied(line, ThoughtsNote::tidy)?),
        "void" => EventKind::Void { entry: target(line)? },
        _ => EventKind::Other { kind: glimpse.kind.clone().into_owned() },
    };
    Ok(Entry { night: glimpse.night, id: glimpse.into_id(), at, what })
}

#[derive(Deserialize)]
pub(super) struct EntryHeader<'a> {
    v: u32,
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) at: Cow<'a, str>,
    pub(super) night: Date,
    #[serde(borrow)]
    kind: Cow<'a, str>,
}

pub(super) struct Skimmed<'a> {
    pub(super) night: &'a [u8],
    pub(super) kind: &'a [u8],
}

/// Skims a line; `None` if it breaks off, or is not as this program writes them.
pub(super) fn skim(line: &[u8]) -> Option<Skimmed<'_>> {
    let rest = line.strip_suffix(b"}")?;
    let (_, rest) = next_text(rest, br#"{"v":1,"id":""#)?;
    let (_, rest) = next_text(rest, br#","at":""#)?;
    let (night, rest) = next_text(rest, br#","night":""#)?;
    let (kind, _) = next_text(rest, br#","kind":""#)?;
    Some(Skimmed { night, kind })
}

/// The text that begins after `before`, and what follows it. One with a quote in it ends too early to go on from.
fn next_text<'a>(line: &'a [u8], before: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let rest = line.strip_prefix(before)?;
    let end = memchr::memchr(b'"', rest)?;
    Some((&rest[..end], &rest[end + 1..]))
}

impl EntryHeader<'_> {
    /// What the line is about; empty for a version that we do not know.
    pub(super) fn kind(&self) -> &str {
        if self.v == VERSION { &self.kind } else { "" }
    }

    pub(super) fn into_id(self) -> String {
        fit(self.id)
    }

    pub(super) fn moment(&self) -> Result<Timestamp, String> {
        self.at.parse().map_err(|error| format!("`at`: {error}"))
    }
}

pub(super) fn glimpse(line: &[u8]) -> Result<EntryHeader<'_>, String> {
    #[derive(Deserialize)]
    struct Version {
        v: u32,
    }
    let glimpse: EntryHeader = json(line).map_err(|error| match json(line) {
        Ok(Version { v }) if v > VERSION => format!("written by a newer winddown (version {v})"),
        Ok(_) | Err(_) => words(&error),
    })?;
    if glimpse.v == 0 {
        return Err("there is no version 0 of the journal".to_owned());
    }
    Ok(glimpse)
}

pub(super) fn target(line: &[u8]) -> Result<String, String> {
    note::<Void>(line).map(|void| fit(void.entry))
}

#[derive(Deserialize)]
pub(super) struct CrampLeg {
    pub(super) id: String,
    pub(super) at: Timestamp,
    pub(super) cramp: String,
    #[serde(default, deserialize_with = "answer::known")]
    pub(super) side: Option<Leg>,
}

pub(super) fn leg(line: &[u8]) -> Result<CrampLeg, String> {
    tidied(line, |leg: &mut CrampLeg| {
        document::tidy(&mut leg.id);
        document::tidy(&mut leg.cramp);
    })
}

pub(super) fn is_json(line: &[u8]) -> bool {
    json::<IgnoredAny>(line).is_ok()
}

fn water(line: &[u8]) -> Result<WaterNote, String> {
    let mut water: WaterNote = note(line)?;
    water.glasses = water.glasses.min(MOST_GLASSES);
    water.colour = water.colour.filter(|shade| (1..=ALARMING).contains(shade));
    Ok(water)
}

/// What a line says beyond what every line has, made fit to be believed.
fn tidied<N: DeserializeOwned>(line: &[u8], tidy: fn(&mut N)) -> Result<N, String> {
    let mut note = note(line)?;
    tidy(&mut note);
    Ok(note)
}

/// An id made fit to be shown: alike wherever it stands, or it would name nothing.
fn fit(id: Cow<'_, str>) -> String {
    let mut id = id.into_owned();
    document::tidy(&mut id);
    id
}

fn note<N: DeserializeOwned>(line: &[u8]) -> Result<N, String> {
    json(line).map_err(|error| words(&error))
}

fn json<'a, T: Deserialize<'a>>(line: &'a [u8]) -> serde_json::Result<T> {
    // Looking at the whole line once is a good deal quicker than looking at each of its texts.
    match std::str::from_utf8(line) {
        Ok(line) => serde_json::from_str(line),
        Err(_) => serde_json::from_slice(line),
    }
}

/// Without the JSON reader's line number, which is always 1 here.
fn words(error: &serde_json::Error) -> String {
    if error.classify() == Category::Eof {
        return "the line breaks off".to_owned();
    }
    let text = error.to_string();
    let text = text.split(" at line ").next().unwrap_or_default();
    format!("{text}, in column {}", error.column())
}

#[derive(Serialize)]
struct Line<'a, N> {
    #[serde(flatten)]
    head: Head<'a>,
    #[serde(flatten)]
    note: &'a N,
}

#[derive(Serialize)]
struct Head<'a> {
    v: u32,
    id: Cow<'a, str>,
    #[serde(serialize_with = "time::seconds")]
    at: Zoned,
    night: Date,
    kind: &'static str,
}

#[derive(Serialize, Deserialize)]
struct Void<'a> {
    entry: Cow<'a, str>,
}
