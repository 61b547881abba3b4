//! One set of colours: roles in, styles out.
//!
//! The night colours are warm and of middle brightness, so that they rest the eye in a dim room and can still be
//! read on a light background, which is left as it is.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Plain reading.
    Text,
    /// What to read first.
    Strong,
    /// What may be overlooked.
    Soft,
    /// The count while working.
    Count,
    /// The count on the way there.
    Waiting,
    /// Left or right.
    Side,
    /// The shape of the breath, filling.
    BreathIn,
    /// The shape of the breath, emptying.
    BreathOut,
    /// A warning.
    Warning,
}

/// How many colours the terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// None at all, or none wanted.
    None,
    /// The sixteen of old.
    Sixteen,
    /// Two hundred and fifty-six.
    Indexed,
    /// All of them.
    True,
}

/// The styles of the program.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    depth: Depth,
}

impl Depth {
    /// Returns what the environment says, given how it is read: `NO_COLOR`, `COLORTERM`, `TERM`.
    pub fn of(var: impl Fn(&str) -> Option<String>) -> Depth {
        let set = |name| var(name).filter(|value| !value.is_empty());
        let term = set("TERM").unwrap_or_default();
        if set("NO_COLOR").is_some() || term == "dumb" {
            Depth::None
        } else if set("COLORTERM").is_some_and(|c| c == "truecolor" || c == "24bit")
            || set("WT_SESSION").is_some()
        {
            Depth::True
        } else if term.contains("256color") {
            Depth::Indexed
        } else {
            Depth::Sixteen
        }
    }
}

impl Theme {
    /// Returns the night theme for a terminal with so many colours.
    pub fn night(depth: Depth) -> Theme {
        Theme { depth }
    }

    /// Returns the style for `role`.
    pub fn style(self, role: Role) -> Style {
        let (rgb, index, named) = match role {
            Role::Text | Role::Strong => (Color::Reset, Color::Reset, Color::Reset),
            Role::Soft => (Color::Rgb(0x8f, 0x7d, 0x6c), Color::Indexed(101), Color::DarkGray),
            Role::Count => (Color::Rgb(0xc8, 0x86, 0x3e), Color::Indexed(172), Color::Yellow),
            Role::Waiting => (Color::Rgb(0x9c, 0x77, 0x5c), Color::Indexed(137), Color::Yellow),
            Role::Side => (Color::Rgb(0xc4, 0x74, 0x5e), Color::Indexed(173), Color::Red),
            Role::BreathIn => (Color::Rgb(0xb5, 0x76, 0x38), Color::Indexed(136), Color::Yellow),
            Role::BreathOut => (Color::Rgb(0x94, 0x66, 0x4c), Color::Indexed(95), Color::Yellow),
            Role::Warning => (Color::Rgb(0xc9, 0x54, 0x3e), Color::Indexed(167), Color::Red),
        };
        let colour = match self.depth {
            Depth::True => rgb,
            Depth::Indexed => index,
            Depth::Sixteen => named,
            Depth::None => Color::Reset,
        };
        let weight = match role {
            Role::Strong | Role::Side | Role::Warning => Modifier::BOLD,
            Role::Soft | Role::Waiting if self.depth == Depth::None => Modifier::DIM,
            Role::Text | Role::Soft | Role::Count | Role::Waiting | Role::BreathIn | Role::BreathOut => {
                Modifier::empty()
            }
        };
        let style = Style::new().add_modifier(weight);
        if colour == Color::Reset { style } else { style.fg(colour) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_decides_the_colours() {
        let depth = |vars: &[(&str, &str)]| {
            Depth::of(|name| vars.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
        };
        assert_eq!(depth(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]), Depth::True);
        assert_eq!(depth(&[("TERM", "xterm-256color")]), Depth::Indexed);
        assert_eq!(depth(&[("TERM", "linux")]), Depth::Sixteen);
        assert_eq!(depth(&[("COLORTERM", "truecolor"), ("NO_COLOR", "1")]), Depth::None);
        assert_eq!(depth(&[("TERM", "linux"), ("NO_COLOR", "")]), Depth::Sixteen);
    }
}
