//! The help page: what the keys do where one is, and what to know about the step.

use super::sheet::{Sheet, Shown, Tone, Written, write};
use super::{App, Room, Screen};
use crate::app::effect::Effect;
use crate::app::keymap::{self, Action, Scene};
use crate::session::Now;
use crate::text::wrapped;

/// The help page while it is open.
#[derive(Debug, Default)]
pub(super) struct Helping {
    /// Whether it stopped the time.
    pub(super) stops: bool,
    sheet: Sheet,
}

/// The help page as a view may know it.
#[derive(Clone, Debug, PartialEq)]
pub struct Help<'a> {
    /// How the keys are written, and what they do.
    pub keys: Vec<(&'static str, &'static str)>,
    /// What to know about the step underneath: a word and a text.
    pub about: Vec<(&'static str, &'a str)>,
    /// Whether time stands still meanwhile.
    pub paused: bool,
    /// All of it in lines, as far as it is in sight.
    pub shown: Shown<'a>,
}

impl App {
    pub(super) fn open_help(&mut self, now: &Now, effects: &mut Vec<Effect>) {
        self.on_screen(now, None, effects);
        let stops = matches!(self.scene(), Scene::Timed | Scene::Breath);
        if stops {
            self.on_screen(now, Some(Action::Pause), effects);
        }
        if !matches!(self.screen, Screen::GoodNight(_)) {
            self.help = Some(Helping { stops, sheet: Sheet::default() });
            self.lay_help_out();
        }
    }

    /// Goes up or down where there is more, else closes the page.
    pub(super) fn on_help(&mut self, now: &Now, action: Action, effects: &mut Vec<Effect>) {
        let Some(help) = &mut self.help else { return };
        if help.sheet.handle(action, self.room) {
            return;
        }
        let stops = help.stops;
        self.help = None;
        if stops {
            self.on_screen(now, Some(Action::Pause), effects);
        }
    }

    /// Lays the page out anew, for another room.
    pub(super) fn lay_help_out(&mut self) {
        let lines = self.help.as_ref().map(|_| lines(&self.help(), self.room));
        if let (Some(help), Some(lines)) = (&mut self.help, lines) {
            help.sheet = Sheet::new(lines);
        }
    }

    /// The keys of the footer of the page.
    pub(super) fn help_keys(&self) -> Vec<(&'static str, &'static str)> {
        let more = self.help.as_ref().is_some_and(|help| help.sheet.shown(self.room).more);
        if more { vec![("space", "further"), ("any other key", "close")] } else { vec![("any key", "close")] }
    }

    /// The rows of the key table that hold underneath, and what there is to know about the step.
    pub(super) fn help(&self) -> Help<'_> {
        let (scene, about) = match &self.screen {
            Screen::Tonight => (self.scene_tonight(), Vec::new()),
            Screen::Choose(_) => (Scene::Choose, Vec::new()),
            Screen::Learn(learn) => (learn.scene(), Vec::new()),
            Screen::Morning(morning) => (morning.scene(), Vec::new()),
            Screen::Diary(leaf) => (leaf.scene(), Vec::new()),
            Screen::Safety(asking) => (asking.scene(), Vec::new()),
            Screen::Cramp(cramp) => (cramp.scene(), Vec::new()),
            Screen::Evening(evening) => {
                let step = evening.session.segment().map(|segment| segment.step);
                (evening.scene_when_running(), step.map_or_else(Vec::new, |step| self.about(step)))
            }
            Screen::GoodNight(_) => (Scene::GoodNight, Vec::new()),
        };
        let everywhere = [("ctrl-z", "to the shell; fg comes back")];
        Help {
            keys: keymap::rows(scene).map(|b| (b.shown, b.help)).chain(everywhere).collect(),
            about,
            paused: matches!(&self.screen, Screen::Evening(_)),
            shown: self.help.as_ref().map_or_else(Shown::default, |help| help.sheet.shown(self.room)),
        }
    }

    fn about(&self, step: usize) -> Vec<(&'static str, &str)> {
        let guide = &self.routine.plan.steps[step].guide;
        let texts = [
            ("Take care:", &guide.caution),
            ("Feel:", &guide.feel),
            ("Avoid:", &guide.avoid),
            ("Breath:", &guide.breath),
            ("Source:", &guide.source),
        ];
        texts.into_iter().filter_map(|(word, text)| Some((word, text.as_deref()?))).collect()
    }
}

/// The keys in one column, what they do in another, then what to know.
fn lines(help: &Help<'_>, room: Room) -> Vec<Written> {
    let wide = help.keys.iter().map(|(key, _)| key.chars().count()).max().unwrap_or(0) + 2;
    let mut lines = Vec::new();
    for (key, label) in &help.keys {
        for (nth, line) in
            wrapped(label, usize::from(room.columns).saturating_sub(wide)).into_iter().enumerate()
        {
            let key = if nth == 0 { *key } else { "" };
            lines.push(vec![(Tone::Strong, format!("{key:wide$}")), (Tone::Text, line)]);
        }
    }
    for (nth, (word, text)) in help.about.iter().enumerate() {
        if nth == 0 {
            lines.push(Vec::new());
        }
        let from = lines.len();
        write(&mut lines, Tone::Text, &format!("{word} {text}"), room);
        // The word stands out, where the line is long enough to hold it.
        if let Some(rest) = lines[from][0].1.strip_prefix(word).map(str::to_owned) {
            lines[from] = vec![(Tone::Strong, (*word).to_owned()), (Tone::Text, rest)];
        }
    }
    lines
}
