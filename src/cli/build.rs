//! The build script: names the version, and in a release also the commit, where git knows it.

use std::env;
use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=src/cli/build.rs");
    // Only in a release: anyone at work on the code would have to compile all of it again after each commit.
    let is_release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let commit = is_release.then(commit).flatten().map(|commit| format!(" ({commit})")).unwrap_or_default();
    println!("cargo::rustc-env=WINDDOWN_VERSION={}{commit}", env!("CARGO_PKG_VERSION"));
}

/// The commit and its date, such as `abc1234 2026-11-29`; `None` in a tarball, even inside another repository.
fn commit() -> Option<String> {
    // It grows whenever HEAD moves, in any worktree and with packed branches too. Without it, we would miss that.
    let log = git(&["rev-parse", "--git-path", "logs/HEAD"])?;
    if !Path::new(".git").exists() || !Path::new(&log).exists() {
        return None;
    }
    println!("cargo::rerun-if-changed={log}");
    let head = git(&["rev-list", "--max-count=1", "--format=%cd", "--date=short", "HEAD"])?;
    let mut words = head.split_whitespace().skip(1);
    Some(format!("{} {}", words.next()?.get(..7)?, words.next()?))
}

fn git(arguments: &[&str]) -> Option<String> {
    let ran = Command::new("git").args(arguments).output().ok()?;
    Some(String::from_utf8(ran.stdout).ok()?.trim_end().to_owned()).filter(|_| ran.status.success())
}
