//! What the cramp screen shows at one moment.

use std::time::Duration;

use super::{Cramp, Phase, WATCHED, urgent};
use crate::health::body::Muscle;
use crate::health::signs::{self, Case, Finding, Level, Sign, ToldSign};
use crate::routine::Guide;
use crate::routine::cramp;
use crate::session::{Readout, StepView};
use crate::store::journal::OVER_TEN_MINUTES;
use crate::text;

/// The cramp screen as a view may know it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cramping<'a> {
    /// What one is doing.
    pub title: &'a str,
    /// What is left of the hold, and the clock: "Hold 18 · 0:42"; then how long it took.
    pub clock: String,
    /// What to do now, to be seen first.
    pub focus: Vec<&'a str>,
    /// How urgent that is.
    pub urgency: Urgency,
    /// What else to know.
    pub also: Vec<String>,
    /// When to call for help; `None` where what is to be done says so itself.
    pub emergency: Option<&'static str>,
    /// Whether a muscle can be told, and which one is.
    pub muscle: Telling,
}

/// How urgent it is what a cramp screen says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// It has eased: nothing has to be done.
    Calm,
    /// Something helps now.
    Act,
    /// A warning.
    Warn,
}

/// Whether a muscle can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// Not any more.
    Over,
    /// It can, and perhaps it is.
    Open(Option<Muscle>),
}

/// The warning signs as a view may know them, while a cramp lasts.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticking {
    /// The clock, or how long it took.
    pub clock: String,
    /// The questions, and whether they are ticked.
    pub rows: Vec<signs::SignRow>,
    /// Which of them is marked.
    pub at: usize,
    /// What to do about those that are ticked, the most urgent first.
    pub findings: Vec<&'static str>,
}

/// So long the words of five minutes stay. Our choice.
const SAID: Duration = Duration::from_secs(10);
/// Nothing else is asked at night.
const MORNING: &str = "Enter saves it. The rest can wait until morning.";

impl Cramp {
    /// Returns what is on the screen, the warning signs apart.
    pub(in crate::app) fn picture(&self, up: Duration) -> Option<Cramping<'_>> {
        let glance = self.session.glance(up)?;
        let (mut focus, mut also) = self.said(up, &glance);
        let findings = self.warnings();
        let late = self.phase == Phase::Gripping && self.elapsed(up) >= cramp::TEN_MINUTES;
        let calls = !findings.is_empty();
        let warns = late || calls;
        let is_told = findings.iter().any(|finding| finding.rule.level == Level::Emergency);
        if calls {
            (focus, also) = (wordings(&findings), self.reasons());
        }
        let clock = match (self.phase, &glance.face) {
            (Phase::Gripping, Readout::Count { word, left, .. }) if !warns => {
                format!("{word} {left} · {}", self.clock(up))
            }
            (Phase::After, Readout::Count { left, .. }) if !warns => left.to_string(),
            (Phase::Gripping | Phase::Eased | Phase::After, _) => self.clock(up),
        };
        Some(Cramping {
            title: match self.phase {
                _ if calls => "Get help",
                // Nothing is rubbed that has not eased for so long.
                Phase::Gripping if late && self.rubs() => "Get help",
                Phase::Eased => "Afterwards",
                Phase::Gripping | Phase::After => glance.title,
            },
            clock,
            focus,
            urgency: match self.phase {
                _ if warns => Urgency::Warn,
                Phase::Eased => Urgency::Calm,
                Phase::Gripping | Phase::After => Urgency::Act,
            },
            also,
            emergency: (!is_told).then_some(cramp::EMERGENCY),
            muscle: match self.phase {
                _ if calls => Telling::Over,
                Phase::Gripping | Phase::Eased => Telling::Open(self.note.muscle),
                Phase::After => Telling::Over,
            },
        })
    }

    /// Returns the warning signs, while they are being ticked.
    pub(in crate::app) fn ticking(&self, up: Duration) -> Option<Ticking> {
        let at = self.signs?;
        let findings: Vec<_> = self.urgent().collect();
        let rows = urgent().map(|sign| sign.row(self.note.signs.has(sign), &findings)).collect();
        Some(Ticking { clock: self.clock(up), rows, at, findings: wordings(&findings) })
    }

    /// What to do now, and what else to know.
    fn said<'a>(&'a self, up: Duration, glance: &StepView<'a>) -> (Vec<&'a str>, Vec<String>) {
        let (lines, now) = glance.lines;
        let waits = glance.face == Readout::Wait;
        let line: Vec<&str> = match lines.get(now) {
            Some(line) if !waits => vec![line],
            Some(_) => lines.iter().map(String::as_str).collect(),
            // No words of its own for getting ready: what is going to be done.
            None => self.first_cue().into_iter().collect(),
        };
        let not_if = self.guide().and_then(|guide| guide.not_if.as_deref());
        let elapsed = self.elapsed(up);
        match self.phase {
            Phase::Gripping if elapsed >= cramp::TEN_MINUTES => {
                // In one: nobody is to see what to do without who should not.
                let also = line.into_iter().chain(not_if).collect::<Vec<_>>().join(" ");
                (vec![cramp::TEN], if self.rubs() { Vec::new() } else { vec![also] })
            }
            Phase::Gripping if (cramp::FIVE_MINUTES..cramp::FIVE_MINUTES + SAID).contains(&elapsed) => {
                (vec![cramp::at_five(self.note.muscle)], not_if.map(str::to_owned).into_iter().collect())
            }
            Phase::Gripping => (line, not_if.map(str::to_owned).into_iter().collect()),
            Phase::Eased => {
                let also = self.was_long().into_iter().chain([cramp::SORENESS, cramp::PAINKILLERS, MORNING]);
                (vec!["It eased."], also.map(str::to_owned).collect())
            }
            Phase::After => (line, not_if.or(glance.caution).map(str::to_owned).into_iter().collect()),
        }
    }

    /// Whether the muscle is to be rubbed now.
    fn rubs(&self) -> bool {
        self.session.segment().is_some_and(|segment| self.session.plan().steps[segment.step].massage)
    }

    /// What the step begins with.
    fn first_cue(&self) -> Option<&str> {
        self.guide()?.cues.first().map(String::as_str)
    }

    /// The words of the step.
    fn guide(&self) -> Option<&Guide> {
        let segment = self.session.segment()?;
        Some(&self.session.plan().steps[segment.step].guide)
    }

    /// What is urgent, whether it is told now or was told before: the most urgent first.
    pub(super) fn urgent(&self) -> impl Iterator<Item = Finding> {
        let told = self.note.signs.iter().map(ToldSign::just_ticked).collect();
        let by_the_clock = (self.told >= 10).then_some(OVER_TEN_MINUTES);
        let lasting = self.note.seconds.or(by_the_clock).filter(|_| self.phase == Phase::Gripping);
        let found = signs::findings(&Case { told, lasting, last: self.night, ..Case::default() });
        let before =
            self.unchecked.iter().filter(|old| found.iter().all(|new| new.rule != old.rule)).cloned();
        let mut all: Vec<Finding> = before.chain(found.iter().cloned()).collect();
        all.retain(|finding| finding.rule.level.is_urgent());
        all.sort_by_key(|finding| finding.rule.level);
        all.into_iter()
    }

    /// What to say of a cramp that was long and has eased (RF4 of a past cramp; K1).
    fn was_long(&self) -> Option<&'static str> {
        let longest = self.note.seconds.map(|seconds| (seconds, self.night));
        let found = signs::findings(&Case { longest, last: self.night, ..Case::default() });
        found.first().map(|finding| finding.rule.wording)
    }

    /// What the signs told before rest on, and how to say that they were checked.
    fn reasons(&self) -> Vec<String> {
        if self.unchecked.is_empty() {
            return Vec::new();
        }
        let each = self.unchecked.iter().map(Finding::reason);
        each.chain(["If it has been checked, press y.".to_owned()]).collect()
    }

    /// What of it is shown in place of what to do.
    fn warnings(&self) -> Vec<Finding> {
        // What the clock says by itself has words of its own, as long as it grips.
        let speaks = self.phase == Phase::Gripping && self.told >= 10;
        let of_the_clock = |finding: &Finding| speaks && finding.rule.signs.contains(&Sign::NotEasing);
        let urgent: Vec<Finding> = self.urgent().collect();
        if urgent.iter().all(of_the_clock) { Vec::new() } else { urgent }
    }

    /// Whether getting help has taken the place of what to do.
    pub(super) fn calls(&self) -> bool {
        !self.warnings().is_empty()
    }

    fn clock(&self, up: Duration) -> String {
        match self.note.seconds {
            Some(seconds) if self.phase != Phase::Gripping => {
                text::length(Duration::from_secs(u64::from(seconds)))
            }
            Some(_) | None if self.elapsed(up) >= WATCHED => "over an hour".to_owned(),
            Some(_) | None => cramp::clock(self.elapsed(up).as_secs()),
        }
    }
}

fn wordings(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.rule.wording).collect()
}
