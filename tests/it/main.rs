//! The test binary.

mod media;
