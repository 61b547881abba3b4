//! What has to be told before a routine begins, once for each routine while the answers stand (K2).

use crate::health::safety::{Risk, Safety};
use crate::routine::plan::digest_of;
use crate::routine::{Routine, Step};

/// What is said where massage is left out (K2).
pub const NO_MASSAGE: &str = "Massage is left out after a blood clot. Ask your clinician about it.";
/// The same in pregnancy: some maternity leaflets advise against rubbing (B1).
pub const NO_MASSAGE_NOW: &str = "Massage is left out in pregnancy. Ask your midwife about it.";
/// What surgery or an injury rules out without advice (K2).
pub const SURGERY: &str =
    "Don't stretch, rub or stand on the hurt leg unless your surgeon or physiotherapist agrees.";
const NAMED: usize = 4;
/// The most letters of a name: what is told has to fit the smallest screen.
const LETTERS: usize = 40;

impl Safety {
    /// What a person should know before `routine`, as they answered; it may still be done.
    pub fn caveats(&self, routine: &Routine) -> Vec<String> {
        let mut caveats = Vec::new();
        let standing: Vec<&str> =
            routine.steps.iter().filter(|step| step.is_standing()).map(|step| step.name.as_str()).collect();
        if (self.has(Risk::Balance) || self.has(Risk::Numbness)) && !standing.is_empty() {
            caveats.push(format!("You do these standing: {}.", names(standing)));
        }
        if self.has(Risk::Surgery) && routine.steps.iter().any(Step::strains) {
            caveats.push(SURGERY.to_owned());
        }
        caveats
    }

    /// What to say of steps that are not there any more.
    pub fn left_out(&self, routine: &Routine) -> Option<&'static str> {
        let rubs = routine.steps.iter().any(|step| step.massage);
        self.why_no_massage().filter(|_| rubs)
    }

    pub(super) fn why_no_massage(&self) -> Option<&'static str> {
        match (self.has(Risk::ClotPast), self.has(Risk::Pregnancy)) {
            (true, _) => Some(NO_MASSAGE),
            (false, true) => Some(NO_MASSAGE_NOW),
            (false, false) => None,
        }
    }

    /// Whether these were told of the routine that goes by this name or path.
    pub fn is_told(&self, routine: &str, caveats: &[String]) -> bool {
        caveats.is_empty() || self.told.get(routine) == Some(&digest_of(caveats))
    }

    /// The same, with these told of the routine.
    #[must_use]
    pub fn telling(&self, routine: &str, caveats: &[String]) -> Safety {
        let mut safety = self.clone();
        if !caveats.is_empty() {
            safety.told.insert(routine.to_owned(), digest_of(caveats));
        }
        safety
    }
}

/// "Wall calf stretch, Walk it off", and how many more.
fn names(mut all: Vec<&str>) -> String {
    all.dedup();
    let more = all.len().saturating_sub(NAMED);
    let named = all.iter().take(NAMED).map(|name| short(name)).collect::<Vec<_>>().join(", ");
    if more == 0 { named } else { format!("{named} and {more} more") }
}

/// A name, or the beginning of a long one.
fn short(name: &str) -> String {
    match name.char_indices().nth(LETTERS) {
        None => name.to_owned(),
        Some((end, _)) => format!("{}…", name[..end].trim_end()),
    }
}
