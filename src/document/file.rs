//! A file's text, or one clear sentence about why there is none.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::one_line;

/// The largest file that is read, in bytes.
pub(crate) const LARGEST: u64 = 256 * 1024;

#[derive(Debug, thiserror::Error)]
pub enum FileError {
    #[error("{} does not exist; check the name and the folder", shown(path))]
    Missing { path: PathBuf },
    #[error("{} is a folder; name a file in it", shown(path))]
    Folder { path: PathBuf },
    /// The path leads to a pipe, a device or the like, which might never end.
    #[error("{} is not an ordinary file; copy its content into one", shown(path))]
    Special { path: PathBuf },
    #[error("{} cannot be read ({source}); check its permissions", shown(path))]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("{} is larger than 256 KiB; make it shorter", shown(path))]
    TooLarge { path: PathBuf },
    #[error("{} is empty; write something in it, or remove it", shown(path))]
    Empty { path: PathBuf },
    #[error("{} is not a text file; it has a zero byte in line {line}", shown(path))]
    Binary {
        path: PathBuf,
        /// The line of the first zero byte, counting from one.
        line: usize,
    },
    #[error("{} is saved as UTF-16; save it as UTF-8", shown(path))]
    Utf16 { path: PathBuf },
    #[error("{} is not UTF-8 text: byte {byte} of line {line} does not fit; save it as UTF-8", shown(path))]
    NotUtf8 {
        path: PathBuf,
        line: usize,
        /// Its place in the line in bytes, counting from one.
        byte: usize,
    },
}

/// Reads a file's text: UTF-8, at most 256 KiB, not empty. It never waits for a pipe or a device.
pub(crate) fn read_file(path: &Path) -> Result<String, FileError> {
    let unreadable = |source: io::Error| match source.kind() {
        // No file can have a name that the system does not allow.
        io::ErrorKind::NotFound | io::ErrorKind::InvalidFilename => {
            FileError::Missing { path: path.to_owned() }
        }
        _ => FileError::Unreadable { path: path.to_owned(), source },
    };
    // Asked before opening: merely opening a pipe waits for its other end.
    let kind = fs::metadata(path).map_err(unreadable)?.file_type();
    if kind.is_dir() {
        return Err(FileError::Folder { path: path.to_owned() });
    }
    if !kind.is_file() {
        return Err(FileError::Special { path: path.to_owned() });
    }
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    text(path, bytes)
}

/// The bytes of the file at `path` as text, or what is wrong with them.
pub(crate) fn text(path: &Path, bytes: Vec<u8>) -> Result<String, FileError> {
    let path = path.to_owned();
    let line_of = |at: usize| bytes.iter().take(at).filter(|&&byte| byte == b'\n').count() + 1;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST) {
        return Err(FileError::TooLarge { path });
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(FileError::Utf16 { path });
    }
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        return Err(FileError::Binary { path, line: line_of(at) });
    }
    if let Err(error) = std::str::from_utf8(&bytes) {
        let at = error.valid_up_to();
        let start = bytes.iter().take(at).rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
        return Err(FileError::NotUtf8 { path, line: line_of(at), byte: at - start + 1 });
    }
    let text = String::from_utf8(bytes).unwrap_or_default();
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err(FileError::Empty { path });
    }
    Ok(text)
}

/// The path as it can be shown, up to the length that a system takes.
pub(crate) fn shown(path: &Path) -> String {
    const LONGEST: usize = 4096;
    one_line(&path.to_string_lossy()).chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_a_file_is_that_has_no_text() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let large = vec![b'#'; 256 * 1024 + 1];
        for (name, bytes, end) in [
            ("large", large.as_slice(), "is larger than 256 KiB; make it shorter"),
            ("empty", b"", "is empty; write something in it, or remove it"),
            ("space", b"\xef\xbb\xbf \r\n\t\n", "is empty; write something in it, or remove it"),
            ("zero", b"a\nb\0c", "is not a text file; it has a zero byte in line 2"),
            (
                "latin",
                b"a = 1\nb = \"\xe4\"\n",
                "is not UTF-8 text: byte 6 of line 2 does not fit; save it as UTF-8",
            ),
            ("wide", b"\xff\xfea\0", "is saved as UTF-16; save it as UTF-8"),
        ] {
            fs::write(at(name), bytes).expect("written");
            let said = read_file(&at(name)).expect_err(name).to_string();
            assert_eq!(said, format!("{} {end}", at(name).display()));
        }
        let said = read_file(&at("none")).expect_err("missing").to_string();
        assert!(said.ends_with("none does not exist; check the name and the folder"), "{said}");
        let said = read_file(folder.path()).expect_err("a folder").to_string();
        assert!(said.ends_with("is a folder; name a file in it"), "{said}");
    }

    #[test]
    fn reads_the_largest_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("large");
        fs::write(&path, vec![b'#'; 256 * 1024]).expect("written");
        assert_eq!(read_file(&path).expect("read").len(), 256 * 1024);
    }

    #[cfg(unix)]
    #[test]
    fn never_waits_for_a_device() {
        for path in ["/dev/zero", "/dev/null"] {
            assert!(matches!(read_file(Path::new(path)), Err(FileError::Special { .. })), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn never_waits_for_a_pipe() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("pipe.toml");
        let made = std::process::Command::new("mkfifo").arg(&path).status().expect("mkfifo is on every unix");
        assert!(made.success());
        assert!(matches!(read_file(&path), Err(FileError::Special { .. })));
    }

    #[test]
    fn a_hostile_name_is_harmless() {
        let said = read_file(Path::new("no\u{1b}[2J\nsuch")).expect_err("missing").to_string();
        assert!(!said.chars().any(char::is_control), "{said:?}");
    }
}
