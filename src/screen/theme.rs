//! One set of colours: roles in, styles out.
//!
//! The night colours are warm and of middle brightness, so that they rest the eye in a dim room and can still be
//! read on a light background, which is left as it is. There are darker ones for light backgrounds, and a theme of
//! weights alone.

use ratatui::style::{Color, Modifier, Style};

use crate::store::config::{Config, Drawings, Palette, TextSize};

pub use depth::Depth;

mod background;
mod depth;

/// What a piece of text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Plain reading.
    Text,
    /// What to read first.
    Strong,
    /// A key to press.
    Key,
    /// What may be overlooked.
    Soft,
    /// The count while working.
    Count,
    /// The count on the way there.
    Waiting,
    /// Left or right.
    Side,
    /// The shape of the breath, from where it fades away to its middle, 0 to [`BRIGHTEST`].
    Breath(u8),
    /// What to do about a cramp.
    Urgent,
    /// A warning.
    Warning,
    /// A figure's trunk and the limbs nearer to us.
    Limb,
    /// A figure's limbs farther away.
    FarLimb,
    /// What works in a figure; as its side in words.
    Muscle,
    /// What stands around a figure.
    Prop,
    /// A colour of urine on the chart, 1 to 8.
    Swatch(u8),
}

/// The middle of the breath.
pub(crate) const BRIGHTEST: u8 = 31;

/// The colours of urine, from the palest to the darkest, and the nearest of the 256.
const SWATCHES: [(u32, u8); 8] = [
    (0xf6_f3dc, 230),
    (0xf3_edb5, 229),
    (0xef_e38a, 228),
    (0xe9_d25a, 221),
    (0xdd_b83c, 178),
    (0xcc_9a2a, 172),
    (0xb2_7a1e, 130),
    (0x8a_5a18, 94),
];

/// The styles of the program.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    palette: Palette,
    depth: Depth,
    blocks: bool,
    text: TextSize,
    /// Whether the terminal is asked for its background, which decides the colours.
    asks: bool,
}

impl Theme {
    /// Returns the theme that a person has set, on a terminal whose environment is read like this.
    pub(crate) fn of(config: &Config, var: impl Fn(&str) -> Option<String>) -> Theme {
        let blocks = match config.drawings {
            Drawings::Auto => depth::is_console(&var),
            Drawings::Dots => false,
            Drawings::Blocks => true,
        };
        let depth = Depth::of(&var);
        let theme = Theme::new(config.theme, depth).with_blocks(blocks).with_text(config.text);
        if config.theme != Palette::Auto {
            return theme;
        }
        let is_light = var("COLORFGBG").and_then(|text| background::is_light_by_number(&text));
        // Where colours are few they are the same on both, and GNU screen keeps the answer to itself.
        let asks = matches!(depth, Depth::Indexed | Depth::True) && !depth::is_screen(var);
        Theme { asks, ..theme.on(is_light.unwrap_or(false)) }
    }

    /// Returns the theme with these colours, on a terminal with so many of them.
    pub const fn new(palette: Palette, depth: Depth) -> Theme {
        Theme { palette, depth, blocks: false, text: TextSize::Normal, asks: false }
    }

    /// Returns the theme that draws with blocks where there are no dots to draw with.
    #[must_use]
    pub const fn with_blocks(self, blocks: bool) -> Theme {
        Theme { blocks, ..self }
    }

    /// Returns the theme with words of this size.
    #[must_use]
    pub const fn with_text(self, text: TextSize) -> Theme {
        Theme { text, ..self }
    }

    /// Returns whether words are to be large wherever they fit.
    pub fn is_large(self) -> bool {
        self.text == TextSize::Large
    }

    fn on(self, is_light: bool) -> Theme {
        Theme { palette: if is_light { Palette::Light } else { Palette::Night }, ..self }
    }

    /// Returns what asks the terminal for its background; empty if nothing depends on it.
    pub fn query(self) -> &'static str {
        if self.asks { background::QUERY } else { "" }
    }

    /// Takes the colours for the background that the terminal's reply tells, if it was asked for one.
    pub fn seen_background(&mut self, reply: &str) {
        if let Some(is_light) = background::is_light(reply).filter(|_| self.asks) {
            *self = self.on(is_light);
        }
    }

    /// Returns whether drawings are made of blocks, for a font without braille.
    pub fn has_blocks(self) -> bool {
        self.blocks
    }

    /// Returns whether a colour can be shown as it is.
    pub(crate) fn has_swatches(self) -> bool {
        !self.is_plain() && matches!(self.depth, Depth::Indexed | Depth::True)
    }

    /// Returns whether there are no colours, only weights.
    pub fn is_plain(self) -> bool {
        self.depth == Depth::None || self.palette == Palette::HighContrast
    }

    /// Returns whether there are shades of a colour.
    pub fn has_shades(self) -> bool {
        matches!(self.depth, Depth::True | Depth::Indexed) && !self.is_plain() && !self.blocks
    }

    /// Returns whether parts of a figure are told apart by their dots.
    pub fn is_hatched(self) -> bool {
        self.is_plain() || self.depth == Depth::Sixteen
    }

    /// Returns the style for `role`.
    pub fn style(self, role: Role) -> Style {
        let style = Style::new().add_modifier(self.weight(role));
        match self.colour(role) {
            Color::Reset => style,
            _ if self.is_plain() => style,
            colour => style.fg(colour),
        }
    }

    fn weight(self, role: Role) -> Modifier {
        let bold = match role {
            Role::Strong | Role::Side | Role::Urgent | Role::Warning => Modifier::BOLD,
            // Where its label cannot be softer.
            Role::Key if self.style(Role::Soft) == Style::new() => Modifier::BOLD,
            Role::Soft | Role::Waiting | Role::FarLimb | Role::Prop
                if self.depth == Depth::None && self.palette != Palette::HighContrast =>
            {
                Modifier::DIM
            }
            Role::Text
            | Role::Key
            | Role::Soft
            | Role::Count
            | Role::Waiting
            | Role::Breath(_)
            | Role::Limb
            | Role::FarLimb
            | Role::Muscle
            | Role::Prop
            | Role::Swatch(_) => Modifier::empty(),
        };
        match (self.palette, role) {
            (Palette::HighContrast, Role::Side | Role::Warning) => bold | Modifier::UNDERLINED,
            (Palette::Auto | Palette::Night | Palette::Light | Palette::HighContrast, _) => bold,
        }
    }

    fn colour(self, role: Role) -> Color {
        let light = self.palette == Palette::Light;
        let (night, day, index, dark_index) = match role {
            Role::Text | Role::Strong | Role::Key => return Color::Reset,
            Role::Soft => (0x9e_8d7b, 0x6b_5d50, 246, 241),
            Role::Count => (0xc2_823a, 0x98_5a14, 137, 94),
            Role::Waiting => (0x9c_775c, 0x82_6048, 244, 95),
            Role::Side => (0xcb_7a63, 0xa3_402c, 138, 131),
            Role::Muscle => (0xcb_7a63, 0xa3_402c, 131, 131),
            Role::Breath(shade) => {
                let at = f64::from(shade.min(BRIGHTEST)) / f64::from(BRIGHTEST);
                let (night, day) = (between(0x22_1b18, 0xc2_823a, at), between(0xf2_e8de, 0x9a_5614, at));
                let (index, dark_index) = match shade {
                    0..7 => (52, 254),
                    7..13 => (94, 250),
                    13..24 => (130, 180),
                    24..28 => (166, 136),
                    28.. => (166, 130),
                };
                (night, day, index, dark_index)
            }
            Role::Urgent => (0xd5_783e, 0x9a_4a18, 137, 94),
            Role::Warning => (0xde_705a, 0xb0_3020, 202, 160),
            Role::Limb => (0xac_8c6c, 0x6a_5442, 137, 240),
            Role::FarLimb => (0x83_6e58, 0xa2_9080, 243, 246),
            Role::Prop => (0x81_6e5d, 0x9c_8c7c, 243, 246),
            // What it is does not depend on what is around it.
            Role::Swatch(shade) => {
                let (colour, index) = SWATCHES[usize::from(shade.clamp(1, 8)) - 1];
                (colour, colour, index, index)
            }
        };
        match self.depth {
            Depth::True => Color::from_u32(if light { day } else { night }),
            Depth::Indexed => Color::Indexed(if light { dark_index } else { index }),
            Depth::Sixteen => named(role, light),
            Depth::None => Color::Reset,
        }
    }
}

/// Returns one of the sixteen colours. Red is for warnings alone, for every red of theirs glares; what only has to be seen
/// is grey, and all that has to be read has the terminal's own text colour.
fn named(role: Role, light: bool) -> Color {
    match role {
        Role::Waiting | Role::Prop | Role::Breath(_) => Color::DarkGray,
        // The other red is too dark for small letters on black.
        Role::Warning if !light => Color::LightRed,
        Role::Warning => Color::Red,
        Role::Text
        | Role::Strong
        | Role::Key
        | Role::Soft
        | Role::Count
        | Role::Side
        | Role::Urgent
        | Role::Limb
        | Role::FarLimb
        | Role::Muscle
        | Role::Swatch(_) => Color::Reset,
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
    fn auto_goes_by_the_background() {
        let of = |theme, vars: &[(&str, &str)]| {
            let var =
                |name: &str| vars.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned());
            Theme::of(&Config { theme, ..Config::default() }, var)
        };
        let term = ("TERM", "xterm-256color");
        let mut theme = of(Palette::Auto, &[term]);
        assert_eq!((theme.palette, theme.query()), (Palette::Night, "\x1b]11;?\x07"));
        theme.seen_background("11;rgb:ffff/ffff/ffff");
        assert_eq!(theme.palette, Palette::Light);
        theme.seen_background("10;rgb:0000/0000/0000");
        assert_eq!(theme.palette, Palette::Light, "that is not the background");
        theme.seen_background("11;rgb:0000/0000/0000");
        assert_eq!(theme.palette, Palette::Night);
        assert_eq!(of(Palette::Auto, &[term, ("COLORFGBG", "0;15")]).palette, Palette::Light);
        for vars in [
            &[("TERM", "linux")][..],
            &[("TERM", "dumb")],
            &[],
            &[term, ("STY", "1.pts")],
            &[("TERM", "screen-256color")],
            &[term, ("NO_COLOR", "1")],
        ] {
            assert_eq!(of(Palette::Auto, vars).query(), "", "{vars:?}");
        }
        let mut set = of(Palette::Night, &[term, ("COLORFGBG", "0;15")]);
        set.seen_background("11;rgb:ffff/ffff/ffff");
        assert_eq!((set.palette, set.query()), (Palette::Night, ""), "what is set stays");
    }

    #[test]
    fn blocks_are_for_a_font_without_dots() {
        let blocks = |drawings, term: &str| {
            let config = Config { drawings, ..Config::default() };
            Theme::of(&config, |name| (name == "TERM").then(|| term.to_owned())).has_blocks()
        };
        assert!(blocks(Drawings::Auto, "linux") && blocks(Drawings::Auto, "linux-16color"));
        assert!(!blocks(Drawings::Auto, "xterm-256color") && !blocks(Drawings::Auto, ""));
        assert!(blocks(Drawings::Blocks, "xterm") && !blocks(Drawings::Dots, "linux"));
    }

    /// The sixteen colours as xterm has them.
    const SIXTEEN: [u32; 16] = [
        0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd, 0xe5_e5e5, 0x7f_7f7f,
        0xff_0000, 0x00_ff00, 0xff_ff00, 0x5c_5cff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
    ];
    const BLACK: u32 = 0x00_0000;
    const DARK: u32 = 0x28_2828;
    const WHITE: u32 = 0xff_ffff;

    /// Returns what xterm shows of a colour; `None` for the terminal's own.
    fn shown(colour: Color) -> Option<u32> {
        let named = |at: usize| Some(SIXTEEN[at]);
        match colour {
            Color::Reset => None,
            Color::Rgb(red, green, blue) => Some(u32::from_be_bytes([0, red, green, blue])),
            Color::Indexed(at @ 232..) => Some((8 + 10 * u32::from(at - 232)) * 0x01_0101),
            Color::Indexed(at @ 16..232) => {
                let part = |of: u8| if of == 0 { 0 } else { 55 + 40 * u32::from(of) };
                let at = at - 16;
                Some(part(at / 36) << 16 | part(at / 6 % 6) << 8 | part(at % 6))
            }
            Color::Red => named(1),
            Color::DarkGray => named(8),
            Color::LightRed => named(9),
            other => panic!("{other:?} cannot be read on black and on white"),
        }
    }

    /// Returns the contrast of two colours, 1 to 21 (WCAG 2.2).
    fn contrast(one: u32, other: u32) -> f64 {
        let light = |colour: u32| {
            let part = |shift: u32| {
                let part = f64::from(colour >> shift & 0xff) / 255.0;
                if part <= 0.040_45 { part / 12.92 } else { libm::pow((part + 0.055) / 1.055, 2.4) }
            };
            0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0) + 0.05
        };
        let (one, other) = (light(one), light(other));
        one.max(other) / one.min(other)
    }

    /// Text has 4.5 to 1 and drawings have 3 to 1 on the grounds that their theme is for, and all but what shall be dim or
    /// fade away can be made out on any ground.
    #[test]
    fn everything_can_be_read() {
        let text = [Role::Soft, Role::Count, Role::Side, Role::Urgent, Role::Warning];
        let large = (24..=BRIGHTEST).map(Role::Breath).chain([Role::Waiting, Role::Muscle, Role::Limb]);
        let dim = [Role::FarLimb, Role::Prop];
        let all = text.map(|role| (role, 4.5, 3.0)).into_iter();
        let all = all.chain(large.map(|role| (role, 3.0, 2.9))).chain(dim.map(|role| (role, 3.0, 2.6)));
        for (role, least, elsewhere) in all {
            for depth in [Depth::True, Depth::Indexed, Depth::Sixteen] {
                for (palette, grounds, other) in
                    [(Palette::Night, &[BLACK, DARK][..], WHITE), (Palette::Light, &[WHITE], BLACK)]
                {
                    let style = Theme::new(palette, depth).style(role);
                    let Some(colour) = style.fg.and_then(shown) else { continue };
                    // The sixteen are the terminal's own, and chosen for its ground.
                    let grounds = if depth == Depth::Sixteen { &grounds[..1] } else { grounds };
                    let here = grounds.iter().map(|ground| contrast(colour, *ground));
                    let here = here.fold(f64::MAX, f64::min);
                    let there = contrast(colour, other);
                    let told = format!("{role:?} {palette:?} {depth:?}: {here:.2}, elsewhere {there:.2}");
                    assert!(here >= least && there >= elsewhere, "{told}");
                }
            }
        }
    }

    #[test]
    fn red_is_for_warnings_where_every_red_glares() {
        let roles =
            [Role::Soft, Role::Count, Role::Waiting, Role::Side, Role::Urgent, Role::Muscle, Role::Limb];
        let roles = roles.into_iter().chain((0..=BRIGHTEST).map(Role::Breath));
        for (palette, role) in
            [Palette::Night, Palette::Light].into_iter().flat_map(|p| roles.clone().map(move |r| (p, r)))
        {
            let theme = Theme::new(palette, Depth::Sixteen);
            assert!(matches!(theme.style(role).fg, None | Some(Color::DarkGray)), "{palette:?} {role:?}");
            assert!(
                theme.style(Role::Warning).fg.is_some_and(|red| matches!(red, Color::Red | Color::LightRed))
            );
            assert!(theme.is_hatched() && theme.style(Role::Key).add_modifier == Modifier::BOLD);
        }
    }

    #[test]
    fn each_colour_of_the_chart_is_darker_than_the_one_before() {
        for depth in [Depth::True, Depth::Indexed] {
            let colours =
                (1..=8).map(|shade| Theme::new(Palette::Light, depth).style(Role::Swatch(shade)).fg);
            let light = colours.map(|colour| contrast(colour.and_then(shown).expect("a colour"), BLACK));
            let light: Vec<f64> = light.collect();
            assert!(light.windows(2).all(|pair| pair[0] > pair[1]), "{depth:?} {light:?}");
        }
    }

    /// From the ground on it gets brighter on black and darker on white, shade by shade.
    #[test]
    fn the_breath_fades_into_its_ground() {
        for (palette, ground) in [(Palette::Night, BLACK), (Palette::Light, WHITE)] {
            for depth in [Depth::True, Depth::Indexed] {
                let colour = |shade| Theme::new(palette, depth).style(Role::Breath(shade)).fg.and_then(shown);
                let all = (0..=BRIGHTEST).map(|shade| contrast(colour(shade).expect("a colour"), ground));
                let all: Vec<_> = all.collect();
                assert!(all.is_sorted() && all[0] < 1.6, "{palette:?} {depth:?}: {all:.1?}");
            }
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
        let style = |palette, role| Theme::new(palette, Depth::None).style(role).add_modifier;
        assert_eq!(
            style(Palette::HighContrast, Role::Soft),
            Modifier::empty(),
            "nothing is dim in high contrast"
        );
        assert_eq!(style(Palette::HighContrast, Role::Key), Modifier::BOLD, "so keys are bold");
        assert_eq!(style(Palette::Night, Role::Soft), Modifier::DIM);
        assert_eq!(style(Palette::Night, Role::Key), Modifier::empty());
    }
}
