//! Reads moves, shipped or of a routine file, and the words that guide them.

use std::time::Duration;

use super::keys;
use crate::document::keys::Fields;
use crate::document::{self, Mistakes};
use crate::routine::{Guide, Limb, Side, Sides};

/// A movement described once, for many steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    /// What people call it.
    pub name: String,
    /// The words that guide it.
    pub guide: Guide,
    /// Which sides it is done on, unless the step says.
    pub sides: Option<Sides>,
    /// What a side is a side of, unless the step says.
    pub limb: Option<Limb>,
    /// Length of one repetition, unless the step says.
    pub pace: Option<Duration>,
    /// Words for the parts of one repetition.
    pub beats: Vec<String>,
    /// Said half-way, before as many the other way round.
    pub turn: Option<String>,
    /// Time to get into position; `None` takes the person's own setting.
    pub ready: Option<Duration>,
    /// Time to change sides; `None` takes the person's own setting.
    pub change: Option<Duration>,
    /// Whether it rubs a leg.
    pub massage: bool,
    /// What shows it, unless the step says.
    pub figure: Option<Shown>,
}

/// What shows a movement, as a file says it.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// The figure of this id.
    Named(String),
    /// A drawing, line by line.
    Drawn(Vec<String>),
}

/// Returns what a table says about its figure; a drawing of its own beats a figure by name.
pub(super) fn shown(fields: &Fields) -> Option<Shown> {
    let drawn = fields.texts("art").map(|lines| Shown::Drawn(lines.to_vec()));
    drawn.or_else(|| fields.text("figure").map(|id| Shown::Named(id.to_owned())))
}

/// Reads the file of one move.
pub fn shipped_move(document_name: &str, text: &str) -> Result<Move, Mistakes> {
    let (root, notes) = document::read(document_name, text, keys::MOVE);
    notes.finish(Some(a_move(&root)))
}

/// What stands for "left" or "right" in the words of a movement.
pub(super) const SIDE: &str = "{side}";

/// Returns the move that a table describes, as far as it holds.
pub(super) fn a_move(fields: &Fields) -> Move {
    Move {
        name: fields.text("name").unwrap_or_default().to_owned(),
        guide: guide(fields, Guide::default()),
        sides: fields.choice("sides").and_then(sides),
        limb: fields.choice("limb").and_then(limb),
        pace: fields.length("pace"),
        beats: fields.texts("beats").unwrap_or_default().to_vec(),
        turn: fields.text("turn").map(str::to_owned),
        ready: fields.length("ready"),
        change: fields.length("change"),
        massage: fields.flag("massage").unwrap_or(false),
        figure: shown(fields),
    }
}

/// Returns what a step of one's own builds on.
pub(super) fn nothing() -> Move {
    Move {
        name: String::new(),
        guide: Guide::default(),
        sides: None,
        limb: None,
        pace: None,
        beats: Vec::new(),
        turn: None,
        ready: None,
        change: None,
        massage: false,
        figure: None,
    }
}

/// Returns the words of a table, and where it has none those of `base`.
pub(super) fn guide(fields: &Fields, base: Guide) -> Guide {
    let line = |name: &str, base: Option<String>| fields.text(name).map(str::to_owned).or(base);
    let lines = |name: &str, base: Vec<String>| fields.texts(name).map_or(base, <[String]>::to_vec);
    Guide {
        setup: lines("setup", base.setup),
        cues: lines("cues", base.cues),
        end: line("end", base.end),
        breath: line("breath", base.breath),
        feel: line("feel", base.feel),
        avoid: line("avoid", base.avoid),
        caution: line("caution", base.caution),
        source: line("source", base.source),
    }
}

/// Takes the side out of words that a move has for one side: "your {side} foot" becomes "your foot".
pub(super) fn drop_side(described: &mut Move) {
    let Guide { setup, cues, end, breath, feel, avoid, caution, source: _ } = &mut described.guide;
    let lines = [end, breath, feel, avoid, caution, &mut described.turn].into_iter().flatten();
    for line in setup.iter_mut().chain(cues).chain(lines) {
        *line = line.replace("{side} ", "").replace(SIDE, "");
    }
}

/// Returns the sides that a word of [`keys::SIDES`] stands for.
pub(super) fn sides(word: &str) -> Option<Sides> {
    match word {
        "each" => Some(Sides::Each),
        "alternate" => Some(Sides::Alternate),
        "both" => Some(Sides::Both),
        "left" => Some(Sides::Only(Side::Left)),
        "right" => Some(Sides::Only(Side::Right)),
        _ => None,
    }
}

/// Returns the limb that a word of [`keys::LIMBS`] stands for.
pub(super) fn limb(word: &str) -> Option<Limb> {
    match word {
        "leg" => Some(Limb::Leg),
        "foot" => Some(Limb::Foot),
        _ => None,
    }
}
