//! The one test binary: house rules, test pages, the specimen through every edition, and the press
//! under hostile use. One module per file, in alphabetical order.

mod cli;
mod contrast;
mod epub;
mod events;
mod house;
mod languages;
mod loading;
mod media;
mod outside;
mod page;
mod pictures;
mod platform;
mod press;
mod print;
mod project;
mod push;
mod search;
mod sitemap;
mod source;
mod specimen;
mod stamps;
mod suite;
mod text;
mod text_emphasis;
mod themes;
mod versions;
mod wechat;
mod wechat_lint;
mod wechat_parts;
