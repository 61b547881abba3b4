//! The list of routines, and what the marked one is made of.
//!
//! ```text
//!    ▸ Classic evening         9 min 37 s
//!      Quick three minutes     3 min 7 s
//!
//!    Calves, hamstrings, ankles and toes, ten slow breaths and a water check.
//!
//!      Wall calf stretch       30 s × 2 each leg
//! ```

use std::cell::OnceCell;
use std::time::Duration;

use crate::app::context::Context;
use crate::app::input::Input;
use crate::app::keymap::{Action, Scene};
use crate::app::page::{Block, Content, Item, Page, PageId};
use crate::app::screen::{Next, Screen};
use crate::figure::{Act, Animation, AnimationSpec, Figure};
use crate::routine::library::{Listed, Origin};
use crate::routine::plan::Plan;
use crate::session::{DisplayCaps, FigureView};
use crate::text;

/// The list, and which routine is marked.
#[derive(Debug)]
pub(in crate::app) struct Choose {
    rows: Vec<Row>,
    marked: usize,
    /// Since when.
    since: Duration,
    /// The first figures of the marked one, once they are looked at; `None` without any, or without room.
    figures: OnceCell<Option<Animation>>,
}

/// How many figures are shown of a routine, and how long each. Our choice.
const FIGURES: usize = 3;
const EACH: Duration = Duration::from_secs(10);

/// A routine of the list, laid flat for its preview if it can be run.
#[derive(Debug)]
struct Row {
    listed: Listed,
    plan: Option<Plan>,
}

impl Choose {
    /// The list of these routines; `None` if there is nothing to choose from.
    pub(super) fn among(rows: Vec<Listed>, cx: &Context) -> Option<Choose> {
        // A cramp has a key of its own.
        let is_for_evenings = |row: &Listed| !(row.id.starts_with("cramp") && row.origin == Origin::Shipped);
        let row = |listed: Listed| {
            let plan = |routine| Plan::of(&cx.known().suit(routine), &cx.config.manner());
            Row { plan: listed.routine.as_ref().ok().map(plan), listed }
        };
        let rows: Vec<Row> = rows.into_iter().filter(is_for_evenings).map(row).collect();
        let marked = rows.iter().position(|row| row.listed.id == cx.chosen.id).unwrap_or(0);
        let since = cx.now.up;
        (!rows.is_empty()).then(|| Choose { rows, marked, since, figures: OnceCell::new() })
    }

    fn mark(&mut self, row: usize, cx: &Context) {
        *self = Choose {
            rows: std::mem::take(&mut self.rows),
            marked: row,
            since: cx.now.up,
            figures: OnceCell::new(),
        };
    }

    fn figures(&self, cx: &Context) -> Option<&Animation> {
        let draw = || {
            let (room, steps) = (cx.caps.preview?, &self.rows[self.marked].plan.as_ref()?.steps);
            let figures = steps.iter().filter_map(|step| match step.figure {
                Some(Figure::Scene(figure)) => Some(figure),
                Some(Figure::Art(_)) | None => None,
            });
            let mut figures: Vec<_> = figures.collect();
            figures.dedup();
            let (act, length, moves) = (Act::Enter, EACH, !cx.caps.still);
            let spec = AnimationSpec { act, length, side: None, room, says: false, moves };
            let figures: Vec<_> = figures.iter().take(FIGURES).map(|figure| &**figure).collect();
            Animation::preview(&figures, &spec)
        };
        self.figures.get_or_init(draw).as_ref()
    }

    fn take(&self, cx: &mut Context) -> Next {
        let row = &self.rows[self.marked].listed;
        match &row.routine {
            Ok(routine) => {
                cx.choose(row.id.clone(), routine);
                cx.keep_choice();
                Next::Pop
            }
            Err(broken) => {
                let mistake = broken.first_line();
                cx.toast(format!("This file has a mistake: {mistake}. See them all: winddown routine check"));
                Next::Stay
            }
        }
    }
}

impl Screen for Choose {
    fn scene(&self, _: &Context) -> Scene {
        Scene::Choose
    }

    fn resize(&mut self, _: DisplayCaps) {
        self.figures = OnceCell::new();
    }

    fn wakes_at(&self, cx: &Context) -> Option<Duration> {
        let spent = cx.now.up.saturating_sub(self.since);
        Some(cx.now.up + self.figures(cx)?.next(spent)?)
    }

    fn page<'a>(&'a self, cx: &'a Context) -> Page<'a> {
        let marked = &self.rows[self.marked];
        let about = match &marked.listed.routine {
            Ok(routine) => routine.about.clone(),
            Err(broken) => broken.first_line(),
        };
        let preview = marked.plan.as_ref().map_or_else(Vec::new, steps);
        let spent = cx.now.up.saturating_sub(self.since);
        let figure = self.figures(cx).and_then(|figures| figures.at(spent)).map(FigureView::Frame);
        Page { figure, ..Page::new(PageId::Choose, "Another routine") }
            .with(Block::text("Another routine. Type its number to choose one.").in_lines())
            .with(Block::list(self.rows.iter().map(item).collect(), self.marked))
            .with(Block::text(about).soft().on_screen())
            .with(Block::new(Content::Steps(preview)).changes())
    }

    fn handle(&mut self, input: Input, cx: &mut Context) -> Next {
        let last = self.rows.len() - 1;
        match input {
            Input::Key(Action::Up) => self.mark(self.marked.saturating_sub(1), cx),
            Input::Key(Action::Down) => self.mark((self.marked + 1).min(last), cx),
            Input::Key(Action::Enter) => return self.take(cx),
            Input::Key(Action::Close) => return Next::Pop,
            Input::Key(Action::Quit) => cx.quit(String::new()),
            Input::Number(nth @ 1..) if usize::from(nth) <= self.rows.len() => {
                self.marked = usize::from(nth) - 1;
                return self.take(cx);
            }
            _ => {}
        }
        Next::Stay
    }
}

fn item(row: &Row) -> Item<'_> {
    let Listed { id, origin, routine, .. } = &row.listed;
    let (name, about) = match routine {
        Ok(routine) => (routine.name.as_str(), routine.about.clone()),
        Err(broken) => (id.as_str(), broken.first_line()),
    };
    let length = row.plan.as_ref().map(|plan| text::length(plan.total()));
    let (aside, spoken) = match (length, origin) {
        (None, _) => ("has a mistake".to_owned(), "has a mistake".to_owned()),
        (Some(length), Origin::Shipped) => (length.clone(), length),
        (Some(length), Origin::File(_)) => {
            (format!("{length}  yours, {id}"), format!("{length}, yours, {id}"))
        }
    };
    Item { aside, spoken: format!("{name}, {spoken}. {about}"), ..Item::new(name) }
}

/// The steps of a plan in brief: name and dose.
pub(super) fn steps(plan: &Plan) -> Vec<(&str, &str)> {
    plan.steps.iter().map(|step| (step.name.as_str(), step.dose.as_str())).collect()
}
