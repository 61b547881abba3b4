//! Zoned times as the files hold them, read so that an old line stays readable.

use std::borrow::Cow;

use jiff::fmt::temporal::DateTimePrinter;
use jiff::tz::{OffsetConflict, TimeZone};
use jiff::{Timestamp, Zoned};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serializer};

use crate::store::zone;

/// The offset is believed over the zone's name: countries change their rules after a line was written, and a
/// machine may know no zones at all. There the offset alone is kept.
pub(crate) fn parse(text: &str) -> Result<Zoned, jiff::Error> {
    zone::zoned(text, OffsetConflict::AlwaysOffset).or_else(|error| {
        let offset = jiff::fmt::temporal::Pieces::parse(text)?.to_numeric_offset().ok_or(error)?;
        Ok(text.parse::<Timestamp>()?.to_zoned(TimeZone::fixed(offset)))
    })
}

/// Reads a zoned time for serde; see [`parse`].
pub(crate) fn from_text<'de, D: Deserializer<'de>>(from: D) -> Result<Zoned, D::Error> {
    parse(&Cow::<str>::deserialize(from)?).map_err(D::Error::custom)
}

pub(crate) fn seconds<S: Serializer>(at: &Zoned, to: S) -> Result<S::Ok, S::Error> {
    const PRINTER: DateTimePrinter = DateTimePrinter::new().precision(Some(0));
    to.serialize_str(&PRINTER.zoned_to_string(at))
}

/// Writes a zoned time for serde, as exact as it is.
pub(crate) fn full<S: Serializer>(at: &Zoned, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offset_is_believed() {
        let known = parse("2026-11-22T22:10:03+01:00[Europe/Berlin]").unwrap();
        assert_eq!(known.to_string(), "2026-11-22T22:10:03+01:00[Europe/Berlin]");
        // As if Berlin had given up summer time after this was written.
        let moved = parse("2026-11-22T22:10:03+02:00[Europe/Berlin]").unwrap();
        assert_eq!(moved.to_string(), "2026-11-22T21:10:03+01:00[Europe/Berlin]");
        let nowhere = parse("2026-11-22T22:10:03+01:00[Mars/Olympus]").unwrap();
        assert_eq!(nowhere.to_string(), "2026-11-22T22:10:03+01:00[+01:00]");
        assert_eq!(parse("2026-11-22T22:10:03+01:00").unwrap(), known);
    }

    #[test]
    fn other_texts_are_errors() {
        for text in
            ["", "yesterday", "2026-11-22", "2026-11-22T22:10:03", "2026-13-22T22:10:03+01:00[Europe/Berlin]"]
        {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
