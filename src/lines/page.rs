//! A screen as lines: what is told on coming there, and what is told when it changes.

use super::InputMode;
use super::readable::{capital, readable};
use crate::app::keymap::Question;
use crate::app::{Choices, Choose, Help, Pages, Picture, Reading, STOP, Shown, Stage, Tonight};
use crate::diary::DiaryEntry;
use crate::health::signs::{FOOTER, HAVE_IT_CHECKED};

mod checks;
mod night;

/// A screen as lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// Where this is.
    pub(super) place: Place,
    /// What there is to tell, in order.
    pub(super) lines: Vec<Line>,
    /// What the mark stands on.
    pub(super) mark: Option<String>,
}

/// One thing to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) when: When,
}

/// When a line is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// On coming there.
    First,
    /// On coming there, and when it has changed.
    Always,
    /// When it has changed.
    Changed,
}

/// Where one is: in another place everything is told anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Tonight,
    Choose,
    Topics,
    Topic(String),
    Safety,
    Advice,
    Ask(Question),
    Diary,
    /// So many entries down in the diary, in twenties.
    Entries(usize),
    Trial,
    /// What is tried against a cramp.
    Cramp(String),
    Signs,
    /// A part of the evening.
    Part(usize),
    GoodNight,
    Help,
}

/// So many entries of the diary are told at a time.
const ENTRIES: usize = 20;

impl Page {
    /// Returns what `picture` shows to somebody who has keys or words. A part of a step is in other hands, that tell of
    /// it as time passes.
    pub(super) fn of(picture: &Picture<'_>, manner: InputMode) -> Page {
        match &picture.stage {
            Stage::Tonight(tonight) => Page::tonight(tonight),
            Stage::Choose(choices) => Page::choose(choices),
            Stage::Learn(reading) => Page::learn(reading),
            Stage::Safety(asking) => Page::safety(asking),
            Stage::Morning(asked) => Page::morning(asked),
            Stage::Diary(pages) => Page::diary(pages),
            Stage::Cramp(cramping) => Page::cramp(cramping),
            Stage::Signs(ticking) => Page::signs(ticking),
            Stage::Clot(glance) => Page::clot(glance),
            Stage::Step(glance) => Page::at(Place::Part(glance.part)),
            Stage::Water(glance, water) => Page::water(glance, water),
            Stage::Bedroom(glance, bedroom) => Page::bedroom(glance, bedroom),
            Stage::GoodNight(farewell) => Page::at(Place::GoodNight)
                .first(&crate::lines::spoken::farewell(farewell))
                .first(farewell.warning.map_or(farewell.last(), |_| ""))
                .first(&farewell.tip.map_or_else(String::new, |tip| format!("A tip: {tip}"))),
            Stage::Help(help) => Page::help(help, manner),
        }
    }

    fn at(place: Place) -> Page {
        Page { place, lines: Vec::new(), mark: None }
    }

    /// Tells this on coming there.
    fn first(self, text: &str) -> Page {
        self.line(text, When::First)
    }

    /// Tells this on coming there, and whenever it is another text.
    fn always(self, text: &str) -> Page {
        self.line(text, When::Always)
    }

    /// Tells this whenever it is another text.
    fn changed(self, text: &str) -> Page {
        self.line(text, When::Changed)
    }

    /// Tells these on coming there, one after the other, each with its number, and those that change; one is marked.
    fn numbered(self, rows: impl Iterator<Item = (usize, String)>, marked: usize) -> Page {
        let mut page = self;
        for (i, text) in rows {
            let text = format!("{}. {text}", i + 1);
            page = page.always(&text);
            if i == marked {
                page.mark = page.lines.last().map(|line| line.text.clone());
            }
        }
        page
    }

    fn line(mut self, text: &str, when: When) -> Page {
        let text = readable(text);
        if !text.is_empty() {
            self.lines.push(Line { text, when });
        }
        self
    }

    fn tonight(tonight: &Tonight<'_>) -> Page {
        if !tonight.held.is_empty() {
            let page = tonight.held.iter().fold(Page::at(Place::Tonight), |page, text| page.first(text));
            let waits = format!("{HAVE_IT_CHECKED} If it has been, press y.");
            return page.first(&waits).first(FOOTER);
        }
        Page::at(Place::Tonight)
            .first(&format!("winddown, {}. {}, {}.", tonight.evening, tonight.name, tonight.total))
            .first(tonight.about)
            .first(&steps(&tonight.steps))
            .first(tonight.unfinished.as_deref().unwrap_or_default())
            .first(tonight.last.as_deref().unwrap_or_default())
            .first(tonight.left_out.unwrap_or_default())
            .first(STOP)
    }

    fn choose(choices: &Choices<'_>) -> Page {
        let said = |row: &Choose<'_>| {
            let length = row.length.as_deref().unwrap_or("has a mistake").replace("  ", ", ");
            format!("{}, {length}. {}", row.name, row.about)
        };
        Page::at(Place::Choose)
            .first("Another routine. Its number takes it.")
            .numbered(choices.rows.iter().map(said).enumerate(), choices.at)
            .changed(&steps(&choices.steps))
    }

    fn learn(reading: &Reading<'_>) -> Page {
        match reading {
            Reading::List(titles, at) => Page::at(Place::Topics)
                .first("Pages to read. A number opens one.")
                .numbered(titles.iter().map(|title| ended(title)).enumerate(), *at),
            Reading::Page(title, lines, _) => {
                let page = Page::at(Place::Topic((*title).to_owned())).first(&ended(title));
                lines.iter().fold(page, |page, line| page.first(&line.text))
            }
        }
    }

    fn diary(pages: &Pages<'_>) -> Page {
        match pages {
            Pages::Nights(shown) => sheet(Page::at(Place::Diary).first("Diary."), shown),
            Pages::Trial(shown) => sheet(Page::at(Place::Trial).first("The trial."), shown),
            Pages::Entries(list, at) => {
                let from = at - at % ENTRIES;
                let rows = list.iter().enumerate().skip(from).take(ENTRIES);
                let page = Page::at(Place::Entries(from));
                let page = match list.len() {
                    0 => page.first("Nothing in the diary yet."),
                    n if from == 0 => page.first(&format!(
                        "{} in the diary, the latest first. A number marks one.",
                        crate::text::many(n as u64, "entry", "entries")
                    )),
                    _ => page,
                };
                page.numbered(rows.map(|(i, (told, taken))| (i, entry(told, *taken))), *at)
            }
        }
    }

    fn help(help: &Help<'_>, manner: InputMode) -> Page {
        let paused = if help.paused { " Time stands still." } else { "" };
        let page = Page::at(Place::Help).first(&format!("Help.{paused} Enter goes back."));
        let page = help.about.iter().fold(page, |page, (word, text)| page.first(&format!("{word} {text}")));
        super::offers::explained(&help.keys, manner).iter().fold(page, |page, line| page.first(line))
    }
}

/// A title as a sentence; a question has its mark already.
fn ended(title: &str) -> String {
    if title.ends_with('?') { title.to_owned() } else { format!("{title}.") }
}

/// The steps of a routine in one sentence.
fn steps(steps: &[(&str, &str)]) -> String {
    /// What somebody can listen to.
    const TOLD: usize = 12;
    let said = |(name, dose): &(&str, &str)| {
        if dose.is_empty() { (*name).to_owned() } else { format!("{name}, {dose}") }
    };
    let mut all: Vec<String> = steps.iter().take(TOLD).map(said).collect();
    if steps.len() > TOLD {
        all.push(format!("and {} more", steps.len() - TOLD));
    }
    match steps.len() {
        0 => String::new(),
        1 => format!("One step: {}.", all.join("; ")),
        n => format!("{n} steps: {}.", all.join("; ")),
    }
}

fn entry(told: &DiaryEntry, taken: bool) -> String {
    let night = told.night.map_or_else(String::new, |night| night.strftime("%-d %B %Y: ").to_string());
    let taken = if taken { "taken back: " } else { "" };
    format!("{night}{taken}{}.", told.text)
}

/// A text that is laid out in lines elsewhere, each a sentence or more.
fn sheet(page: Page, shown: &Shown<'_>) -> Page {
    shown.lines.iter().fold(page, |page, parts| {
        let text: String = parts.iter().map(|(_, text)| text.as_str()).collect();
        let is_heading = text.ends_with(|end: char| end.is_alphanumeric());
        page.first(&format!("{}{}", capital(&text), if is_heading { "." } else { "" }))
    })
}
