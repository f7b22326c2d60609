//! Drafts for the official account: [`push`] makes or updates the draft of a package, [`plan`] says
//! what that would take. A person publishes; no call for it exists here.
//!
//! A run may be cut short at any moment and the next one goes on where it stopped: the [`State`] is
//! written after every answer, and before every call that must not be made twice. Rules and limits:
//! `reference/wechat.md` A9, A11, A12.

mod account;
mod compare;
pub mod errors;
mod fault;
pub mod gate;
pub mod package;
mod payload;
mod plan;
mod platform;
mod push;
mod state;
mod upload;

pub use account::Account;
pub use fault::{Failure, Fault, Refusal};
pub use package::{Article, Package, Picture};
pub use plan::{Plan, plan};
pub use platform::{Call, Platform};
pub use push::{Done, Options, Outcome, push};
pub use state::{Kept, State};
