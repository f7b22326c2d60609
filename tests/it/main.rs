//! The test binary.

mod epub;
mod media;
