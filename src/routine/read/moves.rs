//! Reads moves, shipped or of a routine file, and the words that guide them.

use std::time::Duration;

use super::keys;
use crate::document::keys::Table;
use crate::document::{self, Mistakes};
use crate::health::body::Side;
use crate::routine::{Guide, Instead, Limb, Posture, SIDE, Sides, Variation};

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Move {
    pub name: String,
    pub guide: Guide,
    pub sides: Option<Sides>,
    pub limb: Option<Limb>,
    /// Length of one repetition, unless the step says.
    pub pace: Option<Duration>,
    pub beats: Vec<String>,
    /// Said half-way, before as many the other way round.
    pub turn: Option<String>,
    pub ready: Option<Duration>,
    pub change: Option<Duration>,
    /// How one is placed in it, unless the step says.
    pub posture: Option<Posture>,
    /// What to have at hand, unless the step says.
    pub needs: Vec<String>,
    pub massage: bool,
    pub heat_or_cold: bool,
    pub instead: Instead,
    pub figure: Option<MovePicture>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum MovePicture {
    Named(String),
    Drawn(Vec<String>),
}

/// A drawing of its own beats a figure by name.
pub(super) fn shown(fields: &Table) -> Option<MovePicture> {
    let drawn = fields.texts("art").map(|lines| MovePicture::Drawn(lines.to_vec()));
    drawn.or_else(|| fields.text("figure").map(|id| MovePicture::Named(id.to_owned())))
}

pub(crate) fn shipped_move(document_name: &str, text: &str) -> Result<Move, Mistakes> {
    let (root, notes) = document::read(document_name, text, keys::MOVE);
    notes.finish(Some(a_move(&root)))
}

pub(super) fn a_move(fields: &Table) -> Move {
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
        posture: fields.choice("posture").and_then(posture),
        needs: fields.texts("needs").unwrap_or_default().to_vec(),
        massage: fields.flag("massage").unwrap_or(false),
        heat_or_cold: fields.flag("heat-or-cold").unwrap_or(false),
        instead: instead(fields, Instead::default()),
        figure: shown(fields),
    }
}

pub(super) fn guide(fields: &Table, base: Guide) -> Guide {
    let line = |name: &str, base: Option<String>| fields.text(name).map(str::to_owned).or(base);
    let lines = |name: &str, base: Vec<String>| fields.texts(name).map_or(base, <[String]>::to_vec);
    Guide {
        setup: lines("setup", base.setup),
        into: line("into", base.into),
        cues: lines("cues", base.cues),
        end: line("end", base.end),
        breath: line("breath", base.breath),
        feel: line("feel", base.feel),
        avoid: line("avoid", base.avoid),
        caution: line("caution", base.caution),
        // A step's own caution is not the move's in brief.
        brief: line("brief", base.brief.filter(|_| !fields.has("caution"))),
        not_if: base.not_if,
        source: line("source", base.source),
    }
}

/// `base` fills in for whom the table says nothing.
pub(super) fn instead(fields: &Table, base: Instead) -> Instead {
    let Some(tables) = fields.tables("instead").first() else { return base };
    let change = |name: &str, base: Option<Box<Variation>>| {
        let fields = tables.tables(name).first();
        fields.map(|fields| Box::new(a_change(fields))).or(base)
    };
    Instead {
        pregnancy: change("pregnancy", base.pregnancy),
        balance: change("balance", base.balance),
        fluid_limit: change("fluid-limit", base.fluid_limit),
    }
}

fn a_change(fields: &Table) -> Variation {
    Variation {
        setup: fields.texts("setup").map(<[String]>::to_vec),
        cues: fields.texts("cues").map(<[String]>::to_vec),
        end: fields.text("end").map(str::to_owned),
        caution: fields.text("caution").map(str::to_owned),
        posture: fields.choice("posture").and_then(posture),
    }
}

/// Takes the side out of words that a move has for one side: "your {side} foot" becomes "your foot".
pub(super) fn drop_side(described: &mut Move) {
    let without = |line: &mut String| *line = line.replace("{side} ", "").replace(SIDE, "");
    let Guide { setup, into, cues, end, breath, feel, avoid, caution, brief, not_if: _, source: _ } =
        &mut described.guide;
    let lines = [into, end, breath, feel, avoid, caution, brief, &mut described.turn].into_iter().flatten();
    setup.iter_mut().chain(cues).chain(lines).for_each(without);
    for Variation { setup, cues, end, caution, posture: _ } in described.instead.changes_mut() {
        let lists = [setup, cues].into_iter().flatten().flatten();
        lists.chain([end, caution].into_iter().flatten()).for_each(without);
    }
}

pub(super) fn posture(word: &str) -> Option<Posture> {
    match word {
        "standing" => Some(Posture::Standing),
        "sitting" => Some(Posture::Sitting),
        "lying" => Some(Posture::Lying),
        _ => None,
    }
}

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

pub(super) fn limb(word: &str) -> Option<Limb> {
    match word {
        "leg" => Some(Limb::Leg),
        "foot" => Some(Limb::Foot),
        _ => None,
    }
}
