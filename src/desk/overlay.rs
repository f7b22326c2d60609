//! What the desk lays over a page: the live-reload script and the faults. It is never part of what
//! an edition renders.

use super::snapshot::{Fault, Snapshot};
use crate::diag::{Severity, shown};
use crate::markup::{Html, el};

/// Most faults shown over a page; the desk lists them all.
const MOST: usize = 30;

/// The page with the script and, where there are faults, their list.
#[must_use]
pub fn lay(page: Vec<u8>, snapshot: &Snapshot, of_page: &[Fault]) -> Vec<u8> {
    let serious = |fault: &&Fault| fault.diagnostic.severity != Severity::Note;
    let errors = snapshot.faults.iter().filter(|fault| fault.diagnostic.is_error());
    let faults: Vec<&Fault> = of_page.iter().filter(serious).chain(errors).collect();
    let mut laid = script(snapshot);
    if !faults.is_empty() {
        laid.push(&panel(&faults, snapshot.behind));
    }
    insert(page, laid.as_str())
}

/// The page with the script alone.
#[must_use]
pub fn with_script(page: Vec<u8>, snapshot: &Snapshot) -> Vec<u8> {
    insert(page, script(snapshot).as_str())
}

/// One fault as a list item.
#[must_use]
pub fn item(fault: &Fault) -> Html {
    let (found, place) = (&fault.diagnostic, fault.place);
    let (class, word) = match found.severity {
        Severity::Error => ("error", "错误"),
        Severity::Warning => ("warning", "警告"),
        Severity::Note => ("note", "提示"),
    };
    let head = format!("{word}[{}] {}:{}:{}", found.code, shown(&found.at.file), place.line, place.column);
    el("li")
        .class(class)
        .child(el("code").text(&head))
        .child(el("p").text(&found.message))
        .maybe(found.help.as_ref().map(|help| el("p").class("help").text(&format!("建议：{help}")).done()))
        .done()
}

fn script(snapshot: &Snapshot) -> Html {
    let src = format!("/_desk/live.js?g={}", snapshot.generation);
    el("script").attr("src", &src).done()
}

fn panel(faults: &[&Fault], behind: bool) -> Html {
    let errors = faults.iter().filter(|fault| fault.diagnostic.is_error()).count();
    let mut head = format!("{errors} 个错误、{} 个警告", faults.len() - errors);
    if behind {
        head += "（内容有错误，现在显示的是上一次没有错误的样子）";
    }
    let rest = faults.len().saturating_sub(MOST);
    let more = format!("还有 {rest} 个，见");
    let desk = el("p").text(if rest > 0 { &more } else { "全部见" });
    let mut details = el("details").class("kanxing-overlay");
    if errors > 0 {
        details = details.attr("open", "");
    }
    let details = details
        .child(el("summary").text(&head))
        .child(el("ol").children(faults.iter().take(MOST).map(|fault| item(fault))))
        .child(desk.child(el("a").attr("href", "/_desk/").text("工作台")));
    [el("link").attr("rel", "stylesheet").attr("href", "/_desk/overlay.css").done(), details.done()]
        .into_iter()
        .collect()
}

/// Before the last `</body>`, or at the end of a page that has none.
fn insert(mut page: Vec<u8>, laid: &str) -> Vec<u8> {
    let mark = b"</body>";
    let at = page.windows(mark.len()).rposition(|window| window.eq_ignore_ascii_case(mark)).unwrap_or(page.len());
    page.splice(at..at, laid.bytes());
    page
}
