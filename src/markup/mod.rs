//! The two languages the writers write: [`Html`] and [`Typst`], which cannot be built unescaped,
//! and [`Look`], the WeChat edition's table from role to inline style.

mod html;
mod look;
mod typst;

pub use html::{Element, Html, el};
pub use look::{Look, Looks, ROLES, Role};
pub use typst::{Typst, TypstCall, call};
