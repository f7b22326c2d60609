//! `kanxing` (刊行): one tree of Markdown and YAML becomes four editions: the portal website,
//! WeChat articles, typeset volumes (PDF) and EPUB.
//!
//! # The one idea
//!
//! **An edition is a function from an address to bytes.** Everything else follows:
//!
//! ```text
//! disk ──> Files ──> load ──> Catalog ──> check ──> diagnostics
//!                               │
//!                               ├── edition::site   ┐  routes(&Shop)             every address it publishes
//!                               ├── edition::wechat │  Route::render(&Shop)      bytes and warnings
//!                               ├── edition::print  │  Route::fingerprint(&Shop) hash of all that render reads
//!                               └── edition::epub   ┘
//!                                      │
//!               press: all routes, in parallel, skipping equal fingerprints ──> disk      kanxing build
//!               shard: routes whose hash mod n = i                          ──> disk      kanxing build --shard i/n
//!               verify: a clean render of every route == what is on disk                  kanxing verify
//!               desk:  one route, when a browser asks for it                ──> browser   kanxing serve
//!               why:   the fingerprint of one route beside the kept one                   kanxing why
//! ```
//!
//! # The rooms, low to high
//!
//! A room uses only rooms above its own line; `tests/it/house.rs` reads the `use` lines and
//! refuses the rest.
//!
//! | room | what it is |
//! |---|---|
//! | [`diag`] | diagnostics: a mistake is a value with a place and a remedy |
//! | [`files`] | sorted relative paths and lazily read bytes, with hashes; the currency at the borders |
//! | [`shape`] | placed values and how Rust types are read from them; the JSON Schemas |
//! | [`text`] | Chinese text: joining, emphasis, counting, summaries, numerals, pinyin, collation |
//! | [`markup`] | [`markup::Html`] and [`markup::Typst`], which cannot be built unescaped; looks |
//! | [`directive`] | one file per directive: its fields and its three renderings |
//! | [`tree`] | document, block, inline: plain data, every node with a place |
//! | [`kind`] | one file per content kind: its front matter and the blocks it adds |
//! | [`catalog`] | every entry, column, volume, register and asset, with indexes |
//! | [`builtin`] | the theme, print templates, fonts and sample that the binary carries |
//! | [`load`] | files -> catalog, bodies -> trees; the only room that names a parser |
//! | [`check`] | one file per check: catalog -> diagnostics |
//! | [`media`] | pictures, SVG to PNG, QR codes; bytes in, bytes out |
//! | [`render`] | tree -> HTML, WeChat HTML, Typst: three writers of one shape |
//! | [`edition`] | site, wechat, print, epub: which addresses exist and what is on them |
//! | [`press`] | fingerprints, manifest, parallel build, shards, verify, why |
//! | [`disk`] | folders as files, whole writes, kept state; the only room that names `std::fs` |
//! | [`web`] | outside addresses asked whether they are still there, letters to a platform; the only room with an HTTP client |
//! | [`release`] | what leaves the house for other machines: drafts for the official account |
//! | [`desk`] | the local web desk: previews, diagnostics, live reload; it asks editions |
//! | [`cli`] | one file per command; arguments, colours, progress, the clock |
//!
//! # What is not there
//!
//! - No room below `cli` knows the time; the moment everything is judged by is [`edition::Shop::as_of`].
//! - No edition names another, and `press` names none: [`edition::EDITIONS`] is a table.
//! - No colour, type size or font name in `src/`: `themes/` and `print/` decide them.
//! - No bodies in the catalog: a body is parsed when its page is rendered.
//!
//! # Glossary
//!
//! **entry** a text an editor wrote · **column** 栏目, a folder of entries of one kind · **kind** 体裁 ·
//! **volume** a book made of queries · **route** an address of an edition · **directive** a thing
//! beyond paragraphs · **look** what decides appearance · **register** 名册, facts texts are held
//! against · **diagnostic** a finding with a place and a remedy · **shop** the snapshot everything is
//! rendered from · **outlet** what an edition tells a writer about one document.

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
pub mod release;
pub mod render;
pub mod shape;
pub mod text;
pub mod tree;
pub mod web;
