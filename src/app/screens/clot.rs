//! The question before a massage, within an evening: a swollen calf? Only an answer leads on.

use crate::app::keymap::{self, Action, Binding, Scene};
use crate::app::page::{Block, Content, Page};
use crate::health::safety::{SWOLLEN, Y_OR_N};
use crate::session::StepView;

pub(super) fn page(step: StepView<'_>) -> Page<'_> {
    let is_answer = |row: &&Binding| matches!(row.action, Action::No | Action::Yes);
    let answers = keymap::rows(Scene::Clot).filter(is_answer).map(|row| (row.shown, row.help)).collect();
    let said = format!("{Y_OR_N} Yes stops here and says what to do.");
    Page::of_step(step)
        .with(Block::text(SWOLLEN).strong().middle())
        .with(Block::new(Content::Answers(answers)).middle().optional().on_screen())
        .with(Block::text(said).always().in_lines())
}
