//! What can be done where one is, as a line: for keys, or for words.

use super::Manner;
use super::readable::readable;
use super::words::{REQUESTS, key_name, word_for};
use crate::action;
use crate::app::{Picture, Stage};

/// Returns what can be done at `picture`; empty where its lines say it already.
pub(super) fn offer(picture: &Picture<'_>, manner: Manner) -> String {
    let keys = &picture.keys;
    if let Stage::Tonight(_) = picture.stage {
        let all = keys.iter().zip(1..).map(|((_, label), n)| format!("{n} {label}"));
        return format!("A number or its word: {}. Enter alone is 1.", all.collect::<Vec<_>>().join(", "));
    }
    if let Stage::GoodNight(_) | Stage::Help(_) = picture.stage {
        return String::new();
    }
    let enter = keys.iter().find(|(shown, _)| *shown == "enter").map(|(_, label)| *label);
    let others = || keys.iter().filter(|(shown, _)| *shown != "enter");
    match manner {
        Manner::Keys => {
            let all = enter.map(|label| format!("Enter {label}")).into_iter();
            let all = all.chain(others().map(|(shown, label)| format!("{} {label}", key_name(shown))));
            format!("Keys: {}.", all.collect::<Vec<_>>().join(", "))
        }
        Manner::Words => {
            let words = others().map(|(_, label)| *label).collect::<Vec<_>>().join(", ");
            let enter = enter.map(|label| format!(" Enter alone: {label}.")).unwrap_or_default();
            format!("Words: {words}.{enter}")
        }
    }
}

/// Returns the help page's rows as lines, and what can be asked of the lines alone.
pub(super) fn explained(keys: &[(&'static str, &'static str)]) -> Vec<String> {
    let row = |(shown, help): &(&'static str, &'static str)| {
        let row = action::all().find(|row| row.shown == *shown && row.help == *help);
        let word = row.and_then(word_for).filter(|word| word != shown && word != help);
        said(key_name(shown), word, help)
    };
    let requests = REQUESTS.iter().map(|request| {
        let key = if request.key == '.' { "full stop" } else { "comma" };
        said(key, Some(request.word), request.help)
    });
    keys.iter().map(row).chain(requests).collect()
}

fn said(key: &str, word: Option<&str>, help: &str) -> String {
    let word = word.map(|word| format!(", or the word {word}")).unwrap_or_default();
    readable(&format!("{key}{word}: {help}."))
}
