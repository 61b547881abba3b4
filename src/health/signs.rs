//! Warning signs: when to get help, told before anything is saved or scored.
//!
//! [`RULES`] are those of the project's evidence (E3, and K1 where the two differ), with their exact wording.
//! No finding names an illness. An urgent sign stays, and holds every routine back, until the person says that somebody has
//! checked it. Where the evidence leaves a number open, the rule's field `when` and the constants say which one we chose.

use crate::health::answer::Answer;

mod sign;
mod case;
mod rule;
mod rules;
mod ticked;

pub(crate) use case::ToldSign;
pub(crate) use case::{A_MONTH, Case, Change, FORTNIGHT, Fortnight, KnownFacts, days};
pub use rule::Level;
pub(crate) use rule::Rule;
pub use rules::RULES;
pub(crate) use sign::Lasts;
pub use sign::Sign;
pub(crate) use ticked::TickedSigns;
pub(crate) use ticked::fit;

/// Stands under every list of warning signs (E3).
pub const FOOTER: &str = "This is general information, not a diagnosis. If you are worried, get help. You do not need this app's permission.";

/// Said wherever an unchecked urgent sign keeps a stretch from starting.
pub(crate) const HAVE_IT_CHECKED: &str = "Please have this checked before you stretch.";

#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub rule: &'static Rule,
    /// The reason, for people; empty where it stands right beside it.
    pub because: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SignRow {
    pub ticked: bool,
    pub text: String,
    pub help: Option<&'static str>,
}

impl Sign {
    pub fn row(self, ticked: bool, findings: &[Finding]) -> SignRow {
        let its = |finding: &&Finding| finding.rule.signs.contains(&self) && finding.rule.level.is_urgent();
        let help = findings.iter().find(its).map(|finding| finding.rule.wording);
        SignRow { ticked, text: self.label().to_owned(), help }
    }
}

impl Finding {
    /// The reason and what to do: "A swollen leg, noted on Tuesday. Get medical help right away, today."
    pub fn text(&self) -> String {
        format!("{} {}", self.reason(), self.rule.wording).trim_start().to_owned()
    }

    pub fn reason(&self) -> String {
        if self.because.is_empty() { String::new() } else { format!("{}.", capital(&self.because)) }
    }
}

pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

pub(crate) fn heading(findings: &[Finding]) -> &'static str {
    match findings.iter().map(|finding| finding.rule.level).min() {
        Some(Level::Emergency) => "Get help now",
        Some(Level::RightAway) => "Get help today",
        Some(Level::Visit | Level::Mention) | None => "Worth knowing",
    }
}

/// Every rule that holds, the most urgent first, each with all its reasons.
pub(crate) fn findings(case: &Case<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for rule in &RULES {
        let told = case.told.iter().filter(|told| rule.is_decided_by(told.sign));
        let mut reasons: Vec<String> = told.map(|told| told.because.clone()).collect();
        reasons.extend((rule.nights)(case));
        if !reasons.is_empty() {
            reasons.dedup();
            reasons.retain(|reason| !reason.is_empty());
            found.push(Finding { rule, because: reasons.join("; ") });
        }
    }
    found
}

#[cfg(test)]
mod tests;
