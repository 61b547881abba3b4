//! Tonight: what will run, how long it takes, and Enter begins.
//!
//! ```text
//!    winddown                                           Sunday evening
//!
//!    Classic evening  9 min 37 s
//!    Calves, hamstrings, ankles and toes, ten slow breaths and a water check.
//!
//!      Wall calf stretch       30 s × 2 each leg
//!      Ankle circles           10 each way, each foot
//!
//!    Last night: Classic evening.
//!    Stop if you feel sharp pain, numbness, dizziness, chest pain or shortness of breath.
//! ```

use super::choose::{Choose, steps};
use super::diary::DiaryScreen;
use super::evening::Evening;
use super::history::HistoryScreen;
use super::learn::Learn;
use super::safety::{SafetyScreen, Then};
use crate::app::context::{Context, LINES, STOP};
use crate::app::effect::Effect;
use crate::app::input::Input;
use crate::app::keymap::{Action, Scene};
use crate::app::page::{Block, Content, Page, PageId};
use crate::app::safety_gate;
use crate::app::screen::{Next, Screen};
use crate::health::safety::Safety;
use crate::health::signs::{FOOTER, Finding, HAVE_IT_CHECKED};
use crate::routine::Routine;
use crate::session::Session;
use crate::store::journal::EventKind;
use crate::text;

/// The tonight screen; all that it shows is in the [`Context`].
#[derive(Debug)]
pub(in crate::app) struct Tonight;

impl Screen for Tonight {
    fn scene(&self, cx: &Context) -> Scene {
        if safety_gate::is_closed(cx) {
            Scene::Held
        } else if cx.resumable().is_some() {
            Scene::Unfinished
        } else {
            Scene::Tonight
        }
    }

    fn page<'a>(&'a self, cx: &'a Context) -> Page<'a> {
        let page = Page::new(PageId::Tonight, "winddown").aside(text::moment(cx.now.wall.datetime()));
        let held = safety_gate::findings(cx);
        if held.is_empty() { plan(page, cx) } else { wait(page, &held) }
    }

    fn handle(&mut self, input: Input, cx: &mut Context) -> Next {
        match input {
            Input::Key(action) if action != Action::Quit && cx.ignores_keys() => Next::Stay,
            Input::Key(action) => self.key(action, cx),
            Input::RoutineRead { afresh, routine } => begin_as_read(afresh, routine, cx),
            Input::RoutinesListed(rows) => Choose::among(rows, cx).map_or(Next::Stay, Into::into),
            Input::DiaryRead(entries) => DiaryScreen::open(entries, cx).into(),
            _ => Next::Stay,
        }
    }

    fn label(&self, action: Action, usual: Option<&'static str>, cx: &Context) -> Option<&'static str> {
        match action {
            // The answers about health stand there once something is ticked.
            Action::Safety => cx.safety.as_ref().is_some_and(Safety::is_ticked).then_some("health"),
            _ => usual,
        }
    }

    fn about(&self, cx: &Context) -> Vec<(String, String)> {
        let steps = cx.chosen.routine.steps.iter();
        steps.filter_map(|step| Some((step.name.clone(), step.guide.caution.clone()?))).collect()
    }
}

impl Tonight {
    fn key(&self, action: Action, cx: &mut Context) -> Next {
        match action {
            Action::Enter | Action::Restart if self.scene(cx) == Scene::Held => Next::Stay,
            Action::Yes | Action::Confirm => {
                safety_gate::handle(action, cx);
                Next::Stay
            }
            Action::Enter | Action::Restart => {
                let afresh = action == Action::Restart;
                if is_to_ask(cx) {
                    return SafetyScreen::ask(Then::Evening { afresh }, cx).into();
                }
                cx.read_routine(afresh);
                Next::Stay
            }
            Action::Other => {
                cx.emit(Effect::ListRoutines);
                Next::Stay
            }
            Action::Safety => SafetyScreen::ask(Then::Tonight, cx).into(),
            Action::Diary => {
                cx.emit(Effect::ReadDiary);
                Next::Stay
            }
            Action::History => HistoryScreen::open(cx).into(),
            Action::Learn => Learn::new().into(),
            Action::Quit => Next::Pop,
            _ => Next::Stay,
        }
    }

    /// Whether it stays on this screen, although the evening was to begin at once.
    pub(in crate::app) fn holds(cx: &Context) -> bool {
        cx.resumable().is_some() || safety_gate::is_closed(cx)
    }

    /// The screen that comes with Enter pressed already, if one does.
    pub(in crate::app) fn begin_at_once(cx: &mut Context) -> Option<Box<dyn Screen>> {
        let then = Then::Evening { afresh: false };
        if Tonight::holds(cx) {
            None
        } else if is_to_ask(cx) {
            Some(Box::new(SafetyScreen::ask(then, cx)))
        } else if let Some(advice) = SafetyScreen::advise(then, cx) {
            Some(Box::new(advice))
        } else {
            cx.say_when_to_stop();
            Some(Box::new(Evening::begin(cx)))
        }
    }
}

/// Whether the questions before the first evening are to be put, for the first time or once more.
fn is_to_ask(cx: &Context) -> bool {
    let today = cx.now.wall.date();
    cx.safety.as_ref().is_none_or(|safety| safety.asks_again() || safety.is_old(today))
}

/// Begins tonight's routine as it has just been read, or goes on with it where it was left. The file may have changed
/// since the program was opened.
fn begin_as_read(afresh: bool, routine: Result<Box<Routine>, String>, cx: &mut Context) -> Next {
    if safety_gate::is_closed(cx) {
        return Next::Stay;
    }
    let resumes = !afresh && cx.resumable().is_some();
    match routine {
        Ok(routine) => cx.choose(cx.chosen.id.clone(), &routine),
        Err(why) => {
            cx.toast(why);
            return Next::Stay;
        }
    }
    if let Some(advice) = SafetyScreen::advise(Then::Evening { afresh }, cx) {
        return advice.into();
    }
    match cx.resumable().cloned() {
        Some(checkpoint) if resumes => {
            // Whatever was chosen before, this is tonight's now.
            cx.keep_choice();
            Evening::resume(checkpoint, cx).into()
        }
        None if resumes => {
            cx.tell_changed();
            Next::Stay
        }
        Some(_) | None => Evening::begin(cx).into(),
    }
}

fn plan<'a>(page: Page<'a>, cx: &'a Context) -> Page<'a> {
    let plan = &cx.chosen.plan;
    let (name, total) = (plan.name.as_str(), text::length(plan.total()));
    let unfinished = cx.resumable().and_then(|checkpoint| {
        let mut session = Session::new(plan.clone(), &cx.now, cx.gap_tolerance);
        session.resume(&checkpoint.position, &cx.now);
        let (nth, of) = session.view(cx.now.up)?.step;
        let left = session.left(cx.now.up);
        let about = text::many(text::minutes(left).max(1), "minute", "minutes");
        Some((format!("You stopped at step {nth} of {of}. About {about} left."), text::left(left)))
    });
    let (unfinished, left) = unfinished.unzip();
    let last = if unfinished.is_none() { last_done(cx) } else { None };
    let said = format!("winddown, {}. {name}, {total}.", page.aside);
    let about = match unfinished {
        Some(unfinished) => Block::text(unfinished),
        None => Block::text(cx.chosen.routine.about.as_str()).soft().optional(),
    };
    let foot = [
        last.map(|text| Block::text(text).soft()),
        cx.chosen.left_out.map(Block::text),
        Some(Block::text(STOP)),
    ];
    let foot = foot.into_iter().flatten().enumerate();
    // Until an evening was begun; help says it always.
    let next = if cx.summary.last.is_none() { LINES } else { "" };
    let figure = cx.chosen.picture(cx.caps.preview);
    Page { next: next.to_owned(), figure, ..page }
        .with(Block::text(said).in_lines())
        .with(Block::new(Content::Headline(name, left.unwrap_or(total))).strong().on_screen())
        .with(about.tight())
        .with(Block::new(Content::Steps(steps(plan))))
        .with_all(needs(&cx.chosen.routine).map(Block::text))
        .with_all(cautions(cx).into_iter().map(|text| Block::text(text).tight().optional()))
        .with_all(foot.map(|(nth, block)| if nth == 0 { block } else { block.tight() }))
}

/// What speaks against a routine, in its place.
fn wait<'a>(page: Page<'a>, held: &[Finding]) -> Page<'a> {
    let texts: Vec<String> = held.iter().map(Finding::text).collect();
    let page = Page { warning: Some(texts.join(" ").into()), overflow: "press d to read it all", ..page };
    page.with_all(texts.into_iter().map(|text| Block::text(text).warning()))
        .with(Block::text(format!("{HAVE_IT_CHECKED} If it has been, press y.")))
        .with(
            Block::text("Ticked by mistake? Correct it in the diary, under entries.")
                .soft()
                .tight()
                .optional(),
        )
        .with(Block::text(FOOTER).soft())
}

/// "You need a wall and a firm chair."
fn needs(routine: &Routine) -> Option<String> {
    let mut needs: Vec<&str> = Vec::new();
    for need in routine.steps.iter().flat_map(|step| &step.needs) {
        if !needs.contains(&need.as_str()) {
            needs.push(need);
        }
    }
    let (last, others) = needs.split_last()?;
    let and = if others.is_empty() { "" } else { " and " };
    Some(format!("You need {}{and}{last}.", others.join(", ")))
}

/// What to take care of, in brief and once each, unless this routine was the last one done: then it is known. All of it
/// is on the help page.
fn cautions(cx: &Context) -> Vec<&str> {
    let is_known = cx.summary.last.as_ref().is_some_and(
        |entry| matches!(&entry.what, EventKind::Session(note) if note.name == cx.chosen.plan.name),
    );
    let mut cautions: Vec<&str> = Vec::new();
    for step in cx.chosen.routine.steps.iter().filter(|_| !is_known) {
        let caution = step.guide.short_caution();
        cautions.extend(caution.filter(|caution| !cautions.contains(caution)));
    }
    cautions
}

/// What to say about the last time: "Last night: Classic evening."
fn last_done(cx: &Context) -> Option<String> {
    let entry = cx.summary.last.as_ref()?;
    let EventKind::Session(note) = &entry.what else { return None };
    let (tonight, name) = (cx.tonight(), &note.name);
    let when = text::night(entry.night, tonight);
    Some(match note.is_whole() {
        true if entry.night == tonight => format!("Already done tonight: {name}."),
        true if tonight.yesterday().ok() == Some(entry.night) => format!("Last night: {name}."),
        true => format!("Last done {when}: {name}."),
        false => format!("Started {when}: {name}."),
    })
}
