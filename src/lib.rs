//! `kanxing` (刊行): one tree of Markdown and YAML becomes four editions.

pub mod builtin;
pub mod catalog;
pub mod check;
pub mod cli;
pub mod desk;
pub mod diag;
pub mod directive;
pub mod disk;
pub mod edition;
pub mod files;
pub mod kind;
pub mod load;
pub mod markup;
pub mod media;
pub mod press;
pub mod render;
pub mod shape;
pub mod text;
pub mod tree;
