//! Finds what shows a step: a figure of the file, a shipped one, or a drawing.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Shown;
use crate::document::keys::Fields;
use crate::document::{Notes, did_you_mean, quoted};
use crate::figure::{Figure, Scene, read};
use crate::routine::library::Library;

/// The figures that a routine can name.
pub(super) struct Figures<'s> {
    /// Those of its own file; `None` where one has mistakes, which are noted already.
    own: BTreeMap<&'s str, Option<Arc<Scene>>>,
}

/// Shows nothing.
const NONE: &str = "none";

impl<'s> Figures<'s> {
    /// Reads the figures of a file, and checks those that its moves name.
    pub(super) fn of(root: &'s Fields, notes: &mut Notes) -> Figures<'s> {
        let own = root.entries("figure").iter();
        let own =
            own.map(|entry| (entry.id.as_str(), read::scene(&entry.fields, notes).map(Arc::new))).collect();
        let figures = Figures { own };
        for entry in root.entries("move") {
            note_both(&entry.fields, notes);
            if let Some(shown) = super::shown(&entry.fields) {
                figures.find(&shown, Some(&entry.fields), notes);
            }
        }
        figures
    }

    /// Returns what is named or drawn; an unknown name is noted where the table `at` gives it.
    pub(super) fn find(&self, shown: &Shown, at: Option<&Fields>, notes: &mut Notes) -> Option<Figure> {
        let id = match shown {
            Shown::Drawn(lines) => return Some(Figure::Art(lines.as_slice().into())),
            Shown::Named(id) if id == NONE => return None,
            Shown::Named(id) => id.as_str(),
        };
        if let Some(own) = self.own.get(id) {
            return own.clone().map(Figure::Scene);
        }
        if let Some(shipped) = Library::shipped().figure(id) {
            return Some(Figure::Scene(Arc::clone(shipped)));
        }
        if let Some(at) = at {
            let mut known: Vec<&str> = Library::figure_ids().collect();
            known.push(NONE);
            known.extend(self.own.keys().map(|id| &**id));
            let fix = did_you_mean(id, known.iter().copied());
            notes.add(at.value_at("figure"), format!("no figure is called {}", quoted(id)), Some(fix));
        }
        None
    }
}

/// Notes a table that has a figure and a drawing.
pub(super) fn note_both(fields: &Fields, notes: &mut Notes) {
    if fields.has("figure") && fields.has("art") {
        let fix = Some("keep one of them".to_owned());
        notes.add(fields.key_at("art"), "`figure` and `art` cannot both show it", fix);
    }
}
