//! Checks what drawings are made of: numbers, points, and texts of several lines.

use toml::Spanned;
use toml::de::{DeArray, DeValue};
use unicode_width::UnicodeWidthStr;

use super::Checked;
use super::advice::{fault, type_in_words};
use crate::document::quoted;

/// Returns a value as a number, if it is one.
pub(super) fn number_of(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(n) => {
            i64::from_str_radix(n.as_str(), n.radix()).ok().and_then(|n| i32::try_from(n).ok()).map(f64::from)
        }
        DeValue::Float(n) => n.as_str().parse::<f64>().ok(),
        DeValue::String(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => None,
    }
}

impl Checked<'_, '_> {
    /// Returns a number within limits.
    pub(super) fn number(&mut self, min: i32, max: i32) -> Option<f64> {
        if number_of(self.found.get_ref()).is_none() && !is_number(self.found.get_ref()) {
            return self.other_type(Some(format!("write a number from {min} to {max}, without quotes")));
        }
        self.within(self.found, min, max)
    }

    /// Returns a list of exactly so many numbers.
    pub(super) fn numbers(&mut self, count: usize, max: i32) -> Option<Vec<f64>> {
        let Some(list) = self.found.get_ref().as_array() else { return self.other_type(None) };
        self.numbers_of(list, count, max, self.found)
    }

    /// Returns a line of at least two points.
    pub(super) fn points(&mut self, most: usize, max: i32) -> Option<Vec<(f64, f64)>> {
        let name = self.key.name;
        let Some(list) = self.found.get_ref().as_array() else { return self.other_type(None) };
        if !(2..=most).contains(&list.len()) {
            let fix = format!("write it as in `{}`", self.example());
            let found = if list.len() == 1 { "1 point".to_owned() } else { format!("{} points", list.len()) };
            return self.note(format!("`{name}` has {found}, not 2 to {most}"), Some(fix));
        }
        let mut points = Vec::new();
        for item in list {
            let Some(pair) = item.get_ref().as_array() else {
                let what = format!("`{name}` needs points, found {}", type_in_words(item.get_ref()));
                self.notes.add(item.span(), what, Some("write each point as in `[20, 10]`".into()));
                // Whoever leaves out one pair of brackets leaves out all of them.
                return None;
            };
            if let Some([x, y]) = self.numbers_of(pair, 2, max, item).as_deref() {
                points.push((*x, *y));
            }
        }
        (points.len() == list.len()).then_some(points)
    }

    /// Returns the lines of a drawing, without empty ones around it.
    pub(super) fn drawing(&mut self, columns: usize, rows: usize) -> Option<Vec<String>> {
        let name = self.key.name;
        let Some(text) = self.found.get_ref().as_str() else { return self.other_type(None) };
        let mut lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        let blank = lines.iter().take_while(|line| line.is_empty()).count();
        lines.drain(..blank);
        while lines.last().is_some_and(|line| line.is_empty()) {
            lines.pop();
        }
        if lines.is_empty() {
            return self
                .note(format!("`{name}` is empty"), Some("draw something in it, or remove it".into()));
        }
        if lines.len() > rows {
            let fix = Some(format!("leave out {}", lines.len() - rows));
            return self.note(format!("`{name}` has {} lines, more than {rows}", lines.len()), fix);
        }
        for (nth, line) in lines.iter().enumerate() {
            let long = line.width().max(line.chars().count());
            if long > columns {
                let what =
                    format!("line {} of `{name}` is {long} columns wide, more than {columns}", nth + 1);
                return self.note(what, Some(format!("make it at most {columns} columns wide")));
            }
            if let Some((what, fix)) = fault(line, false) {
                return self.note(format!("line {} of `{name}` {what}", nth + 1), fix);
            }
        }
        Some(lines.into_iter().map(str::to_owned).collect())
    }

    fn numbers_of(
        &mut self,
        list: &DeArray<'_>,
        count: usize,
        max: i32,
        at: &Spanned<DeValue<'_>>,
    ) -> Option<Vec<f64>> {
        if list.len() != count {
            let found = match list.len() {
                1 => "1 number".to_owned(),
                many => format!("{many} numbers"),
            };
            let example = if count == 2 { "[20, 10]" } else { "[0, 0, 40, 20]" };
            let fix = format!("write {count} numbers, as in `{example}`");
            self.notes.add(at.span(), format!("`{}` has {found}, not {count}", self.key.name), Some(fix));
            return None;
        }
        let numbers: Vec<f64> = list.iter().filter_map(|item| self.within(item, 0, max)).collect();
        (numbers.len() == count).then_some(numbers)
    }

    fn within(&mut self, item: &Spanned<DeValue<'_>>, min: i32, max: i32) -> Option<f64> {
        let shown = quoted(self.notes.text_at(&item.span()).trim());
        let number = number_of(item.get_ref());
        if let Some(number) = number.filter(|n| (f64::from(min)..=f64::from(max)).contains(n)) {
            return Some(number);
        }
        let name = self.key.name;
        let what = if is_number(item.get_ref()) {
            format!("`{name}` has {shown} in it, outside {min} to {max}")
        } else {
            format!("`{name}` has {shown} in it, which is no number")
        };
        let fix = format!("write a number from {min} to {max}, without quotes");
        self.notes.add(item.span(), what, Some(fix));
        None
    }
}

fn is_number(value: &DeValue<'_>) -> bool {
    matches!(value, DeValue::Integer(_) | DeValue::Float(_))
}
