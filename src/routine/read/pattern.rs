//! Reads the shipped breathing patterns, a file each.

use std::time::Duration;

use super::keys;
use crate::document::keys::Table;
use crate::document::{self, Diagnostics, Mistakes};
use crate::routine::breath::{BreathStage, Pattern, Phase};

pub(super) const BREATHS: u16 = 10;
pub(super) const FREE: Duration = Duration::from_secs(120);

pub(crate) fn shipped_pattern(document_name: &str, text: &str) -> Result<Pattern, Mistakes> {
    let (root, mut notes) = document::read(document_name, text, keys::PATTERN);
    let pattern = pattern(&root, &mut notes);
    notes.finish(Some(pattern))
}

fn pattern(fields: &Table, notes: &mut Diagnostics) -> Pattern {
    const STAGES: [(&str, BreathStage); 5] = [
        ("in", BreathStage::In),
        ("top-up", BreathStage::TopUp),
        ("hold", BreathStage::HoldFull),
        ("out", BreathStage::Out),
        ("hold-after", BreathStage::HoldEmpty),
    ];
    let paced = STAGES.iter().any(|(name, _)| fields.means(name));
    for needed in ["in", "out"] {
        if paced && !fields.means(needed) {
            notes.missing(
                fields.at.clone(),
                format!("`{needed}` is missing"),
                Some("every breath goes in and out".into()),
            );
        }
    }
    let phases = STAGES
        .iter()
        .filter_map(|&(name, stage)| fields.length(name).map(|length| Phase { stage, length }))
        .collect();
    Pattern {
        name: fields.text("name").unwrap_or_default().to_owned(),
        about: fields.text("about").unwrap_or_default().to_owned(),
        caution: fields.text("caution").map(str::to_owned),
        source: fields.text("source").map(str::to_owned),
        phases,
        breaths: fields.small("breaths").unwrap_or(BREATHS),
        most: fields.small("most"),
        free: fields.length("free").unwrap_or(FREE),
    }
}
