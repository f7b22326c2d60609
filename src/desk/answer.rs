//! Answering requests: which part of the desk or which edition an address belongs to.

use super::page::{self, Page};
use super::{Desk, overlay};
use crate::edition::EDITIONS;
use crate::kind::EditionName;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::Response;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

const CSS: &str = include_str!("desk.css");
const OVERLAY_CSS: &str = include_str!("overlay.css");
const LIVE_JS: &str = include_str!("live.js");
const TEXT: &str = "text/plain; charset=utf-8";

/// How long an event request waits before it ends and the browser asks again.
const PATIENCE: Duration = Duration::from_secs(20);

/// Answers any request.
pub async fn answer(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return respond(StatusCode::METHOD_NOT_ALLOWED, TEXT, "只能读取。".into());
    }
    if !is_ours(request.headers(), &desk.host) {
        return respond(StatusCode::FORBIDDEN, TEXT, "请用本机地址访问。".into());
    }
    let Some(path) = decoded(request.uri().path()) else {
        return respond(StatusCode::BAD_REQUEST, TEXT, "网址有误。".into());
    };
    let path = path.trim_start_matches('/').to_string();
    match path.as_str() {
        "_desk/events" => return events(&desk, request.uri().query().unwrap_or_default()).await,
        "_desk/desk.css" => return respond(StatusCode::OK, "text/css; charset=utf-8", CSS.into()),
        "_desk/overlay.css" => return respond(StatusCode::OK, "text/css; charset=utf-8", OVERLAY_CSS.into()),
        "_desk/live.js" => return respond(StatusCode::OK, "text/javascript; charset=utf-8", LIVE_JS.into()),
        "_desk" => return redirect("/_desk/"),
        _ => {}
    }
    let made = tokio::task::spawn_blocking(move || made(&desk, &path)).await;
    made.unwrap_or_else(|_| respond(StatusCode::INTERNAL_SERVER_ERROR, TEXT, "生成这一页时程序出错。".into()))
}

/// A page that takes work to make.
fn made(desk: &Desk, path: &str) -> Response {
    let snapshot = desk.current();
    if path == "_desk/" {
        return respond(StatusCode::OK, page::HTML, overlay::with_script(page::list(&snapshot).into_bytes(), &snapshot));
    }
    let (edition, path) = edition_of(path);
    let found = page::find(desk, &snapshot, edition, path);
    match found {
        Page::Found { bytes, content_type, faults } => {
            let bytes = match content_type {
                page::HTML => overlay::lay(bytes, &snapshot, &faults),
                _ => bytes,
            };
            respond(StatusCode::OK, content_type, bytes)
        }
        Page::Folder => redirect(&format!("/{path}/")),
        Page::Broken(faults) => {
            let bytes = overlay::lay(page::broken(path).into_bytes(), &snapshot, &faults);
            respond(StatusCode::INTERNAL_SERVER_ERROR, page::HTML, bytes)
        }
        Page::Missing(bytes) => {
            respond(StatusCode::NOT_FOUND, page::HTML, overlay::lay(bytes, &snapshot, &[]))
        }
    }
}

/// `_desk/wechat/x.html` is `x.html` of the WeChat edition; everything else is the site.
fn edition_of(path: &str) -> (EditionName, &str) {
    let inner = path.strip_prefix("_desk/").and_then(|rest| rest.split_once('/'));
    let other = inner.and_then(|(name, rest)| {
        EDITIONS.iter().find(|edition| edition.name.word() == name).map(|edition| (edition.name, rest))
    });
    other.unwrap_or((EditionName::Site, path))
}

/// Waits for a snapshot other than the one the page was made from (`g=7`), then tells the page.
///
/// Each answer carries one event and ends; an `EventSource` asks again by itself. Nothing is lost in
/// between, because a page that is behind is told at once.
async fn events(desk: &Desk, query: &str) -> Response {
    let seen = query.strip_prefix("g=").and_then(|number| number.parse().ok());
    let mut generation = desk.generation.subscribe();
    let waited = tokio::time::timeout(PATIENCE, generation.wait_for(|now| Some(*now) != seen)).await;
    let text = match waited {
        Ok(Ok(now)) => format!("retry: 300\nid: {}\nevent: change\ndata: {}\n\n", *now, *now),
        _ => "retry: 300\n: 没有变化\n\n".to_string(),
    };
    respond(StatusCode::OK, "text/event-stream", text.into_bytes())
}

fn respond(status: StatusCode, content_type: &'static str, bytes: Vec<u8>) -> Response {
    let built = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, content_type)
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .body(Body::from(bytes));
    built.unwrap_or_default()
}

fn redirect(to: &str) -> Response {
    let built = Response::builder().status(StatusCode::FOUND).header(header::LOCATION, encoded(to)).body(Body::empty());
    built.unwrap_or_default()
}

/// A foreign page must not read drafts through a name of its own that leads here: the host asked
/// for is an address, this machine, or the one we were told.
fn is_ours(headers: &HeaderMap, host: &str) -> bool {
    let Some(asked) = headers.get(header::HOST) else { return true };
    let asked = asked.to_str().unwrap_or_default();
    let name = match asked.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => asked,
    };
    let name = name.trim_start_matches('[').trim_end_matches(']');
    name == "localhost" || name == host || name.parse::<IpAddr>().is_ok()
}

/// Percent signs resolved; None when the result is no text or holds a NUL.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = [rest.next()?, rest.next()?];
        bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
    }
    String::from_utf8(bytes).ok().filter(|path| !path.contains('\0'))
}

fn encoded(path: &str) -> String {
    path.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
