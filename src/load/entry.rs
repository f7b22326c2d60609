//! A Markdown file -> an entry or a page of a volume. Depends on that file and its column alone.

use super::{digest, markdown, yaml};
use crate::catalog::{Column, Entry, VolumePage, VolumePageFront};
use crate::diag::{At, Diagnostic, Span};
use crate::files::Hash;
use crate::kind::{Front, KindName, Progress};
use crate::tree::Document;
use crate::shape::{Key, KeyDoc, Node, Reader, Shape, Value, read_shape};
use std::borrow::Cow;
use std::sync::Arc;

/// Whether `id` is `[a-z0-9-]+`.
#[must_use]
pub fn is_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// The entry of `text`, the whole file at `path`, and its body; None after reporting why not.
pub fn entry(
    path: &Arc<str>,
    text: &str,
    column: &Column,
    out: &mut Vec<Diagnostic>,
) -> Option<(Entry, Document)> {
    let (node, body_at) = front_matter(path, text, out)?;
    let mut reader = Reader::new(path);
    let kind = column.file.kind;
    let parts = reader.pairs(&node).map(|pairs| {
        let pairs = untangle_status(kind, pairs);
        reader.refuse_unknown(&pairs, &[Front::KEYS, kind.keys()]);
        (Front::take(&pairs, node.span, &mut reader), kind.take(&pairs, node.span, &mut reader))
    });
    out.append(&mut reader.diagnostics);
    let (front, kind) = parts?;
    let id = own_id(path, front.as_ref().and_then(|front| front.id.as_deref()), &node, out);
    // The body is looked at even where the front matter is wrong: all faults in one run.
    let parsed = markdown::parse(path, &text[body_at..], body_at);
    out.extend(parsed.diagnostics);
    let (front, kind) = (front?, kind?);
    let digest = digest::entry(&front, &kind, &parsed.value, &node);
    let body = text[body_at..].as_bytes();
    let entry = Entry {
        id: id?,
        path: Arc::clone(path),
        column: Arc::clone(&column.slug),
        body_at: u32::try_from(body_at).unwrap_or(u32::MAX),
        body_hash: Hash::of(body),
        body_seal: (!front.review.is_empty()).then(|| Hash::seal(body)),
        front,
        kind,
        digest,
        title_at: node.get("title").map_or(node.span, |title| title.span),
        address: String::new(),
    };
    Some((entry, parsed.value))
}

/// Looks at an entry whose column is faulty, so that its own faults come out in the same run: the
/// shared front matter and the body. The keys of every kind are allowed.
pub fn of_faulty_column(path: &Arc<str>, text: &str, out: &mut Vec<Diagnostic>) {
    let Some((node, body_at)) = front_matter(path, text, out) else { return };
    let mut reader = Reader::new(path);
    if let Some(pairs) = reader.pairs(&node) {
        let pairs = untangle_status(KindName::Proposal, pairs);
        let known: Vec<&[KeyDoc]> =
            std::iter::once(Front::KEYS).chain(KindName::ALL.iter().map(|kind| kind.keys())).collect();
        reader.refuse_unknown(&pairs, &known);
        let front = Front::take(&pairs, node.span, &mut reader);
        own_id(path, front.as_ref().and_then(|front| front.id.as_deref()), &node, out);
    }
    out.append(&mut reader.diagnostics);
    out.extend(markdown::parse(path, &text[body_at..], body_at).diagnostics);
}

/// The page of a volume written in `text`.
pub fn volume_page(path: &Arc<str>, text: &str, out: &mut Vec<Diagnostic>) -> Option<VolumePage> {
    let (node, body_at) = front_matter(path, text, out)?;
    let mut reader = Reader::new(path);
    let front = read_shape::<VolumePageFront>(&node, &mut reader);
    out.append(&mut reader.diagnostics);
    let parsed = markdown::parse(path, &text[body_at..], body_at);
    out.extend(parsed.diagnostics);
    Some(VolumePage {
        path: Arc::clone(path),
        front: front?,
        body_at: u32::try_from(body_at).unwrap_or(u32::MAX),
        body_hash: Hash::of(text[body_at..].as_bytes()),
        digest: digest::body(&parsed.value),
    })
}

/// The front matter between the two `---` lines, and where the body begins.
fn front_matter(path: &Arc<str>, text: &str, out: &mut Vec<Diagnostic>) -> Option<(Node, usize)> {
    let Some((yaml, body_at)) = split(text) else {
        let found = Diagnostic::error("missing-front-matter", At::new(path, Span::new(0, first_line(text))), "稿件开头没有稿件信息")
            .help("文件第一行写 ---，接着是 title、date 等，再用一行 --- 结束");
        out.push(found);
        return None;
    };
    let parsed = yaml::parse(path, yaml, 4);
    let failed = parsed.diagnostics.iter().any(Diagnostic::is_error);
    out.extend(parsed.diagnostics);
    let empty = Node { span: Span::new(0, 3), value: Value::Map(Vec::new()) };
    (!failed).then(|| (parsed.value.unwrap_or(empty), body_at))
}

/// The YAML between the fences and the byte after the second one.
fn split(text: &str) -> Option<(&str, usize)> {
    let rest = text.strip_prefix("---\n")?;
    if rest.starts_with("---\n") {
        return Some(("", 8));
    }
    let end = match rest.find("\n---\n") {
        Some(end) => end + 1,
        None => rest.strip_suffix("\n---").map(|yaml| yaml.len() + 1)?,
    };
    Some((&rest[..end], (4 + end + 4).min(text.len())))
}

fn first_line(text: &str) -> usize {
    text.lines().next().map_or(0, str::len)
}

/// A proposal may write how far it has come under `status`; that word belongs under `state`.
fn untangle_status(kind: KindName, pairs: &[(Key, Node)]) -> Cow<'_, [(Key, Node)]> {
    if kind != KindName::Proposal {
        return Cow::Borrowed(pairs);
    }
    let mut pairs = pairs.to_vec();
    for (key, node) in &mut pairs {
        if key.name == "status" && node.scalar().is_some_and(|word| Progress::from_word(word).is_some()) {
            key.name = "state".to_string();
        }
    }
    Cow::Owned(pairs)
}

/// The id written, or the slug: the name of the file, or of the folder of an `index.md`.
fn own_id(path: &str, written: Option<&str>, node: &Node, out: &mut Vec<Diagnostic>) -> Option<Arc<str>> {
    let mut parts = path.rsplit('/');
    let file = parts.next().unwrap_or(path).trim_end_matches(".md");
    let slug = if file == "index" { parts.next().unwrap_or(file) } else { file };
    let id = written.unwrap_or(slug);
    if is_id(id) {
        return Some(id.into());
    }
    let span = node.get("id").map_or(Span::new(0, 3), |node| node.span);
    let file: Arc<str> = path.into();
    let found = Diagnostic::error("bad-id", At::new(&file, span), format!("编号“{id}”只能用小写字母、数字和连字符"));
    let plain = crate::text::pinyin::slug(id);
    out.push(match written {
        Some(_) => found.help(format!("例如 id: {plain}")).fix(span, plain),
        None => found.help(format!("请改文件名，或在稿件信息里写 id: {plain}")),
    });
    None
}
