//! What a cramp shows at one moment: what to do, or the warning signs to tick.

use std::borrow::Cow;
use std::time::Duration;

use super::{Below, Cramp, CrampPage, Phase, WATCHED};
use crate::app::keymap::{self, Action, Scene};
use crate::app::page::{Block, Content, Item, Page, PageId, Urgency};
use crate::health::answer::Answer;
use crate::health::body::Muscle;
use crate::health::signs::{self, Case, FOOTER, Finding, Level, Sign};
use crate::routine::Guide;
use crate::routine::cramp;
use crate::session::{Readout, StepView};
use crate::text;
use crate::text::glossary;

/// So long the words of five minutes stay. Our choice.
const SAID: Duration = Duration::from_secs(10);
/// Nothing else is asked at night.
const MORNING: &str = "It is in the diary. More questions can wait until morning.";
const EVENING: &str = "Your evening is paused. To go on with it, press Enter.";

/// What to do now, and what else to know.
type Said<'a> = (Vec<Cow<'a, str>>, Vec<Cow<'a, str>>);

impl Cramp {
    pub(super) fn main_page(&self, up: Duration) -> Page<'_> {
        let Some(step) = self.session.view(up) else {
            // One that is over has already made way for what was underneath.
            return Page::new(PageId::Cramp(CrampPage::Eased), "");
        };
        let findings = self.warnings();
        let is_late = self.phase == Phase::Lasting && self.elapsed(up) >= cramp::TEN_MINUTES;
        let calls = !findings.is_empty();
        let warns = is_late || calls;
        let (focus, also) = if calls {
            (findings.iter().map(|finding| finding.rule.wording.into()).collect(), self.reasons())
        } else {
            self.said(up, &step)
        };
        let clock = match (self.phase, &step.face) {
            (Phase::Lasting, Readout::Count { doing, left, .. }) if !warns => {
                format!("{} {left} s · {}", doing.word(), self.clock(up))
            }
            (Phase::After, Readout::Count { left, .. }) if !warns => format!("{left} s left"),
            (Phase::Lasting | Phase::Eased | Phase::After, _) => self.clock(up),
        };
        let (id, title) = match self.phase {
            _ if warns => (CrampPage::GetHelp, "Get help"),
            Phase::Eased => (CrampPage::Eased, "Afterwards"),
            Phase::Lasting | Phase::After => (CrampPage::Step(step.step.0), step.title),
        };
        let urgency = match self.phase {
            _ if warns => Urgency::Warn,
            Phase::Eased => Urgency::Calm,
            Phase::Lasting | Phase::After => Urgency::Act,
        };
        // Where what is to be done says so itself, it is not said twice.
        let is_told = findings.iter().any(|finding| finding.rule.level == Level::Emergency);
        let asks_muscle = !calls && self.phase != Phase::After;
        let next = if asks_muscle { muscle_keys(self.note.muscle) } else { String::new() };
        Page { next, overflow: "press w for the others", ..Page::new(PageId::Cramp(id), title) }
            .aside(clock)
            .beside(step.figure.filter(|_| urgency == Urgency::Act))
            .with(Block::text(format!("{title}.")).in_lines())
            .with(Block::new(Content::Focus(urgency, focus)).always())
            .with_all(also.into_iter().map(|text| Block::text(text).always().middle()))
            .with_all(
                self.first_cue(&step)
                    .filter(|_| urgency == Urgency::Act)
                    .map(|text| Block::text(text).soft().optional().middle().on_screen()),
            )
            .with_all(
                self.named_muscle()
                    .filter(|_| asks_muscle)
                    .map(|text| Block::text(text).changes().in_lines()),
            )
            .with_all((!is_told).then(|| Block::text(cramp::EMERGENCY).warning().bottom()))
            .with_all((asks_muscle && self.note.muscle.is_none()).then(|| {
                let keys = muscle_keys(None).replace("   ", ", ");
                Block::text(format!("Which muscle? {keys}.")).ever().in_lines()
            }))
    }

    pub(super) fn signs_page(&self, marked: usize, up: Duration) -> Page<'_> {
        let findings: Vec<Finding> = self.urgent().collect();
        let first = findings.first().map(|finding| finding.rule.wording);
        let item = |sign: Sign| {
            let row = sign.row(self.note.signs.has(sign), &findings);
            Item { help: row.help.filter(|help| first != Some(*help)), ..Item::tick(row.text, row.ticked) }
        };
        // What is ticked says more than the line that asks for it.
        let emergency = first.is_none().then(|| Block::text(cramp::EMERGENCY).warning().bottom());
        Page::new(PageId::Signs, glossary::WARNING_SIGNS)
            .aside(self.clock(up))
            .with_all(first.map(|text| Block::text(text).warning().on_screen()))
            .with_all(
                findings
                    .iter()
                    .map(|finding| Block::text(finding.rule.wording).warning().always().in_lines()),
            )
            .with_all(emergency)
            .with(Block::text(format!("{}. {}", glossary::WARNING_SIGNS, glossary::NUMBER_TICKS)).in_lines())
            .with(Block::list(Sign::urgent().map(item).collect(), marked))
            .with(Block::text(FOOTER).soft().optional())
    }

    /// What to do now, and what else to know.
    fn said<'a>(&'a self, up: Duration, step: &StepView<'a>) -> Said<'a> {
        let (lines, now) = step.lines;
        let line: Vec<&str> = match lines.get(now) {
            Some(line) if !matches!(step.face, Readout::Wait(_)) => vec![line],
            Some(_) => lines.iter().map(String::as_str).collect(),
            // No words of its own for getting ready: what is going to be done.
            None => {
                self.guide().and_then(|guide| guide.cues.first()).map(String::as_str).into_iter().collect()
            }
        };
        let not_if = self.guide().and_then(|guide| guide.not_if.as_deref());
        let elapsed = self.elapsed(up);
        let some = |text: Option<&'a str>| text.map(Cow::from).into_iter().collect();
        let all = |texts: Vec<&'a str>| texts.into_iter().map(Cow::from).collect();
        match self.phase {
            Phase::Lasting if elapsed >= cramp::TEN_MINUTES => {
                // In one: nobody is to see what to do without who should not.
                let also = line.into_iter().chain(not_if).collect::<Vec<_>>().join(" ");
                (all(vec![cramp::TEN]), if self.rubs() { Vec::new() } else { vec![also.into()] })
            }
            Phase::Lasting if (cramp::FIVE_MINUTES..cramp::FIVE_MINUTES + SAID).contains(&elapsed) => {
                (all(vec![cramp::at_five(self.note.muscle)]), some(not_if))
            }
            Phase::Lasting => (all(line), some(not_if)),
            Phase::Eased => {
                let evening = (self.below == Below::Evening).then_some(EVENING);
                let also = evening.into_iter().chain(self.was_long());
                let also = also.chain([cramp::SORENESS, cramp::PAINKILLERS, MORNING]);
                (all(vec!["It eased."]), all(also.collect()))
            }
            Phase::After => (all(line), some(not_if.or(step.caution))),
        }
    }

    /// What to do first, while another line stands there: nobody finds their glasses in five seconds.
    fn first_cue<'a>(&'a self, step: &StepView<'a>) -> Option<&'a str> {
        let (lines, now) = step.lines;
        let is_told = self.phase != Phase::Lasting || matches!(step.face, Readout::Wait(_)) || now == 0;
        lines.first().filter(|_| !is_told).map(String::as_str)
    }

    /// Whether the muscle is to be rubbed now.
    fn rubs(&self) -> bool {
        self.session.segment().is_some_and(|segment| self.session.plan().steps[segment.step].massage)
    }

    /// The words of the step.
    fn guide(&self) -> Option<&Guide> {
        let segment = self.session.segment()?;
        Some(&self.session.plan().steps[segment.step].guide)
    }

    /// What to say of a cramp that was long and has eased (RF4 of a past cramp; K1).
    fn was_long(&self) -> Option<&'static str> {
        let longest = self.note.seconds.map(|seconds| (seconds, self.night));
        let found = signs::findings(&Case { longest, last: self.night, ..Case::default() });
        found.first().map(|finding| finding.rule.wording)
    }

    /// What the signs told before rest on, and what can be said now: that they were checked, or that it eased.
    fn reasons(&self) -> Vec<Cow<'_, str>> {
        let each = self.unchecked.iter().map(|finding| finding.reason().into());
        let last = match self.phase {
            Phase::Lasting => (!self.unchecked.is_empty()).then_some("If it has been checked, press y."),
            Phase::Eased | Phase::After => Some("It eased."),
        };
        each.chain(last.map(Cow::from)).collect()
    }

    fn named_muscle(&self) -> Option<String> {
        // Short in a list, whole in a sentence.
        let named = self.note.muscle?.label().replace("of thigh", "of the thigh");
        Some(format!("The {named}."))
    }

    fn clock(&self, up: Duration) -> String {
        match self.note.seconds {
            Some(seconds) if self.phase != Phase::Lasting => {
                text::length(Duration::from_secs(u64::from(seconds)))
            }
            Some(_) | None if self.elapsed(up) >= WATCHED => "cramp over an hour".to_owned(),
            Some(_) | None => format!("cramp {}", cramp::clock(self.elapsed(up).as_secs())),
        }
    }
}

/// The keys that tell the muscle, the one that is told in brackets.
fn muscle_keys(told: Option<Muscle>) -> String {
    let keys = keymap::rows(Scene::Cramp).filter_map(|row| match row.action {
        Action::Muscle(muscle) if told == Some(muscle) => Some(format!("{} [{}]", row.shown, row.help)),
        Action::Muscle(_) => Some(format!("{} {}", row.shown, row.help)),
        _ => None,
    });
    keys.collect::<Vec<_>>().join("   ")
}
