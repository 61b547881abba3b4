//! The page for an appointment as plain text, for a terminal or a mail.

use std::fmt::Write as _;

use super::{ASK, TITLE};
use crate::cli::output::{indented, wrapped};
use crate::diary::{Count, QUESTIONS, Report, ReportBar, ReportBlock};
use crate::health::water::Units;
use crate::text::many;

/// The longest bar, in characters.
const LONGEST: u32 = 24;
const INDENT: &str = "  ";

/// `with_bars` is false for those who hear it.
pub(super) fn text(report: &Report, units: Units, with_bars: bool) -> String {
    let mut text = format!("{TITLE}\n\n");
    for (name, value) in report.in_short() {
        let _ = writeln!(text, "{name:20}{value}");
    }
    let _ = writeln!(text, "\n{}", report.bars_title());
    let most = report.bars.iter().map(|bar| bar.cramps).max().unwrap_or(0);
    for bar in &report.bars {
        let drawn = if with_bars { drawn(bar.cramps, most) } else { String::new() };
        let _ = writeln!(text, "{INDENT}{}", format!("{}{drawn}", week(bar)).trim_end());
    }
    for section in report.sections(units) {
        let _ = writeln!(text, "\n{}", section.title);
        for block in &section.blocks {
            put(&mut text, block, with_bars);
        }
    }
    let _ = writeln!(text, "\n{ASK}");
    for (nth, question) in (1..).zip(QUESTIONS) {
        let _ = writeln!(text, "{INDENT}{nth}. {question}");
    }
    let _ = writeln!(text, "\n{}", wrapped(&report.made()));
    text
}

/// "from 5 Oct 2026   3 cramps, 7 nights logged".
fn week(bar: &ReportBar) -> String {
    let from = bar.monday.strftime("from %-d %b %Y").to_string();
    let began = if bar.routine_began { "; the routine became regular" } else { "" };
    match bar.nights_logged {
        0 => format!("{from:18}no night logged{began}"),
        nights => {
            let cramps = many(bar.cramps.into(), "cramp", "cramps");
            let nights = many(nights.into(), "night", "nights");
            format!("{from:18}{:35}", format!("{cramps}, {nights} logged{began}"))
        }
    }
}

fn drawn(count: u32, most: u32) -> String {
    let length = if most <= LONGEST { count } else { (count * LONGEST).div_ceil(most) };
    format!("  {}", "■".repeat(length as usize))
}

fn put(text: &mut String, block: &ReportBlock, with_bars: bool) {
    // Writing into a text cannot fail.
    let _ = match block {
        ReportBlock::Say(said) => writeln!(text, "{}", indented(said, INDENT)),
        ReportBlock::Facts(facts) => facts.iter().try_for_each(|(name, value)| {
            writeln!(text, "{}", indented(&format!("{name}: {value}"), INDENT))
        }),
        ReportBlock::Counts(counts) => {
            let most = counts.iter().map(|count| count.count).max().unwrap_or(0);
            counts.iter().try_for_each(|Count { label, count }| {
                let drawn = if with_bars { drawn(*count, most) } else { String::new() };
                writeln!(text, "{INDENT}{}", format!("{label:24}{count:>6}{drawn}").trim_end())
            })
        }
        ReportBlock::Table(columns, rows) => {
            let mut line = |name: &str, cells: &[&str]| {
                write!(text, "{INDENT}{name:24}")?;
                cells.iter().try_for_each(|cell| write!(text, "{cell:>14}"))?;
                writeln!(text)
            };
            line("", columns).and_then(|()| {
                rows.iter().try_for_each(|(name, cells)| {
                    line(name, &cells.iter().map(String::as_str).collect::<Vec<_>>())
                })
            })
        }
        ReportBlock::List(items) => {
            items.iter().try_for_each(|item| writeln!(text, "{}", indented(item, INDENT)))
        }
    };
}
