//! A cramp: what to do now, a clock that counts up, and a note in the journal from the first moment on.
//!
//! It walks a [`Session`] like any evening, but it never waits for anyone: no pause, no question. The session is kept
//! on whole seconds of the clock, so that the picture changes once a second and not oftener.

use std::time::Duration;

use jiff::civil::Date;

use super::good_night::GoodNight;
use crate::app::context::Context;
use crate::app::context::Toast;
use crate::app::effect::{Cue, Effect};
use crate::app::input::Input;
use crate::app::keymap::{Action, Scene};
use crate::app::page::{CrampPage, Page, Style};
use crate::app::safety_gate;
use crate::app::screen::{DisplayNeed, Leaves, Next, Screen};
use crate::health::body::Muscle;
use crate::health::safety::Safety;
use crate::health::signs::{self, Case, Finding, Sign, ToldSign};
use crate::routine::cramp;
use crate::routine::plan::{Part, Plan};
use crate::session::{Command, DisplayCaps, Now, Session};
use crate::store::journal::{CrampNote, EventKind, LONGEST_CRAMP, OVER_TEN_MINUTES};
use crate::text::glossary;

mod pages;

/// A cramp, while it lasts and just after.
#[derive(Debug)]
pub(in crate::app) struct Cramp {
    session: Session,
    note: CrampNote,
    night: Date,
    began: Now,
    safety: Safety,
    /// The signs told before that nobody has checked: no stretching and no rubbing until then.
    unchecked: Vec<Finding>,
    phase: Phase,
    /// Which of the alarms at five and ten minutes were given.
    alarm: Alarm,
    /// The warning signs, while they are being ticked.
    ticking: Option<Ticking>,
    doubt: Doubt,
    /// When the phase began.
    since: Duration,
    below: Below,
}

/// What a cramp lies on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Below {
    /// Nothing: the program was opened with it, and ends with it.
    Nothing,
    Screen,
    /// An evening, which is paused.
    Evening,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Lasting,
    /// It has eased, and the note about that is on the screen.
    Eased,
    /// Warmth or cold, and settling in bed: the rest of the session.
    After,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Alarm {
    None,
    FiveMinutes,
    TenMinutes,
}

/// Whether it was a cramp at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doubt {
    None,
    /// "No cramp" was the last key: the second one means it.
    NoCramp,
    /// It was to be left just after it began, which is asked about.
    Leaving,
    /// It was none, and is not in the diary any more.
    TakenBack,
}

/// The warning signs, while they are being ticked.
#[derive(Clone, Copy, Debug)]
struct Ticking {
    marked: usize,
    /// Whether one was ticked, or a tick taken back, since the list was opened.
    has_turned: bool,
}

/// How a cramp is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Left {
    ByKey,
    Done,
    NoCramp,
}

/// A session that nothing interrupts: no clock is ever so far from another.
const NEVER: Duration = Duration::from_secs(366 * 24 * 3600);
/// After so long nobody watches the clock any more, and it stands still. Our choice.
const WATCHED: Duration = Duration::from_secs(3600);
/// Left sooner than this, it may have been a wrong key.
const JUST_BEGUN: Duration = Duration::from_secs(10);
/// As long as the footer shows how to say that it was no cramp.
const DOUBTFUL: Duration = Duration::from_secs(60);
/// Said when it is left.
const IN_DIARY: &str = "The cramp is in the diary.";

impl Cramp {
    /// A cramp that begins now, and is in the journal at once.
    pub(in crate::app) fn begin(muscle: Option<Muscle>, below: Below, cx: &mut Context) -> Cramp {
        let safety = cx.known();
        let note = CrampNote {
            cramp: cx.new_id(),
            began: Some(cx.now.wall.clone()),
            muscle,
            ..CrampNote::default()
        };
        let cramp = Cramp {
            session: session(muscle, &safety, cx),
            note,
            night: cx.night(),
            began: cx.now.clone(),
            safety,
            unchecked: unchecked(cx),
            phase: Phase::Lasting,
            alarm: Alarm::None,
            ticking: None,
            doubt: Doubt::None,
            since: cx.now.up,
            below,
        };
        cramp.write(cx);
        cramp
    }

    fn key(&mut self, action: Action, cx: &mut Context) -> Option<Left> {
        self.note_ten_minutes(action, cx);
        if let Some(ticking) = self.ticking {
            self.tick(ticking, action, cx);
            return None;
        }
        let now = cx.now.clone();
        match (self.phase, action) {
            (_, Action::NoCramp) => return self.says_no_cramp(cx).then_some(Left::NoCramp),
            (Phase::Lasting, Action::Yes | Action::Confirm) if !self.unchecked.is_empty() => {
                if safety_gate::handle(action, cx) {
                    // The clock goes on, with what to do from its beginning.
                    self.unchecked = unchecked(cx);
                    self.session.go_to_step(0, self.second(now.up));
                }
            }
            // A key held down a little too long is one press.
            (_, Action::Enter) if now.up.saturating_sub(self.since) < cx.debounce() => {}
            (Phase::Lasting, Action::Enter) => self.ease(cx),
            (Phase::Lasting, Action::Next) => self.try_next(now.up),
            // Nothing to settle into, while help is to be got.
            (Phase::Eased | Phase::After, Action::Enter) if self.is_urgent() => return Some(Left::ByKey),
            (Phase::Eased | Phase::After, Action::Next) if self.is_urgent() => {}
            (Phase::Eased, Action::Enter) if self.below == Below::Evening => return Some(Left::ByKey),
            (Phase::Eased, Action::Enter) => self.settle(self.session.plan().steps.len() - 1, now.up),
            (Phase::Eased, Action::Next) => self.settle(self.first_after(), now.up),
            (Phase::After, Action::Enter | Action::Next) => {
                self.since = now.up;
                self.session.handle(&now, Some(Command::Next));
            }
            (Phase::Eased | Phase::After, Action::Back | Action::Cramp) => self.come_back(cx),
            (Phase::Lasting | Phase::Eased, Action::Muscle(muscle)) => self.name(muscle, cx),
            (_, Action::Signs) => {
                self.ticking = Some(Ticking { marked: 0, has_turned: false });
                if self.phase == Phase::After && !self.session.is_paused() {
                    self.session.handle(&now, Some(Command::Pause));
                }
            }
            (Phase::Lasting, Action::Yes) if self.doubt == Doubt::Leaving => return Some(Left::ByKey),
            (Phase::Lasting, Action::Quit) if self.doubt == Doubt::Leaving => return Some(Left::NoCramp),
            (Phase::Lasting, Action::Quit) if self.asks_on_leaving(now.up) => {
                self.doubt = Doubt::Leaving;
                cx.toast("Was it a cramp? Press y to keep it in the diary, or q to leave it out.");
                return None;
            }
            (_, Action::Close | Action::Quit) => return Some(Left::ByKey),
            (_, _) => {}
        }
        self.session.is_over().then_some(Left::ByKey)
    }

    /// Whether `!` may have been pressed by mistake: it began a moment ago, and nothing was told of it.
    fn asks_on_leaving(&self, up: Duration) -> bool {
        self.below != Below::Nothing
            && self.elapsed(up) < JUST_BEGUN
            && self.note.signs.is_empty()
            && self.unchecked.is_empty()
    }

    /// Whether it is taken back; a key next to others has to be meant, and a warning sign keeps it.
    fn says_no_cramp(&mut self, cx: &mut Context) -> bool {
        if !self.note.signs.is_empty() {
            cx.toast("A warning sign is ticked, so this cramp stays in the diary.");
            return false;
        }
        let is_meant = std::mem::replace(&mut self.doubt, Doubt::NoCramp) == Doubt::NoCramp;
        if !is_meant {
            cx.toast("No cramp after all? Press x once more.");
        }
        is_meant
    }

    fn catch_up(&mut self, cx: &mut Context) {
        let elapsed = self.elapsed(cx.now.up);
        if self.phase == Phase::Lasting {
            if self.alarm < Alarm::FiveMinutes && elapsed >= cramp::FIVE_MINUTES {
                self.alarm = Alarm::FiveMinutes;
                self.session.go_to_step(0, self.began.up + cramp::FIVE_MINUTES);
                cx.emit(Effect::Cue(Cue::Warning));
            }
            if self.alarm < Alarm::TenMinutes && elapsed >= cramp::TEN_MINUTES {
                self.alarm = Alarm::TenMinutes;
                cx.emit(Effect::Cue(Cue::Warning));
            }
        }
        let before = self.step();
        self.session.handle(&cx.now, None);
        let passed = self.session.plan().steps.get(before + 1..=self.step()).unwrap_or_default();
        if self.phase == Phase::Lasting && passed.iter().any(|step| step.standing) {
            // Nobody stands up in the dark because a clock says so: n does.
            self.session.go_to_step(before, self.second(cx.now.up));
        }
    }

    fn step(&self) -> usize {
        self.session.segment().map_or(0, |segment| segment.step)
    }

    /// Whether the next thing to try is done standing.
    fn stands_next(&self) -> bool {
        self.phase == Phase::Lasting
            && self.session.plan().steps.get(self.step() + 1).is_some_and(|step| step.standing)
    }

    /// Puts down that it took longer than ten minutes, once a key shows that somebody is there: a length like any other,
    /// that the person can correct. Who says that it has eased tells the length as well.
    fn note_ten_minutes(&mut self, action: Action, cx: &mut Context) {
        let lasts = (cramp::TEN_MINUTES..WATCHED).contains(&self.elapsed(cx.now.up));
        let asks = matches!(action, Action::Enter | Action::NoCramp) && self.ticking.is_none();
        if self.phase == Phase::Lasting && lasts && !asks && self.note.seconds.is_none() {
            self.note.seconds = Some(OVER_TEN_MINUTES);
            self.write(cx);
        }
    }

    fn tick(&mut self, ticking: Ticking, action: Action, cx: &mut Context) {
        let Ticking { marked, has_turned } = ticking;
        let last = Sign::urgent().count().saturating_sub(1);
        match action {
            Action::Up => self.ticking = Some(Ticking { marked: marked.saturating_sub(1), ..ticking }),
            Action::Down => self.ticking = Some(Ticking { marked: (marked + 1).min(last), ..ticking }),
            Action::Tick => self.turn_sign(marked, cx),
            // The tenth has the key 0.
            Action::Count(digit) => {
                self.turn_sign(usize::from(digit).checked_sub(1).unwrap_or(9).min(last), cx);
            }
            // Going to one and pressing Enter means it.
            Action::Enter if marked > 0 && !has_turned => self.turn_sign(marked, cx),
            Action::Enter | Action::Close | Action::Signs | Action::Quit => {
                self.ticking = None;
                if self.phase == Phase::After && self.session.is_paused() && !self.is_urgent() {
                    self.session.handle(&cx.now, Some(Command::Pause));
                }
            }
            _ => {}
        }
    }

    fn turn_sign(&mut self, at: usize, cx: &mut Context) {
        if let Some(sign) = Sign::urgent().nth(at) {
            self.ticking = Some(Ticking { marked: at, has_turned: true });
            self.note.signs.turn(sign);
            self.write(cx);
        }
    }

    fn ease(&mut self, cx: &mut Context) {
        let elapsed = self.elapsed(cx.now.up);
        // When nobody watched any more, it may have eased long before.
        if elapsed < WATCHED {
            let seconds = u32::try_from(elapsed.as_secs()).unwrap_or(u32::MAX);
            self.note.seconds = Some(seconds.clamp(1, LONGEST_CRAMP));
        }
        self.turn_to(Phase::Eased, cx.now.up);
        // It waits there, so that nothing moves behind the words about soreness.
        self.session.go_to_step(self.first_after(), cx.now.up);
        self.write(cx);
    }

    fn come_back(&mut self, cx: &mut Context) {
        self.note.seconds = None;
        self.turn_to(Phase::Lasting, cx.now.up);
        self.session.go_to_step(0, self.second(cx.now.up));
        self.write(cx);
    }

    /// The next thing to try; after the last one, the first again.
    fn try_next(&mut self, up: Duration) {
        let here = self.step();
        let next = if here >= self.first_after() { 0 } else { here + 1 };
        self.session.go_to_step(next, self.second(up));
    }

    /// What comes after a cramp, from this step on.
    fn settle(&mut self, step: usize, up: Duration) {
        self.turn_to(Phase::After, up);
        self.session.go_to_step(step, up);
    }

    fn name(&mut self, muscle: Muscle, cx: &mut Context) {
        let is_other = self.note.muscle.unwrap_or(Muscle::Calf) != muscle;
        if self.note.muscle.replace(muscle) == Some(muscle) {
            return;
        }
        if is_other {
            self.session = session(Some(muscle), &self.safety, cx);
            match self.phase {
                Phase::Lasting => self.session.go_to_step(0, self.second(cx.now.up)),
                Phase::Eased | Phase::After => self.session.go_to_step(self.first_after(), cx.now.up),
            }
        }
        self.write(cx);
    }

    fn leave(&mut self, left: Left, cx: &mut Context) -> Next {
        let help = self.urgent().map(|finding| finding.text()).collect::<Vec<_>>().join(" ");
        let urgent = Some(help).filter(|help| !help.is_empty() && left != Left::NoCramp);
        let text = if left == Left::NoCramp {
            self.doubt = Doubt::TakenBack;
            cx.take_cramp_back(self.night, self.note.cramp.clone());
            "Taken back. It is not in the diary."
        } else {
            IN_DIARY
        };
        let said = [text].into_iter().chain(urgent.as_deref()).collect::<Vec<_>>().join(" ");
        if self.below != Below::Nothing {
            cx.toast = Some(Toast { text: text.to_owned(), style: Style::Accent, urgent });
            return Next::Pop;
        }
        if left == Left::Done {
            cx.ignore_keys_for(cx.debounce());
            return Next::Replace(Box::new(GoodNight::after_cramp(said, urgent.is_some(), cx.now.up)));
        }
        cx.quit(if urgent.is_some() { said } else { format!("{said} Good night.") });
        Next::Stay
    }

    fn turn_to(&mut self, phase: Phase, up: Duration) {
        (self.phase, self.since) = (phase, up);
    }

    /// The step that comes after all that eases: it waits for a key.
    fn first_after(&self) -> usize {
        let plan = self.session.plan();
        plan.segments.iter().find(|segment| segment.part == Part::Wait).map_or(0, |segment| segment.step)
    }

    /// What is urgent, whether it is told now or was told before: the most urgent first.
    fn urgent(&self) -> impl Iterator<Item = Finding> {
        let told = self.note.signs.iter().map(ToldSign::just_ticked).collect();
        let by_the_clock = (self.alarm == Alarm::TenMinutes).then_some(OVER_TEN_MINUTES);
        let lasting = self.note.seconds.or(by_the_clock).filter(|_| self.phase == Phase::Lasting);
        let found = signs::findings(&Case { told, lasting, last: self.night, ..Case::default() });
        let before =
            self.unchecked.iter().filter(|old| found.iter().all(|new| new.rule != old.rule)).cloned();
        let mut all: Vec<Finding> = before.chain(found.iter().cloned()).collect();
        all.retain(|finding| finding.rule.level.is_urgent());
        all.sort_by_key(|finding| finding.rule.level);
        all.into_iter()
    }

    fn is_urgent(&self) -> bool {
        self.urgent().next().is_some()
    }

    /// What of it is shown in place of what to do.
    fn warnings(&self) -> Vec<Finding> {
        // What the clock says by itself has words of its own, as long as the cramp lasts.
        let speaks = self.phase == Phase::Lasting && self.alarm == Alarm::TenMinutes;
        let of_the_clock = |finding: &Finding| speaks && finding.rule.signs.contains(&Sign::NotEasing);
        let urgent: Vec<Finding> = self.urgent().collect();
        if urgent.iter().all(of_the_clock) { Vec::new() } else { urgent }
    }

    /// Puts all that is known into the journal; the last telling counts.
    fn write(&self, cx: &mut Context) {
        cx.record(self.night, EventKind::Cramp(self.note.clone()));
    }

    fn elapsed(&self, up: Duration) -> Duration {
        up.saturating_sub(self.began.up)
    }

    /// When the second began that the clock shows.
    fn second(&self, up: Duration) -> Duration {
        self.began.up + Duration::from_secs(self.elapsed(up).as_secs())
    }
}

impl Screen for Cramp {
    fn scene(&self, _: &Context) -> Scene {
        match self.phase {
            _ if self.ticking.is_some() => Scene::Signs,
            Phase::Lasting if !self.unchecked.is_empty() => Scene::Unchecked,
            Phase::Lasting if !self.warnings().is_empty() => Scene::Urgent,
            Phase::Lasting => Scene::Cramp,
            Phase::Eased if self.warnings().is_empty() => Scene::Eased,
            Phase::Eased | Phase::After => Scene::After,
        }
    }

    fn page<'a>(&'a self, cx: &'a Context) -> Page<'a> {
        match self.ticking {
            Some(ticking) => self.signs_page(ticking.marked, cx.now.up),
            None => self.main_page(cx.now.up),
        }
    }

    fn label(&self, action: Action, usual: Option<&'static str>, cx: &Context) -> Option<&'static str> {
        match action {
            Action::Next if self.stands_next() => Some(glossary::STAND_UP),
            Action::NoCramp if self.phase == Phase::Lasting && self.elapsed(cx.now.up) < DOUBTFUL => {
                Some(glossary::MISTAKE)
            }
            Action::Enter if self.phase == Phase::Eased && self.below == Below::Evening => {
                Some(glossary::GO_ON)
            }
            // There is something underneath to go back to.
            Action::Quit if self.below != Below::Nothing => Some(glossary::BACK),
            _ => usual,
        }
    }

    fn handle(&mut self, input: Input, cx: &mut Context) -> Next {
        self.catch_up(cx);
        if self.session.is_over() {
            return self.leave(Left::Done, cx);
        }
        let action = match input {
            Input::Key(action) => action,
            Input::Number(nth @ 1..) if self.ticking.is_some() => {
                self.doubt = Doubt::None;
                let at = usize::from(nth) - 1;
                if at < Sign::urgent().count() {
                    self.note_ten_minutes(Action::Tick, cx);
                    self.turn_sign(at, cx);
                }
                return Next::Stay;
            }
            _ => return Next::Stay,
        };
        let is_answer = match self.doubt {
            Doubt::None | Doubt::TakenBack => true,
            Doubt::NoCramp => action == Action::NoCramp,
            Doubt::Leaving => matches!(action, Action::Yes | Action::Quit),
        };
        if !is_answer {
            self.doubt = Doubt::None;
        }
        self.key(action, cx).map_or(Next::Stay, |left| self.leave(left, cx))
    }

    fn resize(&mut self, caps: DisplayCaps) {
        self.session.see(beside_letters(caps));
    }

    fn wakes_at(&self, cx: &Context) -> Option<Duration> {
        let up = cx.now.up;
        match self.phase {
            Phase::Lasting if self.elapsed(up) < WATCHED => Some(self.second(up) + Duration::from_secs(1)),
            Phase::Lasting | Phase::Eased => None,
            // Signs are ticked while the session stands still.
            Phase::After if self.ticking.is_some() => None,
            Phase::After => self.session.next_change(up),
        }
    }

    fn alarm_at(&self) -> Option<Duration> {
        match (self.phase, self.alarm) {
            (Phase::Lasting, Alarm::None) => Some(self.began.up + cramp::FIVE_MINUTES),
            (Phase::Lasting, Alarm::FiveMinutes) => Some(self.began.up + cramp::TEN_MINUTES),
            (Phase::Lasting, Alarm::TenMinutes) | (Phase::Eased | Phase::After, _) => None,
        }
    }

    fn is_cramp(&self) -> bool {
        true
    }

    fn leaves(&self) -> Leaves {
        if self.doubt == Doubt::TakenBack { Leaves::News } else { Leaves::Cramp }
    }

    fn display(&self, _: &Context) -> DisplayNeed {
        DisplayNeed::Stay
    }
}

/// A session with the routine for a muscle.
fn session(muscle: Option<Muscle>, safety: &Safety, cx: &Context) -> Session {
    let plan = Plan::of(&cramp::routine(muscle, safety), &cramp::manner());
    let mut session = Session::new(plan, &cx.now, NEVER);
    session.see(beside_letters(cx.caps));
    session
}

/// A figure that stands still: one look at it must do.
fn beside_letters(caps: DisplayCaps) -> DisplayCaps {
    DisplayCaps { figure: caps.letters, still: true, ..DisplayCaps::default() }
}

/// What nobody has checked, as far as it counts in a cramp: that another one tonight was long says nothing of this one,
/// whose clock has just begun.
fn unchecked(cx: &Context) -> Vec<Finding> {
    let mut unchecked = safety_gate::findings(cx);
    unchecked.retain(|finding| !finding.rule.signs.contains(&Sign::NotEasing));
    unchecked
}

#[cfg(test)]
mod tests;
