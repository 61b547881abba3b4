//! What the program costs: one picture of each screen, reading routines, and a journal of thirty years.
//!
//! `cargo bench` prints the table; these numbers are measured, not tested. The journal is written to a temporary
//! folder, which goes at the end unless `WINDDOWN_KEEP` is set: then its name is printed, to be used as
//! `WINDDOWN_HOME`.

#![expect(clippy::expect_used, reason = "a measurement ends at the first thing that goes wrong")]

use std::path::Path;

use divan::Bencher;
use jiff::civil::{Date, date};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use winddown::testing::routine::Routine;
use winddown::testing::routine::library::{self, Library, Listed, SHIPPED};
use winddown::testing::routine::plan::Plan;
use winddown::testing::screen;
use winddown::testing::store::config::Config;
use winddown::testing::store::journal::{Journal, JournalContents, StartupSummary};
use winddown::testing::store::paths::Paths;

mod screens;
mod years;

use screens::{NIGHT, Screen};

fn main() {
    divan::main();
    years::clean_up();
}

/// One picture of 80×24 cells, from the app's state to the list of cells to write.
#[divan::bench(args = Screen::ALL)]
fn picture_80x24(bencher: Bencher<'_, '_>, screen: Screen) {
    picture(bencher, screen, 80, 24);
}

/// One picture of 120×40 cells.
#[divan::bench(args = Screen::ALL)]
fn picture_120x40(bencher: Bencher<'_, '_>, screen: Screen) {
    picture(bencher, screen, 120, 40);
}

/// Does what the terminal does when it is woken, up to the writing.
fn picture(bencher: Bencher<'_, '_>, screen: Screen, width: u16, height: u16) {
    let app = screen.open(width, height);
    let area = Rect::new(0, 0, width, height);
    let mut shown = Buffer::empty(area);
    screen::draw(&app.page(), NIGHT, area, &mut shown);
    let mut next = Buffer::empty(area);
    bencher.bench_local(|| {
        next.reset();
        screen::draw(&app.page(), NIGHT, area, &mut next);
        shown.diff(divan::black_box(&next)).len()
    });
}

/// One shipped routine read from its text; the moves it names are read once.
#[divan::bench(args = ids())]
fn read_routine(bencher: Bencher<'_, '_>, id: &str) {
    bencher.bench_local(|| routine(divan::black_box(id)));
}

/// One shipped routine laid flat.
#[divan::bench(args = ids())]
fn plan(bencher: Bencher<'_, '_>, id: &str) {
    let routine = routine(id);
    let manner = Config::default().manner();
    bencher.bench_local(|| Plan::of(divan::black_box(&routine), &manner));
}

/// All routines there are, as the list of them asks for: the shipped ones, and a folder that is not there.
#[divan::bench]
fn read_all_routines() -> Vec<Listed> {
    library::routines(divan::black_box(Path::new("/no/such/folder")))
}

/// A folder with a thousand routines of one's own, as `winddown routine check` reads it.
#[divan::bench(sample_count = 10)]
fn check_a_thousand_files(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for i in 0..1000 {
        let (_, text) = SHIPPED[i % SHIPPED.len()];
        std::fs::write(folder.path().join(format!("own-{i}.toml")), text).expect("a file");
    }
    bencher.bench_local(|| {
        let all = library::routines(folder.path());
        assert_eq!(all.iter().filter(|row| row.routine.is_ok()).count(), 1000 + SHIPPED.len());
    });
}

/// What the first picture needs to know of a journal that is not there yet.
#[divan::bench]
fn recall_nothing(bencher: Bencher<'_, '_>) {
    let home = tempfile::tempdir().expect("a temporary folder");
    let journal = Journal::open(&Paths::under(home.path()));
    recall(bencher, &journal, years::LAST);
}

/// The same of thirty years, at the worst time of the year: in its last night.
#[divan::bench]
fn recall_30_years(bencher: Bencher<'_, '_>) {
    recall(bencher, years::journal(), years::LAST);
}

/// The same where no session is found and every year is read, as under a clock that lost its battery.
#[divan::bench]
fn recall_30_years_in_vain(bencher: Bencher<'_, '_>) {
    recall(bencher, years::journal(), date(1970, 1, 1));
}

fn recall(bencher: Bencher<'_, '_>, journal: &Journal, night: Date) {
    bencher.bench_local(|| -> StartupSummary { journal.recall(divan::black_box(night)) });
}

/// Everything in thirty years.
#[divan::bench]
fn read_all_30_years(bencher: Bencher<'_, '_>) {
    let journal = years::journal();
    bencher.bench_local(|| -> JournalContents { journal.read_all() });
}

fn ids() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(id, _)| *id)
}

fn routine(id: &str) -> Routine {
    Library::routine(id).expect("a shipped routine")
}
