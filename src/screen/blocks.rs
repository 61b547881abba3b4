//! A block as lines of a given width.

use super::canvas::{cut, width, wrap};
use crate::app::keymap::Binding;
use crate::app::page::{Block, Content, Style};
use crate::diary::{Done, NightCell, Week, bars, highest};
use crate::screen::theme::Role;

/// A line in parts of different roles.
pub(super) type Line = Vec<(Role, String)>;

/// The columns of a label of the calendar, and of a week in it.
const LABEL: u16 = 9;
const WEEK: u16 = 9;
/// The columns of a week below its bar, "12 Oct" and air, and the rows of a bar.
const BAR: u16 = 8;
const BAR_ROWS: u16 = 3;

pub(super) fn role(style: Style) -> Role {
    match style {
        Style::Text => Role::Text,
        Style::Strong => Role::Strong,
        Style::Soft => Role::Soft,
        Style::Warning => Role::Warning,
        Style::Routine => Role::Count,
        Style::Accent => Role::Side,
    }
}

/// The lines of a block that is as high as it is, rather than as there is room for.
pub(super) fn lines(block: &Block<'_>, columns: u16) -> Vec<Line> {
    match &block.content {
        Content::Text(text) if text.is_empty() => Vec::new(),
        Content::Text(text) => {
            wrap(text, columns).into_iter().map(|line| vec![(role(block.style), line)]).collect()
        }
        Content::Spans(spans) => span_lines(spans, columns),
        Content::Headline("", text) => vec![vec![(role(block.style), text.clone())]],
        Content::Headline(name, text) => {
            span_lines(&[(Style::Routine, (*name).to_owned()), (Style::Strong, format!("  {text}"))], columns)
        }
        Content::Keys(rows) => key_lines(rows, columns),
        Content::Answers(answers) => answer_lines(answers),
        Content::Calendar(weeks) => calendar(weeks, columns),
        Content::Chart(weeks) => chart(weeks, columns),
        Content::List(_)
        | Content::Months(_)
        | Content::Steps(_)
        | Content::Step
        | Content::Tally(_)
        | Content::Typed(_)
        | Content::Focus(..) => Vec::new(),
    }
}

/// Further lines stand under the second part, where that leaves them room enough.
fn span_lines(spans: &[(Style, String)], columns: u16) -> Vec<Line> {
    let Some(((first_style, first), rest)) = spans.split_first() else { return Vec::new() };
    let text: String = rest.iter().map(|(_, text)| text.as_str()).collect();
    let style = rest.first().map_or(*first_style, |(style, _)| *style);
    let (lead, rest) = (width(first), width(&text));
    if lead > columns / 3 && rest > columns / 2 && lead.saturating_add(rest) > columns {
        // Both need room, and nothing of either may be lost: one stands below the other.
        let below =
            |text: &str, style| wrap(text, columns).into_iter().map(move |line| vec![(role(style), line)]);
        return below(first, *first_style).chain(below(&text, style)).collect();
    }
    if lead > columns / 2 {
        // A long name is cut, so that what follows it stays.
        let name = cut(first, columns.saturating_sub(rest)).into_owned();
        return vec![vec![(role(*first_style), name), (role(style), text)]];
    }
    let lines = wrap(&text, columns.saturating_sub(lead)).into_iter().enumerate();
    let lines = lines.map(|(nth, line)| {
        let lead = if nth == 0 { first.clone() } else { " ".repeat(usize::from(lead)) };
        vec![(role(*first_style), lead), (role(style), line)]
    });
    lines.collect()
}

fn key_lines(rows: &[&Binding], columns: u16) -> Vec<Line> {
    let wide = rows.iter().map(|row| width(row.shown)).max().unwrap_or(0) + 2;
    let line = |row: &&Binding| {
        let key = format!("{:wide$}", row.shown, wide = usize::from(wide));
        span_lines(&[(Style::Strong, key), (Style::Text, row.help.to_owned())], columns)
    };
    rows.iter().flat_map(line).collect()
}

/// A row each, all of them equally wide, so that they stand below each other in the middle too.
fn answer_lines(answers: &[(&str, &str)]) -> Vec<Line> {
    let keys = answers.iter().map(|(key, _)| width(key)).max().unwrap_or(0);
    let says = answers.iter().map(|(_, says)| width(says)).max().unwrap_or(0);
    let (keys, says) = (usize::from(keys), usize::from(says));
    let line = |(key, text): &(&str, &str)| {
        vec![(Role::Count, format!("{key:keys$}  ")), (Role::Text, format!("{text:says$}"))]
    };
    answers.iter().map(line).collect()
}

/// The steps of a routine, or as many as fit.
pub(super) fn steps(steps: &[(&str, &str)], columns: u16, rows: u16) -> Vec<Line> {
    if !are_aligned(steps, columns) && step_rows(steps, columns) <= rows {
        return steps.iter().flat_map(|step| flowing(*step, columns)).collect();
    }
    let rows = usize::from(rows);
    let fits = if steps.len() <= rows { steps.len() } else { rows.saturating_sub(1) };
    let indent = indent(columns);
    let names = names(steps).min(columns / 2);
    let line = |(name, dose): &(&str, &str)| {
        let name = cut(name, names);
        let air = " ".repeat(usize::from(names - width(&name)) + 3);
        vec![(Role::Text, format!("{indent}{name}{air}")), (Role::Soft, (*dose).to_owned())]
    };
    let more = (fits < steps.len() && rows > 0)
        .then(|| vec![(Role::Soft, format!("{indent}and {} more", steps.len() - fits))]);
    steps.iter().take(fits).map(line).chain(more).collect()
}

/// The rows that steps take when nothing of them is cut.
pub(super) fn step_rows(steps: &[(&str, &str)], columns: u16) -> u16 {
    let aligned = are_aligned(steps, columns);
    let rows = |step: &(&str, &str)| if aligned { 1 } else { flowing(*step, columns).len() };
    u16::try_from(steps.iter().map(rows).sum::<usize>()).unwrap_or(u16::MAX)
}

/// Whether names and doses fit side by side.
fn are_aligned(steps: &[(&str, &str)], columns: u16) -> bool {
    let doses = steps.iter().map(|(_, dose)| width(dose)).max().unwrap_or(0);
    let names = names(steps);
    names <= columns / 2 && width(indent(columns)) + names + 3 + doses <= columns
}

fn names(steps: &[(&str, &str)]) -> u16 {
    steps.iter().map(|(name, _)| width(name)).max().unwrap_or(0)
}

fn indent(columns: u16) -> &'static str {
    if columns >= 50 { "  " } else { "" }
}

/// A step without a column for the names: its dose behind the name, or below it.
fn flowing((name, dose): (&str, &str), columns: u16) -> Vec<Line> {
    let text = |role, text: &str| vec![(role, text.to_owned())];
    if dose.is_empty() {
        return vec![text(Role::Text, name)];
    }
    if width(name) + 3 + width(dose) <= columns {
        return vec![vec![(Role::Text, format!("{name} · ")), (Role::Soft, dose.to_owned())]];
    }
    vec![text(Role::Text, name), text(Role::Soft, &format!("  {dose}"))]
}

/// The latest weeks that fit: their cramps and routines, night by night.
fn calendar(weeks: &[Week], columns: u16) -> Vec<Line> {
    let fit = usize::from((columns.saturating_sub(LABEL) / WEEK).max(1));
    let weeks = &weeks[weeks.len().saturating_sub(fit)..];
    let row = |label: &str, each: &dyn Fn(&Week) -> Line| {
        let mut line = vec![(Role::Soft, format!("{label:width$}", width = usize::from(LABEL)))];
        for week in weeks {
            let parts = each(week);
            let long: u16 = parts.iter().map(|(_, text)| width(text)).sum();
            line.extend(parts);
            line.push((Role::Soft, " ".repeat(usize::from(WEEK.saturating_sub(long)))));
        }
        line
    };
    let nights = |week: &Week, shape: fn(NightCell) -> char, role: fn(NightCell) -> Role| {
        let cell =
            |night: &Option<NightCell>| night.map_or((Role::Soft, ' '), |cell| (role(cell), shape(cell)));
        week.nights.iter().map(cell).map(|(role, shape)| (role, shape.to_string())).collect::<Line>()
    };
    let cramp = |cell: NightCell| if cell.cramp == Some(true) { Role::Side } else { Role::Soft };
    let routine = |cell: NightCell| if cell.routine > Done::Not { Role::Count } else { Role::Soft };
    vec![
        row("", &|week| vec![(Role::Soft, week.monday.strftime("%-d %b").to_string())]),
        row("", &|_| vec![(Role::Soft, "MTWTFSS".to_owned())]),
        row("cramps", &|week| nights(week, NightCell::cramp_shape, cramp)),
        row("routine", &|week| nights(week, NightCell::routine_shape, routine)),
    ]
}

/// The bars of cramps a week with their numbers and weeks below, as many of the latest as fit; none where no week is known.
fn chart(weeks: &[Week], columns: u16) -> Vec<Line> {
    let fit = usize::from((columns / BAR).max(1));
    let weeks = &weeks[weeks.len().saturating_sub(fit)..];
    let first = weeks.iter().position(|week| week.cramps.is_some()).unwrap_or(0);
    let weeks = &weeks[first..];
    if highest(weeks) == 0.0 {
        return Vec::new();
    }
    let slot = |text: &str| format!("{text:<width$}", width = usize::from(BAR));
    let bar = |row: &String| {
        row.chars()
            .map(|bar| slot(&String::from(bar).repeat(if bar == '·' { 1 } else { 3 })))
            .collect::<String>()
    };
    let bars = bars(weeks, BAR_ROWS);
    let bars = bars.iter().map(|row| vec![(Role::Side, bar(row))]);
    let number = |week: &Week| week.cramps.map_or_else(String::new, slot_number);
    let below = |role, text: &dyn Fn(&Week) -> String| {
        vec![(role, weeks.iter().map(|week| slot(&text(week))).collect::<String>())]
    };
    let title = vec![(Role::Soft, "Cramps a week, by the week's Monday".to_owned())];
    let numbers = below(Role::Text, &number);
    let mondays = below(Role::Soft, &|week| week.monday.strftime("%-d %b").to_string());
    [title].into_iter().chain(bars).chain([numbers, mondays]).collect()
}

/// "2", "4.7".
fn slot_number(cramps: f64) -> String {
    if cramps.fract() == 0.0 { format!("{cramps:.0}") } else { format!("{cramps:.1}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_lead_takes_nothing_from_the_text_behind_it() {
        let shown = |lead: &str, text: &str, columns| {
            let spans = [(Style::Strong, lead.to_owned()), (Style::Text, text.to_owned())];
            let line = |line: Line| line.into_iter().map(|(_, part)| part).collect::<String>();
            span_lines(&spans, columns).into_iter().map(line).collect::<Vec<_>>()
        };
        assert_eq!(shown("Feel: ", "a firm, even stretch", 20), ["Feel: a firm, even", "      stretch"]);
        let (lead, text) = (
            "Dizzy, tingling, or short of breath? ",
            "Stop and breathe normally. If it does not pass, call a doctor.",
        );
        for columns in 24..=110 {
            let lines = shown(lead, text, columns);
            let all = lines.join(" ");
            assert!(
                lead.split_whitespace().chain(text.split_whitespace()).all(|word| all.contains(word)),
                "{lines:?}"
            );
            assert!(lines.iter().all(|line| width(line.trim_end()) <= columns), "{lines:?}");
        }
        assert_eq!(
            shown("A very long name of a routine", "  9 min 37 s", 30),
            ["A very long name …  9 min 37 s"]
        );
    }
}
