//! Checks drawings made of letters.

use unicode_width::UnicodeWidthStr;

use super::Checked;
use super::advice::fault;

impl Checked<'_, '_> {
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
}
