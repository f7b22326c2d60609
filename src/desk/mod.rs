//! The desk: previews of every edition on this machine, reloaded when a file changes.
//!
//! It renders nothing itself: every page below `/` is what an edition gives for its address, from
//! the current [`Snapshot`]. Only the live-reload script and the list of faults are laid on top. It
//! knows neither the command line nor how a project is opened: it is handed a function that does.

mod answer;
mod overlay;
mod page;
mod snapshot;
mod watch;

use crate::diag::Warned;
use crate::edition::Shop;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use tokio::sync::watch as signal;

use snapshot::Snapshot;

/// Opens the project anew; a Chinese sentence when it cannot.
pub type Open = Box<dyn Fn() -> Result<Warned<Shop>, String> + Send + Sync>;

/// Where to listen and what to watch.
pub struct Options {
    /// An address such as `127.0.0.1`, or a name such as `localhost`.
    pub host: String,
    pub port: u16,
    /// Folders whose changes make a new snapshot.
    pub folders: Vec<PathBuf>,
}

/// Why the desk could not go on.
#[derive(Debug)]
pub enum Fault {
    PortTaken,
    /// A Chinese sentence.
    Other(String),
}

/// What the desk tells while it runs.
pub enum News<'n> {
    /// It listens here.
    Ready(SocketAddr),
    /// A change was read: how many errors and warnings there are.
    Reloaded(&'n Snapshot),
    /// A change could not be read; a Chinese sentence.
    Failed(&'n str),
}

/// How the desk's news are taken.
pub type Tell = Box<dyn Fn(News) + Send + Sync>;

/// What all requests share.
pub(crate) struct Desk {
    open: Open,
    tell: Tell,
    host: String,
    current: RwLock<Arc<Snapshot>>,
    generation: signal::Sender<u64>,
    cache: page::Cache,
}

/// Serves until the process is interrupted.
///
/// # Errors
/// When the project cannot be opened, the port is taken, or the folders cannot be watched.
pub fn serve(open: Open, options: &Options, tell: Tell) -> Result<(), Fault> {
    let first = Snapshot::first(open().map_err(Fault::Other)?);
    let (generation, _) = signal::channel(first.generation);
    let desk = Arc::new(Desk {
        open,
        tell,
        host: options.host.clone(),
        current: RwLock::new(Arc::new(first)),
        generation,
        cache: page::Cache::default(),
    });
    let _watcher = watch::start(&desk, &options.folders).map_err(Fault::Other)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(machine)?;
    let outcome = runtime.block_on(listen(Arc::clone(&desk), options));
    runtime.shutdown_timeout(Duration::from_millis(200));
    outcome
}

async fn listen(desk: Arc<Desk>, options: &Options) -> Result<(), Fault> {
    let listener = tokio::net::TcpListener::bind((options.host.as_str(), options.port)).await;
    let listener = listener.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => Fault::PortTaken,
        _ => machine(error),
    })?;
    (desk.tell)(News::Ready(listener.local_addr().map_err(machine)?));
    let app = axum::Router::new().fallback(answer::answer).with_state(desk);
    tokio::select! {
        served = async { axum::serve(listener, app).await } => served.map_err(machine),
        _ = tokio::signal::ctrl_c() => Ok(()),
    }
}

fn machine(error: std::io::Error) -> Fault {
    Fault::Other(error.to_string())
}

impl Desk {
    /// The snapshot pages are rendered from now.
    pub(crate) fn current(&self) -> Arc<Snapshot> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Opens the project anew and replaces the snapshot. A project with errors leaves the last good
    /// one in place and only renews the list of faults.
    pub(crate) fn reload(&self) {
        let next = match (self.open)() {
            Ok(opened) => self.current().next(opened),
            Err(why) => {
                (self.tell)(News::Failed(&why));
                self.current().unreadable(&why)
            }
        };
        let next = Arc::new(next);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&next);
        (self.tell)(News::Reloaded(&next));
        self.generation.send_replace(next.generation);
    }
}
