//! `--since` and other nights gone by, as a command line names them.

use jiff::ToSpan;
use jiff::civil::Date;

use super::output::{Failure, fail};
use crate::document::quoted;
use crate::document::when::{self, Toward};

/// Years back that a night may lie; an earlier one is a slip of the fingers. Our choice.
const LONGEST_AGO: i32 = 10;

/// Reads the night to begin with; `None` if none is named.
pub(super) fn since(words: &[String], tonight: Date) -> Result<Option<Date>, Failure> {
    let said = words.join(" ");
    if said.is_empty() {
        return Ok(None);
    }
    match when::day(&said, tonight, Toward::Past) {
        Some(since) if since > tonight => {
            fail(format_args!("the night of {since} is still to come; tonight is {tonight}"))
        }
        Some(since) => not_long_ago(since, tonight).map(Some),
        None => fail(format_args!("no night is called {}; write a date, such as {tonight}", quoted(&said))),
    }
}

pub(super) fn not_long_ago(night: Date, tonight: Date) -> Result<Date, Failure> {
    if night < tonight.saturating_sub(LONGEST_AGO.years()) {
        return fail(format_args!(
            "the night of {night} is more than {LONGEST_AGO} years ago; check the year"
        ));
    }
    Ok(night)
}
