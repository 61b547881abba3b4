//! Lines that cannot be read: told of once, and set aside when asked to.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::write::open_locked;
use super::{BadLine, Journal, device, line, read};
use crate::store::json_file::JsonFile;
use crate::store::paths::{BYTE_ORDER_MARK, behind_links, beside, named, private_file, replace, sync_folder};

/// The largest file that is mended, in bytes, as all of it is in memory meanwhile; a year takes a hundredth of it.
const LARGEST: u64 = 64 * 1024 * 1024;

/// What was moved out of a file of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SetAside {
    pub(crate) from: PathBuf,
    pub(crate) lines: usize,
    pub(crate) to: PathBuf,
}

impl Journal {
    /// The bad lines that are to be told of: each once, and what keeps a whole file from being read every time.
    pub(crate) fn news(&self, bad: &[BadLine]) -> Vec<BadLine> {
        let lines: Vec<&BadLine> = bad.iter().filter(|bad| bad.line > 0).collect();
        if lines.is_empty() {
            return bad.to_vec();
        }
        let before = self.told().peek::<BTreeMap<PathBuf, u64>>().unwrap_or_default();
        let mut told = before.clone();
        for bad in lines {
            let last = told.entry(bad.file.clone()).or_default();
            *last = bad.line.max(*last);
        }
        if told != before {
            // At worst it is told once more.
            let _ = self.told().save(&told);
        }
        let is_news =
            |bad: &&BadLine| bad.line == 0 || before.get(&bad.file).is_none_or(|last| bad.line > *last);
        bad.iter().filter(is_news).cloned().collect()
    }

    /// Whether [`Journal::set_aside_torn`] would set one of these lines aside.
    pub(crate) fn has_torn(&self, bad: &[BadLine]) -> bool {
        let is_torn = |file: &PathBuf| fs::read(file).is_ok_and(|text| torn(&text).next().is_some());
        self.own_files().iter().any(|file| bad.iter().any(|bad| bad.file == *file) && is_torn(file))
    }

    /// Moves every line that broke off, as in a power cut, out of this device's files into a file beside each.
    pub(crate) fn set_aside_torn(&self) -> io::Result<Vec<SetAside>> {
        let files = self.own_files().into_iter();
        let moved =
            files.map(|file| set_aside_torn(&file).map_err(named(&file))).collect::<io::Result<Vec<_>>>()?;
        let moved: Vec<SetAside> = moved.into_iter().flatten().collect();
        if !moved.is_empty() {
            // The lines behind them have other numbers now.
            self.told().remove()?;
        }
        Ok(moved)
    }

    /// What other devices write they mend themselves: here a line of theirs may be still on its way.
    fn own_files(&self) -> Vec<PathBuf> {
        let Ok(Some(device)) = device::known(&self.state) else { return Vec::new() };
        let files = read::files(&self.folder, &mut Vec::new());
        let is_small = |file: &Path| fs::metadata(file).is_ok_and(|it| it.is_file() && it.len() <= LARGEST);
        let is_own =
            |year: i16, file: &Path| is_small(file) && file.ends_with(format!("{year:04}-{device}.jsonl"));
        files.into_iter().filter(|(year, file)| is_own(*year, file)).map(|(_, file)| file).collect()
    }

    /// How far the bad lines of each file were told of.
    fn told(&self) -> JsonFile {
        JsonFile::at(self.state.join("told.json"))
    }
}

fn set_aside_torn(file: &Path) -> io::Result<Option<SetAside>> {
    let file = behind_links(file)?;
    let (mut locked, is_locked) = open_locked(&file)?;
    // On Windows only through the one that has locked it.
    let mut text = Vec::new();
    locked.read_to_end(&mut text)?;
    let lines = torn(&text).count();
    if lines == 0 {
        return Ok(None);
    }
    if !is_locked {
        let why = "files cannot be locked here, and another winddown may be writing; nothing was changed";
        return Err(io::Error::other(why));
    }
    let to = behind_links(&beside(&file, ".torn"))?;
    let mut aside = private_file().append(true).create(true).open(&to)?;
    aside.write_all(&torn(&text).flat_map(|line| [line, b"\n"]).collect::<Vec<_>>().concat())?;
    aside.sync_all()?;
    sync_folder(file.parent().unwrap_or(Path::new(".")))?;
    let rest: Vec<&[u8]> = lines_of(&text).filter(|line| !is_torn(line)).collect();
    match replace(&file, &rest.concat()) {
        // Not every disk of Windows lets a file be replaced while it is open.
        Err(error) if cfg!(windows) && error.kind() == io::ErrorKind::PermissionDenied => {
            drop(locked);
            replace(&file, &rest.concat())?;
        }
        done => done?,
    }
    Ok(Some(SetAside { from: file, lines, to }))
}

fn torn(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    lines_of(text).filter(|line| is_torn(line)).map(|line| line.strip_suffix(b"\n").unwrap_or(line))
}

fn lines_of(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split_inclusive(|byte| *byte == b'\n')
}

/// Whether no winddown will ever read it, not even a newer one.
fn is_torn(line: &[u8]) -> bool {
    let line = line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line).trim_ascii();
    !line.is_empty() && !line::is_json(line)
}
