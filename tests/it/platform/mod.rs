//! A platform of our own on the loopback, as strict as the documented one (`reference/wechat.md`
//! A9, A11, A12): it keeps a library, a box of drafts and what was published, refuses what the real
//! one refuses, and fails where a test tells it to.

mod calls;
mod http;
mod rules;

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

pub const APPID: &str = "wx0123456789abcdef";
pub const SECRET: &str = "5ec2e7a1b2c3d4e5f60718293a4b5c6d";

/// What goes wrong at a call.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Trouble {
    /// The line is cut before the platform has done anything.
    CutBefore,
    /// It has done what was asked, and the line is cut before it says so.
    CutAfter,
    /// The same, and it keeps the caller waiting for ever.
    Silent,
    /// It never reads more than the head of the letter, and keeps the caller waiting for ever.
    Deaf,
    /// It has done what was asked; a machine in between answers with a page of its own.
    Garbled,
    /// A code, and nothing done.
    Says(i64),
    /// A code, and all done.
    SaysAfter(i64),
}

/// A picture in the library.
#[derive(Clone, Debug)]
pub struct Material {
    pub media_id: String,
    pub name: String,
    pub url: String,
    pub size_px: (u32, u32),
}

/// A draft, or what was published.
#[derive(Clone, Debug)]
pub struct Draft {
    pub media_id: String,
    pub articles: Vec<Value>,
}

/// All that the platform knows.
#[derive(Default)]
pub struct World {
    /// The calls made, by the last part of their path, in order.
    pub log: Vec<String>,
    /// Everything that was sent, for searching.
    pub letters: Vec<String>,
    /// Calls that no platform has, or that are not made as they must be.
    pub strange: Vec<String>,
    pub trouble: BTreeMap<usize, Trouble>,
    pub tokens: Vec<String>,
    pub expired: BTreeSet<String>,
    /// Times a new token was pressed for.
    pub forced: usize,
    /// The caller is not in the white list.
    pub unlisted: bool,
    /// The account has not the right to ask for what was published.
    pub no_right: bool,
    /// Calls left for today.
    pub quota: Option<usize>,
    /// Styles of this property are dropped from what is shown.
    pub drops: Option<String>,
    /// Addresses given out for pictures of texts.
    pub pictures: BTreeSet<String>,
    /// Names of pictures of texts whose address was heard by the caller.
    pub heard: Vec<String>,
    pub materials: Vec<Material>,
    /// Newest last.
    pub drafts: Vec<Draft>,
    pub published: Vec<Draft>,
    counter: usize,
}

/// The server; it ends with the test.
pub struct Platform {
    pub address: String,
    world: Arc<Mutex<World>>,
    /// Told when a caller is kept waiting.
    waiting: Mutex<Receiver<()>>,
}

impl Platform {
    pub fn open() -> Platform {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let world = Arc::new(Mutex::new(World::default()));
        let (told, waiting) = channel();
        let shared = Arc::clone(&world);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (world, told) = (Arc::clone(&shared), told.clone());
                std::thread::spawn(move || serve(stream, &world, &told));
            }
        });
        Platform { address, world, waiting: Mutex::new(waiting) }
    }

    pub fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().expect("nobody died with the world in his hands")
    }

    /// Forgets the calls made so far; numbers of calls begin at 1 again.
    pub fn forget(&self) {
        let mut world = self.world();
        world.log.clear();
        world.trouble.clear();
    }

    /// Lets `trouble` happen at the call `number`, from 1.
    pub fn trouble(&self, number: usize, trouble: Trouble) {
        self.world().trouble.insert(number, trouble);
    }

    /// Waits until a caller is kept waiting; false when that takes too long.
    pub fn keeps_waiting(&self) -> bool {
        self.waiting.lock().expect("a channel").recv_timeout(Duration::from_secs(120)).is_ok()
    }

    pub fn log(&self) -> Vec<String> {
        self.world().log.clone()
    }

    /// How often a call was made.
    pub fn count(&self, call: &str) -> usize {
        self.world().log.iter().filter(|made| *made == call).count()
    }
}

fn serve(mut stream: TcpStream, world: &Mutex<World>, told: &Sender<()>) {
    let Some(request) = http::read(&mut stream) else { return };
    let mut guard = world.lock().expect("a world");
    let call = request.path.rsplit('/').next().unwrap_or_default().to_string();
    let kind = if request.path.contains("freepublish") { "published".to_string() } else { call };
    guard.log.push(if request.path.ends_with("/draft/batchget") { "drafts".to_string() } else { kind });
    guard.letters.push(format!("{} {}", request.target, String::from_utf8_lossy(&request.body)));
    let number = guard.log.len();
    let trouble = guard.trouble.get(&number).copied();
    let answer = match trouble {
        Some(Trouble::CutBefore) => return,
        Some(Trouble::Deaf) => return wait(stream, guard, told),
        Some(Trouble::Says(code)) => calls::no(code, "scripted"),
        _ => calls::answer(&mut guard, &request),
    };
    match trouble {
        Some(Trouble::CutAfter) => {}
        Some(Trouble::Silent) => wait(stream, guard, told),
        Some(Trouble::Garbled) => http::write(&mut stream, "502 Bad Gateway", "<html>bad gateway</html>"),
        Some(Trouble::SaysAfter(code)) => http::write(&mut stream, "200 OK", &calls::no(code, "scripted").to_string()),
        _ => {
            if answer.get("errcode").is_none() && request.path.ends_with("/uploadimg") {
                let name = http::form(&request).map(|form| form.file_name).unwrap_or_default();
                guard.heard.push(name);
            }
            drop(guard);
            http::write(&mut stream, "200 OK", &answer.to_string());
        }
    }
}

/// Holds the line until the caller is gone.
fn wait(mut stream: TcpStream, world: MutexGuard<'_, World>, told: &Sender<()>) {
    drop(world);
    let _ = told.send(());
    let _ = stream.set_read_timeout(Some(Duration::from_secs(30)));
    let _ = std::io::Read::read(&mut stream, &mut [0]);
}
