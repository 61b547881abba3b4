//! Checks a table against its keys: what holds comes back, what does not is noted.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, is_separator};
use std::time::Duration;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::keys::{Given, Key, KeySpec, Table, Value, ValueSpec, is_id};
use super::{Diagnostics, did_you_mean, harmful, length, nearest, quoted};
use advice::{fault, home, type_in_words};

mod advice;
mod drawing;

pub(super) fn table(
    table: &DeTable<'_>,
    at: Range<usize>,
    keys: &'static [Key],
    notes: &mut Diagnostics,
) -> Table {
    let mut fields = Table { at, given: BTreeMap::new(), suggestion: Vec::new() };
    for (name, found) in table {
        let word = name.get_ref().as_ref();
        if let Some(key) = keys.iter().find(|key| key.name == word) {
            // Where the parser found none, it made one up, and nowhere in the text.
            let made_up = !holds_more(found.get_ref()) && found.span().start < name.span().end;
            let value = if made_up { None } else { Checked { key, found, notes }.value() };
            fields.given.insert(key.name, Given { key: name.span(), at: found.span(), value });
        } else if let Some(retired) = notes.retired.iter().find(|it| it.name == word && fields.at == (0..0)) {
            notes.add(name.span(), retired.what, Some(retired.fix.to_owned()));
        } else {
            let known = keys.iter().map(|key| key.name);
            let near = nearest(word, known.clone());
            fields.suggestion.extend(near);
            let fix = match home(word, notes.keys).filter(|_| near.is_none()) {
                Some(home) => format!("{} belongs {home}", quoted(word)),
                None => did_you_mean(word, known),
            };
            notes.add(name.span(), format!("unknown key {}", quoted(word)), Some(fix));
        }
    }
    for key in keys.iter().filter(|key| key.needed && !fields.means(key.name)) {
        let (what, fix) = key.absence(&notes.header_of(&fields.at));
        notes.missing(fields.at.clone(), what, Some(fix));
    }
    fields
}

/// Headers may name a table or a list before its key stands in the text.
fn holds_more(value: &DeValue<'_>) -> bool {
    value.is_table() || value.is_array()
}

/// A value as a number, if it is one.
fn number_of(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(n) => {
            i64::from_str_radix(n.as_str(), n.radix()).ok().and_then(|n| i32::try_from(n).ok()).map(f64::from)
        }
        DeValue::Float(n) => n.as_str().parse::<f64>().ok(),
        _ => None,
    }
}

struct Checked<'c, 'i> {
    key: &'static Key,
    found: &'c Spanned<DeValue<'i>>,
    notes: &'c mut Diagnostics,
}

impl Checked<'_, '_> {
    /// The value, or `None` with a note.
    fn value(&mut self) -> Option<Value> {
        match self.key.kind {
            ValueSpec::Title | ValueSpec::Id => self.text(true).map(Value::Text),
            ValueSpec::Text => self.text(false).filter(|text| !text.is_empty()).map(Value::Text),
            ValueSpec::Texts { most } => self.texts(most).map(Value::Texts),
            ValueSpec::Command { most } => self.command(most).map(Value::Texts),
            ValueSpec::LengthOr { word, .. } | ValueSpec::FlagOr(word)
                if self.found.get_ref().as_str() == Some(word) =>
            {
                Some(Value::Choice(word))
            }
            ValueSpec::Length { min, max } | ValueSpec::LengthOr { min, max, .. } => {
                self.length(min, max).map(Value::Length)
            }
            ValueSpec::Whole { min, max } => self.whole(min, max).map(Value::Whole),
            ValueSpec::Choice(words) => self.choice(words).map(Value::Choice),
            ValueSpec::Flag | ValueSpec::FlagOr(_) => {
                let or = match self.key.kind {
                    ValueSpec::FlagOr(word) => format!(", or `\"{word}\"`"),
                    _ => String::new(),
                };
                let flag = self.found.get_ref().as_bool().map(Value::Flag);
                flag.or_else(|| self.other_type(Some(format!("write `true` or `false`, without quotes{or}"))))
            }
            ValueSpec::IdOrSeconds { max } => match self.found.get_ref().as_array() {
                Some(list) => self.seconds(list, max).map(Value::Seconds),
                None => self.text(true).map(Value::Text),
            },
            ValueSpec::Drawing { columns, rows } => self.drawing(columns, rows).map(Value::Texts),
            ValueSpec::Tables { keys, most } => self.tables(keys, most).map(Value::Tables),
            ValueSpec::Table { keys } => self.single(keys).map(|table| Value::Tables(vec![table])),
            ValueSpec::Named { keys } => self.named(keys).map(Value::Named),
        }
    }

    fn note<T>(&mut self, what: impl Into<String>, fix: Option<String>) -> Option<T> {
        self.notes.add(self.found.span(), what, fix);
        None
    }

    fn other_type<T>(&mut self, fix: Option<String>) -> Option<T> {
        let found = type_in_words(self.found.get_ref());
        let what = format!("`{}` needs {}, found {found}", self.key.name, self.key.kind.called());
        self.note(what, Some(fix.unwrap_or_else(|| format!("write it as in `{}`", self.example()))))
    }

    fn example(&self) -> String {
        format!("{} = {}", self.key.name, self.key.kind.example())
    }

    /// The value as the file spells it, for advice.
    fn spelled(&self) -> String {
        self.notes.text_at(&self.found.span()).trim().to_owned()
    }

    fn text(&mut self, visible: bool) -> Option<String> {
        let Some(text) = self.found.get_ref().as_str() else {
            let simple = matches!(
                self.found.get_ref(),
                DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_)
            );
            // A bare number where an id is due is no id that lacks its quotes.
            let quotes = simple && matches!(self.key.kind, ValueSpec::Title | ValueSpec::Text);
            return self.other_type(quotes.then(|| format!("write `\"{}\"`", self.spelled())));
        };
        match fault(text, visible) {
            None => Some(text.to_owned()),
            Some((what, fix)) => {
                let fix = fix.unwrap_or_else(|| format!("write it as in `{}`", self.example()));
                self.note(format!("`{}` {what}", self.key.name), Some(fix))
            }
        }
    }

    fn texts(&mut self, most: usize) -> Option<Vec<String>> {
        let Some(list) = self.found.get_ref().as_array() else {
            let fix =
                self.found.get_ref().is_str().then(|| format!("put it in brackets: `[{}]`", self.spelled()));
            return self.other_type(fix);
        };
        if let Some(extra) = list.get(most) {
            let what = format!("`{}` has more than {most} entries", self.key.name);
            self.notes.add(extra.span(), what, Some(format!("leave out {}", list.len() - most)));
            return None;
        }
        let mut texts = Vec::new();
        for item in list {
            let Some(text) = item.get_ref().as_str() else {
                let what =
                    format!("`{}` needs texts, found {}", self.key.name, type_in_words(item.get_ref()));
                self.notes.add(item.span(), what, Some("put each text in quotes".into()));
                continue;
            };
            match fault(text, true) {
                None => texts.push(text.to_owned()),
                Some((what, Some(fix))) => {
                    self.notes.add(item.span(), format!("`{}` {what}", self.key.name), Some(fix));
                }
                Some((_, None)) => {
                    let what = format!("`{}` has an empty text", self.key.name);
                    let fix = "write something in it, or take it out of the list";
                    self.notes.add(item.span(), what, Some(fix.into()));
                }
            }
        }
        (texts.len() == list.len()).then_some(texts)
    }

    /// Refuses a path that hangs on the folder in which one happens to stand.
    fn command(&mut self, most: usize) -> Option<Vec<String>> {
        let words = self.texts(most)?;
        match words.first() {
            Some(program) if program.contains(is_separator) && !Path::new(program).is_absolute() => {
                let what = format!("`{}` runs {}, which is no full path", self.key.name, quoted(program));
                self.note(what, Some("write the full path; `~` is not expanded".into()))
            }
            Some(_) | None => Some(words),
        }
    }

    fn length(&mut self, min: Duration, max: Duration) -> Option<Duration> {
        let name = self.key.name;
        let Some(text) = self.found.get_ref().as_str() else {
            let suggestion = length::suggestion(&self.spelled());
            return self.other_type(
                suggestion.map(|suggestion| format!("write `{name} = \"{}\"`", length::written(suggestion))),
            );
        };
        let length = match length::read(text) {
            Ok(length) => length,
            Err(_) if text.chars().any(harmful) => {
                let (what, fix) = fault(text, true).unwrap_or_default();
                let fix = match length::suggestion(text) {
                    Some(suggestion) => Some(format!("write `\"{}\"`", length::written(suggestion))),
                    None => fix,
                };
                return self.note(format!("`{name}` {what}"), fix);
            }
            Err(wrong) => return self.note(wrong.what, Some(wrong.fix)),
        };
        if length.is_zero() && !min.is_zero() {
            let fix = format!("write at least `\"{}\"`", length::written(min.max(Duration::from_secs(1))));
            return self.note(format!("`{name}` is zero"), Some(fix));
        }
        let (than, at, limit) = match length {
            _ if length < min => ("shorter", "least", length::written(min)),
            _ if length > max => ("longer", "most", length::written(max)),
            _ => return Some(length),
        };
        self.note(format!("`{name}` is {than} than {limit}"), Some(format!("write at {at} `\"{limit}\"`")))
    }

    fn whole(&mut self, min: u32, max: u32) -> Option<u32> {
        let name = self.key.name;
        let Some(number) = self.found.get_ref().as_integer() else {
            let plain = self.found.get_ref().as_str().map_or_else(|| self.spelled(), str::to_owned);
            let plain = plain.trim().trim_end_matches(".0").to_owned();
            let fix = match plain.parse::<u32>() {
                Ok(number) => format!("write `{name} = {number}`"),
                Err(_) => format!("write a whole number from {min} to {max}, without quotes"),
            };
            return self.other_type(Some(fix));
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
            let fix =
                "write seconds for in, hold, out, hold, such as `[4, 0, 6, 0]`; two numbers are in and out";
            let found = match list.len() {
                1 => "1 number".to_owned(),
                many => format!("{many} numbers"),
            };
            return self.note(format!("`{name}` has {found}, not 2 to 4"), Some(fix.into()));
        }
        let mut seconds = Vec::new();
        for item in list {
            let number = number_of(item.get_ref());
            if let Some(number) = number.filter(|n| (0.0..=f64::from(max)).contains(n)) {
                // To the millisecond, as lengths in texts are.
                seconds.push(Duration::from_secs_f64((number * 1000.0).round() / 1000.0));
            } else {
                let shown = quoted(self.notes.text_at(&item.span()));
                let what = if number.is_some_and(f64::is_finite) {
                    format!("{shown} seconds are outside 0 to {max}")
                } else {
                    format!("{shown} is not a number of seconds")
                };
                let fix = format!("write a number from 0 to {max}, without quotes");
                self.notes.add(item.span(), what, Some(fix));
            }
        }
        (seconds.len() == list.len()).then_some(seconds)
    }

    fn tables(&mut self, keys: &'static [Key], most: usize) -> Option<Vec<Table>> {
        let name = self.key.name;
        let Some(list) = self.found.get_ref().as_array() else {
            let spelled = self.spelled();
            let header = if spelled.starts_with('[') { spelled } else { format!("[{name}]") };
            let fix = format!("write `[{header}]`, with two brackets on each side");
            return self.note(format!("`{name}` is a list of tables"), Some(fix));
        };
        if self.key.needed && list.is_empty() {
            let (_, fix) = self.key.absence("");
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

    fn single(&mut self, keys: &'static [Key]) -> Option<Table> {
        let name = self.key.name;
        let Some(table) = self.found.get_ref().as_table() else {
            let fix = format!("write `[{name}]` on a line of its own, and its keys below");
            return self.note(format!("`{name}` is a table"), Some(fix));
        };
        Some(self::table(table, self.found.span(), keys, self.notes))
    }

    fn named(&mut self, keys: &'static [Key]) -> Option<Vec<KeySpec>> {
        let name = self.key.name;
        let Some(table) = self.found.get_ref().as_table() else {
            let fix = format!("write `[{name}.some-name]`, with one bracket on each side");
            return self.note(format!("`{name}` holds tables with a name each"), Some(fix));
        };
        let nameless =
            |word: &str, found: &DeValue<'_>| !found.is_table() && keys.iter().any(|k| k.name == word);
        if table.iter().any(|(id, found)| nameless(id.get_ref(), found.get_ref())) {
            let fix = format!("write `[{name}.some-name]` above its keys");
            return self.note(format!("this `{name}` has no name of its own"), Some(fix));
        }
        let mut entries = Vec::new();
        for (id, found) in table {
            let word = id.get_ref().as_ref();
            let Some(table) = found.get_ref().as_table() else {
                let what = format!(
                    "{} in `{name}` is {}, not a table",
                    quoted(word),
                    type_in_words(found.get_ref())
                );
                let example = if is_id(word) { word } else { "some-name" };
                let fix =
                    format!("write `[{name}.{example}]`, with one bracket on each side, and its keys below");
                self.notes.add(id.span(), what, Some(fix));
                continue;
            };
            if !is_id(word) {
                let plain = word.to_lowercase().replace(['_', ' '], "-");
                let fix = if is_id(&plain) {
                    format!("write `{plain}`: only `a-z`, `0-9` and `-`")
                } else {
                    "use only `a-z`, `0-9` and `-`, up to 64 of them".into()
                };
                self.notes.add(id.span(), format!("{} is not a name for `{name}`", quoted(word)), Some(fix));
            }
            let fields = self::table(table, id.span(), keys, self.notes);
            entries.push(KeySpec { id: word.to_owned(), fields });
        }
        entries.sort_by_key(|entry| entry.fields.at.start);
        Some(entries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::read;

    const INNER: &[Key] = &[Key::new("size", ValueSpec::Whole { min: 1, max: 9 }, "a size").needed()];
    const SHORT: ValueSpec = ValueSpec::Length { min: Duration::from_secs(1), max: Duration::from_secs(60) };
    const KEYS: &[Key] = &[
        Key::new("title", ValueSpec::Title, "a title"),
        Key::new("text", ValueSpec::Text, "a text"),
        Key::new("texts", ValueSpec::Texts { most: 2 }, "texts"),
        Key::new("id", ValueSpec::Id, "an id"),
        Key::new("length", SHORT, "a length"),
        Key::new("whole", ValueSpec::Whole { min: 1, max: 9 }, "a number"),
        Key::new("choice", ValueSpec::Choice(&["red", "blue"]), "a choice"),
        Key::new("flag", ValueSpec::Flag, "a flag"),
        Key::new("either", ValueSpec::IdOrSeconds { max: 9 }, "an id or seconds"),
        Key::new("list", ValueSpec::Tables { keys: INNER, most: 2 }, "tables"),
        Key::new("named", ValueSpec::Named { keys: INNER }, "tables by id"),
    ];

    #[test]
    fn gives_what_holds() {
        let text = "title = 'T'\ntext = ''\ntexts = ['a', 'b']\nid = 'x-1'\nlength = '1m'\nwhole = 0x9\nchoice = 'blue'
flag = false\neither = [1, 2.5]\n[[list]]\nsize = 1\n[[list]]\nsize = 2\n[named.z]\nsize = 3\n[named.a]\nsize = 4\n";
        let (fields, notes) = read("f", text, KEYS);
        assert_eq!(notes.into_mistakes(), None);
        assert_eq!(
            (fields.text("title"), fields.text("text"), fields.text("id")),
            (Some("T"), None, Some("x-1"))
        );
        assert_eq!(fields.texts("texts"), Some(&["a".to_owned(), "b".to_owned()][..]));
        assert_eq!(fields.length("length"), Some(Duration::from_secs(60)));
        assert_eq!((fields.whole("whole"), fields.small::<u8>("whole")), (Some(9), Some(9)));
        assert_eq!((fields.choice("choice"), fields.flag("flag")), (Some("blue"), Some(false)));
        assert_eq!(
            fields.seconds("either"),
            Some(&[Duration::from_secs(1), Duration::from_millis(2500)][..])
        );
        let sizes: Vec<_> = fields.tables("list").iter().map(|each| each.whole("size")).collect();
        assert_eq!(sizes, [Some(1), Some(2)]);
        let ids: Vec<_> = fields.entries("named").iter().map(|each| each.id.as_str()).collect();
        assert_eq!(ids, ["z", "a"], "in the order of the file");
        assert_eq!(fields.names().first(), Some(&"title"));
        assert_eq!(&text[fields.key_at("flag")], "flag");
        assert_eq!(&text[fields.value_at("flag")], "false");
    }

    #[test]
    fn says_what_does_not_hold_and_what_to_write() {
        for (text, what, fix) in [
            ("title = 3", "`title` needs a text in quotes, found a whole number", "write `\"3\"`"),
            (
                "title = ['a']",
                "`title` needs a text in quotes, found a list",
                "write it as in `title = \"...\"`",
            ),
            ("texts = ['a', 'b', 'c']", "`texts` has more than 2 entries", "leave out 1"),
            ("texts = [true]", "`texts` needs texts, found `true` or `false`", "put each text in quotes"),
            ("id = ' '", "`id` is empty", "write it as in `id = \"some-name\"`"),
            (
                "length = 1.5",
                "`length` needs a length with its unit, found a number with decimals",
                "write `length = \"1.5s\"`",
            ),
            ("length = '0.5s'", "`length` is shorter than 1s", "write at least `\"1s\"`"),
            (
                "whole = 99999999999999999999",
                "`whole` is `99999999999999999999`, outside 1 to 9",
                "write a whole number from 1 to 9",
            ),
            ("choice = 'bleu'", "`choice` cannot be `bleu`", "did you mean `\"blue\"`?"),
            (
                "choice = 1",
                "`choice` needs a word in quotes, found a whole number",
                "write one of `\"red\"`, `\"blue\"`",
            ),
            (
                "flag = 'yes'",
                "`flag` needs `true` or `false`, found a text",
                "write `true` or `false`, without quotes",
            ),
            ("list = 3", "`list` is a list of tables", "write `[[list]]`, with two brackets on each side"),
            (
                "list = [3]",
                "`list` needs tables, found a whole number",
                "write `[[list]]` and its keys below",
            ),
            ("[[list]]", "`size` is missing", "write `size = 1`: a size"),
            (
                "named = 3",
                "`named` holds tables with a name each",
                "write `[named.some-name]`, with one bracket on each side",
            ),
            (
                "named.x = 3",
                "`x` in `named` is a whole number, not a table",
                "write `[named.x]`, with one bracket on each side, and its keys below",
            ),
            (
                "[named.'ü']\nsize = 1",
                "`ü` is not a name for `named`",
                "use only `a-z`, `0-9` and `-`, up to 64 of them",
            ),
            (
                "colour = 1",
                "unknown key `colour`",
                "known here: title, text, texts, id, length, whole, choice, flag, either, list, named",
            ),
        ] {
            let (_, notes) = read("f", text, KEYS);
            let found = notes.into_mistakes().expect(text).list;
            let said: Vec<_> =
                found.iter().map(|m| (m.what.as_str(), m.fix.as_deref().unwrap_or_default())).collect();
            assert_eq!(said, [(what, fix)], "{text}");
        }
    }
}
