//! Letters to a platform: a body sent, an answer read, within a limit of time. What went wrong on
//! the way is told apart only as far as it matters: whether the letter may have arrived.

use super::sentence;
use std::time::Duration;
use ureq::{Agent, Error, http::Response};

/// Most bytes of an answer: a draft of eight articles of 1 MB each, and what stands around them.
const ANSWER_BYTES: u64 = 16 << 20;
/// Between the parts of a form. A picture holds it by chance once in the age of the world.
const BOUNDARY: &str = "kanxing-7f3a1c5e9b2d4860a1";

/// Who carries letters.
pub struct Post {
    agent: Agent,
}

/// A file within a form.
pub struct Parcel<'a> {
    /// The name of its field.
    pub field: &'a str,
    /// ASCII, without quotes.
    pub file_name: &'a str,
    pub mime: &'a str,
    pub bytes: &'a [u8],
}

/// No answer. The sentence is Chinese and names neither the address nor what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lost {
    /// The letter never left.
    Unsent(String),
    /// It may have arrived, and what it asks for may have been done.
    Unsure(String),
}

impl Post {
    /// `limit` is for one letter and its answer. Outside the machine only encrypted connections are
    /// opened; `local` letters go straight to it, past any proxy.
    #[must_use]
    pub fn new(limit: Duration, local: bool) -> Post {
        let config = Agent::config_builder()
            .user_agent(concat!("kanxing/", env!("CARGO_PKG_VERSION")))
            .timeout_global(Some(limit))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // A kept connection that the other side has closed meanwhile looks like a lost letter.
            .max_idle_connections(0)
            .https_only(!local);
        let config = if local { config.proxy(None) } else { config };
        Post { agent: Agent::new_with_config(config.build()) }
    }

    /// Sends JSON, in UTF-8 as it is.
    ///
    /// # Errors
    /// When no answer came.
    pub fn json(&self, address: &str, body: &[u8]) -> Result<Vec<u8>, Lost> {
        self.send(address, "application/json; charset=utf-8", body)
    }

    /// Sends a form that holds one file.
    ///
    /// # Errors
    /// When no answer came.
    pub fn form(&self, address: &str, parcel: &Parcel<'_>) -> Result<Vec<u8>, Lost> {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{}\"; filename=\"{}\"\r\nContent-Type: {}\r\n\r\n",
            parcel.field, parcel.file_name, parcel.mime
        );
        let body = [head.as_bytes(), parcel.bytes, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat();
        self.send(address, &format!("multipart/form-data; boundary={BOUNDARY}"), &body)
    }

    fn send(&self, address: &str, kind: &str, body: &[u8]) -> Result<Vec<u8>, Lost> {
        let answer = self.agent.post(address).header("content-type", kind).send(body).map_err(|error| lost(&error))?;
        read(answer)
    }
}

fn read(mut answer: Response<ureq::Body>) -> Result<Vec<u8>, Lost> {
    let status = answer.status().as_u16();
    if status != 200 {
        return Err(Lost::Unsure(format!("服务器出错（{status}）")));
    }
    let read = answer.body_mut().with_config().limit(ANSWER_BYTES).read_to_vec();
    read.map_err(|error| Lost::Unsure(sentence(&error)))
}

/// Whether a letter left, told by the error: certain only before there is a connection.
fn lost(error: &Error) -> Lost {
    let refused = |said: &std::io::Error| said.kind() == std::io::ErrorKind::ConnectionRefused;
    match error {
        Error::HostNotFound | Error::ConnectionFailed | Error::Tls(_) | Error::Rustls(_) | Error::ConnectProxyFailed(_) => {
            Lost::Unsent(sentence(error))
        }
        Error::Timeout(ureq::Timeout::Resolve | ureq::Timeout::Connect) => Lost::Unsent("连接超时".to_string()),
        Error::Timeout(_) => Lost::Unsure("等候回答超时".to_string()),
        Error::Io(said) if refused(said) || said.to_string().contains("lookup") => Lost::Unsent(sentence(error)),
        other => Lost::Unsure(sentence(other)),
    }
}
