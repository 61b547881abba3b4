//! The evening screen: a session, the hydration check in it, and what is written down on the way.

use std::time::Duration;

use jiff::Zoned;
use jiff::civil::Date;

use super::picture::Farewell;
use crate::action::{Action, Mark, Scene};
use crate::bedroom::{self, Item, Ticks};
use crate::clock::Now;
use crate::config::Config;
use crate::effect::{Cue, Effect};
use crate::journal::{SessionNote, StepNote, WaterNote, What, night_of};
use crate::plan::{Part, Plan};
use crate::routine::Check;
use crate::session::{Session, Wish};
use crate::state::Standing;
use crate::water::{self, Profile, Verdict};
use crate::words;

/// One evening on the screen.
#[derive(Debug)]
pub(super) struct Evening {
    pub(super) session: Session,
    water: Water,
    bedroom: Bedroom,
    /// Names this evening in the journal.
    id: String,
    routine: String,
    night: Date,
    started: Zoned,
}

/// The hydration check while it is being answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Water {
    /// The answers so far.
    pub note: WaterNote,
    /// What was noted the night before.
    pub before: Option<WaterNote>,
    /// What is known about the person.
    pub person: Profile,
}

/// The bedroom checklist while it is being gone through.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bedroom {
    /// What is ticked.
    pub ticks: Ticks,
    /// What is shown: everything that was not ticked when the evening began.
    pub shown: Vec<&'static Item>,
    /// Which of them is marked.
    pub at: usize,
}

impl Bedroom {
    fn of(ticks: Ticks) -> Bedroom {
        let shown = bedroom::ITEMS.iter().filter(|item| !ticks.has(item)).collect();
        Bedroom { ticks, shown, at: 0 }
    }

    /// Moves the mark or ticks what is marked. Returns the ticks if they are others now.
    fn handle(&mut self, action: Action) -> Option<Ticks> {
        match action {
            Action::Up => self.at = self.at.saturating_sub(1),
            Action::Down => self.at = (self.at + 1).min(self.shown.len().saturating_sub(1)),
            Action::Tick => {
                self.ticks.turn(self.shown.get(self.at)?);
                return Some(self.ticks.clone());
            }
            _ => {}
        }
        None
    }
}

impl Water {
    /// Returns what to say about the answers so far.
    pub fn verdict(&self) -> Verdict {
        water::judge(&self.note, self.before.as_ref(), &self.person)
    }

    fn handle(&mut self, action: Action) {
        let glasses = self.note.glasses;
        match action {
            Action::More => self.note.glasses = (glasses + 1).min(MOST_GLASSES),
            Action::Less => self.note.glasses = glasses.saturating_sub(1),
            Action::Mark(mark) => self.mark(mark),
            _ => {}
        }
    }

    fn mark(&mut self, mark: Mark) {
        let note = &mut self.note;
        match mark {
            Mark::Active => note.active = !note.active,
            Mark::Hot => note.hot = !note.hot,
            Mark::Fibre => note.fibre = !note.fibre,
            Mark::Alcohol => note.alcohol = !note.alcohol,
            Mark::Thirsty => {
                note.thirsty = match note.thirsty {
                    None => Some(true),
                    Some(true) => Some(false),
                    Some(false) => None,
                }
            }
            Mark::Colour => {
                note.colour = match note.colour {
                    None => Some(1),
                    Some(water::ALARMING..) => None,
                    Some(shade) => Some(shade + 1),
                }
            }
        }
    }
}

/// The marks of the hydration check, in the order they are shown.
pub const MARKS: [Mark; 6] =
    [Mark::Active, Mark::Hot, Mark::Fibre, Mark::Alcohol, Mark::Thirsty, Mark::Colour];

/// The most glasses that can be counted.
const MOST_GLASSES: u8 = 40;

impl Evening {
    /// Returns the evening at its first moment.
    pub(super) fn begin(
        routine: &str,
        plan: &Plan,
        config: &Config,
        now: &Now,
        patience: Duration,
    ) -> Evening {
        let person = Profile {
            glass_ml: config.glass_ml,
            target_ml: config.water_target_ml,
            limit_ml: config.fluid_limit_ml,
            pregnant: config.pregnant,
            night_trips: config.night_toilet_trips,
        };
        let note = WaterNote { glass_ml: config.glass_ml, ..WaterNote::default() };
        Evening {
            session: Session::new(plan.clone(), now, patience),
            water: Water { note, before: None, person },
            bedroom: Bedroom::default(),
            id: format!("{:x}", now.wall.timestamp().as_microsecond()),
            routine: routine.to_owned(),
            night: night_of(&now.wall, config.night_begins),
            started: now.wall.clone(),
        }
    }

    /// Fills in what was noted earlier tonight and the night before, and what is ticked in the bedroom.
    pub(super) fn remember(&mut self, tonight: Option<WaterNote>, before: Option<WaterNote>, ticks: Ticks) {
        self.bedroom = Bedroom::of(ticks);
        if let Some(note) = tonight {
            self.water.note = note;
        }
        self.water.before = before;
    }

    /// Goes on where an evening was left.
    pub(super) fn go_on(&mut self, standing: Standing, now: &Now) {
        self.session.resume(standing.at, Duration::from_millis(standing.spent_ms), &standing.shares, now);
        self.id = standing.session;
        self.night = standing.night;
        self.started = standing.started;
        if let Some(water) = standing.water {
            self.water.note = water;
        }
    }

    /// Catches up with the time and does what was asked. Returns the farewell once all is done.
    pub(super) fn handle(
        &mut self,
        now: &Now,
        action: Option<Action>,
        effects: &mut Vec<Effect>,
    ) -> Option<Farewell> {
        let before = self.session.at();
        let check = self.check();
        self.session.handle(now, action.and_then(|action| self.wish(action)));
        match (check, action) {
            (Some(Check::Water), Some(Action::Enter)) => self.write_water(now, effects),
            (Some(Check::Water), Some(action)) => self.water.handle(action),
            (Some(Check::Bedroom), Some(action)) => {
                effects.extend(self.bedroom.handle(action).map(Effect::Tick));
            }
            (Some(_), None) | (None, _) => {}
        }
        if self.session.is_over() {
            effects.push(self.record(now, true));
            effects.push(Effect::Forget);
            effects.push(Effect::Cue(Cue::End));
            return Some(self.farewell(now));
        }
        if self.session.at() != before {
            effects.push(Effect::Save(Box::new(self.standing(now, false))));
            effects.extend(self.cue().map(Effect::Cue));
        }
        None
    }

    /// Ends before the end: what was done is written down, and where it stood is kept. Returns a line to leave.
    pub(super) fn stop(&mut self, now: &Now, effects: &mut Vec<Effect>) -> String {
        self.session.handle(now, None);
        if self.session.is_over() {
            effects.push(self.record(now, true));
            effects.push(Effect::Forget);
            return "Good night.".into();
        }
        let farewell = self.farewell(now);
        if farewell.is_empty() {
            effects.push(Effect::Forget);
            return "Nothing begun, nothing lost. Good night.".into();
        }
        effects.push(self.record(now, false));
        effects.push(Effect::Save(Box::new(self.standing(now, true))));
        format!("{} Kept: winddown goes on from there tonight.", farewell.done)
    }

    /// Returns which rows of the key table hold.
    pub(super) fn scene(&self) -> Scene {
        match self.scene_when_running() {
            Scene::Timed | Scene::Breath if self.session.is_paused() => Scene::Paused,
            scene => scene,
        }
    }

    /// Returns which rows of the key table hold while time counts.
    pub(super) fn scene_when_running(&self) -> Scene {
        match self.session.segment().map(|s| &s.part) {
            Some(Part::Check(Check::Water)) => Scene::Water,
            Some(Part::Check(Check::Bedroom)) => Scene::Bedroom,
            Some(Part::Wait) => Scene::Wait,
            Some(Part::Breathe { .. }) => Scene::Breath,
            Some(_) | None => Scene::Timed,
        }
    }

    /// Returns the hydration check, while it is on.
    pub(super) fn water(&self) -> Option<&Water> {
        (self.check() == Some(Check::Water)).then_some(&self.water)
    }

    /// Returns the bedroom checklist, while it is on.
    pub(super) fn bedroom(&self) -> Option<&Bedroom> {
        (self.check() == Some(Check::Bedroom)).then_some(&self.bedroom)
    }

    /// Returns how the part that has just begun sounds.
    pub(super) fn cue(&self) -> Option<Cue> {
        let at = self.session.at();
        let segment = self.session.segment()?;
        let turned = at
            .checked_sub(1)
            .and_then(|before| self.session.plan().segments.get(before))
            .is_some_and(|before| matches!(before.part, Part::Reps { .. }) && before.step == segment.step);
        Some(match segment.part {
            Part::Ready | Part::Check(_) | Part::Wait => Cue::Ready,
            Part::Reps { .. } if turned => Cue::Switch,
            Part::Hold | Part::Reps { .. } | Part::Breathe { .. } | Part::Free => Cue::Begin,
            Part::Rest => Cue::Rest,
            Part::Change => Cue::Switch,
        })
    }

    /// Returns where the evening stands; `kept` if the journal has it up to here.
    pub(super) fn standing(&self, now: &Now, kept: bool) -> Standing {
        Standing {
            session: self.id.clone(),
            night: self.night,
            routine: self.routine.clone(),
            name: self.session.plan().name.clone(),
            plan: self.session.plan().digest(),
            at: self.session.at(),
            spent_ms: u64::try_from(self.session.spent_at(now.up).as_millis()).unwrap_or(0),
            steps: self.session.plan().steps.iter().map(|s| s.name.clone()).collect(),
            shares: self.session.shares(now.up),
            started: self.started.clone(),
            seconds: self.seconds(now),
            kept,
            water: Some(self.water.note.clone()).filter(|note| *note != self.blank()),
        }
    }

    fn check(&self) -> Option<Check> {
        match self.session.segment()?.part {
            Part::Check(check) => Some(check),
            _ => None,
        }
    }

    fn wish(&self, action: Action) -> Option<Wish> {
        match action {
            Action::Enter => Some(Wish::Done),
            Action::Pause => Some(Wish::Pause),
            Action::Next => Some(Wish::Next),
            Action::Back => Some(Wish::Back),
            Action::Restart => Some(Wish::Restart),
            Action::More if self.check().is_none() => Some(Wish::More),
            Action::Less if self.check().is_none() => Some(Wish::Less),
            Action::Slower => Some(Wish::Slower),
            Action::Faster => Some(Wish::Faster),
            Action::More
            | Action::Less
            | Action::Other
            | Action::Up
            | Action::Down
            | Action::Tick
            | Action::Mark(_)
            | Action::Help
            | Action::Close
            | Action::Quit
            | Action::Suspend => None,
        }
    }

    /// The answers of someone who has said nothing.
    fn blank(&self) -> WaterNote {
        WaterNote { glass_ml: self.water.note.glass_ml, ..WaterNote::default() }
    }

    /// Enter straight away is fine, and then there is nothing to write down.
    fn write_water(&self, now: &Now, effects: &mut Vec<Effect>) {
        if self.water.note != self.blank() {
            let what = Box::new(What::Water(self.water.note.clone()));
            effects.push(Effect::Record { at: now.wall.clone(), night: self.night, what });
        }
    }

    fn record(&self, now: &Now, finished: bool) -> Effect {
        let plan = self.session.plan();
        let shares = self.session.shares(now.up);
        let steps = plan.steps.iter().zip(shares).map(|(s, share)| StepNote { name: s.name.clone(), share });
        let note = SessionNote {
            session: self.id.clone(),
            routine: self.routine.clone(),
            name: plan.name.clone(),
            started: self.started.clone(),
            steps: steps.collect(),
            finished,
            seconds: self.seconds(now),
        };
        let what = Box::new(What::Session(note));
        Effect::Record { at: now.wall.clone(), night: self.night, what }
    }

    fn seconds(&self, now: &Now) -> u32 {
        u32::try_from(self.session.worked_in_all(now.up).as_secs()).unwrap_or(u32::MAX)
    }

    fn farewell(&self, now: &Now) -> Farewell {
        let shares = self.session.shares(now.up);
        let count = |which: fn(u8) -> bool| shares.iter().filter(|&&share| which(share)).count();
        let (whole, part) = (count(|share| share == 100), count(|share| share > 0 && share < 100));
        let steps = |n: usize| words::many(n as u64, "step", "steps");
        let done = match (whole, part) {
            (0, 0) => String::new(),
            (n, 0) if n == shares.len() => format!("You did all of it: {}.", steps(n)),
            (0, n) => format!("You did part of {}.", steps(n)),
            (n, 0) => format!("You did {} of {}.", steps(n), shares.len()),
            (n, m) => format!("You did {} of {}, and part of {m} more.", steps(n), shares.len()),
        };
        Farewell { done, routine: self.session.plan().name.clone() }
    }
}
