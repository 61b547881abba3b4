//! Command lines and XML, as several schedulers write them.

/// The words of a command line in which every word is in double quotes.
pub(crate) fn unquoted(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = line.trim_start_matches(':').chars().peekable();
    while let Some(c) = rest.next() {
        if c != '"' {
            continue;
        }
        let mut word = String::new();
        while let Some(c) = rest.next() {
            match c {
                '"' => break,
                '\\' => word.extend(rest.next().map(|c| match c {
                    'n' => '\n',
                    't' => '\t',
                    c => c,
                })),
                '%' => {
                    rest.next_if_eq(&'%');
                    word.push('%');
                }
                c => word.push(c),
            }
        }
        words.push(word);
    }
    words
}

pub(crate) fn xml_escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

pub(crate) fn xml_unescaped(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")
}
