//! `check --external` against a server of our own on the loopback: what it says, how politely it
//! asks, and that it remembers.

use crate::project::{Temp, kanxing};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

type Log = Arc<Mutex<Vec<String>>>;

/// A server that answers by the path asked for, and notes every question.
fn serve() -> (String, Log) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let origin = format!("http://{}", listener.local_addr().expect("an address"));
    let log = Log::default();
    let (base, noted) = (origin.clone(), Arc::clone(&log));
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            answer(stream, &base, &noted);
        }
    });
    (origin, log)
}

fn answer(mut stream: TcpStream, base: &str, log: &Log) {
    let mut lines = BufReader::new(stream.try_clone().expect("a stream")).lines().map_while(Result::ok);
    let first = lines.next().unwrap_or_default();
    let agent = lines.take_while(|line| !line.is_empty()).find(|line| line.to_lowercase().starts_with("user-agent:"));
    log.lock().expect("a log").push(format!("{first} {}", agent.unwrap_or_default()));
    let path = first.split(' ').nth(1).unwrap_or("");
    let (status, more) = match (path, first.starts_with("HEAD")) {
        ("/there", _) | ("/new", _) | ("/only-get", false) => ("200 OK", String::new()),
        ("/only-get", true) => ("405 Method Not Allowed", String::new()),
        ("/moved", _) => ("301 Moved Permanently", format!("Location: {base}/new\r\n")),
        ("/today", _) => ("302 Found", "Location: new\r\n".to_string()),
        ("/closed", _) => ("403 Forbidden", String::new()),
        ("/round", _) => ("302 Found", "Location: /round\r\n".to_string()),
        _ => ("404 Not Found", String::new()),
    };
    let _ = write!(stream, "HTTP/1.1 {status}\r\n{more}Content-Length: 0\r\nConnection: close\r\n\r\n");
}

fn project(origin: &str) -> Temp {
    let temp = Temp::new("outside");
    temp.write("content/site.yaml", b"name: \xE6\x94\xBF\xE5\x8D\x8F\nbase_url: https://www.example.gov.cn\nprofile: none\n");
    temp.write("content/yaowen/_column.yaml", "name: 要闻\nkind: news\n".as_bytes());
    let links = ["there", "there#part", "only-get", "moved", "today", "closed", "gone", "round"];
    let links: String = links.iter().map(|path| format!("[{path}]({origin}/{path})\n\n")).collect();
    let text = format!("---\ntitle: 一\ndate: 2026-11-20\n---\n\n{links}[信](mailto:a@example.gov.cn)\n");
    temp.write("content/yaowen/yi.md", text.as_bytes());
    temp
}

#[test]
fn outside_links_are_asked_politely_and_once() {
    let (origin, log) = serve();
    let temp = project(&origin);
    let asked = |arguments: &[&str]| kanxing(temp.path(), &[&["check", "--as-of", "2026-11-21", "--format", "json"], arguments].concat());
    let silent = asked(&[]);
    assert!(log.lock().expect("a log").is_empty(), "asked without being told to: {}", silent.all());
    let said = asked(&["--external"]);
    assert_eq!(said.status, 0, "{}", said.all());
    let found = |code: &str, path: &str| said.out.lines().any(|line| line.contains(code) && line.contains(&format!("{origin}/{path} ")));
    assert!(found("dead-link", "gone") && found("dead-link", "round"), "{}", said.all());
    assert!(found("unsure-link", "closed") && found("moved-link", "moved"), "{}", said.all());
    for fine in ["there", "only-get", "today"] {
        assert!(!found("link", fine), "{fine}: {}", said.all());
    }
    let gone = said.out.lines().find(|line| line.contains("/gone ")).unwrap_or_default();
    assert!(gone.contains(r#""line":18"#) && gone.contains(r#""column":1,"#), "a finding has its place: {gone}");
    let questions = log.lock().expect("a log").clone();
    assert_eq!(questions.iter().filter(|line| line.contains(" /there ")).count(), 1, "one address, one question: {questions:?}");
    assert!(questions.iter().all(|line| line.contains("kanxing/")), "the program says who asks: {questions:?}");
    assert!(questions.iter().any(|line| line.starts_with("HEAD /only-get")) && questions.iter().any(|line| line.starts_with("GET /only-get")));
    let again = asked(&["--external"]);
    assert_eq!(log.lock().expect("a log").len(), questions.len(), "asked again within the hour: {}", again.all());
    assert_eq!(again.out, said.out);
}

#[test]
fn nobody_at_home_is_said_so() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let origin = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    let temp = project(&origin);
    let said = kanxing(temp.path(), &["check", "--external", "--as-of", "2026-11-21"]);
    assert!(said.out.contains("dead-link") && said.out.contains("连接"), "{}", said.all());
}
