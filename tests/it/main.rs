//! The test binary.

mod cli;
mod epub;
mod media;
