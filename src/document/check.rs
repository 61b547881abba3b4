//! Checks a table against its keys: what holds comes back, what does not is noted.

use std::collections::BTreeMap;
use std::ops::Range;
use std::time::Duration;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::keys::{Entry, Fields, Given, Key, Kind, LONGEST_TEXT, Value, is_id};
use super::{Notes, did_you_mean, harmful, length, nearest, quoted};

/// Checks a table against its keys; what is wrong goes to `notes`.
pub(super) fn table(table: &DeTable<'_>, at: Range<usize>, keys: &'static [Key], notes: &mut Notes) -> Fields {
    let mut fields = Fields { at, given: BTreeMap::new(), meant: Vec::new() };
    for (name, found) in table {
        let word = name.get_ref().as_ref();
        if let Some(key) = keys.iter().find(|key| key.name == word) {
            let value = Checked { key, found, notes }.value();
            fields.given.insert(key.name, Given { key: name.span(), at: found.span(), value });
        } else {
            let known = keys.iter().map(|key| key.name);
            fields.meant.extend(nearest(word, known.clone()));
            notes.add(name.span(), format!("unknown key {}", quoted(word)), Some(did_you_mean(word, known)));
        }
    }
    for key in keys.iter().filter(|key| key.needed && !fields.means(key.name)) {
        let (what, fix) = key.absence();
        notes.missing(fields.at.clone(), what, Some(fix));
    }
    fields
}

/// A value about to be checked against its key.
struct Checked<'c, 'i> {
    key: &'static Key,
    found: &'c Spanned<DeValue<'i>>,
    notes: &'c mut Notes,
}

impl Checked<'_, '_> {
    /// Returns the value, or `None` with a note.
    fn value(&mut self) -> Option<Value> {
        match self.key.kind {
            Kind::Title | Kind::Id => self.text(true).map(Value::Text),
            Kind::Text => self.text(false).filter(|text| !text.is_empty()).map(Value::Text),
            Kind::Texts { most } => self.texts(most).map(Value::Texts),
            Kind::Length { min, max } => self.length(min, max).map(Value::Length),
            Kind::Whole { min, max } => self.whole(min, max).map(Value::Whole),
            Kind::Choice(words) => self.choice(words).map(Value::Choice),
            Kind::Flag => match self.found.get_ref().as_bool() {
                Some(flag) => Some(Value::Flag(flag)),
                None => self.other_type(Some("write `true` or `false`, without quotes".into())),
            },
            Kind::IdOrSeconds { max } => match self.found.get_ref().as_array() {
                Some(list) => self.seconds(list, max).map(Value::Seconds),
                None => self.text(true).map(Value::Text),
            },
            Kind::Tables { keys, most } => self.tables(keys, most).map(Value::Tables),
            Kind::Named { keys } => self.named(keys).map(Value::Named),
        }
    }

    /// Notes a mistake in the value.
    fn note<T>(&mut self, what: impl Into<String>, fix: Option<String>) -> Option<T> {
        self.notes.add(self.found.span(), what, fix);
        None
    }

    /// Notes that the value is of another type.
    fn other_type<T>(&mut self, fix: Option<String>) -> Option<T> {
        let found = type_in_words(self.found.get_ref());
        let what = format!("`{}` needs {}, found {found}", self.key.name, self.key.kind.called());
        let fix = fix.or_else(|| Some(format!("write it as in `{} = {}`", self.key.name, self.key.kind.example())));
        self.note(what, fix)
    }

    /// Returns the value as the file spells it, for advice.
    fn spelled(&self) -> String {
        self.notes.text_at(&self.found.span()).trim().to_owned()
    }

    fn text(&mut self, visible: bool) -> Option<String> {
        let Some(text) = self.found.get_ref().as_str() else {
            let simple = matches!(
                self.found.get_ref(),
                DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_)
            );
            let fix = simple.then(|| format!("write `\"{}\"`", self.spelled()));
            return self.other_type(fix);
        };
        match fault(text, visible) {
            None => Some(text.to_owned()),
            Some((what, fix)) => self.note(format!("`{}` {what}", self.key.name), Some(fix)),
        }
    }

    fn texts(&mut self, most: usize) -> Option<Vec<String>> {
        let Some(list) = self.found.get_ref().as_array() else {
            let fix = self.found.get_ref().is_str().then(|| format!("put it in brackets: `[{}]`", self.spelled()));
            return self.other_type(fix);
        };
        if list.len() > most {
            return self.note(format!("`{}` has more than {most} entries", self.key.name), None);
        }
        let mut texts = Vec::new();
        for item in list {
            let Some(text) = item.get_ref().as_str() else {
                let what = format!("`{}` needs texts, found {}", self.key.name, type_in_words(item.get_ref()));
                self.notes.add(item.span(), what, Some("put each text in quotes".into()));
                continue;
            };
            match fault(text, true) {
                None => texts.push(text.to_owned()),
                Some((what, fix)) => self.notes.add(item.span(), format!("`{}` {what}", self.key.name), Some(fix)),
            }
        }
        (texts.len() == list.len()).then_some(texts)
    }

    fn length(&mut self, min: Duration, max: Duration) -> Option<Duration> {
        let name = self.key.name;
        let Some(text) = self.found.get_ref().as_str() else {
            let meant = length::meant(&self.spelled());
            return self.other_type(meant.map(|meant| format!("write `{name} = \"{}\"`", length::written(meant))));
        };
        let length = match length::read(text) {
            Ok(length) => length,
            Err(wrong) => return self.note(wrong.what, Some(wrong.fix)),
        };
        if length.is_zero() && !min.is_zero() {
            let fix = format!("write at least `\"{}\"`", length::written(min.max(Duration::from_secs(1))));
            self.note(format!("`{name}` is zero"), Some(fix))
        } else if length < min {
            let shortest = length::written(min);
            self.note(format!("`{name}` is shorter than {shortest}"), Some(format!("write at least `\"{shortest}\"`")))
        } else if length > max {
            let longest = length::written(max);
            self.note(format!("`{name}` is longer than {longest}"), Some(format!("write at most `\"{longest}\"`")))
        } else {
            Some(length)
        }
    }

    fn whole(&mut self, min: u32, max: u32) -> Option<u32> {
        let name = self.key.name;
        let Some(number) = self.found.get_ref().as_integer() else {
            let plain = self.found.get_ref().as_str().map_or_else(|| self.spelled(), str::to_owned);
            let plain = plain.trim().trim_end_matches(".0").to_owned();
            let fix = plain.parse::<u32>().ok().map(|number| format!("write `{name} = {number}`"));
            return self.other_type(fix);
        };
        match u32::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) if (min..=max).contains(&number) => Some(number),
            Ok(_) | Err(_) => {
                let what = format!("`{name}` is {}, outside {min} to {max}", quoted(&self.spelled()));
                self.note(what, Some(format!("write a whole number from {min} to {max}")))
            }
        }
    }

    fn choice(&mut self, words: &'static [&'static str]) -> Option<&'static str> {
        let all = || words.iter().map(|word| format!("`\"{word}\"`")).collect::<Vec<_>>().join(", ");
        let Some(text) = self.found.get_ref().as_str() else {
            return self.other_type(Some(format!("write one of {}", all())));
        };
        if let Some(word) = words.iter().find(|word| **word == text) {
            return Some(word);
        }
        let fix = match nearest(text, words.iter().copied()) {
            Some(near) => format!("did you mean `\"{near}\"`?"),
            None => format!("write one of {}", all()),
        };
        self.note(format!("`{}` cannot be {}", self.key.name, quoted(text)), Some(fix))
    }

    fn seconds(&mut self, list: &DeArray<'_>, max: u32) -> Option<Vec<Duration>> {
        let name = self.key.name;
        if !(2..=4).contains(&list.len()) {
            let fix = "write seconds for in, hold, out, hold, such as `[4, 0, 6, 0]`; two numbers are in and out";
            return self.note(format!("`{name}` has {} numbers, not 2 to 4", list.len()), Some(fix.into()));
        }
        let mut seconds = Vec::new();
        for item in list {
            let number = match item.get_ref() {
                DeValue::Integer(n) => i64::from_str_radix(n.as_str(), n.radix()).ok().and_then(|n| u32::try_from(n).ok()).map(f64::from),
                DeValue::Float(n) => n.as_str().parse::<f64>().ok(),
                DeValue::String(_) | DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => None,
            };
            if let Some(number) = number.filter(|n| (0.0..=f64::from(max)).contains(n)) {
                // To the millisecond, as lengths in texts are.
                seconds.push(Duration::from_secs_f64((number * 1000.0).round() / 1000.0));
            } else {
                let what = format!("{} is not a number of seconds", quoted(self.notes.text_at(&item.span())));
                self.notes.add(item.span(), what, Some(format!("write a number from 0 to {max}, without quotes")));
            }
        }
        (seconds.len() == list.len()).then_some(seconds)
    }

    fn tables(&mut self, keys: &'static [Key], most: usize) -> Option<Vec<Fields>> {
        let name = self.key.name;
        let Some(list) = self.found.get_ref().as_array() else {
            let fix = format!("write `[[{name}]]`, with two brackets on each side");
            return self.note(format!("`{name}` is a list of tables"), Some(fix));
        };
        if self.key.needed && list.is_empty() {
            let (_, fix) = self.key.absence();
            return self.note(format!("`{name}` is empty"), Some(fix));
        }
        if let Some(extra) = list.get(most) {
            let fix = Some(format!("leave out {}", list.len() - most));
            self.notes.add(extra.span(), format!("more than {most} of `[[{name}]]`"), fix);
        }
        let mut tables = Vec::new();
        for item in list.iter().take(most) {
            match item.get_ref().as_table() {
                Some(table) => tables.push(self::table(table, item.span(), keys, self.notes)),
                None => self.notes.add(
                    item.span(),
                    format!("`{name}` needs tables, found {}", type_in_words(item.get_ref())),
                    Some(format!("write `[[{name}]]` and its keys below")),
                ),
            }
        }
        Some(tables)
    }

    fn named(&mut self, keys: &'static [Key]) -> Option<Vec<Entry>> {
        let name = self.key.name;
        let Some(table) = self.found.get_ref().as_table() else {
            let fix = format!("write `[{name}.some-name]`, with one bracket on each side");
            return self.note(format!("`{name}` holds tables with a name each"), Some(fix));
        };
        let mut entries = Vec::new();
        for (id, found) in table {
            let word = id.get_ref().as_ref();
            if !is_id(word) {
                let fix = Some("use only `a-z`, `0-9` and `-`, up to 64 of them".into());
                self.notes.add(id.span(), format!("{} is not a name for `{name}`", quoted(word)), fix);
            }
            match found.get_ref().as_table() {
                Some(table) => {
                    let fields = self::table(table, id.span(), keys, self.notes);
                    entries.push(Entry { id: word.to_owned(), fields });
                }
                None => self.notes.add(
                    id.span(),
                    format!("`{name}` needs a name for {} and what belongs to it", quoted(word)),
                    Some(format!("write `[{name}.some-name]` and its keys below")),
                ),
            }
        }
        entries.sort_by_key(|entry| entry.fields.at.start);
        Some(entries)
    }
}

/// Returns what is wrong with a text and what to do, or `None` when it is good.
fn fault(text: &str, visible: bool) -> Option<(String, String)> {
    if text.contains('\n') {
        return Some(("spans more than one line".into(), "write each line as a text of its own".into()));
    }
    if let Some(c) = text.chars().find(|&c| harmful(c)) {
        let code = u32::from(c);
        return Some((format!("has the control character U+{code:04X}"), "leave that character out".into()));
    }
    let long = text.chars().count();
    if long > LONGEST_TEXT {
        let fix = format!("shorten it to {LONGEST_TEXT} characters");
        return Some((format!("has {long} characters, more than {LONGEST_TEXT}"), fix));
    }
    if visible && text.trim().is_empty() {
        return Some(("is empty".into(), "write something, or leave the key out".into()));
    }
    None
}

/// Returns a value's type as people call it.
fn type_in_words(value: &DeValue<'_>) -> &'static str {
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
