//! A snapshot of the screen: all that a view may know.

use super::bedroom::Bedroom;
use super::cramp::{Cramping, Ticking};
use super::diary::Pages;
use super::evening::Evening;
use super::help::Help;
use super::learn::Reading;
use super::morning::Asked;
use super::safety::Asking;
use super::water::Water;
use super::{App, Row, Screen};
use crate::app::keymap::{self, Action, Binding, Scene};
use crate::health::safety::Safety;
use crate::health::signs::Finding;
use crate::routine::library::Origin;
use crate::routine::plan::Plan;
use crate::session::StepView;
use crate::text;

/// All that a view may know.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture<'a> {
    /// What is shown.
    pub stage: Stage<'a>,
    /// The keys for the footer and what they do, most important first.
    pub keys: Vec<(&'static str, &'static str)>,
    /// A line to tell something.
    pub notice: Option<&'a str>,
}

/// What is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage<'a> {
    /// What will run tonight.
    Tonight(Tonight<'a>),
    /// The list of routines.
    Choose(Choices<'a>),
    /// The pages to read.
    Learn(Reading<'a>),
    /// The questions before the first evening.
    Safety(&'a Asking),
    /// A question about last night.
    Morning(Asked<'a>),
    /// The diary.
    Diary(Pages<'a>),
    /// A cramp.
    Cramp(Cramping<'a>),
    /// The warning signs during a cramp.
    Signs(Ticking),
    /// The question before a massage.
    Clot(StepView<'a>),
    /// A part of a step.
    Step(StepView<'a>),
    /// The hydration check within its step.
    Water(StepView<'a>, &'a Water),
    /// The bedroom checklist within its step.
    Bedroom(StepView<'a>, &'a Bedroom),
    /// What was done.
    GoodNight(&'a Farewell),
    /// What the keys do, and what to know about the step.
    Help(Help<'a>),
}

impl<'a> Stage<'a> {
    /// Returns the part of the evening that is shown, if one is.
    pub fn glance(&self) -> Option<&StepView<'a>> {
        match self {
            Stage::Step(glance)
            | Stage::Clot(glance)
            | Stage::Water(glance, _)
            | Stage::Bedroom(glance, _) => Some(glance),
            Stage::Tonight(_)
            | Stage::Choose(_)
            | Stage::Learn(_)
            | Stage::Safety(_)
            | Stage::Morning(_)
            | Stage::Diary(_)
            | Stage::Cramp(_)
            | Stage::Signs(_)
            | Stage::GoodNight(_)
            | Stage::Help(_) => None,
        }
    }
}

/// What will run tonight.
#[derive(Clone, Debug, PartialEq)]
pub struct Tonight<'a> {
    /// Which evening it is.
    pub evening: String,
    /// The routine's name.
    pub name: &'a str,
    /// One sentence about it.
    pub about: &'a str,
    /// How long it takes in all.
    pub total: String,
    /// The steps: name and dose.
    pub steps: Vec<(&'a str, &'a str)>,
    /// When it was last done.
    pub last: Option<String>,
    /// What to say of steps that are left out.
    pub left_out: Option<&'static str>,
    /// What speaks against any routine until it is checked, the most urgent first.
    pub held: Vec<String>,
    /// Where an evening stands that can be gone on with.
    pub unfinished: Option<String>,
}

/// The list of routines.
#[derive(Clone, Debug, PartialEq)]
pub struct Choices<'a> {
    /// The routines in order.
    pub rows: Vec<Choose<'a>>,
    /// Which one is marked.
    pub at: usize,
    /// The steps of the one that is marked: name and dose.
    pub steps: Vec<(&'a str, &'a str)>,
}

/// One routine in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Choose<'a> {
    /// Its name.
    pub name: &'a str,
    /// How long it takes; `None` if its file has a mistake.
    pub length: Option<String>,
    /// One sentence about it, or the first mistake.
    pub about: String,
}

/// What was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Farewell {
    /// What was done, in a sentence; empty if nothing was.
    pub done: String,
    /// The warning that the water check ends with; nothing may stand against it.
    pub warning: Option<&'static str>,
    /// Something about the bedroom to see to one day.
    pub tip: Option<&'static str>,
}

impl Farewell {
    /// Returns whether nothing was done.
    pub fn is_empty(&self) -> bool {
        self.done.is_empty()
    }

    /// Returns what stands at the end: the warning, or that nothing is left to do.
    pub fn last(&self) -> &'static str {
        self.warning.unwrap_or("Nothing left to do but sleep.")
    }

    /// Returns the line that is left in the terminal.
    pub fn left(&self) -> String {
        ["Good night."].into_iter().chain(self.warning).collect::<Vec<_>>().join(" ")
    }
}

impl App {
    /// Returns all that a view may know, as of the last call.
    pub fn picture(&self) -> Picture<'_> {
        let scene = self.scene();
        let stage = match (&self.screen, scene) {
            (_, Scene::Help) => Stage::Help(self.help()),
            (Screen::Tonight, _) => Stage::Tonight(self.tonight()),
            (Screen::Choose(chooser), _) => Stage::Choose(Choices {
                rows: chooser.rows.iter().map(choice).collect(),
                at: chooser.at,
                steps: chooser
                    .rows
                    .get(chooser.at)
                    .and_then(|row| row.plan.as_ref())
                    .map_or_else(Vec::new, steps),
            }),
            (Screen::Morning(morning), _) => Stage::Morning(morning.asked(self.room)),
            (Screen::Diary(leaf), _) => Stage::Diary(leaf.pages(self.room)),
            (Screen::Learn(learn), _) => Stage::Learn(learn.reading()),
            (Screen::Safety(asking), _) => Stage::Safety(asking),
            (Screen::Cramp(cramp), _) => match (cramp.ticking(self.seen.up), cramp.picture(self.seen.up)) {
                (Some(ticking), _) => Stage::Signs(ticking),
                (None, Some(cramping)) => Stage::Cramp(cramping),
                // A cramp that is over has already made way for what was underneath.
                (None, None) => Stage::Help(self.help()),
            },
            (Screen::Evening(evening), _) => match self.step(evening) {
                Some(stage) => stage,
                // An evening that is over has already made way for the farewell.
                None => Stage::Help(self.help()),
            },
            (Screen::GoodNight(farewell), _) => Stage::GoodNight(farewell),
        };
        let keys = match scene {
            Scene::GoodNight => vec![("any key", "sleep well")],
            Scene::Help => self.help_keys(),
            _ => keymap::rows(scene).filter_map(|b| Some((b.shown, self.footer(b)?))).collect(),
        };
        Picture { stage, keys, notice: self.trouble.as_deref().or(self.notice.as_deref()) }
    }

    /// What the footer calls a key. The answers about health stand there once something is ticked, and "further" where
    /// there is more.
    fn footer(&self, binding: &Binding) -> Option<&'static str> {
        match (binding.action, &self.screen) {
            (Action::Safety, _) => self.safety.as_ref().is_some_and(Safety::is_ticked).then_some("health"),
            (Action::More | Action::Less, Screen::Safety(asking)) if !asking.counts() => None,
            (Action::Tick, Screen::Safety(asking)) if !asking.ticks() => None,
            (Action::Keep, Screen::Safety(asking)) if asking.further(self.room).is_some() => None,
            (Action::Enter, Screen::Safety(asking)) if asking.further(self.room).is_some() => Some("next"),
            (Action::Enter, Screen::Morning(morning)) if morning.further(self.room).is_some() => Some("next"),
            (Action::PageDown, Screen::Learn(learn)) if !learn.is_more() => None,
            (Action::PageDown, Screen::Diary(leaf)) if !leaf.is_more(self.room) => None,
            (Action::PageDown, Screen::Morning(morning)) if !morning.is_more(self.room) => None,
            (_, _) => binding.footer,
        }
    }

    fn tonight(&self) -> Tonight<'_> {
        let (plan, night) = (&self.routine.plan, self.night(&self.seen));
        let part = if night == self.seen.wall.date() { "evening" } else { "night" };
        Tonight {
            evening: format!("{} {part}", night.strftime("%A")),
            name: &plan.name,
            about: &self.routine.routine.about,
            total: text::length(plan.total()),
            steps: steps(plan),
            last: self.last_done().filter(|_| self.resumable().is_none()),
            left_out: self.routine.left_out,
            held: self.held().iter().map(Finding::text).collect(),
            unfinished: self.resumable().and_then(|standing| {
                let step = plan.segments.get(standing.place.at)?.step;
                let number = step + 1;
                Some(format!(
                    "Begun earlier tonight: step {number} of {} is next, {}.",
                    plan.steps.len(),
                    plan.steps[step].name
                ))
            }),
        }
    }

    fn step<'a>(&'a self, evening: &'a Evening) -> Option<Stage<'a>> {
        let glance = evening.session.glance(self.seen.up)?;
        Some(match (evening.water(), evening.bedroom()) {
            (Some(water), _) => Stage::Water(glance, water),
            (None, Some(bedroom)) => Stage::Bedroom(glance, bedroom),
            (None, None) if evening.asks_clot() => Stage::Clot(glance),
            (None, None) => Stage::Step(glance),
        })
    }
}

fn choice(row: &Row) -> Choose<'_> {
    match &row.listed.routine {
        Ok(routine) => Choose {
            name: &routine.name,
            length: row.plan.as_ref().map(|plan| match &row.listed.origin {
                Origin::Shipped => text::length(plan.total()),
                Origin::File(_) => format!("{}  yours, {}", text::length(plan.total()), row.listed.id),
            }),
            about: routine.about.clone(),
        },
        Err(broken) => Choose { name: &row.listed.id, length: None, about: broken.first_line() },
    }
}

/// The steps of a plan in brief: name and dose.
fn steps(plan: &Plan) -> Vec<(&str, &str)> {
    plan.steps.iter().map(|s| (s.name.as_str(), s.dose.as_str())).collect()
}
