//! The house: imports run one way through the wings, and no files import each other in a circle.
//!
//! The order of the wings is that of the `pub mod` lines in `src/lib.rs`: each imports only from those before it. What a
//! module hands on with `pub use` counts as imported from where it is defined.

#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that goes wrong")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A path such as `routine::plan`, from the crate on.
type Module = Vec<String>;

/// What the files of `src` import.
struct House {
    /// Each module's text, without its tests and comments.
    texts: BTreeMap<Module, String>,
    /// Where something that a module hands on is defined: its module, by the module that hands it on and its name.
    handed_on: BTreeMap<(Module, String), Module>,
}

impl House {
    fn read() -> House {
        let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut texts = BTreeMap::new();
        for file in files(&src) {
            let inside = file.strip_prefix(&src).unwrap().with_extension("");
            let module: Module = inside.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
            if !module.iter().any(|part| part == "tests") {
                texts.insert(module, without_tests(&fs::read_to_string(file).unwrap()));
            }
        }
        let mut house = House { texts, handed_on: BTreeMap::new() };
        for module in house.texts.keys().cloned().collect::<Vec<_>>() {
            for path in uses(&house.texts[&module], true) {
                if let Some((from, name)) = house.find(&module, &path).filter(|(from, _)| *from != module) {
                    house.handed_on.insert((module.clone(), name), from);
                }
            }
        }
        house
    }

    /// The module that a path leads to, and the name taken from it.
    fn find(&self, here: &Module, path: &str) -> Option<(Module, String)> {
        let mut parts: Vec<String> = path.split("::").map(str::to_owned).collect();
        let mut base = if parts[0] == "crate" { Vec::new() } else { here.clone() };
        while matches!(parts.first().map(String::as_str), Some("crate" | "self" | "super")) {
            if parts.remove(0) == "super" {
                base.pop();
            }
        }
        base.extend(parts);
        let long = (1..=base.len()).rev().find(|&n| self.texts.contains_key(&base[..n]))?;
        Some((base[..long].to_vec(), base.get(long).cloned().unwrap_or_default()))
    }

    /// The modules that one imports from.
    fn imports(&self, module: &Module) -> BTreeSet<Module> {
        let text = &self.texts[module];
        let paths = uses(text, false).into_iter().chain(inline(text));
        let found = paths.filter_map(|path| self.find(module, &path)).map(|(mut from, name)| {
            while let Some(next) = self.handed_on.get(&(from.clone(), name.clone())) {
                from.clone_from(next);
            }
            from
        });
        found.filter(|from| from != module).collect()
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
    found
}

fn without_tests(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let code = code.split("#[cfg(test)]\npub(crate) mod ").next().unwrap_or_default();
    code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// Every path that a text imports, or hands on, with its groups laid out.
fn uses(text: &str, handed_on: bool) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("use ") {
        let line = rest[..at].rsplit('\n').next().unwrap_or_default().trim();
        let (tree, after) = rest[at + 4..].split_once(';').unwrap_or_default();
        if (line.is_empty() && !handed_on) || (line.starts_with("pub") && handed_on) {
            lay_out("", &tree.split_whitespace().collect::<Vec<_>>().join(" "), &mut found);
        }
        rest = after;
    }
    found
}

fn lay_out(head: &str, tree: &str, found: &mut Vec<String>) {
    let tree = tree.trim();
    let Some((before, group)) = tree.split_once('{') else {
        let name = tree.split(" as ").next().unwrap_or_default();
        found.push(format!("{head}{}", name.trim_end_matches("::self").trim_end_matches("::*")));
        return;
    };
    let (mut depth, mut item) = (0, String::new());
    for c in group.trim_end().strip_suffix('}').unwrap_or(group).chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if c == ',' && depth == 0 {
            lay_out(&format!("{head}{before}"), &std::mem::take(&mut item), found);
        } else {
            item.push(c);
        }
    }
    if !item.trim().is_empty() {
        lay_out(&format!("{head}{before}"), &item, found);
    }
}

/// Paths that stand in the code itself; who may see something is no import of it.
fn inline(text: &str) -> Vec<String> {
    let text = text.replace("pub(in crate::", "pub(in ");
    let pieces = text.split("crate::").skip(1);
    let path = |piece: &str| {
        piece.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).next().map(str::to_owned)
    };
    pieces.filter_map(path).map(|path| format!("crate::{}", path.trim_end_matches(':'))).collect()
}

/// The wings in their order.
fn wings() -> Vec<String> {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    lib.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';')).map(str::to_owned).collect()
}

#[test]
fn imports_run_one_way_through_the_wings() {
    let (house, wings) = (House::read(), wings());
    let place = |module: &Module| wings.iter().position(|wing| *wing == module[0]);
    let mut back = Vec::new();
    for module in house.texts.keys() {
        for from in house.imports(module) {
            if let (Some(here), Some(there)) = (place(module), place(&from))
                && there > here
            {
                back.push(format!("{} imports from {}", module.join("::"), from.join("::")));
            }
        }
    }
    assert!(house.texts.len() > 150, "the house was read");
    assert!(back.is_empty(), "{back:#?}");
}

#[test]
fn the_front_door_has_few_names() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let names: BTreeSet<_> =
        fs::read_dir(src).unwrap().map(|item| item.unwrap().path().with_extension("")).collect();
    assert!(names.len() <= 18, "{names:?}");
    // With lib.rs, main.rs and testing.rs.
    assert_eq!(wings().len() + 3, names.len(), "every wing is in src/lib.rs");
}

/// A path may hold whatever a file system takes; [`std::path::Path::display`] lets it drive the terminal.
#[test]
fn paths_are_made_harmless_before_they_are_shown() {
    let house = House::read();
    let shows = |text: &str| text.replace("app.display()", "").contains(".display()");
    let bare: Vec<_> =
        house.texts.iter().filter(|(_, text)| shows(text)).map(|(m, _)| m.join("::")).collect();
    assert!(bare.is_empty(), "use document::file::shown in {bare:?}");
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let house = House::read();
    let imports: BTreeMap<&Module, BTreeSet<Module>> =
        house.texts.keys().map(|module| (module, house.imports(module))).collect();
    let reaches = |start: &Module| {
        let (mut seen, mut next) = (BTreeSet::new(), vec![start.clone()]);
        while let Some(module) = next.pop() {
            for from in imports.get(&module).into_iter().flatten() {
                if seen.insert(from.clone()) {
                    next.push(from.clone());
                }
            }
        }
        seen
    };
    let tied: BTreeSet<String> = house
        .texts
        .keys()
        .filter(|module| reaches(module).contains(*module))
        .map(|module| module.join("::"))
        .collect();
    assert!(tied.is_empty(), "{tied:#?}");
}
