//! A page as lines: what is told on coming there, and what is told when it changes.

use super::InputMode;
use super::prompts::explained;
use super::speakable::speakable;
use crate::app::page::{Block, Content, List, Page, PageId, Reader, Told};
use crate::lines::input::key_name;
use crate::text::capital;

/// A page as lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ToldPage {
    pub(super) id: PageId,
    pub(super) lines: Vec<ToldLine>,
    /// What the mark stands on.
    pub(super) mark: Option<String>,
}

/// One thing to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ToldLine {
    pub(super) text: String,
    pub(super) told: Told,
}

impl ToldPage {
    /// What `page` tells somebody who has keys or words. A part of a step is in other hands, that tell of it as time
    /// passes.
    pub(super) fn of(page: &Page<'_>, mode: InputMode) -> ToldPage {
        let mut told = ToldPage { id: page.id, lines: Vec::new(), mark: None };
        for block in page.blocks_for(Reader::Lines) {
            told.block(block, page.scroll.is_some(), mode);
        }
        told
    }

    fn block(&mut self, block: &Block<'_>, is_read: bool, mode: InputMode) {
        let when = block.told;
        match &block.content {
            Content::Text(text) if is_read => self.line(&sentence(text), when),
            Content::Text(text) => self.line(text, when),
            Content::Spans(spans) => {
                self.line(&spans.iter().map(|(_, text)| text.as_str()).collect::<String>(), when);
            }
            Content::Headline(name, text) => self.line(&format!("{name}, {text}."), when),
            Content::Keys(rows) => explained(rows, mode).iter().for_each(|line| self.line(line, when)),
            Content::Answers(answers) => self.line(&spoken_answers(answers), when),
            Content::List(list) => self.list(list, when),
            Content::Steps(steps) => self.line(&spoken_steps(steps), when),
            // What is being typed is echoed.
            Content::Typed(typed) => {
                let kept = typed.kept.iter().enumerate();
                kept.for_each(|(nth, line)| self.line(&format!("{}. {line}", nth + 1), when));
            }
            Content::Tally(tally) => self.line(&format!("{}.", tally.in_words), when),
            Content::Focus(_, texts) => texts.iter().for_each(|text| self.line(text, when)),
            Content::Calendar(_) | Content::Chart(_) | Content::Months(_) | Content::Step => {}
        }
    }

    fn line(&mut self, text: &str, told: Told) {
        let text = speakable(text);
        if !text.is_empty() {
            self.lines.push(ToldLine { text, told });
        }
    }

    /// The items, each with its number.
    fn list(&mut self, list: &List<'_>, told: Told) {
        let (first, many) = match list.at_a_time {
            0 => (0, list.items.len()),
            many => (list.marked - list.marked % many, many),
        };
        for (nth, item) in list.items.iter().enumerate().skip(first).take(many) {
            let text = if item.spoken.is_empty() { &item.text } else { item.spoken.as_str() };
            self.line(&format!("{}. {text}", nth + 1), told);
            if nth == list.marked {
                self.mark = self.lines.last().map(|line| line.text.clone());
            }
        }
    }
}

/// A paragraph or a heading of a long text.
fn sentence(text: &str) -> String {
    let is_heading = text.ends_with(|end: char| end.is_alphanumeric());
    format!("{}{}", capital(text), if is_heading { "." } else { "" })
}

/// "n no; y yes; l later."
fn spoken_answers(answers: &[(&'static str, &'static str)]) -> String {
    let each = |(key, says): &(&'static str, &'static str)| format!("{} {says}", key_name(key));
    format!("{}.", answers.iter().map(each).collect::<Vec<_>>().join("; "))
}

/// The steps of a routine in one sentence.
fn spoken_steps(steps: &[(&str, &str)]) -> String {
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
