//! Everything together: which file is what, each Markdown file parsed (in parallel, or taken from
//! memory), then what concerns several files.

use super::memory::{Ledger, Memory, Note, Parsed};
use super::{cross, entry, records};
use crate::catalog::{Bodies, Catalog, Column, Entry, Site, Volume, VolumePage, permalink};
use crate::diag::{At, Diagnostic, Warned, settle};
use crate::files::{File, Files, Hash, Hasher};
use rayon::prelude::*;
use std::sync::Arc;

/// What a Markdown file is, by where it lies.
enum Place<'a> {
    Entry(&'a Column),
    /// Its column is there and faulty.
    Unsorted,
    VolumePage,
}

struct Read {
    path: Arc<str>,
    note: Note,
    parsed: Parsed,
    fresh: bool,
}

pub fn assemble(files: &Files, memory: Memory) -> (Warned<Catalog>, Ledger) {
    let mut diagnostics = Vec::new();
    oversized(files, &mut diagnostics);
    let site = records::site(files, &mut diagnostics);
    let registers = records::registers(files, &mut diagnostics);
    let columns = records::columns(files, &mut diagnostics);
    let volume_files = records::volumes(files, &mut diagnostics);
    let issues = records::issues(files, &mut diagnostics);
    let wanted = sort_out(files, &columns, &mut diagnostics);
    let bodies = Bodies::default();
    let read = read_all(wanted, &memory, &bodies);

    let (mut entries, mut pages, mut ledger) = (Vec::with_capacity(read.len()), Vec::new(), Ledger::default());
    for Read { path, note, parsed, fresh } in read {
        diagnostics.extend(note.diagnostics.iter().cloned());
        match parsed {
            Parsed::Entry(entry) => entries.push(entry),
            Parsed::Page(page) => pages.push(*page),
            Parsed::Nothing => {}
        }
        ledger.note(path, note, fresh);
    }
    ledger.forgets(memory.left());
    dress(&mut entries, &site, &columns);
    let volumes = volume_files.into_iter().map(|(path, file)| volume(path, file, &pages)).collect();
    let mut catalog = Catalog::new(site, registers, columns, entries, volumes, files.clone());
    catalog.bodies = Arc::new(bodies);
    catalog.issues = issues;
    cross::check(&catalog, &mut diagnostics);
    settle(&mut diagnostics);
    (Warned::new(catalog, diagnostics), ledger)
}

/// Files too large to be handled without harm.
fn oversized(files: &Files, out: &mut Vec<Diagnostic>) {
    for (path, file) in files.iter().filter(|(_, file)| file.stamp.len > super::MOST_FILE_BYTES) {
        let message = format!("文件有 {} MB，超过 {} MB", file.stamp.len >> 20, super::MOST_FILE_BYTES >> 20);
        out.push(Diagnostic::error("too-large", At::top(path), message).help("请压缩后再放入，视频请放到视频平台并写网址"));
    }
}

/// The Markdown files with what each is; those in no column are reported.
fn sort_out<'a>(
    files: &'a Files,
    columns: &'a [Column],
    out: &mut Vec<Diagnostic>,
) -> Vec<(&'a Arc<str>, &'a File, Place<'a>)> {
    let mut wanted = Vec::new();
    for (path, file) in files.iter().filter(|(path, _)| path.ends_with(".md")) {
        let Some((top, _)) = path.split_once('/') else {
            let found = Diagnostic::error("missing-column", At::top(path), "稿件要放在栏目文件夹里");
            out.push(found.help("请移到 content/栏目/ 下"));
            continue;
        };
        if top == "volumes" {
            wanted.push((path, file, Place::VolumePage));
        } else if let Some(column) = columns.iter().find(|column| &*column.slug == top) {
            wanted.push((path, file, Place::Entry(column)));
        } else if files.get(&format!("{top}/_column.yaml")).is_some() {
            wanted.push((path, file, Place::Unsorted));
        } else {
            let found = Diagnostic::error("missing-column", At::top(path), format!("文件夹“{top}”还不是栏目"));
            out.push(found.help(format!("请新建 content/{top}/_column.yaml，至少写 name 和 kind")));
        }
    }
    wanted
}

fn read_all(wanted: Vec<(&Arc<str>, &File, Place<'_>)>, memory: &Memory, bodies: &Bodies) -> Vec<Read> {
    // In short runs, so that no worker is left with a long one at the end.
    let runs = wanted.into_par_iter().with_max_len(16);
    runs.map(|(path, file, place)| read(path, file, &place, memory.take(path), bodies)).collect()
}

/// One file, from memory when neither it nor its column has changed.
fn read(
    path: &Arc<str>,
    file: &File,
    place: &Place<'_>,
    mut known: Option<(Note, Parsed)>,
    bodies: &Bodies,
) -> Read {
    let context = context(place);
    let same = |hash: Hash| move |(note, _): &(Note, Parsed)| note.hash == hash && note.context == context;
    if let Some((note, parsed)) = file.known_hash().and_then(|hash| known.take_if(|row| same(hash)(row))) {
        return Read { path: Arc::clone(path), note, parsed, fresh: false };
    }
    let mut diagnostics = Vec::new();
    let bytes = records::bytes(path, file, &mut diagnostics);
    let hash = file.known_hash().unwrap_or_default();
    if let Some((note, parsed)) = known.filter(same(hash)) {
        return Read { path: Arc::clone(path), note, parsed, fresh: false };
    }
    let text = bytes.and_then(|bytes| records::decoded(path, &bytes, &mut diagnostics));
    let parsed = match (text, place) {
        (None, _) => None,
        (Some(text), Place::Entry(column)) => {
            entry::entry(path, &text, column, &mut diagnostics).map(|(entry, document)| {
                bodies.keep(path, text.len(), document);
                Parsed::Entry(Box::new(entry))
            })
        }
        (Some(text), Place::Unsorted) => {
            entry::of_faulty_column(path, &text, &mut diagnostics);
            None
        }
        (Some(text), Place::VolumePage) => {
            entry::volume_page(path, &text, &mut diagnostics).map(|page| Parsed::Page(Box::new(page)))
        }
    };
    let note = Note { hash, context, diagnostics };
    Read { path: Arc::clone(path), note, parsed: parsed.unwrap_or(Parsed::Nothing), fresh: true }
}

fn context(place: &Place<'_>) -> Hash {
    match place {
        Place::Entry(column) => Hasher::default().bytes(column.slug.as_bytes()).value(&column.file.kind).finish(),
        Place::Unsorted => Hash::of(b"unsorted"),
        Place::VolumePage => Hash::default(),
    }
}

/// Gives entries their addresses, and lets those of a column share its name.
fn dress(entries: &mut [Box<Entry>], site: &Site, columns: &[Column]) {
    entries.par_iter_mut().for_each(|entry| {
        entry.address = permalink(site, entry);
        if let Some(column) = columns.iter().find(|column| column.slug == entry.column) {
            entry.column = Arc::clone(&column.slug);
        }
    });
}

fn volume(path: Arc<str>, file: crate::catalog::VolumeFile, pages: &[VolumePage]) -> Volume {
    let folder = path.trim_end_matches("volume.yaml").to_string();
    let own = |page: &&VolumePage| page.path.strip_prefix(&*folder).is_some_and(|rest| !rest.contains('/'));
    Volume { pages: pages.iter().filter(own).cloned().collect(), path, file }
}
