//! The diary: warning signs, a strip of nights and what changed; its entries; what the trial found.
//!
//! ```text
//!             19 Oct   26 Oct   2 Nov    9 Nov    16 Nov
//!             MTWTFSS  MTWTFSS  MTWTFSS  MTWTFSS  MTWTFSS
//!    cramps   ··––▲··  ▲–––·–▲  ·▲–·–––  ––▲––––  –––···
//!    routine  ·◐●●●●●  ●◐●●◐··  ●●●·●●●  ◐●◐◐·◐●  ·●●●·●
//!    ▲ cramp  – no cramp  · not known
//! ```

use jiff::civil::Date;

use super::morning::{Morning, warnings};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::Input;
use crate::app::keymap::{Action, Scene};
use crate::app::page::{Block, Content, Item, List, Page, PageId, Scrolling, Seen, Style};
use crate::app::screen::{Leaves, Next, Screen};
use crate::diary::{Diary, DiaryEntry, NOTHING, NightCell, TRIAL, Trends};
use crate::store::journal::{Entry, EventKind, slept};
use crate::text;
use crate::text::glossary;

/// The diary as it was read, and what of it is open.
#[derive(Debug)]
pub(in crate::app) struct DiaryScreen {
    diary: Diary,
    open: Open,
}

#[derive(Debug)]
enum Open {
    /// Nights and trends.
    Nights(Scrolling),
    /// The entries and whether they are taken back; which one is marked.
    Entries { list: Vec<(DiaryEntry, bool)>, marked: usize },
    /// What the trial found.
    Trial(Scrolling),
}

/// The most weeks that the strip shows, and the weeks that the bars go back.
const STRIP: u16 = 8;
const BARS: u16 = 12;
/// So many entries are told at a time.
const AT_A_TIME: usize = 20;

impl DiaryScreen {
    /// The diary of these entries, at its nights.
    pub(super) fn open(entries: Vec<Entry>, cx: &Context) -> DiaryScreen {
        let diary = Diary::of(entries, cx.night()).with_conditions(cx.known().conditions());
        DiaryScreen { diary, open: Open::Nights(Scrolling::default()) }
    }

    /// Takes it as it has been read anew.
    fn refresh(&mut self, entries: Vec<Entry>, cx: &Context) {
        let open = std::mem::replace(self, DiaryScreen::open(entries, cx)).open;
        match open {
            Open::Entries { marked, .. } => self.open_entries(marked),
            Open::Nights(_) | Open::Trial(_) => self.open = open,
        }
    }

    fn open_entries(&mut self, marked: usize) {
        let list: Vec<_> = self.diary.list().into_iter().map(|entry| (entry, false)).collect();
        let marked = marked.min(list.len().saturating_sub(1));
        self.open = Open::Entries { list, marked };
    }

    /// Takes the marked entry back; or tells it anew if it is taken back, which gives it another id, so the list is
    /// read again.
    fn take_back(&mut self, cx: &mut Context) {
        let Open::Entries { list, marked } = &mut self.open else { return };
        let Some((entry, is_taken)) = list.get_mut(*marked) else { return };
        let again = if *is_taken { self.diary.what(&entry.id) } else { None };
        let reads = again.is_some();
        let night = entry.night.unwrap_or(self.diary.tonight());
        *is_taken = true;
        cx.record(night, again.unwrap_or_else(|| EventKind::Void { entry: entry.id.clone() }));
        if reads {
            cx.emit(Effect::ReadDiary);
        }
    }

    /// The questions about last night, with what the diary has of it.
    fn ask_about_last_night(&self, cx: &Context) -> Morning {
        let night = slept(&cx.now.wall, cx.config.night_begins);
        let known = self.diary.night(night);
        let cramps = known.into_iter().flat_map(|known| &known.cramps).map(|(_, note)| note);
        Morning::of(night, known.and_then(|known| known.note()), cramps, cx)
    }

    fn nights(&self) -> Vec<Block<'static>> {
        let diary = &self.diary;
        let trends = Trends::of(diary);
        let mut sentences = trends.sentences().into_iter();
        let first: Vec<String> = sentences.by_ref().take(2).collect();
        let is_unknown = trends.lately.nights + trends.before.nights == 0;
        let mut blocks: Vec<Block<'static>> = warnings(&diary.findings()).collect();
        blocks.extend(diary.aloud().into_iter().map(|sentence| Block::text(sentence).in_lines()));
        let mut drawn: Vec<Block<'static>> = diary.newer().map(Block::text).into_iter().collect();
        drawn.push(Block::new(Content::Calendar(diary.weeks(STRIP))));
        drawn.extend(NightCell::LEGEND.map(|legend| Block::text(legend).soft().tight()));
        drawn.extend(is_unknown.then(|| Block::text(NOTHING)));
        drawn.extend(run(first));
        drawn.push(Block::new(Content::Chart(diary.weeks(BARS))));
        drawn.extend(table(&trends));
        drawn.extend(run(sentences));
        blocks.extend(drawn.into_iter().map(Block::on_screen));
        blocks
    }
}

impl Screen for DiaryScreen {
    fn scene(&self, _: &Context) -> Scene {
        match self.open {
            Open::Nights(_) => Scene::Diary,
            Open::Entries { .. } => Scene::Entries,
            Open::Trial(_) => Scene::Trial,
        }
    }

    fn page<'a>(&'a self, _: &'a Context) -> Page<'a> {
        match &self.open {
            Open::Nights(scrolling) => {
                Page { scroll: Some(scrolling.top), ..Page::new(PageId::Diary, glossary::DIARY) }
                    .with(Block::text("Diary.").in_lines())
                    .with_all(self.nights())
            }
            Open::Trial(scrolling) => {
                Page { scroll: Some(scrolling.top), ..Page::new(PageId::Trial, glossary::TRIAL) }
                    .with(Block::text("The trial.").in_lines())
                    .with_all(TRIAL.iter().map(|text| Block::text(*text)))
            }
            Open::Entries { list, marked } => entries(list, *marked),
        }
    }

    fn handle(&mut self, input: Input, cx: &mut Context) -> Next {
        match (&mut self.open, input) {
            (_, Input::DiaryRead(entries)) => self.refresh(entries, cx),
            (_, Input::Key(Action::Quit)) => cx.quit(String::new()),
            (Open::Nights(_), Input::Key(Action::Close)) => return Next::Pop,
            (Open::Nights(_), Input::Key(Action::Entries)) => self.open_entries(0),
            (Open::Nights(_), Input::Key(Action::Trial)) => self.open = Open::Trial(Scrolling::default()),
            (Open::Nights(_), Input::Key(Action::LastNight)) => return self.ask_about_last_night(cx).into(),
            (Open::Nights(scrolling) | Open::Trial(scrolling), Input::Key(action))
                if action != Action::Close =>
            {
                scrolling.handle(action);
            }
            (Open::Entries { .. } | Open::Trial(_), Input::Key(Action::Close)) => {
                self.open = Open::Nights(Scrolling::default());
                cx.emit(Effect::ReadDiary);
            }
            (Open::Entries { marked, .. }, Input::Key(Action::Up)) => *marked = marked.saturating_sub(1),
            (Open::Entries { list, marked }, Input::Key(Action::Down)) => {
                *marked = (*marked + 1).min(list.len().saturating_sub(1));
            }
            (Open::Entries { list, marked }, Input::Number(nth @ 1..)) if usize::from(nth) <= list.len() => {
                *marked = usize::from(nth) - 1;
            }
            (Open::Entries { .. }, Input::Key(Action::TakeBack)) => self.take_back(cx),
            _ => {}
        }
        Next::Stay
    }

    fn label(&self, action: Action, usual: Option<&'static str>, _: &Context) -> Option<&'static str> {
        let is_at_the_end = match self.open {
            Open::Nights(scrolling) | Open::Trial(scrolling) => scrolling.seen.whole,
            Open::Entries { .. } => false,
        };
        usual.filter(|_| action != Action::PageDown || !is_at_the_end)
    }

    fn see(&mut self, seen: Seen) {
        match &mut self.open {
            Open::Nights(scrolling) | Open::Trial(scrolling) => scrolling.see(seen),
            Open::Entries { .. } => {}
        }
    }

    /// Something about last night may have been told. The entries are read again only once their list is closed, so that
    /// the mark stays where it is.
    fn uncovered(&mut self, _: Leaves, cx: &mut Context) -> Next {
        if !matches!(self.open, Open::Entries { .. }) {
            cx.emit(Effect::ReadDiary);
        }
        Next::Stay
    }
}

/// The list, and the marked entry in full below it.
fn entries(list: &[(DiaryEntry, bool)], marked: usize) -> Page<'_> {
    let first = marked - marked % AT_A_TIME;
    let page = Page::new(PageId::Entries(first), "Entries");
    let Some((entry, _)) = list.get(marked) else {
        return page.with(Block::text("Nothing in the diary yet.").middle());
    };
    // The year stands there where it is not that of the latest night.
    let year = list.iter().find_map(|(entry, _)| entry.night).map(Date::year);
    let item = |(entry, is_taken): &(DiaryEntry, bool)| {
        let night =
            |form: &str| entry.night.map_or_else(String::new, |night| night.strftime(form).to_string());
        let form = if entry.night.map(Date::year) == year { "%e %b  " } else { "%e %b %Y  " };
        let taken = if *is_taken { "undone: " } else { "" };
        let spoken = format!("{}{taken}{}.", night("%-d %B %Y: "), entry.text);
        let text = format!("{}{taken}{}", night(form), entry.text);
        Item { spoken, is_faint: *is_taken, ..Item::new(text) }
    };
    let many = text::many(list.len() as u64, "entry", "entries");
    let lead =
        (first == 0).then(|| format!("{many} in the diary, the latest first. Type a number to mark one."));
    let items = list.iter().map(item).collect();
    page.with_all(lead.map(|text| Block::text(text).in_lines()))
        .with(Block::new(Content::List(List { items, marked, at_a_time: AT_A_TIME })).always())
        .with(Block::text(entry.text.as_str()).soft().bottom().on_screen())
}

/// Sentences without air between them.
fn run(sentences: impl IntoIterator<Item = String>) -> impl Iterator<Item = Block<'static>> {
    sentences.into_iter().enumerate().map(|(nth, text)| {
        let block = Block::text(text);
        if nth == 0 { block } else { block.tight() }
    })
}

fn table(trends: &Trends) -> Vec<Block<'static>> {
    let rows = trends.table();
    let is_known = rows.iter().any(|row| !row.before.is_empty());
    let before = if trends.is_recalled() { "recalled" } else { "before" };
    let line = |label: &str, style: Style, then: &str, now: &str| {
        let then = if is_known { format!("{then:>10}") } else { String::new() };
        Block::new(Content::Spans(vec![
            (Style::Soft, format!("{label:19}")),
            (style, format!("{then}{now:>9}")),
        ]))
    };
    let head = line("", Style::Soft, before, "lately");
    let rows = rows.iter().map(|row| line(row.label, Style::Text, &row.before, &row.lately).tight());
    [head].into_iter().chain(rows).collect()
}
