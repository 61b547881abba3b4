//! What to say about a value, wherever it stands: its type, what is wrong with a text, where a key belongs.

use toml::de::DeValue;

use crate::document::harmful;
use crate::document::keys::{Key, LONGEST_TEXT, ValueSpec};

pub(super) fn home(word: &str, root: &[Key]) -> Option<String> {
    let holds = |keys: &[Key]| keys.iter().any(|key| key.name == word);
    if holds(root) {
        return Some("at the top, above the first header in brackets".into());
    }
    root.iter().find_map(|key| match key.kind {
        ValueSpec::Tables { keys, most: _ } if holds(keys) => Some(format!("below a `[[{}]]`", key.name)),
        ValueSpec::Named { keys } if holds(keys) => Some(format!("below a `[{}.some-name]`", key.name)),
        ValueSpec::Table { keys } if holds(keys) => Some(format!("below a `[{}]`", key.name)),
        _ => None,
    })
}

/// What is wrong with a text and what to do, where that is the same everywhere; `None` when it is good.
pub(super) fn fault(text: &str, visible: bool) -> Option<(String, Option<String>)> {
    // Nearly every text is short and plain.
    if text.len() <= LONGEST_TEXT && text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        let is_empty = visible && text.bytes().all(|byte| byte == b' ');
        return is_empty.then(|| ("is empty".into(), None));
    }
    if text.contains('\n') {
        let fix = "write it in one line, and each further line as a text of its own";
        return Some(("spans more than one line".into(), Some(fix.into())));
    }
    if text.contains('\t') {
        return Some(("has a tab in it".into(), Some("write a space instead".into())));
    }
    if let Some(c) = text.chars().find(|&c| harmful(c)) {
        let what = format!("has the control character U+{:04X}", u32::from(c));
        return Some((what, Some("leave that character out".into())));
    }
    let long = text.chars().count();
    if long > LONGEST_TEXT {
        let fix = format!("shorten it to {LONGEST_TEXT} characters");
        return Some((format!("has {long} characters, more than {LONGEST_TEXT}"), Some(fix)));
    }
    if visible && text.trim().is_empty() {
        return Some(("is empty".into(), None));
    }
    None
}

pub(super) fn type_in_words(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with decimals",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
