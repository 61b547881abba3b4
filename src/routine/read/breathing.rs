//! Reads the steps of a routine that breathe.

use std::time::Duration;

use super::moves::{guide, instead, posture};
use super::pattern::{BREATHS, FREE};
use super::{Steps, keys};
use crate::document::keys::Table;
use crate::document::length::written;
use crate::document::{did_you_mean, quoted};
use crate::figure::certain;
use crate::routine::breath::{BreathStage, Pattern, Phase};
use crate::routine::shipped::Library;
use crate::routine::{Amount, Guide, Instead, Step, Variation, Work};

/// How to get ready in pregnancy (K2).
pub(crate) const ON_THE_SIDE: &str = "Sit, or lie down on your side.";

/// What anyone who breathes to a pattern of their own should know (evidence C).
const CAUTION: &str = "Dizzy, tingling, or short of breath? Stop and breathe normally. If it does not pass, get help. \
                       Keep breaths small and quiet.";

/// The shipped pattern that holds the breath for long; one like it has its caution and its limit (K2).
const LONG_HOLD: &str = "4-7-8";
/// Holds of more than this in one breath are long, however they are spread (K2).
const LONGEST_HOLDS: Duration = Duration::from_secs(10);

/// Whether a breath of in, hold, out, hold is held as long as in 4-7-8: longer than one breathes in, or longer than
/// [`LONGEST_HOLDS`] in all.
fn holds_long([inward, full, _, empty]: [Duration; 4]) -> bool {
    full > inward || full + empty > LONGEST_HOLDS
}

impl Steps<'_> {
    pub(super) fn breathe(&mut self, fields: &Table) -> Option<Step> {
        let pattern = match fields.seconds("breathe") {
            Some(seconds) => self.own_pattern(fields, seconds)?,
            None => self.named_pattern(fields)?,
        };
        let amount = self.amount(fields, &pattern)?;
        let setup = |first: &str| -> Vec<String> {
            let lines = [first, pattern.about.as_str()];
            lines.into_iter().filter(|line| !line.is_empty()).map(str::to_owned).collect()
        };
        let on_the_side = Variation { setup: Some(setup(ON_THE_SIDE)), ..Variation::default() };
        let own_words = fields.has("setup");
        let sideways =
            Instead { pregnancy: (!own_words).then(|| Box::new(on_the_side)), ..Instead::default() };
        let usual = Guide {
            setup: setup("Sit or lie down comfortably."),
            caution: pattern.caution.clone(),
            source: pattern.source.clone(),
            ..Guide::default()
        };
        let guide = guide(fields, usual);
        let name = pattern.name.clone();
        let step = Step {
            figure: self.figure(fields, None),
            ready: fields.length("ready"),
            posture: fields.choice("posture").and_then(posture),
            instead: instead(fields, sideways),
            ..Step::new(&name, guide, Work::Breathe { pattern, amount })
        };
        self.note_sideless(fields);
        Some(step)
    }

    fn named_pattern(&mut self, fields: &Table) -> Option<Pattern> {
        let id = fields.text("breathe")?;
        if let Some(pattern) = Library::shipped().pattern(id) {
            return Some(pattern.clone());
        }
        let known = Library::shipped().pattern_ids();
        let what = format!("no breathing pattern is called {}", quoted(id));
        self.notes.add(fields.value_at("breathe"), what, Some(did_you_mean(id, known.iter().copied())));
        None
    }

    fn own_pattern(&mut self, fields: &Table, seconds: &[Duration]) -> Option<Pattern> {
        let zero = Duration::ZERO;
        let four = match *seconds {
            [inward, out] => [inward, zero, out, zero],
            [inward, hold, out] => [inward, hold, out, zero],
            [inward, hold, out, after] => [inward, hold, out, after],
            _ => return None,
        };
        let [inward, _, out, _] = four;
        if inward < keys::SHORTEST_BREATH || out < keys::SHORTEST_BREATH {
            let short = if inward < keys::SHORTEST_BREATH { "in" } else { "out" };
            let at = fields.value_at("breathe");
            let what =
                format!("{} breathes {short} for less than half a second", quoted(self.notes.text_at(&at)));
            let fix =
                "write seconds for in, hold, out, hold, such as `[4, 0, 6, 0]`; two numbers are in and out";
            self.notes.add(at, what, Some(fix.into()));
            return None;
        }
        let stages = [BreathStage::In, BreathStage::HoldFull, BreathStage::Out, BreathStage::HoldEmpty];
        let phases: Vec<Phase> = stages
            .into_iter()
            .zip(four)
            .map(|(stage, length)| Phase { stage, length })
            .filter(|p| !p.length.is_zero())
            .collect();
        let said = phases.iter().map(|p| format!("{} for {}", p.stage.word(false), p.length.as_secs_f64()));
        let name = said.collect::<Vec<_>>().join(", ");
        let long = holds_long(four).then(|| certain(Library::shipped().pattern(LONG_HOLD)));
        Some(Pattern {
            name: format!("Breathing: {name}"),
            about: String::new(),
            caution: long.map_or_else(|| Some(CAUTION.to_owned()), |long| long.caution.clone()),
            source: None,
            phases,
            breaths: long.map_or(BREATHS, |long| long.breaths),
            most: long.and_then(|long| long.most),
            free: FREE,
        })
    }

    fn amount(&mut self, fields: &Table, pattern: &Pattern) -> Option<Amount> {
        if pattern.phases.is_empty() {
            if fields.has("breaths") {
                let what = "`breaths` does nothing in unpaced breathing";
                self.notes.add(fields.key_at("breaths"), what, Some("write `for = \"2m\"`".into()));
                return None;
            }
            return if fields.has("for") { fields.length("for") } else { Some(pattern.free) }
                .map(Amount::Free);
        }
        let (key, breaths) = if fields.has("breaths") {
            ("breaths", fields.whole("breaths")?)
        } else if fields.has("for") {
            ("for", pattern.breaths_in(fields.length("for")?))
        } else {
            return Some(Amount::Breaths(pattern.breaths));
        };
        let most = pattern.most.map_or(keys::MOST_BREATHS, u32::from);
        if breaths > most {
            let pattern_name = quoted(self.notes.text_at(&fields.value_at("breathe")).trim_matches('"'));
            let (what, fix) = if key == "for" {
                let given = quoted(self.notes.text_at(&fields.value_at(key)).trim_matches('"'));
                let what =
                    format!("{given} takes {breaths} breaths; {pattern_name} has at most {most} at a time");
                let longest = written(pattern.cycle() * most);
                (what, format!("write `for = \"{longest}\"`, or `breaths = {most}`"))
            } else {
                let what = format!("{pattern_name} has at most {most} breaths at a time, not {breaths}");
                (what, format!("write `breaths = {most}` or fewer"))
            };
            self.notes.add(fields.value_at(key), what, Some(fix));
            return None;
        }
        u16::try_from(breaths).ok().map(Amount::Breaths)
    }
}
