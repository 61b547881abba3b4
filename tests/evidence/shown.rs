//! What the program really shows: its pages, moves, answers and rules.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that goes wrong")]

use std::fmt::Debug;

use winddown::action::{self, Action, Scene};
use winddown::answer::Answer;
use winddown::bedroom;
use winddown::journal::Muscle;
use winddown::learn;
use winddown::library::{Library, MOVES};
use winddown::signs::RULES;

use super::Place;

/// Returns what is missing at a place; `None` where the words stand there.
pub(crate) fn missing(place: &Place) -> Option<String> {
    let (found, what) = match place {
        Place::Page(topic, words) => (page(topic).contains(words), format!("{words:?} on the page {topic}")),
        Place::Move(id, words) => (move_says(id, words), format!("{words:?} in the move {id}")),
        Place::Step(routine, name, dose) => {
            (has_step(routine, name, dose), format!("{name} · {dose} in {routine}"))
        }
        Place::Rule(id, words) => {
            let rule = RULES.iter().find(|rule| rule.id == *id);
            let said = rule.is_some_and(|rule| rule.when.contains(words) || rule.wording.contains(words));
            (said, format!("{words:?} in {id}"))
        }
        Place::Bedroom(id, words) => {
            let item = bedroom::ITEMS.iter().find(|item| item.id == *id);
            (item.is_some_and(|item| item.text.contains(words)), format!("{words:?} as {id} in the bedroom"))
        }
        Place::Breath(id, words) => {
            let library = Library::shipped();
            let said = library.pattern(id).is_some_and(|p| p.name.contains(words) || p.about.contains(words));
            (said, format!("{words:?} in the pattern {id}"))
        }
        Place::Day(day, words) => answer(*day, words),
        Place::Relief(relief, words) => answer(*relief, words),
        Place::Muscle(muscle, words) => {
            let (said, what) = answer(*muscle, words);
            (said && is_a_key(*muscle, words), format!("{what}, with its key"))
        }
        Place::Risk(risk, words) => answer(*risk, words),
        Place::Sign(sign, words) => {
            let (said, what) = answer(*sign, words);
            (said && sign.rule().is_some(), format!("{what}, with its rule"))
        }
    };
    (!found).then_some(what)
}

/// An answer as people are offered it.
fn answer<A: Answer + Debug>(answer: A, words: &str) -> (bool, String) {
    (
        A::ALL.contains(&answer) && answer.label().contains(words),
        format!("{words:?} as the answer {answer:?}"),
    )
}

/// A page as one text.
fn page(topic: &str) -> String {
    let lines = learn::find(topic).map(|page| page.lines(10_000)).unwrap_or_default();
    lines.into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n")
}

/// A move's file, or nothing.
fn move_file(id: &str) -> toml::Table {
    let text = MOVES.iter().find(|(known, _)| *known == id).map_or("", |(_, text)| text);
    text.parse().expect("a test of the library reads every move")
}

/// Whether words stand in what a move shows: neither in a comment nor in what it rests on.
fn move_says(id: &str, words: &str) -> bool {
    move_file(id).iter().filter(|(key, _)| *key != "source").any(|(_, value)| match value {
        toml::Value::String(text) => text.contains(words),
        toml::Value::Array(lines) => {
            lines.iter().any(|line| line.as_str().is_some_and(|l| l.contains(words)))
        }
        _ => false,
    })
}

fn has_step(routine: &str, name: &str, dose: &str) -> bool {
    let routine = Library::shipped().routine(routine).and_then(Result::ok);
    routine.is_some_and(|routine| {
        routine.steps.iter().any(|step| step.name == name && winddown::words::dose(&step.work) == dose)
    })
}

fn is_a_key(muscle: Muscle, words: &str) -> bool {
    action::rows(Scene::Cramp).any(|row| row.action == Action::Muscle(muscle) && row.help.contains(words))
}
