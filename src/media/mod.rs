//! Pictures: probe, orient, strip, resize, encode; SVG to PNG; QR codes. Bytes in, bytes out.
//!
//! It knows no catalog and no disk. Errors are Chinese sentences that say what is wrong with the
//! picture and what to do, without the name of the file: the caller knows that.

mod encode;
mod exif;
mod fit;
mod gif;
mod jpeg;
mod pixels;
mod png;
mod probe;
pub mod qr;
mod raw;
mod shade;
mod sheet;
mod stamp;
pub mod svg;
mod webp;

pub use fit::{Encoded, Encoding, Fit, fit};
pub use probe::{Format, Probe, probe};
pub use shade::shade;
pub use sheet::{Slot, on_white, sheet};
pub use stamp::{Stamps, data_address};
pub use svg::Fonts;
