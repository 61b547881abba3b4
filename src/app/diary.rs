//! The diary on the screen: nights and trends, the entries, and the trial.

use super::morning::{Morning, warnings};
use super::sheet::{Sheet, Shown, Tone, Written, write};
use super::{App, Room, Screen};
use crate::app::effect::{Effect, Write};
use crate::app::keymap::{Action, Scene};
use crate::diary::{Diary, DiaryEntry, Done, NOTHING, NightCell, TRIAL, Trends, Week, bars, highest};
use crate::session::Now;
use crate::store::journal::{Entry, EventKind, slept};

/// The diary on the screen.
#[derive(Debug)]
pub(super) struct Leaf {
    diary: Diary,
    open: Open,
    sheet: Sheet,
}

/// What of it is open.
#[derive(Debug)]
enum Open {
    /// Nights and trends.
    Nights,
    /// The entries, which one is marked, and which are taken back.
    Entries { list: Vec<(DiaryEntry, bool)>, at: usize },
    /// What the trial found.
    Trial,
}

/// The diary as a view may know it.
#[derive(Clone, Debug, PartialEq)]
pub enum Pages<'a> {
    /// Nights and trends.
    Nights(Shown<'a>),
    /// The entries and whether they are taken back; which one is marked.
    Entries(&'a [(DiaryEntry, bool)], usize),
    /// What the trial found.
    Trial(Shown<'a>),
}

/// The weeks that the bars go back.
const BARS: u16 = 12;
/// The columns of a label, and of a week in the strip.
const LABEL: u16 = 9;
const WEEK: u16 = 9;

impl Leaf {
    fn new(diary: Diary, room: Room) -> Leaf {
        let sheet = Sheet::new(nights(&diary, room));
        Leaf { diary, open: Open::Nights, sheet }
    }

    pub(super) fn scene(&self) -> Scene {
        match self.open {
            Open::Nights => Scene::Diary,
            Open::Entries { .. } => Scene::Entries,
            Open::Trial => Scene::Trial,
        }
    }

    /// Lays the page out anew for another room.
    pub(super) fn see_room(&mut self, room: Room) {
        self.sheet = Sheet::new(match self.open {
            Open::Nights | Open::Entries { .. } => nights(&self.diary, room),
            Open::Trial => trial(room),
        });
    }

    /// Returns whether there is more below of a page that is longer than the screen.
    pub(super) fn is_more(&self, room: Room) -> bool {
        self.sheet.shown(room).more
    }

    pub(super) fn pages(&self, room: Room) -> Pages<'_> {
        match &self.open {
            Open::Nights => Pages::Nights(self.sheet.shown(room)),
            Open::Entries { list, at } => Pages::Entries(list, *at),
            Open::Trial => Pages::Trial(self.sheet.shown(room)),
        }
    }
}

impl App {
    /// Takes what is in the journal, as the shell has just read it, for whoever asked: the diary, or last night.
    pub fn diary(&mut self, now: &Now, entries: Vec<Entry>) -> Vec<Effect> {
        self.seen = now.clone();
        let mut effects = Vec::new();
        let of_nights = |entry: &&Entry| {
            matches!(
                entry.what,
                EventKind::Cramp(_) | EventKind::Night(_) | EventKind::Signs(_) | EventKind::Checked(_)
            )
        };
        self.recall.told = entries.iter().filter(of_nights).cloned().collect();
        let mut diary = Diary::of(entries, self.night(now)).with_conditions(self.known().conditions());
        match &self.screen {
            Screen::Morning(_) => self.weigh(now, &mut diary, &mut effects),
            Screen::Tonight => self.screen = Screen::Diary(Box::new(Leaf::new(diary, self.room))),
            Screen::Diary(leaf) => {
                let mut fresh = Leaf::new(diary, self.room);
                if let Open::Entries { at, .. } = leaf.open {
                    fresh.open_entries(at);
                }
                self.screen = Screen::Diary(Box::new(fresh));
            }
            // Whoever asked has left meanwhile.
            Screen::Choose(_)
            | Screen::Learn(_)
            | Screen::Safety(_)
            | Screen::Cramp(_)
            | Screen::Evening(_)
            | Screen::GoodNight(_) => {}
        }
        self.remember(&effects);
        effects
    }

    pub(super) fn on_diary(&mut self, now: &Now, action: Action, effects: &mut Vec<Effect>) {
        let (room, begins) = (self.room, self.config.night_begins);
        let Screen::Diary(leaf) = &mut self.screen else { return };
        match (&mut leaf.open, action) {
            (Open::Nights, Action::Close) => self.screen = Screen::Tonight,
            (Open::Nights, Action::Entries) => {
                leaf.open_entries(0);
            }
            (Open::Nights, Action::Trial) => {
                leaf.open = Open::Trial;
                leaf.see_room(room);
            }
            (Open::Nights, Action::LastNight) => {
                let night = slept(&now.wall, begins);
                let known = leaf.diary.night(night);
                let cramps = known.into_iter().flat_map(|known| &known.cramps).map(|(_, note)| note);
                let morning = Morning::of(night, known.and_then(|known| known.note()), cramps, true);
                self.screen = Screen::Morning(Box::new(morning));
            }
            (Open::Nights | Open::Trial, Action::Up | Action::Down | Action::PageUp | Action::PageDown) => {
                leaf.sheet.handle(action, room);
            }
            (Open::Entries { .. } | Open::Trial, Action::Close) => {
                leaf.open = Open::Nights;
                effects.push(Effect::Diary);
            }
            (Open::Entries { at, .. }, Action::Up) => *at = at.saturating_sub(1),
            (Open::Entries { list, at }, Action::Down) => *at = (*at + 1).min(list.len().saturating_sub(1)),
            (Open::Entries { .. }, Action::TakeBack) => leaf.take_back(now, effects),
            (_, _) => {}
        }
    }
}

impl Leaf {
    /// Opens the list of entries, with the mark on this one.
    fn open_entries(&mut self, at: usize) {
        let list: Vec<_> = self.diary.list().into_iter().map(|told| (told, false)).collect();
        let at = at.min(list.len().saturating_sub(1));
        self.open = Open::Entries { list, at };
    }

    /// Takes the marked entry back; or tells it anew if it is taken back, which gives it another id, so the list is
    /// read again.
    fn take_back(&mut self, now: &Now, effects: &mut Vec<Effect>) {
        let Open::Entries { list, at } = &mut self.open else { return };
        let Some((told, taken)) = list.get_mut(*at) else { return };
        let again = if *taken { self.diary.what(&told.id) } else { None };
        let reads = again.is_some();
        let what = Box::new(again.unwrap_or_else(|| EventKind::Void { entry: told.id.clone() }));
        let night = told.night.unwrap_or(self.diary.tonight());
        *taken = true;
        effects.push(Effect::Write(Write::Record { at: now.wall.clone(), night, what }));
        effects.extend(reads.then_some(Effect::Diary));
    }
}

/// Warning signs first, then the strip, what changed, and the counts.
fn nights(diary: &Diary, room: Room) -> Vec<Written> {
    let mut lines = warnings(&diary.findings(), room);
    if room == Room::ENDLESS {
        diary.aloud().iter().for_each(|sentence| write(&mut lines, Tone::Text, sentence, room));
        return lines;
    }
    if !lines.is_empty() {
        lines.push(Vec::new());
    }
    if let Some(newer) = diary.newer() {
        write(&mut lines, Tone::Text, &newer, room);
        lines.push(Vec::new());
    }
    let weeks = (room.columns.saturating_sub(LABEL) / WEEK).clamp(1, 8);
    lines.extend(strip(&diary.weeks(weeks)));
    for legend in NightCell::LEGEND {
        write(&mut lines, Tone::Soft, legend, room);
    }
    lines.push(Vec::new());
    let trends = Trends::of(diary);
    if trends.lately.nights + trends.before.nights == 0 {
        write(&mut lines, Tone::Text, NOTHING, room);
        lines.push(Vec::new());
    }
    let mut sentences = trends.sentences().into_iter();
    for sentence in sentences.by_ref().take(2) {
        write(&mut lines, Tone::Text, &sentence, room);
    }
    lines.push(Vec::new());
    lines.extend(chart(&diary.weeks(BARS)));
    lines.extend(table(&trends));
    for sentence in sentences {
        write(&mut lines, Tone::Text, &sentence, room);
    }
    lines
}

fn strip(weeks: &[Week]) -> Vec<Written> {
    let row = |label: &str, tone: Tone, each: &dyn Fn(&Week) -> Vec<(Tone, String)>| {
        let mut line = vec![(Tone::Soft, format!("{label:width$}", width = usize::from(LABEL)))];
        for week in weeks {
            let parts = each(week);
            let long: usize = parts.iter().map(|(_, text)| text.chars().count()).sum();
            line.extend(parts);
            line.push((tone, " ".repeat(usize::from(WEEK).saturating_sub(long))));
        }
        line
    };
    let shapes = |week: &Week, shape: fn(NightCell) -> char, tone: fn(NightCell) -> Tone| {
        let cell =
            |night: &Option<NightCell>| night.map_or((Tone::Soft, ' '), |cell| (tone(cell), shape(cell)));
        week.nights.iter().map(cell).map(|(tone, shape)| (tone, shape.to_string())).collect::<Vec<_>>()
    };
    vec![
        row("", Tone::Soft, &|week| vec![(Tone::Soft, week.monday.strftime("%-d %b").to_string())]),
        row("", Tone::Soft, &|_| vec![(Tone::Soft, "MTWTFSS".to_owned())]),
        row("cramps", Tone::Text, &|week| shapes(week, NightCell::cramp_shape, cramp_tone)),
        row("routine", Tone::Text, &|week| shapes(week, NightCell::routine_shape, routine_tone)),
    ]
}

fn cramp_tone(cell: NightCell) -> Tone {
    if cell.cramp == Some(true) { Tone::Cramp } else { Tone::Soft }
}

fn routine_tone(cell: NightCell) -> Tone {
    if cell.routine > Done::Not { Tone::Routine } else { Tone::Soft }
}

/// The bars of cramps a week; none where no week is known.
fn chart(weeks: &[Week]) -> Vec<Written> {
    if highest(weeks) == 0.0 {
        return Vec::new();
    }
    let wide = |bars: &str| bars.chars().flat_map(|bar| [bar, bar, ' ']).collect::<String>();
    let mut lines =
        vec![vec![(Tone::Soft, format!("cramps a week, {BARS} weeks, highest {:.1}", highest(weeks)))]];
    lines.extend(bars(weeks, 2).iter().map(|row| vec![(Tone::Cramp, wide(row))]));
    lines.push(Vec::new());
    lines
}

fn table(trends: &Trends) -> Vec<Written> {
    let rows = trends.table();
    let known = rows.iter().any(|row| !row.before.is_empty());
    let before = if trends.is_recalled() { "recalled" } else { "before" };
    let line = |label: &str, tone: Tone, then: &str, now: &str| {
        let then = if known { format!("{then:>10}") } else { String::new() };
        vec![(Tone::Soft, format!("{label:19}")), (tone, format!("{then}{now:>9}"))]
    };
    let mut lines = vec![line("", Tone::Soft, before, "lately")];
    lines.extend(rows.iter().map(|row| line(row.label, Tone::Text, &row.before, &row.lately)));
    lines.push(Vec::new());
    lines
}

fn trial(room: Room) -> Vec<Written> {
    let mut lines = Vec::new();
    for text in TRIAL {
        write(&mut lines, Tone::Text, text, room);
        lines.push(Vec::new());
    }
    lines
}
