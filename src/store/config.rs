//! A person's settings: all optional, each with a default, and one bad value never costs the others.

use std::time::Duration;

use jiff::civil::Date;

use crate::document::keys::{Key, ValueSpec};
use crate::document::{self, Mistakes};
use crate::health::body::Side;
use crate::health::water::{Limit, Units};
use crate::routine::plan::PlanOptions;
use crate::routine::read::keys::WAIT;
use crate::store::hooks::{self, Hooks};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// Night or light, as the terminal's background is.
    Auto,
    Night,
    Light,
    HighContrast,
}

/// How drawings move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    Full,
    /// The breath in half as many pictures.
    Calm,
    Still,
}

/// How large words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextSize {
    /// Large where the terminal is.
    Normal,
    /// Large wherever they fit.
    Large,
}

/// What drawings are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawings {
    /// Dots, or blocks where the font is known to have no dots.
    Auto,
    Dots,
    Blocks,
}

#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Tonight's routine: a name or a path.
    pub routine: String,
    /// The routine for a day of the week, Monday first, where it is another one.
    pub tonight: [Option<String>; 7],
    /// The side that goes first; `None` for the leg that cramped more this year, or the left.
    pub first_side: Option<Side>,
    /// Time to get into position where the routine names none, at least 3 seconds; `None` waits for Enter where a step is
    /// done somewhere else than the one before.
    pub get_ready: Option<Duration>,
    /// Where the routine names none; at least 3 seconds.
    pub change_over: Duration,
    pub theme: Palette,
    pub drawings: Drawings,
    pub text: TextSize,
    pub sound: bool,
    /// 0 to 100 percent.
    pub volume: u8,
    pub bell: bool,
    pub voice: bool,
    /// Program and arguments; empty tries those that are there.
    pub voice_command: Vec<String>,
    pub motion: Motion,
    pub plain: bool,
    /// 50 to 2,000.
    pub glass_ml: u16,
    pub units: Units,
    /// Drinks to aim for in a day, 500 to 3,000.
    pub water_target_ml: u16,
    /// A limit that a clinician set, 200 to 10,000 ml a day; it beats any target.
    pub fluid_limit: Limit,
    /// 0 to 10.
    pub night_toilet_trips: u8,
    /// Whether the person is pregnant, as if it were answered before the first evening; adds 300 ml to the target.
    pub pregnant: bool,
    pub terminal: Vec<String>,
    pub notify_steps: bool,
    pub awake: bool,
    pub remind_within: Duration,
    /// How long the reminder waits when it is put off, 1 minute to [`LONGEST_SNOOZE`].
    pub snooze: Duration,
    /// The hour, 0 to 23, at which one night ends and the next begins.
    pub night_begins: i8,
    /// The person's own programs that run when something happens.
    pub hooks: Hooks,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            routine: "classic".to_owned(),
            tonight: [const { None }; 7],
            first_side: None,
            get_ready: None,
            change_over: Duration::from_secs(10),
            theme: Palette::Night,
            drawings: Drawings::Auto,
            text: TextSize::Normal,
            sound: true,
            volume: 40,
            bell: true,
            voice: false,
            voice_command: Vec::new(),
            motion: Motion::Full,
            plain: false,
            glass_ml: 250,
            units: Units::Millilitres,
            water_target_ml: 2000,
            fluid_limit: Limit::None,
            night_toilet_trips: 0,
            pregnant: false,
            terminal: Vec::new(),
            notify_steps: false,
            awake: true,
            remind_within: Duration::from_secs(2 * 3600),
            snooze: Duration::from_secs(10 * 60),
            night_begins: 12,
            hooks: Hooks::default(),
        }
    }
}

impl Config {
    /// The defaults, but every step begins by the clock: for tests that walk through an evening without a key.
    #[doc(hidden)]
    pub fn by_the_clock() -> Config {
        Config { get_ready: Some(PlanOptions::default().get_ready), ..Config::default() }
    }

    /// The settings on a terminal whose environment is read like this: over a network the breath is calm.
    #[must_use]
    pub fn on_terminal(self, var: impl Fn(&str) -> Option<String>) -> Config {
        let is_far = ["SSH_CONNECTION", "SSH_TTY"].iter().any(|name| var(name).is_some());
        let motion = if is_far && self.motion == Motion::Full { Motion::Calm } else { self.motion };
        Config { motion, ..self }
    }

    /// That of its day of the week, else the usual one.
    pub fn routine_for(&self, night: Date) -> &str {
        let day = usize::try_from(night.weekday().to_monday_zero_offset()).unwrap_or(0);
        self.tonight.get(day).and_then(Option::as_deref).unwrap_or(&self.routine)
    }

    pub fn manner(&self) -> PlanOptions {
        let first_side = self.first_side.unwrap_or(Side::Left);
        let usual = PlanOptions::default();
        PlanOptions {
            get_ready: self.get_ready.unwrap_or(usual.get_ready),
            waits: self.get_ready.is_none(),
            change_over: self.change_over,
            first_side,
            ..usual
        }
    }
}

const THEMES: [&str; 4] = ["night", "light", "high-contrast", "auto"];

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

const TONIGHT: &[Key] = &[
    Key::new("mon", ValueSpec::Title, "the routine for Monday evenings"),
    Key::new("tue", ValueSpec::Title, "the routine for Tuesday evenings"),
    Key::new("wed", ValueSpec::Title, "the routine for Wednesday evenings"),
    Key::new("thu", ValueSpec::Title, "the routine for Thursday evenings"),
    Key::new("fri", ValueSpec::Title, "the routine for Friday evenings"),
    Key::new("sat", ValueSpec::Title, "the routine for Saturday evenings"),
    Key::new("sun", ValueSpec::Title, "the routine for Sunday evenings"),
];

const SHORTEST_SETTLING: Duration = Duration::from_secs(3);
const LONGEST_SETTLING: Duration = Duration::from_secs(600);
const SETTLING: ValueSpec = ValueSpec::Length { min: SHORTEST_SETTLING, max: LONGEST_SETTLING };

/// Shorter, a lid opened a little late would hear nothing; longer, one opened in the morning might. Our choice.
const REMINDING: ValueSpec =
    ValueSpec::Length { min: Duration::from_secs(10 * 60), max: Duration::from_secs(6 * 3600) };

pub(crate) const LONGEST_SNOOZE: Duration = Duration::from_secs(3600);

pub(crate) const KEYS: &[Key] = &[
    Key::new(
        "routine",
        ValueSpec::Title,
        "tonight's routine: a name from `winddown routine list`, or a path",
    ),
    Key::new("tonight", ValueSpec::Table { keys: TONIGHT }, "days of the week with another routine"),
    Key::new("first_side", ValueSpec::Choice(&["left", "right"]), "the side that goes first"),
    Key::new(
        "get_ready",
        ValueSpec::LengthOr { word: WAIT, min: SHORTEST_SETTLING, max: LONGEST_SETTLING },
        "how a step begins: \"wait\" for Enter where it needs another place, or a time to get there",
    ),
    Key::new("change_over", SETTLING, "time to change sides, where a routine names none"),
    Key::new(
        "theme",
        ValueSpec::Choice(&THEMES),
        "the colours: night, light, high-contrast, or auto for what suits the background",
    ),
    Key::new(
        "drawings",
        ValueSpec::Choice(&["auto", "dots", "blocks"]),
        "what drawings are made of: dots, blocks, or auto for what the font has",
    ),
    Key::new(
        "text",
        ValueSpec::Choice(&["normal", "large"]),
        "how large the words of a step are: normal, or large even on a smaller terminal",
    ),
    Key::new("sound", ValueSpec::Flag, "whether soft chimes mark changes and follow the breath"),
    Key::new("volume", ValueSpec::Whole { min: 0, max: 100 }, "how loud the chimes are, in percent"),
    Key::new("bell", ValueSpec::Flag, "whether the terminal's bell rings where there are no chimes"),
    Key::new("voice", ValueSpec::Flag, "whether a voice says what to do"),
    Key::new(
        "voice_command",
        ValueSpec::Command { most: 20 },
        "the program that speaks, with its arguments; it reads what to say",
    ),
    Key::new(
        "motion",
        ValueSpec::FlagOr("calm"),
        "whether drawings move, or \"calm\" for half as many pictures of the breath",
    ),
    Key::new("plain", ValueSpec::Flag, "whether to print lines instead of a screen, as for a screen reader"),
    Key::new(
        "glass_ml",
        ValueSpec::Whole { min: 50, max: 2000 },
        "millilitres in your glass; more than 400 is a bottle",
    ),
    Key::new(
        "units",
        ValueSpec::Choice(&["ml", "oz"]),
        "how amounts of drinks are shown: ml, or oz for fluid ounces",
    ),
    Key::new(
        "water_target_ml",
        ValueSpec::Whole { min: 500, max: 3000 },
        "millilitres of drinks to aim for in a day",
    ),
    Key::new(
        "fluid_limit_ml",
        ValueSpec::Whole { min: 200, max: 10_000 },
        "a limit set by your clinician, ml a day",
    ),
    Key::new("night_toilet_trips", ValueSpec::Whole { min: 0, max: 10 }, "usual trips to the toilet a night"),
    Key::new("pregnant", ValueSpec::Flag, "adds 300 ml to the target; no breath is held"),
    Key::new(
        "terminal",
        ValueSpec::Command { most: 20 },
        "the terminal that the reminder opens, with its arguments",
    ),
    Key::new(
        "notify_steps",
        ValueSpec::Flag,
        "whether the desktop shows changes while the terminal is not in front",
    ),
    Key::new("awake", ValueSpec::Flag, "whether the display stays on while a routine runs"),
    Key::new("remind_within", REMINDING, "how long after bedtime the reminder may still come"),
    Key::new(
        "snooze",
        ValueSpec::Length { min: Duration::from_secs(60), max: LONGEST_SNOOZE },
        "how long the reminder waits when you put it off",
    ),
    Key::new(
        "night_begins",
        ValueSpec::Whole { min: 0, max: 23 },
        "hour at which one night ends and the next begins",
    ),
    Key::new(
        "hooks",
        ValueSpec::Table { keys: hooks::KEYS },
        "your own programs that run when something happens",
    ),
];

/// A config file to start from: every key, commented out, with its default.
pub const SAMPLE: &str = "\
# winddown's settings. Every line is optional; remove the # in front to change one.

# routine = \"classic\"        # tonight's routine: a name from `winddown routine list`, or a path
# first_side = \"left\"        # the side that goes first: left or right; by default the one that cramped more this year
# get_ready = \"wait\"         # wait for Enter where a step needs another place; or a time to get there, such as \"10s\"
# change_over = \"10s\"        # time to change sides, where a routine names none
# theme = \"night\"            # the colours: night, light, high-contrast, or auto for what suits the background
# drawings = \"auto\"          # what drawings are made of: dots, blocks, or auto for what the font has
# text = \"normal\"            # how large the words of a step are: normal, or large even on a smaller terminal
# sound = true               # whether soft chimes mark changes and follow the breath
# volume = 40                # how loud the chimes are, in percent
# bell = true                # whether the terminal's bell rings where there are no chimes
# voice = false              # whether a voice says what to do
# voice_command = [\"espeak-ng\", \"-s\", \"150\"]   # the program that speaks, with its arguments; by default, one that is installed
# motion = true              # whether drawings move, or \"calm\" for half as many pictures of the breath
# plain = false              # whether to print lines instead of a screen, as for a screen reader
# glass_ml = 250             # millilitres in your glass; more than 400 is a bottle
# units = \"ml\"               # how amounts of drinks are shown: ml, or oz for fluid ounces
# water_target_ml = 2000     # millilitres of drinks to aim for in a day
# fluid_limit_ml = 1500      # a limit set by your clinician, ml a day; there is none by default
# night_toilet_trips = 0     # usual trips to the toilet a night
# pregnant = false           # adds 300 ml to the target; no breath is held
# terminal = [\"alacritty\", \"-e\"]   # the terminal that the reminder opens, with its arguments; by default, one that is installed
# notify_steps = false       # whether the desktop shows changes while the terminal is not in front
# awake = true               # whether the display stays on while a routine runs
# remind_within = \"2h\"       # how long after bedtime the reminder may still come
# snooze = \"10m\"             # how long the reminder waits when you put it off
# night_begins = 12          # hour at which one night ends and the next begins

# Days of the week with another routine: mon, tue, wed, thu, fri, sat, sun.
# [tonight]
# sat = \"full\"

# Your own programs, each with its arguments, that run when something happens: begin, step, end, cramp, reminder. For what
# they are told, see winddown help config. Here, notifications stay away for about as long as the evening takes, and come
# back whatever becomes of it; a lamp goes off at its end.
# [hooks]
# begin = [\"sh\", \"-c\", \"s='org.gnome.desktop.notifications show-banners'; gsettings set $s false; sleep $WINDDOWN_SECONDS; gsettings set $s true\"]
# end = [\"sh\", \"-c\", \"~/bin/lamp off\"]
";

pub fn read(name: &str, text: &str) -> (Config, Option<Mistakes>) {
    let (root, notes) = document::read(name, text, KEYS);
    let usual = Config::default();
    let side = root.choice("first_side").map(|word| if word == "right" { Side::Right } else { Side::Left });
    let day = |name| root.tables("tonight").first().and_then(|days| days.text(name)).map(str::to_owned);
    let config = Config {
        tonight: DAYS.map(day),
        routine: root.text("routine").map_or(usual.routine, str::to_owned),
        first_side: side,
        get_ready: root.length("get_ready"),
        change_over: root.length("change_over").unwrap_or(usual.change_over),
        theme: match root.choice("theme") {
            Some("auto") => Palette::Auto,
            Some("light") => Palette::Light,
            Some("high-contrast") => Palette::HighContrast,
            Some(_) | None => usual.theme,
        },
        drawings: match root.choice("drawings") {
            Some("dots") => Drawings::Dots,
            Some("blocks") => Drawings::Blocks,
            Some(_) | None => usual.drawings,
        },
        text: if root.choice("text") == Some("large") { TextSize::Large } else { usual.text },
        sound: root.flag("sound").unwrap_or(usual.sound),
        volume: root.small("volume").unwrap_or(usual.volume),
        bell: root.flag("bell").unwrap_or(usual.bell),
        voice: root.flag("voice").unwrap_or(usual.voice),
        voice_command: root.texts("voice_command").map_or(usual.voice_command, <[String]>::to_vec),
        motion: match (root.flag("motion"), root.choice("motion")) {
            (Some(false), _) => Motion::Still,
            (_, Some(_)) => Motion::Calm,
            (Some(true) | None, None) => usual.motion,
        },
        plain: root.flag("plain").unwrap_or(usual.plain),
        glass_ml: root.small("glass_ml").unwrap_or(usual.glass_ml),
        units: match root.choice("units") {
            Some("oz") => Units::Ounces,
            Some(_) | None => usual.units,
        },
        water_target_ml: root.small("water_target_ml").unwrap_or(usual.water_target_ml),
        fluid_limit: match root.small(LIMIT) {
            _ if speaks_of_another_limit(text) => Limit::Unclear,
            Some(ml) => Limit::Ml(ml),
            None if speaks_of_limit(text) => Limit::Unclear,
            None => Limit::None,
        },
        night_toilet_trips: root.small("night_toilet_trips").unwrap_or(usual.night_toilet_trips),
        pregnant: root.flag("pregnant").unwrap_or(usual.pregnant),
        terminal: root.texts("terminal").map_or(usual.terminal, <[String]>::to_vec),
        notify_steps: root.flag("notify_steps").unwrap_or(usual.notify_steps),
        awake: root.flag("awake").unwrap_or(usual.awake),
        remind_within: root.length("remind_within").unwrap_or(usual.remind_within),
        snooze: root.length("snooze").unwrap_or(usual.snooze),
        night_begins: root.small("night_begins").unwrap_or(usual.night_begins),
        hooks: Hooks::of(|event| root.tables("hooks").first()?.texts(event).map(<[String]>::to_vec)),
    };
    (config, notes.into_mistakes())
}

const LIMIT: &str = "fluid_limit_ml";

/// Whether a file means to set a fluid limit, however badly it says so.
fn speaks_of_limit(text: &str) -> bool {
    keys_of(text).any(|key| key == LIMIT)
}

/// Whether a file has a key that speaks of a limit or of fluid and is not the one we know.
fn speaks_of_another_limit(text: &str) -> bool {
    keys_of(text).any(|key| key != LIMIT && (key.contains("limit") || key.contains("fluid")))
}

/// What stands where keys stand, in lower case: of lines that are no TOML too, which is why the reader is not asked.
fn keys_of(text: &str) -> impl Iterator<Item = String> + '_ {
    text.lines().flat_map(|line| {
        let line = line.split('#').next().unwrap_or_default();
        // The name of a table, a key, or a line that has lost its equals sign.
        let key = line.split('=').next().unwrap_or_default();
        let parts = key.split(|c: char| c == '.' || c == '[' || c == ']' || c.is_whitespace());
        parts.map(|part| part.trim_matches(['"', '\'', ',', '{']).to_lowercase()).collect::<Vec<_>>()
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_fluid_limit_that_cannot_be_read_is_not_forgotten() {
        for text in [
            "fluid_limit_ml = \"1.5 l\"",
            "fluid_limit_ml = 1.5",
            "fluid_limit = 1500",
            "fluid-limit-ml = 1500",
            "Fluid_Limit_ML = 1500",
            "limit = 1500",
            "limit_ml = 1500\nfluid_limit_ml = 2000",
            "\"max fluids\" = 1500",
            "[fluid]\nml = 1500",
            "water.limit = 1500",
            "fluid_limit_ml 1500",
            "[tonight]\nfluid_limit_ml = 1500",
            "x = [\nfluid_limit_ml = 1",
        ] {
            let (config, mistakes) = read("config.toml", text);
            assert_eq!(config.fluid_limit, Limit::Unclear, "{text}");
            assert!(mistakes.is_some());
        }
        for text in ["# fluid_limit_ml = 1500\n", "glass_ml = 250 # no limit", "routine = \"no-limit\""] {
            assert_eq!(read("config.toml", text).0.fluid_limit, Limit::None, "{text}");
        }
        for text in ["fluid_limit_ml = 1500", "\"fluid_limit_ml\" = 1500 # the limit\n"] {
            assert_eq!(
                read("config.toml", text),
                (Config { fluid_limit: Limit::Ml(1500), ..Config::default() }, None)
            );
        }
    }

    use super::*;

    #[test]
    fn an_empty_file_gives_the_defaults() {
        assert_eq!(read("config.toml", ""), (Config::default(), None));
    }

    #[test]
    fn the_sample_says_the_defaults() {
        assert_eq!(read("config.toml", SAMPLE), (Config::default(), None));
        let uncommented: String = SAMPLE
            .lines()
            .take_while(|line| !line.contains("[tonight]"))
            .filter(|line| line.contains(" = "))
            .flat_map(|line| [line.trim_start_matches("# "), "\n"])
            .collect();
        let (mut config, mistakes) = read("config.toml", &uncommented);
        assert_eq!(mistakes, None);
        assert_eq!(std::mem::replace(&mut config.fluid_limit, Limit::None), Limit::Ml(1500));
        assert_eq!(std::mem::take(&mut config.terminal), ["alacritty", "-e"]);
        assert_eq!(std::mem::take(&mut config.voice_command), ["espeak-ng", "-s", "150"]);
        assert_eq!(config.first_side.take(), Some(Side::Left));
        assert_eq!(config, Config::default());
        for key in KEYS {
            let shown = SAMPLE.contains(&format!("# {} = ", key.name))
                || SAMPLE.contains(&format!("# [{}]", key.name));
            assert!(shown, "{}", key.name);
        }
    }

    #[test]
    fn hooks_are_programs_by_event() {
        use crate::store::hooks::HookEvent;

        let text = "[hooks]\nbegin = [\"dim\", \"20%\"]\nend = []\n";
        let (config, mistakes) = read("config.toml", text);
        assert_eq!(mistakes, None);
        let command = |event| config.hooks.command(event).map(<[String]>::to_vec);
        assert_eq!(command(HookEvent::Begin), Some(vec!["dim".to_owned(), "20%".to_owned()]));
        assert_eq!((command(HookEvent::End), command(HookEvent::Step)), (None, None));
        assert_eq!(config.hooks.all().count(), 1);
        assert!(Config::default().hooks.is_empty());

        for program in ["./hook.sh", "~/bin/hook", "bin/hook"] {
            let text = format!("[hooks]\nend = [\"{program}\"]\n[tonight]\n");
            let (config, mistakes) = read("config.toml", &text);
            let first = mistakes.expect("one").list.swap_remove(0);
            assert_eq!(first.what, format!("`end` runs `{program}`, which is no full path"));
            assert_eq!(first.fix.as_deref(), Some("write the full path; `~` is not expanded"));
            assert!(config.hooks.is_empty());
        }
        for key in ["terminal", "voice_command"] {
            assert!(read("config.toml", &format!("{key} = [\"~/bin/own\"]\n")).1.is_some(), "{key}");
        }

        let text = "[hooks]\nbegn = [\"dim\"]\nend = \"dim\"\nstep = [\"\"]\ncramp = [1]\n";
        let (config, mistakes) = read("config.toml", text);
        let said: Vec<_> =
            mistakes.expect("four").list.into_iter().map(|m| (m.what, m.fix.unwrap_or_default())).collect();
        let unknown = ("unknown key `begn`".to_owned(), "did you mean `begin`?".to_owned());
        assert_eq!((said.len(), said.contains(&unknown)), (4, true), "{said:?}");
        assert!(config.hooks.is_empty());

        let lines = SAMPLE.lines().skip_while(|line| !line.contains("[hooks]"));
        let lines: Vec<&str> = lines.map(|line| line.trim_start_matches("# ")).collect();
        let sample = lines.join("\n");
        let (config, mistakes) = read("config.toml", &sample);
        assert_eq!(mistakes, None);
        assert_eq!(
            config.hooks.all().map(|(event, _)| event).collect::<Vec<_>>(),
            [HookEvent::Begin, HookEvent::End]
        );
        // What is switched off comes back where nothing runs at the end.
        let begin = config.hooks.command(HookEvent::Begin).map(|words| words.join(" ")).unwrap_or_default();
        let (off, on) = (begin.find("set $s false"), begin.find("set $s true"));
        assert!(off.is_some() && on > begin.find("sleep $WINDDOWN_SECONDS") && on > off, "{begin}");
    }

    #[test]
    fn days_of_the_week_have_their_own() {
        let (config, mistakes) = read("config.toml", "routine = \"quick\"\n[tonight]\nsat = \"full\"\n");
        assert_eq!(mistakes, None);
        let on = |day| config.routine_for(jiff::civil::date(2026, 11, day));
        assert_eq!((on(21), on(22)), ("full", "quick"));
        let (config, mistakes) = read("config.toml", "[tonight]\nsaturday = \"full\"\nsun = \"trial\"\n");
        assert!(mistakes.expect("a mistake").first_line().contains("`saturday`"));
        assert_eq!(config.routine_for(jiff::civil::date(2026, 11, 22)), "trial");
    }

    #[test]
    fn reads_every_key() {
        let text = "\
routine = \"my evening\"\nfirst_side = \"right\"\nget_ready = \"3s\"\nchange_over = \"12s\"\ntheme = \"light\"\ndrawings = \"blocks\"\ntext = \"large\"\nsound = false\nvolume = 100\nbell = false\nvoice = true\nvoice_command = [\"espeak\"]\nmotion = false
plain = true
glass_ml = 2000\nunits = \"oz\"\nwater_target_ml = 3000\nfluid_limit_ml = 10000\nnight_toilet_trips = 10\npregnant = true\nterminal = [\"xterm\", \"-e\"]\nnotify_steps = true\nawake = false\nremind_within = \"30m\"\nsnooze = \"5m\"\nnight_begins = 0\n";
        let expected = Config {
            routine: "my evening".into(),
            tonight: [const { None }; 7],
            first_side: Some(Side::Right),
            get_ready: Some(Duration::from_secs(3)),
            change_over: Duration::from_secs(12),
            theme: Palette::Light,
            drawings: Drawings::Blocks,
            text: TextSize::Large,
            sound: false,
            volume: 100,
            bell: false,
            voice: true,
            voice_command: vec!["espeak".into()],
            motion: Motion::Still,
            plain: true,
            glass_ml: 2000,
            units: Units::Ounces,
            water_target_ml: 3000,
            fluid_limit: Limit::Ml(10_000),
            night_toilet_trips: 10,
            pregnant: true,
            terminal: vec!["xterm".into(), "-e".into()],
            notify_steps: true,
            awake: false,
            remind_within: Duration::from_secs(1800),
            snooze: Duration::from_secs(300),
            night_begins: 0,
            hooks: Hooks::default(),
        };
        assert_eq!(read("config.toml", text), (expected, None));
    }

    #[test]
    fn a_bad_value_names_itself_and_the_rest_holds() {
        let text = "get_ready = 10\nglass_ml = 20\nbel = true\nnight_begins = 24\nfirst_side = \"up\"\nmotion = false\n";
        let (config, mistakes) = read("config.toml", text);
        assert_eq!(config, Config { motion: Motion::Still, ..Config::default() });
        let said: Vec<_> =
            mistakes.expect("five").list.into_iter().map(|m| (m.what, m.fix.unwrap_or_default())).collect();
        let expected = [
            ("`get_ready` needs a length with its unit, found a whole number", "write `get_ready = \"10s\"`"),
            ("`glass_ml` is `20`, outside 50 to 2000", "write a whole number from 50 to 2000"),
            ("unknown key `bel`", "did you mean `bell`?"),
            ("`night_begins` is `24`, outside 0 to 23", "write a whole number from 0 to 23"),
            ("`first_side` cannot be `up`", "write one of `\"left\"`, `\"right\"`"),
        ];
        assert_eq!(said, expected.map(|(what, fix)| (what.to_owned(), fix.to_owned())));
    }

    #[test]
    fn settling_takes_at_least_three_seconds() {
        let (config, mistakes) = read("config.toml", "get_ready = \"2s\"\nchange_over = \"0s\"\n");
        assert_eq!(config, Config::default());
        let list = mistakes.expect("two").list;
        assert_eq!(list[0].what, "`get_ready` is shorter than 3s");
        assert_eq!(list[1].fix.as_deref(), Some("write at least `\"3s\"`"));
    }

    #[test]
    fn over_a_network_the_breath_is_calm() {
        let over = |text, name: &str| {
            read("config.toml", text).0.on_terminal(|var| (var == name).then(String::new)).motion
        };
        assert_eq!(over("", "SSH_CONNECTION"), Motion::Calm);
        assert_eq!(over("", "TERM"), Motion::Full);
        assert_eq!(over("motion = \"calm\"", "TERM"), Motion::Calm);
        assert_eq!(over("motion = false", "SSH_TTY"), Motion::Still);
    }
}
