//! What every screen knows and may ask for: the person's settings and answers, what the journal remembers, tonight's
//! routine, and the way to the shell.

use std::cell::OnceCell;
use std::time::Duration;

use jiff::civil::Date;

use super::effect::{Effect, Write};
use super::page::Style;
use crate::figure::{Act, Animation, AnimationSpec, CanvasSize, Figure};
use crate::health::bedroom::Ticks;
use crate::health::safety::Safety;
use crate::routine::Routine;
use crate::routine::plan::Plan;
use crate::session::{DEBOUNCE, DisplayCaps, FigureView, Now};
use crate::store::config::Config;
use crate::store::journal::{Entry, EventKind, StartupSummary, is_same, night_of, tonight};
use crate::store::state::{Checkpoint, Choice};

/// When to stop, from the evidence (B0); shown before anything begins.
pub(crate) const STOP: &str =
    "Stop if you feel sharp pain, numbness, dizziness, chest pain or shortness of breath.";

/// How to have lines, for people who cannot use a screen.
pub(crate) const LINES: &str = "For a screen reader: winddown --plain";

/// Two digits this soon after each other are one number. Our choice.
pub(super) const TOGETHER: Duration = Duration::from_secs(2);

/// What every screen knows and may ask for.
#[derive(Debug)]
pub(super) struct Context {
    pub(super) config: Config,
    pub(super) chosen: Chosen,
    pub(super) summary: StartupSummary,
    pub(super) ticks: Ticks,
    /// The answers to the questions before the first evening; `None` until they are asked.
    pub(super) safety: Option<Safety>,
    /// Where an evening stands that was left tonight, perhaps of another routine.
    pub(super) checkpoint: Option<Checkpoint>,
    /// How far the clocks may disagree before it counts as a gap.
    pub(super) gap_tolerance: Duration,
    pub(super) caps: DisplayCaps,
    pub(super) now: Now,
    /// The night on which the program was opened.
    pub(super) opened: Date,
    pub(super) effects: Vec<Effect>,
    pub(super) toast: Option<Toast>,
    /// Until when keys were meant for what stood there before.
    pub(super) ignores_keys_until: Duration,
    /// The evening for which somebody said that no leg is swollen.
    pub(super) not_swollen_on: Option<Date>,
    /// When the last key said that a sign was checked, which another key has to confirm.
    pub(super) confirming: Option<Duration>,
}

/// Something to tell, once.
#[derive(Clone, Debug)]
pub(super) struct Toast {
    pub(super) text: String,
    pub(super) style: Style,
    /// What to do, said where the screen does not say it anyway.
    pub(super) urgent: Option<String>,
}

/// Tonight's routine, laid flat as it suits the person.
#[derive(Debug)]
pub(super) struct Chosen {
    pub(super) id: String,
    pub(super) routine: Routine,
    pub(super) plan: Plan,
    /// The plan's digest, once somebody has asked.
    digest: OnceCell<String>,
    /// Its first figure where it holds still, drawn when somebody looks; `None` without any, or without room.
    picture: OnceCell<Option<Animation>>,
    /// What to say of steps that are left out of it.
    pub(super) left_out: Option<&'static str>,
}

impl Chosen {
    pub(super) fn new(id: String, routine: &Routine, answers: Option<&Safety>, config: &Config) -> Chosen {
        let known = Safety::known(answers, config.pregnant, config.fluid_limit);
        let plan = Plan::of(&known.suit(routine), &config.manner());
        let left_out = known.left_out(routine);
        Chosen {
            id,
            routine: routine.clone(),
            plan,
            digest: OnceCell::new(),
            picture: OnceCell::new(),
            left_out,
        }
    }

    fn digest(&self) -> &str {
        self.digest.get_or_init(|| self.plan.digest())
    }

    /// The first figure of it, still, in a room beside a list.
    pub(super) fn picture(&self, room: Option<CanvasSize>) -> Option<FigureView<'_>> {
        let draw = || {
            let first = self.plan.steps.iter().find_map(|step| match step.figure {
                Some(Figure::Scene(figure)) => Some(figure),
                Some(Figure::Art(_)) | None => None,
            });
            let (act, length) = (Act::Wait, Duration::ZERO);
            let spec = AnimationSpec { act, length, side: None, room: room?, says: false, moves: false };
            Some(Animation::of(&*first?, &spec))
        };
        self.picture.get_or_init(draw).as_ref()?.at(Duration::ZERO).map(FigureView::Frame)
    }

    /// Lets the picture be drawn anew.
    pub(super) fn resize(&mut self) {
        self.picture.take();
    }
}

impl Context {
    pub(super) fn emit(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    pub(super) fn quit(&mut self, farewell: String) {
        self.emit(Effect::Quit(farewell));
    }

    /// Writes down what happened, and remembers it at once.
    pub(super) fn record(&mut self, night: Date, what: EventKind) {
        let at = self.now.wall.clone();
        let new = Entry { id: String::new(), at: at.clone(), night, what };
        self.summary.told.retain(|old| !is_same(old, &new) && !is_taken_back(old, &new.what));
        self.summary.parked.take_if(|old| is_taken_back(old, &new.what));
        if let EventKind::Water(note) = &new.what
            && night == self.opened
        {
            self.summary.water = Some(note.clone());
        }
        if is_of_nights(&new.what) {
            self.summary.told.push(new.clone());
        } else if let EventKind::Thoughts(_) = &new.what {
            self.summary.parked = Some(new.clone());
        }
        self.emit(Effect::Write(Write::Record { at, night, what: Box::new(new.what) }));
    }

    /// Takes the journal as it was read anew.
    pub(super) fn take_entries(&mut self, entries: &[Entry]) {
        let tonight = self.night();
        self.summary.told = entries.iter().filter(|entry| is_of_nights(&entry.what)).cloned().collect();
        let parked = |entry: &&Entry| matches!(entry.what, EventKind::Thoughts(_)) && entry.night <= tonight;
        self.summary.parked = entries.iter().filter(parked).max_by_key(|entry| entry.night).cloned();
    }

    /// The lines that were parked before a night, if it is the latest with any.
    pub(super) fn parked(&self, night: Date) -> &[String] {
        match &self.summary.parked {
            Some(Entry { night: of, what: EventKind::Thoughts(note), .. }) if *of == night => &note.lines,
            Some(_) | None => &[],
        }
    }

    /// Writes down that a cramp was none.
    pub(super) fn take_cramp_back(&mut self, night: Date, cramp: String) {
        self.summary.told.retain(|old| !matches!(&old.what, EventKind::Cramp(note) if note.cramp == cramp));
        self.emit(Effect::Write(Write::TakeBack { at: self.now.wall.clone(), night, cramp }));
    }

    pub(super) fn toast(&mut self, text: impl Into<String>) {
        self.toast = Some(Toast { text: text.into(), style: Style::Accent, urgent: None });
    }

    /// The date of the night that is running, noon to noon.
    pub(super) fn night(&self) -> Date {
        night_of(&self.now.wall, self.config.night_begins)
    }

    /// What people call tonight.
    pub(super) fn tonight(&self) -> Date {
        tonight(&self.now.wall, self.config.night_begins)
    }

    /// All that is known of the person.
    pub(super) fn known(&self) -> Safety {
        Safety::known(self.safety.as_ref(), self.config.pregnant, self.config.fluid_limit)
    }

    /// Names something new in the journal.
    pub(super) fn new_id(&self) -> String {
        format!("{:x}", self.now.wall.timestamp().as_microsecond())
    }

    /// A key this soon after a change was meant for what stood there before.
    pub(super) fn debounce(&self) -> Duration {
        self.gap_tolerance / DEBOUNCE
    }

    pub(super) fn ignore_keys_for(&mut self, length: Duration) {
        self.ignores_keys_until = self.now.up + length;
    }

    pub(super) fn ignores_keys(&self) -> bool {
        self.now.up < self.ignores_keys_until
    }

    pub(super) fn choose(&mut self, id: String, routine: &Routine) {
        self.chosen = Chosen::new(id, routine, self.safety.as_ref(), &self.config);
    }

    /// Keeps in mind that this routine was chosen for tonight.
    pub(super) fn keep_choice(&mut self) {
        let (night, routine) = (self.night(), self.chosen.id.clone());
        self.emit(Effect::Write(Write::Choice(Choice { night, routine, at: self.now.wall.clone() })));
    }

    /// Keeps what was answered, and lays the routine flat anew.
    pub(super) fn keep_answers(&mut self, safety: Safety) {
        self.emit(Effect::Write(Write::Safety(safety.clone())));
        let Chosen { id, routine, .. } = &self.chosen;
        self.chosen = Chosen::new(id.clone(), routine, Some(&safety), &self.config);
        self.safety = Some(safety);
    }

    /// Asks for the chosen routine as it is now.
    pub(super) fn read_routine(&mut self, afresh: bool) {
        self.emit(Effect::ReadRoutine { routine: self.chosen.id.clone(), afresh });
    }

    /// Where the chosen routine stands, if it was left tonight and has not changed since.
    pub(super) fn resumable(&self) -> Option<&Checkpoint> {
        self.checkpoint.as_ref().filter(|checkpoint| {
            checkpoint.night == self.night()
                && checkpoint.routine == self.chosen.id
                && checkpoint.plan == self.chosen.digest()
        })
    }

    /// Sees that an evening which will not be gone on with is in the journal, with what was answered in it.
    pub(super) fn put_away(&mut self, checkpoint: &Checkpoint) {
        let session = checkpoint.note(false).filter(|_| !checkpoint.kept).map(EventKind::Session);
        let water = checkpoint.water.clone().map(EventKind::Water);
        for what in session.into_iter().chain(water) {
            self.record(checkpoint.night, what);
        }
    }

    /// Says what is no cause for alarm.
    pub(super) fn tell(&mut self, text: impl Into<String>) {
        self.toast = Some(Toast { text: text.into(), style: Style::Text, urgent: None });
    }

    /// Says what the tonight screen would have said.
    pub(super) fn say_when_to_stop(&mut self) {
        let news = self.toast.as_ref().map(|toast| toast.text.as_str());
        let said = [STOP].into_iter().chain(self.chosen.left_out).chain(news).collect::<Vec<_>>().join(" ");
        // What a person is told every evening is no news.
        self.tell(said);
    }

    /// Says what becomes of an evening whose routine has changed.
    pub(super) fn tell_changed(&mut self) {
        let name = &self.chosen.plan.name;
        self.toast(format!(
            "{name} has changed since you stopped, so it starts over. What you did is saved."
        ));
    }
}

/// Whether it tells of nights, cramps or signs.
fn is_of_nights(what: &EventKind) -> bool {
    matches!(what, EventKind::Cramp(_) | EventKind::Night(_) | EventKind::Signs(_) | EventKind::Checked(_))
}

fn is_taken_back(old: &Entry, what: &EventKind) -> bool {
    matches!(what, EventKind::Void { entry } if old.id == *entry)
}
