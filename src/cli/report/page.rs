//! The page for an appointment as one HTML file: no script, nothing fetched, black on white.

use askama::Template;

use super::{ASK, TITLE};
use crate::diary::{Count, QUESTIONS, Report, ReportBar, ReportBlock, ReportSection};
use crate::health::water::Units;
use crate::text::many;

#[derive(Template)]
#[template(path = "page.html", config = "src/cli/report/askama.toml")]
struct ReportPage<'a> {
    title: &'static str,
    report: &'a Report,
    plot: Plot,
    sections: Vec<ReportSection>,
    questions_title: &'static str,
    questions: [&'static str; 3],
}

/// The bars as they are drawn, in the plot's own units.
struct Plot {
    width: u32,
    height: f64,
    /// Where the bars stand.
    floor: f64,
    bars: Vec<PlotBar>,
    /// For whoever does not see it.
    aloud: String,
}

struct PlotBar {
    left: f64,
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    middle: f64,
    /// Where the number above the bar stands.
    above: f64,
    is_known: bool,
    began: bool,
    cramps: u32,
    nights: u32,
    /// The day on which its weeks begin; empty where there is no room.
    label: String,
}

struct CountRow<'a> {
    label: &'a str,
    count: u32,
    /// Of the longest one, in percent.
    length: f64,
}

const WIDTH: u32 = 720;
/// Few weeks do not make wide bars.
const WIDEST: f64 = 60.0;
/// The room that a date needs.
const LABEL: f64 = 40.0;
const FLOOR: f64 = 80.0;
const ROOF: f64 = 13.0;
/// A section of more lines than this may go on in the next column.
const LONG: usize = 12;

pub(super) fn html(report: &Report, units: Units) -> askama::Result<String> {
    let page = ReportPage {
        title: TITLE,
        report,
        plot: Plot::of(report),
        sections: report.sections(units),
        questions_title: ASK,
        questions: QUESTIONS,
    };
    page.render()
}

impl Plot {
    fn of(report: &Report) -> Plot {
        let bars = report.bars.len().try_into().unwrap_or(u32::MAX).max(1);
        let slot = (f64::from(WIDTH) / f64::from(bars)).min(WIDEST);
        let most = report.bars.iter().map(|bar| bar.cramps).max().unwrap_or(0).max(1);
        // Every bar has its date, or every second one: there are never more than that.
        let step = if slot < LABEL { 2 } else { 1 };
        let form = if report.weeks_a_bar > 8 { "%b %Y" } else { "%-d %b" };
        let bar = |(nth, bar): (u32, &ReportBar)| {
            let left = f64::from(nth) * slot;
            let height = (FLOOR - ROOF) * f64::from(bar.cramps) / f64::from(most);
            PlotBar {
                left: tenths(left),
                x: tenths(left + slot * 0.2),
                y: tenths(FLOOR - height),
                width: tenths(slot * 0.6),
                height: tenths(height),
                middle: tenths(left + slot / 2.0),
                above: tenths(FLOOR - height - 3.0),
                is_known: bar.nights_logged > 0,
                began: bar.routine_began,
                cramps: bar.cramps,
                nights: bar.nights_logged,
                label: if nth % step == 0 { bar.monday.strftime(form).to_string() } else { String::new() },
            }
        };
        Plot {
            width: WIDTH,
            height: FLOOR + 26.0,
            floor: FLOOR,
            bars: (0..).zip(&report.bars).map(bar).collect(),
            aloud: aloud(report),
        }
    }
}

/// "Cramps logged each week. From 5 October: 3 cramps, 7 nights logged; ..."
fn aloud(report: &Report) -> String {
    let said = report.bars.iter().map(|bar| {
        let from = bar.monday.strftime("%-d %B %Y");
        match bar.nights_logged {
            0 => format!("from {from}: no night logged"),
            nights => {
                let cramps = many(bar.cramps.into(), "cramp", "cramps");
                format!("from {from}: {cramps}, {} logged", many(nights.into(), "night", "nights"))
            }
        }
    });
    format!("{}; {}.", report.bars_title(), said.collect::<Vec<_>>().join("; "))
}

fn lengths(counts: &[Count]) -> Vec<CountRow<'_>> {
    let most = counts.iter().map(|count| count.count).max().unwrap_or(0).max(1);
    let row = |count: &'_ Count| f64::from(count.count) * 100.0 / f64::from(most);
    counts
        .iter()
        .map(|count| CountRow { label: &count.label, count: count.count, length: tenths(row(count)) })
        .collect()
}

fn is_long(section: &ReportSection) -> bool {
    let lines = section.blocks.iter().map(|block| match block {
        ReportBlock::Say(_) => 1,
        ReportBlock::Facts(facts) => facts.len(),
        ReportBlock::Counts(counts) => counts.len(),
        ReportBlock::Table(_, rows) => rows.len(),
        ReportBlock::List(items) => items.len(),
    });
    lines.sum::<usize>() > LONG
}

fn tenths(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
