//! The disk room.
