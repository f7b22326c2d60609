//! The two languages the writers write: [`Html`] and [`Typst`], which cannot be built unescaped,
//! [`Look`], the WeChat edition's table from role to inline style, and how a finished page is
//! [`retold`] in another script.

mod html;
mod look;
mod retell;
mod typst;

pub use html::{Element, Html, el};
pub use look::{CutLook, Look, Looks, PictureLook, ROLES, Role};
pub use retell::{Retelling, retold, retold_json};
pub use typst::{Typst, TypstCall, call};
