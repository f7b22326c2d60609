//! As much of HTTP as the platform needs: a request with a body of known length, forms of one file.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

pub struct Request {
    pub method: String,
    /// Path and query.
    pub target: String,
    pub path: String,
    pub query: Vec<(String, String)>,
    pub kind: String,
    pub body: Vec<u8>,
}

/// A form with one file.
pub struct Form {
    pub field: String,
    pub file_name: String,
    pub mime: String,
    pub bytes: Vec<u8>,
}

impl Request {
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

pub fn read(stream: &mut TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let mut words = first.split_whitespace();
    let (method, target) = (words.next()?.to_string(), words.next()?.to_string());
    let (mut length, mut kind) = (0, String::new());
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse().ok()?,
            "content-type" => kind = value.trim().to_string(),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let query = pairs.map(|(name, value)| (name.to_string(), value.to_string())).collect();
    Some(Request { path: path.to_string(), query, method, kind, body, target })
}

pub fn write(stream: &mut TcpStream, status: &str, body: &str) {
    let length = body.len();
    let _ = write!(stream, "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}");
}

/// The file of a form; None when it is none, or not written as RFC 7578 wants it.
pub fn form(request: &Request) -> Option<Form> {
    let boundary = request.kind.strip_prefix("multipart/form-data; boundary=")?;
    let start = format!("--{boundary}\r\n");
    let end = format!("\r\n--{boundary}--\r\n");
    let inner = request.body.strip_prefix(start.as_bytes())?.strip_suffix(end.as_bytes())?;
    let split = inner.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&inner[..split]).ok()?;
    let quoted = |name: &str| head.split(&format!(" {name}=\"")).nth(1)?.split('"').next().map(str::to_string);
    let mime = head.lines().find_map(|line| line.strip_prefix("Content-Type: "))?.to_string();
    Some(Form { field: quoted("name")?, file_name: quoted("filename")?, mime, bytes: inner[split + 4..].to_vec() })
}
