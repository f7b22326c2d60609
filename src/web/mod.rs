//! The web: outside addresses asked whether they are still there, and letters to a platform
//! ([`Post`]). The only room with an HTTP client; it knows neither files nor the clock.
//!
//! Asking goes politely: one question at a time to a host with a pause between two, few hosts at once, the head of
//! a page before the page, a limit of time for each, a name that says who asks. Only `http:` and
//! `https:` are asked; whoever calls keeps the answers, so that nobody is asked twice in a week.

mod post;

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use ureq::{Agent, Error, http::Response};

pub use post::{Lost, Parcel, Post};

/// Hosts asked at once.
const HOSTS: usize = 8;
/// Seconds an address has for its answer, redirections included.
const LIMIT_S: u64 = 20;
/// Milliseconds between two questions to one host.
const PAUSE_MS: u64 = 300;
/// Redirections followed.
const MOST_MOVES: usize = 5;

/// What came of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// The page is there.
    There,
    /// It is there, and has said for good that its address is another.
    Moved(String),
    /// The host says that there is no such page.
    Gone(u16),
    /// The host answers, but does not show the page to a program, or not now.
    Withheld(u16),
    /// The host shows a certificate nobody we know vouches for; browsers of offices may know him.
    Untrusted,
    /// No answer: a Chinese sentence that says why.
    Silent(String),
}

/// Whether an address is one that can be asked.
#[must_use]
pub fn can_be_asked(address: &str) -> bool {
    origin(address).is_some()
}

/// Asks every address; `progress` is told how many are done.
#[must_use]
pub fn ask(addresses: &BTreeSet<String>, progress: &(dyn Fn(usize) + Sync)) -> BTreeMap<String, Answer> {
    let mut hosts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for address in addresses {
        if let Some(origin) = origin(address) {
            hosts.entry(origin).or_default().push(address);
        }
    }
    let (agent, done) = (agent(), AtomicUsize::new(0));
    let waiting = Mutex::new(hosts.into_values().collect::<Vec<_>>());
    let answers = Mutex::new(BTreeMap::new());
    std::thread::scope(|scope| {
        for _ in 0..HOSTS {
            scope.spawn(|| {
                while let Some(host) = waiting.lock().ok().and_then(|mut waiting| waiting.pop()) {
                    for (at, address) in host.into_iter().enumerate() {
                        if at > 0 {
                            std::thread::sleep(Duration::from_millis(PAUSE_MS));
                        }
                        let answer = one(&agent, address);
                        if let Ok(mut answers) = answers.lock() {
                            answers.insert(address.to_string(), answer);
                        }
                        progress(done.fetch_add(1, Ordering::Relaxed) + 1);
                    }
                }
            });
        }
    });
    answers.into_inner().unwrap_or_default()
}

fn agent() -> Agent {
    let config = Agent::config_builder()
        .user_agent(concat!("kanxing/", env!("CARGO_PKG_VERSION"), " (link check)"))
        .timeout_global(Some(Duration::from_secs(LIMIT_S)))
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .build();
    Agent::new_with_config(config)
}

/// Follows an address to where it leads.
fn one(agent: &Agent, address: &str) -> Answer {
    let mut at = address.to_string();
    let mut for_good = true;
    for _ in 0..=MOST_MOVES {
        let answer = match head_or_page(agent, &at) {
            Ok(answer) => answer,
            Err(error) => return failed(&error),
        };
        let status = answer.status().as_u16();
        if !(300..400).contains(&status) {
            return verdict(status, (for_good && at != address).then_some(at));
        }
        let location = answer.headers().get("location").and_then(|value| value.to_str().ok());
        let Some(next) = location.and_then(|location| joined(&at, location)) else { return Answer::Withheld(status) };
        for_good &= matches!(status, 301 | 308);
        at = next;
    }
    Answer::Silent("转来转去，没有尽头".to_string())
}

/// The head alone; the whole page of hosts that do not answer for a head as they do for a page.
fn head_or_page(agent: &Agent, address: &str) -> Result<Response<ureq::Body>, Error> {
    match agent.head(address).call() {
        Ok(answer) if answer.status().as_u16() < 400 => Ok(answer),
        Ok(_) | Err(Error::Protocol(_)) => agent.get(address).call(),
        Err(error) => Err(error),
    }
}

fn verdict(status: u16, moved: Option<String>) -> Answer {
    match (status, moved) {
        (200..300, None) => Answer::There,
        (200..300, Some(to)) => Answer::Moved(to),
        (404 | 410, _) => Answer::Gone(status),
        _ => Answer::Withheld(status),
    }
}

fn failed(error: &Error) -> Answer {
    match error {
        Error::Tls(_) | Error::Rustls(_) => Answer::Untrusted,
        // The client hands on what the system and its TLS say as words.
        Error::Io(said) if said.to_string().contains("certificate") => Answer::Untrusted,
        Error::Timeout(_) => Answer::Silent(format!("{LIMIT_S} 秒内没有回应")),
        other => Answer::Silent(sentence(other)),
    }
}

/// A Chinese sentence for an error of the client; it names no address.
fn sentence(error: &Error) -> String {
    match error {
        Error::Io(said) if said.to_string().contains("lookup") => "没有这个网站".to_string(),
        Error::Io(said) if said.kind() == std::io::ErrorKind::ConnectionRefused => "连接被拒绝".to_string(),
        Error::Io(said) if said.to_string().contains("certificate") => "证书不能验证".to_string(),
        Error::Io(_) => "连接中断".to_string(),
        Error::HostNotFound => "没有这个网站".to_string(),
        Error::ConnectionFailed => "连接不上".to_string(),
        Error::Tls(_) | Error::Rustls(_) => "证书不能验证".to_string(),
        Error::BadUri(_) | Error::Http(_) => "网址写法不对".to_string(),
        other => format!("没有回应（{other}）"),
    }
}

/// `https://host:port` of an address.
fn origin(address: &str) -> Option<&str> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| address.starts_with(scheme))?;
    let host = address[scheme.len()..].find(['/', '?', '#']).map_or(address.len(), |at| scheme.len() + at);
    (host > scheme.len()).then(|| &address[..host])
}

/// Where `location`, given by the page at `base`, leads.
fn joined(base: &str, location: &str) -> Option<String> {
    let origin = origin(base)?;
    let to = match location {
        whole if can_be_asked(whole) => whole.to_string(),
        host if host.starts_with("//") => format!("{}:{host}", base.split("://").next().unwrap_or("https")),
        path if path.starts_with('/') => format!("{origin}{path}"),
        other if other.contains("://") => return None,
        beside => {
            let path = base[origin.len()..].split(['?', '#']).next().unwrap_or("");
            let folder = path.rfind('/').map_or("/", |at| &path[..=at]);
            format!("{origin}{folder}{beside}")
        }
    };
    Some(to.split('#').next().unwrap_or(&to).to_string())
}
