//! Turns pages that follow each other into lines: each thing once, when it is new.

use std::collections::BTreeSet;

use super::InputMode;
use super::prompts::prompt;
use super::speakable::{in_lines, speakable};
use super::told::{ToldLine, ToldPage};
use crate::app::page::{Content, Page, PageId, Told};
use crate::lines::spoken::{self, Moment, Utterance, UtteranceKind};
use crate::session::{Readout, StepView};
use crate::text::capital;

/// What somebody was told so far, which decides what is news.
#[derive(Clone, Debug)]
pub struct LineRenderer {
    mode: InputMode,
    /// Whether half-way, the last seconds and the repetitions are told.
    counts: bool,
    page: Option<ToldPage>,
    moment: Option<Moment>,
    toast: String,
    /// The line that was told last.
    last: String,
    /// The part whose caution was told last.
    cared: Option<usize>,
    /// What can be done, and whatever else is told only once.
    ever: BTreeSet<String>,
}

impl LineRenderer {
    /// Returns one that has told nothing yet, to somebody who has keys or types words.
    pub fn new(mode: InputMode) -> LineRenderer {
        LineRenderer {
            mode,
            counts: false,
            page: None,
            moment: None,
            toast: String::new(),
            last: String::new(),
            cared: None,
            ever: BTreeSet::new(),
        }
    }

    /// What is new on `page`, line by line; it counts as told from now on.
    pub fn tell(&mut self, page: &Page<'_>) -> Vec<String> {
        let told = ToldPage::of(page, self.mode);
        let arrives = self.page.as_ref().is_none_or(|before| before.id != told.id);
        let (mut news, of_the_moment) = self.part(page);
        let begins_with_page = arrives && news.is_empty();
        news.extend(changes(self.page.as_ref(), &told));
        if arrives && news.is_empty() && self.page.is_some() {
            // Back from somewhere else to where nothing has happened.
            news = self.again(page);
        }
        let toast = page.toast.as_deref().map(speakable).unwrap_or_default();
        if toast != self.toast && !toast.is_empty() {
            // What to do about a cramp comes before everything else.
            let at = if matches!(page.id, PageId::Cramp(_)) { news.len() } else { 0 };
            news.insert(at, toast.clone());
        }
        let prompt = prompt(page, self.mode, told.mark.is_some());
        let is_choice = arrives && page.id == PageId::Tonight;
        if !prompt.is_empty() && (self.ever.insert(prompt.clone()) || is_choice) {
            news.push(prompt);
        }
        for line in told.lines.iter().filter(|line| line.told == Told::Ever) {
            if self.ever.insert(line.text.clone()) {
                news.push(line.text.clone());
            }
        }
        news.extend(of_the_moment);
        (self.page, self.toast) = (Some(told), toast);
        let mut lines: Vec<String> = news.iter().flat_map(|text| in_lines(&speakable(text))).collect();
        lines.dedup();
        // A screen that begins with what the one before ended with. What was asked for is answered every time.
        if begins_with_page && lines.first().is_some_and(|line| *line == self.last) {
            lines.remove(0);
        }
        if let Some(line) = lines.last() {
            self.last.clone_from(line);
        }
        lines
    }

    /// Where `page` is, in full, and what is left.
    pub fn again(&self, page: &Page<'_>) -> Vec<String> {
        let told = ToldPage::of(page, self.mode);
        let prompt = prompt(page, self.mode, told.mark.is_some());
        let mut all: Vec<String> = match timed_step(page) {
            Some(step) => stands(step),
            None => told.lines.into_iter().map(|line| line.text).collect(),
        };
        all.extend(Some(prompt).filter(|prompt| !prompt.is_empty()));
        all.iter().flat_map(|text| in_lines(&speakable(text))).collect()
    }

    /// Tells of half-way, the last three seconds and each repetition from now on, or no more. Returns what it does now.
    pub fn count(&mut self) -> &'static str {
        self.counts = !self.counts;
        if self.counts {
            "Counting is on: half-way, the last three seconds and each repetition."
        } else {
            "Counting is off."
        }
    }

    /// What is new in a part of the evening; apart from it what is of the moment, and had better come last.
    fn part(&mut self, page: &Page<'_>) -> (Vec<String>, Vec<String>) {
        let Some(glance) = &page.step else { return (Vec::new(), Vec::new()) };
        let said = spoken::news(self.moment.as_ref(), glance);
        self.moment = Some(Moment::of(glance));
        if timed_step(page).is_none() {
            // The others are told as pages.
            return (Vec::new(), Vec::new());
        }
        let cares = self.cared.replace(glance.part) != Some(glance.part);
        let asked_for = |kind| match kind {
            UtteranceKind::Half | UtteranceKind::Count | UtteranceKind::Beat => self.counts,
            // A part that is begun anew, or made longer as it begins, is the same part.
            UtteranceKind::Care => cares,
            UtteranceKind::Step
            | UtteranceKind::Part
            | UtteranceKind::Line
            | UtteranceKind::Asked
            | UtteranceKind::Breath
            | UtteranceKind::Pause => true,
        };
        let said = said.into_iter().filter(|said| asked_for(said.kind));
        let (now, lasting): (Vec<Utterance>, Vec<Utterance>) =
            said.partition(|said| said.kind.is_of_the_moment());
        let number = format!("Step {} of {}. ", glance.step.0, glance.step.1);
        (sentences(lasting, &number), now.into_iter().map(|said| capital(&said.text)).collect())
    }
}

/// What begins goes into one line, name, dose and first words; all else has lines of its own.
fn sentences(all: Vec<Utterance>, number: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut begins = false;
    for said in all {
        match (said.kind, lines.last_mut()) {
            (UtteranceKind::Step, _) => lines.push(format!("{number}{}", said.text)),
            (UtteranceKind::Part | UtteranceKind::Line, Some(line)) if begins => {
                line.push(' ');
                line.push_str(&said.text);
            }
            (_, _) => lines.push(said.text),
        }
        begins = matches!(said.kind, UtteranceKind::Step | UtteranceKind::Part | UtteranceKind::Line)
            && (begins || said.kind != UtteranceKind::Line);
    }
    lines
}

/// The step that a page counts or waits for, rather than one that asks something.
fn timed_step<'p, 'a>(page: &'p Page<'a>) -> Option<&'p StepView<'a>> {
    let is_step = page.blocks.iter().any(|block| block.content == Content::Step);
    page.step.as_ref().filter(|_| is_step)
}

/// What of a page is to be told to somebody who was told the one before.
fn changes(before: Option<&ToldPage>, page: &ToldPage) -> Vec<String> {
    let before = before.filter(|before| before.id == page.id);
    let news = |line: &&ToldLine| match (before, line.told) {
        (None, Told::Once | Told::Always) => true,
        (None, Told::Changes) | (Some(_), Told::Once) | (_, Told::Ever) => false,
        (Some(before), Told::Always | Told::Changes) => !before.lines.contains(line),
    };
    let mut lines: Vec<String> = page.lines.iter().filter(news).map(|line| line.text.clone()).collect();
    if let (Some(before), Some(mark)) = (before, &page.mark)
        && before.mark.as_ref() != Some(mark)
        && !lines.contains(mark)
    {
        lines.push(mark.clone());
    }
    lines
}

/// Where a part of a step stands.
fn stands(glance: &StepView<'_>) -> Vec<String> {
    let count = match &glance.face {
        Readout::Reps { nth, of, .. } => format!(" Repetition {nth} of {of}."),
        Readout::Breath(breath) => format!(" Breath {} of {}.", breath.nth, breath.of),
        Readout::Count { .. } | Readout::Clot | Readout::Check(_) | Readout::Wait(_) => String::new(),
    };
    let paused = if glance.pause.is_some() { "Paused. " } else { "" };
    let (lines, at) = glance.lines;
    let line = lines.get(at).map(|line| format!(" {line}")).unwrap_or_default();
    let (nth, of) = glance.step;
    vec![
        format!("{paused}Step {nth} of {of}. {}. {}{count}{line}", glance.title, spoken::part(glance)),
        format!("Then {}. In all: {}.", glance.next, glance.left),
    ]
}
