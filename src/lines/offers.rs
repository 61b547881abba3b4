//! What can be done where one is, as a line: for keys, or for words.

use super::InputMode;
use super::readable::readable;
use super::words::{REQUESTS, key_name, word_for};
use crate::app::keymap::{self, Action, Scene};
use crate::app::{Picture, Stage, Telling};

/// Returns what can be done at `picture`; empty where its lines say it already. `has_list` where a mark can move.
pub(super) fn offer(picture: &Picture<'_>, manner: InputMode, has_list: bool) -> String {
    let keys = &picture.keys;
    match &picture.stage {
        Stage::Tonight(_) => {
            let lead = if manner == InputMode::Keys { "A number" } else { "A number or its word" };
            let all = keys.iter().zip(1..).map(|((_, label), n)| format!("{n} {label}"));
            let enter =
                if keys.first().is_some_and(|(key, _)| *key == "enter") { " Enter alone is 1." } else { "" };
            return format!("{lead}: {}.{enter}", joined(all));
        }
        Stage::GoodNight(_) | Stage::Help(_) => return String::new(),
        _ => {}
    }
    let enter = keys.iter().find(|(shown, _)| *shown == "enter").map(|(_, label)| *label);
    // Numbers do what the mark does, and no page is longer than what is told of it.
    let is_there = |label: &str| match label {
        "further" => false,
        "up" | "down" => manner == InputMode::Keys && has_list,
        "tick" => manner == InputMode::Keys,
        _ => true,
    };
    let others = keys.iter().filter(|(shown, label)| *shown != "enter" && is_there(label));
    let offer = match manner {
        InputMode::Keys => {
            let enter = enter.map(|label| format!("Enter {label}"));
            format!(
                "Keys: {}.",
                joined(enter.into_iter().chain(others.map(|(key, label)| named(key, label))))
            )
        }
        InputMode::Words => {
            let words = joined(others.map(|(_, label)| one(label)));
            let words = Some(words).filter(|words| !words.is_empty()).map(|words| format!("Words: {words}."));
            let enter = enter.map(|label| format!("Enter alone: {label}."));
            words.into_iter().chain(enter).collect::<Vec<_>>().join(" ")
        }
    };
    match &picture.stage {
        Stage::Cramp(cramping) if cramping.muscle == Telling::Open(None) => {
            let muscles = keymap::rows(Scene::Cramp).filter(|row| matches!(row.action, Action::Muscle(_)));
            format!("{offer} Which muscle? {}.", joined(muscles.map(|row| named(row.shown, row.help))))
        }
        _ => offer,
    }
}

/// Returns the help page's rows as lines, and what can be asked of the lines alone.
pub(super) fn explained(keys: &[(&'static str, &'static str)], manner: InputMode) -> Vec<String> {
    let said = |key: &'static str, word: Option<&str>, help: &str| {
        // At single keys a word would be many.
        let word = word.filter(|word| manner == InputMode::Words && *word != key && *word != help);
        let word = word.map(|word| format!(", or the word {word}")).unwrap_or_default();
        readable(&format!("{}{word}: {help}.", key_name(key)))
    };
    let rows = keys.iter().filter_map(|(key, help)| {
        let row = keymap::all().find(|row| row.shown == *key && row.help == *help);
        // A page of lines is told at once, and an arrow explains itself.
        let goes_without_saying = key_name(key) == *help
            || row.is_some_and(|row| matches!(row.action, Action::PageDown | Action::PageUp));
        (!goes_without_saying).then(|| said(key, row.and_then(word_for), help))
    });
    let requests = REQUESTS.iter().map(|request| said(request.shown, Some(request.word), request.help));
    rows.chain(requests).collect()
}

/// "n next step"; what the key says already is not said twice.
fn named(key: &'static str, label: &str) -> String {
    let key = key_name(key);
    if key == label { key.to_owned() } else { format!("{key} {}", one(label)) }
}

/// A label that can stand in a list.
pub(super) fn one(label: &str) -> String {
    label.replace(", ", " or ")
}

fn joined(all: impl Iterator<Item = String>) -> String {
    all.collect::<Vec<_>>().join(", ")
}
