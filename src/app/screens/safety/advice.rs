//! What is to be read before a routine, with the seated one offered in its place.

use crate::app::context::Context;
use crate::app::page::{Block, Page, PageId};
use crate::health::safety::{ADVICE, HABIT, SEATED, Safety};
use crate::routine::library::Library;

pub(super) const TITLE: &str = "Before you begin";

/// What is to be read, and how far it is read.
#[derive(Clone, Debug)]
pub(super) struct Advice {
    /// What to know, a paragraph each.
    pub(super) texts: Vec<String>,
    /// The routine that can be kept, as people call it.
    keeps: String,
    /// Which paragraph comes first on a screen that has no room for all.
    pub(super) from: usize,
    /// How many paragraphs are in sight from there on; the last of all is what the keys do.
    pub(super) shown: usize,
    /// What of it is about this routine.
    caveats: Vec<String>,
    /// Whether the questions have just been answered; else it is told before a routine begins.
    pub(super) is_answer: bool,
}

impl Advice {
    /// What the answers call for before the chosen routine; `None` where it is the seated one anyway.
    pub(super) fn on_answers(cx: &Context) -> Option<Advice> {
        let usual = cx.config.routine_for(cx.night());
        let (is_seated, known) = (cx.chosen.id == SEATED, cx.known());
        if !known.seats() || (is_seated && usual == SEATED) {
            return None;
        }
        let keeps = if is_seated { name_of(usual) } else { cx.chosen.plan.name.clone() };
        let caveats = if is_seated { Vec::new() } else { known.caveats(&cx.chosen.routine) };
        let about = if caveats.is_empty() { vec![HABIT.to_owned()] } else { caveats.clone() };
        let texts = [ADVICE.to_owned()].into_iter().chain(about).collect();
        Some(Advice { texts, keeps, from: 0, shown: 0, caveats, is_answer: true })
    }

    /// What has to be read before the chosen routine begins, if anything. Where there is nothing to offer in its place, it
    /// is told while the routine begins.
    pub(super) fn before_routine(cx: &mut Context) -> Option<Advice> {
        let known = cx.known();
        let caveats = known.caveats(&cx.chosen.routine);
        if known.is_told(&cx.chosen.id, &caveats) {
            return None;
        }
        if cx.chosen.id == SEATED {
            let news = cx.toast.as_ref().map(|toast| toast.text.clone());
            cx.toast(caveats.iter().cloned().chain(news).collect::<Vec<_>>().join(" "));
            keep_told(&caveats, cx);
            return None;
        }
        let (texts, keeps) = (caveats.clone(), cx.chosen.plan.name.clone());
        Some(Advice { texts, keeps, from: 0, shown: 0, caveats, is_answer: false })
    }

    /// Takes the seated routine or keeps the one there was. After the questions that holds from now on, until an answer
    /// changes; before a routine, for tonight.
    pub(super) fn take(&self, keeps: bool, cx: &mut Context) {
        keep_told(&self.caveats, cx);
        if let Some(safety) = cx.safety.clone().filter(|_| self.is_answer) {
            cx.keep_answers(Safety { keeps_routine: keeps, ..safety });
        }
        if !keeps {
            take(SEATED, cx);
            let rest = cx.known().caveats(&cx.chosen.routine);
            if rest.iter().all(|caveat| self.caveats.contains(caveat)) {
                keep_told(&rest, cx);
            }
        } else if self.is_answer && cx.chosen.id == SEATED {
            let usual = cx.config.routine_for(cx.night()).to_owned();
            take(&usual, cx);
        }
    }

    pub(super) fn page(&self) -> Page<'_> {
        let texts = self.texts.iter().enumerate().skip(self.from).map(|(nth, text)| {
            let block = Block::text(text.as_str()).middle();
            if nth == self.from { block.warning() } else { block }
        });
        let keys = format!("Press Enter for the seated evening, or k to keep {}.", self.keeps);
        Page { overflow: "", ..Page::new(PageId::Advice(self.from), TITLE) }
            .with_all(texts)
            .with(Block::text(keys).soft().middle())
    }
}

/// Chooses a shipped routine for tonight; one of the person's own is only named.
fn take(id: &str, cx: &mut Context) {
    match Library::routine(id) {
        Some(routine) => {
            cx.choose(id.to_owned(), &routine);
            cx.keep_choice();
        }
        None => cx.toast(format!("{id} is your usual routine again. Press o to choose it for tonight.")),
    }
}

/// Keeps in mind what was told of the chosen routine.
fn keep_told(caveats: &[String], cx: &mut Context) {
    if let Some(safety) = cx.safety.clone().filter(|_| !caveats.is_empty()) {
        cx.keep_answers(safety.telling(&cx.chosen.id, caveats));
    }
}

/// What people call a routine; its id, where it is one of their own.
fn name_of(id: &str) -> String {
    Library::routine(id).map_or_else(|| id.to_owned(), |routine| routine.name)
}
