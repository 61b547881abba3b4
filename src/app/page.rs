//! What a screen shows, once, for every front end.
//!
//! A [screen](super::screens) describes itself as a [`Page`] of [`Block`]s. The terminal [renderer](crate::screen) lays
//! them out and draws them, the [lines](crate::lines) tell them one after the other, and the voice reads the step that
//! the page is about. Where two front ends need different words, a block says whom it is [for](Reader).
//!
//! Wrapping and paging belong to the front end. It reports one fact back, [`Seen`], so that nobody answers a question
//! that was never in sight.

use std::borrow::Cow;

use jiff::civil::Date;

use super::keymap::{Action, Binding, Question};
use crate::diary::Week;
use crate::diary::history::Month;
use crate::session::{FigureView, StepView};
use crate::text::glossary;

/// What a screen shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<'a> {
    pub id: PageId,
    pub title: Cow<'a, str>,
    /// What stands at the other end of the title line.
    pub aside: String,
    pub blocks: Vec<Block<'a>>,
    /// Where a page that may be longer than the screen is read; `None` if its blocks are laid out instead.
    pub scroll: Option<ScrollPosition>,
    /// The line above the keys: what comes next.
    pub next: String,
    /// The same where not all of the page is in sight.
    pub overflow: &'static str,
    /// Whether nothing on it may be bright.
    pub dim: bool,
    /// The part of the evening that it is about.
    pub step: Option<StepView<'a>>,
    /// What stands beside large letters or a list, where there is room.
    pub figure: Option<FigureView<'a>>,
    /// The warning that a voice says in place of everything else.
    pub warning: Option<Cow<'a, str>>,
    /// The keys of the footer, most important first.
    pub keys: Vec<KeyHint>,
    pub toast: Option<Cow<'a, str>>,
    pub toast_style: Style,
}

/// Which page this is: on another one, the lines tell everything anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageId {
    Tonight,
    Choose,
    Topics,
    Topic(&'static str),
    Safety,
    Medicines,
    /// What the program is, where it has no room below the questions.
    About,
    /// What is to be read before a routine, from this paragraph on.
    Advice(usize),
    Morning(Question),
    /// What was parked for the morning.
    Parked,
    Diary,
    /// The diary's entries, from this one on.
    Entries(usize),
    Trial,
    /// The evenings of this month, by the first of it.
    History(Date),
    Cramp(CrampPage),
    Signs,
    /// This part of the plan.
    Part(usize),
    /// What else can be said of today at the water check.
    Extras,
    /// The colours of urine.
    Colours,
    GoodNight,
    Help,
}

/// What a cramp's page says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CrampPage {
    GetHelp,
    /// This step of its routine.
    Step(usize),
    Eased,
}

/// A key of the footer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyHint {
    pub row: &'static Binding,
    /// What it does here.
    pub label: &'static str,
}

impl KeyHint {
    /// How the key is written.
    pub fn key(self) -> &'static str {
        self.row.shown
    }
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Block<'a> {
    pub content: Content<'a>,
    pub style: Style,
    pub reader: Reader,
    pub place: Place,
    pub told: Told,
    /// Whether it may be left out where there is no room.
    pub optional: bool,
    /// Whether it follows the block above it without air between them.
    pub tight: bool,
}

/// What a block holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Content<'a> {
    /// A paragraph.
    Text(Cow<'a, str>),
    /// A paragraph in several styles; its further lines stand under the second part.
    Spans(Vec<(Style, String)>),
    /// A name, if it has one, and what matters most of it, which is large where there is room.
    Headline(&'a str, String),
    List(List<'a>),
    /// Keys, and all that they do.
    Keys(Vec<&'static Binding>),
    /// The answers to a question: keys, and what they say.
    Answers(Vec<(&'static str, &'static str)>),
    /// The steps of a routine: name and dose.
    Steps(Vec<(&'a str, &'a str)>),
    /// The nights of these weeks, the last of them first to be shown.
    Calendar(Vec<Week>),
    /// The cramps of these weeks as bars.
    Chart(Vec<Week>),
    /// Months as calendars; what is above and below them stands around them.
    Months(Months),
    /// The count, the breath or the instruction of [`Page::step`].
    Step,
    Tally(Tally),
    /// Lines that were typed, and the one being typed.
    Typed(TypedLines<'a>),
    /// What to do about a cramp, as large as it fits: its first sentence first.
    Focus(Urgency, Vec<Cow<'a, str>>),
}

/// What a piece of text is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    Warning,
    Strong,
    #[default]
    Text,
    /// What may be overlooked.
    Soft,
    /// A routine: its name, or that it was done.
    Routine,
    /// A cramp in the calendar; news.
    Accent,
}

/// Whom a block is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reader {
    #[default]
    All,
    /// Only who looks at the screen.
    Screen,
    /// Only who reads or hears lines.
    Lines,
}

/// Where a block stands on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// At the top left, where reading begins.
    #[default]
    Top,
    /// In the middle of what the others leave.
    Middle,
    Bottom,
}

/// When the lines tell a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Told {
    /// On coming to the page.
    #[default]
    Once,
    /// The same, and whenever it has changed.
    Always,
    /// Only when it has changed.
    Changes,
    /// Only if it was never told before.
    Ever,
}

/// Months, of which as many of the last are shown as fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Months {
    /// In order.
    pub months: Vec<Month>,
    /// The night that is marked.
    pub marked: Date,
}

/// A list with a marked item.
#[derive(Clone, Debug, PartialEq)]
pub struct List<'a> {
    pub items: Vec<Item<'a>>,
    pub marked: usize,
    /// The lines tell so many at a time; all if zero.
    pub at_a_time: usize,
}

/// An item of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item<'a> {
    pub text: Cow<'a, str>,
    /// Whether it is ticked; `None` if it cannot be.
    pub ticked: Option<bool>,
    /// What stands in a second column.
    pub aside: String,
    /// What to do about it, right below it.
    pub help: Option<&'a str>,
    /// The colour that it names, painted beside it where there are colours enough.
    pub swatch: Option<u8>,
    pub is_faint: bool,
    /// The same for lines, where it is no sentence yet.
    pub spoken: String,
}

/// A count.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    pub number: u32,
    /// What is counted, as a question.
    pub question: String,
    /// How much one of them is: "250 ml each".
    pub each: String,
    /// The number with its noun: "3 glasses".
    pub in_words: String,
}

/// What was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypedLines<'a> {
    /// The lines that are kept.
    pub kept: &'a [String],
    /// The line with the cursor; `None` where letters are keys.
    pub draft: Option<&'a str>,
}

/// How urgent it is what a cramp's page says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// It has eased: nothing has to be done.
    Calm,
    /// Something helps now.
    Act,
    Warn,
}

/// Where a long page is read: the block on top, and so many of its lines above the screen. The front end carries lines
/// beyond a block's end over into the next one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScrollPosition {
    pub block: usize,
    pub line: i32,
}

/// What of a page was in sight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// How many items of its list were, from the first one on; how many of its months, up to the last one; or how many
    /// of its blocks in the middle.
    pub items: usize,
    /// Whether nothing is left below.
    pub whole: bool,
    /// The lines at a time of a page that scrolls.
    pub rows: u16,
    /// Where that page stands, within its bounds.
    pub top: ScrollPosition,
}

impl Seen {
    /// For a front end that tells all of a page.
    pub const ALL: Seen =
        Seen { items: usize::MAX, whole: true, rows: u16::MAX, top: ScrollPosition { block: 0, line: 0 } };
}

impl<'a> Page<'a> {
    pub fn new(id: PageId, title: impl Into<Cow<'a, str>>) -> Page<'a> {
        Page {
            id,
            title: title.into(),
            aside: String::new(),
            blocks: Vec::new(),
            scroll: None,
            next: String::new(),
            overflow: glossary::MORE_BELOW,
            dim: false,
            step: None,
            figure: None,
            warning: None,
            keys: Vec::new(),
            toast: None,
            toast_style: Style::Accent,
        }
    }

    /// A page about a part of the evening: "Step 6 of 6. Water."
    pub fn of_step(step: StepView<'a>) -> Page<'a> {
        let (nth, of) = step.step;
        Page { aside: format!("{nth} of {of}"), ..Page::new(PageId::Part(step.part), step.title) }
            .with(Block::text(format!("Step {nth} of {of}. {}.", step.title)).in_lines())
            .about(step)
    }

    /// Says which part of the evening it is about.
    #[must_use]
    pub fn about(mut self, step: StepView<'a>) -> Page<'a> {
        self.step = Some(step);
        self
    }

    #[must_use]
    pub fn beside(mut self, figure: Option<FigureView<'a>>) -> Page<'a> {
        self.figure = figure;
        self
    }

    #[must_use]
    pub fn aside(mut self, aside: impl Into<String>) -> Page<'a> {
        self.aside = aside.into();
        self
    }

    #[must_use]
    pub fn with(mut self, block: Block<'a>) -> Page<'a> {
        self.blocks.push(block);
        self
    }

    #[must_use]
    pub fn with_all(mut self, blocks: impl IntoIterator<Item = Block<'a>>) -> Page<'a> {
        self.blocks.extend(blocks);
        self
    }

    /// Its list, if it has one.
    pub fn list(&self) -> Option<&List<'a>> {
        self.blocks.iter().find_map(|block| match &block.content {
            Content::List(list) => Some(list),
            _ => None,
        })
    }

    /// The line being typed, where letters are text.
    pub fn draft(&self) -> Option<&'a str> {
        self.blocks.iter().find_map(|block| match &block.content {
            Content::Typed(typed) => typed.draft,
            _ => None,
        })
    }

    /// What it says to one kind of reader, in order.
    pub fn blocks_for(&self, reader: Reader) -> impl Iterator<Item = &Block<'a>> {
        self.blocks.iter().filter(move |block| block.reader == Reader::All || block.reader == reader)
    }
}

impl<'a> Block<'a> {
    pub fn new(content: Content<'a>) -> Block<'a> {
        Block {
            content,
            style: Style::default(),
            reader: Reader::default(),
            place: Place::default(),
            told: Told::default(),
            optional: false,
            tight: false,
        }
    }

    pub fn text(text: impl Into<Cow<'a, str>>) -> Block<'a> {
        Block::new(Content::Text(text.into()))
    }

    /// A list, of which the lines tell what changes.
    pub fn list(items: Vec<Item<'a>>, marked: usize) -> Block<'a> {
        Block::new(Content::List(List { items, marked, at_a_time: 0 })).always()
    }

    #[must_use]
    pub fn style(self, style: Style) -> Block<'a> {
        Block { style, ..self }
    }

    #[must_use]
    pub fn strong(self) -> Block<'a> {
        self.style(Style::Strong)
    }

    #[must_use]
    pub fn soft(self) -> Block<'a> {
        self.style(Style::Soft)
    }

    #[must_use]
    pub fn warning(self) -> Block<'a> {
        self.style(Style::Warning)
    }

    #[must_use]
    pub fn on_screen(self) -> Block<'a> {
        Block { reader: Reader::Screen, ..self }
    }

    #[must_use]
    pub fn in_lines(self) -> Block<'a> {
        Block { reader: Reader::Lines, ..self }
    }

    #[must_use]
    pub fn middle(self) -> Block<'a> {
        Block { place: Place::Middle, ..self }
    }

    #[must_use]
    pub fn bottom(self) -> Block<'a> {
        Block { place: Place::Bottom, ..self }
    }

    #[must_use]
    pub fn always(self) -> Block<'a> {
        Block { told: Told::Always, ..self }
    }

    #[must_use]
    pub fn changes(self) -> Block<'a> {
        Block { told: Told::Changes, ..self }
    }

    #[must_use]
    pub fn ever(self) -> Block<'a> {
        Block { told: Told::Ever, ..self }
    }

    #[must_use]
    pub fn optional(self) -> Block<'a> {
        Block { optional: true, ..self }
    }

    #[must_use]
    pub fn tight(self) -> Block<'a> {
        Block { tight: true, ..self }
    }
}

impl<'a> Item<'a> {
    pub fn new(text: impl Into<Cow<'a, str>>) -> Item<'a> {
        Item { text: text.into(), ..Item::default() }
    }

    /// A question to tick: "Diabetes? No."
    pub fn tick(text: impl Into<Cow<'a, str>>, ticked: bool) -> Item<'a> {
        let text = text.into();
        Item { spoken: answered(&text, ticked), ticked: Some(ticked), text, ..Item::default() }
    }
}

/// A question with its answer, as a sentence.
pub(crate) fn answered(label: &str, yes: bool) -> String {
    let (label, end) = label.strip_suffix('?').map_or((label, ":"), |label| (label, "?"));
    format!("{}{end} {}.", crate::text::capital(label), if yes { "yes" } else { "no" })
}

/// A long page while it is read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scrolling {
    pub(super) top: ScrollPosition,
    pub(super) seen: Seen,
}

impl Scrolling {
    /// Takes what the front end found.
    pub(super) fn see(&mut self, seen: Seen) {
        (self.seen, self.top) = (seen, seen.top);
    }

    /// Goes up or down; `false` if the action is for something else, or there is nothing more that way.
    pub(super) fn handle(&mut self, action: Action) -> bool {
        let screenful = i32::from(self.seen.rows).saturating_sub(1).max(1);
        let by = match action {
            Action::Up => -1,
            Action::Down => 1,
            Action::PageUp => -screenful,
            Action::PageDown => screenful,
            Action::First => i32::MIN / 2,
            Action::Last => i32::MAX / 2,
            _ => return false,
        };
        let moves = if by < 0 { self.top != ScrollPosition::default() } else { !self.seen.whole };
        if moves {
            self.top.line = self.top.line.saturating_add(by);
        }
        moves
    }
}
