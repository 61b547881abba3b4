//! An evening: a session, the checks in it, and what is written down on the way.

use std::time::Duration;

use jiff::Zoned;
use jiff::civil::Date;

use super::bedroom::Bedroom;
use super::choose::Choose;
use super::clot;
use super::good_night::GoodNight;
use super::tomorrow::Tomorrow;
use super::water::Water;
use crate::app::context::Context;
use crate::app::effect::{Cue, Effect, Write};
use crate::app::input::Input;
use crate::app::keymap::{Action, Scene};
use crate::app::page::{Block, Content, Page, PageId};
use crate::app::safety_gate;
use crate::app::screen::{DisplayNeed, Leaves, Next, Screen, Underway};
use crate::health::safety::Y_OR_N;
use crate::health::signs::Sign;
use crate::routine::Check;
use crate::routine::breath::{BreathPosition, BreathStage};
use crate::routine::plan::Part;
use crate::session::{Command, DisplayCaps, Pause, Session, is_done};
use crate::store::journal::{EventKind, SignsNote};
use crate::store::state::Checkpoint;
use crate::text;
use crate::text::glossary;

/// One evening being done.
#[derive(Debug)]
pub(in crate::app) struct Evening {
    session: Session,
    water: Water,
    bedroom: Bedroom,
    tomorrow: Tomorrow,
    identity: Identity,
    /// Where another evening stood that this one takes the place of, once something of this one is kept.
    replaces: Option<Checkpoint>,
    /// Whether where this one stands has been kept.
    is_saved: bool,
    /// As the [`Context`] has it.
    not_swollen_on: Option<Date>,
    /// The phase of a breath that was told of last: what one does, from when on, for how long.
    breath: Option<(BreathStage, Duration, Duration)>,
}

/// What makes this evening this one.
#[derive(Debug)]
struct Identity {
    /// Names it in the journal.
    session: String,
    routine: String,
    night: Date,
    started: Zoned,
}

impl Evening {
    /// The chosen routine at its first moment, in place of an evening that was left.
    pub(in crate::app) fn begin(cx: &mut Context) -> Evening {
        let evening = Evening { replaces: cx.checkpoint.take(), ..Evening::new(cx) };
        evening.announce(cx)
    }

    /// The chosen routine where an evening was left.
    pub(super) fn resume(checkpoint: Checkpoint, cx: &mut Context) -> Evening {
        cx.not_swollen_on = cx.not_swollen_on.max(checkpoint.not_swollen_on);
        let mut evening = Evening::new(cx);
        evening.session.resume(&checkpoint.position, &cx.now);
        evening.identity.session = checkpoint.session;
        evening.identity.started = checkpoint.started;
        evening.is_saved = true;
        if let Some(water) = checkpoint.water {
            evening.water.note = water;
        }
        evening.announce(cx)
    }

    fn new(cx: &Context) -> Evening {
        let identity = Identity {
            session: cx.new_id(),
            routine: cx.chosen.id.clone(),
            night: cx.night(),
            started: cx.now.wall.clone(),
        };
        let mut session = Session::new(cx.chosen.plan.clone(), &cx.now, cx.gap_tolerance);
        if safety_gate::is_not_swollen(cx) {
            session.skip_clot(cx.now.up);
        }
        Evening {
            session,
            water: Water::new(cx),
            bedroom: Bedroom::new(cx),
            tomorrow: Tomorrow::new(cx),
            identity,
            replaces: None,
            is_saved: false,
            not_swollen_on: cx.not_swollen_on,
            breath: None,
        }
    }

    /// Lets its first part be heard.
    fn announce(mut self, cx: &mut Context) -> Evening {
        self.resize(cx.caps);
        self.cue(cx);
        self.breath_cue(cx);
        self
    }

    /// Catches up with the time and does what was asked.
    fn advance(&mut self, input: &Input, cx: &mut Context) -> Next {
        let (before, check, was_warned) = (self.session.at(), self.check(), self.warns());
        let is_spent = match check {
            Some(Check::Water) => self.water.handle(input, cx.now.up),
            Some(Check::Bedroom) => {
                self.bedroom.handle(input, cx);
                false
            }
            Some(Check::Tomorrow) => self.tomorrow.handle(input, cx),
            None => false,
        };
        let command = match input {
            Input::Key(action) if !is_spent => self.command(*action),
            _ => None,
        };
        let is_no = self.asks_clot() && matches!(input, Input::Key(Action::No));
        self.session.handle(&cx.now, command);
        if is_no {
            safety_gate::tell_not_swollen(cx);
            self.not_swollen_on = cx.not_swollen_on;
            self.session.skip_clot(cx.now.up);
        }
        if is_spent && check == Some(Check::Water) && self.water.is_judged() {
            self.session.mark_done();
        }
        let has_moved = self.session.at() != before;
        if has_moved && check == Some(Check::Tomorrow) {
            self.tomorrow.leave(cx);
        }
        if is_spent || (check.is_some() && has_moved) {
            self.write_water(cx);
        }
        if self.session.is_over() {
            self.keep(true, cx);
            cx.emit(Effect::Cue(Cue::End));
            cx.ignore_keys_for(cx.debounce());
            return Next::Replace(Box::new(self.good_night(cx.now.up)));
        }
        if has_moved {
            // Told long enough, to someone who is not looking.
            cx.toast = None;
            self.save(cx);
            self.cue(cx);
            if self.asks_clot() || self.check() == Some(Check::Tomorrow) {
                // Nobody answers a question that has just come. The key that skipped along means no there, or is a letter.
                cx.ignore_keys_for(cx.gap_tolerance / 2);
            }
        }
        if self.warns() && !was_warned {
            cx.emit(Effect::Cue(Cue::Warning));
        }
        self.breath_cue(cx);
        Next::Stay
    }

    /// Whether a warning stands there in place of what is usually to be done.
    fn warns(&self) -> bool {
        self.check() == Some(Check::Water) && self.water.verdict().warning.is_some()
    }

    fn command(&self, action: Action) -> Option<Command> {
        match action {
            // Only an answer leads to a massage.
            Action::Enter if self.asks_clot() => None,
            Action::Enter => Some(Command::Done),
            Action::Pause => Some(Command::Pause),
            Action::Next => Some(Command::Next),
            Action::Back => Some(Command::Back),
            Action::Restart => Some(Command::Restart),
            Action::More if self.check().is_none() => Some(Command::More),
            Action::Less if self.check().is_none() => Some(Command::Less),
            Action::Slower => Some(Command::Slower),
            Action::Faster => Some(Command::Faster),
            _ => None,
        }
    }

    /// Ends before the end: what was done is written down, and where it stands is kept. Returns a line to leave.
    fn stop(&mut self, cx: &mut Context) -> String {
        self.session.handle(&cx.now, None);
        self.write_water(cx);
        self.tomorrow.keep(cx);
        let is_over = self.session.is_over();
        self.keep(is_over, cx);
        let good_night = self.good_night(cx.now.up);
        if is_over || !self.checkpoint(cx.now.up, true).is_begun() {
            return good_night.farewell();
        }
        let done = if good_night.done.is_empty() { glossary::GOOD_NIGHT } else { &good_night.done };
        let on = if cx.tonight() == self.identity.night {
            "winddown goes on from there tonight.".to_owned()
        } else {
            format!("Start winddown again before {:02}:00 to go on from there.", cx.config.night_begins)
        };
        let said = good_night.warning.into_iter().chain([done, &on]);
        said.collect::<Vec<_>>().join(" ")
    }

    /// Ends an evening that must not go on; the tonight screen says why, and what to do.
    fn put_down(&mut self, cx: &mut Context) -> Next {
        self.stop(cx);
        cx.checkpoint = Some(self.checkpoint(cx.now.up, true)).filter(Checkpoint::is_begun);
        Next::Pop
    }

    /// Writes down what was done, and where it stands if it is not finished. Nothing done is nothing to tell.
    fn keep(&mut self, is_finished: bool, cx: &mut Context) {
        let checkpoint = self.checkpoint(cx.now.up, true);
        let note = checkpoint.note(is_finished);
        if note.is_some() || checkpoint.is_begun() {
            self.put_replaced_away(cx);
            self.is_saved = true;
        }
        if let Some(note) = note {
            cx.record(self.identity.night, EventKind::Session(note));
        }
        if !is_finished && checkpoint.is_begun() {
            cx.emit(Effect::Write(Write::Checkpoint(Box::new(checkpoint))));
        } else if self.is_saved {
            cx.emit(Effect::Write(Write::Forget));
        }
    }

    /// Keeps where the evening stands.
    fn save(&mut self, cx: &mut Context) {
        self.put_replaced_away(cx);
        self.is_saved = true;
        let checkpoint = self.checkpoint(cx.now.up, false);
        cx.emit(Effect::Write(Write::Checkpoint(Box::new(checkpoint))));
    }

    /// Sees that the evening whose place this one takes is in the journal.
    fn put_replaced_away(&mut self, cx: &mut Context) {
        if let Some(checkpoint) = self.replaces.take() {
            cx.put_away(&checkpoint);
        }
    }

    fn write_water(&mut self, cx: &mut Context) {
        let Some((news, is_turned)) = self.water.take_news() else { return };
        let is_alarming = news.is_red();
        let night = self.identity.night;
        cx.record(night, EventKind::Water(news));
        if is_turned {
            // A warning sign like any other (RF7); taken back, it is told again without the tick.
            let signs = is_alarming.then_some(Sign::DarkUrine).into_iter().collect();
            cx.record(night, EventKind::Signs(SignsNote { id: format!("water-{night}"), side: None, signs }));
        }
    }

    /// Where the evening stands; `kept` if the journal has it up to here.
    fn checkpoint(&self, up: Duration, kept: bool) -> Checkpoint {
        let plan = self.session.plan();
        Checkpoint {
            session: self.identity.session.clone(),
            night: self.identity.night,
            routine: self.identity.routine.clone(),
            name: plan.name.clone(),
            plan: plan.digest(),
            position: self.session.position(up),
            steps: plan.steps.iter().map(|step| step.name.clone()).collect(),
            progress: self.session.progress(up),
            whole: Some(self.session.is_whole(up)),
            started: self.identity.started.clone(),
            kept,
            water: self.water.news().cloned(),
            not_swollen_on: self.not_swollen_on,
        }
    }

    fn good_night(&self, up: Duration) -> GoodNight {
        let progress = self.session.progress(up);
        let count = |which: fn(u8) -> bool| progress.iter().filter(|&&share| which(share)).count();
        let (whole, part) = (count(is_done), count(|share| share > 0 && !is_done(share)));
        let steps = |n: usize| text::many(n as u64, "step", "steps");
        let done = match (whole, part) {
            (0, 0) => String::new(),
            (n, 0) if n == progress.len() => format!("You did all of it: {}.", steps(n)),
            (0, n) => format!("You did part of {}.", steps(n)),
            (n, 0) => format!("You did {} of {}.", steps(n), progress.len()),
            (n, m) => format!("You did {} of {}, and part of {m} more.", steps(n), progress.len()),
        };
        let warning = self.water.verdict().warning;
        let tip = self.bedroom.tip(self.identity.night);
        let tip = tip.filter(|_| warning.is_none());
        GoodNight { done, warning, tip, fades: warning.is_none(), since: up }
    }

    fn check(&self) -> Option<Check> {
        match self.session.segment()?.part {
            Part::Check(check) => Some(check),
            _ => None,
        }
    }

    fn asks_clot(&self) -> bool {
        self.session.segment().is_some_and(|segment| segment.part == Part::Clot)
    }

    /// Lets the part that has just begun be heard.
    fn cue(&self, cx: &mut Context) {
        let Some(segment) = self.session.segment() else { return };
        let before = self.session.at().checked_sub(1).and_then(|at| self.session.plan().segments.get(at));
        let is_turned = before
            .is_some_and(|before| matches!(before.part, Part::Reps { .. }) && before.step == segment.step);
        cx.emit(Effect::Cue(match segment.part {
            Part::Place | Part::Ready | Part::Clot | Part::Check(_) | Part::Wait => Cue::Ready,
            Part::Reps { .. } if is_turned => Cue::Switch,
            Part::Hold | Part::Reps { .. } | Part::Breathe { .. } | Part::Free => Cue::Begin,
            Part::Rest => Cue::Rest,
            Part::Change => Cue::Switch,
        }));
    }

    /// Lets the phase of a breath be heard, unless it is the one that was told of and goes on as it began.
    fn breath_cue(&mut self, cx: &mut Context) {
        let up = cx.now.up;
        let position = self.session.breath(up);
        let began = position.map(|at| (at.stage, up.saturating_sub(at.spent), at.length));
        if std::mem::replace(&mut self.breath, began) == began {
            return;
        }
        if let Some(BreathPosition { stage, spent, length, .. }) = position {
            cx.emit(Effect::Cue(Cue::Breath { stage, spent, length }));
        }
    }

    fn is_timed(&self) -> bool {
        self.session.segment().is_some_and(|segment| match segment.part {
            Part::Place | Part::Check(_) | Part::Clot | Part::Wait => false,
            Part::Ready
            | Part::Hold
            | Part::Rest
            | Part::Change
            | Part::Free
            | Part::Reps { .. }
            | Part::Breathe { .. } => true,
        })
    }
}

impl Screen for Evening {
    fn scene(&self, _: &Context) -> Scene {
        match self.session.segment().map(|segment| &segment.part) {
            Some(Part::Check(Check::Water)) => self.water.scene(),
            Some(Part::Check(Check::Bedroom)) => Scene::Bedroom,
            Some(Part::Check(Check::Tomorrow)) => self.tomorrow.scene(),
            Some(Part::Clot) => Scene::Clot,
            Some(Part::Place) => Scene::Place,
            Some(Part::Wait) => Scene::Wait,
            Some(_) | None if self.session.is_paused() => Scene::Paused,
            Some(Part::Breathe { .. }) => Scene::Breath,
            Some(_) | None => Scene::Timed,
        }
    }

    fn page<'a>(&'a self, cx: &'a Context) -> Page<'a> {
        let Some(step) = self.session.view(cx.now.up) else {
            // An evening that is over has already made way for good night.
            return Page::new(PageId::GoodNight, "");
        };
        match self.check() {
            Some(Check::Water) => self.water.page(step),
            Some(Check::Bedroom) => self.bedroom.page(step),
            Some(Check::Tomorrow) => self.tomorrow.page(step),
            None if self.asks_clot() => clot::page(step),
            None => {
                let (nth, of) = step.step;
                let aside = format!("{nth} of {of} · {}", step.left);
                let next = glossary::then(step.next);
                Page { aside, next, blocks: vec![Block::new(Content::Step)], ..Page::of_step(step) }
            }
        }
    }

    fn label(&self, action: Action, usual: Option<&'static str>, _: &Context) -> Option<&'static str> {
        let is_work = self.session.segment().is_some_and(|segment| segment.part.is_work());
        match action {
            Action::Enter if self.is_timed() && is_work && !self.session.is_paused() => {
                Some(glossary::SKIP_AHEAD)
            }
            _ if self.check() == Some(Check::Water) => self.water.label(action, usual),
            _ if self.check() == Some(Check::Tomorrow) => self.tomorrow.label(action, usual),
            _ => usual,
        }
    }

    fn handle(&mut self, input: Input, cx: &mut Context) -> Next {
        if let Input::RoutinesListed(rows) = input {
            let Some(list) = Choose::among(rows, cx) else { return Next::Stay };
            self.pause(cx);
            self.save(cx);
            return list.into();
        }
        if let Input::Key(action) = input {
            match action {
                Action::Quit => {
                    let farewell = self.stop(cx);
                    cx.quit(farewell);
                    return Next::Stay;
                }
                Action::Other => cx.emit(Effect::ListRoutines),
                Action::Yes if self.asks_clot() => {
                    safety_gate::tell_swollen(cx);
                    return self.put_down(cx);
                }
                Action::Enter if self.asks_clot() => cx.toast(Y_OR_N),
                // The key for "no" skips a step elsewhere: skipping along is not reading the question.
                Action::No if self.asks_clot() && cx.ignores_keys() => {
                    cx.ignore_keys_for(cx.gap_tolerance / 2);
                    return Next::Stay;
                }
                _ => {}
            }
        }
        self.advance(&input, cx)
    }

    fn wakes_at(&self, cx: &Context) -> Option<Duration> {
        self.session.next_change(cx.now.up)
    }

    fn pause(&mut self, cx: &mut Context) -> bool {
        let runs = self.is_timed() && !self.session.is_paused();
        if runs {
            self.session.handle(&cx.now, Some(Command::Pause));
            self.breath_cue(cx);
        }
        runs
    }

    fn resume(&mut self, cx: &mut Context) -> Next {
        self.advance(&Input::Key(Action::Pause), cx)
    }

    /// What was told meanwhile may speak against going on, and another routine may have been chosen.
    fn uncovered(&mut self, left: Leaves, cx: &mut Context) -> Next {
        if safety_gate::is_closed(cx) || cx.chosen.id != self.identity.routine {
            return self.put_down(cx);
        }
        let why = if left == Leaves::Cramp { Pause::Cramp } else { Pause::Left };
        self.session.wait_for_return(why, cx.now.up);
        Next::Stay
    }

    fn evening(&self) -> Option<Underway<'_>> {
        let Identity { night, routine, .. } = &self.identity;
        Some(Underway { night: *night, routine, session: &self.session })
    }

    fn about(&self, _: &Context) -> Vec<(String, String)> {
        let Some(segment) = self.session.segment() else { return Vec::new() };
        let guide = &self.session.plan().steps[segment.step].guide;
        let texts = [
            ("Take care", &guide.caution),
            ("Feel", &guide.feel),
            ("Avoid", &guide.avoid),
            ("Breath", &guide.breath),
            ("Source", &guide.source),
        ];
        texts.into_iter().filter_map(|(word, text)| Some((word.to_owned(), text.clone()?))).collect()
    }

    fn resize(&mut self, caps: DisplayCaps) {
        self.session.see(caps);
    }

    fn is_audible(&self) -> bool {
        !self.session.is_paused()
    }

    fn display(&self, _: &Context) -> DisplayNeed {
        if self.is_timed() && self.session.is_paused() { DisplayNeed::Pause } else { DisplayNeed::Stay }
    }
}
