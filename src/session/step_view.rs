//! What a session looks like at one moment, and when it will next look different.

use std::sync::LazyLock;
use std::time::Duration;

use super::shown::{size_of, whole_seconds};
use super::{FigureView, Pause, RunState, Session};
use crate::routine::Check;
use crate::routine::breath::{BreathPosition, Paced};
use crate::routine::plan::{Part, Segment};
use crate::text;

/// All that a screen may know of a session.
///
/// Two moments with equal views have the same picture; [`Session::next_change`] is the first moment after which
/// they differ.
#[derive(Clone, Debug, PartialEq)]
pub struct StepView<'a> {
    pub title: &'a str,
    /// Counting from one, and of how many.
    pub step: (usize, usize),
    /// Which part of the plan, counting from zero: two parts may look alike.
    pub part: usize,
    pub left: String,
    /// The side in words: "left leg", or "to the left leg" on the way there.
    pub side: Option<String>,
    pub set: Option<(u8, u8)>,
    pub face: Readout<'a>,
    /// The lines to say in this part, and the index of the current one.
    pub lines: (&'a [String], usize),
    /// When to take care; while a step begins.
    pub caution: Option<&'a str>,
    pub next: &'a str,
    /// Why time stands still, if it does.
    pub pause: Option<Pause>,
    pub figure: Option<FigureView<'a>>,
    /// Whether something shows it in some part of the step.
    pub is_drawn: bool,
    /// All parts of the step, so that they can be laid out alike.
    pub parts: &'a [Segment],
}

impl StepView<'_> {
    /// "Hold, left leg, set 1 of 2".
    pub fn heading(&self) -> String {
        let word = match &self.face {
            Readout::Count { doing, .. } => doing.word(),
            Readout::Reps { beat, .. } => beat.unwrap_or("Count"),
            Readout::Breath(_) => "Breathe",
            Readout::Wait(Until::There) => Doing::GetReady.word(),
            Readout::Clot | Readout::Check(_) | Readout::Wait(Until::Done) => "In your own time",
        };
        let set = self.set.map(|(nth, of)| format!("set {nth} of {of}"));
        [Some(word), self.side.as_deref(), set.as_deref()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// The one thing to look at.
#[derive(Clone, Debug, PartialEq)]
pub enum Readout<'a> {
    Count {
        doing: Doing,
        left: u32,
        of: u32,
    },
    /// Repetition `nth`, counting from one, and the word for this part of it.
    Reps {
        nth: u32,
        of: u32,
        beat: Option<&'a str>,
    },
    Breath(Breathing<'a>),
    Clot,
    Check(Check),
    Wait(Until),
}

/// What a part waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// One is where the step is done.
    There,
    Done,
}

impl Until {
    pub(crate) fn prompt(self) -> &'static str {
        match self {
            Until::There => "Press Enter when you are there.",
            Until::Done => "Enter when done.",
        }
    }

    /// The same in few letters, so that they can be large.
    pub(crate) fn brief(self) -> &'static str {
        match self {
            Until::There => "Press Enter when ready.",
            Until::Done => self.prompt(),
        }
    }

    /// The same with what comes then, so that one knows that there is time after the key.
    pub(crate) fn with_next(self, next: &str) -> Option<String> {
        (self == Until::There && !next.is_empty()).then(|| format!("Press Enter: {next}."))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    GetReady,
    /// Getting back into position after a pause.
    GoingOn,
    Hold,
    Massage,
    Rest,
    ChangeSides,
    Breathe,
}

impl Doing {
    pub fn word(self) -> &'static str {
        match self {
            Doing::GetReady => "Get ready",
            Doing::GoingOn => "Going on",
            Doing::Hold => "Hold",
            Doing::Massage => "Massage",
            Doing::Rest => "Rest",
            Doing::ChangeSides => "Change sides",
            Doing::Breathe => "Breathe",
        }
    }

    pub fn is_work(self) -> bool {
        matches!(self, Doing::Hold | Doing::Massage | Doing::Breathe)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Breathing<'a> {
    pub pattern: &'a str,
    /// The word in lines: "in".
    pub word: &'static str,
    /// What to do: "Breathe in".
    pub says: &'static str,
    /// Whole seconds left of this phase, rounded up.
    pub left: u32,
    pub nth: u32,
    pub of: u32,
    /// The size of the shape, 0 to `sizes` - 1.
    pub size: u16,
    /// How many sizes the screen can tell apart; 0 when it shows none.
    pub sizes: u16,
    pub tempo: u16,
}

impl Session {
    /// What the session looks like at `up`; `None` once all is done.
    pub(crate) fn view(&self, up: Duration) -> Option<StepView<'_>> {
        let segment = self.segment()?;
        let (lead, spent) = self.elapsed(up);
        let face = if lead.is_zero() {
            self.face(segment, spent)
        } else {
            let left = whole_seconds(lead);
            Readout::Count { doing: Doing::GoingOn, left, of: left.max(whole_seconds(super::LEAD_IN)) }
        };
        let figure = self.shown(segment, spent);
        Some(StepView {
            title: &self.plan.steps[segment.step].name,
            step: (segment.step + 1, self.plan.steps.len()),
            part: self.at,
            left: text::left(self.left(up)),
            side: segment.side.map(|side| {
                let to = if segment.part == Part::Change { "to the " } else { "" };
                format!("{to}{} {}", side.word(), segment.limb.word())
            }),
            // A rest belongs to no set: the one before is done, the next has not begun.
            set: Some(segment.set).filter(|&(_, of)| of > 1 && segment.part != Part::Rest),
            face,
            lines: self.lines(segment, (lead, spent)),
            caution: segment.caution.as_deref(),
            next: &segment.next,
            pause: match self.run_state {
                RunState::Running(_) => None,
                RunState::Paused(why) => Some(why),
            },
            figure,
            is_drawn: self.plan.steps[segment.step].figure.is_some(),
            parts: self.plan.parts_of(segment.step),
        })
    }

    /// What to follow, and from which line on: in the middle of the work first the way back to it.
    fn lines<'a>(&self, segment: &'a Segment, (lead, spent): (Duration, Duration)) -> (&'a [String], usize) {
        match self.run_state {
            RunState::Paused(Pause::Cramp) => (&*AFTER_A_CRAMP, 0),
            RunState::Paused(_) if matches!(segment.part, Part::Hold | Part::Reps { .. }) => {
                (&*THEN_PRESS_ENTER, 0)
            }
            RunState::Running(_) if !lead.is_zero() => (&*GET_BACK, 0),
            RunState::Running(_) | RunState::Paused(_) => (&segment.lines, line_at(segment, spent)),
        }
    }

    /// When the session will next look different, as seen from `up`; `None` if only a key can change it.
    pub(crate) fn next_change(&self, up: Duration) -> Option<Duration> {
        let end = self.end()?;
        let segment = self.segment()?;
        let (lead, spent) = self.elapsed(up);
        if !lead.is_zero() {
            return Some(up + past_whole(lead, SECOND));
        }
        let length = self.length();
        let left = length.saturating_sub(spent);
        let face = match &segment.part {
            Part::Reps { pace, beats, .. } => {
                after_beat(spent, *pace, u32::try_from(beats.len()).unwrap_or(1).max(1))
            }
            Part::Breathe { .. } => self.pattern().and_then(|pattern| self.after_breath(pattern, spent))?,
            _ => past_whole(left, SECOND),
        };
        let line = after_line(segment, spent);
        let figure = self.after_frame(spent);
        let all = self.left(up);
        let minute = (text::minutes(all) > 1).then(|| past_whole(all, MINUTE));
        let change = [Some(face), line, figure, minute].into_iter().flatten().min()?;
        Some(end.min(up + change))
    }

    /// How long all that is left will take.
    pub(crate) fn left(&self, up: Duration) -> Duration {
        let Some(segment) = self.segment() else { return Duration::ZERO };
        let here = if segment.part.waits() {
            segment.length
        } else {
            self.length().saturating_sub(self.elapsed(up).1)
        };
        here + self.plan.segments[self.at + 1..].iter().map(|s| s.length).sum::<Duration>()
    }

    fn face<'a>(&self, segment: &'a Segment, spent: Duration) -> Readout<'a> {
        let left = whole_seconds(self.length().saturating_sub(spent));
        let of = whole_seconds(self.length());
        let count = |doing| Readout::Count { doing, left, of };
        match &segment.part {
            Part::Ready => count(Doing::GetReady),
            Part::Hold if self.plan.steps[segment.step].massage => count(Doing::Massage),
            Part::Hold => count(Doing::Hold),
            Part::Rest => count(Doing::Rest),
            Part::Change => count(Doing::ChangeSides),
            Part::Free => count(Doing::Breathe),
            Part::Reps { pace, beats, .. } => {
                let beat = beat_at(spent, *pace, beats);
                Readout::Reps { nth: rep_at(spent, *pace) + 1, of: self.times(), beat }
            }
            Part::Breathe { pattern, .. } => match pattern.at_pace(self.tempo).at(spent) {
                Some(position) => Readout::Breath(self.breathing(&pattern.name, &position)),
                None => count(Doing::Breathe),
            },
            Part::Clot => Readout::Clot,
            Part::Check(check) => Readout::Check(*check),
            Part::Wait => Readout::Wait(Until::Done),
            Part::Place => Readout::Wait(Until::There),
        }
    }

    fn breathing<'a>(&self, pattern: &'a str, position: &BreathPosition) -> Breathing<'a> {
        Breathing {
            pattern,
            word: position.word,
            says: position.says,
            left: whole_seconds(position.length.saturating_sub(position.spent)),
            nth: position.breath + 1,
            of: self.times(),
            size: size_of(position, self.caps.breath),
            sizes: self.caps.breath,
            tempo: self.tempo,
        }
    }

    fn after_breath(&self, pattern: Paced<'_>, spent: Duration) -> Option<Duration> {
        let position = pattern.at(spent)?;
        let phase = position.length.saturating_sub(position.spent);
        let second = past_whole(phase, SECOND);
        let sizes = self.caps.breath;
        let size = size_of(&position, sizes);
        let same = |ahead| pattern.at(spent + ahead).is_some_and(|p| size_of(&p, sizes) == size);
        // The size moves one way within a phase, so the moment it leaves this one can be closed in on.
        let (mut near, mut far) = (Duration::ZERO, second.saturating_sub(INSTANT));
        if same(far) {
            return Some(second);
        }
        while far.saturating_sub(near) > INSTANT {
            let middle = near + far.saturating_sub(near) / 2;
            if same(middle) { near = middle } else { far = middle }
        }
        Some(far)
    }
}

/// The way back to a hold or to repetitions.
static GET_BACK: LazyLock<[String; 1]> = LazyLock::new(|| ["Get back in place.".to_owned()]);
static THEN_PRESS_ENTER: LazyLock<[String; 1]> =
    LazyLock::new(|| ["Get back in place, then press Enter.".to_owned()]);
static AFTER_A_CRAMP: LazyLock<[String; 1]> =
    LazyLock::new(|| ["Enough for tonight? Press q. To go on, press Enter.".to_owned()]);

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);
const INSTANT: Duration = Duration::from_nanos(1);

fn line_at(segment: &Segment, spent: Duration) -> usize {
    (1..segment.lines.len()).take_while(|&i| line_start(segment, i) <= spent).last().unwrap_or(0)
}

fn after_line(segment: &Segment, spent: Duration) -> Option<Duration> {
    let next = line_at(segment, spent) + 1;
    (next < segment.lines.len()).then(|| line_start(segment, next).saturating_sub(spent))
}

/// When line `i` begins: the lines share the segment evenly, on whole seconds or repetitions, so that a line and
/// the count change together.
fn line_start(segment: &Segment, i: usize) -> Duration {
    let unit = match &segment.part {
        Part::Reps { pace, .. } => *pace,
        _ => SECOND,
    };
    let share = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let even = segment.length * share(i) / share(segment.lines.len()).max(1);
    let units = even.as_nanos() / unit.as_nanos().max(1);
    unit * u32::try_from(units).unwrap_or(u32::MAX)
}

/// How long until `left`, counted in `unit`s and rounded up, shows the next lower number.
fn past_whole(left: Duration, unit: Duration) -> Duration {
    let over = left.as_nanos() % unit.as_nanos();
    if over == 0 { unit.min(left) } else { nanos(over) }
}

fn rep_at(spent: Duration, pace: Duration) -> u32 {
    u32::try_from(spent.as_nanos() / pace.as_nanos().max(1)).unwrap_or(u32::MAX)
}

fn beat_at(spent: Duration, pace: Duration, beats: &[String]) -> Option<&str> {
    let pace = pace.as_nanos().max(1);
    let beat = spent.as_nanos() % pace * beats.len() as u128 / pace;
    beats.get(usize::try_from(beat).ok()?).map(String::as_str)
}

fn after_beat(spent: Duration, pace: Duration, beats: u32) -> Duration {
    let pace = pace.as_nanos().max(1);
    let within = spent.as_nanos() % pace;
    let beat = within * u128::from(beats) / pace;
    nanos(((beat + 1) * pace).div_ceil(u128::from(beats)) - within)
}

fn nanos(nanos: u128) -> Duration {
    Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
}
