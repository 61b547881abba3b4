//! Time zones by name, each read from its one file, and the moments that are written with them.
//!
//! jiff lists the whole database, some six hundred files, before it looks up the first name: most of what a small
//! program does before its first picture. Its look-up has the last word on whatever has no file of its own here: a
//! name in other letters, a machine that keeps its zones elsewhere.

use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use jiff::Zoned;
use jiff::civil::Time;
use jiff::fmt::temporal::{DateTimeParser, Pieces, PiecesOffset, TimeZoneAnnotationKind};
use jiff::tz::{Offset, OffsetConflict, TimeZone, TimeZoneDatabase};

use crate::document::{nearest, one_line};

const FOLDERS: &[&str] = if cfg!(unix) {
    &["/usr/share/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo"]
} else {
    // Elsewhere jiff brings its own.
    &[]
};
/// Zones take a few kilobytes.
const LARGEST: u64 = 256 * 1024;
/// The zones read so far: every line of a journal names one, and nearly all the same.
static KNOWN: Mutex<Vec<TimeZone>> = Mutex::new(Vec::new());

/// What `text` says, as jiff reads it.
pub(crate) fn zoned(text: &str, conflict: OffsetConflict) -> Result<Zoned, jiff::Error> {
    const NONE: &TimeZoneDatabase = &TimeZoneDatabase::none();

    let parser = DateTimeParser::new().offset_conflict(conflict);
    let pieces = Pieces::parse(text)?;
    let kind = pieces.time_zone_annotation().map(jiff::fmt::temporal::TimeZoneAnnotation::kind);
    let Some(TimeZoneAnnotationKind::Named(name)) = kind else {
        return parser.parse_zoned_with(NONE, text);
    };
    match named(name.as_str()).and_then(|zone| in_zone(&pieces, zone, conflict)) {
        Some(at) => Ok(at),
        None => parser.parse_zoned(text),
    }
}

/// The time zone that the system or `TZ` says the person is in.
pub(crate) fn of_system() -> TimeZone {
    // Of what `TZ` may say only a file's name is ours: a city, not a rule such as `CET-1CEST`.
    let file = match std::env::var_os("TZ") {
        Some(asked) => asked.into_string().ok().filter(|asked| asked.contains('/')),
        None => std::fs::read_link("/etc/localtime")
            .ok()
            .and_then(|file| file.into_os_string().into_string().ok()),
    };
    let zone = file.and_then(|file| {
        let file = file.strip_prefix(':').unwrap_or(&file);
        named(file.rsplit_once("zoneinfo/").map_or(file, |(_, name)| name))
    });
    zone.unwrap_or_else(TimeZone::system)
}

/// What is wrong with `TZ`, where `zone` only stands in for the one that it names.
pub(crate) fn trouble(zone: &TimeZone) -> Option<String> {
    let asked = std::env::var_os("TZ").filter(|_| zone.is_unknown())?;
    let known: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
    Some(unknown(&asked.to_string_lossy(), known.iter().map(String::as_str)))
}

fn unknown<'k>(asked: &str, known: impl Iterator<Item = &'k str>) -> String {
    let near = nearest(asked, known).map(|near| format!(" Did you mean `{near}`?")).unwrap_or_default();
    format!("TZ names a time zone that is not known here, `{}`, so times are in UTC.{near}", one_line(asked))
}

fn named(name: &str) -> Option<TimeZone> {
    if !is_safe(name) {
        return None;
    }
    // jiff knows these two without a file.
    if name.eq_ignore_ascii_case("UTC") {
        return Some(TimeZone::UTC);
    }
    if name.eq_ignore_ascii_case("Etc/Unknown") {
        return Some(TimeZone::unknown());
    }
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(zone) = known.iter().find(|zone| zone.iana_name() == Some(name)) {
        return Some(zone.clone());
    }
    let zone = TimeZone::tzif(name, &read(name)?).ok()?;
    known.push(zone.clone());
    Some(zone)
}

fn read(name: &str) -> Option<Vec<u8>> {
    let own = std::env::var_os("TZDIR").map(PathBuf::from);
    let folders = own.into_iter().chain(FOLDERS.iter().map(PathBuf::from));
    let file = folders.map(|folder| folder.join(name)).find(|file| file.exists())?;
    let is_zone = file.metadata().is_ok_and(|about| about.is_file() && about.len() <= LARGEST);
    if is_zone { fs::read(file).ok() } else { None }
}

/// Whether `name` can only lead to a file below the folder it is looked up in.
fn is_safe(name: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty()
            && !word.starts_with('.')
            && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-+".contains(&byte))
    };
    name.split('/').all(is_word)
}

/// The moment that `pieces` tell in `zone`, unless their offset is not that of the zone and has to be.
fn in_zone(pieces: &Pieces, zone: TimeZone, conflict: OffsetConflict) -> Option<Zoned> {
    let at = pieces.date().to_datetime(pieces.time().unwrap_or(Time::midnight()));
    let found = match pieces.offset() {
        None => zone.into_ambiguous_zoned(at),
        // "Z" says that nothing is known of the offset, so there is nothing to conflict.
        Some(PiecesOffset::Zulu) => OffsetConflict::AlwaysOffset.resolve(at, Offset::UTC, zone).ok()?,
        Some(offset) => conflict.resolve(at, offset.to_numeric_offset(), zone).ok()?,
    };
    found.compatible().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns whether this machine has a file for Berlin.
    fn has_zones(wanting: &str) -> bool {
        let has = read("Europe/Berlin").is_some();
        if !has {
            println!("{wanting} is skipped: there are no time zone files here");
        }
        has
    }

    #[test]
    fn every_text_says_what_jiff_says() {
        let times = [
            "2026-11-22T22:10:03+01:00",
            "2026-11-22T22:10:03.25+01:00",
            "2026-11-22T22:10:03",
            "2026-11-22",
            "2026-11-22T21:10:03Z",
            "2026-11-22T22:10:03-00:00",
            "2026-11-22T22:10:03+02:00",
            "2026-11-22T22:10:03+23:59",
            // Summer time ends: twice half past two.
            "2026-10-25T02:30:00",
            "2026-10-25T02:30:00+02:00",
            "2026-10-25T02:30:00+01:00",
            "2026-10-25T02:30:00+03:00",
            // It begins: no half past two.
            "2026-03-29T02:30:00",
            "2026-03-29T02:30:00+01:00",
            "2026-03-29T02:30:00+02:00",
            // Before there were time zones, with and without the seconds of the offset.
            "1850-01-01T00:00:00+00:53",
            "1850-01-01T00:00:00+00:53:28",
            "1850-01-01T00:00:00+00:53:00",
            "9999-12-31T23:59:59-23:59",
            "2026-13-22T22:10:03+01:00",
            "yesterday",
            "",
        ];
        let zones = [
            "",
            "[Europe/Berlin]",
            "[!Europe/Berlin]",
            "[europe/berlin]",
            "[America/New_York]",
            "[Etc/UTC]",
            "[UTC]",
            "[utc]",
            "[Etc/Unknown]",
            "[+01:00]",
            "[Mars/Olympus]",
            "[Europe]",
            "[zone.tab]",
            "[/etc/localtime]",
            "[../zoneinfo/Europe/Berlin]",
            "[Europe/../Europe/Berlin]",
            "[Europe/Berlin",
            "[Europe/Berlin][u-ca=gregory]",
            "[]",
        ];
        for conflict in [OffsetConflict::Reject, OffsetConflict::AlwaysOffset] {
            let parser = DateTimeParser::new().offset_conflict(conflict);
            for text in times.iter().flat_map(|time| zones.map(|zone| format!("{time}{zone}"))) {
                let (ours, jiffs) = (zoned(&text, conflict), parser.parse_zoned(&text));
                match (ours, jiffs) {
                    (Ok(ours), Ok(jiffs)) => {
                        assert_eq!((&ours, ours.time_zone()), (&jiffs, jiffs.time_zone()), "{text}");
                        assert_eq!(ours.to_string(), jiffs.to_string());
                    }
                    (Err(_), Err(_)) => {}
                    (ours, jiffs) => panic!("{text}: {ours:?}, and jiff says {jiffs:?}"),
                }
            }
        }
    }

    #[test]
    fn a_zone_is_read_from_its_file_and_then_known() {
        if !has_zones("a_zone_is_read_from_its_file_and_then_known") {
            return;
        }
        let berlin = named("Europe/Berlin").unwrap();
        assert_eq!(berlin.iana_name(), Some("Europe/Berlin"));
        assert_eq!(named("Europe/Berlin").unwrap(), berlin);
        assert_eq!(named("Mars/Olympus"), None);
        assert_eq!(named("Europe"), None, "a folder");
        assert_eq!(named("zone.tab"), None, "no time zone");
        let known = KNOWN.lock().unwrap();
        assert_eq!(known.iter().filter(|zone| zone.iana_name() == Some("Europe/Berlin")).count(), 1);
    }

    #[test]
    fn a_name_never_leads_out_of_the_folder() {
        for name in [
            "",
            "/",
            ".",
            "..",
            "../passwd",
            "/etc/localtime",
            "Europe/../../../etc/localtime",
            "Europe//Berlin",
            "Europe/",
            "/Europe/Berlin",
            ".hidden",
            "Europe/.Berlin",
            "C:/zones",
            "Europe\\Berlin",
            "Europe/Berlin\0",
            "Europe/B\u{e9}rlin",
            " ",
        ] {
            assert!(!is_safe(name), "{name:?}");
            assert_eq!(named(name), None, "{name:?}");
        }
        for name in [
            "Europe/Berlin",
            "America/Argentina/Buenos_Aires",
            "Etc/GMT+5",
            "America/Port-au-Prince",
            "EST5EDT",
        ] {
            assert!(is_safe(name), "{name}");
        }
    }

    #[test]
    fn an_unknown_zone_is_told_with_the_nearest() {
        let said = |asked| unknown(asked, ["Asia/Berlin", "Europe/Berlin", "America/New_York"].into_iter());
        assert_eq!(
            said("Europe/Berln"),
            "TZ names a time zone that is not known here, `Europe/Berln`, so times are in UTC. Did you mean `Europe/Berlin`?"
        );
        assert!(said("america/new york").ends_with("Did you mean `America/New_York`?"));
        let far = said("\x1b[31mMars\n");
        assert!(!far.contains(char::is_control) && far.ends_with("times are in UTC."), "{far:?}");
    }

    #[test]
    fn the_system_s_zone_is_jiff_s() {
        assert_eq!(of_system(), TimeZone::system());
    }
}
