//! One set of colours: roles in, styles out.
//!
//! The night colours are warm and of middle brightness, so that they rest the eye in a dim room and can still be
//! read on a light background, which is left as it is. There are darker ones for light backgrounds, and a theme of
//! weights alone.

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
    /// The shape of the breath: the fuller the warmer, 0 to [`WARMEST`].
    Breath(u8),
    /// What to do about a cramp.
    Urgent,
    /// A warning.
    Warning,
    /// A figure's trunk and the limbs nearer to us.
    Limb,
    /// A figure's limbs farther away.
    FarLimb,
    /// What works in a figure; the same colour as its side in words.
    Muscle,
    /// What stands around a figure.
    Prop,
}

/// The shade of a full breath.
pub const WARMEST: u8 = 6;

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

/// Which set of colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// Warm and of middle brightness.
    Night,
    /// The same, darker, for light backgrounds.
    Light,
    /// The terminal's own text colour for everything, and weight instead of colours.
    HighContrast,
}

/// The styles of the program.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    palette: Palette,
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
    /// Returns the theme with these colours, on a terminal with so many of them.
    pub fn new(palette: Palette, depth: Depth) -> Theme {
        Theme { palette, depth }
    }

    /// Returns whether there are no colours, only weights.
    pub fn is_plain(self) -> bool {
        self.depth == Depth::None || self.palette == Palette::HighContrast
    }

    /// Returns the style for `role`.
    pub fn style(self, role: Role) -> Style {
        let style = Style::new().add_modifier(self.weight(role));
        match role {
            Role::Text | Role::Strong => style,
            _ if self.is_plain() => style,
            _ => style.fg(self.colour(role)),
        }
    }

    fn weight(self, role: Role) -> Modifier {
        let bold = match role {
            Role::Strong | Role::Side | Role::Urgent | Role::Warning => Modifier::BOLD,
            Role::Muscle if self.is_plain() => Modifier::BOLD,
            Role::Soft | Role::Waiting | Role::FarLimb | Role::Prop
                if self.depth == Depth::None && self.palette != Palette::HighContrast =>
            {
                Modifier::DIM
            }
            Role::Text
            | Role::Soft
            | Role::Count
            | Role::Waiting
            | Role::Breath(_)
            | Role::Limb
            | Role::FarLimb
            | Role::Muscle
            | Role::Prop => Modifier::empty(),
        };
        match (self.palette, role) {
            (Palette::HighContrast, Role::Side | Role::Warning) => bold | Modifier::UNDERLINED,
            (Palette::Night | Palette::Light | Palette::HighContrast, _) => bold,
        }
    }

    fn colour(self, role: Role) -> Color {
        let light = self.palette == Palette::Light;
        let (night, day, index, dark_index, named) = match role {
            Role::Text | Role::Strong => return Color::Reset,
            Role::Soft => (0x8f_7d6c, 0x6b_5d50, 101, 241, Color::DarkGray),
            Role::Count => (0xc8_863e, 0x98_5a14, 172, 94, Color::Yellow),
            Role::Waiting => (0x9c_775c, 0x82_6048, 137, 95, Color::Yellow),
            Role::Side | Role::Muscle => (0xc4_745e, 0xa3_402c, 173, 124, Color::Red),
            Role::Breath(shade) => {
                let at = f64::from(shade.min(WARMEST)) / f64::from(WARMEST);
                let (night, day) = (between(0x74_5044, 0xc8_863c, at), between(0x7c_5c4c, 0xac_661a, at));
                let (index, dark_index) = match shade {
                    0..2 => (94, 95),
                    2..5 => (130, 94),
                    5.. => (172, 130),
                };
                (night, day, index, dark_index, Color::Yellow)
            }
            Role::Urgent => (0xb8_6034, 0x9a_4a18, 130, 94, Color::Yellow),
            Role::Warning => (0xc9_543e, 0xb0_3020, 167, 160, Color::Red),
            Role::Limb => (0xb4_9474, 0x6a_5442, 137, 240, Color::Gray),
            Role::FarLimb => (0x76_6350, 0xa6_9484, 241, 247, Color::DarkGray),
            Role::Prop => (0x7c_6a5a, 0x9c_8c7c, 242, 247, Color::DarkGray),
        };
        match self.depth {
            Depth::True => Color::from_u32(if light { day } else { night }),
            Depth::Indexed => Color::Indexed(if light { dark_index } else { index }),
            Depth::Sixteen => named,
            Depth::None => Color::Reset,
        }
    }
}

/// Returns the colour so far on the way from one to another.
fn between(from: u32, to: u32, share: f64) -> u32 {
    let part = |shift: u32| {
        let [from, to] = [from, to].map(|colour| f64::from(colour >> shift & 0xff));
        // Between two bytes, so it fits.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a byte by construction")]
        let part = (from + (to - from) * share).round() as u32;
        part << shift
    };
    part(16) | part(8) | part(0)
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

    #[test]
    fn the_breath_warms_as_it_fills() {
        for palette in [Palette::Night, Palette::Light] {
            let red = |shade| match Theme::new(palette, Depth::True).style(Role::Breath(shade)).fg {
                Some(Color::Rgb(red, _, blue)) => (red, 255 - blue),
                other => panic!("{other:?}"),
            };
            let reds: Vec<_> = (0..=WARMEST).map(red).collect();
            assert!(reds.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 <= pair[1].1), "{reds:?}");
        }
    }

    #[test]
    fn high_contrast_and_no_colour_have_none() {
        for theme in [
            Theme::new(Palette::HighContrast, Depth::True),
            Theme::new(Palette::Night, Depth::None),
            Theme::new(Palette::Light, Depth::None),
        ] {
            for role in [Role::Soft, Role::Count, Role::Waiting, Role::Side, Role::Breath(3), Role::Muscle] {
                assert_eq!(theme.style(role).fg, None, "{theme:?} {role:?}");
            }
        }
        let weak = Theme::new(Palette::HighContrast, Depth::None).style(Role::Soft);
        assert!(!weak.add_modifier.contains(Modifier::DIM), "nothing is dim in high contrast");
    }
}
