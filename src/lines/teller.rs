//! Turns pictures that follow each other into lines: each thing once, when it is new.

use std::collections::BTreeSet;

use super::InputMode;
use super::offers::offer;
use super::page::{Page, Place, When};
use super::readable::{capital, in_lines, readable};
use crate::app::{Picture, Stage};
use crate::lines::spoken::{self, Moment, Utterance, UtteranceKind};
use crate::session::{Readout, StepView};

/// What somebody was told so far, which decides what is news.
#[derive(Clone, Debug)]
pub struct LineRenderer {
    manner: InputMode,
    /// Whether half-way, the last seconds and the repetitions are told.
    counts: bool,
    page: Option<Page>,
    moment: Option<Moment>,
    notice: String,
    /// The line that was told last.
    last: String,
    /// The part whose caution was told last.
    cared: Option<usize>,
    /// What can be done, as it was told.
    offered: BTreeSet<String>,
}

impl LineRenderer {
    /// Returns one that has told nothing yet, to somebody who has keys or types words.
    pub fn new(manner: InputMode) -> LineRenderer {
        LineRenderer {
            manner,
            counts: false,
            page: None,
            moment: None,
            notice: String::new(),
            last: String::new(),
            cared: None,
            offered: BTreeSet::new(),
        }
    }

    /// Returns what is new in `picture`, line by line, and remembers it as told.
    pub fn tell(&mut self, picture: &Picture<'_>) -> Vec<String> {
        let page = Page::of(picture, self.manner);
        let arrives = self.page.as_ref().is_none_or(|before| before.place != page.place);
        let (mut news, of_the_moment) = self.part(picture);
        let begins_with_page = arrives && news.is_empty();
        news.extend(changes(self.page.as_ref(), &page));
        if arrives && news.is_empty() && self.page.is_some() {
            // Back from somewhere else to where nothing has happened.
            news = self.again(picture);
        }
        let notice = picture.notice.map(readable).unwrap_or_default();
        if notice != self.notice && !notice.is_empty() {
            // What to do about a cramp comes before everything else.
            let at = if matches!(page.place, Place::Cramp(_)) { news.len() } else { 0 };
            news.insert(at, notice.clone());
        }
        let offer = offer(picture, self.manner, page.mark.is_some());
        let is_choice = arrives && page.place == Place::Tonight;
        if !offer.is_empty() && (self.offered.insert(offer.clone()) || is_choice) {
            news.push(offer);
        }
        news.extend(of_the_moment);
        (self.page, self.notice) = (Some(page), notice);
        let mut lines: Vec<String> = news.iter().flat_map(|text| in_lines(&readable(text))).collect();
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

    /// Returns where `picture` is, in full, and what is left.
    pub fn again(&self, picture: &Picture<'_>) -> Vec<String> {
        let page = Page::of(picture, self.manner);
        let offer = offer(picture, self.manner, page.mark.is_some());
        let mut all: Vec<String> = match &picture.stage {
            Stage::Step(glance) => stands(glance),
            _ => page.lines.into_iter().map(|line| line.text).collect(),
        };
        all.extend(Some(offer).filter(|offer| !offer.is_empty()));
        all.iter().flat_map(|text| in_lines(&readable(text))).collect()
    }

    /// Tells of half-way, the last three seconds and each repetition from now on, or no more. Returns what it does now.
    pub fn count(&mut self) -> &'static str {
        self.counts = !self.counts;
        if self.counts {
            "Counting: half-way, the last three seconds, and each repetition."
        } else {
            "Counting no more."
        }
    }

    /// What is new in a part of the evening; apart from it what is of the moment, and had better come last.
    fn part(&mut self, picture: &Picture<'_>) -> (Vec<String>, Vec<String>) {
        let Some(glance) = picture.stage.glance() else { return (Vec::new(), Vec::new()) };
        let said = spoken::news(self.moment.as_ref(), glance);
        self.moment = Some(Moment::of(glance));
        // The others are told as pages.
        let Stage::Step(_) = picture.stage else { return (Vec::new(), Vec::new()) };
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

/// What of a page is to be told to somebody who was told the one before.
fn changes(before: Option<&Page>, page: &Page) -> Vec<String> {
    let before = before.filter(|before| before.place == page.place);
    let news = |line: &&super::page::Line| match (before, line.when) {
        (None, When::First | When::Always) => true,
        (None, When::Changed) | (Some(_), When::First) => false,
        (Some(before), When::Always | When::Changed) => !before.lines.contains(line),
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
        Readout::Count { .. } | Readout::Clot | Readout::Check(_) | Readout::Wait => String::new(),
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
