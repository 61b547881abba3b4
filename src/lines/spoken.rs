//! What an evening says aloud or line by line: the words for what begins, and for what changes meanwhile.
//!
//! [`news`] compares what stands there now with the [`Moment`] that was looked at last. Voice and plain lines both
//! take their words from it, each the [kinds](UtteranceKind) it has a use for.

use std::cmp::Ordering;

use crate::app::page::{Content, Page, PageId, Reader};
use crate::health::safety::{SWOLLEN, Y_OR_N};
use crate::session::{Doing, Pause, Readout, StepView, Until};
use crate::text::glossary;

/// Something to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Utterance {
    /// What it tells.
    pub kind: UtteranceKind,
    /// The words: whole sentences, but for [`UtteranceKind::Count`], [`UtteranceKind::Beat`] and [`UtteranceKind::Breath`].
    pub text: String,
}

/// What a text tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UtteranceKind {
    /// A step begins: its name.
    Step,
    /// A part begins: what one does, on which side, for how long.
    Part,
    /// A line to follow from now on.
    Line,
    /// When to take care.
    Care,
    /// More, less, slower or faster, as somebody has just asked.
    Asked,
    /// Half of a hold is over.
    Half,
    /// One of the last three seconds of a part.
    Count,
    /// A part of a repetition, or the number of one.
    Beat,
    /// In, out, hold.
    Breath,
    /// Time stands still, or goes on.
    Pause,
}

impl UtteranceKind {
    /// Returns whether it holds for this moment only, so that it had better not be said at all than late.
    pub(crate) fn is_of_the_moment(self) -> bool {
        match self {
            UtteranceKind::Half | UtteranceKind::Count | UtteranceKind::Beat | UtteranceKind::Breath => true,
            UtteranceKind::Step
            | UtteranceKind::Part
            | UtteranceKind::Line
            | UtteranceKind::Care
            | UtteranceKind::Asked
            | UtteranceKind::Pause => false,
        }
    }
}

/// What of a [`StepView`] decides whether there is something new to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    step: usize,
    part: usize,
    /// The word for what one does.
    word: String,
    /// What is left of a count; which repetition or breath.
    number: u32,
    /// Of how many.
    of: u32,
    /// Whether one gets back into position.
    leads_in: bool,
    /// Whether `number` falls rather than rises.
    falls: bool,
    /// Length of a breath, in percent.
    tempo: u16,
    line: usize,
    pause: Option<Pause>,
    /// Whether somebody has to answer, or to say when it is done.
    waits: bool,
}

/// Shorter holds are over soon after half of them is. Our choice.
const WORTH_HALVING: u32 = 20;
/// The last seconds that are counted.
const COUNTED: u32 = 3;

/// Returns what is new in `now` for somebody who was told all up to `before`; `None` if they were told nothing.
pub(crate) fn news(before: Option<&Moment>, now: &StepView<'_>) -> Vec<Utterance> {
    let moment = Moment::of(now);
    match before {
        Some(before) if before.goes_on_as(&moment) => changed(before, &moment, now),
        Some(before) => begun(now, before.step != moment.step, before.pause),
        None => begun(now, true, None),
    }
}

/// Returns what a part that has just begun is: "Hold, left leg, set 1 of 2. 30 seconds."
pub(crate) fn part(glance: &StepView<'_>) -> String {
    let what = match &glance.face {
        Readout::Count { doing, .. } => doing.word().to_owned(),
        Readout::Reps { of, .. } => times(*of, "time", "times"),
        Readout::Breath(breath) => times(breath.of, "breath", "breaths"),
        Readout::Clot => return format!("{SWOLLEN} {Y_OR_N}"),
        Readout::Wait(Until::There) => return Until::There.prompt().to_owned(),
        Readout::Check(_) | Readout::Wait(_) => {
            return "In your own time. Press Enter when you are done.".to_owned();
        }
    };
    let set = glance.set.map(glossary::set);
    let heading = [Some(what), glance.side.clone(), set].into_iter().flatten().collect::<Vec<_>>().join(", ");
    match &glance.face {
        Readout::Count { left, of, .. } => {
            let length = length(*left);
            let left = if left < of { " left" } else { "" };
            format!("{heading}. {length}{left}.")
        }
        Readout::Reps { .. } | Readout::Breath(_) | Readout::Clot | Readout::Check(_) | Readout::Wait(_) => {
            format!("{heading}.")
        }
    }
}

/// The last words of an evening, without what can be left out; `None` on another page.
pub(crate) fn good_night(page: &Page<'_>) -> Option<String> {
    let text = |content: &Content<'_>| match content {
        Content::Text(text) => Some(text.to_string()),
        _ => None,
    };
    let blocks = page.blocks_for(Reader::Lines).filter(|block| !block.optional);
    let texts = blocks.filter_map(|block| text(&block.content));
    (page.id == PageId::GoodNight).then(|| texts.collect::<Vec<_>>().join(" "))
}

impl Moment {
    /// Returns what is to be remembered of `glance`.
    pub(crate) fn of(glance: &StepView<'_>) -> Moment {
        let (word, number, of, tempo) = match &glance.face {
            Readout::Count { doing, left, of } => (doing.word(), *left, *of, 100),
            Readout::Reps { nth, of, beat } => (beat.unwrap_or_default(), *nth, *of, 100),
            Readout::Breath(breath) => (breath.word, breath.nth, breath.of, breath.tempo),
            Readout::Clot | Readout::Check(_) | Readout::Wait(_) => ("", 0, 0, 100),
        };
        Moment {
            step: glance.step.0,
            part: glance.part,
            word: word.to_owned(),
            number,
            of,
            leads_in: matches!(glance.face, Readout::Count { doing: Doing::GoingOn, .. }),
            falls: matches!(glance.face, Readout::Count { .. }),
            tempo,
            line: glance.lines.1,
            pause: glance.pause,
            waits: matches!(glance.face, Readout::Clot | Readout::Check(_) | Readout::Wait(_)),
        }
    }

    /// Returns what is still known once something else has covered it: no more whether time stands still, and nothing of
    /// what waits for an answer, as that is to be said anew.
    pub(crate) fn covered(self) -> Option<Moment> {
        (!self.waits).then_some(Moment { pause: Some(Pause::Away), ..self })
    }

    /// Returns whether `next` is further on in the same part, rather than the beginning of one.
    fn goes_on_as(&self, next: &Moment) -> bool {
        let was_led_in = self.leads_in && !next.leads_in;
        let begins_again = if next.falls {
            next.number == next.of && !next.leads_in && self.number != next.number
        } else {
            next.number < self.number
        };
        self.part == next.part && !was_led_in && !begins_again
    }
}

/// What there is to say of a part as it begins.
fn begun(now: &StepView<'_>, is_new_step: bool, before: Option<Pause>) -> Vec<Utterance> {
    let mut all = Vec::new();
    if is_new_step {
        all.push(Utterance { kind: UtteranceKind::Step, text: format!("{}.", now.title) });
    }
    let is_place = now.face == Readout::Wait(Until::There);
    let part = Utterance { kind: UtteranceKind::Part, text: part(now) };
    // Where to go comes before what to press once one is there.
    let (first, last) = if is_place { (None, Some(part)) } else { (Some(part), None) };
    all.extend(first);
    let (lines, at) = now.lines;
    let shown = match now.face {
        // Nothing there comes later.
        Readout::Clot | Readout::Check(_) | Readout::Wait(_) => lines,
        // What to do while it stands still is said below.
        Readout::Reps { .. } if now.pause.is_some() => &[],
        Readout::Count { doing, .. } if now.pause.is_some() && doing.is_work() => &[],
        Readout::Count { .. } | Readout::Reps { .. } | Readout::Breath(_) => {
            lines.get(at..=at).unwrap_or_default()
        }
    };
    all.extend(shown.iter().map(|line| Utterance { kind: UtteranceKind::Line, text: line.clone() }));
    all.extend(
        now.caution.map(|text| Utterance { kind: UtteranceKind::Care, text: glossary::take_care(text) }),
    );
    all.extend(last);
    // Nobody is to wait for what does not run.
    let pause = now.pause.map(|pause| if before.is_some() { "Still paused." } else { paused(pause) });
    all.extend(pause.map(|text| Utterance { kind: UtteranceKind::Pause, text: text.to_owned() }));
    all.extend(beat(now));
    all
}

/// What there is to say while a part goes on.
fn changed(before: &Moment, moment: &Moment, now: &StepView<'_>) -> Vec<Utterance> {
    let mut all = Vec::new();
    let is_other = before.word != moment.word;
    if before.pause != moment.pause || (is_other && moment.leads_in) {
        let text = match now.pause {
            Some(_) if is_other && before.pause.is_some() => "Back at its start. Still paused.",
            Some(pause) => paused(pause),
            None => "Going on.",
        };
        all.push(Utterance { kind: UtteranceKind::Pause, text: text.to_owned() });
    } else if let Some(text) = asked(before, moment) {
        all.push(Utterance { kind: UtteranceKind::Asked, text });
    } else {
        all.extend(counted(before, now));
    }
    if before.line != moment.line && now.pause.is_none() && !moment.leads_in {
        let line = now.lines.0.get(moment.line);
        all.extend(line.map(|line| Utterance { kind: UtteranceKind::Line, text: line.clone() }));
    }
    let resumed = before.pause.is_some() && now.pause.is_none();
    if is_other || resumed || (moment.number != before.number && now.pause.is_none()) {
        all.extend(beat(now));
    }
    all
}

fn paused(pause: Pause) -> &'static str {
    match pause {
        Pause::Asked => "Paused.",
        Pause::Away => "Welcome back. Paused where you left off.",
        Pause::Cramp => "Paused where you left off. Enough for tonight? Press q. To go on, press Enter.",
        Pause::Left => "Paused where you left off. Get back in place, then press Enter.",
    }
}

/// What came of asking for more, less, slower or faster.
fn asked(before: &Moment, now: &Moment) -> Option<String> {
    if now.leads_in {
        return None;
    }
    match (before.of != now.of, before.tempo.cmp(&now.tempo)) {
        (true, _) if now.falls => Some(format!("{} left.", length(now.number))),
        (true, _) => Some(format!("{} in all.", now.of)),
        (false, Ordering::Less) => Some("Slower.".to_owned()),
        (false, Ordering::Greater) => Some("Faster.".to_owned()),
        (false, Ordering::Equal) => None,
    }
}

/// Half of a hold, and the last seconds of whatever is counted down.
fn counted(before: &Moment, now: &StepView<'_>) -> Option<Utterance> {
    let Readout::Count { doing, left, of } = now.face else { return None };
    if left >= before.number || before.of != of {
        return None;
    }
    if left > 0 && left <= COUNTED {
        return Some(Utterance { kind: UtteranceKind::Count, text: left.to_string() });
    }
    let half = of.div_ceil(2);
    let is_half = doing.is_work() && of >= WORTH_HALVING && before.number > half && left <= half;
    is_half
        .then(|| Utterance { kind: UtteranceKind::Half, text: format!("Half-way. {} left.", length(left)) })
}

/// The word of the moment in repetitions and breaths.
fn beat(now: &StepView<'_>) -> Option<Utterance> {
    match &now.face {
        Readout::Reps { nth, beat, .. } => {
            let text = beat.map_or_else(|| nth.to_string(), str::to_owned);
            Some(Utterance { kind: UtteranceKind::Beat, text })
        }
        Readout::Breath(breath) => {
            Some(Utterance { kind: UtteranceKind::Breath, text: breath.word.to_owned() })
        }
        Readout::Count { .. } | Readout::Clot | Readout::Check(_) | Readout::Wait(_) => None,
    }
}

/// Returns "1 minute 30 seconds": what a voice says for that many seconds.
fn length(seconds: u32) -> String {
    let (minutes, rest) = (seconds / 60, seconds % 60);
    match (minutes, rest) {
        (0, s) => times(s, "second", "seconds"),
        (m, 0) => times(m, "minute", "minutes"),
        (m, s) => format!("{} {}", times(m, "minute", "minutes"), times(s, "second", "seconds")),
    }
}

fn times(n: u32, one: &str, more: &str) -> String {
    crate::text::many(u64::from(n), one, more)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::routine::plan::{Plan, PlanOptions};
    use crate::routine::read;
    use crate::session::Now;
    use crate::session::{Command, Session};

    const TEXT: &str = r#"
name = "Test"
[[step]]
name = "Stretch"
setup = ["Sit on your {side} side."]
cues = ["One.", "Two."]
caution = "Ease off."
hold = "20s"
sides = "each"
ready = "4s"
change = "3s"
[[step]]
name = "Toes"
cues = ["Curl."]
reps = 2
pace = "4s"
beats = ["curl", "lift"]
ready = "3s"
[[step]]
breathe = [4, 0, 6, 0]
breaths = 2
ready = "3s"
[[step]]
name = "Massage"
cues = ["Rub.", "Gently."]
[[step]]
check = "water"
"#;

    /// Somebody who listens to a session.
    struct Listener {
        session: Session,
        up: Duration,
        told: Option<Moment>,
    }

    impl Listener {
        fn new() -> Listener {
            let routine = read::routine("test.toml", TEXT).expect("a good routine");
            let plan = Plan::of(&routine, &PlanOptions::default());
            let session = Session::new(plan, &Now::at(Duration::ZERO), Duration::from_secs(3));
            Listener { session, up: Duration::ZERO, told: None }
        }

        fn hears(&mut self) -> Vec<String> {
            let Some(glance) = self.session.view(self.up) else { return Vec::new() };
            let said = news(self.told.as_ref(), &glance);
            self.told = Some(Moment::of(&glance));
            said.into_iter().map(|said| format!("{:?} {}", said.kind, said.text)).collect()
        }

        /// What is said until `seconds`, with the second it is said at.
        fn until(&mut self, seconds: u64) -> Vec<String> {
            let end = Duration::from_secs(seconds);
            let mut all = Vec::new();
            loop {
                let said = self.hears();
                all.extend(said.into_iter().map(|text| format!("{} {text}", self.up.as_secs())));
                match self.session.next_change(self.up) {
                    Some(due) if due <= end => self.up = due,
                    Some(_) | None => break,
                }
                self.session.handle(&Now::at(self.up), None);
            }
            self.up = end;
            self.session.handle(&Now::at(end), None);
            all
        }

        fn asks(&mut self, wish: Command) -> Vec<String> {
            self.session.handle(&Now::at(self.up), Some(wish));
            self.hears()
        }
    }

    #[test]
    fn everything_is_said_once_and_when_it_begins() {
        let mut listener = Listener::new();
        insta::assert_snapshot!(listener.until(300).join("\n"), @"
        0 Step Stretch.
        0 Part Get ready, left leg. 4 seconds.
        0 Line Sit on your left side.
        0 Care Take care: Ease off.
        1 Count 3
        2 Count 2
        3 Count 1
        4 Part Hold, left leg. 20 seconds.
        4 Line One.
        14 Half Half-way. 10 seconds left.
        14 Line Two.
        21 Count 3
        22 Count 2
        23 Count 1
        24 Part Change sides, to the right leg. 3 seconds.
        24 Line Sit on your right side.
        25 Count 2
        26 Count 1
        27 Part Hold, right leg. 20 seconds.
        27 Line One.
        37 Half Half-way. 10 seconds left.
        37 Line Two.
        44 Count 3
        45 Count 2
        46 Count 1
        47 Step Toes.
        47 Part Get ready. 3 seconds.
        48 Count 2
        49 Count 1
        50 Part 2 times.
        50 Line Curl.
        50 Beat curl
        52 Beat lift
        54 Beat curl
        56 Beat lift
        58 Step Breathing: in for 4, out for 6.
        58 Part Get ready. 3 seconds.
        58 Line Sit or lie down comfortably.
        58 Care Take care: Dizzy, tingling, or short of breath? Stop and breathe normally.
        59 Count 2
        60 Count 1
        61 Part 2 breaths.
        61 Breath in
        65 Breath out
        71 Breath in
        75 Breath out
        81 Step Massage.
        81 Part In your own time. Press Enter when you are done.
        81 Line Rub.
        81 Line Gently.
        ");
    }

    #[test]
    fn a_question_and_one_s_own_time_say_which_key_goes_on() {
        let mut listener = Listener::new();
        for _ in 0..3 {
            listener.asks(Command::Next);
        }
        let own = "Part In your own time. Press Enter when you are done.";
        listener.up = Duration::from_secs(1);
        assert_eq!(listener.hears(), Vec::<String>::new());
        assert_eq!(listener.asks(Command::Back)[0], "Step Breathing: in for 4, out for 6.");
        listener.up = Duration::from_secs(2);
        assert_eq!(listener.asks(Command::Next), ["Step Massage.", own, "Line Rub.", "Line Gently."]);
    }

    #[test]
    fn pausing_is_said_once_and_going_on_says_where_one_stood() {
        let mut listener = Listener::new();
        listener.until(10);
        assert_eq!(listener.asks(Command::Pause), ["Pause Paused."]);
        listener.up = Duration::from_secs(50);
        assert_eq!(listener.asks(Command::Pause), ["Pause Going on."]);
        assert_eq!(
            listener.until(53),
            ["51 Count 2", "52 Count 1", "53 Part Hold, left leg. 14 seconds left.", "53 Line One."]
        );
    }

    #[test]
    fn a_part_that_begins_while_time_stands_still_says_so() {
        let mut listener = Listener::new();
        listener.until(3);
        // Too late for the part that one meant, as that has just ended.
        listener.up = Duration::from_secs(4);
        assert_eq!(listener.asks(Command::Pause), ["Part Hold, left leg. 20 seconds.", "Pause Paused."]);
        listener.up = Duration::from_secs(9);
        assert_eq!(listener.asks(Command::Pause), ["Pause Going on."]);
        listener.until(20);
        listener.asks(Command::Pause);
        assert_eq!(listener.asks(Command::Back), ["Pause Back at its start. Still paused."]);
        let next = listener.asks(Command::Next);
        assert_eq!(next, ["Step Toes.", "Part Get ready. 3 seconds.", "Pause Still paused."]);
    }

    #[test]
    fn what_was_asked_for_is_answered() {
        let mut listener = Listener::new();
        listener.until(10);
        assert_eq!(listener.asks(Command::More), ["Asked 24 seconds left."]);
        assert_eq!(listener.asks(Command::Less), ["Asked 14 seconds left."]);
        assert_eq!(listener.asks(Command::Back), ["Pause Going on."]);
        assert_eq!(listener.asks(Command::Restart)[0], "Part Get ready, left leg. 4 seconds.");
        assert_eq!(listener.asks(Command::Restart), Vec::<String>::new());
        listener.until(11);
        assert_eq!(listener.asks(Command::Restart)[0], "Part Get ready, left leg. 4 seconds.");
        listener.asks(Command::Next);
        listener.asks(Command::Next);
        listener.until(15);
        assert_eq!(listener.asks(Command::Slower), ["Asked Slower."]);
        assert_eq!(listener.asks(Command::Faster), ["Asked Faster."]);
        assert_eq!(listener.asks(Command::More), ["Asked 3 in all."]);
    }

    #[test]
    fn lengths_are_said_in_words() {
        let said = [1, 30, 60, 61, 150].map(length);
        assert_eq!(said, ["1 second", "30 seconds", "1 minute", "1 minute 1 second", "2 minutes 30 seconds"]);
    }
}
