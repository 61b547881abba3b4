//! What can be done where one is, as a line: for keys, or for words.

use super::InputMode;
use super::input::{REQUESTS, key_name, number_in_menu};
use super::speakable::speakable;
use crate::app::keymap::{self, Action, Binding, Scene};
use crate::app::page::{KeyHint, Page, PageId};
use crate::text::{glossary, one_item};

/// What can be done on `page`; empty where its lines say it already. `has_list` where a mark can move.
pub(super) fn prompt(page: &Page<'_>, mode: InputMode, has_list: bool) -> String {
    let keys = &page.keys;
    match page.id {
        PageId::Tonight => {
            let lead = if mode == InputMode::Keys { "A number" } else { "A number or its word" };
            let numbers = keys.iter().map(|hint| (number_in_menu(hint.row.action), *hint));
            let (mut numbered, others): (Vec<_>, Vec<_>) = numbers.partition(|(number, _)| number.is_some());
            // 0 stands for ten.
            numbered.sort_by_key(|(number, _)| number.map(|number| (number + 9) % 10));
            let numbered =
                numbered.iter().map(|(n, hint)| format!("{} {}", n.unwrap_or_default(), hint.label));
            let all = joined(numbered.chain(others.iter().map(|(_, hint)| named(*hint))));
            let is_enter = keys.iter().any(|hint| hint.row.is_enter());
            return format!("{lead}: {all}.{}", if is_enter { " Enter alone is 1." } else { "" });
        }
        PageId::GoodNight | PageId::Help => return String::new(),
        _ => {}
    }
    if page.draft().is_some() {
        return while_typing(page, mode);
    }
    let enter = keys.iter().find(|hint| hint.row.is_enter()).map(|hint| hint.label);
    // Numbers do what the mark does, and no page is longer than what is told of it.
    let is_there = |hint: &&KeyHint| match hint.row.action {
        _ if hint.row.is_enter() => false,
        Action::PageDown => false,
        Action::Up | Action::Down => mode == InputMode::Keys && has_list,
        Action::Tick => mode == InputMode::Keys,
        _ => true,
    };
    let others = keys.iter().filter(is_there);
    match mode {
        InputMode::Keys => {
            let enter = enter.map(|label| format!("Enter {label}"));
            let keys = joined(enter.into_iter().chain(others.map(|hint| named(*hint))));
            let is_long = page.list().is_some_and(|list| list.items.len() > 9);
            format!("Keys: {keys}.{}", if is_long { " End a number with Enter." } else { "" })
        }
        InputMode::Words => {
            let words = joined(others.map(|hint| one_item(hint.label)));
            let words = Some(words).filter(|words| !words.is_empty()).map(|words| format!("Words: {words}."));
            let enter = enter.map(|label| format!("Enter alone: {label}."));
            words.into_iter().chain(enter).collect::<Vec<_>>().join(" ")
        }
    }
}

/// What can be done while letters are text: it stays the same whatever is typed.
fn while_typing(page: &Page<'_>, mode: InputMode) -> String {
    let (typing, keys_again) = match page.id {
        PageId::Medicines => (Scene::Medicines, Scene::Medicines),
        _ => (Scene::Typing, Scene::Thoughts),
    };
    match mode {
        InputMode::Keys => {
            let keys = keymap::rows(typing).filter_map(|row| Some((row, row.footer?)));
            format!("Keys: {}.", joined(keys.map(|(row, label)| named(KeyHint { row, label }))))
        }
        // What is typed is text; only what stands after the mark is a word.
        InputMode::Words => {
            let is_word = |row: &&Binding| !row.is_enter() && row.action != Action::Type;
            let rows = keymap::rows(keys_again).filter(is_word);
            let words = joined(rows.filter_map(|row| row.footer).map(one_item));
            let enter = if page.id == PageId::Medicines { "keep" } else { glossary::GO_ON };
            format!("Enter alone: {enter}. After a slash: {words}.")
        }
    }
}

/// The help page's rows as lines, and what can be asked of the lines alone.
pub(super) fn explained(rows: &[&'static Binding], mode: InputMode) -> Vec<String> {
    // Where letters are text, the words stand behind a slash, and no letter asks for anything.
    let is_typing = rows.iter().any(|row| row.action == Action::Erase);
    let slash = if is_typing { "/" } else { "" };
    let said = |key: &'static str, word: Option<&str>, help: &str| {
        // At single keys a word would be many.
        let word = word.filter(|word| mode == InputMode::Words && *word != key && *word != help);
        let word = word.map(|word| format!(", or the word {slash}{word}")).unwrap_or_default();
        speakable(&format!("{}{word}: {help}.", key_name(key)))
    };
    // A page of lines is told at once, and an arrow explains itself.
    let needs_words = |row: &&&Binding| {
        key_name(row.shown) != row.help && !matches!(row.action, Action::PageDown | Action::PageUp)
    };
    let rows = rows.iter().filter(needs_words);
    let rows = rows.map(|row| said(row.shown, row.footer.or(row.words.first().copied()), row.help));
    let asks = REQUESTS.iter().filter(|_| !is_typing || mode == InputMode::Words);
    let requests = asks.map(|request| said(request.shown, Some(request.word), request.help));
    rows.chain(requests).collect()
}

/// "n next step"; what the key says already is not said twice.
fn named(hint: KeyHint) -> String {
    let key = key_name(hint.key());
    if key == hint.label { key.to_owned() } else { format!("{key} {}", one_item(hint.label)) }
}

fn joined(all: impl Iterator<Item = String>) -> String {
    all.collect::<Vec<_>>().join(", ")
}
