//! A line that is being typed: made fit to be shown as it comes, and erased as it is seen, character by character.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::document::harmful;

/// The line so far. It begins with no blank, and holds nothing that could drive a terminal.
#[derive(Debug, Default)]
pub(super) struct Draft(String);

impl Draft {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to see of it.
    pub(super) fn is_blank(&self) -> bool {
        self.0.trim().width() == 0
    }

    /// Adds what was typed or pasted, as long as the line has at most `most` characters. Returns whether all of it fits.
    pub(super) fn push(&mut self, text: &str, most: usize) -> bool {
        let mut room = most.saturating_sub(self.0.chars().count());
        for c in text.chars().map(|c| if c == '\t' { ' ' } else { c }) {
            if harmful(c) || (self.0.is_empty() && c.is_whitespace()) {
                continue;
            }
            if room == 0 {
                return false;
            }
            self.0.push(c);
            room -= 1;
        }
        true
    }

    /// Takes back what a person sees as the last character. Returns whether there was one.
    pub(super) fn erase(&mut self) -> bool {
        let last = self.0.grapheme_indices(true).next_back();
        let end = last.map(|(at, _)| at);
        self.0.truncate(end.unwrap_or_default());
        end.is_some()
    }

    /// The line as it is kept; `None` if it is blank. Nothing is left of it here.
    pub(super) fn take(&mut self) -> Option<String> {
        let is_blank = self.is_blank();
        let line = std::mem::take(&mut self.0);
        (!is_blank).then(|| line.trim_end().to_owned())
    }
}

impl From<String> for Draft {
    fn from(line: String) -> Draft {
        Draft(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Draft {
        let mut draft = Draft::default();
        draft.push(text, 200);
        draft
    }

    #[test]
    fn what_could_drive_a_terminal_is_left_out() {
        for (text, kept) in [
            ("\x1b[31mred\x07\x00", "[31mred"),
            ("  a\tb  ", "a b"),
            ("\u{202e}back\u{2066}", "back"),
            ("שלום עולם", "שלום עולם"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("👨\u{200d}👩\u{200d}👧 tea", "👨\u{200d}👩\u{200d}👧 tea"),
            ("\u{9b}2J", "2J"),
        ] {
            assert_eq!(typed(text).take().as_deref(), Some(kept), "{text:?}");
        }
        for blank in ["", "   ", "\x1b\x07", "\u{200b}", "\u{301}"] {
            assert_eq!(typed(blank).take(), None, "{blank:?}");
        }
    }

    #[test]
    fn a_line_is_only_so_long() {
        let mut draft = Draft::default();
        assert!(draft.push(&"é".repeat(200), 200));
        assert!(!draft.push("more", 200));
        assert!(draft.push("\x1b\x00", 200), "what is left out needs no room");
        assert_eq!(draft.as_str().chars().count(), 200);
        assert!(!typed("").push(&"x".repeat(1_000_000), 200));
    }

    #[test]
    fn what_is_erased_is_what_one_sees() {
        let mut draft = typed("a🇩🇪e\u{301}👨\u{200d}👩\u{200d}👧膝");
        for left in ["a🇩🇪e\u{301}👨\u{200d}👩\u{200d}👧", "a🇩🇪e\u{301}", "a🇩🇪", "a", ""]
        {
            assert!(draft.erase());
            assert_eq!(draft.as_str(), left);
        }
        assert!(!draft.erase());
    }
}
