//! The YAML files: site, registers, columns, volumes.

use super::decode::decode;
use super::yaml;
use crate::catalog::{Column, ColumnFile, Issue, IssueFile, Registers, Site, Terms, VolumeFile};
use crate::diag::{At, Diagnostic};
use crate::files::{File, Files};
use crate::shape::{Field, Node, Reader, Shape, Value, read_shape};
use std::sync::Arc;

/// `site.yaml`; a project without one is reported.
pub fn site(files: &Files, out: &mut Vec<Diagnostic>) -> Site {
    let Some((path, file)) = files.iter().find(|(path, _)| &***path == "site.yaml") else {
        let found = Diagnostic::error("unknown-file", At::top("site.yaml"), "没有 content/site.yaml")
            .help("新建 content/site.yaml，至少写两行：name: 网站名称 和 base_url: https://网址");
        out.push(found);
        return Site::default();
    };
    let Some(site) = record::<Site>(path, file, out) else { return Site::default() };
    if !site.base_url.starts_with("https://") && !site.base_url.starts_with("http://") {
        let found = Diagnostic::error("bad-value", At::top(path), format!("base_url “{}”不是网址", site.base_url))
            .help("写作 https://www.example.gov.cn");
        out.push(found);
    }
    site
}

/// Every `<column>/_column.yaml`, in the order of navigation.
pub fn columns(files: &Files, out: &mut Vec<Diagnostic>) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for (path, file) in files.iter() {
        let Some(slug) = path.strip_suffix("/_column.yaml") else { continue };
        if slug.contains('/') {
            let found = Diagnostic::error("unknown-file", At::top(path), "栏目只能是 content/ 下的一级文件夹")
                .help("请把 _column.yaml 移到栏目文件夹的最上一层");
            out.push(found);
            continue;
        }
        if let Some(file) = record::<ColumnFile>(path, file, out) {
            columns.push(Column { slug: slug.into(), file });
        }
    }
    columns.sort_by_key(|column| (column.file.order.unwrap_or(u32::MAX), Arc::clone(&column.slug)));
    columns
}

/// Every `volumes/<id>/volume.yaml`, with its path.
pub fn volumes(files: &Files, out: &mut Vec<Diagnostic>) -> Vec<(Arc<str>, VolumeFile)> {
    let mut volumes = Vec::new();
    for (path, file) in files.under("volumes/") {
        let Some(folder) = path.strip_prefix("volumes/").and_then(|rest| rest.strip_suffix("/volume.yaml")) else {
            continue;
        };
        let Some(volume) = record::<VolumeFile>(path, file, out) else { continue };
        if volume.id != folder || !super::entry::is_id(&volume.id) {
            let message = format!("编号“{}”应与文件夹名“{folder}”相同，只用小写字母、数字和连字符", volume.id);
            out.push(Diagnostic::error("bad-id", At::top(path), message).help(format!("请改为 id: {folder}")));
        }
        volumes.push((Arc::clone(path), volume));
    }
    volumes
}

/// Every `digests/<id>.yaml`.
pub fn issues(files: &Files, out: &mut Vec<Diagnostic>) -> Vec<Issue> {
    let mut issues = Vec::new();
    for (path, file) in files.under("digests/") {
        let Some(id) = path.strip_prefix("digests/").and_then(|rest| rest.strip_suffix(".yaml")) else { continue };
        if !super::entry::is_id(id) {
            let message = format!("编号“{id}”只能用小写字母、数字和连字符");
            out.push(Diagnostic::error("bad-id", At::top(path), message).help("请改文件名，如 di-12-qi.yaml"));
        } else if let Some(record) = record::<IssueFile>(path, file, out) {
            issues.push(Issue { id: id.into(), path: Arc::clone(path), file: record });
        }
    }
    issues
}

/// Every register; one may be split into a folder of its name.
pub fn registers(files: &Files, out: &mut Vec<Diagnostic>) -> Registers {
    let mut registers = Registers::default();
    for (path, file) in files.under("registers/") {
        let name = path["registers/".len()..].split(['/', '.']).next().unwrap_or("");
        if !path.ends_with(".yaml") && !path.ends_with(".yml") {
            continue;
        }
        let Some(node) = node(path, file, out) else { continue };
        let mut reader = Reader::new(path);
        match name {
            "people" => extend(&mut registers.people, &node, &mut reader),
            "organizations" => extend(&mut registers.organizations, &node, &mut reader),
            "terms" => terms(&mut registers.terms, &node, &mut reader),
            "documents" => extend(&mut registers.documents, &node, &mut reader),
            "brands" => extend(&mut registers.brands, &node, &mut reader),
            "figures" => extend(&mut registers.figures, &node, &mut reader),
            "sources" => extend(&mut registers.sources, &node, &mut reader),
            "places" => extend(&mut registers.places, &node, &mut reader),
            "articles" => extend(&mut registers.articles, &node, &mut reader),
            _ => {
                let known = "people organizations terms documents brands figures sources places articles";
                let message = format!("没有名为“{name}”的名册");
                reader.push(Diagnostic::error("unknown-file", At::top(path), message).help(format!("可用的名册：{known}")));
            }
        }
        out.append(&mut reader.diagnostics);
    }
    registers
}

/// Reads every record of a list; a faulty one does not take the others with it.
fn extend<T: Field>(into: &mut Vec<T>, node: &Node, reader: &mut Reader) {
    match &node.value {
        Value::List(items) => into.extend(items.iter().filter_map(|item| T::read(item, reader))),
        Value::Null => {}
        Value::Scalar(_) | Value::Map(_) => reader.wrong_type(node, "列表，每条以“- ”开头"),
    }
}

fn terms(into: &mut Terms, node: &Node, reader: &mut Reader) {
    if let Some(terms) = read_shape::<Terms>(node, reader) {
        into.phrases.extend(terms.phrases);
        into.rules.extend(terms.rules);
        into.hant.extend(terms.hant);
    }
}

fn record<T: Shape>(path: &Arc<str>, file: &File, out: &mut Vec<Diagnostic>) -> Option<T> {
    let node = node(path, file, out)?;
    let mut reader = Reader::new(path);
    let record = read_shape(&node, &mut reader);
    out.append(&mut reader.diagnostics);
    record
}

/// The YAML of a file; an empty one is an empty mapping.
fn node(path: &Arc<str>, file: &File, out: &mut Vec<Diagnostic>) -> Option<Node> {
    let text = text(path, file, out)?;
    let parsed = yaml::parse(path, &text, 0);
    let failed = parsed.diagnostics.iter().any(Diagnostic::is_error);
    out.extend(parsed.diagnostics);
    let empty = Node { span: crate::diag::Span::default(), value: Value::Map(Vec::new()) };
    (!failed).then(|| parsed.value.unwrap_or(empty))
}

/// The text of a file, or a diagnostic.
pub fn text(path: &Arc<str>, file: &File, out: &mut Vec<Diagnostic>) -> Option<String> {
    let bytes = bytes(path, file, out)?;
    decoded(path, &bytes, out)
}

/// The bytes of a text file; None after reporting why they cannot be had.
pub fn bytes(path: &Arc<str>, file: &File, out: &mut Vec<Diagnostic>) -> Option<Arc<[u8]>> {
    if file.stamp.len > super::MOST_TEXT_BYTES {
        let message = format!("文件有 {} MB，超过 {} MB", file.stamp.len >> 20, super::MOST_TEXT_BYTES >> 20);
        out.push(Diagnostic::error("too-large", At::top(path), message).help("请拆成几个文件"));
        return None;
    }
    match file.bytes(path) {
        Ok(bytes) => Some(bytes),
        Err(why) => {
            out.push(Diagnostic::error("unreadable", At::top(path), why).help("请检查文件是否存在、是否有读取权限"));
            None
        }
    }
}

/// The text of `bytes`; None after reporting why there is none.
pub fn decoded(path: &Arc<str>, bytes: &[u8], out: &mut Vec<Diagnostic>) -> Option<String> {
    let decoded = decode(path, bytes);
    out.extend(decoded.diagnostics);
    decoded.value
}
