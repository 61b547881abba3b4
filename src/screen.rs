//! The screen: draws a [`Picture`] and changes nothing.
//!
//! Every screen has the same frame (`page`): a title line, the body, a line for what comes next or went wrong,
//! and the keys. Under 40×12 cells there is no frame, only the lines that matter most (`line`).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{Picture, Room, Stage};
use crate::screen::theme::Theme;
use crate::session::{DisplayCaps, Readout};

pub mod theme;

mod bedroom;
mod breath;
mod choose;
mod cramp;
mod diary;
mod digits;
mod figure;
mod good_night;
mod help;
mod learn;
mod letters;
mod line;
mod morning;
mod page;
mod safety;
mod signs;
mod step;
mod ticks;
mod tonight;
mod water;

use page::Page;

/// Draws `picture` over the whole of `area`.
pub fn draw(picture: &Picture<'_>, theme: Theme, area: Rect, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return;
    }
    if !is_roomy(area) {
        return line::draw(picture, theme, area, buf);
    }
    let mut page = Page::new(theme, area, buf);
    page.keys(&picture.keys);
    // Nothing takes the word from below the breath.
    let breathes = matches!(&picture.stage, Stage::Step(glance) if matches!(glance.face, Readout::Breath(_)));
    page.notice(picture.notice, if breathes { 2 } else { 4 });
    match &picture.stage {
        Stage::Tonight(tonight) => tonight::draw(tonight, &mut page),
        Stage::Choose(choices) => choose::draw(choices, &mut page),
        Stage::Learn(reading) => learn::draw(reading, &mut page),
        Stage::Safety(asking) => safety::draw(asking, &mut page),
        Stage::Morning(asked) => morning::draw(asked, &mut page),
        Stage::Diary(pages) => diary::draw(pages, &mut page),
        Stage::Cramp(cramping) => cramp::draw(cramping, &mut page),
        Stage::Signs(ticking) => signs::draw(ticking, &mut page),
        Stage::Clot(glance) => safety::clot(glance, &mut page),
        Stage::Step(glance) => step::draw(glance, &mut page),
        Stage::Water(glance, water) => water::draw(glance, water, &mut page),
        Stage::Bedroom(glance, bedroom) => bedroom::draw(glance, bedroom, &mut page),
        Stage::GoodNight(farewell) => good_night::draw(farewell, &mut page),
        Stage::Help(help) => help::draw(help, &mut page),
    }
}

/// Returns what a screen of this size can show of what moves.
pub fn sight(width: u16, height: u16) -> DisplayCaps {
    let area = Rect::new(0, 0, width, height);
    if !is_roomy(area) {
        return DisplayCaps::default();
    }
    let body = page::body_of(area);
    DisplayCaps {
        breath: breath::Shape::within(body).sizes(area.area()),
        figure: figure::beside(body).map(figure::Split::room),
        figure_with_caution: figure::beside(body)
            .filter(|it| it.has_room_for_caution())
            .map(figure::Split::room),
        says: figure::beside(body).is_some_and(figure::Split::has_caption),
        sleeper: figure::with_breath(body).map(figure::Split::room),
        still: false,
    }
}

/// Returns what a screen of this size has for a page to read.
pub fn reading_room(width: u16, height: u16) -> Room {
    let area = Rect::new(0, 0, width, height);
    if is_roomy(area) {
        let body = page::body_of(area);
        learn::room(body.width, body.height)
    } else {
        learn::room(width, line::rows_above_keys(area))
    }
}

/// The least room in which the screens are drawn in full.
fn is_roomy(area: Rect) -> bool {
    area.width >= 40 && area.height >= 12
}
