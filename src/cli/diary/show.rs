//! The last weeks in the terminal or a pipe: warning signs, a strip of nights, before and now.
//!
//! ```text
//!            12 Oct   19 Oct   26 Oct   2 Nov    9 Nov    16 Nov
//!            MTWTFSS  MTWTFSS  MTWTFSS  MTWTFSS  MTWTFSS  MTWTFSS
//! cramps     ·······  ·······  ·······  –▲––·––  ––▲–––·  –––▲––·
//! routine    ·······  ·······  ·······  ···●●●◐  ●●··●●●  ●●●●●●·
//! ```

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::cli::output::{Failure, indented, wrapped};
use crate::diary::{Diary, NightCell, Trends, Week, bars, highest};
use crate::health::signs::{self, FOOTER, Finding, HAVE_IT_CHECKED};
use crate::lines::speakable;

const STRIP: u16 = 6;
const BARS: u16 = 12;

pub(super) fn run(diary: &Diary, plain: bool) -> Result<(), Failure> {
    findings(&diary.findings())?;
    if plain {
        let mut out = io::stdout().lock();
        return Ok(diary.aloud().iter().try_for_each(|sentence| writeln!(out, "{}", speakable(sentence)))?);
    }
    let trends = Trends::of(diary);
    let mut text = strip(&diary.weeks(STRIP));
    if trends.lately.nights + trends.before.nights == 0 {
        text.push_str(
            "\nNo night is logged yet. A night you don't log stays unknown.\nTo log one: winddown diary add --help\n",
        );
    } else {
        text.push_str(&table(&trends));
        let weeks = diary.weeks(BARS);
        if highest(&weeks) > 0.0 {
            let bars = bars(&weeks, 1).concat();
            let _ = writeln!(text, "\ncramps a week  {bars}  {BARS} weeks, highest {:.1}", highest(&weeks));
        }
    }
    text.push('\n');
    for line in trends.sentences() {
        let _ = writeln!(text, "{}", wrapped(&line));
    }
    let medicines = diary.known().filter_map(|(date, night)| Some(format!("{date} {}", night.medicine()?)));
    let medicines: Vec<String> = medicines.collect();
    if !medicines.is_empty() {
        let _ = writeln!(text, "\n{}", wrapped(&format!("Medicines noted: {}.", medicines.join("; "))));
    }
    let bring = "For an appointment: winddown report makes a page to print. Write down your medicines first: winddown safety, then press m";
    let _ = writeln!(text, "\n{}", wrapped(bring));
    io::stdout().write_all(text.as_bytes()).map_err(Failure::from)
}

pub(in crate::cli) fn findings(findings: &[Finding]) -> Result<(), Failure> {
    let Some(text) = in_words(findings) else { return Ok(()) };
    let mut out = io::stdout();
    writeln!(out, "{text}\n").and_then(|()| out.flush()).map_err(Failure::from)
}

/// The findings under their heading; `None` if there are none.
pub(in crate::cli) fn in_words(findings: &[Finding]) -> Option<String> {
    if findings.is_empty() {
        return None;
    }
    let mut text = format!("{}\n", signs::heading(findings));
    for finding in findings {
        let line = format!("{}: {}", finding.rule.level.label(), finding.text());
        let _ = writeln!(text, "{}", indented(&line, "  "));
    }
    if findings.iter().any(|finding| finding.rule.level.is_urgent()) {
        let once = format!("{HAVE_IT_CHECKED} Once it has been: winddown diary checked");
        let _ = writeln!(text, "{}", wrapped(&once));
    }
    text.push_str(&wrapped(FOOTER));
    Some(text)
}

fn strip(weeks: &[Week]) -> String {
    let mut text = String::new();
    let mut row = |label: &str, each: &dyn Fn(&Week) -> String| {
        let weeks: Vec<String> = weeks.iter().map(|week| format!("{:7}", each(week))).collect();
        let _ = writeln!(text, "{}", format!("{label:9}  {}", weeks.join("  ")).trim_end());
    };
    row("", &|week| week.monday.strftime("%-d %b").to_string());
    row("", &|_| "MTWTFSS".to_owned());
    row("cramps", &|week| shapes(week, NightCell::cramp_shape));
    row("routine", &|week| shapes(week, NightCell::routine_shape));
    let _ = writeln!(text, "\n{:9}  {}", "", NightCell::LEGEND.join("    "));
    text
}

fn shapes(week: &Week, shape: fn(NightCell) -> char) -> String {
    week.nights.iter().map(|night| night.map_or(' ', shape)).collect()
}

fn table(trends: &Trends) -> String {
    let rows = trends.table();
    let before = match rows.iter().all(|row| row.before.is_empty()) {
        true => None,
        false if trends.is_recalled() => Some("recalled"),
        false => Some("before"),
    };
    let mut text = "\n".to_owned();
    let mut line = |label: &str, then: &str, now: &str| {
        let then = before.map_or_else(String::new, |_| format!("{then:>10}"));
        let _ = writeln!(text, "{label:20}{then}{now:>10}");
    };
    line("", before.unwrap_or_default(), "lately");
    for row in &rows {
        line(row.label, &row.before, &row.lately);
    }
    text
}
