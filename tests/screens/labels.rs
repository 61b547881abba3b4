//! Nothing on a page hangs on what its texts say: with every text turned into nonsense, the same things stand in the same
//! places in the same colours, and as many lines are told.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use winddown::testing::app::page::{Content, Page, PageId};
use winddown::testing::lines::{InputMode, LineRenderer};
use winddown::testing::screen;
use winddown::testing::screen::theme::{Depth, Theme};
use winddown::testing::store::config::Palette;

/// Every letter another one, so that all texts are as long as before.
fn nonsense(text: &str) -> String {
    let letter = |c: char| if c.is_ascii_lowercase() { 'x' } else { c };
    text.chars().map(|c| if c.is_ascii_uppercase() { 'X' } else { letter(c) }).collect()
}

fn forever(text: &str) -> &'static str {
    nonsense(text).leak()
}

fn rewritten<'a>(page: &Page<'a>) -> Page<'a> {
    let mut page = page.clone();
    page.title = nonsense(&page.title).into();
    page.aside = nonsense(&page.aside);
    page.next = nonsense(&page.next);
    page.overflow = forever(page.overflow);
    page.toast = page.toast.as_deref().map(|text| nonsense(text).into());
    page.keys.iter_mut().for_each(|hint| hint.label = forever(hint.label));
    for block in &mut page.blocks {
        rewrite(&mut block.content);
    }
    if let Some(step) = &mut page.step {
        step.title = forever(step.title);
        step.next = forever(step.next);
        step.caution = step.caution.map(forever);
        let lines: Vec<String> = step.lines.0.iter().map(|line| nonsense(line)).collect();
        step.lines.0 = lines.leak();
    }
    page
}

fn rewrite(content: &mut Content<'_>) {
    match content {
        Content::Text(text) => *text = Cow::Owned(nonsense(text)),
        Content::Spans(spans) => spans.iter_mut().for_each(|(_, text)| *text = nonsense(text)),
        // What it says is a number, and may be drawn in large letters.
        Content::Headline(name, _) => *name = forever(name),
        Content::List(list) => {
            for item in &mut list.items {
                item.text = Cow::Owned(nonsense(&item.text));
                item.aside = nonsense(&item.aside);
                item.spoken = nonsense(&item.spoken);
                item.help = item.help.map(forever);
            }
        }
        Content::Answers(answers) => answers.iter_mut().for_each(|(_, says)| *says = forever(says)),
        Content::Steps(steps) => {
            for (name, dose) in steps {
                (*name, *dose) = (forever(name), forever(dose));
            }
        }
        Content::Tally(tally) => {
            tally.question = nonsense(&tally.question);
            tally.each = nonsense(&tally.each);
            tally.in_words = nonsense(&tally.in_words);
        }
        Content::Typed(typed) => {
            typed.kept = typed.kept.iter().map(|line| nonsense(line)).collect::<Vec<_>>().leak();
            typed.draft = typed.draft.map(forever);
        }
        Content::Focus(_, texts) => texts.iter_mut().for_each(|text| *text = Cow::Owned(nonsense(text))),
        Content::Keys(_) | Content::Calendar(_) | Content::Chart(_) | Content::Months(_) | Content::Step => {}
    }
}

/// Asserts that `page` with nonsense for its texts is told, and drawn in `area`, as it is with its own.
#[track_caller]
pub(crate) fn decide_nothing(page: &Page<'_>, area: Rect) {
    let other = rewritten(page);
    for mode in [InputMode::Keys, InputMode::Words] {
        let told = |page: &Page<'_>| LineRenderer::new(mode).tell(page).len();
        assert_eq!(told(&other), told(page), "{:?}", page.id);
    }
    let drawn = |page: &Page<'_>| {
        let mut buf = Buffer::empty(area);
        screen::draw(page, Theme::new(Palette::Night, Depth::True), area, &mut buf);
        buf
    };
    assert_eq!(screen::seen(&other, area.width, area.height), screen::seen(page, area.width, area.height));
    // Large letters have shapes of their own.
    let is_large = area.width >= 100 && area.height >= 30;
    if matches!(page.id, PageId::Cramp(_)) || is_large && page.step.is_some() {
        return;
    }
    let (as_it_is, as_nonsense) = (drawn(page), drawn(&other));
    for (a, b) in as_it_is.content.iter().zip(&as_nonsense.content) {
        let looks = |cell: &ratatui::buffer::Cell| (cell.symbol() == " ", cell.fg, cell.modifier);
        assert_eq!(looks(a), looks(b), "{:?}", page.id);
    }
}
