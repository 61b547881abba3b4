//! What an evening leaves on disk.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::Home;

/// Returns the lines of the journal of one kind, such as "session".
pub fn journal(home: &Home, kind: &str) -> Vec<Value> {
    let files = all_below(&home.path().join("data"));
    let text: String = files.iter().filter(|p| p.is_file()).map(|p| fs::read_to_string(p).unwrap()).collect();
    let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
    lines.filter(|line: &Value| line["kind"] == kind).collect()
}

/// Returns how much of each step a line of the journal says was done, in percent.
pub fn progress(session: &Value) -> Vec<u64> {
    session["steps"].as_array().unwrap().iter().map(|step| step["share"].as_u64().unwrap()).collect()
}

/// Returns the note of where the evening stands, if there is one.
pub fn tonight(home: &Home) -> Option<Value> {
    let file = home.path().join("state/tonight.json");
    file.exists().then(|| serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap())
}

/// Checks that nobody but the owner can read anything that winddown wrote.
pub fn assert_private(home: &Home) {
    let all = ["data", "state"].map(|folder| all_below(&home.path().join(folder))).concat();
    assert!(!all.is_empty());
    for path in all {
        let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        let wanted = if path.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(mode, wanted, "{}: {mode:o}", path.display());
    }
}

/// Returns a path and all that is below it; nothing if there is no such path.
fn all_below(path: &Path) -> Vec<PathBuf> {
    if !path.exists() {
        return Vec::new();
    }
    let mut all = vec![path.to_owned()];
    if path.is_dir() {
        let entries = fs::read_dir(path).unwrap();
        all.extend(entries.flat_map(|entry| all_below(&entry.unwrap().path())));
    }
    all
}
