//! `winddown learn`: the topics there are, and their pages as text.

use std::io::{self, IsTerminal, Write};

use serde_json::{Value, json};

use super::output::{Failure, columns, may_colour, print, print_json};
use crate::health::learn::{self, Block, LearnPage, Sort};

pub(super) fn run(topic: Option<&str>, as_json: bool) -> Result<(), Failure> {
    let Some(topic) = topic else {
        let pages = learn::pages();
        if as_json {
            let rows = pages.iter().map(|page| json!({ "topic": page.topic, "title": page.title }));
            return print_json(&rows.collect());
        }
        let wide = pages.iter().map(|page| page.topic.len()).max().unwrap_or(0);
        pages.iter().try_for_each(|page| print(format_args!("{:wide$}  {}", page.topic, page.title)))?;
        return if io::stdout().is_terminal() {
            print("\nTo read one: winddown learn NAME, for example winddown learn cramp.")
        } else {
            Ok(())
        };
    };
    let page = learn::find(topic).map_err(Failure::Message)?;
    if as_json {
        return print_json(&as_value(&page));
    }
    let styled = may_colour(&io::stdout());
    let mut out = io::stdout().lock();
    let mut print_line = |text: &str, sort: Sort| match sort {
        Sort::Heading if styled => writeln!(out, "\x1b[1m{text}\x1b[0m"),
        Sort::From if styled => writeln!(out, "\x1b[2m{text}\x1b[0m"),
        Sort::Heading | Sort::Text | Sort::From => writeln!(out, "{text}"),
    };
    print_line(&page.title, Sort::Heading)?;
    print_line("", Sort::Text)?;
    let columns = if io::stdout().is_terminal() { columns() } else { 80 };
    for line in page.lines(columns) {
        print_line(&line.text, line.sort)?;
    }
    Ok(())
}

fn as_value(page: &LearnPage) -> Value {
    let blocks = page.blocks.iter().map(|block| match block {
        Block::Heading(text) => json!({ "heading": text }),
        Block::Say { text, from } => json!({ "text": text, "from": from }),
    });
    json!({ "topic": page.topic, "title": page.title, "blocks": blocks.collect::<Value>() })
}
