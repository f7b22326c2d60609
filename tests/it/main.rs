//! The test binary.

mod cli;
mod media;
