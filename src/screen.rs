//! The screen: draws a [`Page`] and changes nothing. The [shell](crate::shell) calls [`draw`], and tells the core what was
//! [`seen`].
//!
//! Every screen has the same frame (`canvas`): a title line, the body, a line for what comes next or went wrong, and the
//! keys. The blocks of the body are laid out (`layout`) or scrolled (`scroll`); the count, the breath, the figure and
//! the large letters have painters of their own. From 100×30 cells on, or where a person asks for it, the words of a step
//! can be read from across the room. Under 40×12 cells there is no frame, only the lines that matter most
//! (`small`).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::page::{Content, Months, Page, Seen, Tally};
use crate::screen::theme::Theme;
use crate::session::{DisplayCaps, Readout};
use canvas::Canvas;
use layout::Layout;
use letters::Size;
use scroll::Scroll;

pub(crate) mod theme;

mod blocks;
mod breath;
mod canvas;
mod digits;
mod figure;
mod focus;
mod layout;
mod letters;
mod list;
mod months;
mod scroll;
mod small;
mod step;
mod tally;
mod typed;

/// Draws `page` over the whole of `area`.
pub fn draw(page: &Page<'_>, theme: Theme, area: Rect, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return;
    }
    if !is_roomy(area) {
        return small::draw(page, theme, area, buf);
    }
    let painter = painter(page);
    let mut canvas = Canvas::new(theme, area, painter.widest(), buf);
    canvas.keys(&page.keys);
    if let Some(toast) = &page.toast {
        canvas.toast(toast, blocks::role(page.toast_style), most_of_toast(page));
    }
    if !matches!(painter, Painter::Step) {
        canvas.title(&page.title, &page.aside);
    }
    match painter {
        Painter::Step => step::draw(page, &mut canvas),
        Painter::Focus => focus::draw(page, &mut canvas),
        Painter::Tally(tally) => tally::draw(page, tally, &mut canvas),
        Painter::Months(months) => months::draw(page, months, &mut canvas),
        Painter::Scroll => draw_scroll(page, &mut canvas),
        Painter::Blocks => {
            let layout = beside_preview(page, canvas.body());
            if layout.columns() < canvas.body().width {
                figure::draw_preview(page, &mut canvas);
            }
            let layout = layout.enlarged(page, Size::solid(theme.has_blocks()));
            layout.draw(page.overflow, &mut canvas);
            canvas.next(&page.next);
        }
    }
    if page.dim {
        canvas.dim();
    }
}

/// What of `page` is in sight on a screen of this size; `None` where nothing can be out of sight.
pub fn seen(page: &Page<'_>, width: u16, height: u16) -> Option<Seen> {
    let area = Rect::new(0, 0, width, height);
    let painter = painter(page);
    if area.is_empty() || matches!(painter, Painter::Step | Painter::Focus | Painter::Tally(_)) {
        return None;
    }
    if !is_roomy(area) {
        return Some(small::seen(page, area));
    }
    let body = canvas::body_under(page.toast.as_deref(), most_of_toast(page), painter.widest(), area);
    if let Painter::Months(months) = painter {
        return Some(months::seen(page, months, body));
    }
    Some(match page.scroll {
        Some(top) => Scroll::new(page, top, body.width, body.height).seen(),
        None => beside_preview(page, body).seen(),
    })
}

/// What a screen of this size can show of what moves.
pub fn caps(theme: Theme, width: u16, height: u16) -> DisplayCaps {
    let area = Rect::new(0, 0, width, height);
    if !is_roomy(area) {
        return DisplayCaps::default();
    }
    let body = canvas::body_of(area, canvas::WIDEST_LARGE);
    let large = canvas::is_large(theme, area);
    let blocks = theme.has_blocks();
    // A body made of blocks cannot be made out.
    let [beside, with_breath] = [figure::beside(step::picture_area(body, large)), figure::with_breath(body)]
        .map(|split| split.filter(|_| !blocks));
    DisplayCaps {
        breath: breath::Shape::within(body, theme).sizes(theme),
        figure: beside.map(figure::Split::room),
        says: beside.is_some_and(figure::Split::has_caption),
        letters: figure::beside_letters(body).filter(|_| !blocks),
        sleeper: with_breath.map(figure::Split::room),
        preview: figure::beside_list(canvas::body_of(area, canvas::WIDEST))
            .filter(|_| !blocks)
            .map(|(_, room)| room),
        still: false,
    }
}

/// Who paints the body of a page.
enum Painter<'a> {
    Step,
    Focus,
    Tally(&'a Tally),
    Months(&'a Months),
    Scroll,
    Blocks,
}

impl Painter<'_> {
    /// The most columns that a page takes.
    fn widest(&self) -> u16 {
        match self {
            Painter::Step | Painter::Focus | Painter::Months(_) => canvas::WIDEST_LARGE,
            Painter::Tally(_) | Painter::Scroll | Painter::Blocks => canvas::WIDEST,
        }
    }
}

fn painter<'a>(page: &'a Page<'_>) -> Painter<'a> {
    if page.scroll.is_some() {
        return Painter::Scroll;
    }
    let painters = page.blocks.iter().find_map(|block| match &block.content {
        Content::Step => Some(Painter::Step),
        Content::Focus(..) => Some(Painter::Focus),
        Content::Tally(tally) => Some(Painter::Tally(tally)),
        Content::Months(months) => Some(Painter::Months(months)),
        _ => None,
    });
    painters.unwrap_or(Painter::Blocks)
}

fn draw_scroll(page: &Page<'_>, canvas: &mut Canvas<'_>) {
    let body = canvas.body();
    let scroll = Scroll::new(page, page.scroll.unwrap_or_default(), body.width, body.height);
    for (y, line) in (body.y..body.bottom()).zip(scroll.shown()) {
        canvas.put_parts(body, y, line);
    }
    if let Some(rest) = scroll.rest(page.overflow) {
        canvas.next(&rest);
    }
}

/// The blocks of a page in what a figure leaves, unless it would take the place of words.
fn beside_preview<'a>(page: &'a Page<'a>, body: Rect) -> Layout<'a> {
    let columns = page.figure.and_then(|_| figure::beside_list(body)).map(|(columns, _)| columns);
    let beside = columns.map(|width| Layout::new(page, Rect { width, ..body }));
    match beside {
        Some(beside) if beside.is_whole() => beside,
        beside => {
            let alone = Layout::new(page, body);
            beside.filter(|beside| beside.tells_as_much_as(&alone)).unwrap_or(alone)
        }
    }
}

/// The most rows that something to tell may take: nothing takes the word from below the breath.
fn most_of_toast(page: &Page<'_>) -> u16 {
    let breathes = page.step.as_ref().is_some_and(|step| matches!(step.face, Readout::Breath(_)));
    if breathes { 2 } else { 4 }
}

/// The least room in which the screens are drawn in full.
fn is_roomy(area: Rect) -> bool {
    area.width >= 40 && area.height >= 12
}
