//! What was told, entry by entry, in words.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::time::Duration;

use jiff::civil::Date;

use super::Diary;
use crate::health::answer::Answer;
use crate::health::body::{Leg, Muscle, Relief};
use crate::health::signs::Sign;
use crate::store::journal::{
    BeforeNote, CheckedNote, CrampNote, EventKind, FORTNIGHT, LASTED_OVER_TEN_MINUTES, NightNote,
    OVER_TEN_MINUTES, SignsNote, ThoughtsNote,
};
use crate::text;

#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct DiaryEntry {
    pub(crate) id: String,
    pub night: Option<Date>,
    pub text: String,
}

impl Diary {
    /// Every entry that can be taken back, the latest night first.
    pub fn list(&self) -> Vec<DiaryEntry> {
        let before = self.before.iter().map(|(id, note)| DiaryEntry {
            id: id.clone(),
            night: None,
            text: note.said(),
        });
        let nights = self.nights.iter().rev().flat_map(|(&date, night)| {
            let late = if date > self.tonight { "(in the future, does not count) " } else { "" };
            let told = move |id: &String, text: String| DiaryEntry {
                id: id.clone(),
                night: Some(date),
                text: format!("{late}{text}"),
            };
            let nights = night.told.iter().map(move |(id, note)| told(id, note.said()));
            nights.chain(night.cramps.iter().map(move |(id, note)| told(id, note.said())))
        });
        let signs = self.signs.iter().rev().filter_map(|entry| {
            let text = match &entry.what {
                EventKind::Signs(note) if !note.signs.is_empty() => note.said(),
                EventKind::Checked(note) => note.said(),
                _ => return None,
            };
            Some(DiaryEntry { id: entry.id.clone(), night: Some(entry.night), text })
        });
        let parked = self.parked.iter().filter(|(_, (_, note))| !note.lines.is_empty());
        let parked = parked.map(|(&night, (id, note))| DiaryEntry {
            id: id.clone(),
            night: Some(night),
            text: note.said(),
        });
        let mut list: Vec<DiaryEntry> = nights.chain(signs).chain(parked).collect();
        list.sort_by_key(|told| Reverse(told.night));
        list.extend(before);
        list
    }

    pub fn what(&self, id: &str) -> Option<EventKind> {
        let mine = |told: &&(String, _)| told.0 == id;
        let before = self.before.as_ref().filter(|(own, _)| own == id);
        self.nights
            .values()
            .find_map(|night| {
                let told = night.told.as_ref().filter(|(own, _)| own == id);
                let cramp = || night.cramps.iter().find(mine).map(|(_, note)| EventKind::Cramp(note.clone()));
                told.map(|(_, note)| EventKind::Night(note.clone())).or_else(cramp)
            })
            .or_else(|| before.map(|(_, note)| EventKind::Before(note.clone())))
            .or_else(|| {
                let mine = self.parked.values().find(|(own, _)| own == id);
                mine.map(|(_, note)| EventKind::Thoughts(note.clone()))
            })
            .or_else(|| self.signs.iter().find(|entry| entry.id == id).map(|entry| entry.what.clone()))
    }
}

impl CrampNote {
    /// "03:10 left calf, severity 6, 3 min, helped: toes to shin".
    pub fn said(&self) -> String {
        let time =
            self.began.as_ref().map_or_else(String::new, |began| format!("{} ", began.strftime("%H:%M")));
        let leg = self.side.map_or("", |side| match side {
            Leg::Both => "both legs",
            side => side.label(),
        });
        let muscle = self.muscle.map_or("", |muscle| match muscle {
            Muscle::Other => "another muscle",
            muscle => muscle.label(),
        });
        let place = format!("{leg} {muscle}");
        let place = if place == " " { "cramp" } else { place.trim() };
        let helped: Vec<&str> = self.helped.iter().map(Relief::label).collect();
        let rest = [
            self.severity.map(|severity| format!("severity {}", severity.get())),
            self.seconds.map(length),
            self.state.map(|state| state.label().to_owned()),
            (!helped.is_empty()).then(|| format!("helped: {}", helped.join(" and "))),
            self.soreness.map(|sore| match sore.get() {
                0 => "not sore the next day".to_owned(),
                sore => format!("sore {sore} the next day"),
            }),
            ticked(self.signs.len()),
            self.note.clone(),
        ];
        joined(format!("{time}{place}"), rest)
    }
}

impl NightNote {
    /// "no cramp, long sitting".
    pub fn said(&self) -> String {
        let day = self.day.iter().flatten().map(|mark| Some(mark.label().to_owned()));
        let rest = [
            self.disturbed.map(|much| match much.get() {
                0 => "sleep undisturbed".to_owned(),
                much => format!("sleep disturbed {much}"),
            }),
            self.medicine.as_ref().map(|medicine| format!("medicine: {medicine}")),
            ticked(self.signs.len()),
            self.nothing_urgent.then(|| "nothing urgent".to_owned()),
            self.note.clone(),
        ];
        joined(if self.cramp { "a night with cramp" } else { "no cramp" }.to_owned(), day.chain(rest))
    }
}

impl SignsNote {
    /// "warning sign: a swollen, hot, red or very tender leg".
    pub fn said(&self) -> String {
        format!("warning sign: {}", self.signs.words().map(in_short).collect::<Vec<_>>().join("; "))
    }
}

impl CheckedNote {
    /// "checked: a swollen, hot, red or very tender leg".
    pub fn said(&self) -> String {
        let signs: BTreeSet<&str> = self.checked.iter().map(|checked| in_short(&checked.sign)).collect();
        format!("checked: {}", signs.into_iter().collect::<Vec<_>>().join("; "))
    }
}

impl ThoughtsNote {
    /// "parked: call the bank; buy bread".
    pub fn said(&self) -> String {
        format!("parked: {}", self.lines.join("; "))
    }
}

pub(super) fn in_short(word: &str) -> &str {
    Sign::from_id(word).map_or(word, |sign| sign.in_short())
}

impl BeforeNote {
    pub(crate) fn said(&self) -> String {
        let nights = format!("before the routine, cramps on {} of {FORTNIGHT} nights", self.cramp_nights);
        joined(nights, [self.cramps.map(|cramps| format!("{cramps} in all"))])
    }
}

pub(super) fn length(seconds: u32) -> String {
    match seconds {
        OVER_TEN_MINUTES | LASTED_OVER_TEN_MINUTES => "over 10 min".to_owned(),
        seconds => text::length(Duration::from_secs(seconds.into())),
    }
}

fn ticked(signs: usize) -> Option<String> {
    (signs > 0).then(|| format!("{} ticked", text::many(signs as u64, "warning sign", "warning signs")))
}

fn joined(first: String, rest: impl IntoIterator<Item = Option<String>>) -> String {
    std::iter::once(first).chain(rest.into_iter().flatten()).collect::<Vec<_>>().join(", ")
}
