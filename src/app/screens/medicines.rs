//! What one takes, in one's own words: a line beside the answers about health, for the page that a doctor gets.
//!
//! It lies on the [questions](super::safety), where m opens it. What is typed is added to what stands there, and kept on
//! the way out, whichever that is: a list of medicines is not to be lost to a wrong key.
//!
//! ```text
//!    What do you take? Medicines, supplements, alcohol.
//!
//!    ▸  Simvastatin 20 mg since May; a glass of wi█
//! ```

use std::time::Duration;

use crate::app::context::Context;
use crate::app::draft::Draft;
use crate::app::input::Input;
use crate::app::keymap::{Action, Scene};
use crate::app::page::{Block, Content, Page, PageId, TypedLines};
use crate::app::screen::{Next, Screen};
use crate::health::safety::{MOST_MEDICINES, Safety};

/// The line while it is typed.
#[derive(Debug)]
pub(super) struct Medicines {
    draft: Draft,
    /// When a letter was typed last.
    typed: Option<Duration>,
}

const TITLE: &str = "Medicines";
const ASKED: &str = "What do you take? Medicines, supplements, alcohol.";
const PRIVATE: &str = "Only you can read it. It goes on the page that winddown report makes.";
const HOW: &str = "Names and amounts are enough. Press Enter to keep it.";
const ADD: &str = "What you type is added. Press Enter alone when that is all.";
const BETWEEN: &str = ", ";
/// No finger is at Enter so soon after a letter: what was pasted without a mark is.
const PASTED: Duration = Duration::from_millis(40);

impl Medicines {
    pub(super) fn open(safety: &Safety) -> Medicines {
        Medicines { draft: safety.medicines.clone().into(), typed: None }
    }

    fn type_in(&mut self, text: &str, cx: &mut Context) {
        // A line as such is whole; after a letter, Enter may be the end of a line that was pasted.
        let is_line = text.ends_with(['\n', '\r']);
        self.typed = Some(cx.now.up).filter(|_| !is_line);
        let is_in_lines = text.contains(['\n', '\r']);
        let pieces = text.split(['\n', '\r']).filter(|piece| !is_in_lines || !piece.trim().is_empty());
        for (nth, piece) in pieces.enumerate() {
            let begins = nth > 0 || is_line;
            if begins && !self.draft.is_blank() && !self.draft.as_str().ends_with(BETWEEN) {
                self.draft.push(BETWEEN, MOST_MEDICINES);
            }
            if !self.draft.push(piece, MOST_MEDICINES) {
                cx.tell(format!("There is room for {MOST_MEDICINES} letters. The rest was left out."));
            }
        }
    }

    /// Takes Enter, which keeps the line unless it was pasted: then more may follow, and none of it is keys.
    fn enter(&mut self, cx: &mut Context) -> Next {
        let last = self.typed.replace(cx.now.up);
        if last.is_some_and(|at| cx.now.up.saturating_sub(at) < PASTED) {
            self.draft.push(BETWEEN, MOST_MEDICINES);
            return Next::Stay;
        }
        self.keep(cx);
        Next::Pop
    }

    fn keep(&mut self, cx: &mut Context) {
        let line = self.draft.take().unwrap_or_default();
        let medicines = line.trim_end_matches([',', ' ']).to_owned();
        if let Some(safety) = cx.safety.clone().filter(|safety| safety.medicines != medicines) {
            cx.tell(if medicines.is_empty() { "Removed." } else { "Saved." });
            cx.keep_answers(Safety { medicines, ..safety });
        }
        cx.ignore_keys_for(cx.debounce());
    }
}

impl Screen for Medicines {
    fn scene(&self, _: &Context) -> Scene {
        Scene::Medicines
    }

    fn page<'a>(&'a self, _: &'a Context) -> Page<'a> {
        let typed = TypedLines { kept: &[], draft: Some(self.draft.as_str()) };
        Page::new(PageId::Medicines, TITLE)
            .with(Block::text(ASKED))
            .with(Block::new(Content::Typed(typed)).always())
            .with(Block::text(HOW).soft().on_screen())
            .with(Block::text(PRIVATE).soft().tight().optional())
            .with(Block::text(ADD).in_lines())
    }

    fn handle(&mut self, input: Input, cx: &mut Context) -> Next {
        match input {
            Input::Text(text) => self.type_in(&text, cx),
            Input::Key(Action::Enter) => return self.enter(cx),
            Input::Key(Action::Erase) => drop(self.draft.erase()),
            Input::Key(Action::Close) => {
                self.keep(cx);
                return Next::Pop;
            }
            Input::Key(Action::Quit) => {
                self.keep(cx);
                cx.quit(String::new());
            }
            _ => {}
        }
        Next::Stay
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::app::effect::{Effect, Write};
    use crate::app::keymap;
    use crate::app::{App, Door, Startup};
    use crate::health::bedroom::Ticks;
    use crate::routine::library::Library;
    use crate::session::Now;
    use crate::store::config::Config;
    use crate::store::journal::StartupSummary;

    /// Does all this on the questions about health. Returns the program, and what was written down last.
    fn after(inputs: Vec<Input>) -> (App, Option<String>) {
        let today = Now::at(Duration::ZERO).wall.date();
        let startup = Startup {
            config: Config::by_the_clock(),
            routine: ("quick".into(), Library::routine("quick").expect("a shipped routine")),
            summary: StartupSummary::default(),
            checkpoint: None,
            ticks: Ticks::default(),
            safety: Some(Safety { medicines: "Iron".into(), ..Safety::default() }.given(false, today)),
            toast: None,
            door: Door::Tonight,
            gap_tolerance: Duration::from_secs(3),
        };
        let (mut app, _) = App::start(startup, &Now::at(Duration::ZERO));
        let mut kept = None;
        let mut up = Duration::from_secs(2);
        for input in [Input::Key(Action::Safety), Input::Key(Action::Type)].into_iter().chain(inputs) {
            up += Duration::from_secs(1);
            for effect in app.handle(&Now::at(up), input) {
                if let Effect::Write(Write::Safety(safety)) = effect {
                    kept = Some(safety.medicines);
                }
            }
        }
        (app, kept)
    }

    fn text(text: &str) -> Input {
        Input::Text(text.to_owned())
    }

    #[test]
    fn what_is_typed_is_kept_with_the_answers() {
        let enter = || Input::Key(Action::Enter);
        for (inputs, kept) in [
            (vec![text(","), text(" "), text("zinc"), text(" "), enter()], Some("Iron, zinc")),
            (vec![text(" and "), text("a glass of wine"), enter()], Some("Iron and a glass of wine")),
            (vec![enter()], None),
            (vec![text(", x"), Input::Key(Action::Close)], Some("Iron, x")),
            (vec![text("Magnesium\n"), text("tea\n"), enter()], Some("Iron, Magnesium, tea")),
            (vec![text(", zinc, "), text("B12\r\n\r\nD3"), enter()], Some("Iron, zinc, B12, D3")),
            (vec![Input::Key(Action::Erase), text("\x1b[2Jn"), enter()], Some("Iro[2Jn")),
            (vec![text(&"x".repeat(9000)), enter()], Some(&*format!("Iron{}", "x".repeat(496)))),
        ] {
            let (app, written) = after(inputs);
            assert_eq!(written.as_deref(), kept);
            assert_eq!(app.scene(), Scene::Safety, "back at the questions");
            let shown = format!("{:?}", app.page());
            assert!(shown.contains(kept.unwrap_or("Iron")), "{shown}");
        }
        let erased = (0..4).map(|_| Input::Key(Action::Erase)).chain([enter()]).collect();
        assert_eq!(after(erased).1.as_deref(), Some(""), "nothing is something to say as well");
    }

    #[test]
    fn an_end_of_line_in_the_midst_of_letters_is_pasted() {
        let (mut app, _) = after(vec![text(";")]);
        let at = Duration::from_secs(6);
        for (nth, input) in [text("a"), Input::Key(Action::Enter), text("b")].into_iter().enumerate() {
            let now = Now::at(at + Duration::from_millis(20 * nth as u64));
            app.handle(&now, input);
        }
        assert_eq!(app.page().draft(), Some("Iron;a, b"));
        app.handle(&Now::at(at + Duration::from_millis(150)), Input::Key(Action::Enter));
        assert_eq!(app.scene(), Scene::Safety, "a quick typist means it");
    }

    #[test]
    fn letters_are_text() {
        use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
        for letter in ['q', '!', '?', 'm', ' ', '膝'] {
            let key = KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE);
            assert_eq!(keymap::lookup(Scene::Medicines, key), None);
            assert_eq!(keymap::typed(Scene::Medicines, key), Some(letter));
        }
    }
}
