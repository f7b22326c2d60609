//! The media room.
